/* list_load - files and folders become lists of sanctions, each with its date and digest.
 *
 * Files may be packed. In a folder, each file is a list or one version of one, but for formats
 * that say that the files of a folder are one list. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "attribution/list_reader.h"

struct list_choice {
    const char *format;         /* NULL: found by content */
    const struct list_map *map; /* NULL: by the names of columns */
    struct instant date;        /* unknown: from the content, the set.json beside it, or a date in
                                   the path: "2025-12" is its last day */
};

/* One sentence on a file that could not be read, or not to its end. */
typedef void list_complaint_fn(void *context, const char *sentence);
/* A list that was read: the callee's from now on, to be done with entity_list_done(). */
typedef void list_loaded_fn(void *context, struct entity_list *list);

struct list_load {
    const struct list_choice *choice; /* may be NULL */
    list_loaded_fn *loaded;
    list_complaint_fn *complain; /* may be NULL */
    void *context;
};

/* False where nothing was read of what the path names. */
bool list_load(const char *path, const struct list_load *load);

/* The last date that stands in a path, from its end: "2025-12-09", "20251209", or a month
 * alone, "2025-12", whose last day it is then. False when there is none. */
bool list_path_date(struct slice path, struct instant *date);
