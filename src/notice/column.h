/* column - what the columns of a table mean, by their names, and what a cell may be, by
 * the type that stands beside it.
 *
 * Names are compared without spaces, punctuation, letter case and what stands in round
 * brackets: "First seen (UTC)", "first_seen". A name that is not known as a whole is
 * taken by its words ("C2 IP"), unless one of them says that it is about something else
 * ("Targeted IP"). */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "model/indicator.h"
#include "notice/misp_type.h"

enum column_role {
    COLUMN_NONE,
    COLUMN_INDICATOR,
    COLUMN_TYPE,
    COLUMN_PORT,
    COLUMN_FAMILY,
    COLUMN_THREAT,
    COLUMN_PLACE,
    COLUMN_ROLE,
    COLUMN_CAMPAIGN,
    COLUMN_ACTOR,
    COLUMN_DESCRIPTION,
    COLUMN_LABEL,
    COLUMN_FROM,
    COLUMN_UNTIL,
    COLUMN_FIRST_SEEN,
    COLUMN_LAST_SEEN,
    COLUMN_SEEN, /* a day, or from when to when */
    COLUMN_CONFIDENCE,
    COLUMN_DETECTION, /* whether it is meant for detection */
    COLUMN_CATEGORY,  /* a role, or a kind of threat */
};

/* Kinds that a cell may be read as by its form: a bit for each. */
#define KIND(NAME) (UINT64_C(1) << INDICATOR_##NAME)
#define KINDS_ADDRESS (KIND(ADDRESS) | KIND(CIDR) | KIND(ENDPOINT))
#define KINDS_HOST (KINDS_ADDRESS | KIND(DOMAIN) | KIND(ONION) | KIND(URL) | KIND(PATH))
#define KINDS_DIGEST (KIND(MD5) | KIND(SHA1) | KIND(SHA256) | KIND(SHA512))
#define KINDS_ANY ((UINT64_C(1) << INDICATOR_KINDS) - 1)

struct column {
    enum column_role role;
    uint64_t kinds;
    enum indicator_kind typed; /* what only the name can tell; INDICATOR_KINDS: nothing */
};

/* COLUMN_NONE where the name says nothing. */
struct column column_named(struct slice name);

/* What stands in a column of types. */
struct value_type {
    bool known;
    uint64_t kinds;                /* by form; all where it says nothing */
    enum indicator_kind typed;     /* or what only the type can tell; INDICATOR_KINDS: nothing */
    const struct misp_type *parts; /* or the parts that MISP knows; else NULL */
    bool is_certificate;           /* digests are those of certificates */
    bool is_cited;                 /* a site that the publisher refers to */
};
struct value_type value_type_named(struct slice name);
