/* SPDX-License-Identifier: MIT */
#include "../test.h"

#include "base/written_date.h"

#include <stdlib.h>
#include <string.h>

static void assert_read(const char *written, const char *wanted)
{
    struct instant instant = {0};
    struct text text = {0};
    if (!written_date_parse(slice_from(written), &instant))
        fail_msg("'%s' is not read", written);
    text_add_instant(&text, instant, 0);
    text.size -= slice_ends_with(text_slice(&text), "T00:00:00Z") ? strlen("T00:00:00Z") : 0;
    assert_text(&text, wanted);
    text_done(&text);
}

static void assert_refused(const char *written)
{
    struct instant instant = {7};
    if (written_date_parse(slice_from(written), &instant))
        fail_msg("'%s' is read as a date", written);
    assert_int_equal(instant.ns, 7);
}

static void english_dates_are_read(void **state)
{
    (void)state;
    assert_read("December 1 2022", "2022-12-01");
    assert_read("Dec. 28, 2022", "2022-12-28");
    assert_read("1 December 2022", "2022-12-01");
    assert_read("9th of January 2025", "2025-01-09");
    assert_read("January 3rd, 2025", "2025-01-03");
    assert_read("Aug 9 2023", "2023-08-09");
    assert_read("Sept 30, 2023", "2023-09-30");
    assert_read("SEPTEMBER 30, 2023", "2023-09-30");
    assert_read("01-Dec-2022", "2022-12-01");
    assert_read("1-Dec-22", "2022-12-01");
    assert_read("01-Dec-99", "1999-12-01");
    assert_read("2022-Dec-01", "2022-12-01");
    assert_read("2022 December 1", "2022-12-01");
    assert_read("  12May2025 ", "2025-05-12");
    assert_read("Mon, 6 Jan 2025", "2025-01-06");
    assert_read("Thursday, January 9, 2025", "2025-01-09");
}

static void a_month_is_its_first_day(void **state)
{
    (void)state;
    assert_read("August 2023", "2023-08-01");
    assert_read("Aug-2023", "2023-08-01");
    assert_read("2025年1月", "2025-01-01");
}

static void other_languages_are_read(void **state)
{
    (void)state;
    assert_read("2025年1月6日", "2025-01-06");
    assert_read("2025 年 01 月 06 日", "2025-01-06");
    assert_read("2025년 1월 6일", "2025-01-06");
    assert_read("6. Januar 2025", "2025-01-06");
    assert_read("15. März 2024", "2024-03-15");
    assert_read("1er janvier 2025", "2025-01-01");
    assert_read("25 DÉCEMBRE 2024", "2024-12-25");
    assert_read("6 de enero de 2025", "2025-01-06");
    assert_read("6 de março de 2025", "2025-03-06");
    assert_read("1º gennaio 2025", "2025-01-01");
    assert_read("6 января 2025", "2025-01-06");
    assert_read("6 Января 2025", "2025-01-06");
    assert_read("9 СЕНТЯБРЯ 2024", "2024-09-09");
    assert_read("9 вересня 2024", "2024-09-09");
    assert_read("12 października 2023", "2023-10-12");
    assert_read("12 Şubat 2023", "2023-02-12");
}

static void numbers_are_read_where_they_can_be_told_apart(void **state)
{
    (void)state;
    assert_read("06.01.2025", "2025-01-06");
    assert_read("6.1.2025", "2025-01-06");
    assert_read("6. 1. 2025", "2025-01-06");
    assert_read("28/02/2025", "2025-02-28");
    assert_read("02/28/2025", "2025-02-28");
    assert_read("06/06/2025", "2025-06-06");
    assert_read("2025-1-6", "2025-01-06");
    assert_read("2025/1/6", "2025-01-06");
    assert_read("2025.01.06", "2025-01-06");
    assert_refused("01/06/2025");
    assert_refused("01-06-2025");
}

