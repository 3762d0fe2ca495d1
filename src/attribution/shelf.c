/* SPDX-License-Identifier: MIT */
#include "attribution/shelf.h"

#include "base/memory.h"

#include <stdlib.h>

void shelf_add(struct shelf *shelf, struct slice key, const void *value)
{
    shelf->items =
        memory_grow(shelf->items, &shelf->capacity, shelf->count + 1, sizeof *shelf->items);
    shelf->items[shelf->count] = (struct shelf_item){key, value, shelf->count};
    shelf->count++;
}

static int compare(const void *a, const void *b)
{
    const struct shelf_item *x = a, *y = b;
    int keys = slice_compare(x->key, y->key);
    if (keys != 0)
        return keys;
    return x->order < y->order ? -1 : x->order > y->order;
}

void shelf_settle(struct shelf *shelf)
{
    if (shelf->count > 1)
        qsort(shelf->items, shelf->count, sizeof *shelf->items, compare);
    shelf->settled = shelf->count;
}

const struct shelf_item *shelf_find(const struct shelf *shelf, struct slice key, size_t *count)
{
    size_t from = 0, to = shelf->settled;
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        if (slice_compare(shelf->items[middle].key, key) < 0)
            from = middle + 1;
        else
            to = middle;
    }
    size_t found = 0;
    while (from + found < shelf->settled && slice_equal(shelf->items[from + found].key, key))
        found++;
    *count = found;
    return found > 0 ? &shelf->items[from] : NULL;
}

const void *shelf_first(const struct shelf *shelf, struct slice key)
{
    size_t count;
    const struct shelf_item *items = shelf_find(shelf, key, &count);
    return count > 0 ? items[0].value : NULL;
}

void shelf_done(struct shelf *shelf)
{
    free(shelf->items);
    *shelf = (struct shelf){0};
}
