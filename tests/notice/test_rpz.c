/* SPDX-License-Identifier: MIT */
#include "../test.h"

#include "told.h"

extern const struct notice_reader rpz_reader;

#define ZONE                                                                                       \
    "$TTL 300\n"                                                                                   \
    "@ IN SOA localhost. root.localhost. (\n"                                                      \
    "    2025010601 ; serial\n"                                                                    \
    "    3600 900 604800 300 )\n"                                                                  \
    "  IN NS localhost.\n"

static void triggers_are_read(void **state)
{
    (void)state;
    assert_read_whole(&rpz_reader, "db.rpz",
                      ZONE "Evil.example CNAME .\n"
                           "*.evil.example CNAME .\n"
                           "two.example 60 IN CNAME *. ; a loader\n"
                           "three.example IN 1h CNAME rpz-drop.\n"
                           "four.example A 127.0.0.1\n"
                           "five.example CNAME garden.portal.example.\n"
                           "     AAAA ::1\n"
                           "32.7.100.51.198.rpz-ip CNAME .\n"
                           "24.0.2.0.192.rpz-ip CNAME .\n"
                           "128.7.zz.db8.2001.rpz-ip CNAME .\n"
                           "48.zz.1.db8.2001.rpz-nsip CNAME .\n"
                           "ns.evil.example.rpz-nsdname CNAME .\n"
                           "32.8.100.51.198.rpz-client-ip CNAME rpz-drop.\n",
                      "6 domain evil.example\n"
                      "8 domain two.example description=a loader\n"
                      "9 domain three.example\n"
                      "10 domain four.example\n"
                      "11 domain five.example\n"
                      "13 address 198.51.100.7\n"
                      "14 cidr 192.0.2.0/24\n"
                      "15 address 2001:db8::7\n"
                      "16 cidr 2001:db8:1::/48 role=name server\n"
                      "17 domain ns.evil.example role=name server\n"
                      "18 address 198.51.100.8 role=client context\n",
                      "");
}

static void owners_are_relative_to_the_zone(void **state)
{
    (void)state;
    const char *wanted = "3 domain one.example\n4 domain two.example\n5 domain three.example\n";
    assert_read(&rpz_reader,
                "$ORIGIN rpz.local.\n@ SOA a. b. 1 2 3 4 5\n"
                "one.example.rpz.local. CNAME .\ntwo.example CNAME .\nThree.example. CNAME .\n",
                wanted);
    assert_read(&rpz_reader,
                "rpz.local. SOA a. b. 1 2 3 4 5\nrpz.local. NS a.\n"
                "one.example.RPZ.local. CNAME .\ntwo.example CNAME .\nThree.example. CNAME .\n",
                wanted);
}

static void what_is_let_through_is_no_indicator(void **state)
{
    (void)state;
    assert_read_whole(&rpz_reader, "x",
                      ZONE "ok.example CNAME rpz-passthru.\n"
                           "fine.example CNAME fine.example.\n"
                           "32.7.100.51.198.rpz-ip CNAME rpz-passthru.\n"
                           "evil.example CNAME .\n",
                      "9 domain evil.example\n",
                      "6 allowed ok.example\n"
                      "7 allowed fine.example\n"
                      "8 allowed 32.7.100.51.198.rpz-ip\n");
}

static void what_is_no_trigger_is_refused(void **state)
{
    (void)state;
    assert_read_whole(&rpz_reader, "x",
                      ZONE "33.7.100.51.198.rpz-ip CNAME .\n"
                           "0.0.0.0.0.rpz-ip CNAME .\n"
                           "zz.rpz-ip CNAME .\n"
                           "com CNAME .\n"
                           "no record here\n"
                           "setup.exe CNAME .\n"
                           "evil.example TXT \"a ; b\" ; c\n",
                      "12 domain evil.example description=c\n",
                      "6 malformed 33.7.100.51.198.rpz-ip\n"
                      "7 malformed 0.0.0.0.0.rpz-ip\n"
                      "8 malformed zz.rpz-ip\n"
                      "9 public-suffix com\n"
                      "10 malformed no record here\n"
                      "11 file-name setup.exe\n");
}

static void zones_are_recognised_and_other_zones_are_not(void **state)
{
    (void)state;
    assert_int_equal(rpz_reader.recognise(slice_from(ZONE "evil.example CNAME .\n"), "x"), 97);
    assert_int_equal(
        rpz_reader.recognise(slice_from("evil.example CNAME .\nb.example CNAME *.\n"), "x"), 92);
    assert_int_equal(rpz_reader.recognise(slice_from(ZONE "www A 198.51.100.7\n"
                                                          "mail A 198.51.100.8\n"),
                                          "x"),
                     0);
    assert_int_equal(rpz_reader.recognise(slice_from("a text in\nlines\n"), "x"), 0);
    assert_int_equal(rpz_reader.recognise(slice_from("evil.example\n"), "x"), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(triggers_are_read),
        cmocka_unit_test(owners_are_relative_to_the_zone),
        cmocka_unit_test(what_is_let_through_is_no_indicator),
        cmocka_unit_test(what_is_no_trigger_is_refused),
        cmocka_unit_test(zones_are_recognised_and_other_zones_are_not),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
