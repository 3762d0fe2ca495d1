/* SPDX-License-Identifier: MIT */
#include "../test.h"

#include "model/address.h"

static struct address address(const char *text)
{
    struct address parsed;
    assert_true(address_parse(slice_from(text), &parsed));
    return parsed;
}

static struct prefix prefix(const char *text)
{
    struct prefix parsed;
    assert_true(prefix_parse(slice_from(text), &parsed));
    return parsed;
}

static void assert_address(const char *from, const char *wanted)
{
    struct address parsed = address(from);
    struct text text = {0};
    text_add_address(&text, &parsed);
    assert_text(&text, wanted);
    text_done(&text);
}

static void assert_prefix(const char *from, const char *wanted)
{
    struct prefix parsed = prefix(from);
    struct text text = {0};
    text_add_prefix(&text, &parsed);
    assert_text(&text, wanted);
    text_done(&text);
}

static bool holds(const char *network, const char *text)
{
    struct prefix p = prefix(network);
    struct address a = address(text);
    return prefix_holds(&p, &a);
}

static void the_hash_tells_addresses_apart(void **state)
{
    (void)state;
    static const char *const texts[] = {"192.0.2.1", "192.0.2.2",   "192.0.3.1",      "0.0.0.0",
                                        "::",        "2001:db8::1", "2001:db8:0:1::1"};
    uint64_t hashes[7];
    for (size_t i = 0; i < 7; i++) {
        struct address one = address(texts[i]);
        hashes[i] = address_hash(&one);
        for (size_t j = 0; j < i; j++)
            assert_true(hashes[i] != hashes[j]);
    }
}

static void addresses_are_written_in_one_way(void **state)
{
    (void)state;
    assert_address("192.0.2.1", "192.0.2.1");
    assert_address("0.0.0.0", "0.0.0.0");
    assert_address("255.255.255.255", "255.255.255.255");
    assert_address("2001:DB8:0:0:0:0:0:1", "2001:db8::1");
    assert_address("2001:0db8:0000:0001::", "2001:db8:0:1::");
    assert_address("2001:db8:0:0:1:0:0:1", "2001:db8::1:0:0:1");
    assert_address("2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1");
    assert_address("[2001:db8::1]", "2001:db8::1");
    assert_address("::", "::");
}

static void a_mapped_address_is_the_ipv4_address(void **state)
{
    (void)state;
    assert_address("::ffff:192.0.2.1", "192.0.2.1");
    assert_address("::ffff:c000:201", "192.0.2.1");
    struct address a = address("::ffff:192.0.2.1"), b = address("192.0.2.1");
    assert_true(address_equal(&a, &b) && address_is_v4(&a));
    assert_address("64:ff9b::192.0.2.1", "64:ff9b::c000:201");
}

static void what_is_no_address_is_refused(void **state)
{
    (void)state;
    static const char *const bad[] = {"",
                                      "1",
                                      "1.2.3",
                                      "1.2.3.",
                                      "1.2.3.4.",
                                      "1.2.3.4.5",
                                      ".1.2.3.4",
                                      "256.1.1.1",
                                      "01.2.3.4",
                                      "1.2.3.0004",
                                      "1..2.3",
                                      " 1.2.3.4",
                                      "1.2.3.4 ",
                                      "1.2.3.4/32",
                                      "0x1.2.3.4",
                                      "1.2.3.-4",
                                      "[1.2.3.4]",
                                      "[]",
                                      "[::1",
                                      "::1]",
                                      ":",
                                      ":::",
                                      "1::2::3",
                                      "12345::",
                                      "1:2:3:4:5:6:7",
                                      "1:2:3:4:5:6:7:8:9",
                                      "fe80::1%eth0",
                                      "::g",
                                      "::ffff:1.2.3",
                                      "a.example"};
    struct address parsed;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_false(address_parse(slice_from(bad[i]), &parsed));
    assert_false(address_parse(slice_make("::1\0", 4), &parsed));
    assert_false(address_parse((struct slice){0}, &parsed));
}

static void bytes_become_addresses(void **state)
{
    (void)state;
    struct address a = address_from_v4((const uint8_t[]){192, 0, 2, 1}), b = address("192.0.2.1");
    assert_true(address_equal(&a, &b));
    b = address("2001:db8::1");
    a = address_from_v6(b.bytes);
    assert_true(address_equal(&a, &b));
    assert_false(address_is_v4(&a));
}

static void none_is_no_address(void **state)
{
    (void)state;
    struct address none = {{0}}, zero = address("0.0.0.0");
    assert_true(address_is_none(&none));
    assert_false(address_is_none(&zero));
}

static void ipv4_comes_before_ipv6(void **state)
{
    (void)state;
    static const char *const ordered[] = {"0.0.0.0", "9.255.0.0", "10.0.0.0",  "255.0.0.1",
                                          "::",      "::1",       "2001:db8::"};
    for (size_t i = 0; i < 7; i++)
        for (size_t j = 0; j < 7; j++) {
            struct address a = address(ordered[i]), b = address(ordered[j]);
            int order = address_compare(&a, &b);
            assert_int_equal((order > 0) - (order < 0), (i > j) - (i < j));
        }
}

