/* SPDX-License-Identifier: MIT */
#include "attribution/rarity.h"

#include "attribution/name_match.h"
#include "base/hash.h"
#include "base/memory.h"

#include <math.h>
#include <stdlib.h>

/* Words are known by 64 bits of hash: of 100,000 words, two are one with a chance of one in
 * four thousand million, and then one is weighed as the other. */
struct rare_word {
    uint64_t hash; /* 0: nobody */
    uint32_t names;
};

struct rarity {
    struct rare_word *slots; /* a power of two, at most half of them taken */
    size_t capacity, count;
    double log_names;
};

struct rarity *rarity_create(void)
{
    enum { FIRST = 1024 };
    struct rarity *r = memory_create(1, sizeof *r);
    r->capacity = FIRST;
    r->slots = memory_create(r->capacity, sizeof *r->slots);
    return r;
}

void rarity_free(struct rarity *r)
{
    if (!r)
        return;
    free(r->slots);
    free(r);
}

static uint64_t hash_of(struct slice word)
{
    uint64_t hash = hash_bytes(word, HASH_SEED);
    return hash != 0 ? hash : 1;
}

static struct rare_word *slot_of(const struct rarity *r, uint64_t hash)
{
    for (size_t at = hash;; at++) {
        struct rare_word *slot = &r->slots[at & (r->capacity - 1)];
        if (slot->hash == hash || slot->hash == 0)
            return slot;
    }
}

static void grow(struct rarity *r)
{
    struct rarity larger = *r;
    larger.capacity *= 2;
    larger.slots = memory_create(larger.capacity, sizeof *larger.slots);
    for (size_t i = 0; i < r->capacity; i++)
        if (r->slots[i].hash != 0)
            *slot_of(&larger, r->slots[i].hash) = r->slots[i];
    free(r->slots);
    *r = larger;
}

void rarity_add(struct rarity *r, struct slice word, uint32_t names)
{
    if (r->count * 2 >= r->capacity)
        grow(r);
    struct rare_word *slot = slot_of(r, hash_of(word));
    r->count += slot->hash == 0;
    slot->hash = hash_of(word);
    slot->names += names;
}

void rarity_set_names(struct rarity *r, uint32_t names)
{
    r->log_names = log((double)names + 1);
}

double rarity_of(const struct rarity *r, struct slice word)
{
    if (!r || r->log_names <= 0)
        return 1;
    uint32_t names = slot_of(r, hash_of(word))->names;
    double share = names > 1 ? log((double)names) / r->log_names : 0;
    return share < 1 ? 1 - share : 0;
}
