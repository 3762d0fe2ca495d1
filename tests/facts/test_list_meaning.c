/* SPDX-License-Identifier: MIT */
#include "../test.h"

#include "facts/list_meaning.h"

static void assert_warning(const char *list, enum trait trait)
{
    assert_int_equal(warning_list_trait(slice_from(list), LIST_EXACT, true), trait);
}

static void lists_that_do_not_exist_yet_are_known_by_what_they_are_called(void **state)
{
    (void)state;
    assert_warning("sinkholes", TRAIT_SINKHOLE);
    assert_warning("my-tor-exit-nodes", TRAIT_TOR_EXIT);
    assert_warning("isp-residential-ranges", TRAIT_RESIDENTIAL);
    assert_warning("broadband-pools", TRAIT_RESIDENTIAL);
    assert_warning("other-vpn-list", TRAIT_VPN_EXIT);
    assert_warning("anything", TRAIT_SERVICE);
}

static void trails_of_families_have_no_meaning_of_their_own(void **state)
{
    (void)state;
    enum trait trait;
    const char *title;
    assert_true(trail_list_trait(slice_from("tor_exit_node"), &trait, &title));
    assert_int_equal(trait, TRAIT_TOR_EXIT);
    assert_false(trail_list_trait(slice_from("elf_mirai"), &trait, &title));
    assert_false(trail_list_trait(slice_from("tor_backdoor"), &trait, &title));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lists_that_do_not_exist_yet_are_known_by_what_they_are_called),
        cmocka_unit_test(trails_of_families_have_no_meaning_of_their_own),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
