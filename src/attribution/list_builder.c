/* SPDX-License-Identifier: MIT */
#include "attribution/list_builder.h"

#include "base/memory.h"
#include "model/limits.h"

#include <stdlib.h>
#include <string.h>

/* Parts of one kind, all of one size, while they are collected. */
struct parts {
    void *items;
    size_t count, capacity;
};

struct list_builder {
    struct entity_list *list;
    struct entity entity;
    struct parts names, designations, births, birth_places, countries, addresses, identifiers,
        links;
    struct text remarks;
    size_t kept; /* bytes of the entity's texts so far */
    bool is_open;
};

struct list_builder *list_builder_create(struct entity_list *list)
{
    struct list_builder *b = memory_create(1, sizeof *b);
    b->list = list;
    return b;
}

void list_builder_free(struct list_builder *b)
{
    if (!b)
        return;
    struct parts *all[] = {&b->names,     &b->designations, &b->births,      &b->birth_places,
                           &b->countries, &b->addresses,    &b->identifiers, &b->links};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        free(all[i]->items);
    text_done(&b->remarks);
    free(b);
}

/* Trimmed, and ends of lines and runs of blanks are one blank: they are layout. Empty where the
 * entity, or the list, has no room: formats whose parts point at one another can say a long text
 * many times. */
static struct slice keep(struct list_builder *b, struct slice text)
{
    struct slice trimmed = slice_part(slice_trim(text), 0, LIMIT_ENTITY_TEXT);
    if (trimmed.size == 0 || trimmed.size > LIMIT_LIST_ENTRY - b->kept ||
        b->list->arena.used > LIMIT_LIST_KEPT)
        return (struct slice){0};
    b->kept += trimmed.size;
    uint8_t *kept = arena_alloc(&b->list->arena, trimmed.size);
    size_t size = 0;
    for (size_t i = 0; i < trimmed.size; i++) {
        bool is_space = byte_is_space(trimmed.data[i]);
        if (!is_space)
            kept[size++] = trimmed.data[i];
        else if (kept[size - 1] != ' ')
            kept[size++] = ' ';
    }
    return slice_make(kept, size);
}

static void add(struct parts *parts, const void *item, size_t size)
{
    if (parts->count >= LIMIT_ENTITY_PARTS)
        return;
    parts->items = memory_grow(parts->items, &parts->capacity, parts->count + 1, size);
    memcpy((char *)parts->items + parts->count++ * size, item, size);
}

static void add_text(struct list_builder *b, struct parts *parts, struct slice text)
{
    struct slice kept = keep(b, text);
    const struct slice *items = parts->items;
    if (kept.size == 0)
        return;
    for (size_t i = 0; i < parts->count; i++)
        if (slice_equal(items[i], kept))
            return;
    add(parts, &kept, sizeof kept);
}

void list_builder_begin(struct list_builder *b, struct slice id, enum entity_kind kind)
{
    b->kept = 0;
    b->entity = (struct entity){.id = keep(b, id), .kind = kind};
    b->names.count = b->designations.count = b->births.count = b->birth_places.count = 0;
    b->countries.count = b->addresses.count = b->identifiers.count = b->links.count = 0;
    text_clear(&b->remarks);
    b->is_open = true;
}

void list_builder_set_kind(struct list_builder *b, enum entity_kind kind)
{
    b->entity.kind = kind;
}

void list_builder_set_place(struct list_builder *b, uint32_t file, uint32_t line)
{
    b->entity.file = file;
    b->entity.line = line;
}

void list_builder_name(struct list_builder *b, enum name_kind kind, struct slice text,
                       struct slice family)
{
    struct entity_name name = {kind, keep(b, text), keep(b, family)};
    const struct entity_name *names = b->names.items;
    if (name.text.size == 0)
        return;
    for (size_t i = 0; i < b->names.count; i++)
        if (slice_equal(names[i].text, name.text))
            return;
    add(&b->names, &name, sizeof name);
}

void list_builder_designation(struct list_builder *b, const struct designation *designation)
{
    struct designation kept = *designation;
    kept.authority = keep(b, kept.authority);
    kept.body = keep(b, kept.body);
    kept.programme = keep(b, kept.programme);
    kept.reference = keep(b, kept.reference);
    add(&b->designations, &kept, sizeof kept);
}

