/* SPDX-License-Identifier: MIT */
#include "../test.h"

#include "base/memory.h"
#include "base/unpack.h"

#include <stdlib.h>
#include <string.h>

/* Each holds this sentence, packed by the program of its name. */
#define SENTENCE "the cone is up, the gale is near"

static const uint8_t packed_gzip[] = {
    0x1f, 0x8b, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0x03, 0x2b, 0xc9, 0x48, 0x55, 0x48, 0xce,
    0xcf, 0x4b, 0x55, 0xc8, 0x2c, 0x56, 0x28, 0x2d, 0xd0, 0x51, 0x28, 0x01, 0xf2, 0xd3, 0x13, 0x73,
    0xc0, 0xfc, 0xbc, 0xd4, 0xc4, 0x22, 0x00, 0x2d, 0x5e, 0x36, 0x81, 0x20, 0x00, 0x00, 0x00};
static const uint8_t packed_zstd[] = {
    0x28, 0xb5, 0x2f, 0xfd, 0x24, 0x20, 0x01, 0x01, 0x00, 0x74, 0x68, 0x65, 0x20, 0x63, 0x6f,
    0x6e, 0x65, 0x20, 0x69, 0x73, 0x20, 0x75, 0x70, 0x2c, 0x20, 0x74, 0x68, 0x65, 0x20, 0x67,
    0x61, 0x6c, 0x65, 0x20, 0x69, 0x73, 0x20, 0x6e, 0x65, 0x61, 0x72, 0xf8, 0xc7, 0x14, 0x19};
static const uint8_t packed_xz[] = {
    0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00, 0x00, 0x01, 0x69, 0x22, 0xde, 0x36, 0x02, 0x00, 0x21,
    0x01, 0x1c, 0x00, 0x00, 0x00, 0x10, 0xcf, 0x58, 0xcc, 0xe0, 0x00, 0x1f, 0x00, 0x1e, 0x5d,
    0x00, 0x3a, 0x1a, 0x08, 0xce, 0x76, 0x49, 0xb4, 0xa6, 0xfa, 0xc0, 0xb9, 0x27, 0xb8, 0x0a,
    0x4f, 0xa5, 0x86, 0xf5, 0xb1, 0x18, 0x5c, 0x16, 0x76, 0x8e, 0x76, 0xb3, 0x78, 0x88, 0x8d,
    0x81, 0x00, 0x00, 0x00, 0x2d, 0x5e, 0x36, 0x81, 0x00, 0x01, 0x36, 0x20, 0x96, 0x04, 0xf4,
    0x92, 0x90, 0x42, 0x99, 0x0d, 0x01, 0x00, 0x00, 0x00, 0x00, 0x01, 0x59, 0x5a};
static const uint8_t packed_bzip2[] = {
    0x42, 0x5a, 0x68, 0x39, 0x31, 0x41, 0x59, 0x26, 0x53, 0x59, 0x72, 0x28, 0xf2, 0x62, 0x00, 0x00,
    0x0e, 0x91, 0x80, 0x40, 0x04, 0x2a, 0xe5, 0xde, 0x00, 0x20, 0x00, 0x21, 0x2a, 0x69, 0x90, 0x0c,
    0x21, 0x4c, 0x00, 0x13, 0x46, 0x08, 0x54, 0x7d, 0x36, 0x36, 0x77, 0xc2, 0xc8, 0x87, 0x62, 0xef,
    0x4d, 0x25, 0x60, 0xf8, 0xbb, 0x92, 0x29, 0xc2, 0x84, 0x83, 0x91, 0x47, 0x93, 0x10};
static const uint8_t packed_lz4[] = {
    0x04, 0x22, 0x4d, 0x18, 0x64, 0x40, 0xa7, 0x20, 0x00, 0x00, 0x80, 0x74, 0x68,
    0x65, 0x20, 0x63, 0x6f, 0x6e, 0x65, 0x20, 0x69, 0x73, 0x20, 0x75, 0x70, 0x2c,
    0x20, 0x74, 0x68, 0x65, 0x20, 0x67, 0x61, 0x6c, 0x65, 0x20, 0x69, 0x73, 0x20,
    0x6e, 0x65, 0x61, 0x72, 0x00, 0x00, 0x00, 0x00, 0x17, 0x91, 0x09, 0x3a};
