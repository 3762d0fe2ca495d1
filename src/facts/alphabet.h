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

/* Each takes the letters of one word, in small letters and composed (NFC); what it does not know is
 * left out. */
void cyrillic_add(const uint32_t *letters, size_t count, struct text *sounds);
void greek_add(const uint32_t *letters, size_t count, struct text *sounds);
void armenian_add(const uint32_t *letters, size_t count, struct text *sounds);
void georgian_add(const uint32_t *letters, size_t count, struct text *sounds);
void hebrew_add(const uint32_t *letters, size_t count, struct text *sounds);
void arabic_add(const uint32_t *letters, size_t count, struct text *sounds);
/* Syllables parted by spaces. At the front of two to four a family name is written as its
 * bearers do (Kim, Lee, Park). */
void hangul_add(const uint32_t *syllables, size_t count, struct text *sounds);
void kana_add(const uint32_t *letters, size_t count, struct text *sounds);
