/* opensanctions - the tables of OpenSanctions, targets.simple.csv: one row an entity, values of a
 * cell parted by ";". Each data set that has it is an authority that acts, or a source that tells.
 */
/* SPDX-License-Identifier: MIT */
#include "attribution/ftm_schema.h"
#include "attribution/list_authority.h"
#include "attribution/list_reader.h"
#include "attribution/list_table.h"
#include "base/written_date.h"

#define WANTED "id|schema|name|aliases|dataset"

enum column {
    ID,
    SCHEMA,
    NAME,
    ALIASES,
    BIRTH,
    COUNTRIES,
    ADDRESSES,
    IDENTIFIERS,
    SANCTIONS,
    PHONES,
    EMAILS,
    PROGRAMS,
    DATASET,
    LAST_SEEN,
    COLUMNS
};
static const char *const columns[COLUMNS] = {
    "id",          "schema",    "name",   "aliases", "birth_date",  "countries", "addresses",
    "identifiers", "sanctions", "phones", "emails",  "program_ids", "dataset",   "last_seen"};

struct reading {
    struct list_table table;
    struct entity_list *list;
    struct list_builder *builder;
    size_t columns[COLUMNS];
    struct slice dataset; /* the only one so far */
    bool has_several;
};

static struct slice cell(const struct reading *r, enum column column)
{
    return list_table_cell(&r->table, r->columns[column]);
}

static void add_each(struct reading *r, enum column column,
                     void (*add)(struct list_builder *, struct slice))
{
    for (struct slice rest = cell(r, column); rest.size > 0;)
        add(r->builder, slice_trim(slice_split(&rest, ';')));
}

static void add_alias(struct list_builder *builder, struct slice name)
{
    list_builder_name(builder, NAME_ALIAS, name, (struct slice){0});
}

static void add_address(struct list_builder *builder, struct slice address)
{
    list_builder_address(builder, &(struct entity_address){.text = address});
}

static bool all_digits(struct slice text, size_t size)
{
    for (size_t i = 0; i < text.size; i++)
        if (!byte_is_digit(text.data[i]))
            return false;
    return text.size == size;
}

/* The table does not say what kind of number stands there: its form does, for ships. */
static enum identifier_kind kind_of(struct slice schema, struct slice value)
{
    enum { IMO = 7, MMSI = 9 };
    if (slice_equal_text(schema, "CryptoWallet"))
        return IDENTIFIER_WALLET;
    if (slice_starts_with_ignoring_case(value, "IMO"))
        return IDENTIFIER_IMO;
    if (!slice_equal_text(schema, "Vessel"))
        return IDENTIFIER_OTHER;
    return all_digits(value, IMO)    ? IDENTIFIER_IMO
           : all_digits(value, MMSI) ? IDENTIFIER_MMSI
                                     : IDENTIFIER_OTHER;
}

static void add_identifiers(struct reading *r, enum column column, enum identifier_kind kind)
{
    for (struct slice rest = cell(r, column); rest.size > 0;) {
        struct slice value = slice_trim(slice_split(&rest, ';'));
        struct entity_identifier identifier = {
            .kind = kind == IDENTIFIER_OTHER ? kind_of(cell(r, SCHEMA), value) : kind,
            .value = value};
        list_builder_identifier(r->builder, &identifier);
    }
}

/* The programmes of one authority: "US-CYBER2" is that of the US. */
static struct slice programmes_of(struct reading *r, struct slice authority)
{
    struct text text = {0};
    bool uk = slice_equal_text(authority, "UK");
    for (struct slice rest = cell(r, PROGRAMS); rest.size > 0;) {
        struct slice id = slice_trim(slice_split(&rest, ';'));
        struct slice code = slice_part(id, 0, slice_find_byte(id, '-'));
        if (!slice_equal(code, authority) && !(uk && slice_equal_text(code, "GB")))
            continue;
        text_put(&text, text.size > 0 ? ", " : "");
        text_add(&text, id);
    }
    struct slice kept = arena_keep(&r->list->arena, text_slice(&text));
    text_done(&text);
    return kept;
}

