/* SPDX-License-Identifier: MIT */
#include "../test.h"

#include "base/digest.h"

#include <string.h>

static void assert_hex(const uint8_t *digest, size_t size, const char *wanted)
{
    struct text text = {0};
    text_add_hex(&text, slice_make(digest, size));
    assert_text(&text, wanted);
    text_done(&text);
}

/* The examples of FIPS 180-4 and RFC 1321. */
static void known_texts_have_their_known_digests(void **state)
{
    (void)state;
    uint8_t sha1[SHA1_SIZE], sha256[SHA256_SIZE], md5[MD5_SIZE];
    digest_sha1(slice_from("abc"), sha1);
    assert_hex(sha1, SHA1_SIZE, "a9993e364706816aba3e25717850c26c9cd0d89d");
    digest_sha256(slice_from("abc"), sha256);
    assert_hex(sha256, SHA256_SIZE,
               "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    digest_md5(slice_from("abc"), md5);
    assert_hex(md5, MD5_SIZE, "900150983cd24fb0d6963f7d28e17f72");
}

static void nothing_has_a_digest_too(void **state)
{
    (void)state;
    uint8_t sha1[SHA1_SIZE], sha256[SHA256_SIZE], md5[MD5_SIZE];
    digest_sha1((struct slice){0}, sha1);
    assert_hex(sha1, SHA1_SIZE, "da39a3ee5e6b4b0d3255bfef95601890afd80709");
    digest_sha256((struct slice){0}, sha256);
    assert_hex(sha256, SHA256_SIZE,
               "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    digest_md5((struct slice){0}, md5);
    assert_hex(md5, MD5_SIZE, "d41d8cd98f00b204e9800998ecf8427e");
}

static void pieces_have_the_digest_of_the_whole(void **state)
{
    (void)state;
    uint8_t bytes[1000], whole[SHA256_SIZE], pieced[SHA256_SIZE];
    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = (uint8_t)(i * 7);
    digest_sha256(slice_make(bytes, sizeof bytes), whole);
    struct digest *digest = digest_create();
    for (size_t at = 0, size = 0; at < sizeof bytes; at += size, size = size % 97 + 1)
        digest_add(digest, slice_part(slice_make(bytes, sizeof bytes), at, at + size));
    digest_finish(digest, pieced);
    assert_memory_equal(pieced, whole, SHA256_SIZE);
}

static void a_digest_may_be_given_up(void **state)
{
    (void)state;
    struct digest *digest = digest_create();
    assert_non_null(digest);
    digest_add(digest, slice_from("abc"));
    digest_free(digest);
    digest_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(known_texts_have_their_known_digests),
        cmocka_unit_test(nothing_has_a_digest_too),
        cmocka_unit_test(pieces_have_the_digest_of_the_whole),
        cmocka_unit_test(a_digest_may_be_given_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
