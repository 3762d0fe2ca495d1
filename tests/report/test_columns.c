/* SPDX-License-Identifier: MIT */
#include "../test.h"
#include "report/columns.h"

static void lines_end_behind_a_space_sooner_than_behind_a_mark(void **state)
{
    (void)state;
    struct slice rest = slice_from("one two.three four");
    assert_slice(fold_take(&rest, 10), "one two.");
    assert_slice(fold_take(&rest, 10), "three four");
    rest = slice_from("two words and a.b");
    assert_slice(fold_take(&rest, 16), "two words and");
    assert_slice(fold_take(&rest, 16), "a.b");
    assert_int_equal(rest.size, 0);
}

static void a_word_without_end_is_cut_where_the_line_is_full(void **state)
{
    (void)state;
    struct slice rest = slice_from("abcdefghij");
    assert_slice(fold_take(&rest, 4), "abcd");
    assert_slice(fold_take(&rest, 4), "efgh");
    assert_slice(fold_take(&rest, 4), "ij");
    assert_int_equal(rest.size, 0);
}

static void a_wide_character_is_never_halved(void **state)
{
    (void)state;
    /* Two characters of two columns each. */
    struct slice rest = slice_from("\xe9\x98\xbf\xe5\xa7\x86");
    assert_slice(fold_take(&rest, 3), "\xe9\x98\xbf");
    assert_slice(fold_take(&rest, 1), "\xe5\xa7\x86");
    assert_int_equal(rest.size, 0);
}

static void folded_text_keeps_its_indent(void **state)
{
    (void)state;
    struct text text = {0};
    text_put(&text, "  ");
    text_add_folded(&text, slice_from("a line that is longer than its thirty columns"), 2, 30);
    text_put(&text, "  ");
    text_add_folded(&text, slice_from("no limit, no fold, however long the line may become"), 2, 0);
    assert_text(&text, "  a line that is longer than\n  its thirty columns\n"
                       "  no limit, no fold, however long the line may become\n");
    text_done(&text);
}

static struct text rows(size_t width)
{
    struct column columns[] = {
        {.title = "NAME", .least = 6},
        {.title = "N", .right = true},
        {.title = "MORE", .leaves = 1},
    };
    const struct slice cells[][3] = {
        {slice_from("a-long-name"), slice_from("1"), slice_from("something")},
        {slice_from("b"), slice_from("1,000"), slice_from("")},
    };
    struct text text = {0};
    for (size_t i = 0; i < 2; i++)
        columns_measure(columns, 3, cells[i]);
    columns_fit(columns, 3, width);
    columns_add_titles(&text, columns, 3, false);
    for (size_t i = 0; i < 2; i++)
        columns_add_row(&text, columns, 3, cells[i], false);
    return text;
}

static void columns_are_as_wide_as_they_need_where_there_is_room(void **state)
{
    (void)state;
    struct text text = rows(0);
    assert_text(&text, "NAME             N  MORE\n"
                       "a-long-name      1  something\n"
                       "b            1,000\n");
    text_done(&text);
}

static void columns_fold_before_one_leaves(void **state)
{
    (void)state;
    struct text text = rows(24);
    assert_text(&text, "NAME        N  MORE\n"
                       "a-long      1  something\n"
                       "-name\n"
                       "b       1,000\n");
    text_done(&text);
}

static void a_column_leaves_where_folding_does_not_help(void **state)
{
    (void)state;
    struct text text = rows(20);
    assert_text(&text, "NAME             N\n"
                       "a-long-name      1\n"
                       "b            1,000\n");
    text_done(&text);
}

static void an_impossible_width_still_shows_everything_that_may_not_leave(void **state)
{
    (void)state;
    struct text text = rows(3);
    assert_text(&text, "NAME        N\n"
                       "a-long      1\n"
                       "-name\n"
                       "b       1,000\n");
    text_done(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_end_behind_a_space_sooner_than_behind_a_mark),
        cmocka_unit_test(a_word_without_end_is_cut_where_the_line_is_full),
        cmocka_unit_test(a_wide_character_is_never_halved),
        cmocka_unit_test(folded_text_keeps_its_indent),
        cmocka_unit_test(columns_are_as_wide_as_they_need_where_there_is_room),
        cmocka_unit_test(columns_fold_before_one_leaves),
        cmocka_unit_test(a_column_leaves_where_folding_does_not_help),
        cmocka_unit_test(an_impossible_width_still_shows_everything_that_may_not_leave),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
