/* arena - memory that is given back all at once.
 *
 * Allocation is a pointer bump; nothing is freed alone. arena_reset() keeps the
 * largest chunk for the next round, so that a batch costs no system call.
 * A zeroed arena is valid and empty. Under the address sanitizer every
 * allocation is a heap block of its own, so that overruns are seen. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "base/slice.h"

struct arena_chunk;

struct arena {
    struct arena_chunk *chunk; /* newest first */
    size_t used;               /* bytes given out since the last reset */
};

/* Memory for `size` bytes, aligned for any type, not zeroed. Never NULL; a
 * caller that input can drive asks arena->used against a limit first. */
void *arena_alloc(struct arena *arena, size_t size);
/* The same, zeroed. */
void *arena_create(struct arena *arena, size_t size);
/* A copy that lives until the next reset. */
struct slice arena_keep(struct arena *arena, struct slice bytes);

void arena_reset(struct arena *arena);
void arena_done(struct arena *arena);
