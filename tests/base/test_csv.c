/* SPDX-License-Identifier: MIT */
#include "../test.h"

#include "base/csv.h"

/* Rows as "line: cell|cell", one a line. */
static void assert_rows(const char *text, uint8_t separator, const char *wanted)
{
    struct csv csv = csv_over(slice_from(text), separator);
    struct csv_row row = {0};
    struct text seen = {0};
    while (csv_next(&csv, &row)) {
        text_print(&seen, "%u: ", row.line);
        for (size_t i = 0; i < row.count; i++) {
            text_put(&seen, i > 0 ? "|" : "");
            text_add(&seen, row.cells[i]);
        }
        text_put(&seen, "\n");
    }
    assert_text(&seen, wanted);
    csv_row_done(&row);
    text_done(&seen);
}

static void cells_are_parted_by_the_separator(void **state)
{
    (void)state;
    assert_rows("a,b,c\n1, 2 ,3\n", ',', "1: a|b|c\n2: 1|2|3\n");
    assert_rows("a\tb,c\td", '\t', "1: a|b,c|d\n");
    assert_rows("a;b", ';', "1: a|b\n");
}

static void every_end_of_line_is_read(void **state)
{
    (void)state;
    assert_rows("a,b\r\nc,d\ne,f", ',', "1: a|b\n2: c|d\n3: e|f\n");
}

static void empty_rows_are_passed_over_and_empty_cells_kept(void **state)
{
    (void)state;
    assert_rows("\n\na,,\n\n,b\n", ',', "3: a||\n5: |b\n");
    assert_rows("a,", ',', "1: a|\n");
    assert_rows("", ',', "");
}

static void quotes_hold_separators_quotes_and_lines(void **state)
{
    (void)state;
    assert_rows("\"a,b\",\"say \"\"no\"\"\",\"two\nlines\"\nnext,1,2\n", ',',
                "1: a,b|say \"no\"|two\nlines\n3: next|1|2\n");
    assert_rows("\"\"\"\"\"\",\"\"\n", ',', "1: \"\"|\n");
}

static void white_space_may_stand_around_quotes(void **state)
{
    (void)state;
    assert_rows("\"a\", \"b,c\" , \"d\"\r\n\"e\"", ',', "1: a|b,c|d\n2: e\n");
}

static void a_quote_inside_a_cell_is_an_ordinary_byte(void **state)
{
    (void)state;
    assert_rows("5\" disk,a\"b\"\n", ',', "1: 5\" disk|a\"b\"\n");
}

static void a_quote_that_never_ends_is_an_ordinary_byte(void **state)
{
    (void)state;
    assert_rows("\"a,b\nc,\"d\n", ',', "1: \"a|b\n2: c|\"d\n");
}

static void a_cell_may_begin_with_a_quoted_word(void **state)
{
    (void)state;
    assert_rows("a\t\"kr\" certificate\nb\t\"x\"\nc\t\"y\" z\n", '\t',
                "1: a|\"kr\" certificate\n2: b|x\n3: c|\"y\" z\n");
}

static void a_byte_order_mark_is_dropped(void **state)
{
    (void)state;
    assert_rows("\xef\xbb\xbf\"a\",b\n", ',', "1: a|b\n");
}

static void cells_beyond_the_most_are_not_kept(void **state)
{
    (void)state;
    struct text text = {0};
    text_fill(&text, ',', 1000);
    text_put(&text, "last\nnext");
    struct csv csv = csv_over(text_slice(&text), ',');
    struct csv_row row = {0};
    assert_true(csv_next(&csv, &row));
    assert_int_equal(row.count, CSV_CELLS);
    assert_true(csv_next(&csv, &row));
    assert_int_equal(row.count, 1);
    assert_slice(row.cells[0], "next");
    assert_false(csv_next(&csv, &row));
    csv_row_done(&row);
    text_done(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cells_are_parted_by_the_separator),
        cmocka_unit_test(every_end_of_line_is_read),
        cmocka_unit_test(empty_rows_are_passed_over_and_empty_cells_kept),
        cmocka_unit_test(quotes_hold_separators_quotes_and_lines),
        cmocka_unit_test(white_space_may_stand_around_quotes),
        cmocka_unit_test(a_quote_inside_a_cell_is_an_ordinary_byte),
        cmocka_unit_test(a_quote_that_never_ends_is_an_ordinary_byte),
        cmocka_unit_test(a_cell_may_begin_with_a_quoted_word),
        cmocka_unit_test(a_byte_order_mark_is_dropped),
        cmocka_unit_test(cells_beyond_the_most_are_not_kept),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
