/* SPDX-License-Identifier: MIT */
#include "worlds.h"

#include "attribution/layers.h"

static const struct instant now = {INT64_C(1736152200) * NS_PER_SECOND};

static void add_sets(const char *folder)
{
    world_file(folder, "asn-ipv4/asn-ipv4.csv",
               "203.0.115.0,203.0.115.255,64496,\"Harbour Hosting\"\n");
    world_file(folder, "asn-ipv4/set.json", "{\"published\": \"2025-01-01\"}");
    world_file(folder, "rir-country/country/nl/ipv4-aggregated.txt", "203.0.114.0/23\n");
    world_file(folder, "registration-country/country/de/ipv4-aggregated.txt", "203.0.115.0/24\n");
    world_file(folder, "misp-warninglists/lists/sinkholes/list.json",
               "{\"name\": \"Sinkholes\", \"type\": \"cidr\", \"version\": 20250102, "
               "\"list\": [\"203.0.115.7\"]}");
}

/* "layer: words (set of date); ..." for layers with claims, the state of all others. */
static void tell(struct text *text, const struct dossier *dossier)
{
    for (enum layer layer = LAYER_ITSELF; layer <= LAYER_HOSTING; layer++) {
        size_t count;
        const struct layer_claim *claims = dossier_layer(dossier, layer, &count);
        text_print(text, "%s", layer_key(layer));
        if (dossier->states[layer] != LAYER_SAYS)
            text_print(text, " %s", layer_state_key(dossier->states[layer]));
        for (size_t i = 0; i < count; i++) {
            text_put(text, i == 0 ? ": " : ", ");
            text_add(text, claims[i].what);
            text_put(text, claims[i].date.size > 0 ? " of " : "");
            text_add(text, claims[i].date);
        }
        text_put(text, "\n");
    }
    for (size_t i = 0; i < dossier->disagreement_count; i++)
        text_add(text, dossier->disagreements[i]);
}

static void assert_told(const char *folder, const char *subject, const char *wanted)
{
    struct world *world = world_open(folder);
    struct dossier dossier;
    struct text text = {0};
    assert_true(layers_begin(&dossier, slice_from(subject), now));
    layers_ask(&dossier, world);
    tell(&text, &dossier);
    assert_text(&text, wanted);
    text_done(&text);
    dossier_done(&dossier);
    world_free(world);
}

static void an_address_is_asked_layer_by_layer_and_nothing_is_merged(void **state)
{
    add_sets(*state);
    assert_told(*state, "203.0.115.7",
                "itself: public\n"
                "prefix: 203.0.115.0/24 of 2025-01-01\n"
                "network: AS64496 of 2025-01-01\n"
                "organisation: Harbour Hosting of 2025-01-01\n"
                "delegation: NL\n"
                "registration: DE\n"
                "geolocation not asked\n"
                "hosting: sinkhole of 2025-01-02\n"
                "sets disagree on the country: delegation NL; registration DE");
}

static void what_no_set_knows_is_silent_and_what_nobody_could_answer_was_not_asked(void **state)
{
    add_sets(*state);
    assert_told(*state, "198.18.255.1",
                "itself: special\n"
                "prefix not asked\n"
                "network not asked\n"
                "organisation not asked\n"
                "delegation not asked\n"
                "registration not asked\n"
                "geolocation not asked\n"
                "hosting silent\n");
    assert_told(*state, "8.0.0.1",
                "itself: public\n"
                "prefix silent\n"
                "network silent\n"
                "organisation silent\n"
                "delegation silent\n"
                "registration silent\n"
                "geolocation not asked\n"
                "hosting silent\n");
}

static void a_name_has_lists_and_an_owner(void **state)
{
    (void)state;
    assert_told(*state, "WWW.Storm.com.",
                "itself: storm.com\n"
                "prefix not asked\n"
                "network not asked\n"
                "organisation not asked\n"
                "delegation not asked\n"
                "registration not asked\n"
                "geolocation not asked\n"
                "hosting not asked\n");
}

static void two_sets_with_one_organisation_spelled_differently_do_not_disagree(void **state)
{
    world_file(*state, "asn-ipv4/asn-ipv4.csv",
               "203.0.115.0,203.0.115.255,64496,Harbour Hosting\n");
    world_file(*state, "asn-ipv6/other.csv",
               "203.0.114.0,203.0.115.255,64497,HARBOUR-HOSTING B.V.\n");
    assert_told(*state, "203.0.115.7",
                "itself: public\n"
                "prefix: 203.0.115.0/24, 203.0.114.0/23\n"
                "network disputed: AS64496, AS64497\n"
                "organisation: Harbour Hosting, HARBOUR-HOSTING B.V.\n"
                "delegation not asked\n"
                "registration not asked\n"
                "geolocation not asked\n"
                "hosting not asked\n");
}

static void what_is_neither_address_nor_name_is_refused(void **state)
{
    (void)state;
    static const char *const refused[] = {"", "storm", "300.1.2.3", "a b.example", "192.0.2.0/24"};
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        struct dossier dossier;
        assert_false(layers_begin(&dossier, slice_from(refused[i]), now));
        dossier_done(&dossier);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(an_address_is_asked_layer_by_layer_and_nothing_is_merged,
                                        folder_setup, folder_teardown),
        cmocka_unit_test_setup_teardown(
            what_no_set_knows_is_silent_and_what_nobody_could_answer_was_not_asked, folder_setup,
            folder_teardown),
        cmocka_unit_test_setup_teardown(a_name_has_lists_and_an_owner, folder_setup,
                                        folder_teardown),
        cmocka_unit_test_setup_teardown(
            two_sets_with_one_organisation_spelled_differently_do_not_disagree, folder_setup,
            folder_teardown),
        cmocka_unit_test(what_is_neither_address_nor_name_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
