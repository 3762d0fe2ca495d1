/* same_name - which entries of all lists have the same full name.
 *
 * Strict, as other names are learnt this way: all words equal in any order, but for legal forms,
 * which one of both may leave out; never by weak aliases or by one word alone, never between kinds.
 * Persons need a date of birth in common where they have only two words, and are parted by
 * dates that contradict each other. Ships share names; they are found by their numbers. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "attribution/listed_name.h"

struct same_name;

/* Reads the names once; nothing of them is kept. The entries must outlive it. */
struct same_name *same_name_create(const struct sanctions_entry *entries,
                                   const struct listed_names *names);
void same_name_free(struct same_name *names);

/* Each other entry once, in their order, with its own name that is the same. */
typedef void same_name_fn(void *context, size_t entry, const struct entity_name *name);
void same_name_find(const struct same_name *names, size_t entry, same_name_fn *say, void *context);

/* Equal for names whose words are equal in any order, but for legal forms. */
uint64_t same_name_key(const struct name_form *form, bool *has_legal_form);

/* Whether two dates of birth can be one: "1993" and "17 Apr 1993" can. */
bool births_agree(const struct partial_date *a, const struct partial_date *b);
