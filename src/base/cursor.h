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
static inline struct slice cursor_take(struct cursor *c, size_t size)
{
    if (size > c->rest.size) {
        cursor_fail(c);
        return (struct slice){0};
    }
    struct slice taken = slice_make(c->rest.data, size);
    /* An empty slice may have no address, and NULL + 0 is not C17. */
    if (size > 0)
        c->rest.data += size;
    c->rest.size -= size;
    return taken;
}
/* Takes the next size bytes as a cursor of their own; where they do not fit,
 * both cursors fail. */
static inline struct cursor cursor_sub(struct cursor *c, size_t size)
{
    struct slice taken = cursor_take(c, size);
    return (struct cursor){.rest = taken, .failed = c->failed};
}
void cursor_skip(struct cursor *c, size_t size);

/* The next size bytes, or NULL (and failed) where they are not there. The bodies
 * stand here because every packet passes through them several times. */
static inline const uint8_t *cursor_bytes(struct cursor *c, size_t size)
{
    if (c->rest.size < size) {
        cursor_fail(c);
        return NULL;
    }
    const uint8_t *bytes = c->rest.data;
    /* An empty slice may have no address, and NULL + 0 is not C17. */
    if (size > 0)
        c->rest.data += size;
    c->rest.size -= size;
    return bytes;
}

/* Big-endian, as networks write; compilers make one load and one swap of each. */
static inline uint8_t cursor_u8(struct cursor *c)
{
    const uint8_t *b = cursor_bytes(c, 1);
    return b ? b[0] : 0;
}
static inline uint16_t cursor_u16(struct cursor *c)
{
    const uint8_t *b = cursor_bytes(c, 2);
    return (uint16_t)(b ? b[0] << 8 | b[1] : 0);
}
static inline uint32_t cursor_u24(struct cursor *c)
{
    const uint8_t *b = cursor_bytes(c, 3);
    return b ? (uint32_t)b[0] << 16 | (uint32_t)b[1] << 8 | b[2] : 0;
}
static inline uint32_t cursor_u32(struct cursor *c)
{
    const uint8_t *b = cursor_bytes(c, 4);
    return b ? (uint32_t)b[0] << 24 | (uint32_t)b[1] << 16 | (uint32_t)b[2] << 8 | b[3] : 0;
}
static inline uint64_t cursor_u64(struct cursor *c)
{
    uint64_t high = cursor_u32(c), low = cursor_u32(c);
    return c->failed ? 0 : high << 32 | low;
}

/* A number of any size up to 8 bytes. */
static inline uint64_t cursor_big(struct cursor *c, size_t size)
{
    const uint8_t *bytes = cursor_bytes(c, size);
    uint64_t value = 0;
    for (size_t i = 0; bytes && i < size; i++)
        value = value << 8 | bytes[i];
    return value;
}

/* Little-endian. */
uint16_t cursor_u16_little(struct cursor *c);
uint32_t cursor_u32_little(struct cursor *c);
uint64_t cursor_u64_little(struct cursor *c);
