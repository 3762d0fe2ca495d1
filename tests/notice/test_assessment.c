/* SPDX-License-Identifier: MIT */
#include "../base/folders.h"

#include "notice/assessment.h"
#include "notice/scorecard.h"

/* 2025-01-06 00:00:00 UTC, and days after it */
#define EPIPHANY INT64_C(1736121600)
static struct instant day(int64_t after)
{
    return (struct instant){(EPIPHANY + after * 86400) * NS_PER_SECOND};
}

static void write_list(const char *folder, const char *name, const char *type, const char *entry)
{
    struct text path = {0}, list = {0};
    text_print(&path, "misp-warninglists/lists/%s.json", name);
    text_print(
        &list,
        "{\"name\": \"%s\", \"type\": \"%s\", \"version\": 20250101, \"description\": \"\", "
        "\"matching_attributes\": [\"ip-dst\", \"domain\", \"hostname\"], \"list\": [\"%s\"]}",
        name, type, entry);
    folder_write(folder, text_string(&path), text_slice(&list));
    text_done(&path);
    text_done(&list);
}

/* A folder of made-up facts. */
static int facts_setup(void **state)
{
    if (folder_setup(state) != 0)
        return -1;
    const char *folder = *state;
    folder_make(folder, "misp-warninglists");
    folder_make(folder, "misp-warninglists/lists");
    write_list(folder, "sinkholes", "cidr", "100.129.7.0/24");
    write_list(folder, "cloudflare", "cidr", "100.129.8.0/24");
    write_list(folder, "dynamic-dns", "hostname", "storm-dyn.net");
    write_list(folder, "lots-project", "hostname", "storm-dyn.net");
    write_list(folder, "vpn-ipv4", "cidr", "100.128.0.0/16");
    folder_make(folder, "rir-country");
    folder_make(folder, "rir-country/country");
    folder_make(folder, "rir-country/country/nl");
    folder_write(folder, "rir-country/country/nl/ipv4-aggregated.txt",
                 slice_from("100.128.0.0/16\n"));
    return 0;
}

static void assert_assessed(const char *folder, struct indicator indicator, const char *place,
                            const char *wanted)
{
    struct notice notice;
    struct arena arena = {0};
    struct assessment assessment = {0};
    struct world *world = world_open(folder);
    struct text told = {0};
    notice_init(&notice, "made-up");
    indicator.statement =
        notice_add_statement(&notice, &(struct statement){.place = slice_from(place)});
    notice_add(&notice, &indicator);
    assess(&assessment, world, &notice, &notice.indicators[0], day(0), day(10), &arena);
    text_print(&told, "%s: ", advice_key(assessment.advice));
    text_add(&told, assessment.why);
    for (size_t i = 0; i < assessment.place_count; i++) {
        text_put(&told, "; ");
        text_add(&told, assessment.places[i].country);
        text_print(&told, " %s", agreement_word(assessment.places[i].agrees));
    }
    assert_text(&told, wanted);
    text_done(&told);
    world_free(world);
    notice_done(&notice);
    arena_done(&arena);
}

static struct indicator named(enum indicator_kind kind, const char *pattern)
{
    return (struct indicator){.kind = kind, .pattern = slice_from(pattern)};
}

static void lists_change_the_advice(void **state)
{
    assert_assessed(*state, named(INDICATOR_DOMAIN, "storm-cone.com"), "",
                    "block: no public list speaks against it");
    assert_assessed(*state, named(INDICATOR_DOMAIN, "bad.storm-dyn.net"), "",
                    "block: this name alone, never storm-dyn.net");
    assert_assessed(*state, named(INDICATOR_DOMAIN, "storm-dyn.net"), "",
                    "none: all customers of a dynamic DNS service are under it "
                    "(dynamic-dns: storm-dyn.net)");
    assert_assessed(*state, named(INDICATOR_ENDPOINT, "100.129.7.1:80"), "",
                    "sinkhole: a sinkhole: traffic to it still shows an infected machine "
                    "(sinkholes: 100.129.7.0/24)");
    assert_assessed(*state, named(INDICATOR_ADDRESS, "100.129.8.1"), "",
                    "care: shared: a content delivery network (cloudflare: 100.129.8.0/24)");
    assert_assessed(*state, named(INDICATOR_SHA256, "00"), "", "hosts: traffic does not show it");
}

static void shared_and_reserved_space_is_told(void **state)
{
    assert_assessed(*state, named(INDICATOR_ADDRESS, "192.168.1.1"), "",
                    "none: nobody on the public internet has it (special-addresses: 192.168.1.1)");
    assert_assessed(*state, named(INDICATOR_ADDRESS, "100.128.4.4"), "\xe8\x8d\xb7\xe5\x85\xb0",
                    "block: what lists say of it does not speak against it; NL agree");
    assert_assessed(*state, named(INDICATOR_ENDPOINT, "100.128.4.4:80"), "Singapore",
                    "block: what lists say of it does not speak against it; NL contradict");
    assert_assessed(*state, named(INDICATOR_ADDRESS, "100.128.4.4"), "",
                    "block: what lists say of it does not speak against it; NL unknown");
}

