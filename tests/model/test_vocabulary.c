/* SPDX-License-Identifier: MIT */
#include "../test.h"

#include "model/vocabulary.h"

#include <string.h>

static void every_field_has_a_name_of_its_own(void **state)
{
    (void)state;
    for (int i = 0; i < FIELD_KINDS; i++) {
        assert_true(strlen(field_name((enum field_kind)i)) > 0);
        for (int j = 0; j < i; j++)
            assert_string_not_equal(field_name((enum field_kind)i), field_name((enum field_kind)j));
    }
}

static void every_event_has_a_name_of_its_own(void **state)
{
    (void)state;
    for (int i = 0; i < EVENTS; i++)
        for (int j = 0; j < i; j++)
            assert_string_not_equal(event_name((enum event)i), event_name((enum event)j));
}

static void every_blind_spot_has_a_key_and_says_what_it_is(void **state)
{
    (void)state;
    for (int i = 0; i < BLIND_SPOTS; i++) {
        assert_true(strlen(blind_spot_text((enum blind_spot)i)) > 0);
        for (int j = 0; j < i; j++)
            assert_string_not_equal(blind_spot_key((enum blind_spot)i),
                                    blind_spot_key((enum blind_spot)j));
    }
    assert_string_equal(blind_spot_key(BLIND_TLS_ECH), "TLS_ECH");
}

static void fields_are_of_the_class_that_the_list_says(void **state)
{
    (void)state;
    assert_string_equal(field_name(FIELD_DNS_QUESTION), "dns.question");
    assert_int_equal(field_class(FIELD_FLOW_SERVER), CLASS_ENDPOINT);
    assert_int_equal(field_class(FIELD_DNS_ADDRESS), CLASS_ADDRESS);
    assert_int_equal(field_class(FIELD_TLS_SNI), CLASS_NAME);
    assert_int_equal(field_class(FIELD_HTTP_URL), CLASS_URL);
    assert_int_equal(field_class(FIELD_CERT_SHA1), CLASS_DIGEST);
    assert_int_equal(field_class(FIELD_HTTP_METHOD), CLASS_TEXT);
    assert_int_equal(field_class(FIELD_DNS_ID), CLASS_NUMBER);
}

static void what_repeats_others_is_not_hunted(void **state)
{
    (void)state;
    assert_true(event_is_hunted(EVENT_FLOW_START));
    assert_true(event_is_hunted(EVENT_DNS_RESPONSE));
    assert_false(event_is_hunted(EVENT_FLOW_END));
    assert_false(event_is_hunted(EVENT_HTTP_EXCHANGE));
    assert_string_equal(event_name(EVENT_DNS_QUERY), "dns.query");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_field_has_a_name_of_its_own),
        cmocka_unit_test(every_event_has_a_name_of_its_own),
        cmocka_unit_test(every_blind_spot_has_a_key_and_says_what_it_is),
        cmocka_unit_test(fields_are_of_the_class_that_the_list_says),
        cmocka_unit_test(what_repeats_others_is_not_hunted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
