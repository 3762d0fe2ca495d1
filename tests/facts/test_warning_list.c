/* SPDX-License-Identifier: MIT */
#include "remarks.h"

#include "facts/listing.h"
#include "facts/warning_list.h"

static const struct world_set set = {.date = {(const uint8_t *)"2026-01-02", 10}};

/* Reads lists (name, text, name, text ..., NULL) and asks for an indicator. */
static struct text remarks_of(const char *const *lists, enum indicator_kind kind,
                              const char *pattern)
{
    struct listing listing = {0};
    struct text text = {0};
    struct problem problem = {{0}};
    uint64_t entries = 0;
    for (; *lists; lists += 2)
        assert_true(warning_list_read(&listing, &set, slice_from(lists[0]), slice_from(lists[1]),
                                      &entries, &problem));
    listing_finish(&listing);
    struct indicator indicator = indicator_of(kind, pattern);
    listing_remark(&listing, &indicator, tell_remark, &text);
    listing_done(&listing);
    return text;
}

static void assert_remarks(const char *const *lists, enum indicator_kind kind, const char *pattern,
                           const char *wanted)
{
    struct text text = remarks_of(lists, kind, pattern);
    assert_text(&text, wanted);
    text_done(&text);
}

static const char *const networks[] = {
    "vpn-ipv4", "{\"type\": \"cidr\", \"list\": [\"192.0.2.0/24\", \"192.0.2.128/25\"]}",
    "sinkholes", "{\"list\": [\"192.0.2.200\", \"2001:db8::/32\"], \"type\": \"cidr\"}", NULL};

static void an_address_has_the_most_specific_entry_of_each_list(void **state)
{
    (void)state;
    assert_remarks(networks, INDICATOR_ADDRESS, "192.0.2.1", "vpn-exit vpn-ipv4 192.0.2.0/24");
    assert_remarks(networks, INDICATOR_ADDRESS, "192.0.2.200",
                   "sinkhole sinkholes 192.0.2.200; vpn-exit vpn-ipv4 192.0.2.128/25");
    assert_remarks(networks, INDICATOR_ADDRESS, "192.0.3.1", "");
    assert_remarks(networks, INDICATOR_ENDPOINT, "[2001:db8::1]:443",
                   "sinkhole sinkholes 2001:db8::/32");
    assert_remarks(networks, INDICATOR_URL, "192.0.2.1/path", "vpn-exit vpn-ipv4 192.0.2.0/24");
}

static void a_network_is_in_an_entry_or_holds_one(void **state)
{
    (void)state;
    assert_remarks(networks, INDICATOR_CIDR, "192.0.2.192/28",
                   "vpn-exit vpn-ipv4 192.0.2.128/25; sinkhole sinkholes 192.0.2.200");
    assert_remarks(networks, INDICATOR_CIDR, "198.51.100.0/24", "");
}

static const char *const names[] = {
    "dynamic-dns",
    "{\"type\": \"hostname\", \"list\": [\".dyn.example\", \"Dyn2.Example.\"]}",
    "tranco10k",
    "{\"type\": \"hostname\", \"list\": [\"dyn.example\", \"popular.com\"]}",
    "google",
    "{\"type\": \"string\", \"list\": [\".below.example\", \"only.example\"]}",
    "cisco_top1000",
    "{\"type\": \"string\", \"list\": [\"dyn2.example\", \"popular.com\"]}",
    NULL};

static void a_hostname_list_speaks_of_names_below_and_a_string_list_does_not(void **state)
{
    (void)state;
    assert_remarks(names, INDICATOR_DOMAIN, "a.b.dyn.example",
                   "dynamic-dns dynamic-dns dyn.example");
    assert_remarks(names, INDICATOR_DOMAIN, "notdyn.example", "");
    assert_remarks(names, INDICATOR_DOMAIN, "x.below.example", "known-good google below.example");
    assert_remarks(names, INDICATOR_DOMAIN, "only.example", "known-good google only.example");
    assert_remarks(names, INDICATOR_DOMAIN, "x.only.example", "");
}

static void popularity_counts_for_what_was_registered_and_not_below_shared_parents(void **state)
{
    (void)state;
    assert_remarks(names, INDICATOR_DOMAIN, "www.popular.com",
                   "popular tranco10k popular.com; popular cisco_top1000 popular.com");
    assert_remarks(names, INDICATOR_DOMAIN, "dyn.example",
                   "dynamic-dns dynamic-dns dyn.example; popular tranco10k dyn.example");
    assert_remarks(names, INDICATOR_DOMAIN, "c2.dyn2.example",
                   "dynamic-dns dynamic-dns dyn2.example");
}

static void urls_and_mail_addresses_are_asked_for_their_hosts(void **state)
{
    (void)state;
    static const char *const lists[] = {
        "url-shortener",
        "{\"type\": \"hostname\", \"matching_attributes\": [\"domain\", \"url\"],"
        " \"list\": [\"short.example\", \"https://Files.example/bad/\"]}",
        "disposable-email",
        "{\"type\": \"substring\", \"matching_attributes\": [\"email-src\"],"
        " \"list\": [\"mail.example\", \"+spam\"]}",
        "common-contact-emails",
        "{\"type\": \"regex\", \"matching_attributes\": [\"email-src\"],"
        " \"list\": [\"/^abuse@.*$/i\"]}",
        NULL};
    assert_remarks(lists, INDICATOR_URL, "short.example/abc",
                   "service url-shortener short.example");
    assert_remarks(lists, INDICATOR_URL, "files.example/bad/thing",
                   "service url-shortener files.example/bad/");
    assert_remarks(lists, INDICATOR_URL, "files.example/good", "");
    assert_remarks(lists, INDICATOR_EMAIL, "someone@mail.example",
                   "service disposable-email mail.example");
    assert_remarks(lists, INDICATOR_EMAIL, "some+spam@example.com",
                   "service disposable-email +spam");
    assert_remarks(lists, INDICATOR_EMAIL, "abuse@example.com",
                   "known-good common-contact-emails /^abuse@.*$/i");
    /* The list speaks of mail, not of names. */
    assert_remarks(lists, INDICATOR_DOMAIN, "mail.example", "");
}

