/* SPDX-License-Identifier: MIT */
#include "model/scorecard.h"

#include <stdlib.h>

struct words {
    const char *key, *words;
};

static const struct words advices[] = {
#define ADVICE(NAME, key, words) {key, words},
#include "model/advice.def"
#undef ADVICE
};

static const struct words relations[] = {
#define RELATION(NAME, key, words) {key, words},
#include "model/relation.def"
#undef RELATION
};

static const struct words lacks[] = {
#define LACK(NAME, key, words) {key, words},
#include "model/lack.def"
#undef LACK
};

const char *advice_key(enum advice advice)
{
    return advices[advice].key;
}

const char *advice_words(enum advice advice)
{
    return advices[advice].words;
}

const char *relation_key(enum relation relation)
{
    return relations[relation].key;
}

bool relation_names_it(enum relation relation)
{
    return relation == RELATION_SAME || relation == RELATION_HOST || relation == RELATION_UNDER;
}

const char *relation_words(enum relation relation)
{
    return relations[relation].words;
}

const char *lack_key(enum lack lack)
{
    return lacks[lack].key;
}

const char *lack_words(enum lack lack)
{
    return lacks[lack].words;
}

const char *agreement_word(enum agreement agreement)
{
    static const char *const words[] = {"unknown", "agree", "contradict"};
    return words[agreement];
}

void scorecard_done(struct scorecard *scorecard)
{
    free(scorecard->overlaps);
    free(scorecard->assessments);
    arena_done(&scorecard->arena);
    *scorecard = (struct scorecard){0};
}
