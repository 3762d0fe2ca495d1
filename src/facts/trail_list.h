/* trail_list - a file of Maltrail's static trails: an address, name or URL a line.
 *
 * Files whose names carry a meaning (list_meaning.h) are read into the listing. Families of
 * malware are not; but the head of each family's file names its aliases. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "facts/listing.h"

/* Adds a file whose meaning is known; the text must outlive the listing. Gives how many
 * entries were understood. */
uint64_t trail_list_read(struct listing *listing, const struct world_set *set, struct slice name,
                         struct slice text);
