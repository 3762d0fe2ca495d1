/* SPDX-License-Identifier: MIT */
#include "app/set_list.h"

#include "base/human.h"
#include "report/columns.h"
#include "report/paint.h"

#include <string.h>

/* Fills the cells of a row. */
typedef void fill_fn(const struct set_row *row, struct instant now, struct text *cells);

static void add_day(struct text *text, struct instant when)
{
    if (!instant_is_known(when)) {
        text_put(text, "-");
        return;
    }
    struct text whole = {0};
    text_add_instant(&whole, when, 0);
    text_add(text, slice_part(text_slice(&whole), 0, strlen("2026-11-24")));
    text_done(&whole);
}

static void add_amounts(const struct set_row *row, struct text *files, struct text *size)
{
    if (!row->is_there) {
        text_put(files, "-");
        text_put(size, "-");
        return;
    }
    text_add_count(files, row->record.files);
    text_add_size(size, row->record.stored);
}

enum {
    LIST_SET,
    LIST_DAY,
    LIST_AGE,
    LIST_FILES,
    LIST_SIZE,
    LIST_DIGEST,
    LIST_LICENCE,
    LIST_SOURCE,
    LIST_TITLE,
    LIST_COLUMNS
};

static void fill_list(const struct set_row *row, struct instant now, struct text *cells)
{
    const struct data_record *record = &row->record;
    text_print(&cells[LIST_SET], "%s%s", row->set->name, row->set->is_usual ? "" : " *");
    add_day(&cells[LIST_DAY], record->published);
    if (row->versions > 1)
        text_print(&cells[LIST_DAY], " +%zu", row->versions - 1);
    if (row->is_there) {
        text_add_duration(&cells[LIST_AGE], now.ns - record->checked.ns);
        text_put(&cells[LIST_AGE], " ago");
        text_add_hex(&cells[LIST_DIGEST], slice_make(record->sha256, 6));
    } else {
        text_put(&cells[LIST_AGE], "never");
        text_put(&cells[LIST_DIGEST], "-");
    }
    add_amounts(row, &cells[LIST_FILES], &cells[LIST_SIZE]);
    text_put(&cells[LIST_LICENCE], row->set->licence);
    text_put(&cells[LIST_SOURCE], row->set->source);
    text_put(&cells[LIST_TITLE], row->set->title);
}

static const char *const outcomes[] = {
    [SET_NEW] = "new",           [SET_REPLACED] = "replaced",
    [SET_ADDED] = "new version", [SET_UNCHANGED] = "unchanged",
    [SET_FAILED] = "failed",
};

enum { OUTCOME_SET, OUTCOME_WORD, OUTCOME_DAY, OUTCOME_FILES, OUTCOME_SIZE, OUTCOME_COLUMNS };

static void fill_outcome(const struct set_row *row, struct instant now, struct text *cells)
{
    (void)now;
    text_put(&cells[OUTCOME_SET], row->set->name);
    text_put(&cells[OUTCOME_WORD], outcomes[row->outcome]);
    if (row->outcome == SET_FAILED && row->is_there)
        text_put(&cells[OUTCOME_WORD], ", the old data stays");
    add_day(&cells[OUTCOME_DAY], row->record.published);
    add_amounts(row, &cells[OUTCOME_FILES], &cells[OUTCOME_SIZE]);
}

static void add_table(struct text *text, const struct set_row *rows, size_t count,
                      struct instant now, struct column *columns, size_t column_count,
                      fill_fn *fill, struct style style)
{
    struct text cells[COLUMNS_MOST] = {{0}};
    struct slice seen[COLUMNS_MOST];
    for (int pass = 0; pass < 2; pass++) {
        for (size_t i = 0; i < count; i++) {
            for (size_t c = 0; c < column_count; c++)
                text_clear(&cells[c]);
            fill(&rows[i], now, cells);
            for (size_t c = 0; c < column_count; c++)
                seen[c] = text_slice(&cells[c]);
            if (pass == 0)
                columns_measure(columns, column_count, seen);
            else
                columns_add_row(text, columns, column_count, seen, style.colour);
        }
        if (pass == 0) {
            columns_fit(columns, column_count, style.width);
            columns_add_titles(text, columns, column_count, style.colour);
        }
    }
    for (size_t c = 0; c < column_count; c++)
        text_done(&cells[c]);
}

void text_add_set_list(struct text *text, const struct set_row *rows, size_t count,
                       struct instant now, struct style style)
{
    struct column columns[LIST_COLUMNS] = {
        [LIST_SET] = {.title = "SET", .paint = PAINT_STRONG},
        [LIST_DAY] = {.title = "DATA OF"},
        [LIST_AGE] = {.title = "CHECKED", .least = 12},
        [LIST_FILES] = {.title = "FILES", .right = true},
        [LIST_SIZE] = {.title = "SIZE", .right = true},
        [LIST_DIGEST] = {.title = "SHA-256", .leaves = 3},
        [LIST_LICENCE] = {.title = "LICENCE", .least = 10, .leaves = 1},
        [LIST_SOURCE] = {.title = "SOURCE", .least = 10, .leaves = 2},
        [LIST_TITLE] = {.title = "WHAT", .least = 24, .leaves = 1},
    };
    add_table(text, rows, count, now, columns, LIST_COLUMNS, fill_list, style);
    text_put(text, "\n* is fetched only when it is named.\n"
                   "+ is the number of older versions that are kept.\n");
}

void text_add_set_outcomes(struct text *text, const struct set_row *rows, size_t count,
                           struct style style)
{
    struct column columns[OUTCOME_COLUMNS] = {
        [OUTCOME_SET] = {.title = "SET", .paint = PAINT_STRONG},
        [OUTCOME_WORD] = {.title = "RESULT", .least = 10},
        [OUTCOME_DAY] = {.title = "DATA OF"},
        [OUTCOME_FILES] = {.title = "FILES", .right = true},
        [OUTCOME_SIZE] = {.title = "SIZE", .right = true},
    };
    add_table(text, rows, count, (struct instant){0}, columns, OUTCOME_COLUMNS, fill_outcome,
              style);
}

void text_add_set_json(struct text *text, const struct set_row *row)
{
    struct json_writer json = json_write_into(text);
    json_write_open(&json, NULL, '{');
    json_write_string(&json, "type", "data_set");
    json_write_string(&json, "name", row->set->name);
    json_write_string(&json, "title", row->set->title);
    json_write_string(&json, "source", row->set->source);
    json_write_string(&json, "licence", row->set->licence);
    json_write_string(&json, "source_url", row->set->url);
    if (row->set->package)
        json_write_string(&json, "package", row->set->package);
    json_write_bool(&json, "usual", row->set->is_usual);
    if (row->was_tried)
        json_write_string(&json, "result", outcomes[row->outcome]);
    if (row->was_tried && row->outcome == SET_FAILED)
        json_write_string(&json, "problem", row->problem.sentence);
    if (row->versions > 0)
        json_write_number(&json, "versions", row->versions);
    if (row->is_there) {
        json_write_open(&json, "installed", '{');
        data_record_tell(&row->record, &json);
        json_write_close(&json, '}');
    } else {
        json_write_null(&json, "installed");
    }
    json_write_close(&json, '}');
    text_put(text, "\n");
}

void text_add_set_names(struct text *text)
{
    for (const struct data_set *set = data_sets; set->name; set++) {
        text_print(text, " %s%s\n", set->name, set->is_usual ? "" : " (only when named)");
        text_print(text, "   %s\n   %s, %s\n   %s\n", set->title, set->source, set->licence,
                   set->url);
    }
}
