/* ofac_csv - OFAC's old lists: SDN.CSV, ALT.CSV, ADD.CSV, SDN_COMMENTS.CSV, and CONS_*.CSV of the
 * consolidated list of those that are not "specially designated".
 *
 * No file has a header of its own (copies may), "-0- " stands for nothing, a byte 0x1a ends each.
 * Which file is which is seen in its rows. Any of them may be missing; without SDN.CSV what is
 * left has aliases and no primary name. The files are joined by the number in front of each row,
 * for which all rows are sorted. Remarks hold at most 1,000 bytes and go on in the comments,
 * cut in the midst of a word.
 * https://ofac.treasury.gov/specially-designated-nationals-list-sdn-list/sdn-data-formats-data-schemas
 */
/* SPDX-License-Identifier: MIT */
#include "attribution/list_reader.h"
#include "attribution/ofac_entry.h"
#include "attribution/ofac_remark.h"
#include "base/charset.h"
#include "base/csv.h"
#include "base/memory.h"
#include "model/limits.h"

#include <stdlib.h>

/* In the order in which rows of one entity are read. */
enum table { PRIMARY, ALIASES, ADDRESSES, COMMENTS, TABLES, NO_TABLE = TABLES };

enum { REMARKS_MOST = 1000, ROWS_LOOKED_AT = 8 };

static const struct {
    size_t columns;
    int sure; /* how sure a row of this form is */
} tables[TABLES] = {
    [PRIMARY] = {12, 95}, [ALIASES] = {5, 95}, [ADDRESSES] = {6, 70}, [COMMENTS] = {2, 30}};

struct row {
    uint32_t number; /* of the entity */
    uint8_t table;
    uint32_t file, line;
    struct slice raw;
};

struct joining {
    struct entity_list *list;
    struct list_builder *builder;
    struct row *rows;
    size_t count, capacity;
    struct csv_row cells;
    struct text remarks;
    bool has[TABLES];
};

/* ---- Which file is which */

static struct slice value_of(struct slice cell)
{
    struct slice trimmed = slice_trim(cell);
    return slice_equal_text(trimmed, "-0-") ? (struct slice){0} : trimmed;
}

static bool read_number(struct slice cell, uint32_t *number)
{
    uint64_t read;
    bool is_number = slice_to_number(slice_trim(cell), UINT32_MAX, &read);
    *number = is_number ? (uint32_t)read : 0;
    return is_number;
}

static enum table table_of_row(const struct csv_row *row)
{
    uint32_t number;
    if (row->count < 2 || !read_number(row->cells[0], &number))
        return NO_TABLE;
    if (row->count == tables[PRIMARY].columns &&
        slice_is_one_of(slice_trim(row->cells[2]), "-0-|individual|vessel|aircraft", '|'))
        return PRIMARY;
    if (row->count == tables[ALIASES].columns &&
        slice_is_one_of(slice_trim(row->cells[2]), "aka|fka|nka", '|'))
        return ALIASES;
    if (row->count == tables[ADDRESSES].columns && read_number(row->cells[1], &number))
        return ADDRESSES;
    return row->count == tables[COMMENTS].columns ? COMMENTS : NO_TABLE;
}

/* The surest of its first rows tells: a header or damage may come before it. */
static enum table table_of(struct slice content)
{
    struct csv csv = csv_over(content, ',');
    struct csv_row row = {0};
    enum table surest = NO_TABLE;
    for (size_t i = 0; i < ROWS_LOOKED_AT && csv_next(&csv, &row); i++) {
        enum table table = table_of_row(&row);
        if (table != NO_TABLE && (surest == NO_TABLE || tables[table].sure > tables[surest].sure))
            surest = table;
    }
    csv_row_done(&row);
    return surest;
}

static bool names_comments(const char *file_name)
{
    struct slice name = slice_from(file_name), end = slice_from("_comments.csv");
    return name.size >= end.size &&
           slice_equal_ignoring_case(slice_after(name, name.size - end.size), end);
}

static int recognise(struct slice content, const char *file_name)
{
    enum { NAME_ADDS = 50 };
    enum table table = table_of(content);
    if (table == NO_TABLE)
        return 0;
    return tables[table].sure + (table == COMMENTS && names_comments(file_name) ? NAME_ADDS : 0);
}

/* ---- Rows of all files */

/* Names in quotes that never end: the file was cut there. */
static bool is_broken(const struct csv_row *row, enum table table)
{
    if (row->count != tables[table].columns)
        return true;
    for (size_t i = 0; i < row->count; i++)
        if (slice_starts_with(row->cells[i], "\""))
            return true;
    return false;
}

