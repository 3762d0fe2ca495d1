/* SPDX-License-Identifier: MIT */
#include "../test.h"

#include "base/memory.h"
#include "certificate.h"
#include "model/limits.h"
#include "proto/der.h"
#include "proto/x509.h"

#include <stdlib.h>
#include <string.h>

/* Certificates for the odd cases are built here, inside out. */

static void add_item(struct text *out, uint8_t tag, struct slice value)
{
    text_add_byte(out, tag);
    if (value.size >= 0x80) {
        text_add_byte(out, 0x82);
        text_add_byte(out, (uint8_t)(value.size >> 8));
    }
    text_add_byte(out, (uint8_t)value.size);
    text_add(out, value);
}

static void wrap(struct text *inner, uint8_t tag)
{
    struct text out = {0};
    add_item(&out, tag, text_slice(inner));
    text_done(inner);
    *inner = out;
}

static void add_wrapped(struct text *out, uint8_t tag, struct text *inner)
{
    add_item(out, tag, text_slice(inner));
    text_done(inner);
}

static void add_time(struct text *out, const char *time)
{
    add_item(out, strlen(time) > 13 ? DER_GENERALIZED_TIME : DER_UTC_TIME, slice_from(time));
}

/* One attribute of type 2.5.4.<last>. */
static void add_attribute(struct text *set, uint8_t last, uint8_t tag, const char *value)
{
    struct text attribute = {0};
    add_item(&attribute, DER_OID, slice_make((const uint8_t[]){0x55, 4, last}, 3));
    add_item(&attribute, tag, slice_from(value));
    add_wrapped(set, DER_SEQUENCE, &attribute);
}

struct parts {
    const char *not_before, *not_after;
    struct text subject;    /* content of the name */
    struct text extensions; /* content of the list */
};

static struct text build(struct parts *parts)
{
    struct text tbs = {0}, validity = {0};
    add_item(&tbs, DER_INTEGER, slice_make("\x05", 1));
    add_item(&tbs, DER_SEQUENCE, (struct slice){0});
    add_item(&tbs, DER_SEQUENCE, (struct slice){0});
    add_time(&validity, parts->not_before ? parts->not_before : "250106083000Z");
    add_time(&validity, parts->not_after ? parts->not_after : "260106083000Z");
    add_wrapped(&tbs, DER_SEQUENCE, &validity);
    add_wrapped(&tbs, DER_SEQUENCE, &parts->subject);
    add_item(&tbs, DER_SEQUENCE, (struct slice){0});
    if (parts->extensions.size > 0) {
        wrap(&parts->extensions, DER_SEQUENCE);
        add_wrapped(&tbs, DER_CONTEXT_CONSTRUCTED | 3, &parts->extensions);
    }
    wrap(&tbs, DER_SEQUENCE);
    wrap(&tbs, DER_SEQUENCE);
    return tbs;
}

static struct x509 read_built(struct parts *parts, struct arena *arena)
{
    struct text built = build(parts);
    struct slice bytes = arena_keep(arena, text_slice(&built));
    struct x509 certificate;
    text_done(&built);
    assert_true(x509_read(bytes, arena, &certificate));
    return certificate;
}

static void add_extension(struct text *extensions, uint8_t last, struct slice value)
{
    struct text extension = {0};
    add_item(&extension, DER_OID, slice_make((const uint8_t[]){0x55, 0x1d, last}, 3));
    add_item(&extension, DER_OCTET_STRING, value);
    add_wrapped(extensions, DER_SEQUENCE, &extension);
}

static void expect_instant(struct instant instant, const char *expected)
{
    struct text text = {0};
    text_add_instant(&text, instant, 0);
    assert_text(&text, expected);
    text_done(&text);
}

static void expect_hex(struct slice bytes, const char *expected)
{
    struct text text = {0};
    text_add_hex(&text, bytes);
    assert_text(&text, expected);
    text_done(&text);
}

static void a_real_certificate_says_who_it_is(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct x509 hut;
    assert_true(x509_read(slice_make(hut_certificate, sizeof hut_certificate), &arena, &hut));
    assert_int_equal(hut.version, 3);
    expect_hex(hut.serial, "00f1e2d3c4");
    assert_slice(hut.subject, "C=AQ, ST=Ross Sea, O=Hut, Ltd., OU=Stores + OU=Sledges, "
                              "CN=hut.example, Email=keeper@hut.example, 1.2.3.4=odd");
    assert_slice(hut.issuer, "O=Geïnsteld Gezag, CN=Root 1");
    expect_instant(hut.not_before, "2025-01-06T08:30:00Z");
    expect_instant(hut.not_after, "2051-02-03T04:05:06Z");
    assert_true(hut.whole);
    expect_hex(slice_make(hut.sha1, sizeof hut.sha1), HUT_SHA1);
    expect_hex(slice_make(hut.sha256, sizeof hut.sha256), HUT_SHA256);
    assert_int_equal(hut.name_count, 5);
    assert_int_equal(hut.names[0].kind, X509_COMMON_NAME);
    assert_slice(hut.names[0].text, "hut.example");
    assert_int_equal(hut.names[1].kind, X509_DNS_NAME);
    assert_slice(hut.names[1].text, "hut.example");
    assert_slice(hut.names[2].text, "*.hut.example");
    struct address four, six;
    address_parse(slice_from("192.0.2.7"), &four);
    address_parse(slice_from("2001:db8::7"), &six);
    assert_int_equal(hut.names[3].kind, X509_ADDRESS);
    assert_true(address_equal(&hut.names[3].address, &four));
    assert_true(address_equal(&hut.names[4].address, &six));
    arena_done(&arena);
}

