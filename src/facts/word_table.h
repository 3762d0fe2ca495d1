/* word_table - finds a word in a table that the build wrote (write_words.py).
 *
 * Read-only: the words' bytes one behind the other, where each begins, and slots that its hash
 * (FNV-1a) leads to; a full slot leads to the next. Half of them are empty, so that a word that
 * is not there costs its hash and one look. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "base/slice.h"

struct word_key {
    uint32_t at, size;
};

struct word_table {
    const uint8_t *pool;
    const struct word_key *keys;
    const uint16_t *slots; /* the key's number from 1 on; 0: empty */
    size_t slot_count;     /* a power of two */
};

#define WORD_NOWHERE SIZE_MAX

/* The word's number, from 0 on, or WORD_NOWHERE. */
static inline size_t word_table_find(const struct word_table *table, struct slice word)
{
    uint32_t hash = 2166136261;
    for (size_t i = 0; i < word.size; i++)
        hash = (hash ^ word.data[i]) * 16777619;
    for (size_t slot = hash;; slot++) {
        uint16_t number = table->slots[slot & (table->slot_count - 1)];
        if (number == 0)
            return WORD_NOWHERE;
        const struct word_key *key = &table->keys[number - 1];
        if (slice_equal(slice_make(table->pool + key->at, key->size), word))
            return number - 1U;
    }
}
