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

struct refanged {
    struct text text;
    struct text marks; /* as long as text; 1 where a byte was defanged, else 0 */
};

/* Whether the line has anything that refang_line() would change. */
bool refang_is_needed(struct slice line);

/* Replaces what `out` held. */
void refang_line(struct slice line, struct refanged *out);
/* Whether any byte of this part was defanged. */
bool refanged_has_mark(const struct refanged *refanged, size_t from, size_t to);

void refanged_done(struct refanged *refanged);