static void digests_are_compared_whole_and_in_small_letters(void **state)
{
    (void)state;
    static const char *const lists[] = {"empty-hashes",
                                        "{\"type\": \"string\", \"matching_attributes\": [\"md5\"],"
                                        " \"list\": [\"D41D8CD98F00B204E9800998ECF8427E\"]}",
                                        NULL};
    assert_remarks(lists, INDICATOR_MD5, "d41d8cd98f00b204e9800998ecf8427e",
                   "known-good empty-hashes d41d8cd98f00b204e9800998ecf8427e");
    assert_remarks(lists, INDICATOR_MD5, "d41d8cd98f00b204e9800998ecf84270", "");
    assert_remarks(lists, INDICATOR_MUTEX, "d41d8cd98f00b204e9800998ecf8427e", "");
}

static void a_list_that_is_new_is_judged_by_its_name(void **state)
{
    (void)state;
    static const char *const lists[] = {"some-new-scanner",
                                        "{\"type\": \"cidr\", \"list\": [\"192.0.2.0/24\"]}",
                                        "some-new-networks",
                                        "{\"type\": \"cidr\", \"list\": [\"192.0.2.0/24\"]}",
                                        "some-new-names",
                                        "{\"type\": \"hostname\", \"list\": [\"a.example\"]}",
                                        NULL};
    assert_remarks(lists, INDICATOR_ADDRESS, "192.0.2.1",
                   "service some-new-networks 192.0.2.0/24; scanner some-new-scanner 192.0.2.0/24");
    assert_remarks(lists, INDICATOR_DOMAIN, "a.example", "known-good some-new-names a.example");
}

static void tell_date(void *context, const struct remark *remark)
{
    text_add(context, remark->date);
}

static void assert_date(const char *version, const char *date)
{
    struct listing listing = {0};
    struct text list = {0}, text = {0};
    uint64_t entries = 0;
    text_print(&list, "{\"list\": [\"a.example\"], \"version\": %s, \"type\": \"string\"}",
               version);
    assert_true(
        warning_list_read(&listing, &set, slice_from("x"), text_slice(&list), &entries, NULL));
    listing_finish(&listing);
    struct indicator indicator = indicator_of(INDICATOR_DOMAIN, "a.example");
    listing_remark(&listing, &indicator, tell_date, &text);
    assert_text(&text, date);
    listing_done(&listing);
    text_done(&text);
    text_done(&list);
}

static void a_version_may_be_a_date(void **state)
{
    (void)state;
    assert_date("20260811", "2026-08-11");
    assert_date("\"20260811\"", "2026-08-11");
    assert_date("26081010", "2026-08-10");
    assert_date("7", "2026-01-02");
    assert_date("20261399", "2026-01-02");
    assert_date("999999999999999999999", "2026-01-02");
}

static void what_is_no_list_is_refused(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "", "[]", "{}", "{\"list\": [\"a\"", "<html></html>", "{\"list\": [\"a\"]} more"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct listing listing = {0};
        struct problem problem = {{0}};
        uint64_t entries = 0;
        assert_false(warning_list_read(&listing, &set, slice_from("x"), slice_from(texts[i]),
                                       &entries, &problem));
        assert_string_equal(problem.sentence, "it is no warning list");
        listing_finish(&listing);
        listing_done(&listing);
    }
}

static void entries_that_are_none_are_left_out(void **state)
{
    (void)state;
    struct listing listing = {0};
    uint64_t entries = 0;
    assert_true(warning_list_read(
        &listing, &set, slice_from("x"),
        slice_from("{\"type\": \"cidr\", \"list\": [1, null, {\"a\": []}, \"\", \" \", \"/\","
                   " \"192.0.2.0/24\", \"b\\u00fccher.example\"]}"),
        &entries, NULL));
    assert_int_equal(entries, 2);
    listing_finish(&listing);
    struct text text = {0};
    struct indicator indicator = indicator_of(INDICATOR_DOMAIN, "xn--bcher-kva.example");
    listing_remark(&listing, &indicator, tell_remark, &text);
    assert_text(&text, "service x xn--bcher-kva.example");
    text_done(&text);
    listing_done(&listing);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_address_has_the_most_specific_entry_of_each_list),
        cmocka_unit_test(a_network_is_in_an_entry_or_holds_one),
        cmocka_unit_test(a_hostname_list_speaks_of_names_below_and_a_string_list_does_not),
        cmocka_unit_test(popularity_counts_for_what_was_registered_and_not_below_shared_parents),
        cmocka_unit_test(urls_and_mail_addresses_are_asked_for_their_hosts),
        cmocka_unit_test(digests_are_compared_whole_and_in_small_letters),
        cmocka_unit_test(a_list_that_is_new_is_judged_by_its_name),
        cmocka_unit_test(a_version_may_be_a_date),
        cmocka_unit_test(what_is_no_list_is_refused),
        cmocka_unit_test(entries_that_are_none_are_left_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
