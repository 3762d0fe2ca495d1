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
    text_put(text, ", ");
    text_add_count(text, notice_hunted_count(notice));
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

static void write_instant(struct json_writer *json, const char *key, struct instant instant)
{
    struct text text = {0};
    if (instant_is_known(instant)) {
        text_add_instant(&text, instant, 0);
        json_write_slice(json, key, text_slice(&text));
    }
    text_done(&text);
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
    write_said(&json, "number", notice->number);
    write_said(&json, "marking", slice_from(tlp_name(notice->marking)));
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
    json_write_bool(&json, "hunted", indicator_is_hunted(indicator));
    write_said(&json, "family", said->family);
    write_said(&json, "threat", said->threat);
    write_said(&json, "place", said->place);
    write_said(&json, "role", said->role);
    write_said(&json, "campaign", said->campaign);
    write_said(&json, "actor", said->actor);
    write_said(&json, "description", said->description);
    write_said(&json, "label", said->label);
    if (indicator->confidence > 0)
        json_write_number(&json, "confidence", indicator->confidence);
    write_instant(&json, "valid_from", indicator->valid_from);
    write_instant(&json, "valid_until", indicator->valid_until);
    write_instant(&json, "first_seen", indicator->first_seen);
    write_instant(&json, "last_seen", indicator->last_seen);
    if (indicator->context)
        json_write_bool(&json, "context", true);
    json_write_close(&json, '}');
    text_add_byte(text, '\n');
}

/* Something that was read and is no indicator: a rejection or a defect. */
static void add_note_object(struct text *text, const char *type, const char *key, const char *why,
                            struct slice what, uint32_t line)
{
    struct json_writer json = json_write_into(text);
    json_write_open(&json, NULL, '{');
    json_write_string(&json, "type", type);
    json_write_string(&json, "kind", key);
    json_write_slice(&json, "text", what);
    json_write_number(&json, "line", line);
    json_write_string(&json, "why", why);
    json_write_close(&json, '}');
    text_add_byte(text, '\n');
}

void text_add_notice_json(struct text *text, const struct notice *notice, bool explain)
{
    add_notice_object(text, notice);
    for (size_t i = 0; i < notice->indicator_count; i++)
        add_indicator_object(text, notice, &notice->indicators[i]);
    for (size_t i = 0; explain && i < notice->rejection_count; i++) {
        const struct rejection *rejection = &notice->rejections[i];
        add_note_object(text, "rejection", rejection_key(rejection->reason),
                        rejection_text(rejection->reason), rejection->text, rejection->line);
    }
    for (size_t i = 0; explain && i < notice->defect_count; i++) {
        const struct defect *defect = &notice->defects[i];
        add_note_object(text, "defect", defect_key(defect->kind), defect_text(defect->kind),
                        defect->text, defect->line);
    }
}
