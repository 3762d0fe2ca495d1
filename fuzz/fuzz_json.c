/* Parses any bytes as JSON, and counts the lines of items of what is one. */
/* SPDX-License-Identifier: MIT */
#include "base/json.h"

#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    enum { MOST = 64 };
    struct slice text = slice_make(data, size);
    struct problem problem = {{0}};
    uint32_t lines[MOST];
    struct json *json = json_parse(text, 1 << 20, &problem);
    if (!json) {
        assert(problem.sentence[0] != '\0');
        return 0;
    }
    size_t count = json_item_count(json_member(json, "objects"));
    size_t found = json_item_lines(text, "objects", lines, MOST);
    /* A name may be written with escapes, which the count of lines does not undo. */
    assert(found == 0 || found == (count < MOST ? count : MOST));
    json_free(json);
    return 0;
}
