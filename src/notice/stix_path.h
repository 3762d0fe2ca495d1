/* stix_path - what the object paths of STIX patterns and observables mean for a hunt.
 *
 * A path is told as stix_pattern.h gives it: "file:hashes.SHA-256", without quotes and
 * indexes. The members of an observable have the same paths, so that both are read by one
 * table. Hash algorithms are found by MISP's names for them, however they are written. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "model/indicator.h"

enum stix_meaning {
    STIX_MEANS_NOTHING, /* no hunt can compare it */
    STIX_MEANS_DETAIL,  /* says something of a value beside it, and is none itself */
    STIX_MEANS_PORT,
    STIX_MEANS_VALUE,
};

struct stix_path {
    enum stix_meaning meaning;
    enum indicator_kind kind; /* of a value */
    const char *name;         /* of a value of INDICATOR_OTHER */
};

struct stix_path stix_path_read(struct slice path);
