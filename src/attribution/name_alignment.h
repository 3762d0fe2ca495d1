/* name_alignment - which words of two names stand for each other.
 *
 * One to one, or one to a join of several; the most alike are paired first. What is paired with
 * nothing is left over. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "attribution/name_form.h"

struct aligned_pair {
    const struct name_place *asked, *listed;
    enum likeness how;
    double likeness;
    double weight; /* set by who weighs the words */
};

struct name_alignment {
    struct aligned_pair pairs[LIMIT_NAME_WORDS];
    size_t count;
    uint64_t asked_left, listed_left; /* one bit a word that is in no pair */
};

/* By the rules of a kind: only persons have initials. */
void name_align(enum entity_kind kind, const struct name_form *asked,
                const struct name_form *listed, struct name_alignment *alignment);
