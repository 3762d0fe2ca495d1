/* script - writes names of any script in small ASCII letters, so that they can be compared.
 *
 * Alphabets that many names come in have tables of their own (alphabet.h); other scripts are read
 * by ICU (CLDR transforms), which also normalizes (Unicode UAX 15). Han characters are read by
 * tables from Unihan (han.h) and a Japanese dictionary. A name in Han characters has several
 * readings (Mandarin, Japanese, Korean), so there may be several answers; each is told apart by its
 * reading. Scripts that leave vowels out (Arabic, Hebrew) give what is written, and say so: who
 * compares must do without vowels then. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "base/slice.h"
#include "base/text.h"

/* Holds what is costly to make; one a thread. Nothing is made before it is needed. */
struct script;

struct script *script_create(void);
void script_free(struct script *script);
/* Opens the Japanese dictionary (japanese.h) now, not when it is first needed: before a sandbox is
 * entered. It maps a file and costs a millisecond. Where it is not installed there are no
 * Japanese readings of Kanji. All else is built in. */
void script_prepare(struct script *script);

enum reading {
    READING_LATIN,  /* it was Latin; diacritics folded ("Şahin" sahin, "Łódź" lodz) */
    READING_SOUNDS, /* letters by their sound: Cyrillic, Greek, Georgian, Devanagari, Hangul ... */
    READING_SKELETON, /* without its short vowels: Arabic, Hebrew ...; also where vowels are
                         written in part, as in Thai */
    READING_MANDARIN, /* pinyin without tones, one syllable a character: "yong xin zhi cheng" */
    READING_JAPANESE,
    READING_KOREAN, /* of Hanja */
    READINGS
};

/* What was read, in words parted by single spaces; ASCII letters and digits only, in small
 * letters; punctuation parts words, but apostrophes, which are dropped, and what the script
 * itself does not part is one word, except Han and Hangul, a syllable a word. */
typedef void script_reading_fn(void *context, enum reading reading, struct slice text);

/* Gives every reading of a text (UTF-8, any length up to LIMIT_NAME), the likeliest first; at
 * least one, which may be empty where there is nothing to read. Text that mixes scripts is read
 * part by part. */
void script_read(struct script *script, struct slice text, script_reading_fn *say, void *context);

/* Whether a text is ASCII letters, digits, spaces and punctuation only: no library is needed. */
bool script_is_plain(struct slice text);

/* Unicode's compatibility composition with case folded (NFKC_Casefold): for comparing texts in
 * their own script, exactly. */
void script_fold(struct script *script, struct slice text, struct text *folded);
