/* set_source - from where each set of an update is taken: its URL, or a file or folder. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "base/digest.h"
#include "base/problem.h"
#include "facts/data_set.h"

struct set_source {
    const struct data_set *set;
    const char *url; /* borrowed */
    char *path;      /* owned; NULL: the URL is fetched */
    uint8_t digest[SHA256_SIZE];
    bool has_digest; /* what comes must have this SHA-256 */
};

struct set_sources {
    struct set_source *items;
    size_t count, capacity;
};

/* Adds a set once, one that is kept in versions once for each path; NULL path: from its URL. */
void set_sources_add(struct set_sources *sources, const struct data_set *set, const char *path);
struct set_source *set_sources_find(const struct set_sources *sources, const char *set);
void set_sources_done(struct set_sources *sources);

/* Adds what a path holds. Of a list of sanctions that is a folder with folders that begin with a
 * date, each of these is a version. With one set named the path is that set, unless it is a folder
 * in which something is called as the set; a file is every set that is named. Without names, what
 * is called like a set, its repository, its file or its package is that set: the path itself,
 * or what is in it, two folders deep. False with a sentence when nothing is told. */
bool set_sources_add_path(struct set_sources *sources, const char *path,
                          const struct data_set *const *named, size_t named_count,
                          struct problem *problem);

/* Whether a file or folder of this name is likely the set. */
bool set_source_tells(const struct data_set *set, const char *name);
