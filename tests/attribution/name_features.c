/* Prints what is measured of pairs of names: a line "kind, a tab, name, a tab, name" gives the
 * score and each evidence, for fitting the coefficients of name_match.c.
 *
 * SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <string.h>

#include "attribution/name_evidence.h"
#include "attribution/name_match.h"

struct best {
    struct name_comparison comparison;
    struct name_evidence evidence;
    bool found;
};

static void compare(const struct name_form *a, const struct name_form *b, struct best *best)
{
    static struct name_comparison comparison;
    enum entity_kind kind;
    name_compare(a, b, NULL, &comparison);
    if (best->found && comparison.score <= best->comparison.score)
        return;
    best->found = true;
    best->comparison = comparison;
    struct name_alignment alignment;
    name_kinds_meet(a->kind, b->kind, &kind);
    name_align(kind, a, b, &alignment);
    name_evidence_weigh(kind, a, b, &alignment, NULL, &best->evidence);
}

static void print_words(const struct name_comparison *comparison)
{
    for (size_t i = 0; i < comparison->aligned_count; i++) {
        const struct aligned_words *words = &comparison->aligned[i];
        printf(" %.*s=%.*s(%d,%.2f,%.2f)", (int)words->asked.size, (const char *)words->asked.data,
               (int)words->listed.size, (const char *)words->listed.data, (int)words->how,
               words->likeness, words->weight);
    }
}

int main(void)
{
    static char line[65536];
    static struct best best;
    struct script *script = script_create();
    struct token_pool pool = {0};
    while (fgets(line, sizeof line, stdin) != NULL) {
        struct arena arena = {0};
        struct slice rest = slice_trim(slice_from(line));
        enum entity_kind kind = ENTITY_ANY;
        entity_kind_read(slice_split(&rest, '\t'), &kind);
        struct slice left = slice_split(&rest, '\t'), right = rest;
        struct name_form *a, *b;
        size_t m = name_forms_make(script, &arena, &pool, kind, left, (struct slice){0}, &a);
        size_t n = name_forms_make(script, &arena, &pool, kind, right, (struct slice){0}, &b);
        best.found = false;
        for (size_t i = 0; i < m; i++)
            for (size_t j = 0; j < n; j++)
                compare(&a[i], &b[j], &best);
        printf("%.4f", best.comparison.score);
        for (size_t i = 0; i < EVIDENCES; i++)
            printf("\t%.4f", best.evidence.of[i]);
        printf("\t");
        print_words(&best.comparison);
        printf("\n");
        arena_done(&arena);
    }
    token_pool_done(&pool);
    script_free(script);
    return 0;
}
