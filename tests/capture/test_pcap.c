/* SPDX-License-Identifier: MIT */
#include "captures.h"

#include "model/limits.h"

enum { BEGIN = 1700000000 };

static const uint32_t MICRO = 0xa1b2c3d4, NANO = 0xa1b23c4d, IXIA_HARDWARE = 0x1c0001ac,
                      IXIA_SOFTWARE = 0x1c0001ab;

static struct capture begin_ordinary(void)
{
    struct capture capture = {0};
    put_file_header(&capture, MICRO, 2, 4, 1);
    return capture;
}

/* Packet n of a capture, 40 bytes with its header. */
static void put_packet(struct capture *capture, int n)
{
    struct text data = {0};
    text_print(&data, "this is packet number %02d", n);
    put_record(capture, BEGIN + (uint32_t)n, 7, text_string(&data));
    text_done(&data);
}

static void line(struct text *lines, int number, int n)
{
    text_print(lines, "%d link 1 at %d000007000 wire 24: this is packet number %02d\n", number,
               BEGIN + n, n);
}

/* Lines for packets from..to, numbered from 1. */
static const char *lines_of(struct text *lines, int from, int to)
{
    text_clear(lines);
    for (int n = from; n <= to; n++)
        line(lines, n - from + 1, n);
    return text_string(lines);
}

static void both_byte_orders_and_both_clocks_are_read(void **state)
{
    (void)state;
    for (int big = 0; big < 2; big++) {
        struct capture micro = {.big = big}, nano = {.big = big};
        put_file_header(&micro, MICRO, 2, 4, 101);
        put_record(&micro, BEGIN, 999999, "one");
        put_record(&micro, BEGIN + 1, 0, "two");
        assert_frames(&pcap_format, &micro,
                      "1 link 101 at 1700000000999999000 wire 3: one\n"
                      "2 link 101 at 1700000001000000000 wire 3: two\n",
                      NULL);
        put_file_header(&nano, NANO, 2, 4, 1);
        put_record(&nano, BEGIN, 999999999, "one");
        assert_frames(&pcap_format, &nano, "1 link 1 at 1700000000999999999 wire 3: one\n", NULL);
        capture_done(&micro);
        capture_done(&nano);
    }
}

static void longer_record_headers_are_known_by_their_magic_or_by_trying(void **state)
{
    (void)state;
    static const struct {
        uint32_t magic;
        size_t more;
    } variants[] = {{0xa1b2cd34, 8}, {0xa1b2cd34, 12}, {0xa1b2c3d4, 8}, {0xa1b2c3d4, 4}};
    for (size_t i = 0; i < sizeof variants / sizeof variants[0]; i++) {
        for (int count = 2; count <= 4; count++) {
            struct capture capture = {.big = i & 1};
            struct seen seen = {0};
            struct text lines = {0};
            put_file_header(&capture, variants[i].magic, 2, 4, 1);
            for (int n = 1; n <= count; n++) {
                put_record_header(&capture, BEGIN + (uint32_t)n, 7, 24, 24);
                text_fill(&capture.bytes, 0x55, variants[i].more);
                text_print(&capture.bytes, "this is packet number %02d", n);
            }
            read_pieces(&pcap_format, text_slice(&capture.bytes), capture.bytes.size, &seen);
            assert_text(&seen.frames, lines_of(&lines, 1, count));
            assert_int_equal(seen.report.damaged_places, 0);
            seen_done(&seen);
            text_done(&lines);
            capture_done(&capture);
        }
    }
}

static void ixia_has_four_bytes_more_before_the_first_record(void **state)
{
    (void)state;
    struct capture hardware = {.big = true}, software = {0};
    put_file_header(&hardware, IXIA_HARDWARE, 2, 4, 1);
    put_u32(&hardware, 19);
    put_record(&hardware, BEGIN, 123456, "one");
    assert_frames(&pcap_format, &hardware, "1 link 1 at 1700000000123456000 wire 3: one\n", NULL);
    /* Where more than a million stands behind the second, it counts nanoseconds. */
    hardware.bytes.size = 28;
    put_record(&hardware, BEGIN, 123456789, "one");
    assert_frames(&pcap_format, &hardware, "1 link 1 at 1700000000123456789 wire 3: one\n", NULL);
    put_file_header(&software, IXIA_SOFTWARE, 2, 4, 1);
    put_u32(&software, 19);
    put_record(&software, BEGIN, 123456, "one");
    assert_frames(&pcap_format, &software, "1 link 1 at 1700000000123456000 wire 3: one\n", NULL);
    capture_done(&hardware);
    capture_done(&software);
}

