/* SPDX-License-Identifier: MIT */
#include "../test.h"

#include "capture/tcp_stream.h"
#include "model/limits.h"

#include <stdlib.h>
#include <string.h>

/* What was handed over, as a text: bytes, "<3>" for a gap of three, "<end>". */
struct fixture {
    struct tcp_stream stream;
    struct stream_budget budget;
    unsigned over_budget; /* gaps that were told for want of room */
    struct text said;
    uint64_t number;
    uint64_t last_packet; /* that the stream named */
    bool stop_reading;
};

static int set_up(void **state)
{
    *state = test_calloc(1, sizeof(struct fixture));
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *f = *state;
    tcp_stream_done(&f->stream, &f->budget);
    assert_int_equal(f->stream.waiting_bytes, 0);
    assert_int_equal(f->budget.used, 0);
    text_done(&f->said);
    test_free(f);
    return 0;
}

static void hear(void *context, enum stream_part part, struct slice bytes, uint64_t missing,
                 uint64_t packet_number)
{
    struct fixture *f = context;
    f->last_packet = packet_number;
    f->over_budget += part == STREAM_OVER_BUDGET;
    if (part == STREAM_BYTES)
        text_add(&f->said, bytes);
    else if (part == STREAM_GAP || part == STREAM_OVER_BUDGET)
        text_print(&f->said, "<%llu>", (unsigned long long)missing);
    else
        text_put(&f->said, "<end>");
    if (f->stop_reading)
        f->stream.skipping = true;
}

static void add(struct fixture *f, const struct packet *packet)
{
    tcp_stream_add(&f->stream, &f->budget, packet, ++f->number, hear, f);
}

static void send(struct fixture *f, uint8_t flags, uint32_t sequence, const char *bytes)
{
    struct packet packet = {.tcp_flags = flags, .sequence = sequence, .payload = slice_from(bytes)};
    add(f, &packet);
}

static void data(struct fixture *f, uint32_t sequence, const char *bytes)
{
    send(f, TCP_ACK, sequence, bytes);
}

/* So that data begins at 1000. */
static void syn(struct fixture *f)
{
    send(f, TCP_SYN, 999, "");
}

static void acknowledge(struct fixture *f, uint32_t acknowledgement)
{
    tcp_stream_acknowledge(&f->stream, &f->budget, acknowledgement, hear, f);
}

static void flush(struct fixture *f)
{
    tcp_stream_flush(&f->stream, &f->budget, hear, f);
    assert_null(f->stream.waiting);
    assert_int_equal(f->budget.used, 0);
}

static void segments_in_order_are_handed_over_at_once(void **state)
{
    struct fixture *f = *state;
    syn(f);
    data(f, 1000, "one ");
    assert_text(&f->said, "one ");
    data(f, 1004, "two ");
    data(f, 1008, "");
    data(f, 1008, "three");
    assert_text(&f->said, "one two three");
    assert_int_equal(f->last_packet, 5);
    assert_false(f->stream.midstream);
}

static void a_segment_in_order_is_not_copied(void **state)
{
    struct fixture *f = *state;
    syn(f);
    data(f, 1000, "one ");
    assert_int_equal(f->budget.used, 0);
    assert_null(f->stream.waiting);
}

static void a_segment_out_of_order_waits_for_those_before_it(void **state)
{
    struct fixture *f = *state;
    syn(f);
    data(f, 1008, "three ");
    data(f, 1014, "four");
    data(f, 1004, "two ");
    assert_text(&f->said, "");
    assert_true(f->budget.used > 14);
    data(f, 1000, "one ");
    assert_text(&f->said, "one two three four");
    assert_int_equal(f->last_packet, 3);
    assert_int_equal(f->budget.used, 0);
}

static void a_retransmission_is_dropped(void **state)
{
    struct fixture *f = *state;
    syn(f);
    data(f, 1000, "one ");
    data(f, 1000, "one ");
    data(f, 1000, "ONE ");
    data(f, 1004, "two");
    data(f, 1002, "e ");
    assert_text(&f->said, "one two");
}

