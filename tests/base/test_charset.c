/* SPDX-License-Identifier: MIT */
#include "../test.h"

#include "base/charset.h"

static void assert_utf8(struct slice content, const char *wanted)
{
    struct text converted = {0};
    assert_slice(charset_to_utf8(content, &converted), wanted);
    text_done(&converted);
}

static void utf_8_is_left_without_its_mark(void **state)
{
    (void)state;
    assert_utf8(slice_from("a\u00e9"), "a\u00e9");
    assert_utf8(slice_from("\ufeffa"), "a");
    assert_utf8(slice_from(""), "");
}

static void utf_16_is_read_in_both_orders(void **state)
{
    (void)state;
    assert_utf8(slice_make("\xff\xfe"
                           "a\0\x2d\x4e",
                           6),
                "a中");
    assert_utf8(slice_make("\xfe\xff\0a\x4e\x2d", 6), "a中");
    assert_utf8(slice_make("a\0b\0c\0", 6), "abc");
    assert_utf8(slice_make("\0a\0b\0c", 6), "abc");
}

static void pairs_and_broken_pairs_are_told_apart(void **state)
{
    (void)state;
    assert_utf8(slice_make("\xfe\xff\xd8\x3d\xde\x00\0a", 8), "\U0001f600a");
    assert_utf8(slice_make("\xfe\xff\xd8\x3d\0a\xde\x00", 8), "\ufffda\ufffd");
    assert_utf8(slice_make("\xfe\xff\0a\0", 5), "a\ufffd");
}

static void a_named_encoding_is_believed(void **state)
{
    (void)state;
    assert_utf8(slice_from("<meta charset=\"GBK\">\xd6\xd0"), "<meta charset=\"GBK\">中");
    assert_utf8(slice_from("<meta charset=windows-1251>\xe6"), "<meta charset=windows-1251>ж");
}

static void chinese_text_without_a_name_is_tried(void **state)
{
    (void)state;
    assert_utf8(slice_from("\xd6\xd0\xce\xc4 a.example"), "\xd6\xd0\xce\xc4 a.example");
    assert_utf8(slice_from("\xd6\xd0\xce\xc4\xd6\xd0 a.cn"), "中文中 a.cn");
}

static void what_cannot_be_converted_is_left(void **state)
{
    (void)state;
    assert_utf8(slice_from("\xff\xff\xff"), "\xff\xff\xff");
    assert_utf8(slice_from("charset=klingon \xe9"), "charset=klingon \xe9");
}

static void assert_valid(const char *content, const char *wanted)
{
    struct text converted = {0};
    assert_slice(charset_to_valid_utf8(slice_from(content), &converted), wanted);
    text_done(&converted);
}

static void what_is_no_utf_8_may_be_read_as_windows_1252(void **state)
{
    (void)state;
    assert_valid("Soci\xe9t\xe9 \x93X\x94 \x81", "Société “X” \ufffd");
    assert_valid("Société, Jos\xe9", "Société, José");
    assert_valid("中 Société", "中 Société");
}

static void an_xml_declaration_names_an_encoding(void **state)
{
    (void)state;
    assert_utf8(slice_from("<?xml version=\"1.0\" encoding='windows-1251'?><a>\xe6</a>"),
                "<?xml version=\"1.0\" encoding='windows-1251'?><a>ж</a>");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(utf_8_is_left_without_its_mark),
        cmocka_unit_test(utf_16_is_read_in_both_orders),
        cmocka_unit_test(pairs_and_broken_pairs_are_told_apart),
        cmocka_unit_test(a_named_encoding_is_believed),
        cmocka_unit_test(chinese_text_without_a_name_is_tried),
        cmocka_unit_test(what_cannot_be_converted_is_left),
        cmocka_unit_test(what_is_no_utf_8_may_be_read_as_windows_1252),
        cmocka_unit_test(an_xml_declaration_names_an_encoding),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
