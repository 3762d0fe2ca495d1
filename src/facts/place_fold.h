/* place_fold - what two spellings of a country's name have in common.
 *
 * For the table of names, which the build writes, and for those who ask it: both must
 * fold alike. ASCII letters become small; what separates words (spaces of any script,
 * hyphens) becomes one space; dots and apostrophes are left out ("U.S.A.", "Côte
 * d’Ivoire"). Letters of other scripts stay: the table holds their cases. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* How many bytes at the front are one of these; 0: none. */
static inline size_t place_fold_match(const uint8_t *bytes, size_t size, const char *const *these)
{
    for (; *these; these++) {
        size_t length = strlen(*these);
        if (length <= size && memcmp(bytes, *these, length) == 0)
            return length;
    }
    return 0;
}

/* Writes at most `size` bytes into out and gives how many. */
static inline size_t place_fold(const uint8_t *bytes, size_t size, uint8_t *out)
{
    static const char *const spaces[] = {" ",      "\t",     "-",      "_",      "\u00a0",
                                         "\u3000", "\u2010", "\u2011", "\u2013", NULL};
    static const char *const silent[] = {".", "'", "\u2018", "\u2019", "\u02bb", "\u00ad", NULL};
    size_t written = 0;
    for (size_t at = 0; at < size;) {
        size_t space = place_fold_match(bytes + at, size - at, spaces);
        size_t dropped = place_fold_match(bytes + at, size - at, silent);
        if (space > 0 && written > 0 && out[written - 1] != ' ')
            out[written++] = ' ';
        if (space + dropped == 0) {
            uint8_t byte = bytes[at];
            out[written++] = (uint8_t)(byte >= 'A' && byte <= 'Z' ? byte | 0x20 : byte);
        }
        at += space + dropped > 0 ? space + dropped : 1;
    }
    return written > 0 && out[written - 1] == ' ' ? written - 1 : written;
}
