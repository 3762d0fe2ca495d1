/* names - forms and words of names for tests, without the ceremony. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "../test.h"
#include "attribution/name_match.h"

struct names {
    struct script *script;
    struct arena arena;
    struct token_pool pool;
};

static inline struct names names_create(void)
{
    return (struct names){.script = script_create()};
}

static inline void names_done(struct names *names)
{
    script_free(names->script);
    arena_done(&names->arena);
    token_pool_done(&names->pool);
}

static inline size_t names_forms(struct names *names, enum entity_kind kind, const char *text,
                                 struct name_form **forms)
{
    return name_forms_make(names->script, &names->arena, &names->pool, kind, slice_from(text),
                           (struct slice){0}, forms);
}

/* The first form. */
static inline const struct name_form *names_form(struct names *names, enum entity_kind kind,
                                                 const char *text)
{
    struct name_form *forms;
    names_forms(names, kind, text, &forms);
    return forms;
}

/* The best of all forms. */
static inline double names_score(struct names *names, enum entity_kind kind, const char *asked,
                                 const char *listed)
{
    struct name_form *ours, *theirs;
    size_t our_count = names_forms(names, kind, asked, &ours);
    size_t their_count = names_forms(names, kind, listed, &theirs);
    double best = 0;
    for (size_t i = 0; i < our_count; i++) {
        for (size_t j = 0; j < their_count; j++) {
            struct name_comparison comparison;
            name_compare(&ours[i], &theirs[j], NULL, &comparison);
            best = comparison.score > best ? comparison.score : best;
        }
    }
    return best;
}
