/* SPDX-License-Identifier: MIT */
#include "../test.h"
#include "report/output.h"

static enum verdict judge(const struct input_report *input, bool interrupted, size_t findings)
{
    struct finding found[1] = {0};
    struct run_summary summary = {.interrupted = interrupted};
    struct telling telling = {.findings = found,
                              .finding_count = findings,
                              .summary = &summary,
                              .inputs = &input,
                              .input_count = 1};
    return telling_verdict(&telling);
}

static void what_was_found_outweighs_what_could_not_be_read(void **state)
{
    (void)state;
    struct input_report failed = {.failed = true};
    assert_int_equal(judge(&failed, true, 1), VERDICT_FOUND);
}

static void nothing_found_is_only_clean_when_all_was_read(void **state)
{
    (void)state;
    struct input_report fine = {0}, failed = {.failed = true}, damaged = {.damaged_places = 1};
    assert_int_equal(judge(&fine, false, 0), VERDICT_CLEAN);
    assert_int_equal(judge(&failed, false, 0), VERDICT_TROUBLE);
    assert_int_equal(judge(&damaged, false, 0), VERDICT_TROUBLE);
    assert_int_equal(judge(&fine, true, 0), VERDICT_TROUBLE);
}

static void a_notice_that_was_not_read_is_trouble(void **state)
{
    (void)state;
    struct run_summary summary = {0};
    struct telling telling = {.summary = &summary, .incomplete = true};
    assert_int_equal(telling_verdict(&telling), VERDICT_TROUBLE);
}

static void one_indicator_on_two_machines_is_one_indicator(void **state)
{
    (void)state;
    struct finding findings[4] = {0};
    const char *patterns[] = {"a.example", "b.example", "a.example", "a.example"};
    for (size_t i = 0; i < 4; i++) {
        findings[i].matched.kind = i < 3 ? INDICATOR_DOMAIN : INDICATOR_PATH;
        findings[i].matched.pattern = slice_from(patterns[i]);
    }
    struct telling telling = {.findings = findings, .finding_count = 4};
    assert_int_equal(telling_indicators_seen(&telling), 3);
    telling.finding_count = 0;
    assert_int_equal(telling_indicators_seen(&telling), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_was_found_outweighs_what_could_not_be_read),
        cmocka_unit_test(nothing_found_is_only_clean_when_all_was_read),
        cmocka_unit_test(a_notice_that_was_not_read_is_trouble),
        cmocka_unit_test(one_indicator_on_two_machines_is_one_indicator),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
