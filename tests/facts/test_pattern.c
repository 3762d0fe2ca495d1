/* SPDX-License-Identifier: MIT */
#include "../test.h"

#include "facts/pattern.h"

static bool matches(const char *expression, const char *text)
{
    struct pattern *pattern = pattern_create(slice_from(expression));
    assert_non_null(pattern);
    bool found = pattern_matches(pattern, slice_from(text));
    pattern_free(pattern);
    return found;
}

static void an_expression_between_slashes_has_options_behind_them(void **state)
{
    (void)state;
    assert_true(matches("/^(security|abuse)@.*\\..*$/i", "Abuse@example.com"));
    assert_false(matches("/^(security|abuse)@.*\\..*$/", "Abuse@example.com"));
    assert_false(matches("/^(security|abuse)@.*\\..*$/i", "x-abuse@example.com"));
    assert_true(matches("a/b", "xa/by"));
    assert_true(matches("//", ""));
}

static void what_is_no_expression_is_none(void **state)
{
    (void)state;
    assert_null(pattern_create(slice_from("/(/")));
    pattern_free(NULL);
}

static void a_match_that_costs_too_much_is_none(void **state)
{
    (void)state;
    struct text text = {0};
    text_fill(&text, 'a', 4000);
    struct pattern *pattern = pattern_create(slice_from("/^(a+)+$/"));
    assert_true(pattern_matches(pattern, slice_from("aaaa")));
    text_add_byte(&text, 'b');
    assert_false(pattern_matches(pattern, text_slice(&text)));
    pattern_free(pattern);
    text_done(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_expression_between_slashes_has_options_behind_them),
        cmocka_unit_test(what_is_no_expression_is_none),
        cmocka_unit_test(a_match_that_costs_too_much_is_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
