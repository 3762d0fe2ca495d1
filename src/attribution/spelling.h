/* spelling - how names are spelled by different habits, and how far two spellings are apart.
 *
 * The same name comes out of another script as "Qaddafi", "Gadhafi" or "Kazzafi", and out of
 * tired fingers as "Qadadfi". A sound writes a word by one habit only, so that habits cost
 * nothing; what is left is counted: letters put in, left out, changed, and neighbours swapped
 * (optimal string alignment). */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "base/slice.h"

enum { SPELLING_MOST = 64 }; /* letters of a sound; one machine word holds a bit for each */

/* Writes the sound of a word, or of words with spaces between them, of small ASCII letters and
 * digits; gives its size. Where vowels are not all written, a "w" within it is a vowel. */
size_t spelling_sound(struct slice word, bool vowels_may_miss, uint8_t sound[SPELLING_MOST]);

/* The consonants of a sound, those that are easily taken for each other as one: a digest (never
 * 0 where there is one) and how many. */
uint64_t spelling_bones(struct slice sound, uint8_t *count);

/* One bit a letter: what two sounds do not share in it takes at least half as many edits. */
uint32_t spelling_letters(struct slice sound);

/* The edits between two sounds; more than `most` is given as most + 1. */
unsigned spelling_edits(struct slice a, struct slice b, unsigned most);

/* The same with edits weighed by what people and transliterations confuse: a plain one is 1, a
 * vowel for a vowel less. Where one side is written without vowels they cost next to nothing. */
double spelling_distance(struct slice a, struct slice b, bool vowels_may_miss);
