/* SPDX-License-Identifier: MIT */
#include "../test.h"

#include "facts/family_form.h"

static void assert_form(const char *name, const char *form)
{
    struct text text = {0};
    text_add_family_form(&text, slice_from(name));
    assert_text(&text, form);
    text_done(&text);
}

static void spelling_does_not_matter(void **state)
{
    (void)state;
    assert_form("AsyncRAT", "asyncrat");
    assert_form(" Async RAT ", "asyncrat");
    assert_form("Async-RAT", "asyncrat");
    assert_form("APT-28", "apt28");
    assert_form("TEMP.Periscope", "tempperiscope");
    assert_form("银狐", "银狐");
    assert_form("", "");
    assert_form("---", "");
}

static void platforms_and_additions_go(void **state)
{
    (void)state;
    assert_form("elf_mirai", "mirai");
    assert_form("Mirai (ELF)", "mirai");
    assert_form("osx_atomic", "atomic");
    assert_form("android_joker_spy", "jokerspy");
    assert_form("apt_flaxtyphoon", "flaxtyphoon");
    assert_form("win.njrat", "njrat");
    assert_form("Linux/Mirai", "mirai");
    assert_form("Deep Panda - G0009", "deeppanda");
}

static void what_detection_names_say_around_a_family_goes(void **state)
{
    (void)state;
    assert_form("Win32/Farfli.BT trojan", "farfli");
    assert_form("Trojan:Win32/Farfli.BT!MTB", "farfli");
    assert_form("HEUR:Backdoor.Linux.Mirai.b", "mirai");
    assert_form("ELF:Mirai-ABC [Trj]", "mirai");
    assert_form("Win.Trojan.Zegost-7086512-0", "zegost");
    assert_form("Trojan.Win32.Agent", "agent");
}

static void words_that_name_no_family_are_known(void **state)
{
    (void)state;
    assert_true(family_form_is_generic(slice_from("trojan")));
    assert_true(family_form_is_generic(slice_from("agent")));
    assert_true(family_form_is_generic(slice_from("")));
    assert_false(family_form_is_generic(slice_from("mirai")));
}

static void an_ending_may_be_cut_and_something_must_be_left(void **state)
{
    (void)state;
    struct text text = {0};
    assert_true(text_add_short_family_form(&text, slice_from("quasarrat")));
    assert_text(&text, "quasar");
    text_clear(&text);
    assert_true(text_add_short_family_form(&text, slice_from("atomicmacosstealer")));
    assert_text(&text, "atomic");
    text_clear(&text);
    assert_false(text_add_short_family_form(&text, slice_from("dcrat")));
    assert_false(text_add_short_family_form(&text, slice_from("mirai")));
    assert_false(text_add_short_family_form(&text, slice_from("kazyloader")));
    text_done(&text);
}

static void a_part_of_a_list_is_not_part_of_the_name(void **state)
{
    (void)state;
    assert_slice(family_without_part(slice_from("njrat-1")), "njrat");
    assert_slice(family_without_part(slice_from("apt-28")), "apt-28");
    assert_slice(family_without_part(slice_from("sysrv-hello")), "sysrv-hello");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(spelling_does_not_matter),
        cmocka_unit_test(platforms_and_additions_go),
        cmocka_unit_test(what_detection_names_say_around_a_family_goes),
        cmocka_unit_test(words_that_name_no_family_are_known),
        cmocka_unit_test(an_ending_may_be_cut_and_something_must_be_left),
        cmocka_unit_test(a_part_of_a_list_is_not_part_of_the_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
