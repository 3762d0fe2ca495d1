/* data_version - the versions of a set that is kept in dated folders (facts/data_set.h).
 *
 * A day has one version. Their number is bounded; where one must go it is the one that tells
 * least: whose neighbours are closest to one another. The oldest and the newest stay. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "app/data_store.h"
#include "facts/data_set.h"

struct data_version {
    struct instant day;
    char place[64]; /* below the data folder: "ofac-sdn/2025-12-24" */
    struct data_record record;
};

struct data_versions {
    struct data_version *items; /* the oldest first */
    size_t count, capacity;
};

/* Those that are there in whole. */
void data_versions_find(const char *path, const struct data_set *set,
                        struct data_versions *versions);
void data_versions_done(struct data_versions *versions);

/* How many versions are there; 0 of a set that has none. */
size_t data_versions_count(const char *path, const struct data_set *set);

/* The one in force on a day; NULL when all are younger. */
const struct data_version *data_versions_at(const struct data_versions *versions,
                                            struct instant day);
/* The one that came with this digest, the youngest if several did; NULL when none. */
struct data_version *data_versions_same(const struct data_versions *versions,
                                        const uint8_t digest[SHA256_SIZE]);

/* Adds "SET/2025-12-24". */
void data_version_place(const struct data_set *set, struct instant day, struct text *place);

/* Removes versions until no more than `most` are left. */
void data_versions_thin(struct data_store *store, const struct data_set *set, size_t most);

/* Reads the record of what is there of a set: of one in versions the newest's. False when it is
 * not there. `place` gets where below the data folder; may be NULL. */
bool data_version_current(const char *path, const struct data_set *set, struct data_record *record,
                          struct text *place);
