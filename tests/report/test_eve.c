/* The records themselves are held against golden/eve.jsonl. */
/* SPDX-License-Identifier: MIT */
#include "../test.h"
#include "report/dns_names.h"
#include "report/eve.h"
#include "report/output.h"

extern const struct output eve_output;

static struct text record(const struct observation *observation)
{
    static const struct conversation who = {.protocol = IP_TCP};
    struct observation complete = *observation;
    struct text text = {0};
    complete.who = &who;
    eve_output.record(&text, &complete, NULL);
    return text;
}

static void hunted_parts_of_an_exchange_are_no_records(void **state)
{
    (void)state;
    static const enum event events[] = {EVENT_FLOW_START,       EVENT_HTTP_REQUEST,
                                        EVENT_TLS_CLIENT_HELLO, EVENT_TLS_SERVER_HELLO,
                                        EVENT_TLS_CERTIFICATES, EVENT_BLIND_SPOT};
    for (size_t i = 0; i < sizeof events / sizeof *events; i++) {
        struct text text = record(&(struct observation){.event = events[i]});
        assert_int_equal(text.size, 0);
        text_done(&text);
    }
}

static void a_flow_without_a_volume_is_not_told(void **state)
{
    (void)state;
    struct text text = record(&(struct observation){.event = EVENT_FLOW_END});
    assert_int_equal(text.size, 0);
    text_done(&text);
}

static void sections_that_do_not_exist_are_passed_over(void **state)
{
    (void)state;
    static const struct field fields[] = {
        {.kind = FIELD_DNS_RECORD_NAME, .value = {(const uint8_t *)"a", 1}},
        {.kind = FIELD_DNS_RECORD_SECTION, .number = UINT64_MAX},
        {.kind = FIELD_DNS_RECORD_TYPE, .number = 1},
    };
    struct conversation who = {.protocol = IP_UDP, .server.port = 53};
    struct observation observation = {
        .event = EVENT_DNS_RESPONSE, .who = &who, .fields = fields, .field_count = 3};
    struct text text = {0};
    struct json_writer json = json_write_into(&text);
    eve_write_dns(&json, &observation);
    assert_text(&text, "\"dns\":{\"version\":3,\"type\":\"response\"}");
    text_done(&text);
}

static void groups_of_records_without_data_are_left_out(void **state)
{
    (void)state;
    static const struct field fields[] = {
        {.kind = FIELD_DNS_RECORD_NAME, .value = {(const uint8_t *)"a", 1}},
        {.kind = FIELD_DNS_RECORD_SECTION, .number = 1},
        {.kind = FIELD_DNS_RECORD_TYPE, .number = 1},
    };
    struct conversation who = {.protocol = IP_UDP, .server.port = 53};
    struct observation observation = {
        .event = EVENT_DNS_RESPONSE, .who = &who, .fields = fields, .field_count = 3};
    struct text text = {0};
    struct json_writer json = json_write_into(&text);
    eve_write_dns(&json, &observation);
    assert_text(&text,
                "\"dns\":{\"version\":3,\"type\":\"response\",\"answers\":[{\"rrname\":\"a\","
                "\"rrtype\":\"A\",\"ttl\":0}],\"grouped\":{}}");
    text_done(&text);
}

static void ports_tell_the_kinds_of_dns_apart_where_the_dissector_does_not(void **state)
{
    (void)state;
    assert_int_equal(eve_dns_kind(&(struct conversation){.server.port = 53}), EVE_DNS);
    assert_int_equal(eve_dns_kind(&(struct conversation){.server.port = 5353}), EVE_MDNS);
    assert_int_equal(eve_dns_kind(&(struct conversation){.server.port = 5355}), EVE_LLMNR);
    struct conversation named = {.server.port = 53, .application = "llmnr"};
    assert_int_equal(eve_dns_kind(&named), EVE_LLMNR);
    named.application = "mdns";
    assert_int_equal(eve_dns_kind(&named), EVE_MDNS);
}

static void numbers_without_a_name_stay_numbers(void **state)
{
    (void)state;
    struct text text = {0};
    text_add_dns_type(&text, 65);
    text_add_byte(&text, ' ');
    text_add_dns_type(&text, 54);
    text_add_byte(&text, ' ');
    text_add_dns_type(&text, 65535);
    text_add_byte(&text, ' ');
    text_add_dns_rcode(&text, 5);
    text_add_byte(&text, ' ');
    text_add_dns_rcode(&text, 15);
    assert_text(&text, "HTTPS 54 65535 REFUSED 15");
    text_done(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(hunted_parts_of_an_exchange_are_no_records),
        cmocka_unit_test(a_flow_without_a_volume_is_not_told),
        cmocka_unit_test(sections_that_do_not_exist_are_passed_over),
        cmocka_unit_test(groups_of_records_without_data_are_left_out),
        cmocka_unit_test(ports_tell_the_kinds_of_dns_apart_where_the_dissector_does_not),
        cmocka_unit_test(numbers_without_a_name_stay_numbers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