static void the_lengths_stood_the_other_way_round_once(void **state)
{
    (void)state;
    static const struct {
        uint16_t major, minor;
        uint32_t third, fourth;
    } cases[] = {{2, 2, 60, 4}, {543, 0, 60, 4}, {2, 3, 60, 4}, {2, 3, 4, 60}, {2, 4, 4, 60}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct capture capture = {0};
        struct input_report report;
        put_file_header(&capture, MICRO, cases[i].major, cases[i].minor, 1);
        for (uint32_t n = 0; n < 3; n++) {
            put_record_header(&capture, BEGIN, n, cases[i].third, cases[i].fourth);
            put_bytes(&capture, "data");
        }
        assert_frames(&pcap_format, &capture,
                      "1 link 1 at 1700000000000000000 wire 60: data\n"
                      "2 link 1 at 1700000000000001000 wire 60: data\n"
                      "3 link 1 at 1700000000000002000 wire 60: data\n",
                      &report);
        assert_int_equal(report.snapped, 3);
        assert_int_equal(report.damaged_places, 0);
        capture_done(&capture);
    }
}

static void aix_writes_interface_types_and_nanoseconds(void **state)
{
    (void)state;
    struct capture capture = {.big = true};
    put_file_header(&capture, MICRO, 2, 2, 6);
    put_record(&capture, BEGIN, 123456789, "one");
    assert_frames(&pcap_format, &capture, "1 link 1 at 1700000000123456789 wire 3: one\n", NULL);
    capture_done(&capture);
}

static void what_stands_above_the_link_type_is_not_part_of_it(void **state)
{
    (void)state;
    struct capture capture = {0};
    put_file_header(&capture, MICRO, 2, 4, 0x54000000 | 113);
    put_record(&capture, BEGIN, 0, "one");
    assert_frames(&pcap_format, &capture, "1 link 113 at 1700000000000000000 wire 3: one\n", NULL);
    capture_done(&capture);
}

static void odd_records_are_read_where_others_follow(void **state)
{
    (void)state;
    struct capture capture = begin_ordinary();
    struct input_report report;
    put_record_header(&capture, BEGIN, 0, 4, 2); /* more captured than there was */
    put_bytes(&capture, "long");
    put_record_header(&capture, BEGIN, 1500000, 4, 4); /* more than a second */
    put_bytes(&capture, "late");
    put_record_header(&capture, 0, 0, 0, 60); /* nothing captured, no time */
    put_record_header(&capture, 0, 0, 0, 0);  /* nothing at all */
    put_record(&capture, BEGIN, 5, "last");
    assert_frames(&pcap_format, &capture,
                  "1 link 1 at 1700000000000000000 wire 4: long\n"
                  "2 link 1 at 1700000001500000000 wire 4: late\n"
                  "3 link 1 at 0 wire 60: \n"
                  "4 link 1 at 0 wire 0: \n"
                  "5 link 1 at 1700000000000005000 wire 4: last\n",
                  &report);
    assert_int_equal(report.damaged_places, 0);
    assert_int_equal(report.snapped, 1);
    capture_done(&capture);
}

static void seconds_have_no_sign(void **state)
{
    (void)state;
    struct capture capture = begin_ordinary();
    put_record(&capture, UINT32_MAX, 0, "2106");
    assert_frames(&pcap_format, &capture, "1 link 1 at 4294967295000000000 wire 4: 2106\n", NULL);
    capture_done(&capture);
}

static void a_capture_without_packets_is_one(void **state)
{
    (void)state;
    struct capture capture = begin_ordinary();
    assert_frames(&pcap_format, &capture, "", NULL);
    capture_done(&capture);
}

static void a_file_that_ends_in_its_header_is_refused(void **state)
{
    (void)state;
    struct capture capture = begin_ordinary();
    struct seen seen = {0};
    read_pieces(&pcap_format, slice_part(text_slice(&capture.bytes), 0, 23), 100, &seen);
    assert_text(&seen.frames, "");
    assert_string_equal(seen.report.problem.sentence,
                        "cannot read 'it': the file ends in its header");
    seen_done(&seen);
    capture_done(&capture);
}

