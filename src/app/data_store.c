/* SPDX-License-Identifier: MIT */
#include "app/data_store.h"

#include "base/file_list.h"
#include "facts/data_set.h"
#include "model/limits.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

const char *data_folder(const char *given, struct text *path)
{
    const char *own = given ? given : getenv("STORMCONE_DATA");
    const char *data = getenv("XDG_DATA_HOME"), *home = getenv("HOME");
    text_clear(path);
    /* The base directory specification ignores a path that is not absolute. */
    if (own && own[0] != '\0')
        text_put(path, own);
    else if (data && data[0] == '/')
        text_print(path, "%s/stormcone", data);
    else if (home && home[0] != '\0')
        text_print(path, "%s/.local/share/stormcone", home);
    else
        return NULL;
    return text_string(path);
}

static bool make_folders(const char *path, struct problem *problem)
{
    struct text part = {0};
    bool made = true;
    for (const char *end = path; made && end; end = end[0] != '\0' ? strchr(end + 1, '/') : NULL) {
        if (end == path)
            continue;
        text_clear(&part);
        text_add(&part, slice_make(path, (size_t)(end - path)));
        made = mkdir(text_string(&part), 0777) == 0 || errno == EEXIST;
    }
    if (made && mkdir(path, 0777) != 0 && errno != EEXIST)
        made = false;
    if (!made)
        problem_set(problem, "cannot make the data folder '%s': %s", path, strerror(errno));
    text_done(&part);
    return made;
}

