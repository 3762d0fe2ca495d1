/* eve - Suricata's event format, one JSON object a line, for tools that read it.
 *
 * DNS records and alerts have the direction of their packet, as Suricata tells
 * them; HTTP, TLS and flow records go from client to server. */
/* SPDX-License-Identifier: MIT */
#include "report/eve.h"

#include "base/digest.h"
#include "base/utf8.h"
#include "report/community_id.h"
#include "report/json_values.h"
#include "report/output.h"

/* JSON's readers hold integers exactly up to 2^53 (RFC 8259, 6). */
#define FLOW_ID_MASK ((UINT64_C(1) << 53) - 1)

/* Sensors share one space of signature numbers; Suricata's own rules and the
 * common sets stay below a thousand million. */
#define FIRST_SIGNATURE UINT64_C(1000000000)
#define SIGNATURES UINT64_C(1000000000)

void text_add_eve_address(struct text *text, const struct address *address)
{
    if (address_is_v4(address)) {
        text_add_address(text, address);
        return;
    }
    for (size_t i = 0; i < 16; i += 2) {
        if (i > 0)
            text_add_byte(text, ':');
        text_add_hex(text, slice_make(address->bytes + i, 2));
    }
}

void eve_write_bytes(struct json_writer *json, const char *key, struct slice bytes)
{
    if (utf8_is_valid(bytes)) {
        json_write_slice(json, key, bytes);
        return;
    }
    struct text text = {0};
    for (size_t i = 0; i < bytes.size; i++) {
        if (bytes.data[i] < 0x80)
            text_add_byte(&text, bytes.data[i]);
        else
            text_print(&text, "\\x%02x", bytes.data[i]);
    }
    json_write_slice(json, key, text_slice(&text));
    text_done(&text);
}

/* 2025-01-06T08:30:00.123456+0000; what is not known is the epoch, as the
 * format has no place for nothing. */
static void write_time(struct json_writer *json, const char *key, struct instant instant)
{
    struct text time = {0};
    if (instant_is_known(instant)) {
        text_add_instant(&time, instant, 6);
        time.size--;
    } else {
        text_put(&time, "1970-01-01T00:00:00.000000");
    }
    text_put(&time, "+0000");
    json_write_slice(json, key, text_slice(&time));
    text_done(&time);
}

static void write_side(struct json_writer *json, const char *address_key, const char *port_key,
                       const struct endpoint *side, bool has_ports)
{
    struct text text = {0};
    text_add_eve_address(&text, &side->address);
    json_write_slice(json, address_key, text_slice(&text));
    text_done(&text);
    if (has_ports)
        json_write_number(json, port_key, side->port);
}

static void write_protocol(struct json_writer *json, const struct conversation *who)
{
    struct text text = {0};
    const char *name = ip_protocol_name(who->protocol);
    if (name)
        text_put(&text, name);
    else
        text_print(&text, "%03u", who->protocol);
    json_write_slice(json, "proto", text_slice(&text));
    text_clear(&text);
    if (who->protocol == IP_ICMP || who->protocol == IP_ICMP6) {
        json_write_number(json, "icmp_type", who->icmp_type);
        json_write_number(json, "icmp_code", who->icmp_code);
    }
    json_write_number(json, "ip_v", address_is_v4(&who->client.address) ? 4 : 6);
    text_add_community_id(&text, who, 0);
    json_write_slice(json, "community_id", text_slice(&text));
    text_done(&text);
}

