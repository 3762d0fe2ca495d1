/* SPDX-License-Identifier: MIT */
#include "../test.h"

#include "notice/reader.h"
#include "told.h"

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
                 "domain evil.com 1\nurl a.bad.net/x 1\n"
                 "domain evil2.com 2\naddress 45.9.1.2 2\n"
                 "domain evil3.ru 3\nemail x@bad.net 3\n"
                 "domain bot.geek 4\n1 rejected");
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

static void what_is_defanged_elsewhere_is_meant_plain_too(void **state)
{
    (void)state;
    assert_named("It calls 45.9.1.2:443 and 45.9.1.9:443.\nC2 is 45.9.1[.]2.\n",
                 "address:port 45.9.1.2:443 1\naddress 45.9.1.2 2\n1 rejected");
}

static void what_a_list_names_is_meant_though_many_use_it(void **state)
{
    (void)state;
    assert_named("ADDITIONAL TRAFFIC OBSERVED\napi.ipify.org\nonedrive.live.com\n\n"
                 "SENDERS OBSERVED\nstorm@yahoo.com\n",
                 "domain api.ipify.org 2\ndomain onedrive.live.com 3\nemail storm@yahoo.com 6\n"
                 "0 rejected");
}

static void keys_blanks_and_program_text_are_no_indicators(void **state)
{
    (void)state;
    assert_named("Serial Number:\n    1a:2b:3c:4d:5e:6f:70:81:92:a3:b4:c5:d6:e7:f8:09\n"
                 "X509v3 Subject Key Identifier:\n"
                 "    11:22:33:44:55:66:77:88:99:AA:BB:CC:DD:EE:FF:00:11:22:33:44\n",
                 "certificate-serial 1a2b3c4d5e6f708192a3b4c5d6e7f809 2\n1 rejected");
    assert_named("They look like _ _ _deal.com today\n", "1 rejected");
    assert_named("curl -o a http://45.9.1.2/x.dat&&%windir%\\b\n", "url 45.9.1.2/x.dat 1\n"
                                                                   "0 rejected");
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
    assert_named(
        "---\nurl: https://blog.vendor.com/1\n---\nThe bot asks www.vendor.com and evil.com, "
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

/* Writes each thing that a text has and that is none, as "reason text line". */
static void assert_rejected(const char *content, const char *wanted)
{
    struct notice notice;
    struct problem problem = {0};
    struct text out = {0};
    assert_true(notice_read(slice_from(content), "report", "prose", &notice, &problem));
    assert_int_equal(notice.indicator_count, 0);
    for (size_t i = 0; i < notice.rejection_count; i++) {
        text_print(&out, "%s ", rejection_key(notice.rejections[i].reason));
        text_add(&out, notice.rejections[i].text);
        text_print(&out, " %u\n", notice.rejections[i].line);
    }
    assert_text(&out, wanted);
    text_done(&out);
    notice_done(&notice);
}

static void every_rejection_has_its_reason(void **state)
{
    (void)state;
    assert_rejected("Fixed in version 2.3.20.2, installed as Gate VPN 4.38.97.1\n",
                    "version 2.3.20.2 1\nversion 4.38.97.1 1\n");
    assert_rejected("They run conhost.exe and install.sh\n",
                    "file-name conhost.exe 1\nfile-name install.sh 1\n");
    assert_rejected("calls com.storm.app, console.log and Net.Web\n",
                    "code com.storm.app 1\nfile-name console.log 1\nno-root Net.Web 1\n");
    assert_rejected("lies on workers[.]dev\n", "public-suffix workers.dev 1\n");
    assert_rejected("from 10.0.0.1 to 192[.]168[.]1[.]1\n",
                    "private 10.0.0.1 1\nprivate 192.168.1.1 1\n");
    assert_rejected("such as example.com or 192.0.2.1\n",
                    "documentation example.com 1\ndocumentation 192.0.2.1 1\n");
    assert_rejected("it tries 8.8.8.8; see https://research.storm-lab.net/a\n",
                    "cited 8.8.8.8 1\ncited https://research.storm-lab.net/a 1\n");
    assert_rejected("Source: https://www.storm-lab.net/a\nAsk www.storm-lab.net\n",
                    "publisher https://www.storm-lab.net/a 1\npublisher www.storm-lab.net 2\n");
    assert_rejected("AES key: 0cc175b9c0f1b6a831c399e269772661\n",
                    "code 0cc175b9c0f1b6a831c399e269772661 1\n");
    assert_rejected("matches ^evil\\.temp\\.name$\n", "code evil.temp.name 1\n");
}

/* Writes what is said of the indicators of a text. */
static void assert_told(const char *content, const char *wanted)
{
    struct notice notice;
    struct problem problem = {0};
    struct text out = {0};
    assert_true(notice_read(slice_from(content), "report.md", "prose", &notice, &problem));
    for (size_t i = 0; i < notice.indicator_count; i++) {
        const struct indicator *indicator = &notice.indicators[i];
        const struct statement *said = &notice.statements[indicator->statement];
        text_print(&out, "%s ", indicator_kind_name(indicator->kind));
        text_add(&out, indicator->pattern);
        tell_part(&out, "role", said->role);
        tell_part(&out, "family", said->family);
        tell_part(&out, "description", said->description);
        if (instant_is_known(indicator->first_seen)) {
            text_put(&out, " first=");
            text_add_instant(&out, indicator->first_seen, 0);
        }
        if (instant_is_known(indicator->last_seen)) {
            text_put(&out, " last=");
            text_add_instant(&out, indicator->last_seen, 0);
        }
        text_put(&out, indicator->context ? " context\n" : "\n");
    }
    assert_text(&out, wanted);
    text_done(&out);
    notice_done(&notice);
}

static void columns_are_known_by_their_headings(void **state)
{
    (void)state;
    assert_told("## Servers\n\n| Address | Role | First seen | Last seen |\n|---|---|---|---|\n"
                "| 45.9.1[.]2 | Tier 2 C2 | January 3, 2025 | 2025-03-01 |\n",
                "address 45.9.1.2 role=Tier 2 C2 first=2025-01-03T00:00:00Z "
                "last=2025-03-01T00:00:00Z\n");
    assert_told("IP address     First seen   Role\n45.9.1.2       2025-01-03   jump host\n",
                "address 45.9.1.2 role=jump host first=2025-01-03T00:00:00Z\n");
    assert_told("<html><table><tr><th>Indicator</th><th>Type</th><th>Malware family</th></tr>"
                "<tr><td>evil[.]com<br>bad[.]net</td><td>domain</td><td>Heron</td></tr>"
                "<tr><td>Global\\Heron</td><td>Mutex</td><td>Heron</td></tr></table></html>",
                "domain evil.com\ndomain bad.net family=Heron\nmutex Global\\Heron family=Heron\n");
    assert_told("| Filename | heron.dll |\n|---|---|\n"
                "| MD5 | 0cc175b9c0f1b6a831c399e269772661 |\n"
                "| Imphash | 92eb5ffee6ae2fec3ad71c777531578f |\n",
                "file-name heron.dll\nmd5 0cc175b9c0f1b6a831c399e269772661\n"
                "imphash 92eb5ffee6ae2fec3ad71c777531578f\n");
}

static void a_table_says_more_than_the_sentence_before_it(void **state)
{
    (void)state;
    assert_told("It calls evil[.]com.\n\n| Domain | Role |\n|---|---|\n| evil[.]com | C2 |\n",
                "domain evil.com role=C2\n");
    assert_told("- evil[.]com (payload server)\n- bad[.]net - C2\n",
                "domain evil.com role=payload server\ndomain bad.net role=C2\n");
}

static void sections_say_what_stands_below_them(void **state)
{
    (void)state;
    assert_told("# Legitimate tools\n\n- 0cc175b9c0f1b6a831c399e269772661\n\n# Malware\n\n"
                "- 92eb5ffee6ae2fec3ad71c777531578f\n- tool[.]com (not malicious)\n",
                "md5 0cc175b9c0f1b6a831c399e269772661 context\n"
                "md5 92eb5ffee6ae2fec3ad71c777531578f\n"
                "domain tool.com role=not malicious context\n");
    assert_told("## Mutex\n\n- Global\\one\n\n## File names\n\n- a b.exe\n- no such sentence\n"
                "\n## JA3\n\n- 0cc175b9c0f1b6a831c399e269772661\n",
                "mutex Global\\one\nfile-name a b.exe\nja3 0cc175b9c0f1b6a831c399e269772661\n");
    assert_told("Domains\nevil.pl\nbad.sh\n\nReferences\nhttps://news.site.org/\nother.org\n",
                "domain evil.pl\ndomain bad.sh\n");
}

static void a_digest_may_be_broken_over_lines(void **state)
{
    (void)state;
    assert_told("SHA-256\n19581e27de7ced00ff1ce50b2047e7a567c76b1cbaebabe5ef0    a.exe\n"
                "3f7c3017bb5b7\n4a44dc15364204a80fe80e9039455cc1608281820fe2b24f1e5\n"
                "233ade6af1dd5\n",
                "sha256 19581e27de7ced00ff1ce50b2047e7a567c76b1cbaebabe5ef03f7c3017bb5b7\n"
                "sha256 4a44dc15364204a80fe80e9039455cc1608281820fe2b24f1e5233ade6af1dd5\n");
    assert_told("MD5\n0cc175b9c0f1b6a831c399e269772661\n92eb5ffee6ae2fec3ad71c777531578f\n",
                "md5 0cc175b9c0f1b6a831c399e269772661\nmd5 92eb5ffee6ae2fec3ad71c777531578f\n");
    assert_told("Ids\n0cc175b9c0f1b6a8\n31c399e269772661\n", "");
}

static void an_advisory_tells_who_when_and_for_whom(void **state)
{
    (void)state;
    struct notice notice;
    struct problem problem = {0};
    assert_true(notice_read(
        slice_from("# Heron at the gate\n\nRelease Date: March 14, 2025\n"
                   "Alert Code: AA25-073A\nTLP:AMBER+STRICT\n\n"
                   "The Cybersecurity and Infrastructure Security Agency warns of evil[.]com.\n"),
        "a.md", "prose", &notice, &problem));
    assert_slice(notice.title, "Heron at the gate");
    assert_slice(notice.date, "March 14, 2025");
    assert_slice(notice.number, "AA25-073A");
    assert_slice(notice.publisher, "Cybersecurity and Infrastructure Security Agency");
    assert_int_equal(notice.marking, TLP_AMBER_STRICT);
    notice_done(&notice);
    assert_true(notice_read(
        slice_from("<!doctype html><title>Heron | Storm Lab</title><link rel=\"canonical\" "
                   "href=\"https://www.storm-lab.net/a\"><meta property=\"article:published_time\" "
                   "content=\"2025-04-02\"><p>storm-lab.net: C2 evil.com</p>"),
        "a.html", "prose", &notice, &problem));
    assert_slice(notice.publisher, "Storm Lab");
    assert_slice(notice.reference, "https://www.storm-lab.net/a");
    assert_slice(notice.date, "2025-04-02");
    assert_int_equal(notice.rejected, 1);
    assert_int_equal(notice.indicator_count, 1);
    notice_done(&notice);
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
        cmocka_unit_test(what_is_defanged_elsewhere_is_meant_plain_too),
        cmocka_unit_test(what_a_list_names_is_meant_though_many_use_it),
        cmocka_unit_test(keys_blanks_and_program_text_are_no_indicators),
        cmocka_unit_test(addresses_and_names_are_judged_apart),
        cmocka_unit_test(where_nothing_is_defanged_plain_things_count),
        cmocka_unit_test(what_only_looks_like_one_is_rejected),
        cmocka_unit_test(the_publisher_and_cited_sites_are_rejected),
        cmocka_unit_test(digests_and_weaknesses_always_count),
        cmocka_unit_test(html_and_markdown_are_read_as_text),
        cmocka_unit_test(every_rejection_has_its_reason),
        cmocka_unit_test(columns_are_known_by_their_headings),
        cmocka_unit_test(a_table_says_more_than_the_sentence_before_it),
        cmocka_unit_test(sections_say_what_stands_below_them),
        cmocka_unit_test(a_digest_may_be_broken_over_lines),
        cmocka_unit_test(an_advisory_tells_who_when_and_for_whom),
        cmocka_unit_test(the_notice_knows_its_digest_and_heading),
        cmocka_unit_test(an_unknown_format_is_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
