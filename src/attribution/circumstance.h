/* circumstance - what is known beside a name, and how it changes what two names say.
 *
 * Dates of birth, countries, identifiers, addresses: each gives a reason with its change of the
 * log-odds. They never make a candidate, but for identifiers that are the same. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "base/arena.h"
#include "model/screening.h"

enum { REASONS_MOST = 24 };

struct reasons {
    struct arena *arena; /* for the sentences */
    struct screening_reason items[REASONS_MOST];
    size_t count;
    double change; /* all together */
};

/* A change of 0 is told, and counts nothing. */
void reasons_add(struct reasons *reasons, double change, bool against, struct text *sentence);

/* Holds what is asked against an entity. */
void circumstances_weigh(const struct screening_query *query, const struct entity *entity,
                         struct reasons *reasons);
/* The most that circumstances can add for that query: less than any candidate's name needs. */
double circumstances_most(const struct screening_query *query);

/* An identifier of the entity that is the same as one that is asked, or NULL. */
const struct entity_identifier *circumstance_same_identifier(const struct screening_query *query,
                                                             const struct entity *entity);
/* How sure it is that who has the same identifier is the same, as log-odds. */
double circumstance_of_identifier(enum identifier_kind kind);
