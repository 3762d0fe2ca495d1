/* SPDX-License-Identifier: MIT */
#include "../base/folders.h"
#include "captures.h"

#include "base/digest.h"

/* A capture of two packets, plain and packed by the programs of these names. */
static const uint8_t plain[] = {0xd4, 0xc3, 0xb2, 0xa1, 0x02, 0x00, 0x04, 0x00, 0x00, 0x00, 0x00,
                                0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x04, 0x00, 0x01, 0x00,
                                0x00, 0x00, 0x01, 0x02, 0x03, 0x60, 0x07, 0x00, 0x00, 0x00, 0x04,
                                0x00, 0x00, 0x00, 0x04, 0x00, 0x00, 0x00, 0x6f, 0x6e, 0x65, 0x21,
                                0x01, 0x02, 0x03, 0x60, 0x08, 0x00, 0x00, 0x00, 0x05, 0x00, 0x00,
                                0x00, 0x09, 0x00, 0x00, 0x00, 0x74, 0x77, 0x6f, 0x21, 0x21};
static const uint8_t packed_gzip[] = {
    0x1f, 0x8b, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0x03, 0xbb, 0x72, 0x78, 0xd3, 0x42, 0x26,
    0x06, 0x16, 0x06, 0x04, 0x60, 0x61, 0x60, 0x04, 0x92, 0x8c, 0x4c, 0xcc, 0x09, 0xec, 0x60, 0x1e,
    0x04, 0xe7, 0xe7, 0xa5, 0x2a, 0x82, 0xc4, 0x38, 0x80, 0x6c, 0x56, 0x20, 0xe6, 0x04, 0xe2, 0x92,
    0xf2, 0x7c, 0x45, 0x45, 0x00, 0x39, 0x4b, 0x49, 0x8e, 0x41, 0x00, 0x00, 0x00};
static const uint8_t packed_zstd[] = {
    0x28, 0xb5, 0x2f, 0xfd, 0x24, 0x41, 0xad, 0x01, 0x00, 0x02, 0xc3, 0x0a, 0x14, 0xd0,
    0x67, 0x0c, 0xac, 0x60, 0xb7, 0x20, 0xe4, 0xe0, 0x29, 0x14, 0x80, 0x05, 0xd2, 0xde,
    0xb0, 0xa5, 0x94, 0x32, 0x05, 0xbb, 0x27, 0xa1, 0x7f, 0xfc, 0xe0, 0x17, 0x24, 0xf1,
    0xb6, 0x98, 0xa3, 0x7f, 0x20, 0x89, 0xf7, 0xdf, 0xba, 0x8e, 0x6a, 0xb1, 0x16, 0x02,
    0x00, 0x6e, 0xae, 0x1b, 0x88, 0x03, 0xf5, 0x16, 0x65, 0xad};
static const uint8_t packed_xz[] = {
    0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00, 0x00, 0x01, 0x69, 0x22, 0xde, 0x36, 0x02, 0x00, 0x21,
    0x01, 0x1c, 0x00, 0x00, 0x00, 0x10, 0xcf, 0x58, 0xcc, 0xe0, 0x00, 0x40, 0x00, 0x2b, 0x5d,
    0x00, 0x6a, 0x30, 0xd1, 0xc8, 0x7d, 0x8b, 0xf8, 0x09, 0x9b, 0xaf, 0x1f, 0xcc, 0x79, 0x03,
    0xe7, 0x6c, 0xd6, 0x50, 0x35, 0x2c, 0xe9, 0x49, 0x10, 0x1c, 0x70, 0xdc, 0x87, 0x1d, 0xd2,
    0xef, 0x07, 0x9f, 0xb9, 0x85, 0x5a, 0x76, 0x34, 0x9b, 0xaa, 0x4c, 0xcc, 0x34, 0x00, 0x00,
    0x00, 0x39, 0x4b, 0x49, 0x8e, 0x00, 0x01, 0x43, 0x41, 0xeb, 0xd8, 0x09, 0xfa, 0x90, 0x42,
    0x99, 0x0d, 0x01, 0x00, 0x00, 0x00, 0x00, 0x01, 0x59, 0x5a};
