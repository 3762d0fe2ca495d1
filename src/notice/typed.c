/* SPDX-License-Identifier: MIT */
#include "notice/typed.h"

#include "model/address.h"
#include "notice/listed.h"

#include <string.h>

enum {
    TEXT_MOST = 4096, /* of a value that is kept as printed; a Windows path has 32767 at most */
    SERIAL_MOST = 40, /* digits: RFC 5280, 4.1.2.2, allows 20 bytes */
    JARM_SIZE = 62,
    WALLET_LEAST = 20, /* the shortest addresses of any currency have 25 */
    WALLET_MOST = 128,
};

static void begin(struct candidate *c, enum indicator_kind kind)
{
    text_clear(&c->pattern);
    *c = (struct candidate){.pattern = c->pattern, .kind = kind, .rooted = true};
}

static bool is_host_kind(enum indicator_kind kind)
{
    return kind <= INDICATOR_PATH;
}

/* "192.0.2.1|80" as MISP writes it. */
static bool read_piped(struct slice value, struct candidate *c)
{
    size_t pipe = slice_find_last_byte(value, '|');
    struct endpoint endpoint = {.port = 0};
    uint64_t port;
    if (pipe == SLICE_NOWHERE || !slice_to_number(slice_after(value, pipe + 1), 65535, &port) ||
        !typed_read(INDICATOR_ADDRESS, slice_part(value, 0, pipe), c))
        return false;
    if (c->kind != INDICATOR_ADDRESS)
        return c->kind == INDICATOR_DOMAIN;
    if (port == 0 || !address_parse(text_slice(&c->pattern), &endpoint.address))
        return true;
    endpoint.port = (uint16_t)port;
    c->kind = INDICATOR_ENDPOINT;
    text_clear(&c->pattern);
    text_add_endpoint(&c->pattern, &endpoint);
    return true;
}

static bool read_host(struct slice value, struct candidate *c)
{
    if (listed_read(value, c) && is_host_kind(c->kind))
        return true;
    /* A label may look like a digest. */
    return listed_read_label(value, c) || read_piped(value, c);
}

/* Hexadecimal digits in lower case, without what stands between them. */
static bool add_hex(struct text *text, struct slice value)
{
    if (slice_starts_with_ignoring_case(value, "0x"))
        value = slice_after(value, 2);
    for (size_t i = 0; i < value.size; i++) {
        uint8_t byte = value.data[i];
        if (byte_hex_value(byte) >= 0)
            text_add_byte(text, byte_lower(byte));
        else if (byte != ':' && byte != ' ' && byte != '-')
            return false;
    }
    return text->size > 0;
}

static bool read_file_digest(struct slice value, struct candidate *c)
{
    if (value.size > 3 * 128 || !add_hex(&c->pattern, value))
        return false;
    switch (c->pattern.size) {
    case 32:
        c->kind = INDICATOR_MD5;
        return true;
    case 40:
        c->kind = INDICATOR_SHA1;
        return true;
    case 64:
        c->kind = INDICATOR_SHA256;
        return true;
    case 128:
        c->kind = INDICATOR_SHA512;
        return true;
    default:
        return false;
    }
}

static bool read_certificate_digest(struct slice value, struct candidate *c)
{
    if (!read_file_digest(value, c) || (c->kind != INDICATOR_SHA1 && c->kind != INDICATOR_SHA256))
        return false;
    c->kind = c->kind == INDICATOR_SHA1 ? INDICATOR_CERT_SHA1 : INDICATOR_CERT_SHA256;
    return true;
}

static bool read_serial(struct slice value, struct candidate *c)
{
    struct text digits = {0};
    bool read =
        value.size <= 3 * SERIAL_MOST && add_hex(&digits, value) && digits.size <= SERIAL_MOST;
    struct slice rest = text_slice(&digits);
    while (rest.size > 1 && rest.data[0] == '0')
        rest = slice_after(rest, 1);
    text_add(&c->pattern, rest);
    text_done(&digits);
    return read;
}

static bool read_hex_of_size(struct slice value, size_t size, struct candidate *c)
{
    return value.size <= 3 * size && add_hex(&c->pattern, value) && c->pattern.size == size;
}

static bool is_ssdeep(struct slice value)
{
    uint64_t block;
    size_t first = slice_find_byte(value, ':');
    size_t last = slice_find_last_byte(value, ':');
    return first != SLICE_NOWHERE && last > first + 1 && value.size <= 10 + 2 * 65 &&
           slice_to_number(slice_part(value, 0, first), UINT32_MAX, &block);
}

/* "t13d1516h2_8daaf6152771_e5627efa2ab1" */
static bool is_ja4(struct slice value)
{
    static const uint8_t parts[] = {10, 12, 12};
    for (size_t i = 0; i < sizeof parts; i++) {
        struct slice part = slice_split(&value, '_');
        if (part.size != parts[i])
            return false;
        for (size_t k = 0; i > 0 && k < part.size; k++)
            if (byte_hex_value(part.data[k]) < 0)
                return false;
    }
    return value.size == 0;
}

static void add_lower(struct text *text, struct slice value)
{
    for (size_t i = 0; i < value.size; i++)
        text_add_byte(text, byte_lower(value.data[i]));
}

/* "T1059" or "T1059.001" */
static bool is_technique(struct slice value)
{
    if (value.size != 5 && value.size != 9)
        return false;
    for (size_t i = 1; i < value.size; i++)
        if (i == 5 ? value.data[i] != '.' : !byte_is_digit(value.data[i]))
            return false;
    return value.data[0] == 'T' || value.data[0] == 't';
}

