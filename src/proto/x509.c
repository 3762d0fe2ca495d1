/* SPDX-License-Identifier: MIT */
#include "proto/x509.h"

#include "model/limits.h"
#include "proto/der.h"

#include <string.h>

enum {
    TBS_VERSION = DER_CONTEXT_CONSTRUCTED | 0,
    TBS_EXTENSIONS = DER_CONTEXT_CONSTRUCTED | 3,
    SAN_DNS = DER_CONTEXT | 2,
    SAN_ADDRESS = DER_CONTEXT | 7,
};

static const uint8_t COMMON_NAME[] = {0x55, 4, 3};
static const uint8_t SUBJECT_ALTERNATIVE_NAME[] = {0x55, 0x1d, 17};

/* Short names of attributes, as OpenSSL and Suricata write them (RFC 4519 and
 * X.520 where these have none); every other one is written as its number. */
static const struct {
    const char *name;
    uint8_t size;
    uint8_t oid[11];
} attributes[] = {
    {"CN", 3, {0x55, 4, 3}},
    {"surname", 3, {0x55, 4, 4}},
    {"serialNumber", 3, {0x55, 4, 5}},
    {"C", 3, {0x55, 4, 6}},
    {"L", 3, {0x55, 4, 7}},
    {"ST", 3, {0x55, 4, 8}},
    {"streetAddress", 3, {0x55, 4, 9}},
    {"O", 3, {0x55, 4, 10}},
    {"OU", 3, {0x55, 4, 11}},
    {"title", 3, {0x55, 4, 12}},
    {"description", 3, {0x55, 4, 13}},
    {"businessCategory", 3, {0x55, 4, 15}},
    {"postalCode", 3, {0x55, 4, 17}},
    {"name", 3, {0x55, 4, 41}},
    {"givenName", 3, {0x55, 4, 42}},
    {"initials", 3, {0x55, 4, 43}},
    {"generationQualifier", 3, {0x55, 4, 44}},
    {"dnQualifier", 3, {0x55, 4, 46}},
    {"pseudonym", 3, {0x55, 4, 65}},
    {"organizationIdentifier", 3, {0x55, 4, 97}},
    {"Email", 9, {0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 9, 1}},
    {"unstructuredName", 9, {0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 9, 2}},
    {"UID", 10, {9, 0x92, 0x26, 0x89, 0x93, 0xf2, 0x2c, 0x64, 1, 1}},
    {"DC", 10, {9, 0x92, 0x26, 0x89, 0x93, 0xf2, 0x2c, 0x64, 1, 25}},
    {"jurisdictionL", 11, {0x2b, 6, 1, 4, 1, 0x82, 0x37, 0x3c, 2, 1, 1}},
    {"jurisdictionST", 11, {0x2b, 6, 1, 4, 1, 0x82, 0x37, 0x3c, 2, 1, 2}},
    {"jurisdictionC", 11, {0x2b, 6, 1, 4, 1, 0x82, 0x37, 0x3c, 2, 1, 3}},
};

/* Names as they are found; arenas cannot grow a block, so a full one is copied. */
struct name_list {
    struct arena *arena;
    struct x509_name *items;
    size_t count, capacity;
};

static void add_name(struct name_list *names, struct x509_name name)
{
    if (names->count == LIMIT_CERTIFICATE_NAMES)
        return;
    if (names->count == names->capacity) {
        size_t capacity = names->capacity > 0 ? names->capacity * 2 : 8;
        struct x509_name *items = arena_alloc(names->arena, capacity * sizeof *items);
        if (names->count > 0)
            memcpy(items, names->items, names->count * sizeof *items);
        names->items = items;
        names->capacity = capacity;
    }
    names->items[names->count++] = name;
}

/* Opens the next item if it has this tag; else it is passed over and nothing is
 * inside. So one field that is not what it should be does not hide the others,
 * and a certificate that was cut short gives what is there. */
static struct cursor open_next(struct cursor *c, uint8_t tag)
{
    struct der_item item;
    bool fits = der_next_cut(c, &item) && item.tag == tag;
    return cursor_over(fits ? item.value : (struct slice){0});
}

static bool oid_is(struct slice oid, const uint8_t *bytes, size_t size)
{
    return slice_equal(oid, slice_make(bytes, size));
}

static void add_attribute_name(struct text *text, struct slice oid)
{
    for (size_t i = 0; i < sizeof attributes / sizeof *attributes; i++)
        if (oid_is(oid, attributes[i].oid, attributes[i].size)) {
            text_put(text, attributes[i].name);
            return;
        }
    if (!text_add_oid(text, oid))
        text_add_hex(text, oid);
}

/* Reads one AttributeTypeAndValue and adds "CN=example.com". */
static void read_attribute(struct cursor attribute, struct text *text, struct name_list *names)
{
    struct slice oid = der_open(&attribute, DER_OID).rest;
    struct der_item value;
    if (attribute.failed || !der_next(&attribute, &value))
        return;
    add_attribute_name(text, oid);
    text_add_byte(text, '=');
    size_t before = text->size;
    if (!text_add_der_string(text, value.tag, value.value)) {
        text_add_byte(text, '#'); /* RFC 4514, 2.4 */
        text_add_hex(text, value.whole);
    } else if (names && oid_is(oid, COMMON_NAME, sizeof COMMON_NAME) && text->size > before) {
        struct slice name = arena_keep(names->arena, slice_after(text_slice(text), before));
        add_name(names, (struct x509_name){.kind = X509_COMMON_NAME, .text = name});
    }
}

/* Reads a Name: a sequence of sets of attributes. Adds common names to `names`,
 * unless that is NULL. */
