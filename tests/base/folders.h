/* folders - a folder of its own for a test, with files in it; gone afterwards. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "../test.h"

#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static inline int folder_setup(void **state)
{
    static const char name[] = "/tmp/stormcone-test-XXXXXX";
    char *folder = calloc(1, sizeof name);
    memcpy(folder, name, sizeof name);
    *state = mkdtemp(folder);
    return *state ? 0 : -1;
}

static inline int remove_one(const char *path, const struct stat *status, int type,
                             struct FTW *where)
{
    (void)status;
    (void)type;
    (void)where;
    return remove(path);
}

static inline int folder_teardown(void **state)
{
    nftw(*state, remove_one, 16, FTW_DEPTH | FTW_PHYS);
    free(*state);
    return 0;
}

/* FOLDER/name; the text is the caller's, to be done. */
static inline struct text folder_path(const char *folder, const char *name)
{
    struct text path = {0};
    text_print(&path, "%s/%s", folder, name);
    return path;
}

static inline void folder_write(const char *folder, const char *name, struct slice bytes)
{
    struct text path = folder_path(folder, name);
    int file = open(text_string(&path), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    assert_true(file >= 0);
    assert_int_equal(write(file, bytes.data, bytes.size), bytes.size);
    close(file);
    text_done(&path);
}

static inline void folder_make(const char *folder, const char *name)
{
    struct text path = folder_path(folder, name);
    assert_int_equal(mkdir(text_string(&path), 0700), 0);
    text_done(&path);
}

static inline void folder_link(const char *folder, const char *target, const char *name)
{
    struct text path = folder_path(folder, name);
    assert_int_equal(symlink(target, text_string(&path)), 0);
    text_done(&path);
}
