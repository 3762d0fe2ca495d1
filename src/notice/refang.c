/* SPDX-License-Identifier: MIT */
#include "notice/refang.h"

#include "base/utf8.h"

#include <string.h>

enum {
    DOT_WORD_MOST = 16, /* the longest inside of a bracket that is looked at */
    ROOT_MOST = 24,
};

struct state {
    struct slice in;
    size_t at;
    struct refanged *out;
    bool open; /* "[." was taken as a dot; its "]" is still to come */
};

static bool is_name_byte(uint8_t byte)
{
    return byte_is_letter(byte) || byte_is_digit(byte) || byte == '-' || byte == '_' ||
           byte >= 0x80;
}

static uint8_t last_byte(const struct text *text)
{
    return text->size > 0 ? (uint8_t)text->data[text->size - 1] : 0;
}

static void put(struct state *state, struct slice bytes, enum refang_mark mark)
{
    text_add(&state->out->text, bytes);
    text_fill(&state->out->marks, (uint8_t)mark, bytes.size);
}

static void drop_last(struct state *state)
{
    state->out->text.size--;
    state->out->marks.size--;
}

/* What stands in brackets for what. A dot joins two names, so spaces beside its
 * brackets are dropped. */
static const struct {
    const char *inside, *meaning;
} brackets[] = {
    {".", "."},
    {"dot", "."},
    {"d0t", "."},
    {"d", "."},
    {",", "."},
    {"..", "."},
    {"[.]", "."},
    {"\xe3\x80\x82", "."},
    {"\xef\xbc\x8e", "."},
    {"\xe3\x83\x89\xe3\x83\x83\xe3\x83\x88", "."}, /* Japanese */
    {"\xeb\x8b\xb7", "."},                         /* Korean */
    {"punkt", "."},
    {"punto", "."},
    {"ponto", "."},
    {"point", "."},
    {"\xd1\x82\xd0\xbe\xd1\x87\xd0\xba\xd0\xb0", "."},
    {"\xe7\x82\xb9", "."},
    {"@", "@"},
    {"at", "@"},
    {":", ":"},
    {"://", "://"},
    {":/", ":/"},
    {"//", "//"},
    {":\\\\", "://"},
    {"/", "/"},
    {"-", "-"},
};

/* Finds the bracket that closes the one at the front and what it means. Gives
 * the size of the whole, or 0. */
static size_t read_bracket(struct slice s, struct slice *meaning)
{
    uint8_t open = s.data[0];
    uint8_t close = open == '[' ? ']' : open == '(' ? ')' : open == '<' ? '>' : '}';
    size_t end = slice_find_byte(slice_part(s, 1, 1 + DOT_WORD_MOST), close);
    if (end == SLICE_NOWHERE)
        return 0;
    if (slice_byte(s, 1) == open && slice_byte(s, end + 2) == close) /* "[[.]]" */
        end++;
    struct slice inside = slice_trim(slice_part(s, 1, 1 + end));
    for (size_t i = 0; i < sizeof brackets / sizeof *brackets; i++)
        if (slice_equal_ignoring_case(inside, slice_from(brackets[i].inside))) {
            *meaning = slice_from(brackets[i].meaning);
            return end + 2;
        }
    return 0;
}

/* "hxxp(s)://": the letter of a scheme in brackets. */
static bool undo_scheme_letter(struct state *state)
{
    struct slice rest = slice_after(state->in, state->at);
    if (rest.size < 4 || byte_lower(rest.data[1]) != 's' || rest.data[3] != ':' ||
        (rest.data[2] != ')' && rest.data[2] != ']') ||
        byte_lower(last_byte(&state->out->text)) != 'p')
        return false;
    put(state, slice_from("s"), REFANG_CERTAIN);
    state->at += 3;
    return true;
}

/* "(tcp)://192.0.2.1:80", as CERT-UA writes it. */
static bool undo_bracketed_scheme(struct state *state)
{
    struct slice rest = slice_after(state->in, state->at);
    size_t close = slice_find_byte(slice_part(rest, 0, 8), rest.data[0] == '(' ? ')' : ']');
    if (close == SLICE_NOWHERE || !slice_starts_with(slice_after(rest, close + 1), "://"))
        return false;
    struct slice inside = slice_part(rest, 1, close);
    if (!slice_is_one_of(inside, "tcp udp http https ftp ssh ws wss TCP UDP HTTP HTTPS", ' '))
        return false;
    put(state, inside, REFANG_CERTAIN);
    state->at += close + 1;
    return true;
}

/* "evil[.com]", "evil[.com/x": a dot with half of its bracket inside the name. */
static bool undo_half_bracket(struct state *state)
{
    struct slice in = state->in;
    if (slice_byte(in, state->at + 1) != '.' || !is_name_byte(slice_byte(in, state->at + 2)) ||
        !is_name_byte(last_byte(&state->out->text)))
        return false;
    put(state, slice_from("."), REFANG_CERTAIN);
    state->at += 2;
    state->open = true;
    return true;
}

