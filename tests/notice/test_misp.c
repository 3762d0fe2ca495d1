/* SPDX-License-Identifier: MIT */
#include "../test.h"

#include "told.h"

extern const struct notice_reader misp_reader;

#define ATTRIBUTE(type, value, rest)                                                               \
    "{\"type\": \"" type "\", \"category\": \"Other\", \"value\": \"" value "\"" rest "}"
#define FOR_DETECTION ", \"to_ids\": true"
#define AS_CONTEXT ", \"to_ids\": false"
#define TAG(name) "{\"name\": \"" name "\"}"

/* Reads a text that is a notice; the caller is done with it. */
static void read_notice(const char *content, struct notice *notice)
{
    struct problem problem = {{0}};
    notice_init(notice, "made-up");
    assert_true(misp_reader.read(slice_from(content), notice, &problem));
}

/* An event of attributes, which begin on line 2; `head` stands before them. */
static void write_event(struct text *content, const char *head, const char *const *attributes)
{
    text_print(content, "{\"Event\": {\"info\": \"Made up\", %s\"Attribute\": [", head);
    for (size_t i = 0; attributes[i]; i++)
        text_print(content, "%s\n%s", i > 0 ? "," : "", attributes[i]);
    text_put(content, "]}}");
}

static void read_event(struct notice *notice, const char *head, const char *const *attributes)
{
    struct text content = {0};
    write_event(&content, head, attributes);
    read_notice(text_string(&content), notice);
    text_done(&content);
}

#define assert_attributes(wanted, ...)                                                             \
    do {                                                                                           \
        struct text content_ = {0};                                                                \
        write_event(&content_, "", (const char *const[]){__VA_ARGS__, NULL});                      \
        assert_read(&misp_reader, text_string(&content_), wanted);                                 \
        text_done(&content_);                                                                      \
    } while (0)

static const struct statement *said_of(const struct notice *notice, size_t i)
{
    return &notice->statements[notice->indicators[i].statement];
}

static void attributes_give_indicators_of_their_types(void **state)
{
    (void)state;
    assert_attributes("2 address 198.51.100.7\n3 url evil.example/a\n4 asn AS64496\n"
                      "5 mutex Global\\x\n6 other tlsh: t1ab\n7 other a-new-type: y\n",
                      ATTRIBUTE("ip-dst", "198.51.100.7", ""),
                      ATTRIBUTE("url", "hxxp://evil[.]example/a", ""),
                      ATTRIBUTE("AS", "AS64496", ""), ATTRIBUTE("mutex", "Global\\\\x", ""),
                      ATTRIBUTE("tlsh", "t1ab", ""), ATTRIBUTE("a-new-type", "y", ""),
                      "{\"type\": \"port\", \"value\": 80}");
}

static void both_parts_of_a_composite_are_read(void **state)
{
    (void)state;
    assert_attributes("2 file-name a.exe\n2 md5 d41d8cd98f00b204e9800998ecf8427e\n"
                      "3 domain evil.example\n3 address 198.51.100.7\n"
                      "4 address:port 198.51.100.8:443\n5 registry-key HKEY_LOCAL_MACHINE\\Run\n",
                      ATTRIBUTE("filename|md5", "a.exe|d41d8cd98f00b204e9800998ecf8427e", ""),
                      ATTRIBUTE("domain|ip", "evil.example|198.51.100.7", ""),
                      ATTRIBUTE("ip-dst|port", "198.51.100.8|443", ""),
                      ATTRIBUTE("regkey|value", "HKLM\\\\Run|x", ""));
}

