/* SPDX-License-Identifier: MIT */
#include "report/columns.h"

#include "base/utf8.h"
#include "report/paint.h"

#include <assert.h>
#include <string.h>

enum { GAP = 2, NARROWEST = 24 };

static size_t larger(size_t a, size_t b)
{
    return a > b ? a : b;
}

static size_t smaller(size_t a, size_t b)
{
    return a < b ? a : b;
}

void columns_measure(struct column *columns, size_t count, const struct slice *cells)
{
    for (size_t i = 0; i < count; i++)
        columns[i].widest = larger(columns[i].widest, utf8_width(cells[i]));
}

/* What a column needs when it is folded as far as it may be. */
static size_t least_width(const struct column *column)
{
    return column->least > 0 ? smaller(column->width, column->least) : column->width;
}

static size_t total_width(const struct column *columns, size_t count, bool folded)
{
    size_t total = 0;
    for (size_t i = 0; i < count; i++)
        if (!columns[i].gone)
            total += (total > 0 ? GAP : 0) + (folded ? least_width(&columns[i]) : columns[i].width);
    return total;
}

/* Lets those leave that leave first; false when nobody does. */
static bool let_leave(struct column *columns, size_t count)
{
    unsigned first = 0;
    for (size_t i = 0; i < count; i++)
        if (!columns[i].gone && columns[i].leaves > first)
            first = columns[i].leaves;
    for (size_t i = 0; i < count; i++)
        columns[i].gone = columns[i].gone || (first > 0 && columns[i].leaves == first);
    return first > 0;
}

/* The shown column with most to give, or NULL. */
static struct column *widest_to_fold(struct column *columns, size_t count)
{
    struct column *widest = NULL;
    for (size_t i = 0; i < count; i++) {
        bool folds = !columns[i].gone && columns[i].width > least_width(&columns[i]);
        if (folds && (!widest || columns[i].width > widest->width))
            widest = &columns[i];
    }
    return widest;
}

void columns_fit(struct column *columns, size_t count, size_t width)
{
    for (size_t i = 0; i < count; i++) {
        columns[i].width = larger(columns[i].widest, utf8_width(slice_from(columns[i].title)));
        columns[i].gone = false;
    }
    if (width == 0)
        return;
    while (total_width(columns, count, true) > width && let_leave(columns, count))
        ;
    struct column *column;
    while (total_width(columns, count, false) > width &&
           (column = widest_to_fold(columns, count)) != NULL)
        column->width--;
}

static bool is_mark(uint8_t byte)
{
    return byte < 0x80 && byte != '\0' && strchr("/.-?&=,_;:", byte) != NULL;
}

struct slice fold_take(struct slice *rest, size_t width)
{
    struct slice all = *rest;
    size_t size = 0, used = 0, space = 0, mark = 0; /* good ends, in the second half of the line */
    while (size < all.size) {
        /* Nearly everything is ASCII: one byte, one column. */
        size_t step = 1, wide = 1;
        if (all.data[size] >= 0x80) {
            uint32_t character;
            step = larger(1, utf8_read(slice_after(all, size), &character));
            wide = utf8_width(slice_part(all, size, size + step));
        }
        if (size > 0 && used + wide > width)
            break;
        used += wide;
        size += step;
        if (used * 2 > width && all.data[size - 1] == ' ')
            space = size;
        else if (used * 2 > width && is_mark(all.data[size - 1]))
            mark = size;
    }
    if (size < all.size && all.data[size] != ' ' && (space > 0 || mark > 0))
        size = space > 0 ? space : mark;
    *rest = slice_after(all, size);
    while (rest->size > 0 && rest->data[0] == ' ')
        *rest = slice_after(*rest, 1);
    struct slice taken = slice_part(all, 0, size);
    while (taken.size > 1 && taken.data[taken.size - 1] == ' ')
        taken.size--;
    return taken;
}

/* Adds one line of a row; true while cells have more to say. */
static bool add_line(struct text *text, const struct column *columns, size_t count,
                     struct slice *rests, const char *paint, bool colour)
{
    bool more = false;
    size_t owed = 0; /* spaces that are due before the next cell */
    for (size_t i = 0; i < count; i++) {
        if (columns[i].gone)
            continue;
        struct slice piece = {0};
        if (rests[i].size > 0)
            piece = fold_take(&rests[i], columns[i].width);
        size_t used = utf8_width(piece);
        size_t empty = columns[i].width > used ? columns[i].width - used : 0;
        if (piece.size > 0) {
            text_fill(text, ' ', owed + (columns[i].right ? empty : 0));
            text_add_painted(text, colour, paint ? paint : columns[i].paint, piece);
            owed = columns[i].right ? GAP : empty + GAP;
        } else {
            owed += empty + GAP;
        }
        more = more || rests[i].size > 0;
    }
    text_add_byte(text, '\n');
    return more;
}

void columns_add_titles(struct text *text, const struct column *columns, size_t count, bool colour)
{
    struct slice titles[COLUMNS_MOST];
    assert(count <= COLUMNS_MOST);
    for (size_t i = 0; i < count; i++)
        titles[i] = slice_from(columns[i].title);
    add_line(text, columns, count, titles, PAINT_DIM, colour);
}

void columns_add_row(struct text *text, const struct column *columns, size_t count,
                     const struct slice *cells, bool colour)
{
    struct slice rests[COLUMNS_MOST];
    assert(count <= COLUMNS_MOST);
    memcpy(rests, cells, count * sizeof *cells);
    while (add_line(text, columns, count, rests, NULL, colour))
        ;
}

void text_add_folded(struct text *text, struct slice printable, size_t indent, size_t width)
{
    /* A terminal too narrow for a sensible line is left to fold by itself. */
    bool folds = width > indent + NARROWEST;
    while (folds && printable.size > 0) {
        text_add(text, fold_take(&printable, width - indent));
        if (printable.size > 0) {
            text_add_byte(text, '\n');
            text_fill(text, ' ', indent);
        }
    }
    text_add(text, printable);
    text_add_byte(text, '\n');
}
