/* mapped_csv - any table with names in it, by a mapping or by what its columns are called.
 *
 * Rows that follow one another with the same number are one entity. Where nothing says who acted,
 * the list itself stands for the authority. */
/* SPDX-License-Identifier: MIT */
#include "attribution/list_authority.h"
#include "attribution/list_builder.h"
#include "attribution/list_map.h"
#include "attribution/list_reader.h"
#include "base/memory.h"
#include "base/written_date.h"

#include <stdlib.h>

struct reading {
    struct list_table table;
    const struct list_map *map;
    struct list_map guessed;
    size_t (*columns)[MAP_JOINED]; /* of each entry */
    struct list_builder *builder;
    struct entity_list *list;
    struct text value, id; /* of the row, and of the entity that is open */
    bool is_open, has_name;
    struct designation act;      /* of the row */
    struct designation last_act; /* of the row before */
};

/* ---- Headers */

static size_t fits_map(const void *context, const struct csv_row *row, struct slice *lacks)
{
    const struct list_map *map = context;
    size_t has = 0;
    *lacks = (struct slice){0};
    for (size_t i = 0; i < map->count; i++)
        for (size_t k = 0; k < map->entries[i].column_count; k++) {
            bool there = false;
            for (size_t c = 0; c < row->count && !there; c++)
                there = list_column_equal(row->cells[c], map->entries[i].columns[k]);
            has += there;
            if (!there && lacks->size == 0)
                *lacks = map->entries[i].columns[k];
        }
    return has;
}

static size_t fits_names(const void *context, const struct csv_row *row, struct slice *lacks)
{
    bool has_name;
    size_t has = list_map_roles(row, true, &has_name);
    (void)context;
    *lacks = has_name ? (struct slice){0} : slice_from("name");
    return has;
}

/* For telling a table of names from others: two columns are known at least. */
static size_t fits_surely(const void *context, const struct csv_row *row, struct slice *lacks)
{
    bool has_name;
    size_t has = list_map_roles(row, false, &has_name);
    (void)context;
    *lacks = has_name && has > 1 ? (struct slice){0} : slice_from("name");
    return has;
}

/* ---- Values */

static void add_link(struct list_builder *builder, struct slice name)
{
    list_builder_link(builder, &(struct entity_link){.how = slice_from("linked to"), .name = name});
}

static void set_kind(struct list_builder *builder, struct slice value)
{
    enum entity_kind kind;
    if (entity_kind_read(value, &kind))
        list_builder_set_kind(builder, kind);
}

/* What a value of a role does to the entity; NULL: it takes more than the value. */
static void (*const adders[MAP_ROLES])(struct list_builder *, struct slice) = {
    [MAP_KIND] = set_kind,
    [MAP_BORN] = list_builder_birth,
    [MAP_BIRTH_PLACE] = list_builder_birth_place,
    [MAP_COUNTRY] = list_builder_country,
    [MAP_GENDER] = list_builder_gender,
    [MAP_TITLE] = list_builder_title,
    [MAP_REMARK] = list_builder_remark,
    [MAP_LINK] = add_link,
};

static bool read_name_kind(enum map_role role, enum name_kind *kind)
{
    static const enum map_role named[NAME_KINDS] = {MAP_NAME, MAP_ALIAS, MAP_WEAK_ALIAS,
                                                    MAP_FORMER};
    for (size_t i = 0; i < NAME_KINDS; i++)
        if (named[i] == role) {
            *kind = (enum name_kind)i;
            return true;
        }
    return false;
}

/* The first name is the primary, the further ones are aliases. */
static void add_name(struct reading *r, enum name_kind kind, struct slice value)
{
    if (kind == NAME_PRIMARY && r->has_name)
        kind = NAME_ALIAS;
    list_builder_name(r->builder, kind, value, (struct slice){0});
    r->has_name = r->has_name || (kind == NAME_PRIMARY && value.size > 0);
}