static void addresses_that_nobody_is_given_are_special(void **state)
{
    (void)state;
    static const char *const special[] = {
        "0.1.2.3",      "10.255.0.1",  "100.64.0.1",  "100.127.255.255",
        "127.0.0.1",    "169.254.1.1", "172.16.0.1",  "172.31.255.255",
        "192.0.0.1",    "192.168.1.1", "198.18.0.1",  "198.19.255.1",
        "203.0.113.9",  "224.0.0.251", "239.1.1.1",   "255.255.255.255",
        "::",           "::1",         "fd00::1",     "fe80::1",
        "fec0::1",      "ff02::fb",    "2001:db8::1", "100::1",
        "64:ff9b:1::1", "3fff:fff::1", "5f00::1"};
    static const char *const plain[] = {"1.1.1.1",     "9.255.255.255", "11.0.0.1",   "100.63.0.1",
                                        "100.128.0.1", "126.0.0.1",     "128.0.0.1",  "172.15.0.1",
                                        "172.32.0.1",  "192.169.0.1",   "198.17.0.1", "198.20.0.1",
                                        "223.255.0.1", "2001:db9::1",   "2600::1",    "::2",
                                        "64:ff9b::1",  "fbff::1",       "3fff:1000::"};
    for (size_t i = 0; i < sizeof special / sizeof *special; i++) {
        struct address a = address(special[i]);
        assert_true(address_is_special(&a));
    }
    for (size_t i = 0; i < sizeof plain / sizeof *plain; i++) {
        struct address a = address(plain[i]);
        assert_false(address_is_special(&a));
    }
}

static void prefixes_are_written_without_host_bits(void **state)
{
    (void)state;
    assert_prefix("192.0.2.77/24", "192.0.2.0/24");
    assert_prefix("192.0.2.77/32", "192.0.2.77/32");
    assert_prefix("192.0.2.77/31", "192.0.2.76/31");
    assert_prefix("192.0.2.77/0", "0.0.0.0/0");
    assert_prefix("2001:db8:ffff::1/33", "2001:db8:8000::/33");
    assert_prefix("::/0", "::/0");
    assert_prefix("::1/128", "::1/128");
    assert_prefix("::ffff:192.0.2.77/120", "192.0.2.0/24");
}

static void what_is_no_prefix_is_refused(void **state)
{
    (void)state;
    static const char *const bad[] = {
        "192.0.2.0", "192.0.2.0/",    "192.0.2.0/33", "192.0.2.0/-1",  "/24",
        "::/129",    "192.0.2.0/24/", "192.0.2/24",   "192.0.2.0 /24", ""};
    struct prefix parsed;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_false(prefix_parse(slice_from(bad[i]), &parsed));
}

static void a_prefix_holds_its_addresses(void **state)
{
    (void)state;
    assert_true(holds("192.0.2.0/25", "192.0.2.127"));
    assert_false(holds("192.0.2.0/25", "192.0.2.128"));
    assert_true(holds("192.0.2.1/32", "192.0.2.1"));
    assert_false(holds("192.0.2.1/32", "192.0.2.0"));
    assert_true(holds("0.0.0.0/0", "255.1.2.3"));
    assert_false(holds("0.0.0.0/0", "2001:db8::1"));
    assert_true(holds("2001:db8::/127", "2001:db8::1"));
    assert_false(holds("2001:db8::/127", "2001:db8::2"));
    assert_true(holds("2001:db8::1/128", "2001:db8::1"));
    assert_true(holds("::ffff:192.0.2.0/120", "192.0.2.9"));
}

static void endpoints_are_read_and_written(void **state)
{
    (void)state;
    static const char *const good[] = {"192.0.2.1:80", "[2001:db8::1]:65535"};
    struct endpoint endpoint;
    for (size_t i = 0; i < 2; i++) {
        struct text text = {0};
        assert_true(endpoint_parse(slice_from(good[i]), &endpoint));
        text_add_endpoint(&text, &endpoint);
        assert_text(&text, good[i]);
        text_done(&text);
    }
    static const char *const bad[] = {"192.0.2.1",
                                      "192.0.2.1:",
                                      "192.0.2.1:65536",
                                      ":80",
                                      "192.0.2.1:0",
                                      "2001:db8::1:80",
                                      "[2001:db8::1]",
                                      "[192.0.2.1]:80",
                                      "a.example:80",
                                      "192.0.2.1:80x",
                                      ""};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_false(endpoint_parse(slice_from(bad[i]), &endpoint));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_hash_tells_addresses_apart),
        cmocka_unit_test(addresses_are_written_in_one_way),
        cmocka_unit_test(a_mapped_address_is_the_ipv4_address),
        cmocka_unit_test(what_is_no_address_is_refused),
        cmocka_unit_test(bytes_become_addresses),
        cmocka_unit_test(none_is_no_address),
        cmocka_unit_test(ipv4_comes_before_ipv6),
        cmocka_unit_test(addresses_that_nobody_is_given_are_special),
        cmocka_unit_test(prefixes_are_written_without_host_bits),
        cmocka_unit_test(what_is_no_prefix_is_refused),
        cmocka_unit_test(a_prefix_holds_its_addresses),
        cmocka_unit_test(endpoints_are_read_and_written),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
