/* screening - the answer to "is this on a list of sanctions?", with why and why not.
 *
 * Made by attribution/screen.h, told by report/. Owns its texts (one arena); the lists must
 * outlive it. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "model/entity.h"
#include "model/limits.h"

/* Why two words are alike. LIKENESS(NAME, "key", "words") */
enum likeness {
#define LIKENESS(NAME, key, words) LIKENESS_##NAME,
#include "model/likeness.def"
#undef LIKENESS
    LIKENESSES
};
const char *likeness_key(enum likeness likeness);
const char *likeness_words(enum likeness likeness);

/* Words of what was asked beside words of the listed name, as they are read in small ASCII letters;
 * one side is empty where the other has nothing for it. */
struct aligned_words {
    struct slice asked, listed;
    uint8_t place; /* which word of what was asked, or of the listed name where that has none */
    enum likeness how;
    double likeness; /* 0 to 1 */
    double weight;   /* share of the whole name, 0 to 1 */
};

/* What an authority's lists say of an entity at a date. */
enum standing {
    STANDING_NONE, /* lists of that date, or later ones with dates, do not have it */
    STANDING_LISTED,
    STANDING_ENDED,   /* it was listed, and is not any more */
    STANDING_UNKNOWN, /* no list is old enough to say */
    STANDINGS
};
const char *standing_key(enum standing standing);

struct authority_status {
    struct slice authority, body, programme;
    enum standing standing;
    struct instant since, until; /* days; unknown where nothing says it. It holds no more on the
                                    day `until`, which may be that of the first list without it */
    struct instant not_before;   /* since is unknown: the last list without it; may be unknown */
    struct instant not_after;    /* since is unknown: the first list with it */
    struct slice because;        /* one sentence: which list, of when, its digest's front */
};

/* One thing that speaks for or against a candidate beside its name. */
struct screening_reason {
    bool against;
    double change;     /* of the log-odds; its sign agrees with `against` */
    struct slice what; /* one sentence, printable */
};

enum found_by { FOUND_BY_NAME, FOUND_BY_IDENTIFIER, FOUND_BY_LINK };

struct screening_candidate {
    const struct entity *entity;
    const struct entity_list *list; /* the version that the entity was taken from */
    const struct entity_name *name; /* the name that fits best; NULL: found by an identifier */
    enum found_by found_by;
    const struct entity_identifier *identifier; /* of FOUND_BY_IDENTIFIER */
    struct slice via;   /* of FOUND_BY_LINK: the candidate that has the same name */
    double score;       /* of the names alone, 0 to 1 */
    double probability; /* with everything that is known, 0 to 1 */
    int ofac_score;     /* 0 to 100 as OFAC's search would give; -1: not asked */
    const struct aligned_words *aligned;
    size_t aligned_count;
    const struct screening_reason *reasons;
    size_t reason_count;
    const struct authority_status *statuses; /* at the date asked */
    size_t status_count;
};

/* "match" (0.9 and more), "likely match" (0.7), "possible match" (0.5), "weak" (0.25), "no match":
 * with what they are below. */
const char *match_words(double probability);

/* What is asked. Slices are borrowed; what is not known is empty. */
struct screening_query {
    struct slice name;
    enum entity_kind kind;
    const struct slice *names; /* further names of the same */
    size_t name_count;
    struct partial_date birth;
    const struct slice *countries, *addresses, *identifiers;
    size_t country_count, address_count, identifier_count;
    struct slice id; /* of the asker, told again */
};

struct screening {
    struct screening_query query;
    struct instant at;
    double threshold;
    const struct screening_candidate *candidates; /* the likeliest first; above the threshold */
    size_t candidate_count;
    const struct screening_candidate *refused; /* the next ones, with what speaks against them */
    size_t refused_count;
    const struct authority_status *statuses; /* of all candidates together, one an authority */
    size_t status_count;
    struct arena arena;
};

void screening_done(struct screening *screening);

/* What all of it comes to. */
enum screening_answer {
    ANSWER_NOBODY,     /* nobody on the lists is likely enough to be meant */
    ANSWER_NOT_LISTED, /* somebody is, and was not listed at that date, or not any more */
    ANSWER_UNKNOWN,    /* somebody is; no list tells of that date */
    ANSWER_LISTED,
    ANSWERS
};
const char *screening_answer_key(enum screening_answer answer); /* "nobody", "not_listed" ... */
/* Of one candidate; a list that tells no authority lists it all the same, but for one that tells of
 * other measures alone: an advisory, an indictment. */
enum screening_answer candidate_answer(const struct screening_candidate *candidate);
/* Of all candidates: the most that one of them comes to. */
enum screening_answer screening_answer(const struct screening *screening);
/* Somebody who is listed, or of whom nothing tells that he is not: exit status 1. */
bool screening_found(const struct screening *screening);
