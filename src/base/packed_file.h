/* packed_file - the plain bytes of a file, a pipe or memory, unpacked while they are read.
 *
 * Plain files are read straight into the caller's buffer. Whether bytes are
 * packed, and how, is seen in the first bytes. A read gives what is there: on a
 * pipe less than the room, so that a live sender is not waited for. A read that
 * a signal interrupts fails; install handlers with SA_RESTART where that is not
 * wanted. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "base/digest.h"
#include "base/unpack.h"

#include <sys/stat.h>

/* What a regular file was when it was opened: enough to see that it changed. */
struct file_stamp {
    dev_t device;
    ino_t inode;
    off_t size;
    struct timespec changed;
    bool is_regular; /* false: a pipe or memory, which cannot be read again */
};

struct packed_file;

/* Opens a path, or standard input for "-". NULL with a problem, which names the path. */
struct packed_file *packed_file_open(const char *path, const struct unpack_limits *limits,
                                     struct problem *problem);
/* Reads bytes in memory, which must outlive the file, as if they were a pipe. */
struct packed_file *packed_file_over(struct slice bytes, const struct unpack_limits *limits);
void packed_file_free(struct packed_file *file);

/* Reads up to room (more than 0) plain bytes. *got is 0 at the end alone. False
 * with a problem, without the path in it, when reading or unpacking fails; what
 * came before the damage has been given by then. */
bool packed_file_read(struct packed_file *file, uint8_t *out, size_t room, size_t *got,
                      struct problem *problem);

/* "gzip" and so on, or NULL; known after the first read. */
const char *packed_file_packing(const struct packed_file *file);
/* Bytes taken so far, as they are on disk. */
uint64_t packed_file_taken(const struct packed_file *file);
const struct file_stamp *packed_file_stamp(const struct packed_file *file);

/* The digest of all bytes of a pipe, as they came; once, at its end. False when
 * it is no pipe or was not read to its end. */
bool packed_file_digest(struct packed_file *file, uint8_t digest[SHA256_SIZE]);

/* The digest of a regular file as it is on disk. False with a problem, which
 * names the path, when it is gone or is not what the stamp says. */
bool file_digest(const char *path, const struct file_stamp *stamp, uint8_t digest[SHA256_SIZE],
                 struct problem *problem);
