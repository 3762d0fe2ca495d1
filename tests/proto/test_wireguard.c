/* SPDX-License-Identifier: MIT */
#include "lone.h"

extern const struct dissector wireguard_dissector;

static enum recognition recognise(const void *bytes, size_t size)
{
    return wireguard_dissector.recognise_datagram(slice_make(bytes, size), &(struct hint){0});
}

static void a_datagram_is_a_blind_spot_and_no_more_are_wanted(void **state)
{
    (void)state;
    unsigned spots[BLIND_SPOTS] = {0};
    struct say say = {.observe = lone_refuse, .blind = lone_count, .context = spots};
    assert_false(wireguard_dissector.datagram(NULL, false, slice_from("anything"), &say));
    assert_int_equal(spots[BLIND_ENCRYPTED_TUNNEL], 1);
    assert_int_equal(spots[BLIND_ENCRYPTED_DNS], 0);
}

static void both_messages_of_the_handshake_are_recognised(void **state)
{
    (void)state;
    uint8_t message[148] = {1};
    assert_int_equal(recognise(message, 148), RECOGNISED);
    message[0] = 2;
    assert_int_equal(recognise(message, 92), RECOGNISED);
}

static void data_in_its_middle_is_recognised(void **state)
{
    (void)state;
    uint8_t message[48] = {4, 0, 0, 0, 1, 2, 3, 4, 0xff, 0xff, 0xff, 0xff, 0xff};
    assert_int_equal(recognise(message, 48), RECOGNISED);
    assert_int_equal(recognise(message, 47), RECOGNISED_NOT);
    assert_int_equal(recognise(message, 16), RECOGNISED_NOT);
    message[13] = 1;
    assert_int_equal(recognise(message, 48), RECOGNISED_NOT);
}

static void other_sizes_and_types_are_not_recognised(void **state)
{
    (void)state;
    uint8_t message[149] = {1};
    assert_int_equal(recognise(message, 149), RECOGNISED_NOT);
    assert_int_equal(recognise(message, 147), RECOGNISED_NOT);
    assert_int_equal(recognise(message, 92), RECOGNISED_NOT);
    message[1] = 1;
    assert_int_equal(recognise(message, 148), RECOGNISED_NOT);
    assert_int_equal(recognise("", 0), RECOGNISED_NOT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_datagram_is_a_blind_spot_and_no_more_are_wanted),
        cmocka_unit_test(both_messages_of_the_handshake_are_recognised),
        cmocka_unit_test(data_in_its_middle_is_recognised),
        cmocka_unit_test(other_sizes_and_types_are_not_recognised),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
