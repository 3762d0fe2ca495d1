/* replay - runs a fuzz harness over the files of a folder, so that ordinary tests
 * hold what fuzzing found. Without a folder it runs the empty input alone. */
/* SPDX-License-Identifier: MIT */
#include "base/memory.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int replay(const char *folder, const char *name)
{
    char path[4096];
    if (snprintf(path, sizeof path, "%s/%s", folder, name) >= (int)sizeof path)
        return 1;
    FILE *file = fopen(path, "rb");
    if (!file)
        return 1;
    uint8_t *bytes = NULL;
    size_t size = 0, capacity = 0, got;
    do {
        bytes = memory_grow(bytes, &capacity, size + 65536, 1);
        got = fread(bytes + size, 1, 65536, file);
        size += got;
    } while (got > 0);
    fclose(file);
    /* A block of exactly this size, so that the address sanitizer sees its end. */
    uint8_t *exact = memory_create(size, 1);
    memcpy(exact, bytes, size);
    LLVMFuzzerTestOneInput(exact, size);
    free(exact);
    free(bytes);
    return 0;
}

int main(int count, char **arguments)
{
    int failed = 0, replayed = 0;
    LLVMFuzzerTestOneInput((const uint8_t *)"", 0);
    DIR *folder = count > 1 ? opendir(arguments[1]) : NULL;
    for (struct dirent *entry; folder && (entry = readdir(folder));) {
        if (entry->d_name[0] == '.')
            continue;
        failed += replay(arguments[1], entry->d_name);
        replayed++;
    }
    if (folder)
        closedir(folder);
    printf("replayed %d inputs, %d could not be read\n", replayed, failed);
    return failed > 0;
}
