/* SPDX-License-Identifier: MIT */
#include "app/data_draft.h"

#include "model/limits.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool cannot_write(const struct data_draft *draft, struct problem *problem)
{
    return problem_set(problem, "cannot write in '%s': %s", draft->store->path, strerror(errno));
}

bool data_draft_begin(struct data_draft *draft, struct data_store *store, const char *set,
                      struct problem *problem)
{
    *draft = (struct data_draft){
        .store = store, .set = set, .fd = -1, .file = -1, .most = LIMIT_DATA_STORED};
    text_print(&draft->parent, ".new-%ld", (long)getpid());
    text_put(&draft->place, set);
    const char *parent = text_string(&draft->parent);
    data_store_remove(store->fd, parent);
    if (mkdirat(store->fd, parent, 0777) == 0) {
        struct text path = {0};
        text_print(&path, "%s/%s", parent, set);
        if (mkdirat(store->fd, text_string(&path), 0777) == 0)
            draft->fd = openat(store->fd, text_string(&path), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
        text_done(&path);
    }
    if (draft->fd >= 0)
        return true;
    cannot_write(draft, problem);
    data_draft_drop(draft);
    return false;
}

/* Nothing but this draft writes here and it makes no links, so paths stay inside. */
static bool make_folders(const struct data_draft *draft, const char *name)
{
    bool made = true;
    struct text part = {0};
    for (const char *slash = strchr(name, '/'); made && slash; slash = strchr(slash + 1, '/')) {
        text_clear(&part);
        text_add(&part, slice_make(name, (size_t)(slash - name)));
        made = mkdirat(draft->fd, text_string(&part), 0777) == 0 || errno == EEXIST;
    }
    text_done(&part);
    return made;
}

bool data_draft_file(struct data_draft *draft, const char *name, struct problem *problem)
{
    if (draft->files == LIMIT_DATA_FILES)
        return problem_set(problem, "it has more than %d files", LIMIT_DATA_FILES);
    if (make_folders(draft, name))
        draft->file = openat(draft->fd, name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (draft->file < 0 && errno == EEXIST)
        return problem_set(problem, "it has two files '%s'", name);
    if (draft->file < 0)
        return cannot_write(draft, problem);
    draft->files++;
    return true;
}

bool data_draft_write(struct data_draft *draft, struct slice bytes, struct problem *problem)
{
    if (bytes.size > draft->most - draft->bytes)
        return problem_set(problem, "it unpacks to more than %llu MiB",
                           (unsigned long long)(draft->most >> 20));
    draft->bytes += bytes.size;
    while (bytes.size > 0) {
        ssize_t written = write(draft->file, bytes.data, bytes.size);
        if (written < 0 && errno != EINTR)
            return cannot_write(draft, problem);
        bytes = slice_after(bytes, written > 0 ? (size_t)written : 0);
    }
    return true;
}

bool data_draft_end_file(struct data_draft *draft, struct problem *problem)
{
    int file = draft->file;
    draft->file = -1;
    /* A file system across a network may say only now that it is full. */
    return close(file) == 0 || cannot_write(draft, problem);
}

/* A first version needs its set's folder. */
static bool put_first(int store, const char *new_folder, const char *set, const char *place)
{
    if (strcmp(set, place) != 0 && mkdirat(store, set, 0777) != 0 && errno != EEXIST)
        return false;
    return renameat(store, new_folder, store, place) == 0;
}

/* "ofac-sdn/.2025-12-24.old" */
static void name_aside(const char *place, struct text *aside)
{
    struct slice whole = slice_from(place);
    size_t slash = slice_find_last_byte(whole, '/'), begin = slash == SLICE_NOWHERE ? 0 : slash + 1;
    text_add(aside, slice_part(whole, 0, begin));
    text_print(aside, ".%s.old", place + begin);
}

/* A file system that cannot exchange: for a moment the set lies aside, from where the next
 * opening of the store brings it back. */
static bool replace_in_two(int store, const char *new_folder, const char *place)
{
    struct text aside = {0};
    name_aside(place, &aside);
    bool replaced = renameat(store, place, store, text_string(&aside)) == 0;
    if (replaced && renameat(store, new_folder, store, place) != 0) {
        int why = errno;
        renameat(store, text_string(&aside), store, place);
        errno = why;
        replaced = false;
    }
    if (replaced)
        data_store_remove(store, text_string(&aside));
    text_done(&aside);
    return replaced;
}

static bool exchange(struct data_draft *draft, const char *new_folder)
{
    int store = draft->store->fd;
    const char *place = text_string(&draft->place);
    if (renameat2(store, new_folder, store, place, RENAME_EXCHANGE) == 0)
        return true;
    if (errno == ENOENT)
        return put_first(store, new_folder, draft->set, place);
    if (errno != EINVAL && errno != ENOSYS)
        return false;
    return faccessat(store, place, F_OK, AT_SYMLINK_NOFOLLOW) == 0
               ? replace_in_two(store, new_folder, place)
               : put_first(store, new_folder, draft->set, place);
}

bool data_draft_publish(struct data_draft *draft, const struct data_record *record,
                        struct problem *problem)
{
    if (!data_store_write_record(draft->store, draft->fd, draft->set, record, problem))
        return false;
    struct text folder = {0};
    text_print(&folder, "%s/%s", text_string(&draft->parent), draft->set);
    /* One call for thousands of files; it tells what could not be written. */
    bool published = syncfs(draft->fd) == 0 && exchange(draft, text_string(&folder)) &&
                     fsync(draft->store->fd) == 0;
    text_done(&folder);
    return published || cannot_write(draft, problem);
}

void data_draft_drop(struct data_draft *draft)
{
    if (draft->file >= 0)
        close(draft->file);
    if (draft->fd >= 0)
        close(draft->fd);
    if (draft->store)
        data_store_remove(draft->store->fd, text_string(&draft->parent));
    text_done(&draft->parent);
    text_done(&draft->place);
    *draft = (struct data_draft){.fd = -1, .file = -1};
}
