/* SPDX-License-Identifier: MIT */
#include "attribution/list_table.h"

#include "base/charset.h"
#include "base/hash.h"
#include "base/memory.h"
#include "model/limits.h"

#include <stdlib.h>

enum {
    LEAD_ROWS = 16, /* rows before the header: titles, dates, notices of rights */
    HEAD = 64 * 1024,
};

/* ---- Names of columns */

/* The next letter or digit of a name, in small letters; 0 at its end. */
static uint8_t next_letter(struct slice name, size_t *at)
{
    while (*at < name.size) {
        uint8_t byte = byte_lower(name.data[(*at)++]);
        if (byte_is_letter(byte) || byte_is_digit(byte) || byte >= 0x80)
            return byte;
    }
    return 0;
}

bool list_column_equal(struct slice a, struct slice b)
{
    size_t at_a = 0, at_b = 0;
    uint8_t byte;
    bool any = false;
    while ((byte = next_letter(a, &at_a)) != 0) {
        any = true;
        if (byte != next_letter(b, &at_b))
            return false;
    }
    return any && next_letter(b, &at_b) == 0;
}

static size_t find_column(const struct csv_row *row, struct slice name)
{
    for (size_t i = 0; i < row->count; i++)
        if (list_column_equal(row->cells[i], name))
            return i;
    return LIST_NO_COLUMN;
}

static size_t find_any(const struct csv_row *row, struct slice names)
{
    size_t found = LIST_NO_COLUMN;
    while (names.size > 0 && found == LIST_NO_COLUMN)
        found = find_column(row, slice_split(&names, '/'));
    return found;
}

size_t list_table_column_named(const struct list_table *t, struct slice name)
{
    return find_column(&t->header, name);
}

size_t list_table_column(const struct list_table *t, const char *names)
{
    return find_any(&t->header, slice_from(names));
}

struct slice list_table_cell(const struct list_table *t, size_t column)
{
    return column < t->row.count ? slice_trim(t->row.cells[column]) : (struct slice){0};
}

struct slice list_table_at(const struct list_table *t, const char *names)
{
    return list_table_cell(t, list_table_column(t, names));
}

static void add_columns(const struct csv_row *row, struct text *text)
{
    enum { SHOWN = 16 };
    for (size_t i = 0; i < row->count && i < SHOWN; i++) {
        text_put(text, i > 0 ? ", " : "");
        text_add_printable(text, slice_part(slice_trim(row->cells[i]), 0, 32));
    }
    text_put(text, row->count > SHOWN ? " ..." : "");
}

void list_table_add_columns(const struct list_table *t, struct text *text)
{
    add_columns(&t->header, text);
}

/* ---- Finding the header */

/* How many of the wanted columns a row has; the first that it lacks. */
static size_t count_wanted(const void *context, const struct csv_row *row, struct slice *lacks)
{
    struct slice wanted = slice_from(context);
    size_t has = 0;
    *lacks = (struct slice){0};
    while (wanted.size > 0) {
        struct slice names = slice_split(&wanted, '|');
        if (find_any(row, names) != LIST_NO_COLUMN)
            has++;
        else if (lacks->size == 0)
            *lacks = slice_split(&names, '/');
    }
    return has;
}

/* What a header could be: the row that has most of what is wanted. */
struct best {
    size_t has;
    uint8_t separator;
    uint32_t row;
    struct slice lacks;
};

static const uint8_t separators[] = {',', ';', '\t', '|'};

/* How a header is told. */
struct rule {
    list_header_fn *fits;
    const void *context;
};

static void look(struct slice content, uint8_t separator, struct rule rule, struct best *best)
{
    struct csv csv = csv_over(content, separator);
    struct csv_row row = {0};
    for (uint32_t i = 0; i < LEAD_ROWS && csv_next(&csv, &row); i++) {
        struct slice lacks;
        size_t has = rule.fits(rule.context, &row, &lacks);
        if (has > best->has)
            *best = (struct best){has, separator, i, lacks};
        if (has > 0 && lacks.size == 0)
            break;
    }
    csv_row_done(&row);
}

