/* prefix_set - networks and what is said of each, asked for an address.
 *
 * A sorted array in which every prefix knows the next wider one that is there: a question
 * is one binary search and a walk up. Filled, finished, then read-only. A zeroed set is
 * empty. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "model/address.h"

enum { PREFIX_VALUE_MOST = 0xffffff };

struct prefix_entry {
    uint64_t high, low;      /* the address as two numbers */
    uint32_t wider;          /* place of the next wider one */
    uint32_t value_and_bits; /* 24 bits and 8 */
};

struct prefix_set {
    struct prefix_entry *entries;
    size_t count, capacity;
};

/* value: at most PREFIX_VALUE_MOST. */
void prefix_set_add(struct prefix_set *set, const struct prefix *prefix, uint32_t value);
/* From here on it may be asked. One prefix with two values is kept twice. */
void prefix_set_finish(struct prefix_set *set);
void prefix_set_done(struct prefix_set *set);

/* The most specific prefix that holds an address; of one with several values the least. */
bool prefix_set_find(const struct prefix_set *set, const struct address *address,
                     struct prefix *prefix, uint32_t *value);

typedef void prefix_found_fn(void *context, const struct prefix *prefix, uint32_t value);
/* All that hold a prefix (or are it), the most specific first. */
void prefix_set_around(const struct prefix_set *set, const struct prefix *prefix,
                       prefix_found_fn *found, void *context);
/* Those that lie in a prefix and are not it, at most `most` of them. */
void prefix_set_inside(const struct prefix_set *set, const struct prefix *prefix, size_t most,
                       prefix_found_fn *found, void *context);
