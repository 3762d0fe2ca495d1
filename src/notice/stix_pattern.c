/* SPDX-License-Identifier: MIT */
#include "notice/stix_pattern.h"

#include "base/memory.h"
#include "model/limits.h"

#include <stdlib.h>

enum { STIX_PATH_MOST = 1024 };

struct parser {
    struct slice rest;
    struct arena *arena;
    struct stix_pattern *pattern;
    uint32_t groups; /* numbers given to `together` */
    unsigned depth;
};

static bool read_comparison(struct parser *p);
static bool read_observations(struct parser *p);

/* The size of one white-space character at the front, of those that the grammar names. */
static size_t space_size(struct slice s)
{
    static const char *const wide[] = {"\xc2\x85", "\u00a0", "\u1680", "\u2028",
                                       "\u2029",   "\u202f", "\u205f", "\u3000"};
    if (s.size == 0 || byte_is_space(s.data[0]) || s.data[0] < 0x80)
        return s.size > 0 && byte_is_space(s.data[0]);
    for (size_t i = 0; i < sizeof wide / sizeof *wide; i++)
        if (slice_starts_with(s, wide[i]))
            return slice_from(wide[i]).size;
    /* U+2000 to U+200A */
    bool narrow = slice_starts_with(s, "\xe2\x80") && s.size > 2 && s.data[2] <= 0x8a;
    return narrow ? 3 : 0;
}

/* The size of one comment at the front; a block comment without its end is none. */
static size_t comment_size(struct slice s)
{
    if (slice_starts_with(s, "//")) {
        size_t end = 2;
        while (end < s.size && s.data[end] != '\n' && s.data[end] != '\r')
            end++;
        return end;
    }
    size_t end = slice_starts_with(s, "/*") ? slice_find(slice_after(s, 2), slice_from("*/"))
                                            : SLICE_NOWHERE;
    return end == SLICE_NOWHERE ? 0 : end + 4;
}

static void skip_space(struct parser *p)
{
    size_t size;
    while ((size = space_size(p->rest)) > 0 || (size = comment_size(p->rest)) > 0)
        p->rest = slice_after(p->rest, size);
}

static uint8_t peek(struct parser *p)
{
    skip_space(p);
    return p->rest.size > 0 ? p->rest.data[0] : 0;
}

static bool take(struct parser *p, const char *sign)
{
    skip_space(p);
    if (!slice_starts_with(p->rest, sign))
        return false;
    p->rest = slice_after(p->rest, slice_from(sign).size);
    return true;
}

static bool is_word_byte(uint8_t byte)
{
    return byte_is_letter(byte) || byte_is_digit(byte) || byte == '_';
}

static bool take_keyword(struct parser *p, const char *word)
{
    size_t size = slice_from(word).size;
    skip_space(p);
    if (!slice_starts_with(p->rest, word) ||
        (p->rest.size > size && is_word_byte(p->rest.data[size])))
        return false;
    p->rest = slice_after(p->rest, size);
    return true;
}

/* Where the string at the front ends: on its closing quote. 0: nowhere. */
static size_t find_string_end(struct slice text)
{
    size_t i = 1;
    while (i < text.size && text.data[i] != '\'')
        i += text.data[i] == '\\' ? 2 : 1;
    return i < text.size ? i : 0;
}

/* '...' with \' and \\ inside; other bytes stand for themselves. */
static bool take_string(struct parser *p, struct slice *value)
{
    size_t end, size = 0;
    if (peek(p) != '\'' || (end = find_string_end(p->rest)) == 0)
        return false;
    uint8_t *out = arena_alloc(p->arena, end);
    for (size_t i = 1; i < end; i++) {
        uint8_t byte = p->rest.data[i], next = p->rest.data[i + 1];
        bool escapes = byte == '\\' && (next == '\'' || next == '\\');
        i += escapes;
        out[size++] = escapes ? next : byte;
    }
    p->rest = slice_after(p->rest, end + 1);
    *value = slice_make(out, size);
    return true;
}

static bool take_number(struct parser *p, struct slice *value)
{
    size_t size = 0, digits = 0, dots = 0;
    skip_space(p);
    if (size < p->rest.size && (p->rest.data[0] == '-' || p->rest.data[0] == '+'))
        size++;
    for (; size < p->rest.size && (byte_is_digit(p->rest.data[size]) || p->rest.data[size] == '.');
         size++) {
        dots += p->rest.data[size] == '.';
        digits += p->rest.data[size] != '.';
    }
    *value = slice_part(p->rest, 0, size);
    if (digits == 0 || dots > 1)
        return false;
    p->rest = slice_after(p->rest, size);
    return p->rest.size == 0 || !is_word_byte(p->rest.data[0]);
}

static bool is_hexadecimal(struct slice value)
{
    return value.size == 0 || (value.size % 2 == 0 && slice_is_hex(value));
}

