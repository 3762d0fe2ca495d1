/* SPDX-License-Identifier: MIT */
#include "../test.h"

#include "told.h"

extern const struct notice_reader stix_reader;

#define BUNDLE(objects)                                                                            \
    "{\"type\": \"bundle\", \"id\": \"bundle--1\", \"objects\": [\n" objects "]}"
#define INDICATOR(id, pattern, rest)                                                               \
    "{\"type\": \"indicator\", \"id\": \"indicator--" id "\", \"pattern_type\": \"stix\", "        \
    "\"pattern\": \"" pattern "\"" rest "}"
#define RELATION(number, kind, from, to)                                                           \
    "{\"type\": \"relationship\", \"id\": \"relationship--" number "\", \"relationship_type\": "   \
    "\"" kind "\", \"source_ref\": \"" from "\", \"target_ref\": \"" to "\"}"
#define NAMED(type, number, name)                                                                  \
    "{\"type\": \"" type "\", \"id\": \"" type "--" number "\", \"name\": \"" name "\"}"

/* Reads a text that is a notice; the caller is done with it. */
static void read_notice(const char *content, struct notice *notice)
{
    struct problem problem = {{0}};
    notice_init(notice, "made-up");
    assert_true(stix_reader.read(slice_from(content), notice, &problem));
}

/* The same for a bundle of objects, which begin on line 2. */
static void read_objects(const char *const *objects, struct notice *notice)
{
    struct text content = {0};
    text_put(&content, "{\"type\": \"bundle\", \"objects\": [");
    for (size_t i = 0; objects[i]; i++)
        text_print(&content, "%s\n%s", i > 0 ? "," : "", objects[i]);
    text_put(&content, "]}");
    read_notice(text_string(&content), notice);
    text_done(&content);
}

/* Holds the indicators of one pattern, "kind pattern" a line, and what was rejected of it,
 * "no: reason text" a line, against what they should be. */
static void assert_pattern(const char *pattern, const char *wanted)
{
    struct text content = {0}, seen = {0};
    struct notice notice;
    text_put(&content, "{\"type\": \"bundle\", \"objects\": [{\"type\": \"indicator\", \"id\": "
                       "\"indicator--1\", \"pattern\": ");
    text_add_json(&content, slice_from(pattern));
    text_put(&content, "}]}");
    read_notice(text_string(&content), &notice);
    for (size_t i = 0; i < notice.indicator_count; i++) {
        text_print(&seen, "%s ", indicator_kind_name(notice.indicators[i].kind));
        text_add(&seen, notice.indicators[i].pattern);
        text_put(&seen, "\n");
    }
    for (size_t i = 0; i < notice.rejection_count; i++) {
        text_print(&seen, "no: %s ", rejection_key(notice.rejections[i].reason));
        text_add(&seen, notice.rejections[i].text);
        text_put(&seen, "\n");
    }
    assert_text(&seen, wanted);
    notice_done(&notice);
    text_done(&content);
    text_done(&seen);
}

static void patterns_give_indicators(void **state)
{
    (void)state;
    assert_pattern("[ipv4-addr:value = '198.51.100.7']", "address 198.51.100.7\n");
    assert_pattern("[ipv6-addr:value = '2001:DB8::7' OR domain-name:value = 'Evil.example']",
                   "address 2001:db8::7\ndomain evil.example\n");
    assert_pattern("[url:value = 'http://evil.example/a/../b']", "url evil.example/b\n");
    assert_pattern("[ipv4-addr:value ISSUBSET '198.51.100.0/24']", "cidr 198.51.100.0/24\n");
    assert_pattern("[domain-name:value IN ('a.example', 'b.example')]",
                   "domain a.example\ndomain b.example\n");
    assert_pattern("[email-addr:value = 'x@evil.example']", "email x@evil.example\n");
}

