/* SPDX-License-Identifier: MIT */
#include "base/file_list.h"

#include "base/memory.h"
#include "base/text.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <glob.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct folder {
    dev_t device;
    ino_t inode;
};

struct walk {
    struct file_list *list;
    const struct file_list_limits *limits;
    struct folder *entered;
    size_t entered_count, entered_capacity;
};

static struct file_list_item *add(struct file_list *list, const char *path)
{
    list->items = memory_grow(list->items, &list->capacity, list->count + 1, sizeof *list->items);
    struct file_list_item *item = &list->items[list->count++];
    *item = (struct file_list_item){.path = memory_keep(slice_from(path))};
    return item;
}

static bool is_full(const struct walk *walk)
{
    return walk->list->count > walk->limits->files;
}

/* Adds an item unless the list is full; the one that does not fit says so. */
static struct file_list_item *add_within(struct walk *walk, const char *path)
{
    if (is_full(walk))
        return NULL;
    bool last = walk->list->count == walk->limits->files;
    struct file_list_item *item = add(walk->list, path);
    if (last)
        problem_set(&item->problem, "'%s' and what follows it is left out: more than %zu files",
                    path, walk->limits->files);
    return last ? NULL : item;
}

static void add_problem(struct walk *walk, const char *path, const char *why)
{
    struct file_list_item *item = add_within(walk, path);
    if (item)
        problem_set(&item->problem, "cannot open '%s': %s", path, why);
}

static bool enter(struct walk *walk, const struct stat *status)
{
    for (size_t i = 0; i < walk->entered_count; i++)
        if (walk->entered[i].device == status->st_dev && walk->entered[i].inode == status->st_ino)
            return false;
    walk->entered = memory_grow(walk->entered, &walk->entered_capacity, walk->entered_count + 1,
                                sizeof *walk->entered);
    walk->entered[walk->entered_count++] =
        (struct folder){.device = status->st_dev, .inode = status->st_ino};
    return true;
}

struct names {
    char **items;
    size_t count, capacity;
};

static int by_bytes(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* The names in a folder, sorted; false when it cannot be read. */
static bool list_folder(const char *path, struct names *names)
{
    DIR *folder = opendir(path);
    if (!folder)
        return false;
    struct dirent *entry;
    while ((entry = readdir(folder))) {
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
            continue;
        names->items =
            memory_grow(names->items, &names->capacity, names->count + 1, sizeof *names->items);
        names->items[names->count++] = memory_keep(slice_from(entry->d_name));
    }
    closedir(folder);
    if (names->count > 0)
        qsort(names->items, names->count, sizeof *names->items, by_bytes);
    return true;
}

static void walk_path(struct walk *walk, const char *path, bool is_named, size_t depth);

static void walk_folder(struct walk *walk, const char *path, size_t depth)
{
    struct names names = {0};
    if (depth > walk->limits->depth) {
        add_problem(walk, path, "too many folders in folders");
        return;
    }
    if (!list_folder(path, &names)) {
        add_problem(walk, path, strerror(errno));
        return;
    }
    bool slash = slice_ends_with(slice_from(path), "/");
    for (size_t i = 0; i < names.count; i++) {
        struct text inner = {0};
        text_print(&inner, "%s%s%s", path, slash ? "" : "/", names.items[i]);
        if (!is_full(walk))
            walk_path(walk, text_string(&inner), false, depth + 1);
        text_done(&inner);
        free(names.items[i]);
    }
    free(names.items);
}

static void walk_path(struct walk *walk, const char *path, bool is_named, size_t depth)
{
    struct stat status;
    if (stat(path, &status) != 0) {
        add_problem(walk, path, strerror(errno));
        return;
    }
    if (S_ISDIR(status.st_mode)) {
        if (enter(walk, &status))
            walk_folder(walk, path, depth);
        return;
    }
    if (!S_ISREG(status.st_mode) && !is_named)
        return;
    struct file_list_item *item = add_within(walk, path);
    if (!item)
        return;
    item->is_named = is_named;
    item->is_regular = S_ISREG(status.st_mode);
    item->size = item->is_regular ? (uint64_t)status.st_size : 0;
}

static bool is_pattern(const char *path)
{
    return strpbrk(path, "*?[") != NULL;
}

static void walk_pattern(struct walk *walk, const char *pattern)
{
    glob_t found = {0};
    /* glob() would sort as the locale does; the same list everywhere is worth more. */
    if (glob(pattern, GLOB_NOSORT, NULL, &found) != 0 || found.gl_pathc == 0) {
        add_problem(walk, pattern, "no such file, and none that matches it as a pattern");
    } else {
        qsort(found.gl_pathv, found.gl_pathc, sizeof *found.gl_pathv, by_bytes);
        for (size_t i = 0; i < found.gl_pathc; i++)
            walk_path(walk, found.gl_pathv[i], true, 0);
    }
    globfree(&found);
}

void file_list_add(struct file_list *list, const char *path, const struct file_list_limits *limits)
{
    struct walk walk = {.list = list, .limits = limits};
    struct stat status;
    if (strcmp(path, "-") == 0) {
        struct file_list_item *item = add_within(&walk, path);
        if (item)
            item->is_named = true;
    } else if (is_pattern(path) && stat(path, &status) != 0 && errno == ENOENT) {
        walk_pattern(&walk, path);
    } else {
        size_t before = list->count;
        walk_path(&walk, path, true, 0);
        if (list->count == before)
            add_problem(&walk, path, "there is no file in this folder");
    }
    free(walk.entered);
}

void file_list_done(struct file_list *list)
{
    for (size_t i = 0; i < list->count; i++)
        free(list->items[i].path);
    free(list->items);
    *list = (struct file_list){0};
}
