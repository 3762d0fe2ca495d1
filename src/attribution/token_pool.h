/* token_pool - the words of many names, each kept once.
 *
 * Two words are the same token when text, reading, meaning and what it is (a word, an initial, a
 * join, a short form) are the same. A zeroed pool is empty. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "attribution/name_token.h"

struct token_pool {
    struct arena arena;
    const struct name_token **tokens; /* by their number */
    uint32_t *slots;                  /* open addressing; number + 1 */
    uint32_t count, slot_count;
    size_t capacity;
};

/* The token that is like `wanted` (text, meaning, reading, is_...; keys are made when it is new);
 * lives as long as the pool. */
const struct name_token *token_pool_keep(struct token_pool *pool, const struct name_token *wanted);
/* Forgets all tokens. */
void token_pool_reset(struct token_pool *pool);
void token_pool_done(struct token_pool *pool);
