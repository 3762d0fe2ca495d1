/* country - countries by their codes and by their names in any language.
 *
 * Codes are those of ISO 3166-1 alpha-2, in capitals. Names come from the Unicode CLDR
 * as the ICU library carries it, in the languages that notices are written in. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "base/slice.h"
#include "base/text.h"

struct country {
    char code[3]; /* "NL"; empty: not known */
};

/* Reads a code in capitals or small letters; false when no country has it ("EU", "ZZ"). */
bool country_from_code(struct slice code, struct country *country);

/* Reads where something is said to be: a code, a name, or a path of places that has one in
 * it, "美国/加利福尼亚州/洛杉矶", "Amsterdam, Netherlands", "Россия", "Republic of Korea".
 * False when no country can be made out, or two that differ. */
bool country_read(struct slice place, struct country *country);

/* Adds its English name, or the code where none is known. */
void text_add_country(struct text *text, struct country country);

static inline bool country_equal(struct country a, struct country b)
{
    return a.code[0] == b.code[0] && a.code[1] == b.code[1];
}
