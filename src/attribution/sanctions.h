/* sanctions - all lists that were loaded, with all their versions; what they say at a date.
 *
 * Versions of a list are told apart by their dates; entities of several versions are one
 * entry where the list gives them the same number. Lists that date their entries themselves
 * need one version; of the others (OFAC's old CSV files) the versions tell between which days
 * something was put on or taken off. Filled, finished, then read-only; threads may share it. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "attribution/list_load.h"
#include "model/screening.h"

struct sanctions;

struct sanctions *sanctions_create(void);
void sanctions_free(struct sanctions *sanctions);

/* Reads a file or a folder of them; a folder holds one list, several, or versions. False where
 * nothing of it could be read; what could not is told by `complain`, one sentence a file, which
 * may be NULL. */
bool sanctions_load(struct sanctions *sanctions, const char *path, const struct list_choice *choice,
                    list_complaint_fn *complain, void *context);
/* Takes over a list that was read otherwise; it is empty then. */
void sanctions_add(struct sanctions *sanctions, struct entity_list *list);
/* Once, when all is loaded: joins versions, makes the indexes. The lists give up their entities
 * then: what is equal in several versions is kept once, in the entries. */
void sanctions_finish(struct sanctions *sanctions);

/* By name, then by date; what has no date is taken for the newest. */
size_t sanctions_list_count(const struct sanctions *sanctions);
const struct entity_list *sanctions_list_at(const struct sanctions *sanctions, size_t i);
/* How many entities that version has. */
size_t sanctions_list_size(const struct sanctions *sanctions, size_t i);

/* One entity of one list, over all its versions. What the newest version that has it does not
 * tell (a kind of parts, the title ...) is taken from the version before; names and identifiers are
 * those of all.
 */
struct sanctions_entry {
    const struct entity *entity;
    const struct entity_list *list;     /* the newest version that has it; its file, its line */
    size_t first_version, last_version; /* where sanctions_list_at() has the first and the newest
                                           that have it; versions stand by date */
    size_t version_count;               /* how many have it */
};
size_t sanctions_entry_count(const struct sanctions *sanctions);
const struct sanctions_entry *sanctions_entry_at(const struct sanctions *sanctions, size_t i);

/* All names of all entries. */
struct listed_names;
const struct listed_names *sanctions_names(const struct sanctions *sanctions);

/* What each authority's lists say of an entry at a date; texts go to the arena. Gives how many. */
size_t sanctions_status(const struct sanctions *sanctions, size_t entry, struct instant at,
                        struct arena *arena, const struct authority_status **statuses);

/* Entries with an identifier, compared in its canonical form (identifier.h). */
typedef void sanctions_entry_fn(void *context, size_t entry,
                                const struct entity_identifier *identifier);
void sanctions_find_identifier(const struct sanctions *sanctions, struct slice value,
                               sanctions_entry_fn *say, void *context);

/* Entries of all lists that have one of the entry's own full names (aliases are learnt this way):
 * strict, and never for weak aliases or names of one word. */
typedef void sanctions_linked_fn(void *context, size_t entry, const struct entity_name *name);
void sanctions_linked(const struct sanctions *sanctions, size_t entry, sanctions_linked_fn *say,
                      void *context);
