/* key - the hashes under which the index finds things.
 *
 * What is compared by its beginning (URLs) or its end (names) is hashed part by
 * part, so that one pass over the bytes gives the hash of every URL above it or
 * of every name above it. A hash takes eight bytes a step; upper-case ASCII is
 * folded on the way. Hashes depend on a seed of the run, so that nobody can
 * write names or notices that fall into one place. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "model/address.h"

/* An address as two numbers, so that a prefix of it is two ANDs. */
struct halves {
    uint64_t high, low;
};

static inline struct halves halves_of(const struct address *address)
{
    uint64_t high, low;
    memcpy(&high, address->bytes, 8);
    memcpy(&low, address->bytes + 8, 8);
    return (struct halves){__builtin_bswap64(high), __builtin_bswap64(low)};
}
static inline struct halves halves_cut(struct halves halves, unsigned bits)
{
    uint64_t most = UINT64_MAX;
    return (struct halves){
        .high = bits >= 64  ? halves.high
                : bits == 0 ? 0
                            : halves.high & most << (64 - bits),
        .low = bits <= 64 ? 0 : halves.low & most << (128 - bits),
    };
}
/* Of a prefix; an address is a prefix of 128 bits. */
static inline uint64_t key_prefix(uint64_t seed, struct halves halves, unsigned bits)
{
    return hash_mix(halves.high ^ (seed + bits * HASH_SEED), halves.low);
}
static inline uint64_t key_endpoint(uint64_t address_key, uint16_t port)
{
    return hash_mix(address_key, port);
}

/* The part of `text` from `from` to `to`, added to the hash of what came before it. */
uint64_t key_add_part(uint64_t hash, struct slice text, size_t from, size_t to);
/* The same with ASCII letters in lower case. */
uint64_t key_add_label(uint64_t hash, struct slice text, size_t from, size_t to);

enum { NAME_MOST = 253 }; /* of a name written out (RFC 1035, 2.3.4) */

/* Walks over a name from its last label to its first; each step adds a label on
 * the left. Of a name that is too long only the right end is walked. */
struct name_walk {
    struct slice name;
    uint64_t dots[4]; /* a bit for each dot that is still ahead */
    bool is_odd;      /* holds "\", ":", or a byte that is not ASCII */
    bool is_done;
    /* So far: */
    size_t start; /* where in the name */
    uint64_t hash;
};
void name_walk_begin(struct name_walk *walk, struct slice name, uint64_t seed);
bool name_walk_next(struct name_walk *walk);
uint64_t key_name(uint64_t seed, struct slice name);

/* Walks over the places of a normal URL or path where a prefix may end (see
 * url_may_end), from the left; the last one is its end. */
struct url_walk {
    struct slice url;
    size_t end;
    uint64_t hash;
};
void url_walk_begin(struct url_walk *walk, struct slice url, uint64_t seed);
bool url_walk_next(struct url_walk *walk);
uint64_t key_url(uint64_t seed, struct slice url);
