/* SPDX-License-Identifier: MIT */
#include "facts/prefix_set.h"

#include "base/memory.h"

#include <assert.h>
#include <stdlib.h>

enum { VALUE_BITS = 24 };
static const uint32_t nowhere = UINT32_MAX;

static struct prefix_entry entry_of(const struct prefix *prefix, uint32_t value)
{
    uint64_t high, low;
    memcpy(&high, prefix->address.bytes, 8);
    memcpy(&low, prefix->address.bytes + 8, 8);
    return (struct prefix_entry){
        .high = __builtin_bswap64(high),
        .low = __builtin_bswap64(low),
        .wider = nowhere,
        .value_and_bits = (uint32_t)prefix->bits << VALUE_BITS | value,
    };
}

static unsigned bits_of(const struct prefix_entry *entry)
{
    return entry->value_and_bits >> VALUE_BITS;
}

static struct prefix prefix_of(const struct prefix_entry *entry)
{
    struct prefix prefix = {.bits = (uint8_t)bits_of(entry)};
    uint64_t high = __builtin_bswap64(entry->high), low = __builtin_bswap64(entry->low);
    memcpy(prefix.address.bytes, &high, 8);
    memcpy(prefix.address.bytes + 8, &low, 8);
    return prefix;
}

/* By address, wider ones first, then by value. */
static bool stands_before(const struct prefix_entry *a, const struct prefix_entry *b)
{
    if (a->high != b->high)
        return a->high < b->high;
    if (a->low != b->low)
        return a->low < b->low;
    return a->value_and_bits < b->value_and_bits;
}

static bool holds(const struct prefix_entry *wide, const struct prefix_entry *narrow)
{
    unsigned bits = bits_of(wide);
    if (bits > bits_of(narrow))
        return false;
    uint64_t high = wide->high ^ narrow->high, low = wide->low ^ narrow->low;
    if (bits <= 64)
        return bits == 0 || high >> (64 - bits) == 0;
    return high == 0 && low >> (128 - bits) == 0;
}

void prefix_set_add(struct prefix_set *set, const struct prefix *prefix, uint32_t value)
{
    assert(value <= PREFIX_VALUE_MOST);
    set->entries = memory_grow(set->entries, &set->capacity, set->count + 1, sizeof *set->entries);
    set->entries[set->count++] = entry_of(prefix, value);
}

/* Where the run that begins at `from` ends: entries that are in order already. */
static size_t run_end(const struct prefix_set *set, size_t from)
{
    while (++from < set->count && !stands_before(&set->entries[from], &set->entries[from - 1]))
        ;
    return from;
}

static void merge(const struct prefix_entry *in, struct prefix_entry *out, size_t from,
                  size_t middle, size_t end)
{
    for (size_t a = from, b = middle, at = from; at < end; at++)
        out[at] = a < middle && (b == end || !stands_before(&in[b], &in[a])) ? in[a++] : in[b++];
}

/* Merges runs two by two until there is one. Files of networks are sorted, so that a
 * registry's 250 countries take eight passes over memory, and a sorted file none. */
static void sort(struct prefix_set *set)
{
    size_t *ends = NULL, runs = 0, room = 0;
    for (size_t at = 0; at < set->count; runs++) {
        ends = memory_grow(ends, &room, runs + 1, sizeof *ends);
        at = ends[runs] = run_end(set, at);
    }
    struct prefix_entry *other = memory_create(runs > 1 ? set->count : 1, sizeof *other);
    while (runs > 1) {
        size_t merged = 0, from = 0;
        for (size_t i = 0; i < runs; i += 2) {
            size_t end = ends[i + 1 < runs ? i + 1 : i];
            merge(set->entries, other, from, ends[i], end);
            from = ends[merged++] = end;
        }
        struct prefix_entry *sorted = other;
        other = set->entries;
        set->entries = sorted;
        set->capacity = set->count;
        runs = merged;
    }
    free(other);
    free(ends);
}

static void drop_repetitions(struct prefix_set *set)
{
    size_t kept = 0;
    for (size_t i = 0; i < set->count; i++)
        if (kept == 0 || stands_before(&set->entries[kept - 1], &set->entries[i]))
            set->entries[kept++] = set->entries[i];
    set->count = kept;
}

void prefix_set_finish(struct prefix_set *set)
{
    assert(set->count < nowhere);
    sort(set);
    drop_repetitions(set);
    for (size_t i = 0; i < set->count; i++) {
        uint32_t wider = i > 0 ? (uint32_t)i - 1 : nowhere;
        while (wider != nowhere && !holds(&set->entries[wider], &set->entries[i]))
            wider = set->entries[wider].wider;
        set->entries[i].wider = wider;
    }
}

void prefix_set_done(struct prefix_set *set)
{
    free(set->entries);
    *set = (struct prefix_set){0};
}

/* The first entry behind all that could hold `asked`. */
static size_t behind(const struct prefix_set *set, const struct prefix_entry *asked)
{
    size_t from = 0, to = set->count;
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        if (stands_before(asked, &set->entries[middle]))
            to = middle;
        else
            from = middle + 1;
    }
    return from;
}

/* The most specific entry that holds `asked`; of equal prefixes the last value's. */
static uint32_t find(const struct prefix_set *set, const struct prefix *prefix)
{
    struct prefix_entry asked = entry_of(prefix, PREFIX_VALUE_MOST);
    size_t place = behind(set, &asked);
    uint32_t found = place > 0 ? (uint32_t)place - 1 : nowhere;
    while (found != nowhere && !holds(&set->entries[found], &asked))
        found = set->entries[found].wider;
    return found;
}

bool prefix_set_find(const struct prefix_set *set, const struct address *address,
                     struct prefix *prefix, uint32_t *value)
{
    uint32_t found = find(set, &(struct prefix){*address, 128});
    if (found == nowhere)
        return false;
    const struct prefix_entry *entry = &set->entries[found];
    while (entry->wider != nowhere && bits_of(&set->entries[entry->wider]) == bits_of(entry))
        entry = &set->entries[entry->wider];
    *prefix = prefix_of(entry);
    *value = entry->value_and_bits & PREFIX_VALUE_MOST;
    return true;
}

void prefix_set_around(const struct prefix_set *set, const struct prefix *prefix,
                       prefix_found_fn *found, void *context)
{
    for (uint32_t at = find(set, prefix); at != nowhere; at = set->entries[at].wider) {
        struct prefix wide = prefix_of(&set->entries[at]);
        found(context, &wide, set->entries[at].value_and_bits & PREFIX_VALUE_MOST);
    }
}

void prefix_set_inside(const struct prefix_set *set, const struct prefix *prefix, size_t most,
                       prefix_found_fn *found, void *context)
{
    struct prefix_entry asked = entry_of(prefix, PREFIX_VALUE_MOST);
    for (size_t at = behind(set, &asked); at < set->count && most-- > 0; at++) {
        if (!holds(&asked, &set->entries[at]))
            break;
        struct prefix narrow = prefix_of(&set->entries[at]);
        found(context, &narrow, set->entries[at].value_and_bits & PREFIX_VALUE_MOST);
    }
}