static void the_publisher_has_a_say(void **state)
{
    struct indicator indicator = named(INDICATOR_DOMAIN, "storm-cone.com");
    indicator.context = true;
    assert_assessed(*state, indicator, "",
                    "none: its publisher gives it as context, not for detection");
    indicator.context = false;
    indicator.valid_until = day(3);
    assert_assessed(*state, indicator, "", "care: its publisher let it expire on 2025-01-09");
}

static void without_facts_it_says_so(void **state)
{
    (void)state;
    assert_assessed("no-such-folder", named(INDICATOR_DOMAIN, "storm-cone.com"), "",
                    "block: no public list was there to ask; 'stormcone update' fetches them");
}

static void weight_falls_by_half_when_a_half_life_is_over(void **state)
{
    (void)state;
    struct indicator indicator = named(INDICATOR_ADDRESS, "198.51.100.1");
    struct instant unknown = {0};
    assert_int_equal(indicator_weight(&indicator, day(0), day(0)), 100);
    assert_int_equal(indicator_weight(&indicator, day(0), day(75)), 50);
    assert_int_equal(indicator_weight(&indicator, day(0), day(150)), 25);
    assert_int_equal(indicator_weight(&indicator, day(0), day(-7)), 100);
    assert_int_equal(indicator_weight(&indicator, unknown, day(75)), 100);
    indicator.last_seen = day(75);
    assert_int_equal(indicator_weight(&indicator, day(0), day(150)), 50);
    indicator.confidence = 60;
    assert_int_equal(indicator_weight(&indicator, day(0), day(150)), 30);
    indicator.kind = INDICATOR_SHA256;
    assert_int_equal(indicator_weight(&indicator, day(0), day(10000)), 60);
    indicator.valid_until = day(1);
    assert_int_equal(indicator_weight(&indicator, day(0), day(2)), 0);
}

static void old_addresses_are_blocked_with_care(void **state)
{
    (void)state;
    struct notice notice;
    struct arena arena = {0};
    struct assessment assessment = {0};
    struct world *world = world_open("no-such-folder");
    struct indicator indicator = named(INDICATOR_ADDRESS, "100.200.1.1");
    notice_init(&notice, "made-up");
    assess(&assessment, world, &notice, &indicator, day(0), day(400), &arena);
    assert_int_equal(assessment.advice, ADVICE_CARE);
    assert_slice(assessment.why, "published 400 days ago; addresses change hands");
    world_free(world);
    arena_done(&arena);
    notice_done(&notice);
}

static void a_scorecard_names_what_the_form_lacks(void **state)
{
    (void)state;
    struct notice notice;
    struct world *world = world_open("no-such-folder");
    struct scorecard card;
    notice_init(&notice, "made-up");
    notice.date = slice_from("6 January 2025");
    notice.marking = TLP_CLEAR;
    notice_add(&notice, &(struct indicator){.kind = INDICATOR_DOMAIN,
                                            .pattern = slice_from("storm-cone.com"),
                                            .confidence = 50});
    const struct notice *subjects[] = {&notice};
    struct comparison *comparison = comparison_create(subjects, 1, world);
    comparison_finish(comparison);
    scorecard_make(&card, &notice, world, comparison, 0, day(1));
    assert_int_equal(card.published.ns, day(0).ns);
    assert_false(card.lacks[LACK_DATE] || card.lacks[LACK_MARKING] || card.lacks[LACK_CONFIDENCE]);
    assert_true(card.lacks[LACK_PUBLISHER] && card.lacks[LACK_TIMES] && card.lacks[LACK_EXPIRY]);
    assert_true(card.lacks[LACK_EVIDENCE] && card.lacks[LACK_SIGNATURE]);
    assert_int_equal(card.kinds[INDICATOR_DOMAIN], 1);
    assert_int_equal(card.advised[ADVICE_BLOCK], 1);
    scorecard_done(&card);
    comparison_free(comparison);
    world_free(world);
    notice_done(&notice);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(lists_change_the_advice, facts_setup, folder_teardown),
        cmocka_unit_test_setup_teardown(shared_and_reserved_space_is_told, facts_setup,
                                        folder_teardown),
        cmocka_unit_test_setup_teardown(the_publisher_has_a_say, facts_setup, folder_teardown),
        cmocka_unit_test(without_facts_it_says_so),
        cmocka_unit_test(weight_falls_by_half_when_a_half_life_is_over),
        cmocka_unit_test(old_addresses_are_blocked_with_care),
        cmocka_unit_test(a_scorecard_names_what_the_form_lacks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
