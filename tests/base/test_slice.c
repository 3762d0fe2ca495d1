/* SPDX-License-Identifier: MIT */
#include "../test.h"

#include <string.h>

static struct slice s(const char *text)
{
    return slice_from(text);
}

static void nothing_is_the_empty_slice(void **state)
{
    (void)state;
    struct slice empty = {0};
    assert_int_equal(slice_from(NULL).size, 0);
    assert_true(slice_equal(empty, s("")));
    assert_true(slice_equal_text(empty, ""));
    assert_int_equal(slice_trim(empty).size, 0);
    assert_int_equal(slice_after(empty, 1).size, 0);
    assert_true(slice_find_byte(empty, 0) == SLICE_NOWHERE);
    assert_true(slice_find_last_byte(empty, 0) == SLICE_NOWHERE);
    assert_true(slice_find(empty, s("a")) == SLICE_NOWHERE);
}

static void equal_means_every_byte(void **state)
{
    (void)state;
    assert_true(slice_equal(slice_make("a\0b", 3), slice_make("a\0b", 3)));
    assert_false(slice_equal(slice_make("a\0b", 3), slice_make("a\0c", 3)));
    assert_false(slice_equal(s("ab"), s("abc")));
    assert_false(slice_equal_text(s("ab"), "aB"));
}

static void case_is_ignored_for_ascii_letters_only(void **state)
{
    (void)state;
    assert_true(slice_equal_ignoring_case(s("HoSt[1]"), s("hOsT[1]")));
    assert_false(slice_equal_ignoring_case(s("["), s("{")));
    assert_false(slice_equal_ignoring_case(s("@"), s("`")));
    assert_false(slice_equal_ignoring_case(s("\xc3\x84"), s("\xc3\xa4")));
    assert_false(slice_equal_ignoring_case(s("host"), s("hosts")));
}

static void a_slice_starts_and_ends_with_its_parts(void **state)
{
    (void)state;
    assert_true(slice_starts_with(s("https://"), "http"));
    assert_true(slice_starts_with(s("http"), "http"));
    assert_true(slice_starts_with(s("http"), ""));
    assert_false(slice_starts_with(s("htt"), "http"));
    assert_true(slice_starts_with_ignoring_case(s("HTTP/1.1"), "http/"));
    assert_false(slice_starts_with_ignoring_case(s("HTT"), "http"));
    assert_true(slice_ends_with(s("a.example"), ".example"));
    assert_true(slice_ends_with(s("a"), ""));
    assert_false(slice_ends_with(s("ample"), "example"));
}

static void slices_are_ordered_by_bytes_then_length(void **state)
{
    (void)state;
    assert_true(slice_compare(s("a"), s("b")) < 0);
    assert_true(slice_compare(s("b"), s("abc")) > 0);
    assert_true(slice_compare(s("ab"), s("abc")) < 0);
    assert_true(slice_compare(s("\x7f"), s("\x80")) < 0);
    assert_true(slice_compare(s(""), s("a")) < 0);
    assert_int_equal(slice_compare(s("abc"), s("abc")), 0);
}

static void bytes_and_texts_are_found(void **state)
{
    (void)state;
    assert_int_equal(slice_find_byte(s("a.b.c"), '.'), 1);
    assert_int_equal(slice_find_last_byte(s("a.b.c"), '.'), 3);
    assert_true(slice_find_byte(s("abc"), '.') == SLICE_NOWHERE);
    assert_int_equal(slice_find(s("a--b---c"), s("---")), 4);
    assert_int_equal(slice_find(s("abc"), s("")), 0);
    assert_true(slice_find(s("ab"), s("abc")) == SLICE_NOWHERE);
    assert_true(slice_contains(s("a--b---c"), "---"));
    assert_true(slice_contains(s(""), ""));
    assert_false(slice_contains(s("ab"), "abc"));
}

static void a_path_has_a_last_part(void **state)
{
    (void)state;
    assert_slice(slice_base_name(s("lists/vpn-ipv4/list.json")), "list.json");
    assert_slice(slice_base_name(s("/list.json")), "list.json");
    assert_slice(slice_base_name(s("list.json")), "list.json");
    assert_slice(slice_base_name(s("lists/")), "");
    assert_slice(slice_base_name(s("")), "");
}

static void parts_are_cut_to_fit(void **state)
{
    (void)state;
    assert_slice(slice_part(s("abcdef"), 1, 3), "bc");
    assert_slice(slice_part(s("abcdef"), 4, SIZE_MAX), "ef");
    assert_slice(slice_part(s("abcdef"), 3, 3), "");
    assert_slice(slice_part(s("abcdef"), 4, 2), "");
    assert_slice(slice_part(s("abcdef"), SIZE_MAX, SIZE_MAX), "");
    assert_slice(slice_after(s("abc"), 2), "c");
    assert_slice(slice_after(s("abc"), 3), "");
    assert_slice(slice_after(s("abc"), 4), "");
}

static void white_space_is_trimmed_at_both_ends(void **state)
{
    (void)state;
    assert_slice(slice_trim(s(" \t\r\n\v\f a b \n")), "a b");
    assert_slice(slice_trim(s(" \t ")), "");
    assert_int_equal(slice_trim(slice_make("\0a\0", 3)).size, 3);
}

