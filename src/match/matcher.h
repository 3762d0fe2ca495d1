/* matcher - the join of observations and indicators; it names no protocol. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "match/index.h"
#include "model/sighting.h"

typedef void sighting_fn(void *context, const struct sighting *sighting);

/* Names that were asked for and lie under nothing: most names are asked for again
 * at once, by the answer that repeats its question. Holds 64-bit hashes with the
 * index's seed, so a name is taken for another once in 10^16 times. Zeroed is
 * empty; belongs to one thread and one index. */
enum { MATCHER_MEMORY = 1024 };
struct matcher_memory {
    uint64_t absent[MATCHER_MEMORY];
};

/* Asks the index for every field of a hunted observation. An entry that several
 * fields of one observation show is said once for each field kind. memory may be NULL. */
void matcher_look(const struct index *index, struct matcher_memory *memory,
                  const struct observation *observation, sighting_fn *seen, void *context);