static bool search(struct slice content, struct rule rule, struct best *best)
{
    *best = (struct best){0};
    rule.fits(rule.context, &(struct csv_row){0}, &best->lacks);
    for (size_t i = 0; i < sizeof separators; i++) {
        look(content, separators[i], rule, best);
        if (best->has > 0 && best->lacks.size == 0)
            return true;
    }
    return false;
}

static bool fail(struct slice content, const struct best *best, struct problem *problem)
{
    struct text there = {0};
    struct csv csv = csv_over(content, best->has > 0 ? best->separator : ',');
    struct csv_row row = {0};
    struct slice lacks = best->lacks;
    bool any = csv_next(&csv, &row);
    for (uint32_t i = 0; any && i < best->row; i++)
        any = csv_next(&csv, &row);
    add_columns(&row, &there);
    if (any)
        problem_set(problem, "it has no column '%.*s'; its columns are %s", (int)lacks.size,
                    (const char *)lacks.data, text_string(&there));
    else
        problem_set(problem, "it is empty");
    csv_row_done(&row);
    text_done(&there);
    return false;
}

bool list_table_open(struct list_table *t, struct slice content, const char *wanted,
                     struct problem *problem)
{
    return list_table_open_by(t, content, count_wanted, wanted, problem);
}

bool list_table_open_by(struct list_table *t, struct slice content, list_header_fn *fits,
                        const void *context, struct problem *problem)
{
    struct best best;
    *t = (struct list_table){0};
    struct slice text = charset_to_valid_utf8(content, &t->converted);
    if (!search(text, (struct rule){fits, context}, &best))
        return fail(text, &best, problem);
    t->csv = csv_over(text, best.separator);
    struct slice whole = t->csv.rest;
    for (uint32_t i = 0; i <= best.row; i++) {
        t->lead = slice_part(whole, 0, whole.size - t->csv.rest.size);
        if (!csv_next(&t->csv, &t->header))
            return fail(text, &best, problem);
    }
    return true;
}

void list_table_close(struct list_table *t)
{
    csv_row_done(&t->row);
    csv_row_done(&t->header);
    text_done(&t->converted);
    free(t->rows);
    *t = (struct list_table){0};
}

bool list_table_has(struct slice content, const char *wanted)
{
    return list_table_has_by(content, count_wanted, wanted);
}

bool list_table_has_by(struct slice content, list_header_fn *fits, const void *context)
{
    struct text converted = {0};
    struct best best;
    struct slice head = charset_to_valid_utf8(slice_part(content, 0, HEAD), &converted);
    bool has = search(head, (struct rule){fits, context}, &best);
    text_done(&converted);
    return has;
}

/* ---- Rows */

static void note_break(struct list_table *t, const char *why)
{
    if (t->broken)
        return;
    t->broken = why;
    t->broken_line = t->row.line;
}

static bool is_filled(const struct csv_row *row)
{
    for (size_t i = 0; i < row->count; i++)
        if (slice_trim(row->cells[i]).size > 0)
            return true;
    return false;
}

static bool next_in_file(struct list_table *t)
{
    do {
        bool had_quotes = !t->csv.quotes_ended;
        if (!csv_next(&t->csv, &t->row))
            return false;
        if (had_quotes && t->csv.quotes_ended)
            note_break(t, "a quote is opened that never ends");
    } while (!is_filled(&t->row));
    bool at_end = t->csv.rest.size == 0 && !slice_ends_with(t->row.raw, "\n");
    if (!at_end || t->row.count >= t->header.count)
        return true;
    note_break(t, "the last row breaks off");
    return false;
}

/* ---- Groups */

/* A row that is read again when its group's turn comes. */
struct list_row {
    struct slice raw;
    uint32_t line, group;
};

/* Numbers the groups by the order of their first rows; open addressing. */
struct groups {
    struct slice *keys; /* borrowed from the rows' texts, or kept */
    uint32_t *slots;    /* 1 and the number; 0: empty */
    size_t count, key_capacity, slot_count;
    struct arena arena;
};

