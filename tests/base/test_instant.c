/* SPDX-License-Identifier: MIT */
#include "../test.h"

#include "base/instant.h"

static int64_t parsed(const char *text)
{
    struct instant instant = {0};
    assert_true(instant_parse(slice_from(text), &instant));
    return instant.ns;
}

static void assert_written(int64_t ns, int decimals, const char *wanted)
{
    struct text text = {0};
    text_add_instant(&text, (struct instant){ns}, decimals);
    assert_text(&text, wanted);
    text_done(&text);
}

static void moments_are_written_in_utc(void **state)
{
    (void)state;
    assert_written(INT64_C(1736152200123456789), 0, "2025-01-06T08:30:00Z");
    assert_written(INT64_C(1736152200123456789), 6, "2025-01-06T08:30:00.123456Z");
    assert_written(INT64_C(1736152200123456789), 9, "2025-01-06T08:30:00.123456789Z");
    assert_written(INT64_C(1736152200023456789), 1, "2025-01-06T08:30:00.0Z");
    assert_written(1, 9, "1970-01-01T00:00:00.000000001Z");
    assert_written(-1, 9, "1969-12-31T23:59:59.999999999Z");
    assert_written(INT64_C(951782400) * NS_PER_SECOND, 0, "2000-02-29T00:00:00Z");
    assert_written(INT64_MAX, 0, "2262-04-11T23:47:16Z");
    assert_written(INT64_MIN, 0, "1677-09-21T00:12:43Z");
}

static void an_unknown_moment_says_so(void **state)
{
    (void)state;
    assert_written(0, 6, "unknown");
    assert_false(instant_is_known((struct instant){0}));
    assert_true(instant_is_known((struct instant){-1}));
}

static void dates_and_times_are_read(void **state)
{
    (void)state;
    const int64_t day = INT64_C(1736121600) * NS_PER_SECOND, minute = 60 * NS_PER_SECOND;
    assert_true(parsed("2025-01-06") == day);
    assert_true(parsed("2025/01/06") == day);
    assert_true(parsed(" 2025-01-06\n") == day);
    assert_true(parsed("2025-01-06T08:30Z") == day + 510 * minute);
    assert_true(parsed("2025-01-06t08:30:00z") == day + 510 * minute);
    assert_true(parsed("2025-01-06 08:30:15.123") == day + 510 * minute + INT64_C(15123000000));
    assert_true(parsed("2025-01-06T08:30:00.1234567899Z") == day + 510 * minute + 123456789);
    assert_true(parsed("1969-12-31T23:59:59Z") == -NS_PER_SECOND);
    assert_true(parsed("2016-12-31T23:59:60Z") == parsed("2017-01-01T00:00:00Z"));
}

static void offsets_are_taken_off(void **state)
{
    (void)state;
    const int64_t noon = parsed("2025-01-06T12:00:00Z");
    assert_true(parsed("2025-01-06T20:00:00+08:00") == noon);
    assert_true(parsed("2025-01-06T06:30:00-0530") == noon);
    assert_true(parsed("2025-01-06T20:00+08") == noon);
    assert_true(parsed("2025-01-07T00:00:00.0+12:00") == noon);
}

static void days_that_do_not_exist_are_refused(void **state)
{
    (void)state;
    struct instant instant;
    assert_true(instant_parse(slice_from("2024-02-29"), &instant));
    assert_true(instant_parse(slice_from("2000-02-29"), &instant));
    static const char *const bad[] = {"2025-02-29", "1900-02-29", "2025-04-31",
                                      "2025-13-01", "2025-00-01", "2025-01-00",
                                      "2025-01-32", "1677-01-01", "2262-01-01"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_false(instant_parse(slice_from(bad[i]), &instant));
}

static void anything_else_is_refused(void **state)
{
    (void)state;
    struct instant instant = {7};
    static const char *const bad[] = {"",
                                      "2025",
                                      "2025-1-6",
                                      "06.01.2025",
                                      "2025-01-06T",
                                      "2025-01-06T24:00Z",
                                      "2025-01-06T08:60Z",
                                      "2025-01-06T08:30:61Z",
                                      "2025-01-06T08:30:00.",
                                      "2025-01-06T08:30:00.Z",
                                      "2025-01-06T08:30:00+",
                                      "2025-01-06T08:30:00+24:00",
                                      "2025-01-06T08:30:00+08:",
                                      "2025-01-06T08:30:00Zulu",
                                      "2025-01-06 and more",
                                      "+2025-01-06"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_false(instant_parse(slice_from(bad[i]), &instant));
    assert_int_equal(instant.ns, 7);
}

/* Every day of 400 years (one era of the calendar), there and back. */
static void every_day_is_read_as_it_was_written(void **state)
{
    (void)state;
    struct text text = {0};
    const int64_t day = INT64_C(86400) * NS_PER_SECOND;
    for (int64_t number = -70000; number < 76097; number++) {
        if (number == 0)
            continue;
        text_clear(&text);
        text_add_instant(&text, (struct instant){number * day}, 0);
        assert_true(parsed(text_string(&text)) == number * day);
    }
    text_done(&text);
}

static void the_clocks_run(void **state)
{
    (void)state;
    int64_t before = monotonic_ns();
    assert_true(monotonic_ns() >= before);
    assert_true(instant_now().ns > parsed("2025-01-01"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(moments_are_written_in_utc),
        cmocka_unit_test(an_unknown_moment_says_so),
        cmocka_unit_test(dates_and_times_are_read),
        cmocka_unit_test(offsets_are_taken_off),
        cmocka_unit_test(days_that_do_not_exist_are_refused),
        cmocka_unit_test(anything_else_is_refused),
        cmocka_unit_test(every_day_is_read_as_it_was_written),
        cmocka_unit_test(the_clocks_run),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
