/* entry_merge - one entity out of what several versions of its list say.
 *
 * The newest version is right. What it does not tell at all is taken from the one before; where
 * it lacks a part of the list, the older ones add to it. Names and numbers are collected from
 * all: what was printed once is looked for again. Texts that are equal are kept once. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "attribution/standing.h"

struct text_pool;

/* Keeps each text once, in the arena. */
struct text_pool *text_pool_create(struct arena *arena);
void text_pool_free(struct text_pool *pool);

struct entry_source {
    const struct entity *entity;
    bool is_partial; /* its version lacks a part */
};

/* Of sources by date, the newest last. The entity lives in the pool's arena. */
struct entity *entry_merge(struct text_pool *pool, const struct entry_source *sources,
                           size_t count);

/* A copy of the designations; `before`, where it is not NULL, is given again if it says the same.
 */
void entry_keep_designations(struct text_pool *pool, const struct entity *entity,
                             const struct appearance *before, struct appearance *appearance);
