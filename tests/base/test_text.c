/* SPDX-License-Identifier: MIT */
#include "../test.h"

/* What a text becomes through one of the two ways of quoting. */
static void assert_printable(const char *from, const char *wanted)
{
    struct text text = {0};
    text_add_printable(&text, slice_from(from));
    assert_text(&text, wanted);
    text_done(&text);
}

static void assert_json(struct slice from, const char *wanted)
{
    struct text text = {0};
    text_add_json(&text, from);
    assert_text(&text, wanted);
    text_done(&text);
}

static void a_text_grows_with_what_is_added(void **state)
{
    (void)state;
    struct text text = {0};
    text_put(&text, "a");
    text_add(&text, slice_make("b\0c", 3));
    text_add(&text, (struct slice){0});
    text_add_byte(&text, 'd');
    text_fill(&text, '-', 3);
    text_fill(&text, '-', 0);
    text_print(&text, "%s=%d", "n", -5);
    text_print(&text, "%s", "");
    assert_int_equal(text.size, 12);
    assert_memory_equal(text.data, "ab\0cd---n=-5", 12);
    text_clear(&text);
    assert_text(&text, "");
    text_done(&text);
    text_done(&text);
    text_done(NULL);
}

static void long_formats_fit(void **state)
{
    (void)state;
    struct text text = {0};
    text_print(&text, "%1000d", 1);
    assert_int_equal(text.size, 1000);
    assert_int_equal(text.data[999], '1');
    text_done(&text);
}

static void an_empty_text_is_an_empty_string(void **state)
{
    (void)state;
    struct text text = {0};
    assert_string_equal(text_string(&text), "");
    assert_int_equal(text_slice(&text).size, 0);
    text_done(&text);
}

static void numbers_are_written_whole(void **state)
{
    (void)state;
    struct text text = {0};
    text_add_number(&text, 0);
    text_add_byte(&text, ' ');
    text_add_number(&text, 907);
    text_add_byte(&text, ' ');
    text_add_number(&text, UINT64_MAX);
    assert_text(&text, "0 907 18446744073709551615");
    text_done(&text);
}

static void bytes_are_written_in_hexadecimal(void **state)
{
    (void)state;
    struct text text = {0};
    text_add_hex(&text, slice_make("\x00\x0f\xa0\xff", 4));
    text_add_hex(&text, (struct slice){0});
    assert_text(&text, "000fa0ff");
    text_done(&text);
}

static void plain_text_is_printed_as_it_is(void **state)
{
    (void)state;
    assert_printable("plain ~ text \\ \"quoted\"", "plain ~ text \\ \"quoted\"");
    assert_printable("国家网络 дом مصر é 😀", "国家网络 дом مصر é 😀");
    assert_printable("", "");
}

static void escape_sequences_do_not_reach_the_terminal(void **state)
{
    (void)state;
    assert_printable("\x1b[31mred\x1b[0m", "\\x1b[31mred\\x1b[0m");
    assert_printable("\x1b]0;title\x07", "\\x1b]0;title\\x07");
    assert_printable("a\rb\nc\td\be\x7f", "a\\x0db\\x0ac\\x09d\\x08e\\x7f");
    /* C1 controls, alone (8-bit) and as UTF-8: CSI is one of them. */
    assert_printable("\x9b"
                     "31m",
                     "\\x9b31m");
    assert_printable("\xc2\x9b"
                     "31m\xc2\x80\xc2\x9f",
                     "\\u{9b}31m\\u{80}\\u{9f}");
    struct text text = {0};
    text_add_printable(&text, slice_make("a\0b", 3));
    assert_text(&text, "a\\x00b");
    text_done(&text);
}

static void the_direction_of_writing_cannot_be_turned(void **state)
{
    (void)state;
    assert_printable("exe.\xe2\x80\xae"
                     "fdp",
                     "exe.\\u{202e}fdp");
    assert_printable("\xe2\x81\xa6\xe2\x81\xa9\xe2\x80\x8e\xd8\x9c",
                     "\\u{2066}\\u{2069}\\u{200e}\\u{61c}");
    assert_printable("\xe2\x80\xa8\xe2\x80\xa9", "\\u{2028}\\u{2029}");
}

