/* stix_bundle - the objects of a STIX bundle, found by their ids, and what relates them.
 *
 * Of several versions of an object the newest counts; relationships that were revoked or
 * that have a newer version do not. Everything is borrowed from the JSON document. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "base/instant.h"
#include "base/json.h"

struct stix_object {
    const struct json *json;
    struct slice id;         /* of a relationship: of the end that it is sorted by */
    struct slice relation;   /* of a relationship: its type */
    struct instant modified; /* unknown for observables, which have no versions */
    size_t place;            /* in the bundle, from 0 */
};

struct stix_bundle {
    struct stix_object *objects; /* in the order they stand */
    size_t count, capacity;
    struct stix_object *by_id;          /* sorted, the newest version last */
    struct stix_object *from, *towards; /* relationships, sorted by source and by target */
    size_t relation_count;
};

/* Takes the objects out of a bundle, a list of bundles or of objects, or one object that
 * stands alone. False when there is no bundle, no list and no object. */
bool stix_bundle_read(struct stix_bundle *bundle, const struct json *root);
void stix_bundle_done(struct stix_bundle *bundle);

/* The newest version of an object, or NULL. */
const struct json *stix_find(const struct stix_bundle *bundle, struct slice id);
/* Whether no newer version of it stands in the bundle. */
bool stix_is_newest(const struct stix_bundle *bundle, const struct stix_object *object);
/* A sighting counts as a relationship of type "sighting" towards what was seen.
 *
 * The relationships of one type that come from an object, or go to it; gives how many. */
size_t stix_relations_from(const struct stix_bundle *bundle, struct slice id, struct slice relation,
                           const struct stix_object **first);
size_t stix_relations_towards(const struct stix_bundle *bundle, struct slice id,
                              struct slice relation, const struct stix_object **first);

bool stix_is_of_type(const struct json *object, const char *type);
bool stix_is_revoked(const struct json *object);
