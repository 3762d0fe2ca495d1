/* pdf_pages - the text of a PDF document, through poppler.
 *
 * Runs in the child of pdf_text.h, which may crash or be ended at any time, and frees nothing.
 * Poppler gives the characters of a page in reading order, each with its rectangle; they are
 * cut into pieces where a gap or a new line parts them, and pdf_lines.h makes lines of those. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "base/slice.h"
#include "base/text.h"

enum pdf_outcome {
    PDF_READ,
    PDF_ENCRYPTED,
    PDF_DAMAGED,
    PDF_WITHOUT_PAGES,
    PDF_TOO_MANY_PAGES,
    PDF_TOO_MUCH_TEXT,
    PDF_OUTCOMES
};

/* Adds the lines. *lost: the number of pages that could not be read. */
enum pdf_outcome pdf_pages_read(struct slice content, struct text *text, unsigned *lost);
