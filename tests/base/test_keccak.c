/* SPDX-License-Identifier: MIT */
#include "../test.h"

#include "base/keccak.h"

static void assert_hash(struct slice bytes, const char *wanted)
{
    uint8_t digest[KECCAK256_SIZE];
    struct text text = {0};
    keccak256(bytes, digest);
    text_add_hex(&text, slice_make(digest, sizeof digest));
    assert_text(&text, wanted);
    text_done(&text);
}

static void known_answers_are_met(void **state)
{
    (void)state;
    assert_hash(slice_from(""), "c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470");
    assert_hash(slice_from("abc"),
                "4e03657aea45a94fc7d47ba826c8d667c0d1e6e33a64a036ec44f58fa12d6c45");
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(known_answers_are_met)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
