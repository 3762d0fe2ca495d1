/* data_store - the folder in which the public data sets lie; only `stormcone update` writes it.
 *
 * Each set is a folder in it (facts/data_set.h). Whoever writes holds the store open,
 * and one process can at a time. What an earlier run left behind when it was killed is
 * put right at the next opening. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "app/data_record.h"

/* Where the sets are: what --data gives, else $STORMCONE_DATA, else stormcone in
 * $XDG_DATA_HOME, else in ~/.local/share. Lives in the text; NULL when the
 * environment does not even tell a home. The folder need not exist. */
const char *data_folder(const char *given, struct text *path);

struct data_store {
    const char *path;
    int fd, lock;
};

/* Makes the folder where it is missing. The path must outlive the store. False with a
 * sentence, and nothing to close, when it cannot be written or another update has it. */
bool data_store_open(struct data_store *store, const char *path, struct problem *problem);
void data_store_close(struct data_store *store);

/* Reads the record of a set, or of a version of one ("ofac-sdn/2025-12-24"); false when it is not
 * there in whole: as many files as it says. */
bool data_store_find(const char *path, const char *set, struct data_record *record);
/* Writes the record of a set anew. */
bool data_store_note(struct data_store *store, const char *set, const struct data_record *record,
                     struct problem *problem);
/* A file without a name in the folder's file system, to fetch into; gone when it is
 * closed. -1 with a sentence when there is no room for one. */
int data_store_scratch(struct data_store *store, struct problem *problem);

/* Writes set.json into an open folder: beside the sets, synced, renamed. */
bool data_store_write_record(struct data_store *store, int folder, const char *set,
                             const struct data_record *record, struct problem *problem);
/* Removes a file, or a folder with all that is in it. */
void data_store_remove(int folder, const char *name);
/* The files in a folder and the folders in it. */
uint64_t data_store_count_files(const char *path);
