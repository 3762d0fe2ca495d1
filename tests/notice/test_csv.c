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
        "description=first, of two confidence=90 until=2025-01-02T00:00:00Z "
        "first=2024-01-02T00:00:00Z\n"
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
                "2 file-name run.sh\n"
                "3 mutex evil.example\n"
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

static void every_row_that_gives_nothing_has_a_reason(void **state)
{
    (void)state;
    assert_read_whole(&csv_reader, "x",
                      "ioc,type,note\n"
                      "evil.example,domain,x\n"
                      "not one at all,domain,x\n"
                      "-,domain,x\n"
                      ",,x\n"
                      "setup.exe,domain,x\n"
                      "127.0.0.1,ip,x\n"
                      "rule a { condition: true },yara,x\n"
                      "https://report.example/1,link,x\n"
                      "Mirai,text,x\n",
                      "2 domain evil.example description=x\n",
                      "3 malformed not one at all\n"
                      "4 malformed -,domain,x\n"
                      "5 malformed ,,x\n"
                      "6 file-name setup.exe\n"
                      "7 private 127.0.0.1\n"
                      "8 other-language rule a { condition: true }\n"
                      "9 cited https://report.example/1\n");
}

static void kinds_that_only_a_name_can_tell_are_kept(void **state)
{
    (void)state;
    assert_read(&csv_reader,
                "value,type\n"
                "Storm/1.0 (x; y),User Agent\n"
                "Global\\storm,mutex\n"
                "HKLM\\Software\\Storm,regkey\n"
                "boss@evil.example,emailsender\n"
                "AS64496,asn\n"
                "d41d8cd98f00b204e9800998ecf8427e,ja3-fingerprint-md5\n"
                "d41d8cd98f00b204e9800998ecf8427e,imphash\n"
                "storm,process-name\n"
                "CVE-2024-12356,vulnerability\n"
                "setup.exe|d41d8cd98f00b204e9800998ecf8427e,filename|md5\n",
                "2 user-agent Storm/1.0 (x; y)\n"
                "3 mutex Global\\storm\n"
                "4 registry-key HKEY_LOCAL_MACHINE\\Software\\Storm\n"
                "5 email boss@evil.example\n"
                "6 asn AS64496\n"
                "7 ja3 d41d8cd98f00b204e9800998ecf8427e\n"
                "8 imphash d41d8cd98f00b204e9800998ecf8427e\n"
                "10 cve CVE-2024-12356\n"
                "11 file-name setup.exe\n"
                "11 md5 d41d8cd98f00b204e9800998ecf8427e\n");
    assert_read(&csv_reader,
                "IP,User-Agent,File Name,ASN,JA4\n"
                "198.51.100.7,Storm/1.0,run.sh,AS64496,t13d1516h2_8daaf6152771_e5627efa2ab1\n",
                "2 address 198.51.100.7\n"
                "2 user-agent Storm/1.0\n"
                "2 file-name run.sh\n"
                "2 ja4 t13d1516h2_8daaf6152771_e5627efa2ab1\n");
}

static void a_row_may_hold_all_digests_of_a_file(void **state)
{
    (void)state;
    assert_read(&csv_reader,
                "value,entity_type,description\n"
                "\"da39a3ee5e6b4b0d3255bfef95601890afd80709,d41d8cd98f00b204e9800998ecf8427e\","
                "file,a loader\n",
                "2 sha1 da39a3ee5e6b4b0d3255bfef95601890afd80709 description=a loader\n"
                "2 md5 d41d8cd98f00b204e9800998ecf8427e description=a loader\n");
}

static void roles_and_days_are_kept(void **state)
{
    (void)state;
    assert_read(&csv_reader,
                "IOC\tType\tFirst Seen (UTC)\tLast Seen\tCategory\tThreat Actor\tCampaign\n"
                "198.51.100.7\tIP\tSept 9,2025\tPresent\tTier 2\tStorm-1\tOne\n"
                "evil.example\tTLS Cert Domain\t2025-01-06\t20250207\tTier 3\t\t\n"
                "da39a3ee5e6b4b0d3255bfef95601890afd80709\tTLS Fingerprint\t2020-11-27 1:50\t"
                "1736121600\t\t\t\n",
                "2 address 198.51.100.7 role=Tier 2 campaign=One actor=Storm-1 "
                "first=2025-09-09T00:00:00Z\n"
                "3 domain evil.example role=Tier 3 first=2025-01-06T00:00:00Z "
                "last=2025-02-07T00:00:00Z\n"
                "4 certificate-sha1 da39a3ee5e6b4b0d3255bfef95601890afd80709 "
                "first=2020-11-27T00:00:00Z last=2025-01-06T00:00:00Z\n");
    assert_read(&csv_reader,
                "IP address\t  Timeframe\tCharacterization\n"
                "198.51.100.7\tDec 5, 2023 - Jan 3, 2024\tCallback Server\n"
                "198.51.100.8\t  Dec 15, 2023\tPayload Server\n"
                "198.51.100.9\tFeb. 7 \xe2\x80\x93 May 6 2022\tRouter Proxy C2\n",
                "2 address 198.51.100.7 role=Callback Server first=2023-12-05T00:00:00Z "
                "last=2024-01-03T00:00:00Z\n"
                "3 address 198.51.100.8 role=Payload Server first=2023-12-15T00:00:00Z "
                "last=2023-12-15T00:00:00Z\n"
                "4 address 198.51.100.9 role=Router Proxy C2 last=2022-05-06T00:00:00Z\n");
}

