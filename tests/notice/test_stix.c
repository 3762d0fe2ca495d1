/* SPDX-License-Identifier: MIT */
#include "../test.h"

#include "told.h"

extern const struct notice_reader stix_reader;

#define BUNDLE(objects)                                                                            \
    "{\"type\": \"bundle\", \"id\": \"bundle--1\", \"objects\": [\n" objects "]}"
#define INDICATOR(id, pattern)                                                                     \
    "{\"type\": \"indicator\", \"id\": \"indicator--" id "\", \"pattern_type\": \"stix\", "        \
    "\"pattern\": \"" pattern "\"}"

static void patterns_give_indicators(void **state)
{
    (void)state;
    assert_read(
        &stix_reader,
        BUNDLE(INDICATOR("1", "[ipv4-addr:value = '198.51.100.7']") ",\n" INDICATOR(
            "2",
            "[ipv6-addr:"
            "value = "
            "'2001:DB8::"
            "7' OR "
            "domain-name:"
            "value = "
            "'Evil."
            "example']") ",\n" INDICATOR("3",
                                         "[url:value = 'http://evil.example/a/../b']") ","
                                                                                       "\n" INDICATOR("4", "[ipv4-addr:value ISSUBSET '198.51.100.0/24']") ",\n" INDICATOR(
                                                                                           "5",
                                                                                           "[domain"
                                                                                           "-name:"
                                                                                           "value "
                                                                                           "IN "
                                                                                           "('a."
                                                                                           "example"
                                                                                           "',"
                                                                                           " 'b."
                                                                                           "example"
                                                                                           "')"
                                                                                           "]") ","
                                                                                                "\n" INDICATOR(
                                                                                                    "6",
                                                                                                    "[email-addr:value = 'x@evil.example']") "\n"),
        "2 address 198.51.100.7\n"
        "3 address 2001:db8::7\n"
        "3 domain evil.example\n"
        "4 url evil.example/b\n"
        "5 cidr 198.51.100.0/24\n"
        "6 domain a.example\n"
        "6 domain b.example\n"
        "7 email x@evil.example\n");
}

static void digests_are_of_files_or_of_certificates(void **state)
{
    (void)state;
    assert_read(
        &stix_reader,
        BUNDLE(INDICATOR(
            "1",
            "[file:hashes.'SHA-1' = 'da39a3ee5e6b4b0d3255bfef95601890afd80709' "
            "OR file:hashes.MD5 = 'd41d8cd98f00b204e9800998ecf8427e']") ",\n" INDICATOR("2",
                                                                                        "[x509-"
                                                                                        "certificat"
                                                                                        "e:hashes.'"
                                                                                        "SHA-1' = "
                                                                                        "'DA39A3EE5"
                                                                                        "E6B4B0D325"
                                                                                        "5BFEF95601"
                                                                                        "890AFD8070"
                                                                                        "9']")),
        "2 sha1 da39a3ee5e6b4b0d3255bfef95601890afd80709\n"
        "2 md5 d41d8cd98f00b204e9800998ecf8427e\n"
        "3 certificate-sha1 da39a3ee5e6b4b0d3255bfef95601890afd80709\n");
}

