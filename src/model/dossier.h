/* dossier - what is said of one address or name, layer by layer.
 *
 * Every claim names the data set that makes it and the set's date; claims that differ stand
 * beside each other and nothing is merged. Whose a thing is, is quoted from notices and sets and
 * never asserted. Made by attribution/ and app/, told by report/. A dossier owns its texts (one
 * arena) but for notices and screened lists, which must outlive it. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "model/origin.h"
#include "model/scorecard.h"
#include "model/screening.h"
#include "model/vocabulary.h"

/* LAYER(NAME, "key", "title", "silent") */
enum layer {
#define LAYER(NAME, key, title, silent) LAYER_##NAME,
#include "model/layer.def"
#undef LAYER
    LAYERS
};
const char *layer_key(enum layer layer);
const char *layer_title(enum layer layer);
const char *layer_silent(enum layer layer);

enum layer_state {
    LAYER_NOT_ASKED, /* there was nobody to ask: no set, no capture, no notice, no list */
    LAYER_IS_SILENT, /* asked, and nobody knows anything */
    LAYER_SAYS,
    LAYER_DISAGREES, /* those who were asked say different things */
};
const char *layer_state_key(enum layer_state state); /* "not asked", "silent", "said", "disputed" */

/* What one data set says in one layer. */
struct layer_claim {
    enum layer layer;
    struct slice what;      /* what is compared: "AS64496", "NL", "sinkhole" */
    struct slice words;     /* for people: "AS64496 Example Hosting", "Netherlands" */
    struct slice network;   /* for which it holds; may be empty */
    struct slice set, list; /* who says it; both empty: built in */
    struct slice date;      /* of the set or list; may be empty */
};

/* A name that goes with an address, or an address with a name, in traffic that was read. */
struct seen_name {
    struct slice name;     /* printable as text: a name as it stood, small letters; an address */
    enum field_kind field; /* where it stood */
    uint64_t count;
    struct instant first, last;
    struct seen_packet {
        struct slice input;
        uint64_t packet;
    } packets[LIMIT_SEEN_PACKETS]; /* the earliest */
    size_t packet_count;
};

/* The Admiralty scale; see grade.def. */
struct grade {
    char reliability; /* 'A' to 'F' */
    char credibility; /* '1' to '6' */
    struct slice why; /* both rules, with what they were applied to */
};
const char *reliability_words(char letter);
const char *reliability_rule(char letter);
const char *credibility_words(char number);
const char *credibility_rule(char number);

/* A notice that lists the thing, or what has the same host, or a name above it. */
struct listing_notice {
    const struct notice *notice;
    const struct indicator *indicator;
    enum relation relation; /* of the thing asked to what the notice lists */
    struct instant published;
    uint8_t weight;             /* what is left of it, see assessment.h */
    const struct slice *copies; /* names of notices that hold the same and are not counted */
    size_t copy_count;
    enum agreement place_agrees; /* of the place that it prints with those that sets say */
    struct grade grade;          /* of what it says of the thing */
};

/* What two notices have in common beside the thing that was asked. */
struct campaign_overlap {
    struct slice notice; /* one that lists the thing */
    struct slice other;  /* a notice or list */
    size_t notice_size;  /* what the notice lists that can be compared */
    size_t same, near;
    double log10_chance; /* see struct overlap */
};

/* Whether the other holds so much of the notice (half of three things or more) that one of them
 * took it over from the other: it confirms nothing then. */
bool overlap_is_taken_over(const struct campaign_overlap *overlap);

/* What one set says of a name that a notice uses. */
struct quoted_thing {
    struct slice set, date, collection; /* "misp-galaxy", "2026-08-06", "threat-actor" */
    struct slice title, number;         /* number: ATT&CK's; may be empty */
    bool is_group, is_title;            /* is_title: the name is its first one there */
    const struct slice *names;
    size_t name_count;
    const struct quoted_note {
        struct slice field, value;
    } * notes;
    size_t note_count;
    const struct slice *techniques, *software;
    size_t technique_count, software_count;
    struct slice description;
};

enum quote_kind { QUOTE_ACTOR, QUOTE_CAMPAIGN, QUOTE_FAMILY };
const char *quote_kind_key(enum quote_kind kind); /* "actor", "campaign", "family" */

