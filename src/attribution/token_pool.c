/* SPDX-License-Identifier: MIT */
#include "attribution/token_pool.h"

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/memory.h"

enum { SLOTS_FIRST = 64 };

static uint64_t hash_of(const struct name_token *token)
{
    uint64_t what = (uint64_t)token->reading << 3 | (uint64_t)token->is_initial << 2 |
                    (uint64_t)token->is_join << 1 | token->is_short_form;
    return hash_bytes(token->text, what);
}

static bool is_like(const struct name_token *a, const struct name_token *b)
{
    return a->reading == b->reading && a->is_initial == b->is_initial && a->is_join == b->is_join &&
           a->is_short_form == b->is_short_form && a->meaning.class == b->meaning.class &&
           a->meaning.symbol == b->meaning.symbol && a->meaning.number == b->meaning.number &&
           slice_equal(a->text, b->text);
}

/* The slot where a token is, or would be put. */
static uint32_t *slot_of(const struct token_pool *pool, const struct name_token *token)
{
    uint32_t mask = pool->slot_count - 1, at = (uint32_t)hash_of(token) & mask;
    while (pool->slots[at] != 0 && !is_like(pool->tokens[pool->slots[at] - 1], token))
        at = (at + 1) & mask;
    return &pool->slots[at];
}

static void grow(struct token_pool *pool)
{
    pool->slot_count = pool->slot_count == 0 ? SLOTS_FIRST : 2 * pool->slot_count;
    free(pool->slots);
    pool->slots = memory_create(pool->slot_count, sizeof *pool->slots);
    for (uint32_t i = 0; i < pool->count; i++)
        *slot_of(pool, pool->tokens[i]) = i + 1;
}

const struct name_token *token_pool_keep(struct token_pool *pool, const struct name_token *wanted)
{
    if (2 * (uint64_t)pool->count >= pool->slot_count)
        grow(pool);
    uint32_t *slot = slot_of(pool, wanted);
    if (*slot != 0)
        return pool->tokens[*slot - 1];
    struct name_token *token = arena_alloc(&pool->arena, sizeof *token);
    *token = *wanted;
    token->text = arena_keep(&pool->arena, wanted->text);
    token->number = pool->count;
    token_make_keys(token, &pool->arena);
    pool->tokens =
        memory_grow(pool->tokens, &pool->capacity, pool->count + 1, sizeof *pool->tokens);
    pool->tokens[pool->count++] = token;
    *slot = pool->count;
    return token;
}

void token_pool_reset(struct token_pool *pool)
{
    arena_reset(&pool->arena);
    if (pool->slot_count > 0)
        memset(pool->slots, 0, pool->slot_count * sizeof *pool->slots);
    pool->count = 0;
}

void token_pool_done(struct token_pool *pool)
{
    free(pool->tokens);
    free(pool->slots);
    arena_done(&pool->arena);
    *pool = (struct token_pool){0};
}