/* Two million zeros. */
static const uint8_t bomb[] = {0x42, 0x5a, 0x68, 0x39, 0x31, 0x41, 0x59, 0x26, 0x53, 0x59,
                               0x82, 0xb8, 0x5a, 0x42, 0x00, 0x0f, 0x51, 0xe0, 0x00, 0xc0,
                               0x00, 0x00, 0x00, 0x80, 0x08, 0x20, 0x00, 0x30, 0xcc, 0x09,
                               0xaa, 0x69, 0x8a, 0x92, 0x1b, 0x55, 0x29, 0x21, 0xe2, 0xee,
                               0x48, 0xa7, 0x0a, 0x12, 0x10, 0x57, 0x0b, 0x48, 0x40};
/* The sentence behind a header that asks for a dictionary of 1 GiB. */
static const uint8_t wants_memory_xz[] = {
    0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00, 0x00, 0x01, 0x69, 0x22, 0xde, 0x36, 0x02, 0x00, 0x21,
    0x01, 0x24, 0x00, 0x00, 0x00, 0x5e, 0x1f, 0xc7, 0xf9, 0xe0, 0x00, 0x1f, 0x00, 0x1e, 0x5d,
    0x00, 0x3a, 0x1a, 0x08, 0xce, 0x76, 0x49, 0xb4, 0xa6, 0xfa, 0xc0, 0xb9, 0x27, 0xb8, 0x0a,
    0x4f, 0xa5, 0x86, 0xf5, 0xb1, 0x18, 0x5c, 0x16, 0x76, 0x8e, 0x76, 0xb3, 0x78, 0x88, 0x8d,
    0x81, 0x00, 0x00, 0x00, 0x2d, 0x5e, 0x36, 0x81, 0x00, 0x01, 0x36, 0x20, 0x96, 0x04, 0xf4,
    0x92, 0x90, 0x42, 0x99, 0x0d, 0x01, 0x00, 0x00, 0x00, 0x00, 0x01, 0x59, 0x5a};
/* A frame header that asks for a window of 2 GiB. */
static const uint8_t wants_memory_zstd[] = {0x28, 0xb5, 0x2f, 0xfd, 0x00, 0xa8, 0x01, 0x00, 0x00};

static const struct {
    const char *name;
    struct slice bytes;
} kinds[] = {
    {"gzip", {packed_gzip, sizeof packed_gzip}}, {"zstd", {packed_zstd, sizeof packed_zstd}},
    {"xz", {packed_xz, sizeof packed_xz}},       {"bzip2", {packed_bzip2, sizeof packed_bzip2}},
    {"lz4", {packed_lz4, sizeof packed_lz4}},
};
enum { KINDS = sizeof kinds / sizeof kinds[0] };

static const struct unpack_limits roomy = {
    .bytes = 1 << 20, .ratio = 500, .allowance = 1 << 20, .memory = 80 << 20};

/* Unpacks all, given in pieces of in_size and taken in pieces of out_size. */
static bool unpack_all(struct slice packed, size_t in_size, size_t out_size,
                       const struct unpack_limits *limits, struct text *plain,
                       struct problem *problem)
{
    const struct unpacker *kind = unpack_recognise(packed);
    assert_non_null(kind);
    struct unpack *unpack = unpack_create(kind, limits);
    uint8_t *out = memory_create(out_size, 1);
    bool ok = true, done = false;
    while (ok && !done) {
        struct slice piece = slice_part(packed, 0, in_size);
        packed = slice_after(packed, piece.size);
        size_t made;
        do {
            ok = unpack_some(unpack, &piece, packed.size == 0, out, out_size, &made, problem);
            text_add(plain, slice_make(out, made));
        } while (ok && made > 0);
        assert_true(!ok || piece.size == 0);
        done = packed.size == 0;
    }
    free(out);
    unpack_free(unpack);
    return ok;
}

static struct slice join(struct text *text, struct slice a, struct slice b)
{
    text_add(text, a);
    text_add(text, b);
    return text_slice(text);
}

static void every_kind_is_known_by_its_first_bytes(void **state)
{
    (void)state;
    for (size_t i = 0; i < KINDS; i++) {
        const struct unpacker *kind = unpack_recognise(slice_part(kinds[i].bytes, 0, UNPACK_FIRST));
        assert_non_null(kind);
        assert_string_equal(kind->name, kinds[i].name);
    }
}

