/* standing - what the versions of a list say of one of its entries at a date.
 *
 * A designation that carries its days says itself since when it holds. One that carries none
 * holds in the versions that have it, and between two that differ nothing is known. A list
 * that lacks a part, broke off, or has no date among others that have one says nothing of what
 * it does not have. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "model/screening.h"

/* That a version has the entry, and what it says of it. */
struct appearance {
    uint32_t version; /* of the versions of its list, by date */
    uint32_t designation_count;
    const struct designation *designations;
};

struct entry_history {
    const struct entity_list *versions; /* of one list, by date; one without a date comes last */
    size_t version_count;
    const struct appearance *appearances; /* by version */
    size_t appearance_count;
};

/* One status for each authority, in the order in which the newest version names them; `at` not
 * known: as of the newest. Measures that are no sanction are left out. Everything new goes to the
 * arena. Gives how many. */
size_t standing_at(const struct entry_history *history, struct instant at, struct arena *arena,
                   const struct authority_status **statuses);
