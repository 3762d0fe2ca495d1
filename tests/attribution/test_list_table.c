/* SPDX-License-Identifier: MIT */
#include "../test.h"

#include "attribution/list_table.h"

static bool open_text(struct list_table *table, const char *text, const char *wanted,
                      struct problem *problem)
{
    return list_table_open(table, slice_from(text), wanted, problem);
}

static void the_header_is_found_behind_lines_that_are_none(void **state)
{
    (void)state;
    struct list_table table;
    assert_true(open_text(&table, "Last Updated,01/02/2031\n\nName 6,Group ID\nA,7\n",
                          "name6|Group ID", NULL));
    assert_slice(table.lead, "Last Updated,01/02/2031\n");
    assert_true(list_table_next(&table));
    assert_slice(list_table_at(&table, "NAME_6"), "A");
    assert_slice(list_table_at(&table, "number/group-id"), "7");
    assert_int_equal(table.row.line, 4);
    assert_int_equal(list_table_column(&table, "nothing"), LIST_NO_COLUMN);
    assert_slice(list_table_at(&table, "nothing"), "");
    assert_false(list_table_next(&table));
    list_table_close(&table);
}

static void any_separator_will_do(void **state)
{
    (void)state;
    static const char *const texts[] = {"a,b\n1,2\n", "a;b\n1;2\n", "a\tb\n1\t2\n", "a|b\n1|2\n"};
    for (size_t i = 0; i < 4; i++) {
        struct list_table table;
        assert_true(open_text(&table, texts[i], "a|b", NULL));
        assert_true(list_table_next(&table));
        assert_slice(list_table_at(&table, "b"), "2");
        list_table_close(&table);
    }
}

static void what_is_missing_is_named(void **state)
{
    (void)state;
    struct list_table table;
    struct problem problem = {0};
    assert_false(open_text(&table, "a;c\n1;2\n", "a|b/bee", &problem));
    assert_string_equal(problem.sentence, "it has no column 'b'; its columns are a, c");
    list_table_close(&table);
    assert_false(open_text(&table, "", "a", &problem));
    assert_string_equal(problem.sentence, "it is empty");
    list_table_close(&table);
}

static void rows_of_a_group_follow_one_another(void **state)
{
    (void)state;
    struct list_table table;
    struct text seen = {0};
    assert_true(open_text(&table, "id,x\n1,a\n2,\"b\n\"\"b\"\n,lost\n1,c\n3,d\n2,e\n", "id", NULL));
    assert_int_equal(list_table_gather(&table, list_table_column(&table, "id")), 1);
    while (list_table_next(&table)) {
        text_put(&seen, table.begins_group ? "|" : "");
        text_add(&seen, list_table_at(&table, "x"));
        text_print(&seen, "%u ", table.row.line);
    }
    assert_text(&seen, "|a2 c6 |b\n\"b3 e8 |d7 ");
    text_done(&seen);
    list_table_close(&table);
}

static void a_row_that_breaks_off_is_noted_and_not_given(void **state)
{
    (void)state;
    struct list_table table;
    assert_true(open_text(&table, "a,b\n1,2\n3", "a|b", NULL));
    assert_true(list_table_next(&table));
    assert_false(list_table_next(&table));
    assert_int_equal(table.broken_line, 3);
    list_table_close(&table);
}

static void a_million_columns_are_cut(void **state)
{
    (void)state;
    struct list_table table;
    struct text text = {0};
    text_put(&text, "a,b\n1,2");
    text_fill(&text, ',', 1000000);
    text_put(&text, "\n3,4\n");
    assert_true(list_table_open(&table, text_slice(&text), "a|b", NULL));
    assert_true(list_table_next(&table));
    assert_int_equal(table.row.count, CSV_CELLS);
    assert_true(list_table_next(&table));
    assert_slice(list_table_at(&table, "b"), "4");
    list_table_close(&table);
    text_done(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_header_is_found_behind_lines_that_are_none),
        cmocka_unit_test(any_separator_will_do),
        cmocka_unit_test(what_is_missing_is_named),
        cmocka_unit_test(rows_of_a_group_follow_one_another),
        cmocka_unit_test(a_row_that_breaks_off_is_noted_and_not_given),
        cmocka_unit_test(a_million_columns_are_cut),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
