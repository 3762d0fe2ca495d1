/* pdf_lines - puts the pieces of text of PDF pages together as lines.
 *
 * A piece is a run of characters on one baseline without a gap: a line of a paragraph, or of
 * a cell of a table. Pieces side by side become one line, with two blanks between them.
 * Ligatures become letters; soft hyphens, and spaces of no width that let a URL break, go.
 * What repeats at the edges of most pages (but for the number of the page) is told once, as
 * it would cut through names that go on overleaf.
 *
 * A name, URL or digest that is broken over two lines is put together again when the piece
 * below stands where layout would put the rest, the first could not hold it, and the whole
 * reads as an indicator while its pieces do not. Linear in the number of pieces. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "base/slice.h"
#include "base/text.h"

struct pdf_piece {
    struct slice text;              /* borrowed */
    float left, top, right, bottom; /* in points, from the upper left corner */
    uint32_t page;
    bool beside; /* the piece before it stands on the same line */
};

/* The pieces in reading order, page by page. They are changed. */
void pdf_lines_tidy(struct pdf_piece *pieces, size_t count, struct text *text);