static void what_instant_reads_is_read_with_its_time(void **state)
{
    (void)state;
    assert_read("2025-01-06T08:30:00Z", "2025-01-06T08:30:00Z");
    assert_read("2025-01-06 16:30+08:00", "2025-01-06T08:30:00Z");
}

static void what_is_no_date_is_refused(void **state)
{
    (void)state;
    static const char *const bad[] = {"",
                                      "2025",
                                      "January",
                                      "January 6",
                                      "February 30, 2025",
                                      "29.02.2025",
                                      "32 May 2025",
                                      "0 May 2025",
                                      "May 1, 1969",
                                      "May 1, 2100",
                                      "May 1, 20255",
                                      "Mayday 1, 2025",
                                      "13/13/2025",
                                      "1.1.2025.7",
                                      "1-1/2025",
                                      "2025年",
                                      "2025年13月6日",
                                      "1 December 22",
                                      "December 1 2022 or so",
                                      "unknown"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_refused(bad[i]);
}

static void assert_found(const char *text, const char *wanted, const char *day)
{
    struct instant instant = {0}, expected = {0};
    struct slice found = written_date_find(slice_from(text), &instant);
    assert_slice(found, wanted);
    if (*day)
        assert_true(instant_parse(slice_from(day), &expected));
    assert_true(instant.ns == expected.ns);
}

static void the_first_date_of_a_text_is_found(void **state)
{
    (void)state;
    assert_found("Released: January 6, 2025 (updated January 9, 2025)", "January 6, 2025",
                 "2025-01-06");
    assert_found("首次发现于2025年1月6日，位于", "2025年1月6日", "2025-01-06");
    assert_found("seen 2025-01-06 08:30:00 UTC in May 2025", "2025-01-06 08:30:00",
                 "2025-01-06T08:30Z");
    assert_found("seen 2025-01-06 by us", "2025-01-06", "2025-01-06");
    assert_found("last seen on the 9th of January 2025.", "9th of January 2025", "2025-01-09");
    assert_found("In August 2023, the group", "August 2023", "2023-08-01");
    assert_found("(Dec. 28, 2022)", "Dec. 28, 2022", "2022-12-28");
    assert_found("CET, 6.1.2025, version 2.3", "6.1.2025", "2025-01-06");
}

static void what_only_looks_like_a_date_is_not_found(void **state)
{
    (void)state;
    assert_found("may be 2025 of them", "", "");
    assert_found("CVE-2025-01-06", "", "");
    assert_found("192.0.2.1 and 10.1.2025.4", "", "");
    assert_found("version 3.6.1.2025", "", "");
    assert_found("/2025-01-067", "", "");
    assert_found("in the summer of 2025", "", "");
    assert_found("", "", "");
}

/* Whatever is cut off or broken: only what is there is read. */
static void cut_off_dates_are_read_within_their_bounds(void **state)
{
    (void)state;
    static const char whole[] = "6 Января 2025 2025年1月6日 Dec. 28, 2022 2025-01-06T08:30Z \xd0";
    for (size_t size = 0; size < sizeof whole; size++) {
        uint8_t *copy = malloc(size + 1);
        assert_non_null(copy);
        memcpy(copy, whole, size);
        for (size_t from = 0; from < size; from++) {
            struct instant instant;
            struct slice part = slice_make(copy + from, size - from);
            struct slice found = written_date_find(part, &instant);
            assert_true(found.size <= part.size);
            written_date_parse(part, &instant);
        }
        free(copy);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(english_dates_are_read),
        cmocka_unit_test(a_month_is_its_first_day),
        cmocka_unit_test(other_languages_are_read),
        cmocka_unit_test(numbers_are_read_where_they_can_be_told_apart),
        cmocka_unit_test(what_instant_reads_is_read_with_its_time),
        cmocka_unit_test(what_is_no_date_is_refused),
        cmocka_unit_test(the_first_date_of_a_text_is_found),
        cmocka_unit_test(what_only_looks_like_a_date_is_not_found),
        cmocka_unit_test(cut_off_dates_are_read_within_their_bounds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
