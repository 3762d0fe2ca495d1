/* SPDX-License-Identifier: MIT */
#include "model/screening.h"

static const struct {
    const char *key, *words;
} likenesses[] = {
#define LIKENESS(NAME, key, words) {key, words},
#include "model/likeness.def"
#undef LIKENESS
};

const char *likeness_key(enum likeness likeness)
{
    return likenesses[likeness].key;
}

const char *likeness_words(enum likeness likeness)
{
    return likenesses[likeness].words;
}

const char *standing_key(enum standing standing)
{
    static const char *const keys[] = {"none", "listed", "ended", "unknown"};
    _Static_assert(sizeof keys / sizeof *keys == STANDINGS, "a key for each standing");
    return keys[standing];
}

const char *match_words(double probability)
{
    static const struct {
        double least;
        const char *words;
    } steps[] = {
        {0.9, "match"}, {0.7, "likely match"}, {0.5, "possible match"},
        {0.25, "weak"}, {0, "no match"},
    };
    size_t step = 0;
    while (probability < steps[step].least)
        step++;
    return steps[step].words;
}

void screening_done(struct screening *screening)
{
    arena_done(&screening->arena);
    *screening = (struct screening){0};
}
