/* SPDX-License-Identifier: MIT */
#include "notice/stix_path.h"

#include "notice/misp_type.h"

#define VALUE(KIND)                                                                                \
    {                                                                                              \
        STIX_MEANS_VALUE, INDICATOR_##KIND, NULL                                                   \
    }
#define OTHER(name)                                                                                \
    {                                                                                              \
        STIX_MEANS_VALUE, INDICATOR_OTHER, name                                                    \
    }
#define DETAIL                                                                                     \
    {                                                                                              \
        STIX_MEANS_DETAIL, INDICATOR_OTHER, NULL                                                   \
    }
#define PORT                                                                                       \
    {                                                                                              \
        STIX_MEANS_PORT, INDICATOR_OTHER, NULL                                                     \
    }

/* The first row counts whose two ends fit; "" fits all. Names without a type in the
 * standard (hostname, cryptocurrency-wallet, user-agent) are what large platforms export. */
static const struct {
    const char *begins, *ends;
    struct stix_path path;
} paths[] = {
    {"ipv4-addr:value", "", VALUE(ADDRESS)},
    {"ipv6-addr:value", "", VALUE(ADDRESS)},
    {"domain-name:value", "", VALUE(DOMAIN)},
    {"domain-name:resolves_to_refs", "value", VALUE(ADDRESS)},
    {"hostname:value", "", VALUE(DOMAIN)},
    {"url:value", "", VALUE(URL)},
    {"artifact:url", "", VALUE(URL)},
    {"network-traffic:", "_ref.value", VALUE(ADDRESS)},
    {"network-traffic:", "_port", PORT},
    {"network-traffic:", "request_value", VALUE(URL)},
    {"network-traffic:", "request_header.Host", VALUE(DOMAIN)},
    {"network-traffic:", "request_header.User-Agent", VALUE(USER_AGENT)},
    {"user-agent:value", "", VALUE(USER_AGENT)},
    {"network-traffic:protocols", "", DETAIL},
    {"network-traffic:", "request_method", DETAIL},
    {"network-traffic:", "request_version", DETAIL},
    {"", "_ref.type", DETAIL},
    {"", "_refs.type", DETAIL},
    {"email-addr:value", "", VALUE(EMAIL)},
    {"email-addr:display_name", "", DETAIL},
    {"email-message:", "_ref.value", VALUE(EMAIL)},
    {"email-message:", "_refs.value", VALUE(EMAIL)},
    {"email-message:subject", "", OTHER("email-subject")},
    {"email-message:message_id", "", OTHER("email-message-id")},
    {"email-message:is_multipart", "", DETAIL},
    {"file:name", "", VALUE(FILE_NAME)},
    {"file:parent_directory_ref.path", "", DETAIL},
    {"file:", "body_raw_ref.name", VALUE(FILE_NAME)},
    {"email-message:", "body_raw_ref.name", VALUE(FILE_NAME)},
    {"file:size", "", DETAIL},
    {"file:mime_type", "", DETAIL},
    {"file:", ".imphash", VALUE(IMPHASH)},
    {"file:", ".pdb_path", OTHER("pdb")},
    {"directory:path", "", VALUE(FILE_NAME)},
    {"mutex:name", "", VALUE(MUTEX)},
    {"windows-registry-key:key", "", VALUE(REGISTRY_KEY)},
    {"windows-registry-key:values", "", DETAIL},
    {"process:command_line", "", OTHER("command-line")},
    {"process:name", "", VALUE(FILE_NAME)},
    {"process:", "image_ref.name", VALUE(FILE_NAME)},
    {"process:", "binary_ref.name", VALUE(FILE_NAME)},
    {"process:", "service_name", OTHER("windows-service-name")},
    {"process:", ".display_name", OTHER("windows-service-displayname")},
    {"autonomous-system:number", "", VALUE(ASN)},
    {"autonomous-system:name", "", DETAIL},
    {"mac-addr:value", "", OTHER("mac-address")},
    {"user-account:account_login", "", OTHER("user-account")},
    {"user-account:user_id", "", OTHER("user-account")},
    {"user-account:account_type", "", DETAIL},
    {"x509-certificate:serial_number", "", VALUE(CERT_SERIAL)},
    {"x509-certificate:subject", "", OTHER("certificate-subject")},
    {"x509-certificate:issuer", "", OTHER("certificate-issuer")},
    {"x509-certificate:version", "", DETAIL},
    {"vulnerability:name", "", VALUE(CVE)},
    {"cryptocurrency-wallet:value", "", VALUE(WALLET)},
    {"phone-number:value", "", OTHER("phone-number")},
    {"bank-account:iban", "", OTHER("iban")},
};

