/* SPDX-License-Identifier: MIT */
#include "base/keccak.h"

#include <string.h>

enum { RATE = 136, ROUNDS = 24, LANES = 25 };

static uint64_t rotate(uint64_t value, unsigned bits)
{
    return bits == 0 ? value : (value << bits) | (value >> (64 - bits));
}

/* The constants of the rounds come out of a shift register (FIPS 202, 3.2.5). */
static uint64_t round_constant(uint8_t *state)
{
    uint64_t constant = 0;
    for (unsigned i = 0; i < 7; i++) {
        if (*state & 1)
            constant |= UINT64_C(1) << ((1U << i) - 1);
        *state = (uint8_t)((*state << 1) ^ ((*state >> 7) * 0x71));
    }
    return constant;
}

static void mix_columns(uint64_t lanes[LANES])
{
    uint64_t columns[5];
    for (unsigned x = 0; x < 5; x++)
        columns[x] = lanes[x] ^ lanes[x + 5] ^ lanes[x + 10] ^ lanes[x + 15] ^ lanes[x + 20];
    for (unsigned i = 0; i < LANES; i++)
        lanes[i] ^= columns[(i + 4) % 5] ^ rotate(columns[(i + 1) % 5], 1);
}

/* Rotates every lane and moves it along the one path that visits them all. */
static void move_lanes(uint64_t lanes[LANES])
{
    uint64_t moving = lanes[1];
    unsigned x = 1, y = 0;
    for (unsigned step = 0; step < 24; step++) {
        unsigned next_y = (2 * x + 3 * y) % 5;
        x = y;
        y = next_y;
        uint64_t replaced = lanes[x + 5 * y];
        lanes[x + 5 * y] = rotate(moving, (step + 1) * (step + 2) / 2 % 64);
        moving = replaced;
    }
}

static void combine_rows(uint64_t lanes[LANES])
{
    for (unsigned y = 0; y < LANES; y += 5) {
        uint64_t row[5];
        memcpy(row, lanes + y, sizeof row);
        for (unsigned x = 0; x < 5; x++)
            lanes[y + x] = row[x] ^ (~row[(x + 1) % 5] & row[(x + 2) % 5]);
    }
}

static void permute(uint64_t lanes[LANES])
{
    uint8_t constants = 1;
    for (unsigned round = 0; round < ROUNDS; round++) {
        mix_columns(lanes);
        move_lanes(lanes);
        combine_rows(lanes);
        lanes[0] ^= round_constant(&constants);
    }
}

static void add_byte(uint64_t lanes[LANES], size_t at, uint8_t byte)
{
    lanes[at / 8] ^= (uint64_t)byte << (8 * (at % 8));
}

void keccak256(struct slice bytes, uint8_t out[KECCAK256_SIZE])
{
    uint64_t lanes[LANES] = {0};
    size_t at = 0;
    for (size_t i = 0; i < bytes.size; i++) {
        add_byte(lanes, at++, bytes.data[i]);
        if (at == RATE) {
            permute(lanes);
            at = 0;
        }
    }
    add_byte(lanes, at, 0x01);
    add_byte(lanes, RATE - 1, 0x80);
    permute(lanes);
    for (size_t i = 0; i < KECCAK256_SIZE; i++)
        out[i] = (uint8_t)(lanes[i / 8] >> (8 * (i % 8)));
}
