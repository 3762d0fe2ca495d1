/* columns - rows of cells brought to the width that there is.
 *
 * Nothing is cut off: where room is short, wide cells fold into several lines,
 * and where that does not help, columns leave, for the caller to say elsewhere.
 * Cells are printable text (see text.h); widths are terminal columns, in which
 * East Asian characters take two. Use: measure every row, fit, add every row. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "base/text.h"

struct column {
    const char *title;
    const char *paint;    /* of its cells, see paint.h; NULL: none */
    bool right;           /* numbers stand at the right */
    size_t least;         /* may be folded to this width; 0: is not folded */
    unsigned leaves;      /* the highest leave first, and equals together; 0: never */
    bool gone;            /* set by columns_fit(): it has left */
    size_t width, widest; /* kept here */
};

enum { COLUMNS_MOST = 16 };

void columns_measure(struct column *columns, size_t count, const struct slice *cells);
/* Decides widths; `width` 0 is no limit. */
void columns_fit(struct column *columns, size_t count, size_t width);
void columns_add_titles(struct text *text, const struct column *columns, size_t count, bool colour);
void columns_add_row(struct text *text, const struct column *columns, size_t count,
                     const struct slice *cells, bool colour);

/* Adds printable text and a newline; the text stands at `indent` already and is
 * folded at `width` (0: no limit), with `indent` spaces before each further line. */
void text_add_folded(struct text *text, struct slice printable, size_t indent, size_t width);
/* Takes from the front of *rest what fits a width, at least one character;
 * prefers to end behind a space or a mark. */
struct slice fold_take(struct slice *rest, size_t width);