static struct slice read_name(struct cursor name, struct arena *arena, struct name_list *names)
{
    struct text text = {0};
    struct der_item set, attribute;
    while (der_next(&name, &set)) {
        const char *between = text.size > 0 ? ", " : "";
        struct cursor inner = cursor_over(set.value);
        while (set.tag == DER_SET && der_next(&inner, &attribute)) {
            text_put(&text, between);
            read_attribute(cursor_over(attribute.value), &text, names);
            between = " + ";
        }
    }
    struct slice kept = arena_keep(arena, text_slice(&text));
    text_done(&text);
    return kept;
}

/* "500101000000Z" is 1950, "491231235959Z" 2049 (RFC 5280, 4.1.2.5.1). Seconds
 * may be missing and an offset may stand for Z, as older rules allowed. */
static struct instant read_time(struct cursor *c)
{
    struct instant instant = {0};
    struct der_item item;
    if (!der_next(c, &item) || (item.tag != DER_UTC_TIME && item.tag != DER_GENERALIZED_TIME))
        return instant;
    struct text iso = {0};
    struct cursor time = cursor_over(item.value);
    if (item.tag == DER_UTC_TIME && item.value.size > 0)
        text_put(&iso, item.value.data[0] >= '5' ? "19" : "20");
    else
        text_add(&iso, cursor_take(&time, 2));
    static const char *const before[] = {"", "-", "-", "T", ":", ":"};
    for (size_t i = 0; i < 6 && time.rest.size > 0 && byte_is_digit(time.rest.data[0]); i++) {
        text_put(&iso, before[i]);
        text_add(&iso, cursor_take(&time, 2));
    }
    text_add(&iso, time.rest);
    if (time.failed || !instant_parse(text_slice(&iso), &instant))
        instant = (struct instant){0};
    text_done(&iso);
    return instant;
}

static void read_validity(struct cursor validity, struct x509 *certificate)
{
    certificate->not_before = read_time(&validity);
    certificate->not_after = read_time(&validity);
}

/* Reads GeneralNames; those that are neither host names nor addresses are passed over. */
static void read_alternative_names(struct cursor extension, struct name_list *names)
{
    struct cursor list = open_next(&extension, DER_SEQUENCE);
    struct der_item item;
    while (der_next(&list, &item)) {
        struct x509_name name = {.kind = X509_ADDRESS};
        if (item.tag == SAN_DNS && item.value.size > 0)
            name = (struct x509_name){.kind = X509_DNS_NAME,
                                      .text = arena_keep(names->arena, item.value)};
        else if (item.tag == SAN_ADDRESS && item.value.size == 4)
            name.address = address_from_v4(item.value.data);
        else if (item.tag == SAN_ADDRESS && item.value.size == 16)
            name.address = address_from_v6(item.value.data);
        else
            continue;
        add_name(names, name);
    }
}

static void read_extensions(struct cursor list, struct name_list *names)
{
    struct der_item item;
    while (der_next_cut(&list, &item)) {
        struct cursor extension = cursor_over(item.value);
        struct slice oid = open_next(&extension, DER_OID).rest;
        if (der_next_is(&extension, DER_BOOLEAN))
            open_next(&extension, DER_BOOLEAN); /* critical */
        struct cursor value = open_next(&extension, DER_OCTET_STRING);
        if (oid_is(oid, SUBJECT_ALTERNATIVE_NAME, sizeof SUBJECT_ALTERNATIVE_NAME))
            read_alternative_names(value, names);
    }
}

/* Reads the part that is signed (RFC 5280, 4.1.2), in its order. */
static void read_signed_part(struct cursor tbs, struct arena *arena, struct x509 *certificate,
                             struct name_list *names)
{
    certificate->version = 1;
    if (der_next_is(&tbs, TBS_VERSION)) {
        struct cursor version = open_next(&tbs, TBS_VERSION);
        struct slice number = open_next(&version, DER_INTEGER).rest;
        if (number.size == 1)
            certificate->version = number.data[0] + 1U;
    }
    certificate->serial = open_next(&tbs, DER_INTEGER).rest;
    open_next(&tbs, DER_SEQUENCE); /* signature algorithm */
    certificate->issuer = read_name(open_next(&tbs, DER_SEQUENCE), arena, NULL);
    read_validity(open_next(&tbs, DER_SEQUENCE), certificate);
    certificate->subject = read_name(open_next(&tbs, DER_SEQUENCE), arena, names);
    open_next(&tbs, DER_SEQUENCE); /* public key */
    struct der_item item;
    while (der_next_cut(&tbs, &item)) {
        struct cursor extensions = cursor_over(item.value);
        if (item.tag == TBS_EXTENSIONS)
            read_extensions(open_next(&extensions, DER_SEQUENCE), names);
    }
}

bool x509_read(struct slice bytes, struct arena *arena, struct x509 *certificate)
{
    struct cursor outer = cursor_over(bytes);
    struct name_list names = {.arena = arena};
    struct der_item whole, tbs;
    *certificate = (struct x509){0};
    if (!der_next_cut(&outer, &whole) || whole.tag != DER_SEQUENCE)
        return false;
    struct cursor inner = cursor_over(whole.value);
    if (!der_next_cut(&inner, &tbs) || tbs.tag != DER_SEQUENCE)
        return false;
    read_signed_part(cursor_over(tbs.value), arena, certificate, &names);
    certificate->names = names.items;
    certificate->name_count = names.count;
    certificate->whole = !whole.cut;
    if (certificate->whole) {
        digest_sha1(bytes, certificate->sha1);
        digest_sha256(bytes, certificate->sha256);
    }
    return true;
}
