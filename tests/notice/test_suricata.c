/* SPDX-License-Identifier: MIT */
#include "../test.h"

#include "told.h"

extern const struct notice_reader suricata_reader;

static void strings_are_decoded(void **state)
{
    (void)state;
    /* evil.example, evil.example/gate.php, Storm/1.0 (x y), d41d8cd9... as text, "storm!" */
    assert_read(&suricata_reader,
                "ZXZpbC5leGFtcGxl\n"
                "ZXZpbC5leGFtcGxlL2dhdGUucGhw,5\r\n"
                "U3Rvcm0vMS4wICh4IHkp\n"
                "ZDQxZDhjZDk4ZjAwYjIwNGU5ODAwOTk4ZWNmODQyN2U=\n"
                "c3Rvcm0h\n",
                "1 domain evil.example\n"
                "2 url evil.example/gate.php\n"
                "3 user-agent Storm/1.0 (x y)\n"
                "4 md5 d41d8cd98f00b204e9800998ecf8427e\n"
                "5 other string: storm!\n");
}

static void digests_and_addresses_stand_as_they_are(void **state)
{
    (void)state;
    assert_read(&suricata_reader,
                "d41d8cd98f00b204e9800998ecf8427e,3\n"
                "198.51.100.7,65535\n"
                "2001:db8::7\n",
                "1 md5 d41d8cd98f00b204e9800998ecf8427e\n"
                "2 address 198.51.100.7\n"
                "3 address 2001:db8::7\n");
}

static void a_score_is_how_sure_a_reputation_is(void **state)
{
    (void)state;
    assert_read_whole(&suricata_reader, "reputation.list",
                      "198.51.100.7,1,127\n"
                      "192.0.2.0/24,2,64\n"
                      "2001:db8::7, 60, 1\n"
                      "127.0.0.1,1,127\n"
                      "nothing at all,1,127\n",
                      "1 address 198.51.100.7 threat=category 1 confidence=100\n"
                      "2 cidr 192.0.2.0/24 threat=category 2 confidence=50\n"
                      "3 address 2001:db8::7 threat=category 60\n",
                      "4 private 127.0.0.1\n"
                      "5 malformed nothing at all\n");
}

static void sets_are_told_from_lists_and_words(void **state)
{
    (void)state;
    const struct notice_reader *r = &suricata_reader;
    assert_int_equal(r->recognise(slice_from("ZXZpbC5leGFtcGxl\nc3Rvcm0h\n"), "x"), 94);
    assert_int_equal(r->recognise(slice_from("198.51.100.7,1,100\n192.0.2.0/24,2,64\n"), "x"), 88);
    assert_int_equal(r->recognise(slice_from("198.51.100.7,443,100\n"), "x"), 0);
    assert_int_equal(r->recognise(slice_from("198.51.100.7,1,128\n"), "x"), 0);
    assert_int_equal(r->recognise(slice_from("198.51.100.7\n"), "x"), 0);
    assert_int_equal(r->recognise(slice_from("d41d8cd98f00b204e9800998ecf8427e\n"), "x"), 0);
    assert_int_equal(r->recognise(slice_from("servers\nabcd\n"), "x"), 0);
    assert_int_equal(r->recognise(slice_from("1,BadHosts,Known bad hosts\n"), "x"), 0);
    assert_int_equal(r->recognise(slice_from("evil.example\n"), "x"), 0);
    assert_int_equal(r->recognise(slice_from(""), "x"), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(strings_are_decoded),
        cmocka_unit_test(digests_and_addresses_stand_as_they_are),
        cmocka_unit_test(a_score_is_how_sure_a_reputation_is),
        cmocka_unit_test(sets_are_told_from_lists_and_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
