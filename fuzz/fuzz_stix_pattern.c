/* Any bytes as a STIX pattern. */
/* SPDX-License-Identifier: MIT */
#include "notice/stix_pattern.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena arena = {0};
    struct stix_pattern pattern = {0};
    uint64_t sum = 0;
    stix_pattern_read(slice_make(data, size), &arena, &pattern);
    for (size_t i = 0; i < pattern.count; i++)
        for (size_t k = 0; k < pattern.terms[i].value.size; k++)
            sum += pattern.terms[i].value.data[k];
    stix_pattern_done(&pattern);
    arena_done(&arena);
    return sum == UINT64_MAX;
}