/* Begins a record with what all records have. */
static struct json_writer begin(struct text *text, const struct observation *observation,
                                const char *event_type, bool from_server)
{
    const struct conversation *who = observation->who;
    struct json_writer json = json_write_into(text);
    bool has_ports = who->protocol == IP_TCP || who->protocol == IP_UDP ||
                     who->protocol == IP_SCTP || who->protocol == IP_UDPLITE;
    json_write_open(&json, NULL, '{');
    write_time(&json, "timestamp", observation->when);
    json_write_number(&json, "flow_id", who->id & FLOW_ID_MASK);
    if (observation->event != EVENT_FLOW_END)
        json_write_number(&json, "pcap_cnt", observation->origin.place);
    json_write_string(&json, "event_type", event_type);
    if (who->vlan_count > 0) {
        json_write_open(&json, "vlan", '[');
        for (size_t i = 0; i < who->vlan_count && i < CONVERSATION_VLANS; i++)
            json_write_number(&json, NULL, who->vlans[i]);
        json_write_close(&json, ']');
    }
    write_side(&json, "src_ip", "src_port", from_server ? &who->server : &who->client, has_ports);
    write_side(&json, "dest_ip", "dest_port", from_server ? &who->client : &who->server, has_ports);
    write_protocol(&json, who);
    if (!who->tunnelled && observation->event != EVENT_FLOW_END)
        json_write_string(&json, "pkt_src", "wire/pcap");
    return json;
}

static void end(struct json_writer *json, const struct input_report *input)
{
    if (input && input->path)
        json_write_string(json, "pcap_filename", input->path);
    json_write_close(json, '}');
    text_add_byte(json->text, '\n');
}

/* A member for a field that is there. */
static void write_text(struct json_writer *json, const char *key,
                       const struct observation *observation, enum field_kind kind)
{
    const struct field *field = observation_find(observation, kind);
    if (field)
        eve_write_bytes(json, key, field->value);
}

static void write_number(struct json_writer *json, const char *key,
                         const struct observation *observation, enum field_kind kind)
{
    const struct field *field = observation_find(observation, kind);
    if (field)
        json_write_number(json, key, field->number);
}

static void write_http(struct json_writer *json, const struct observation *observation)
{
    write_number(json, "tx_id", observation, FIELD_HTTP_EXCHANGE);
    json_write_open(json, "http", '{');
    bool has_host = observation_find(observation, FIELD_HTTP_HOST) != NULL;
    write_text(json, "hostname", observation, has_host ? FIELD_HTTP_HOST : FIELD_HTTP_AUTHORITY);
    write_number(json, "http_port", observation, FIELD_HTTP_PORT);
    write_text(json, "url", observation, FIELD_HTTP_TARGET);
    write_text(json, "http_user_agent", observation, FIELD_HTTP_USER_AGENT);
    const struct field *type = observation_find(observation, FIELD_HTTP_CONTENT_TYPE);
    if (type) /* without its parameters */
        eve_write_bytes(json, "http_content_type",
                        slice_trim(slice_part(type->value, 0, slice_find_byte(type->value, ';'))));
    write_text(json, "http_refer", observation, FIELD_HTTP_REFERER);
    write_text(json, "http_method", observation, FIELD_HTTP_METHOD);
    write_text(json, "protocol", observation, FIELD_HTTP_VERSION);
    write_number(json, "status", observation, FIELD_HTTP_STATUS);
    write_text(json, "status_string", observation, FIELD_HTTP_STATUS_WORD);
    write_text(json, "redirect", observation, FIELD_HTTP_LOCATION);
    write_number(json, "length", observation, FIELD_HTTP_BODY_SIZE);
    json_write_close(json, '}');
}

static void write_flow(struct json_writer *json, const struct observation *observation)
{
    const struct volume *volume = observation->volume;
    if (observation->who->application)
        json_write_string(json, "app_proto", observation->who->application);
    json_write_open(json, "flow", '{');
    json_write_number(json, "pkts_toserver", volume->packets_to_server);
    json_write_number(json, "pkts_toclient", volume->packets_to_client);
    json_write_number(json, "bytes_toserver", volume->bytes_to_server);
    json_write_number(json, "bytes_toclient", volume->bytes_to_client);
    write_time(json, "start", volume->first);
    write_time(json, "end", volume->last);
    /* Whole seconds of the clock, not of the time between: so EVE counts. */
    int64_t age = volume->last.ns / NS_PER_SECOND - volume->first.ns / NS_PER_SECOND;
    json_write_number(json, "age", age > 0 ? (uint64_t)age : 0);
    if (observation->flow_state)
        json_write_string(json, "state", observation->flow_state);
    if (observation->flow_reason)
        json_write_string(json, "reason", observation->flow_reason);
    json_write_bool(json, "alerted", observation->flow_sighted);
    json_write_close(json, '}');
}

