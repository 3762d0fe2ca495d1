/* stix_pattern - takes a STIX pattern apart into the comparisons it makes (STIX 2.1,
 * part 9).
 *
 * All of the grammar is checked, comments too. What the comparisons mean together is told
 * as far as a hunt needs it: which of them an AND joins, and the time that START and STOP
 * give. Looser than the grammar where notices are: a property with a hyphen and without
 * quotes (file:hashes.SHA-256), and a backslash before any byte of a string. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "base/arena.h"
#include "base/instant.h"

enum stix_test {
    STIX_EQUAL,
    STIX_LIKE,
    STIX_MATCHES,
    STIX_IS_SUBSET,
    STIX_IS_SUPERSET,
    STIX_ORDER,    /* <, <=, >, >= */
    STIX_EXISTS,   /* has no value */
    STIX_QUALIFIER /* WITHIN or REPEATS: has no path and no value */
};

struct stix_term {
    struct slice path; /* "ipv4-addr:value", "file:hashes.SHA-256"; quotes and indexes dropped */
    enum stix_test test;
    bool negated;       /* NOT, or "!=" */
    struct slice value; /* of a string without its quotes and escapes; else as written */
    struct slice text;  /* the comparison as it stands in the pattern; of an IN, all of it */
    uint32_t together;  /* the same for terms that an AND joins inside one [ ] */
    struct instant from, until; /* START and STOP; else unknown */
};

/* A zeroed one is empty and may be used again and again; the arena is the caller's,
 * and keeps what the terms point to. */
struct stix_pattern {
    struct stix_term *terms;
    size_t count, capacity;
};

/* An IN gives one term for each of its values. False when it is no STIX pattern, or has
 * more than LIMIT_STIX_TERMS. */
bool stix_pattern_read(struct slice text, struct arena *arena, struct stix_pattern *pattern);
void stix_pattern_done(struct stix_pattern *pattern);
