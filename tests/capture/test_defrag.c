/* SPDX-License-Identifier: MIT */
#include "capture/defrag.h"

#include "../test.h"
#include "base/memory.h"
#include "model/limits.h"

#include <stdlib.h>

static int set_up(void **state)
{
    *state = defrag_create();
    return 0;
}

static int tear_down(void **state)
{
    defrag_free(*state);
    return 0;
}

static const struct instant noon = {INT64_C(1736164800) * NS_PER_SECOND};

static struct instant seconds_later(int64_t seconds)
{
    return (struct instant){noon.ns + seconds * NS_PER_SECOND};
}

static struct packet piece(uint32_t id, uint32_t offset, bool more, const char *payload)
{
    return (struct packet){
        .source = {{[10] = 0xff, 0xff, 192, 0, 2, 1}},
        .target = {{[10] = 0xff, 0xff, 198, 51, 100, 2}},
        .protocol = IP_UDP,
        .is_fragment = true,
        .more_fragments = more,
        .fragment_id = id,
        .fragment_offset = offset,
        .payload = slice_from(payload),
        .wire_bytes = 100,
    };
}

static bool add_at(void **state, struct packet packet, struct instant now, struct slice *whole)
{
    *whole = (struct slice){0};
    return defrag_add(*state, &packet, now, whole);
}

static bool add(void **state, struct packet packet, struct slice *whole)
{
    return add_at(state, packet, noon, whole);
}

static void pieces_in_order_become_a_datagram(void **state)
{
    struct slice whole;
    assert_false(add(state, piece(1, 0, true, "01234567"), &whole));
    assert_false(add(state, piece(1, 8, true, "89abcdef"), &whole));
    assert_int_equal(defrag_count(*state).waiting, 1);
    assert_true(add(state, piece(1, 16, false, "end"), &whole));
    assert_slice(whole, "0123456789abcdefend");
    struct defrag_counts counts = defrag_count(*state);
    assert_int_equal(counts.pieces, 3);
    assert_int_equal(counts.whole, 1);
    assert_int_equal(counts.waiting, 0);
    assert_int_equal(counts.overlapping, 0);
}

static void pieces_in_any_order_become_the_same_datagram(void **state)
{
    static const uint8_t orders[6][3] = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2},
                                         {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};
    for (size_t i = 0; i < 6; i++) {
        struct packet pieces[3] = {piece(1, 0, true, "01234567"), piece(1, 8, true, "89abcdef"),
                                   piece(1, 16, false, "end")};
        struct slice whole;
        assert_false(add(state, pieces[orders[i][0]], &whole));
        assert_false(add(state, pieces[orders[i][1]], &whole));
        assert_true(add(state, pieces[orders[i][2]], &whole));
        assert_slice(whole, "0123456789abcdefend");
    }
    assert_int_equal(defrag_count(*state).waiting, 0);
}

static void the_last_piece_that_comes_stands_for_the_datagram(void **state)
{
    struct slice whole;
    struct packet first = piece(1, 0, true, "01234567"), last = piece(1, 8, false, "end");
    /* In IPv6 only the first piece's protocol counts. */
    first.ip6 = last.ip6 = true;
    first.protocol = IP_TCP;
    last.protocol = IP_DESTINATION;
    assert_false(add(state, first, &whole));
    assert_true(defrag_add(*state, &last, noon, &whole));
    assert_int_equal(last.protocol, IP_TCP);
    assert_int_equal(last.wire_bytes, 200);
}

static void an_atomic_fragment_is_whole_at_once(void **state)
{
    struct slice whole;
    /* Even while a datagram of the same identification waits (RFC 6946). */
    assert_false(add(state, piece(1, 0, true, "01234567"), &whole));
    assert_true(add(state, piece(1, 0, false, "atom"), &whole));
    assert_slice(whole, "atom");
    assert_int_equal(defrag_count(*state).waiting, 1);
}

static void datagrams_are_told_apart_by_all_that_names_them(void **state)
{
    struct slice whole;
    assert_false(add(state, piece(1, 0, true, "01234567"), &whole));
    struct packet others[6];
    for (size_t i = 0; i < 6; i++)
        others[i] = piece(1, 8, false, "end");
    others[0].fragment_id = 2;
    others[1].source.bytes[15] = 9;
    others[2].target.bytes[15] = 9;
    others[3].protocol = IP_TCP;
    others[4].context = 7;
    others[5].ip6 = true;
    for (size_t i = 0; i < 6; i++)
        assert_false(add(state, others[i], &whole));
    assert_int_equal(defrag_count(*state).waiting, 7);
    assert_true(add(state, piece(1, 8, false, "end"), &whole));
    assert_slice(whole, "01234567end");
}

