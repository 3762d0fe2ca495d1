/* SPDX-License-Identifier: MIT */
#include "../test.h"

#include "model/partial_date.h"

/* What is read from a text, written out again; NULL: nothing. */
static void expect(const char *printed, const char *written)
{
    struct partial_date date;
    struct text text = {0};
    bool read = partial_date_read(slice_from(printed), &date);
    if (read)
        text_add_partial_date(&text, &date);
    assert_string_equal(read ? text_string(&text) : "", written ? written : "");
    text_done(&text);
}

static void days_are_read_as_lists_print_them(void **state)
{
    (void)state;
    expect("17 Apr 1993", "1993-04-17");
    expect("1993-04-17", "1993-04-17");
    expect("1993-04-17T00:00:00.000+02:00", "1993-04-17");
    expect("17/04/1993", "1993-04-17");
    expect("April 17, 1993", "1993-04-17");
}

static void the_day_stands_before_the_month_unless_it_cannot(void **state)
{
    (void)state;
    expect("03/04/1993", "1993-04-03");
    expect("04/17/1993", "1993-04-17");
    expect("1993/04/03", "1993-04-03");
}

static void what_is_not_known_stays_open(void **state)
{
    (void)state;
    expect("1965", "1965");
    expect("00/00/1965", "1965");
    expect("Apr 1965", "1965-04");
    expect("00/04/1965", "1965-04");
    expect("1965-04", "1965-04");
    expect("31 foo 1965", "1965");
}

static void spans_and_guesses_say_so(void **state)
{
    (void)state;
    expect("circa 1960", "about 1960");
    expect("1958 to 1960", "1958 to 1960");
    expect("Between 1960 and 1958", "1958 to 1960");
    expect("01 Jan 1958 to 31 Dec 1960", "1958 to 1960");
    expect("21 Jan 1949 to 19 Feb 1949", "1949");
}

static void without_a_year_there_is_no_date(void **state)
{
    (void)state;
    expect("", NULL);
    expect("unknown", NULL);
    expect("17 Apr", NULL);
    expect("99999", NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(days_are_read_as_lists_print_them),
        cmocka_unit_test(the_day_stands_before_the_month_unless_it_cannot),
        cmocka_unit_test(what_is_not_known_stays_open),
        cmocka_unit_test(spans_and_guesses_say_so),
        cmocka_unit_test(without_a_year_there_is_no_date),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
