/* SPDX-License-Identifier: MIT */
#include "../test.h"

#include "told.h"

extern const struct notice_reader list_reader;

static void a_list_holds_indicators_of_every_kind(void **state)
{
    (void)state;
    assert_read(&list_reader,
                "198.51.100.7\n"
                "2001:DB8:0::7\n"
                "198.51.100.0/24\n"
                "198.51.100.7:8443\n"
                "[2001:db8::7]:443\n"
                "Evil.Example.\n"
                "*.wild.example\n"
                "http://evil.example/a/../b\n"
                "evil.example/c\n"
                "/gate.php\n"
                "evilname\n"
                "abcdefghijklmnop.onion\n"
                "da39a3ee5e6b4b0d3255bfef95601890afd80709\n",
                "1 address 198.51.100.7\n"
                "2 address 2001:db8::7\n"
                "3 cidr 198.51.100.0/24\n"
                "4 address:port 198.51.100.7:8443\n"
                "5 address:port [2001:db8::7]:443\n"
                "6 domain evil.example\n"
                "7 domain wild.example\n"
                "8 url evil.example/b\n"
                "9 url evil.example/c\n"
                "10 path /gate.php\n"
                "11 domain evilname\n"
                "12 onion abcdefghijklmnop.onion\n"
                "13 sha1 da39a3ee5e6b4b0d3255bfef95601890afd80709\n");
}

static void comments_and_empty_lines_are_passed_over(void **state)
{
    (void)state;
    assert_read(&list_reader,
                "# a comment\r\n"
                "; another\r\n"
                "// a third\r\n"
                "! a fourth\r\n"
                "\r\n"
                "  one.example  # inline\r\n"
                "two.example\t; inline\r\n"
                "three.example // inline\r\n"
                "four.example/a#b\r\n"
                "http://five.example/a",
                "6 domain one.example description=inline\n"
                "7 domain two.example description=inline\n"
                "8 domain three.example description=inline\n"
                "9 url four.example/a\n"
                "10 url five.example/a\n");
}

static void a_hosts_file_gives_its_names(void **state)
{
    (void)state;
    assert_read(&list_reader,
                "127.0.0.1 localhost\n"
                "::1 localhost ip6-localhost\n"
                "0.0.0.0 one.example two.example # why\n"
                "127.0.0.1\tthree.example\n",
                "3 domain one.example description=why\n"
                "3 domain two.example description=why\n"
                "4 domain three.example\n");
}

static void rules_of_blockers_give_their_names(void **state)
{
    (void)state;
    assert_read(&list_reader, "||one.example^\n||two.example^$third-party\n",
                "1 domain one.example\n2 domain two.example\n");
}

static void what_is_let_through_or_hides_parts_of_pages_is_none(void **state)
{
    (void)state;
    assert_read_whole(&list_reader, "x",
                      "[Adblock Plus 2.0]\n"
                      "! Title: made up\n"
                      "||one.example^\n"
                      "@@||good.example^\n"
                      "page.example##.advertisement\n",
                      "3 domain one.example\n",
                      "4 allowed @@||good.example^\n"
                      "5 other-language page.example##.advertisement\n");
}

static void configuration_of_name_servers_gives_its_names(void **state)
{
    (void)state;
    assert_read_whole(&list_reader, "x",
                      "address=/one.example/0.0.0.0\n"
                      "address=/two.example/three.example/#\n"
                      "local=/four.example/\n"
                      "server=/five.example/\n"
                      "server=/good.example/192.0.2.53\n"
                      "local-zone: \"six.example\" always_nxdomain\n"
                      "local-zone: seven.example. refuse # a loader\n"
                      "local-zone: \"good.example\" transparent\n"
                      "local-data: \"eight.example A 0.0.0.0\"\n"
                      "zone \"nine.example\" { type master; file \"null.zone\"; };\n",
                      "1 domain one.example\n"
                      "2 domain two.example\n"
                      "2 domain three.example\n"
                      "3 domain four.example\n"
                      "4 domain five.example\n"
                      "6 domain six.example\n"
                      "7 domain seven.example description=a loader\n"
                      "9 domain eight.example\n"
                      "10 domain nine.example\n",
                      "5 other-language server=/good.example/192.0.2.53\n"
                      "8 allowed local-zone: \"good.example\" transparent\n");
}

static void ranges_become_prefixes(void **state)
{
    (void)state;
    assert_read(&list_reader,
                "198.51.100.8-198.51.100.19\n203.0.113.255 - 203.0.114.0 ; two\n192.0.2.0-255 x\n",
                "1 cidr 198.51.100.8/29\n"
                "1 cidr 198.51.100.16/30\n"
                "2 address 203.0.113.255 description=two\n"
                "2 address 203.0.114.0 description=two\n"
                "3 cidr 192.0.2.0/24 description=x\n");
}

