/* SPDX-License-Identifier: MIT */
#include "report/dns_names.h"
#include "report/eve.h"

/* Header flags (RFC 1035, 4.1.1; RFC 4795, 2.1.1). */
enum flags {
    FLAG_RESPONSE = 0x8000,
    FLAG_AUTHORITATIVE = 0x0400, /* LLMNR: conflict */
    FLAG_TRUNCATED = 0x0200,
    FLAG_RECURSION_DESIRED = 0x0100, /* LLMNR: tentative */
    FLAG_RECURSION_AVAILABLE = 0x0080,
    FLAG_Z = 0x0040,
    FLAG_AUTHENTIC = 0x0020,
    FLAG_CHECKING_DISABLED = 0x0010,
};

enum type {
    TYPE_A = 1,
    TYPE_NS = 2,
    TYPE_CNAME = 5,
    TYPE_SOA = 6,
    TYPE_NULL = 10,
    TYPE_PTR = 12,
    TYPE_MX = 15,
    TYPE_TXT = 16,
    TYPE_AAAA = 28,
    TYPE_SRV = 33,
    TYPE_SSHFP = 44,
};

enum section {
    ANSWER = 1,
    AUTHORITY = 2,
    ADDITIONAL = 3,
    EVERYWHERE = 1 << ANSWER | 1 << AUTHORITY | 1 << ADDITIONAL, /* a set of sections */
};

/* One resource record: the run of fields that begins with its name. */
struct record {
    const struct field *fields;
    size_t count;
    uint64_t section, type, ttl;
};

enum eve_dns eve_dns_kind(const struct conversation *who)
{
    struct slice application = slice_from(who->application);
    if (slice_equal_text(application, "mdns"))
        return EVE_MDNS;
    if (slice_equal_text(application, "llmnr"))
        return EVE_LLMNR;
    if (who->server.port == 5353)
        return EVE_MDNS;
    return who->server.port == 5355 ? EVE_LLMNR : EVE_DNS;
}

const char *eve_dns_name(enum eve_dns kind)
{
    static const char *const names[] = {
        [EVE_DNS] = "dns",
        [EVE_MDNS] = "mdns",
        [EVE_LLMNR] = "llmnr",
    };
    return names[kind];
}

/* Takes the next record, from *place on; false when there is none. */
static bool next_record(const struct observation *observation, size_t *place, struct record *record)
{
    const struct field *fields = observation->fields;
    size_t count = observation->field_count, i = *place;
    while (i < count && fields[i].kind != FIELD_DNS_RECORD_NAME)
        i++;
    if (i == count)
        return false;
    *record = (struct record){.fields = &fields[i], .count = 1};
    for (i++; i < count && fields[i].kind != FIELD_DNS_RECORD_NAME; i++, record->count++) {
        if (fields[i].kind == FIELD_DNS_RECORD_SECTION)
            record->section = fields[i].number <= ADDITIONAL ? fields[i].number : 0;
        else if (fields[i].kind == FIELD_DNS_RECORD_TYPE)
            record->type = fields[i].number;
        else if (fields[i].kind == FIELD_DNS_RECORD_TTL)
            record->ttl = fields[i].number;
    }
    *place = i;
    return true;
}

static const struct field *find(const struct record *record, enum field_kind kind)
{
    for (size_t i = 0; i < record->count; i++)
        if (record->fields[i].kind == kind)
            return &record->fields[i];
    return NULL;
}

static void write_field_number(struct json_writer *json, const char *key,
                               const struct record *record, enum field_kind kind)
{
    const struct field *field = find(record, kind);
    if (field)
        json_write_number(json, key, field->number);
}

static void write_field_text(struct json_writer *json, const char *key, const struct record *record,
                             enum field_kind kind)
{
    const struct field *field = find(record, kind);
    if (field)
        eve_write_bytes(json, key, field->value);
}

/* EVE's root is the empty name. */
static void write_name(struct json_writer *json, const char *key, struct slice name)
{
    eve_write_bytes(json, key, slice_equal_text(name, ".") ? (struct slice){0} : name);
}

/* --- what a record says, by its type --- */