static void what_is_not_for_detection_is_context(void **state)
{
    (void)state;
    assert_read(&csv_reader,
                "uuid,event_id,category,type,value,comment,to_ids,date\n"
                "1-2,104,Network activity,domain,\"evil.example\",\"\",1,20170626\n"
                "1-3,104,Network activity,ip-dst,\"198.51.100.7\",\"a resolver\",0,20170626\n",
                "2 domain evil.example\n"
                "3 address 198.51.100.7 description=a resolver context\n");
}

static void tables_may_follow_one_another(void **state)
{
    (void)state;
    assert_read_whole(&csv_reader, "x",
                      "Domain,First seen,Note\n"
                      "one.example,2025-01-06,x\n"
                      "\n"
                      ",,\n"
                      "Loaders,,\n"
                      "Payload servers:\n"
                      "two.example,2025-01-07,y\n"
                      "IP,Port,Role\n"
                      "198.51.100.7,\"80, 443\",C2\n"
                      "198.51.100.8,,\n"
                      "198.51.100.9\n",
                      "2 domain one.example description=x first=2025-01-06T00:00:00Z\n"
                      "7 domain two.example role=Payload servers description=y "
                      "first=2025-01-07T00:00:00Z\n"
                      "9 address:port 198.51.100.7:80 role=C2\n"
                      "9 address:port 198.51.100.7:443 role=C2\n"
                      "10 address 198.51.100.8 role=Payload servers\n"
                      "11 address 198.51.100.9 role=Payload servers\n",
                      "");
}

static void ranges_become_prefixes(void **state)
{
    (void)state;
    assert_read_whole(&csv_reader, "x",
                      "ip,note\n"
                      "198.51.100.8-198.51.100.19,x\n"
                      "203.0.113.255 - 203.0.114.0,x\n"
                      "192.0.2[.]1-2,x\n"
                      "0.0.0.0-255.255.255.255,x\n"
                      "198.51.100.8-198.51.100.7,x\n",
                      "2 cidr 198.51.100.8/29 description=x\n"
                      "2 cidr 198.51.100.16/30 description=x\n"
                      "3 address 203.0.113.255 description=x\n"
                      "3 address 203.0.114.0 description=x\n"
                      "4 address 192.0.2.1 description=x\n"
                      "4 address 192.0.2.2 description=x\n",
                      "5 malformed 0.0.0.0-255.255.255.255\n"
                      "6 malformed 198.51.100.8-198.51.100.7\n");
}

static void a_range_is_no_name(void **state)
{
    (void)state;
    assert_read(&csv_reader, "ioc,note\n192.0.2.0-255,x\n", "2 cidr 192.0.2.0/24 description=x\n");
}

static void names_are_taken_by_their_words(void **state)
{
    (void)state;
    assert_read(&csv_reader,
                "C2 IP,Targeted IP,Port,Malicious domain names,Domain count\n"
                "198.51.100.7,198.51.100.9,443,evil.example,7\n",
                "2 address:port 198.51.100.7:443\n");
    assert_read(&csv_reader,
                "C2 IP,Targeted IP,Phishing URLs\n198.51.100.7,198.51.100.9,evil.example/a\n",
                "2 address 198.51.100.7\n2 url evil.example/a\n");
}

static void without_names_types_and_days_are_found_too(void **state)
{
    (void)state;
    assert_read(&csv_reader,
                "198.51.100.7,ipaddress,2025-01-06,2025-02-07,resolved\n"
                "run.sh,hostname,2025-01-06,2025-02-07,another one\n"
                "run.py,filename,2025-01-06,2025-02-07,loader\n"
                "evil.example,domain,2025-01-06,2025-02-07,loader\n",
                "1 address 198.51.100.7 description=resolved first=2025-01-06T00:00:00Z "
                "last=2025-02-07T00:00:00Z\n"
                "2 domain run.sh description=another one first=2025-01-06T00:00:00Z "
                "last=2025-02-07T00:00:00Z\n"
                "3 file-name run.py description=loader first=2025-01-06T00:00:00Z "
                "last=2025-02-07T00:00:00Z\n"
                "4 domain evil.example description=loader first=2025-01-06T00:00:00Z "
                "last=2025-02-07T00:00:00Z\n");
}

static void a_comment_may_name_the_columns(void **state)
{
    (void)state;
    assert_read(&csv_reader,
                "################\n"
                "# A feed, made up\n"
                "# \"first_seen_utc\",\"ioc_id\",\"ioc_value\",\"ioc_type\",\"malware_printable\"\n"
                "\"2024-01-02 03:04:05\", \"17\", \"198.51.100.7:8443\", \"ip:port\", \"Mirai\"\n",
                "4 address:port 198.51.100.7:8443 family=Mirai first=2024-01-02T03:04:05Z\n");
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
    assert_int_equal(csv_reader.recognise(slice_from("ioc,note\na.example,x\n"), "x.adoc"), 0);
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
        cmocka_unit_test(every_row_that_gives_nothing_has_a_reason),
        cmocka_unit_test(kinds_that_only_a_name_can_tell_are_kept),
        cmocka_unit_test(a_row_may_hold_all_digests_of_a_file),
        cmocka_unit_test(roles_and_days_are_kept),
        cmocka_unit_test(what_is_not_for_detection_is_context),
        cmocka_unit_test(tables_may_follow_one_another),
        cmocka_unit_test(ranges_become_prefixes),
        cmocka_unit_test(a_range_is_no_name),
        cmocka_unit_test(names_are_taken_by_their_words),
        cmocka_unit_test(without_names_types_and_days_are_found_too),
        cmocka_unit_test(a_comment_may_name_the_columns),
        cmocka_unit_test(an_address_with_a_column_of_ports_is_both),
        cmocka_unit_test(a_cell_may_hold_several),
        cmocka_unit_test(a_file_without_columns_is_refused),
        cmocka_unit_test(tables_are_recognised_and_lists_and_prose_are_not),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