static void every_kind_of_object_has_its_kind(void **state)
{
    (void)state;
    assert_pattern("[file:name = 'a.exe' AND file:size = 7]", "file-name a.exe\n");
    assert_pattern("[directory:path = 'C:\\\\x']", "file-name C:\\x\n");
    assert_pattern("[mutex:name = 'Global\\\\x']", "mutex Global\\x\n");
    assert_pattern("[windows-registry-key:key = 'HKLM\\\\Run']",
                   "registry-key HKEY_LOCAL_MACHINE\\Run\n");
    assert_pattern("[autonomous-system:number = 64496]", "asn AS64496\n");
    assert_pattern("[x509-certificate:serial_number = '0A:0b']", "certificate-serial a0b\n");
    assert_pattern("[process:command_line = 'x -y']", "other command-line: x -y\n");
    assert_pattern(
        "[network-traffic:extensions.'http-request-ext'.request_header.'User-Agent' = 'x']",
        "user-agent x\n");
    assert_pattern("[email-message:from_ref.value = 'x@evil.example']", "email x@evil.example\n");
    assert_pattern("[vulnerability:name = 'CVE-2024-12356']", "cve CVE-2024-12356\n");
}

static void digests_are_of_files_or_of_certificates(void **state)
{
    (void)state;
    assert_pattern("[file:hashes.'SHA-1' = 'da39a3ee5e6b4b0d3255bfef95601890afd80709' OR "
                   "file:hashes.MD5 = 'd41d8cd98f00b204e9800998ecf8427e']",
                   "sha1 da39a3ee5e6b4b0d3255bfef95601890afd80709\n"
                   "md5 d41d8cd98f00b204e9800998ecf8427e\n");
    assert_pattern("[x509-certificate:hashes.'SHA-1' = 'DA39A3EE5E6B4B0D3255BFEF95601890AFD80709']",
                   "certificate-sha1 da39a3ee5e6b4b0d3255bfef95601890afd80709\n");
    assert_pattern("[file:hashes.SSDEEP = '3:AXGBicFlgVNhBGcL6wCrFQEv:AXGHsNhxLsr2C']",
                   "ssdeep 3:AXGBicFlgVNhBGcL6wCrFQEv:AXGHsNhxLsr2C\n");
    assert_pattern("[file:hashes.TLSH = 'T1ab']", "other tlsh: T1ab\n");
    assert_pattern("[file:extensions.'windows-pebinary-ext'.imphash = "
                   "'d41d8cd98f00b204e9800998ecf8427e']",
                   "imphash d41d8cd98f00b204e9800998ecf8427e\n");
    assert_pattern("[network-traffic:x_ja3_hash = 'd41d8cd98f00b204e9800998ecf8427e']",
                   "ja3 d41d8cd98f00b204e9800998ecf8427e\n");
}

static void an_address_and_a_port_are_one(void **state)
{
    (void)state;
    assert_pattern(
        "[network-traffic:dst_ref.type = 'ipv4-addr' AND network-traffic:dst_ref.value = "
        "'198.51.100.7' AND network-traffic:dst_port = 443]",
        "address:port 198.51.100.7:443\n");
    assert_pattern("[(ipv4-addr:value = '198.51.100.8' OR ipv4-addr:value = '198.51.100.9') AND "
                   "network-traffic:dst_port IN (80, 81)]",
                   "address:port 198.51.100.8:80\naddress:port 198.51.100.8:81\n"
                   "address:port 198.51.100.9:80\naddress:port 198.51.100.9:81\n");
    assert_pattern("[network-traffic:dst_ref.value = '198.51.100.10' AND "
                   "network-traffic:src_port = 443]",
                   "address 198.51.100.10\n");
    assert_pattern("[network-traffic:dst_port = 443]",
                   "no: expression network-traffic:dst_port = 443\n");
}

#define REQUEST "network-traffic:extensions.'http-request-ext'."

