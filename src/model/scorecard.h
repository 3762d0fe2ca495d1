/* scorecard - how far a notice can be trusted, and what to do with each thing it names.
 *
 * Made by notice/scorecard.h from a notice, the world's public facts and other notices;
 * told by report/. A scorecard owns all its texts (one arena); the notice must outlive it.
 * Whatever it says names who says so, and when. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "base/arena.h"
#include "model/address.h"
#include "model/notice.h"

/* What to do with an indicator. ADVICE(NAME, "key", "words") */
enum advice {
#define ADVICE(NAME, key, words) ADVICE_##NAME,
#include "model/advice.def"
#undef ADVICE
    ADVICES
};
const char *advice_key(enum advice advice);
const char *advice_words(enum advice advice);

/* What one source says of another's claim. */
enum agreement { AGREEMENT_UNKNOWN, AGREEMENT_YES, AGREEMENT_NO };
const char *agreement_word(enum agreement agreement); /* "unknown", "agree", "contradict" */

/* What a public list says of an indicator. */
struct remark_told {
    const char *trait, *meaning;                /* "sinkhole", "a sinkhole: a defender's ..." */
    struct slice set, list, title, date, entry; /* set is empty for what is built in */
};

/* Where a data set says that an address is. */
struct place_told {
    const char *basis; /* "delegation", "registration", "geolocation" */
    struct slice country, name, network, set, date;
    enum agreement agrees; /* with the place as printed */
};

/* In whose network an address is. */
struct network_told {
    uint32_t number; /* 0: not known */
    struct slice organisation, network, set, date;
};

/* How two indicators have to do with each other. RELATION(NAME, "key", "words") */
enum relation {
#define RELATION(NAME, key, words) RELATION_##NAME,
#include "model/relation.def"
#undef RELATION
    RELATIONS
};
const char *relation_key(enum relation relation);
const char *relation_words(enum relation relation);
/* Whether the other's words are said of this very thing: it is the same, has the same host, or
 * lies under it. */
bool relation_names_it(enum relation relation);

/* Another notice or list that was compared. */
struct compared_notice {
    struct slice name, title, publisher, date;
    struct slice aliases; /* of the family that the whole list is about: "bashlite, condi" */
    size_t indicators;    /* that can be compared: infrastructure, digests and the like */
    uint32_t copy_of;     /* the first of those that hold the same; itself where it is the first */
    bool is_checked;      /* one of the notices that get a scorecard, not a reference */
};

/* An indicator of this notice and one of another. */
struct recurrence {
    uint32_t source; /* which compared notice */
    enum relation relation;
    struct slice pattern; /* the other's */
    struct slice family;  /* as the other prints it */
    enum agreement family_agrees;
    struct slice because; /* of the families; may be empty */
    size_t more;          /* others of the same notice with the same relation and family */
};

struct assessment {
    const struct indicator *indicator;
    enum advice advice;
    struct slice why; /* one sentence or two, printable */
    const struct remark_told *remarks;
    size_t remark_count;
    const struct place_told *places;
    size_t place_count;
    struct network_told network;
    const struct recurrence *recurrences; /* the closest first */
    size_t recurrence_count;
    size_t recurrences_untold; /* beyond LIMIT_RECURRENCES */
    struct instant dated;      /* what its age is counted from: last seen, else published */
    uint8_t weight;            /* 0 to 100: what is left of it at the scorecard's date */
};

/* How this notice and another one overlap. */
struct overlap {
    uint32_t source;
    size_t same;         /* indicators that are in both */
    size_t near;         /* further ones with a relative in the other: see relation.def */
    double log10_chance; /* of so many in both, were both drawn at random; 0: nothing to say */
    double population;   /* from how many they would have been drawn */
};

/* What the form of a notice could have said and did not. LACK(NAME, "key", "words") */
enum lack {
#define LACK(NAME, key, words) LACK_##NAME,
#include "model/lack.def"
#undef LACK
    LACKS
};
const char *lack_key(enum lack lack);
const char *lack_words(enum lack lack);

/* A public data set that was asked. */
struct asked_set {
    struct slice name, date, digest;
    const char *problem; /* why it could not be read; NULL: it was */
};

struct scorecard {
    const struct notice *notice;
    struct instant at;        /* the date for which it holds */
    struct instant published; /* unknown where the notice has no date that can be read */
    bool lacks[LACKS];
    size_t kinds[INDICATOR_KINDS];
    size_t advised[ADVICES];
    size_t places[3], families[3];  /* indicators by agreement; disagreement of one counts */
    struct assessment *assessments; /* one an indicator, in its order */
    struct overlap *overlaps;       /* the least likely first */
    size_t overlap_count;
    const struct compared_notice *sources; /* borrowed; overlaps and recurrences point into it */
    size_t source_count;
    const struct asked_set *asked; /* public data sets; their absence is a lack of ours */
    size_t asked_count;
    struct arena arena;
};

void scorecard_done(struct scorecard *scorecard);