static void add_act(struct reading *r, enum map_role role, struct slice value)
{
    struct arena *arena = &r->list->arena;
    struct designation *act = &r->act;
    if (role == MAP_AUTHORITY)
        list_authority_read(value, arena, act);
    else if (role == MAP_BODY)
        act->body = arena_keep(arena, value);
    else if (role == MAP_PROGRAMME)
        act->programme = arena_keep(arena, value);
    else if (role == MAP_REFERENCE)
        act->reference = arena_keep(arena, value);
    else if (role == MAP_FROM)
        written_date_parse(value, &act->from);
    else if (role == MAP_UNTIL)
        written_date_parse(value, &act->until);
}

static void add_value(struct reading *r, const struct map_entry *entry, struct slice value)
{
    enum name_kind kind;
    if (value.size == 0)
        return;
    if (adders[entry->role])
        adders[entry->role](r->builder, value);
    else if (read_name_kind(entry->role, &kind))
        add_name(r, kind, value);
    else if (entry->role == MAP_ADDRESS)
        list_builder_address(r->builder, &(struct entity_address){.text = value});
    else if (entry->role == MAP_IDENTIFIER)
        list_builder_identifier(r->builder,
                                &(struct entity_identifier){
                                    .kind = entry->identifier,
                                    .value = value,
                                    .label = entry->column_count > 0 ? entry->columns[0] : value});
    else
        add_act(r, entry->role, value);
}

/* ---- Rows */

/* What the row says for an entry: its cells, joined. Lives until the next value. */
static struct slice entry_value(struct reading *r, size_t i)
{
    const struct map_entry *entry = &r->map->entries[i];
    if (entry->is_fixed)
        return entry->fixed;
    if (entry->column_count == 1)
        return list_table_cell(&r->table, r->columns[i][0]);
    text_clear(&r->value);
    for (size_t k = 0; k < entry->column_count; k++)
        text_join(&r->value, " ", list_table_cell(&r->table, r->columns[i][k]));
    return text_slice(&r->value);
}

static bool parts(const struct map_entry *entry, uint8_t byte)
{
    return slice_find_byte(entry->separators, byte) != SLICE_NOWHERE;
}

static void add_entry(struct reading *r, size_t i)
{
    const struct map_entry *entry = &r->map->entries[i];
    for (struct slice rest = entry_value(r, i); rest.size > 0;) {
        size_t end = 0;
        while (end < rest.size && !parts(entry, rest.data[end]))
            end++;
        add_value(r, entry, slice_trim(slice_part(rest, 0, end)));
        rest = slice_after(rest, end + 1);
    }
}

/* The first value of a role in the row, copied into the text. */
static struct slice find_value(struct reading *r, enum map_role role, struct text *text)
{
    text_clear(text);
    for (size_t i = 0; i < r->map->count && text->size == 0; i++)
        if (r->map->entries[i].role == role)
            text_add(text, slice_trim(entry_value(r, i)));
    return text_slice(text);
}

/* Names that come in parts, where no whole one stands there. */
static void add_name_of_parts(struct reading *r)
{
    struct text family = {0}, given = {0}, whole = {0};
    find_value(r, MAP_FAMILY, &family);
    for (size_t i = 0; i < r->map->count; i++)
        if (r->map->entries[i].role == MAP_GIVEN)
            text_join(&given, " ", slice_trim(entry_value(r, i)));
    text_join(&whole, " ", text_slice(&given));
    text_join(&whole, " ", text_slice(&family));
    list_builder_name(r->builder, NAME_PRIMARY, text_slice(&whole), text_slice(&family));
    r->has_name = whole.size > 0;
    text_done(&family);
    text_done(&given);
    text_done(&whole);
}

static void add_city(struct reading *r)
{
    struct text city = {0};
    if (find_value(r, MAP_CITY, &city).size > 0)
        list_builder_address(r->builder, &(struct entity_address){.text = text_slice(&city),
                                                                  .city = text_slice(&city)});
    text_done(&city);
}

static bool same_act(const struct designation *a, const struct designation *b)
{
    return slice_equal(a->authority, b->authority) && slice_equal(a->programme, b->programme) &&
           slice_equal(a->reference, b->reference) && a->from.ns == b->from.ns &&
           a->until.ns == b->until.ns;
}

