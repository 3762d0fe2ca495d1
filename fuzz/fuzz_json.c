/* Parses any bytes as JSON, and asks for the line of everything in what is one. */
/* SPDX-License-Identifier: MIT */
#include "base/json.h"

#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Gives how many lines were passed: what stands later never begins earlier. */
static uint32_t walk(const struct json_lines *lines, const struct json *value, uint32_t line)
{
    if (!json_has_members(value) && !json_has_items(value))
        return line;
    assert(json_line(lines, value) >= line);
    line = json_line(lines, value);
    struct json_walk members = {.object = value};
    while (json_has_members(value) && json_next(&members))
        line = walk(lines, members.value, line);
    for (size_t i = 0; i < json_item_count(value); i++)
        line = walk(lines, json_item(value, i), line);
    return line;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct slice text = slice_make(data, size);
    struct problem problem = {{0}};
    struct json *json = json_parse(text, 1 << 20, &problem);
    if (!json) {
        assert(problem.sentence[0] != '\0');
        return 0;
    }
    struct json_lines *lines = json_lines_create(json, text);
    walk(lines, json, 1);
    json_lines_free(lines);
    json_free(json);
    return 0;
}
