/* notices - loads the notices that a command line names. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "base/problem.h"
#include "model/notice.h"

struct notices {
    struct notice **items;
    size_t count, capacity;
    size_t failed; /* files that could not be read as a notice */
};

/* Loads a file, or every file of a folder. What cannot be read is said on
 * standard error, counted, and the rest is loaded. format: a reader's name or
 * NULL. */
void notices_load(struct notices *notices, const char *path, const char *format);

/* The same, one notice at a time: `visit` sees each and it is freed, so that there may be
 * more than memory holds. Gives how many files could not be read. */
size_t notices_visit(const char *path, const char *format,
                     void (*visit)(void *context, const struct notice *notice), void *context);
void notices_done(struct notices *notices);
