/* SPDX-License-Identifier: MIT */
#include "match/filter.h"

#include "base/memory.h"

#include <stdlib.h>

void filter_init(struct filter *filter, size_t keys)
{
    filter->count = keys * FILTER_BITS / 64 + 1;
    filter->words = memory_create(filter->count, sizeof *filter->words);
}

void filter_done(struct filter *filter)
{
    free(filter->words);
    *filter = (struct filter){0};
}

size_t filter_memory(const struct filter *filter)
{
    return filter->count * sizeof *filter->words;
}