static bool is_base64(struct slice value)
{
    size_t padding = 0;
    while (padding < 2 && value.size > padding && value.data[value.size - 1 - padding] == '=')
        padding++;
    for (size_t i = 0; i < value.size - padding; i++) {
        uint8_t byte = value.data[i];
        if (!byte_is_letter(byte) && !byte_is_digit(byte) && byte != '+' && byte != '/')
            return false;
    }
    return value.size > 0 && value.size % 4 == 0;
}

/* t'2020-01-01T00:00:00Z', h'hexadecimal', b'base64'. */
static bool take_marked(struct parser *p, uint8_t mark, struct slice *value)
{
    struct instant ignored;
    p->rest = slice_after(p->rest, 1);
    if (!take_string(p, value))
        return false;
    return mark == 'h'   ? is_hexadecimal(*value)
           : mark == 'b' ? is_base64(*value)
                         : instant_parse(*value, &ignored);
}

/* A string, a number, true, false, or a string with a mark. */
static bool take_literal(struct parser *p, struct slice *value)
{
    uint8_t first = peek(p);
    if (first == '\'')
        return take_string(p, value);
    bool marked = first == 't' || first == 'h' || first == 'b';
    if (marked && p->rest.size > 1 && p->rest.data[1] == '\'')
        return take_marked(p, first, value);
    *value = slice_part(p->rest, 0, 5);
    if (take_keyword(p, "false"))
        return true;
    *value = slice_part(p->rest, 0, 4);
    return take_keyword(p, "true") || take_number(p, value);
}

/* A word of letters, digits, "_" and "-". */
static struct slice take_word(struct parser *p)
{
    size_t size = 0;
    skip_space(p);
    while (size < p->rest.size && (is_word_byte(p->rest.data[size]) || p->rest.data[size] == '-'))
        size++;
    struct slice word = slice_part(p->rest, 0, size);
    p->rest = slice_after(p->rest, size);
    return word;
}

struct path {
    uint8_t bytes[STIX_PATH_MOST];
    size_t size;
};

static bool add_part(struct path *path, struct slice part, char before)
{
    if (part.size == 0 || part.size + 1 > sizeof path->bytes - path->size)
        return false;
    if (path->size > 0)
        path->bytes[path->size++] = (uint8_t)before;
    for (size_t i = 0; i < part.size; i++)
        path->bytes[path->size++] = part.data[i];
    return true;
}

static bool take_property(struct parser *p, struct path *path, char before)
{
    struct slice part;
    if (peek(p) != '\'')
        return add_part(path, take_word(p), before);
    return take_string(p, &part) && add_part(path, part, before);
}

static bool take_index(struct parser *p)
{
    struct slice ignored;
    return (take(p, "*") || take_number(p, &ignored)) && take(p, "]");
}

/* object-type:property.'property'[*] ... */
static bool take_path(struct parser *p, struct slice *kept)
{
    struct path path = {.size = 0};
    struct slice type = take_word(p);
    bool named = type.size > 0 && (byte_is_letter(type.data[0]) || type.data[0] == '_');
    if (!named || !add_part(&path, type, 0) || !take(p, ":") || !take_property(p, &path, ':'))
        return false;
    for (;;) {
        bool is_index = take(p, "[");
        if (!is_index && !take(p, "."))
            break;
        if (!(is_index ? take_index(p) : take_property(p, &path, '.')))
            return false;
    }
    *kept = arena_keep(p->arena, slice_make(path.bytes, path.size));
    return true;
}

static bool add_term(struct parser *p, struct stix_term term)
{
    struct stix_pattern *pattern = p->pattern;
    if (pattern->count == LIMIT_STIX_TERMS)
        return false;
    pattern->terms =
        memory_grow(pattern->terms, &pattern->capacity, pattern->count + 1, sizeof *pattern->terms);
    pattern->terms[pattern->count++] = term;
    return true;
}

/* What was read since `before`. */
static struct slice text_since(const struct parser *p, struct slice before)
{
    return slice_trim(slice_part(before, 0, before.size - p->rest.size));
}

static bool read_set(struct parser *p, struct stix_term term, struct slice before)
{
    size_t first = p->pattern->count;
    if (!take(p, "("))
        return false;
    if (take(p, ")"))
        return true;
    do {
        if (!take_literal(p, &term.value) || !add_term(p, term))
            return false;
    } while (take(p, ","));
    if (!take(p, ")"))
        return false;
    for (size_t i = first; i < p->pattern->count; i++)
        p->pattern->terms[i].text = text_since(p, before);
    return true;
}

static bool take_operator(struct parser *p, struct stix_term *term)
{
    static const struct {
        const char *sign;
        enum stix_test test;
        bool negates, is_word;
    } operators[] = {
        {"!=", STIX_EQUAL, true, false},           {"<>", STIX_EQUAL, true, false},
        {"==", STIX_EQUAL, false, false},          {"=", STIX_EQUAL, false, false},
        {"<=", STIX_ORDER, false, false},          {">=", STIX_ORDER, false, false},
        {"<", STIX_ORDER, false, false},           {">", STIX_ORDER, false, false},
        {"LIKE", STIX_LIKE, false, true},          {"MATCHES", STIX_MATCHES, false, true},
        {"ISSUBSET", STIX_IS_SUBSET, false, true}, {"ISSUPERSET", STIX_IS_SUPERSET, false, true},
    };
    for (size_t i = 0; i < sizeof operators / sizeof *operators; i++)
        if (operators[i].is_word ? take_keyword(p, operators[i].sign)
                                 : take(p, operators[i].sign)) {
            term->test = operators[i].test;
            term->negated = term->negated != operators[i].negates;
            /* What is a word compares with a string. */
            return operators[i].is_word ? peek(p) == '\'' : true;
        }
    return false;
}