/* "192.0.2.[1]", "evil.[com]", "[www].evil.com", "h[tt]p://": a part of a name in brackets. */
static bool undo_bracketed_part(struct state *state)
{
    struct slice rest = slice_after(state->in, state->at);
    size_t end = 1;
    while (end < DOT_WORD_MOST && is_name_byte(slice_byte(rest, end)) &&
           slice_byte(rest, end) < 0x80)
        end++;
    uint8_t before = last_byte(&state->out->text), after = slice_byte(rest, end + 1);
    if (end == 1 || slice_byte(rest, end) != ']' || rest.data[0] != '[')
        return false;
    bool behind_dot = before == '.' && state->out->text.size > 1 &&
                      is_name_byte((uint8_t)state->out->text.data[state->out->text.size - 2]);
    bool is_number = byte_is_digit(rest.data[1]);
    /* A longer one is a place holder: "[redacted].evil.com". */
    bool before_dot = end <= 4 && !is_name_byte(before) && before != ']' && before != ')' &&
                      !is_number && after == '.' && is_name_byte(slice_byte(rest, end + 2));
    bool in_scheme = byte_lower(before) == 'h' && byte_lower(after) == 'p';
    if ((!behind_dot && !before_dot && !in_scheme) || (behind_dot && is_name_byte(after)))
        return false;
    put(state, slice_part(rest, 1, end), REFANG_CERTAIN);
    state->at += end + 1;
    return true;
}

static bool undo_bracket(struct state *state)
{
    struct slice in = state->in, meaning;
    size_t size = read_bracket(slice_after(in, state->at), &meaning);
    if (size == 0)
        return undo_bracketed_scheme(state) || undo_scheme_letter(state) ||
               undo_half_bracket(state) || undo_bracketed_part(state);
    bool joins = meaning.data[0] == '.' || meaning.data[0] == '@';
    size_t after = state->at + size;
    if (joins && slice_byte(in, after) == ' ' && is_name_byte(slice_byte(in, after + 1)))
        after++;
    struct text *text = &state->out->text;
    bool spaced = text->size > 1 && last_byte(text) == ' ' &&
                  is_name_byte((uint8_t)text->data[text->size - 2]);
    if (joins && spaced)
        drop_last(state);
    uint8_t next = slice_byte(in, after);
    bool in_path = last_byte(text) == '/' && meaning.data[0] == '.';
    bool between_names =
        (is_name_byte(last_byte(text)) || in_path) && (is_name_byte(next) || next == '[');
    if (joins && !between_names) {
        if (spaced)
            put(state, slice_from(" "), REFANG_NONE);
        return false;
    }
    put(state, meaning, REFANG_CERTAIN);
    state->at = after;
    return true;
}