static const uint8_t packed_bzip2[] = {
    0x42, 0x5a, 0x68, 0x39, 0x31, 0x41, 0x59, 0x26, 0x53, 0x59, 0x39, 0xe3, 0xe0, 0xe4, 0x00,
    0x00, 0x1d, 0x51, 0x9e, 0x7e, 0xe0, 0x20, 0x00, 0x42, 0x01, 0x84, 0x80, 0x20, 0x00, 0x10,
    0x00, 0x08, 0x00, 0x04, 0x00, 0x20, 0x00, 0x31, 0x4c, 0x26, 0x9a, 0x03, 0x4c, 0x41, 0xa9,
    0xe8, 0x46, 0x9a, 0x23, 0x34, 0x43, 0x25, 0x91, 0xd9, 0xd6, 0xea, 0x00, 0x42, 0xe6, 0x80,
    0x44, 0xc0, 0x60, 0xd4, 0x83, 0x92, 0x4f, 0x9a, 0xbf, 0xa3, 0x4b, 0x36, 0x13, 0xce, 0xfd,
    0x1f, 0x8b, 0xb9, 0x22, 0x9c, 0x28, 0x48, 0x1c, 0xf1, 0xf0, 0x72, 0x00};
static const uint8_t packed_lz4[] = {
    0x04, 0x22, 0x4d, 0x18, 0x64, 0x40, 0xa7, 0x36, 0x00, 0x00, 0x00, 0x86, 0xd4, 0xc3, 0xb2,
    0xa1, 0x02, 0x00, 0x04, 0x00, 0x01, 0x00, 0xb1, 0x04, 0x00, 0x01, 0x00, 0x00, 0x00, 0x01,
    0x02, 0x03, 0x60, 0x07, 0x0e, 0x00, 0x02, 0x04, 0x00, 0x40, 0x6f, 0x6e, 0x65, 0x21, 0x14,
    0x00, 0xf0, 0x02, 0x08, 0x00, 0x00, 0x00, 0x05, 0x00, 0x00, 0x00, 0x09, 0x00, 0x00, 0x00,
    0x74, 0x77, 0x6f, 0x21, 0x21, 0x00, 0x00, 0x00, 0x00, 0x66, 0xed, 0xa8, 0xe8};

static const struct {
    const char *name;
    struct slice bytes;
} kinds[] = {
    {NULL, {plain, sizeof plain}},
    {"gzip", {packed_gzip, sizeof packed_gzip}},
    {"zstd", {packed_zstd, sizeof packed_zstd}},
    {"xz", {packed_xz, sizeof packed_xz}},
    {"bzip2", {packed_bzip2, sizeof packed_bzip2}},
    {"lz4", {packed_lz4, sizeof packed_lz4}},
};
enum { KINDS = sizeof kinds / sizeof kinds[0] };

static const char two_lines[] = "1 link 1 at 1610809857000007000 wire 4: one!\n"
                                "2 link 1 at 1610809857000008000 wire 9: two!!\n";

static struct slice plain_slice(void)
{
    return slice_make(plain, sizeof plain);
}

/* All frames of a source, as lines. */
static void read_source(struct source *source, struct seen *seen)
{
    struct batch batch = {0};
    while (source_next_batch(source, &batch))
        see(seen, &batch);
    assert_int_equal(batch.count, 0);
    batch_done(&batch);
}

static struct source *open_one(const char *path)
{
    return source_create(&path, 1);
}

static void a_capture_in_memory_gives_its_frames(void **state)
{
    (void)state;
    struct source *source = source_create_from("memory", plain_slice());
    struct seen seen = {0};
    assert_int_equal(source_total_bytes(source), sizeof plain);
    read_source(source, &seen);
    assert_text(&seen.frames, two_lines);
    assert_int_equal(source_input_count(source), 1);
    const struct input_report *report = source_input(source, 0);
    assert_string_equal(report->path, "memory");
    assert_string_equal(report->format, "pcap");
    assert_int_equal(report->packets, 2);
    assert_int_equal(report->snapped, 1);
    assert_false(report->failed);
    assert_string_equal(report->problem.sentence, "");
    assert_int_equal(source_read_bytes(source), sizeof plain);
    seen_done(&seen);
    source_free(source);
}

