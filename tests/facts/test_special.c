/* SPDX-License-Identifier: MIT */
#include "remarks.h"

#include "facts/special.h"

static void assert_remark(enum indicator_kind kind, const char *pattern, const char *wanted)
{
    struct text text = {0};
    struct indicator indicator = indicator_of(kind, pattern);
    special_remark(&indicator, tell_remark, &text);
    assert_text(&text, wanted);
    text_done(&text);
}

static void space_that_nobody_is_given_is_reserved(void **state)
{
    (void)state;
    assert_remark(INDICATOR_ADDRESS, "10.1.2.3", "reserved special-addresses 10.1.2.3");
    assert_remark(INDICATOR_ENDPOINT, "192.168.1.1:80", "reserved special-addresses 192.168.1.1");
    assert_remark(INDICATOR_CIDR, "198.51.100.0/25", "reserved special-addresses 198.51.100.0");
    assert_remark(INDICATOR_URL, "[fe80::1]/x", "reserved special-addresses fe80::1");
    assert_remark(INDICATOR_ADDRESS, "1.1.1.1", "");
}

static void names_that_no_resolver_finds_are_told_apart(void **state)
{
    (void)state;
    assert_remark(INDICATOR_DOMAIN, "c2.geek", "alternative-root alternative-roots geek");
    assert_remark(INDICATOR_ONION, "abc.onion", "alternative-root alternative-roots onion");
    assert_remark(INDICATOR_URL, "c2.bit/x", "alternative-root alternative-roots bit");
    assert_remark(INDICATOR_DOMAIN, "host.local", "reserved special-names local");
    assert_remark(INDICATOR_DOMAIN, "printer.home.arpa", "reserved special-names home.arpa");
    assert_remark(INDICATOR_DOMAIN, "c2.nosuchroot", "no-root public-suffixes nosuchroot");
    assert_remark(INDICATOR_EMAIL, "a@c2.nosuchroot", "no-root public-suffixes nosuchroot");
    assert_remark(INDICATOR_DOMAIN, "notlocal.com", "");
}

static void suffixes_where_anybody_takes_a_name_are_told(void **state)
{
    (void)state;
    assert_remark(INDICATOR_DOMAIN, "c2.duckdns.org", "public-suffix public-suffixes duckdns.org");
    assert_remark(INDICATOR_DOMAIN, "duckdns.org", "public-suffix public-suffixes duckdns.org");
    assert_remark(INDICATOR_DOMAIN, "co.uk", "public-suffix public-suffixes co.uk");
    assert_remark(INDICATOR_DOMAIN, "something.co.uk", "");
}

static void what_is_no_host_has_no_remark(void **state)
{
    (void)state;
    assert_remark(INDICATOR_MD5, "d41d8cd98f00b204e9800998ecf8427e", "");
    assert_remark(INDICATOR_EMAIL, "nobody", "");
    assert_remark(INDICATOR_CIDR, "nothing", "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(space_that_nobody_is_given_is_reserved),
        cmocka_unit_test(names_that_no_resolver_finds_are_told_apart),
        cmocka_unit_test(suffixes_where_anybody_takes_a_name_are_told),
        cmocka_unit_test(what_is_no_host_has_no_remark),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
