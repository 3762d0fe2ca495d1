/* name_form - a name, taken apart so that it can be compared.
 *
 * A name has one form a reading (script.h): its words, what each is, and the name in its own
 * script. Forms are made once for a list's names and once for what is asked. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "attribution/token_pool.h"
#include "model/entity.h"
#include "model/limits.h"

/* A word where it stands in a name, or a join of several. */
struct name_place {
    const struct name_token *token; /* lives in the pool */
    uint16_t from, to;              /* the bytes of the original that it was read from */
    uint8_t first, span;            /* which words of the name it is: one, or several of a join */
    bool is_family;                 /* the list or the query says that it is of the family name */
};

struct name_form {
    enum entity_kind kind;
    enum reading reading;
    struct slice original; /* as printed */
    struct name_place *words;
    /* Neighbours written together ("bin"+"laden", all of "vladimir putin"), and the first letters
     * of an organisation's words. A join stands for its words when it is aligned. */
    struct name_place *joins;
    uint32_t word_count, join_count;
};

/* Makes the forms of a name, at least one; they and a copy of the text live in the arena, their
 * words in the pool. Gives how many. Text beyond LIMIT_NAME bytes and LIMIT_NAME_WORDS words is
 * left out. */
size_t name_forms_make(struct script *script, struct arena *arena, struct token_pool *pool,
                       enum entity_kind kind, struct slice text, struct slice family,
                       struct name_form **forms);
