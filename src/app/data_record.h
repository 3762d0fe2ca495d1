/* data_record - what a set's "set.json" says: what was fetched, when and from where.
 *
 * The form is documented in facts/data_set.h. A zeroed record is valid and empty; what
 * was read into it lives in its arena until data_record_done(). */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "base/arena.h"
#include "base/digest.h"
#include "base/instant.h"
#include "base/json_write.h"
#include "base/problem.h"

struct data_record {
    struct slice url; /* or the path that it was taken from */
    struct slice etag, last_modified;
    struct instant retrieved, checked, published;
    uint8_t sha256[SHA256_SIZE];
    uint64_t bytes, files, stored;
    uint64_t entities; /* of a list of sanctions */
    struct arena arena;
};

/* Reads the record in a set's folder. False where there is none that can be read. */
bool data_record_read(const char *folder, struct data_record *record);
void data_record_done(struct data_record *record);

/* Reads 64 hexadecimal digits. */
bool data_record_read_digest(struct slice text, uint8_t digest[SHA256_SIZE]);

/* Adds the members of the object, without its brackets. */
void data_record_tell(const struct data_record *record, struct json_writer *json);