static void a_request_and_its_host_are_one_url(void **state)
{
    (void)state;
    assert_pattern("[" REQUEST "request_value = '/a' AND " REQUEST
                   "request_header.Host = 'evil.example']",
                   "url evil.example/a\n");
    assert_pattern("[" REQUEST "request_header.Host = 'evil.example']", "domain evil.example\n");
    assert_pattern("[" REQUEST "request_value = '/a']", "path /a\n");
}

static void wildcards_at_the_ends_are_read(void **state)
{
    (void)state;
    assert_pattern("[domain-name:value LIKE '%.evil.example']", "domain evil.example\n");
    assert_pattern("[url:value LIKE 'http://evil.example/a%']", "url evil.example/a\n");
    assert_pattern("[url:value LIKE '%://evil.example/a']", "url evil.example/a\n");
    assert_pattern("[url:value LIKE '%/gate.php%']", "path /gate.php\n");
    assert_pattern("[ipv4-addr:value LIKE '198.51.100.%']", "cidr 198.51.100.0/24\n");
    assert_pattern("[file:name LIKE '%\\\\evil.exe']", "file-name evil.exe\n");
    assert_pattern("[file:name LIKE 'evil.exe']", "file-name evil.exe\n");
}

static void wildcards_elsewhere_are_rejected_with_their_text(void **state)
{
    (void)state;
    static const char *const none[] = {"url:value LIKE 'http://%/a'",
                                       "domain-name:value LIKE '%evil%'",
                                       "domain-name:value LIKE 'evil.%'",
                                       "file:name LIKE '%.scr'",
                                       "mutex:name LIKE 'x%'",
                                       "ipv4-addr:value LIKE '%.7'",
                                       "ipv4-addr:value LIKE '%'",
                                       "domain-name:value > 'a'",
                                       "domain-name:value MATCHES '[a-z]+\\\\.example'"};
    for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
        struct text pattern = {0}, wanted = {0};
        text_print(&pattern, "[%s]", none[i]);
        text_print(&wanted, "no: expression %s\n", none[i]);
        assert_pattern(text_string(&pattern), text_string(&wanted));
        text_done(&pattern);
        text_done(&wanted);
    }
}

static void expressions_of_plain_values_are_written_out(void **state)
{
    (void)state;
    assert_pattern("[domain-name:value MATCHES '^evil\\\\.example$']", "domain evil.example\n");
    assert_pattern("[domain-name:value MATCHES '^(www\\\\.)?evil\\\\.example$']",
                   "domain www.evil.example\ndomain evil.example\n");
    assert_pattern("[domain-name:value MATCHES '^(a|b)\\\\.example$']",
                   "domain a.example\ndomain b.example\n");
    assert_pattern("[domain-name:value MATCHES '^(.*\\\\.)?evil\\\\.example$']",
                   "domain evil.example\n");
    assert_pattern("[url:value MATCHES '^http://evil\\\\.example/a.*']", "url evil.example/a\n");
    assert_pattern("[domain-name:value MATCHES 'evil\\\\.example\\\\.com']",
                   "domain evil.example.com\n");
    assert_pattern("[domain-name:value MATCHES 'evil']",
                   "no: expression domain-name:value MATCHES 'evil'\n");
}

static void a_superset_of_one_address_is_that_address(void **state)
{
    (void)state;
    assert_pattern("[ipv4-addr:value ISSUPERSET '198.51.100.7']", "address 198.51.100.7\n");
    assert_pattern("[ipv4-addr:value ISSUPERSET '198.51.100.0/24']",
                   "no: expression ipv4-addr:value ISSUPERSET '198.51.100.0/24'\n");
}

