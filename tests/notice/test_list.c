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
                "6 domain one.example\n"
                "7 domain two.example\n"
                "8 domain three.example\n"
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
                "3 domain one.example\n"
                "3 domain two.example\n"
                "4 domain three.example\n");
}

static void rules_of_blockers_give_their_names(void **state)
{
    (void)state;
    assert_read(&list_reader, "||one.example^\n||two.example^$third-party\n",
                "1 domain one.example\n2 domain two.example\n");
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
    assert_read(&list_reader, "one.example\nservers\ntwo.example\n",
                "1 domain one.example\n3 domain two.example\n");
    assert_read(&list_reader,
                "1.example\n2.example\n3.example\n4.example\n5.example\n6.example\n7.example\n"
                "8.example\n9.example\nevilname\nHeading\n",
                "1 domain 1.example\n2 domain 2.example\n3 domain 3.example\n"
                "4 domain 4.example\n5 domain 5.example\n6 domain 6.example\n"
                "7 domain 7.example\n8 domain 8.example\n9 domain 9.example\n");
}

static void what_would_match_everybody_is_rejected_and_counted(void **state)
{
    (void)state;
    struct notice notice;
    struct problem problem;
    notice_init(&notice, "made-up");
    assert_true(list_reader.read(slice_from("good.example\n0.0.0.0\n127.0.0.1\n::1\ncom\n"
                                            "localhost\ndga[0-9]+\\.wild\\.example\n"),
                                 &notice, &problem));
    assert_int_equal(notice.indicator_count, 1);
    assert_int_equal(notice.rejected, 6);
    notice_done(&notice);
}

static void a_file_that_is_no_list_is_refused_with_its_line(void **state)
{
    (void)state;
    assert_refused(&list_reader, "# nothing here\n???\n!!\n%%%\n",
                   "line 2 is no indicator, and no other line is one");
}

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
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_list_holds_indicators_of_every_kind),
        cmocka_unit_test(comments_and_empty_lines_are_passed_over),
        cmocka_unit_test(a_hosts_file_gives_its_names),
        cmocka_unit_test(rules_of_blockers_give_their_names),
        cmocka_unit_test(defanged_lines_are_read),
        cmocka_unit_test(what_follows_an_indicator_describes_it),
        cmocka_unit_test(words_alone_are_names_only_where_nearly_all_lines_are_indicators),
        cmocka_unit_test(what_would_match_everybody_is_rejected_and_counted),
        cmocka_unit_test(a_file_that_is_no_list_is_refused_with_its_line),
        cmocka_unit_test(the_share_of_lines_that_fit_says_how_sure_it_is),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