/* Fingerprints have no place in the standard; producers add them under these names. */
static const struct {
    const char *begins;
    enum indicator_kind kind;
} fingerprints[] = {
    {"ja3s", INDICATOR_JA3S},     {"ja3", INDICATOR_JA3},     {"ja4", INDICATOR_JA4},
    {"jarm", INDICATOR_JARM},     {"hassh", INDICATOR_HASSH}, {"x_ja3s", INDICATOR_JA3S},
    {"x_ja3", INDICATOR_JA3},     {"x_ja4", INDICATOR_JA4},   {"x_jarm", INDICATOR_JARM},
    {"x_hassh", INDICATOR_HASSH},
};

static bool starts_with(struct slice s, const char *text)
{
    return slice_starts_with_ignoring_case(s, text);
}

/* What ends with the fingerprint's name or a usual word behind it ("ja3_hash"), and not
 * "ja4h" or "ja4x", which are other fingerprints. */
static bool find_fingerprint(struct slice name, struct stix_path *path)
{
    for (size_t i = 0; i < sizeof fingerprints / sizeof *fingerprints; i++) {
        if (!starts_with(name, fingerprints[i].begins))
            continue;
        struct slice rest = slice_after(name, slice_from(fingerprints[i].begins).size);
        if (rest.size > 0 && (byte_is_letter(rest.data[0]) || byte_is_digit(rest.data[0])))
            return false;
        *path = (struct stix_path){STIX_MEANS_VALUE, fingerprints[i].kind, NULL};
        return true;
    }
    return false;
}

/* MISP's type for "SHA-256", "SHA256", "sha-256", "SHA3-256". */
static const struct misp_type *find_algorithm(struct slice name)
{
    enum { LONGEST = 16 };
    uint8_t plain[LONGEST];
    size_t size = 0;
    const struct misp_type *type = misp_type_find(name);
    for (size_t i = 0; i < name.size && size < LONGEST; i++)
        if (name.data[i] != '-' && name.data[i] != '_')
            plain[size++] = name.data[i];
    return type ? type : misp_type_find(slice_make(plain, size));
}

static enum indicator_kind of_certificate(enum indicator_kind kind)
{
    return kind == INDICATOR_SHA1     ? INDICATOR_CERT_SHA1
           : kind == INDICATOR_SHA256 ? INDICATOR_CERT_SHA256
                                      : INDICATOR_OTHER;
}

static struct stix_path read_hash(struct slice path, struct slice algorithm)
{
    struct stix_path found = {STIX_MEANS_VALUE, INDICATOR_OTHER, "hash"};
    const struct misp_type *type = find_algorithm(algorithm);
    if (find_fingerprint(algorithm, &found) || !type || type->parts[0] == INDICATOR_KINDS)
        return found;
    found.kind = type->parts[0];
    found.name = type->name;
    if (starts_with(path, "x509-certificate:")) {
        found.kind = of_certificate(found.kind);
        found.name = "certificate-hash";
    }
    return found;
}

struct stix_path stix_path_read(struct slice path)
{
    struct stix_path found = {STIX_MEANS_NOTHING, INDICATOR_OTHER, NULL};
    size_t hashes = slice_find(path, slice_from("hashes."));
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++)
        if (slice_starts_with(path, paths[i].begins) && slice_ends_with(path, paths[i].ends))
            return paths[i].path;
    if (hashes != SLICE_NOWHERE)
        return read_hash(path, slice_after(path, hashes + slice_from("hashes.").size));
    size_t dot = slice_find_last_byte(path, '.');
    size_t last = dot != SLICE_NOWHERE ? dot : slice_find_byte(path, ':');
    find_fingerprint(slice_after(path, last + 1), &found);
    return found;
}
