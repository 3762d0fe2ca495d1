/* SPDX-License-Identifier: MIT */
#include "folders.h"

#include "base/packed_file.h"

static const struct unpack_limits limits = {
    .bytes = 1 << 20, .ratio = 500, .allowance = 1 << 20, .memory = 80 << 20};

/* gzip of "gale". */
static const uint8_t packed[] = {0x1f, 0x8b, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00,
                                 0x02, 0x03, 0x4b, 0x4f, 0xcc, 0x49, 0x05, 0x00,
                                 0xcd, 0x00, 0x30, 0x3a, 0x04, 0x00, 0x00, 0x00};

static bool read_all(struct packed_file *file, size_t room, struct text *plain,
                     struct problem *problem)
{
    uint8_t out[100];
    size_t got;
    bool ok;
    while ((ok = packed_file_read(file, out, room, &got, problem)) && got > 0)
        text_add(plain, slice_make(out, got));
    return ok;
}

static void memory_is_read_plain_and_packed(void **state)
{
    (void)state;
    const struct slice inputs[] = {slice_from("gale"), {packed, sizeof packed}};
    for (size_t i = 0; i < 2; i++) {
        for (size_t room = 1; room < 10; room += 4) {
            struct packed_file *file = packed_file_over(inputs[i], &limits);
            struct text plain = {0};
            struct problem problem = {0};
            assert_true(read_all(file, room, &plain, &problem));
            assert_text(&plain, "gale");
            assert_int_equal(packed_file_taken(file), inputs[i].size);
            if (i == 0)
                assert_null(packed_file_packing(file));
            else
                assert_string_equal(packed_file_packing(file), "gzip");
            text_done(&plain);
            packed_file_free(file);
        }
    }
}

static void nothing_is_the_end_at_once(void **state)
{
    (void)state;
    struct packed_file *file = packed_file_over((struct slice){0}, &limits);
    struct text plain = {0};
    struct problem problem = {0};
    assert_true(read_all(file, 10, &plain, &problem));
    assert_int_equal(plain.size, 0);
    packed_file_free(file);
}

static void damage_is_told_after_the_bytes_before_it(void **state)
{
    (void)state;
    struct packed_file *file = packed_file_over(slice_make(packed, sizeof packed - 3), &limits);
    struct text plain = {0};
    struct problem problem = {0};
    assert_false(read_all(file, 2, &plain, &problem));
    assert_text(&plain, "gale");
    assert_string_equal(problem.sentence, "the gzip data is cut off after 21 bytes");
    assert_false(read_all(file, 2, &plain, &problem));
    text_done(&plain);
    packed_file_free(file);
}

static void a_file_that_is_not_there_is_told_by_name(void **state)
{
    (void)state;
    struct problem problem = {0};
    assert_null(packed_file_open("/nowhere/at/all", &limits, &problem));
    assert_string_equal(problem.sentence,
                        "cannot open '/nowhere/at/all': No such file or directory");
}

static void a_folder_cannot_be_read(void **state)
{
    struct problem problem = {0};
    struct text plain = {0};
    struct packed_file *file = packed_file_open(*state, &limits, &problem);
    assert_non_null(file);
    assert_false(read_all(file, 10, &plain, &problem));
    assert_string_equal(problem.sentence, "Is a directory");
    packed_file_free(file);
}

static void a_pipe_gives_what_is_there_and_its_digest_at_the_end(void **state)
{
    struct text path = folder_path(*state, "pipe"), plain = {0};
    struct problem problem = {0};
    uint8_t out[100], digest[SHA256_SIZE], wanted[SHA256_SIZE];
    size_t got;
    assert_int_equal(mkfifo(text_string(&path), 0600), 0);
    int both = open(text_string(&path), O_RDWR | O_CLOEXEC);
    struct packed_file *file = packed_file_open(text_string(&path), &limits, &problem);
    assert_non_null(file);
    assert_int_equal(write(both, "as long as 16 bytes", 19), 19);
    assert_true(packed_file_read(file, out, sizeof out, &got, &problem));
    assert_slice(slice_make(out, got), "as long as 16 bytes");
    assert_int_equal(write(both, "more", 4), 4);
    assert_true(packed_file_read(file, out, sizeof out, &got, &problem));
    assert_slice(slice_make(out, got), "more");
    assert_false(packed_file_digest(file, digest));
    close(both);
    assert_true(read_all(file, 10, &plain, &problem));
    assert_true(packed_file_digest(file, digest));
    digest_sha256(slice_from("as long as 16 bytesmore"), wanted);
    assert_memory_equal(digest, wanted, SHA256_SIZE);
    packed_file_free(file);
    text_done(&path);
}

static void the_digest_of_a_file_is_of_its_bytes_on_disk(void **state)
{
    struct problem problem = {0};
    uint8_t digest[SHA256_SIZE], wanted[SHA256_SIZE];
    folder_write(*state, "packed", slice_make(packed, sizeof packed));
    struct text path = folder_path(*state, "packed");
    struct packed_file *file = packed_file_open(text_string(&path), &limits, &problem);
    struct file_stamp stamp = *packed_file_stamp(file);
    packed_file_free(file);
    assert_true(file_digest(text_string(&path), &stamp, digest, &problem));
    digest_sha256(slice_make(packed, sizeof packed), wanted);
    assert_memory_equal(digest, wanted, SHA256_SIZE);
    text_done(&path);
}

static void a_file_that_changed_has_no_digest(void **state)
{
    struct problem problem = {0};
    uint8_t digest[SHA256_SIZE];
    folder_write(*state, "changing", slice_from("before"));
    struct text path = folder_path(*state, "changing");
    struct packed_file *file = packed_file_open(text_string(&path), &limits, &problem);
    struct file_stamp stamp = *packed_file_stamp(file);
    packed_file_free(file);
    folder_write(*state, "changing", slice_from("and after"));
    assert_false(file_digest(text_string(&path), &stamp, digest, &problem));
    assert_true(slice_ends_with(slice_from(problem.sentence),
                                "is not the file that was read: it has changed since"));
    remove(text_string(&path));
    assert_false(file_digest(text_string(&path), &stamp, digest, &problem));
    assert_true(slice_ends_with(slice_from(problem.sentence), "No such file or directory"));
    text_done(&path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(memory_is_read_plain_and_packed),
        cmocka_unit_test(nothing_is_the_end_at_once),
        cmocka_unit_test(damage_is_told_after_the_bytes_before_it),
        cmocka_unit_test(a_file_that_is_not_there_is_told_by_name),
        cmocka_unit_test(a_folder_cannot_be_read),
        cmocka_unit_test(a_pipe_gives_what_is_there_and_its_digest_at_the_end),
        cmocka_unit_test(the_digest_of_a_file_is_of_its_bytes_on_disk),
        cmocka_unit_test(a_file_that_changed_has_no_digest),
    };
    return cmocka_run_group_tests(tests, folder_setup, folder_teardown);
}
