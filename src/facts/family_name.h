/* family_name - names of malware and of groups, and which of them mean one thing.
 *
 * Sets say of each thing that they know what it is called. Things of several sets become
 * one where they have the same first name, or each has the other's, or a set links two of
 * which one is called like the other. Filled, finished, then read-only. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "facts/family_profile.h"

struct family_names;

struct family_names *family_names_create(void);
void family_names_free(struct family_names *names);

/* Groups and malware are never compared with each other. */
enum family_kind { FAMILY_MALWARE, FAMILY_GROUP };

/* How a name belongs to a thing. What is filed under a thing is a variant or a part of it,
 * or another name: the set does not say which. */
enum family_rank { FAMILY_FIRST_NAME, FAMILY_SYNONYM, FAMILY_FILED };

/* Adds a thing; its number is for the following names and links. Bytes are copied. */
uint32_t family_names_add(struct family_names *names, const struct world_set *set,
                          enum family_kind kind, struct slice first_name, struct slice id);
void family_names_add_name(struct family_names *names, uint32_t thing, enum family_rank rank,
                           struct slice name);
/* That a thing is something ("variant-of", "similar") of the thing with that id. */
void family_names_add_link(struct family_names *names, uint32_t thing, struct slice type,
                           struct slice id);
void family_names_finish(struct family_names *names);

/* What is said of things beside their names; filled with them, finished with them. */
struct family_profiles *family_names_profiles(struct family_names *names);

size_t family_names_count(const struct family_names *names);

/* See world_compare_families(). */
enum family_relation family_names_compare(const struct family_names *names, struct slice a,
                                          struct slice b, struct text *because);

/* See world_family(). */
void family_names_tell(const struct family_names *names, struct slice name, world_family_fn *say,
                       void *context);
