/* SPDX-License-Identifier: MIT */
#include "base/digest.h"
#include "base/human.h"
#include "report/columns.h"
#include "report/paint.h"
#include "report/screening_report.h"
#include "report/screening_words.h"

enum { LABEL_WIDTH = 14, LISTS_SHOWN = 12, DIGEST_FRONT = 6 };

void lists_add_summary(struct text *text, const struct lists_told *lists, struct style style)
{
    struct text line = {0};
    for (size_t i = 0; i < lists->count && i < LISTS_SHOWN; i++) {
        text_put(&line, i > 0 ? ", " : "");
        text_add_list(&line, lists->items[i].list);
        if (lists->items[i].list->damage.sentence[0] != '\0')
            text_put(&line, " in part");
    }
    if (lists->count > LISTS_SHOWN)
        text_print(&line, " and %zu more", lists->count - LISTS_SHOWN);
    text_add_painted(text, style.colour, PAINT_DIM, slice_from("Lists asked"));
    text_fill(text, ' ', LABEL_WIDTH - 11);
    text_add_folded(text, text_slice(&line), LABEL_WIDTH, style.width);
    text_done(&line);
}

enum { NAME, DATE, DIGEST, ENTITIES, NAMES, ADDRESSES, IDENTIFIERS, FORMAT, CELLS };

static void make_cells(struct text *all, const struct list_told *told, struct slice cells[CELLS])
{
    const size_t counts[] = {told->entities, told->names, told->addresses, told->identifiers};
    size_t ends[CELLS];
    text_clear(all);
    text_add_printable(all, told->list->name);
    ends[NAME] = all->size;
    if (instant_is_known(told->list->date))
        text_add_day(all, told->list->date);
    ends[DATE] = all->size;
    text_add_hex(all, slice_make(told->list->digest, DIGEST_FRONT));
    ends[DIGEST] = all->size;
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
        text_add_count(all, counts[i]);
        ends[ENTITIES + i] = all->size;
    }
    text_put(all, told->list->format ? told->list->format : "");
    ends[FORMAT] = all->size;
    for (size_t i = 0, from = 0; i < CELLS; from = ends[i++])
        cells[i] = slice_part(text_slice(all), from, ends[i]);
}

/* What a list did not give. */
static void add_problems(struct text *text, const struct entity_list *list, struct style style)
{
    struct text line = {0};
    if (list->unread > 0) {
        text_add_count(&line, list->unread);
        text_put(&line,
                 list->unread == 1 ? " entry could not be read" : " entries could not be read");
    }
    if (list->damage.sentence[0] != '\0') {
        text_put(&line, line.size > 0 ? "; " : "");
        text_put(&line, list->damage.sentence);
    }
    if (line.size > 0) {
        text_fill(text, ' ', 4);
        text_add_folded(text, text_slice(&line), 4, style.width);
    }
    text_done(&line);
}

void lists_add_table(struct text *text, const struct lists_told *lists, struct style style)
{
    struct column columns[CELLS] = {
        {.title = "list", .paint = PAINT_STRONG, .least = 16},
        {.title = "date"},
        {.title = "SHA-256", .leaves = 2},
        {.title = "entities", .right = true},
        {.title = "names", .right = true, .leaves = 1},
        {.title = "addresses", .right = true, .leaves = 3},
        {.title = "numbers", .right = true, .leaves = 3},
        {.title = "read as", .leaves = 4},
    };
    struct text all = {0};
    struct slice cells[CELLS];
    for (size_t i = 0; i < lists->count; i++) {
        make_cells(&all, &lists->items[i], cells);
        columns_measure(columns, CELLS, cells);
    }
    columns_fit(columns, CELLS, style.width);
    columns_add_titles(text, columns, CELLS, style.colour);
    for (size_t i = 0; i < lists->count; i++) {
        make_cells(&all, &lists->items[i], cells);
        columns_add_row(text, columns, CELLS, cells, style.colour);
        add_problems(text, lists->items[i].list, style);
    }
    text_done(&all);
}
