/* SPDX-License-Identifier: MIT */
#include "../test.h"

#include "notice/label.h"

static void assert_kind(const char *words, enum indicator_kind kind)
{
    struct label label = label_read(slice_from(words));
    assert_int_equal(label.meaning, LABEL_KIND);
    assert_int_equal(label.kind, kind);
}

static void assert_means(const char *words, enum label_meaning meaning)
{
    assert_int_equal(label_read(slice_from(words)).meaning, meaning);
}

static void headings_name_kinds_in_many_languages(void **state)
{
    (void)state;
    assert_kind("SHA-256", INDICATOR_SHA256);
    assert_kind("JA3S fingerprints", INDICATOR_JA3S);
    assert_kind("IP Addresses", INDICATOR_ADDRESS);
    assert_kind("Noms de domaine", INDICATOR_DOMAIN);
    assert_kind("ДОМЕНЫ", INDICATOR_DOMAIN);
    assert_kind("ファイル名", INDICATOR_FILE_NAME);
    assert_kind("도메인", INDICATOR_DOMAIN);
    assert_kind("Mutexes", INDICATOR_MUTEX);
    assert_means("Індикатори кіберзагроз", LABEL_INDICATOR);
    assert_means("First Seen", LABEL_FIRST_SEEN);
    assert_means("References", LABEL_CITED);
    assert_means("参考情報", LABEL_CITED);
    assert_means("Legitimate tools", LABEL_LEGITIMATE);
    assert_means("YARA rules", LABEL_RULES);
}

static void words_inside_of_words_say_nothing(void **state)
{
    (void)state;
    assert_means("Descriptions", LABEL_DESCRIPTION);
    assert_means("Equipment", LABEL_NONE);
    assert_means("Overview", LABEL_NONE);
    assert_means("", LABEL_NONE);
}

static void the_nearest_words_before_a_value_count(void **state)
{
    (void)state;
    struct label label = label_before(slice_from("imphash of it; its MD5 is "));
    assert_int_equal(label.kind, INDICATOR_MD5);
    assert_int_equal(label_before(slice_from("commit ")).meaning, LABEL_IDENTIFIER);
    assert_int_equal(label_before(slice_from("it ")).meaning, LABEL_NONE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(headings_name_kinds_in_many_languages),
        cmocka_unit_test(words_inside_of_words_say_nothing),
        cmocka_unit_test(the_nearest_words_before_a_value_count),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