static void all_packets_before_a_cut_are_read_wherever_it_is(void **state)
{
    (void)state;
    struct capture whole = begin_ordinary();
    struct text lines = {0};
    for (int n = 1; n <= 6; n++)
        put_packet(&whole, n);
    for (size_t size = 24; size < whole.bytes.size; size++) {
        struct capture cut = {0};
        struct input_report report;
        text_add(&cut.bytes, slice_part(text_slice(&whole.bytes), 0, size));
        size_t left = (size - 24) % 40;
        assert_frames(&pcap_format, &cut, lines_of(&lines, 1, (int)(size - 24) / 40), &report);
        assert_int_equal(report.damaged_places, left > 0);
        assert_int_equal(report.skipped_bytes, left);
        capture_done(&cut);
    }
    capture_done(&whole);
    text_done(&lines);
}

static void the_first_damage_is_told_with_its_place(void **state)
{
    (void)state;
    struct capture capture = begin_ordinary();
    struct seen seen = {0};
    put_packet(&capture, 1);
    put_bytes(&capture, "cut");
    read_pieces(&pcap_format, text_slice(&capture.bytes), 1000, &seen);
    assert_string_equal(seen.report.problem.sentence,
                        "cannot read all of 'it': at byte 64, behind packet 1: the file ends in "
                        "the middle of a packet");
    seen_done(&seen);
    capture_done(&capture);
}

static void an_impossible_length_beside_a_right_one_is_put_right(void **state)
{
    (void)state;
    struct capture capture = begin_ordinary();
    struct input_report report;
    struct text lines = {0};
    put_packet(&capture, 1);
    put_packet(&capture, 2);
    size_t at = capture.bytes.size;
    for (int n = 3; n <= 9; n++)
        put_packet(&capture, n);
    memset(capture.bytes.data + at + 8, 0xff, 4);
    assert_frames(&pcap_format, &capture, lines_of(&lines, 1, 9), &report);
    assert_int_equal(report.damaged_places, 1);
    assert_int_equal(report.skipped_bytes, 0);
    assert_string_equal(report.problem.sentence,
                        "cannot read all of 'it': at byte 104, behind packet 2: a packet of "
                        "4294967295 bytes is impossible");
    text_done(&lines);
    capture_done(&capture);
}

static void a_packet_with_impossible_lengths_is_lost_and_no_other(void **state)
{
    (void)state;
    struct capture capture = begin_ordinary();
    struct input_report report;
    struct text lines = {0};
    for (int n = 1; n <= 9; n++)
        put_packet(&capture, n);
    memset(capture.bytes.data + 24 + 2 * 40 + 8, 0xff, 8);
    lines_of(&lines, 1, 2);
    for (int n = 4; n <= 9; n++)
        line(&lines, n - 1, n);
    assert_frames(&pcap_format, &capture, text_string(&lines), &report);
    assert_int_equal(report.damaged_places, 1);
    assert_int_equal(report.skipped_bytes, 40);
    text_done(&lines);
    capture_done(&capture);
}

static void a_possible_length_that_hides_other_packets_is_cut(void **state)
{
    (void)state;
    struct capture capture = begin_ordinary();
    struct input_report report;
    struct text lines = {0};
    for (int n = 1; n <= 99; n++)
        put_packet(&capture, n);
    /* The third packet claims 2801 bytes and so 70 of its successors. */
    capture.bytes.data[24 + 2 * 40 + 8] = (char)0xf1;
    capture.bytes.data[24 + 2 * 40 + 9] = 10;
    assert_frames(&pcap_format, &capture, lines_of(&lines, 1, 99), &report);
    assert_int_equal(report.damaged_places, 1);
    text_done(&lines);
    capture_done(&capture);
}

static void garbage_between_packets_is_passed_over(void **state)
{
    (void)state;
    static const uint8_t noise[] = {0x9c, 0x31, 0xe2, 0x07, 0x55, 0xaa, 0xfe, 0x81, 0x3c, 0xd0,
                                    0x6b, 0x92, 0x1f, 0xf7, 0x48, 0xbd, 0xee, 0x05, 0x73, 0xc9};
    static const uint8_t zeros[300];
    const struct slice garbage[] = {
        slice_from("?"),       slice_from("something fell into the file that is no packet"),
        {noise, sizeof noise}, {noise, 7},
        {zeros, sizeof zeros}, {zeros, 299},
    };
    for (size_t i = 0; i < sizeof garbage / sizeof garbage[0]; i++) {
        for (int place = 0; place <= 8; place++) {
            struct capture capture = begin_ordinary();
            struct input_report report;
            struct text lines = {0};
            for (int n = 1; n <= 8; n++) {
                if (n - 1 == place)
                    text_add(&capture.bytes, garbage[i]);
                put_packet(&capture, n);
            }
            if (place == 8)
                text_add(&capture.bytes, garbage[i]);
            assert_frames(&pcap_format, &capture, lines_of(&lines, 1, 8), &report);
            assert_int_equal(report.damaged_places, 1);
            assert_int_equal(report.skipped_bytes, garbage[i].size);
            text_done(&lines);
            capture_done(&capture);
        }
    }
}

