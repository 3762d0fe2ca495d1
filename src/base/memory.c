/* SPDX-License-Identifier: MIT */
#include "base/memory.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void *sure(void *memory)
{
    if (!memory) {
        fputs("stormcone: out of memory\n", stderr);
        abort();
    }
    return memory;
}

void *memory_create(size_t count, size_t item_size)
{
    return sure(calloc(count > 0 ? count : 1, item_size > 0 ? item_size : 1));
}

void *memory_grow(void *items, size_t *capacity, size_t needed, size_t item_size)
{
    if (needed <= *capacity)
        return items;
    size_t wanted = *capacity < 8 ? 8 : *capacity;
    while (wanted < needed)
        wanted = wanted > SIZE_MAX / 2 ? needed : wanted * 2;
    *capacity = wanted;
    return sure(reallocarray(items, wanted, item_size));
}

char *memory_keep(struct slice bytes)
{
    char *copy = memory_create(bytes.size + 1, 1);
    if (bytes.size > 0)
        memcpy(copy, bytes.data, bytes.size);
    return copy;
}
