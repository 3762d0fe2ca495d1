/* matcher - the join of observations and indicators; it names no protocol. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "match/index.h"
#include "model/sighting.h"

typedef void sighting_fn(void *context, const struct sighting *sighting);

/* Asks the index for every field of a hunted observation. An entry that several
 * fields of one observation show is said once for each field kind. */
void matcher_look(const struct index *index, const struct observation *observation,
                  sighting_fn *seen, void *context);
