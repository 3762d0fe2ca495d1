/* comparison - finds what some notices have in common with others.
 *
 * The notices that are checked are loaded and stay; every other notice or list passes by
 * once and may be freed, so references may be larger than memory. Related are equal
 * indicators, hosts (an address and an address:port, a name and a URL), names above and
 * below each other and under one registered name, and addresses of one /24. A registered
 * name that many share (dynamic DNS, hosting, popular services, as the world knows them)
 * relates nobody. Notices that hold nearly the same are copies of the first of them. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "facts/world.h"
#include "model/scorecard.h"

struct comparison;

/* A recurrence and where it belongs. */
struct hit {
    uint32_t subject, indicator; /* which checked notice, which of its indicators */
    struct recurrence recurrence;
};

/* The notices and the world are borrowed; each notice becomes a compared notice. */
struct comparison *comparison_create(const struct notice *const *subjects, size_t count,
                                     const struct world *world);
void comparison_free(struct comparison *comparison);

/* Compares a reference; what is needed of it is copied. */
void comparison_add(struct comparison *comparison, const struct notice *reference);

/* Marks copies, sorts the hits by subject, indicator and relation. Once, at the end. */
void comparison_finish(struct comparison *comparison);

const struct compared_notice *comparison_sources(const struct comparison *comparison,
                                                 size_t *count);
/* The hits of one subject, without those in its copies. */
const struct hit *comparison_hits(const struct comparison *comparison, uint32_t subject,
                                  size_t *count);

/* How a subject and each other notice that has something in common with it overlap, the least
 * likely first; to be freed. Each indicator counts once, by its closest relation. */
struct overlap *comparison_overlaps(const struct comparison *comparison, uint32_t subject,
                                    size_t *count);

/* log10 of the probability that two sets of a and b things, drawn at random from a
 * population, share at least `same` (hypergeometric). 0 where same is 0. */
double chance_of_overlap(double population, size_t a, size_t b, size_t same);
