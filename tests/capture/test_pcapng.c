/* SPDX-License-Identifier: MIT */
#include "captures.h"

#include "model/limits.h"

enum {
    SECTION = 0x0a0d0d0a,
    INTERFACE = 1,
    PACKET = 2,
    SIMPLE = 3,
    NAMES = 4,
    STATISTICS = 5,
    ENHANCED = 6,
    JOURNAL = 9,
    SECRETS = 10,
    CUSTOM = 0xbad,
    UNKNOWN = 0x12345678
};

/* 2023-11-14 22:13:20 in microseconds. */
static const uint64_t BEGIN = UINT64_C(1700000000000000);

static void put_section_of(struct capture *capture, uint16_t major, uint64_t length)
{
    struct capture body = {.big = capture->big};
    put_u32(&body, 0x1a2b3c4d);
    put_u16(&body, major);
    put_u16(&body, 0);
    put(&body, length, 8);
    put_block(capture, SECTION, text_slice(&body.bytes));
    capture_done(&body);
}

static void put_section(struct capture *capture)
{
    put_section_of(capture, 1, UINT64_MAX);
}

/* An interface with one option more, where size is not 0. */
static void put_interface_with(struct capture *capture, uint16_t link, uint32_t snap,
                               uint16_t option, uint16_t size, uint64_t value)
{
    struct capture body = {.big = capture->big};
    put_u16(&body, link);
    put_u16(&body, 0);
    put_u32(&body, snap);
    put_u16(&body, 2); /* its name */
    put_u16(&body, 5);
    text_add(&body.bytes, slice_make("lan-0\0\0", 8));
    if (size > 0) {
        put_u16(&body, option);
        put_u16(&body, size);
        put(&body, value, size);
        text_fill(&body.bytes, 0, -size & 3);
    }
    put_u32(&body, 0);
    put_block(capture, INTERFACE, text_slice(&body.bytes));
    capture_done(&body);
}

static void put_interface(struct capture *capture, uint16_t link)
{
    put_interface_with(capture, link, 0, 0, 0, 0);
}

/* An enhanced packet block, with a comment behind the packet. */
static void put_packet_of(struct capture *capture, uint32_t interface, uint64_t ticks,
                          uint32_t wire, const char *data)
{
    struct capture body = {.big = capture->big};
    put_u32(&body, interface);
    put_u32(&body, (uint32_t)(ticks >> 32));
    put_u32(&body, (uint32_t)ticks);
    put_u32(&body, (uint32_t)strlen(data));
    put_u32(&body, wire);
    put_bytes(&body, data);
    text_fill(&body.bytes, 0, -strlen(data) & 3);
    put_u16(&body, 1);
    put_u16(&body, 4);
    put_bytes(&body, "note");
    put_u32(&body, 0);
    put_block(capture, ENHANCED, text_slice(&body.bytes));
    capture_done(&body);
}

static void put_packet(struct capture *capture, const char *data)
{
    put_packet_of(capture, 0, BEGIN, (uint32_t)strlen(data), data);
}

static struct capture begin(bool big)
{
    struct capture capture = {.big = big};
    put_section(&capture);
    put_interface(&capture, 1);
    return capture;
}

static void enhanced_packets_are_read_in_both_byte_orders(void **state)
{
    (void)state;
    for (int big = 0; big < 2; big++) {
        struct capture capture = begin(big);
        struct input_report report;
        put_packet_of(&capture, 0, BEGIN + 1, 3, "one");
        put_packet_of(&capture, 0, BEGIN + 2, 1500, "four");
        assert_frames(&pcapng_format, &capture,
                      "1 link 1 at 1700000000000001000 wire 3: one\n"
                      "2 link 1 at 1700000000000002000 wire 1500: four\n",
                      &report);
        assert_int_equal(report.snapped, 1);
        assert_int_equal(report.damaged_places, 0);
        capture_done(&capture);
    }
}

