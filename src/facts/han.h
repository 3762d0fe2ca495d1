/* han - how Han characters are read in Mandarin and in Korean.
 *
 * A table from Unicode's Unihan, written by the build, and what it cannot know: readings that
 * a character has as a family name (单 is Shan there, 金 is Kim) or in a well-known word (银行). */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "base/slice.h"
#include "base/text.h"

/* Adds pinyin without tones, a syllable a character, parted by spaces. At the front the
 * readings of family names go before others. Characters that nobody reads are left out.
 * Always true, as the sounds are whole (alphabet.h). */
bool han_add_mandarin(const uint32_t *characters, size_t count, struct text *sounds);
/* Gives the Hangul syllables; a character without one stays 0. */
void han_to_hangul(const uint32_t *characters, size_t count, uint32_t *hangul);
/* Whether the character is one of some hundred family names in Korea. */
bool han_is_korean_family(uint32_t character);
