/* SPDX-License-Identifier: MIT */
#include "base/packed_file.h"

#include "base/memory.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Packed bytes come in pieces of this size: small beside what they unpack to. */
enum { PIECE = 128 * 1024 };

struct packed_file {
    int descriptor;      /* -1: memory */
    struct slice memory; /* what is left of it */
    struct file_stamp stamp;
    struct unpack_limits limits;
    bool begun;            /* the first bytes have been looked at */
    bool at_end;           /* nothing is left to be taken */
    uint8_t *piece;        /* bytes taken and not yet given or unpacked ... */
    struct slice pending;  /* ... are these of it */
    struct unpack *unpack; /* NULL: plain */
    const char *packing;
    uint64_t taken;
    struct digest *digest; /* of a pipe */
    bool failed;
    struct problem problem; /* why, told once the bytes before it are given */
};

static struct file_stamp stamp_of(const struct stat *status)
{
    return (struct file_stamp){
        .device = status->st_dev,
        .inode = status->st_ino,
        .size = status->st_size,
        .changed = status->st_mtim,
        .is_regular = S_ISREG(status->st_mode),
    };
}

static struct packed_file *create(int descriptor, const struct unpack_limits *limits)
{
    struct packed_file *file = memory_create(1, sizeof *file);
    file->descriptor = descriptor;
    file->limits = *limits;
    return file;
}

struct packed_file *packed_file_over(struct slice bytes, const struct unpack_limits *limits)
{
    struct packed_file *file = create(-1, limits);
    file->memory = bytes;
    return file;
}

struct packed_file *packed_file_open(const char *path, const struct unpack_limits *limits,
                                     struct problem *problem)
{
    bool is_input = strcmp(path, "-") == 0;
    int descriptor = is_input ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    struct stat status;
    if (descriptor < 0 || fstat(descriptor, &status) != 0) {
        problem_set(problem, "cannot open '%s': %s", path, strerror(errno));
        if (descriptor > STDIN_FILENO)
            close(descriptor);
        return NULL;
    }
    struct packed_file *file = create(descriptor, limits);
    file->stamp = stamp_of(&status);
    /* Standard input may begin anywhere in a file and has no path to find it again. */
    if (is_input)
        file->stamp.is_regular = false;
    if (file->stamp.is_regular)
        posix_fadvise(descriptor, 0, 0, POSIX_FADV_SEQUENTIAL);
    else
        file->digest = digest_create();
    return file;
}

void packed_file_free(struct packed_file *file)
{
    if (!file)
        return;
    if (file->descriptor > STDIN_FILENO)
        close(file->descriptor);
    unpack_free(file->unpack);
    digest_free(file->digest);
    free(file->piece);
    free(file);
}

static size_t take_memory(struct packed_file *file, uint8_t *out, size_t room)
{
    struct slice part = slice_part(file->memory, 0, room);
    if (part.size > 0)
        memcpy(out, part.data, part.size);
    file->memory = slice_after(file->memory, part.size);
    return part.size;
}

/* Takes bytes as they are on disk; one read() at most. */
static bool take(struct packed_file *file, uint8_t *out, size_t room, size_t *got)
{
    ssize_t size = file->descriptor < 0 ? (ssize_t)take_memory(file, out, room)
                                        : read(file->descriptor, out, room);
    *got = size > 0 ? (size_t)size : 0;
    file->taken += *got;
    if (size == 0)
        file->at_end = true;
    if (file->digest)
        digest_add(file->digest, slice_make(out, *got));
    if (size >= 0)
        return true;
    file->failed = true;
    return problem_set(&file->problem, "%s", strerror(errno));
}

