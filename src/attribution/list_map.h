/* list_map - which column of a table is what: "name=Company,alias=AKA,country=Land".
 *
 * Entries are ROLE=COLUMN, parted by commas. A role may have several columns: name one after the
 * other, or join them with "+" ("name=First+Last"). Behind a column, brackets hold what parts
 * several values in one cell: "alias=AKA[;|]". A value in single quotes is fixed:
 * "authority='CH'". A column whose name has one of ,+[=' stands in double quotes. Without a
 * mapping, columns are known by their names. Owns its texts. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "attribution/list_table.h"

enum map_role {
    MAP_ID,
    MAP_KIND,
    MAP_NAME,
    MAP_FAMILY, /* the family name: part of a name when no name stands there */
    MAP_GIVEN,  /* likewise */
    MAP_ALIAS,
    MAP_WEAK_ALIAS,
    MAP_FORMER,
    MAP_BORN,
    MAP_BIRTH_PLACE,
    MAP_COUNTRY,
    MAP_ADDRESS,
    MAP_CITY,
    MAP_GENDER,
    MAP_TITLE,
    MAP_REMARK,
    MAP_AUTHORITY,
    MAP_BODY,
    MAP_PROGRAMME,
    MAP_REFERENCE,
    MAP_FROM,
    MAP_UNTIL,
    MAP_LINK,
    MAP_IDENTIFIER, /* of the kind that the entry says; its role is the kind's key */
    MAP_ROLES
};
/* "id", "name", "weak_alias" ... as a mapping writes it. */
const char *map_role_key(enum map_role role);

enum { MAP_JOINED = 4 };

struct map_entry {
    enum map_role role;
    enum identifier_kind identifier;
    struct slice fixed; /* else the columns */
    bool is_fixed;
    struct slice columns[MAP_JOINED]; /* by name */
    size_t column_count;
    struct slice separators; /* bytes that part values in a cell; empty: none do */
};

struct list_map {
    struct arena arena;
    struct map_entry *entries;
    size_t count, capacity;
};

/* Reads a mapping; false, with what is wrong, when it is none. Done with list_map_done(). */
bool list_map_parse(struct slice text, struct list_map *map, struct problem *problem);
void list_map_done(struct list_map *map);

/* How many cells of a row name columns that are known and that lists of names have (any table may
 * have a description), and whether one of them is a name; loosely: also by the words of it
 * ("object_name"). */
size_t list_map_roles(const struct csv_row *row, bool loosely, bool *has_name);
/* Makes a mapping of the columns that a table has, by their names. False when none of them can be
 * a name. */
bool list_map_guess(const struct list_table *table, struct list_map *map);
/* Adds the roles to a text, for help: "id, kind, name ...". */
void list_map_add_roles(struct text *text);
