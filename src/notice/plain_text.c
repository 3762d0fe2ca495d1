/* SPDX-License-Identifier: MIT */
#include "notice/plain_text.h"

#include "base/utf8.h"

#include <libxml/HTMLparser.h>
#include <string.h>

enum {
    LOOK_AT = 16 * 1024, /* bytes of the beginning that tell the kind */
    ENTITY_MOST = 32,
    TAG_NAME_MOST = 16,
};

/* --- What the kinds share ------------------------------------------------ */

static bool is_word_byte(uint8_t byte)
{
    return byte_is_letter(byte) || byte_is_digit(byte);
}

static bool is_invisible(uint32_t character)
{
    return character == 0xad || (character >= 0x200b && character <= 0x200f) ||
           (character >= 0x202a && character <= 0x202e) ||
           (character >= 0x2060 && character <= 0x2064) || character == 0xfeff;
}

static void add_character(struct text *text, uint32_t character)
{
    uint8_t bytes[4];
    if (is_invisible(character))
        return;
    if (character == 0xa0 || character == 0x3000) /* spaces that are no ASCII space */
        character = ' ';
    /* Only one, so that trimming stays cheap. */
    if (character == ' ' && text->size > 0 && text->data[text->size - 1] == ' ')
        return;
    text_add(text, slice_make(bytes, utf8_write(character, bytes)));
}

/* Adds the character at the front of s; gives its size. Control characters are
 * dropped: a zero, so that a piece of UTF-16 pasted into a text still reads. */
static size_t take_character(struct text *text, struct slice s)
{
    uint32_t character;
    if ((s.data[0] < ' ' && !byte_is_space(s.data[0])) || s.data[0] == 0x7f)
        return 1;
    size_t size = utf8_read(s, &character);
    if (s.data[0] < 0x80 || size == 0)
        text_add_byte(text, s.data[0]);
    else
        add_character(text, character);
    return size > 0 ? size : 1;
}

/* Characters that HTML 5 names and libxml2's table (HTML 4) does not; all of
 * them have been used to hide a dot or a slash. */
static uint32_t late_entity(const char *name)
{
    static const struct {
        const char *name;
        uint32_t character;
    } late[] = {{"apos", '\''},  {"period", '.'}, {"colon", ':'},  {"sol", '/'},
                {"commat", '@'}, {"lsqb", '['},   {"lbrack", '['}, {"rsqb", ']'},
                {"rbrack", ']'}, {"lpar", '('},   {"rpar", ')'},   {"hyphen", '-'},
                {"dash", '-'},   {"num", '#'},    {"quest", '?'},  {"equals", '='},
                {"lowbar", '_'}, {"percnt", '%'}, {"comma", ','},  {"NewLine", ' '}};
    for (size_t i = 0; i < sizeof late / sizeof *late; i++)
        if (strcmp(late[i].name, name) == 0)
            return late[i].character;
    return 0;
}

static uint32_t numeric_entity(struct slice digits)
{
    bool hex = digits.size > 1 && byte_lower(digits.data[0]) == 'x';
    uint32_t value = 0;
    for (size_t i = hex; i < digits.size; i++) {
        int digit = byte_hex_value(digits.data[i]);
        if (digit < 0 || (!hex && digit > 9) || value > 0x10ffff)
            return 0;
        value = value * (hex ? 16 : 10) + (uint32_t)digit;
    }
    bool valid = value <= 0x10ffff && !(value >= 0xd800 && value <= 0xdfff);
    return valid ? value : 0;
}

/* "&amp;", "&#46;", "&#x2e;" at the front; gives its size, or 0. */
static size_t take_entity(struct text *text, struct slice s)
{
    size_t end = slice_find_byte(slice_part(s, 0, ENTITY_MOST), ';');
    if (end == SLICE_NOWHERE || end < 2)
        return 0;
    struct slice name = slice_part(s, 1, end);
    uint32_t character;
    if (name.data[0] == '#') {
        character = numeric_entity(slice_after(name, 1));
    } else {
        char string[ENTITY_MOST] = {0};
        memcpy(string, name.data, name.size);
        const htmlEntityDesc *known = htmlEntityLookup((const xmlChar *)string);
        character = known ? known->value : late_entity(string);
    }
    if (character == 0)
        return 0;
    add_character(text, character < ' ' ? ' ' : character);
    return end + 1;
}

