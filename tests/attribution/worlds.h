/* worlds - files of data sets in a test's folder. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "../base/folders.h"

/* Writes FOLDER/path and makes the folders above it. */
static inline void world_file(const char *folder, const char *path, const char *content)
{
    struct text parent = {0};
    for (size_t i = 0; path[i]; i++) {
        if (path[i] == '/') {
            struct text whole = folder_path(folder, text_string(&parent));
            mkdir(text_string(&whole), 0700);
            text_done(&whole);
        }
        text_add_byte(&parent, (uint8_t)path[i]);
    }
    folder_write(folder, path, slice_from(content));
    text_done(&parent);
}