static void every_packing_is_read_and_the_digest_is_of_the_packed_file(void **state)
{
    for (size_t i = 0; i < KINDS; i++) {
        folder_write(*state, "capture", kinds[i].bytes);
        struct text path = folder_path(*state, "capture");
        struct source *source = open_one(text_string(&path));
        struct seen seen = {0};
        struct problem problem = {0};
        uint8_t digest[SHA256_SIZE], wanted[SHA256_SIZE];
        read_source(source, &seen);
        assert_text(&seen.frames, two_lines);
        const struct input_report *report = source_input(source, 0);
        if (kinds[i].name)
            assert_string_equal(report->packing, kinds[i].name);
        else
            assert_null(report->packing);
        assert_int_equal(report->bytes, kinds[i].bytes.size);
        assert_int_equal(source_total_bytes(source), kinds[i].bytes.size);
        assert_int_equal(source_read_bytes(source), kinds[i].bytes.size);
        assert_false(report->has_digest);
        assert_true(source_digest(source, 0, digest, &problem));
        digest_sha256(kinds[i].bytes, wanted);
        assert_memory_equal(digest, wanted, SHA256_SIZE);
        assert_true(report->has_digest);
        source_free(source);
        seen_done(&seen);
        text_done(&path);
    }
}

static void a_packed_capture_that_is_cut_off_gives_what_came_before_and_says_so(void **state)
{
    (void)state;
    struct source *source =
        source_create_from("cut.gz", slice_make(packed_gzip, sizeof packed_gzip - 8));
    struct seen seen = {0};
    read_source(source, &seen);
    assert_text(&seen.frames, two_lines);
    const struct input_report *report = source_input(source, 0);
    assert_true(report->failed);
    assert_true(slice_starts_with(slice_from(report->problem.sentence),
                                  "cannot read all of 'cut.gz': the gzip data is cut off after "));
    seen_done(&seen);
    source_free(source);
}

static void a_folder_gives_its_captures_and_tells_of_the_rest(void **state)
{
    folder_make(*state, "d");
    folder_make(*state, "d/in");
    folder_write(*state, "d/b.pcap", plain_slice());
    folder_write(*state, "d/in/c.pcap", kinds[1].bytes);
    folder_write(*state, "d/a.txt", slice_from("these are notes"));
    folder_write(*state, "d/empty", slice_from(""));
    struct text path = folder_path(*state, "d"), wanted = {0};
    struct source *source = open_one(text_string(&path));
    struct seen seen = {0};
    text_print(&wanted, "%s%s", two_lines, two_lines);
    read_source(source, &seen);
    assert_text(&seen.frames, text_string(&wanted));
    assert_int_equal(source_input_count(source), 4);
    assert_null(source_input(source, 0)->format);
    assert_false(source_input(source, 0)->failed);
    assert_true(slice_ends_with(slice_from(source_input(source, 0)->problem.sentence),
                                "a.txt': it is no pcap or pcapng capture"));
    assert_int_equal(source_input(source, 1)->packets, 2);
    assert_false(source_input(source, 2)->failed);
    assert_int_equal(source_input(source, 3)->packets, 2);
    source_free(source);
    seen_done(&seen);
    text_done(&path);
    text_done(&wanted);
}

