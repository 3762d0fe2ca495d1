/* stix_pattern - takes a STIX pattern apart into the comparisons it makes (STIX 2.1,
 * part 9).
 *
 * All of the grammar is checked; what the comparisons mean together is told only as
 * far as a hunt needs it: which of them an AND joins. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "base/arena.h"

enum stix_test { STIX_EQUAL, STIX_LIKE, STIX_MATCHES, STIX_IS_SUBSET, STIX_OTHER_TEST };

struct stix_term {
    struct slice path; /* "ipv4-addr:value", "file:hashes.SHA-256"; quotes dropped */
    enum stix_test test;
    bool negated;       /* NOT, or "!=" */
    struct slice value; /* of a string without its quotes and escapes; else as written */
    uint32_t together;  /* the same for terms that an AND joins inside one [ ] */
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