static bool is_single(struct slice cell)
{
    return slice_find_byte(cell, ';') == SLICE_NOWHERE;
}

static void add_designations(struct reading *r)
{
    struct slice sanctions = cell(r, SANCTIONS), datasets = cell(r, DATASET);
    bool is_listed = sanctions.size + cell(r, PROGRAMS).size > 0, alone = is_single(datasets);
    while (datasets.size > 0) {
        struct designation act = {0};
        struct slice dataset = slice_trim(slice_split(&datasets, ';'));
        bool acts = ftm_read_dataset(dataset, &r->list->arena, &act);
        act.programme = programmes_of(r, act.authority);
        if (act.programme.size == 0 && alone)
            act.programme = sanctions;
        if (alone)
            written_date_find(sanctions, &act.from);
        act.is_other_measure =
            act.is_other_measure || !acts || !is_listed || list_measure_is_other(dataset);
        if (act.authority.size > 0)
            list_builder_designation(r->builder, &act);
    }
    if (!alone)
        list_builder_remark(r->builder, sanctions);
}

static void note_date(struct reading *r)
{
    struct instant when;
    if (instant_parse(slice_part(cell(r, LAST_SEEN), 0, 10), &when) && when.ns > r->list->date.ns)
        r->list->date = when;
}

static void note_dataset(struct reading *r)
{
    struct slice datasets = cell(r, DATASET);
    if (r->dataset.size == 0)
        r->dataset = arena_keep(&r->list->arena, datasets);
    r->has_several = r->has_several || !is_single(datasets) ||
                     (datasets.size > 0 && !slice_equal(datasets, r->dataset));
}

static void read_row(struct reading *r)
{
    enum entity_kind kind = ENTITY_ANY;
    entity_kind_read(cell(r, SCHEMA), &kind);
    list_builder_begin(r->builder, cell(r, ID), kind);
    list_builder_set_place(r->builder, 0, r->table.row.line);
    list_builder_name(r->builder, NAME_PRIMARY, cell(r, NAME), (struct slice){0});
    add_each(r, ALIASES, add_alias);
    add_each(r, BIRTH, list_builder_birth);
    add_each(r, COUNTRIES, list_builder_country);
    add_each(r, ADDRESSES, add_address);
    add_identifiers(r, IDENTIFIERS, IDENTIFIER_OTHER);
    add_identifiers(r, PHONES, IDENTIFIER_TELEPHONE);
    add_identifiers(r, EMAILS, IDENTIFIER_EMAIL);
    add_designations(r);
    note_date(r);
    note_dataset(r);
    list_builder_end(r->builder);
}

static bool read_list(const struct list_file *files, size_t count, const struct list_map *map,
                      struct entity_list *list, struct problem *problem)
{
    struct reading r = {.list = list};
    (void)count, (void)map;
    list->name = slice_from("OpenSanctions");
    if (!list_table_open(&r.table, files->content, WANTED, problem)) {
        list_table_close(&r.table);
        return problem_add(problem, "%s", files->name);
    }
    r.builder = list_builder_create(list);
    for (size_t i = 0; i < COLUMNS; i++)
        r.columns[i] = list_table_column(&r.table, columns[i]);
    while (list_table_next(&r.table))
        read_row(&r);
    if (!r.has_several)
        ftm_name_list(list, r.dataset);
    list_table_note(&r.table, files->name, list);
    list_builder_free(r.builder);
    list_table_close(&r.table);
    return true;
}

static int recognise(struct slice content, const char *file_name)
{
    (void)file_name;
    return list_table_has(content, WANTED) ? 95 : 0;
}

const struct list_reader opensanctions_list = {
    .name = "opensanctions",
    .title = "OpenSanctions' tables (targets.simple.csv)",
    .recognise = recognise,
    .read = read_list,
};
