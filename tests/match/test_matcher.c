/* SPDX-License-Identifier: MIT */
#include "../test.h"

#include "base/memory.h"
#include "match/matcher.h"

#include "catch.h"

#include <stdlib.h>

static const struct named named[] = {
    {INDICATOR_ADDRESS, "203.0.113.9"},
    {INDICATOR_ADDRESS, "192.0.2.5"},
    {INDICATOR_CIDR, "203.0.113.0/24"},
    {INDICATOR_ENDPOINT, "203.0.113.9:443"},
    {INDICATOR_DOMAIN, "evil.com"},
    {INDICATOR_URL, "evil.com/load"},
    {INDICATOR_PATH, "/gate.php"},
    {INDICATOR_SHA1, "da39a3ee5e6b4b0d3255bfef95601890afd80709"},
};
static const uint8_t sha1[20] = {0xda, 0x39, 0xa3, 0xee, 0x5e, 0x6b, 0x4b, 0x0d, 0x32, 0x55,
                                 0xbf, 0xef, 0x95, 0x60, 0x18, 0x90, 0xaf, 0xd8, 0x07, 0x09};

struct case_of {
    struct notice notice;
    struct index *index;
    struct conversation who;
    struct text told; /* "field pattern machine peer; ..." */
};

static int set_up(void **state)
{
    struct case_of *it = memory_create(1, sizeof *it);
    fill_notice(&it->notice, "made-up.txt", named, sizeof named / sizeof *named);
    it->index = index_create();
    index_add_notice(it->index, &it->notice);
    index_finish(it->index);
    it->who.protocol = IP_TCP;
    assert_true(endpoint_parse(slice_from("192.0.2.1:40000"), &it->who.client));
    assert_true(endpoint_parse(slice_from("192.0.2.53:443"), &it->who.server));
    *state = it;
    return 0;
}

static int tear_down(void **state)
{
    struct case_of *it = *state;
    index_free(it->index);
    notice_done(&it->notice);
    text_done(&it->told);
    free(it);
    return 0;
}

static void tell(void *context, const struct sighting *sighting)
{
    struct case_of *it = context;
    text_put(&it->told, it->told.size > 0 ? "; " : "");
    text_put(&it->told, field_name(sighting->field));
    text_put(&it->told, " ");
    text_add(&it->told, index_entry(it->index, sighting->entry).pattern);
    text_put(&it->told, " ");
    text_add_address(&it->told, sighting->machine);
    text_put(&it->told, " ");
    text_add_endpoint(&it->told, sighting->peer);
}

static void assert_told(struct case_of *it, enum event event, const struct field *fields,
                        size_t count, const char *told)
{
    struct observation observation = {
        .who = &it->who, .event = event, .fields = fields, .field_count = count};
    text_clear(&it->told);
    matcher_look(it->index, NULL, &observation, tell, it);
    assert_text(&it->told, told);
}

static struct field name(enum field_kind kind, const char *value)
{
    return (struct field){.kind = kind, .value = slice_from(value)};
}

static void look_at_flow(struct case_of *it, const char *told)
{
    struct field fields[] = {
        {FIELD_FLOW_CLIENT, slice_make(it->who.client.address.bytes, 16), it->who.client.port},
        {FIELD_FLOW_SERVER, slice_make(it->who.server.address.bytes, 16), it->who.server.port},
    };
    assert_told(it, EVENT_FLOW_START, fields, 2, told);
}

static void a_flow_to_a_listed_address_shows_its_client(void **state)
{
    struct case_of *it = *state;
    assert_true(endpoint_parse(slice_from("203.0.113.9:80"), &it->who.server));
    look_at_flow(it, "flow.server 203.0.113.9 192.0.2.1 203.0.113.9:80; "
                     "flow.server 203.0.113.0/24 192.0.2.1 203.0.113.9:80");
}

static void a_flow_from_a_listed_address_shows_its_server(void **state)
{
    struct case_of *it = *state;
    assert_true(endpoint_parse(slice_from("203.0.113.9:40000"), &it->who.client));
    look_at_flow(it, "flow.client 203.0.113.9 192.0.2.53 203.0.113.9:40000; "
                     "flow.client 203.0.113.0/24 192.0.2.53 203.0.113.9:40000");
}

