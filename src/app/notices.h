/* notices - loads the notices that a command line names. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "app/progress.h"
#include "model/notice.h"

struct notices {
    struct notice **items;
    size_t count, capacity;
    size_t failed; /* files that could not be read as a notice */
};

/* How they are read. */
struct notice_reading {
    const char *format;        /* a reader's name; NULL: found by content */
    struct progress *progress; /* told of each file; NULL: nobody is */
};

/* Loads a file, or every file of a folder. What cannot be read is said on
 * standard error, counted, and the rest is loaded. */
void notices_load(struct notices *notices, const char *path, const struct notice_reading *reading);

/* The same, one notice at a time: `visit` sees each and it is freed, so that there may be
 * more than memory holds. Gives how many files could not be read. */
size_t notices_visit(const char *path, const struct notice_reading *reading,
                     void (*visit)(void *context, const struct notice *notice), void *context);
/* The lists of families of the data folder's sets likewise, without those that say what a thing
 * is (sinkholes, parking pages ...) and are no notices. */
void notices_visit_families(const char *data, struct progress *progress,
                            void (*visit)(void *context, const struct notice *notice),
                            void *context);
void notices_done(struct notices *notices);