static void a_waiting_segment_that_is_sent_again_waits_once(void **state)
{
    struct fixture *f = *state;
    syn(f);
    data(f, 1004, "two");
    size_t used = f->budget.used;
    data(f, 1004, "two");
    assert_int_equal(f->budget.used, used);
    data(f, 1000, "one ");
    assert_text(&f->said, "one two");
}

static void what_overlaps_bytes_handed_over_is_cut(void **state)
{
    struct fixture *f = *state;
    syn(f);
    data(f, 1000, "abcd");
    data(f, 1002, "XXef");
    assert_text(&f->said, "abcdef");
    data(f, 999, "YYYYYYYg");
    assert_text(&f->said, "abcdefg");
}

static void what_overlaps_a_waiting_segment_on_its_left_is_cut(void **state)
{
    struct fixture *f = *state;
    syn(f);
    data(f, 1004, "efgh");
    data(f, 1002, "cdXX");
    data(f, 1000, "ab");
    assert_text(&f->said, "abcdefgh");
}

static void what_overlaps_a_waiting_segment_on_its_right_is_cut(void **state)
{
    struct fixture *f = *state;
    syn(f);
    data(f, 1002, "cdef");
    data(f, 1004, "XXgh");
    data(f, 1000, "ab");
    assert_text(&f->said, "abcdefgh");
}

static void what_overlaps_waiting_segments_on_both_sides_fills_the_holes(void **state)
{
    struct fixture *f = *state;
    syn(f);
    data(f, 1003, "d");
    data(f, 1006, "gh");
    data(f, 1010, "k");
    data(f, 1001, "bcXefXXijXl");
    assert_text(&f->said, "");
    data(f, 1000, "a");
    assert_text(&f->said, "abcdefghijkl");
}

static void a_segment_within_a_waiting_one_changes_nothing(void **state)
{
    struct fixture *f = *state;
    syn(f);
    data(f, 1001, "bcdef");
    data(f, 1002, "XXX");
    data(f, 1000, "aYYYYYYg");
    assert_text(&f->said, "abcdefYg");
}

static void the_first_copy_wins_also_against_the_segment_that_closes_the_gap(void **state)
{
    struct fixture *f = *state;
    syn(f);
    data(f, 1004, "efgh");
    data(f, 1000, "abcd");
    data(f, 1004, "XXXX");
    assert_text(&f->said, "abcdefgh");
}

static void sequence_numbers_wrap(void **state)
{
    struct fixture *f = *state;
    send(f, TCP_SYN, UINT32_MAX - 5, "");
    data(f, UINT32_MAX - 4, "abc");
    data(f, 3, "ijk");
    data(f, UINT32_MAX - 1, "defgh");
    data(f, UINT32_MAX, "XXXX");
    data(f, 6, "l");
    assert_text(&f->said, "abcdefghijkl");
    assert_int_equal(f->stream.next, 7);
}

static void a_syn_at_the_last_number_begins_at_zero(void **state)
{
    struct fixture *f = *state;
    send(f, TCP_SYN, UINT32_MAX, "");
    data(f, 0, "abc");
    assert_text(&f->said, "abc");
}

static void data_in_the_syn_is_read(void **state)
{
    struct fixture *f = *state;
    send(f, TCP_SYN, 999, "GET ");
    data(f, 1004, "/");
    assert_text(&f->said, "GET /");
}

static void data_in_a_syn_that_is_sent_again_is_not_read_twice(void **state)
{
    struct fixture *f = *state;
    send(f, TCP_SYN, 999, "GET ");
    syn(f);
    data(f, 1000, "GET / HTTP");
    assert_text(&f->said, "GET / HTTP");
}

