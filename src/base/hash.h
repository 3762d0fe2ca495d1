/* hash - a fast 64-bit mix for tables inside the program; never for evidence.
 *
 * Multiply and fold, as wyhash and its kin do: one 64x64 multiply for eight
 * bytes. A seed chosen per run keeps a sender from filling one bucket. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "base/slice.h"

#include <string.h>

#define HASH_SEED UINT64_C(0x9e3779b97f4a7c15)

static inline uint64_t hash_mix(uint64_t a, uint64_t b)
{
    __extension__ unsigned __int128 product =
        (unsigned __int128)(a ^ HASH_SEED) * (b ^ UINT64_C(0xd6e8feb86659fd93));
    return (uint64_t)product ^ (uint64_t)(product >> 64);
}

static inline uint64_t hash_bytes(struct slice bytes, uint64_t seed)
{
    uint64_t hash = hash_mix(seed, bytes.size);
    while (bytes.size >= 8) {
        uint64_t word;
        memcpy(&word, bytes.data, 8);
        hash = hash_mix(hash, word);
        bytes = slice_make(bytes.data + 8, bytes.size - 8);
    }
    if (bytes.size > 0) {
        uint64_t word = 0;
        memcpy(&word, bytes.data, bytes.size);
        hash = hash_mix(hash, word);
    }
    return hash;
}
