/* SPDX-License-Identifier: MIT */
#include "../test.h"

#include "told.h"

extern const struct notice_reader misp_reader;

#define EVENT(rest) "{\"Event\": {\"info\": \"Made up\",\n" rest "}}"
#define ATTRIBUTE(type, value, rest)                                                               \
    "{\"type\": \"" type "\", \"category\": \"Other\", \"value\": \"" value "\"" rest "}"
#define FOR_DETECTION ", \"to_ids\": true"
#define AS_CONTEXT ", \"to_ids\": false"

/* Reads a text that is a notice; the caller is done with it. */
static void read_notice(const char *content, struct notice *notice)
{
    struct problem problem = {{0}};
    notice_init(notice, "made-up");
    assert_true(misp_reader.read(slice_from(content), notice, &problem));
}

static void attributes_give_indicators_of_their_types(void **state)
{
    (void)state;
    assert_read(
        &misp_reader,
        EVENT("\"Attribute\": [\n" ATTRIBUTE("ip-dst", "198.51.100.7", "") ",\n" ATTRIBUTE(
            "url", "hxxp://evil[.]example/a",
            "") ",\n" ATTRIBUTE("AS", "AS64496",
                                "") ",\n" ATTRIBUTE("mutex", "Global\\\\x",
                                                    "") ",\n" ATTRIBUTE("tlsh", "t1ab",
                                                                        "") ",\n" ATTRIBUTE("a-new-"
                                                                                            "type",
                                                                                            "y",
                                                                                            "") ","
                                                                                                "\n"
                                                                                                "{"
                                                                                                "\""
                                                                                                "ty"
                                                                                                "pe"
                                                                                                "\""
                                                                                                ": "
                                                                                                "\""
                                                                                                "po"
                                                                                                "rt"
                                                                                                "\""
                                                                                                ", "
                                                                                                "\""
                                                                                                "va"
                                                                                                "lu"
                                                                                                "e"
                                                                                                "\""
                                                                                                ": "
                                                                                                "80"
                                                                                                "}"
                                                                                                "]"),
        "3 address 198.51.100.7\n4 url evil.example/a\n5 asn AS64496\n6 mutex Global\\x\n"
        "7 other tlsh: t1ab\n8 other a-new-type: y\n");
}

static void both_parts_of_a_composite_are_read(void **state)
{
    (void)state;
    assert_read(&misp_reader,
                EVENT("\"Attribute\": [\n" ATTRIBUTE(
                    "filename|md5", "a.exe|d41d8cd98f00b204e9800998ecf8427e", "") ",\n" //
                      ATTRIBUTE("domain|ip", "evil.example|198.51.100.7", "") ",\n"     //
                      ATTRIBUTE("ip-dst|port", "198.51.100.8|443", "") ",\n"            //
                      ATTRIBUTE("regkey|value", "HKLM\\\\Run|x", "") "]"),
                "3 file-name a.exe\n3 md5 d41d8cd98f00b204e9800998ecf8427e\n4 domain evil.example\n"
                "4 address 198.51.100.7\n5 address:port 198.51.100.8:443\n"
                "6 registry-key HKEY_LOCAL_MACHINE\\Run\n");
}

static void what_is_not_for_detection_is_context(void **state)
{
    (void)state;
    struct notice notice;
    read_notice(EVENT("\"Attribute\": [" ATTRIBUTE("domain", "seen.example", AS_CONTEXT) "," //
                      ATTRIBUTE("domain", "evil.example", AS_CONTEXT) ","                    //
                      ATTRIBUTE("domain", "evil.example", FOR_DETECTION) ","                 //
                      ATTRIBUTE("domain", "unsaid.example", "") ","                          //
                      ATTRIBUTE("domain", "old.example", ", \"to_ids\": \"0\"") "]"),
                &notice);
    assert_int_equal(notice.indicator_count, 4);
    assert_slice(notice.indicators[0].pattern, "evil.example");
    assert_false(notice.indicators[0].context);
    assert_slice(notice.indicators[1].pattern, "unsaid.example");
    assert_false(notice.indicators[1].context);
    assert_slice(notice.indicators[2].pattern, "seen.example");
    assert_true(notice.indicators[2].context);
    assert_slice(notice.indicators[3].pattern, "old.example");
    assert_true(notice.indicators[3].context);
    notice_done(&notice);
}

static void objects_join_an_address_and_its_port(void **state)
{
    (void)state;
    assert_read(&misp_reader,
                EVENT("\"Object\": [{\"name\": \"ip-port\", \"Attribute\": [\n"
                      "{\"type\": \"ip-dst\", \"object_relation\": \"ip\", \"value\": "
                      "\"198.51.100.7\"}, {\"type\": \"port\", \"object_relation\": \"dst-port\", "
                      "\"value\": \"443\"}]},\n"
                      "{\"name\": \"domain-ip\", \"comment\": \"second\", \"Attribute\": ["
                      "{\"type\": \"ip-dst\", \"value\": \"198.51.100.8\"}]}]"),
                "3 address:port 198.51.100.7:443 label=ip-port\n"
                "4 address 198.51.100.8 label=domain-ip description=second\n");
}

