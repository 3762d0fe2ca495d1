/* fuzz_candidate_search - any bytes as a line of text. */
/* SPDX-License-Identifier: MIT */
#include "notice/candidate_search.h"

#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct candidate_search search = {0};
    struct candidate candidate = {0};
    size_t last = 0;
    candidate_search_line(&search, slice_make(data, size));
    while (candidate_next(&search, &candidate)) {
        assert(candidate.pattern.size > 0);
        assert(candidate.from < candidate.to && candidate.to <= search.line.size);
        assert(candidate.from >= last);
        last = candidate.to;
    }
    candidate_done(&candidate);
    candidate_search_done(&search);
    return 0;
}
