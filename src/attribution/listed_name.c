/* SPDX-License-Identifier: MIT */
#include "attribution/listed_name.h"

#include "attribution/sanctions.h"
#include "base/memory.h"

#include <stdlib.h>

struct listed_names {
    struct arena arena; /* forms */
    struct token_pool pool;
    struct listed_place *places;
    struct listed_name *names;
    size_t count, capacity;
};

/* A name on its way to where equal ones are together. */
struct found_name {
    enum entity_kind kind;
    struct slice text, family;
    struct listed_place place;
};

static int compare(const struct found_name *x, const struct found_name *y)
{
    int order = slice_compare(x->text, y->text);
    if (order == 0 && x->kind != y->kind)
        order = x->kind < y->kind ? -1 : 1;
    return order != 0 ? order : slice_compare(x->family, y->family);
}

static int by_text(const void *a, const void *b)
{
    const struct found_name *x = a, *y = b;
    int order = compare(x, y);
    if (order != 0)
        return order;
    if (x->place.entry != y->place.entry)
        return x->place.entry < y->place.entry ? -1 : 1;
    return (x->place.name > y->place.name) - (x->place.name < y->place.name);
}

static struct found_name *find_names(const struct sanctions_entry *entries, size_t entry_count,
                                     size_t *count)
{
    struct found_name *found = NULL;
    size_t capacity = 0;
    *count = 0;
    for (size_t e = 0; e < entry_count; e++)
        for (size_t n = 0; n < entries[e].entity->name_count; n++) {
            const struct entity_name *name = &entries[e].entity->names[n];
            found = memory_grow(found, &capacity, *count + 1, sizeof *found);
            found[(*count)++] = (struct found_name){
                entries[e].entity->kind, name->text, name->family, {(uint32_t)e, (uint32_t)n}};
        }
    if (*count > 0)
        qsort(found, *count, sizeof *found, by_text);
    return found;
}

struct listed_names *listed_names_create(const struct sanctions_entry *entries, size_t entry_count)
{
    struct listed_names *names = memory_create(1, sizeof *names);
    struct script *script = script_create();
    size_t count;
    struct found_name *found = find_names(entries, entry_count, &count);
    names->places = memory_create(count, sizeof *names->places);
    for (size_t i = 0; i < count; i++) {
        names->places[i] = found[i].place;
        if (i > 0 && compare(&found[i - 1], &found[i]) == 0) {
            names->names[names->count - 1].place_count++;
            continue;
        }
        struct name_form *forms;
        size_t form_count = name_forms_make(script, &names->arena, &names->pool, found[i].kind,
                                            found[i].text, found[i].family, &forms);
        names->names =
            memory_grow(names->names, &names->capacity, names->count + 1, sizeof *names->names);
        names->names[names->count++] =
            (struct listed_name){forms, form_count, &names->places[i], 1};
    }
    free(found);
    script_free(script);
    return names;
}

void listed_names_free(struct listed_names *names)
{
    if (!names)
        return;
    token_pool_done(&names->pool);
    arena_done(&names->arena);
    free(names->places);
    free(names->names);
    free(names);
}

size_t listed_names_count(const struct listed_names *names)
{
    return names->count;
}

const struct listed_name *listed_name_at(const struct listed_names *names, size_t i)
{
    return &names->names[i];
}

size_t listed_names_words(const struct listed_names *names)
{
    return names->pool.count;
}
