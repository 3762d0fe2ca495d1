/* SPDX-License-Identifier: MIT */
#include "../test.h"

#include "told.h"

extern const struct notice_reader csv_reader;

static void columns_are_known_by_their_names(void **state)
{
    (void)state;
    assert_read(
        &csv_reader,
        "id,IOC Value,ioc_type,malware,threat_type,country,comment,first_seen,"
        "valid-until,confidence\n"
        "77,evil.example,domain,Mirai,botnet,NL,\"first, of two\",2024-01-02,2025-01-02,90\n"
        "78,198.51.100.7,ip-dst,Mirai,botnet,,,,,high\n",
        "2 domain evil.example family=Mirai threat=botnet place=NL "
        "description=first, of two confidence=90 from=2024-01-02T00:00:00Z "
        "until=2025-01-02T00:00:00Z\n"
        "3 address 198.51.100.7 family=Mirai threat=botnet confidence=85\n");
}

static void several_columns_may_hold_indicators(void **state)
{
    (void)state;
    assert_read(&csv_reader,
                "Domain;IP;MD5\n"
                "evil.example;198.51.100.7;d41d8cd98f00b204e9800998ecf8427e\n",
                "2 domain evil.example\n2 address 198.51.100.7\n"
                "2 md5 d41d8cd98f00b204e9800998ecf8427e\n");
}

static void names_of_columns_may_be_in_other_languages(void **state)
{
    (void)state;
    /* number, malicious address, kind of threat, family, location */
    assert_read(&csv_reader,
                "\xe5\xba\x8f\xe5\x8f\xb7\t\xe6\x81\xb6\xe6\x84\x8f\xe5\x9c\xb0\xe5\x9d\x80\t"
                "\xe5\xa8\x81\xe8\x83\x81\xe7\xb1\xbb\xe5\x9e\x8b\t\xe5\xae\xb6\xe6\x97\x8f\t"
                "\xe5\xbd\x92\xe5\xb1\x9e\xe5\x9c\xb0\n"
                "1\tevil.example\tbotnet\tmirai\tNL\n",
                "2 domain evil.example label=1 family=mirai threat=botnet place=NL\n");
}

static void the_type_says_what_a_cell_may_be(void **state)
{
    (void)state;
    assert_read(&csv_reader,
                "type,value\n"
                "filename,run.sh\n"
                "mutex,evil.example\n"
                "domain,run.sh\n"
                "hostname,evilname\n"
                "filename|sha1,run.sh|da39a3ee5e6b4b0d3255bfef95601890afd80709\n"
                "x509-fingerprint-sha1,aa39a3ee5e6b4b0d3255bfef95601890afd80709\n"
                "Zip,ba39a3ee5e6b4b0d3255bfef95601890afd80709\n"
                "domain|ip,two.example|198.51.100.9\n",
                "4 domain run.sh\n"
                "5 domain evilname\n"
                "6 sha1 da39a3ee5e6b4b0d3255bfef95601890afd80709\n"
                "7 certificate-sha1 aa39a3ee5e6b4b0d3255bfef95601890afd80709\n"
                "8 sha1 ba39a3ee5e6b4b0d3255bfef95601890afd80709\n"
                "9 domain two.example\n"
                "9 address 198.51.100.9\n");
}

static void without_names_content_shows_the_columns(void **state)
{
    (void)state;
    assert_read(&csv_reader,
                "198.51.100.7,malware (test),(static)\n"
                "198.51.100.7:8443,malware (test),(static)\n"
                "[2001:db8::7]:443,malware (test),(static)\n"
                "evil.example,phishing (test),(static)\n"
                "evil.example/bad/path,malware (test),(static)\n"
                "/login.php,malware (test),(static)\n"
                "evilname,malware (test),(static)\n"
                "bad.onion,malware (test),(static)\n"
                "dga[0-9]+\\.wild\\.example,malware (test),(static)\n",
                "1 address 198.51.100.7 description=malware (test)\n"
                "2 address:port 198.51.100.7:8443 description=malware (test)\n"
                "3 address:port [2001:db8::7]:443 description=malware (test)\n"
                "4 domain evil.example description=phishing (test)\n"
                "5 url evil.example/bad/path description=malware (test)\n"
                "6 path /login.php description=malware (test)\n"
                "7 domain evilname description=malware (test)\n"
                "8 domain bad.onion description=malware (test)\n");
}

