/* SPDX-License-Identifier: MIT */
#include "base/file.h"

#include "base/memory.h"
#include "base/packed_file.h"

#include <stdlib.h>
#include <sys/stat.h>

bool file_is_folder(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

bool file_read(const char *path, const struct unpack_limits *limits, struct text *content,
               struct problem *problem)
{
    enum { PIECE = 256 * 1024 };
    struct packed_file *file = packed_file_open(path, limits, problem);
    if (!file)
        return false;
    uint8_t *piece = memory_create(PIECE, 1);
    size_t got = 0;
    bool read;
    while ((read = packed_file_read(file, piece, PIECE, &got, problem)) && got > 0 &&
           content->size <= limits->bytes)
        text_add(content, slice_make(piece, got));
    free(piece);
    packed_file_free(file);
    if (!read)
        return problem_add(problem, "cannot read '%s'", path);
    if (content->size > limits->bytes)
        return problem_set(problem, "cannot read '%s': it holds more than %llu bytes", path,
                           (unsigned long long)limits->bytes);
    return true;
}