/* Between the two renames of a replacement (see data_draft.c) "NAME" lies in ".NAME.old". */
static void bring_back_in(int folder, bool (*is_ours)(struct slice name))
{
    static const char ending[] = ".old";
    DIR *opened = fdopendir(openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    struct dirent *entry;
    struct text name = {0};
    while (opened && (entry = readdir(opened))) {
        struct slice old = slice_from(entry->d_name);
        if (!slice_starts_with(old, ".") || !slice_ends_with(old, ending))
            continue;
        text_clear(&name);
        text_add(&name, slice_part(old, 1, old.size - strlen(ending)));
        if (!is_ours(text_slice(&name)))
            continue;
        if (faccessat(folder, text_string(&name), F_OK, AT_SYMLINK_NOFOLLOW) == 0)
            data_store_remove(folder, entry->d_name);
        else
            renameat(folder, entry->d_name, folder, text_string(&name));
    }
    if (opened)
        closedir(opened);
    text_done(&name);
}

static bool is_set(struct slice name)
{
    return data_set_find(name) != NULL;
}

static bool is_day(struct slice name)
{
    struct instant day;
    return instant_parse(name, &day);
}

static void bring_back(struct data_store *store)
{
    bring_back_in(store->fd, is_set);
    for (const struct data_set *set = data_sets; set->name; set++) {
        int folder =
            data_set_is_dated(set)
                ? openat(store->fd, set->name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
                : -1;
        if (folder < 0)
            continue;
        bring_back_in(folder, is_day);
        close(folder);
    }
}

static void remove_drafts(struct data_store *store)
{
    DIR *folder = fdopendir(openat(store->fd, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!folder)
        return;
    struct dirent *entry;
    while ((entry = readdir(folder)))
        if (slice_starts_with(slice_from(entry->d_name), ".new-"))
            data_store_remove(store->fd, entry->d_name);
    closedir(folder);
}

bool data_store_open(struct data_store *store, const char *path, struct problem *problem)
{
    *store = (struct data_store){.path = path, .fd = -1, .lock = -1};
    if (!make_folders(path, problem))
        return false;
    store->fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (store->fd >= 0)
        store->lock = openat(store->fd, ".lock", O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (store->lock < 0)
        problem_set(problem, "cannot write in the data folder '%s': %s", path, strerror(errno));
    else if (flock(store->lock, LOCK_EX | LOCK_NB) != 0)
        problem_set(problem, "another update is at work in '%s'; try again when it has ended",
                    path);
    else {
        bring_back(store);
        remove_drafts(store);
        return true;
    }
    data_store_close(store);
    return false;
}

void data_store_close(struct data_store *store)
{
    if (store->lock >= 0)
        close(store->lock);
    if (store->fd >= 0)
        close(store->fd);
    store->lock = store->fd = -1;
}

bool data_store_find(const char *path, const char *set, struct data_record *record)
{
    struct text folder = {0};
    text_print(&folder, "%s/%s", path, set);
    bool found = data_record_read(text_string(&folder), record);
    /* The record itself is one file more. */
    if (found && data_store_count_files(text_string(&folder)) != record->files + 1) {
        data_record_done(record);
        found = false;
    }
    text_done(&folder);
    return found;
}

bool data_store_note(struct data_store *store, const char *set, const struct data_record *record,
                     struct problem *problem)
{
    int folder = openat(store->fd, set, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder < 0)
        return problem_set(problem, "cannot write in '%s/%s': %s", store->path, set,
                           strerror(errno));
    bool written = data_store_write_record(store, folder, set, record, problem);
    close(folder);
    return written;
}

int data_store_scratch(struct data_store *store, struct problem *problem)
{
    int file = openat(store->fd, ".", O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    if (file < 0) {
        /* Not every file system has files without a name. */
        file = openat(store->fd, ".new-file", O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
        unlinkat(store->fd, ".new-file", 0);
    }
    if (file < 0)
        problem_set(problem, "cannot write in '%s': %s", store->path, strerror(errno));
    return file;
}

static bool write_whole(int file, struct slice bytes)
{
    while (bytes.size > 0) {
        ssize_t written = write(file, bytes.data, bytes.size);
        if (written < 0 && errno != EINTR)
            return false;
        bytes = slice_after(bytes, written > 0 ? (size_t)written : 0);
    }
    return true;
}

static void add_record(struct text *content, const char *set, const struct data_record *record)
{
    struct slice place = slice_from(set), name = slice_split(&place, '/');
    const struct data_set *row = data_set_find(name);
    struct json_writer json = json_write_into(content);
    json_write_open(&json, NULL, '{');
    json_write_slice(&json, "name", name);
    json_write_string(&json, "licence", row ? row->licence : "unknown");
    data_record_tell(record, &json);
    json_write_close(&json, '}');
    text_put(content, "\n");
}

bool data_store_write_record(struct data_store *store, int folder, const char *set,
                             const struct data_record *record, struct problem *problem)
{
    static const char new_name[] = ".new-set.json"; /* as the drafts: gone at the next opening */
    struct text content = {0};
    add_record(&content, set, record);
    int file =
        openat(store->fd, new_name, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0666);
    bool written = file >= 0 && write_whole(file, text_slice(&content)) && fsync(file) == 0 &&
                   renameat(store->fd, new_name, folder, "set.json") == 0;
    if (!written)
        problem_set(problem, "cannot write the record of '%s': %s", set, strerror(errno));
    if (file >= 0)
        close(file);
    if (!written)
        unlinkat(store->fd, new_name, 0);
    text_done(&content);
    return written;
}

void data_store_remove(int folder, const char *name)
{
    if (unlinkat(folder, name, 0) == 0 || errno != EISDIR)
        return;
    DIR *inner = fdopendir(openat(folder, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
    if (!inner)
        return;
    struct dirent *entry;
    while ((entry = readdir(inner)))
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
            data_store_remove(dirfd(inner), entry->d_name);
    closedir(inner);
    unlinkat(folder, name, AT_REMOVEDIR);
}

uint64_t data_store_count_files(const char *path)
{
    static const struct file_list_limits limits = {LIMIT_DATA_FILES, LIMIT_DIRECTORY_DEPTH};
    struct file_list list = {0};
    file_list_add(&list, path, &limits);
    uint64_t count = 0;
    for (size_t i = 0; i < list.count; i++)
        count += list.items[i].is_regular;
    file_list_done(&list);
    return count;
}
