/* SPDX-License-Identifier: MIT */
#include "attribution/sanctions.h"

#include "attribution/entry_merge.h"
#include "attribution/identifier.h"
#include "attribution/same_name.h"
#include "base/hash.h"
#include "base/memory.h"
#include "model/limits.h"

#include <assert.h>
#include <stdlib.h>

/* Where the entries' identifiers are found by the hash of their canonical form. */
struct identifier_place {
    uint64_t hash;
    uint32_t entry, identifier;
};

struct sanctions {
    struct arena arena;
    struct entity_list *lists;
    size_t list_count, list_capacity;
    size_t *sizes; /* of each list: its entities */
    struct sanctions_entry *entries;
    struct appearance **appearances; /* of each entry; version_count of them */
    size_t entry_count, entry_capacity, appearance_capacity;
    struct identifier_place *identifiers;
    size_t identifier_count;
    struct listed_names *names;
    struct same_name *same_names;
    bool is_finished;
};

struct sanctions *sanctions_create(void)
{
    return memory_create(1, sizeof(struct sanctions));
}

void sanctions_free(struct sanctions *s)
{
    if (!s)
        return;
    for (size_t i = 0; i < s->list_count; i++)
        entity_list_done(&s->lists[i]);
    same_name_free(s->same_names);
    listed_names_free(s->names);
    free(s->lists);
    free(s->sizes);
    free(s->entries);
    free(s->appearances);
    free(s->identifiers);
    arena_done(&s->arena);
    free(s);
}

void sanctions_add(struct sanctions *s, struct entity_list *list)
{
    assert(!s->is_finished);
    s->lists = memory_grow(s->lists, &s->list_capacity, s->list_count + 1, sizeof *s->lists);
    s->lists[s->list_count++] = *list;
    entity_list_init(list);
}

/* Complaints go to the caller's context, lists to the sanctions: this carries both. */
struct loading {
    struct sanctions *sanctions;
    list_complaint_fn *complain;
    void *context;
};

static void loaded(void *context, struct entity_list *list)
{
    const struct loading *loading = context;
    sanctions_add(loading->sanctions, list);
}

static void complained(void *context, const char *sentence)
{
    const struct loading *loading = context;
    if (loading->complain)
        loading->complain(loading->context, sentence);
}

bool sanctions_load(struct sanctions *s, const char *path, const struct list_choice *choice,
                    list_complaint_fn *complain, void *context)
{
    struct loading loading = {s, complain, context};
    return list_load(path, &(struct list_load){choice, loaded, complained, &loading});
}

/* By name, then by date, the unknown date last. */
static int compare_lists(const void *a, const void *b)
{
    const struct entity_list *x = a, *y = b;
    int names = slice_compare(x->name, y->name);
    if (names != 0)
        return names;
    bool x_known = instant_is_known(x->date), y_known = instant_is_known(y->date);
    if (x_known != y_known)
        return x_known ? -1 : 1;
    if (x->date.ns != y->date.ns)
        return x->date.ns < y->date.ns ? -1 : 1;
    return memcmp(x->digest, y->digest, sizeof x->digest);
}

/* The same file twice is one version. */
static void drop_repeated(struct sanctions *s)
{
    static const uint8_t unknown[DIGEST_SHA256_SIZE] = {0};
    size_t kept = 0;
    for (size_t i = 0; i < s->list_count; i++) {
        struct entity_list *list = &s->lists[i];
        bool is_repeated = kept > 0 && compare_lists(&s->lists[kept - 1], list) == 0 &&
                           memcmp(list->digest, unknown, sizeof unknown) != 0;
        if (is_repeated)
            entity_list_done(list);
        else
            s->lists[kept++] = *list;
    }
    s->list_count = kept;
}

/* An entity of a version, on its way to its entry. */
struct place {
    const struct entity *entity;
    uint32_t version, index;
    uint32_t occurrence; /* a list may give a number twice: the first, the second ... */
};

static int compare_numbers(uint32_t a, uint32_t b)
{
    return (a > b) - (a < b);
}

static int by_version(const void *a, const void *b)
{
    const struct place *x = a, *y = b;
    int order = slice_compare(x->entity->id, y->entity->id);
    order = order != 0 ? order : compare_numbers(x->version, y->version);
    return order != 0 ? order : compare_numbers(x->index, y->index);
}

static int by_entry(const void *a, const void *b)
{
    const struct place *x = a, *y = b;
    int order = slice_compare(x->entity->id, y->entity->id);
    order = order != 0 ? order : compare_numbers(x->occurrence, y->occurrence);
    return order != 0 ? order : compare_numbers(x->version, y->version);
}