/* The words before " dot " that make it a dot of ordinary language. */
static bool is_common_word(struct slice word)
{
    static const char *const words[] = {"the", "a",    "an",  "each", "every", "of",  "or",
                                        "and", "this", "one", "with", "red",   "any", "polka"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (slice_equal_ignoring_case(word, slice_from(words[i])))
            return true;
    return false;
}

static bool is_usual_root(struct slice word)
{
    static const char *const roots[] = {"com",  "net", "org", "info", "biz", "ru",  "cn",  "top",
                                        "xyz",  "io",  "co",  "me",   "cc",  "su",  "de",  "uk",
                                        "site", "pw",  "tk",  "club", "dev", "app", "shop"};
    for (size_t i = 0; i < sizeof roots / sizeof *roots; i++)
        if (slice_equal_ignoring_case(word, slice_from(roots[i])))
            return true;
    return false;
}

/* The word at the front. */
static struct slice front_word(struct slice s)
{
    size_t size = 0;
    while (size < s.size && (byte_is_letter(s.data[size]) || byte_is_digit(s.data[size])))
        size++;
    return slice_part(s, 0, size);
}

/* "evil dot com": nobody writes a word, " dot " and one of the well-known roots
 * by accident, unless the first word is an article or the like. */
static bool undo_dot_word(struct state *state)
{
    struct slice rest = slice_after(state->in, state->at);
    if (!slice_starts_with_ignoring_case(rest, " dot "))
        return false;
    struct slice right = front_word(slice_part(rest, 5, 5 + ROOT_MOST));
    size_t size = right.size;
    bool known = is_usual_root(right) ||
                 slice_starts_with_ignoring_case(slice_after(rest, 5 + size), " dot ");
    struct slice left = text_slice(&state->out->text);
    size_t start = left.size;
    while (start > 0 && left.size - start < 64 && is_name_byte(left.data[start - 1]))
        start--;
    left = slice_after(left, start);
    if (!known || left.size < 2 || size == 0 || is_common_word(left))
        return false;
    put(state, slice_from("."), REFANG_WEAK);
    state->at += 5;
    return true;
}

/* Whether the name being written is complete already: then an ideographic full
 * stop ends a sentence, else it stands for a dot. */
static bool name_is_complete(const struct text *text)
{
    struct slice name = text_slice(text);
    size_t start = name.size, dots = 0;
    bool numbers = true;
    for (; start > 0 && name.size - start < 256; start--) {
        uint8_t byte = name.data[start - 1];
        if (byte != '.' && (byte >= 0x80 || !is_name_byte(byte)))
            break;
        dots += byte == '.';
        numbers = numbers && (byte == '.' || byte_is_digit(byte));
    }
    return numbers ? dots >= 3 : dots >= 1;
}

/* Characters that look like, or are typed for, an ASCII one; 0: none. */
static uint8_t ascii_for(uint32_t character)
{
    if ((character >= 0xff10 && character <= 0xff19) || /* full-width digits, letters */
        (character >= 0xff21 && character <= 0xff3a) ||
        (character >= 0xff41 && character <= 0xff5a) ||
        (character >= 0xff0d && character <= 0xff0f) || character == 0xff1a ||
        character == 0xff20 || character == 0xff3f) /* - . / : @ _ */
        return (uint8_t)(character - 0xfee0);
    if (character == 0x2010 || character == 0x2011) /* hyphens */
        return '-';
    return 0;
}

static bool is_invisible(uint32_t character)
{
    return character == 0xad || (character >= 0x200b && character <= 0x200d) ||
           character == 0x2060 || character == 0xfeff;
}

/* Dots in the middle of a line and small ones; some languages write words with them. */
static bool is_middle_dot(uint32_t character)
{
    return character == 0xb7 || character == 0x2022 || character == 0x2219 || character == 0x22c5 ||
           character == 0xfe52 || character == 0x30fb;
}

static void take_character(struct state *state)
{
    uint32_t character = 0;
    size_t size = utf8_read(slice_after(state->in, state->at), &character);
    struct slice bytes = slice_part(state->in, state->at, state->at + (size ? size : 1));
    uint8_t before = last_byte(&state->out->text),
            after = slice_byte(state->in, state->at + bytes.size);
    bool between = before < 0x80 && is_name_byte(before) && after < 0x80 && is_name_byte(after);
    state->at += bytes.size;
    uint8_t ascii = size > 0 ? ascii_for(character) : 0;
    if (size > 0 && is_invisible(character))
        return;
    if (ascii != 0)
        put(state, slice_make(&ascii, 1), REFANG_NONE);
    else if (character == 0x2024 && between) /* one dot leader */
        put(state, slice_from("."), REFANG_CERTAIN);
    else if (is_middle_dot(character) && between &&
             is_usual_root(front_word(slice_part(state->in, state->at, state->at + ROOT_MOST))))
        put(state, slice_from("."), REFANG_CERTAIN);
    else if ((character == 0x3002 || character == 0xff61) && between &&
             !name_is_complete(&state->out->text))
        put(state, slice_from("."), REFANG_NONE);
    else
        put(state, bytes, REFANG_NONE);
}

static void take(struct state *state)
{
    struct slice in = state->in;
    uint8_t byte = in.data[state->at], next = slice_byte(in, state->at + 1);
    bool after_name = is_name_byte(last_byte(&state->out->text));
    if (byte >= 0x80) {
        take_character(state);
        return;
    }
    if ((byte == '[' || byte == '(' || byte == '{' || byte == '<') && undo_bracket(state))
        return;
    if (byte == '[' || byte == ' ' || byte == '\t')
        state->open = false;
    if (byte == ']' && state->open) {
        state->open = false;
        state->at++;
        return;
    }
    if (byte == ' ' && undo_dot_word(state))
        return;
    /* "evil\.com" and "evil.]com" */
    bool escaped = byte == '\\' && next == '.', half = byte == '.' && next == ']';
    if ((escaped || half) && after_name && is_name_byte(slice_byte(in, state->at + 2))) {
        put(state, slice_from("."), escaped ? REFANG_WEAK : REFANG_CERTAIN);
        state->at += 2;
        return;
    }
    put(state, slice_make(&in.data[state->at], 1), REFANG_NONE);
    state->at++;
}

bool refang_is_needed(struct slice line)
{
    for (size_t i = 0; i < line.size; i++) {
        uint8_t byte = line.data[i];
        if (byte >= 0x80 || byte == '[' || byte == '(' || byte == '{' || byte == '\\' ||
            byte == ']' || byte == '<' ||
            (byte == ' ' && byte_lower(slice_byte(line, i + 1)) == 'd'))
            return true;
    }
    return false;
}

void refang_line(struct slice line, struct refanged *out)
{
    struct state state = {.in = line, .out = out};
    text_clear(&out->text);
    text_clear(&out->marks);
    while (state.at < line.size)
        take(&state);
}

enum refang_mark refanged_mark(const struct refanged *refanged, size_t from, size_t to)
{
    const char *marks = refanged->marks.data;
    if (to <= from)
        return REFANG_NONE;
    if (memchr(marks + from, REFANG_CERTAIN, to - from))
        return REFANG_CERTAIN;
    return memchr(marks + from, REFANG_WEAK, to - from) ? REFANG_WEAK : REFANG_NONE;
}

void refanged_done(struct refanged *refanged)
{
    text_done(&refanged->text);
    text_done(&refanged->marks);
}