static void break_off(struct joining *j, const struct list_file *file, uint32_t line,
                      const char *why)
{
    if (j->list->damage.sentence[0] == '\0')
        problem_set(&j->list->damage, "%s: line %u: %s", file->name, line, why);
}

static void add_row(struct joining *j, const struct row *row)
{
    j->rows = memory_grow(j->rows, &j->capacity, j->count + 1, sizeof *j->rows);
    j->rows[j->count++] = *row;
}

/* Rows that are damaged in the midst count as unread; the last one says that the file ends
 * early. */
static void collect(struct joining *j, const struct list_file *file, uint32_t number,
                    struct slice content, enum table table)
{
    struct csv csv = csv_over(content, ',');
    struct row row = {.table = (uint8_t)table, .file = number};
    j->has[table] = true;
    for (size_t n = 0; csv_next(&csv, &j->cells); n++) {
        bool is_end = slice_starts_with(j->cells.cells[0], "\x1a");
        bool is_header = n == 0 && !byte_is_digit(slice_byte(j->cells.cells[0], 0));
        if (is_end || is_header)
            continue;
        row.line = j->cells.line;
        row.raw = j->cells.raw;
        if (j->count >= LIMIT_LIST_ROWS) {
            break_off(j, file, row.line, "it has too many rows");
            return;
        }
        if (!is_broken(&j->cells, table) && read_number(j->cells.cells[0], &row.number))
            add_row(j, &row);
        else if (csv.rest.size > 0)
            j->list->unread++;
        else
            break_off(j, file, row.line, "the last row is not whole");
    }
}

static int compare_rows(const void *a, const void *b)
{
    const struct row *x = a, *y = b;
    if (x->number != y->number)
        return x->number < y->number ? -1 : 1;
    if (x->table != y->table)
        return x->table < y->table ? -1 : 1;
    if (x->file != y->file)
        return x->file < y->file ? -1 : 1;
    return x->line < y->line ? -1 : x->line > y->line;
}

/* ---- One entity */

static const struct csv_row *open_row(struct joining *j, const struct row *row)
{
    struct csv csv = csv_over(row->raw, ',');
    csv_next(&csv, &j->cells);
    return &j->cells;
}

static void read_primary(struct joining *j, const struct row *row, enum entity_kind *kind)
{
    const struct csv_row *cells = open_row(j, row);
    struct list_builder *b = j->builder;
    *kind = ofac_entry_kind(value_of(cells->cells[2]));
    list_builder_set_kind(b, *kind);
    struct slice name = value_of(cells->cells[1]);
    if (*kind == ENTITY_PERSON)
        ofac_entry_name(b, *kind, NAME_PRIMARY, name);
    else
        ofac_entry_names(b, *kind, NAME_PRIMARY, name, (struct slice){0});
    ofac_entry_programmes(b, value_of(cells->cells[3]), (struct slice){0}, (struct instant){0});
    list_builder_title(b, value_of(cells->cells[4]));
    struct ofac_vessel vessel = {value_of(cells->cells[5]), value_of(cells->cells[6]),
                                 value_of(cells->cells[7]), value_of(cells->cells[8]),
                                 value_of(cells->cells[9]), value_of(cells->cells[10])};
    ofac_entry_vessel(b, &vessel);
    text_add(&j->remarks, slice_equal_text(slice_trim(cells->cells[11]), "-0-") ? (struct slice){0}
                                                                                : cells->cells[11]);
}

static void read_alias(struct joining *j, const struct row *row, enum entity_kind kind)
{
    const struct csv_row *cells = open_row(j, row);
    ofac_entry_name(j->builder, kind, ofac_entry_alias(slice_trim(cells->cells[2]), false),
                    value_of(cells->cells[3]));
    list_builder_remark(j->builder, value_of(cells->cells[4]));
}

static void read_address(struct joining *j, const struct row *row)
{
    const struct csv_row *cells = open_row(j, row);
    struct slice street = value_of(cells->cells[2]), city = value_of(cells->cells[3]);
    struct text line = {0};
    text_add(&line, street);
    text_put(&line, street.size > 0 && city.size > 0 ? ", " : "");
    text_add(&line, city);
    struct entity_address address = {text_slice(&line), city, value_of(cells->cells[4])};
    list_builder_address(j->builder, &address);
    list_builder_remark(j->builder, value_of(cells->cells[5]));
    text_done(&line);
}

/* OFAC writes family names of persons in capitals, and given names as usual; names of all others
 * in capitals: "KHOROSHEV, Dmitriy". So an alias tells a person where SDN.CSV is missing. */
