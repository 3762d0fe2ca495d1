/* screen_lists - the lists of sanctions that a command line names, or that 'stormcone update'
 * keeps, with what was in them. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "app/command.h"
#include "attribution/list_map.h"
#include "attribution/sanctions.h"
#include "report/screening_report.h"

struct screen_lists {
    struct sanctions *sanctions;
    struct list_told *told; /* of sanctions_list_at(), in its order */
    struct lists_told all;
    size_t complaints; /* files that could not be read, or not to their end */
    size_t counted, capacity;
    struct list_count *counts; /* as they were read */
};

/* Paths of --list, or of the sets in the data folder: of each the newest version, with --at all of
 * them. They borrow from the settings and from the arena. */
size_t screen_lists_paths(const struct settings *settings, const char *folder, struct arena *arena,
                          const char ***paths);
/* Reads them; what cannot be read is said on standard error. False when there is no list then. */
bool screen_lists_load(struct screen_lists *lists, const char *const *paths, size_t count,
                       const struct list_choice *choice);
void screen_lists_done(struct screen_lists *lists);