static void grow_slots(struct groups *g)
{
    size_t count = g->slot_count > 0 ? g->slot_count * 2 : 1024;
    free(g->slots);
    g->slots = memory_create(count, sizeof *g->slots);
    g->slot_count = count;
    for (size_t i = 0; i < g->count; i++) {
        size_t at = hash_bytes(g->keys[i], 0) & (count - 1);
        while (g->slots[at] != 0)
            at = (at + 1) & (count - 1);
        g->slots[at] = (uint32_t)i + 1;
    }
}

static uint32_t group_of(struct groups *g, struct slice key)
{
    if (g->count * 2 >= g->slot_count)
        grow_slots(g);
    size_t at = hash_bytes(key, 0) & (g->slot_count - 1);
    for (; g->slots[at] != 0; at = (at + 1) & (g->slot_count - 1))
        if (slice_equal(g->keys[g->slots[at] - 1], key))
            return g->slots[at] - 1;
    g->keys = memory_grow(g->keys, &g->key_capacity, g->count + 1, sizeof *g->keys);
    g->keys[g->count] = arena_keep(&g->arena, key);
    g->slots[at] = (uint32_t)++g->count;
    return (uint32_t)g->count - 1;
}

/* By counting: rows of a group stay in their order. */
static void sort_rows(struct list_table *t, size_t groups)
{
    size_t *starts = memory_create(groups + 1, sizeof *starts);
    struct list_row *sorted = memory_create(t->row_count, sizeof *sorted);
    for (size_t i = 0; i < t->row_count; i++)
        starts[t->rows[i].group + 1]++;
    for (size_t i = 0; i < groups; i++)
        starts[i + 1] += starts[i];
    for (size_t i = 0; i < t->row_count; i++)
        sorted[starts[t->rows[i].group]++] = t->rows[i];
    free(t->rows);
    free(starts);
    t->rows = sorted;
}

size_t list_table_gather(struct list_table *t, size_t column)
{
    struct groups groups = {0};
    size_t left_out = 0;
    while (t->row_count < LIMIT_ENTITIES && next_in_file(t)) {
        struct slice key = list_table_cell(t, column);
        if (key.size == 0) {
            left_out++;
            continue;
        }
        t->rows = memory_grow(t->rows, &t->row_capacity, t->row_count + 1, sizeof *t->rows);
        t->rows[t->row_count++] =
            (struct list_row){t->row.raw, t->row.line, group_of(&groups, key)};
    }
    if (t->row_count >= LIMIT_ENTITIES)
        note_break(t, "it has more rows than all lists of the world");
    sort_rows(t, groups.count);
    arena_done(&groups.arena);
    free(groups.keys);
    free(groups.slots);
    t->is_gathered = true;
    return left_out;
}

static bool next_gathered(struct list_table *t)
{
    if (t->next_row >= t->row_count)
        return false;
    const struct list_row *row = &t->rows[t->next_row];
    t->begins_group = t->next_row == 0 || row[-1].group != row->group;
    t->next_row++;
    struct csv csv = csv_over(row->raw, t->csv.separator);
    csv_next(&csv, &t->row);
    t->row.line = row->line;
    return true;
}

bool list_table_next(struct list_table *t)
{
    return t->is_gathered ? next_gathered(t) : next_in_file(t);
}

void list_table_join(const struct list_table *t, const size_t *columns, size_t count,
                     const char *between, struct text *text)
{
    bool any = false;
    for (size_t i = 0; i < count; i++) {
        struct slice cell = list_table_cell(t, columns[i]);
        text_put(text, any && cell.size > 0 ? between : "");
        text_add(text, cell);
        any = any || cell.size > 0;
    }
}

void list_table_note(const struct list_table *t, const char *file, struct entity_list *list)
{
    if (t->broken)
        problem_set(&list->damage, "%s: line %u: %s", file, t->broken_line, t->broken);
}

struct slice list_table_name(const char *file, struct arena *arena)
{
    struct slice name = slice_from(file);
    size_t dot = slice_find_last_byte(name, '.');
    return arena_keep(arena, dot == SLICE_NOWHERE || dot == 0 ? name : slice_part(name, 0, dot));
}
