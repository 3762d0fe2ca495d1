/* candidate_search - walks through a line of text from candidate to candidate.
 *
 * Words end at white space, at punctuation and at characters of scripts that put
 * no spaces between words, which may stand right beside a name. A zeroed search is
 * valid; the line is borrowed until the next candidate_search_line() or done.
 * Time is linear in the line. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "notice/candidate.h"
#include "notice/refang.h"

struct candidate_search {
    struct refanged refanged;
    struct slice line; /* what is walked through: refanged where that was needed */
    bool marked;       /* refanged.marks belong to it */
    size_t at;
};

void candidate_search_line(struct candidate_search *search, struct slice line);
bool candidate_next(struct candidate_search *search, struct candidate *candidate);
void candidate_search_done(struct candidate_search *search);
