/* SPDX-License-Identifier: MIT */
#include "made_names.h"

#include "attribution/name_index.h"

#include <stdlib.h>

enum { LISTED = 1500, ASKED = 60 };

struct made {
    struct script *script;
    struct arena arena;
    struct token_pool pool, asked_pool;
    struct name_form *forms[LISTED]; /* one each: the names are Latin */
    struct name_index *index;
    struct name_search *search;
    bool found[LISTED];
    size_t last, count;
};

static struct name_form *make_form(struct made *made, struct token_pool *pool, uint64_t *state,
                                   enum entity_kind kind)
{
    struct text name = {0};
    struct name_form *forms;
    made_name(state, &name);
    assert_int_equal(name_forms_make(made->script, &made->arena, pool, kind, text_slice(&name),
                                     (struct slice){0}, &forms),
                     1);
    text_done(&name);
    return forms;
}

static int setup(void **state)
{
    struct made *made = calloc(1, sizeof *made);
    uint64_t random = 42;
    made->script = script_create();
    made->index = name_index_create();
    for (uint32_t i = 0; i < LISTED; i++) {
        enum entity_kind kind = (enum entity_kind)made_number(&random, ENTITY_KINDS);
        made->forms[i] = make_form(made, &made->pool, &random, kind);
        name_index_add(made->index, made->forms[i], i);
    }
    name_index_finish(made->index);
    made->search = name_search_create(made->index);
    *state = made;
    return 0;
}

static int teardown(void **state)
{
    struct made *made = *state;
    name_search_free(made->search);
    name_index_free(made->index);
    token_pool_done(&made->pool);
    token_pool_done(&made->asked_pool);
    arena_done(&made->arena);
    script_free(made->script);
    free(made);
    return 0;
}

static void take(void *context, uint32_t number, const struct name_form *listed,
                 const struct name_comparison *comparison)
{
    struct made *made = context;
    assert_true(made->count == 0 || number > made->last);
    assert_ptr_equal(listed, made->forms[number]);
    assert_true(comparison->aligned_count > 0 || comparison->score <= 0);
    made->found[number] = true;
    made->last = number;
    made->count++;
}

static size_t hold_against_all(struct made *made, const struct name_form *asked, double least)
{
    size_t reached = 0;
    memset(made->found, 0, sizeof made->found);
    made->count = 0;
    name_search_run(made->search, asked, least, take, made);
    for (size_t i = 0; i < LISTED; i++) {
        struct name_comparison comparison;
        name_compare(asked, made->forms[i], name_index_rarity(made->index), &comparison);
        assert_int_equal(made->found[i], comparison.score >= least);
        reached += comparison.score >= least;
    }
    return reached;
}

static void every_name_that_reaches_the_score_is_found(void **state)
{
    static const double scores[] = {0.9, 0.5, 0.2, 0.01};
    struct made *made = *state;
    uint64_t random = 7;
    size_t reached = 0;
    for (size_t i = 0; i < ASKED; i++) {
        enum entity_kind kind = (enum entity_kind)(i % ENTITY_KINDS);
        const struct name_form *asked = make_form(made, &made->asked_pool, &random, kind);
        for (size_t s = 0; s < sizeof scores / sizeof *scores; s++)
            reached += hold_against_all(made, asked, scores[s]);
    }
    assert_true(reached > ASKED);
}

static void a_listed_name_finds_itself(void **state)
{
    struct made *made = *state;
    for (size_t i = 0; i < LISTED; i += 100) {
        struct name_comparison comparison;
        name_compare(made->forms[i], made->forms[i], name_index_rarity(made->index), &comparison);
        hold_against_all(made, made->forms[i], comparison.score);
        assert_true(made->found[i]);
    }
}

static void without_a_least_score_all_are_found(void **state)
{
    struct made *made = *state;
    uint64_t random = 9;
    const struct name_form *asked = make_form(made, &made->asked_pool, &random, ENTITY_ANY);
    assert_int_equal(hold_against_all(made, asked, 0), LISTED);
}

static void an_empty_index_finds_nothing(void **state)
{
    struct made *made = *state;
    struct name_index *index = name_index_create();
    name_index_finish(index);
    struct name_search *search = name_search_create(index);
    made->count = 0;
    name_search_run(search, made->forms[0], 0.1, take, made);
    assert_int_equal(made->count, 0);
    name_search_free(search);
    name_index_free(index);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_name_that_reaches_the_score_is_found),
        cmocka_unit_test(a_listed_name_finds_itself),
        cmocka_unit_test(without_a_least_score_all_are_found),
        cmocka_unit_test(an_empty_index_finds_nothing),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
