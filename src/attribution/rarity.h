/* rarity - how many names of the lists have a word; rarity_of() (name_match.h) asks it. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "base/slice.h"

struct rarity;

struct rarity *rarity_create(void);
void rarity_free(struct rarity *rarity);
/* That a word is in so many names more. */
void rarity_add(struct rarity *rarity, struct slice word, uint32_t names);
/* Of how many names there are. */
void rarity_set_names(struct rarity *rarity, uint32_t names);
