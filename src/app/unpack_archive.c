/* SPDX-License-Identifier: MIT */
#include "app/unpack_archive.h"

#include "app/entry_name.h"
#include "base/memory.h"
#include "model/limits.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

enum { PIECE = 256 * 1024 };

/* Packages have a fixed day of 1985 on all their files. */
#define BELIEVABLE (INT64_C(946684800) * NS_PER_SECOND) /* 2000-01-01 */

/* One walk over the entries, of two: the first sees how well the names fit. */
struct walk {
    const struct unpack_request *request;
    struct archive *archive;
    struct text name;
    enum entry_fit best;      /* of all names so far; in the second walk, of the first */
    struct data_draft *draft; /* NULL in the first walk */
    struct instant newest;
    uint64_t entries, declared; /* bytes, of all that is in it */
    uint64_t most;
    uint8_t *piece;
    bool is_archive;
};

/* Readers are named one by one: the "all" of the library may start other programs. */
static struct archive *create(int file)
{
    struct archive *archive = archive_read_new();
    archive_read_support_filter_gzip(archive);
    archive_read_support_filter_bzip2(archive);
    archive_read_support_filter_xz(archive);
    archive_read_support_filter_zstd(archive);
    archive_read_support_filter_lz4(archive);
    archive_read_support_format_tar(archive);
    archive_read_support_format_zip(archive);
    if (lseek(file, 0, SEEK_SET) == 0 && archive_read_open_fd(archive, file, PIECE) == ARCHIVE_OK)
        return archive;
    archive_read_free(archive);
    return NULL;
}

static bool damaged(const struct walk *walk, struct problem *problem)
{
    const char *why = archive_error_string(walk->archive);
    return problem_set(problem, "the archive is damaged: %s", why ? why : "its end is missing");
}

static bool copy_content(struct walk *walk, const char *kept, struct problem *problem)
{
    if (!data_draft_file(walk->draft, kept, problem))
        return false;
    la_ssize_t got;
    while ((got = archive_read_data(walk->archive, walk->piece, PIECE)) > 0)
        if (!data_draft_write(walk->draft, slice_make(walk->piece, (size_t)got), problem))
            return false;
    return data_draft_end_file(walk->draft, problem) && (got == 0 || damaged(walk, problem));
}

static bool clean_name(struct walk *walk, struct archive_entry *entry, struct problem *problem)
{
    const char *name = archive_entry_pathname(entry);
    /* What the C locale cannot write is there as UTF-8. */
    if (!name)
        name = archive_entry_pathname_utf8(entry);
    return entry_name_clean(slice_from(name), &walk->name) ||
           problem_set(problem, "the archive holds a file with the unusable name '%s'",
                       name ? name : "");
}

/* The library passes over what is not wanted by unpacking it; a bomb is seen by what it
 * declares. */
static bool within_limits(struct walk *walk, struct archive_entry *entry, struct problem *problem)
{
    la_int64_t size = archive_entry_size(entry);
    if (walk->entries++ == LIMIT_DATA_ENTRIES)
        return problem_set(problem, "the archive has more than %d entries", LIMIT_DATA_ENTRIES);
    if (size < 0 || (uint64_t)size > walk->most - walk->declared)
        return problem_set(problem, "the archive unpacks to more than %llu MiB",
                           (unsigned long long)(walk->most >> 20));
    walk->declared += (uint64_t)size;
    return true;
}

static bool is_file(struct archive_entry *entry)
{
    return archive_entry_filetype(entry) == AE_IFREG && !archive_entry_hardlink(entry) &&
           !archive_entry_symlink(entry);
}

static bool visit(struct walk *walk, struct archive_entry *entry, struct problem *problem)
{
    const char *kept;
    if (!within_limits(walk, entry, problem))
        return false;
    if (!is_file(entry))
        return true;
    if (!clean_name(walk, entry, problem))
        return false;
    enum entry_fit fit = entry_name_fit(text_string(&walk->name), walk->request->wanted, &kept);
    if (!walk->draft && fit > walk->best)
        walk->best = fit;
    if (!walk->draft || fit == ENTRY_OTHER || fit < walk->best)
        return true;
    int64_t when = archive_entry_mtime(entry);
    if (when < INT64_MAX / NS_PER_SECOND && when * NS_PER_SECOND > walk->newest.ns)
        walk->newest.ns = when * NS_PER_SECOND;
    return copy_content(walk, kept, problem);
}

static bool walk_entries(struct walk *walk, struct problem *problem)
{
    struct archive_entry *entry;
    int status;
    while ((status = archive_read_next_header(walk->archive, &entry)) == ARCHIVE_OK ||
           status == ARCHIVE_WARN) {
        walk->is_archive = true;
        if (!visit(walk, entry, problem))
            return false;
    }
    if (status != ARCHIVE_EOF)
        return damaged(walk, problem);
    return true;
}

static bool walk_once(struct walk *walk, struct problem *problem)
{
    walk->entries = walk->declared = 0;
    walk->archive = create(walk->request->file);
    bool walked = walk->archive ? walk_entries(walk, problem)
                                : problem_set(problem, "it cannot be read as an archive");
    archive_read_free(walk->archive);
    return walked;
}

enum unpack_outcome unpack_archive(const struct unpack_request *request, struct data_draft *draft,
                                   struct instant *newest, struct problem *problem)
{
    struct walk walk = {.request = request, .most = draft->most, .piece = memory_create(PIECE, 1)};
    bool unpacked = walk_once(&walk, problem);
    if (unpacked) {
        walk.draft = draft;
        unpacked = walk_once(&walk, problem);
    }
    if (walk.newest.ns > BELIEVABLE)
        *newest = walk.newest;
    text_done(&walk.name);
    free(walk.piece);
    return !walk.is_archive ? UNPACK_NO_ARCHIVE : unpacked ? UNPACK_DONE : UNPACK_FAILED;
}
