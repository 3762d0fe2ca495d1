/* SPDX-License-Identifier: MIT */
#include "base/memory.h"
#include "report/output.h"

#include <stdlib.h>

enum verdict telling_verdict(const struct telling *telling)
{
    if (telling->finding_count > 0)
        return VERDICT_FOUND;
    if (telling->incomplete || telling->summary->interrupted)
        return VERDICT_TROUBLE;
    for (size_t i = 0; i < telling->input_count; i++)
        if (telling->inputs[i]->failed || telling->inputs[i]->damaged_places > 0)
            return VERDICT_TROUBLE;
    return VERDICT_CLEAN;
}

static int compare_indicators(const void *a, const void *b)
{
    const struct matched *one = *(const struct matched *const *)a;
    const struct matched *other = *(const struct matched *const *)b;
    if (one->kind != other->kind)
        return one->kind < other->kind ? -1 : 1;
    return slice_compare(one->pattern, other->pattern);
}

size_t telling_indicators_seen(const struct telling *telling)
{
    const struct matched **all = memory_create(telling->finding_count, sizeof *all);
    for (size_t i = 0; i < telling->finding_count; i++)
        all[i] = &telling->findings[i].matched;
    qsort(all, telling->finding_count, sizeof *all, compare_indicators);
    size_t different = 0;
    for (size_t i = 0; i < telling->finding_count; i++)
        if (i == 0 || compare_indicators(&all[i - 1], &all[i]) != 0)
            different++;
    free(all);
    return different;
}
