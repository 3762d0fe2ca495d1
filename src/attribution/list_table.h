/* list_table - a table of a list: its header, its columns by name, its rows.
 *
 * Any usual separator and encoding; lines before the header ("Last Updated,10/12/2025") are
 * given to who asks. Names of columns are compared without spaces, punctuation and letter
 * case. Everything is borrowed from the table and lives until list_table_close(); cells until
 * the next row. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "base/csv.h"
#include "model/entity.h"

struct list_table {
    struct csv csv;
    struct csv_row row;    /* the one that was read last */
    struct csv_row header; /* empty where the table has none */
    struct slice lead;     /* what stands before the header */
    struct text converted; /* the table in UTF-8, where it was not */
    uint32_t broken_line;  /* the first row that breaks off; 0: none */
    const char *broken;    /* why: the rest of the sentence */
    /* Of list_table_gather(). */
    struct list_row *rows;
    size_t row_count, row_capacity, next_row;
    bool is_gathered;
    bool begins_group; /* the row is the first of its group */
};

/* Finds the header: the row among the first that has all the columns `wanted` ("Name 6|Group
 * ID"; a column may have several names: "Group ID/GroupID"). False, with a sentence that names
 * what is missing and what is there. Closed with list_table_close() either way. */
bool list_table_open(struct list_table *table, struct slice content, const char *wanted,
                     struct problem *problem);
/* The same with another rule: `fits` says how much of what is wanted a row has, and what it lacks
 * (empty: nothing). */
typedef size_t list_header_fn(const void *context, const struct csv_row *row, struct slice *lacks);
bool list_table_open_by(struct list_table *table, struct slice content, list_header_fn *fits,
                        const void *context, struct problem *problem);
void list_table_close(struct list_table *table);
/* Whether the front of a content has such a header: for telling formats apart. */
bool list_table_has(struct slice content, const char *wanted);
bool list_table_has_by(struct slice content, list_header_fn *fits, const void *context);

/* The next row that has any cell filled; false at the end. A row at the very end that breaks off is
 * noted as broken and not given. */
bool list_table_next(struct list_table *table);

/* Reads all rows, and gives them from then on so that those with the same cell in a column follow
 * one another: groups in the order of their first rows. Rows without that cell are left out; how
 * many is the answer. */
size_t list_table_gather(struct list_table *table, size_t column);

enum { LIST_NO_COLUMN = CSV_CELLS };
/* A column by its name, or the first of several names parted by "/"; LIST_NO_COLUMN when there is
 * none. */
size_t list_table_column(const struct list_table *table, const char *names);
size_t list_table_column_named(const struct list_table *table, struct slice name);
/* A cell of the row, trimmed; empty where there is none. */
struct slice list_table_cell(const struct list_table *table, size_t column);
/* The same by name: for what is asked once. */
struct slice list_table_at(const struct list_table *table, const char *names);

/* Whether two names of columns are the same. */
bool list_column_equal(struct slice a, struct slice b);
/* "A, B, C ..." for sentences. */
void list_table_add_columns(const struct list_table *table, struct text *text);

/* Adds the cells of some columns that are filled, with something between them. */
void list_table_join(const struct list_table *table, const size_t *columns, size_t count,
                     const char *between, struct text *text);

/* What a list is called that does not name itself: its file's name without what follows the dot. */
struct slice list_table_name(const char *file, struct arena *arena);
/* Where the table broke off goes into the list's damage. */
void list_table_note(const struct list_table *table, const char *file, struct entity_list *list);
