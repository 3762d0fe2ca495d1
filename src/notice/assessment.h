/* assessment - what public facts say of one indicator, and what to do with it.
 *
 * Facts change the advice, they never delete an indicator: a sinkhole still shows an
 * infected machine, a shared address is still worth a hunt. The advice and its reason come
 * from one table of what each kind of list means (assessment.c).
 *
 * Weight is what is left of an indicator at a date: its confidence (100 where none is said),
 * halved each time the usual life of its kind is over since it was last seen, or else
 * published. Controllers of botnets move every 75 days or so, a name is registered for a
 * year, a URL is cleaned up in weeks; a digest never stops naming the same file. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "facts/world.h"
#include "model/scorecard.h"

/* For one indicator of a notice. Texts are kept in the arena; recurrences are the caller's
 * and only read (they may be none). `published` may be unknown. */
void assess(struct assessment *assessment, const struct world *world, const struct notice *notice,
            const struct indicator *indicator, struct instant published, struct instant at,
            struct arena *arena);

/* The weight alone. */
uint8_t indicator_weight(const struct indicator *indicator, struct instant published,
                         struct instant at);
