/* SPDX-License-Identifier: MIT */
#include "../test.h"

#include "facts/domain.h"

static void assert_form(const char *name, const char *form)
{
    struct text text = {0};
    text_put(&text, "|");
    bool is_name = text_add_domain(&text, slice_from(name));
    assert_int_equal(is_name, form != NULL);
    assert_slice(slice_after(text_slice(&text), 1), form ? form : "");
    text_done(&text);
}

static void a_plain_name_is_kept(void **state)
{
    (void)state;
    assert_form("cnc.example.com", "cnc.example.com");
    assert_form("_dmarc.a-b.example", "_dmarc.a-b.example");
    assert_form("localhost", "localhost");
}

static void case_trailing_dot_and_wildcard_do_not_matter(void **state)
{
    (void)state;
    assert_form("CNC.Example.COM.", "cnc.example.com");
    assert_form("*.example.com", "example.com");
}

static void an_international_name_becomes_a_labels(void **state)
{
    (void)state;
    assert_form("b\xc3\xbc"
                "cher.example",
                "xn--bcher-kva.example");
    assert_form("B\xc3\x9c"
                "CHER.example",
                "xn--bcher-kva.example");
    assert_form("stra\xc3\x9f"
                "e.example",
                "xn--strae-oqa.example"); /* not transitional */
    assert_form("XN--Bcher-KVA.example", "xn--bcher-kva.example");
    assert_form("a\xe3\x80\x82"
                "example", /* ideographic full stop */
                "a.example");
}

static void what_is_no_name_adds_nothing(void **state)
{
    (void)state;
    static const char *const none[] = {
        "",          ".",     "a..b",    ".a",          "a b",          "a/b",    "a:80",
        "192.0.2.1", "1.2.3", "a@b.com", "exa\x01.com", "\xff\xfe.com", "a,b.com"};
    for (size_t i = 0; i < sizeof none / sizeof *none; i++)
        assert_form(none[i], NULL);
    assert_false(text_add_domain(&(struct text){0}, slice_make("a\0.com", 6)));
}

static void length_is_limited_as_dns_limits_it(void **state)
{
    (void)state;
    struct text name = {0}, form = {0};
    text_fill(&name, 'a', 63);
    assert_true(text_add_domain(&form, text_slice(&name)));
    text_add_byte(&name, 'a');
    assert_false(text_add_domain(&form, text_slice(&name)));
    text_clear(&name);
    for (int i = 0; i < 126; i++)
        text_put(&name, "a.");
    text_add_byte(&name, 'b');
    assert_int_equal(name.size, 253);
    assert_true(text_add_domain(&form, text_slice(&name)));
    text_add_byte(&name, 'b');
    assert_false(text_add_domain(&form, text_slice(&name)));
    text_done(&name);
    text_done(&form);
}

static void a_public_root_is_one_that_is_delegated(void **state)
{
    (void)state;
    assert_true(domain_has_public_root(slice_from("a.example.com")));
    assert_true(domain_has_public_root(slice_from("a.co.uk")));
    assert_true(domain_has_public_root(slice_from("xn--fiqs8s")));
    assert_false(domain_has_public_root(slice_from("bot.geek")));
    assert_false(domain_has_public_root(slice_from("setup.exe")));
    assert_false(domain_has_public_root(slice_from("")));
}

static void a_suffix_belongs_to_nobody_alone(void **state)
{
    (void)state;
    assert_true(domain_is_public_suffix(slice_from("com")));
    assert_true(domain_is_public_suffix(slice_from("co.uk")));
    assert_true(domain_is_public_suffix(slice_from("duckdns.org")));
    assert_false(domain_is_public_suffix(slice_from("example.com")));
    assert_false(domain_is_public_suffix(slice_from("geek")));
}

static void the_registrable_part_is_one_label_below_the_suffix(void **state)
{
    (void)state;
    assert_slice(domain_registrable(slice_from("www.example.co.uk")), "example.co.uk");
    assert_slice(domain_registrable(slice_from("a.b.duckdns.org")), "b.duckdns.org");
    assert_slice(domain_registrable(slice_from("co.uk")), "");
    assert_slice(domain_registrable(slice_from("")), "");
}

static void a_private_suffix_is_one_that_no_registry_keeps(void **state)
{
    (void)state;
    assert_slice(domain_private_suffix(slice_from("a.b.duckdns.org")), "duckdns.org");
    assert_slice(domain_private_suffix(slice_from("duckdns.org")), "duckdns.org");
    assert_slice(domain_private_suffix(slice_from("x.github.io")), "github.io");
    assert_slice(domain_private_suffix(slice_from("www.example.co.uk")), "");
    assert_slice(domain_private_suffix(slice_from("co.uk")), "");
    assert_slice(domain_private_suffix(slice_from("example.com")), "");
    assert_slice(domain_private_suffix(slice_from("com")), "");
    assert_slice(domain_private_suffix(slice_from("a.b.nosuchroot")), "");
    assert_slice(domain_private_suffix(slice_from("")), "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_plain_name_is_kept),
        cmocka_unit_test(case_trailing_dot_and_wildcard_do_not_matter),
        cmocka_unit_test(an_international_name_becomes_a_labels),
        cmocka_unit_test(what_is_no_name_adds_nothing),
        cmocka_unit_test(length_is_limited_as_dns_limits_it),
        cmocka_unit_test(a_public_root_is_one_that_is_delegated),
        cmocka_unit_test(a_suffix_belongs_to_nobody_alone),
        cmocka_unit_test(the_registrable_part_is_one_label_below_the_suffix),
        cmocka_unit_test(a_private_suffix_is_one_that_no_registry_keeps),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