static void an_address_and_a_port_are_one(void **state)
{
    (void)state;
    assert_read(
        &stix_reader,
        BUNDLE(INDICATOR(
            "1",
            "[network-traffic:dst_ref.value = '198.51.100.7' AND "
            "network-traffic:dst_port = 443]") ",\n" INDICATOR("2",
                                                               "[(ipv4-addr:value = '198.51.100.8' "
                                                               "OR ipv4-addr:value = "
                                                               "'198.51.100.9') "
                                                               "AND network-traffic:dst_port IN "
                                                               "(80, 81)]") ",\n" INDICATOR("3",
                                                                                            "[netwo"
                                                                                            "rk-"
                                                                                            "traffi"
                                                                                            "c:dst_"
                                                                                            "ref."
                                                                                            "value "
                                                                                            "= "
                                                                                            "'198."
                                                                                            "51."
                                                                                            "100."
                                                                                            "10' "
                                                                                            "AND "
                                                                                            "networ"
                                                                                            "k-"
                                                                                            "traffi"
                                                                                            "c:src_"
                                                                                            "port "
                                                                                            "= "
                                                                                            "443"
                                                                                            "]")),
        "2 address:port 198.51.100.7:443\n"
        "3 address:port 198.51.100.8:80\n"
        "3 address:port 198.51.100.8:81\n"
        "3 address:port 198.51.100.9:80\n"
        "3 address:port 198.51.100.9:81\n"
        "4 address 198.51.100.10\n");
}

static void wildcards_at_the_ends_are_read(void **state)
{
    (void)state;
    assert_read(
        &stix_reader,
        BUNDLE(INDICATOR("1", "[domain-name:value LIKE '%.evil.example']") ",\n" INDICATOR(
            "2", "[url:value LIKE 'http://evil.example/a%']") ",\n" INDICATOR("3",
                                                                              "[url:value LIKE "
                                                                              "'http://%/a']")),
        "2 domain evil.example\n3 url evil.example/a\n");
}

static void what_is_said_comes_along(void **state)
{
    (void)state;
    assert_read(
        &stix_reader,
        BUNDLE("{\"type\": \"malware\", \"id\": \"malware--1\", \"name\": \"Mirai\"},\n"
               "{\"type\": \"relationship\", \"id\": \"relationship--1\", "
               "\"relationship_type\": \"indicates\", \"source_ref\": \"indicator--1\", "
               "\"target_ref\": \"malware--1\"},\n"
               "{\"type\": \"indicator\", \"id\": \"indicator--1\", \"name\": \"C2 of Mirai\",\n"
               "\"description\": \"seen often\", \"pattern_type\": \"stix\", "
               "\"pattern\": \"[domain-name:value = 'evil.example']\", \"confidence\": 80, "
               "\"indicator_types\": [\"malicious-activity\", \"compromised\"], "
               "\"valid_from\": \"2024-01-02T00:00:00Z\", \"valid_until\": "
               "\"2025-01-02T00:00:00.5Z\"}"),
        "4 domain evil.example label=C2 of Mirai family=Mirai "
        "threat=malicious-activity, compromised description=seen often confidence=80 "
        "from=2024-01-02T00:00:00Z until=2025-01-02T00:00:00Z\n");
}

static void a_report_gives_title_publisher_and_date(void **state)
{
    (void)state;
    struct notice notice;
    struct problem problem;
    notice_init(&notice, "made-up");
    assert_true(stix_reader.read(
        slice_from(BUNDLE("{\"type\": \"report\", \"id\": \"report--1\", \"name\": \"On Mirai\", "
                          "\"created_by_ref\": \"identity--1\", \"published\": \"2024-01-02\", "
                          "\"external_references\": [{\"url\": \"https://pub.example/1\"}]},\n"
                          "{\"type\": \"identity\", \"id\": \"identity--1\", \"name\": \"Us\"}")),
        &notice, &problem));
    assert_slice(notice.title, "On Mirai");
    assert_slice(notice.publisher, "Us");
    assert_slice(notice.date, "2024-01-02");
    assert_slice(notice.reference, "https://pub.example/1");
    notice_done(&notice);
}

static void revoked_and_older_objects_are_not_used(void **state)
{
    (void)state;
    assert_read(&stix_reader,
                BUNDLE("{\"type\": \"indicator\", \"id\": \"indicator--1\", \"revoked\": true, "
                       "\"pattern\": \"[domain-name:value = 'a.example']\"},\n"
                       "{\"type\": \"indicator\", \"id\": \"indicator--2\", \"modified\": "
                       "\"2024-02-01\", \"pattern\": \"[domain-name:value = 'new.example']\"},\n"
                       "{\"type\": \"indicator\", \"id\": \"indicator--2\", \"modified\": "
                       "\"2024-01-01\", \"pattern\": \"[domain-name:value = 'old.example']\"}"),
                "3 domain new.example\n");
}

