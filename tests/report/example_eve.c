/* SPDX-License-Identifier: MIT */
#include "example_eve.h"

#include "report/output.h"

#include <assert.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define TEXT(kind, string)                                                                         \
    {                                                                                              \
        FIELD_##kind, {(const uint8_t *)(string), sizeof(string) - 1}, 0                           \
    }
#define NUMBER(kind, value)                                                                        \
    {                                                                                              \
        FIELD_##kind, {0}, (value)                                                                 \
    }
#define V4 "\0\0\0\0\0\0\0\0\0\0\xff\xff"
#define V6 "\x20\x01\x0d\xb8\0\0\0\0\0\0\0\0\0\0"
#define QUESTION(name, type)                                                                       \
    TEXT(DNS_QUESTION, name), NUMBER(DNS_QUESTION_TYPE, type), NUMBER(DNS_QUESTION_CLASS, 1)
#define RECORD(name, section, type, ttl)                                                           \
    TEXT(DNS_RECORD_NAME, name), NUMBER(DNS_RECORD_SECTION, section),                              \
        NUMBER(DNS_RECORD_TYPE, type), NUMBER(DNS_RECORD_CLASS, 1), NUMBER(DNS_RECORD_TTL, ttl)

extern const struct output eve_output;

struct scene {
    struct text *text;
    struct conversation who;
    struct observation observation;
};

/* address:port, or an address alone where the protocol has no ports. */
static void read_side(const char *text, struct endpoint *side)
{
    bool read =
        endpoint_parse(slice_from(text), side) || address_parse(slice_from(text), &side->address);
    assert(read);
}

static struct scene scene(struct text *text, uint8_t protocol, const char *client,
                          const char *server)
{
    struct scene scene = {.text = text};
    scene.who.protocol = protocol;
    scene.who.id = UINT64_C(0xffe0000000000007);
    read_side(client, &scene.who.client);
    read_side(server, &scene.who.server);
    scene.observation.when.ns = INT64_C(1736152200123456789);
    scene.observation.origin.place = 12;
    return scene;
}

static void say(struct scene *scene, enum event event, bool from_server, const struct field *fields,
                size_t count)
{
    static const struct input_report input = {.path = "monday.pcap"};
    scene->observation.who = &scene->who;
    scene->observation.event = event;
    scene->observation.from_server = from_server;
    scene->observation.fields = fields;
    scene->observation.field_count = count;
    eve_output.record(scene->text, &scene->observation, &input);
}

static void dns(struct text *text)
{
    static const struct field query[] = {NUMBER(DNS_ID, 7), NUMBER(DNS_FLAGS, 0x0100),
                                         QUESTION("Storm.example", 28)};
    static const struct field answer[] = {
        NUMBER(DNS_ID, 7),
        NUMBER(DNS_FLAGS, 0x85c3),
        QUESTION("www.storm.example", 1),
        RECORD("www.storm.example", 1, 5, 300),
        TEXT(DNS_TARGET, "storm.example"),
        RECORD("storm.example", 1, 1, 60),
        TEXT(DNS_ADDRESS, V4 "\xcb\x00\x71\x09"),
        RECORD("storm.example", 1, 28, 60),
        TEXT(DNS_ADDRESS, V6 "\x00\x09"),
        RECORD("storm.example", 1, 15, 60),
        NUMBER(DNS_PREFERENCE, 10),
        TEXT(DNS_TARGET, "mx.storm.example"),
        RECORD("storm.example", 1, 16, 60),
        TEXT(DNS_TEXT, "v=spf1 "),
        TEXT(DNS_TEXT, "-all"),
        RECORD("_sip._tcp.storm.example", 1, 33, 60),
        NUMBER(DNS_PREFERENCE, 20),
        NUMBER(DNS_WEIGHT, 1),
        NUMBER(DNS_PORT, 5060),
        TEXT(DNS_TARGET, "sip.storm.example"),
        RECORD("storm.example", 1, 44, 60),
        TEXT(DNS_DATA, "\x01\x02\xab\xcd\xef"),
        RECORD("storm.example", 1, 65, 60),
        NUMBER(DNS_PREFERENCE, 1),
        TEXT(DNS_TARGET, "."),
        RECORD("storm.example", 1, 4711, 60),
        TEXT(DNS_DATA, "\x01"),
        RECORD("storm.example", 2, 6, 900),
        TEXT(DNS_TARGET, "ns.storm.example"),
        TEXT(DNS_MAILBOX, "hostmaster.storm.example"),
        NUMBER(DNS_SOA_NUMBER, 1),
        NUMBER(DNS_SOA_NUMBER, 7200),
        NUMBER(DNS_SOA_NUMBER, 900),
        NUMBER(DNS_SOA_NUMBER, 1209600),
        NUMBER(DNS_SOA_NUMBER, 86400),
        RECORD("ns.storm.example", 3, 1, 900),
        TEXT(DNS_ADDRESS, V4 "\xcb\x00\x71\x35"),
        RECORD(".", 3, 41, 0),
    };
    struct scene udp = scene(text, IP_UDP, "192.0.2.10:40000", "192.0.2.1:53");
    say(&udp, EVENT_DNS_QUERY, false, query, COUNT(query));
    udp.observation.origin.place = 13;
    say(&udp, EVENT_DNS_RESPONSE, true, answer, COUNT(answer));
}

