/* SPDX-License-Identifier: MIT */
#include "../test.h"
#include "report/community_id.h"

/* The expected values were computed from the specification with another program. */
static void check(uint8_t protocol, const char *client, const char *server, const char *expected)
{
    struct conversation who = {.protocol = protocol};
    assert_true(endpoint_parse(slice_from(client), &who.client));
    assert_true(endpoint_parse(slice_from(server), &who.server));
    struct text text = {0};
    text_add_community_id(&text, &who, 0);
    assert_text(&text, expected);
    text_done(&text);
}

static void check_icmp(uint8_t protocol, const char *client, const char *server, uint8_t type,
                       uint8_t code, const char *expected)
{
    struct conversation who = {.protocol = protocol, .icmp_type = type, .icmp_code = code};
    assert_true(address_parse(slice_from(client), &who.client.address));
    assert_true(address_parse(slice_from(server), &who.server.address));
    struct text text = {0};
    text_add_community_id(&text, &who, 0);
    assert_text(&text, expected);
    text_done(&text);
}

static void both_directions_have_one_name(void **state)
{
    (void)state;
    check(IP_TCP, "192.0.2.10:49152", "198.51.100.7:443", "1:Xuvss6rpWqWPmU02DPqD34hjq+M=");
    check(IP_TCP, "198.51.100.7:443", "192.0.2.10:49152", "1:Xuvss6rpWqWPmU02DPqD34hjq+M=");
    check(IP_UDP, "[2001:db8::2]:5353", "[2001:db8::1]:53", "1:tajKKCYPX5Fr60+44RSdKtpFb4s=");
}

static void a_seed_gives_other_names(void **state)
{
    (void)state;
    struct conversation who = {.protocol = IP_TCP};
    assert_true(endpoint_parse(slice_from("192.0.2.10:49152"), &who.client));
    assert_true(endpoint_parse(slice_from("198.51.100.7:443"), &who.server));
    struct text text = {0};
    text_add_community_id(&text, &who, 1);
    assert_text(&text, "1:uzBN5W61T12AYGe7seHhfvVaNBg=");
    text_done(&text);
}

static void an_echo_and_its_answer_have_one_name(void **state)
{
    (void)state;
    check_icmp(IP_ICMP, "192.0.2.10", "198.51.100.7", 8, 0, "1:GxLFVZJEgibNwDCM1pwM6/RqsY8=");
    check_icmp(IP_ICMP, "198.51.100.7", "192.0.2.10", 0, 0, "1:GxLFVZJEgibNwDCM1pwM6/RqsY8=");
    check_icmp(IP_ICMP6, "2001:db8::2", "2001:db8::1", 135, 0, "1:piFQJmm/6+NlvVh+iLYDZMGiCm8=");
}

static void a_message_that_nobody_answers_keeps_its_direction(void **state)
{
    (void)state;
    check_icmp(IP_ICMP, "198.51.100.7", "192.0.2.10", 3, 1, "1:fBGnCnFw/dwYAgfq2z05GNdYCVE=");
}

static void a_protocol_without_ports_hashes_none(void **state)
{
    (void)state;
    check(IP_GRE, "192.0.2.10:7", "198.51.100.7:8", "1:+g1kDGYYwTJ1fn3wEK6E0aJSTFA=");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(both_directions_have_one_name),
        cmocka_unit_test(a_seed_gives_other_names),
        cmocka_unit_test(an_echo_and_its_answer_have_one_name),
        cmocka_unit_test(a_message_that_nobody_answers_keeps_its_direction),
        cmocka_unit_test(a_protocol_without_ports_hashes_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
