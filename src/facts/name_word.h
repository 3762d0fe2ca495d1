/* name_word - what single words of names are, in many languages: company forms, titles,
 * particles, words that everybody has in a company's name, given names with their short forms.
 *
 * Tables of facts, built in. Words are as script.h reads them: small ASCII letters, or the
 * folded text in its own script. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "base/slice.h"

enum word_class {
    WORD_PLAIN,
    WORD_COMPANY_FORM, /* "ltd", "gmbh", "ooo": the legal form alone */
    WORD_DESCRIPTOR,   /* "technology", "group", "trading", "bank": what it does or is */
    WORD_PLACE,        /* "beijing", "germany": where it is */
    WORD_TITLE,        /* "mr", "dr", "haji", "sheikh" */
    WORD_PARTICLE,     /* "al", "bin", "van", "de" */
    WORD_NUMBER,       /* "5", "vi", "three": number says which */
    WORD_SHIP,         /* "mv", "m/t": what ships have in front of their names */
};

struct word_meaning {
    enum word_class class;
    uint32_t symbol; /* words with the same symbol mean the same: "ltd" and "limited";
                        "technology", "tekhnologii" and "keji". 0: means nothing but itself */
    uint32_t number; /* of WORD_NUMBER */
};

/* What a run of words means: the longest run at their front that the tables know ("limited
 * liability company" is one). Gives how many words were taken; 0: none is known. */
size_t word_read(const struct slice *words, size_t count, struct word_meaning *meaning);

/* The part of a text in Han, Kana or Hangul, without spaces, that is known at its front or at
 * its end ("股份有限公司", "集团", "科技"): bytes taken; 0: none. */
size_t word_at_end(struct slice text, struct word_meaning *meaning);
size_t word_at_front(struct slice text, struct word_meaning *meaning);

/* Whether two given names are one name in its forms ("bob" and "robert", "mohammed" and
 * "muhamad", "aleksandr" and "sasha"). */
bool given_names_equal(struct slice a, struct slice b);
/* The same for many: the number of the group a given name belongs to; a name can belong to
 * several. Gives how many, at most `capacity`. */
size_t given_name_groups(struct slice name, uint32_t *groups, size_t capacity);
