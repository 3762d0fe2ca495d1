/* slice - bytes that someone else owns.
 *
 * Passed by value; never freed. The bytes need not end in NUL and may hold
 * anything. A zeroed slice is the empty slice. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct slice {
    const uint8_t *data;
    size_t size;
};

/* Where a byte or text was not found. */
#define SLICE_NOWHERE SIZE_MAX

/* A view of a C string, without its NUL; NULL gives the empty slice. */
struct slice slice_from(const char *text);
/* These have their bodies here because every byte that is read passes them. */
static inline struct slice slice_make(const void *data, size_t size)
{
    return (struct slice){.data = data, .size = size};
}

bool slice_equal(struct slice a, struct slice b);
bool slice_equal_text(struct slice a, const char *text);
/* ASCII letters only; other bytes must be equal. */
bool slice_equal_ignoring_case(struct slice a, struct slice b);
bool slice_starts_with(struct slice s, const char *text);
bool slice_starts_with_ignoring_case(struct slice s, const char *text);
bool slice_ends_with(struct slice s, const char *text);
/* Orders by bytes, then by length, as memcmp and strcmp do. */
int slice_compare(struct slice a, struct slice b);

/* The first place of a byte or text, or SLICE_NOWHERE. */
size_t slice_find_byte(struct slice s, uint8_t byte);
size_t slice_find_last_byte(struct slice s, uint8_t byte);
size_t slice_find(struct slice s, struct slice what);
bool slice_contains(struct slice s, const char *text);

/* The part from `from` (inclusive) to `to` (exclusive); both are cut to fit. */
static inline struct slice slice_part(struct slice s, size_t from, size_t to)
{
    if (to > s.size)
        to = s.size;
    if (from >= to)
        return (struct slice){0};
    return slice_make(s.data + from, to - from);
}
/* What follows the first `count` bytes; empty when there are fewer. */
static inline struct slice slice_after(struct slice s, size_t count)
{
    return slice_part(s, count, s.size);
}
/* A path's last part: what follows the last slash, or all of it. */
struct slice slice_base_name(struct slice path);
/* Without ASCII white space (space, tab, CR, LF, VT, FF) at both ends. */
struct slice slice_trim(struct slice s);

/* Takes what stands before the next separator, and the separator, from the
 * front of *rest. Loops end when *rest is empty; a last piece without a
 * separator is given like the others. */
struct slice slice_split(struct slice *rest, uint8_t separator);
/* The same for lines; a CR before the LF is dropped. */
struct slice slice_split_line(struct slice *rest);

/* Whether s is one of the words of a list, with this separator between them. */
bool slice_is_one_of(struct slice s, const char *words, uint8_t separator);
/* Whether s has hexadecimal digits only, and has one. */
bool slice_is_hex(struct slice s);
/* The byte there, or 0 behind the end. */
static inline uint8_t slice_byte(struct slice s, size_t at)
{
    return at < s.size ? s.data[at] : 0;
}

/* Reads all of s as a decimal number up to `most`. False when s is empty, has
 * anything but digits, or is larger. */
bool slice_to_number(struct slice s, uint64_t most, uint64_t *number);

static inline uint8_t byte_lower(uint8_t byte)
{
    return byte >= 'A' && byte <= 'Z' ? (uint8_t)(byte | 0x20) : byte;
}
static inline bool byte_is_digit(uint8_t byte)
{
    return byte >= '0' && byte <= '9';
}
static inline bool byte_is_letter(uint8_t byte)
{
    return (uint8_t)((byte | 0x20) - 'a') < 26;
}
static inline bool byte_is_space(uint8_t byte)
{
    return byte == ' ' || (byte >= '\t' && byte <= '\r');
}
/* The value of a hexadecimal digit, or -1. */
int byte_hex_value(uint8_t byte);
