/* unpack_archive - the files of an archive that a set wants, written into a draft (libarchive).
 *
 * tar, plain or packed with gzip, bzip2, xz, zstd or lz4, and zip, known by content. Only
 * regular files are taken: links, devices and owners are not. An archive that names a file
 * outside of its folder is refused as a whole. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "app/data_draft.h"

enum unpack_outcome {
    UNPACK_DONE,
    UNPACK_NO_ARCHIVE, /* the file is something else */
    UNPACK_FAILED,     /* with a sentence */
};

struct unpack_request {
    int file; /* a regular file; is read from its start, twice */
    const char *wanted;
};

/* newest: the youngest time of a file that was taken, where it is believable. */
enum unpack_outcome unpack_archive(const struct unpack_request *request, struct data_draft *draft,
                                   struct instant *newest, struct problem *problem);
