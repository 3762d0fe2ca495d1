/* SPDX-License-Identifier: MIT */
#include "attribution/entry_merge.h"

#include "base/hash.h"
#include "base/memory.h"
#include "model/limits.h"

#include <stdlib.h>

struct text_pool {
    struct arena *arena;
    struct slice *slots; /* a power of two of them */
    size_t capacity, count;
};

struct text_pool *text_pool_create(struct arena *arena)
{
    enum { FIRST = 1024 };
    struct text_pool *pool = memory_create(1, sizeof *pool);
    pool->arena = arena;
    pool->capacity = FIRST;
    pool->slots = memory_create(pool->capacity, sizeof *pool->slots);
    return pool;
}

void text_pool_free(struct text_pool *pool)
{
    if (!pool)
        return;
    free(pool->slots);
    free(pool);
}

static struct slice *slot_of(const struct text_pool *pool, struct slice text)
{
    size_t at = hash_bytes(text, HASH_SEED);
    for (;; at++) {
        struct slice *slot = &pool->slots[at & (pool->capacity - 1)];
        if (slot->size == 0 || slice_equal(*slot, text))
            return slot;
    }
}

static void grow(struct text_pool *pool)
{
    struct text_pool larger = {.capacity = pool->capacity * 2};
    larger.slots = memory_create(larger.capacity, sizeof *larger.slots);
    for (size_t i = 0; i < pool->capacity; i++)
        if (pool->slots[i].size > 0)
            *slot_of(&larger, pool->slots[i]) = pool->slots[i];
    free(pool->slots);
    pool->slots = larger.slots;
    pool->capacity = larger.capacity;
}

static struct slice keep(struct text_pool *pool, struct slice text)
{
    if (text.size == 0)
        return (struct slice){0};
    if (pool->count * 2 >= pool->capacity)
        grow(pool);
    struct slice *slot = slot_of(pool, text);
    if (slot->size == 0) {
        *slot = arena_keep(pool->arena, text);
        pool->count++;
    }
    return *slot;
}

/* Parts of one kind: where an entity has them, and which of their members are texts. */
struct part_kind {
    size_t items, count; /* offsets in struct entity */
    size_t size;
    size_t texts[4], text_count; /* offsets in an item */
    bool from_all;               /* collected from all versions */
};

#define PARTS(member, counted, type)                                                               \
    .items = offsetof(struct entity, member), .count = offsetof(struct entity, counted),           \
    .size = sizeof(type)

static const struct part_kind name_parts = {
    PARTS(names, name_count, struct entity_name),
    .texts = {offsetof(struct entity_name, text), offsetof(struct entity_name, family)},
    .text_count = 2,
    .from_all = true,
};
static const struct part_kind designation_parts = {
    PARTS(designations, designation_count, struct designation),
    .texts = {offsetof(struct designation, authority), offsetof(struct designation, body),
              offsetof(struct designation, programme), offsetof(struct designation, reference)},
    .text_count = 4,
};
static const struct part_kind other_parts[] = {
    {PARTS(births, birth_count, struct partial_date)},
    {PARTS(birth_places, birth_place_count, struct slice), .texts = {0}, .text_count = 1},
    {PARTS(countries, country_count, struct slice), .texts = {0}, .text_count = 1},
    {
        PARTS(addresses, address_count, struct entity_address),
        .texts = {offsetof(struct entity_address, text), offsetof(struct entity_address, city),
                  offsetof(struct entity_address, country)},
        .text_count = 3,
    },
    {
        PARTS(identifiers, identifier_count, struct entity_identifier),
        .texts = {offsetof(struct entity_identifier, value),
                  offsetof(struct entity_identifier, label),
                  offsetof(struct entity_identifier, country)},
        .text_count = 3,
        .from_all = true,
    },
    {
        PARTS(links, link_count, struct entity_link),
        .texts = {offsetof(struct entity_link, how), offsetof(struct entity_link, name),
                  offsetof(struct entity_link, id)},
        .text_count = 3,
    },
};

static const char *items_of(const struct entity *entity, const struct part_kind *kind)
{
    const char *items;
    memcpy(&items, (const char *)entity + kind->items, sizeof items);
    return items;
}

static size_t count_of(const struct entity *entity, const struct part_kind *kind)
{
    size_t count;
    memcpy(&count, (const char *)entity + kind->count, sizeof count);
    return count;
}

static void set_parts(struct entity *entity, const struct part_kind *kind, const void *items,
                      size_t count)
{
    memcpy((char *)entity + kind->items, &items, sizeof items);
    memcpy((char *)entity + kind->count, &count, sizeof count);
}

static struct slice text_at(const char *item, size_t offset)
{
    struct slice text;
    memcpy(&text, item + offset, sizeof text);
    return text;
}

static bool is_equal_birth(const char *a, const char *b)
{
    struct partial_date x, y;
    memcpy(&x, a, sizeof x);
    memcpy(&y, b, sizeof y);
    return x.year == y.year && x.year_to == y.year_to && x.month == y.month && x.day == y.day &&
           x.is_approximate == y.is_approximate;
}

/* Items are equal when their texts are; of names the text alone counts, not the family. */
static bool is_equal(const struct part_kind *kind, const char *a, const char *b)
{
    if (kind->text_count == 0)
        return is_equal_birth(a, b);
    size_t asked = kind == &name_parts ? 1 : kind->text_count;
    for (size_t i = 0; i < asked; i++)
        if (!slice_equal(text_at(a, kind->texts[i]), text_at(b, kind->texts[i])))
            return false;
    return true;
}

