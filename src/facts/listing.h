/* listing - what all lists hold, compiled for asking: networks, names, digests, texts.
 *
 * Filled list by list, finished, then read-only. Bytes that are added are borrowed where
 * they are canonical already and must outlive the listing; others it keeps. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "base/arena.h"
#include "facts/prefix_set.h"
#include "facts/world.h"

/* Which kinds of things a list speaks of. */
enum {
    SCOPE_ADDRESS = 1,
    SCOPE_NAME = 2,
    SCOPE_URL = 4,
    SCOPE_EMAIL = 8,
    SCOPE_DIGEST = 16,
    SCOPE_OTHER = 32,
    SCOPE_ALL = 63
};

struct list {
    enum trait trait;
    unsigned scope;
    const struct world_set *set;
    struct slice name, title, date; /* see struct remark */
};

struct listed_text;
struct listed_part;

struct listing {
    struct list *lists;
    size_t list_count, list_capacity;
    struct prefix_set networks;
    struct listed_text *texts; /* names and exact texts */
    size_t text_count, text_capacity;
    uint32_t *slots; /* first text of each hash */
    size_t slot_count;
    struct listed_part *parts; /* substrings and patterns, asked one by one */
    size_t part_count, part_capacity;
    struct arena arena;
    struct text scratch;
};

/* False when there are LIMIT_WORLD_LISTS already; *list is what entries are added with. */
bool listing_add_list(struct listing *listing, const struct list *about, uint32_t *list);

/* How an entry is compared. */
enum list_type { LIST_EXACT, LIST_HOSTNAME, LIST_SUBSTRING, LIST_PATTERN };

/* Adds an entry as lists write them: an address, a network, a name (".example.com" and
 * "*.example.com": all below it; LIST_HOSTNAME: always), a URL, an address with a port,
 * any other text. False when nothing is in it. */
bool listing_add(struct listing *listing, uint32_t list, enum list_type type, struct slice entry);
/* When all is added. */
void listing_finish(struct listing *listing);
void listing_done(struct listing *listing);

/* Everything that lists say of one indicator: each list once, with its most specific entry. */
void listing_remark(const struct listing *listing, const struct indicator *indicator,
                    world_remark_fn *say, void *context);
