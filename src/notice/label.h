/* label - what words say of the values that they stand before, above or over.
 *
 * "SHA-256:", the heading of a column, the heading of a section: in the languages in which
 * notices are written. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "model/indicator.h"

enum label_meaning {
    LABEL_NONE,
    LABEL_KIND,      /* values of one kind */
    LABEL_INDICATOR, /* indicators of any kind */
    LABEL_ROLE,      /* what they are used for */
    LABEL_TYPE,      /* words that say the kind of what stands beside */
    LABEL_FAMILY,
    LABEL_ACTOR,
    LABEL_CAMPAIGN,
    LABEL_PLACE,
    LABEL_DESCRIPTION,
    LABEL_FIRST_SEEN,
    LABEL_LAST_SEEN,
    LABEL_VERSION,    /* numbers of versions */
    LABEL_IDENTIFIER, /* keys, tokens, commits: hexadecimal, and no digests of files */
    LABEL_CITED,      /* where something may be read */
    LABEL_LEGITIMATE, /* things of good repute */
    LABEL_RULES,      /* for other programs: YARA, Snort */
};

struct label {
    enum label_meaning meaning;
    enum indicator_kind kind; /* of LABEL_KIND */
    size_t end;               /* where the words that say so end */
};

/* What a heading says: of several meanings the one that stands first in the table. */
struct label label_read(struct slice heading);
/* What the words right before a value say: the meaning that ends last. */
struct label label_before(struct slice text);