enum tag_effect {
    TAG_UNKNOWN,
    TAG_INLINE,  /* goes without a trace */
    TAG_BREAK,   /* ends a line */
    TAG_CELL,    /* parts two cells of a row */
    TAG_ROW,     /* ends a line; what follows is a row */
    TAG_ITEM,    /* ends a line; what follows is an item */
    TAG_HEADING, /* ends a line; what follows is a heading */
    TAG_CODE,    /* ends a line; line breaks count until it ends */
    TAG_SKIP,    /* goes with all that is in it */
};

static enum tag_effect tag_effect(struct slice name)
{
    static const struct {
        enum tag_effect effect;
        const char *names;
    } table[] = {
        {TAG_INLINE, "a b i u s em strong span font code kbd tt small big sup sub mark del ins "
                     "img wbr abbr cite q var samp label bdi bdo acronym strike center nobr "
                     "input button time"},
        {TAG_BREAK, "br p div hr ul ol dl dt section article header footer main nav aside table "
                    "tbody thead tfoot caption blockquote body html head meta link figure "
                    "figcaption form details summary address select option address iframe base"},
        {TAG_CELL, "td th"},
        {TAG_ROW, "tr"},
        {TAG_ITEM, "li dd"},
        {TAG_HEADING, "h1 h2 h3 h4 h5 h6 title"},
        {TAG_CODE, "pre textarea"},
        {TAG_SKIP, "script style template svg math noscript"},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        struct slice rest = slice_from(table[i].names);
        while (rest.size > 0)
            if (slice_equal_ignoring_case(name, slice_split(&rest, ' ')))
                return table[i].effect;
    }
    return TAG_UNKNOWN;
}

struct tag {
    struct slice name;
    struct slice attributes;
    bool closes;
    size_t size; /* of the whole, with < and >; 0: it is none */
};

/* Reads a tag at the front of s. One that is never closed reaches to the end,
 * as HTML 5 has it, which also keeps many of them from costing more than one. */
static struct tag read_tag(struct slice s)
{
    struct tag tag = {.closes = slice_byte(s, 1) == '/'};
    size_t from = tag.closes ? 2 : 1, at = from;
    while (is_word_byte(slice_byte(s, at)) && at - from < TAG_NAME_MOST)
        at++;
    tag.name = slice_part(s, from, at);
    if (at == from || !byte_is_letter(s.data[from]))
        return tag;
    size_t attributes = at;
    uint8_t quote = 0;
    for (; at < s.size; at++) {
        uint8_t byte = s.data[at];
        if (quote != 0)
            quote = byte == quote ? 0 : quote;
        else if (byte == '>')
            break;
        else if ((byte == '"' || byte == '\'') && s.data[at - 1] == '=')
            quote = byte;
    }
    tag.attributes = slice_part(s, attributes, at);
    tag.size = at < s.size ? at + 1 : at;
    return tag;
}

static bool is_defanged(struct slice target)
{
    return slice_starts_with_ignoring_case(target, "hxxp") ||
           slice_find(target, slice_from("[.]")) != SLICE_NOWHERE ||
           slice_find(target, slice_from("[:]")) != SLICE_NOWHERE ||
           slice_find(target, slice_from("(.)")) != SLICE_NOWHERE;
}

/* Keeps the target of a link where the publisher took care that nobody follows it. */
static void add_target(struct text *text, struct slice target)
{
    if (!is_defanged(target))
        return;
    text_add_byte(text, ' ');
    text_add(text, target);
    text_add_byte(text, ' ');
}

static struct slice find_target(struct slice attributes)
{
    size_t at = slice_find(attributes, slice_from("href="));
    if (at == SLICE_NOWHERE)
        return (struct slice){0};
    struct slice value = slice_after(attributes, at + 5);
    uint8_t quote = slice_byte(value, 0);
    if (quote != '"' && quote != '\'')
        return slice_part(value, 0, slice_find_byte(value, ' '));
    value = slice_after(value, 1);
    return slice_part(value, 0, slice_find_byte(value, quote));
}

/* --- HTML ---------------------------------------------------------------- */

static void skip(struct plain_text *plain, size_t size)
{
    struct slice skipped = slice_part(plain->rest, 0, size);
    for (size_t at; (at = slice_find_byte(skipped, '\n')) != SLICE_NOWHERE;) {
        plain->number++;
        skipped = slice_after(skipped, at + 1);
    }
    plain->rest = slice_after(plain->rest, size);
}

/* Skips to what closes an element whose content is no text. */
static void skip_element(struct plain_text *plain, struct slice name)
{
    size_t at = 0;
    struct slice rest = plain->rest;
    for (;;) {
        size_t found = slice_find(slice_after(rest, at), slice_from("</"));
        if (found == SLICE_NOWHERE) {
            skip(plain, rest.size);
            return;
        }
        at += found + 2;
        if (slice_equal_ignoring_case(slice_part(rest, at, at + name.size), name)) {
            skip(plain, at - 2);
            return;
        }
    }
}

