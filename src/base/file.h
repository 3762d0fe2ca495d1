/* file - a whole file in memory, unpacked where it is packed. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "base/text.h"
#include "base/unpack.h"

/* Whether a folder, or a link to one, is there. */
bool file_is_folder(const char *path);

/* Adds all of a file ("-": standard input) to a text. False with a sentence that
 * names the file when it cannot be read or gives more bytes than limits->bytes. */
bool file_read(const char *path, const struct unpack_limits *limits, struct text *content,
               struct problem *problem);