static void a_stream_without_its_syn_begins_with_its_first_segment(void **state)
{
    struct fixture *f = *state;
    data(f, 5000, "one ");
    data(f, 5004, "two");
    assert_text(&f->said, "one two");
    assert_true(f->stream.midstream);
}

static void the_first_segment_waits_for_the_next_packet_of_its_side(void **state)
{
    struct fixture *f = *state;
    data(f, 5000, "one");
    assert_text(&f->said, "");
    data(f, 5003, "");
    assert_text(&f->said, "one");
    assert_int_equal(f->last_packet, 1);
}

static void the_first_segment_waits_for_the_next_packet_of_the_other_side(void **state)
{
    struct fixture *f = *state;
    data(f, 5000, "one");
    acknowledge(f, 5003);
    assert_text(&f->said, "one");
}

static void the_first_two_segments_may_be_swapped(void **state)
{
    struct fixture *f = *state;
    data(f, 5004, "two ");
    data(f, 5000, "one ");
    data(f, 5008, "three");
    assert_text(&f->said, "one two three");
}

static void an_empty_segment_tells_where_the_sender_was(void **state)
{
    struct fixture *f = *state;
    data(f, 5004, "two ");
    data(f, 5000, "");
    data(f, 5000, "one ");
    data(f, 5008, "three");
    assert_text(&f->said, "one two three");
}

static void data_may_come_before_the_syn(void **state)
{
    struct fixture *f = *state;
    data(f, 1000, "one ");
    syn(f);
    assert_text(&f->said, "one ");
    data(f, 1004, "two");
    assert_text(&f->said, "one two");
    assert_false(f->stream.midstream);
}

static void data_before_the_syn_may_be_later_data(void **state)
{
    struct fixture *f = *state;
    data(f, 1004, "two");
    syn(f);
    assert_text(&f->said, "");
    data(f, 1000, "one ");
    assert_text(&f->said, "one two");
}

static void data_of_another_connection_does_not_survive_the_syn(void **state)
{
    struct fixture *f = *state;
    data(f, 0x80000000, "old");
    syn(f);
    data(f, 1000, "new");
    assert_text(&f->said, "new");
    assert_int_equal(f->budget.used, 0);
}

static void a_fin_ends_the_stream(void **state)
{
    struct fixture *f = *state;
    syn(f);
    send(f, TCP_FIN | TCP_ACK, 1000, "");
    assert_text(&f->said, "<end>");
    assert_true(f->stream.finished);
    data(f, 1000, "late");
    data(f, 1001, "late");
    send(f, TCP_FIN | TCP_ACK, 1000, "");
    flush(f);
    assert_text(&f->said, "<end>");
}

static void data_with_the_fin_comes_before_the_end(void **state)
{
    struct fixture *f = *state;
    syn(f);
    send(f, TCP_FIN | TCP_ACK, 1000, "bye");
    assert_text(&f->said, "bye<end>");
}

static void a_fin_out_of_order_waits(void **state)
{
    struct fixture *f = *state;
    syn(f);
    send(f, TCP_FIN | TCP_ACK, 1004, "bye");
    data(f, 1002, "cd");
    assert_text(&f->said, "");
    data(f, 1000, "ab");
    assert_text(&f->said, "abcdbye<end>");
    assert_int_equal(f->last_packet, 2);
}

static void an_empty_fin_out_of_order_waits(void **state)
{
    struct fixture *f = *state;
    syn(f);
    send(f, TCP_FIN | TCP_ACK, 1004, "");
    assert_text(&f->said, "");
    data(f, 1000, "abcd");
    assert_text(&f->said, "abcd<end>");
}

static void a_fin_that_data_goes_past_was_none(void **state)
{
    struct fixture *f = *state;
    syn(f);
    send(f, TCP_FIN | TCP_ACK, 1002, "");
    data(f, 1000, "abcd");
    data(f, 1004, "ef");
    send(f, TCP_FIN | TCP_ACK, 1006, "");
    assert_text(&f->said, "abcdef<end>");
}