static void what_is_not_for_detection_is_context(void **state)
{
    (void)state;
    static const char *const attributes[] = {
        ATTRIBUTE("domain", "seen.example", AS_CONTEXT),
        ATTRIBUTE("domain", "evil.example", AS_CONTEXT),
        ATTRIBUTE("domain", "evil.example", FOR_DETECTION),
        ATTRIBUTE("domain", "unsaid.example", ""),
        ATTRIBUTE("domain", "old.example", ", \"to_ids\": \"0\""),
        NULL,
    };
    static const struct {
        const char *pattern;
        bool context;
    } wanted[] = {{"evil.example", false},
                  {"unsaid.example", false},
                  {"seen.example", true},
                  {"old.example", true}};
    struct notice notice;
    read_event(&notice, "", attributes);
    assert_int_equal(notice.indicator_count, 4);
    for (size_t i = 0; i < 4; i++) {
        assert_slice(notice.indicators[i].pattern, wanted[i].pattern);
        assert_int_equal(notice.indicators[i].context, wanted[i].context);
    }
    notice_done(&notice);
}

static void objects_join_an_address_and_its_port(void **state)
{
    (void)state;
    assert_read(&misp_reader,
                "{\"Event\": {\"info\": \"x\", \"Object\": [\n"
                "{\"name\": \"ip-port\", \"Attribute\": ["
                "{\"type\": \"ip-dst\", \"object_relation\": \"ip\", \"value\": \"198.51.100.7\"},"
                "{\"type\": \"port\", \"object_relation\": \"dst-port\", \"value\": \"443\"}]},\n"
                "{\"name\": \"domain-ip\", \"comment\": \"second\", \"Attribute\": ["
                "{\"type\": \"ip-dst\", \"value\": \"198.51.100.8\"}]}]}}",
                "2 address:port 198.51.100.7:443 label=ip-port\n"
                "3 address 198.51.100.8 label=domain-ip description=second\n");
}

static void what_was_taken_back_is_not_used(void **state)
{
    (void)state;
    static const char *const attributes[] = {
        ATTRIBUTE("domain", "a.example", ", \"deleted\": true"),
        ATTRIBUTE("domain", "b.example", ", \"deleted\": \"1\""),
        ATTRIBUTE("domain", "c.example", ", \"deleted\": false"),
        NULL,
    };
    struct notice notice;
    read_event(&notice,
               "\"Object\": [{\"name\": \"x\", \"deleted\": true, \"Attribute\": ["
               "{\"type\": \"domain\", \"value\": \"d.example\", \"to_ids\": false}]}],",
               attributes);
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
    static const char *const attributes[] = {
        ATTRIBUTE("link", "https://pub.example/1", AS_CONTEXT),
        ATTRIBUTE("link", "http://evil.example/a", FOR_DETECTION),
        ATTRIBUTE("yara", "rule x {}", FOR_DETECTION),
        ATTRIBUTE("sha256", "abc", ""),
        ATTRIBUTE("comment", "seen at evil.example", ""),
        NULL,
    };
    static const enum rejection_reason wanted[] = {REJECTED_OTHER_LANGUAGE, REJECTED_MALFORMED,
                                                   REJECTED_CITED};
    struct notice notice;
    read_event(&notice, "", attributes);
    assert_int_equal(notice.indicator_count, 1);
    assert_slice(notice.indicators[0].pattern, "evil.example/a");
    assert_int_equal(notice.rejected, 3);
    for (size_t i = 0; i < 3; i++)
        assert_int_equal(notice.rejections[i].reason, wanted[i]);
    notice_done(&notice);
}

