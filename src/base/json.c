/* SPDX-License-Identifier: MIT */
#include "base/json.h"

#include "base/memory.h"
#include "base/text.h"

#include <jansson.h>
#include <stdlib.h>

/* The one place where a value is what jansson says it is. */
static const json_t *inside(const struct json *value)
{
    return (const json_t *)(const void *)value;
}

static const struct json *outside(const json_t *value)
{
    return (const struct json *)(const void *)value;
}

struct json *json_parse(struct slice text, size_t most, struct problem *problem)
{
    json_error_t error;
    if (text.size > most) {
        problem_set(problem, "it has more than %zu MiB", most >> 20);
        return NULL;
    }
    json_t *root = json_loadb((const char *)text.data, text.size,
                              JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL, &error);
    if (!root) {
        struct text sentence = {0};
        text_add_printable(&sentence, slice_from(error.text));
        problem_set(problem, "line %d: %s", error.line > 0 ? error.line : 1,
                    text_string(&sentence));
        text_done(&sentence);
    }
    return (struct json *)(void *)root;
}

void json_free(struct json *document)
{
    json_decref((json_t *)(void *)document);
}

const struct json *json_member(const struct json *object, const char *name)
{
    return outside(json_object_get(inside(object), name));
}

size_t json_item_count(const struct json *array)
{
    return json_array_size(inside(array));
}

const struct json *json_item(const struct json *array, size_t i)
{
    return outside(json_array_get(inside(array), i));
}

struct slice json_text(const struct json *value)
{
    return slice_make(json_string_value(inside(value)), json_string_length(inside(value)));
}

struct slice json_member_text(const struct json *object, const char *name)
{
    return json_text(json_member(object, name));
}

bool json_number(const struct json *value, int64_t *number)
{
    if (!json_is_integer(inside(value)))
        return false;
    *number = json_integer_value(inside(value));
    return true;
}

bool json_member_number(const struct json *object, const char *name, int64_t *number)
{
    return json_number(json_member(object, name), number);
}

bool json_member_is_true(const struct json *object, const char *name)
{
    const json_t *value = inside(json_member(object, name));
    return json_is_true(value);
}

bool json_has_members(const struct json *value)
{
    return json_is_object(inside(value));
}

bool json_has_items(const struct json *value)
{
    return json_is_array(inside(value));
}

bool json_is_text(const struct json *value)
{
    return json_is_string(inside(value));
}

bool json_is_truth(const struct json *value)
{
    return json_is_true(inside(value)) || json_is_false(inside(value));
}

bool json_next(struct json_walk *walk)
{
    /* jansson's iterators are not const, and do not change the object. */
    json_t *object = (json_t *)(uintptr_t)inside(walk->object);
    walk->at = walk->at ? json_object_iter_next(object, walk->at) : json_object_iter(object);
    if (!walk->at)
        return false;
    walk->name = slice_from(json_object_iter_key(walk->at));
    walk->value = outside(json_object_iter_value(walk->at));
    return true;
}

/* ---- Lines
 *
 * jansson keeps none, so they are counted in a second walk over the text, which needs to
 * know strings alone: the n-th bracket that opens is the n-th object or array of the
 * document, as jansson keeps the order of members. */

struct json_lines {
    struct place {
        const struct json *value; /* NULL: free */
        uint32_t line;
    } * places;
    size_t capacity; /* a power of two, half of it free at least */
};

/* Where the walk over the text stands. */
struct line_walk {
    struct slice text;
    size_t at;
    uint32_t line;
    struct json_lines *lines;
};

/* Behind the string that begins at `at`. */
static size_t skip_string(struct slice text, size_t at)
{
    for (at++; at < text.size && text.data[at] != '"'; at++)
        at += text.data[at] == '\\';
    return at + 1;
}

static bool opens(uint8_t byte)
{
    return byte == '{' || byte == '[';
}

static struct place *find_place(const struct json_lines *lines, const struct json *value)
{
    size_t i = ((uintptr_t)value * UINT64_C(0x9e3779b97f4a7c15)) >> 20;
    for (;; i++) {
        struct place *place = &lines->places[i & (lines->capacity - 1)];
        if (!place->value || place->value == value)
            return place;
    }
}

/* Goes on to the next bracket that opens, and behind it. */
static void walk_to_bracket(struct line_walk *walk)
{
    while (walk->at < walk->text.size) {
        uint8_t byte = walk->text.data[walk->at];
        walk->line += byte == '\n';
        walk->at = byte == '"' ? skip_string(walk->text, walk->at) : walk->at + 1;
        if (opens(byte))
            return;
    }
}

static void note_lines(struct line_walk *walk, const struct json *value)
{
    if (!json_has_members(value) && !json_has_items(value))
        return;
    walk_to_bracket(walk);
    *find_place(walk->lines, value) = (struct place){value, walk->line};
    struct json_walk members = {.object = value};
    while (json_has_members(value) && json_next(&members))
        note_lines(walk, members.value);
    for (size_t i = 0; i < json_item_count(value); i++)
        note_lines(walk, json_item(value, i));
}

struct json_lines *json_lines_create(const struct json *document, struct slice text)
{
    struct json_lines *lines = memory_create(1, sizeof *lines);
    size_t brackets = 0;
    for (size_t at = 0; at < text.size;) {
        brackets += opens(text.data[at]);
        at = text.data[at] == '"' ? skip_string(text, at) : at + 1;
    }
    for (lines->capacity = 64; lines->capacity < 2 * brackets;)
        lines->capacity *= 2;
    lines->places = memory_create(lines->capacity, sizeof *lines->places);
    struct line_walk walk = {.text = text, .line = 1, .lines = lines};
    note_lines(&walk, document);
    return lines;
}

void json_lines_free(struct json_lines *lines)
{
    if (lines)
        free(lines->places);
    free(lines);
}

uint32_t json_line(const struct json_lines *lines, const struct json *value)
{
    return find_place(lines, value)->line;
}
