/* Any bytes as a regular expression; every text that it stands for is read. */
/* SPDX-License-Identifier: MIT */
#include "notice/plain_expression.h"

#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena arena = {0};
    struct plain_texts texts;
    uint64_t sum = 0;
    if (plain_expression_read(slice_make(data, size), &arena, &texts))
        assert(texts.count > 0 && texts.count <= PLAIN_TEXTS_MOST);
    for (size_t i = 0; i < texts.count; i++)
        for (size_t k = 0; k < texts.items[i].size; k++)
            sum += texts.items[i].data[k];
    arena_done(&arena);
    return sum == UINT64_MAX;
}