static void write_address(struct json_writer *json, const char *key, const struct record *record)
{
    const struct field *field = find(record, FIELD_DNS_ADDRESS);
    if (!field || field->value.size != 16)
        return;
    struct address address = address_from_v6(field->value.data);
    struct text text = {0};
    text_add_eve_address(&text, &address);
    json_write_slice(json, key, text_slice(&text));
    text_done(&text);
}

static void write_target(struct json_writer *json, const char *key, const struct record *record)
{
    const struct field *field = find(record, FIELD_DNS_TARGET);
    if (field)
        write_name(json, key, field->value);
}

static void write_raw(struct json_writer *json, const char *key, const struct record *record)
{
    write_field_text(json, key, record, FIELD_DNS_DATA);
}

/* The strings of one record are one text (as RFC 7208, 3.3 reads them). */
static void write_joined(struct json_writer *json, const char *key, const struct record *record)
{
    struct text text = {0};
    for (size_t i = 0; i < record->count; i++)
        if (record->fields[i].kind == FIELD_DNS_TEXT)
            text_add(&text, record->fields[i].value);
    eve_write_bytes(json, key, text_slice(&text));
    text_done(&text);
}

static void write_strings(struct json_writer *json, const char *key, const struct record *record)
{
    if (!find(record, FIELD_DNS_TEXT))
        return;
    json_write_open(json, key, '[');
    for (size_t i = 0; i < record->count; i++)
        if (record->fields[i].kind == FIELD_DNS_TEXT)
            eve_write_bytes(json, NULL, record->fields[i].value);
    json_write_close(json, ']');
}

static void write_soa(struct json_writer *json, const char *key, const struct record *record)
{
    static const char *const numbers[] = {"serial", "refresh", "retry", "expire", "minimum"};
    json_write_open(json, key, '{');
    write_target(json, "mname", record);
    write_field_text(json, "rname", record, FIELD_DNS_MAILBOX);
    size_t place = 0;
    for (size_t i = 0; i < record->count && place < sizeof numbers / sizeof *numbers; i++)
        if (record->fields[i].kind == FIELD_DNS_SOA_NUMBER)
            json_write_number(json, numbers[place++], record->fields[i].number);
    json_write_close(json, '}');
}

static void write_srv(struct json_writer *json, const char *key, const struct record *record)
{
    json_write_open(json, key, '{');
    write_field_number(json, "priority", record, FIELD_DNS_PREFERENCE);
    write_field_number(json, "weight", record, FIELD_DNS_WEIGHT);
    write_field_number(json, "port", record, FIELD_DNS_PORT);
    write_target(json, "name", record);
    json_write_close(json, '}');
}

/* Algorithm, kind of digest, digest (RFC 4255). */
static void write_sshfp(struct json_writer *json, const char *key, const struct record *record)
{
    const struct field *data = find(record, FIELD_DNS_DATA);
    if (!data || data->value.size < 3)
        return;
    struct text text = {0};
    for (size_t i = 2; i < data->value.size; i++)
        text_print(&text, i > 2 ? ":%02x" : "%02x", data->value.data[i]);
    json_write_open(json, key, '{');
    json_write_slice(json, "fingerprint", text_slice(&text));
    json_write_number(json, "algo", data->value.data[0]);
    json_write_number(json, "type", data->value.data[1]);
    json_write_close(json, '}');
    text_done(&text);
}

typedef void write_fn(struct json_writer *json, const char *key, const struct record *record);

/* The types that EVE tells. In DNS records the key is "rdata" or, where `key`
 * says so, its own; LLMNR names the type; mDNS tells but few. The schema has
 * a place for each in these sections only (bits of enum section). */
