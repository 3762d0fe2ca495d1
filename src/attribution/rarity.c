/* SPDX-License-Identifier: MIT */
#include "attribution/rarity.h"

#include "attribution/name_match.h"
#include "base/memory.h"

#include <math.h>
#include <stdlib.h>

/* Words are known by 64 bits of hash: of 100,000 words, two are one with a chance of one in
 * four thousand million, and then one is weighed as the other. */
struct rare_word {
    uint64_t hash; /* 0: nobody */
    uint32_t names;
    float rarity; /* once all is counted */
};

struct rarity {
    struct rare_word *slots; /* a power of two, at most half of them taken */
    size_t capacity, count;
    bool is_counted;
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

static uint64_t hash_of(const struct name_token *word)
{
    return word->digest != 0 ? word->digest : 1;
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

void rarity_add(struct rarity *r, const struct name_token *word, uint32_t names)
{
    if (r->count * 2 >= r->capacity)
        grow(r);
    struct rare_word *slot = slot_of(r, hash_of(word));
    r->count += slot->hash == 0;
    slot->hash = hash_of(word);
    slot->names += names;
}

void rarity_finish(struct rarity *r, uint32_t names)
{
    double log_names = log((double)names + 1);
    r->is_counted = names > 0;
    for (size_t i = 0; i < r->capacity; i++) {
        struct rare_word *word = &r->slots[i];
        double share = word->names > 1 && log_names > 0 ? log((double)word->names) / log_names : 0;
        word->rarity = share < 1 ? (float)(1 - share) : 0;
    }
}

double rarity_of(const struct rarity *r, const struct name_token *word)
{
    return r && r->is_counted ? (double)slot_of(r, hash_of(word))->rarity : 1;
}