static void skip_comment(struct plain_text *plain)
{
    bool comment = slice_starts_with(plain->rest, "<!--");
    struct slice end = slice_from(comment ? "-->" : ">");
    size_t from = comment ? 4 : 2;
    size_t at = slice_find(slice_after(plain->rest, from), end);
    skip(plain, at == SLICE_NOWHERE ? plain->rest.size : from + at + end.size);
}

/* Whether the line is over. */
static bool take_tag(struct plain_text *plain, struct tag tag)
{
    enum tag_effect effect = tag_effect(tag.name);
    bool opens = !tag.closes;
    skip(plain, tag.size);
    if (effect == TAG_SKIP && opens)
        skip_element(plain, tag.name);
    if (opens && slice_equal_ignoring_case(tag.name, slice_from("a")))
        add_target(&plain->line, find_target(tag.attributes));
    if (effect == TAG_CELL && opens && plain->line.size > 0)
        text_put(&plain->line, " | ");
    if (effect == TAG_CELL) {
        if (opens) /* a row that was never opened begins with its first cell */
            plain->cell = plain->in_row ? (uint16_t)(plain->cell + 1) : 0;
        plain->in_row = true;
    }
    if (effect == TAG_ROW) {
        plain->in_row = opens;
        plain->cell = UINT16_MAX; /* the first cell makes it 0 */
    }
    if (effect == TAG_ITEM)
        plain->in_item = opens;
    if (effect == TAG_HEADING) {
        plain->in_heading = opens;
        plain->level =
            byte_is_digit(slice_byte(tag.name, 1)) ? (uint8_t)(tag.name.data[1] - '0') : 1;
    }
    if (effect == TAG_CODE)
        plain->in_code = opens;
    return effect >= TAG_BREAK && effect != TAG_CELL && effect != TAG_SKIP;
}

static bool take_html(struct plain_text *plain)
{
    uint8_t byte = plain->rest.data[0], next = slice_byte(plain->rest, 1);
    if (byte == '<' && (next == '!' || next == '?')) {
        skip_comment(plain);
        return false;
    }
    if (byte == '<' && (next == '/' || byte_is_letter(next))) {
        struct tag tag = read_tag(plain->rest);
        if (tag.size > 0)
            return take_tag(plain, tag);
    }
    size_t size = byte == '&' ? take_entity(&plain->line, plain->rest) : 0;
    if (size > 0) {
        skip(plain, size);
        return false;
    }
    if (byte_is_space(byte)) {
        bool ends = byte == '\n' && plain->in_code;
        if (plain->line.size > 0 && plain->line.data[plain->line.size - 1] != ' ')
            text_add_byte(&plain->line, ' ');
        skip(plain, 1);
        return ends;
    }
    skip(plain, take_character(&plain->line, plain->rest));
    return false;
}

static bool next_html(struct plain_text *plain, struct plain_line *line)
{
    text_clear(&plain->line);
    while (plain->rest.size > 0) {
        struct slice before = slice_trim(text_slice(&plain->line));
        /* The flags and the number of a line are those of its first byte. */
        if (before.size == 0)
            *line = (struct plain_line){.number = plain->number,
                                        .heading = plain->in_heading,
                                        .level = plain->in_heading ? plain->level : 0,
                                        .cell = plain->in_row ? plain->cell : 0,
                                        .item = plain->in_item,
                                        .table = plain->in_row,
                                        .code = plain->in_code};
        bool ends = take_html(plain);
        struct slice text = slice_trim(text_slice(&plain->line));
        if (ends && text.size > 0)
            break;
        if (ends)
            text_clear(&plain->line);
    }
    line->text = slice_trim(text_slice(&plain->line));
    return line->text.size > 0;
}

/* --- Markdown ------------------------------------------------------------ */

/* What stands in front of a line and says what it is. */
static struct slice take_prefix(struct slice text, struct plain_line *line)
{
    for (int i = 0; i < 4; i++) {
        text = slice_trim(text);
        size_t marks = 0;
        while (slice_byte(text, marks) == '#')
            marks++;
        uint8_t first = slice_byte(text, 0);
        bool bullet = (first == '*' || first == '-' || first == '+') && slice_byte(text, 1) == ' ';
        if (marks > 0 && marks <= 6 && (slice_byte(text, marks) == ' ' || marks == text.size)) {
            line->heading = true;
            line->level = (uint8_t)marks;
            text = slice_after(text, marks);
        } else if (bullet) {
            line->item = true;
            text = slice_after(text, 2);
        } else if (slice_starts_with(text, "\xe2\x80\xa2")) {
            line->item = true;
            text = slice_after(text, 3);
        } else if (first == '>') {
            text = slice_after(text, 1);
        } else {
            break;
        }
    }
    line->table = slice_byte(text, 0) == '|';
    return text;
}