static void negated_terms_and_other_languages_give_nothing(void **state)
{
    (void)state;
    assert_read(&stix_reader,
                BUNDLE(INDICATOR(
                    "1", "[domain-name:value != 'a.example' AND url:value NOT = "
                         "'http://b.example/x']") ",\n"
                                                  "{\"type\": \"indicator\", \"id\": "
                                                  "\"indicator--2\", \"pattern_type\": "
                                                  "\"snort\", \"pattern\": \"alert ip any any\"}"),
                "");
}

static void without_patterns_observables_are_used(void **state)
{
    (void)state;
#define OBSERVABLES                                                                                \
    "{\"type\": \"ipv4-addr\", \"id\": \"ipv4-addr--1\", \"value\": \"198.51.100.7\"},\n"          \
    "{\"type\": \"domain-name\", \"id\": \"domain-name--1\", \"value\": \"evil.example\"},\n"      \
    "{\"type\": \"file\", \"id\": \"file--1\", \"hashes\": {\"SHA-1\": "                           \
    "\"da39a3ee5e6b4b0d3255bfef95601890afd80709\"}}"
    assert_read(&stix_reader, BUNDLE(OBSERVABLES),
                "2 address 198.51.100.7\n3 domain evil.example\n"
                "4 sha1 da39a3ee5e6b4b0d3255bfef95601890afd80709\n");
    assert_read(&stix_reader,
                BUNDLE(OBSERVABLES ",\n" INDICATOR("1", "[domain-name:value = 'a.example']")),
                "5 domain a.example\n");
}

static void a_bad_bundle_is_refused_in_one_sentence(void **state)
{
    (void)state;
    assert_refused(&stix_reader,
                   BUNDLE("{\"type\": \"identity\", \"id\": \"identity--1\"},\n" INDICATOR(
                       "2", "198.51.100.7")),
                   "line 3: object 2 (\"indicator--2\"): \"pattern\" is not a STIX pattern");
    assert_refused(&stix_reader,
                   BUNDLE("{\"type\": \"indicator\", \"id\": \"indicator--\\u001b1\"}"),
                   "line 2: object 1 (\"indicator--\\x1b1\"): it has no \"pattern\"");
    assert_refused(&stix_reader, BUNDLE("7"), "line 2: object 1 (\"\"): it is no object");
    assert_refused(&stix_reader, "[]", "line 1: it is no STIX bundle");
    assert_refused(&stix_reader, "{\"type\": \"bundle\"}", "line 1: it has no list of \"objects\"");
}

static void a_bundle_is_recognised(void **state)
{
    (void)state;
    assert_int_equal(stix_reader.recognise(slice_from(BUNDLE("")), "x"), 95);
    assert_int_equal(stix_reader.recognise(slice_from("{\"Event\": {}}"), "x"), 0);
    assert_int_equal(stix_reader.recognise(slice_from("evil.example\n"), "x"), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(patterns_give_indicators),
        cmocka_unit_test(digests_are_of_files_or_of_certificates),
        cmocka_unit_test(an_address_and_a_port_are_one),
        cmocka_unit_test(wildcards_at_the_ends_are_read),
        cmocka_unit_test(what_is_said_comes_along),
        cmocka_unit_test(a_report_gives_title_publisher_and_date),
        cmocka_unit_test(revoked_and_older_objects_are_not_used),
        cmocka_unit_test(negated_terms_and_other_languages_give_nothing),
        cmocka_unit_test(without_patterns_observables_are_used),
        cmocka_unit_test(a_bad_bundle_is_refused_in_one_sentence),
        cmocka_unit_test(a_bundle_is_recognised),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
