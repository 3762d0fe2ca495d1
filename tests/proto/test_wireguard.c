/* SPDX-License-Identifier: MIT */
#include "../test.h"

#include "proto/dissector.h"

#include <string.h>

extern const struct dissector wireguard_dissector;

static void refuse(void *context, enum event event, bool from_server, const struct field *fields,
                   size_t field_count)
{
    (void)context, (void)event, (void)from_server, (void)fields, (void)field_count;
    fail();
}

static void count(void *context, enum blind_spot spot)
{
    ((unsigned *)context)[spot]++;
}

static enum recognition recognise(const void *bytes, size_t size)
{
    return wireguard_dissector.recognise_datagram(slice_make(bytes, size), &(struct hint){0});
}

static void the_blind_spot_is_said_once(void **state)
{
    (void)state;
    unsigned spots[BLIND_SPOTS] = {0};
    uint8_t own[8] = {0};
    struct say say = {.observe = refuse, .blind = count, .context = spots};
    wireguard_dissector.datagram(own, false, slice_from("anything"), &say);
    wireguard_dissector.datagram(own, true, slice_from("anything"), &say);
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
        cmocka_unit_test(the_blind_spot_is_said_once),
        cmocka_unit_test(both_messages_of_the_handshake_are_recognised),
        cmocka_unit_test(other_sizes_and_types_are_not_recognised),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