static void simple_packets_have_no_time_and_the_first_interface_snaps_them(void **state)
{
    (void)state;
    struct capture capture = {0};
    put_section(&capture);
    put_interface_with(&capture, 101, 4, 0, 0, 0);
    put_block(&capture, SIMPLE, slice_make("\x03\0\0\0one", 7));
    put_block(&capture, SIMPLE, slice_make("\x09\0\0\0nine", 8));
    assert_frames(&pcapng_format, &capture,
                  "1 link 101 at 0 wire 3: one\n"
                  "2 link 101 at 0 wire 9: nine\n",
                  NULL);
    capture_done(&capture);
}

static void obsolete_packets_are_read(void **state)
{
    (void)state;
    struct capture capture = begin(false), body = {0};
    put_interface(&capture, 113);
    put_u16(&body, 1);  /* interface */
    put_u16(&body, 77); /* dropped before it */
    put_u32(&body, (uint32_t)(BEGIN >> 32));
    put_u32(&body, (uint32_t)BEGIN);
    put_u32(&body, 3);
    put_u32(&body, 60);
    put_bytes(&body, "old");
    put_block(&capture, PACKET, text_slice(&body.bytes));
    assert_frames(&pcapng_format, &capture, "1 link 113 at 1700000000000000000 wire 60: old\n",
                  NULL);
    capture_done(&capture);
    capture_done(&body);
}

static void each_resolution_gives_the_same_instant(void **state)
{
    (void)state;
    static const struct {
        uint8_t resolution;
        uint64_t ticks;
        int64_t ns;
    } cases[] = {
        {0, 1700000000, 1700000000000000000},
        {3, 1700000000123, 1700000000123000000},
        {6, 1700000000123456, 1700000000123456000},
        {9, 1700000000123456789, 1700000000123456789},
        {10, 17000000001234567895U, 1700000000123456789},
        {12, 1000000000001, 1000000000},
        {19, 10000000000000000000U, 1000000000},
        {28, 18446744073709551615U, 1},
        {29, 18446744073709551615U, 0},
        {127, 18446744073709551615U, 0},
        {0x80, 1700000000, 1700000000000000000},
        {0x81, 3, 1500000000},
        {0x8a, 1024 + 512, 1500000000},
        {0xa0, (UINT64_C(1700000000) << 32) + (UINT64_C(1) << 31), 1700000000500000000},
        {0xbf, UINT64_C(3) << 62, 1500000000},
        {0xff, 18446744073709551615U, 0},
        {0, 18446744073709551615U, 0}, /* does not fit: not known */
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct capture capture = {.big = i & 1};
        struct text wanted = {0};
        put_section(&capture);
        put_interface_with(&capture, 1, 0, 9, 1, cases[i].resolution);
        put_packet_of(&capture, 0, cases[i].ticks, 3, "one");
        text_print(&wanted, "1 link 1 at %lld wire 3: one\n", (long long)cases[i].ns);
        assert_frames(&pcapng_format, &capture, text_string(&wanted), NULL);
        capture_done(&capture);
        text_done(&wanted);
    }
}

static void an_interface_may_shift_its_clock(void **state)
{
    (void)state;
    struct capture capture = {0};
    put_section(&capture);
    put_interface_with(&capture, 1, 0, 14, 8, 1700000000);
    put_interface_with(&capture, 1, 0, 14, 8, (uint64_t)INT64_C(-10));
    put_packet_of(&capture, 0, 5, 3, "one");
    put_packet_of(&capture, 1, BEGIN, 3, "two");
    assert_frames(&pcapng_format, &capture,
                  "1 link 1 at 1700000000000005000 wire 3: one\n"
                  "2 link 1 at 1699999990000000000 wire 3: two\n",
                  NULL);
    capture_done(&capture);
}

