/* row - the cells of a line of a table, and what the headings above them say.
 *
 * Cells are parted by "|", by tabs, or by two blanks and more (as tables come out of PDF).
 * A line that is no row has one cell. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "notice/label.h"
#include "notice/plain_text.h"

enum { ROW_CELLS = 24 };

struct row {
    struct slice cells[ROW_CELLS]; /* trimmed; the last has what is left over */
    size_t count;
    size_t first;   /* the column that cells[0] stands in */
    bool is_spaced; /* tabs or blanks part them */
};

/* Headings of the table that is being read. */
struct columns {
    struct label labels[ROW_CELLS];
    size_t count; /* 0: none */
    bool is_spaced;
};

void row_split(const struct plain_line *line, struct row *row);

/* Reads the row as headings; false when it is none. Names of hosts, addresses and digests
 * head nothing, so the caller asks only for rows that have none. */
bool columns_read(struct columns *columns, const struct row *row);
/* Whether it heads another table right below this one: every cell is a heading. */
bool columns_read_again(struct columns *columns, const struct row *row);
/* Whether the row goes on under these headings. */
bool columns_cover(const struct columns *columns, const struct row *row,
                   const struct plain_line *line);
/* What is said of cell i: by its column, by the cell that says the kind of its row, or by the
 * first cell of a row of two. */
struct label row_label(const struct row *row, const struct columns *columns, size_t i);
/* The cell under a heading of this meaning; empty when there is none. */
struct slice row_under(const struct row *row, const struct columns *columns,
                       enum label_meaning meaning);