static bool names_a_person(struct slice name)
{
    size_t comma = slice_find(name, slice_from(", "));
    bool has_small = false;
    for (size_t i = 0; comma != SLICE_NOWHERE && i < name.size; i++) {
        bool is_small = name.data[i] >= 'a' && name.data[i] <= 'z';
        if (is_small && i < comma)
            return false;
        has_small |= is_small;
    }
    return has_small;
}

static enum entity_kind kind_by_aliases(struct joining *j, const struct row *rows, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (rows[i].table == ALIASES && names_a_person(value_of(open_row(j, &rows[i])->cells[3])))
            return ENTITY_PERSON;
    return ENTITY_ANY;
}

static void read_part(struct joining *j, const struct row *row, enum entity_kind *kind)
{
    switch ((enum table)row->table) {
    case PRIMARY:
        read_primary(j, row, kind);
        break;
    case ALIASES:
        read_alias(j, row, *kind);
        break;
    case ADDRESSES:
        read_address(j, row);
        break;
    case COMMENTS:
        text_add(&j->remarks, open_row(j, row)->cells[1]);
        break;
    case TABLES:
        break;
    }
}

/* Without SDN.CSV what has addresses alone has no name; it is passed over. */
static bool has_name(const struct joining *j, const struct row *rows, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (rows[i].table == PRIMARY || rows[i].table == ALIASES)
            return true;
    return j->has[PRIMARY];
}

static void read_entity(struct joining *j, const struct row *rows, size_t count)
{
    struct text id = {0};
    bool has_primary = rows[0].table == PRIMARY;
    bool has_comments = rows[count - 1].table == COMMENTS;
    enum entity_kind kind = has_primary ? ENTITY_ANY : kind_by_aliases(j, rows, count);
    text_add_number(&id, rows[0].number);
    list_builder_begin(j->builder, text_slice(&id), kind);
    list_builder_set_place(j->builder, rows[0].file, rows[0].line);
    if (!has_primary) /* that it is on the list is known all the same */
        ofac_entry_programmes(j->builder, (struct slice){0}, (struct slice){0},
                              (struct instant){0});
    text_clear(&j->remarks);
    for (size_t i = 0; i < count; i++)
        if (rows[i].table != PRIMARY || i == 0)
            read_part(j, &rows[i], &kind);
        else
            j->list->unread++; /* a second row for one number */
    bool is_cut = !has_comments && j->remarks.size >= REMARKS_MOST &&
                  !slice_ends_with(text_slice(&j->remarks), ".");
    ofac_remark_read(j->builder, kind, text_slice(&j->remarks), !has_primary, is_cut, NULL);
    list_builder_end(j->builder);
    text_done(&id);
}

static void read_entities(struct joining *j)
{
    if (j->count > 1)
        qsort(j->rows, j->count, sizeof *j->rows, compare_rows);
    for (size_t from = 0, to; from < j->count; from = to) {
        for (to = from + 1; to < j->count && j->rows[to].number == j->rows[from].number;)
            to++;
        if (has_name(j, &j->rows[from], to - from))
            read_entity(j, &j->rows[from], to - from);
    }
}

static bool read(const struct list_file *files, size_t count, const struct list_map *map,
                 struct entity_list *list, struct problem *problem)
{
    (void)map;
    struct joining j = {.list = list, .builder = list_builder_create(list)};
    struct text *converted = memory_create(count > 0 ? count : 1, sizeof *converted);
    bool consolidated = false;
    for (size_t i = 0; i < count; i++) {
        struct slice content = charset_to_valid_utf8(files[i].content, &converted[i]);
        enum table table = table_of(content);
        consolidated |= ofac_file_is_consolidated(files[i].name);
        if (table != NO_TABLE)
            collect(&j, &files[i], (uint32_t)i, content, table);
    }
    read_entities(&j);
    list->name = ofac_list_name(consolidated);
    list->is_partial = !j.has[PRIMARY];
    for (size_t i = 0; i < count; i++)
        text_done(&converted[i]);
    free(converted);
    free(j.rows);
    csv_row_done(&j.cells);
    text_done(&j.remarks);
    list_builder_free(j.builder);
    return list->entity_count > 0 || problem_set(problem, "%s: no row of OFAC's lists stands in it",
                                                 count > 0 ? files[0].name : "no file");
}

const struct list_reader ofac_csv_list = {
    .name = "ofac_csv",
    .title = "OFAC's SDN.CSV, ALT.CSV, ADD.CSV and SDN_COMMENTS.CSV, or CONS_PRIM.CSV and so on",
    .joins_files = true,
    .recognise = recognise,
    .read = read,
};
