/* uk_table - what the CSV files of the United Kingdom have in common: rows with the same number
 * are one designation, each with a name, an address ... of it. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "attribution/list_reader.h"

struct uk_table_format {
    const char *wanted;    /* columns that must be there, see list_table.h */
    const char *id, *kind; /* columns; several names parted by "/" */
    const char *name_type, *strength;
    const char *programme, *from;
    const char *reference; /* a column, or NULL */
    const char *body;      /* "FCDO" */
    const char *list_name;
};

bool uk_table_read(const struct uk_table_format *format, const struct list_file *file,
                   struct entity_list *list, struct problem *problem);