/* "attributed by X on D to Y, also called Z" */
struct attribution_quote {
    enum quote_kind kind;
    struct slice said;       /* Y, as printed */
    struct slice by, date;   /* X: the publisher, else the notice's name; D as printed */
    bool is_publisher_named; /* by is the publisher */
    size_t copies;           /* republished so often, counted once */
    struct grade grade;
    const struct quoted_thing *things;
    size_t thing_count;
};

/* LIKELIHOOD(NAME, "key", "words", from, to) */
enum likelihood {
#define LIKELIHOOD(NAME, key, words, from, to) LIKELIHOOD_##NAME,
#include "model/likelihood.def"
#undef LIKELIHOOD
    LIKELIHOODS
};
enum likelihood likelihood_of(double percent);
const char *likelihood_key(enum likelihood likelihood);
const char *likelihood_words(enum likelihood likelihood);
void likelihood_range(enum likelihood likelihood, unsigned *from, unsigned *to);

enum confidence { CONFIDENCE_LOW, CONFIDENCE_MODERATE, CONFIDENCE_HIGH };
const char *confidence_word(enum confidence confidence); /* "low", "moderate", "high" */

/* How likely the thing still is what notices said, and how much that rests on. Two questions,
 * answered apart. */
struct judgement {
    bool is_made;  /* false where no notice lists it */
    bool is_said;  /* a likelihood can be said: a publisher gave a confidence, or age limits it */
    bool is_bound; /* it is no more than that: no publisher gave a confidence */
    uint8_t percent;
    enum likelihood likelihood;
    enum confidence confidence;
    struct slice likelihood_rests_on, confidence_rests_on;
};

/* EXPLANATION(NAME, "key", "words", "what would tell") */
enum explanation {
#define EXPLANATION(NAME, key, words, next) EXPLANATION_##NAME,
#include "model/explanation.def"
#undef EXPLANATION
    EXPLANATIONS
};
const char *explanation_key(enum explanation explanation);
const char *explanation_words(enum explanation explanation);
const char *explanation_next(enum explanation explanation);

enum { EXPLANATION_POINTS = 16 };
struct weighed_explanation {
    enum explanation explanation;
    struct slice speaks_for[EXPLANATION_POINTS], speaks_against[EXPLANATION_POINTS];
    size_t for_count, against_count;
};

struct screened_name {
    struct slice name; /* of an organisation, as a layer has it */
    struct screening screening;
};

/* How the thing was met in traffic by one machine; only hunts know it. */
struct encounter {
    uint64_t count, flows;
    int64_t duration_ns;
    bool is_name_asked; /* a name was asked for, not the address alone */
};

struct dossier {
    struct slice subject;       /* "203.0.113.7", "storm.example": canonical */
    enum indicator_kind kind;   /* address or domain */
    struct slice because;       /* why it is asked: "seen for storm.example"; may be empty */
    struct address address;     /* of an address */
    struct instant at;          /* the date for which it holds */
    struct encounter encounter; /* count 0: none */
    enum layer_state states[LAYERS];
    struct slice not_asked[LAYERS];   /* why there was nobody to ask, and how to change that */
    const struct layer_claim *claims; /* in the order of layers, then of sets */
    size_t claim_count;
    const struct slice *disagreements; /* between layers: one sentence each */
    size_t disagreement_count;
    const struct seen_name *seen; /* the most frequent first */
    size_t seen_count;
    size_t seen_untold;
    struct listing_notice *listings; /* the closest first; copies are not among them */
    size_t listing_count;
    const struct recurrence *relatives; /* in other notices and lists of families */
    size_t relative_count;
    const struct compared_notice *sources; /* what relatives point into; borrowed */
    const struct campaign_overlap *overlaps;
    size_t overlap_count;
    const struct attribution_quote *quotes;
    size_t quote_count;
    struct judgement judgement;
    struct weighed_explanation explanations[EXPLANATIONS]; /* the best supported first */
    size_t explanation_count;
    struct screened_name *screened;
    size_t screened_count;
    struct arena arena;
};

void dossier_done(struct dossier *dossier);
/* Whether an organisation's name is a match of one that is listed at the date (0.9 and more), not
 * merely like it. */
bool dossier_has_match(const struct dossier *dossier);
/* The claims of one layer stand together: the first, and how many. */
const struct layer_claim *dossier_layer(const struct dossier *dossier, enum layer layer,
                                        size_t *count);
