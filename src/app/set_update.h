/* set_update - brings one set up to date, or leaves it as it was and says why.
 *
 * What comes is unpacked into a draft; the old data goes only when the new is whole: the
 * digest is the one that was asked for, the archive reads to its end, something in it has
 * the set's format, and it did not shrink to less than half. A list of sanctions is read whole,
 * and goes beside its older versions. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "app/data_store.h"
#include "app/set_source.h"

enum set_outcome {
    SET_NEW,
    SET_REPLACED,
    SET_ADDED, /* a version beside others */
    SET_UNCHANGED,
    SET_FAILED, /* with a sentence; what was there is there */
};

struct set_options {
    bool force;         /* takes what shrank */
    struct instant day; /* of lists that do not say theirs; unknown: what path or server tell */
    unsigned patience;
    const char *authorities;
    struct instant now;
    /* See fetch.h; false ends it. Also asked while an archive is read. */
    bool (*progress)(void *context, uint64_t done, uint64_t total);
    void *context;
};

/* record gets what is there afterwards, empty when nothing is; it is the caller's, to be done. */
enum set_outcome set_update(struct data_store *store, const struct set_source *source,
                            const struct set_options *options, struct data_record *record,
                            struct problem *problem);