static void every_section_has_its_own_order_and_interfaces(void **state)
{
    (void)state;
    struct capture capture = begin(false);
    put_interface(&capture, 113);
    put_packet_of(&capture, 1, BEGIN, 3, "one");
    capture.big = true;
    put_section(&capture);
    put_interface(&capture, 101);
    put_packet_of(&capture, 0, BEGIN, 3, "two");
    capture.big = false;
    put_section(&capture);
    put_interface_with(&capture, 276, 0, 9, 1, 9);
    put_packet_of(&capture, 0, BEGIN, 5, "three");
    assert_frames(&pcapng_format, &capture,
                  "1 link 113 at 1700000000000000000 wire 3: one\n"
                  "2 link 101 at 1700000000000000000 wire 3: two\n"
                  "3 link 276 at 1700000000000000 wire 5: three\n",
                  NULL);
    capture_done(&capture);
}

static void other_blocks_are_passed_over(void **state)
{
    (void)state;
    static const uint32_t types[] = {NAMES,  STATISTICS, SECRETS,    JOURNAL,
                                     CUSTOM, UNKNOWN,    0x40000bad, 0x80000001};
    struct capture capture = begin(true);
    for (size_t i = 0; i < sizeof types / sizeof types[0]; i++)
        put_block(&capture, types[i], slice_from("whatever this may be, it is no packet"));
    put_block(&capture, UNKNOWN, (struct slice){0});
    put_packet(&capture, "one");
    assert_frames(&pcapng_format, &capture, "1 link 1 at 1700000000000000000 wire 3: one\n", NULL);
    capture_done(&capture);
}

static void the_length_of_a_section_is_not_believed(void **state)
{
    (void)state;
    static const uint64_t lengths[] = {0, 1, 1 << 20, UINT64_C(1) << 62};
    for (size_t i = 0; i < sizeof lengths / sizeof lengths[0]; i++) {
        struct capture capture = {0};
        put_section_of(&capture, 1, lengths[i]);
        put_interface(&capture, 1);
        put_packet(&capture, "one");
        assert_frames(&pcapng_format, &capture, "1 link 1 at 1700000000000000000 wire 3: one\n",
                      NULL);
        capture_done(&capture);
    }
}

static void a_section_of_an_unknown_version_is_said_and_the_next_is_read(void **state)
{
    (void)state;
    struct capture capture = {0};
    struct input_report report;
    put_section_of(&capture, 2, UINT64_MAX);
    size_t before = capture.bytes.size;
    put_interface(&capture, 1);
    put_packet(&capture, "one");
    size_t lost = capture.bytes.size - before;
    put_section(&capture);
    put_interface(&capture, 1);
    put_packet(&capture, "two");
    assert_frames(&pcapng_format, &capture, "1 link 1 at 1700000000000000000 wire 3: two\n",
                  &report);
    assert_int_equal(report.damaged_places, 1);
    assert_int_equal(report.skipped_bytes, lost);
    assert_string_equal(report.problem.sentence,
                        "cannot read all of 'it': at byte 0, behind packet 0: a section of "
                        "version 2 is not known");
    capture_done(&capture);
}

static void a_packet_of_an_interface_that_is_described_nowhere_is_damage(void **state)
{
    (void)state;
    struct capture capture = begin(false);
    struct input_report report;
    put_packet_of(&capture, 7, BEGIN, 3, "one");
    put_packet(&capture, "two");
    assert_frames(&pcapng_format, &capture, "1 link 1 at 1700000000000000000 wire 3: two\n",
                  &report);
    assert_int_equal(report.damaged_places, 1);
    assert_int_equal(report.skipped_bytes, 48);
    assert_non_null(strstr(report.problem.sentence, "interface 7 is described nowhere"));
    capture_done(&capture);
}

static void a_packet_longer_than_its_block_is_damage(void **state)
{
    (void)state;
    struct capture capture = begin(false);
    struct input_report report;
    size_t at = capture.bytes.size;
    put_packet(&capture, "one");
    put_packet(&capture, "two");
    capture.bytes.data[at + 20] = 100;
    assert_frames(&pcapng_format, &capture, "1 link 1 at 1700000000000000000 wire 3: two\n",
                  &report);
    assert_int_equal(report.damaged_places, 1);
    assert_non_null(strstr(report.problem.sentence, "a packet of 100 bytes is impossible"));
    capture_done(&capture);
}

