/* SPDX-License-Identifier: MIT */
#include "app/entry_name.h"

#include "../test.h"

static void names_lose_what_points_nowhere(void **state)
{
    static const char *const cases[][2] = {
        {"lists/akamai/list.json", "lists/akamai/list.json"},
        {"/etc//passwd", "etc/passwd"},
        {"./a/./b", "a/b"},
        {"a..b/..c/d..", "a..b/..c/d.."},
        {"a\\..\\b", "a\\..\\b"},
    };
    (void)state;
    struct text clean = {0};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_true(entry_name_clean(slice_from(cases[i][0]), &clean));
        assert_text(&clean, cases[i][1]);
    }
    text_done(&clean);
}

static void names_that_leave_their_folder_or_are_none_are_refused(void **state)
{
    static const char *const cases[] = {"..", "a/..", "../a",   "a/../../b", "/..",     "",
                                        "/",  ".",    "a\nb/c", "a/\x7f",    "\x1b[31m"};
    (void)state;
    struct text clean = {0};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_false(entry_name_clean(slice_from(cases[i]), &clean));
    assert_false(entry_name_clean(slice_make("a\0b", 3), &clean));
    text_done(&clean);
}

static void names_that_are_too_long_or_too_deep_are_refused(void **state)
{
    (void)state;
    struct text name = {0}, clean = {0};
    text_fill(&name, 'a', 255);
    assert_true(entry_name_clean(text_slice(&name), &clean));
    text_fill(&name, 'a', 1);
    assert_false(entry_name_clean(text_slice(&name), &clean));
    text_clear(&name);
    for (int i = 0; i < 100; i++)
        text_put(&name, "a/");
    assert_false(entry_name_clean(text_slice(&name), &clean));
    text_clear(&name);
    for (int i = 0; i < 10; i++) {
        text_fill(&name, 'a', 200);
        text_put(&name, "/");
    }
    assert_false(entry_name_clean(text_slice(&name), &clean));
    text_done(&name);
    text_done(&clean);
}

static void a_set_wants_names_with_and_without_the_first_folder(void **state)
{
    static const struct {
        const char *name, *wanted;
        enum entry_fit fit;
        const char *kept;
    } cases[] = {
        {"misp-main/lists/akamai/list.json", "lists/*/list.json", ENTRY_EXACT,
         "lists/akamai/list.json"},
        {"lists/akamai/list.json", "lists/*/list.json", ENTRY_EXACT, "lists/akamai/list.json"},
        {"lists/akamai.json", "lists/*/list.json", ENTRY_SIMILAR, "lists/akamai.json"},
        {"misp-main/README.md", "lists/*/list.json", ENTRY_OTHER, NULL},
        {"maltrail-master/trails/static/malware/x.txt", "trails/static/*", ENTRY_EXACT,
         "trails/static/malware/x.txt"},
        {"trails/static/malware/x.txt", "trails/static/*", ENTRY_EXACT,
         "trails/static/malware/x.txt"},
        {"package/asn.mmdb", "*.mmdb", ENTRY_EXACT, "asn.mmdb"},
        {"any/thing", NULL, ENTRY_EXACT, "any/thing"},
        {"set.json", NULL, ENTRY_OTHER, NULL},
        {"x/set.json", "*.json", ENTRY_OTHER, NULL},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *kept;
        assert_int_equal(entry_name_fit(cases[i].name, cases[i].wanted, &kept), cases[i].fit);
        if (cases[i].kept)
            assert_string_equal(kept, cases[i].kept);
    }
}

static void archives_are_told_by_their_endings(void **state)
{
    (void)state;
    assert_true(entry_name_is_archive("a/b.tar.gz"));
    assert_true(entry_name_is_archive("b.tgz"));
    assert_false(entry_name_is_archive("b.json.gz"));
    assert_string_equal(entry_name_base("a/b.tgz"), "b.tgz");
    assert_string_equal(entry_name_base("b.tgz"), "b.tgz");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_lose_what_points_nowhere),
        cmocka_unit_test(names_that_leave_their_folder_or_are_none_are_refused),
        cmocka_unit_test(names_that_are_too_long_or_too_deep_are_refused),
        cmocka_unit_test(a_set_wants_names_with_and_without_the_first_folder),
        cmocka_unit_test(archives_are_told_by_their_endings),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
