/* index - a million indicators compiled for asking.
 *
 * Built once, then read-only and shared by all workers. "No" is answered by a
 * small filter per class that fits the second-level cache, without touching the
 * tables; the cost of asking does not grow with the number of indicators. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "model/address.h"
#include "model/notice.h"

/* Which indicator of which notice; equal patterns of several notices are one
 * entry of the index, with all its sources. */
struct source_of {
    uint32_t notice;    /* in the order in which notices were added */
    uint32_t indicator; /* in that notice */
};

struct index;

struct index *index_create(void);
/* Adds all of a notice's hunted indicators; the notice must outlive the index. */
void index_add_notice(struct index *index, const struct notice *notice);
/* Compiles; from here on the index is read-only. */
void index_finish(struct index *index);
void index_free(struct index *index);

/* A random number of this run, for tables beside the index. */
uint64_t index_seed(const struct index *index);
size_t index_entry_count(const struct index *index);
size_t index_memory(const struct index *index);

/* An entry: what it is, and who names it (in the order of notices). */
struct entry {
    enum indicator_kind kind;
    struct slice pattern;
    const struct source_of *sources;
    size_t source_count;
};
struct entry index_entry(const struct index *index, uint32_t entry);
const struct notice *index_notice(const struct index *index, uint32_t notice);

/* Called for each entry that is found. */
typedef void index_found_fn(void *context, uint32_t entry);

/* Entries that hold an address: itself, every CIDR around it, and, where port is
 * not 0, address:port. */
void index_find_address(const struct index *index, const struct address *address, uint16_t port,
                        index_found_fn *found, void *context);
/* Whether index_find_address() could find anything; the fast no. */
bool index_may_hold_address(const struct index *index, const struct address *address);
/* Entries that a name lies under: itself and every parent that is an indicator.
 * The name as it stood on the wire: any case, trailing dot, U- or A-labels. A
 * name that is an address asks for the address. */
void index_find_name(const struct index *index, struct slice name, index_found_fn *found,
                     void *context);
/* Entries that a URL ("scheme://host[:port]/path", as it stood) lies under. */
void index_find_url(const struct index *index, struct slice url, index_found_fn *found,
                    void *context);
/* Entries with a digest; 20 bytes ask SHA-1, 32 bytes SHA-256. */
void index_find_digest(const struct index *index, struct slice digest, index_found_fn *found,
                       void *context);
/* Entries with a certificate's serial number, given as its raw bytes. */
void index_find_serial(const struct index *index, struct slice serial, index_found_fn *found,
                       void *context);
/* Entries with exactly this user agent. */
void index_find_agent(const struct index *index, struct slice agent, index_found_fn *found,
                      void *context);
