/* SPDX-License-Identifier: MIT */
#include "../test.h"

#include "base/memory.h"
#include "match/index.h"
#include "model/url.h"

#include "catch.h"

#include <stdlib.h>

/* The notice of every test but those that bring their own. */
static const struct named named[] = {
    {INDICATOR_ADDRESS, "192.0.2.1"},
    {INDICATOR_ADDRESS, "2001:db8::1"},
    {INDICATOR_CIDR, "198.51.100.0/24"},
    {INDICATOR_CIDR, "198.51.0.0/16"},
    {INDICATOR_CIDR, "198.51.100.64/26"},
    {INDICATOR_CIDR, "198.51.100.77/32"},
    {INDICATOR_CIDR, "2001:db8:bad::/48"},
    {INDICATOR_CIDR, "2001:db8:bad:1::/64"},
    {INDICATOR_ENDPOINT, "203.0.113.9:8443"},
    {INDICATOR_ENDPOINT, "192.0.2.1:22"},
    {INDICATOR_ENDPOINT, "[2001:db8::2]:443"},
    {INDICATOR_DOMAIN, "evil.com"},
    {INDICATOR_DOMAIN, "deep.sub.evil.com"},
    {INDICATOR_DOMAIN, "lonely"},
    {INDICATOR_DOMAIN, "xn--bse-sna.example"},
    {INDICATOR_URL, "evil-url.example/bad/path"},
    {INDICATOR_URL, "port.example:8080/x"},
    {INDICATOR_URL, "all.example/"},
    {INDICATOR_URL, "192.0.2.7/load.sh"},
    {INDICATOR_URL, "[2001:db8::7]/load.sh"},
    {INDICATOR_URL, "xn--bse-sna.example/x"},
    {INDICATOR_PATH, "/malicious-login.php"},
    {INDICATOR_PATH, "/p/f.php?h="},
    {INDICATOR_SHA1, "da39a3ee5e6b4b0d3255bfef95601890afd80709"},
    {INDICATOR_CERT_SHA256, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
    {INDICATOR_CERT_SERIAL, "aff01"},
    {INDICATOR_USER_AGENT, "StormRAT/1.0 (gale)"},
    {INDICATOR_MD5, "d41d8cd98f00b204e9800998ecf8427e"},
    {INDICATOR_USER_AGENT, "Mozilla/5.0 (everybody)"},
};

struct case_of {
    struct notice notice;
    struct index *index;
    struct catch catch;
};

static int set_up(void **state)
{
    struct case_of *it = memory_create(1, sizeof *it);
    fill_notice(&it->notice, "made-up.txt", named, sizeof named / sizeof *named);
    it->index = index_create();
    index_add_notice(it->index, &it->notice);
    index_finish(it->index);
    it->catch.index = it->index;
    *state = it;
    return 0;
}

static int tear_down(void **state)
{
    struct case_of *it = *state;
    index_free(it->index);
    notice_done(&it->notice);
    text_done(&it->catch.text);
    free(it);
    return 0;
}

static void assert_address(void **state, const char *address_text, uint16_t port, const char *found)
{
    struct case_of *it = *state;
    struct address address;
    assert_true(address_parse(slice_from(address_text), &address));
    text_clear(&it->catch.text);
    index_find_address(it->index, &address, port, catch_entry, &it->catch);
    assert_text(&it->catch.text, found);
    if (*found)
        assert_true(index_may_hold_address(it->index, &address));
}

static void assert_name(void **state, const char *name, const char *found)
{
    struct case_of *it = *state;
    text_clear(&it->catch.text);
    index_find_name(it->index, slice_from(name), catch_entry, &it->catch);
    assert_text(&it->catch.text, found);
}

static void assert_url(void **state, const char *url, const char *found)
{
    struct case_of *it = *state;
    text_clear(&it->catch.text);
    index_find_url(it->index, slice_from(url), catch_entry, &it->catch);
    assert_text(&it->catch.text, found);
}

static void an_address_is_found_and_its_neighbours_are_not(void **state)
{
    assert_address(state, "192.0.2.1", 0, "192.0.2.1");
    assert_address(state, "192.0.2.2", 0, "");
    assert_address(state, "2001:db8::1", 0, "2001:db8::1");
    assert_address(state, "2001:db8::3", 0, "");
}

static void spellings_of_an_ipv6_address_do_not_matter(void **state)
{
    assert_address(state, "2001:0DB8:0:0:0:0:0:1", 0, "2001:db8::1");
    assert_address(state, "::ffff:192.0.2.1", 0, "192.0.2.1");
}

static void every_prefix_around_an_address_is_found(void **state)
{
    assert_address(state, "198.51.100.77", 0,
                   "198.51.100.77/32, 198.51.100.64/26, 198.51.100.0/24, 198.51.0.0/16");
    assert_address(state, "198.51.100.1", 0, "198.51.100.0/24, 198.51.0.0/16");
    assert_address(state, "198.51.99.255", 0, "198.51.0.0/16");
    assert_address(state, "198.52.0.0", 0, "");
    assert_address(state, "2001:db8:bad:1::5", 0, "2001:db8:bad:1::/64, 2001:db8:bad::/48");
    assert_address(state, "2001:db8:bad:2::5", 0, "2001:db8:bad::/48");
    assert_address(state, "2001:db8:bae::5", 0, "");
}

static void address_and_port_are_found_together_only(void **state)
{
    assert_address(state, "203.0.113.9", 8443, "203.0.113.9:8443");
    assert_address(state, "203.0.113.9", 443, "");
    assert_address(state, "203.0.113.9", 0, "");
    assert_address(state, "192.0.2.1", 22, "192.0.2.1, 192.0.2.1:22");
    assert_address(state, "2001:db8::2", 443, "[2001:db8::2]:443");
}

static void a_name_is_found_and_every_name_below_it(void **state)
{
    assert_name(state, "evil.com", "evil.com");
    assert_name(state, "www.evil.com", "evil.com");
    assert_name(state, "a.deep.sub.evil.com", "evil.com, deep.sub.evil.com");
    assert_name(state, "*.evil.com", "evil.com");
    assert_name(state, "host.lonely", "lonely");
}

static void a_parent_and_a_name_that_only_ends_alike_are_not_found(void **state)
{
    assert_name(state, "com", "");
    assert_name(state, "notevil.com", "");
    assert_name(state, "evil.com.example", "");
    assert_name(state, "sub.evil.co", "");
    assert_name(state, "", "");
    assert_name(state, ".", "");
}

static void letter_case_and_trailing_dots_do_not_matter(void **state)
{
    assert_name(state, "eViL.CoM", "evil.com");
    assert_name(state, "WWW.EVIL.COM.", "evil.com");
}

static void both_forms_of_an_international_name_are_found(void **state)
{
    assert_name(state, "b\xc3\xb6se.example", "xn--bse-sna.example");
    assert_name(state, "www.B\xc3\x96SE.example.", "xn--bse-sna.example");
    assert_name(state, "XN--BSE-SNA.example", "xn--bse-sna.example");
    assert_name(state, "b\\195\\182se.example", "xn--bse-sna.example");
}

static void odd_labels_do_not_hide_the_names_above_them(void **state)
{
    assert_name(state, "\\000\\255x.evil.com", "evil.com");
    assert_name(state, "\xff\xfe.sub.evil.com", "evil.com");
    assert_name(state, "a:b.evil.com", "evil.com");
    assert_name(state, "\\101.\\069vil.com", "evil.com");
}

static void an_escaped_dot_is_no_end_of_a_label(void **state)
{
    assert_name(state, "not\\.evil.com", "");
    assert_name(state, "not\\046evil.com", "");
    assert_name(state, "x\\.y.evil.com", "evil.com");
    assert_name(state, "evil\\.com", "");
}

static void a_name_that_is_too_long_is_still_below_its_parents(void **state)
{
    struct case_of *it = *state;
    struct text name = {0};
    for (int i = 0; i < 300; i++)
        text_put(&name, "a.");
    text_put(&name, "evil.com");
    assert_name(state, text_string(&name), "evil.com");
    text_clear(&name);
    text_fill(&name, 'x', 250);
    text_put(&name, "evil.com");
    assert_name(state, text_string(&name), "");
    text_done(&name);
    text_clear(&it->catch.text);
}

static void a_name_that_is_an_address_asks_for_the_address(void **state)
{
    assert_name(state, "192.0.2.1", "192.0.2.1");
    assert_name(state, "[2001:db8::1]", "2001:db8::1");
    assert_name(state, "2001:DB8::1", "2001:db8::1");
    assert_name(state, "198.51.100.1", "198.51.100.0/24, 198.51.0.0/16");
    assert_name(state, "192.0.2.11", "");
}

static void a_url_is_found_by_host_and_path_prefix(void **state)
{
    assert_url(state, "http://evil-url.example/bad/path", "evil-url.example/bad/path");
    assert_url(state, "http://evil-url.example/bad/path/more?x=1", "evil-url.example/bad/path");
    assert_url(state, "http://evil-url.example/bad/path?x=1", "evil-url.example/bad/path");
    assert_url(state, "http://evil-url.example/bad/pathology", "");
    assert_url(state, "http://evil-url.example/bad", "");
    assert_url(state, "http://sub.evil-url.example/bad/path", "");
    assert_url(state, "http://all.example/", "all.example/");
    assert_url(state, "http://all.example/any/thing", "all.example/");
}

static void spellings_of_a_url_do_not_matter(void **state)
{
    assert_url(state, "HTTP://EVIL-URL.example./%62ad/x/../path", "evil-url.example/bad/path");
    assert_url(state, "http://evil-url.example//bad/.//path", "evil-url.example/bad/path");
    assert_url(state, "http://evil-url.example/BAD/path", "");
    assert_url(state, "http://b\xc3\xb6se.example/x", "xn--bse-sna.example/x");
}

static void a_url_without_port_is_found_with_a_default_port_only(void **state)
{
    assert_url(state, "http://evil-url.example:80/bad/path", "evil-url.example/bad/path");
    assert_url(state, "https://evil-url.example:443/bad/path", "evil-url.example/bad/path");
    assert_url(state, "http://evil-url.example:8080/bad/path", "");
    assert_url(state, "http://port.example:8080/x", "port.example:8080/x");
    assert_url(state, "http://port.example/x", "");
    assert_url(state, "http://all.example:8080/", "");
}

static void a_url_whose_host_is_an_address_is_found(void **state)
{
    assert_url(state, "http://192.0.2.7/load.sh", "192.0.2.7/load.sh");
    assert_url(state, "http://[2001:DB8:0::7]/load.sh?x", "[2001:db8::7]/load.sh");
}

static void a_path_is_found_on_any_host(void **state)
{
    assert_url(state, "http://any.example/malicious-login.php", "/malicious-login.php");
    assert_url(state, "http://192.0.2.200:8080/malicious-login.php?x=1", "/malicious-login.php");
    assert_url(state, "http://any.example/x/malicious-login.php", "");
    assert_url(state, "http://any.example/malicious-login.phps", "");
    assert_url(state, "http://any.example/p/f.php?h=abc", "/p/f.php?h=");
}

static void a_long_url_is_read_to_its_end(void **state)
{
    struct text url = {0};
    text_put(&url, "http://any.example/");
    for (int i = 0; i < 2000; i++)
        text_put(&url, "x/../");
    text_put(&url, "malicious-login.php");
    assert_url(state, text_string(&url), "/malicious-login.php");
    text_done(&url);
}

static void digests_are_found_by_their_bytes(void **state)
{
    struct case_of *it = *state;
    static const uint8_t sha1[20] = {0xda, 0x39, 0xa3, 0xee, 0x5e, 0x6b, 0x4b, 0x0d, 0x32, 0x55,
                                     0xbf, 0xef, 0x95, 0x60, 0x18, 0x90, 0xaf, 0xd8, 0x07, 0x09};
    static const uint8_t sha256[32] = {0xe3, 0xb0, 0xc4, 0x42, 0x98, 0xfc, 0x1c, 0x14,
                                       0x9a, 0xfb, 0xf4, 0xc8, 0x99, 0x6f, 0xb9, 0x24,
                                       0x27, 0xae, 0x41, 0xe4, 0x64, 0x9b, 0x93, 0x4c,
                                       0xa4, 0x95, 0x99, 0x1b, 0x78, 0x52, 0xb8, 0x55};
    text_clear(&it->catch.text);
    index_find_digest(it->index, slice_make(sha1, 20), catch_entry, &it->catch);
    assert_text(&it->catch.text, "da39a3ee5e6b4b0d3255bfef95601890afd80709");
    text_clear(&it->catch.text);
    index_find_digest(it->index, slice_make(sha256, 32), catch_entry, &it->catch);
    assert_text(&it->catch.text,
                "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    text_clear(&it->catch.text);
    index_find_digest(it->index, slice_make(sha256, 20), catch_entry, &it->catch);
    assert_text(&it->catch.text, "");
}

static void a_serial_is_found_by_its_number_and_an_agent_as_it_stands(void **state)
{
    struct case_of *it = *state;
    static const uint8_t serial[] = {0x00, 0x0a, 0xff, 0x01};
    text_clear(&it->catch.text);
    index_find_serial(it->index, slice_make(serial, sizeof serial), catch_entry, &it->catch);
    index_find_serial(it->index, slice_make(serial, 3), catch_entry, &it->catch);
    index_find_serial(it->index, (struct slice){0}, catch_entry, &it->catch);
    index_find_agent(it->index, slice_from(" StormRAT/1.0 (gale)"), catch_entry, &it->catch);
    index_find_agent(it->index, slice_from("StormRAT/1.0"), catch_entry, &it->catch);
    index_find_agent(it->index, slice_from("Mozilla/5.0 (everybody)"), catch_entry, &it->catch);
    assert_text(&it->catch.text, "aff01, StormRAT/1.0 (gale)");
}

static void kinds_that_no_hunt_sees_have_no_entry(void **state)
{
    struct case_of *it = *state;
    assert_int_equal(index_entry_count(it->index), sizeof named / sizeof *named - 2);
}

static void what_several_notices_name_is_one_entry_with_all_sources(void **state)
{
    (void)state;
    static const struct named first[] = {{INDICATOR_DOMAIN, "one.example"},
                                         {INDICATOR_DOMAIN, "both.example"}};
    static const struct named second[] = {{INDICATOR_DOMAIN, "both.example"},
                                          {INDICATOR_DOMAIN, "two.example"}};
    struct notice notices[2];
    fill_notice(&notices[0], "first.txt", first, 2);
    fill_notice(&notices[1], "second.txt", second, 2);
    struct index *index = index_create();
    index_add_notice(index, &notices[0]);
    index_add_notice(index, &notices[1]);
    index_finish(index);
    assert_int_equal(index_entry_count(index), 3);
    struct entry entry = index_entry(index, 1);
    assert_slice(entry.pattern, "both.example");
    assert_int_equal(entry.source_count, 2);
    assert_int_equal(entry.sources[0].notice, 0);
    assert_int_equal(entry.sources[0].indicator, 1);
    assert_int_equal(entry.sources[1].notice, 1);
    assert_int_equal(entry.sources[1].indicator, 0);
    assert_slice(index_notice(index, entry.sources[1].notice)->name, "second.txt");
    entry = index_entry(index, 2);
    assert_slice(entry.pattern, "two.example");
    assert_int_equal(entry.source_count, 1);
    index_free(index);
    notice_done(&notices[0]);
    notice_done(&notices[1]);
}

static void an_index_of_nothing_finds_nothing(void **state)
{
    (void)state;
    struct index *index = index_create();
    index_finish(index);
    struct catch catch = {.index = index};
    struct address address = {{0}};
    assert_false(index_may_hold_address(index, &address));
    index_find_address(index, &address, 80, catch_entry, &catch);
    index_find_name(index, slice_from("evil.com"), catch_entry, &catch);
    index_find_url(index, slice_from("http://evil.com/"), catch_entry, &catch);
    index_find_digest(index, slice_make("01234567890123456789", 20), catch_entry, &catch);
    assert_int_equal(catch.text.size, 0);
    assert_int_equal(index_entry_count(index), 0);
    index_free(index);
    index_free(NULL);
}

static void prefixes_of_no_bits_hold_their_own_family(void **state)
{
    (void)state;
    static const struct named all[] = {{INDICATOR_CIDR, "0.0.0.0/0"}, {INDICATOR_CIDR, "::/0"}};
    struct notice notice;
    fill_notice(&notice, "all.txt", all, 2);
    struct index *index = index_create();
    index_add_notice(index, &notice);
    index_finish(index);
    struct case_of it = {.index = index, .catch = {.index = index}};
    void *with = &it;
    assert_address(&with, "203.0.113.1", 0, "0.0.0.0/0");
    assert_address(&with, "2001:db8::1", 0, "::/0");
    text_done(&it.catch.text);
    index_free(index);
    notice_done(&notice);
}

/* ---- Random indicators, held against a search that looks at each of them */

enum { RANDOM_INDICATORS = 2000, RANDOM_QUESTIONS = 8000 };

static uint64_t draw(uint64_t *seed, uint64_t below)
{
    *seed = hash_mix(*seed, UINT64_C(0xa0761d6478bd642f));
    return (*seed >> 11) % below;
}

static const char *pick(uint64_t *seed, const char *const *from, size_t count)
{
    return from[draw(seed, count)];
}

static void draw_address(uint64_t *seed, struct address *address)
{
    uint8_t bytes[16] = {0x20, 0x01, 0x0d, 0xb8};
    for (int i = 0; i < 4; i++)
        bytes[draw(seed, 12) + 4] = (uint8_t)draw(seed, 4);
    if (draw(seed, 2)) {
        uint8_t v4[4] = {(uint8_t)(9 + draw(seed, 2)), (uint8_t)draw(seed, 3),
                         (uint8_t)draw(seed, 4), (uint8_t)draw(seed, 32)};
        *address = address_from_v4(v4);
    } else {
        *address = address_from_v6(bytes);
    }
}

static void draw_name(uint64_t *seed, struct text *text)
{
    static const char *const labels[] = {
        "a", "b", "cc", "evil", "com", "x", "net", "longlabel", "www", "a-quite-long-label-it-is"};
    size_t count = 1 + draw(seed, 4);
    for (size_t i = 0; i < count; i++) {
        text_put(text, i > 0 ? "." : "");
        text_put(text, pick(seed, labels, 10));
    }
}

static void draw_path(uint64_t *seed, struct text *text)
{
    static const char *const parts[] = {"/",   "/a", "/b",  "/load.sh", "?x=1",
                                        "?x=", "&y", ";j=", "/a/b",     "c"};
    size_t count = draw(seed, 4);
    text_put(text, "/");
    for (size_t i = 0; i < count; i++)
        text_put(text, pick(seed, parts, 10));
}

static void draw_indicator(uint64_t *seed, struct indicator *indicator, struct text *text)
{
    struct address address;
    struct prefix prefix;
    struct text raw = {0};
    draw_address(seed, &address);
    text_clear(text);
    switch (draw(seed, 6)) {
    case 0:
        indicator->kind = INDICATOR_ADDRESS;
        text_add_address(text, &address);
        break;
    case 1:
        indicator->kind = INDICATOR_ENDPOINT;
        text_add_endpoint(text, &(struct endpoint){address, (uint16_t)(1 + draw(seed, 3))});
        break;
    case 2:
        indicator->kind = INDICATOR_CIDR;
        text_add_address(&raw, &address);
        text_put(&raw, "/");
        text_add_number(&raw, draw(seed, address_is_v4(&address) ? 33 : 129));
        assert_true(prefix_parse(text_slice(&raw), &prefix));
        text_add_prefix(text, &prefix);
        break;
    case 3:
        indicator->kind = INDICATOR_DOMAIN;
        draw_name(seed, text);
        break;
    case 4:
        indicator->kind = INDICATOR_URL;
        draw_name(seed, &raw);
        text_put(&raw, draw(seed, 3) ? "" : ":8080");
        draw_path(seed, &raw);
        assert_true(text_add_url(text, text_slice(&raw)));
        break;
    default:
        indicator->kind = INDICATOR_PATH;
        draw_path(seed, &raw);
        text_add_url_path(text, text_slice(&raw));
        break;
    }
    indicator->pattern = text_slice(text);
    text_done(&raw);
}

struct question {
    enum { ASK_ADDRESS, ASK_NAME, ASK_URL } what;
    struct address address;
    uint16_t port;
    struct slice text; /* the name or the URL's normal form */
};

static bool holds(const struct indicator *indicator, const struct question *question)
{
    struct address address;
    struct prefix prefix;
    struct endpoint endpoint;
    struct slice pattern = indicator->pattern, text = question->text;
    switch (indicator->kind) {
    case INDICATOR_ADDRESS:
        return question->what == ASK_ADDRESS && address_parse(pattern, &address) &&
               address_equal(&address, &question->address);
    case INDICATOR_ENDPOINT:
        return question->what == ASK_ADDRESS && endpoint_parse(pattern, &endpoint) &&
               endpoint.port == question->port &&
               address_equal(&endpoint.address, &question->address);
    case INDICATOR_CIDR:
        return question->what == ASK_ADDRESS && prefix_parse(pattern, &prefix) &&
               (slice_find_byte(pattern, ':') == SLICE_NOWHERE) ==
                   address_is_v4(&question->address) &&
               prefix_holds(&prefix, &question->address);
    case INDICATOR_DOMAIN:
        return question->what == ASK_NAME && text.size >= pattern.size &&
               slice_equal_ignoring_case(slice_after(text, text.size - pattern.size), pattern) &&
               (text.size == pattern.size || text.data[text.size - pattern.size - 1] == '.');
    case INDICATOR_URL:
        return question->what == ASK_URL && url_is_under(text, pattern);
    default:
        return question->what == ASK_URL &&
               url_is_under(slice_after(text, slice_find_byte(text, '/')), pattern);
    }
}

struct marks {
    const struct index *index;
    uint8_t *found; /* by indicator, how often */
};

static void mark(void *context, uint32_t entry)
{
    struct marks *marks = context;
    marks->found[index_entry(marks->index, entry).sources[0].indicator]++;
}

static void draw_question(uint64_t *seed, struct question *question, struct text *raw,
                          struct text *form)
{
    text_clear(raw);
    text_clear(form);
    question->what = (int)draw(seed, 3);
    draw_address(seed, &question->address);
    question->port = (uint16_t)draw(seed, 4);
    draw_name(seed, raw);
    if (question->what == ASK_NAME)
        for (size_t i = 0; i < raw->size; i++)
            if (byte_is_letter((uint8_t)raw->data[i]) && draw(seed, 2))
                raw->data[i] ^= 0x20;
    question->text = text_slice(raw);
    if (question->what == ASK_URL) {
        text_put(raw, draw(seed, 3) ? "" : ":8080");
        draw_path(seed, raw);
        assert_true(text_add_url(form, text_slice(raw)));
        question->text = text_slice(form);
    }
}

static void the_index_answers_what_a_plain_search_answers(void **state)
{
    (void)state;
    uint64_t seed = 42;
    struct notice notice;
    struct text raw = {0}, form = {0};
    notice_init(&notice, "random");
    for (int i = 0; i < RANDOM_INDICATORS; i++) {
        struct indicator indicator = {0};
        draw_indicator(&seed, &indicator, &raw);
        notice_add(&notice, &indicator);
    }
    struct index *index = index_create();
    index_add_notice(index, &notice);
    index_finish(index);
    assert_int_equal(index_entry_count(index), notice.indicator_count);
    struct marks marks = {index, memory_create(notice.indicator_count, 1)};
    size_t hits = 0;
    for (int i = 0; i < RANDOM_QUESTIONS; i++) {
        struct question question;
        bool any = false;
        draw_question(&seed, &question, &raw, &form);
        memset(marks.found, 0, notice.indicator_count);
        if (question.what == ASK_ADDRESS)
            index_find_address(index, &question.address, question.port, mark, &marks);
        else if (question.what == ASK_NAME)
            index_find_name(index, question.text, mark, &marks);
        else
            index_find_url(index, text_slice(&raw), mark, &marks);
        for (size_t k = 0; k < notice.indicator_count; k++) {
            bool should = holds(&notice.indicators[k], &question);
            assert_int_equal(marks.found[k], should ? 1 : 0);
            any = any || should;
        }
        hits += any;
        if (any && question.what == ASK_ADDRESS)
            assert_true(index_may_hold_address(index, &question.address));
    }
    assert_in_range(hits, RANDOM_QUESTIONS / 10, RANDOM_QUESTIONS);
    free(marks.found);
    index_free(index);
    notice_done(&notice);
    text_done(&raw);
    text_done(&form);
}

static void a_large_index_stays_within_its_memory(void **state)
{
    (void)state;
    enum { MANY = 50000 };
    struct notice notice;
    struct text text = {0};
    notice_init(&notice, "many");
    for (unsigned i = 0; i < MANY; i++) {
        text_clear(&text);
        text_print(&text, "host-%u.example", i);
        notice_add(&notice,
                   &(struct indicator){.kind = INDICATOR_DOMAIN, .pattern = text_slice(&text)});
    }
    struct index *index = index_create();
    index_add_notice(index, &notice);
    index_finish(index);
    assert_int_equal(index_entry_count(index), MANY);
    assert_in_range(index_memory(index), 1, (size_t)MANY * 30);
    index_free(index);
    notice_done(&notice);
    text_done(&text);
}

#define case_test(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        case_test(an_address_is_found_and_its_neighbours_are_not),
        case_test(spellings_of_an_ipv6_address_do_not_matter),
        case_test(every_prefix_around_an_address_is_found),
        case_test(address_and_port_are_found_together_only),
        case_test(a_name_is_found_and_every_name_below_it),
        case_test(a_parent_and_a_name_that_only_ends_alike_are_not_found),
        case_test(letter_case_and_trailing_dots_do_not_matter),
        case_test(both_forms_of_an_international_name_are_found),
        case_test(odd_labels_do_not_hide_the_names_above_them),
        case_test(an_escaped_dot_is_no_end_of_a_label),
        case_test(a_name_that_is_too_long_is_still_below_its_parents),
        case_test(a_name_that_is_an_address_asks_for_the_address),
        case_test(a_url_is_found_by_host_and_path_prefix),
        case_test(spellings_of_a_url_do_not_matter),
        case_test(a_url_without_port_is_found_with_a_default_port_only),
        case_test(a_url_whose_host_is_an_address_is_found),
        case_test(a_path_is_found_on_any_host),
        case_test(a_long_url_is_read_to_its_end),
        case_test(digests_are_found_by_their_bytes),
        case_test(a_serial_is_found_by_its_number_and_an_agent_as_it_stands),
        case_test(kinds_that_no_hunt_sees_have_no_entry),
        cmocka_unit_test(what_several_notices_name_is_one_entry_with_all_sources),
        cmocka_unit_test(an_index_of_nothing_finds_nothing),
        cmocka_unit_test(prefixes_of_no_bits_hold_their_own_family),
        cmocka_unit_test(the_index_answers_what_a_plain_search_answers),
        cmocka_unit_test(a_large_index_stays_within_its_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
