/* designations - a table of acts that people keep by hand: when, who acted, against whom.
 *
 * date, authority, target, programme; further columns are told as remarks. A target names one
 * or several parties (party.h). Rows stand alone, but those with the same number in a column
 * "id" that name the same party are one entity with several designations. */
/* SPDX-License-Identifier: MIT */
#include "attribution/list_authority.h"
#include "attribution/list_builder.h"
#include "attribution/list_reader.h"
#include "attribution/list_table.h"
#include "attribution/party.h"
#include "base/memory.h"
#include "base/written_date.h"

#include <stdlib.h>

#define DATE "date/designated/designation date/listed on/day"
#define AUTHORITY "authority/by/who/source authority/issuer"
#define TARGET "target/targets/designated parties/party/parties/against"
#define WANTED DATE "|" AUTHORITY "|" TARGET

enum {
    MEMORY = 256 * 1024 * 1024, /* for some 75,000 parties */
    ACTS = 4,                   /* authorities that act together */
};

/* What is not told as a remark. */
enum column {
    COLUMN_DATE,
    COLUMN_AUTHORITY,
    COLUMN_TARGET,
    COLUMN_PROGRAMME,
    COLUMN_ID,
    COLUMN_UNTIL,
    COLUMN_KIND,
    COLUMN_REFERENCE,
    COLUMNS
};
static const char *const column_names[COLUMNS] = {
    DATE,
    AUTHORITY,
    TARGET,
    ("programme/program/programme_or_instrument/program_or_instrument/instrument/regime/"
     "legal basis/sanctions programme"),
    "id/row id/entity id/no/nr",
    "until/end/ended/delisted/lifted/removed on/to",
    "kind/type/entity type",
    "reference/act reference/list number",
};

struct row {
    struct slice id;
    uint32_t line;
    struct party *parties;
    size_t party_count;
    struct designation acts[ACTS]; /* one an authority */
    size_t act_count;
    struct slice kind, remarks;
    bool *taken; /* of each party: it became part of an earlier row's entity */
};

struct reading {
    struct list_table table;
    struct arena arena; /* of the rows */
    size_t columns[COLUMNS];
    struct slice list_name; /* stands for the authority where a row names none */
    struct row *rows;
    size_t count, capacity;
};

static struct slice keep_cell(struct reading *r, enum column column)
{
    return arena_keep(&r->arena, list_table_cell(&r->table, r->columns[column]));
}

static bool is_named(const struct reading *r, size_t column)
{
    for (size_t i = 0; i < COLUMNS; i++)
        if (r->columns[i] == column)
            return true;
    return false;
}

/* "linked activity: Sophos firewall exploitation 2020" */
static struct slice keep_others(struct reading *r)
{
    struct text text = {0};
    for (size_t i = 0; i < r->table.header.count; i++) {
        struct slice cell = list_table_cell(&r->table, i);
        if (is_named(r, i) || cell.size == 0)
            continue;
        text_put(&text, text.size > 0 ? "; " : "");
        struct slice name = slice_trim(r->table.header.cells[i]);
        for (size_t k = 0; k < name.size; k++)
            text_add_byte(&text, name.data[k] == '_' ? ' ' : name.data[k]);
        text_put(&text, ": ");
        text_add(&text, cell);
    }
    struct slice kept = arena_keep(&r->arena, text_slice(&text));
    text_done(&text);
    return kept;
}

/* Takes an authority off the front of those that act together: "US OFAC and UK FCDO". */
static struct slice take_authority(struct slice *rest)
{
    static const char *const marks[] = {" and ", "; ", " & ", ", "};
    struct slice all = *rest;
    size_t first = all.size, size = 0;
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        size_t at = slice_find(all, slice_from(marks[i]));
        if (at < first) {
            first = at;
            size = slice_from(marks[i]).size;
        }
    }
    *rest = slice_after(all, first + size);
    return slice_part(all, 0, first);
}

/* One act an authority, where each part of the cell names one; else one for the whole cell. */
static size_t read_authorities(struct reading *r, struct slice cell, struct designation acts[ACTS])
{
    size_t count = 0;
    for (struct slice rest = cell; rest.size > 0; count++) {
        struct designation act = {0};
        list_authority_read(take_authority(&rest), &r->arena, &act);
        bool is_code = act.authority.size == 2;
        if (!is_code || count >= ACTS) {
            count = 0;
            break;
        }
        acts[count] = act;
    }
    if (count == 0) {
        acts[0] = (struct designation){0};
        list_authority_read(cell, &r->arena, &acts[count++]);
    }
    return count;
}

static void read_acts(struct reading *r, struct row *row)
{
    struct designation said = {.programme = keep_cell(r, COLUMN_PROGRAMME),
                               .reference = keep_cell(r, COLUMN_REFERENCE)};
    written_date_parse(list_table_cell(&r->table, r->columns[COLUMN_DATE]), &said.from);
    written_date_parse(list_table_cell(&r->table, r->columns[COLUMN_UNTIL]), &said.until);
    struct slice cell = list_table_cell(&r->table, r->columns[COLUMN_AUTHORITY]);
    row->act_count = read_authorities(r, cell, row->acts);
    for (size_t i = 0; i < row->act_count; i++) {
        struct designation *act = &row->acts[i];
        act->programme = said.programme;
        act->reference = said.reference;
        act->from = said.from;
        act->until = said.until;
        act->is_other_measure = act->is_other_measure || list_measure_is_other(said.programme);
        if (act->authority.size == 0)
            act->authority = r->list_name;
    }
}

