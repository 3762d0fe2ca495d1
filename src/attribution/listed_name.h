/* listed_name - every name of all entries, each text once, taken apart for comparing. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "attribution/name_form.h"

struct sanctions_entry;

/* Whose name it is: an entry and one of its names. */
struct listed_place {
    uint32_t entry, name;
};

struct listed_name {
    const struct name_form *forms;
    size_t form_count;
    const struct listed_place *places; /* by entry */
    size_t place_count;
};

struct listed_names;

struct listed_names *listed_names_create(const struct sanctions_entry *entries, size_t count);
void listed_names_free(struct listed_names *names);
size_t listed_names_count(const struct listed_names *names);
const struct listed_name *listed_name_at(const struct listed_names *names, size_t i);
/* How many words there are, with joins: more than any of their numbers. */
size_t listed_names_words(const struct listed_names *names);
