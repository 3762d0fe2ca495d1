/* SPDX-License-Identifier: MIT */
#include "../test.h"

#include "base/base64.h"

static void assert_decoded(const char *encoded, const char *wanted)
{
    struct text text = {0};
    assert_true(base64_decode(slice_from(encoded), &text));
    assert_text(&text, wanted);
    text_done(&text);
}

/* RFC 4648, part 10. */
static void the_vectors_of_the_rfc_are_read(void **state)
{
    (void)state;
    assert_decoded("", "");
    assert_decoded("Zg==", "f");
    assert_decoded("Zm8=", "fo");
    assert_decoded("Zm9v", "foo");
    assert_decoded("Zm9vYg==", "foob");
    assert_decoded("Zm9vYmE=", "fooba");
    assert_decoded("Zm9vYmFy", "foobar");
    assert_decoded("Pz8/Pj4+", "\x3f\x3f\x3f\x3e\x3e\x3e");
}

static void padding_may_be_left_out(void **state)
{
    (void)state;
    assert_decoded("Zg", "f");
    assert_decoded("Zm8", "fo");
}

static void what_is_none_is_refused_and_adds_nothing(void **state)
{
    (void)state;
    static const char *const bad[] = {
        "Z",      "Zm9vY", "Zg=",  "Zh==", "Zm9=",         "Zm9v Yg==",
        "Zm9v\n", "====",  "Z===", "Zm=v", "Zm9vYg==Zm9v", "Zm-_"};
    struct text text = {0};
    text_put(&text, "before");
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        assert_false(base64_decode(slice_from(bad[i]), &text));
        assert_text(&text, "before");
    }
    text_done(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_vectors_of_the_rfc_are_read),
        cmocka_unit_test(padding_may_be_left_out),
        cmocka_unit_test(what_is_none_is_refused_and_adds_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
