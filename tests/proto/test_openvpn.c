/* SPDX-License-Identifier: MIT */
#include "lone.h"

extern const struct dissector openvpn_dissector;

static enum recognition recognise(const void *bytes, size_t size)
{
    return openvpn_dissector.recognise_datagram(slice_make(bytes, size), &(struct hint){0});
}

static void a_datagram_is_a_blind_spot_and_no_more_are_wanted(void **state)
{
    (void)state;
    unsigned spots[BLIND_SPOTS] = {0};
    struct say say = {.observe = lone_refuse, .blind = lone_count, .context = spots};
    assert_false(openvpn_dissector.datagram(NULL, false, slice_from("anything"), &say));
    assert_int_equal(spots[BLIND_ENCRYPTED_TUNNEL], 1);
    assert_int_equal(spots[BLIND_ENCRYPTED_DNS], 0);
}

static const char reset[] = "\x38sessionN\0\0\0\0\0";

/* A reset with a digest of this size, and the number of the packet. */
static enum recognition recognise_signed(size_t digest, uint8_t number)
{
    uint8_t packet[9 + 64 + 8 + 5] = {0x38};
    memset(packet + 9, 0xaa, digest);
    packet[9 + digest + 3] = number;
    packet[9 + digest + 4] = 0x65;
    return recognise(packet, 9 + digest + 8 + 5);
}

static void a_clients_first_packet_is_recognised(void **state)
{
    (void)state;
    assert_int_equal(recognise(reset, 14), RECOGNISED);
    assert_int_equal(recognise_signed(20, 1), RECOGNISED);
    assert_int_equal(recognise_signed(32, 1), RECOGNISED);
    assert_int_equal(recognise_signed(64, 1), RECOGNISED);
}

static void other_datagrams_are_not_recognised(void **state)
{
    (void)state;
    assert_int_equal(recognise(reset, 13), RECOGNISED_NOT);
    assert_int_equal(recognise("\x38sessionN\0\0\0\0\1", 14), RECOGNISED_NOT);
    assert_int_equal(recognise("\x39sessionN\0\0\0\0\0", 14), RECOGNISED_NOT);
    assert_int_equal(recognise_signed(20, 2), RECOGNISED_NOT);
    assert_int_equal(recognise_signed(21, 1), RECOGNISED_NOT);
    assert_int_equal(recognise("", 0), RECOGNISED_NOT);
}

static enum recognition recognise_stream(const void *bytes, size_t size)
{
    return openvpn_dissector.recognise_stream(slice_make(bytes, size), &(struct hint){0});
}

static void over_tcp_the_size_stands_before_it(void **state)
{
    (void)state;
    static const char stream[] = "\0\x0e\x38sessionN\0\0\0\0\0";
    for (size_t size = 0; size < 16; size++)
        assert_int_equal(recognise_stream(stream, size), RECOGNISED_MAYBE);
    assert_int_equal(recognise_stream(stream, 16), RECOGNISED);
    assert_int_equal(recognise_stream("\0\x0e\x39", 3), RECOGNISED_NOT);
    assert_int_equal(recognise_stream("\0\xee\x38", 3), RECOGNISED_NOT);
    assert_int_equal(recognise_stream("GET", 3), RECOGNISED_NOT);
}

static void a_stream_is_not_wanted_any_more(void **state)
{
    (void)state;
    unsigned spots[BLIND_SPOTS] = {0};
    uint8_t own[8] = {0};
    struct say say = {.observe = lone_refuse, .blind = lone_count, .context = spots};
    assert_true(openvpn_dissector.stream(own, false, slice_from("anything"), &say).done);
    assert_int_equal(spots[BLIND_ENCRYPTED_TUNNEL], 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_datagram_is_a_blind_spot_and_no_more_are_wanted),
        cmocka_unit_test(a_clients_first_packet_is_recognised),
        cmocka_unit_test(other_datagrams_are_not_recognised),
        cmocka_unit_test(over_tcp_the_size_stands_before_it),
        cmocka_unit_test(a_stream_is_not_wanted_any_more),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
