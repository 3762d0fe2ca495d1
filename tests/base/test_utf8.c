/* SPDX-License-Identifier: MIT */
#include "../test.h"

#include "base/utf8.h"

#include <string.h>

/* Every character that is one, written, is read back; surrogates are none. */
static void every_character_is_read_as_it_was_written(void **state)
{
    (void)state;
    for (uint32_t wanted = 0; wanted <= 0x10ffff; wanted++) {
        uint8_t bytes[4];
        uint32_t seen = 0;
        size_t size = utf8_write(wanted, bytes);
        bool surrogate = wanted >= 0xd800 && wanted <= 0xdfff;
        assert_int_equal(utf8_read(slice_make(bytes, size), &seen), surrogate ? 0 : size);
        if (!surrogate)
            assert_int_equal(seen, wanted);
        assert_int_equal(utf8_read(slice_make(bytes, size - 1), &seen), 0);
    }
}

static void what_is_no_character_is_refused(void **state)
{
    (void)state;
    static const char *const bad[] = {
        "",
        "\x80",
        "\xbf",
        "\xc0\x80",
        "\xc1\xbf",
        "\xc3",
        "\xc3\x28",
        "\xe0\x80\x80",
        "\xe0\x9f\xbf",
        "\xe2\x82",
        "\xe2\x28",
        "\xed\xa0\x80",
        "\xed\xbf\xbf",
        "\xf0\x80\x80\x80",
        "\xf0\x8f\xbf\xbf",
        "\xf0\x9f",
        "\xf0\x9f\x98",
        "\xf4\x90\x80\x80",
        "\xf5\x80\x80\x80",
        "\xff",
    };
    uint32_t character;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_int_equal(utf8_read(slice_from(bad[i]), &character), 0);
}

static void only_the_first_character_is_read(void **state)
{
    (void)state;
    uint32_t character = 0;
    assert_int_equal(utf8_read(slice_from("é国"), &character), 2);
    assert_int_equal(character, 0xe9);
    assert_int_equal(utf8_read(slice_make("\0a", 2), &character), 1);
    assert_int_equal(character, 0);
}

static void a_terminal_shows_this_many_columns(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t width;
    } cases[] = {
        {"", 0},       {"plain", 5}, {"国家", 4},    {"дом", 3},     {"e\u0301", 1}, {"\xff", 1},
        {"\uff21", 2}, {"한", 2},    {"a\u20dd", 1}, {"❤\ufe0f", 1}, {"ﾊ", 1},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_int_equal(utf8_width(slice_from(cases[i].text)), cases[i].width);
}

static void a_text_is_valid_when_all_of_it_is(void **state)
{
    (void)state;
    assert_true(utf8_is_valid(slice_from("")));
    assert_true(utf8_is_valid(slice_from("plain, \xc3\xa4, \xe6\xb0\xb8")));
    assert_false(utf8_is_valid(slice_from("plain, \xe4")));
    assert_false(utf8_is_valid(slice_from("\xe6\xb0")));
    assert_false(utf8_is_valid(slice_from("\xed\xa0\x80")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_character_is_read_as_it_was_written),
        cmocka_unit_test(what_is_no_character_is_refused),
        cmocka_unit_test(a_text_is_valid_when_all_of_it_is),
        cmocka_unit_test(only_the_first_character_is_read),
        cmocka_unit_test(a_terminal_shows_this_many_columns),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