static bool read_asn(struct slice value, struct candidate *c)
{
    static const char *const fronts[] = {"asn", "as", ""};
    uint64_t number = 0;
    for (size_t i = 0; i < sizeof fronts / sizeof *fronts; i++) {
        if (!slice_starts_with_ignoring_case(value, fronts[i]))
            continue;
        struct slice digits = slice_trim(slice_after(value, strlen(fronts[i])));
        if (slice_to_number(digits, UINT32_MAX, &number) && number > 0) {
            text_print(&c->pattern, "AS%u", (unsigned)number);
            return true;
        }
    }
    return false;
}

static const struct {
    const char *written, *meant;
} roots[] = {
    {"HKLM", "HKEY_LOCAL_MACHINE"},
    {"HKCU", "HKEY_CURRENT_USER"},
    {"HKCR", "HKEY_CLASSES_ROOT"},
    {"HKU", "HKEY_USERS"},
    {"HKCC", "HKEY_CURRENT_CONFIG"},
    {"HKEY_LOCAL_MACHINE", "HKEY_LOCAL_MACHINE"},
    {"HKEY_CURRENT_USER", "HKEY_CURRENT_USER"},
    {"HKEY_CLASSES_ROOT", "HKEY_CLASSES_ROOT"},
    {"HKEY_USERS", "HKEY_USERS"},
    {"HKEY_CURRENT_CONFIG", "HKEY_CURRENT_CONFIG"},
};

static bool read_registry_key(struct slice value, struct candidate *c)
{
    size_t slash = slice_find_byte(value, '\\');
    struct slice root = slice_part(value, 0, slash);
    if (root.size > 0 && root.data[root.size - 1] == ':') /* PowerShell: "HKLM:\..." */
        root.size--;
    for (size_t i = 0; slash != SLICE_NOWHERE && i < sizeof roots / sizeof *roots; i++)
        if (slice_equal_ignoring_case(root, slice_from(roots[i].written))) {
            text_put(&c->pattern, roots[i].meant);
            text_add(&c->pattern, slice_after(value, slash));
            return true;
        }
    text_add(&c->pattern, value);
    return value.size > 2;
}

static bool is_wallet(struct slice value)
{
    for (size_t i = 0; i < value.size; i++)
        if (!byte_is_letter(value.data[i]) && !byte_is_digit(value.data[i]) && value.data[i] != ':')
            return false;
    return value.size >= WALLET_LEAST && value.size <= WALLET_MOST;
}

static struct slice without_quotes(struct slice value)
{
    value = slice_trim(value);
    bool quoted = value.size > 1 && (value.data[0] == '"' || value.data[0] == '\'') &&
                  value.data[0] == value.data[value.size - 1];
    return quoted ? slice_part(value, 1, value.size - 1) : value;
}

static bool keep_if(bool fits, struct slice value, struct candidate *c)
{
    if (fits)
        text_add(&c->pattern, value);
    return fits;
}

/* What candidate.h knows by its form; another kind is a mistake. */
static bool read_by_form(enum indicator_kind kind, struct slice value, struct candidate *c)
{
    return candidate_read(value, c) && c->kind == kind;
}

bool typed_read(enum indicator_kind kind, struct slice value, struct candidate *c)
{
    value = without_quotes(value);
    begin(c, kind);
    if (value.size == 0 || value.size > TEXT_MOST)
        return false;
    if (is_host_kind(kind))
        return read_host(value, c);
    switch (kind) {
    case INDICATOR_MD5:
    case INDICATOR_SHA1:
    case INDICATOR_SHA256:
    case INDICATOR_SHA512:
        return read_file_digest(value, c);
    case INDICATOR_CERT_SHA1:
    case INDICATOR_CERT_SHA256:
        return read_certificate_digest(value, c);
    case INDICATOR_CERT_SERIAL:
        return read_serial(value, c);
    case INDICATOR_IMPHASH:
    case INDICATOR_JA3:
    case INDICATOR_JA3S:
    case INDICATOR_HASSH:
        return read_hex_of_size(value, 32, c);
    case INDICATOR_JARM:
        return read_hex_of_size(value, JARM_SIZE, c);
    case INDICATOR_SSDEEP:
        return keep_if(is_ssdeep(value), value, c);
    case INDICATOR_JA4:
        add_lower(&c->pattern, value);
        return is_ja4(value);
    case INDICATOR_EMAIL:
    case INDICATOR_CVE:
        return read_by_form(kind, value, c);
    case INDICATOR_TECHNIQUE:
        if (is_technique(value))
            text_add_byte(&c->pattern, 'T');
        return keep_if(is_technique(value), slice_after(value, 1), c);
    case INDICATOR_ASN:
        return read_asn(value, c);
    case INDICATOR_REGISTRY_KEY:
        return read_registry_key(value, c);
    case INDICATOR_WALLET:
        return keep_if(is_wallet(value), value, c);
    default: /* kept as printed */
        return keep_if(true, value, c);
    }
}

bool typed_read_other(struct slice name, struct slice value, struct candidate *c)
{
    value = without_quotes(value);
    begin(c, INDICATOR_OTHER);
    if (value.size == 0 || value.size > TEXT_MOST)
        return false;
    text_add(&c->pattern, name);
    text_put(&c->pattern, ": ");
    text_add(&c->pattern, value);
    return true;
}
