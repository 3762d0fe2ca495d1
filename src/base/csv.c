/* SPDX-License-Identifier: MIT */
#include "base/csv.h"

struct csv csv_over(struct slice text, uint8_t separator)
{
    if (slice_starts_with(text, "\xef\xbb\xbf"))
        text = slice_after(text, 3);
    return (struct csv){.rest = text, .separator = separator, .line = 1};
}

/* Where the quoted cell that begins at the front ends: behind its closing quote,
 * which only white space parts from the separator or the end of the line. Gives 0
 * when that is no such quote ("kr" certificate), and sets *unclosed when there is no
 * quote any more. */
static size_t quoted_size(const struct csv *csv, struct slice text, bool *unclosed)
{
    for (size_t i = 1; i < text.size; i++) {
        if (text.data[i] != '"')
            continue;
        if (i + 1 < text.size && text.data[i + 1] == '"') {
            i++;
            continue;
        }
        size_t end = i + 1;
        while (end < text.size && (text.data[end] == ' ' || text.data[end] == '\r'))
            end++;
        bool closes =
            end == text.size || text.data[end] == csv->separator || text.data[end] == '\n';
        return closes ? i + 1 : 0;
    }
    *unclosed = true;
    return 0;
}

/* Doubled quotes become one. The row's text has room for all of the row already,
 * so that cells that point into it stay where they are. */
static struct slice unquote(struct text *out, struct slice inside)
{
    size_t start = out->size;
    for (size_t i = 0; i < inside.size; i++) {
        text_add_byte(out, inside.data[i]);
        if (inside.data[i] == '"')
            i++;
    }
    return slice_make(out->data + start, out->size - start);
}

static size_t plain_size(const struct csv *csv, struct slice text)
{
    size_t size = 0;
    while (size < text.size && text.data[size] != csv->separator && text.data[size] != '\n')
        size++;
    return size;
}

struct piece {
    struct slice inside; /* without quotes */
    bool has_doubled;
};

/* Takes a cell off the front, but not what separates it from the next. */
static struct piece take_cell(struct csv *csv)
{
    struct slice text = csv->rest;
    size_t spaces = 0;
    while (spaces < text.size && text.data[spaces] == ' ')
        spaces++;
    struct slice quoted = slice_after(text, spaces);
    if (!csv->quotes_ended && quoted.size > 0 && quoted.data[0] == '"') {
        size_t size = quoted_size(csv, quoted, &csv->quotes_ended);
        if (size > 0) {
            struct slice after = slice_after(quoted, size);
            struct slice inside = slice_part(quoted, 1, size - 1);
            csv->rest = slice_after(after, plain_size(csv, after));
            return (struct piece){inside, slice_find_byte(inside, '"') != SLICE_NOWHERE};
        }
    }
    size_t size = plain_size(csv, text);
    csv->rest = slice_after(text, size);
    return (struct piece){slice_trim(slice_part(text, 0, size)), false};
}

static uint32_t count_lines(struct slice text)
{
    uint32_t lines = 0;
    for (size_t at; (at = slice_find_byte(text, '\n')) != SLICE_NOWHERE; lines++)
        text = slice_after(text, at + 1);
    return lines;
}

static void read_row(struct csv *csv, struct csv_row *row, struct piece *pieces)
{
    struct slice from = csv->rest;
    size_t doubled = 0;
    row->count = 0;
    row->line = csv->line;
    for (;;) {
        struct piece piece = take_cell(csv);
        doubled += piece.has_doubled ? piece.inside.size : 0;
        if (row->count < CSV_CELLS)
            pieces[row->count++] = piece;
        bool ended = csv->rest.size == 0 || csv->rest.data[0] == '\n';
        csv->rest = slice_after(csv->rest, 1);
        if (ended)
            break;
        if (csv->rest.size == 0) { /* a separator at the very end: one more empty cell */
            if (row->count < CSV_CELLS)
                pieces[row->count++] = (struct piece){0};
            break;
        }
    }
    row->raw = slice_part(from, 0, from.size - csv->rest.size);
    csv->line += count_lines(row->raw);
    text_clear(&row->unquoted);
    if (doubled > 0)
        text_fill(&row->unquoted, 0, doubled);
    text_clear(&row->unquoted);
    for (size_t i = 0; i < row->count; i++)
        row->cells[i] =
            pieces[i].has_doubled ? unquote(&row->unquoted, pieces[i].inside) : pieces[i].inside;
}

bool csv_next(struct csv *csv, struct csv_row *row)
{
    struct piece pieces[CSV_CELLS];
    while (csv->rest.size > 0) {
        read_row(csv, row, pieces);
        if (row->count > 1 || row->cells[0].size > 0)
            return true;
    }
    return false;
}

void csv_row_done(struct csv_row *row)
{
    text_done(&row->unquoted);
}
