/* SPDX-License-Identifier: MIT */
#include "base/arena.h"

#include "base/memory.h"

#include <stdalign.h>
#include <stdlib.h>
#include <string.h>

enum { CHUNK_SIZE = 64 * 1024 };

struct arena_chunk {
    struct arena_chunk *older;
    size_t size, used;
    alignas(max_align_t) uint8_t bytes[];
};

#if defined(__SANITIZE_ADDRESS__)
#define EVERY_BLOCK_ALONE 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define EVERY_BLOCK_ALONE 1
#endif
#endif
#ifndef EVERY_BLOCK_ALONE
#define EVERY_BLOCK_ALONE 0
#endif

static struct arena_chunk *add_chunk(struct arena *arena, size_t size)
{
    struct arena_chunk *chunk = memory_create(1, sizeof *chunk + size);
    chunk->size = size;
    chunk->older = arena->chunk;
    arena->chunk = chunk;
    return chunk;
}

void *arena_alloc(struct arena *arena, size_t size)
{
    size_t padded = EVERY_BLOCK_ALONE
                        ? size
                        : (size + alignof(max_align_t) - 1) & ~(size_t)(alignof(max_align_t) - 1);
    struct arena_chunk *chunk = arena->chunk;
    if (EVERY_BLOCK_ALONE || !chunk || chunk->size - chunk->used < padded)
        chunk = add_chunk(arena, EVERY_BLOCK_ALONE || padded > CHUNK_SIZE ? padded : CHUNK_SIZE);
    void *memory = chunk->bytes + chunk->used;
    chunk->used += padded;
    arena->used += padded;
    return memory;
}

void *arena_create(struct arena *arena, size_t size)
{
    void *memory = arena_alloc(arena, size);
    memset(memory, 0, size);
    return memory;
}

struct slice arena_keep(struct arena *arena, struct slice bytes)
{
    if (bytes.size == 0)
        return (struct slice){0};
    void *copy = arena_alloc(arena, bytes.size);
    memcpy(copy, bytes.data, bytes.size);
    return slice_make(copy, bytes.size);
}

static void free_chunks(struct arena_chunk *chunk)
{
    while (chunk) {
        struct arena_chunk *older = chunk->older;
        free(chunk);
        chunk = older;
    }
}

/* Takes the largest chunk out of the arena; NULL when there is none. */
static struct arena_chunk *take_largest(struct arena *arena)
{
    struct arena_chunk **largest = &arena->chunk;
    for (struct arena_chunk **link = &arena->chunk; *link; link = &(*link)->older)
        if ((*link)->size > (*largest)->size)
            largest = link;
    struct arena_chunk *taken = *largest;
    if (taken)
        *largest = taken->older;
    return taken;
}

void arena_reset(struct arena *arena)
{
    struct arena_chunk *kept = EVERY_BLOCK_ALONE ? NULL : take_largest(arena);
    free_chunks(arena->chunk);
    if (kept) {
        kept->older = NULL;
        kept->used = 0;
    }
    arena->chunk = kept;
    arena->used = 0;
}

void arena_done(struct arena *arena)
{
    if (!arena)
        return;
    free_chunks(arena->chunk);
    *arena = (struct arena){0};
}
