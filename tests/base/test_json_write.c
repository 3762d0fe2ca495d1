/* SPDX-License-Identifier: MIT */
#include "../test.h"
#include "base/json_write.h"

static void commas_stand_between_and_nowhere_else(void **state)
{
    (void)state;
    struct text text = {0};
    struct json_writer json = json_write_into(&text);
    const double zero = 0;
    json_write_open(&json, NULL, '{');
    json_write_number(&json, "most", UINT64_MAX);
    json_write_open(&json, "list", '[');
    json_write_string(&json, NULL, "a");
    json_write_open(&json, NULL, '{');
    json_write_close(&json, '}');
    json_write_open(&json, NULL, '[');
    json_write_close(&json, ']');
    json_write_null(&json, NULL);
    json_write_close(&json, ']');
    json_write_bool(&json, "yes", true);
    json_write_bool(&json, "no", false);
    json_write_hex(&json, "digest", slice_make("\x01\xfe", 2));
    json_write_decimal(&json, "share", 0.98765, 3);
    json_write_decimal(&json, "none", 0.0 / zero, 3);
    json_write_close(&json, '}');
    assert_text(&text,
                "{\"most\":18446744073709551615,\"list\":[\"a\",{},[],null],"
                "\"yes\":true,\"no\":false,\"digest\":\"01fe\",\"share\":0.988,\"none\":null}");
    text_done(&text);
}

static void values_from_outside_cannot_leave_their_string(void **state)
{
    (void)state;
    struct text text = {0};
    struct json_writer json = json_write_into(&text);
    json_write_open(&json, NULL, '{');
    json_write_slice(&json, "value", slice_make("\",\"x\":\"\\\n\xff\0", 11));
    json_write_close(&json, '}');
    assert_text(&text, "{\"value\":\"\\\",\\\"x\\\":\\\"\\\\\\u000a\\ufffd\\u0000\"}");
    text_done(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(commas_stand_between_and_nowhere_else),
        cmocka_unit_test(values_from_outside_cannot_leave_their_string),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
