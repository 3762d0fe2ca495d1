/* reading - what tests of list readers share. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "attribution/list_reader.h"

#include <string.h>

static inline const struct list_reader *reader_named(const char *name)
{
    return list_reader_find((struct slice){0}, "", name);
}

/* Reads files given as name, content, name, content ..., NULL. */
static inline bool read_files(const char *reader, const char *const *files,
                              struct entity_list *list, struct problem *problem)
{
    struct list_file read[8];
    size_t count = 0;
    for (; files[2 * count]; count++)
        read[count] = (struct list_file){files[2 * count], slice_from(files[2 * count + 1])};
    entity_list_init(list);
    return reader_named(reader)->read(read, count, NULL, list, problem);
}

static inline const struct entity *entity_of(const struct entity_list *list, const char *id)
{
    for (size_t i = 0; i < list->entity_count; i++)
        if (slice_equal_text(list->entities[i].id, id))
            return &list->entities[i];
    return NULL;
}

static inline const struct entity_name *name_of(const struct entity *entity, const char *text)
{
    for (size_t i = 0; i < entity->name_count; i++)
        if (slice_equal_text(entity->names[i].text, text))
            return &entity->names[i];
    return NULL;
}

static inline const struct entity_identifier *
identifier_of(const struct entity *entity, enum identifier_kind kind, const char *value)
{
    for (size_t i = 0; i < entity->identifier_count; i++)
        if (entity->identifiers[i].kind == kind &&
            slice_equal_text(entity->identifiers[i].value, value))
            return &entity->identifiers[i];
    return NULL;
}
