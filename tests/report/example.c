/* SPDX-License-Identifier: MIT */
#include "example.h"

#include <string.h>

/* 2025-01-06 08:30:00 UTC */
#define MORNING (INT64_C(1736152200) * NS_PER_SECOND)

static struct instant after(int64_t seconds, int64_t ns)
{
    return (struct instant){MORNING + seconds * NS_PER_SECOND + ns};
}

static struct endpoint endpoint(const char *text)
{
    struct endpoint endpoint = {0};
    if (!endpoint_parse(slice_from(text), &endpoint))
        address_parse(slice_from(text), &endpoint.address);
    return endpoint;
}

static void add(struct notice *notice, enum indicator_kind kind, const char *pattern, uint32_t line,
                uint32_t statement, uint8_t confidence)
{
    notice_add(notice, &(struct indicator){.kind = kind,
                                           .pattern = slice_from(pattern),
                                           .line = line,
                                           .statement = statement,
                                           .confidence = confidence});
}

static void make_notices(struct example *example)
{
    struct notice *one = &example->notices[0], *two = &example->notices[1];
    notice_init(one, "harbour-2025-01.md");
    one->title = notice_keep(one, slice_from("Remote control of harbour offices"));
    one->publisher = notice_keep(one, slice_from("Example Coast Guard"));
    one->date = notice_keep(one, slice_from("2025-01-06"));
    one->format = "prose";
    memset(one->digest, 0xa1, sizeof one->digest);
    uint32_t said = notice_add_statement(
        one, &(struct statement){.family = slice_from("ExampleRAT"),
                                 .threat = slice_from("remote control"),
                                 .place = slice_from("Netherlands/\xe9\x98\xbf\xe5\xa7\x86"),
                                 .label = slice_from("3")});
    add(one, INDICATOR_DOMAIN, "storm.example", 12, said, 0);
    add(one, INDICATOR_ENDPOINT, "203.0.113.9:6606", 14, said, 0);
    add(one, INDICATOR_SHA1, "0123456789abcdef0123456789abcdef01234567", 15, 0, 0);
    add(one, INDICATOR_MD5, "0123456789abcdef0123456789abcdef", 16, 0, 0);
    add(one, INDICATOR_CVE, "CVE-2024-12356", 17, 0, 0);
    notice_init(two, "list.csv");
    two->format = "csv";
    two->rejected = 2;
    memset(two->digest, 0xb2, sizeof two->digest);
    add(two, INDICATOR_DOMAIN, "storm.example", 3, 0, 80);
    add(two, INDICATOR_URL,
        "files.example/a/very/long/path/to/the/second/stage/of/the/loader.php?id=7", 4, 0, 50);
}

static void make_traces(struct example *example)
{
    struct trace *traces = example->traces;
    traces[0] = (struct trace){.field = FIELD_DNS_QUESTION,
                               .application = "dns",
                               .value = slice_from("www.Storm.example"),
                               .peer = endpoint("192.0.2.1:53"),
                               .count = 2,
                               .first = after(0, 123456789),
                               .last = after(60, 0),
                               .packets = {{0, 12}, {0, 15}},
                               .packet_count = 2};
    traces[1] = (struct trace){.field = FIELD_TLS_SNI,
                               .application = "tls",
                               .value = slice_from("www.storm.example"),
                               .peer = endpoint("198.51.100.20:443"),
                               .count = 1,
                               .first = after(61, 5000),
                               .last = after(61, 5000),
                               .packets = {{0, 19}},
                               .packet_count = 1};
    traces[2] = (struct trace){.field = FIELD_FLOW_SERVER,
                               .application = "TCP",
                               .value = slice_from("203.0.113.9:6606"),
                               .peer = endpoint("203.0.113.9:6606"),
                               .count = 40,
                               .first = after(5, 0),
                               .last = after(86400 + 60, 0),
                               .packets = {{0, 101}, {0, 140}, {0, 171}, {1, 3}},
                               .packet_count = 4};
    traces[3] = (struct trace){
        .field = FIELD_HTTP_URL,
        .application = "http",
        .value = slice_from(
            "http://files.example/a/very/long/path/to/the/second/stage/of/the/loader.php?id=7&x=1"),
        .peer = endpoint("[2001:db8::80]:80"),
        .count = 1,
        .first = after(70, 0),
        .last = after(70, 0),
        .packets = {{1, 7}},
        .packet_count = 1};
}

