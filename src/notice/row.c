/* SPDX-License-Identifier: MIT */
#include "notice/row.h"

enum {
    HEADING_MOST = 60, /* of a column; longer cells are text */
};

static bool is_rule(struct slice text)
{
    for (size_t i = 0; i < text.size; i++)
        if (text.data[i] >= 0x80 || byte_is_letter(text.data[i]) || byte_is_digit(text.data[i]))
            return false;
    return true;
}

/* Where the next separator begins; its size is given. */
static size_t find_separator(struct slice text, bool piped, size_t *size)
{
    for (size_t at = 0; at < text.size; at++) {
        size_t end = at;
        bool tab = false;
        while (end < text.size && (text.data[end] == ' ' || text.data[end] == '\t'))
            tab |= text.data[end++] == '\t';
        *size = end - at;
        if (piped ? text.data[at] == '|' : tab || *size >= 2) {
            *size = piped ? 1 : *size;
            return at;
        }
        at += piped || *size == 0 ? 0 : *size - 1;
    }
    return SLICE_NOWHERE;
}

void row_split(const struct plain_line *line, struct row *row)
{
    struct slice text = line->text;
    bool piped = slice_find_byte(text, '|') != SLICE_NOWHERE &&
                 (line->table || text.data[0] == '|' ||
                  slice_find(text, slice_from(" | ")) != SLICE_NOWHERE);
    size_t size = 0;
    *row = (struct row){.first = line->cell, .is_spaced = !piped && !line->table};
    if (text.data[0] == '|')
        text = slice_after(text, 1);
    while (row->count < ROW_CELLS && (text.size > 0 || row->count == 0)) {
        size_t at =
            row->count == ROW_CELLS - 1 ? SLICE_NOWHERE : find_separator(text, piped, &size);
        row->cells[row->count++] = slice_trim(slice_part(text, 0, at));
        text = at == SLICE_NOWHERE ? (struct slice){0} : slice_after(text, at + size);
    }
}

/* Reads all cells as headings; gives how many are one, of how many. */
static size_t read_headings(struct columns *columns, const struct row *row, size_t *filled)
{
    size_t known = 0;
    *columns = (struct columns){.is_spaced = row->is_spaced, .count = row->count};
    *filled = 0;
    for (size_t i = 0; i < row->count; i++) {
        if (is_rule(row->cells[i]))
            continue;
        ++*filled;
        if (row->cells[i].size <= HEADING_MOST)
            columns->labels[i] = label_read(row->cells[i]);
        known += columns->labels[i].meaning != LABEL_NONE;
    }
    return known;
}

static bool may_be_headings(const struct row *row)
{
    bool may = row->first == 0 && row->count > 1;
    for (size_t i = 0; i < row->count; i++)
        may = may && row->cells[i].size <= HEADING_MOST;
    return may;
}

bool columns_read(struct columns *columns, const struct row *row)
{
    struct columns read;
    size_t filled = 0;
    if (!may_be_headings(row))
        return false;
    size_t known = read_headings(&read, row, &filled);
    if (known == 0 || known * 2 < filled || filled < 2)
        return false;
    *columns = read;
    return true;
}

bool columns_read_again(struct columns *columns, const struct row *row)
{
    struct columns read;
    size_t filled = 0;
    if (!may_be_headings(row) || read_headings(&read, row, &filled) < row->count || filled < 2)
        return false;
    *columns = read;
    return true;
}

bool columns_cover(const struct columns *columns, const struct row *row,
                   const struct plain_line *line)
{
    return columns->count > 0 && !line->heading &&
           (columns->is_spaced == row->is_spaced || row->count == 1) &&
           (line->table || row->count > 1 || row->first > 0);
}

struct slice row_under(const struct row *row, const struct columns *columns,
                       enum label_meaning meaning)
{
    for (size_t i = 0; i < row->count && row->first + i < columns->count; i++)
        if (columns->labels[row->first + i].meaning == meaning)
            return row->cells[i];
    return (struct slice){0};
}

struct label row_label(const struct row *row, const struct columns *columns, size_t i)
{
    struct label none = {.meaning = LABEL_NONE};
    size_t column = row->first + i;
    struct label own = column < columns->count ? columns->labels[column] : none;
    if (own.meaning == LABEL_INDICATOR || own.meaning == LABEL_NONE) {
        struct slice type = row_under(row, columns, LABEL_TYPE);
        struct label typed = type.size > 0 && type.size <= HEADING_MOST ? label_read(type) : none;
        bool is_type = type.data == row->cells[i].data;
        if (typed.meaning == LABEL_KIND && !is_type && own.meaning == LABEL_INDICATOR)
            return typed;
    }
    if (own.meaning != LABEL_NONE)
        return own;
    bool pair = i == 1 && row->count == 2 && row->first == 0 && row->cells[0].size <= HEADING_MOST;
    return pair ? label_read(row->cells[0]) : none;
}
