/* refang - undoes what publishers do so that nobody clicks an indicator.
 *
 * evil[.]example, evil(dot)example, 192.0.2[.]1, 2001[:]db8[:][:]1, hxxp[://],
 * user[at]example, evil\.example, "evil dot com", full-width and ideographic
 * dots, zero-width joiners. Each byte that stands where a mark was undone is
 * remembered, because a defanged name is certainly meant and a plain one not.
 * One pass; the output is never larger than the input. Schemes such as hxxp are
 * left, candidate.h knows them. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "base/slice.h"
#include "base/text.h"

/* A backslash or a word may also be part of a pattern or a sentence. */
enum refang_mark { REFANG_NONE, REFANG_CERTAIN, REFANG_WEAK };

struct refanged {
    struct text text;
    struct text marks; /* as long as text; enum refang_mark, a byte each */
};

/* Whether the line has anything that refang_line() would change. */
bool refang_is_needed(struct slice line);

/* Replaces what `out` held. */
void refang_line(struct slice line, struct refanged *out);
/* The surest mark of any byte of this part. */
enum refang_mark refanged_mark(const struct refanged *refanged, size_t from, size_t to);

void refanged_done(struct refanged *refanged);
