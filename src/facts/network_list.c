/* SPDX-License-Identifier: MIT */
#include "facts/network_list.h"

#include "base/csv.h"
#include "base/memory.h"

#include <stdlib.h>

static int compare_bytes(const struct address *a, const struct address *b)
{
    return memcmp(a->bytes, b->bytes, sizeof a->bytes);
}

static void add_row(struct network_list *list, const struct csv_row *row, struct slice text)
{
    struct network_range range = {.number = 0};
    uint64_t number;
    if (row->count < 3 || !address_parse(slice_trim(row->cells[0]), &range.first) ||
        !address_parse(slice_trim(row->cells[1]), &range.last) ||
        !slice_to_number(slice_trim(row->cells[2]), UINT32_MAX, &number) || number == 0 ||
        compare_bytes(&range.first, &range.last) > 0)
        return;
    range.number = (uint32_t)number;
    /* A cell with doubled quotes is a copy, which does not live; its row has the original. */
    if (row->count > 3) {
        bool in_text = row->cells[3].data >= text.data &&
                       row->cells[3].data + row->cells[3].size <= text.data + text.size;
        range.organisation = in_text ? row->cells[3] : (struct slice){0};
    }
    list->ranges =
        memory_grow(list->ranges, &list->capacity, list->count + 1, sizeof *list->ranges);
    list->ranges[list->count++] = range;
}

void network_list_read(struct network_list *list, struct slice text)
{
    struct csv csv = csv_over(text, ',');
    struct csv_row *row = memory_create(1, sizeof *row);
    while (csv_next(&csv, row))
        add_row(list, row, text);
    csv_row_done(row);
    free(row);
}

static int compare_ranges(const void *a, const void *b)
{
    const struct network_range *x = a, *y = b;
    return compare_bytes(&x->first, &y->first);
}

void network_list_finish(struct network_list *list)
{
    if (list->count > 0)
        qsort(list->ranges, list->count, sizeof *list->ranges, compare_ranges);
}

void network_list_done(struct network_list *list)
{
    free(list->ranges);
    *list = (struct network_list){0};
}

/* Clears the bits of an address behind the first `bits`, or sets them. */
static struct address fill(const struct address *address, unsigned bits, bool ones)
{
    struct address filled = *address;
    for (unsigned bit = bits; bit < 128; bit++) {
        uint8_t mask = (uint8_t)(0x80 >> bit % 8);
        if (ones)
            filled.bytes[bit / 8] |= mask;
        else
            filled.bytes[bit / 8] &= (uint8_t)~mask;
    }
    return filled;
}

static struct prefix widest(const struct network_range *range, const struct address *address)
{
    unsigned bits = 128;
    while (bits > 0) {
        struct address low = fill(address, bits - 1, false), high = fill(address, bits - 1, true);
        if (compare_bytes(&low, &range->first) < 0 || compare_bytes(&high, &range->last) > 0)
            break;
        bits--;
    }
    return (struct prefix){.address = fill(address, bits, false), .bits = (uint8_t)bits};
}

const struct network_range *network_list_find(const struct network_list *list,
                                              const struct address *address, struct prefix *network)
{
    size_t low = 0, high = list->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (compare_bytes(&list->ranges[middle].first, address) <= 0)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == 0 || compare_bytes(&list->ranges[low - 1].last, address) < 0)
        return NULL;
    *network = widest(&list->ranges[low - 1], address);
    return &list->ranges[low - 1];
}