static void a_fin_first_of_all_ends_with_the_next_packet(void **state)
{
    struct fixture *f = *state;
    send(f, TCP_FIN | TCP_ACK, 1004, "");
    data(f, 1000, "last");
    assert_text(&f->said, "last<end>");
}

static void a_reset_moves_nothing(void **state)
{
    struct fixture *f = *state;
    send(f, TCP_RST, 77, "");
    syn(f);
    data(f, 1000, "ab");
    send(f, TCP_RST, 1002, "no data");
    send(f, TCP_RST | TCP_ACK, 0x40000000, "");
    data(f, 1002, "cd");
    assert_text(&f->said, "abcd");
}

static void keepalives_and_window_probes_change_nothing(void **state)
{
    struct fixture *f = *state;
    syn(f);
    data(f, 1000, "abcd");
    data(f, 1003, "");
    data(f, 1003, "\x01");
    assert_text(&f->said, "abcd");
    /* A window probe carries the next byte; it comes again with the rest. */
    data(f, 1004, "e");
    data(f, 1004, "efg");
    assert_text(&f->said, "abcdefg");
}

static void a_number_far_away_does_not_move_the_stream(void **state)
{
    static const uint32_t far[] = {1U << 30, 1U << 31, 3U << 30, 1U << 24};
    struct fixture *f = *state;
    syn(f);
    data(f, 1000, "ab");
    for (size_t i = 0; i < sizeof far / sizeof *far; i++) {
        data(f, 1002 + far[i], "stray");
        send(f, TCP_FIN, 1002 + far[i], "stray");
        send(f, TCP_SYN, 1002 + far[i], "");
        acknowledge(f, 1002 + far[i]);
    }
    assert_null(f->stream.waiting);
    data(f, 1002, "cd");
    assert_text(&f->said, "abcd");
}

static void two_segments_in_a_row_far_away_are_where_the_stream_is_now(void **state)
{
    struct fixture *f = *state;
    syn(f);
    data(f, 1000, "ab");
    data(f, 1004, "ef");
    data(f, 0x20000000, "lost");
    assert_text(&f->said, "ab");
    data(f, 0x20000004, "here");
    data(f, 0x20000008, "after");
    assert_text(&f->said, "ab<2>ef<0>hereafter");
}

static void a_new_syn_far_away_is_followed_by_its_data(void **state)
{
    struct fixture *f = *state;
    syn(f);
    data(f, 1000, "ab");
    send(f, TCP_SYN, 0x20000000, "");
    assert_text(&f->said, "ab");
    data(f, 0x20000001, "new");
    assert_text(&f->said, "ab<0>new");
}

static void a_gap_is_told_when_the_other_side_has_what_is_missing(void **state)
{
    struct fixture *f = *state;
    syn(f);
    data(f, 1004, "ef");
    data(f, 1008, "ij");
    acknowledge(f, 1000);
    acknowledge(f, 1003);
    assert_text(&f->said, "");
    acknowledge(f, 1006);
    assert_text(&f->said, "<4>ef");
    assert_int_equal(f->last_packet, 2);
    acknowledge(f, 1010);
    assert_text(&f->said, "<4>ef<2>ij");
    data(f, 1000, "abcdefgh");
    assert_text(&f->said, "<4>ef<2>ij");
}

static void an_acknowledgement_before_its_data_tells_no_gap(void **state)
{
    struct fixture *f = *state;
    syn(f);
    acknowledge(f, 1004);
    data(f, 1000, "abcd");
    assert_text(&f->said, "abcd");
}

static void a_gap_before_the_fin_is_told_when_the_fin_is_acknowledged(void **state)
{
    struct fixture *f = *state;
    syn(f);
    send(f, TCP_FIN | TCP_ACK, 1004, "");
    acknowledge(f, 1004);
    assert_text(&f->said, "");
    acknowledge(f, 1005);
    assert_text(&f->said, "<4><end>");
}