static void what_is_not_used_is_rejected_with_its_reason(void **state)
{
    (void)state;
    assert_pattern("[domain-name:value != 'a.example' AND url:value NOT = 'http://b.example/x']",
                   "no: negated domain-name:value != 'a.example'\n"
                   "no: negated url:value NOT = 'http://b.example/x'\n");
    assert_pattern("[EXISTS domain-name:value]", "no: expression EXISTS domain-name:value\n");
    assert_pattern("[x-foo:bar = 'a.example']", "no: expression x-foo:bar = 'a.example'\n");
    assert_pattern("[ipv4-addr:value = 'nonsense/']", "no: malformed nonsense/\n");
    assert_pattern("[domain-name:value = 'a.example'] REPEATS 5 TIMES",
                   "domain a.example\nno: expression REPEATS 5 TIMES\n");
}

static void rules_for_other_programs_are_rejected(void **state)
{
    (void)state;
    struct notice notice;
    read_notice(BUNDLE("{\"type\": \"indicator\", \"id\": \"indicator--1\", \"pattern_type\": "
                       "\"snort\", \"pattern\": \"alert ip any any\"},"
                       "{\"type\": \"indicator\", \"id\": \"indicator--2\", \"pattern_type\": "
                       "\"yara\", \"name\": \"x\", \"pattern\": \"rule x {}\"}"),
                &notice);
    assert_int_equal(notice.indicator_count, 0);
    assert_int_equal(notice.rejected, 2);
    assert_int_equal(notice.rejections[0].reason, REJECTED_OTHER_LANGUAGE);
    assert_slice(notice.rejections[0].text, "snort: alert ip any any");
    assert_slice(notice.rejections[1].text, "yara: x");
    notice_done(&notice);
}

static void what_is_said_comes_along(void **state)
{
    (void)state;
    static const char *const objects[] = {
        NAMED("malware", "1", "Mirai"),
        RELATION("1", "indicates", "indicator--1", "malware--1"),
        INDICATOR("1", "[domain-name:value = 'evil.example']",
                  ", \"name\": \"C2 of Mirai\", \"description\": \"seen often\", "
                  "\"confidence\": 80, "
                  "\"indicator_types\": [\"malicious-activity\", \"compromised\"], "
                  "\"valid_from\": \"2024-01-02T00:00:00Z\", "
                  "\"valid_until\": \"2025-01-02T00:00:00.5Z\""),
        NULL,
    };
    struct notice notice;
    struct text told = {0};
    read_objects(objects, &notice);
    tell_notice(&told, &notice);
    assert_text(&told,
                "4 domain evil.example label=C2 of Mirai family=Mirai "
                "threat=malicious-activity, compromised description=seen often confidence=80 "
                "from=2024-01-02T00:00:00Z until=2025-01-02T00:00:00Z\n");
    text_done(&told);
    notice_done(&notice);
}

static void a_period_of_the_pattern_narrows_the_validity(void **state)
{
    (void)state;
    assert_read(
        &stix_reader,
        BUNDLE(INDICATOR("1",
                         "[domain-name:value = 'a.example'] START t'2024-01-01T00:00:00Z' "
                         "STOP t'2026-01-01T00:00:00Z' OR [domain-name:value = 'b.example']",
                         ", \"valid_from\": \"2023-01-01T00:00:00Z\", \"valid_until\": "
                         "\"9999-12-31T23:59:59Z\"")),
        "2 domain a.example from=2024-01-01T00:00:00Z until=2026-01-01T00:00:00Z\n"
        "2 domain b.example from=2023-01-01T00:00:00Z\n");
}

