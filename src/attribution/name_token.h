/* name_token - one word of a name, and how alike two are.
 *
 * A word carries keys that are made once: its sound (spelled by one habit: "qaddafi" and
 * "gadhafi" come near each other), its bones (the consonants of the sound, in classes), a mask
 * of its letters. With them most pairs are told apart without looking at letters. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "attribution/spelling.h"
#include "base/arena.h"
#include "facts/name_word.h"
#include "facts/script.h"
#include "model/screening.h"

enum { TOKEN_GROUPS = 4 };

struct name_token {
    struct slice
        text; /* ASCII, small letters and digits; spaces where a meaning takes several words */
    struct slice sound; /* spelling.h; at most SPELLING_MOST letters */
    struct word_meaning meaning;
    uint64_t bones;                /* a digest of the bones; 0: it has none */
    uint64_t digest;               /* of the text: equal texts, equal digests */
    uint32_t letters;              /* one bit a letter of the sound; digits share bits */
    uint32_t groups[TOKEN_GROUPS]; /* given names (name_word.h), sorted */
    uint8_t group_count;
    uint8_t bone_count;
    uint8_t reading;    /* enum reading */
    bool is_initial;    /* one letter that stands for a name */
    bool is_join;       /* several words of a name written together */
    bool is_short_form; /* a join, but of the words' first letters: "pla" */
    uint32_t number;    /* which of its pool, from 0 on */
};

/* Fills in sound, bones, digest, letters and groups; text, meaning, reading and what it is (an
 * initial, a join, a short form) stand. The sound lives in the arena. */
void token_make_keys(struct name_token *token, struct arena *arena);

/* How alike two words are, 0 to 1, and why. Symmetric. 0: nothing to do with each other. What an
 * index of words may rely on: it is above 0 only where one of these holds:
 *   - their texts are the same;
 *   - their meanings have the same symbol (not 0), or are numbers of the same class and number;
 *   - they have a group of given names in common;
 *   - their bones are the same (not 0), and there are at least two, or one word is a skeleton
 *     (READING_SKELETON);
 *   - their sounds are at most token_edits() apart, counting letters put in, left out, changed,
 *     and neighbours swapped (optimal string alignment);
 *   - one is an initial, and the first letter of the other's sound or text is the initial's.
 * Two joins are never alike; a short form is alike only the same text; a join and a word are
 * alike by text, bones or sound alone. */
double token_likeness(const struct name_token *a, const struct name_token *b, enum likeness *how);

/* How many letters two sounds may be apart: 0 to 2, by the length of the shorter. */
unsigned token_edits(const struct name_token *a, const struct name_token *b);