static void a_snapped_segment_leaves_a_gap(void **state)
{
    struct fixture *f = *state;
    struct packet snapped = {
        .tcp_flags = TCP_ACK, .sequence = 1000, .payload = slice_from("ab"), .payload_missing = 3};
    syn(f);
    add(f, &snapped);
    data(f, 1005, "f");
    assert_text(&f->said, "ab<3>f");
    snapped.sequence = 1007;
    add(f, &snapped);
    data(f, 1006, "g");
    data(f, 1010, "XXz");
    assert_text(&f->said, "ab<3>fgab<3>z");
}

static void a_snapped_segment_without_bytes_is_a_gap(void **state)
{
    struct fixture *f = *state;
    struct packet snapped = {.tcp_flags = TCP_ACK, .sequence = 1000, .payload_missing = 5};
    syn(f);
    add(f, &snapped);
    data(f, 1005, "f");
    assert_text(&f->said, "<5>f");
}

static void holes_in_a_snapped_segment_are_filled_by_its_bytes_first(void **state)
{
    struct fixture *f = *state;
    struct packet snapped = {
        .tcp_flags = TCP_ACK, .sequence = 1001, .payload = slice_from("bcd"), .payload_missing = 3};
    syn(f);
    data(f, 1002, "C");
    data(f, 1005, "F");
    add(f, &snapped);
    data(f, 1000, "a");
    assert_text(&f->said, "abCd<1>F<1>");
}

static void a_length_that_was_made_up_does_not_move_the_stream_far(void **state)
{
    struct fixture *f = *state;
    struct packet absurd = {.tcp_flags = TCP_ACK, .sequence = 1000, .payload_missing = UINT32_MAX};
    syn(f);
    add(f, &absurd);
    assert_text(&f->said, "<16777216>");
    assert_int_equal(f->stream.next, 1000 + 16777216);
}

static void what_waits_is_handed_over_at_the_end(void **state)
{
    struct fixture *f = *state;
    syn(f);
    data(f, 1002, "cd");
    data(f, 1006, "gh");
    send(f, TCP_FIN, 1010, "");
    flush(f);
    assert_text(&f->said, "<2>cd<2>gh<2><end>");
    flush(f);
    assert_text(&f->said, "<2>cd<2>gh<2><end>");
}

static void a_single_segment_is_handed_over_at_the_end(void **state)
{
    struct fixture *f = *state;
    data(f, 1002, "only");
    flush(f);
    assert_text(&f->said, "only");
}

static void an_empty_stream_has_nothing_to_hand_over(void **state)
{
    struct fixture *f = *state;
    flush(f);
    syn(f);
    flush(f);
    assert_text(&f->said, "");
}

static void nothing_is_kept_when_nobody_reads(void **state)
{
    struct fixture *f = *state;
    syn(f);
    data(f, 1004, "ef");
    f->stream.skipping = true;
    data(f, 1006, "gh");
    assert_int_equal(f->budget.used, 0);
    data(f, 1000, "abcd");
    flush(f);
    assert_text(&f->said, "");
}

static void reading_may_stop_while_handing_over(void **state)
{
    struct fixture *f = *state;
    syn(f);
    data(f, 1004, "ef");
    data(f, 1008, "ij");
    send(f, TCP_FIN, 1010, "");
    f->stop_reading = true;
    data(f, 1000, "abcd");
    assert_text(&f->said, "abcd");
    assert_int_equal(f->budget.used, 0);
    flush(f);
    assert_text(&f->said, "abcd");
}

