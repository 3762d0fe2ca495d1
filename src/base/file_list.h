/* file_list - the files that paths, folders and patterns name.
 *
 * Folders are walked in the order of their names, byte by byte, so that the
 * same tree gives the same list on every machine. Each folder is entered once,
 * so symbolic links cannot loop or multiply. Files that are neither regular nor
 * named explicitly (sockets, devices) are left out. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "base/problem.h"

struct file_list_item {
    char *path;
    bool is_named;   /* by the caller, or by a pattern; else found in a folder */
    bool is_regular; /* size is known */
    uint64_t size;
    struct problem problem; /* why it cannot be read; empty when it is there */
};

struct file_list {
    struct file_list_item *items;
    size_t count, capacity;
};

struct file_list_limits {
    size_t files; /* the item behind the last one says that there were more */
    size_t depth; /* of folders in folders */
};

/* Adds what the path names: a file, "-" for standard input, a folder, or, when
 * there is no such file, the files that match it as a glob(7) pattern. What is
 * not there is added as an item with a problem. */
void file_list_add(struct file_list *list, const char *path, const struct file_list_limits *limits);
void file_list_done(struct file_list *list);
