/* SPDX-License-Identifier: MIT */
#include "../test.h"

#include "notice/reader.h"

static bool is_signed(const char *content)
{
    struct notice notice;
    struct problem problem = {{0}};
    notice_read(slice_from(content), "made-up.txt", "list", &notice, &problem);
    bool has_signature = notice.has_signature;
    notice_done(&notice);
    return has_signature;
}

static void a_signature_is_seen_wherever_it_stands(void **state)
{
    (void)state;
    struct text text = {0};
    assert_false(is_signed("45.66.77.88\n"));
    assert_true(is_signed("-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\n45.66.77.88\n"));
    for (int i = 0; i < 20000; i++)
        text_put(&text, "45.66.77.88\n");
    assert_false(is_signed(text_string(&text)));
    text_put(&text, "-----BEGIN PGP SIGNATURE-----\n\niQ\n-----END PGP SIGNATURE-----\n");
    assert_true(is_signed(text_string(&text)));
    text_done(&text);
}

static void an_unknown_format_is_refused_in_a_sentence(void **state)
{
    (void)state;
    struct notice notice;
    struct problem problem = {{0}};
    assert_false(notice_read(slice_from("x"), "n", "no-such-format", &notice, &problem));
    assert_string_equal(problem.sentence, "there is no notice format 'no-such-format'");
    notice_done(&notice);
    assert_false(notice_read(slice_make("\x7f"
                                        "ELF\x02\x01\x01\0\0\0",
                                        10),
                             "n", NULL, &notice, &problem));
    assert_string_equal(problem.sentence, "it is no notice in a format that is known");
    notice_done(&notice);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_signature_is_seen_wherever_it_stands),
        cmocka_unit_test(an_unknown_format_is_refused_in_a_sentence),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
