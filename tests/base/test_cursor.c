/* SPDX-License-Identifier: MIT */
#include "../test.h"

#include "base/cursor.h"

static struct cursor over(const char *bytes, size_t size)
{
    return cursor_over(slice_make(bytes, size));
}

static void numbers_are_read_in_both_byte_orders(void **state)
{
    (void)state;
    static const char bytes[] =
        "\x01\x02\x03\x04\x05\x06\x07\x08\x09\x0a\x0b\x0c\x0d\x0e\x0f\x10\xf1\xf2";
    struct cursor c = over(bytes, 18);
    assert_int_equal(cursor_u8(&c), 0x01);
    assert_int_equal(cursor_u16(&c), 0x0203);
    assert_int_equal(cursor_u24(&c), 0x040506);
    assert_int_equal(cursor_u32(&c), 0x0708090a);
    assert_true(cursor_u64(&c) == UINT64_C(0x0b0c0d0e0f10f1f2));
    assert_int_equal(c.rest.size, 0);
    assert_false(c.failed);
    c = over(bytes, 14);
    assert_int_equal(cursor_u16_little(&c), 0x0201);
    assert_int_equal(cursor_u32_little(&c), 0x06050403);
    assert_true(cursor_u64_little(&c) == UINT64_C(0x0e0d0c0b0a090807));
    assert_false(c.failed);
}

static void a_read_that_does_not_fit_gives_zero_and_fails(void **state)
{
    (void)state;
    struct cursor c = over("\xff", 1);
    assert_int_equal(cursor_u16(&c), 0);
    assert_true(c.failed);
    c = over("\xff\xff\xff", 3);
    assert_int_equal(cursor_u32_little(&c), 0);
    assert_true(c.failed);
}

static void a_failed_cursor_stays_failed_and_empty(void **state)
{
    (void)state;
    struct cursor c = over("abcd", 4);
    assert_int_equal(cursor_take(&c, 5).size, 0);
    assert_true(c.failed);
    assert_int_equal(c.rest.size, 0);
    assert_int_equal(cursor_u8(&c), 0);
    assert_int_equal(cursor_take(&c, 0).size, 0);
    assert_true(c.failed);
}

static void nothing_can_be_taken_from_nothing(void **state)
{
    (void)state;
    struct cursor c = {0};
    assert_int_equal(cursor_take(&c, 0).size, 0);
    assert_false(c.failed);
    cursor_skip(&c, 1);
    assert_true(c.failed);
}

static void what_is_taken_is_what_stood_there(void **state)
{
    (void)state;
    struct cursor c = over("abcdef", 6);
    cursor_skip(&c, 1);
    assert_slice(cursor_take(&c, 2), "bc");
    assert_slice(c.rest, "def");
    assert_slice(cursor_take(&c, SIZE_MAX), "");
    assert_true(c.failed);
}

static void a_cursor_within_ends_where_its_part_ends(void **state)
{
    (void)state;
    struct cursor c = over("\x02"
                           "abcd",
                           5);
    struct cursor part = cursor_sub(&c, cursor_u8(&c));
    assert_slice(part.rest, "ab");
    assert_slice(c.rest, "cd");
    cursor_skip(&part, 3);
    assert_true(part.failed);
    assert_false(c.failed);
}

static void a_part_that_does_not_fit_fails_both(void **state)
{
    (void)state;
    struct cursor c = over("abcd", 4);
    struct cursor part = cursor_sub(&c, 5);
    assert_true(part.failed && c.failed);
    part = cursor_sub(&c, 0);
    assert_true(part.failed);
}

static void failing_is_false(void **state)
{
    (void)state;
    struct cursor c = over("abcd", 4);
    assert_false(cursor_fail(&c));
    assert_int_equal(c.rest.size, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_are_read_in_both_byte_orders),
        cmocka_unit_test(a_read_that_does_not_fit_gives_zero_and_fails),
        cmocka_unit_test(a_failed_cursor_stays_failed_and_empty),
        cmocka_unit_test(nothing_can_be_taken_from_nothing),
        cmocka_unit_test(what_is_taken_is_what_stood_there),
        cmocka_unit_test(a_cursor_within_ends_where_its_part_ends),
        cmocka_unit_test(a_part_that_does_not_fit_fails_both),
        cmocka_unit_test(failing_is_false),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