static struct place *sort_places(const struct entity_list *versions, size_t version_count,
                                 size_t *count)
{
    struct place *places = NULL;
    size_t capacity = 0;
    *count = 0;
    for (size_t v = 0; v < version_count; v++)
        for (size_t i = 0; i < versions[v].entity_count; i++) {
            places = memory_grow(places, &capacity, *count + 1, sizeof *places);
            places[(*count)++] =
                (struct place){&versions[v].entities[i], (uint32_t)v, (uint32_t)i, 0};
        }
    if (*count == 0)
        return places;
    qsort(places, *count, sizeof *places, by_version);
    for (size_t i = 1; i < *count; i++)
        if (places[i].version == places[i - 1].version &&
            slice_equal(places[i].entity->id, places[i - 1].entity->id))
            places[i].occurrence = places[i - 1].occurrence + 1;
    qsort(places, *count, sizeof *places, by_entry);
    return places;
}

static bool lacks_a_part(const struct entity_list *list)
{
    return list->is_partial || list->damage.sentence[0] != '\0';
}

static void add_entry(struct sanctions *s, struct text_pool *pool, size_t first_list,
                      const struct place *places, size_t count)
{
    struct entry_source *sources = memory_create(count, sizeof *sources);
    struct appearance *appearances = arena_create(&s->arena, count * sizeof *appearances);
    for (size_t i = 0; i < count; i++) {
        const struct entity_list *list = &s->lists[first_list + places[i].version];
        sources[i] = (struct entry_source){places[i].entity, lacks_a_part(list)};
        appearances[i].version = places[i].version;
        entry_keep_designations(pool, places[i].entity, i > 0 ? &appearances[i - 1] : NULL,
                                &appearances[i]);
    }
    s->entries =
        memory_grow(s->entries, &s->entry_capacity, s->entry_count + 1, sizeof *s->entries);
    s->appearances = memory_grow(s->appearances, &s->appearance_capacity, s->entry_count + 1,
                                 sizeof *s->appearances);
    s->appearances[s->entry_count] = appearances;
    size_t last = first_list + places[count - 1].version;
    s->entries[s->entry_count++] = (struct sanctions_entry){
        .entity = entry_merge(pool, sources, count),
        .list = &s->lists[last],
        .first_version = first_list + places[0].version,
        .last_version = last,
        .version_count = count,
    };
    free(sources);
}

/* The list itself stays, with its names; its entities are kept in the entries. */
static void give_up_entities(struct sanctions *s, struct entity_list *list)
{
    struct entity_list kept = *list;
    kept.format = list->format;
    kept.arena = (struct arena){0};
    kept.entities = NULL;
    kept.entity_count = kept.entity_capacity = 0;
    kept.name = arena_keep(&s->arena, list->name);
    kept.sources = arena_create(&s->arena, list->source_count * sizeof *kept.sources + 1);
    for (size_t i = 0; i < list->source_count; i++) {
        kept.sources[i] = list->sources[i];
        kept.sources[i].name = arena_keep(&s->arena, list->sources[i].name);
    }
    entity_list_done(list);
    *list = kept;
}

/* All versions of one list become entries. */
static void join_versions(struct sanctions *s, struct text_pool *pool, size_t first, size_t end)
{
    size_t count;
    struct place *places = sort_places(&s->lists[first], end - first, &count);
    for (size_t i = 0; i < count;) {
        size_t next = i + 1;
        while (next < count && places[next].occurrence == places[i].occurrence &&
               slice_equal(places[next].entity->id, places[i].entity->id))
            next++;
        add_entry(s, pool, first, places + i, next - i);
        i = next;
    }
    free(places);
    for (size_t i = first; i < end; i++) {
        s->sizes[i] = s->lists[i].entity_count;
        give_up_entities(s, &s->lists[i]);
    }
}

static size_t end_of_versions(const struct sanctions *s, size_t first)
{
    size_t end = first + 1;
    while (end < s->list_count && slice_equal(s->lists[end].name, s->lists[first].name))
        end++;
    return end;
}

static int compare_identifiers(const void *a, const void *b)
{
    const struct identifier_place *x = a, *y = b;
    if (x->hash != y->hash)
        return x->hash < y->hash ? -1 : 1;
    int order = compare_numbers(x->entry, y->entry);
    return order != 0 ? order : compare_numbers(x->identifier, y->identifier);
}

