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

/* The first item whose key is not less, or is greater, than this one. */
static size_t bound(const struct shelf *shelf, struct slice key, bool is_upper)
{
    size_t from = 0, to = shelf->settled;
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        int order = slice_compare(shelf->items[middle].key, key);
        if (order < 0 || (is_upper && order == 0))
            from = middle + 1;
        else
            to = middle;
    }
    return from;
}

const struct shelf_item *shelf_find(const struct shelf *shelf, struct slice key, size_t *count)
{
    size_t from = bound(shelf, key, false);
    *count = bound(shelf, key, true) - from;
    return *count > 0 ? &shelf->items[from] : NULL;
}

const void *shelf_first(const struct shelf *shelf, struct slice key)
{
    size_t at = bound(shelf, key, false);
    bool is_there = at < shelf->settled && slice_equal(shelf->items[at].key, key);
    return is_there ? shelf->items[at].value : NULL;
}

void shelf_done(struct shelf *shelf)
{
    free(shelf->items);
    *shelf = (struct shelf){0};
}
