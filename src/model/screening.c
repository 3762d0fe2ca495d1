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

const char *screening_answer_key(enum screening_answer answer)
{
    static const char *const keys[] = {"nobody", "not_listed", "unknown", "listed"};
    _Static_assert(sizeof keys / sizeof *keys == ANSWERS, "a key for each answer");
    return keys[answer];
}

enum screening_answer candidate_answer(const struct screening_candidate *candidate)
{
    static const enum screening_answer answers[STANDINGS] = {
        [STANDING_NONE] = ANSWER_NOT_LISTED,
        [STANDING_LISTED] = ANSWER_LISTED,
        [STANDING_ENDED] = ANSWER_NOT_LISTED,
        [STANDING_UNKNOWN] = ANSWER_UNKNOWN,
    };
    bool tells_acts = candidate->entity && candidate->entity->designation_count > 0;
    enum screening_answer most =
        candidate->status_count > 0 || tells_acts ? ANSWER_NOT_LISTED : ANSWER_LISTED;
    for (size_t i = 0; i < candidate->status_count; i++)
        if (answers[candidate->statuses[i].standing] > most)
            most = answers[candidate->statuses[i].standing];
    return most;
}

enum screening_answer screening_answer(const struct screening *screening)
{
    enum screening_answer most = ANSWER_NOBODY;
    for (size_t i = 0; i < screening->candidate_count; i++) {
        enum screening_answer answer = candidate_answer(&screening->candidates[i]);
        most = answer > most ? answer : most;
    }
    return most;
}

bool screening_found(const struct screening *screening)
{
    return screening_answer(screening) >= ANSWER_UNKNOWN;
}
