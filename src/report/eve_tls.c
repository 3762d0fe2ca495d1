/* SPDX-License-Identifier: MIT */
#include "report/eve.h"

/* The names that EVE gives to versions; older ones are written as OpenSSL once did. */
static void write_version(struct json_writer *json, uint64_t version)
{
    static const struct {
        uint16_t number;
        const char *name;
    } names[] = {
        {0x0002, "SSLv2"},   {0x0200, "SSLv2"},   {0x0300, "SSLv3"},   {0x0301, "TLSv1"},
        {0x0302, "TLS 1.1"}, {0x0303, "TLS 1.2"}, {0x0304, "TLS 1.3"},
    };
    struct text text = {0};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (names[i].number == version)
            text_put(&text, names[i].name);
    unsigned draft = (unsigned)(version & 0xff); /* of RFC 8446 */
    if (text.size == 0 && version >> 8 == 0x7f && draft < 16)
        text_put(&text, "TLS 1.3 draft-<16");
    else if (text.size == 0 && version >> 8 == 0x7f)
        text_print(&text, "TLS 1.3 draft-%02u", draft);
    if (text.size == 0)
        text_print(&text, "0x%04x", (unsigned)(version & 0xffff));
    json_write_slice(json, "version", text_slice(&text));
    text_done(&text);
}

/* "03:DE:23" for serials, "cc:aa:48" for digests. */
static void write_pairs(struct json_writer *json, const char *key, struct slice bytes,
                        const char *format)
{
    struct text text = {0};
    for (size_t i = 0; i < bytes.size; i++) {
        text_put(&text, i > 0 ? ":" : "");
        text_print(&text, format[0] == 'X' ? "%02X" : "%02x", bytes.data[i]);
    }
    json_write_slice(json, key, text_slice(&text));
    text_done(&text);
}

/* 2025-01-06T08:30:00, of nanoseconds that may be before 1970. */
static void write_date(struct json_writer *json, const char *key, uint64_t ns)
{
    struct instant instant = {(int64_t)ns};
    struct text text = {0};
    if (instant_is_known(instant)) {
        text_add_instant(&text, instant, 0);
        text.size--;
    } else {
        text_put(&text, "1970-01-01T00:00:00");
    }
    json_write_slice(json, key, text_slice(&text));
    text_done(&text);
}

static void write_certificate_field(struct json_writer *json, const struct field *field)
{
    switch (field->kind) {
    case FIELD_CERT_SUBJECT:
        eve_write_bytes(json, "subject", field->value);
        break;
    case FIELD_CERT_ISSUER:
        eve_write_bytes(json, "issuerdn", field->value);
        break;
    case FIELD_CERT_SERIAL:
        write_pairs(json, "serial", field->value, "X");
        break;
    case FIELD_CERT_SHA1:
        write_pairs(json, "fingerprint", field->value, "x");
        break;
    case FIELD_CERT_NOT_BEFORE:
        write_date(json, "notbefore", field->number);
        break;
    case FIELD_CERT_NOT_AFTER:
        write_date(json, "notafter", field->number);
        break;
    default:
        break;
    }
}

/* Alternative names; the subject's common name (number 1) stands in the subject. */
static void write_names(struct json_writer *json, const struct field *fields, size_t count)
{
    bool any = false;
    struct text text = {0};
    for (size_t i = 0; i < count; i++) {
        bool is_name = fields[i].kind == FIELD_CERT_NAME && fields[i].number == 0;
        bool is_address = fields[i].kind == FIELD_CERT_ADDRESS && fields[i].value.size == 16;
        if (!is_name && !is_address)
            continue;
        if (!any)
            json_write_open(json, "subjectaltname", '[');
        any = true;
        text_clear(&text);
        if (is_address) {
            struct address address = address_from_v6(fields[i].value.data);
            text_add_eve_address(&text, &address);
        } else {
            text_add(&text, fields[i].value);
        }
        eve_write_bytes(json, NULL, text_slice(&text));
    }
    text_done(&text);
    if (any)
        json_write_close(json, ']');
}

/* The server's own certificate, which is the first. */
static void write_certificate(struct json_writer *json, const struct observation *observation)
{
    const struct field *first = observation_find(observation, FIELD_CERT_PLACE);
    if (!first)
        return;
    const struct field *end = observation->fields + observation->field_count;
    size_t count = 1;
    while (first + count < end && first[count].kind != FIELD_CERT_PLACE)
        count++;
    for (size_t i = 0; i < count; i++)
        write_certificate_field(json, &first[i]);
    write_names(json, first, count);
}

static void write_protocols(struct json_writer *json, const char *key,
                            const struct observation *observation, enum field_kind kind)
{
    if (!observation_find(observation, kind))
        return;
    json_write_open(json, key, '[');
    for (size_t i = 0; i < observation->field_count; i++)
        if (observation->fields[i].kind == kind)
            eve_write_bytes(json, NULL, observation->fields[i].value);
    json_write_close(json, ']');
}

void eve_write_tls(struct json_writer *json, const struct observation *observation)
{
    json_write_open(json, "tls", '{');
    write_certificate(json, observation);
    const struct field *resumed = observation_find(observation, FIELD_TLS_RESUMED);
    if (resumed && resumed->number != 0)
        json_write_bool(json, "session_resumed", true);
    const struct field *sni = observation_find(observation, FIELD_TLS_SNI);
    if (sni)
        eve_write_bytes(json, "sni", sni->value);
    const struct field *version = observation_find(observation, FIELD_TLS_VERSION);
    if (version)
        write_version(json, version->number);
    else
        json_write_string(json, "version", "UNDETERMINED");
    write_protocols(json, "client_alpns", observation, FIELD_TLS_ALPN);
    write_protocols(json, "server_alpns", observation, FIELD_TLS_ALPN_CHOSEN);
    json_write_close(json, '}');
}
