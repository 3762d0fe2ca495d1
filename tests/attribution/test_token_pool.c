/* SPDX-License-Identifier: MIT */
#include "../test.h"

#include "attribution/token_pool.h"

static const struct name_token *keep(struct token_pool *pool, const char *text, uint8_t reading)
{
    struct name_token wanted = {.text = slice_from(text), .reading = reading};
    return token_pool_keep(pool, &wanted);
}

static void a_word_is_kept_once(void **state)
{
    (void)state;
    struct token_pool pool = {0};
    const struct name_token *first = keep(&pool, "hassan", READING_LATIN);
    assert_ptr_equal(first, keep(&pool, "hassan", READING_LATIN));
    assert_ptr_not_equal(first, keep(&pool, "hassan", READING_SKELETON));
    struct name_token join = {.text = slice_from("hassan"), .is_join = true};
    assert_ptr_not_equal(first, token_pool_keep(&pool, &join));
    assert_int_equal(pool.count, 3);
    token_pool_done(&pool);
}

static void tokens_are_numbered_and_stay_where_they_are(void **state)
{
    (void)state;
    struct token_pool pool = {0};
    const struct name_token *first = keep(&pool, "a", READING_LATIN);
    for (size_t i = 0; i < 1000; i++) {
        char text[] = {(char)('a' + i % 26), (char)('a' + i / 26 % 26), (char)('a' + i / 676), 0};
        keep(&pool, text, READING_LATIN);
    }
    assert_int_equal(pool.count, 1001);
    assert_ptr_equal(pool.tokens[0], first);
    for (uint32_t i = 0; i < pool.count; i++)
        assert_int_equal(pool.tokens[i]->number, i);
    assert_ptr_equal(first, keep(&pool, "a", READING_LATIN));
    token_pool_done(&pool);
}

static void a_pool_can_forget(void **state)
{
    (void)state;
    struct token_pool pool = {0};
    token_pool_reset(&pool);
    keep(&pool, "a", READING_LATIN);
    token_pool_reset(&pool);
    assert_int_equal(pool.count, 0);
    assert_int_equal(keep(&pool, "b", READING_LATIN)->number, 0);
    token_pool_done(&pool);
    token_pool_done(&pool);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_word_is_kept_once),
        cmocka_unit_test(tokens_are_numbered_and_stay_where_they_are),
        cmocka_unit_test(a_pool_can_forget),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