static void relationships_lead_on_to_campaign_and_actor(void **state)
{
    (void)state;
    static const char *const objects[] = {
        INDICATOR("1", "[domain-name:value = 'evil.example']",
                  ", \"kill_chain_phases\": [{\"phase_name\": \"delivery\"}, "
                  "{\"phase_name\": \"c2\"}]"),
        NAMED("malware", "1", "Mirai"),
        NAMED("campaign", "1", "Some"),
        NAMED("threat-actor", "1", "Somebody"),
        NAMED("tool", "1", "Common"),
        NAMED("intrusion-set", "1", "A"),
        NAMED("intrusion-set", "2", "B"),
        RELATION("1", "indicates", "indicator--1", "malware--1"),
        RELATION("2", "indicates", "indicator--1", "tool--1"),
        RELATION("3", "uses", "campaign--1", "malware--1"),
        RELATION("4", "attributed-to", "campaign--1", "threat-actor--1"),
        RELATION("5", "uses", "intrusion-set--1", "tool--1"),
        RELATION("6", "uses", "intrusion-set--2", "tool--1"),
        NULL,
    };
    struct notice notice;
    read_objects(objects, &notice);
    assert_int_equal(notice.indicator_count, 1);
    const struct statement *said = &notice.statements[notice.indicators[0].statement];
    assert_slice(said->family, "Mirai, Common");
    assert_slice(said->campaign, "Some");
    assert_slice(said->actor, "Somebody");
    assert_slice(said->role, "delivery, c2");
    notice_done(&notice);
}

static void a_report_gives_title_publisher_and_date(void **state)
{
    (void)state;
    struct notice notice;
    read_notice(BUNDLE("{\"type\": \"report\", \"id\": \"report--1\", \"name\": \"On Mirai\", "
                       "\"created_by_ref\": \"identity--1\", \"published\": \"2024-01-02\", "
                       "\"external_references\": [{\"external_id\": \"AA-1\"}, {\"url\": "
                       "\"https://pub.example/1\"}]},\n" NAMED("identity", "1", "Us")),
                &notice);
    assert_slice(notice.title, "On Mirai");
    assert_slice(notice.publisher, "Us");
    assert_slice(notice.date, "2024-01-02");
    assert_slice(notice.reference, "https://pub.example/1");
    assert_slice(notice.number, "AA-1");
    notice_done(&notice);
}

/* The marking of a bundle whose one indicator refers to a definition, which may stand there. */
static enum tlp marking_of(const char *indicator, const char *definition)
{
    const char *const objects[] = {indicator, definition, NULL};
    struct notice notice;
    read_objects(objects, &notice);
    enum tlp marking = notice.marking;
    notice_done(&notice);
    return marking;
}

#define MARKED(id)                                                                                 \
    INDICATOR("1", "[domain-name:value = 'a.example']",                                            \
              ", \"object_marking_refs\": [\"marking-definition--" id "\"]")
#define DEFINITION(id, rest)                                                                       \
    "{\"type\": \"marking-definition\", \"id\": \"marking-definition--" id "\", " rest "}"
#define TLP_2 "\"extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d\""

static void the_strictest_marking_is_that_of_the_notice(void **state)
{
    (void)state;
    static const struct {
        const char *indicator, *definition;
        enum tlp marking;
    } markings[] = {
        {MARKED("f88d31f6-486f-44da-b317-01333bde0b82"), NULL, TLP_AMBER},
        {MARKED("939a9414-2ddd-4d32-a0cd-375ea402b003"), NULL, TLP_AMBER_STRICT},
        {MARKED("1"), DEFINITION("1", "\"definition\": {\"tlp\": \"green\"}"), TLP_GREEN},
        {MARKED("1"), DEFINITION("1", "\"extensions\": {" TLP_2 ": {\"tlp_2_0\": \"red\"}}"),
         TLP_RED},
        {MARKED("1"), DEFINITION("1", "\"name\": \"TLP:RED\""), TLP_RED},
        {MARKED("2"), DEFINITION("1", "\"name\": \"TLP:RED\""), TLP_UNSAID},
    };
    for (size_t i = 0; i < sizeof markings / sizeof *markings; i++)
        assert_int_equal(marking_of(markings[i].indicator, markings[i].definition),
                         markings[i].marking);
}