static void write_flags(struct json_writer *json, const char *key, uint8_t flags)
{
    json_write_hex(json, key, slice_make(&flags, 1));
}

enum tcp_flag { FIN = 0x01, SYN = 0x02, RST = 0x04, ACK = 0x10 };

/* The state in which the flags leave a connection, in EVE's words: what a stream
 * engine would say if every segment arrived once and in order. */
static const char *tcp_state(uint8_t to_server, uint8_t to_client)
{
    if ((to_server | to_client) & RST || (to_server & to_client & FIN))
        return "closed";
    if (to_server & FIN)
        return "close_wait";
    if (to_client & FIN)
        return "fin_wait1";
    if (to_server & SYN && !(to_client & SYN))
        return "syn_sent";
    if (to_client & SYN && !(to_server & ACK))
        return "syn_recv";
    return "established";
}

static void write_tcp(struct json_writer *json, const uint8_t flags[2])
{
    static const char *const names[] = {"fin", "syn", "rst", "psh", "ack", "urg", "ecn", "cwr"};
    uint8_t all = flags[0] | flags[1];
    json_write_open(json, "tcp", '{');
    write_flags(json, "tcp_flags", all);
    write_flags(json, "tcp_flags_ts", flags[0]);
    write_flags(json, "tcp_flags_tc", flags[1]);
    for (unsigned bit = 0; bit < 8; bit++)
        if (all >> bit & 1)
            json_write_bool(json, names[bit], true);
    json_write_string(json, "state", tcp_state(flags[0], flags[1]));
    json_write_close(json, '}');
}

static void record(struct text *text, const struct observation *observation,
                   const struct input_report *input)
{
    struct json_writer json;
    switch (observation->event) {
    case EVENT_DNS_QUERY:
    case EVENT_DNS_RESPONSE:
        json = begin(text, observation, eve_dns_name(eve_dns_kind(observation->who)),
                     observation->from_server);
        eve_write_dns(&json, observation);
        break;
    case EVENT_HTTP_EXCHANGE:
        json = begin(text, observation, "http", false);
        write_http(&json, observation);
        break;
    case EVENT_TLS_SESSION:
        json = begin(text, observation, "tls", false);
        eve_write_tls(&json, observation);
        break;
    case EVENT_FLOW_END:
        if (!observation->volume)
            return;
        json = begin(text, observation, "flow", false);
        write_flow(&json, observation);
        if (observation->who->protocol == IP_TCP)
            write_tcp(&json, observation->tcp_flags);
        break;
    default:
        return;
    }
    end(&json, input);
}

/* A number that depends on the indicator alone, in every run and on every machine. */
static uint64_t signature_number(const struct matched *matched)
{
    struct text whole = {0};
    uint8_t digest[SHA256_SIZE];
    text_put(&whole, indicator_kind_name(matched->kind));
    text_add_byte(&whole, '\n');
    text_add(&whole, matched->pattern);
    digest_sha256(text_slice(&whole), digest);
    text_done(&whole);
    uint64_t number = 0;
    for (size_t i = 0; i < 8; i++)
        number = number << 8 | digest[i];
    return FIRST_SIGNATURE + number % SIGNATURES;
}

static const struct statement *statement_of(const struct source_line *source)
{
    return &source->notice->statements[source->indicator->statement];
}

static void write_signature(struct json_writer *json, const struct matched *matched)
{
    const struct notice *notice = matched->sources[0].notice;
    struct text text = {0};
    text_put(&text, "Stormcone: ");
    text_put(&text, indicator_kind_name(matched->kind));
    text_add_byte(&text, ' ');
    text_add_printable(&text, matched->pattern);
    text_put(&text, " (");
    text_add_printable(&text, notice->title.size > 0 ? notice->title : notice->name);
    text_put(&text, ")");
    json_write_slice(json, "signature", text_slice(&text));
    text_done(&text);
    struct slice threat = statement_of(&matched->sources[0])->threat;
    json_write_slice(json, "category", threat.size > 0 ? threat : slice_from("Threat notice"));
}

