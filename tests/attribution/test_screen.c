/* SPDX-License-Identifier: MIT */
#include "made_list.h"

#include "attribution/screen.h"

/* What a test screens against. */
struct world {
    struct sanctions *sanctions;
    struct screener *screener;
    struct screen_session *session;
};

static const char us_lines[] =
    "u1 organisation Tempest Harbour Trading Group, Inc\na: Galewind Maritime Holding\n"
    "s: Room 12, No. 7, Lantern Quay Road, Portville\nd: US CYBER 2025-01-03\n"
    "u2 person Bartholomew Quillfeather\nb: 17 Apr 1973\nc: Norway\np: N7654321\nd: US SDGT "
    "2020-05-05\n"
    "u3 organisation Copperplate Sandwich Makers\ns: No. 7, Lantern Quay Road, Portville\n"
    "d: US SDGT 2020-05-05\n"
    "u4 organisation Zephyrine Logistics\nw: Moonlight\nx: "
    "0x8589427373D6D84E98730D7795D8f6f8731FDA16\n"
    "d: US SDGT 2020-05-05\n"
    "u5 vessel Ocean Marigold\ni: 9074729\nd: US IRAN 2020-05-05\n";

static const char uk_lines[] =
    "k1 organisation TEMPEST HARBOUR TRADING GROUP\nf: Northern Lighthouse Ventures\n"
    "d: UK Cyber 2025-12-09\n";

static void add(struct sanctions *sanctions, const char *name, const char *lines)
{
    struct entity_list list;
    made_list(&list, name, "2026-04-01", lines);
    sanctions_add(sanctions, &list);
}

static int setup(void **state)
{
    struct world *world = calloc(1, sizeof *world);
    world->sanctions = sanctions_create();
    add(world->sanctions, "US list", us_lines);
    add(world->sanctions, "UK list", uk_lines);
    sanctions_finish(world->sanctions);
    world->screener = screener_create(world->sanctions);
    world->session = screen_session_create(world->screener);
    *state = world;
    return 0;
}

static int teardown(void **state)
{
    struct world *world = *state;
    screen_session_free(world->session);
    screener_free(world->screener);
    sanctions_free(world->sanctions);
    free(world);
    return 0;
}

static void ask(struct world *world, const struct screening_query *query, const char *at,
                bool refused, struct screening *screening)
{
    struct screen_choice choice = {.threshold = 0.5, .refused = refused};
    instant_parse(slice_from(at), &choice.at);
    screen(world->session, query, &choice, screening);
}

static void tell_ids(struct text *text, const struct screening_candidate *candidates, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        text_put(text, i > 0 ? " " : "");
        text_add(text, candidates[i].entity->id);
    }
}

static void tell_statuses(struct text *text, const struct screening *screening)
{
    for (size_t i = 0; i < screening->status_count; i++) {
        text_put(text, i > 0 ? " " : "");
        text_add(text, screening->statuses[i].authority);
        text_print(text, ":%s", standing_key(screening->statuses[i].standing));
    }
}

static void assert_found(struct world *world, const char *name, const char *wanted)
{
    struct screening screening;
    struct text text = {0};
    ask(world, &(struct screening_query){.name = slice_from(name)}, "", false, &screening);
    tell_ids(&text, screening.candidates, screening.candidate_count);
    assert_text(&text, wanted);
    text_done(&text);
    screening_done(&screening);
}

static void names_and_identifiers_are_found_without_saying_which_they_are(void **state)
{
    assert_found(*state, "Bartholomew Quillfeather", "u2");
    assert_found(*state, "QUILLFEATHER, Bartholomew", "u2");
    assert_found(*state, "IMO 9074729", "u5");
    assert_found(*state, "0x8589427373d6d84e98730d7795d8f6f8731fda16", "u4");
    assert_found(*state, "Passport N 765 4321", "u2");
    assert_found(*state, "Cornelius Appletree", "");
    assert_found(*state, "", "");
}

static void entries_of_other_lists_with_the_same_name_come_along(void **state)
{
    struct screening screening;
    struct text text = {0};
    struct screening_query query = {.name = slice_from("Northern Lighthouse Ventures")};
    ask(*state, &query, "2026-01-01", false, &screening);
    tell_ids(&text, screening.candidates, screening.candidate_count);
    assert_text(&text, "k1 u1");
    assert_int_equal(screening.candidates[1].found_by, FOUND_BY_LINK);
    assert_slice(screening.candidates[1].via, "TEMPEST HARBOUR TRADING GROUP");
    text_clear(&text);
    tell_statuses(&text, &screening);
    assert_text(&text, "UK:listed US:listed");
    text_done(&text);
    screening_done(&screening);
}