static void what_was_taken_back_is_not_used(void **state)
{
    (void)state;
    struct notice notice;
    read_notice(
        EVENT(
            "\"Attribute\": [" ATTRIBUTE("domain", "a.example", ", \"deleted\": true") "," ATTRIBUTE(
                "domain", "b.example",
                ", \"deleted\": \"1\"") "," ATTRIBUTE("domain", "c.example",
                                                      ", \"deleted\": false") "],"
                                                                              "\"Object\": "
                                                                              "[{\"name\": \"x\", "
                                                                              "\"deleted\": true, "
                                                                              "\"Attribute\": "
                                                                              "[" ATTRIBUTE(
                                                                                  "domain",
                                                                                  "d.example",
                                                                                  AS_CONTEXT) "]}"
                                                                                              "]"),
        &notice);
    assert_int_equal(notice.indicator_count, 1);
    assert_slice(notice.indicators[0].pattern, "c.example");
    assert_int_equal(notice.rejected, 3);
    for (size_t i = 0; i < 3; i++)
        assert_int_equal(notice.rejections[i].reason, REJECTED_REVOKED);
    assert_slice(notice.rejections[2].text, "d.example");
    notice_done(&notice);
}

static void references_and_rules_are_rejected_with_a_reason(void **state)
{
    (void)state;
    struct notice notice;
    read_notice(
        EVENT("\"Attribute\": [" ATTRIBUTE(
            "link", "https://pub.example/1",
            "") ","
                "{\"type\": \"url\", \"category\": \"External analysis\", \"to_ids\": false, "
                "\"value\": \"https://pub.example/2\"}," ATTRIBUTE(
                    "yara", "rule x {}",
                    FOR_DETECTION) "," ATTRIBUTE("sha256", "abc",
                                                 "") "," ATTRIBUTE("comment",
                                                                   "seen at evil.example", "") "]"),
        &notice);
    assert_int_equal(notice.indicator_count, 1);
    assert_slice(notice.indicators[0].pattern, "evil.example/a");
    assert_int_equal(notice.rejected, 4);
    assert_int_equal(notice.rejections[0].reason, REJECTED_OTHER_LANGUAGE);
    assert_int_equal(notice.rejections[1].reason, REJECTED_MALFORMED);
    assert_int_equal(notice.rejections[2].reason, REJECTED_CITED);
    assert_int_equal(notice.rejections[3].reason, REJECTED_CITED);
    notice_done(&notice);
}

static void an_event_names_title_publisher_date_and_marking(void **state)
{
    (void)state;
    struct notice notice;
    read_notice(
        EVENT(
            "\"date\": \"2024-01-02\", \"uuid\": \"u-1\", \"Orgc\": {\"name\": \"Us\"},"
            "\"Tag\": [{\"name\": \"tlp:green\"}, {\"name\": \"red\"}], \"Attribute\": [" ATTRIBUTE(
                "domain", "evil.example", ", \"Tag\": [{\"name\": \"tlp:amber\"}]") "]"),
        &notice);
    assert_slice(notice.title, "Made up");
    assert_slice(notice.publisher, "Us");
    assert_slice(notice.date, "2024-01-02");
    assert_slice(notice.reference, "u-1");
    assert_int_equal(notice.marking, TLP_AMBER);
    notice_done(&notice);
}

static void tags_and_galaxies_name_family_actor_and_campaign(void **state)
{
    (void)state;
    struct notice notice;
    read_notice(
        EVENT("\"Tag\": [{\"name\": \"misp-galaxy:malpedia=\\\"Mirai\\\"\"},"
              "{\"name\": \"misp-galaxy:tool=\\\"Mirai\\\"\"},"
              "{\"name\": \"estimative-language:confidence-in-analytic-judgment=\\\"high\\\"\"},"
              "{\"name\": \"misp-galaxy:mitre-attack-pattern=\\\"Phishing - T1566\\\"\"}],"
              "\"Galaxy\": [{\"type\": \"threat-actor\", \"GalaxyCluster\": [{\"type\": "
              "\"threat-actor\", \"value\": \"Somebody\"}]}, {\"type\": \"mitre-intrusion-set\", "
              "\"GalaxyCluster\": [{\"value\": \"Some Set - G0001\"}]}],"
              "\"Attribute\": [" ATTRIBUTE("domain", "a.example", "") "," ATTRIBUTE(
                  "domain", "b.example",
                  ", \"Tag\": [{\"name\": \"misp-galaxy:rat=\\\"Other\\\"\"}]") "]"),
        &notice);
    assert_int_equal(notice.indicator_count, 3);
    assert_int_equal(notice.indicators[0].kind, INDICATOR_TECHNIQUE);
    assert_slice(notice.indicators[0].pattern, "T1566");
    const struct statement *first = &notice.statements[notice.indicators[1].statement];
    const struct statement *second = &notice.statements[notice.indicators[2].statement];
    assert_slice(first->family, "Mirai");
    assert_slice(first->actor, "Somebody");
    assert_slice(first->campaign, "Some Set");
    assert_int_equal(notice.indicators[1].confidence, 85);
    assert_slice(second->family, "Other");
    assert_slice(second->actor, "Somebody");
    notice_done(&notice);
}

