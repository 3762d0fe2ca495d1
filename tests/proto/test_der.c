/* SPDX-License-Identifier: MIT */
#include "../test.h"

#include "proto/der.h"

#include <string.h>

#define OVER(...)                                                                                  \
    cursor_over(slice_make((const uint8_t[]){__VA_ARGS__}, sizeof((const uint8_t[]){__VA_ARGS__})))

static void items_are_taken_one_after_the_other(void **state)
{
    (void)state;
    struct cursor c = OVER(0x02, 1, 7, 0x05, 0, 0x30, 3, 0x02, 1, 8);
    struct der_item item;
    assert_true(der_next(&c, &item));
    assert_int_equal(item.tag, DER_INTEGER);
    assert_slice(item.value, "\x07");
    assert_int_equal(item.whole.size, 3);
    assert_true(der_next(&c, &item));
    assert_int_equal(item.tag, 0x05);
    assert_int_equal(item.value.size, 0);
    struct cursor inner = der_open(&c, DER_SEQUENCE);
    assert_slice(der_open(&inner, DER_INTEGER).rest, "\x08");
    assert_false(inner.failed);
    assert_false(der_next(&c, &item));
    assert_false(c.failed);
}

static void a_long_length_is_read(void **state)
{
    (void)state;
    uint8_t bytes[3 + 200] = {DER_OCTET_STRING, 0x81, 200};
    struct cursor c = cursor_over(slice_make(bytes, sizeof bytes));
    assert_int_equal(der_open(&c, DER_OCTET_STRING).rest.size, 200);
    struct cursor padded = OVER(DER_OCTET_STRING, 0x83, 0, 0, 1, 'x');
    assert_slice(der_open(&padded, DER_OCTET_STRING).rest, "x");
}

static void a_length_beyond_the_end_fails(void **state)
{
    (void)state;
    struct der_item item;
    struct cursor c = OVER(DER_OCTET_STRING, 3, 'a', 'b');
    assert_false(der_next(&c, &item));
    assert_true(c.failed);
    struct cursor huge = OVER(DER_OCTET_STRING, 0x84, 0xff, 0xff, 0xff, 0xff, 'a');
    assert_false(der_next(&huge, &item));
    struct cursor endless = OVER(DER_OCTET_STRING, 0x80, 'a', 0, 0);
    assert_false(der_next(&endless, &item));
    struct cursor overlong = OVER(DER_OCTET_STRING, 0x85, 0, 0, 0, 0, 1, 'a');
    assert_false(der_next(&overlong, &item));
}

static void an_item_that_is_cut_short_gives_what_is_there(void **state)
{
    (void)state;
    struct der_item item;
    struct cursor c = OVER(DER_OCTET_STRING, 3, 'a', 'b');
    assert_true(der_next_cut(&c, &item));
    assert_true(item.cut);
    assert_slice(item.value, "ab");
}

static void another_tag_than_expected_fails_both(void **state)
{
    (void)state;
    struct cursor c = OVER(DER_INTEGER, 1, 7, DER_INTEGER, 1, 8);
    assert_false(der_next_is(&c, DER_SEQUENCE));
    struct cursor inner = der_open(&c, DER_SEQUENCE);
    assert_true(inner.failed);
    assert_int_equal(inner.rest.size, 0);
    assert_true(c.failed);
}

static void a_tag_of_many_bytes_is_passed_over(void **state)
{
    (void)state;
    struct cursor c = OVER(0xbf, 0x87, 0x10, 1, 'x', DER_INTEGER, 1, 7);
    struct der_item item;
    assert_true(der_next(&c, &item));
    assert_slice(item.value, "x");
    assert_slice(der_open(&c, DER_INTEGER).rest, "\x07");
}

static void object_identifiers_are_written_with_dots(void **state)
{
    (void)state;
    struct text text = {0};
    const uint8_t email[] = {0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 9, 1};
    assert_true(text_add_oid(&text, slice_make(email, sizeof email)));
    text_put(&text, " ");
    const uint8_t high[] = {0x88, 0x37, 3};
    assert_true(text_add_oid(&text, slice_make(high, sizeof high)));
    assert_text(&text, "1.2.840.113549.1.9.1 2.999.3");
    const uint8_t open_end[] = {0x2a, 0x86},
                  too_large[] = {0x2a, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f};
    assert_false(text_add_oid(&text, slice_make(open_end, sizeof open_end)));
    assert_false(text_add_oid(&text, slice_make(too_large, sizeof too_large)));
    assert_false(text_add_oid(&text, (struct slice){0}));
    assert_text(&text, "1.2.840.113549.1.9.1 2.999.3");
    text_done(&text);
}

static void expect_utf8(uint8_t tag, const char *bytes, size_t size, const char *utf8)
{
    struct text text = {0};
    assert_true(text_add_der_string(&text, tag, slice_make(bytes, size)));
    assert_text(&text, utf8);
    text_done(&text);
}

static void strings_of_every_kind_become_utf8(void **state)
{
    (void)state;
    expect_utf8(DER_UTF8_STRING, "\xc3\xa9", 2, "é");
    expect_utf8(DER_PRINTABLE_STRING, "plain", 5, "plain");
    expect_utf8(DER_T61_STRING, "M\xfcnchen", 7, "München");
    expect_utf8(DER_IA5_STRING, "a@b", 3, "a@b");
    expect_utf8(DER_BMP_STRING, "\x00M\x00\xfc\x4e\x2d", 6, "Mü中");
    expect_utf8(DER_BMP_STRING, "\xd8\x3d\xde\x00", 4, "\xf0\x9f\x98\x80");
    expect_utf8(DER_BMP_STRING, "\xd8\x3d\x00M\x00", 5, "\xef\xbf\xbdM");
    expect_utf8(DER_UNIVERSAL_STRING, "\x00\x00\x4e\x2d", 4, "中");
    expect_utf8(DER_UNIVERSAL_STRING, "\x00\x11\x00\x00", 4, "\xef\xbf\xbd");
}

static void utf8_that_is_none_is_read_as_latin_1(void **state)
{
    (void)state;
    expect_utf8(DER_UTF8_STRING, "caf\xe9", 4, "café");
}

static void what_is_no_string_is_refused(void **state)
{
    (void)state;
    struct text text = {0};
    assert_false(text_add_der_string(&text, DER_INTEGER, slice_from("1")));
    assert_int_equal(text.size, 0);
    text_done(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(items_are_taken_one_after_the_other),
        cmocka_unit_test(a_long_length_is_read),
        cmocka_unit_test(a_length_beyond_the_end_fails),
        cmocka_unit_test(an_item_that_is_cut_short_gives_what_is_there),
        cmocka_unit_test(another_tag_than_expected_fails_both),
        cmocka_unit_test(a_tag_of_many_bytes_is_passed_over),
        cmocka_unit_test(object_identifiers_are_written_with_dots),
        cmocka_unit_test(strings_of_every_kind_become_utf8),
        cmocka_unit_test(utf8_that_is_none_is_read_as_latin_1),
        cmocka_unit_test(what_is_no_string_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