static void what_is_named_and_no_capture_has_failed_with_one_sentence(void **state)
{
    static const struct {
        const char *begins, *says;
    } cases[] = {
        {"", "it is empty"},
        {"these are notes", "it is no pcap or pcapng capture"},
        {"?", "it is no pcap or pcapng capture"},
        {"snoop and more", "it is a Sun snoop capture, not pcap or pcapng"},
        {"PK\3\4 and more", "it is a zip archive, not pcap or pcapng"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        folder_write(*state, "it", slice_from(cases[i].begins));
        struct text path = folder_path(*state, "it");
        struct source *source = open_one(text_string(&path));
        struct seen seen = {0};
        struct problem problem = {0};
        uint8_t digest[SHA256_SIZE];
        read_source(source, &seen);
        const struct input_report *report = source_input(source, 0);
        assert_true(report->failed);
        assert_null(report->format);
        assert_true(slice_starts_with(slice_from(report->problem.sentence), "cannot read '/tmp/"));
        assert_true(slice_ends_with(slice_from(report->problem.sentence), cases[i].says));
        assert_true(source_digest(source, 0, digest, &problem));
        source_free(source);
        seen_done(&seen);
        text_done(&path);
    }
}

static void a_missing_file_among_others_does_not_stop_the_rest(void **state)
{
    folder_write(*state, "there", plain_slice());
    struct text there = folder_path(*state, "there");
    const char *const paths[] = {"/nowhere/a.pcap", text_string(&there), "/nowhere/*.pcap"};
    struct source *source = source_create(paths, 3);
    struct seen seen = {0};
    struct problem problem = {0};
    uint8_t digest[SHA256_SIZE];
    read_source(source, &seen);
    assert_text(&seen.frames, two_lines);
    assert_int_equal(source_input_count(source), 3);
    assert_true(source_input(source, 0)->failed);
    assert_string_equal(source_input(source, 0)->problem.sentence,
                        "cannot open '/nowhere/a.pcap': No such file or directory");
    assert_int_equal(source_input(source, 1)->packets, 2);
    assert_true(source_input(source, 2)->failed);
    assert_false(source_digest(source, 0, digest, &problem));
    assert_string_equal(problem.sentence,
                        "'/nowhere/a.pcap' was not read to its end and cannot be read again");
    source_free(source);
    seen_done(&seen);
    text_done(&there);
}

static void a_pipe_gives_each_packet_as_it_comes_and_its_digest(void **state)
{
    struct text path = folder_path(*state, "pipe");
    assert_int_equal(mkfifo(text_string(&path), 0600), 0);
    int both = open(text_string(&path), O_RDWR | O_CLOEXEC);
    struct source *source = open_one(text_string(&path));
    struct batch batch = {0};
    struct seen seen = {0};
    uint8_t digest[SHA256_SIZE], wanted[SHA256_SIZE];
    struct problem problem = {0};
    assert_int_equal(source_total_bytes(source), 0);
    /* The first packet and a part of the second; then the rest. */
    assert_int_equal(write(both, plain, 50), 50);
    assert_true(source_next_batch(source, &batch));
    assert_int_equal(batch.count, 1);
    see(&seen, &batch);
    assert_int_equal(write(both, plain + 50, sizeof plain - 50), sizeof plain - 50);
    assert_true(source_next_batch(source, &batch));
    assert_int_equal(batch.count, 1);
    see(&seen, &batch);
    assert_text(&seen.frames, two_lines);
    close(both);
    assert_false(source_next_batch(source, &batch));
    assert_true(source_digest(source, 0, digest, &problem));
    digest_sha256(plain_slice(), wanted);
    assert_memory_equal(digest, wanted, SHA256_SIZE);
    batch_done(&batch);
    source_free(source);
    seen_done(&seen);
    text_done(&path);
}

static void standard_input_is_read_packed_too(void **state)
{
    folder_write(*state, "input", kinds[2].bytes);
    struct text path = folder_path(*state, "input");
    int before = dup(STDIN_FILENO), file = open(text_string(&path), O_RDONLY | O_CLOEXEC);
    assert_true(file >= 0);
    assert_int_equal(dup2(file, STDIN_FILENO), STDIN_FILENO);
    close(file);
    struct source *source = open_one("-");
    struct seen seen = {0};
    read_source(source, &seen);
    assert_text(&seen.frames, two_lines);
    assert_string_equal(source_input(source, 0)->path, "-");
    assert_string_equal(source_input(source, 0)->packing, "zstd");
    assert_true(source_input(source, 0)->has_digest);
    source_free(source);
    seen_done(&seen);
    text_done(&path);
    if (before >= 0) {
        dup2(before, STDIN_FILENO);
        close(before);
    }
}

/* A capture of many packets, packet n with n % 50 + 4 bytes of which the first four are n. */
static struct capture many(uint32_t count)
{
    struct capture capture = {0};
    put_file_header(&capture, 0xa1b2c3d4, 2, 4, 1);
    for (uint32_t n = 1; n <= count; n++) {
        put_record_header(&capture, 1700000000, n, n % 50 + 4, n % 50 + 4);
        put_u32(&capture, n);
        text_fill(&capture.bytes, 'x', n % 50);
    }
    return capture;
}

static void batches_follow_each_other_and_each_stays_whole_while_the_next_is_filled(void **state)
{
    (void)state;
    enum { MANY = 50000 };
    struct capture capture = many(MANY);
    struct source *source = source_create_from("many", text_slice(&capture.bytes));
    struct batch batches[2] = {{0}};
    uint32_t next = 1;
    int turn = 0;
    bool more = source_next_batch(source, &batches[turn]);
    while (more) {
        const struct batch *now = &batches[turn];
        turn = !turn;
        more = source_next_batch(source, &batches[turn]);
        assert_in_range(now->count, 1, BATCH_FRAMES);
        for (size_t i = 0; i < now->count; i++, next++) {
            const struct frame *frame = &now->frames[i];
            assert_int_equal(frame->number, next);
            assert_int_equal(frame->bytes.size, next % 50 + 4);
            assert_int_equal(load_u32(frame->bytes.data, false), next);
        }
    }
    assert_int_equal(next, MANY + 1);
    batch_done(&batches[0]);
    batch_done(&batches[1]);
    source_free(source);
    capture_done(&capture);
}

static void a_packet_larger_than_a_read_is_whole(void **state)
{
    (void)state;
    enum { LARGE = 1024 * 1024 };
    struct capture capture = many(3000);
    struct batch batch = {0};
    uint64_t large = 0;
    put_record_header(&capture, 1700000000, 0, LARGE, LARGE);
    text_fill(&capture.bytes, 'L', LARGE);
    put_record(&capture, 1700000000, 0, "last");
    struct source *source = source_create_from("large", text_slice(&capture.bytes));
    while (source_next_batch(source, &batch))
        for (size_t i = 0; i < batch.count; i++)
            if (batch.frames[i].bytes.size == LARGE) {
                large = batch.frames[i].number;
                assert_int_equal(batch.frames[i].bytes.data[LARGE - 1], 'L');
            }
    assert_int_equal(large, 3001);
    assert_int_equal(source_input(source, 0)->packets, 3002);
    batch_done(&batch);
    source_free(source);
    capture_done(&capture);
}

static void a_source_may_be_left_in_the_middle(void **state)
{
    (void)state;
    struct capture capture = many(5000);
    struct source *source = source_create_from("many", text_slice(&capture.bytes));
    struct batch batch = {0};
    assert_true(source_next_batch(source, &batch));
    source_free(source);
    source_free(NULL);
    batch_done(&batch);
    capture_done(&capture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_capture_in_memory_gives_its_frames),
        cmocka_unit_test(every_packing_is_read_and_the_digest_is_of_the_packed_file),
        cmocka_unit_test(a_packed_capture_that_is_cut_off_gives_what_came_before_and_says_so),
        cmocka_unit_test(a_folder_gives_its_captures_and_tells_of_the_rest),
        cmocka_unit_test(what_is_named_and_no_capture_has_failed_with_one_sentence),
        cmocka_unit_test(a_missing_file_among_others_does_not_stop_the_rest),
        cmocka_unit_test(a_pipe_gives_each_packet_as_it_comes_and_its_digest),
        cmocka_unit_test(standard_input_is_read_packed_too),
        cmocka_unit_test(batches_follow_each_other_and_each_stays_whole_while_the_next_is_filled),
        cmocka_unit_test(a_packet_larger_than_a_read_is_whole),
        cmocka_unit_test(a_source_may_be_left_in_the_middle),
    };
    return cmocka_run_group_tests(tests, folder_setup, folder_teardown);
}
