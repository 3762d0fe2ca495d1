/* SPDX-License-Identifier: MIT */
#include "lone.h"

extern const struct dissector quic_dissector;

static enum recognition recognise(const void *bytes, size_t size)
{
    return quic_dissector.recognise_datagram(slice_make(bytes, size), &(struct hint){0});
}

static void a_datagram_is_a_blind_spot_and_no_more_are_wanted(void **state)
{
    (void)state;
    unsigned spots[BLIND_SPOTS] = {0};
    struct say say = {.observe = lone_refuse, .blind = lone_count, .context = spots};
    assert_false(quic_dissector.datagram(NULL, false, slice_from("anything"), &say));
    assert_int_equal(spots[BLIND_QUIC], 1);
    assert_int_equal(spots[BLIND_ENCRYPTED_DNS], 0);
}

static void dns_over_quic_shows_by_its_port(void **state)
{
    (void)state;
    unsigned spots[BLIND_SPOTS] = {0};
    struct say say = {
        .observe = lone_refuse, .blind = lone_count, .context = spots, .server_port = 853};
    quic_dissector.datagram(NULL, false, slice_from("anything"), &say);
    assert_int_equal(spots[BLIND_QUIC], 1);
    assert_int_equal(spots[BLIND_ENCRYPTED_DNS], 1);
}

/* A long header with numbers of the connection of these sizes. */
static enum recognition recognise_long(uint8_t flags, uint32_t version, uint8_t to, uint8_t from)
{
    uint8_t packet[1200] = {flags,
                            (uint8_t)(version >> 24),
                            (uint8_t)(version >> 16),
                            (uint8_t)(version >> 8),
                            (uint8_t)version,
                            to};
    packet[6 + to] = from;
    return recognise(packet, sizeof packet);
}

static void long_headers_of_known_versions_are_recognised(void **state)
{
    (void)state;
    assert_int_equal(recognise_long(0xc3, 0x00000001, 8, 0), RECOGNISED);
    assert_int_equal(recognise_long(0xd3, 0x6b3343cf, 20, 20), RECOGNISED);
    assert_int_equal(recognise_long(0xc3, 0xff00001d, 8, 8), RECOGNISED);
    assert_int_equal(recognise_long(0xff, 0xff000012, 0x50, 0), RECOGNISED);
    assert_int_equal(recognise_long(0xc3, 0xfaceb002, 8, 4), RECOGNISED);
    assert_int_equal(recognise_long(0xc3, 0x54303531, 8, 0), RECOGNISED);
    assert_int_equal(recognise_long(0xc3, 0x51303436, 0x50, 0), RECOGNISED);
}

static void googles_first_header_is_recognised(void **state)
{
    (void)state;
    assert_int_equal(recognise("\x0d"
                               "12345678Q039\x01",
                               14),
                     RECOGNISED);
    assert_int_equal(recognise("\x09"
                               "12345678Q043\x01",
                               14),
                     RECOGNISED);
    assert_int_equal(recognise("\x0d"
                               "12345678Qxyz\x01",
                               14),
                     RECOGNISED_NOT);
}

static void an_answer_with_other_versions_is_recognised(void **state)
{
    (void)state;
    static const char offer[] = "\x80\0\0\0\0\0\x08serverID\x1a\x2a\x3a\x4a\0\0\0\x01";
    assert_int_equal(recognise(offer, sizeof offer - 1), RECOGNISED);
    assert_int_equal(recognise(offer, sizeof offer - 2), RECOGNISED_NOT);
    assert_int_equal(recognise(offer, sizeof offer - 5), RECOGNISED_NOT);
}

static void other_datagrams_are_not_recognised(void **state)
{
    (void)state;
    assert_int_equal(recognise_long(0x83, 0x00000001, 8, 0), RECOGNISED_NOT);
    assert_int_equal(recognise_long(0xc3, 0x00000002, 8, 0), RECOGNISED_NOT);
    assert_int_equal(recognise_long(0xc3, 0x00000001, 21, 0), RECOGNISED_NOT);
    assert_int_equal(recognise_long(0xc3, 0x00000001, 8, 21), RECOGNISED_NOT);
    assert_int_equal(recognise("\xc3\0\0\0\1\0\0", 7), RECOGNISED_NOT);
    assert_int_equal(recognise("", 0), RECOGNISED_NOT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_datagram_is_a_blind_spot_and_no_more_are_wanted),
        cmocka_unit_test(dns_over_quic_shows_by_its_port),
        cmocka_unit_test(long_headers_of_known_versions_are_recognised),
        cmocka_unit_test(googles_first_header_is_recognised),
        cmocka_unit_test(an_answer_with_other_versions_is_recognised),
        cmocka_unit_test(other_datagrams_are_not_recognised),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
