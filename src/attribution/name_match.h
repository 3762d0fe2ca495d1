/* name_match - whether two names mean the same person, company, ship or aircraft.
 *
 * Words are aligned one to one (or two to one, where one name writes together what the other
 * parts); each pair is alike for a reason that can be told. What is alike and what is left over
 * on either side, each weighed by how rare it is, become a score; the score becomes a probability
 * by a curve that was fitted to labelled pairs. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "attribution/name_form.h"
#include "model/screening.h"

/* How rare words are in the lists. A word that is not there is as rare as can be. NULL: nothing
 * is known, and weights come from classes and lengths alone. */
struct rarity;
/* 0 (in nearly every name) to 1 (in one name, or none). */
double rarity_of(const struct rarity *rarity, struct slice word);

/* How alike two words are, 0 to 1, and why. Symmetric. 0: nothing to do with each other; this is
 * what an index may rely on: words of likeness 0 never make a candidate. */
double token_likeness(const struct name_token *a, const struct name_token *b, enum likeness *how);

struct name_comparison {
    double score;                                   /* 0 to 1, grows with the probability */
    struct aligned_words aligned[LIMIT_NAME_WORDS]; /* texts borrowed from the forms */
    size_t aligned_count;
};

/* Compares what is asked with a listed name. Allocates nothing. Cheap where little is alike. */
void name_compare(const struct name_form *asked, const struct name_form *listed,
                  const struct rarity *rarity, struct name_comparison *comparison);

/* The probability that a pair with that score means the same. */
double name_probability(enum entity_kind kind, double score);