static void a_copy_of_a_piece_changes_nothing_and_is_no_overlap(void **state)
{
    struct slice whole;
    assert_false(add(state, piece(1, 0, true, "01234567"), &whole));
    assert_false(add(state, piece(1, 0, true, "01234567"), &whole));
    assert_true(add(state, piece(1, 8, false, "end"), &whole));
    assert_slice(whole, "01234567end");
    assert_int_equal(defrag_count(*state).overlapping, 0);
}

static void where_pieces_overlap_the_first_copy_wins_and_it_is_counted(void **state)
{
    struct slice whole;
    assert_false(add(state, piece(1, 8, true, "bbbbbbbb"), &whole));
    assert_false(add(state, piece(1, 24, true, "dddddddd"), &whole));
    assert_false(add(state, piece(1, 0, true, "XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX"), &whole));
    assert_true(add(state, piece(1, 24, false, "YYYYYYYYend"), &whole));
    assert_slice(whole, "XXXXXXXXbbbbbbbbXXXXXXXXddddddddend");
    assert_int_equal(defrag_count(*state).overlapping, 2);
}

static void the_same_place_with_other_bytes_is_an_overlap(void **state)
{
    struct slice whole;
    assert_false(add(state, piece(1, 0, true, "01234567"), &whole));
    assert_false(add(state, piece(1, 0, true, "76543210"), &whole));
    assert_true(add(state, piece(1, 8, false, "end"), &whole));
    assert_slice(whole, "01234567end");
    assert_int_equal(defrag_count(*state).overlapping, 1);
}

static void the_end_that_was_told_first_is_believed(void **state)
{
    struct slice whole;
    assert_false(add(state, piece(1, 8, false, "end"), &whole));
    assert_false(add(state, piece(1, 16, false, "later end"), &whole)); /* another end */
    assert_false(add(state, piece(1, 16, true, "89abcdef"), &whole));   /* beyond the end */
    assert_int_equal(defrag_count(*state).overlapping, 2);
    assert_true(add(state, piece(1, 0, true, "01234567"), &whole));
    assert_slice(whole, "01234567end");
}

static void an_end_before_what_is_there_is_not_believed(void **state)
{
    struct slice whole;
    assert_false(add(state, piece(1, 0, true, "0123456789abcdef"), &whole));
    assert_false(add(state, piece(1, 8, false, "end"), &whole));
    assert_int_equal(defrag_count(*state).overlapping, 1);
    assert_true(add(state, piece(1, 16, false, "end"), &whole));
    assert_slice(whole, "0123456789abcdefend");
}

static void pieces_before_the_last_are_cut_to_multiples_of_eight(void **state)
{
    struct slice whole;
    assert_false(add(state, piece(1, 0, true, "01234567xyz"), &whole));
    assert_false(add(state, piece(1, 0, true, "short"), &whole));
    assert_true(add(state, piece(1, 8, false, "end"), &whole));
    assert_slice(whole, "01234567end");
    assert_int_equal(defrag_count(*state).overlapping, 0);
}

static void a_piece_beyond_the_largest_datagram_is_not_kept(void **state)
{
    struct slice whole;
    assert_false(add(state, piece(1, 65528, false, "01234567"), &whole));
    assert_int_equal(defrag_count(*state).waiting, 0);
    assert_false(add(state, piece(1, 65528, false, "0123456"), &whole));
    assert_int_equal(defrag_count(*state).waiting, 1);
}

static void a_snapped_piece_leaves_its_datagram_incomplete(void **state)
{
    struct slice whole;
    struct packet snapped = piece(1, 0, true, "012345");
    snapped.snapped = true;
    snapped.payload_missing = 2;
    assert_false(add(state, snapped, &whole));
    assert_false(add(state, piece(1, 8, false, "end"), &whole));
    assert_int_equal(defrag_count(*state).waiting, 1);
    /* Unless another copy of it is whole. */
    assert_true(add(state, piece(1, 0, true, "01234567"), &whole));
    assert_slice(whole, "01234567end");
}

