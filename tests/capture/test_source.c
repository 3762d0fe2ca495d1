/* SPDX-License-Identifier: MIT */
#include "../test.h"

#include "capture/source.h"

/* A little-endian capture with two packets of 4 and 5 bytes. */
static const uint8_t capture[] = {
    0xd4, 0xc3, 0xb2, 0xa1, 2, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0,   0,   0,   4,   0,   1,
    0,    0,    0, /* file */
    1,    2,    3,    0x60, 7, 0, 0, 0, 4, 0, 0, 0, 4, 0, 0, 0,   'o', 'n', 'e', '!', 1,
    2,    3,    0x60, 8,    0, 0, 0, 5, 0, 0, 0, 9, 0, 0, 0, 't', 'w', 'o', '!', '!',
};

static void a_capture_in_memory_gives_its_frames(void **state)
{
    (void)state;
    struct source *source = source_create_from("memory", slice_make(capture, sizeof capture));
    struct batch batch = {0};
    assert_true(source_next_batch(source, &batch));
    assert_int_equal(batch.count, 2);
    assert_slice(batch.frames[0].bytes, "one!");
    assert_slice(batch.frames[1].bytes, "two!!");
    assert_int_equal(batch.frames[1].wire_size, 9);
    assert_false(source_next_batch(source, &batch));
    const struct input_report *report = source_input(source, 0);
    assert_string_equal(report->format, "pcap");
    assert_int_equal(report->packets, 2);
    assert_int_equal(report->snapped, 1);
    assert_string_equal(report->problem.sentence, "");
    batch_done(&batch);
    source_free(source);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_capture_in_memory_gives_its_frames),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
