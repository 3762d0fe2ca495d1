/* Reads any bytes as a file of names, by lines, as JSON lines and as a table: every query has a
 * name that is not too long, every line that could not be read has a sentence. */
/* SPDX-License-Identifier: MIT */
#include "app/screen_input.h"

#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void read_as(struct slice bytes, const char *path)
{
    static const struct screening_query nothing;
    struct text content = {0};
    struct problem problem = {0};
    struct arena arena = {0};
    struct screening_query query;
    text_add(&content, bytes);
    struct screen_input *input = screen_input_take(&content, path, NULL, &nothing, &problem);
    enum screen_line line = SCREEN_LINE_END;
    while (input &&
           (line = screen_input_next(input, &arena, &query, &problem)) != SCREEN_LINE_END) {
        if (line == SCREEN_LINE_QUERY)
            assert(query.name.size > 0 && query.name.size <= LIMIT_NAME);
        else
            assert(problem.sentence[0] != '\0');
        assert(screen_input_taken(input) <= screen_input_total(input));
    }
    assert(input || problem.sentence[0] != '\0');
    screen_input_free(input);
    arena_done(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    read_as(slice_make(data, size), "names");
    read_as(slice_make(data, size), "names.csv");
    return 0;
}
