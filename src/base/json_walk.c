/* SPDX-License-Identifier: MIT */
#include "base/json_walk.h"

#include "base/utf8.h"

#include <string.h>

struct json_walk json_walk_over(struct slice text, struct arena *arena)
{
    if (slice_starts_with(text, "\xef\xbb\xbf"))
        text = slice_after(text, 3);
    return (struct json_walk){.rest = text, .arena = arena};
}

/* Always false, so that a caller can say: return fail(walk). */
static bool fail(struct json_walk *walk)
{
    walk->failed = true;
    walk->rest = (struct slice){0};
    return false;
}

/* The next byte that is no white space; 0 at the end. */
static uint8_t peek(struct json_walk *walk)
{
    if (walk->rest.size == 0)
        return 0;
    const uint8_t *at = walk->rest.data, *end = at + walk->rest.size;
    while (at < end && (*at == ' ' || *at == '\n' || *at == '\r' || *at == '\t'))
        at++;
    walk->rest = slice_make(at, (size_t)(end - at));
    return at < end ? *at : 0;
}

static bool take(struct json_walk *walk, uint8_t byte)
{
    if (peek(walk) != byte || walk->rest.size == 0)
        return false;
    walk->rest = slice_after(walk->rest, 1);
    return true;
}

/* What stands between the quotes, escapes and all. */
static struct slice take_string(struct json_walk *walk, bool *has_escapes)
{
    *has_escapes = false;
    if (!take(walk, '"')) {
        fail(walk);
        return (struct slice){0};
    }
    struct slice rest = walk->rest;
    size_t end = slice_find_byte(rest, '"');
    size_t escape = slice_find_byte(slice_part(rest, 0, end), '\\');
    if (escape != SLICE_NOWHERE) {
        *has_escapes = true;
        for (end = escape; end < rest.size && rest.data[end] != '"'; end++)
            end += rest.data[end] == '\\';
    }
    if (end >= rest.size) {
        fail(walk);
        return (struct slice){0};
    }
    walk->rest = slice_after(rest, end + 1);
    return slice_part(rest, 0, end);
}

static bool read_unit(struct slice text, size_t at, uint32_t *unit)
{
    *unit = 0;
    for (size_t i = at; i < at + 4; i++) {
        int digit = i < text.size ? byte_hex_value(text.data[i]) : -1;
        if (digit < 0)
            return false;
        *unit = *unit << 4 | (uint32_t)digit;
    }
    return true;
}

/* The character of "\uXXXX" at a place, and how many bytes it takes; half a pair, and what
 * is no number, become U+FFFD. */
static size_t read_escape(struct slice text, size_t at, uint32_t *character)
{
    uint32_t low;
    if (!read_unit(text, at + 2, character)) {
        *character = 0xfffd;
        return 2;
    }
    if (*character < 0xd800 || *character > 0xdfff)
        return 6;
    if (*character < 0xdc00 && slice_starts_with(slice_after(text, at + 6), "\\u") &&
        read_unit(text, at + 8, &low) && low >= 0xdc00 && low <= 0xdfff) {
        *character = 0x10000 + ((*character - 0xd800) << 10) + (low - 0xdc00);
        return 12;
    }
    *character = 0xfffd;
    return 6;
}

/* No escape is shorter than what it stands for, but one that is broken: two bytes become
 * the three of U+FFFD. */
static struct slice without_escapes(struct json_walk *walk, struct slice text)
{
    static const char from[] = "bfnrt", to[] = "\b\f\n\r\t";
    uint8_t *out = arena_alloc(walk->arena, text.size + text.size / 2);
    size_t size = 0;
    for (size_t at = 0; at < text.size;) {
        uint8_t byte = text.data[at];
        if (byte != '\\' || at + 1 == text.size) {
            out[size++] = byte;
            at++;
        } else if (text.data[at + 1] == 'u') {
            uint32_t character;
            at += read_escape(text, at, &character);
            size += utf8_write(character, out + size);
        } else {
            const char *meant = memchr(from, text.data[at + 1], sizeof from - 1);
            out[size++] = meant ? (uint8_t)to[meant - from] : text.data[at + 1];
            at += 2;
        }
    }
    return slice_make(out, size);
}

bool json_walk_object(struct json_walk *walk)
{
    if (take(walk, '{'))
        return true;
    json_walk_skip(walk);
    return false;
}

bool json_walk_array(struct json_walk *walk)
{
    if (take(walk, '['))
        return true;
    json_walk_skip(walk);
    return false;
}

bool json_walk_member(struct json_walk *walk, struct slice *name)
{
    bool has_escapes;
    *name = (struct slice){0};
    if (take(walk, '}'))
        return false;
    take(walk, ',');
    *name = take_string(walk, &has_escapes);
    if (has_escapes)
        *name = without_escapes(walk, *name);
    return !walk->failed && (take(walk, ':') || fail(walk));
}

bool json_walk_item(struct json_walk *walk)
{
    if (take(walk, ']'))
        return false;
    take(walk, ',');
    return peek(walk) != 0 || fail(walk);
}

/* A number, true, false, null. */
static struct slice take_word(struct json_walk *walk)
{
    static const char marks[] = ",:]}[{\"";
    size_t size = 0;
    peek(walk);
    while (size < walk->rest.size && walk->rest.data[size] > ' ' &&
           !memchr(marks, walk->rest.data[size], sizeof marks - 1))
        size++;
    struct slice word = slice_part(walk->rest, 0, size);
    walk->rest = slice_after(walk->rest, size);
    if (size == 0)
        fail(walk);
    return word;
}

struct slice json_walk_text(struct json_walk *walk)
{
    bool has_escapes;
    if (peek(walk) != '"') {
        json_walk_skip(walk);
        return (struct slice){0};
    }
    struct slice text = take_string(walk, &has_escapes);
    return has_escapes ? without_escapes(walk, text) : text;
}

int64_t json_walk_number(struct json_walk *walk)
{
    uint64_t number = 0;
    uint8_t next = peek(walk);
    if (next == '{' || next == '[') {
        json_walk_skip(walk);
        return 0;
    }
    struct slice word = next == '"' ? json_walk_text(walk) : take_word(walk);
    bool is_negative = slice_starts_with(word, "-");
    if (!slice_to_number(slice_after(word, is_negative), 999999999999999999, &number))
        return 0;
    return is_negative ? -(int64_t)number : (int64_t)number;
}

void json_walk_skip(struct json_walk *walk)
{
    size_t depth = 0;
    do {
        bool has_escapes;
        uint8_t next = peek(walk);
        if (next == '"') {
            take_string(walk, &has_escapes);
        } else if (next == '{' || next == '[') {
            depth++;
            take(walk, next);
        } else if (depth > 0 && (next == '}' || next == ']')) {
            depth--;
            take(walk, next);
        } else if (depth > 0 && (next == ',' || next == ':')) {
            take(walk, next);
        } else {
            take_word(walk);
        }
    } while (depth > 0 && !walk->failed);
}

bool json_walk_is_done(const struct json_walk *walk)
{
    return !walk->failed && slice_trim(walk->rest).size == 0;
}