static void address_and_port_match_on_their_side_only(void **state)
{
    struct case_of *it = *state;
    assert_true(endpoint_parse(slice_from("203.0.113.9:443"), &it->who.server));
    look_at_flow(it, "flow.server 203.0.113.9 192.0.2.1 203.0.113.9:443; "
                     "flow.server 203.0.113.9:443 192.0.2.1 203.0.113.9:443; "
                     "flow.server 203.0.113.0/24 192.0.2.1 203.0.113.9:443");
    assert_true(endpoint_parse(slice_from("203.0.113.9:40000"), &it->who.client));
    assert_true(endpoint_parse(slice_from("192.0.2.53:443"), &it->who.server));
    look_at_flow(it, "flow.client 203.0.113.9 192.0.2.53 203.0.113.9:40000; "
                     "flow.client 203.0.113.0/24 192.0.2.53 203.0.113.9:40000");
}

static void a_flow_between_two_listed_addresses_is_two_sightings(void **state)
{
    struct case_of *it = *state;
    assert_true(endpoint_parse(slice_from("192.0.2.5:40000"), &it->who.client));
    assert_true(endpoint_parse(slice_from("203.0.113.77:80"), &it->who.server));
    look_at_flow(it, "flow.client 192.0.2.5 203.0.113.77 192.0.2.5:40000; "
                     "flow.server 203.0.113.0/24 192.0.2.5 203.0.113.77:80");
}

static void a_question_shows_who_asks(void **state)
{
    struct field question = name(FIELD_DNS_QUESTION, "www.Evil.com.");
    assert_told(*state, EVENT_DNS_QUERY, &question, 1,
                "dns.question evil.com 192.0.2.1 192.0.2.53:443");
}

static void an_answer_shows_who_asked(void **state)
{
    struct case_of *it = *state;
    struct address listed;
    assert_true(address_parse(slice_from("192.0.2.5"), &listed));
    struct field fields[] = {
        name(FIELD_DNS_QUESTION, "cdn.example"),
        name(FIELD_DNS_RECORD_NAME, "cdn.example"),
        name(FIELD_DNS_TARGET, "c2.evil.com"),
        name(FIELD_DNS_RECORD_NAME, "c2.evil.com"),
        {FIELD_DNS_ADDRESS, slice_make(listed.bytes, 16), 0},
    };
    assert_told(it, EVENT_DNS_RESPONSE, fields, 5,
                "dns.answer.target evil.com 192.0.2.1 192.0.2.53:443; "
                "dns.answer.name evil.com 192.0.2.1 192.0.2.53:443; "
                "dns.answer.address 192.0.2.5 192.0.2.1 192.0.2.53:443");
}

static void a_request_shows_host_and_url_each_by_its_field(void **state)
{
    struct field fields[] = {
        name(FIELD_HTTP_HOST, "evil.com"),
        name(FIELD_HTTP_URL, "http://evil.com/load/gate.php"),
        name(FIELD_HTTP_USER_AGENT, "evil.com"),
    };
    assert_told(*state, EVENT_HTTP_REQUEST, fields, 3,
                "http.host evil.com 192.0.2.1 192.0.2.53:443; "
                "http.url evil.com/load 192.0.2.1 192.0.2.53:443");
    struct field path = name(FIELD_HTTP_URL, "http://any.example/gate.php?id=1");
    assert_told(*state, EVENT_HTTP_REQUEST, &path, 1,
                "http.url /gate.php 192.0.2.1 192.0.2.53:443");
}

static void a_host_that_is_an_address_is_compared_as_one(void **state)
{
    struct field fields[] = {name(FIELD_HTTP_HOST, "203.0.113.9")};
    assert_told(*state, EVENT_HTTP_REQUEST, fields, 1,
                "http.host 203.0.113.9 192.0.2.1 192.0.2.53:443; "
                "http.host 203.0.113.0/24 192.0.2.1 192.0.2.53:443");
}