static void make_findings(struct example *example)
{
    const struct notice *one = &example->notices[0], *two = &example->notices[1];
    example->sources[0] = (struct source_line){one, &one->indicators[0]};
    example->sources[1] = (struct source_line){two, &two->indicators[0]};
    example->sources[2] = (struct source_line){two, &two->indicators[1]};
    example->sources[3] = (struct source_line){one, &one->indicators[1]};
    example->findings[0] = (struct finding){
        .machine = endpoint("192.0.2.10").address,
        .matched = {INDICATOR_DOMAIN, one->indicators[0].pattern, example->sources, 2},
        .traces = example->traces,
        .trace_count = 2,
        .count = 3,
        .flows = 3,
        .bytes_out = 1234567,
        .bytes_in = 98765,
        .packets_out = 900,
        .packets_in = 600,
        .first = example->traces[0].first,
        .last = example->traces[1].last};
    example->findings[1] = (struct finding){
        .machine = endpoint("192.0.2.10").address,
        .matched = {INDICATOR_ENDPOINT, one->indicators[1].pattern, &example->sources[3], 1},
        .traces = &example->traces[2],
        .trace_count = 1,
        .count = 52,
        .untraced = 12,
        .flows = 40,
        .bytes_out = 4000,
        .bytes_in = 2400,
        .packets_out = 40,
        .packets_in = 40,
        .first = example->traces[2].first,
        .last = example->traces[2].last};
    example->findings[2] = (struct finding){
        .machine = endpoint("2001:db8::1234:5678").address,
        .matched = {INDICATOR_URL, two->indicators[1].pattern, &example->sources[2], 1},
        .traces = &example->traces[3],
        .trace_count = 1,
        .count = 1,
        .flows = 1,
        .bytes_out = 512,
        .bytes_in = 20480,
        .packets_out = 6,
        .packets_in = 18,
        .first = example->traces[3].first,
        .last = example->traces[3].last};
}

static void make_inputs(struct example *example)
{
    example->inputs[0] = (struct input_report){.path = "monday.pcap",
                                               .format = "pcap",
                                               .packets = 12000,
                                               .bytes = 4400000,
                                               .has_digest = true};
    memset(example->inputs[0].digest, 0xc3, 32);
    example->inputs[1] = (struct input_report){.path = "tuesday.pcapng.gz",
                                               .format = "pcapng",
                                               .packing = "gzip",
                                               .packets = 345,
                                               .bytes = 56789,
                                               .has_digest = true};
    memset(example->inputs[1].digest, 0xd4, 32);
    example->inputs[2] = (struct input_report){.path = "wednesday.pcap"};
    for (size_t i = 0; i < 3; i++)
        example->input_list[i] = &example->inputs[i];
}

static void make_telling(struct example *example)
{
    for (size_t i = 0; i < 2; i++)
        example->notice_list[i] = &example->notices[i];
    example->summary = (struct run_summary){.packets = 12345,
                                            .bytes = 5300000,
                                            .flows = 321,
                                            .first = after(-1800, 0),
                                            .last = after(86400 + 1800, 0),
                                            .indicators = 6,
                                            .hunted = 4,
                                            .machines = 2};
    example->telling = (struct telling){.findings = example->findings,
                                        .finding_count = 3,
                                        .summary = &example->summary,
                                        .inputs = example->input_list,
                                        .input_count = 3,
                                        .notices = example->notice_list,
                                        .notice_count = 2};
}

void example_found(struct example *example)
{
    *example = (struct example){0};
    make_notices(example);
    make_traces(example);
    make_findings(example);
    make_inputs(example);
    make_telling(example);
    struct input_report *damaged = &example->inputs[1], *missing = &example->inputs[2];
    damaged->damaged_places = 2;
    damaged->skipped_bytes = 4321;
    problem_set(&damaged->problem, "a record at byte 2048 is longer than the file");
    missing->failed = true;
    problem_set(&missing->problem, "cannot open 'wednesday.pcap': No such file or directory");
    example->summary.blind[BLIND_TLS_ECH] = 12;
    example->summary.blind[BLIND_QUIC] = 1;
    example->summary.untold = 7;
}

void example_clean(struct example *example)
{
    example_found(example);
    example->inputs[1].damaged_places = 0;
    example->inputs[1].skipped_bytes = 0;
    example->inputs[1].problem = (struct problem){0};
    example->telling.finding_count = 0;
    example->telling.input_count = 2;
    example->summary.machines = 0;
    example->summary.untold = 0;
    memset(example->summary.blind, 0, sizeof example->summary.blind);
}

void example_hostile(struct example *example)
{
    /* Clears the screen, colours, turns the line around, ends it, hides, breaks UTF-8. */
    static const char evil[] = "\x1b[2J\x1b]0;x\x07\r\n\x9b"
                               "31m\xe2\x80\xae"
                               "gpj.exe"
                               "\xe2\x80\x8b\xc2\x85\"\\,}\xff";
    struct slice bad = slice_make(evil, sizeof evil - 1);
    example_found(example);
    for (size_t i = 0; i < 4; i++)
        example->traces[i].value = bad;
    for (size_t i = 0; i < 3; i++)
        example->findings[i].matched.pattern = bad;
    for (size_t i = 0; i < 2; i++) {
        struct notice *notice = &example->notices[i];
        notice->name = notice->title = notice->publisher = notice->date = notice->reference = bad;
        for (size_t s = 0; s < notice->statement_count; s++)
            notice->statements[s] = (struct statement){bad, bad, bad, bad, bad, bad, bad, bad};
    }
    for (size_t i = 0; i < 3; i++)
        example->inputs[i].path = evil;
}

void example_done(struct example *example)
{
    notice_done(&example->notices[0]);
    notice_done(&example->notices[1]);
}
