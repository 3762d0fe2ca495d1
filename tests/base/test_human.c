/* SPDX-License-Identifier: MIT */
#include "../test.h"
#include "base/human.h"

static struct text *count(struct text *text, uint64_t number)
{
    text_clear(text);
    text_add_count(text, number);
    return text;
}

static struct text *size(struct text *text, uint64_t bytes)
{
    text_clear(text);
    text_add_size(text, bytes);
    return text;
}

static struct text *duration(struct text *text, int64_t ns)
{
    text_clear(text);
    text_add_duration(text, ns);
    return text;
}

static void counts_have_a_comma_for_every_thousand(void **state)
{
    (void)state;
    struct text text = {0};
    assert_text(count(&text, 0), "0");
    assert_text(count(&text, 999), "999");
    assert_text(count(&text, 1000), "1,000");
    assert_text(count(&text, 12345678), "12,345,678");
    assert_text(count(&text, UINT64_MAX), "18,446,744,073,709,551,615");
    text_done(&text);
}

static void only_one_thing_is_singular(void **state)
{
    (void)state;
    struct text text = {0};
    text_add_things(&text, 0, "packet");
    text_put(&text, ", ");
    text_add_things(&text, 1, "packet");
    text_put(&text, ", ");
    text_add_things(&text, 2000, "packet");
    assert_text(&text, "0 packets, 1 packet, 2,000 packets");
    text_done(&text);
}

static void sizes_are_cut_and_never_rounded_up(void **state)
{
    (void)state;
    struct text text = {0};
    assert_text(size(&text, 0), "0 B");
    assert_text(size(&text, 999), "999 B");
    assert_text(size(&text, 1000), "1.0 kB");
    assert_text(size(&text, 9999), "9.9 kB");
    assert_text(size(&text, 10000), "10 kB");
    assert_text(size(&text, 999999), "999 kB");
    assert_text(size(&text, 1234567), "1.2 MB");
    assert_text(size(&text, UINT64_MAX), "18 EB");
    text_done(&text);
}

static void rounded_numbers_have_no_unit(void **state)
{
    (void)state;
    struct text text = {0};
    text_add_rounded(&text, 999);
    text_put(&text, ", ");
    text_add_rounded(&text, 1234);
    text_put(&text, ", ");
    text_add_rounded(&text, 12345678);
    assert_text(&text, "999, 1.2 k, 12 M");
    text_done(&text);
}

static void durations_name_one_or_two_units(void **state)
{
    (void)state;
    struct text text = {0};
    int64_t second = 1000000000;
    assert_text(duration(&text, -second), "0.0 seconds");
    assert_text(duration(&text, 420000000), "0.4 seconds");
    assert_text(duration(&text, second), "1 second");
    assert_text(duration(&text, 59 * second), "59 seconds");
    assert_text(duration(&text, 60 * second), "1 minute");
    assert_text(duration(&text, 95 * second), "1 minute 35 seconds");
    assert_text(duration(&text, 42 * 60 * second + 5 * second), "42 minutes");
    assert_text(duration(&text, 7500 * second), "2 hours 5 minutes");
    assert_text(duration(&text, INT64_C(86400) * 400 * second), "400 days");
    text_done(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(counts_have_a_comma_for_every_thousand),
        cmocka_unit_test(only_one_thing_is_singular),
        cmocka_unit_test(sizes_are_cut_and_never_rounded_up),
        cmocka_unit_test(rounded_numbers_have_no_unit),
        cmocka_unit_test(durations_name_one_or_two_units),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