struct markdown {
    struct slice in;
    size_t at;
    struct text *out;
    size_t link;                           /* where in out the text of a link may have begun, + 1 */
    bool image;                            /* that link is one */
    size_t last_parenthesis, last_greater; /* no closing one behind these, + 1 */
};

/* At "](": a link or an image ends. */
static bool take_link_end(struct markdown *m)
{
    struct slice in = m->in;
    if (m->link == 0 || slice_byte(in, m->at + 1) != '(' || m->at >= m->last_parenthesis)
        return false;
    size_t end = slice_find_byte(slice_after(in, m->at), ')');
    if (end == SLICE_NOWHERE)
        return false;
    struct slice target = slice_trim(slice_part(in, m->at + 2, m->at + end));
    size_t begin = m->link - 1;
    if (m->image) {
        m->out->size = begin;
    } else {
        struct text *out = m->out;
        memmove(out->data + begin, out->data + begin + 1, out->size - begin - 1);
        out->size--;
        add_target(out, slice_part(target, 0, slice_find_byte(target, ' ')));
    }
    m->at += end + 1;
    m->link = 0;
    return true;
}

static bool take_inline_tag(struct markdown *m)
{
    if (m->at >= m->last_greater)
        return false;
    struct tag tag = read_tag(slice_after(m->in, m->at));
    enum tag_effect effect = tag.size > 0 ? tag_effect(tag.name) : TAG_UNKNOWN;
    uint8_t after = slice_byte(tag.attributes, 0);
    if (effect == TAG_UNKNOWN || (after != 0 && after != ' ' && after != '/'))
        return false;
    if (effect != TAG_INLINE)
        text_add_byte(m->out, ' ');
    add_target(m->out, find_target(tag.attributes));
    m->at += tag.size;
    return true;
}

/* "\_" is "_"; but "\." inside a name is a way to defang, which refang.h sees. */
static bool take_escape(struct markdown *m)
{
    static const char escapable[] = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";
    uint8_t next = slice_byte(m->in, m->at + 1);
    uint8_t before = m->out->size > 0 ? (uint8_t)m->out->data[m->out->size - 1] : 0;
    bool inside = next == '.' && is_word_byte(before) && is_word_byte(slice_byte(m->in, m->at + 2));
    if (next == 0 || !strchr(escapable, next) || inside)
        return false;
    text_add_byte(m->out, next);
    m->at += 2;
    return true;
}

/* Whether the mark at this place is markup and goes. A star may be a wild card
 * ("*.example") or hide a letter ("h**p"). */
static bool is_mark(const struct markdown *m)
{
    struct slice in = m->in;
    uint8_t byte = in.data[m->at], next = slice_byte(in, m->at + 1);
    uint8_t before = m->at > 0 ? in.data[m->at - 1] : 0;
    if (byte == '`')
        return true;
    if (byte == '~')
        return next == '~' || before == '~';
    if (byte != '*' || next == '.')
        return false;
    bool hidden = (byte_lower(before) == 'h' && next == '*') ||
                  (before == '*' && byte_lower(next) == 'p' && m->at > 1 &&
                   byte_lower(in.data[m->at - 2]) == 'h');
    return !hidden;
}

static void take_markdown(struct markdown *m)
{
    uint8_t byte = m->in.data[m->at], next = slice_byte(m->in, m->at + 1);
    if (byte == '\\' && take_escape(m))
        return;
    if (byte == '<' && take_inline_tag(m))
        return;
    if (byte == ']' && take_link_end(m))
        return;
    size_t size = byte == '&' ? take_entity(m->out, slice_after(m->in, m->at)) : 0;
    if (size > 0) {
        m->at += size;
        return;
    }
    bool image = byte == '!' && next == '[';
    if (image || byte == '[') {
        m->link = m->out->size + 1;
        m->image = image;
        text_put(m->out, image ? "![" : "[");
        m->at += image ? 2 : 1;
        return;
    }
    if (is_mark(m))
        m->at++;
    else
        m->at += take_character(m->out, slice_after(m->in, m->at));
}

/* "[1]: https://..." defines where a link leads; it is no text. */
static bool is_definition(struct slice text)
{
    size_t end = slice_find(slice_part(text, 0, 64), slice_from("]: "));
    return slice_byte(text, 0) == '[' && end != SLICE_NOWHERE &&
           !is_defanged(slice_after(text, end + 3));
}