/* Sends every second block of 1,000 bytes until one more would not fit. */
static void a_spent_budget_gives_up_the_first_gap(void **state)
{
    struct fixture *f = *state;
    static uint8_t block[1000];
    memset(block, 'x', sizeof block);
    struct packet packet = {.tcp_flags = TCP_ACK, .payload = {block, sizeof block}};
    syn(f);
    unsigned sent = 0;
    while (f->said.size == 0) {
        packet.sequence = 2000 + 2000 * sent++;
        add(f, &packet);
        assert_in_range(f->stream.waiting_bytes, 0, LIMIT_STREAM_WAITING);
    }
    assert_in_range(sent, LIMIT_STREAM_WAITING / 1500, LIMIT_STREAM_WAITING / 1000 + 1);
    assert_int_equal(f->said.size, 6 + 1000);
    assert_memory_equal(f->said.data, "<1000>", 6);
    assert_int_equal(f->over_budget, 1);
    flush(f);
    assert_int_equal(f->said.size, sent * 1006U);
}

static void a_shard_without_budget_lets_nothing_wait(void **state)
{
    struct fixture *f = *state;
    f->budget.used = LIMIT_STREAM_WAITING_SHARD;
    syn(f);
    data(f, 1002, "cd");
    data(f, 1000, "ab");
    data(f, 1006, "gh");
    assert_text(&f->said, "<2>cd<2>gh");
    assert_int_equal(f->over_budget, 2);
    f->budget.used -= LIMIT_STREAM_WAITING_SHARD;
}

static void a_shard_without_budget_still_reads_from_the_middle(void **state)
{
    struct fixture *f = *state;
    f->budget.used = LIMIT_STREAM_WAITING_SHARD;
    data(f, 1000, "ab");
    send(f, TCP_FIN, 1002, "cd");
    assert_text(&f->said, "abcd<end>");
    f->budget.used -= LIMIT_STREAM_WAITING_SHARD;
}

static void one_byte_segments_do_not_make_a_long_list(void **state)
{
    struct fixture *f = *state;
    syn(f);
    for (unsigned i = 0; i < 5000; i++)
        data(f, 1001 + 2 * i, "x");
    assert_true(f->said.size > 0);
    assert_in_range(f->stream.waiting_bytes, 0, LIMIT_STREAM_WAITING);
}

static uint32_t random_below(uint64_t *seed, uint32_t limit)
{
    *seed = *seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)(*seed >> 33) % limit;
}

/* Cuts a text into segments that overlap, come in any order and more than once,
 * and cover all of it; the stream must give the text back. */
static void give_back_a_text(struct fixture *f, uint64_t seed)
{
    enum { SIZE = 3000, PIECES = 400 };
    static uint8_t text[SIZE];
    for (size_t i = 0; i < SIZE; i++)
        text[i] = (uint8_t)random_below(&seed, 256);
    uint32_t initial = random_below(&seed, 2) ? UINT32_MAX - random_below(&seed, SIZE)
                                              : random_below(&seed, UINT32_MAX / 2);
    uint32_t from[PIECES], to[PIECES], count = 0;
    for (uint32_t at = 0; at < SIZE;) {
        uint32_t end = at + 1 + random_below(&seed, 60);
        from[count] = at - (at > 20 ? random_below(&seed, 20) : 0);
        to[count++] = end < SIZE ? end : SIZE;
        at = end;
    }
    while (count < PIECES) {
        from[count] = random_below(&seed, SIZE);
        uint32_t end = from[count] + random_below(&seed, 100);
        to[count++] = end < SIZE ? end : SIZE;
    }
    send(f, TCP_SYN, initial - 1, "");
    uint32_t reach = 1 + random_below(&seed, PIECES); /* how far the order is disturbed */
    for (uint32_t i = 0; i < PIECES; i++) {
        uint32_t other = i + random_below(&seed, i + reach < PIECES ? reach : PIECES - i);
        uint32_t a = from[other], b = to[other];
        from[other] = from[i];
        to[other] = to[i];
        struct packet packet = {.tcp_flags = b == SIZE ? TCP_ACK | TCP_FIN : TCP_ACK,
                                .sequence = initial + a,
                                .payload = {text + a, b - a}};
        add(f, &packet);
    }
    assert_int_equal(f->said.size, SIZE + 5);
    assert_memory_equal(f->said.data, text, SIZE);
    assert_memory_equal(f->said.data + SIZE, "<end>", 5);
    assert_int_equal(f->budget.used, 0);
}