static void what_is_none_is_counted(void **state)
{
    (void)state;
    struct notice notice;
    struct problem problem;
    notice_init(&notice, "made-up");
    assert_true(csv_reader.read(slice_from("ioc,note\nevil.example,x\nnot one at all,x\n-,x\n,x\n"),
                                &notice, &problem));
    assert_int_equal(notice.indicator_count, 1);
    assert_int_equal(notice.rejected, 1);
    notice_done(&notice);
}

static void a_comment_may_name_the_columns(void **state)
{
    (void)state;
    assert_read(&csv_reader,
                "################\n"
                "# A feed, made up\n"
                "# \"first_seen_utc\",\"ioc_id\",\"ioc_value\",\"ioc_type\",\"malware_printable\"\n"
                "\"2024-01-02 03:04:05\", \"17\", \"198.51.100.7:8443\", \"ip:port\", \"Mirai\"\n",
                "4 address:port 198.51.100.7:8443 family=Mirai from=2024-01-02T03:04:05Z\n");
}

static void an_address_with_a_column_of_ports_is_both(void **state)
{
    (void)state;
    assert_read(&csv_reader, "dst_ip,dst_port\n198.51.100.7,447\n2001:db8::7,443\n198.51.100.8,\n",
                "2 address:port 198.51.100.7:447\n3 address:port [2001:db8::7]:443\n"
                "4 address 198.51.100.8\n");
}

static void a_cell_may_hold_several(void **state)
{
    (void)state;
    assert_read(
        &csv_reader,
        "family,hosts\nMirai,\"one.example, two[.]example\n198.51.100.7\"\nX,three.example\n",
        "2 domain one.example family=Mirai\n2 domain two.example family=Mirai\n"
        "2 address 198.51.100.7 family=Mirai\n4 domain three.example family=X\n");
}

static void a_file_without_columns_is_refused(void **state)
{
    (void)state;
    assert_refused(&csv_reader, "one\ntwo\n", "line 1: no column of indicators can be made out");
    assert_refused(&csv_reader, "a,b\nc,d\n", "line 1: no column of indicators can be made out");
    assert_refused(&csv_reader, "", "line 1: no column of indicators can be made out");
}

static void tables_are_recognised_and_lists_and_prose_are_not(void **state)
{
    (void)state;
    assert_int_equal(csv_reader.recognise(slice_from("ioc,note\na.example,x\n"), "x"), 90);
    assert_int_equal(csv_reader.recognise(slice_from("a.example,x\nb.example,y\n"), "x.csv"), 85);
    assert_int_equal(csv_reader.recognise(slice_from("a.example,x\nb.example,y\n"), "x"), 75);
    assert_int_equal(csv_reader.recognise(slice_from("a.example\nb.example\n"), "x"), 0);
    assert_int_equal(csv_reader.recognise(slice_from("Well, this is a text,\nnot a table.\n"), "x"),
                     0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(columns_are_known_by_their_names),
        cmocka_unit_test(several_columns_may_hold_indicators),
        cmocka_unit_test(names_of_columns_may_be_in_other_languages),
        cmocka_unit_test(the_type_says_what_a_cell_may_be),
        cmocka_unit_test(without_names_content_shows_the_columns),
        cmocka_unit_test(what_is_none_is_counted),
        cmocka_unit_test(a_comment_may_name_the_columns),
        cmocka_unit_test(an_address_with_a_column_of_ports_is_both),
        cmocka_unit_test(a_cell_may_hold_several),
        cmocka_unit_test(a_file_without_columns_is_refused),
        cmocka_unit_test(tables_are_recognised_and_lists_and_prose_are_not),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
