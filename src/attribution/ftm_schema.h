/* ftm_schema - the words of FollowTheMoney, the model in which OpenSanctions publishes: what
 * becomes of properties, and which entities are edges between two others. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "attribution/list_builder.h"

/* Whether a schema is of something that has a name of its own and may be listed. */
bool ftm_is_thing(struct slice schema);

/* Adds a value of a property to the entity that is being built; false when it means nothing to a
 * list. Names are not added: see ftm_name_kind(). */
bool ftm_add(struct list_builder *builder, struct slice schema, struct slice property,
             struct slice value);
/* NAME_KINDS where the property is no name. */
enum name_kind ftm_name_kind(struct slice property);

/* An entity that stands between two others. */
struct ftm_edge {
    const char *schema;
    const char *from, *to;         /* properties that hold their ids */
    const char *onward, *backward; /* how `from` has to do with `to`, and the reverse */
    const char *how;               /* a property that says it better; NULL: none */
};
const struct ftm_edge *ftm_edge_of(struct slice schema);

/* What stands for an identifier of its own: "Passport", "Identification". */
bool ftm_is_document(struct slice schema);

/* Who acts, from a data set ("us_ofac_sdn", "US OFAC Specially Designated Nationals List"):
 * false for one that is no authority's ("Wikidata"). Texts go to the arena. */
bool ftm_read_dataset(struct slice dataset, struct arena *arena, struct designation *designation);

/* A file of one data set is another list than a collection of many. */
void ftm_name_list(struct entity_list *list, struct slice dataset);
