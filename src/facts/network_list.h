/* network_list - autonomous systems by ranges of addresses, from CSV: "first,last,number,
 * organisation", as ip-location-db and others publish them.
 *
 * Filled, finished, then read-only. A zeroed list is empty. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "model/address.h"

struct network_range {
    struct address first, last;
    uint32_t number;
    struct slice organisation; /* borrowed from the text */
};

struct network_list {
    struct network_range *ranges;
    size_t count, capacity;
};

/* Adds the rows of a text, which must outlive the list; rows that are none are passed over. */
void network_list_read(struct network_list *list, struct slice text);
/* From here on it may be asked. */
void network_list_finish(struct network_list *list);
void network_list_done(struct network_list *list);

/* The range that holds an address, and the widest network around the address that lies in
 * it. NULL when none does. */
const struct network_range *network_list_find(const struct network_list *list,
                                              const struct address *address,
                                              struct prefix *network);