static void a_text_in_any_pieces_and_order_is_given_back(void **state)
{
    struct fixture *f = *state;
    for (uint64_t seed = 1; seed <= 300; seed++) {
        give_back_a_text(f, seed);
        f->stream = (struct tcp_stream){0};
        text_clear(&f->said);
    }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(segments_in_order_are_handed_over_at_once),
        TEST(a_segment_in_order_is_not_copied),
        TEST(a_segment_out_of_order_waits_for_those_before_it),
        TEST(a_retransmission_is_dropped),
        TEST(a_waiting_segment_that_is_sent_again_waits_once),
        TEST(what_overlaps_bytes_handed_over_is_cut),
        TEST(what_overlaps_a_waiting_segment_on_its_left_is_cut),
        TEST(what_overlaps_a_waiting_segment_on_its_right_is_cut),
        TEST(what_overlaps_waiting_segments_on_both_sides_fills_the_holes),
        TEST(a_segment_within_a_waiting_one_changes_nothing),
        TEST(the_first_copy_wins_also_against_the_segment_that_closes_the_gap),
        TEST(sequence_numbers_wrap),
        TEST(a_syn_at_the_last_number_begins_at_zero),
        TEST(data_in_the_syn_is_read),
        TEST(data_in_a_syn_that_is_sent_again_is_not_read_twice),
        TEST(a_stream_without_its_syn_begins_with_its_first_segment),
        TEST(the_first_segment_waits_for_the_next_packet_of_its_side),
        TEST(the_first_segment_waits_for_the_next_packet_of_the_other_side),
        TEST(the_first_two_segments_may_be_swapped),
        TEST(an_empty_segment_tells_where_the_sender_was),
        TEST(data_may_come_before_the_syn),
        TEST(data_before_the_syn_may_be_later_data),
        TEST(data_of_another_connection_does_not_survive_the_syn),
        TEST(a_fin_ends_the_stream),
        TEST(data_with_the_fin_comes_before_the_end),
        TEST(a_fin_out_of_order_waits),
        TEST(an_empty_fin_out_of_order_waits),
        TEST(a_fin_that_data_goes_past_was_none),
        TEST(a_fin_first_of_all_ends_with_the_next_packet),
        TEST(a_reset_moves_nothing),
        TEST(keepalives_and_window_probes_change_nothing),
        TEST(a_number_far_away_does_not_move_the_stream),
        TEST(two_segments_in_a_row_far_away_are_where_the_stream_is_now),
        TEST(a_new_syn_far_away_is_followed_by_its_data),
        TEST(a_gap_is_told_when_the_other_side_has_what_is_missing),
        TEST(an_acknowledgement_before_its_data_tells_no_gap),
        TEST(a_gap_before_the_fin_is_told_when_the_fin_is_acknowledged),
        TEST(a_snapped_segment_leaves_a_gap),
        TEST(a_snapped_segment_without_bytes_is_a_gap),
        TEST(holes_in_a_snapped_segment_are_filled_by_its_bytes_first),
        TEST(a_length_that_was_made_up_does_not_move_the_stream_far),
        TEST(what_waits_is_handed_over_at_the_end),
        TEST(a_single_segment_is_handed_over_at_the_end),
        TEST(an_empty_stream_has_nothing_to_hand_over),
        TEST(nothing_is_kept_when_nobody_reads),
        TEST(reading_may_stop_while_handing_over),
        TEST(a_spent_budget_gives_up_the_first_gap),
        TEST(a_shard_without_budget_lets_nothing_wait),
        TEST(a_shard_without_budget_still_reads_from_the_middle),
        TEST(one_byte_segments_do_not_make_a_long_list),
        TEST(a_text_in_any_pieces_and_order_is_given_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
