/* rarity - how many names of the lists have a word; rarity_of() (name_match.h) asks it. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "attribution/name_token.h"

struct rarity;

struct rarity *rarity_create(void);
void rarity_free(struct rarity *rarity);
/* That a word is in so many names more. */
void rarity_add(struct rarity *rarity, const struct name_token *word, uint32_t names);
/* Once, when all is added, of so many names. */
void rarity_finish(struct rarity *rarity, uint32_t names);