static void plain_bytes_are_no_kind(void **state)
{
    (void)state;
    assert_null(unpack_recognise((struct slice){0}));
    assert_null(unpack_recognise(slice_from("BZh is how this text begins")));
    assert_null(unpack_recognise(slice_make("\xd4\xc3\xb2\xa1\x02\0\x04\0\0\0\0\0\0\0\0\0", 16)));
    assert_null(unpack_recognise(slice_make("\x1f\x8b", 2)));
}

static void every_kind_is_unpacked_whole_and_byte_by_byte(void **state)
{
    (void)state;
    for (size_t i = 0; i < KINDS; i++) {
        for (size_t size = 1; size <= 4096; size *= 8) {
            struct text plain = {0};
            struct problem problem = {0};
            assert_true(unpack_all(kinds[i].bytes, 4096, size, &roomy, &plain, &problem));
            assert_text(&plain, SENTENCE);
            text_clear(&plain);
            /* Recognising wants a few bytes at once; unpacking does not. */
            assert_true(unpack_all(kinds[i].bytes, size, 4096, &roomy, &plain, &problem));
            assert_text(&plain, SENTENCE);
            text_done(&plain);
        }
    }
}

static void members_behind_each_other_are_read_as_one(void **state)
{
    (void)state;
    for (size_t i = 0; i < KINDS; i++) {
        struct text two = {0}, plain = {0};
        struct problem problem = {0};
        struct slice both = join(&two, kinds[i].bytes, kinds[i].bytes);
        assert_true(unpack_all(both, 7, 5, &roomy, &plain, &problem));
        assert_text(&plain, SENTENCE SENTENCE);
        text_done(&two);
        text_done(&plain);
    }
}

static void zeros_behind_and_between_members_are_padding(void **state)
{
    (void)state;
    for (size_t i = 0; i < KINDS; i++) {
        struct text padded = {0}, plain = {0};
        struct problem problem = {0};
        join(&padded, kinds[i].bytes, slice_make("\0\0\0\0\0\0\0", 8));
        join(&padded, kinds[i].bytes, slice_make("\0\0\0", 4));
        assert_true(unpack_all(text_slice(&padded), 9, 64, &roomy, &plain, &problem));
        assert_text(&plain, SENTENCE SENTENCE);
        text_done(&padded);
        text_done(&plain);
    }
}

static void what_follows_and_is_something_else_is_said(void **state)
{
    (void)state;
    for (size_t i = 0; i < KINDS; i++) {
        struct text two = {0}, plain = {0}, wanted = {0};
        struct problem problem = {0};
        struct slice both =
            join(&two, kinds[i].bytes, slice_from("this was written by somebody else"));
        assert_false(unpack_all(both, 4096, 4096, &roomy, &plain, &problem));
        assert_text(&plain, SENTENCE);
        text_print(&wanted, "what follows the %s data at byte ", kinds[i].name);
        assert_true(slice_starts_with(slice_from(problem.sentence), text_string(&wanted)));
        text_done(&two);
        text_done(&plain);
        text_done(&wanted);
    }
}

static void a_cut_off_end_is_said_wherever_it_is_cut(void **state)
{
    (void)state;
    for (size_t i = 0; i < KINDS; i++) {
        for (size_t size = UNPACK_FIRST; size < kinds[i].bytes.size; size++) {
            struct text plain = {0}, wanted = {0};
            struct problem problem = {0};
            assert_false(unpack_all(slice_part(kinds[i].bytes, 0, size), 4096, 4096, &roomy, &plain,
                                    &problem));
            assert_true(slice_starts_with(slice_from(SENTENCE), text_string(&plain)));
            text_print(&wanted, "the %s data is cut off after %zu bytes", kinds[i].name, size);
            assert_string_equal(problem.sentence, text_string(&wanted));
            text_done(&plain);
            text_done(&wanted);
        }
    }
}

static void all_bytes_before_a_cut_are_given(void **state)
{
    (void)state;
    struct text plain = {0};
    struct problem problem = {0};
    /* gzip's last eight bytes are the check sum and the size. */
    struct slice cut = slice_part(kinds[0].bytes, 0, kinds[0].bytes.size - 8);
    assert_false(unpack_all(cut, 4096, 4096, &roomy, &plain, &problem));
    assert_text(&plain, SENTENCE);
    text_done(&plain);
}