static void lengths_that_leave_out_the_padding_are_understood(void **state)
{
    (void)state;
    struct capture capture = begin(false), body = {0};
    put_u32(&body, 0);
    put_u32(&body, (uint32_t)(BEGIN >> 32));
    put_u32(&body, (uint32_t)BEGIN);
    put_u32(&body, 3);
    put_u32(&body, 3);
    for (int padded = 0; padded < 2; padded++) {
        put_u32(&capture, ENHANCED);
        put_u32(&capture, 35);
        text_add(&capture.bytes, text_slice(&body.bytes));
        put_bytes(&capture, "one");
        text_fill(&capture.bytes, 0, padded);
        put_u32(&capture, 35);
    }
    put_packet(&capture, "two");
    assert_frames(&pcapng_format, &capture,
                  "1 link 1 at 1700000000000000000 wire 3: one\n"
                  "2 link 1 at 1700000000000000000 wire 3: one\n"
                  "3 link 1 at 1700000000000000000 wire 3: two\n",
                  NULL);
    capture_done(&capture);
    capture_done(&body);
}

static void a_wrong_length_behind_a_block_is_said_where_another_block_follows(void **state)
{
    (void)state;
    struct capture capture = begin(false);
    struct input_report report;
    put_packet(&capture, "one");
    capture.bytes.data[capture.bytes.size - 1] = 1;
    put_packet(&capture, "two");
    assert_frames(&pcapng_format, &capture,
                  "1 link 1 at 1700000000000000000 wire 3: one\n"
                  "2 link 1 at 1700000000000000000 wire 3: two\n",
                  &report);
    assert_int_equal(report.damaged_places, 1);
    assert_int_equal(report.skipped_bytes, 0);
    assert_non_null(strstr(report.problem.sentence, "the two lengths of a block differ"));
    capture_done(&capture);
}

static void a_wrong_length_before_a_block_costs_that_block(void **state)
{
    (void)state;
    static const uint32_t lengths[] = {0, 8, 11, 56, 100, 4096, 0x7fffffff, UINT32_MAX};
    for (size_t i = 0; i < sizeof lengths / sizeof lengths[0]; i++) {
        struct capture capture = begin(false), length = {0};
        struct input_report report;
        put_packet(&capture, "one");
        size_t at = capture.bytes.size;
        put_packet(&capture, "two");
        put_packet(&capture, "three");
        put_u32(&length, lengths[i]);
        memcpy(capture.bytes.data + at + 4, length.bytes.data, 4);
        assert_frames(&pcapng_format, &capture,
                      "1 link 1 at 1700000000000000000 wire 3: one\n"
                      "2 link 1 at 1700000000000000000 wire 5: three\n",
                      &report);
        assert_int_equal(report.damaged_places, 1);
        assert_int_equal(report.skipped_bytes, 48);
        capture_done(&capture);
        capture_done(&length);
    }
}

static void garbage_between_blocks_is_passed_over(void **state)
{
    (void)state;
    static const char *const garbage[] = {"?", "fell", "something that is no block fell in here"};
    for (size_t i = 0; i < sizeof garbage / sizeof garbage[0]; i++) {
        for (int big = 0; big < 2; big++) {
            struct capture capture = begin(big);
            struct input_report report;
            put_packet(&capture, "one");
            put_bytes(&capture, garbage[i]);
            put_packet(&capture, "two");
            put_bytes(&capture, garbage[i]);
            assert_frames(&pcapng_format, &capture,
                          "1 link 1 at 1700000000000000000 wire 3: one\n"
                          "2 link 1 at 1700000000000000000 wire 3: two\n",
                          &report);
            assert_int_equal(report.damaged_places, 2);
            assert_int_equal(report.skipped_bytes, 2 * strlen(garbage[i]));
            capture_done(&capture);
        }
    }
}

