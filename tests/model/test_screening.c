/* SPDX-License-Identifier: MIT */
#include "../test.h"
#include "model/screening.h"

static struct authority_status with(enum standing standing)
{
    return (struct authority_status){.authority = slice_from("US"), .standing = standing};
}

static void nobody_is_found_where_nobody_is_likely(void **state)
{
    (void)state;
    struct screening screening = {0};
    assert_int_equal(screening_answer(&screening), ANSWER_NOBODY);
    assert_false(screening_found(&screening));
}

static void who_was_not_listed_at_that_date_is_no_hit(void **state)
{
    (void)state;
    struct authority_status statuses[] = {with(STANDING_NONE), with(STANDING_ENDED)};
    struct screening_candidate candidate = {.statuses = statuses, .status_count = 2};
    struct screening screening = {.candidates = &candidate, .candidate_count = 1};
    assert_int_equal(screening_answer(&screening), ANSWER_NOT_LISTED);
    assert_false(screening_found(&screening));
    statuses[0] = with(STANDING_UNKNOWN);
    assert_int_equal(screening_answer(&screening), ANSWER_UNKNOWN);
    assert_true(screening_found(&screening));
    statuses[1] = with(STANDING_LISTED);
    assert_int_equal(screening_answer(&screening), ANSWER_LISTED);
}

static void a_list_without_authorities_lists_all_the_same(void **state)
{
    (void)state;
    struct screening_candidate candidate = {0};
    assert_int_equal(candidate_answer(&candidate), ANSWER_LISTED);
}

static void an_indictment_is_no_sanction(void **state)
{
    (void)state;
    struct designation act = {.authority = slice_from("US"), .is_other_measure = true};
    struct entity entity = {.designations = &act, .designation_count = 1};
    struct screening_candidate candidate = {.entity = &entity};
    assert_int_equal(candidate_answer(&candidate), ANSWER_NOT_LISTED);
}

static void every_probability_has_words(void **state)
{
    (void)state;
    assert_string_equal(match_words(1), "match");
    assert_string_equal(match_words(0.9), "match");
    assert_string_equal(match_words(0.7), "likely match");
    assert_string_equal(match_words(0.5), "possible match");
    assert_string_equal(match_words(0.49), "weak");
    assert_string_equal(match_words(0), "no match");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nobody_is_found_where_nobody_is_likely),
        cmocka_unit_test(who_was_not_listed_at_that_date_is_no_hit),
        cmocka_unit_test(a_list_without_authorities_lists_all_the_same),
        cmocka_unit_test(an_indictment_is_no_sanction),
        cmocka_unit_test(every_probability_has_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
