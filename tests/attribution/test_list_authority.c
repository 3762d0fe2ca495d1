/* SPDX-License-Identifier: MIT */
#include "../test.h"

#include "attribution/list_authority.h"

static void assert_authority(const char *text, const char *code, const char *body, bool other)
{
    struct arena arena = {0};
    struct designation designation = {0};
    list_authority_read(slice_from(text), &arena, &designation);
    assert_slice(designation.authority, code);
    assert_slice(designation.body, body);
    assert_int_equal(designation.is_other_measure, other);
    arena_done(&arena);
}

static void a_code_stands_in_front_of_a_body(void **state)
{
    (void)state;
    assert_authority("US OFAC", "US", "OFAC", false);
    assert_authority("U.S. Treasury (OFAC)", "US", "Treasury (OFAC)", false);
    assert_authority("UK FCDO", "UK", "FCDO", false);
    assert_authority("GB OFSI", "UK", "OFSI", false);
    assert_authority("EU Council", "EU", "Council", false);
    assert_authority("UN Security Council", "UN", "Security Council", false);
    assert_authority("European Union", "EU", "", false);
}

static void countries_are_known_by_name_and_code(void **state)
{
    (void)state;
    assert_authority("CH SECO", "CH", "SECO", false);
    assert_authority("Switzerland (SECO)", "CH", "SECO", false);
    assert_authority("Australia DFAT", "AU", "DFAT", false);
    assert_authority("New Zealand", "NZ", "", false);
}

static void a_body_alone_says_whose_it_is(void **state)
{
    (void)state;
    assert_authority("OFAC", "US", "OFAC", false);
    assert_authority("HM Treasury", "UK", "HM Treasury", false);
    assert_authority("Council of the European Union", "EU", "Council of the European Union", false);
}

static void police_and_prosecutors_put_nobody_on_a_list(void **state)
{
    (void)state;
    assert_authority("US DOJ/FBI", "US", "DOJ/FBI", true);
    assert_authority("US DOJ/FBI + 6 partner countries", "US", "DOJ/FBI + 6 partner countries",
                     true);
    assert_authority("FBI, OFAC", "US", "FBI, OFAC", false);
}

static void what_no_country_is_made_out_of_stays(void **state)
{
    (void)state;
    assert_authority("13 countries", "13 countries", "", false);
    assert_authority("In a statement", "In a statement", "", false);
    assert_authority("", "", "", false);
}

static void measures_have_words(void **state)
{
    (void)state;
    assert_true(list_measure_is_other(slice_from("court order, N.D. Ex.")));
    assert_true(list_measure_is_other(slice_from("Indictment")));
    assert_true(list_measure_is_other(slice_from("(advisory, not a sanction)")));
    assert_false(list_measure_is_other(slice_from("CYBER2")));
    assert_false(list_measure_is_other(slice_from("Implementing Regulation (EU) 2099/1")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_code_stands_in_front_of_a_body),
        cmocka_unit_test(countries_are_known_by_name_and_code),
        cmocka_unit_test(a_body_alone_says_whose_it_is),
        cmocka_unit_test(police_and_prosecutors_put_nobody_on_a_list),
        cmocka_unit_test(what_no_country_is_made_out_of_stays),
        cmocka_unit_test(measures_have_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