static void a_wrong_check_sum_is_damage(void **state)
{
    (void)state;
    struct text plain = {0};
    struct problem problem = {0};
    uint8_t copy[sizeof packed_gzip];
    memcpy(copy, packed_gzip, sizeof copy);
    copy[sizeof copy - 6] ^= 1;
    assert_false(unpack_all(slice_make(copy, sizeof copy), 4096, 4096, &roomy, &plain, &problem));
    assert_text(&plain, SENTENCE);
    assert_true(slice_starts_with(slice_from(problem.sentence), "the gzip data is damaged"));
    text_done(&plain);
}

static void a_bomb_ends_at_the_bytes_that_are_allowed(void **state)
{
    (void)state;
    struct unpack_limits tight = roomy;
    tight.bytes = 100000;
    struct text plain = {0};
    struct problem problem = {0};
    assert_false(unpack_all(slice_make(bomb, sizeof bomb), 4096, 1000, &tight, &plain, &problem));
    assert_int_equal(plain.size, 101000);
    assert_non_null(strstr(problem.sentence, "more than is allowed"));
    text_done(&plain);
}

static void a_bomb_ends_at_the_ratio_once_past_the_allowance(void **state)
{
    (void)state;
    struct unpack_limits tight = {
        .bytes = UINT64_MAX, .ratio = 500, .allowance = 50000, .memory = 80 << 20};
    struct text plain = {0};
    struct problem problem = {0};
    assert_false(unpack_all(slice_make(bomb, sizeof bomb), 4096, 1000, &tight, &plain, &problem));
    assert_int_equal(plain.size, 51000);
    text_clear(&plain);
    tight.allowance = 2000000;
    assert_true(unpack_all(slice_make(bomb, sizeof bomb), 4096, 1000, &tight, &plain, &problem));
    assert_int_equal(plain.size, 2000000);
    text_done(&plain);
}

static void a_decoder_that_wants_too_much_memory_is_refused(void **state)
{
    (void)state;
    const struct slice greedy[] = {{wants_memory_xz, sizeof wants_memory_xz},
                                   {wants_memory_zstd, sizeof wants_memory_zstd}};
    for (size_t i = 0; i < 2; i++) {
        struct text plain = {0};
        struct problem problem = {0};
        assert_false(unpack_all(greedy[i], 4096, 4096, &roomy, &plain, &problem));
        assert_int_equal(plain.size, 0);
        assert_non_null(strstr(problem.sentence, "wants more than 80 MiB of memory"));
        text_done(&plain);
    }
}

static void a_failed_unpacking_stays_failed(void **state)
{
    (void)state;
    struct unpack *unpack = unpack_create(unpack_recognise(kinds[0].bytes), &roomy);
    struct problem problem = {0};
    struct slice nonsense = slice_from("nonsense");
    uint8_t out[64];
    size_t made;
    assert_false(unpack_some(unpack, &nonsense, false, out, sizeof out, &made, &problem));
    struct slice good = kinds[0].bytes;
    assert_false(unpack_some(unpack, &good, true, out, sizeof out, &made, &problem));
    assert_int_equal(made, 0);
    unpack_free(unpack);
    unpack_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_kind_is_known_by_its_first_bytes),
        cmocka_unit_test(plain_bytes_are_no_kind),
        cmocka_unit_test(every_kind_is_unpacked_whole_and_byte_by_byte),
        cmocka_unit_test(members_behind_each_other_are_read_as_one),
        cmocka_unit_test(zeros_behind_and_between_members_are_padding),
        cmocka_unit_test(what_follows_and_is_something_else_is_said),
        cmocka_unit_test(a_cut_off_end_is_said_wherever_it_is_cut),
        cmocka_unit_test(all_bytes_before_a_cut_are_given),
        cmocka_unit_test(a_wrong_check_sum_is_damage),
        cmocka_unit_test(a_bomb_ends_at_the_bytes_that_are_allowed),
        cmocka_unit_test(a_bomb_ends_at_the_ratio_once_past_the_allowance),
        cmocka_unit_test(a_decoder_that_wants_too_much_memory_is_refused),
        cmocka_unit_test(a_failed_unpacking_stays_failed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
