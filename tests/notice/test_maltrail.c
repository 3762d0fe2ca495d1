/* SPDX-License-Identifier: MIT */
#include "../test.h"

#include "told.h"

extern const struct notice_reader maltrail_reader;

#define HEAD                                                                                       \
    "# Copyright (c) 2014-2026 Maltrail developers (https://maltrail.example/)\n"                  \
    "# See the file 'LICENSE' for copying permission\n\n"

static void trails_of_every_kind_are_read(void **state)
{
    (void)state;
    assert_read_whole(&maltrail_reader, "static/malware/elf_stormbot.txt",
                      HEAD "198.51.100.7\n"
                           "198.51.100.7:8443\n"
                           "[2001:db8::7]:443\n"
                           "Evil.example\r\n"
                           "http://evil.example/gate.php\n"
                           "evil.example/login/\n"
                           "/stormbot.arm7\n"
                           "http://198.51.100.8\n"
                           "198.51.100.0/24\n",
                      "4 address 198.51.100.7 family=elf_stormbot\n"
                      "5 address:port 198.51.100.7:8443 family=elf_stormbot\n"
                      "6 address:port [2001:db8::7]:443 family=elf_stormbot\n"
                      "7 domain evil.example family=elf_stormbot\n"
                      "8 url evil.example/gate.php family=elf_stormbot\n"
                      "9 url evil.example/login/ family=elf_stormbot\n"
                      "10 path /stormbot.arm7 family=elf_stormbot\n"
                      "11 address 198.51.100.8 family=elf_stormbot\n"
                      "12 cidr 198.51.100.0/24 family=elf_stormbot\n",
                      "");
}

static void a_part_of_a_large_family_is_named_after_all_of_it(void **state)
{
    (void)state;
    assert_read_whole(&maltrail_reader, "njstorm-2.txt", HEAD "evil.example\n",
                      "4 domain evil.example family=njstorm\n", "");
    assert_read_whole(&maltrail_reader, "apt_27.txt", HEAD "evil.example\n",
                      "4 domain evil.example family=apt_27\n", "");
}

static void a_block_has_the_sources_above_it(void **state)
{
    (void)state;
    assert_read_whole(&maltrail_reader, "x.txt",
                      HEAD "# Reference: https://one.example/report\n"
                           "# TITLE-HOST=Panel\n"
                           "# Referecne: https://two.example/\n"
                           "\n"
                           "a.example\n"
                           "\n"
                           "b.example\n"
                           "\n"
                           "# Generic\n"
                           "\n"
                           "c.example\n"
                           "d.example  # Stormbot RAT\n",
                      "8 domain a.example family=x description=https://one.example/report "
                      "https://two.example/\n"
                      "10 domain b.example family=x description=https://one.example/report "
                      "https://two.example/\n"
                      "14 domain c.example family=x description=Generic\n"
                      "15 domain d.example family=x description=Stormbot RAT\n",
                      "");
}

static void aliases_are_the_notices(void **state)
{
    (void)state;
    struct notice notice;
    struct problem problem = {{0}};
    notice_init(&notice, "x.txt");
    assert_true(maltrail_reader.read(
        slice_from(HEAD "# Aliases: one\n\na.example\n\n# Aliases: two, three\n"), &notice,
        &problem));
    assert_slice(notice.aliases, "one, two, three");
    notice_done(&notice);
    assert_read_whole(&maltrail_reader, "x.txt",
                      HEAD "# Aliases:  dev#popper, gale bot\n\n"
                           "a.example\n\n"
                           "# Reference: https://one.example\n\n"
                           "b.example\n",
                      "6 domain a.example family=x\n"
                      "10 domain b.example family=x "
                      "description=https://one.example\n",
                      "");
}

static void what_cannot_be_compared_is_refused(void **state)
{
    (void)state;
    assert_read_whole(&maltrail_reader, "x.txt",
                      HEAD "back[0-9]{1,2}\\.(com|net)\n"
                           "two words\n"
                           "127.0.0.1\n"
                           "/a##b##.doc\n"
                           "/two words.js\n"
                           ".tk\n"
                           "localhost\n"
                           "localhost.evil.example\n"
                           "inbox.example/#!/view/22e2\n",
                      "7 path /a family=x\n"
                      "8 path /two words.js family=x\n"
                      "11 domain localhost.evil.example family=x\n",
                      "4 expression back[0-9]{1,2}\\.(com|net)\n"
                      "5 malformed two words\n"
                      "6 private 127.0.0.1\n"
                      "9 public-suffix .tk\n"
                      "10 malformed localhost\n"
                      "12 expression inbox.example/#!/view/22e2\n");
}

static void the_table_of_trails_is_read(void **state)
{
    (void)state;
    const char *table = "/gate.php,stormbot (malware),stormbot (static)\n"
                        "198.51.100.7,known attacker,feed.example\n"
                        "evil.example,\"storm, bot (malware)\",(static)\n"
                        "^back[0-9]+,stormbot (malware),(custom)\n"
                        "rest\n";
    assert_read_whole(&maltrail_reader, "trails.csv", table,
                      "1 path /gate.php family=stormbot threat=malware "
                      "description=stormbot (static)\n"
                      "2 address 198.51.100.7 family=known attacker description=feed.example\n"
                      "3 domain evil.example family=storm, bot threat=malware "
                      "description=(static)\n",
                      "4 expression ^back[0-9]+\n"
                      "5 malformed rest\n");
}

static void its_files_are_recognised(void **state)
{
    (void)state;
    assert_int_equal(maltrail_reader.recognise(slice_from(HEAD "a.example\n"), "a.txt"), 100);
    assert_int_equal(
        maltrail_reader.recognise(slice_from("# Aliases: a\n# Reference: b\n\na.example\n"), ""),
        82);
    assert_int_equal(maltrail_reader.recognise(slice_from("a.example,a (malware),a (static)\n"
                                                          "b.example,b,feed.example\n"),
                                               "trails.csv"),
                     96);
    assert_int_equal(maltrail_reader.recognise(slice_from("a.example,a,feed.example\n"), "a.csv"),
                     0);
    assert_int_equal(maltrail_reader.recognise(slice_from("# a list\na.example\n"), "a.txt"), 0);
}

/* A line for each of many blocks: the names of the family are kept once. */
static void many_blocks_share_one_list_of_aliases(void **state)
{
    (void)state;
    struct notice notice;
    struct problem problem;
    struct text text = {0};
    text_put(&text, HEAD "# Aliases: ");
    text_fill(&text, 'a', 4000);
    for (int i = 0; i < 2000; i++)
        text_print(&text, "\n# Reference: https://report.example/%d\nn%d.example", i, i);
    notice_init(&notice, "x.txt");
    assert_true(maltrail_reader.read(text_slice(&text), &notice, &problem));
    assert_int_equal(notice.indicator_count, 2000);
    assert_int_equal(notice.statement_count, 2001);
    assert_int_equal(notice.aliases.size, 4000);
    assert_true(notice.arena.used < 500 * 1000);
    text_done(&text);
    notice_done(&notice);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(trails_of_every_kind_are_read),
        cmocka_unit_test(a_part_of_a_large_family_is_named_after_all_of_it),
        cmocka_unit_test(a_block_has_the_sources_above_it),
        cmocka_unit_test(aliases_are_the_notices),
        cmocka_unit_test(what_cannot_be_compared_is_refused),
        cmocka_unit_test(the_table_of_trails_is_read),
        cmocka_unit_test(its_files_are_recognised),
        cmocka_unit_test(many_blocks_share_one_list_of_aliases),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