static void read_markdown_line(struct plain_text *plain, struct slice source,
                               struct plain_line *line)
{
    struct slice text = take_prefix(source, line);
    if (is_definition(text))
        return;
    struct markdown m = {.in = text, .out = &plain->line};
    m.last_parenthesis = slice_find_last_byte(text, ')') + 1; /* nowhere + 1 is 0 */
    m.last_greater = slice_find_last_byte(text, '>') + 1;
    while (m.at < text.size)
        take_markdown(&m);
}

/* --- Lines --------------------------------------------------------------- */

static bool is_fence(struct slice text)
{
    return slice_starts_with(text, "```") || slice_starts_with(text, "~~~");
}

static void copy_visible(struct text *out, struct slice text)
{
    while (text.size > 0)
        text = slice_after(text, take_character(out, text));
}

/* One line of text or Markdown into plain->line, which stays empty where the
 * line says nothing. */
static void read_line(struct plain_text *plain, struct slice source, struct plain_line *line)
{
    struct slice text = slice_trim(source);
    bool markdown = plain->kind == PLAIN_MARKDOWN;
    line->front = plain->in_front;
    if (plain->in_front && slice_equal_text(text, "---")) {
        plain->in_front = false;
    } else if (markdown && !plain->in_front && is_fence(text)) {
        plain->in_code = !plain->in_code;
    } else if (markdown && !plain->in_code && !plain->in_front) {
        read_markdown_line(plain, source, line);
    } else {
        line->code = plain->in_code;
        struct slice bare = plain->in_front || plain->in_code ? text : take_prefix(source, line);
        copy_visible(&plain->line, bare.size > 0 ? bare : text);
    }
}

static bool next_line(struct plain_text *plain, struct plain_line *line)
{
    while (plain->rest.size > 0) {
        struct slice source = slice_split_line(&plain->rest);
        *line = (struct plain_line){.number = plain->number++};
        text_clear(&plain->line);
        read_line(plain, source, line);
        line->text = slice_trim(text_slice(&plain->line));
        if (line->text.size > 0)
            return true;
    }
    return false;
}

bool plain_text_next(struct plain_text *plain, struct plain_line *line)
{
    return plain->kind == PLAIN_HTML ? next_html(plain, line) : next_line(plain, line);
}

static bool has_front_matter(struct slice content)
{
    return slice_starts_with(content, "---\n") || slice_starts_with(content, "---\r\n");
}

void plain_text_init(struct plain_text *plain, struct slice content, enum plain_kind kind)
{
    *plain = (struct plain_text){.kind = kind, .rest = content, .number = 1};
    if (kind != PLAIN_MARKDOWN || !has_front_matter(content))
        return;
    /* Front matter that never ends is none. */
    bool ends = slice_find(slice_after(content, 4), slice_from("\n---")) != SLICE_NOWHERE;
    slice_split_line(&plain->rest);
    plain->number = 2;
    plain->in_front = ends;
}

void plain_text_done(struct plain_text *plain)
{
    text_done(&plain->line);
}

static size_t count(struct slice content, const char *what)
{
    size_t found = 0;
    for (size_t at; (at = slice_find(content, slice_from(what))) != SLICE_NOWHERE; found++)
        content = slice_after(content, at + 1);
    return found;
}

/* Tags that a page has and a text that mentions HTML does not have. */
static bool is_html(struct slice content)
{
    struct slice text = slice_trim(slice_part(content, 0, LOOK_AT));
    if (slice_starts_with_ignoring_case(text, "<!doctype html") ||
        slice_starts_with_ignoring_case(text, "<html"))
        return true;
    if (slice_byte(text, 0) != '<' || slice_starts_with(text, "<?xml"))
        return false;
    struct tag tag = read_tag(text);
    return tag.size > 0 && tag_effect(tag.name) != TAG_UNKNOWN;
}

enum plain_kind plain_text_recognise(struct slice content, const char *file_name)
{
    struct slice name = slice_from(file_name), head = slice_part(content, 0, LOOK_AT);
    if (is_html(content))
        return PLAIN_HTML;
    bool named = slice_ends_with(name, ".md") || slice_ends_with(name, ".markdown");
    size_t marks = count(head, "**") / 2 + count(head, "](") + count(head, "\n# ") +
                   count(head, "\n## ") + count(head, "\n|--");
    return named || has_front_matter(content) || marks >= 2 ? PLAIN_MARKDOWN : PLAIN_TEXT;
}
