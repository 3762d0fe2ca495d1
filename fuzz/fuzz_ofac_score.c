/* Two names, a line each: a score is from 0 to 100, and a name is itself. */
/* SPDX-License-Identifier: MIT */
#include "attribution/ofac_score.h"

#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct slice listed = slice_make(data, size), asked = slice_split(&listed, '\n');
    int score = ofac_score(asked, listed), itself = ofac_score(asked, asked);
    assert(score >= 0 && score <= 100);
    assert(itself == 100 || itself == 0);
    assert(itself == 100 || score == 0);
    return 0;
}