/* "EXISTS path", of which an object type of that name is told by its colon. */
static bool read_exists(struct parser *p, bool *read)
{
    struct slice before = p->rest;
    struct stix_term term = {.together = p->groups, .test = STIX_EXISTS};
    term.negated = take_keyword(p, "NOT");
    if (!take_keyword(p, "EXISTS") || peek(p) == ':') {
        p->rest = before;
        return false;
    }
    *read = take_path(p, &term.path);
    term.text = text_since(p, before);
    *read = *read && add_term(p, term);
    return true;
}

static bool read_test(struct parser *p)
{
    struct stix_term term = {.together = ++p->groups, .test = STIX_EQUAL};
    bool read;
    if (take(p, "(")) {
        read = ++p->depth <= LIMIT_STIX_DEPTH && read_comparison(p) && take(p, ")");
        p->depth--;
        return read;
    }
    skip_space(p);
    struct slice before = p->rest;
    if (read_exists(p, &read))
        return read;
    if (!take_path(p, &term.path))
        return false;
    term.negated = take_keyword(p, "NOT");
    if (take_keyword(p, "IN"))
        return read_set(p, term, before);
    if (!take_operator(p, &term) || !take_literal(p, &term.value))
        return false;
    term.text = text_since(p, before);
    return add_term(p, term);
}

/* AND binds closer than OR. All that an AND joins is told as one group. */
static bool read_and(struct parser *p)
{
    size_t first = p->pattern->count;
    bool joined = false;
    if (!read_test(p))
        return false;
    while (take_keyword(p, "AND")) {
        joined = true;
        if (!read_test(p))
            return false;
    }
    uint32_t together = ++p->groups;
    for (size_t i = first; joined && i < p->pattern->count; i++)
        p->pattern->terms[i].together = together;
    return true;
}

static bool read_comparison(struct parser *p)
{
    do {
        if (!read_and(p))
            return false;
    } while (take_keyword(p, "OR"));
    return true;
}

/* The time in which something must be seen, for all terms from `first` on. */
static bool read_period(struct parser *p, size_t first)
{
    struct slice start, stop;
    struct instant from, until;
    if (!take_literal(p, &start) || !take_keyword(p, "STOP") || !take_literal(p, &stop) ||
        !instant_parse(start, &from) || !instant_parse(stop, &until))
        return false;
    for (size_t i = first; i < p->pattern->count; i++) {
        p->pattern->terms[i].from = from;
        p->pattern->terms[i].until = until;
    }
    return true;
}

static bool is_positive(struct slice number)
{
    return number.size > 0 && number.data[0] != '-';
}

static bool read_qualifiers(struct parser *p, size_t first)
{
    struct slice number;
    for (;;) {
        skip_space(p);
        struct slice before = p->rest;
        bool read;
        if (take_keyword(p, "WITHIN"))
            read = take_number(p, &number) && is_positive(number) && take_keyword(p, "SECONDS");
        else if (take_keyword(p, "REPEATS"))
            read = take_number(p, &number) && is_positive(number) &&
                   slice_find_byte(number, '.') == SLICE_NOWHERE && take_keyword(p, "TIMES");
        else if (take_keyword(p, "START")) {
            if (!read_period(p, first))
                return false;
            continue;
        } else
            return true;
        struct stix_term term = {
            .test = STIX_QUALIFIER, .together = ++p->groups, .text = text_since(p, before)};
        if (!read || !add_term(p, term))
            return false;
    }
}

static bool read_observation(struct parser *p)
{
    size_t first = p->pattern->count;
    bool read;
    if (take(p, "(")) {
        read = ++p->depth <= LIMIT_STIX_DEPTH && read_observations(p) && take(p, ")");
        p->depth--;
    } else {
        read = take(p, "[") && read_comparison(p) && take(p, "]");
    }
    return read && read_qualifiers(p, first);
}

static bool read_observations(struct parser *p)
{
    do {
        if (!read_observation(p))
            return false;
    } while (take_keyword(p, "AND") || take_keyword(p, "OR") || take_keyword(p, "FOLLOWEDBY"));
    return true;
}

bool stix_pattern_read(struct slice text, struct arena *arena, struct stix_pattern *pattern)
{
    struct parser parser = {.rest = text, .arena = arena, .pattern = pattern};
    pattern->count = 0;
    return read_observations(&parser) && peek(&parser) == 0 && parser.rest.size == 0;
}

void stix_pattern_done(struct stix_pattern *pattern)
{
    free(pattern->terms);
    *pattern = (struct stix_pattern){0};
}