static void the_status_is_that_of_the_date_asked(void **state)
{
    static const struct {
        const char *at, *wanted;
    } cases[] = {
        {"2025-01-02", "US:none UK:none"},
        {"2025-01-06", "US:listed UK:none"},
        {"2025-12-10", "US:listed UK:listed"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct screening screening;
        struct text text = {0};
        struct screening_query query = {.name = slice_from("Galewind Maritime Holding")};
        ask(*state, &query, cases[i].at, false, &screening);
        tell_statuses(&text, &screening);
        assert_text(&text, cases[i].wanted);
        text_done(&text);
        screening_done(&screening);
    }
}

static double probability(struct world *world, const struct screening_query *query)
{
    struct screening screening;
    ask(world, query, "", true, &screening);
    double result = screening.candidate_count > 0 ? screening.candidates[0].probability
                    : screening.refused_count > 0 ? screening.refused[0].probability
                                                  : 0;
    screening_done(&screening);
    return result;
}

static void what_else_is_known_raises_or_lowers_it(void **state)
{
    struct screening_query query = {.name = slice_from("Bartholomew Quilfeather")};
    double alone = probability(*state, &query);
    partial_date_read(slice_from("17 Apr 1973"), &query.birth);
    assert_true(probability(*state, &query) > alone);
    partial_date_read(slice_from("3 May 1951"), &query.birth);
    assert_true(probability(*state, &query) < alone);
    query.birth = (struct partial_date){0};
    struct slice norway = slice_from("Norway"), chile = slice_from("Chile");
    query.country_count = 1;
    query.countries = &norway;
    assert_true(probability(*state, &query) > alone);
    query.countries = &chile;
    assert_true(probability(*state, &query) < alone);
    struct slice same = slice_from("N7654321"), other = slice_from("passport N1111111");
    query.country_count = 0;
    query.identifier_count = 1;
    query.identifiers = &same;
    assert_true(probability(*state, &query) > alone);
    query.identifiers = &other;
    assert_true(probability(*state, &query) < alone);
}

static void an_address_alone_is_refused_with_its_reason(void **state)
{
    struct screening screening;
    struct slice address = slice_from("No. 7, Lantern Quay Road");
    struct screening_query query = {
        .name = slice_from("Galewind Maritime Holding"), .addresses = &address, .address_count = 1};
    struct text text = {0};
    ask(*state, &query, "", true, &screening);
    tell_ids(&text, screening.candidates, screening.candidate_count);
    assert_text(&text, "u1 k1");
    text_clear(&text);
    tell_ids(&text, screening.refused, screening.refused_count);
    assert_text(&text, "u3");
    assert_true(slice_starts_with(screening.refused[0].reasons[0].what,
                                  "same street address, nothing alike in the name"));
    text_done(&text);
    screening_done(&screening);
}

static void what_is_refused_says_which_word_is_missing(void **state)
{
    struct screening screening;
    struct screening_query query = {.name = slice_from("Bartholomew Cromwell")};
    ask(*state, &query, "", true, &screening);
    assert_int_equal(screening.candidate_count, 0);
    assert_int_equal(screening.refused_count, 1);
    bool asked = false, listed = false;
    for (size_t i = 0; i < screening.refused[0].reason_count; i++) {
        struct slice what = screening.refused[0].reasons[i].what;
        asked |= slice_starts_with(what, "'cromwell' is not in the listed name");
        listed |= slice_starts_with(what, "'quillfeather' of the listed name");
    }
    assert_true(asked && listed);
    screening_done(&screening);
}

static void what_reaches_ofacs_score_is_given_too(void **state)
{
    struct world *world = *state;
    struct screening_query query = {.name = slice_from("Copper Plate Sandwich Bakers")};
    struct screen_choice choice = {.threshold = 0.999, .ofac = true, .ofac_least = 80};
    struct screening screening;
    struct text text = {0};
    screen(world->session, &query, &choice, &screening);
    tell_ids(&text, screening.candidates, screening.candidate_count);
    assert_text(&text, "u3");
    assert_in_range(screening.candidates[0].ofac_score, 80, 100);
    screening_done(&screening);
    choice.ofac_least = 101;
    screen(world->session, &query, &choice, &screening);
    assert_int_equal(screening.candidate_count, 0);
    screening_done(&screening);
    text_done(&text);
}

static void a_weak_alias_is_worth_less(void **state)
{
    struct screening_query weak = {.name = slice_from("Moonlight")};
    struct screening_query strong = {.name = slice_from("Zephyrine Logistics")};
    assert_true(probability(*state, &weak) < probability(*state, &strong));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_and_identifiers_are_found_without_saying_which_they_are),
        cmocka_unit_test(entries_of_other_lists_with_the_same_name_come_along),
        cmocka_unit_test(the_status_is_that_of_the_date_asked),
        cmocka_unit_test(what_else_is_known_raises_or_lowers_it),
        cmocka_unit_test(an_address_alone_is_refused_with_its_reason),
        cmocka_unit_test(what_is_refused_says_which_word_is_missing),
        cmocka_unit_test(what_reaches_ofacs_score_is_given_too),
        cmocka_unit_test(a_weak_alias_is_worth_less),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
