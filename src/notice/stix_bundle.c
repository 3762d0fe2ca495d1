/* SPDX-License-Identifier: MIT */
#include "notice/stix_bundle.h"

#include "base/memory.h"

#include <stdlib.h>

bool stix_is_of_type(const struct json *object, const char *type)
{
    return slice_equal_text(json_member_text(object, "type"), type);
}

bool stix_is_revoked(const struct json *object)
{
    return json_member_is_true(object, "revoked");
}

static void add(struct stix_bundle *bundle, const struct json *json)
{
    bundle->objects =
        memory_grow(bundle->objects, &bundle->capacity, bundle->count + 1, sizeof *bundle->objects);
    struct stix_object *object = &bundle->objects[bundle->count];
    *object = (struct stix_object){
        .json = json, .id = json_member_text(json, "id"), .place = bundle->count};
    instant_parse(json_member_text(json, "modified"), &object->modified);
    bundle->count++;
}

static bool is_bundle(const struct json *value)
{
    /* What TAXII answers with has no type. */
    return stix_is_of_type(value, "bundle") ||
           (!json_member(value, "type") && json_member(value, "objects"));
}

static bool collect(struct stix_bundle *bundle, const struct json *value)
{
    const struct json *items = json_has_items(value) ? value : json_member(value, "objects");
    if (json_has_members(value) && !is_bundle(value)) {
        bool object = json_member(value, "type") && json_member(value, "id");
        if (object)
            add(bundle, value);
        return object;
    }
    if (!json_has_items(items))
        return false;
    for (size_t i = 0; i < json_item_count(items); i++) {
        const struct json *item = json_item(items, i);
        const struct json *inner = is_bundle(item) ? json_member(item, "objects") : NULL;
        if (!inner)
            add(bundle, item);
        for (size_t k = 0; k < json_item_count(inner); k++)
            add(bundle, json_item(inner, k));
    }
    return true;
}

static int compare_names(const struct stix_object *x, const struct stix_object *y)
{
    int order = slice_compare(x->id, y->id);
    return order != 0 ? order : slice_compare(x->relation, y->relation);
}

static int compare_objects(const void *a, const void *b)
{
    const struct stix_object *x = a, *y = b;
    int order = compare_names(x, y);
    if (order == 0)
        order = (x->modified.ns > y->modified.ns) - (x->modified.ns < y->modified.ns);
    return order != 0 ? order : (x->place > y->place) - (x->place < y->place);
}

static void sort(struct stix_object *objects, size_t count)
{
    qsort(objects, count, sizeof *objects, compare_objects);
}

static void sort_objects(struct stix_bundle *bundle)
{
    bundle->by_id = memory_create(bundle->count, sizeof *bundle->by_id);
    for (size_t i = 0; i < bundle->count; i++)
        bundle->by_id[i] = bundle->objects[i];
    sort(bundle->by_id, bundle->count);
}

/* A sighting relates itself to what was seen. */
static bool read_ends(struct stix_object *from, struct stix_object *towards)
{
    const struct json *json = from->json;
    if (stix_is_of_type(json, "sighting")) {
        from->relation = towards->relation = slice_from("sighting");
        towards->id = json_member_text(json, "sighting_of_ref");
        return true;
    }
    from->relation = towards->relation = json_member_text(json, "relationship_type");
    from->id = json_member_text(json, "source_ref");
    towards->id = json_member_text(json, "target_ref");
    return stix_is_of_type(json, "relationship");
}

static void sort_relations(struct stix_bundle *bundle)
{
    bundle->from = memory_create(bundle->count, sizeof *bundle->from);
    bundle->towards = memory_create(bundle->count, sizeof *bundle->towards);
    for (size_t i = 0; i < bundle->count; i++) {
        struct stix_object from = bundle->objects[i], towards = from;
        if (!read_ends(&from, &towards) || stix_is_revoked(from.json) ||
            !stix_is_newest(bundle, &bundle->objects[i]))
            continue;
        bundle->from[bundle->relation_count] = from;
        bundle->towards[bundle->relation_count++] = towards;
    }
    sort(bundle->from, bundle->relation_count);
    sort(bundle->towards, bundle->relation_count);
}

bool stix_bundle_read(struct stix_bundle *bundle, const struct json *root)
{
    if (!collect(bundle, root))
        return false;
    sort_objects(bundle);
    sort_relations(bundle);
    return true;
}

void stix_bundle_done(struct stix_bundle *bundle)
{
    free(bundle->objects);
    free(bundle->by_id);
    free(bundle->from);
    free(bundle->towards);
    *bundle = (struct stix_bundle){0};
}

/* The first of sorted objects that does not come before `wanted`; or, with `behind`, that
 * comes behind it. */
static size_t find(const struct stix_object *objects, size_t count,
                   const struct stix_object *wanted, bool behind)
{
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = compare_names(&objects[middle], wanted);
        if (order < 0 || (behind && order == 0))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static const struct stix_object *find_newest(const struct stix_bundle *bundle, struct slice id)
{
    const struct stix_object wanted = {.id = id};
    size_t behind = find(bundle->by_id, bundle->count, &wanted, true);
    bool found = id.size > 0 && behind > 0 && slice_equal(bundle->by_id[behind - 1].id, id);
    return found ? &bundle->by_id[behind - 1] : NULL;
}

const struct json *stix_find(const struct stix_bundle *bundle, struct slice id)
{
    const struct stix_object *found = find_newest(bundle, id);
    return found ? found->json : NULL;
}

bool stix_is_newest(const struct stix_bundle *bundle, const struct stix_object *object)
{
    const struct stix_object *newest = find_newest(bundle, object->id);
    return !newest || newest->place == object->place;
}

static size_t relations(const struct stix_bundle *bundle, const struct stix_object *sorted,
                        const struct stix_object *wanted, const struct stix_object **first)
{
    size_t at = find(sorted, bundle->relation_count, wanted, false);
    *first = sorted + at;
    return find(sorted, bundle->relation_count, wanted, true) - at;
}

size_t stix_relations_from(const struct stix_bundle *bundle, struct slice id, struct slice relation,
                           const struct stix_object **first)
{
    const struct stix_object wanted = {.id = id, .relation = relation};
    return relations(bundle, bundle->from, &wanted, first);
}

size_t stix_relations_towards(const struct stix_bundle *bundle, struct slice id,
                              struct slice relation, const struct stix_object **first)
{
    const struct stix_object wanted = {.id = id, .relation = relation};
    return relations(bundle, bundle->towards, &wanted, first);
}
