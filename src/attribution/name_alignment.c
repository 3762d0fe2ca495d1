/* SPDX-License-Identifier: MIT */
#include "attribution/name_alignment.h"

#include <assert.h>

/* Pairs of words that are alike, before one is chosen for each word. Names whose words are all
 * alike ("kim kim kim") would have more; the first are enough. */
enum { CANDIDATES_MOST = 128 };

static_assert(LIMIT_NAME_WORDS <= 64, "a bit for each word");

struct candidates {
    struct aligned_pair pairs[CANDIDATES_MOST];
    size_t count;
    enum entity_kind kind;
    uint64_t asked_same, listed_same; /* words that have the same one on the other side */
};

static uint64_t words_of(const struct name_place *place)
{
    uint64_t bits = place->span >= 64 ? UINT64_MAX : ((uint64_t)1 << place->span) - 1;
    return bits << place->first;
}

static uint64_t all_words(const struct name_form *form)
{
    return form->word_count >= 64 ? UINT64_MAX : ((uint64_t)1 << form->word_count) - 1;
}

/* Initials fit many words, so they choose last; of what is equally alike, what stands at the
 * same place in both names goes first. */
static double preference(const struct aligned_pair *pair)
{
    double place = pair->asked->first == pair->listed->first ? 0.001 : 0;
    return pair->likeness + place - (pair->how == LIKENESS_INITIAL ? 0.5 : 0);
}

/* Keeps them in the order of preference. */
static void add(struct candidates *candidates, const struct aligned_pair *pair)
{
    if (candidates->count == CANDIDATES_MOST)
        return;
    size_t at = candidates->count++;
    double preferred = preference(pair);
    for (; at > 0 && preference(&candidates->pairs[at - 1]) < preferred; at--)
        candidates->pairs[at] = candidates->pairs[at - 1];
    candidates->pairs[at] = *pair;
}

static void try_pair(struct candidates *candidates, const struct name_place *asked,
                     const struct name_place *listed)
{
    struct aligned_pair pair = {.asked = asked, .listed = listed};
    pair.likeness = token_likeness(asked->token, listed->token, &pair.how);
    if (pair.likeness <= 0 || (pair.how == LIKENESS_INITIAL && candidates->kind != ENTITY_PERSON))
        return;
    add(candidates, &pair);
    if (pair.how == LIKENESS_SAME || pair.how == LIKENESS_SCRIPT) {
        candidates->asked_same |= words_of(asked);
        candidates->listed_same |= words_of(listed);
    }
}

/* Joins are tried where some of their words, and the word beside them, are not the same as
 * others already. */
static void try_joins(struct candidates *candidates, const struct name_form *asked,
                      const struct name_form *listed)
{
    uint64_t asked_open = all_words(asked) & ~candidates->asked_same;
    uint64_t listed_open = all_words(listed) & ~candidates->listed_same;
    for (size_t i = 0; i < asked->join_count && listed_open != 0; i++) {
        if ((words_of(&asked->joins[i]) & asked_open) == 0)
            continue;
        for (size_t j = 0; j < listed->word_count; j++)
            if (listed_open >> j & 1)
                try_pair(candidates, &asked->joins[i], &listed->words[j]);
    }
    for (size_t j = 0; j < listed->join_count && asked_open != 0; j++) {
        if ((words_of(&listed->joins[j]) & listed_open) == 0)
            continue;
        for (size_t i = 0; i < asked->word_count; i++)
            if (asked_open >> i & 1)
                try_pair(candidates, &asked->words[i], &listed->joins[j]);
    }
}

void name_align(enum entity_kind kind, const struct name_form *asked,
                const struct name_form *listed, struct name_alignment *alignment)
{
    struct candidates candidates;
    candidates.kind = kind;
    candidates.count = 0;
    candidates.asked_same = candidates.listed_same = 0;
    for (size_t i = 0; i < asked->word_count; i++)
        for (size_t j = 0; j < listed->word_count; j++)
            try_pair(&candidates, &asked->words[i], &listed->words[j]);
    try_joins(&candidates, asked, listed);

    alignment->count = 0;
    alignment->asked_left = all_words(asked);
    alignment->listed_left = all_words(listed);
    for (size_t i = 0; i < candidates.count; i++) {
        const struct aligned_pair *pair = &candidates.pairs[i];
        uint64_t on_asked = words_of(pair->asked), on_listed = words_of(pair->listed);
        if ((on_asked & ~alignment->asked_left) != 0 || (on_listed & ~alignment->listed_left) != 0)
            continue;
        alignment->pairs[alignment->count++] = *pair;
        alignment->asked_left &= ~on_asked;
        alignment->listed_left &= ~on_listed;
    }
}