static void link_local_names(struct text *text)
{
    static const struct field mdns[] = {
        NUMBER(DNS_ID, 0),
        NUMBER(DNS_FLAGS, 0x8400),
        RECORD("_ipp._tcp.local", 1, 12, 120),
        TEXT(DNS_TARGET, "Jo\xe2\x80\x99s printer._ipp._tcp.local"),
        RECORD("Jo\xe2\x80\x99s printer._ipp._tcp.local", 1, 16, 120),
        TEXT(DNS_TEXT, "ty=Printer"),
        TEXT(DNS_TEXT, "pdl=text/plain"),
        RECORD("printer.local", 3, 1, 120),
        TEXT(DNS_ADDRESS, V4 "\xc0\x00\x02\x63"),
    };
    static const struct field llmnr[] = {
        NUMBER(DNS_ID, 4660),
        NUMBER(DNS_FLAGS, 0x8600),
        QUESTION("workstation", 1),
        RECORD("workstation", 1, 1, 30),
        TEXT(DNS_ADDRESS, V4 "\xc0\x00\x02\x64"),
    };
    struct scene link = scene(text, IP_UDP, "[fe80::1]:5353", "[ff02::fb]:5353");
    say(&link, EVENT_DNS_RESPONSE, false, mdns, COUNT(mdns));
    struct scene site = scene(text, IP_UDP, "192.0.2.10:50000", "192.0.2.100:5355");
    say(&site, EVENT_DNS_QUERY, false, llmnr, 5);
    say(&site, EVENT_DNS_RESPONSE, true, llmnr, COUNT(llmnr));
}

static void http(struct text *text)
{
    static const struct field exchange[] = {
        TEXT(HTTP_METHOD, "GET"),
        TEXT(HTTP_TARGET, "/a?b=c"),
        TEXT(HTTP_VERSION, "HTTP/1.1"),
        TEXT(HTTP_HOST, "files.example"),
        NUMBER(HTTP_PORT, 8080),
        TEXT(HTTP_USER_AGENT, "curl/8"),
        TEXT(HTTP_REFERER, "http://from.example/"),
        NUMBER(HTTP_STATUS, 302),
        TEXT(HTTP_CONTENT_TYPE, "text/html; charset=utf-8"),
        TEXT(HTTP_LOCATION, "http://to.example/"),
        NUMBER(HTTP_BODY_SIZE, 154),
        NUMBER(HTTP_EXCHANGE, 2),
    };
    static const struct field hostile[] = {
        TEXT(HTTP_METHOD, "GET"),
        TEXT(HTTP_TARGET, "/\x1b[2J\"\\\n\xff\xe2\x80\xae"),
        TEXT(HTTP_AUTHORITY, "x\"},{\"\xe2\x80\xae\xc2\x9b"),
    };
    struct scene tcp = scene(text, IP_TCP, "[2001:db8::10]:40001", "[2001:db8::80]:8080");
    tcp.who.vlan_count = 2;
    tcp.who.vlans[0] = 100;
    tcp.who.vlans[1] = 200;
    say(&tcp, EVENT_HTTP_EXCHANGE, true, exchange, COUNT(exchange));
    say(&tcp, EVENT_HTTP_EXCHANGE, true, hostile, COUNT(hostile));
}

