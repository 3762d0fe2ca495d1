/* SPDX-License-Identifier: MIT */
#include "../test.h"

#include "notice/comparison.h"

#include <math.h>

struct named {
    enum indicator_kind kind;
    const char *pattern, *family;
};

static void fill(struct notice *notice, const char *name, const struct named *named, size_t count)
{
    notice_init(notice, name);
    for (size_t i = 0; i < count; i++) {
        uint32_t said = notice_add_statement(
            notice, &(struct statement){.family = slice_from(named[i].family)});
        notice_add(notice, &(struct indicator){.kind = named[i].kind,
                                               .pattern = slice_from(named[i].pattern),
                                               .statement = said});
    }
}
#define FILL(notice, name, named) fill(notice, name, named, sizeof named / sizeof *named)

/* Hits as "indicator relation pattern", one a line, with "+n" where it stands for more. */
static void tell(struct text *text, const struct comparison *comparison, uint32_t subject)
{
    size_t count;
    const struct hit *hits = comparison_hits(comparison, subject, &count);
    for (size_t i = 0; i < count; i++) {
        text_print(text, "%u %s ", hits[i].indicator, relation_key(hits[i].recurrence.relation));
        text_add(text, hits[i].recurrence.pattern);
        if (hits[i].recurrence.more > 0)
            text_print(text, " +%zu", hits[i].recurrence.more);
        text_put(text, "\n");
    }
}

static void assert_hits(const struct named *this, size_t this_count, const struct named *other,
                        size_t other_count, const char *wanted)
{
    struct notice subject, reference;
    struct world *world = world_open("no-such-folder");
    struct text told = {0};
    fill(&subject, "this", this, this_count);
    fill(&reference, "other", other, other_count);
    const struct notice *subjects[] = {&subject};
    struct comparison *comparison = comparison_create(subjects, 1, world);
    comparison_add(comparison, &reference);
    comparison_finish(comparison);
    tell(&told, comparison, 0);
    assert_text(&told, wanted);
    text_done(&told);
    comparison_free(comparison);
    world_free(world);
    notice_done(&subject);
    notice_done(&reference);
}
#define ASSERT_HITS(this, other, wanted)                                                           \
    assert_hits(this, sizeof this / sizeof *this, other, sizeof other / sizeof *other, wanted)

static void names_are_related_above_below_and_beside(void **state)
{
    (void)state;
    static const struct named this[] = {{INDICATOR_DOMAIN, "a.b.storm-cone.com", ""}};
    static const struct named other[] = {
        {INDICATOR_DOMAIN, "a.b.storm-cone.com", ""},
        {INDICATOR_URL, "a.b.storm-cone.com/x", ""},
        {INDICATOR_DOMAIN, "b.storm-cone.com", ""},
        {INDICATOR_DOMAIN, "storm-cone.com", ""},
        {INDICATOR_DOMAIN, "x.a.b.storm-cone.com", ""},
        {INDICATOR_DOMAIN, "c.storm-cone.com", ""},
        {INDICATOR_DOMAIN, "another-storm-cone.com", ""},
    };
    ASSERT_HITS(this, other,
                "0 same a.b.storm-cone.com\n"
                "0 host a.b.storm-cone.com/x\n"
                "0 under b.storm-cone.com +1\n"
                "0 over x.a.b.storm-cone.com\n"
                "0 sibling c.storm-cone.com\n");
}

static void customers_of_one_registry_are_no_siblings(void **state)
{
    (void)state;
    static const struct named this[] = {{INDICATOR_DOMAIN, "one.duckdns.org", ""}};
    static const struct named other[] = {{INDICATOR_DOMAIN, "two.duckdns.org", ""}};
    ASSERT_HITS(this, other, "");
}

static void addresses_are_related_by_port_and_network(void **state)
{
    (void)state;
    static const struct named this[] = {{INDICATOR_ADDRESS, "198.51.100.7", ""},
                                        {INDICATOR_ADDRESS, "2001:db8::7", ""}};
    static const struct named other[] = {{INDICATOR_ENDPOINT, "198.51.100.7:443", ""},
                                         {INDICATOR_ADDRESS, "198.51.100.250", ""},
                                         {INDICATOR_ADDRESS, "198.51.101.7", ""},
                                         {INDICATOR_ENDPOINT, "[2001:db8::7]:80", ""}};
    ASSERT_HITS(this, other,
                "0 host 198.51.100.7:443\n"
                "0 neighbour 198.51.100.250\n"
                "1 host [2001:db8::7]:80\n");
}

