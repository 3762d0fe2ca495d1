/* warning_list - one list of MISP's: a JSON object with name, type, version and entries. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "base/problem.h"
#include "facts/listing.h"

/* Adds a file to a listing; the text must outlive it. name: the list's own, "vpn-ipv4".
 * *entries grows by what was understood. False when it is no such list. */
bool warning_list_read(struct listing *listing, const struct world_set *set, struct slice name,
                       struct slice text, uint64_t *entries, struct problem *problem);
