/* json - reads JSON texts (RFC 8259, UTF-8) through jansson; json_write.h writes them.
 *
 * A document owns all of its values; values are borrowed and read-only. Every
 * function takes NULL, or a value of another type, and gives nothing: so a reader
 * asks for a.b.c in one line. Names that occur twice in one object and nesting deeper
 * than 2048 are refused. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "base/problem.h"
#include "base/slice.h"

struct json;

/* NULL, with "line N: ..." in the problem, when the text is no JSON or has more than
 * `most` bytes. Freed with json_free(). */
struct json *json_parse(struct slice text, size_t most, struct problem *problem);
void json_free(struct json *document);

const struct json *json_member(const struct json *object, const char *name);
size_t json_item_count(const struct json *array);
const struct json *json_item(const struct json *array, size_t i);
/* A string's bytes: UTF-8, and may hold anything; empty for what is no string. */
struct slice json_text(const struct json *value);
/* A whole number; false for what is none. */
bool json_number(const struct json *value, int64_t *number);
/* Shortcuts for a member that is a string, a whole number, or true. */
struct slice json_member_text(const struct json *object, const char *name);
bool json_member_number(const struct json *object, const char *name, int64_t *number);
bool json_member_is_true(const struct json *object, const char *name);

/* Whether the value is an object, an array, a string, true or false. */
bool json_has_members(const struct json *value);
bool json_has_items(const struct json *value);
bool json_is_text(const struct json *value);
bool json_is_truth(const struct json *value);

/* The members of an object in the order they stand:
 * struct json_walk walk = {.object = object};
 * while (json_next(&walk)) ... walk.name, walk.value */
struct json_walk {
    const struct json *object;
    struct slice name;
    const struct json *value;
    void *at; /* jansson's own */
};
bool json_next(struct json_walk *walk);

/* On which lines the objects and arrays of a document begin. */
struct json_lines;
/* The text is the one that was parsed. Freed with json_lines_free(). */
struct json_lines *json_lines_create(const struct json *document, struct slice text);
void json_lines_free(struct json_lines *lines);
/* From 1; 0 for what is no object or array of the document. */
uint32_t json_line(const struct json_lines *lines, const struct json *value);