static void bytes_that_are_missing_cost_the_packets_they_touch(void **state)
{
    (void)state;
    struct capture capture = begin_ordinary();
    struct seen seen = {0};
    struct text lines = {0};
    for (int n = 1; n <= 20; n++)
        put_packet(&capture, n);
    /* From the middle of packet 5 to the middle of packet 7. */
    memmove(capture.bytes.data + 24 + 4 * 40 + 30, capture.bytes.data + 24 + 6 * 40 + 20,
            capture.bytes.size - (24 + 6 * 40 + 20));
    capture.bytes.size -= 70;
    read_pieces(&pcap_format, text_slice(&capture.bytes), 10000, &seen);
    /* Packets 1 to 4, a fifth with the end of the seventh, and 9 to 20 at least. */
    lines_of(&lines, 1, 4);
    assert_true(slice_starts_with(text_slice(&seen.frames), text_string(&lines)));
    text_clear(&lines);
    for (int n = 9; n <= 20; n++)
        line(&lines, (int)seen.report.packets - 20 + n, n);
    assert_true(slice_ends_with(text_slice(&seen.frames), text_string(&lines)));
    assert_int_equal(seen.report.damaged_places, 1);
    text_done(&lines);
    seen_done(&seen);
    capture_done(&capture);
}

static void a_large_packet_is_read_and_one_beyond_the_limit_is_not(void **state)
{
    (void)state;
    for (uint32_t more = 0; more < 2; more++) {
        struct capture capture = begin_ordinary();
        struct seen seen = {0};
        put_packet(&capture, 1);
        put_record_header(&capture, BEGIN, 0, LIMIT_FRAME_SIZE + more, LIMIT_FRAME_SIZE + more);
        text_fill(&capture.bytes, 'x', LIMIT_FRAME_SIZE + more);
        for (int n = 2; n <= 4; n++)
            put_packet(&capture, n);
        read_pieces(&pcap_format, text_slice(&capture.bytes), 100000, &seen);
        assert_int_equal(seen.report.packets, 5 - more);
        assert_int_equal(seen.report.damaged_places, more);
        assert_int_equal(seen.report.skipped_bytes, more ? LIMIT_FRAME_SIZE + 17 : 0);
        seen_done(&seen);
        capture_done(&capture);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(both_byte_orders_and_both_clocks_are_read),
        cmocka_unit_test(longer_record_headers_are_known_by_their_magic_or_by_trying),
        cmocka_unit_test(ixia_has_four_bytes_more_before_the_first_record),
        cmocka_unit_test(the_lengths_stood_the_other_way_round_once),
        cmocka_unit_test(aix_writes_interface_types_and_nanoseconds),
        cmocka_unit_test(what_stands_above_the_link_type_is_not_part_of_it),
        cmocka_unit_test(odd_records_are_read_where_others_follow),
        cmocka_unit_test(seconds_have_no_sign),
        cmocka_unit_test(a_capture_without_packets_is_one),
        cmocka_unit_test(a_file_that_ends_in_its_header_is_refused),
        cmocka_unit_test(all_packets_before_a_cut_are_read_wherever_it_is),
        cmocka_unit_test(the_first_damage_is_told_with_its_place),
        cmocka_unit_test(an_impossible_length_beside_a_right_one_is_put_right),
        cmocka_unit_test(a_packet_with_impossible_lengths_is_lost_and_no_other),
        cmocka_unit_test(a_possible_length_that_hides_other_packets_is_cut),
        cmocka_unit_test(garbage_between_packets_is_passed_over),
        cmocka_unit_test(bytes_that_are_missing_cost_the_packets_they_touch),
        cmocka_unit_test(a_large_packet_is_read_and_one_beyond_the_limit_is_not),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
