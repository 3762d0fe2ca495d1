/* cursor - reads a slice from front to back and never past its end.
 *
 * The first read that does not fit marks the cursor failed. A failed cursor
 * stays failed and is empty: later reads give zero, and loops over it end.
 * So a parser reads in straight lines and asks once. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "base/slice.h"

struct cursor {
    struct slice rest;
    bool failed;
};

struct cursor cursor_over(struct slice bytes);

/* Marks the cursor failed and empties it. Always false, so that a parser can
 * say: return cursor_fail(c). */
bool cursor_fail(struct cursor *c);

/* Takes the next size bytes; the slice lives as long as what is being read. */
struct slice cursor_take(struct cursor *c, size_t size);
/* Takes the next size bytes as a cursor of their own; where they do not fit,
 * both cursors fail. */
struct cursor cursor_sub(struct cursor *c, size_t size);
void cursor_skip(struct cursor *c, size_t size);

/* Big-endian, as networks write. The bodies are here because every packet
 * passes through them several times. */
static inline uint64_t cursor_big(struct cursor *c, size_t size)
{
    uint64_t value = 0;
    if (c->rest.size < size) {
        cursor_fail(c);
        return 0;
    }
    for (size_t i = 0; i < size; i++)
        value = value << 8 | c->rest.data[i];
    c->rest.data += size;
    c->rest.size -= size;
    return value;
}
static inline uint8_t cursor_u8(struct cursor *c)
{
    return (uint8_t)cursor_big(c, 1);
}
static inline uint16_t cursor_u16(struct cursor *c)
{
    return (uint16_t)cursor_big(c, 2);
}
static inline uint32_t cursor_u24(struct cursor *c)
{
    return (uint32_t)cursor_big(c, 3);
}
static inline uint32_t cursor_u32(struct cursor *c)
{
    return (uint32_t)cursor_big(c, 4);
}
static inline uint64_t cursor_u64(struct cursor *c)
{
    return cursor_big(c, 8);
}

/* Little-endian. */
uint16_t cursor_u16_little(struct cursor *c);
uint32_t cursor_u32_little(struct cursor *c);
uint64_t cursor_u64_little(struct cursor *c);
