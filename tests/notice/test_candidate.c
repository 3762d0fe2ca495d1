/* SPDX-License-Identifier: MIT */
#include "../test.h"

#include "notice/candidate.h"

static void assert_read(const char *token, enum indicator_kind kind, const char *pattern)
{
    struct candidate candidate = {0};
    assert_true(candidate_read(slice_from(token), &candidate));
    assert_slice(text_slice(&candidate.pattern), pattern);
    assert_int_equal(candidate.kind, kind);
    candidate_done(&candidate);
}

static void assert_none(const char *token)
{
    struct candidate candidate = {0};
    assert_false(candidate_read(slice_from(token), &candidate));
    candidate_done(&candidate);
}

static void every_kind_is_brought_to_its_form(void **state)
{
    (void)state;
    assert_read("192.0.2.1", INDICATOR_ADDRESS, "192.0.2.1");
    assert_read("2001:DB8:0:0::1", INDICATOR_ADDRESS, "2001:db8::1");
    assert_read("192.0.2.77/24", INDICATOR_CIDR, "192.0.2.0/24");
    assert_read("192.0.2.77/32", INDICATOR_ADDRESS, "192.0.2.77");
    assert_read("192.0.2.1:8080", INDICATOR_ENDPOINT, "192.0.2.1:8080");
    assert_read("[2001:db8::1]:80", INDICATOR_ENDPOINT, "[2001:db8::1]:80");
    assert_read("Evil.Example.COM.", INDICATOR_DOMAIN, "evil.example.com");
    assert_read("*.evil.example", INDICATOR_DOMAIN, "evil.example");
    assert_read(".evil.example", INDICATOR_DOMAIN, "evil.example");
    assert_read("bücher.example", INDICATOR_DOMAIN, "xn--bcher-kva.example");
    assert_read("https://Evil.example/a/../b?c=1", INDICATOR_URL, "evil.example/b?c=1");
    assert_read("evil.example/gate.php", INDICATOR_URL, "evil.example/gate.php");
    assert_read("/gate.php", INDICATOR_PATH, "/gate.php");
    assert_read("D41D8CD98F00B204E9800998ECF8427E", INDICATOR_MD5,
                "d41d8cd98f00b204e9800998ecf8427e");
    assert_read("da39a3ee5e6b4b0d3255bfef95601890afd80709", INDICATOR_SHA1,
                "da39a3ee5e6b4b0d3255bfef95601890afd80709");
    assert_read("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                INDICATOR_SHA256,
                "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    assert_read("Someone@Evil.example", INDICATOR_EMAIL, "someone@evil.example");
    assert_read("cve-2024-12356", INDICATOR_CVE, "CVE-2024-12356");
    assert_read("T1059.001", INDICATOR_TECHNIQUE, "T1059.001");
    assert_read("T1190", INDICATOR_TECHNIQUE, "T1190");
    assert_read("AS64496", INDICATOR_ASN, "AS64496");
    assert_read("ASN64496", INDICATOR_ASN, "AS64496");
    assert_read("t13d1516h2_8DAAF6152771_e5627efa2ab1", INDICATOR_JA4,
                "t13d1516h2_8daaf6152771_e5627efa2ab1");
    assert_read("27d40d40d29d40d1dc42d43d00041d4689ee210389f4f6b4b5b1b93f92252d", INDICATOR_JARM,
                "27d40d40d29d40d1dc42d43d00041d4689ee210389f4f6b4b5b1b93f92252d");
    assert_read("abcdefghijklmnop.onion", INDICATOR_ONION, "abcdefghijklmnop.onion");
    assert_read("0x00000000219ab540356cbb839cbe05303d7705fa", INDICATOR_WALLET,
                "0x00000000219ab540356cbb839cbe05303d7705fa");
}

static void what_only_resembles_a_number_of_a_series_is_none(void **state)
{
    (void)state;
    assert_none("T0800");
    assert_none("T1059.000");
    assert_none("t1190");
    assert_none("AS400");
    assert_none("AS2");
    assert_none("t13d1516h2_8daaf6152771_e5627efa2abz");
    assert_none("x13d1516h2_8daaf6152771_e5627efa2ab1");
}

static void a_url_without_a_path_names_its_host(void **state)
{
    (void)state;
    assert_read("hxxp://evil.example/", INDICATOR_DOMAIN, "evil.example");
    assert_read("http://evil.example:8080", INDICATOR_DOMAIN, "evil.example");
    assert_read("http://192.0.2.1", INDICATOR_ADDRESS, "192.0.2.1");
    assert_read("http://192.0.2.1:80/", INDICATOR_ADDRESS, "192.0.2.1");
    assert_read("tcp://192.0.2.1:4444", INDICATOR_ENDPOINT, "192.0.2.1:4444");
}

static void a_domain_tells_its_port_beside_it(void **state)
{
    (void)state;
    struct candidate candidate = {0};
    assert_true(candidate_read(slice_from("evil.example:4444"), &candidate));
    assert_int_equal(candidate.kind, INDICATOR_DOMAIN);
    assert_int_equal(candidate.port, 4444);
    candidate_done(&candidate);
}

static void every_usual_way_to_defang_is_undone(void **state)
{
    (void)state;
    static const char *const names[] = {
        "a[.]evil[.]example",
        "a(.)evil(.)example",
        "a{.}evil{.}example",
        "a[dot]evil[dot]example",
        "a(dot)evil(DOT)example",
        "a\\.evil\\.example",
        "a[.evil[.example",
        "a.]evil.]example",
        "a[.evil].example",
        "a [.] evil [.] example",
        "a．evil．example",           /* full-width */
        "a。evil.example",            /* ideographic */
        "a\u200b.evil.exam\u200bple", /* zero-width space */
        "hxxp://a.evil[.]example",
        "hXXps://a[.]evil[.]example/",
        "hxxp[://]a.evil.example",
        "hxxp[:]//a.evil.example",
        "hxxp(s)://a.evil.example",
        "(tcp)://a.evil.example",
        "meow://a.evil.example",
        "h**p://a.evil.example",
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        assert_read(names[i], INDICATOR_DOMAIN, "a.evil.example");
    assert_read("evil dot com", INDICATOR_DOMAIN, "evil.com");
    assert_read("192.0.2[.]1", INDICATOR_ADDRESS, "192.0.2.1");
    assert_read("192[.]0[.]2[.]1[:]8080", INDICATOR_ENDPOINT, "192.0.2.1:8080");
    assert_read("2001[:]db8[:]:1", INDICATOR_ADDRESS, "2001:db8::1");
    assert_read("user[@]evil[.]example", INDICATOR_EMAIL, "user@evil.example");
    assert_read("user[at]evil(dot)example", INDICATOR_EMAIL, "user@evil.example");
    assert_read("hxxp://evil[.]example[/]a[.]php", INDICATOR_URL, "evil.example/a.php");
}

static void parts_in_brackets_and_rare_dots_are_undone(void **state)
{
    (void)state;
    static const char *const names[] = {"evil.[com]",

                                        "evil[[.]]com",
                                        "evil<.>com",
                                        "evil<dot>com",
                                        "evil[d0t]com",
                                        "evil[,]com",
                                        "evil\xc2\xb7"
                                        "com",
                                        "evil\xef\xbc\x8e"
                                        "com",
                                        "evil\xe2\x80\xa4"
                                        "com",
                                        "evil[.com",
                                        "evil.]com",
                                        "ev\xe2\x80\x8bil[.]com",
                                        "h[tt]p://evil.com",
                                        "hxxp:\\\\evil.com",
                                        "hxxps[:]//evil[.]com",
                                        "http[://]evil.com",
                                        "evil{.}com",
                                        "evil(dot)com",
                                        "evil [.] com"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        assert_read(names[i], INDICATOR_DOMAIN, "evil.com");
    assert_read("45.9.1.[2]", INDICATOR_ADDRESS, "45.9.1.2");
    assert_read("45.9.[1].2", INDICATOR_ADDRESS, "45.9.1.2");
    assert_read("45[.]9[.]1[.]2[:]80", INDICATOR_ENDPOINT, "45.9.1.2:80");
    assert_read("evil.com[/]path", INDICATOR_URL, "evil.com/path");
}

static void what_was_defanged_is_told(void **state)
{
    (void)state;
    struct candidate candidate = {0};
    assert_true(candidate_read(slice_from("evil[.]example"), &candidate));
    assert_true(candidate.defanged);
    assert_true(candidate_read(slice_from("hxxp://evil.example/a"), &candidate));
    assert_true(candidate.defanged && candidate.has_scheme);
    assert_true(candidate_read(slice_from("[2001:db8::1]:80"), &candidate));
    assert_false(candidate.defanged);
    assert_true(candidate.special);
    assert_true(candidate_read(slice_from("evil.geek"), &candidate));
    assert_false(candidate.defanged || candidate.rooted);
    assert_true(candidate_read(slice_from("install[.]sh"), &candidate));
    assert_true(candidate.looks_like_file && candidate.rooted);
    candidate_done(&candidate);
}

static void what_is_no_indicator_is_refused(void **state)
{
    (void)state;
    static const char *const none[] = {
        "",         " ",      "word",      "192.0.2.300",   "1.2.3",          "12:30:59",
        "CVE-2024", "a b.c",  "a@",        "@evil.example", "http://",        "http://a b/",
        "//x/y",    "0xdead", "evil..com", "setup[.]exe",   "192.0.2.1:99999"};
    for (size_t i = 0; i < sizeof none / sizeof *none; i++)
        assert_none(none[i]);
}

static void wrapping_does_not_matter(void **state)
{
    (void)state;
    assert_read(" \"evil.example\", ", INDICATOR_DOMAIN, "evil.example");
    assert_read("'192.0.2.1';", INDICATOR_ADDRESS, "192.0.2.1");
}

static void a_host_can_be_asked_for(void **state)
{
    (void)state;
    struct candidate candidate = {0};
    assert_true(candidate_read(slice_from("http://evil.example:81/a"), &candidate));
    assert_slice(candidate_host(&candidate), "evil.example");
    assert_true(candidate_read(slice_from("a@evil.example"), &candidate));
    assert_slice(candidate_host(&candidate), "evil.example");
    assert_true(candidate_read(slice_from("192.0.2.1"), &candidate));
    assert_slice(candidate_host(&candidate), "");
    candidate_done(&candidate);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_kind_is_brought_to_its_form),
        cmocka_unit_test(what_only_resembles_a_number_of_a_series_is_none),
        cmocka_unit_test(a_url_without_a_path_names_its_host),
        cmocka_unit_test(a_domain_tells_its_port_beside_it),
        cmocka_unit_test(every_usual_way_to_defang_is_undone),
        cmocka_unit_test(parts_in_brackets_and_rare_dots_are_undone),
        cmocka_unit_test(what_was_defanged_is_told),
        cmocka_unit_test(what_is_no_indicator_is_refused),
        cmocka_unit_test(wrapping_does_not_matter),
        cmocka_unit_test(a_host_can_be_asked_for),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
