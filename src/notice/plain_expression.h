/* plain_expression - the texts that a regular expression stands for, where they are few.
 *
 * Notices write plain values as expressions: "^evil\.example$", "^(www\.)?evil\.example$",
 * "(a|b)\.example". Those are written out. "%" stands for any text, as STIX's LIKE has it:
 * for ".*" and ".+", and where an end is not anchored. A dot that is not escaped is taken for
 * the dot that its writer meant. Anything else (classes of many, counts) has no list. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "base/arena.h"

enum { PLAIN_TEXTS_MOST = 64 }; /* texts that one expression may stand for */

struct plain_texts {
    struct slice items[PLAIN_TEXTS_MOST];
    size_t count;
};

/* False when the expression stands for more, for endless ones, or is none. The texts, and what
 * it takes to write them out (8 MiB at most), are kept in the arena. */
bool plain_expression_read(struct slice expression, struct arena *arena, struct plain_texts *texts);