static void splitting_gives_every_piece_and_ends(void **state)
{
    (void)state;
    struct slice rest = s("a,,b,");
    assert_slice(slice_split(&rest, ','), "a");
    assert_slice(slice_split(&rest, ','), "");
    assert_slice(slice_split(&rest, ','), "b");
    assert_int_equal(rest.size, 0);
    assert_slice(slice_split(&rest, ','), "");
    rest = s("last");
    assert_slice(slice_split(&rest, ','), "last");
    assert_int_equal(rest.size, 0);
}

static void lines_end_with_lf_or_crlf(void **state)
{
    (void)state;
    struct slice rest = s("one\r\ntwo\n\r\nfour\rstill four");
    assert_slice(slice_split_line(&rest), "one");
    assert_slice(slice_split_line(&rest), "two");
    assert_slice(slice_split_line(&rest), "");
    assert_slice(slice_split_line(&rest), "four\rstill four");
    assert_int_equal(rest.size, 0);
}

static void numbers_are_digits_up_to_the_most(void **state)
{
    (void)state;
    uint64_t number = 7;
    assert_true(slice_to_number(s("0"), 0, &number));
    assert_int_equal(number, 0);
    assert_true(slice_to_number(s("00255"), 255, &number));
    assert_int_equal(number, 255);
    assert_false(slice_to_number(s("256"), 255, &number));
    assert_true(slice_to_number(s("18446744073709551615"), UINT64_MAX, &number));
    assert_true(number == UINT64_MAX);
    assert_false(slice_to_number(s("18446744073709551616"), UINT64_MAX, &number));
    assert_false(slice_to_number(s("99999999999999999999999"), UINT64_MAX, &number));
    assert_false(slice_to_number(s("3"), 2, &number));
    static const char *const bad[] = {"", "+1", "-1", " 1", "1 ", "0x1", "1.0", "a"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_false(slice_to_number(s(bad[i]), UINT64_MAX, &number));
    assert_true(number == UINT64_MAX);
}

static void bytes_have_kinds(void **state)
{
    (void)state;
    for (int byte = 0; byte < 256; byte++) {
        uint8_t b = (uint8_t)byte;
        bool upper = byte >= 'A' && byte <= 'Z', lower = byte >= 'a' && byte <= 'z';
        assert_int_equal(byte_lower(b), upper ? byte + 32 : byte);
        assert_int_equal(byte_is_letter(b), upper || lower);
        assert_int_equal(byte_is_digit(b), byte >= '0' && byte <= '9');
        assert_int_equal(byte_is_space(b), byte != 0 && strchr(" \t\r\n\v\f", byte) != NULL);
    }
    assert_int_equal(byte_hex_value('9'), 9);
    assert_int_equal(byte_hex_value('a'), 10);
    assert_int_equal(byte_hex_value('F'), 15);
    assert_int_equal(byte_hex_value('g'), -1);
    assert_int_equal(byte_hex_value('/'), -1);
    assert_int_equal(byte_hex_value('@'), -1);
}

static void a_word_of_a_list_is_told_by_the_whole(void **state)
{
    (void)state;
    assert_true(slice_is_one_of(slice_from("two"), "one two three", ' '));
    assert_true(slice_is_one_of(slice_from("three"), "one|two|three", '|'));
    assert_false(slice_is_one_of(slice_from("tw"), "one two three", ' '));
    assert_false(slice_is_one_of(slice_from("one two"), "one two", ' '));
    assert_false(slice_is_one_of(slice_from("one"), "", ' '));
    assert_true(slice_is_one_of(slice_from("at"), "cat bat at", ' '));
    assert_false(slice_is_one_of(slice_from("at"), "cat bath", ' '));
    assert_false(slice_is_one_of(slice_from(""), "one two", ' '));
}

static void hexadecimal_is_digits_only_and_one_at_least(void **state)
{
    (void)state;
    assert_true(slice_is_hex(slice_from("09afAF")));
    assert_false(slice_is_hex(slice_from("0x12")));
    assert_false(slice_is_hex(slice_from("")));
    assert_int_equal(slice_byte(slice_from("ab"), 1), 'b');
    assert_int_equal(slice_byte(slice_from("ab"), 2), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_is_the_empty_slice),
        cmocka_unit_test(equal_means_every_byte),
        cmocka_unit_test(case_is_ignored_for_ascii_letters_only),
        cmocka_unit_test(a_slice_starts_and_ends_with_its_parts),
        cmocka_unit_test(slices_are_ordered_by_bytes_then_length),
        cmocka_unit_test(bytes_and_texts_are_found),
        cmocka_unit_test(a_path_has_a_last_part),
        cmocka_unit_test(parts_are_cut_to_fit),
        cmocka_unit_test(white_space_is_trimmed_at_both_ends),
        cmocka_unit_test(splitting_gives_every_piece_and_ends),
        cmocka_unit_test(lines_end_with_lf_or_crlf),
        cmocka_unit_test(numbers_are_digits_up_to_the_most),
        cmocka_unit_test(bytes_have_kinds),
        cmocka_unit_test(a_word_of_a_list_is_told_by_the_whole),
        cmocka_unit_test(hexadecimal_is_digits_only_and_one_at_least),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