static void a_datagram_is_given_up_after_sixty_seconds(void **state)
{
    struct slice whole;
    assert_false(add(state, piece(1, 0, true, "01234567"), &whole));
    assert_false(add_at(state, piece(2, 0, true, "01234567"), seconds_later(30), &whole));
    assert_true(add_at(state, piece(1, 8, false, "end"), seconds_later(60), &whole));
    assert_false(add_at(state, piece(3, 0, true, "01234567"), seconds_later(91), &whole));
    assert_int_equal(defrag_count(*state).timed_out, 1);
    assert_int_equal(defrag_count(*state).waiting, 1);
    assert_false(add_at(state, piece(2, 8, false, "end"), seconds_later(91), &whole));
    assert_int_equal(defrag_count(*state).waiting, 2);
}

static void time_that_goes_back_gives_nothing_up(void **state)
{
    struct slice whole;
    assert_false(add_at(state, piece(1, 0, true, "01234567"), seconds_later(500), &whole));
    assert_false(add_at(state, piece(2, 0, true, "01234567"), seconds_later(0), &whole));
    assert_false(add_at(state, piece(3, 0, true, "01234567"), (struct instant){0}, &whole));
    assert_int_equal(defrag_count(*state).timed_out, 0);
    assert_true(add_at(state, piece(1, 8, false, "end"), seconds_later(501), &whole));
}

static void at_the_budget_of_datagrams_new_ones_are_refused(void **state)
{
    struct slice whole;
    for (uint32_t id = 0; id < LIMIT_DEFRAG_DATAGRAMS + 10; id++)
        assert_false(add(state, piece(id, 0, true, "01234567"), &whole));
    assert_int_equal(defrag_count(*state).refused, 10);
    assert_int_equal(defrag_count(*state).waiting, LIMIT_DEFRAG_DATAGRAMS);
    /* What was kept is not driven out. */
    assert_true(add(state, piece(0, 8, false, "end"), &whole));
    assert_slice(whole, "01234567end");
}

static void at_the_budget_of_bytes_pieces_are_refused(void **state)
{
    enum { SIZE = 60000 };
    struct slice whole;
    uint8_t *bytes = memory_create(SIZE, 1);
    for (uint32_t id = 0; id < LIMIT_DEFRAG_BYTES / SIZE + 1; id++) {
        struct packet large = piece(id, 0, true, "");
        large.payload = slice_make(bytes, SIZE);
        assert_false(add(state, large, &whole));
    }
    assert_true(defrag_count(*state).refused >= 1);
    assert_true(defrag_count(*state).waiting <= LIMIT_DEFRAG_BYTES / SIZE);
    free(bytes);
}

static void a_datagram_of_too_many_pieces_is_refused(void **state)
{
    struct slice whole;
    for (uint32_t i = 0; i <= LIMIT_DEFRAG_PIECES; i++)
        assert_false(add(state, piece(1, i * 16, true, "01234567"), &whole));
    assert_int_equal(defrag_count(*state).refused, 1);
}

static void a_defrag_of_nothing_can_be_freed(void **state)
{
    (void)state;
    defrag_free(NULL);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(pieces_in_order_become_a_datagram),
        TEST(pieces_in_any_order_become_the_same_datagram),
        TEST(the_last_piece_that_comes_stands_for_the_datagram),
        TEST(an_atomic_fragment_is_whole_at_once),
        TEST(datagrams_are_told_apart_by_all_that_names_them),
        TEST(a_copy_of_a_piece_changes_nothing_and_is_no_overlap),
        TEST(where_pieces_overlap_the_first_copy_wins_and_it_is_counted),
        TEST(the_same_place_with_other_bytes_is_an_overlap),
        TEST(the_end_that_was_told_first_is_believed),
        TEST(an_end_before_what_is_there_is_not_believed),
        TEST(pieces_before_the_last_are_cut_to_multiples_of_eight),
        TEST(a_piece_beyond_the_largest_datagram_is_not_kept),
        TEST(a_snapped_piece_leaves_its_datagram_incomplete),
        TEST(a_datagram_is_given_up_after_sixty_seconds),
        TEST(time_that_goes_back_gives_nothing_up),
        TEST(at_the_budget_of_datagrams_new_ones_are_refused),
        TEST(at_the_budget_of_bytes_pieces_are_refused),
        TEST(a_datagram_of_too_many_pieces_is_refused),
        TEST(a_defrag_of_nothing_can_be_freed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