static void categories_and_times_come_along(void **state)
{
    (void)state;
    struct notice notice;
    struct text seen = {0};
    read_notice(EVENT("\"Attribute\": [{\"type\": \"domain\", \"category\": \"Payload delivery\", "
                      "\"value\": \"evil.example\", \"first_seen\": "
                      "\"2024-01-02T03:04:05.000000+00:00\", \"last_seen\": null}]"),
                &notice);
    assert_slice(notice.statements[notice.indicators[0].statement].role, "Payload delivery");
    text_add_instant(&seen, notice.indicators[0].first_seen, 0);
    assert_text(&seen, "2024-01-02T03:04:05Z");
    assert_false(instant_is_known(notice.indicators[0].last_seen));
    text_done(&seen);
    notice_done(&notice);
}

static void events_are_found_in_every_wrapping(void **state)
{
    (void)state;
#define ONE ATTRIBUTE("domain", "evil.example", "")
    static const char *const wrapped[] = {
        "{\"response\": [{\"Event\": {\"info\": \"x\", \"Attribute\": [" ONE "]}}]}",
        "{\"response\": {\"Event\": {\"info\": \"x\", \"Attribute\": [" ONE "]}}}",
        "{\"response\": {\"Attribute\": [" ONE "]}}",
        "[{\"Event\": {\"info\": \"x\", \"Attribute\": [" ONE "]}}]",
        "[{\"info\": \"x\", \"Attribute\": [" ONE "]}]",
        "{\"info\": \"x\", \"Attribute\": [" ONE "]}",
        "{\"Attribute\": " ONE "}",
        "[" ONE "]",
    };
    for (size_t i = 0; i < sizeof wrapped / sizeof *wrapped; i++) {
        assert_read(&misp_reader, wrapped[i], "1 domain evil.example\n");
        assert_int_equal(misp_reader.recognise(slice_from(wrapped[i]), "x"), 95);
    }
}

#define MANIFEST                                                                                   \
    "{\"0f0e0d0c-0b0a-4908-8706-050403020100\": {\"info\": \"x\", \"Orgc\": {\"name\": \"Us\"}}}"

static void what_holds_no_indicators_is_refused_in_one_sentence(void **state)
{
    (void)state;
    assert_refused(&misp_reader, MANIFEST,
                   "it is the manifest of a MISP feed, which names no indicators; the events "
                   "stand in the files beside it");
    assert_refused(&misp_reader, "{\"response\": []}",
                   "line 1: it holds no MISP event and no attributes");
    assert_refused(&misp_reader, EVENT("\"Attribute\": \"x\""), "\"Attribute\" is no list");
    assert_refused(&misp_reader, EVENT("\"Attribute\": [7]"), "line 2: attribute 1 is no object");
}

#define GALAXY                                                                                     \
    "{\"category\": \"actor\", \"type\": \"threat-actor\", \"values\": [{\"value\": \"x\"}]}"
#define WARNING_LIST                                                                               \
    "{\"name\": \"x\", \"type\": \"hostname\", \"matching_attributes\": [\"domain\"], \"list\": "  \
    "[\"evil.example\"]}"

static void galaxies_and_warning_lists_are_no_events(void **state)
{
    (void)state;
    static const char *const others[] = {
        GALAXY,
        WARNING_LIST,
        "[{\"SharingGroup\": {\"name\": \"x\"}}]",
        "{\"type\": \"bundle\", \"objects\": []}",
        "evil.example\n",
    };
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        assert_int_equal(misp_reader.recognise(slice_from(others[i]), "x"), 0);
    assert_int_equal(misp_reader.recognise(slice_from(MANIFEST), "x"), 95);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(attributes_give_indicators_of_their_types),
        cmocka_unit_test(both_parts_of_a_composite_are_read),
        cmocka_unit_test(what_is_not_for_detection_is_context),
        cmocka_unit_test(objects_join_an_address_and_its_port),
        cmocka_unit_test(what_was_taken_back_is_not_used),
        cmocka_unit_test(references_and_rules_are_rejected_with_a_reason),
        cmocka_unit_test(an_event_names_title_publisher_date_and_marking),
        cmocka_unit_test(tags_and_galaxies_name_family_actor_and_campaign),
        cmocka_unit_test(categories_and_times_come_along),
        cmocka_unit_test(events_are_found_in_every_wrapping),
        cmocka_unit_test(what_holds_no_indicators_is_refused_in_one_sentence),
        cmocka_unit_test(galaxies_and_warning_lists_are_no_events),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