static void all_packets_before_a_cut_are_read_wherever_it_is(void **state)
{
    (void)state;
    struct capture whole = begin(true);
    size_t head = whole.bytes.size;
    static const char line[] = "1 link 1 at 1700000000000000000 wire 3: one\n";
    put_packet(&whole, "one");
    size_t one = whole.bytes.size;
    put_packet(&whole, "two");
    for (size_t size = head + 1; size < whole.bytes.size; size++) {
        struct capture cut = {0};
        struct input_report report;
        text_add(&cut.bytes, slice_part(text_slice(&whole.bytes), 0, size));
        assert_frames(&pcapng_format, &cut, size < one ? "" : line, &report);
        assert_int_equal(report.damaged_places, size != one);
        assert_int_equal(report.skipped_bytes, size - (size < one ? head : one));
        if (size != one)
            assert_non_null(strstr(report.problem.sentence, "ends in the middle of a block"));
        capture_done(&cut);
    }
    capture_done(&whole);
}

static void more_interfaces_than_the_limit_are_refused(void **state)
{
    (void)state;
    struct capture capture = {0};
    struct seen seen = {0};
    put_section(&capture);
    for (size_t i = 0; i <= LIMIT_PCAPNG_INTERFACES; i++)
        put_block(&capture, INTERFACE, slice_make("\1\0\0\0\0\0\0", 8));
    put_packet_of(&capture, LIMIT_PCAPNG_INTERFACES - 1, BEGIN, 4, "last");
    put_packet_of(&capture, LIMIT_PCAPNG_INTERFACES, BEGIN, 4, "more");
    read_pieces(&pcapng_format, text_slice(&capture.bytes), 100000, &seen);
    assert_text(&seen.frames, "1 link 1 at 1700000000000000000 wire 4: last\n");
    assert_int_equal(seen.report.damaged_places, 2);
    seen_done(&seen);
    capture_done(&capture);
}

static void a_section_without_a_byte_order_is_no_capture(void **state)
{
    (void)state;
    assert_false(pcapng_format.recognise(slice_make("\n\r\r\n\x1c\0\0\0\1\2\3\4", 12)));
    assert_false(pcapng_format.recognise(slice_make("\n\r\r\n\x1c\0\0\0\x4d\x3c\x2b", 11)));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(enhanced_packets_are_read_in_both_byte_orders),
        cmocka_unit_test(simple_packets_have_no_time_and_the_first_interface_snaps_them),
        cmocka_unit_test(obsolete_packets_are_read),
        cmocka_unit_test(each_resolution_gives_the_same_instant),
        cmocka_unit_test(an_interface_may_shift_its_clock),
        cmocka_unit_test(every_section_has_its_own_order_and_interfaces),
        cmocka_unit_test(other_blocks_are_passed_over),
        cmocka_unit_test(the_length_of_a_section_is_not_believed),
        cmocka_unit_test(a_section_of_an_unknown_version_is_said_and_the_next_is_read),
        cmocka_unit_test(a_packet_of_an_interface_that_is_described_nowhere_is_damage),
        cmocka_unit_test(a_packet_longer_than_its_block_is_damage),
        cmocka_unit_test(lengths_that_leave_out_the_padding_are_understood),
        cmocka_unit_test(a_wrong_length_behind_a_block_is_said_where_another_block_follows),
        cmocka_unit_test(a_wrong_length_before_a_block_costs_that_block),
        cmocka_unit_test(garbage_between_blocks_is_passed_over),
        cmocka_unit_test(all_packets_before_a_cut_are_read_wherever_it_is),
        cmocka_unit_test(more_interfaces_than_the_limit_are_refused),
        cmocka_unit_test(a_section_without_a_byte_order_is_no_capture),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
