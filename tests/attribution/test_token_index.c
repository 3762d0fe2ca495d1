/* SPDX-License-Identifier: MIT */
#include "made_names.h"

#include "attribution/token_index.h"

#include <stdlib.h>

enum { NAMES = 1200 };

struct seen {
    double *likeness; /* of each word */
    size_t count;
};

static void see(void *context, uint32_t number, double likeness)
{
    struct seen *seen = context;
    assert_true(seen->likeness[number] == 0 && likeness > 0);
    seen->likeness[number] = likeness;
    seen->count++;
}

/* Each word of the made-up names is asked of all of them. */
static void every_word_that_is_alike_is_found(void **state)
{
    (void)state;
    struct script *script = script_create();
    struct arena arena = {0};
    struct token_pool pool = {0};
    uint64_t random = 3;
    for (size_t i = 0; i < NAMES; i++) {
        struct text name = {0};
        struct name_form *forms;
        made_name(&random, &name);
        name_forms_make(script, &arena, &pool, ENTITY_ORGANISATION, text_slice(&name),
                        (struct slice){0}, &forms);
        text_done(&name);
    }
    struct token_index *index = token_index_create(pool.tokens, pool.count);
    struct token_asker *asker = token_asker_create(index);
    struct seen seen = {calloc(pool.count, sizeof *seen.likeness), 0};
    size_t pairs = 0, asked = 0;
    for (size_t i = 0; i < pool.count; i += 5, asked++) {
        memset(seen.likeness, 0, pool.count * sizeof *seen.likeness);
        token_index_find(asker, pool.tokens[i], see, &seen);
        for (size_t k = 0; k < pool.count; k++) {
            enum likeness how;
            double likeness = token_likeness(pool.tokens[i], pool.tokens[k], &how);
            assert_true(seen.likeness[k] == likeness);
            pairs += likeness > 0;
        }
    }
    assert_int_equal(seen.count, pairs);
    assert_true(pairs > 2 * asked);
    free(seen.likeness);
    token_asker_free(asker);
    token_index_free(index);
    token_pool_done(&pool);
    arena_done(&arena);
    script_free(script);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_word_that_is_alike_is_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
