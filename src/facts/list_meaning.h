/* list_meaning - what it means to stand on a list, by the list's name. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "facts/listing.h"

/* Of a list of MISP's: known by name, else guessed from its name and from what it holds, so
 * that a list that is new means something. */
enum trait warning_list_trait(struct slice name, enum list_type type, bool holds_networks);

/* Of a file of Maltrail's trails; false for those that say nothing of this, which are most:
 * names and addresses of malware are notices, not remarks. */
bool trail_list_trait(struct slice name, enum trait *trait, const char **title);
