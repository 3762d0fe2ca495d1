/* made_list - lists of sanctions made up for tests, a line an entity or a thing more of it. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "../test.h"

#include "attribution/list_builder.h"

#include <stdlib.h>
#include <string.h>

/* Lines: "ID person|organisation|vessel NAME" begins an entity; then "a: ALIAS", "w: WEAK",
 * "f: FORMER", "b: BIRTH", "c: COUNTRY", "s: STREET ADDRESS", "p: PASSPORT", "i: IMO",
 * "x: WALLET", "d: AUTHORITY PROGRAMME [FROM [UNTIL]]", "m: AUTHORITY" (another measure). */
static inline void made_part(struct list_builder *builder, char what, struct slice value)
{
    struct slice none = {0}, rest = value, authority = slice_split(&rest, ' ');
    struct entity_identifier identifier = {.value = value};
    struct designation designation = {.authority = authority, .is_other_measure = what == 'm'};
    switch (what) {
    case 'a':
        list_builder_name(builder, NAME_ALIAS, value, none);
        break;
    case 'w':
        list_builder_name(builder, NAME_WEAK_ALIAS, value, none);
        break;
    case 'f':
        list_builder_name(builder, NAME_FORMER, value, none);
        break;
    case 'b':
        list_builder_birth(builder, value);
        break;
    case 'c':
        list_builder_country(builder, value);
        break;
    case 's':
        list_builder_address(builder, &(struct entity_address){.text = value});
        break;
    case 'p':
    case 'i':
    case 'x':
        identifier.kind = what == 'p'   ? IDENTIFIER_PASSPORT
                          : what == 'i' ? IDENTIFIER_IMO
                                        : IDENTIFIER_WALLET;
        list_builder_identifier(builder, &identifier);
        break;
    default:
        designation.programme = slice_split(&rest, ' ');
        instant_parse(slice_split(&rest, ' '), &designation.from);
        instant_parse(slice_split(&rest, ' '), &designation.until);
        list_builder_designation(builder, &designation);
    }
}

static inline void made_list(struct entity_list *list, const char *name, const char *date,
                             const char *lines)
{
    struct slice rest = slice_from(lines);
    bool is_open = false;
    entity_list_init(list);
    list->format = "made";
    list->name = arena_keep(&list->arena, slice_from(name));
    instant_parse(slice_from(date), &list->date);
    memset(list->digest, (int)strlen(lines) & 255, sizeof list->digest);
    struct list_builder *builder = list_builder_create(list);
    while (rest.size > 0) {
        struct slice line = slice_trim(slice_split_line(&rest));
        if (line.size > 2 && line.data[1] == ':') {
            made_part(builder, (char)line.data[0], slice_trim(slice_after(line, 2)));
            continue;
        }
        if (is_open)
            list_builder_end(builder);
        is_open = line.size > 0;
        struct slice id = slice_split(&line, ' '), kind_word = slice_split(&line, ' ');
        enum entity_kind kind = ENTITY_ANY;
        entity_kind_read(kind_word, &kind);
        if (is_open)
            list_builder_begin(builder, id, kind);
        if (line.size > 0 && !slice_equal_text(line, "-"))
            list_builder_name(builder, NAME_PRIMARY, line, (struct slice){0});
    }
    if (is_open)
        list_builder_end(builder);
    list_builder_free(builder);
}
