/* data_draft - the new folder of a set while it is written, out of sight of all readers.
 *
 * It lies in the store as ".new-PID/NAME". Publishing puts it in the place of the old folder,
 * or of a set in versions beside the others ("NAME/2025-12-24"),
 * in one step (renameat2 with RENAME_EXCHANGE), so that a reader, and a crash at any moment,
 * finds the old files or the new ones. Files and bytes are bounded by model/limits.h. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "app/data_store.h"

struct data_draft {
    struct data_store *store;
    const char *set;
    struct text parent; /* ".new-PID" */
    struct text place;  /* where it goes: the set's name, unless the caller puts a version's */
    int fd, file;       /* the new folder; the file that is being written, or -1 */
    uint64_t files, bytes;
    uint64_t most; /* bytes that it takes: LIMIT_DATA_STORED, unless a test wants fewer */
};

/* False with a sentence, and nothing to drop, when the folder cannot be made. */
bool data_draft_begin(struct data_draft *draft, struct data_store *store, const char *set,
                      struct problem *problem);
/* One file: begun under a clean name (see entry_name.h), written, ended. Two files of one
 * name are refused. */
bool data_draft_file(struct data_draft *draft, const char *name, struct problem *problem);
bool data_draft_write(struct data_draft *draft, struct slice bytes, struct problem *problem);
bool data_draft_end_file(struct data_draft *draft, struct problem *problem);

/* Writes set.json, then all to the disk, then takes the old folder's place. */
bool data_draft_publish(struct data_draft *draft, const struct data_record *record,
                        struct problem *problem);
/* Ends the draft, published or not, and removes what is in it. */
void data_draft_drop(struct data_draft *draft);
