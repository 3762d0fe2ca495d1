/* made_names - names made up of syllables, many of them near each other, for holding what finds
 * some of them against comparing with all. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "../test.h"

#include "attribution/name_match.h"

#include <string.h>

/* The same numbers on every machine (Knuth's MMIX constants). */
static inline uint32_t made_number(uint64_t *state, uint32_t below)
{
    *state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)((*state >> 33) % below);
}

static inline void made_word(uint64_t *state, struct text *name)
{
    static const char *const syllables[] = {"ka",  "ro", "mi",  "ta", "lu", "sha", "ber", "nor",
                                            "vin", "el", "dri", "os", "qa", "zem", "hu",  "ya"};
    static const char *const words[] = {"al",     "ltd",   "company", "trading",    "mohammed",
                                        "hassan", "j",     "k",       "technology", "group",
                                        "llc",    "abdul", "5",       "beijing",    "dr"};
    if (made_number(state, 4) == 0) {
        text_put(name, words[made_number(state, sizeof words / sizeof *words)]);
        return;
    }
    for (uint32_t n = 1 + made_number(state, 4); n > 0; n--)
        text_put(name, syllables[made_number(state, sizeof syllables / sizeof *syllables)]);
}

/* One to five words; now and then a letter is changed, left out, or swapped with the next. */
static inline void made_name(uint64_t *state, struct text *name)
{
    for (uint32_t n = 1 + made_number(state, 5); n > 0; n--) {
        size_t from = name->size;
        made_word(state, name);
        if (made_number(state, 12) == 0) { /* the same word twice */
            struct text word = {0};
            text_add(&word, slice_after(text_slice(name), from));
            text_put(name, " ");
            text_add(name, text_slice(&word));
            text_done(&word);
        }
        text_put(name, n == 1 ? "" : made_number(state, 8) == 0 ? "-" : " ");
    }
    size_t at = made_number(state, (uint32_t)name->size);
    char *letter = &name->data[at];
    switch (made_number(state, 6)) {
    case 0:
        *letter = (char)('a' + made_number(state, 26));
        break;
    case 1:
        memmove(letter, letter + 1, name->size - at - 1);
        name->size--;
        break;
    case 2:
        if (at + 1 < name->size) {
            char next = letter[1];
            letter[1] = *letter;
            *letter = next;
        }
        break;
    default:
        break;
    }
}