static void two_digit_years_turn_at_1950(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct parts parts = {.not_before = "500101000000Z", .not_after = "491231235959Z"};
    struct x509 certificate = read_built(&parts, &arena);
    expect_instant(certificate.not_before, "1950-01-01T00:00:00Z");
    expect_instant(certificate.not_after, "2049-12-31T23:59:59Z");
    arena_done(&arena);
}

static void times_of_older_rules_are_read(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct parts parts = {.not_before = "9903010000Z", .not_after = "20301231235959.5+0100"};
    struct x509 certificate = read_built(&parts, &arena);
    expect_instant(certificate.not_before, "1999-03-01T00:00:00Z");
    expect_instant(certificate.not_after, "2030-12-31T22:59:59Z");
    arena_done(&arena);
}

static void a_time_without_end_or_sense_is_unknown(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct parts parts = {.not_before = "251332000000Z", .not_after = "99991231235959Z"};
    struct x509 certificate = read_built(&parts, &arena);
    assert_false(instant_is_known(certificate.not_before));
    assert_false(instant_is_known(certificate.not_after));
    arena_done(&arena);
}

static void names_of_all_string_types_are_read(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct parts parts = {0};
    struct text set = {0};
    add_attribute(&set, 7, DER_T61_STRING, "M\xfcnchen");
    add_attribute(&set, 10, DER_INTEGER, "\x05");
    add_wrapped(&parts.subject, DER_SET, &set);
    add_attribute(&set, 3, DER_UTF8_STRING, "a.example");
    add_wrapped(&parts.subject, DER_SET, &set);
    add_attribute(&set, 3, DER_UTF8_STRING, "b.example");
    add_wrapped(&parts.subject, DER_SET, &set);
    struct x509 certificate = read_built(&parts, &arena);
    assert_int_equal(certificate.version, 1);
    assert_slice(certificate.subject, "L=München + O=#020105, CN=a.example, CN=b.example");
    assert_int_equal(certificate.name_count, 2);
    assert_slice(certificate.names[1].text, "b.example");
    arena_done(&arena);
}

static void one_bad_extension_does_not_hide_the_next(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct parts parts = {0};
    struct text names = {0};
    add_extension(&parts.extensions, 17, slice_from("\x30\x7f not a list of names"));
    add_item(&names, DER_CONTEXT | 2, slice_from("good.example"));
    add_item(&names, DER_CONTEXT | 7, slice_from("five!"));
    add_item(&names, DER_CONTEXT | 2, slice_from("better.example"));
    wrap(&names, DER_SEQUENCE);
    add_extension(&parts.extensions, 17, text_slice(&names));
    text_done(&names);
    struct x509 certificate = read_built(&parts, &arena);
    assert_int_equal(certificate.name_count, 2);
    assert_slice(certificate.names[0].text, "good.example");
    assert_slice(certificate.names[1].text, "better.example");
    arena_done(&arena);
}

static void names_are_bounded(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct parts parts = {0};
    struct text names = {0};
    for (int i = 0; i < LIMIT_CERTIFICATE_NAMES + 10; i++)
        add_item(&names, DER_CONTEXT | 2, slice_from("n.example"));
    wrap(&names, DER_SEQUENCE);
    add_extension(&parts.extensions, 17, text_slice(&names));
    text_done(&names);
    assert_int_equal(read_built(&parts, &arena).name_count, LIMIT_CERTIFICATE_NAMES);
    arena_done(&arena);
}

static void a_certificate_cut_short_gives_what_is_there(void **state)
{
    (void)state;
    size_t named = 0;
    for (size_t size = 0; size < sizeof hut_certificate; size++) {
        struct arena arena = {0};
        struct x509 hut;
        uint8_t *exact = memory_create(size, 1);
        memcpy(exact, hut_certificate, size);
        if (x509_read(slice_make(exact, size), &arena, &hut)) {
            assert_false(hut.whole);
            assert_true(hut.name_count >= named);
            named = hut.name_count;
        } else {
            assert_true(size < 8);
        }
        free(exact);
        arena_done(&arena);
    }
    assert_int_equal(named, 5);
}

static void what_is_no_certificate_is_refused(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct x509 certificate;
    assert_false(x509_read((struct slice){0}, &arena, &certificate));
    assert_false(x509_read(slice_from("GET / HTTP/1.1"), &arena, &certificate));
    assert_false(x509_read(slice_from("\x30\x03\x02\x01\x05"), &arena, &certificate));
    arena_done(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_real_certificate_says_who_it_is),
        cmocka_unit_test(two_digit_years_turn_at_1950),
        cmocka_unit_test(times_of_older_rules_are_read),
        cmocka_unit_test(a_time_without_end_or_sense_is_unknown),
        cmocka_unit_test(names_of_all_string_types_are_read),
        cmocka_unit_test(one_bad_extension_does_not_hide_the_next),
        cmocka_unit_test(names_are_bounded),
        cmocka_unit_test(a_certificate_cut_short_gives_what_is_there),
        cmocka_unit_test(what_is_no_certificate_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
