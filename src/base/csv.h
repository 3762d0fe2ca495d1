/* csv - rows and cells of comma-, semicolon- or tab-separated text (RFC 4180).
 *
 * More is read than the RFC allows: any separator, LF alone, white space around
 * quotes, rows of different lengths. A quoted cell may hold separators, quotes
 * (doubled) and ends of lines. A cell whose quote ends before the cell does
 * ("kr" certificate), or never, is as it stands; an end that never comes is looked for
 * once. Rows without any byte are passed over; a byte order mark is dropped. Time is
 * linear in the text. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "base/slice.h"
#include "base/text.h"

enum { CSV_CELLS = 256 }; /* of a row; further ones are not kept */

struct csv {
    struct slice rest;
    uint8_t separator;
    uint32_t line;     /* the next row's first line, from 1 */
    bool quotes_ended; /* no quote is closed any more behind this place */
};

/* Cells are borrowed from the text, or from `unquoted`, and live until the next row. */
struct csv_row {
    struct slice cells[CSV_CELLS];
    size_t count;
    uint32_t line; /* where it begins */
    struct slice raw;
    struct text unquoted;
};

struct csv csv_over(struct slice text, uint8_t separator);
/* False at the end. */
bool csv_next(struct csv *csv, struct csv_row *row);
void csv_row_done(struct csv_row *row);