static void a_heading_that_names_a_role_is_kept(void **state)
{
    (void)state;
    assert_read_whole(&list_reader, "x",
                      "# made on a Monday\n"
                      "198.51.100.6\n"
                      "# Loader C2s\n"
                      "198.51.100.7\n"
                      "\n"
                      "Tier 2 servers:\n"
                      "198.51.100.8\n"
                      "198.51.100.9 # one of them\n"
                      "Something else altogether\n"
                      "evil.example\n",
                      "2 address 198.51.100.6\n"
                      "4 address 198.51.100.7 role=Loader C2s\n"
                      "7 address 198.51.100.8 role=Tier 2 servers\n"
                      "8 address 198.51.100.9 role=Tier 2 servers description=one of them\n"
                      "10 domain evil.example role=Tier 2 servers\n",
                      "9 malformed Something else altogether\n");
}

static void defanged_lines_are_read(void **state)
{
    (void)state;
    assert_read(&list_reader, "evil[.]example\nhxxp://evil[.]example/x\n198.51.100[.]7\n",
                "1 domain evil.example\n2 url evil.example/x\n3 address 198.51.100.7\n");
}

static void what_follows_an_indicator_describes_it(void **state)
{
    (void)state;
    assert_read(&list_reader, "one.example  command and control\ntwo.example command\n",
                "1 domain one.example description=command and control\n"
                "2 domain two.example description=command\n");
}

static void words_alone_are_names_only_where_nearly_all_lines_are_indicators(void **state)
{
    (void)state;
    assert_read(&list_reader, "one.example\nheading\ntwo.example\n",
                "1 domain one.example\n3 domain two.example\n");
    assert_read(&list_reader,
                "1.example\n2.example\n3.example\n4.example\n5.example\n6.example\n7.example\n"
                "8.example\n9.example\nevilname\nHeading\n",
                "1 domain 1.example\n2 domain 2.example\n3 domain 3.example\n"
                "4 domain 4.example\n5 domain 5.example\n6 domain 6.example\n"
                "7 domain 7.example\n8 domain 8.example\n9 domain 9.example\n");
}

static void what_would_match_everybody_is_rejected(void **state)
{
    (void)state;
    assert_read_whole(&list_reader, "x",
                      "good.example\n0.0.0.0\n127.0.0.1\n::1\ncom\nlocalhost\n"
                      "dga[0-9]+\\.wild\\.example\n0.0.0.0/0\n128.0.0.0/7\n2000::/3\n",
                      "1 domain good.example\n",
                      "2 private 0.0.0.0\n3 private 127.0.0.1\n4 private ::1\n"
                      "5 public-suffix com\n6 malformed localhost\n"
                      "7 expression dga[0-9]+\\.wild\\.example\n8 wide 0.0.0.0/0\n"
                      "9 wide 128.0.0.0/7\n10 wide 2000::/3\n");
}

static void a_file_that_is_no_list_is_refused_with_its_line(void **state)
{
    (void)state;
    assert_refused(&list_reader, "# nothing here\n???\n!!\n%%%\n",
                   "line 2 is no indicator, and no other line is one");
}

#define TEN_NAMES                                                                                  \
    "1.example\n2.example\n3.example\n4.example\n5.example\n"                                      \
    "6.example\n7.example\n8.example\n9.example\n10.example\n"

static int recognise(const char *content)
{
    return list_reader.recognise(slice_from(content), "made-up");
}

static void the_share_of_lines_that_fit_says_how_sure_it_is(void **state)
{
    (void)state;
    assert_int_equal(recognise("# list\none.example\n198.51.100.7\n"), 80);
    assert_int_equal(recognise("0.0.0.0 one.example\n0.0.0.0 two.example\n"), 80);
    assert_int_equal(recognise("one.example\ntwo.example\nthree.example\nThis is text\n"), 10);
    assert_int_equal(recognise("This is text about one.example\nand more of it\n"), 0);
    assert_int_equal(recognise(""), 0);
    assert_int_equal(list_reader.recognise(slice_from("one.example\n"), "README.md"), 10);
    assert_int_equal(recognise("= Title\n" TEN_NAMES TEN_NAMES), 10);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_list_holds_indicators_of_every_kind),
        cmocka_unit_test(comments_and_empty_lines_are_passed_over),
        cmocka_unit_test(a_hosts_file_gives_its_names),
        cmocka_unit_test(rules_of_blockers_give_their_names),
        cmocka_unit_test(what_is_let_through_or_hides_parts_of_pages_is_none),
        cmocka_unit_test(configuration_of_name_servers_gives_its_names),
        cmocka_unit_test(ranges_become_prefixes),
        cmocka_unit_test(a_heading_that_names_a_role_is_kept),
        cmocka_unit_test(defanged_lines_are_read),
        cmocka_unit_test(what_follows_an_indicator_describes_it),
        cmocka_unit_test(words_alone_are_names_only_where_nearly_all_lines_are_indicators),
        cmocka_unit_test(what_would_match_everybody_is_rejected),
        cmocka_unit_test(a_file_that_is_no_list_is_refused_with_its_line),
        cmocka_unit_test(the_share_of_lines_that_fit_says_how_sure_it_is),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