/* What was seen, as text. */
static void add_value(struct text *text, const struct sighting *sighting)
{
    enum field_class class = field_class(sighting->field);
    if ((class == CLASS_ENDPOINT || class == CLASS_ADDRESS) && sighting->value.size == 16) {
        struct address address = address_from_v6(sighting->value.data);
        text_add_address(text, &address);
    } else if (class == CLASS_DIGEST || class == CLASS_SERIAL) {
        text_add_hex(text, sighting->value);
    } else {
        text_add(text, sighting->value);
    }
}

/* Metadata are lists of texts. */
static void write_one(struct json_writer *json, const char *key, struct slice value)
{
    json_write_open(json, key, '[');
    eve_write_bytes(json, NULL, value);
    json_write_close(json, ']');
}

static void write_families(struct json_writer *json, const struct matched *matched)
{
    bool any = false;
    for (size_t i = 0; i < matched->source_count; i++) {
        struct slice family = statement_of(&matched->sources[i])->family;
        if (family.size == 0)
            continue;
        if (!any)
            json_write_open(json, "malware_family", '[');
        any = true;
        json_write_slice(json, NULL, family);
    }
    if (any)
        json_write_close(json, ']');
}

static void write_metadata(struct json_writer *json, const struct sighting *sighting,
                           const struct matched *matched)
{
    struct text text = {0};
    json_write_open(json, "metadata", '{');
    write_families(json, matched);
    write_one(json, "indicator", matched->pattern);
    write_one(json, "indicator_type", slice_from(indicator_kind_name(matched->kind)));
    write_one(json, "field", slice_from(field_name(sighting->field)));
    add_value(&text, sighting);
    write_one(json, "value", text_slice(&text));
    text_clear(&text);
    text_add_address(&text, sighting->machine);
    write_one(json, "machine", text_slice(&text));
    json_write_open(json, "notice", '[');
    for (size_t i = 0; i < matched->source_count; i++) {
        text_clear(&text);
        text_add(&text, matched->sources[i].notice->name);
        text_put(&text, " line ");
        text_add_number(&text, matched->sources[i].indicator->line);
        json_write_slice(json, NULL, text_slice(&text));
    }
    json_write_close(json, ']');
    text_done(&text);
    json_write_open(json, "notice_sha256", '[');
    for (size_t i = 0; i < matched->source_count; i++)
        json_write_hex(json, NULL, slice_make(matched->sources[i].notice->digest, 32));
    json_write_close(json, ']');
    json_write_close(json, '}');
}

static void write_references(struct json_writer *json, const struct matched *matched)
{
    bool any = false;
    for (size_t i = 0; i < matched->source_count; i++) {
        struct slice reference = matched->sources[i].notice->reference;
        if (reference.size == 0)
            continue;
        if (!any)
            json_write_open(json, "references", '[');
        any = true;
        json_write_slice(json, NULL, reference);
    }
    if (any)
        json_write_close(json, ']');
}

static void alert(struct text *text, const struct sighting *sighting, const struct matched *matched,
                  const struct input_report *input)
{
    const struct observation *observation = sighting->observation;
    struct json_writer json = begin(text, observation, "alert", observation->from_server);
    json_write_open(&json, "alert", '{');
    json_write_string(&json, "action", "allowed");
    json_write_number(&json, "gid", 1);
    json_write_number(&json, "signature_id", signature_number(matched));
    json_write_number(&json, "rev", 1);
    write_signature(&json, matched);
    json_write_number(&json, "severity", 1);
    write_metadata(&json, sighting, matched);
    write_references(&json, matched);
    json_write_close(&json, '}');
    if (observation->who->application)
        json_write_string(&json, "app_proto", observation->who->application);
    json_write_string(&json, "direction", observation->from_server ? "to_client" : "to_server");
    end(&json, input);
}

const struct output eve_output = {
    .name = "eve",
    .title = "Suricata's EVE JSON: dns, http, tls, flow and alert records",
    .record = record,
    .alert = alert,
};
