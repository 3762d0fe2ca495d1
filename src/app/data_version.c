/* SPDX-License-Identifier: MIT */
#include "app/data_version.h"

#include "base/memory.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char day_form[] = "2025-12-24";

void data_version_place(const struct data_set *set, struct instant day, struct text *place)
{
    text_print(place, "%s/", set->name);
    text_add_day(place, day);
}

static bool is_day(struct slice name, struct instant *day)
{
    return name.size == strlen(day_form) && instant_parse(name, day);
}

static void add_version(const char *path, const struct data_set *set, const char *name,
                        struct data_versions *versions)
{
    struct data_version version = {0};
    struct text place = {0};
    if (is_day(slice_from(name), &version.day)) {
        data_version_place(set, version.day, &place);
        if (place.size < sizeof version.place &&
            data_store_find(path, text_string(&place), &version.record)) {
            memcpy(version.place, place.data, place.size);
            versions->items = memory_grow(versions->items, &versions->capacity, versions->count + 1,
                                          sizeof *versions->items);
            versions->items[versions->count++] = version;
        }
    }
    text_done(&place);
}

static int by_day(const void *a, const void *b)
{
    const struct data_version *left = a, *right = b;
    return (left->day.ns > right->day.ns) - (left->day.ns < right->day.ns);
}

void data_versions_find(const char *path, const struct data_set *set,
                        struct data_versions *versions)
{
    *versions = (struct data_versions){0};
    struct text folder = {0};
    text_print(&folder, "%s/%s", path, set->name);
    DIR *opened = opendir(text_string(&folder));
    struct dirent *entry;
    while (opened && (entry = readdir(opened)))
        add_version(path, set, entry->d_name, versions);
    if (opened)
        closedir(opened);
    if (versions->count > 0)
        qsort(versions->items, versions->count, sizeof *versions->items, by_day);
    text_done(&folder);
}

void data_versions_done(struct data_versions *versions)
{
    for (size_t i = 0; i < versions->count; i++)
        data_record_done(&versions->items[i].record);
    free(versions->items);
    *versions = (struct data_versions){0};
}

size_t data_versions_count(const char *path, const struct data_set *set)
{
    struct data_versions versions = {0};
    if (data_set_is_dated(set))
        data_versions_find(path, set, &versions);
    size_t count = versions.count;
    data_versions_done(&versions);
    return count;
}

const struct data_version *data_versions_at(const struct data_versions *versions,
                                            struct instant day)
{
    const struct data_version *found = NULL;
    for (size_t i = 0; i < versions->count && versions->items[i].day.ns <= day.ns; i++)
        found = &versions->items[i];
    return found;
}

struct data_version *data_versions_same(const struct data_versions *versions,
                                        const uint8_t digest[SHA256_SIZE])
{
    for (size_t i = versions->count; i-- > 0;)
        if (memcmp(versions->items[i].record.sha256, digest, SHA256_SIZE) == 0)
            return &versions->items[i];
    return NULL;
}

static size_t find_least(const struct data_versions *versions)
{
    size_t least = 1;
    int64_t gap = INT64_MAX;
    for (size_t i = 1; i + 1 < versions->count; i++) {
        int64_t around = versions->items[i + 1].day.ns - versions->items[i - 1].day.ns;
        if (around < gap) {
            gap = around;
            least = i;
        }
    }
    return least;
}

/* Out of sight first, so that no reader, and no later run, finds a part of it. */
static void remove_version(struct data_store *store, const char *place)
{
    static const char aside[] = ".new-removed";
    data_store_remove(store->fd, aside);
    if (renameat(store->fd, place, store->fd, aside) == 0)
        data_store_remove(store->fd, aside);
}

void data_versions_thin(struct data_store *store, const struct data_set *set, size_t most)
{
    struct data_versions versions;
    data_versions_find(store->path, set, &versions);
    while (versions.count > most && versions.count > 2) {
        size_t least = find_least(&versions);
        remove_version(store, versions.items[least].place);
        data_record_done(&versions.items[least].record);
        versions.count--;
        memmove(&versions.items[least], &versions.items[least + 1],
                (versions.count - least) * sizeof *versions.items);
    }
    data_versions_done(&versions);
}

bool data_version_current(const char *path, const struct data_set *set, struct data_record *record,
                          struct text *place)
{
    if (!data_set_is_dated(set)) {
        if (place)
            text_put(place, set->name);
        return data_store_find(path, set->name, record);
    }
    struct data_versions versions;
    data_versions_find(path, set, &versions);
    bool found = versions.count > 0;
    if (found) {
        struct data_version *newest = &versions.items[versions.count - 1];
        *record = newest->record; /* its owner now is the caller */
        newest->record = (struct data_record){0};
        if (place)
            text_put(place, newest->place);
    }
    data_versions_done(&versions);
    return found;
}
