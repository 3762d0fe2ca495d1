/* SPDX-License-Identifier: MIT */
#include "report/notice_list.h"

#include "base/digest.h"
#include "base/human.h"
#include "base/json_write.h"
#include "report/columns.h"
#include "report/paint.h"

enum { CELLS = 5 };

static void add_printable_cell(struct text *all, struct slice value, size_t ends[], size_t cell)
{
    text_add_printable(all, value);
    ends[cell] = all->size;
}

/* One row's cells, written behind each other into `all`. */
static void make_cells(struct text *all, const struct notice *notice,
                       const struct indicator *indicator, struct slice cells[CELLS])
{
    const struct statement *said = &notice->statements[indicator->statement];
    size_t ends[CELLS];
    text_clear(all);
    text_add_number(all, indicator->line);
    ends[0] = all->size;
    add_printable_cell(all, slice_from(indicator_kind_name(indicator->kind)), ends, 1);
    add_printable_cell(all, indicator->pattern, ends, 2);
    text_add_printable(all, said->family);
    if (said->family.size > 0 && said->threat.size > 0)
        text_put(all, ", ");
    add_printable_cell(all, said->threat, ends, 3);
    add_printable_cell(all, said->place, ends, 4);
    for (size_t i = 0, from = 0; i < CELLS; from = ends[i++])
        cells[i] = slice_part(text_slice(all), from, ends[i]);
}

static void add_head(struct text *text, const struct notice *notice, struct style style)
{
    struct text line = {0};
    text_add_printable(&line, notice->title.size > 0 ? notice->title : notice->name);
    text_add_painted(text, style.colour, PAINT_STRONG, text_slice(&line));
    text_done(&line);
    text_put(text, "\n  ");
    text_add_printable(text, notice->name);
    text_print(text, ", read as %s", notice->format);
    const struct {
        const char *what;
        struct slice value;
    } said[] = {{"published by ", notice->publisher}, {"dated ", notice->date}};
    for (size_t i = 0; i < sizeof said / sizeof *said; i++)
        if (said[i].value.size > 0) {
            text_print(text, ", %s", said[i].what);
            text_add_printable(text, said[i].value);
        }
    text_put(text, "\n  SHA-256 ");
    text_add_hex(text, slice_make(notice->digest, SHA256_SIZE));
    text_put(text, "\n  ");
    text_add_things(text, notice->indicator_count, "indicator");
    size_t hunted = 0;
    for (size_t i = 0; i < notice->indicator_count; i++)
        hunted += indicator_kind_is_hunted(notice->indicators[i].kind);
    text_put(text, ", ");
    text_add_count(text, hunted);
    text_put(text, " of them can be seen in traffic");
    if (notice->rejected > 0) {
        text_put(text, "; ");
        text_add_things(text, notice->rejected, "thing");
        text_put(text, " only looked like one");
    }
    text_put(text, "\n\n");
}

void text_add_notice(struct text *text, const struct notice *notice, struct style style)
{
    struct column columns[CELLS] = {
        {.title = "line", .right = true},
        {.title = "kind", .paint = PAINT_DIM},
        {.title = "indicator", .paint = PAINT_STRONG, .least = 20},
        {.title = "what the notice says", .least = 12},
        {.title = "place as printed", .least = 12, .leaves = 1},
    };
    struct text all = {0};
    struct slice cells[CELLS];
    add_head(text, notice, style);
    for (size_t i = 0; i < notice->indicator_count; i++) {
        make_cells(&all, notice, &notice->indicators[i], cells);
        columns_measure(columns, CELLS, cells);
    }
    columns_fit(columns, CELLS, style.width);
    if (notice->indicator_count > 0)
        columns_add_titles(text, columns, CELLS, style.colour);
    for (size_t i = 0; i < notice->indicator_count; i++) {
        make_cells(&all, notice, &notice->indicators[i], cells);
        columns_add_row(text, columns, CELLS, cells, style.colour);
    }
    text_done(&all);
}

static void write_said(struct json_writer *json, const char *key, struct slice value)
{
    if (value.size > 0)
        json_write_slice(json, key, value);
}

static void add_notice_object(struct text *text, const struct notice *notice)
{
    struct json_writer json = json_write_into(text);
    json_write_open(&json, NULL, '{');
    json_write_string(&json, "type", "notice");
    json_write_slice(&json, "name", notice->name);
    json_write_hex(&json, "sha256", slice_make(notice->digest, SHA256_SIZE));
    json_write_string(&json, "format", notice->format);
    write_said(&json, "title", notice->title);
    write_said(&json, "publisher", notice->publisher);
    write_said(&json, "date", notice->date);
    write_said(&json, "reference", notice->reference);
    json_write_number(&json, "indicators", notice->indicator_count);
    json_write_number(&json, "rejected", notice->rejected);
    json_write_close(&json, '}');
    text_add_byte(text, '\n');
}

static void add_indicator_object(struct text *text, const struct notice *notice,
                                 const struct indicator *indicator)
{
    const struct statement *said = &notice->statements[indicator->statement];
    struct json_writer json = json_write_into(text);
    json_write_open(&json, NULL, '{');
    json_write_string(&json, "type", "indicator");
    json_write_string(&json, "kind", indicator_kind_name(indicator->kind));
    json_write_slice(&json, "value", indicator->pattern);
    json_write_number(&json, "line", indicator->line);
    json_write_bool(&json, "hunted", indicator_kind_is_hunted(indicator->kind));
    write_said(&json, "family", said->family);
    write_said(&json, "threat", said->threat);
    write_said(&json, "place", said->place);
    write_said(&json, "description", said->description);
    write_said(&json, "label", said->label);
    if (indicator->confidence > 0)
        json_write_number(&json, "confidence", indicator->confidence);
    json_write_close(&json, '}');
    text_add_byte(text, '\n');
}

void text_add_notice_json(struct text *text, const struct notice *notice)
{
    add_notice_object(text, notice);
    for (size_t i = 0; i < notice->indicator_count; i++)
        add_indicator_object(text, notice, &notice->indicators[i]);
}
