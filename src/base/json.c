/* SPDX-License-Identifier: MIT */
#include "base/json.h"

#include "base/text.h"

#include <jansson.h>

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

bool json_member_number(const struct json *object, const char *name, int64_t *number)
{
    const json_t *value = inside(json_member(object, name));
    if (!json_is_integer(value))
        return false;
    *number = json_integer_value(value);
    return true;
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

/* Behind the string that begins at `at`. */
static size_t skip_string(struct slice text, size_t at)
{
    for (at++; at < text.size && text.data[at] != '"'; at++)
        at += text.data[at] == '\\';
    return at + 1;
}

/* jansson keeps no lines, so they are counted in a second walk over the text, which
 * needs to know strings and depth alone. */
size_t json_item_lines(struct slice text, const char *name, uint32_t *lines, size_t most)
{
    uint32_t line = 1;
    size_t depth = 0, count = 0;
    bool inside_it = false, expects_item = false;
    struct slice last = {0};
    for (size_t at = 0; at < text.size && count < most;) {
        uint8_t byte = text.data[at];
        size_t next = byte == '"' ? skip_string(text, at) : at + 1;
        bool closes = byte == ']' || byte == '}';
        if (depth == 1 && byte == '"')
            last = slice_part(text, at + 1, next - 1);
        if (inside_it && depth == 2 && expects_item && !closes && !byte_is_space(byte)) {
            lines[count++] = line;
            expects_item = false;
        }
        if (depth == 1 && byte == '[' && slice_equal_text(last, name))
            inside_it = expects_item = true;
        if (depth == 2 && byte == ',')
            expects_item = true;
        if (depth == 2 && closes)
            inside_it = false;
        depth += byte == '[' || byte == '{';
        depth -= closes && depth > 0;
        line += byte == '\n';
        at = next;
    }
    return count;
}
