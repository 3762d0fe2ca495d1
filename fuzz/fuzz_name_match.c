/* Two names from any bytes, a line each: forms and comparisons stay within what the headers say.
 *
 * SPDX-License-Identifier: MIT */
#include "attribution/name_evidence.h"
#include "attribution/name_match.h"

#include <assert.h>
#include <math.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_form(const struct name_form *form)
{
    assert(form->word_count <= LIMIT_NAME_WORDS);
    for (size_t i = 0; i < form->join_count; i++)
        assert((size_t)form->joins[i].first + form->joins[i].span <= form->word_count);
}

static void check_likeness(const struct name_form *a, const struct name_form *b)
{
    for (size_t i = 0; i < a->word_count; i++) {
        for (size_t j = 0; j < b->word_count; j++) {
            enum likeness there, back;
            double likeness = token_likeness(a->words[i].token, b->words[j].token, &there);
            assert(likeness >= 0 && likeness <= 1);
            assert(likeness == token_likeness(b->words[j].token, a->words[i].token, &back));
            assert((likeness > 0) == (there != LIKENESS_NONE));
        }
    }
}

static void compare(const struct name_form *a, const struct name_form *b)
{
    static struct name_comparison comparison;
    name_compare(a, b, NULL, &comparison);
    assert(comparison.score >= 0 && comparison.score <= 1);
    double weight = 0;
    for (size_t i = 0; i < comparison.aligned_count; i++)
        weight += comparison.aligned[i].weight;
    assert(comparison.aligned_count == 0 || fabs(weight - 1) < 1e-6);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena arena = {0};
    struct token_pool pool = {0};
    struct script *script = script_create();
    struct slice rest = slice_make(data, size);
    enum entity_kind kind = size > 0 ? data[0] % ENTITY_KINDS : ENTITY_ANY;
    struct slice left = slice_split_line(&rest), right = rest;
    struct name_form *a, *b;
    size_t m = name_forms_make(script, &arena, &pool, kind, left, (struct slice){0}, &a);
    size_t n = name_forms_make(script, &arena, &pool, ENTITY_ANY, right, left, &b);
    assert(m > 0 && n > 0);
    for (size_t i = 0; i < m; i++) {
        check_form(&a[i]);
        for (size_t j = 0; j < n; j++) {
            check_likeness(&a[i], &b[j]);
            compare(&a[i], &b[j]);
            compare(&b[j], &a[i]);
        }
    }
    script_free(script);
    token_pool_done(&pool);
    arena_done(&arena);
    return 0;
}