/* Takes enough to see whether it is packed, and how. */
static bool begin(struct packed_file *file)
{
    size_t size = 0, got;
    file->begun = true;
    file->piece = memory_create(PIECE, 1);
    while (size < UNPACK_FIRST && !file->at_end) {
        if (!take(file, file->piece + size, PIECE - size, &got))
            break;
        size += got;
    }
    file->pending = slice_make(file->piece, size);
    const struct unpacker *kind = unpack_recognise(file->pending);
    if (kind) {
        file->unpack = unpack_create(kind, &file->limits);
        file->packing = kind->name;
    }
    return true;
}

static size_t give_pending(struct packed_file *file, uint8_t *out, size_t room)
{
    struct slice part = slice_part(file->pending, 0, room);
    memcpy(out, part.data, part.size);
    file->pending = slice_after(file->pending, part.size);
    return part.size;
}

static bool read_plain(struct packed_file *file, uint8_t *out, size_t room, size_t *got)
{
    if (file->pending.size > 0) {
        *got = give_pending(file, out, room);
        return true;
    }
    if (file->at_end || file->failed)
        return !file->failed;
    return take(file, out, room, got);
}

static bool read_packed(struct packed_file *file, uint8_t *out, size_t room, size_t *got)
{
    while (!file->failed) {
        bool done = file->at_end && file->pending.size == 0;
        struct problem problem = {0};
        bool ok = unpack_some(file->unpack, &file->pending, file->at_end, out, room, got, &problem);
        if (!ok) {
            file->failed = true;
            file->problem = problem;
        }
        if (*got > 0)
            return true;
        if (ok && done)
            return true;
        size_t taken;
        if (ok && file->pending.size == 0 && !file->at_end &&
            take(file, file->piece, PIECE, &taken))
            file->pending = slice_make(file->piece, taken);
    }
    return false;
}

bool packed_file_read(struct packed_file *file, uint8_t *out, size_t room, size_t *got,
                      struct problem *problem)
{
    *got = 0;
    if (!file->begun)
        begin(file);
    bool ok = file->unpack ? read_packed(file, out, room, got) : read_plain(file, out, room, got);
    if (!ok && problem)
        *problem = file->problem;
    return ok;
}

const char *packed_file_packing(const struct packed_file *file)
{
    return file->packing;
}

uint64_t packed_file_taken(const struct packed_file *file)
{
    return file->taken;
}

const struct file_stamp *packed_file_stamp(const struct packed_file *file)
{
    return &file->stamp;
}

bool packed_file_digest(struct packed_file *file, uint8_t digest[SHA256_SIZE])
{
    if (!file->digest || !file->at_end)
        return false;
    digest_finish(file->digest, digest);
    file->digest = NULL;
    return true;
}

static bool same(const struct file_stamp *a, const struct file_stamp *b)
{
    return a->is_regular && b->is_regular && a->device == b->device && a->inode == b->inode &&
           a->size == b->size && a->changed.tv_sec == b->changed.tv_sec &&
           a->changed.tv_nsec == b->changed.tv_nsec;
}

static bool is_still(int descriptor, const struct file_stamp *stamp)
{
    struct stat status;
    if (fstat(descriptor, &status) != 0)
        return false;
    struct file_stamp now = stamp_of(&status);
    return same(&now, stamp);
}

bool file_digest(const char *path, const struct file_stamp *stamp, uint8_t digest[SHA256_SIZE],
                 struct problem *problem)
{
    int descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
    if (descriptor < 0)
        return problem_set(problem, "cannot read '%s' again for its digest: %s", path,
                           strerror(errno));
    uint8_t *piece = memory_create(PIECE, 1);
    struct digest *whole = digest_create();
    bool ok = is_still(descriptor, stamp);
    ssize_t got = 0;
    while (ok && (got = read(descriptor, piece, PIECE)) > 0)
        digest_add(whole, slice_make(piece, (size_t)got));
    ok = ok && got == 0 && is_still(descriptor, stamp);
    digest_finish(whole, digest);
    free(piece);
    close(descriptor);
    return ok ||
           problem_set(problem, "'%s' is not the file that was read: it has changed since", path);
}
