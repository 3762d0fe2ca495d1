/* alphabet - letters of other scripts by their sound, as names are written in English.
 *
 * Russian and its neighbours as in passports and newspapers (Shchukin, Khrushchev), Greek to
 * ELOT 743, Armenian and Georgian to their national systems, Korean to the Revised
 * Romanization with the customary family names, Japanese syllables to Hepburn. Arabic and
 * Hebrew as far as they are written: vowels that are left out are missing. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "base/slice.h"
#include "base/text.h"

/* Which language the Cyrillic letters of a name give away; each reads some its own way. */
enum cyrillic { RUSSIAN, UKRAINIAN, SERBIAN, BULGARIAN, UZBEK };
enum cyrillic cyrillic_language(const uint32_t *letters, size_t count);

/* Each takes the letters of one word, small and composed (NFC), and adds its sounds. What it does
 * not know is left out. */
void cyrillic_add(enum cyrillic language, const uint32_t *letters, size_t count,
                  struct text *sounds);

/* These say whether the word's vowels are all there: always, but for Hebrew and Arabic, where it
 * is so for names that are known by how they are written. */
bool greek_add(const uint32_t *letters, size_t count, struct text *sounds);
bool armenian_add(const uint32_t *letters, size_t count, struct text *sounds);
bool georgian_add(const uint32_t *letters, size_t count, struct text *sounds);
bool hebrew_add(const uint32_t *letters, size_t count, struct text *sounds);
bool arabic_add(const uint32_t *letters, size_t count, struct text *sounds);
/* Syllables parted by spaces. At the front of two to four a family name is written as its
 * bearers do (Kim, Lee, Park). */
bool hangul_add(const uint32_t *syllables, size_t count, struct text *sounds);
bool kana_add(const uint32_t *letters, size_t count, struct text *sounds);
