/* token_index - finds among many words those that are alike one, without comparing with all.
 *
 * token_likeness() says when two words can be alike; each way has keys. Spellings that are at
 * most two edits apart (optimal string alignment) are found by one of two keys:
 *   - short ones by what is left of both when up to two letters are left out of each;
 *   - of longer ones a piece is the same: the listed sound is cut into three, one of which stands
 *     in the asked one at most two letters away, but for a letter at its end that was swapped
 *     with its neighbour outside.
 * So some dozens of questions find every spelling. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "attribution/name_token.h"

struct token_index;

/* Of an array of words by their numbers, where some may be NULL; it must outlive the index. */
struct token_index *token_index_create(const struct name_token *const *tokens, size_t count);
void token_index_free(struct token_index *index);

/* What one thread needs for asking. */
struct token_asker;
struct token_asker *token_asker_create(const struct token_index *index);
void token_asker_free(struct token_asker *asker);

/* Says the number of each word whose likeness is above 0, once. */
typedef void token_found_fn(void *context, uint32_t number, double likeness);
void token_index_find(struct token_asker *asker, const struct name_token *asked,
                      token_found_fn *say, void *context);
