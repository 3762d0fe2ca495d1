/* name_index - finds every listed name that can reach a score, without comparing with all.
 *
 * Words of the lists stand in a vocabulary; a word that is asked finds every word of it with a
 * likeness above 0 (token_likeness()), and these the names they stand in. Words are asked from the
 * rarest on, until what is left could not reach the score any more. So the answer is complete: a
 * test holds it against comparing with every name. Read-only when made; threads may share it. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "attribution/name_match.h"

struct name_index;

struct name_index *name_index_create(void);
void name_index_free(struct name_index *index);
/* Adds a name; `number` is the caller's (which entry, which name). Forms must outlive the index. */
void name_index_add(struct name_index *index, const struct name_form *form, uint32_t number);
void name_index_finish(struct name_index *index);
/* Of the words that were added. */
const struct rarity *name_index_rarity(const struct name_index *index);

/* What a search needs beside the index, one a thread: memory of words asked before. */
struct name_search;
struct name_search *name_search_create(const struct name_index *index);
void name_search_free(struct name_search *search);

/* Every name whose comparison reaches `least`, in the order of their numbers. */
typedef void name_hit_fn(void *context, uint32_t number, const struct name_form *listed,
                         const struct name_comparison *comparison);
void name_search_run(struct name_search *search, const struct name_form *asked, double least,
                     name_hit_fn *say, void *context);
