/* street - which entries have a street address in common with one that is asked.
 *
 * A street address is a house number beside the name of a street, in either order, without what
 * kind of street it is and in which direction: "9 fenghao" of "Room 103, Building 6, No. 9,
 * Fenghao East Road" and of "9 Fenghao Road East". Streets of one name are in many towns, so
 * town or country must be named too, where more than a street is asked. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "model/entity.h"

struct streets;
struct sanctions_entry;

struct streets *streets_create(const struct sanctions_entry *entries, size_t count);
void streets_free(struct streets *streets);

/* Each entry once for each of its addresses that shares a street with the text, in their order. */
typedef void street_fn(void *context, size_t entry, const struct entity_address *address);
void streets_find(const struct streets *streets, struct slice text, street_fn *say, void *context);
/* Whether two addresses share a street. */
bool streets_equal(struct slice a, struct slice b);