static void what_everybody_has_relates_nobody(void **state)
{
    (void)state;
    static const struct named this[] = {{INDICATOR_CVE, "CVE-2024-12356", ""},
                                        {INDICATOR_FILE_NAME, "conhost.exe", ""},
                                        {INDICATOR_SHA1, "00", ""}};
    static const struct named other[] = {{INDICATOR_CVE, "CVE-2024-12356", ""},
                                         {INDICATOR_FILE_NAME, "conhost.exe", ""},
                                         {INDICATOR_SHA1, "00", ""},
                                         {INDICATOR_MD5, "00", ""}};
    ASSERT_HITS(this, other, "2 same 00\n");
}

static void a_copy_counts_once(void **state)
{
    (void)state;
    static const struct named first[] = {{INDICATOR_DOMAIN, "storm-cone.com", ""},
                                         {INDICATOR_ADDRESS, "198.51.100.7", ""},
                                         {INDICATOR_ADDRESS, "198.51.100.8", ""},
                                         {INDICATOR_ADDRESS, "203.0.113.1", ""}};
    static const struct named second[] = {{INDICATOR_DOMAIN, "storm-cone.com", ""},
                                          {INDICATOR_ADDRESS, "203.0.113.40", ""},
                                          {INDICATOR_ADDRESS, "192.0.2.8", ""},
                                          {INDICATOR_ADDRESS, "192.0.2.9", ""}};
    struct notice notices[5];
    struct world *world = world_open("no-such-folder");
    struct text told = {0};
    size_t count;
    FILL(&notices[0], "original", first);
    FILL(&notices[1], "mirror", first);
    FILL(&notices[2], "list", second);
    FILL(&notices[3], "mirror of the list", second);
    const struct notice *subjects[] = {&notices[0], &notices[1]};
    struct comparison *comparison = comparison_create(subjects, 2, world);
    comparison_add(comparison, &notices[2]);
    comparison_add(comparison, &notices[3]);
    comparison_finish(comparison);
    const struct compared_notice *sources = comparison_sources(comparison, &count);
    assert_int_equal(count, 4);
    assert_int_equal(sources[1].copy_of, 0);
    assert_int_equal(sources[2].copy_of, 2);
    assert_int_equal(sources[3].copy_of, 2);
    tell(&told, comparison, 0);
    assert_text(&told, "0 same storm-cone.com\n3 neighbour 203.0.113.40\n");
    text_clear(&told);
    tell(&told, comparison, 1);
    assert_text(&told, "0 same storm-cone.com\n3 neighbour 203.0.113.40\n");
    text_done(&told);
    comparison_free(comparison);
    world_free(world);
    for (size_t i = 0; i < 4; i++)
        notice_done(&notices[i]);
}

/* Drawing 2 of 4, and 2 again: both in common 1/6, at least one 5/6. */
static void the_chance_is_that_of_drawing_from_an_urn(void **state)
{
    (void)state;
    assert_true(fabs(chance_of_overlap(4, 2, 2, 2) - log10(1.0 / 6)) < 1e-9);
    assert_true(fabs(chance_of_overlap(4, 2, 2, 1) - log10(5.0 / 6)) < 1e-9);
    assert_true(chance_of_overlap(4, 2, 2, 0) == 0);
    assert_true(chance_of_overlap(1, 2, 2, 1) == 0);
    assert_true(chance_of_overlap(1e6, 20, 200, 3) < -6);
    assert_true(chance_of_overlap(2e6, 100000, 100000, 100000) < -100000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_are_related_above_below_and_beside),
        cmocka_unit_test(customers_of_one_registry_are_no_siblings),
        cmocka_unit_test(addresses_are_related_by_port_and_network),
        cmocka_unit_test(what_everybody_has_relates_nobody),
        cmocka_unit_test(a_copy_counts_once),
        cmocka_unit_test(the_chance_is_that_of_drawing_from_an_urn),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