void list_builder_birth(struct list_builder *b, struct slice date)
{
    struct partial_date read;
    if (partial_date_read(date, &read))
        add(&b->births, &read, sizeof read);
}

void list_builder_birth_place(struct list_builder *b, struct slice place)
{
    add_text(b, &b->birth_places, place);
}

void list_builder_country(struct list_builder *b, struct slice country)
{
    add_text(b, &b->countries, country);
}

void list_builder_address(struct list_builder *b, const struct entity_address *address)
{
    struct entity_address kept = {keep(b, address->text), keep(b, address->city),
                                  keep(b, address->country)};
    if (kept.text.size + kept.city.size + kept.country.size > 0)
        add(&b->addresses, &kept, sizeof kept);
}

void list_builder_identifier(struct list_builder *b, const struct entity_identifier *identifier)
{
    const struct entity_identifier *there = b->identifiers.items;
    struct slice value = keep(b, identifier->value);
    if (value.size == 0)
        return;
    for (size_t i = 0; i < b->identifiers.count; i++)
        if (there[i].kind == identifier->kind && slice_equal(there[i].value, value))
            return;
    struct entity_identifier kept = {identifier->kind, value, keep(b, identifier->label),
                                     keep(b, identifier->country)};
    add(&b->identifiers, &kept, sizeof kept);
}

void list_builder_link(struct list_builder *b, const struct entity_link *link)
{
    struct entity_link kept = {keep(b, link->how), keep(b, link->name), keep(b, link->id)};
    if (kept.name.size + kept.id.size > 0)
        add(&b->links, &kept, sizeof kept);
}

void list_builder_gender(struct list_builder *b, struct slice gender)
{
    b->entity.gender = keep(b, gender);
}

void list_builder_title(struct list_builder *b, struct slice title)
{
    b->entity.title = keep(b, title);
}

void list_builder_remark(struct list_builder *b, struct slice remark)
{
    if (b->remarks.size <= LIMIT_ENTITY_TEXT)
        text_join(&b->remarks, "; ", slice_trim(remark));
}

static const void *settle(struct list_builder *b, const struct parts *parts, size_t size,
                          size_t *count)
{
    *count = parts->count;
    if (parts->count == 0)
        return NULL;
    return arena_keep(&b->list->arena, slice_make(parts->items, parts->count * size)).data;
}

/* The primary first, the others as they came. */
static void order_names(struct list_builder *b)
{
    struct entity_name *names = b->names.items;
    for (size_t i = 1; i < b->names.count && names[0].kind != NAME_PRIMARY; i++)
        if (names[i].kind == NAME_PRIMARY) {
            struct entity_name primary = names[i];
            memmove(names + 1, names, i * sizeof *names);
            names[0] = primary;
        }
}

bool list_builder_end(struct list_builder *b)
{
    struct entity_list *list = b->list;
    struct entity *e = &b->entity;
    if (!b->is_open)
        return false;
    b->is_open = false;
    if (b->names.count == 0 || e->id.size == 0 || list->entity_count >= LIMIT_ENTITIES) {
        list->unread++;
        return false;
    }
    order_names(b);
    e->names = settle(b, &b->names, sizeof *e->names, &e->name_count);
    e->designations = settle(b, &b->designations, sizeof *e->designations, &e->designation_count);
    e->births = settle(b, &b->births, sizeof *e->births, &e->birth_count);
    e->birth_places = settle(b, &b->birth_places, sizeof *e->birth_places, &e->birth_place_count);
    e->countries = settle(b, &b->countries, sizeof *e->countries, &e->country_count);
    e->addresses = settle(b, &b->addresses, sizeof *e->addresses, &e->address_count);
    e->identifiers = settle(b, &b->identifiers, sizeof *e->identifiers, &e->identifier_count);
    e->links = settle(b, &b->links, sizeof *e->links, &e->link_count);
    e->remarks = keep(b, text_slice(&b->remarks));
    list->entities = memory_grow(list->entities, &list->entity_capacity, list->entity_count + 1,
                                 sizeof *list->entities);
    list->entities[list->entity_count++] = *e;
    return true;
}
