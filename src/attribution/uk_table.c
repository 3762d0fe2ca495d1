/* SPDX-License-Identifier: MIT */
#include "attribution/uk_table.h"

#include "attribution/list_table.h"
#include "attribution/uk_entry.h"

enum { LINES = 7, FIELDS_MOST = 64 };

struct reading {
    const struct uk_table_format *format;
    struct list_table table;
    struct list_builder *builder;
    struct entity_list *list;
    size_t names[UK_NAMES], lines[LINES], fields[FIELDS_MOST];
    size_t kind, type, strength, programme, from, reference, id, town, birth_country, country;
    bool is_open;
};

static void find_columns(struct reading *r)
{
    static const char *const names[UK_NAMES] = {"Name 1", "Name 2", "Name 3",
                                                "Name 4", "Name 5", "Name 6"};
    static const char *const lines[LINES] = {
        "Address Line 1/Address 1",         "Address Line 2/Address 2", "Address Line 3/Address 3",
        "Address Line 4/Address 4",         "Address Line 5/Address 5", "Address Line 6/Address 6",
        "Address Postal Code/Post Zip Code"};
    const struct list_table *t = &r->table;
    for (size_t i = 0; i < UK_NAMES; i++)
        r->names[i] = list_table_column(t, names[i]);
    for (size_t i = 0; i < LINES; i++)
        r->lines[i] = list_table_column(t, lines[i]);
    for (size_t i = 0; i < FIELDS_MOST && uk_field_at(i); i++)
        r->fields[i] = list_table_column(t, uk_field_columns(uk_field_at(i)));
    r->id = list_table_column(t, r->format->id);
    r->kind = list_table_column(t, r->format->kind);
    r->type = list_table_column(t, r->format->name_type);
    r->strength = list_table_column(t, r->format->strength);
    r->programme = list_table_column(t, r->format->programme);
    r->from = list_table_column(t, r->format->from);
    r->reference =
        r->format->reference ? list_table_column(t, r->format->reference) : (size_t)LIST_NO_COLUMN;
    r->town = list_table_column(t, "Town of birth");
    r->birth_country = list_table_column(t, "Country of birth");
    r->country = list_table_column(t, "Address Country/Country");
}

static void end_entity(struct reading *r)
{
    if (r->is_open)
        list_builder_end(r->builder);
    r->is_open = false;
}

static void begin_entity(struct reading *r)
{
    const struct list_table *t = &r->table;
    enum entity_kind kind = ENTITY_ANY;
    end_entity(r);
    r->is_open = true;
    entity_kind_read(list_table_cell(t, r->kind), &kind);
    list_builder_begin(r->builder, list_table_cell(t, r->id), kind);
    list_builder_set_place(r->builder, 0, t->row.line);
    list_builder_designation(r->builder,
                             &(struct designation){.authority = slice_from("UK"),
                                                   .body = slice_from(r->format->body),
                                                   .programme = list_table_cell(t, r->programme),
                                                   .reference = list_table_cell(t, r->reference),
                                                   .from = uk_date(list_table_cell(t, r->from))});
}

static void add_address(struct reading *r)
{
    struct text text = {0};
    list_table_join(&r->table, r->lines, LINES, ", ", &text);
    list_builder_address(r->builder, &(struct entity_address){
                                         .text = text_slice(&text),
                                         .city = list_table_cell(&r->table, r->lines[LINES - 2]),
                                         .country = list_table_cell(&r->table, r->country)});
    text_done(&text);
}

static void add_row(struct reading *r)
{
    const struct list_table *t = &r->table;
    struct uk_name name = {.type = list_table_cell(t, r->type),
                           .strength = list_table_cell(t, r->strength)};
    for (size_t i = 0; i < UK_NAMES; i++)
        name.parts[i] = list_table_cell(t, r->names[i]);
    uk_add_name(r->builder, &name);
    for (size_t i = 0; i < FIELDS_MOST && uk_field_at(i); i++)
        uk_add_field(r->builder, uk_field_at(i), list_table_cell(t, r->fields[i]));
    uk_add_birth_place(r->builder, list_table_cell(t, r->town),
                       list_table_cell(t, r->birth_country));
    add_address(r);
}

/* "Report Date: 13-Feb-2031", "Last Updated,13/02/2031" before the header. */
static struct instant lead_date(struct slice lead)
{
    struct instant when = {0};
    while (lead.size > 0 && !instant_is_known(when)) {
        struct slice line = slice_split_line(&lead);
        size_t mark = slice_find_byte(line, ':');
        if (mark == SLICE_NOWHERE)
            mark = slice_find_byte(line, ',');
        line = slice_after(line, mark == SLICE_NOWHERE ? 0 : mark + 1);
        while (line.size > 0 && (line.data[0] == ',' || line.data[0] == ' '))
            line = slice_after(line, 1);
        when = uk_date(slice_split(&line, ','));
    }
    return when;
}

bool uk_table_read(const struct uk_table_format *format, const struct list_file *file,
                   struct entity_list *list, struct problem *problem)
{
    struct reading r = {.format = format, .list = list};
    list->name = slice_from(format->list_name);
    if (!list_table_open(&r.table, file->content, format->wanted, problem)) {
        list_table_close(&r.table);
        return problem_add(problem, "%s", file->name);
    }
    r.builder = list_builder_create(list);
    find_columns(&r);
    list->date = lead_date(r.table.lead);
    list->unread += list_table_gather(&r.table, r.id);
    while (list_table_next(&r.table)) {
        if (r.table.begins_group)
            begin_entity(&r);
        add_row(&r);
    }
    end_entity(&r);
    list_table_note(&r.table, file->name, list);
    list_builder_free(r.builder);
    list_table_close(&r.table);
    return true;
}