static void an_event_names_title_publisher_date_and_marking(void **state)
{
    (void)state;
    static const char *const attributes[] = {
        ATTRIBUTE("domain", "evil.example", ", \"Tag\": [" TAG("tlp:amber") "]"), NULL};
    struct notice notice;
    read_event(&notice,
               "\"date\": \"2024-01-02\", \"uuid\": \"u-1\", \"Orgc\": {\"name\": \"Us\"}, "
               "\"Tag\": [{\"name\": \"tlp:green\"}, {\"name\": \"red\"}], ",
               attributes);
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
    static const char head[] =
        "\"Tag\": [{\"name\": \"misp-galaxy:malpedia=\\\"Mirai\\\"\"}, "
        "{\"name\": \"misp-galaxy:tool=\\\"Mirai\\\"\"}, "
        "{\"name\": \"estimative-language:confidence-in-analytic-judgment=\\\"high\\\"\"}, "
        "{\"name\": \"misp-galaxy:mitre-attack-pattern=\\\"Phishing - T1566\\\"\"}], "
        "\"Galaxy\": [{\"type\": \"threat-actor\", \"GalaxyCluster\": [{\"type\": "
        "\"threat-actor\", \"value\": \"Somebody\"}]}, {\"type\": \"mitre-intrusion-set\", "
        "\"GalaxyCluster\": [{\"value\": \"Some Set - G0001\"}]}], ";
    static const char *const attributes[] = {
        ATTRIBUTE("domain", "a.example", ""),
        ATTRIBUTE("domain", "b.example", ", \"Tag\": [" TAG("misp-galaxy:rat=\\\"Other\\\"") "]"),
        NULL,
    };
    struct notice notice;
    read_event(&notice, head, attributes);
    assert_int_equal(notice.indicator_count, 3);
    assert_int_equal(notice.indicators[0].kind, INDICATOR_TECHNIQUE);
    assert_slice(notice.indicators[0].pattern, "T1566");
    assert_slice(said_of(&notice, 1)->family, "Mirai");
    assert_slice(said_of(&notice, 1)->actor, "Somebody");
    assert_slice(said_of(&notice, 1)->campaign, "Some Set");
    assert_int_equal(notice.indicators[1].confidence, 85);
    assert_slice(said_of(&notice, 2)->family, "Other");
    assert_slice(said_of(&notice, 2)->actor, "Somebody");
    notice_done(&notice);
}

static void categories_and_times_come_along(void **state)
{
    (void)state;
    static const char *const attributes[] = {
        "{\"type\": \"domain\", \"category\": \"Payload delivery\", \"value\": \"evil.example\", "
        "\"first_seen\": \"2024-01-02T03:04:05.000000+00:00\", \"last_seen\": null}",
        NULL,
    };
    struct notice notice;
    struct text seen = {0};
    read_event(&notice, "", attributes);
    assert_slice(said_of(&notice, 0)->role, "Payload delivery");
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
    assert_refused(&misp_reader, "{\"Event\": {\"info\": \"x\",\n\"Attribute\": \"x\"}}",
                   "\"Attribute\" is no list");
    assert_refused(&misp_reader, "{\"Event\": {\"info\": \"x\",\n\"Attribute\": [7]}}",
                   "line 2: attribute 1 is no object");
}

static void other_files_of_misp_are_refused_before_they_are_hunted(void **state)
{
    (void)state;
    static const char galaxy[] = "{\"authors\": [\"x\"], \"category\": \"actor\", \"source\": "
                                 "\"x\", \"type\": \"y\", \"values\": [{\"value\": \"x\"}]}";
    static const char warning_list[] = "{\"list\": [\"known.example\"], \"matching_attributes\": "
                                       "[\"domain\"], \"type\": \"hostname\", \"version\": 1}";
    assert_int_equal(misp_reader.recognise(slice_from(MANIFEST), "x"), 95);
    assert_int_equal(misp_reader.recognise(slice_from(galaxy), "x"), 99);
    assert_int_equal(misp_reader.recognise(slice_from(warning_list), "x"), 99);
    assert_refused(&misp_reader, galaxy,
                   "it is a galaxy of MISP, which names families and groups and no indicators");
    assert_refused(
        &misp_reader, warning_list,
        "it is a warning list of MISP, which names what is known and not what to look for");
}

static void other_formats_are_not_recognised(void **state)
{
    (void)state;
    static const char sharing[] = "[{\"SharingGroup\": {\"name\": \"x\"}}]";
    static const char bundle[] = "{\"type\": \"bundle\", \"objects\": []}";
    assert_int_equal(misp_reader.recognise(slice_from(sharing), "x"), 0);
    assert_int_equal(misp_reader.recognise(slice_from(bundle), "x"), 0);
    assert_int_equal(misp_reader.recognise(slice_from("evil.example\n"), "x"), 0);
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
        cmocka_unit_test(other_files_of_misp_are_refused_before_they_are_hunted),
        cmocka_unit_test(other_formats_are_not_recognised),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
