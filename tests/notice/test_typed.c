/* SPDX-License-Identifier: MIT */
#include "../test.h"

#include "notice/misp_type.h"
#include "notice/typed.h"

static const struct {
    enum indicator_kind asked;
    const char *value;
    enum indicator_kind kind; /* INDICATOR_KINDS: it is refused */
    const char *pattern;
} rows[] = {
    {INDICATOR_ADDRESS, "192.0.2[.]7", INDICATOR_ADDRESS, "192.0.2.7"},
    {INDICATOR_ADDRESS, "192.0.2.0/24", INDICATOR_CIDR, "192.0.2.0/24"},
    {INDICATOR_ENDPOINT, "192.0.2.7|8080", INDICATOR_ENDPOINT, "192.0.2.7:8080"},
    {INDICATOR_ENDPOINT, "2001:db8::1|80", INDICATOR_ENDPOINT, "[2001:db8::1]:80"},
    {INDICATOR_ENDPOINT, "bad.example|443", INDICATOR_DOMAIN, "bad.example"},
    {INDICATOR_ADDRESS, "not an address", INDICATOR_KINDS, ""},
    {INDICATOR_DOMAIN, "BAD.example.", INDICATOR_DOMAIN, "bad.example"},
    {INDICATOR_DOMAIN, "0123456789abcdef0123456789abcdef", INDICATOR_DOMAIN,
     "0123456789abcdef0123456789abcdef"},
    {INDICATOR_URL, "hxxp://bad[.]example/x", INDICATOR_URL, "bad.example/x"},
    {INDICATOR_MD5, "0123456789ABCDEF0123456789abcdef", INDICATOR_MD5,
     "0123456789abcdef0123456789abcdef"},
    {INDICATOR_MD5, "0123456789abcdef0123456789abcdef01234567", INDICATOR_SHA1,
     "0123456789abcdef0123456789abcdef01234567"},
    {INDICATOR_MD5, "0123", INDICATOR_KINDS, ""},
    {INDICATOR_CERT_SHA1, "01:23:45:67:89:AB:CD:EF:01:23:45:67:89:ab:cd:ef:01:23:45:67",
     INDICATOR_CERT_SHA1, "0123456789abcdef0123456789abcdef01234567"},
    {INDICATOR_CERT_SERIAL, "00:0A:FF", INDICATOR_CERT_SERIAL, "aff"},
    {INDICATOR_CERT_SERIAL, "xyz", INDICATOR_KINDS, ""},
    {INDICATOR_JA3, "0123456789abcdef0123456789abcdef", INDICATOR_JA3,
     "0123456789abcdef0123456789abcdef"},
    {INDICATOR_JA4, "T13d1516h2_8DAAF6152771_e5627efa2ab1", INDICATOR_JA4,
     "t13d1516h2_8daaf6152771_e5627efa2ab1"},
    {INDICATOR_JA4, "t13d1516h2_8daaf6152771", INDICATOR_KINDS, ""},
    {INDICATOR_SSDEEP, "96:sAbC/+x:tDe", INDICATOR_SSDEEP, "96:sAbC/+x:tDe"},
    {INDICATOR_TECHNIQUE, "t1059.001", INDICATOR_TECHNIQUE, "T1059.001"},
    {INDICATOR_TECHNIQUE, "T105", INDICATOR_KINDS, ""},
    {INDICATOR_ASN, "ASN 64496", INDICATOR_ASN, "AS64496"},
    {INDICATOR_ASN, "64496", INDICATOR_ASN, "AS64496"},
    {INDICATOR_ASN, "AS0", INDICATOR_KINDS, ""},
    {INDICATOR_REGISTRY_KEY, "hklm\\Software\\X", INDICATOR_REGISTRY_KEY,
     "HKEY_LOCAL_MACHINE\\Software\\X"},
    {INDICATOR_REGISTRY_KEY, "HKCU:\\Software", INDICATOR_REGISTRY_KEY,
     "HKEY_CURRENT_USER\\Software"},
    {INDICATOR_MUTEX, "\"Global\\abc\"", INDICATOR_MUTEX, "Global\\abc"},
    {INDICATOR_CVE, "cve-2024-12356", INDICATOR_CVE, "CVE-2024-12356"},
    {INDICATOR_EMAIL, "A@bad.example", INDICATOR_EMAIL, "a@bad.example"},
    {INDICATOR_WALLET, "not a wallet, a sentence", INDICATOR_KINDS, ""},
    {INDICATOR_FILE_NAME, " evil name.exe ", INDICATOR_FILE_NAME, "evil name.exe"},
    {INDICATOR_FILE_NAME, "", INDICATOR_KINDS, ""},
};

static void a_value_becomes_canonical_by_its_kind(void **state)
{
    (void)state;
    struct candidate candidate = {0};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        bool read = typed_read(rows[i].asked, slice_from(rows[i].value), &candidate);
        if (read != (rows[i].kind != INDICATOR_KINDS))
            fail_msg("'%s' gives %d", rows[i].value, read);
        if (read) {
            assert_text(&candidate.pattern, rows[i].pattern);
            assert_int_equal(candidate.kind, rows[i].kind);
        }
    }
    candidate_done(&candidate);
}

static void a_kind_without_a_name_keeps_the_publishers(void **state)
{
    (void)state;
    struct candidate candidate = {0};
    assert_true(typed_read_other(slice_from("pdb"), slice_from("c:\\x.pdb"), &candidate));
    assert_text(&candidate.pattern, "pdb: c:\\x.pdb");
    assert_int_equal(candidate.kind, INDICATOR_OTHER);
    candidate_done(&candidate);
}

static void composite_types_have_two_parts(void **state)
{
    (void)state;
    const struct misp_type *type = misp_type_find(slice_from("filename|SHA256"));
    assert_non_null(type);
    assert_slice(misp_type_part(type, slice_from("a|b.exe|00ff"), 0), "a|b.exe");
    assert_slice(misp_type_part(type, slice_from("a|b.exe|00ff"), 1), "00ff");
    type = misp_type_find(slice_from("ip-dst|port"));
    assert_slice(misp_type_part(type, slice_from("192.0.2.1|80"), 0), "192.0.2.1|80");
    assert_int_equal(misp_type_part(type, slice_from("192.0.2.1|80"), 1).size, 0);
    assert_int_equal(misp_type_find(slice_from("yara"))->meaning, MISP_RULE);
    assert_null(misp_type_find(slice_from("no such type")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_value_becomes_canonical_by_its_kind),
        cmocka_unit_test(a_kind_without_a_name_keeps_the_publishers),
        cmocka_unit_test(composite_types_have_two_parts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
