/* name_match - whether two names mean the same person, company, ship or aircraft.
 *
 * Words are aligned one to one (or several to one, where one name writes together what the other
 * parts); each pair is alike for a reason that can be told. What is alike and what is left over
 * on either side, each weighed by how rare it is, become a score; the score becomes a probability
 * by a curve that was fitted to labelled pairs.
 *
 * What an index may rely on, so that it finds every name that reaches a score:
 *   - only these are aligned: a word with a word, a word with a join, a join with a word, of
 *     token_likeness() above 0 (name_token.h says when that can be);
 *   - an asked word that is aligned with nothing, alone or in a join, gives nothing: if the words
 *     that are aligned have together at most the share s of all asked words' name_weight(), the
 *     score is at most name_bound(kind, s), which does not fall as s grows. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "attribution/name_form.h"

/* How rare words are in the lists. A word that is not there is as rare as can be. NULL: nothing
 * is known, and weights come from classes and lengths alone. */
struct rarity;
/* 0 (in nearly every name) to 1 (in one name, or none). */
double rarity_of(const struct rarity *rarity, const struct name_token *word);

struct name_comparison {
    double score;                                       /* 0 to 1, grows with the probability */
    struct aligned_words aligned[2 * LIMIT_NAME_WORDS]; /* texts borrowed from the forms */
    size_t aligned_count;
    /* Of people; not part of the score, which was fitted to names that do not say it. */
    bool family_left;    /* the listed family name has nothing beside it */
    bool one_of_several; /* the listed name is one word, and of what is asked others are left */
};

/* Compares what is asked with a listed name. Allocates nothing. Cheap where little is alike. */
void name_compare(const struct name_form *asked, const struct name_form *listed,
                  const struct rarity *rarity, struct name_comparison *comparison);

/* What a word says of who is meant: above 0. The kind is that of the two names together
 * (name_kinds_meet()). Rarity may be NULL. */
double name_weight(enum entity_kind kind, const struct name_token *token,
                   const struct rarity *rarity);

/* The kind by whose rules two names are compared; false where they cannot be the same: a
 * person and a ship. ENTITY_ANY meets every kind. */
bool name_kinds_meet(enum entity_kind asked, enum entity_kind listed, enum entity_kind *kind);

/* The highest score of names of that kind of which at most this share (0 to 1) of the asked
 * words' weight is aligned. */
double name_bound(enum entity_kind kind, double share);

/* Whether a word says who is meant, not what it does or where it is. */
bool name_is_distinctive(enum entity_kind kind, const struct name_token *token);

/* The best that can come of two names, before they are compared. */
struct name_outlook {
    double our_aligned;            /* of our weight, at most this share can be aligned ... */
    double our_share, their_share; /* ... and this counts, by how alike it is, on each side */
    double amount;                 /* of weight, the mean of both sides, likewise */
    double our_left, their_left;   /* of the weight of distinctive words at least this cannot */
    double worst, doubt;           /* at least so unlike are the words that are aligned: the
                                      most unlike, and all, by half the weight of ours */
};
/* No score of names with that outlook is higher. Does not fall as shares and amount grow, nor
 * grow as the others do. */
double name_score_most(enum entity_kind kind, const struct name_outlook *outlook);

/* The probability that a pair with that score means the same. */
double name_probability(enum entity_kind kind, double score);