static const struct telling_of {
    uint64_t type;
    const char *group; /* key under "grouped" */
    write_fn *write;
    const char *key;   /* own key in DNS records; NULL: "rdata" */
    const char *llmnr; /* own key in LLMNR records */
    const char *mdns;  /* own key in mDNS records; NULL: is not told */
    unsigned sections;
} tellings[] = {
    {TYPE_A, "A", write_address, NULL, "a", NULL, EVERYWHERE},
    {TYPE_AAAA, "AAAA", write_address, NULL, "aaaa", NULL, EVERYWHERE},
    {TYPE_CNAME, "CNAME", write_target, NULL, "cname", NULL, EVERYWHERE},
    {TYPE_MX, "MX", write_target, NULL, "mx", NULL, EVERYWHERE},
    {TYPE_NS, "NS", write_target, NULL, "ns", NULL, EVERYWHERE},
    {TYPE_NULL, "NULL", write_raw, NULL, "null", NULL, EVERYWHERE},
    {TYPE_PTR, "PTR", write_target, NULL, "ptr", "ptr", EVERYWHERE},
    {TYPE_SOA, "SOA", write_soa, "soa", "soa", NULL, 1 << ANSWER | 1 << AUTHORITY},
    {TYPE_SRV, "SRV", write_srv, "srv", "srv", NULL, 1 << ANSWER},
    {TYPE_SSHFP, "SSHFP", write_sshfp, "sshfp", "sshfp", NULL, 1 << ANSWER},
    {TYPE_TXT, "TXT", write_joined, NULL, "txt", "txt", EVERYWHERE},
};

enum { TELLINGS = sizeof tellings / sizeof *tellings };

static const struct telling_of *telling_for(const struct record *record)
{
    for (size_t i = 0; i < TELLINGS; i++)
        if (tellings[i].type == record->type)
            return tellings[i].sections >> record->section & 1 ? &tellings[i] : NULL;
    return NULL;
}

static void write_data(struct json_writer *json, const struct record *record, enum eve_dns kind)
{
    const struct telling_of *telling = telling_for(record);
    if (!telling)
        return;
    write_fn *write = telling->write;
    const char *key = telling->key ? telling->key : "rdata";
    if (kind != EVE_DNS) {
        key = kind == EVE_MDNS ? telling->mdns : telling->llmnr;
        if (write == write_joined)
            write = write_strings;
    }
    /* In mDNS, authorities have names only. */
    if (key && !(kind == EVE_MDNS && record->section == AUTHORITY))
        write(json, key, record);
}

static void write_type(struct json_writer *json, uint64_t type, bool lower)
{
    struct text text = {0};
    text_add_dns_type(&text, type);
    for (size_t i = 0; lower && i < text.size; i++)
        text.data[i] = (char)byte_lower((uint8_t)text.data[i]);
    json_write_slice(json, "rrtype", text_slice(&text));
    text_done(&text);
}

static void write_record(struct json_writer *json, const struct record *record, enum eve_dns kind)
{
    json_write_open(json, NULL, '{');
    write_name(json, "rrname", record->fields[0].value);
    if (kind != EVE_MDNS) {
        write_type(json, record->type, kind == EVE_LLMNR);
        json_write_number(json, "ttl", record->ttl);
    }
    write_data(json, record, kind);
    json_write_close(json, '}');
}

static void write_section(struct json_writer *json, const char *key, uint64_t section,
                          const struct observation *observation, enum eve_dns kind)
{
    struct record record;
    bool any = false;
    for (size_t place = 0; next_record(observation, &place, &record);) {
        if (record.section != section)
            continue;
        if (!any)
            json_write_open(json, key, '[');
        any = true;
        write_record(json, &record, kind);
    }
    if (any)
        json_write_close(json, ']');
}

/* The answers again, by type: {"A":["192.0.2.1"]}. */
static void write_grouped(struct json_writer *json, const struct observation *observation)
{
    struct record record;
    bool present[TELLINGS] = {false}, any = false;
    for (size_t place = 0; next_record(observation, &place, &record);) {
        const struct telling_of *telling = telling_for(&record);
        if (!telling || record.section != ANSWER)
            continue;
        present[telling - tellings] = any = true;
    }
    if (!any)
        return;
    json_write_open(json, "grouped", '{');
    for (size_t i = 0; i < TELLINGS; i++) {
        if (!present[i])
            continue;
        size_t before = json->text->size;
        bool comma = json->comma;
        json_write_open(json, tellings[i].group, '[');
        for (size_t place = 0; next_record(observation, &place, &record);)
            if (record.section == ANSWER && record.type == tellings[i].type)
                tellings[i].write(json, NULL, &record);
        bool empty = !json->comma;
        json_write_close(json, ']');
        /* Records whose data could not be read leave an empty group, which EVE has not. */
        if (empty) {
            json->text->size = before;
            json->comma = comma;
        }
    }
    json_write_close(json, '}');
}

