/* filter - says "surely not" of most keys from one word of memory.
 *
 * A Bloom filter whose every key lives in one 64-bit word (Putze, Sanders and
 * Singler 2007, "Cache-, Hash- and Space-Efficient Bloom Filters"): one load and
 * one comparison a question, one cache line at most. At FILTER_BITS a key it is
 * wrong about one absent key in a hundred; a million keys take 1.5 MB, so that
 * most questions are answered by the second-level cache. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { FILTER_BITS = 12 };

struct filter {
    uint64_t *words;
    uint64_t count;
};

/* A filter for at most so many keys; there may be none. */
void filter_init(struct filter *filter, size_t keys);
void filter_done(struct filter *filter);
size_t filter_memory(const struct filter *filter);

/* The upper half of the hash chooses the word, the lower 24 bits four bits in it. */
static inline uint64_t *filter_word(const struct filter *filter, uint64_t hash)
{
    return &filter->words[(hash >> 32) * filter->count >> 32];
}
static inline uint64_t filter_mask(uint64_t hash)
{
    return UINT64_C(1) << (hash & 63) | UINT64_C(1) << (hash >> 6 & 63) |
           UINT64_C(1) << (hash >> 12 & 63) | UINT64_C(1) << (hash >> 18 & 63);
}
static inline void filter_add(struct filter *filter, uint64_t hash)
{
    *filter_word(filter, hash) |= filter_mask(hash);
}
static inline bool filter_may_hold(const struct filter *filter, uint64_t hash)
{
    uint64_t mask = filter_mask(hash);
    return (*filter_word(filter, hash) & mask) == mask;
}
