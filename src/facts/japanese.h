/* japanese - how Japanese text is said, over MeCab and its dictionary (Debian: mecab-ipadic-utf8).
 *
 * The dictionary is mapped from JAPANESE_FOLDER, and is optional: create gives NULL without it.
 * Who enters a sandbox creates before, or keeps that folder readable. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "base/slice.h"
#include "base/text.h"

#define JAPANESE_FOLDER "/var/lib/mecab/dic/ipadic-utf8"

struct japanese;

struct japanese *japanese_create(void);
void japanese_free(struct japanese *japanese);
/* Adds the words in Katakana as they are spoken ("タロー", with the mark for a long vowel),
 * parted by spaces. False where a word with Kanji in it is not in the dictionary. */
bool japanese_add_spoken(struct japanese *japanese, struct slice text, struct text *spoken);
