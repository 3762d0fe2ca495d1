/* SPDX-License-Identifier: MIT */
#include "../test.h"

#include "base/json_walk.h"

static struct json_walk walk_over(const char *text, struct arena *arena)
{
    return json_walk_over(slice_from(text), arena);
}

static void members_and_items_are_walked_in_their_order(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct json_walk walk =
        walk_over(" {\"name\": \"a list\", \"version\" : 20260811, \"list\": [\"x\" , \"y\"],\n"
                  "\"more\": {\"deep\": [1, {\"a\": []}, \"]}\\\"\"]}, \"last\": \"z\"} ",
                  &arena);
    struct slice name;
    assert_true(json_walk_object(&walk));
    assert_true(json_walk_member(&walk, &name));
    assert_slice(name, "name");
    assert_slice(json_walk_text(&walk), "a list");
    assert_true(json_walk_member(&walk, &name));
    assert_int_equal(json_walk_number(&walk), 20260811);
    assert_true(json_walk_member(&walk, &name));
    assert_true(json_walk_array(&walk));
    assert_true(json_walk_item(&walk));
    assert_slice(json_walk_text(&walk), "x");
    assert_true(json_walk_item(&walk));
    assert_slice(json_walk_text(&walk), "y");
    assert_false(json_walk_item(&walk));
    assert_true(json_walk_member(&walk, &name));
    assert_slice(name, "more");
    json_walk_skip(&walk);
    assert_true(json_walk_member(&walk, &name));
    assert_slice(json_walk_text(&walk), "z");
    assert_false(json_walk_member(&walk, &name));
    assert_true(json_walk_is_done(&walk));
    arena_done(&arena);
}

static void escapes_become_what_they_stand_for(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct json_walk walk =
        walk_over("\"a\\n\\\"\\u00e9\\ud83d\\ude00\\ud83d \\/ \\uZZ\\\\\"", &arena);
    assert_slice(json_walk_text(&walk), "a\n\"é😀\ufffd / \ufffdZZ\\");
    assert_true(json_walk_is_done(&walk));
    arena_done(&arena);
}

static void a_value_of_another_kind_is_taken_whole(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct json_walk walk = walk_over("[{\"a\": [1]}, 7, \"12\", [[]], true, -3, 1.5]", &arena);
    assert_true(json_walk_array(&walk));
    assert_true(json_walk_item(&walk));
    assert_slice(json_walk_text(&walk), "");
    assert_true(json_walk_item(&walk));
    assert_false(json_walk_object(&walk));
    assert_true(json_walk_item(&walk));
    assert_int_equal(json_walk_number(&walk), 12);
    assert_true(json_walk_item(&walk));
    assert_int_equal(json_walk_number(&walk), 0);
    assert_true(json_walk_item(&walk));
    assert_false(json_walk_array(&walk));
    assert_true(json_walk_item(&walk));
    assert_int_equal(json_walk_number(&walk), -3);
    assert_true(json_walk_item(&walk));
    assert_int_equal(json_walk_number(&walk), 0);
    assert_false(json_walk_item(&walk));
    assert_true(json_walk_is_done(&walk));
    arena_done(&arena);
}

static void a_walk_over_what_is_cut_off_or_no_json_fails_and_ends(void **state)
{
    (void)state;
    static const char *const texts[] = {"",          "{",         "{\"a",        "{\"a\"",
                                        "{\"a\":",   "{\"a\":[1", "{\"a\":[1,",  "{a: 1}",
                                        "{\"a\" 1}", "<html>",    "{\"a\":\"\\", "{\"a\":]}"};
    struct arena arena = {0};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct json_walk walk = walk_over(texts[i], &arena);
        struct slice name;
        size_t taken = 0;
        if (json_walk_object(&walk))
            for (; json_walk_member(&walk, &name); taken++)
                if (json_walk_array(&walk))
                    while (json_walk_item(&walk))
                        json_walk_skip(&walk);
        if (slice_equal_text(slice_from(texts[i]), "<html>"))
            assert_false(walk.failed); /* one word, and no object */
        else
            assert_true(walk.failed);
        assert_true(taken <= 1);
    }
    arena_done(&arena);
}

static void nesting_costs_no_stack(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct text text = {0};
    text_fill(&text, '[', 1000000);
    struct json_walk walk = json_walk_over(text_slice(&text), &arena);
    json_walk_skip(&walk);
    assert_true(walk.failed);
    text_fill(&text, ']', 1000000);
    walk = json_walk_over(text_slice(&text), &arena);
    json_walk_skip(&walk);
    assert_true(json_walk_is_done(&walk));
    text_done(&text);
    arena_done(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(members_and_items_are_walked_in_their_order),
        cmocka_unit_test(escapes_become_what_they_stand_for),
        cmocka_unit_test(a_value_of_another_kind_is_taken_whole),
        cmocka_unit_test(a_walk_over_what_is_cut_off_or_no_json_fails_and_ends),
        cmocka_unit_test(nesting_costs_no_stack),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