static void end_entity(struct reading *r)
{
    if (r->is_open)
        list_builder_end(r->builder);
    r->is_open = false;
}

/* Goes on with the entity where the number is that of the row before. */
static bool begin_entity(struct reading *r)
{
    struct text id = {0};
    struct slice found = find_value(r, MAP_ID, &id);
    bool goes_on = r->is_open && found.size > 0 && slice_equal(found, text_slice(&r->id));
    if (found.size == 0)
        text_add_number(&id, r->table.row.line);
    if (!goes_on) {
        end_entity(r);
        text_clear(&r->id);
        text_add(&r->id, text_slice(&id));
        list_builder_begin(r->builder, text_slice(&id), ENTITY_ANY);
        list_builder_set_place(r->builder, 0, r->table.row.line);
        r->is_open = true;
        r->has_name = false;
    }
    text_done(&id);
    return !goes_on;
}

static void read_row(struct reading *r)
{
    bool is_new = begin_entity(r);
    r->act = (struct designation){0};
    for (size_t i = 0; i < r->map->count; i++)
        add_entry(r, i);
    if (!r->has_name)
        add_name_of_parts(r);
    add_city(r);
    if (r->act.authority.size == 0)
        r->act.authority = r->list->name;
    r->act.is_other_measure = r->act.is_other_measure || list_measure_is_other(r->act.programme);
    if (is_new || !same_act(&r->act, &r->last_act))
        list_builder_designation(r->builder, &r->act);
    r->last_act = r->act;
}

/* ---- The list */

static bool open_table(struct reading *r, const struct list_file *file, const struct list_map *map,
                       struct problem *problem)
{
    bool opened = map ? list_table_open_by(&r->table, file->content, fits_map, map, problem)
                      : list_table_open_by(&r->table, file->content, fits_names, NULL, problem);
    if (!opened)
        return problem_add(problem, "%s", file->name);
    if (!map)
        list_map_guess(&r->table, &r->guessed);
    r->map = map ? map : &r->guessed;
    r->columns = memory_create(r->map->count, sizeof *r->columns);
    for (size_t i = 0; i < r->map->count; i++)
        for (size_t k = 0; k < r->map->entries[i].column_count; k++)
            r->columns[i][k] = list_table_column_named(&r->table, r->map->entries[i].columns[k]);
    return true;
}

static void close_reading(struct reading *r)
{
    list_builder_free(r->builder);
    list_table_close(&r->table);
    list_map_done(&r->guessed);
    free(r->columns);
    text_done(&r->value);
    text_done(&r->id);
}

static bool read_list(const struct list_file *files, size_t count, const struct list_map *map,
                      struct entity_list *list, struct problem *problem)
{
    struct reading r = {.list = list, .builder = list_builder_create(list)};
    (void)count;
    bool opened = open_table(&r, files, map, problem);
    if (opened) {
        list->name = list_table_name(files->name, &list->arena);
        while (list_table_next(&r.table))
            read_row(&r);
        end_entity(&r);
        list_table_note(&r.table, files->name, list);
    }
    close_reading(&r);
    return opened;
}

/* Any table may have a column "name": others are asked first, and most rows must have as many
 * cells as the header. */
static int recognise(struct slice content, const char *file_name)
{
    enum { LOOKED_AT = 65536, ROWS = 32, UNSURE = 20 };
    struct list_table table;
    int rows = 0, fitting = 0;
    (void)file_name;
    bool opened =
        list_table_open_by(&table, slice_part(content, 0, LOOKED_AT), fits_surely, NULL, NULL);
    for (; opened && rows < ROWS && list_table_next(&table); rows++)
        fitting += table.row.count == table.header.count;
    list_table_close(&table);
    return opened && fitting > 0 && fitting * 4 >= rows * 3 ? UNSURE : 0;
}

const struct list_reader mapped_csv_list = {
    .name = "mapped_csv",
    .title = "any table, by a mapping (--map) or by what its columns are called",
    .recognise = recognise,
    .read = read_list,
};