static uint64_t hash_of(enum identifier_kind kind, struct slice value, struct text *canonical)
{
    text_clear(canonical);
    identifier_add_canonical(canonical, kind, value);
    return hash_bytes(text_slice(canonical), identifier_class(kind));
}

static void index_identifiers(struct sanctions *s)
{
    struct text canonical = {0};
    size_t capacity = 0;
    for (size_t e = 0; e < s->entry_count; e++)
        for (size_t i = 0; i < s->entries[e].entity->identifier_count; i++) {
            const struct entity_identifier *identifier = &s->entries[e].entity->identifiers[i];
            uint64_t hash = hash_of(identifier->kind, identifier->value, &canonical);
            if (canonical.size == 0)
                continue;
            s->identifiers = memory_grow(s->identifiers, &capacity, s->identifier_count + 1,
                                         sizeof *s->identifiers);
            s->identifiers[s->identifier_count++] =
                (struct identifier_place){hash, (uint32_t)e, (uint32_t)i};
        }
    if (s->identifier_count > 0)
        qsort(s->identifiers, s->identifier_count, sizeof *s->identifiers, compare_identifiers);
    text_done(&canonical);
}

void sanctions_finish(struct sanctions *s)
{
    assert(!s->is_finished);
    s->is_finished = true;
    if (s->list_count > 0)
        qsort(s->lists, s->list_count, sizeof *s->lists, compare_lists);
    drop_repeated(s);
    s->sizes = memory_create(s->list_count, sizeof *s->sizes);
    struct text_pool *pool = text_pool_create(&s->arena);
    for (size_t first = 0; first < s->list_count;) {
        size_t end = end_of_versions(s, first);
        join_versions(s, pool, first, end);
        first = end;
    }
    text_pool_free(pool);
    index_identifiers(s);
    s->names = listed_names_create(s->entries, s->entry_count);
    s->same_names = same_name_create(s->entries, s->names);
}

size_t sanctions_list_count(const struct sanctions *s)
{
    return s->list_count;
}

const struct entity_list *sanctions_list_at(const struct sanctions *s, size_t i)
{
    return &s->lists[i];
}

size_t sanctions_list_size(const struct sanctions *s, size_t i)
{
    return s->sizes[i];
}

size_t sanctions_entry_count(const struct sanctions *s)
{
    return s->entry_count;
}

const struct sanctions_entry *sanctions_entry_at(const struct sanctions *s, size_t i)
{
    return &s->entries[i];
}

const struct listed_names *sanctions_names(const struct sanctions *s)
{
    return s->names;
}

size_t sanctions_status(const struct sanctions *s, size_t entry, struct instant at,
                        struct arena *arena, const struct authority_status **statuses)
{
    const struct sanctions_entry *e = &s->entries[entry];
    size_t first = e->last_version - s->appearances[entry][e->version_count - 1].version;
    struct entry_history history = {
        .versions = &s->lists[first],
        .version_count = end_of_versions(s, first) - first,
        .appearances = s->appearances[entry],
        .appearance_count = e->version_count,
    };
    return standing_at(&history, at, arena, statuses);
}

static size_t first_with(const struct sanctions *s, uint64_t hash)
{
    size_t from = 0, to = s->identifier_count;
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        if (s->identifiers[middle].hash < hash)
            from = middle + 1;
        else
            to = middle;
    }
    return from;
}

static const struct entity_identifier *identifier_at(const struct sanctions *s,
                                                     const struct identifier_place *place)
{
    return &s->entries[place->entry].entity->identifiers[place->identifier];
}

void sanctions_find_identifier(const struct sanctions *s, struct slice value,
                               sanctions_entry_fn *say, void *context)
{
    struct text asked = {0}, listed = {0};
    for (unsigned class = 0; class < IDENTIFIER_CLASSES; class ++) {
        uint64_t hash = hash_of(identifier_of_class(class), value, &asked);
        for (size_t i = first_with(s, hash);
             asked.size > 0 && i < s->identifier_count && s->identifiers[i].hash == hash; i++) {
            const struct entity_identifier *identifier = identifier_at(s, &s->identifiers[i]);
            hash_of(identifier->kind, identifier->value, &listed);
            if (identifier_class(identifier->kind) == class &&
                slice_equal(text_slice(&asked), text_slice(&listed)))
                say(context, s->identifiers[i].entry, identifier);
        }
    }
    text_done(&asked);
    text_done(&listed);
}

void sanctions_linked(const struct sanctions *s, size_t entry, sanctions_linked_fn *say,
                      void *context)
{
    same_name_find(s->same_names, entry, say, context);
}
