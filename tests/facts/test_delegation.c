/* SPDX-License-Identifier: MIT */
#include "../test.h"

#include "facts/delegation.h"

static void assert_country(const struct delegation *delegation, const char *host, const char *code,
                           const char *network)
{
    struct address address;
    struct country country = {{0}};
    struct prefix prefix = {0};
    struct text text = {0};
    assert_true(address_parse(slice_from(host), &address));
    bool found = delegation_find(delegation, &address, &country, &prefix);
    assert_int_equal(found, code[0] != '\0');
    assert_string_equal(country.code, code);
    if (found)
        text_add_prefix(&text, &prefix);
    assert_text(&text, network);
    text_done(&text);
}

static void a_registry_says_what_it_gave_out(void **state)
{
    (void)state;
    struct delegation delegation = {0};
    delegation_read(&delegation, slice_from("delegated-example-extended-latest"),
                    slice_from("2|example|20260824|6|19830613|20260823|+1000\n"
                               "example|*|ipv4|*|6|summary\n"
                               "# a remark\n"
                               "example|NL|ipv4|192.0.2.0|128|20200101|allocated|abc\r\n"
                               "example|DE|ipv4|198.51.100.0|96|20200101|assigned|abc\n"
                               "example|FR|ipv4|203.0.113.0|256|20200101|available|abc\n"
                               "example||ipv4|192.0.2.128|128||reserved|\n"
                               "example|ZZ|ipv4|192.0.2.128|128||assigned|\n"
                               "example|JP|ipv6|2001:db8::|32|20200101|allocated|abc\n"
                               "example|JP|asn|64496|1|20200101|allocated|abc\n"));
    delegation_finish(&delegation);
    assert_string_equal(delegation.date, "20260823");
    assert_country(&delegation, "192.0.2.127", "NL", "192.0.2.0/25");
    assert_country(&delegation, "192.0.2.128", "", "");
    assert_country(&delegation, "198.51.100.63", "DE", "198.51.100.0/26");
    assert_country(&delegation, "198.51.100.95", "DE", "198.51.100.64/27");
    assert_country(&delegation, "198.51.100.96", "", "");
    assert_country(&delegation, "203.0.113.1", "", "");
    assert_country(&delegation, "2001:db8:ffff::1", "JP", "2001:db8::/32");
    delegation_done(&delegation);
}

static void lists_of_countries_may_overlap(void **state)
{
    (void)state;
    struct delegation delegation = {0};
    delegation_read(&delegation, slice_from("country/nl/nl-ipv4.txt"),
                    slice_from("# Country: Netherlands (NL)\n192.0.2.0/24\n"));
    delegation_read(&delegation, slice_from("country/de/ipv4-aggregated.txt"),
                    slice_from("192.0.2.64/26\n"));
    delegation_read(&delegation, slice_from("some-list.txt"),
                    slice_from("# Country: France (FR)\n2001:db8::/32\n"));
    delegation_finish(&delegation);
    assert_country(&delegation, "192.0.2.1", "NL", "192.0.2.0/24");
    assert_country(&delegation, "192.0.2.65", "DE", "192.0.2.64/26");
    assert_country(&delegation, "2001:db8::1", "FR", "2001:db8::/32");
    delegation_done(&delegation);
}

static void what_is_no_delegation_gives_none(void **state)
{
    (void)state;
    struct delegation delegation = {0};
    delegation_read(&delegation, slice_from("nl.html"),
                    slice_from("<html>\n|||||||||||||||\n1|\n192.0.2.0\n"
                               "example|NL|ipv4|255.255.255.0|512|20200101|allocated\n"
                               "example|NL|ipv4|192.0.2.0|18446744073709551615|1|allocated\n"
                               "example|NL|ipv4|192.0.2.0|0|20200101|allocated\n"
                               "example|NL|ipv6|2001:db8::|129|20200101|allocated\n"
                               "example|NL|ipv6|192.0.2.0|24|20200101|allocated\n"));
    delegation_read(&delegation, slice_from("list.txt"), slice_from("192.0.2.0/24\n"));
    delegation_finish(&delegation);
    assert_int_equal(delegation.networks.count, 0);
    delegation_done(&delegation);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_registry_says_what_it_gave_out),
        cmocka_unit_test(lists_of_countries_may_overlap),
        cmocka_unit_test(what_is_no_delegation_gives_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