static void write_queries(struct json_writer *json, const struct observation *observation,
                          enum eve_dns kind)
{
    const struct field *fields = observation->fields;
    if (!observation_find(observation, FIELD_DNS_QUESTION))
        return;
    json_write_open(json, "queries", '[');
    for (size_t i = 0; i < observation->field_count; i++) {
        if (fields[i].kind != FIELD_DNS_QUESTION)
            continue;
        json_write_open(json, NULL, '{');
        write_name(json, "rrname", fields[i].value);
        if (i + 1 < observation->field_count && fields[i + 1].kind == FIELD_DNS_QUESTION_TYPE)
            write_type(json, fields[i + 1].number, kind != EVE_DNS);
        json_write_close(json, '}');
    }
    json_write_close(json, ']');
}

/* --- the header, in the three ways in which it is told --- */

struct flag_name {
    uint64_t flag;
    const char *name;
};

static void write_dns_header(struct json_writer *json, uint64_t flags)
{
    static const struct flag_name names[] = {
        {FLAG_RESPONSE, "qr"},          {FLAG_AUTHORITATIVE, "aa"},       {FLAG_TRUNCATED, "tc"},
        {FLAG_RECURSION_DESIRED, "rd"}, {FLAG_RECURSION_AVAILABLE, "ra"}, {FLAG_Z, "z"},
    };
    struct text text = {0};
    text_print(&text, "%x", (unsigned)flags);
    json_write_slice(json, "flags", text_slice(&text));
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (flags & names[i].flag)
            json_write_bool(json, names[i].name, true);
    json_write_number(json, "opcode", flags >> 11 & 15);
    text_clear(&text);
    text_add_dns_rcode(&text, flags & 15);
    json_write_slice(json, "rcode", text_slice(&text));
    text_done(&text);
}

static void write_flag_list(struct json_writer *json, uint64_t flags, const struct flag_name *names,
                            size_t count)
{
    json_write_open(json, "flags", '[');
    for (size_t i = 0; i < count; i++)
        if (flags & names[i].flag)
            json_write_string(json, NULL, names[i].name);
    json_write_close(json, ']');
    json_write_number(json, "opcode", flags >> 11 & 15);
}

static void write_header(struct json_writer *json, uint64_t flags, enum eve_dns kind)
{
    static const struct flag_name mdns[] = {
        {FLAG_AUTHORITATIVE, "aa"},       {FLAG_TRUNCATED, "tc"}, {FLAG_RECURSION_DESIRED, "rd"},
        {FLAG_RECURSION_AVAILABLE, "ra"}, {FLAG_Z, "z"},          {FLAG_AUTHENTIC, "ad"},
        {FLAG_CHECKING_DISABLED, "cd"},
    };
    static const struct flag_name llmnr[] = {
        {FLAG_AUTHORITATIVE, "c"},
        {FLAG_TRUNCATED, "tc"},
        {FLAG_RECURSION_DESIRED, "t"},
    };
    if (kind == EVE_DNS) {
        write_dns_header(json, flags);
    } else if (kind == EVE_MDNS) {
        write_flag_list(json, flags, mdns, sizeof mdns / sizeof *mdns);
        json_write_number(json, "rcode", flags & 15);
    } else {
        write_flag_list(json, flags, llmnr, sizeof llmnr / sizeof *llmnr);
    }
}

void eve_write_dns(struct json_writer *json, const struct observation *observation)
{
    enum eve_dns kind = eve_dns_kind(observation->who);
    bool response = observation->event == EVENT_DNS_RESPONSE;
    const struct field *id = observation_find(observation, FIELD_DNS_ID);
    const struct field *flags = observation_find(observation, FIELD_DNS_FLAGS);
    json_write_open(json, eve_dns_name(kind), '{');
    if (kind == EVE_DNS)
        json_write_number(json, "version", 3);
    json_write_string(json, "type", response ? "response" : "request");
    if (id)
        json_write_number(json, "id", id->number);
    if (flags)
        write_header(json, flags->number, kind);
    write_queries(json, observation, kind);
    write_section(json, "answers", ANSWER, observation, kind);
    if (kind == EVE_DNS)
        write_grouped(json, observation);
    write_section(json, "authorities", AUTHORITY, observation, kind);
    write_section(json, "additionals", ADDITIONAL, observation, kind);
    json_write_close(json, '}');
}
