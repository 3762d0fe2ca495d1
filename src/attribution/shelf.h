/* shelf - values by their keys, several a key, for lists whose parts point at one another.
 *
 * Filled, settled, then asked; what is added after that is found once it is settled again. Keys
 * and values are borrowed. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "base/slice.h"

struct shelf_item {
    struct slice key;
    const void *value;
    size_t order;
};

struct shelf {
    struct shelf_item *items;
    size_t count, capacity;
    size_t settled; /* so many are in order */
};

void shelf_add(struct shelf *shelf, struct slice key, const void *value);
void shelf_settle(struct shelf *shelf);
/* The values of a key, in the order in which they were added; how many there are. */
const struct shelf_item *shelf_find(const struct shelf *shelf, struct slice key, size_t *count);
/* The first one, or NULL. */
const void *shelf_first(const struct shelf *shelf, struct slice key);
void shelf_done(struct shelf *shelf);