static void what_hides_is_shown(void **state)
{
    (void)state;
    assert_printable("a\xe2\x80\x8b"
                     "b\xef\xbb\xbf"
                     "c\xc2\xad",
                     "a\\u{200b}b\\u{feff}c\\u{ad}");
    assert_printable("\xf3\xa0\x81\xa1", "\\u{e0061}");
    assert_printable("\xf3\xa0\x84\x80", "\\u{e0100}");
    assert_printable("\xe3\x85\xa4\xe1\x85\x9f\xcd\x8f", "\\u{3164}\\u{115f}\\u{34f}");
}

static void what_is_not_utf8_is_shown_byte_by_byte(void **state)
{
    (void)state;
    assert_printable("\xff\xfe", "\\xff\\xfe");
    assert_printable("a\xc3", "a\\xc3");
    assert_printable("\xe2\x82"
                     "x",
                     "\\xe2\\x82x");
    assert_printable("\xc0\xaf", "\\xc0\\xaf");
    assert_printable("\xed\xa0\x80", "\\xed\\xa0\\x80");
    assert_printable("\xf4\x90\x80\x80", "\\xf4\\x90\\x80\\x80");
}

/* Whatever comes in, only printable ASCII and harmless UTF-8 comes out. */
static void no_two_bytes_move_the_cursor(void **state)
{
    (void)state;
    struct text text = {0};
    for (unsigned pair = 0; pair < 65536; pair++) {
        uint8_t bytes[2] = {(uint8_t)(pair >> 8), (uint8_t)pair};
        text_clear(&text);
        text_add_printable(&text, slice_make(bytes, 2));
        for (size_t i = 0; i < text.size; i++) {
            uint8_t byte = (uint8_t)text.data[i];
            assert_true(byte >= 0x20 && byte != 0x7f);
            if (byte == 0xc2)
                assert_true((uint8_t)text.data[i + 1] >= 0xa0);
        }
    }
    text_done(&text);
}

static void json_strings_are_escaped(void **state)
{
    (void)state;
    assert_json(slice_from("a\"b\\c/"), "\"a\\\"b\\\\c/\"");
    assert_json(slice_make("\0\x1f\n\x7f", 4), "\"\\u0000\\u001f\\u000a\\u007f\"");
    assert_json(slice_from("国 😀"), "\"国 😀\"");
    assert_json(slice_from("a\xff"
                           "b\xc3"),
                "\"a\\ufffdb\\ufffd\"");
    assert_json(slice_from("\xe2\x80\xae\xe2\x80\xa8"), "\"\\u202e\\u2028\"");
    assert_json((struct slice){0}, "\"\"");
}

static void json_escapes_high_characters_as_two_surrogates(void **state)
{
    (void)state;
    assert_json(slice_from("\xf3\xa0\x81\xa1"), "\"\\udb40\\udc61\"");
}

static void a_part_brings_its_front_or_neither_is_there(void **state)
{
    (void)state;
    struct text text = {0};
    text_add_part(&text, ", ", slice_from(""));
    assert_int_equal(text.size, 0);
    text_add_part(&text, ", ", slice_from("a\x1b"));
    assert_text(&text, ", a\\x1b");
    text_done(&text);
}

static void what_is_joined_has_separators_between_and_nowhere_else(void **state)
{
    (void)state;
    struct text text = {0};
    static const char *const parts[] = {"", "a", "", "b", ""};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        text_join(&text, ", ", slice_from(parts[i]));
    assert_text(&text, "a, b");
    text_done(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_joined_has_separators_between_and_nowhere_else),
        cmocka_unit_test(a_part_brings_its_front_or_neither_is_there),
        cmocka_unit_test(a_text_grows_with_what_is_added),
        cmocka_unit_test(long_formats_fit),
        cmocka_unit_test(an_empty_text_is_an_empty_string),
        cmocka_unit_test(numbers_are_written_whole),
        cmocka_unit_test(bytes_are_written_in_hexadecimal),
        cmocka_unit_test(plain_text_is_printed_as_it_is),
        cmocka_unit_test(escape_sequences_do_not_reach_the_terminal),
        cmocka_unit_test(the_direction_of_writing_cannot_be_turned),
        cmocka_unit_test(what_hides_is_shown),
        cmocka_unit_test(what_is_not_utf8_is_shown_byte_by_byte),
        cmocka_unit_test(no_two_bytes_move_the_cursor),
        cmocka_unit_test(json_strings_are_escaped),
        cmocka_unit_test(json_escapes_high_characters_as_two_surrogates),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
