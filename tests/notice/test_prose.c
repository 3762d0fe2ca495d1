/* SPDX-License-Identifier: MIT */
#include "../test.h"

#include "notice/reader.h"

/* Writes what a text names as "kind pattern line", and how much was rejected. */
static void assert_named(const char *content, const char *wanted)
{
    struct notice notice;
    struct problem problem = {0};
    struct text out = {0};
    assert_true(notice_read(slice_from(content), "report", "prose", &notice, &problem));
    for (size_t i = 0; i < notice.indicator_count; i++) {
        text_print(&out, "%s ", indicator_kind_name(notice.indicators[i].kind));
        text_add(&out, notice.indicators[i].pattern);
        text_print(&out, " %u\n", notice.indicators[i].line);
    }
    text_print(&out, "%zu rejected", notice.rejected);
    assert_text(&out, wanted);
    notice_done(&notice);
    text_done(&out);
}

static void what_is_defanged_counts_in_any_language(void **state)
{
    (void)state;
    assert_named("The bot calls evil[.]com and 10[.]0[.]0[.]5, then hxxp://a.bad.net/x.\n"
                 "木马连接evil2[.]com和45.9.1[.]2。\n"
                 "Бот: evil3(точка)ru, mail x[at]bad.net\n"
                 "und bot[.]geek\n",
                 "domain evil.com 1\naddress 10.0.0.5 1\nurl a.bad.net/x 1\n"
                 "domain evil2.com 2\naddress 45.9.1.2 2\n"
                 "domain evil3.ru 3\nemail x@bad.net 3\n"
                 "domain bot.geek 4\n0 rejected");
}

static void where_names_are_defanged_plain_ones_are_mentions(void **state)
{
    (void)state;
    assert_named("It used evil[.]com, not google.com; see https://blog.example.org/post.\n"
                 "Ask press@vendor.com.\n",
                 "domain evil.com 1\n3 rejected");
}

static void a_plain_name_that_stands_alone_counts_all_the_same(void **state)
{
    (void)state;
    assert_named(
        "C2: evil[.]com\n- bad.net\n| also-bad.org | C2 |\nwww.google.com is checked first\n",
        "domain evil.com 1\ndomain bad.net 2\ndomain also-bad.org 3\n1 rejected");
}

static void addresses_and_names_are_judged_apart(void **state)
{
    (void)state;
    assert_named("From 45.9.1.2 it loads evil[.]com.\n", "address 45.9.1.2 1\ndomain evil.com 1\n"
                                                         "0 rejected");
    assert_named("From 45.9.1.2 it calls 45.9.1[.]3.\n", "address 45.9.1.3 1\n1 rejected");
}

static void where_nothing_is_defanged_plain_things_count(void **state)
{
    (void)state;
    assert_named("The bot calls evil.com, http://bad.net/gate.php and 45.9.1.2:443.\n",
                 "domain evil.com 1\nurl bad.net/gate.php 1\naddress:port 45.9.1.2:443 1\n"
                 "0 rejected");
}

static void what_only_looks_like_one_is_rejected(void **state)
{
    (void)state;
    assert_named("version 2.3.20.2 of setup.exe, install.sh and a.b.zip\n", "4 rejected");
    assert_named("hosts 192.168.1.1, 127.0.0.1 and 203.0.113.9 behind bot.geek\n", "4 rejected");
    assert_named("drops setup[.]exe, hosted on workers[.]dev\n", "2 rejected");
    assert_named("var a = document.one; b = x.run; c.call();\n", "3 rejected");
}

static void the_publisher_and_cited_sites_are_rejected(void **state)
{
    (void)state;
    assert_named("---\nurl: https://blog.vendor.com/1\n---\nSee www.vendor.com and evil.com, "
                 "also https://www.virustotal.com/x and [this](https://link.example.org/).\n",
                 "domain evil.com 4\n3 rejected");
    assert_named("C2:\nevil.com\n\nREFERENCES:\n- https://news.site.org/a\n\nMORE:\n- bad.net\n",
                 "domain evil.com 2\ndomain bad.net 8\n1 rejected");
}

static void digests_and_weaknesses_always_count(void **state)
{
    (void)state;
    assert_named("uses CVE-2024-0001; d41d8cd98f00b204e9800998ecf8427e (a.exe)\n",
                 "cve CVE-2024-0001 1\nmd5 d41d8cd98f00b204e9800998ecf8427e 1\n1 rejected");
    assert_named("C:\\d41d8cd98f00b204e9800998ecf8427e.zip\n", "0 rejected");
}

static void html_and_markdown_are_read_as_text(void **state)
{
    (void)state;
    static const char wanted[] = "domain evil.com 1\naddress 45.9.1.2 2\n0 rejected";
    assert_named("<!doctype html><p>C2 <b>evil</b>[.]com <a href='https://x.org/'>more</a>\n"
                 "<p>45[.]9&#46;1.2</p>",
                 wanted);
    assert_named("C2 **evil**[.]com [more](https://x.org/) **x**\n45\\.9\\.1\\.2\n", wanted);
}

static void the_notice_knows_its_digest_and_heading(void **state)
{
    (void)state;
    struct notice notice;
    struct problem problem = {0};
    assert_true(notice_read(slice_from("abc"), "a", "prose", &notice, &problem));
    static const uint8_t digest[] = {0xba, 0x78, 0x16, 0xbf};
    assert_memory_equal(notice.digest, digest, sizeof digest);
    assert_slice(notice.title, "abc");
    notice_done(&notice);
    assert_true(notice_read(slice_from("Report\n## Controllers\nevil[.]com\n"), "a.md", "prose",
                            &notice, &problem));
    assert_slice(notice.statements[notice.indicators[0].statement].label, "Controllers");
    notice_done(&notice);
}

static void an_unknown_format_is_named(void **state)
{
    (void)state;
    struct notice notice;
    struct problem problem = {0};
    assert_false(notice_read(slice_from("x"), "a", "word", &notice, &problem));
    assert_string_equal(problem.sentence, "there is no notice format 'word'");
    notice_done(&notice);
    assert_false(notice_read(slice_make("\0\1\2", 3), "a", NULL, &notice, &problem));
    assert_string_equal(problem.sentence, "it is no notice in a format that is known");
    notice_done(&notice);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_defanged_counts_in_any_language),
        cmocka_unit_test(where_names_are_defanged_plain_ones_are_mentions),
        cmocka_unit_test(a_plain_name_that_stands_alone_counts_all_the_same),
        cmocka_unit_test(addresses_and_names_are_judged_apart),
        cmocka_unit_test(where_nothing_is_defanged_plain_things_count),
        cmocka_unit_test(what_only_looks_like_one_is_rejected),
        cmocka_unit_test(the_publisher_and_cited_sites_are_rejected),
        cmocka_unit_test(digests_and_weaknesses_always_count),
        cmocka_unit_test(html_and_markdown_are_read_as_text),
        cmocka_unit_test(the_notice_knows_its_digest_and_heading),
        cmocka_unit_test(an_unknown_format_is_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