static void server_names_and_certificates_are_compared(void **state)
{
    struct field hello = name(FIELD_TLS_SNI, "EVIL.com");
    assert_told(*state, EVENT_TLS_CLIENT_HELLO, &hello, 1,
                "tls.sni evil.com 192.0.2.1 192.0.2.53:443");
    struct field chain[] = {
        name(FIELD_CERT_NAME, "*.evil.com"),
        {FIELD_CERT_SHA1, slice_make(sha1, 20), 0},
    };
    assert_told(*state, EVENT_TLS_CERTIFICATES, chain, 2,
                "tls.certificate.name evil.com 192.0.2.1 192.0.2.53:443; "
                "tls.certificate.sha1 da39a3ee5e6b4b0d3255bfef95601890afd80709 "
                "192.0.2.1 192.0.2.53:443");
}

static void an_entry_is_said_once_for_each_field_kind(void **state)
{
    struct field fields[100];
    for (int i = 0; i < 100; i++)
        fields[i] = name(i < 50 ? FIELD_DNS_RECORD_NAME : FIELD_DNS_TARGET, "a.evil.com");
    assert_told(*state, EVENT_DNS_RESPONSE, fields, 100,
                "dns.answer.name evil.com 192.0.2.1 192.0.2.53:443; "
                "dns.answer.target evil.com 192.0.2.1 192.0.2.53:443");
}

static void count_sighting(void *context, const struct sighting *sighting)
{
    (void)sighting;
    ++*(size_t *)context;
}

static void many_entries_in_one_observation_are_each_said_once(void **state)
{
    struct case_of *it = *state;
    enum { MANY = 100 };
    struct notice notice;
    struct field fields[2 * MANY];
    notice_init(&notice, "many");
    for (unsigned i = 0; i < MANY; i++) {
        struct text pattern = {0};
        text_print(&pattern, "host-%u.example", i);
        notice_add(&notice,
                   &(struct indicator){.kind = INDICATOR_DOMAIN, .pattern = text_slice(&pattern)});
        text_done(&pattern);
        for (unsigned k = 0; k < 2; k++)
            fields[k * MANY + i] =
                (struct field){.kind = FIELD_DNS_TARGET, .value = notice.indicators[i].pattern};
    }
    struct index *index = index_create();
    index_add_notice(index, &notice);
    index_finish(index);
    size_t count = 0;
    struct observation observation = {
        .who = &it->who, .event = EVENT_DNS_RESPONSE, .fields = fields, .field_count = 2 * MANY};
    matcher_look(index, NULL, &observation, count_sighting, &count);
    assert_int_equal(count, MANY);
    index_free(index);
    notice_done(&notice);
}

static void what_was_hunted_already_is_not_hunted_again(void **state)
{
    struct field host = name(FIELD_HTTP_HOST, "evil.com");
    assert_told(*state, EVENT_HTTP_EXCHANGE, &host, 1, "");
}

static void an_address_of_another_size_is_passed_over(void **state)
{
    struct field field = {FIELD_DNS_ADDRESS, slice_make("\xcb\x00\x71\x09", 4), 0};
    assert_told(*state, EVENT_DNS_RESPONSE, &field, 1, "");
}

#define case_test(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        case_test(a_flow_to_a_listed_address_shows_its_client),
        case_test(a_flow_from_a_listed_address_shows_its_server),
        case_test(address_and_port_match_on_their_side_only),
        case_test(a_flow_between_two_listed_addresses_is_two_sightings),
        case_test(a_question_shows_who_asks),
        case_test(an_answer_shows_who_asked),
        case_test(a_request_shows_host_and_url_each_by_its_field),
        case_test(a_host_that_is_an_address_is_compared_as_one),
        case_test(server_names_and_certificates_are_compared),
        case_test(an_entry_is_said_once_for_each_field_kind),
        case_test(many_entries_in_one_observation_are_each_said_once),
        case_test(what_was_hunted_already_is_not_hunted_again),
        case_test(an_address_of_another_size_is_passed_over),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