/* Parts of one kind while they are collected, the newest first. */
struct collection {
    char *items;
    size_t count, capacity;
};

static bool has(const struct collection *c, const struct part_kind *kind, const char *item)
{
    for (size_t i = 0; i < c->count; i++)
        if (is_equal(kind, c->items + i * kind->size, item))
            return true;
    return false;
}

static void collect(struct collection *c, const struct part_kind *kind, const struct entity *from,
                    bool is_older)
{
    const char *items = items_of(from, kind);
    size_t count = count_of(from, kind);
    for (size_t i = 0; i < count && c->count < LIMIT_ENTITY_PARTS; i++) {
        const char *item = items + i * kind->size;
        if (is_older && has(c, kind, item))
            continue;
        c->items = memory_grow(c->items, &c->capacity, (c->count + 1) * kind->size, 1);
        memcpy(c->items + c->count++ * kind->size, item, kind->size);
    }
}

static void settle(struct text_pool *pool, const struct part_kind *kind, struct collection *c,
                   struct entity *entity)
{
    for (size_t i = 0; i < c->count; i++)
        for (size_t t = 0; t < kind->text_count; t++) {
            char *place = c->items + i * kind->size + kind->texts[t];
            struct slice kept = keep(pool, text_at(place, 0));
            memcpy(place, &kept, sizeof kept);
        }
    struct slice copy = arena_keep(pool->arena, slice_make(c->items, c->count * kind->size));
    set_parts(entity, kind, c->count > 0 ? copy.data : NULL, c->count);
    free(c->items);
}

static void merge_parts(struct text_pool *pool, const struct part_kind *kind,
                        const struct entry_source *sources, size_t count, struct entity *entity)
{
    struct collection c = {0};
    for (size_t i = count; i-- > 0;) {
        collect(&c, kind, sources[i].entity, i + 1 < count);
        if (c.count > 0 && !kind->from_all && !sources[i].is_partial)
            break;
    }
    settle(pool, kind, &c, entity);
}

/* The newest primary name stands first; what an older version called it is a former name. */
static void merge_names(struct text_pool *pool, const struct entry_source *sources, size_t count,
                        struct entity *entity)
{
    struct collection c = {0};
    bool has_primary = false;
    for (size_t i = count; i-- > 0;) {
        size_t before = c.count;
        collect(&c, &name_parts, sources[i].entity, i + 1 < count);
        for (size_t n = before; n < c.count; n++) {
            struct entity_name name;
            memcpy(&name, c.items + n * sizeof name, sizeof name);
            if (name.kind != NAME_PRIMARY)
                continue;
            if (has_primary) {
                name.kind = NAME_FORMER;
                memcpy(c.items + n * sizeof name, &name, sizeof name);
            } else {
                memmove(c.items + sizeof name, c.items, n * sizeof name);
                memcpy(c.items, &name, sizeof name);
                has_primary = true;
            }
        }
    }
    settle(pool, &name_parts, &c, entity);
}

static struct slice newest_text(struct text_pool *pool, const struct entry_source *sources,
                                size_t count, size_t offset)
{
    for (size_t i = count; i-- > 0;) {
        struct slice text = text_at((const char *)sources[i].entity, offset);
        if (text.size > 0)
            return keep(pool, text);
    }
    return (struct slice){0};
}

struct entity *entry_merge(struct text_pool *pool, const struct entry_source *sources, size_t count)
{
    const struct entity *newest = sources[count - 1].entity;
    struct entity *entity = arena_create(pool->arena, sizeof *entity);
    entity->id = keep(pool, newest->id);
    entity->file = newest->file;
    entity->line = newest->line;
    for (size_t i = count; i-- > 0 && entity->kind == ENTITY_ANY;)
        entity->kind = sources[i].entity->kind;
    merge_names(pool, sources, count, entity);
    merge_parts(pool, &designation_parts, sources, count, entity);
    for (size_t i = 0; i < sizeof other_parts / sizeof *other_parts; i++)
        merge_parts(pool, &other_parts[i], sources, count, entity);
    entity->gender = newest_text(pool, sources, count, offsetof(struct entity, gender));
    entity->title = newest_text(pool, sources, count, offsetof(struct entity, title));
    entity->remarks = newest_text(pool, sources, count, offsetof(struct entity, remarks));
    return entity;
}

static bool is_same_designation(const struct designation *a, const struct designation *b)
{
    return is_equal(&designation_parts, (const char *)a, (const char *)b) &&
           a->from.ns == b->from.ns && a->until.ns == b->until.ns &&
           a->is_other_measure == b->is_other_measure;
}

void entry_keep_designations(struct text_pool *pool, const struct entity *entity,
                             const struct appearance *before, struct appearance *appearance)
{
    bool is_same = before && before->designation_count == entity->designation_count;
    for (size_t i = 0; is_same && i < entity->designation_count; i++)
        is_same = is_same_designation(&before->designations[i], &entity->designations[i]);
    struct entity copy = {0};
    if (!is_same) {
        struct collection c = {0};
        collect(&c, &designation_parts, entity, false);
        settle(pool, &designation_parts, &c, &copy);
    }
    appearance->designations = is_same ? before->designations : copy.designations;
    appearance->designation_count =
        is_same ? before->designation_count : (uint32_t)copy.designation_count;
}
