/* SPDX-License-Identifier: MIT */
#include "../test.h"

#include "attribution/ofac_score.h"

static int score(const char *asked, const char *listed)
{
    return ofac_score(slice_from(asked), slice_from(listed));
}

static void equal_names_have_100_whatever_their_case_marks_and_order(void **state)
{
    (void)state;
    assert_int_equal(score("Artem Lifshits", "LIFSHITS, Artem"), 100);
    assert_int_equal(score("d'Arcy-Smith", "DARCY SMITH"), 100);
    assert_int_equal(score("\xe6\xb0\xb8\xe4\xbf\xa1", "\xe6\xb0\xb8\xe4\xbf\xa1"), 100);
}

static void a_part_that_is_listed_is_enough(void **state)
{
    (void)state;
    assert_int_equal(score("LIFSHITS", "LIFSHITS, Artem Mikhaylovich"), 100);
    assert_int_equal(score("Artem Lifshits", "LIFSHITS, Artem Mikhaylovich"), 100);
}

/* Jaro of MARTHA and MARHTA is 17/18, Winkler's bonus 3/10 of the rest: 96.1, rounded up. */
static void parts_are_rounded_up(void **state)
{
    (void)state;
    assert_int_equal(score("MARTHA", "Zzzz, Marhta"), 97);
    assert_int_equal(score("MARTHA", "MARHTA"), 97);
}

/* DWAYNE and DUANE: four in common, 37/45 and a bonus for the D: 84. */
static void the_mean_of_parts_is_rounded(void **state)
{
    (void)state;
    assert_int_equal(score("DWAYNE", "Oberlin, Duane"), 84);
    assert_int_equal(score("DWAYNE OBERLIN", "Oberlin, Duane"), 92);
}

/* Of 10 and 15 letters 9 are in common, the first five among them: (27/30 + 27/45 + 1) / 3 = 5/6
 * and half of the rest. */
static void the_whole_name_has_a_bonus_for_its_first_five_letters(void **state)
{
    (void)state;
    assert_int_equal(score("ABCDEFGHIX", "ABCDEFGHILMNOPQ"), 92);
}

static void short_parts_do_not_count_beside_longer_ones(void **state)
{
    (void)state;
    assert_int_equal(score("Xi Lifshits", "LIFSHITS, Artem"), 100);
    assert_int_equal(score("Q", "LIFSHITS, Q"), 100);
    assert_true(score("Q Z", "LIFSHITS, Q") < 80);
}

static void a_part_that_is_twice_as_long_is_another(void **state)
{
    (void)state;
    assert_true(score("MARTHAMARTHA", "Zzzzzzzzzzzzzzzz, Martha") < 80);
}

static void names_with_nothing_in_common_and_empty_ones_have_0(void **state)
{
    (void)state;
    assert_int_equal(score("", ""), 0);
    assert_int_equal(score("", "LIFSHITS"), 0);
    assert_int_equal(score("- '", "LIFSHITS"), 0);
    assert_int_equal(score("AAA", "BBB"), 0);
    assert_int_equal(score("\xe6\xb0\xb8\xe4\xbf\xa1", "INTEGRITY TECHNOLOGY"), 0);
}

static void a_name_that_is_too_long_is_compared_by_its_front(void **state)
{
    (void)state;
    struct text name = {0};
    for (int i = 0; i < 5000; i++)
        text_put(&name, "word ");
    assert_int_equal(ofac_score(text_slice(&name), text_slice(&name)), 100);
    text_done(&name);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(equal_names_have_100_whatever_their_case_marks_and_order),
        cmocka_unit_test(a_part_that_is_listed_is_enough),
        cmocka_unit_test(parts_are_rounded_up),
        cmocka_unit_test(the_mean_of_parts_is_rounded),
        cmocka_unit_test(the_whole_name_has_a_bonus_for_its_first_five_letters),
        cmocka_unit_test(short_parts_do_not_count_beside_longer_ones),
        cmocka_unit_test(a_part_that_is_twice_as_long_is_another),
        cmocka_unit_test(names_with_nothing_in_common_and_empty_ones_have_0),
        cmocka_unit_test(a_name_that_is_too_long_is_compared_by_its_front),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
