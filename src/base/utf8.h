/* utf8 - reads and writes single characters (RFC 3629, Unicode 15 table 3-7). */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "base/slice.h"

/* Reads the character at the front of a slice. Gives its size in bytes, or 0
 * when the bytes are no valid character: cut off, overlong, a surrogate, above
 * U+10FFFF, or a lone continuation byte. */
size_t utf8_read(struct slice bytes, uint32_t *character);

/* Whether all of it is valid characters. */
bool utf8_is_valid(struct slice bytes);

/* Writes a character into out; gives its size, 1 to 4. */
size_t utf8_write(uint32_t character, uint8_t out[4]);

/* How many terminal columns the text takes: 2 for East Asian wide characters,
 * 0 for combining marks, 1 for the rest. */
size_t utf8_width(struct slice bytes);