static void read_row(struct reading *r)
{
    struct party parties[PARTIES];
    struct row row = {.id = keep_cell(r, COLUMN_ID),
                      .line = r->table.row.line,
                      .kind = keep_cell(r, COLUMN_KIND)};
    row.party_count =
        party_read(list_table_cell(&r->table, r->columns[COLUMN_TARGET]), &r->arena, parties);
    read_acts(r, &row);
    row.remarks = keep_others(r);
    row.taken = arena_create(&r->arena, PARTIES * sizeof *row.taken);
    row.parties = arena_alloc(&r->arena, (row.party_count + 1) * sizeof *row.parties);
    for (size_t i = 0; i < row.party_count; i++)
        row.parties[i] = parties[i];
    r->rows = memory_grow(r->rows, &r->capacity, r->count + 1, sizeof *r->rows);
    r->rows[r->count++] = row;
}

/* ---- Entities */

static void add_acts(struct list_builder *builder, const struct row *row, const struct party *party)
{
    for (size_t i = 0; i < row->act_count; i++) {
        struct designation act = row->acts[i];
        if (party->reference.size > 0)
            act.reference = party->reference;
        act.is_other_measure = act.is_other_measure || party->is_other_measure;
        list_builder_designation(builder, &act);
    }
}

static void add_party(struct list_builder *builder, const struct party *party)
{
    for (size_t i = 0; i < party->name_count; i++)
        list_builder_name(builder, party->names[i].kind, party->names[i].text, (struct slice){0});
    for (size_t i = 0; i < party->address_count; i++)
        list_builder_address(builder, &(struct entity_address){.text = party->addresses[i]});
    for (size_t i = 0; i < party->link_count; i++)
        list_builder_link(builder, &party->links[i]);
    for (size_t i = 0; i < party->identifier_count; i++)
        list_builder_identifier(builder, &party->identifiers[i]);
    for (size_t i = 0; i < party->remark_count; i++)
        list_builder_remark(builder, party->remarks[i]);
    list_builder_birth(builder, party->birth);
    list_builder_birth_place(builder, party->birth_place);
    list_builder_country(builder, party->country);
}

static struct slice make_id(struct reading *r, const struct row *row, size_t party)
{
    struct text text = {0};
    text_add(&text, row->id);
    if (row->id.size == 0)
        text_add_number(&text, row->line);
    if (row->party_count > 1)
        text_print(&text, ".%zu", party + 1);
    struct slice id = arena_keep(&r->arena, text_slice(&text));
    text_done(&text);
    return id;
}

/* Later rows with the same number that name the same party. */
static void add_later(struct reading *r, struct list_builder *builder, size_t at, struct slice name)
{
    enum { ROWS = 1024 }; /* looked at; histories of an entry are short */
    for (size_t i = at + 1; i < r->count && i < at + ROWS; i++) {
        struct row *row = &r->rows[i];
        for (size_t k = 0; slice_equal(row->id, r->rows[at].id) && k < row->party_count; k++)
            if (!row->taken[k] && slice_equal_ignoring_case(row->parties[k].names[0].text, name)) {
                row->taken[k] = true;
                add_party(builder, &row->parties[k]);
                add_acts(builder, row, &row->parties[k]);
                list_builder_remark(builder, row->remarks);
            }
    }
}

static void build_row(struct reading *r, struct list_builder *builder, size_t at)
{
    const struct row *row = &r->rows[at];
    enum entity_kind kind = ENTITY_ANY;
    entity_kind_read(row->kind, &kind);
    for (size_t i = 0; i < row->party_count; i++) {
        const struct party *party = &row->parties[i];
        if (row->taken[i])
            continue;
        list_builder_begin(builder, make_id(r, row, i), kind);
        list_builder_set_place(builder, 0, row->line);
        add_party(builder, party);
        add_acts(builder, row, party);
        list_builder_remark(builder, row->remarks);
        if (row->id.size > 0)
            add_later(r, builder, at, party->names[0].text);
        list_builder_end(builder);
    }
}

static bool read_list(const struct list_file *files, size_t count, const struct list_map *map,
                      struct entity_list *list, struct problem *problem)
{
    struct reading r = {0};
    (void)count, (void)map;
    list->name = r.list_name = list_table_name(files->name, &list->arena);
    bool opened = list_table_open(&r.table, files->content, WANTED, problem);
    if (!opened)
        problem_add(problem, "%s", files->name);
    for (size_t i = 0; i < COLUMNS && opened; i++)
        r.columns[i] = list_table_column(&r.table, column_names[i]);
    while (opened && r.arena.used < MEMORY && list_table_next(&r.table))
        read_row(&r);
    struct list_builder *builder = list_builder_create(list);
    for (size_t i = 0; i < r.count; i++) {
        list->unread += r.rows[i].party_count == 0;
        build_row(&r, builder, i);
    }
    if (opened) {
        list_table_note(&r.table, files->name, list);
        if (r.arena.used >= MEMORY)
            problem_set(&list->damage, "%s: line %u: no table kept by hand is so large",
                        files->name, r.table.row.line);
    }
    list_builder_free(builder);
    list_table_close(&r.table);
    arena_done(&r.arena);
    free(r.rows);
    return opened;
}

static int recognise(struct slice content, const char *file_name)
{
    (void)file_name;
    return list_table_has(content, WANTED) ? 85 : 0;
}

const struct list_reader designations_list = {
    .name = "designations",
    .title = "a table of acts kept by hand: date, authority, target, programme",
    .recognise = recognise,
    .read = read_list,
};