static void revoked_and_older_objects_are_rejected(void **state)
{
    (void)state;
    static const char *const objects[] = {
        INDICATOR("1", "[domain-name:value = 'a.example']", ", \"revoked\": true"),
        INDICATOR("2", "[domain-name:value = 'new.example']",
                  ", \"modified\": \"2024-02-01T00:00:00.5Z\""),
        INDICATOR("2", "[domain-name:value = 'old.example']",
                  ", \"modified\": \"2024-02-01T00:00:00Z\""),
        NULL,
    };
    struct notice notice;
    read_objects(objects, &notice);
    assert_int_equal(notice.indicator_count, 1);
    assert_slice(notice.indicators[0].pattern, "new.example");
    assert_int_equal(notice.rejected, 2);
    assert_int_equal(notice.rejections[0].reason, REJECTED_REVOKED);
    assert_slice(notice.rejections[0].text, "[domain-name:value = 'a.example']");
    assert_int_equal(notice.rejections[1].reason, REJECTED_SUPERSEDED);
    notice_done(&notice);
}

#define ADDRESS "{\"type\": \"ipv4-addr\", \"id\": \"ipv4-addr--1\", \"value\": \"198.51.100.7\"}"
#define DOMAIN                                                                                     \
    "{\"type\": \"domain-name\", \"id\": \"domain-name--1\", \"value\": \"evil.example\"}"
#define A_FILE                                                                                     \
    "{\"type\": \"file\", \"id\": \"file--1\", \"name\": \"a.exe\", \"hashes\": {\"SHA-1\": "      \
    "\"da39a3ee5e6b4b0d3255bfef95601890afd80709\"}}"

static void observables_are_indicators_where_no_pattern_is(void **state)
{
    (void)state;
    assert_read(&stix_reader, BUNDLE(ADDRESS ",\n" DOMAIN ",\n" A_FILE),
                "2 address 198.51.100.7\n3 domain evil.example\n4 file-name a.exe label=a.exe\n"
                "4 sha1 da39a3ee5e6b4b0d3255bfef95601890afd80709 label=a.exe\n");
}

static void observables_are_context_where_patterns_are(void **state)
{
    (void)state;
    static const char *const objects[] = {
        ADDRESS, DOMAIN, A_FILE, INDICATOR("1", "[domain-name:value = 'evil.example']", ""), NULL};
    struct notice notice;
    read_objects(objects, &notice);
    assert_int_equal(notice.indicator_count, 4);
    assert_slice(notice.indicators[0].pattern, "evil.example");
    assert_false(notice.indicators[0].context);
    assert_slice(notice.indicators[1].pattern, "198.51.100.7");
    for (size_t i = 1; i < 4; i++)
        assert_true(notice.indicators[i].context);
    notice_done(&notice);
}

static void observed_data_says_when(void **state)
{
    (void)state;
    struct notice notice;
    struct text seen = {0};
    read_notice(
        BUNDLE("{\"type\": \"observed-data\", \"id\": \"observed-data--1\", \"first_observed\": "
               "\"2024-01-02T00:00:00Z\", \"last_observed\": \"2024-01-03T00:00:00Z\", "
               "\"objects\": {\"0\": {\"type\": \"ipv4-addr\", \"value\": \"198.51.100.7\"}, "
               "\"1\": {\"type\": \"network-traffic\", \"dst_ref\": \"0\", \"dst_port\": 443}}},"
               "{\"type\": \"autonomous-system\", \"id\": \"autonomous-system--1\", \"number\": "
               "64496}"),
        &notice);
    assert_int_equal(notice.indicator_count, 3);
    assert_slice(notice.indicators[0].pattern, "198.51.100.7");
    text_add_instant(&seen, notice.indicators[0].first_seen, 0);
    assert_text(&seen, "2024-01-02T00:00:00Z");
    assert_slice(notice.indicators[1].pattern, "198.51.100.7:443");
    assert_slice(notice.indicators[2].pattern, "AS64496");
    assert_false(instant_is_known(notice.indicators[2].first_seen));
    text_done(&seen);
    notice_done(&notice);
}

#define SIGHTING(number, first, last)                                                              \
    "{\"type\": \"sighting\", \"id\": \"sighting--" number "\", \"sighting_of_ref\": "             \
    "\"indicator--1\", \"first_seen\": \"" first "\", \"last_seen\": \"" last "\"}"

