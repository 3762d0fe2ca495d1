/* list_reader - what every format of sanctions lists is: one const descriptor with two verbs.
 *
 * Readers are listed in src/attribution/meson.build, which compiles, registers and fuzzes
 * them. As with notices the format is found by content: the surest reader wins. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "base/problem.h"
#include "model/entity.h"

struct list_file {
    const char *name; /* without its folder */
    struct slice content;
};

/* Which column of a table is what; see list_map.h. NULL: by their names. */
struct list_map;

struct list_reader {
    const char *name;  /* for --format: "ofac_csv", "un_xml" */
    const char *title; /* for --help: "OFAC's SDN.CSV, ALT.CSV, ADD.CSV and SDN_COMMENTS.CSV" */
    bool joins_files;  /* the files of one folder are one list */
    /* 0 (none of mine) to 100 (certain), of one file. */
    int (*recognise)(struct slice content, const char *file_name);
    /* Reads files into an initialised list: its name, its date where the content says one, its
     * entities. What breaks off is kept up to there and told in list->damage. False, with one
     * sentence that names the file, when nothing could be read. */
    bool (*read)(const struct list_file *files, size_t count, const struct list_map *map,
                 struct entity_list *list, struct problem *problem);
};

/* All readers; ends with NULL. */
extern const struct list_reader *const list_readers[];

/* Finds the reader of a file; NULL when none takes it. format: a reader's name or NULL. */
const struct list_reader *list_reader_find(struct slice content, const char *file_name,
                                           const char *format);
