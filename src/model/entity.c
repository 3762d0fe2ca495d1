/* SPDX-License-Identifier: MIT */
#include "model/entity.h"

#include <stdlib.h>

/* What lists and other programs call a kind; words parted by "|". */
static const struct {
    const char *key, *called;
} kinds[ENTITY_KINDS] = {
    [ENTITY_ANY] = {"any", "any|thing|legalentity|unknown"},
    [ENTITY_PERSON] = {"person", "person|individual|p|natural person|individuals"},
    [ENTITY_ORGANISATION] = {"organisation",
                             "organisation|organization|company|entity|entities|enterprise|e|"
                             "publicbody|public body|legal person|firm|business"},
    [ENTITY_VESSEL] = {"vessel", "vessel|ship|vessels"},
    [ENTITY_AIRCRAFT] = {"aircraft", "aircraft|airplane|aeroplane|plane"},
};

const char *entity_kind_key(enum entity_kind kind)
{
    return kinds[kind].key;
}

bool entity_kind_read(struct slice text, enum entity_kind *kind)
{
    struct slice asked = slice_trim(text);
    for (size_t i = 0; i < ENTITY_KINDS; i++)
        for (struct slice rest = slice_from(kinds[i].called); rest.size > 0;)
            if (slice_equal_ignoring_case(slice_split(&rest, '|'), asked)) {
                *kind = (enum entity_kind)i;
                return true;
            }
    return false;
}

const char *name_kind_key(enum name_kind kind)
{
    static const char *const keys[NAME_KINDS] = {"primary", "alias", "weak alias", "former"};
    return keys[kind];
}

static const struct {
    const char *key, *words;
} identifiers[] = {
#define IDENTIFIER(NAME, key, words) {key, words},
#include "model/identifier.def"
#undef IDENTIFIER
};

const char *identifier_key(enum identifier_kind kind)
{
    return identifiers[kind].key;
}

const char *identifier_words(enum identifier_kind kind)
{
    return identifiers[kind].words;
}

void entity_list_init(struct entity_list *list)
{
    *list = (struct entity_list){0};
}

void entity_list_done(struct entity_list *list)
{
    arena_done(&list->arena);
    free(list->entities);
    *list = (struct entity_list){0};
}