static void sightings_say_when_an_indicator_was_seen(void **state)
{
    (void)state;
    static const char *const objects[] = {
        SIGHTING("1", "2024-01-05", "2024-01-06"), SIGHTING("2", "2024-01-02", "2024-01-03"),
        INDICATOR("1", "[domain-name:value = 'a.example']", ""), NULL};
    struct notice notice;
    struct text seen = {0};
    read_objects(objects, &notice);
    text_add_instant(&seen, notice.indicators[0].first_seen, 0);
    text_put(&seen, " ");
    text_add_instant(&seen, notice.indicators[0].last_seen, 0);
    assert_text(&seen, "2024-01-02T00:00:00Z 2024-01-06T00:00:00Z");
    text_done(&seen);
    notice_done(&notice);
}

static void what_is_benign_is_context(void **state)
{
    (void)state;
    struct notice notice;
    read_notice(BUNDLE(INDICATOR("1", "[domain-name:value = 'a.example']",
                                 ", \"indicator_types\": [\"benign\"]")),
                &notice);
    assert_true(notice.indicators[0].context);
    notice_done(&notice);
}

static void lists_and_single_objects_are_read_too(void **state)
{
    (void)state;
#define ONE INDICATOR("1", "[domain-name:value = 'a.example']", "")
    static const char *const texts[] = {ONE, "[" ONE "]", "{\"objects\": [" ONE "]}",
                                        "[{\"type\": \"bundle\", \"objects\": [" ONE "]}]"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        assert_read(&stix_reader, texts[i], "1 domain a.example\n");
}

#define REFUSED(object, why) assert_refused(&stix_reader, BUNDLE(object), "line 2: object 1 (" why)

static void a_bad_bundle_is_refused_in_one_sentence(void **state)
{
    (void)state;
    assert_refused(&stix_reader,
                   BUNDLE(NAMED("identity", "1", "Us") ",\n" INDICATOR("2", "198.51.100.7", "")),
                   "line 3: object 2 (\"indicator--2\"): \"pattern\" is not a STIX pattern");
    REFUSED("{\"type\": \"indicator\", \"id\": \"indicator--\\u001b1\"}",
            "\"indicator--\\x1b1\"): it has no \"pattern\"");
    REFUSED("{\"type\": \"indicator\", \"id\": \"indicator--1\", \"pattern\": 7}",
            "\"indicator--1\"): its \"pattern\" is no text");
    REFUSED("{\"id\": \"indicator--1\"}", "\"indicator--1\"): it has no \"type\"");
    REFUSED("{\"type\": \"malware\"}", "\"\"): it has no \"id\"");
    REFUSED("{\"type\": \"malware\", \"id\": \"tool--1\"}",
            "\"tool--1\"): its \"id\" is not one of its type");
    REFUSED("{\"type\": \"tool\", \"id\": \"tool--1\", \"spec_version\": \"1.2\"}",
            "\"tool--1\"): its \"spec_version\" is not 2.0 or 2.1");
    REFUSED("{\"type\": \"tool\", \"id\": \"tool--1\", \"created\": \"yesterday\"}",
            "\"tool--1\"): its \"created\" is no time");
    REFUSED("{\"type\": \"tool\", \"id\": \"tool--1\", \"created\": \"2024-01-02T00:00:00Z\", "
            "\"modified\": \"2023-01-02T00:00:00Z\"}",
            "\"tool--1\"): its \"modified\" is before its \"created\"");
    REFUSED("{\"type\": \"tool\", \"id\": \"tool--1\", \"revoked\": \"yes\"}",
            "\"tool--1\"): its \"revoked\" is neither true nor false");
    REFUSED("{\"type\": \"relationship\", \"id\": \"relationship--1\", \"relationship_type\": "
            "\"uses\", \"source_ref\": \"tool--1\"}",
            "\"relationship--1\"): it has no \"target_ref\"");
    assert_refused(&stix_reader, BUNDLE("7"), "line 1: object 1 (\"\"): it is no object");
    assert_refused(&stix_reader, "[]", "line 1: it is no STIX bundle");
    assert_refused(&stix_reader, "{\"type\": \"bundle\"}", "line 1: it has no list of \"objects\"");
    assert_refused(&stix_reader, "{\"type\": \"bundle\", \"id\": \"x\", \"objects\": []}",
                   "line 1: the bundle's \"id\" is not one of a bundle");
}

static void what_is_only_untidy_is_noted(void **state)
{
    (void)state;
    struct notice notice;
    read_notice(
        BUNDLE(INDICATOR("1", "[domain-name:value = 'a.example']", ", \"confidence\": 200")),
        &notice);
    assert_int_equal(notice.indicator_count, 1);
    assert_int_equal(notice.defect_count, 3);
    assert_int_equal(notice.defects[0].kind, DEFECT_DAMAGED);
    assert_slice(notice.defects[0].text, "indicator--1");
    assert_int_equal(notice.defects[1].kind, DEFECT_MISSING_FIELD);
    assert_slice(notice.defects[1].text, "indicator--1: valid_from");
    assert_int_equal(notice.defects[2].kind, DEFECT_UNREADABLE_VALUE);
    notice_done(&notice);
}

static void a_bundle_is_recognised(void **state)
{
    (void)state;
    assert_int_equal(stix_reader.recognise(slice_from(BUNDLE("")), "x"), 95);
    assert_int_equal(stix_reader.recognise(slice_from(ONE), "x"), 95);
    assert_int_equal(stix_reader.recognise(slice_from("<" ONE ">"), "x"), 95);
    assert_int_equal(stix_reader.recognise(slice_from("{\"Event\": {}}"), "x"), 0);
    assert_int_equal(stix_reader.recognise(slice_from("{\"type\": \"x\", \"id\": \"7\"}"), "x"), 0);
    assert_int_equal(stix_reader.recognise(slice_from("evil.example\n"), "x"), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(patterns_give_indicators),
        cmocka_unit_test(every_kind_of_object_has_its_kind),
        cmocka_unit_test(digests_are_of_files_or_of_certificates),
        cmocka_unit_test(an_address_and_a_port_are_one),
        cmocka_unit_test(a_request_and_its_host_are_one_url),
        cmocka_unit_test(wildcards_at_the_ends_are_read),
        cmocka_unit_test(wildcards_elsewhere_are_rejected_with_their_text),
        cmocka_unit_test(expressions_of_plain_values_are_written_out),
        cmocka_unit_test(a_superset_of_one_address_is_that_address),
        cmocka_unit_test(what_is_not_used_is_rejected_with_its_reason),
        cmocka_unit_test(rules_for_other_programs_are_rejected),
        cmocka_unit_test(what_is_said_comes_along),
        cmocka_unit_test(a_period_of_the_pattern_narrows_the_validity),
        cmocka_unit_test(relationships_lead_on_to_campaign_and_actor),
        cmocka_unit_test(a_report_gives_title_publisher_and_date),
        cmocka_unit_test(the_strictest_marking_is_that_of_the_notice),
        cmocka_unit_test(revoked_and_older_objects_are_rejected),
        cmocka_unit_test(observables_are_indicators_where_no_pattern_is),
        cmocka_unit_test(observables_are_context_where_patterns_are),
        cmocka_unit_test(observed_data_says_when),
        cmocka_unit_test(sightings_say_when_an_indicator_was_seen),
        cmocka_unit_test(what_is_benign_is_context),
        cmocka_unit_test(lists_and_single_objects_are_read_too),
        cmocka_unit_test(a_bad_bundle_is_refused_in_one_sentence),
        cmocka_unit_test(what_is_only_untidy_is_noted),
        cmocka_unit_test(a_bundle_is_recognised),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
