/* SPDX-License-Identifier: MIT */
#include "../test.h"

#include "base/json.h"

static struct json *parse(const char *text)
{
    struct problem problem;
    struct json *json = json_parse(slice_from(text), 1000, &problem);
    assert_non_null(json);
    return json;
}

static void members_and_items_are_found(void **state)
{
    (void)state;
    struct json *json = parse("{\"a\": {\"b\": [\"x\", \"y\\u0000z\"]}, \"n\": 7, \"t\": true}");
    const struct json *items = json_member(json_member(json, "a"), "b");
    int64_t number = 0;
    assert_true(json_has_members(json));
    assert_true(json_has_items(items));
    assert_int_equal(json_item_count(items), 2);
    assert_slice(json_text(json_item(items, 0)), "x");
    assert_int_equal(json_text(json_item(items, 1)).size, 3);
    assert_true(json_member_number(json, "n", &number));
    assert_int_equal(number, 7);
    assert_true(json_member_is_true(json, "t"));
    json_free(json);
}

static void what_is_not_there_gives_nothing(void **state)
{
    (void)state;
    struct json *json = parse("{\"s\": \"x\"}");
    int64_t number;
    assert_null(json_member(json_member(json, "a"), "b"));
    assert_null(json_member(json_member(json, "s"), "b"));
    assert_null(json_item(json, 0));
    assert_int_equal(json_item_count(json), 0);
    assert_slice(json_member_text(json, "none"), "");
    assert_slice(json_text(json), "");
    assert_slice(json_text(NULL), "");
    assert_false(json_member_number(json, "s", &number));
    assert_false(json_member_is_true(json, "s"));
    assert_false(json_has_members(NULL));
    assert_false(json_has_items(json));
    assert_false(json_is_text(json));
    json_free(json);
    json_free(NULL);
}

static void assert_refused(const char *text, const char *beginning)
{
    struct problem problem = {{0}};
    assert_null(json_parse(slice_from(text), 1000, &problem));
    assert_true(slice_starts_with(slice_from(problem.sentence), beginning));
}

static void a_broken_text_is_refused_with_its_line(void **state)
{
    (void)state;
    assert_refused("{\n\"a\": 1,\n}", "line 3: ");
    assert_refused("", "line 1: ");
    assert_refused("{\"a\": 1, \"a\": 2}", "line 1: ");
    assert_refused("{\"a\": \"\xff\"}", "line 1: ");
}

static void a_text_that_is_too_large_is_refused(void **state)
{
    (void)state;
    struct problem problem = {{0}};
    assert_null(json_parse(slice_from("[1,2,3]"), 6, &problem));
    assert_string_equal(problem.sentence, "it has more than 0 MiB");
}

static void members_are_walked_in_their_order(void **state)
{
    (void)state;
    struct json *json = parse("{\"z\": 1, \"a\": false, \"m\": \"x\"}");
    struct json_walk walk = {.object = json};
    int64_t number = 0;
    assert_true(json_next(&walk));
    assert_slice(walk.name, "z");
    assert_true(json_number(walk.value, &number));
    assert_int_equal(number, 1);
    assert_true(json_next(&walk));
    assert_slice(walk.name, "a");
    assert_true(json_is_truth(walk.value));
    assert_true(json_next(&walk));
    assert_slice(json_text(walk.value), "x");
    assert_false(json_next(&walk));
    walk = (struct json_walk){.object = NULL};
    assert_false(json_next(&walk));
    json_free(json);
}

static void the_line_of_every_object_and_array_is_known(void **state)
{
    (void)state;
    const char *text = "{\n \"z\": [1,\n 2],\n \"objects\": [{\"a\": [1, 2]},\n"
                       "  {\"b\": \"],{\\\"\"\n},\n [ ]\n ]\n, \"a\": {}}";
    struct json *json = parse(text);
    struct json_lines *lines = json_lines_create(json, slice_from(text));
    const struct json *items = json_member(json, "objects");
    assert_int_equal(json_line(lines, json), 1);
    assert_int_equal(json_line(lines, json_member(json, "z")), 2);
    assert_int_equal(json_line(lines, items), 4);
    assert_int_equal(json_line(lines, json_item(items, 0)), 4);
    assert_int_equal(json_line(lines, json_item(items, 1)), 5);
    assert_int_equal(json_line(lines, json_item(items, 2)), 7);
    assert_int_equal(json_line(lines, json_member(json, "a")), 9);
    assert_int_equal(json_line(lines, json_item(json_member(json, "z"), 0)), 0);
    assert_int_equal(json_line(lines, NULL), 0);
    json_lines_free(lines);
    json_lines_free(NULL);
    json_free(json);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(members_and_items_are_found),
        cmocka_unit_test(what_is_not_there_gives_nothing),
        cmocka_unit_test(a_broken_text_is_refused_with_its_line),
        cmocka_unit_test(a_text_that_is_too_large_is_refused),
        cmocka_unit_test(members_are_walked_in_their_order),
        cmocka_unit_test(the_line_of_every_object_and_array_is_known),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
