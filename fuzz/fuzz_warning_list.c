/* Reads any bytes as a warning list and asks what it says of indicators of each kind; every
 * remark lies in the list or the listing. The first line is what is asked for. */
/* SPDX-License-Identifier: MIT */
#include "facts/warning_list.h"

#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void count(void *context, const struct remark *remark)
{
    size_t *remarks = context;
    assert(remark->trait < TRAITS);
    assert(remark->entry.size > 0);
    ++*remarks;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const struct world_set set = {.set = NULL};
    struct slice rest = slice_make(data, size), asked = slice_split_line(&rest);
    struct listing listing = {0};
    struct problem problem = {{0}};
    uint64_t entries = 0;
    bool is_list =
        warning_list_read(&listing, &set, slice_from("vpn-fuzz"), rest, &entries, &problem);
    assert(is_list || problem.sentence[0] != '\0');
    listing_finish(&listing);
    for (int kind = 0; kind < INDICATOR_KINDS; kind++) {
        struct indicator indicator = {.kind = (enum indicator_kind)kind, .pattern = asked};
        size_t remarks = 0;
        listing_remark(&listing, &indicator, count, &remarks);
        assert(remarks <= 1);
    }
    listing_done(&listing);
    return 0;
}