static void tls(struct text *text)
{
    static const struct field session[] = {
        TEXT(TLS_SNI, "storm.example"),
        TEXT(TLS_ALPN, "h2"),
        TEXT(TLS_ALPN, "http/1.1"),
        NUMBER(TLS_VERSION, 0x0303),
        NUMBER(TLS_CIPHER, 0xc02f),
        TEXT(TLS_ALPN_CHOSEN, "h2"),
        NUMBER(CERT_PLACE, 0),
        TEXT(CERT_SUBJECT, "CN=storm.example"),
        TEXT(CERT_ISSUER, "C=NL, O=Example, CN=Example CA"),
        {FIELD_CERT_NAME, {(const uint8_t *)"storm.example", 13}, 1},
        TEXT(CERT_NAME, "www.storm.example"),
        TEXT(CERT_ADDRESS, V6 "\x00\x09"),
        TEXT(CERT_SERIAL, "\x03\xde\x23"),
        {FIELD_CERT_NOT_BEFORE, {0}, (uint64_t)(INT64_C(-86400) * NS_PER_SECOND)},
        NUMBER(CERT_NOT_AFTER, 0),
        TEXT(CERT_SHA1, "\x01\x23\x45\x67\x89\xab\xcd\xef\x01\x23\x45\x67\x89\xab\xcd\xef\x01\x23"
                        "\x45\x67"),
        NUMBER(CERT_PLACE, 1),
        TEXT(CERT_SUBJECT, "CN=Example CA"),
    };
    static const struct field resumed[] = {TEXT(TLS_SNI, "storm.example"),
                                           NUMBER(TLS_VERSION, 0x0304), NUMBER(TLS_RESUMED, 1)};
    struct scene tcp = scene(text, IP_TCP, "192.0.2.10:40002", "203.0.113.9:443");
    say(&tcp, EVENT_TLS_SESSION, true, session, COUNT(session));
    say(&tcp, EVENT_TLS_SESSION, true, resumed, COUNT(resumed));
    say(&tcp, EVENT_TLS_SESSION, true, NULL, 0);
}

static void flows(struct text *text)
{
    struct volume volume = {.packets_to_server = 10,
                            .packets_to_client = 19,
                            .bytes_to_server = 1584,
                            .bytes_to_client = 6151,
                            .first = {INT64_C(1736152200999999999)},
                            .last = {INT64_C(1736152257000000000)}};
    struct scene tcp = scene(text, IP_TCP, "192.0.2.10:40002", "203.0.113.9:443");
    tcp.who.application = "tls";
    tcp.observation.volume = &volume;
    tcp.observation.flow_state = "closed";
    tcp.observation.flow_reason = "shutdown";
    tcp.observation.tcp_flags[0] = 0x1b;
    tcp.observation.tcp_flags[1] = 0x12;
    say(&tcp, EVENT_FLOW_END, false, NULL, 0);
    struct scene ping = scene(text, IP_ICMP, "192.0.2.10", "203.0.113.9");
    ping.who.icmp_type = 8;
    ping.observation.volume = &volume;
    ping.observation.when.ns = 0;
    ping.observation.flow_sighted = true;
    say(&ping, EVENT_FLOW_END, false, NULL, 0);
    struct scene odd = scene(text, 253, "192.0.2.10", "203.0.113.9");
    odd.observation.volume = &volume;
    odd.who.tunnelled = true;
    say(&odd, EVENT_FLOW_END, false, NULL, 0);
}

static void alert(struct text *text, enum field_kind kind, struct slice value,
                  const struct matched *matched)
{
    static const struct input_report input = {.path = "monday.pcap"};
    struct scene udp = scene(text, IP_UDP, "192.0.2.10:40000", "192.0.2.1:53");
    udp.who.application = "dns";
    udp.observation.who = &udp.who;
    udp.observation.event = EVENT_DNS_RESPONSE;
    udp.observation.from_server = true;
    struct sighting sighting = {.observation = &udp.observation,
                                .field = kind,
                                .value = value,
                                .machine = &udp.who.client.address,
                                .peer = &udp.who.server};
    eve_output.alert(text, &sighting, matched, &input);
}

static void alerts(struct text *text)
{
    struct notice notice;
    notice_init(&notice, "list\x1b.csv");
    struct statement said = {.family = slice_from("ExampleRAT"),
                             .threat = slice_from("remote\ncontrol")};
    uint32_t statement = notice_add_statement(&notice, &said);
    notice_add(&notice, &(struct indicator){.kind = INDICATOR_DOMAIN,
                                            .pattern = slice_from("storm.example"),
                                            .line = 3});
    notice_add(&notice, &(struct indicator){.kind = INDICATOR_ADDRESS,
                                            .pattern = slice_from("203.0.113.9"),
                                            .line = 4,
                                            .statement = statement});
    struct source_line sources[] = {{&notice, &notice.indicators[0]},
                                    {&notice, &notice.indicators[1]}};
    alert(text, FIELD_DNS_QUESTION, slice_from("a\x1b[2J.storm.example"),
          &(struct matched){INDICATOR_DOMAIN, notice.indicators[0].pattern, sources, 1});
    notice.title = slice_from("Remote control");
    notice.reference = slice_from("https://example.org/notice");
    alert(text, FIELD_DNS_ADDRESS, slice_make(V4 "\xcb\x00\x71\x09", 16),
          &(struct matched){INDICATOR_ADDRESS, notice.indicators[1].pattern, &sources[1], 1});
    notice_done(&notice);
}

void example_eve(struct text *text)
{
    dns(text);
    link_local_names(text);
    http(text);
    tls(text);
    flows(text);
    alerts(text);
}
