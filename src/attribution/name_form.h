/* name_form - a name, taken apart so that it can be compared.
 *
 * A name has one form a reading (script.h): its words, what each is, and the name in its own
 * script. Forms are made once for a list's names and once for what is asked. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "base/arena.h"
#include "facts/name_word.h"
#include "facts/script.h"
#include "model/entity.h"

struct name_token {
    struct slice text; /* ASCII, small letters and digits */
    struct word_meaning meaning;
    uint8_t reading;   /* enum reading */
    bool is_initial;   /* one letter that stands for a name */
    bool is_family;    /* the list or the query says that it is (part of) the family name */
    uint32_t from, to; /* the bytes of the original that it was read from */
};

struct name_form {
    enum entity_kind kind;
    enum reading reading;
    struct slice original; /* as printed */
    struct name_token *tokens;
    uint32_t token_count;
};

/* Makes the forms of a name, at least one; they live in the arena. Gives how many. */
size_t name_forms_make(struct script *script, struct arena *arena, enum entity_kind kind,
                       struct slice text, struct slice family, struct name_form **forms);
