/* SPDX-License-Identifier: MIT */
#include "../base/folders.h"
#include "mmdb.h"
#include "remarks.h"

#include "facts/world.h"

#include <pthread.h>

static void add_file(const char *folder, const char *path, const char *content)
{
    struct text parent = {0};
    for (size_t i = 0; path[i]; i++) {
        if (path[i] == '/' && access(text_string(&parent), F_OK) != 0) {
            struct text whole = folder_path(folder, text_string(&parent));
            if (access(text_string(&whole), F_OK) != 0)
                folder_make(folder, text_string(&parent));
            text_done(&whole);
        }
        text_add_byte(&parent, (uint8_t)path[i]);
    }
    folder_write(folder, path, slice_from(content));
    text_done(&parent);
}

static const struct world_set *find_set(const struct world *world, const char *name)
{
    for (size_t i = 0; i < world_set_count(world); i++)
        if (strcmp(world_set_at(world, i)->set->name, name) == 0)
            return world_set_at(world, i);
    return NULL;
}

static void assert_remarks(const struct world *world, enum indicator_kind kind, const char *pattern,
                           const char *wanted)
{
    struct text text = {0};
    struct indicator indicator = indicator_of(kind, pattern);
    world_remark(world, &indicator, tell_remark, &text);
    assert_text(&text, wanted);
    text_done(&text);
}

static void tell_place(void *context, const struct place_claim *claim)
{
    text_print(context, "%s %s %s ", place_basis_name(claim->basis), claim->set->set->name,
               claim->country.code);
    text_add_prefix(context, &claim->network);
    text_put(context, "; ");
}

static void assert_places(const struct world *world, const char *host, const char *wanted)
{
    struct text text = {0};
    struct address address;
    assert_true(address_parse(slice_from(host), &address));
    world_place(world, &address, tell_place, &text);
    assert_text(&text, wanted);
    text_done(&text);
}

static void a_world_without_sets_knows_what_is_built_in(void **state)
{
    (void)state;
    static const char *const folders[] = {NULL, "/nowhere/at/all"};
    for (size_t i = 0; i < 2; i++) {
        struct world *world = world_open(folders[i]);
        struct network_claim claim;
        struct address address;
        assert_int_equal(world_set_count(world), 0);
        assert_remarks(world, INDICATOR_ADDRESS, "10.0.0.1", "reserved special-addresses 10.0.0.1");
        assert_places(world, "192.0.2.1", "");
        address_parse(slice_from("192.0.2.1"), &address);
        assert_false(world_network(world, &address, &claim));
        assert_int_equal(world_compare_families(world, slice_from("a"), slice_from("b"), NULL),
                         FAMILY_UNKNOWN);
        world_free(world);
    }
    world_free(NULL);
}

static void lists_and_trails_are_remarks(void **state)
{
    add_file(*state, "misp-warninglists/lists/vpn-ipv4/list.json",
             "{\"name\": \"VPNs\", \"type\": \"cidr\", \"version\": 20260811,"
             " \"list\": [\"192.0.2.0/24\"]}");
    add_file(*state, "misp-warninglists/sinkholes.json",
             "{\"type\": \"cidr\", \"list\": [\"192.0.2.7\"]}");
    add_file(*state, "misp-warninglists/set.json",
             "{\"published\": \"2026-08-20\", \"sha256\": \"abc\"}");
    add_file(*state, "maltrail/trails/static/malware/sinkhole_x.txt", "192.0.2.7 # note\n");
    add_file(*state, "maltrail/trails/static/malware/elf_mirai.txt", "192.0.2.8\n");
    struct world *world = world_open(*state);
    assert_remarks(world, INDICATOR_ADDRESS, "192.0.2.7",
                   "reserved special-addresses 192.0.2.7; sinkhole sinkhole_x 192.0.2.7;"
                   " sinkhole sinkholes 192.0.2.7; vpn-exit vpn-ipv4 192.0.2.0/24");
    const struct world_set *set = find_set(world, "misp-warninglists");
    assert_slice(set->date, "2026-08-20");
    assert_slice(set->digest, "abc");
    assert_int_equal(set->entries, 2);
    assert_string_equal(set->problem.sentence, "");
    world_free(world);
}

static void places_are_claimed_by_every_set_that_knows(void **state)
{
    add_file(*state, "delegation-ripe/delegated-ripencc-extended-latest",
             "2|ripencc|1756000000|1|19830705|20260823|+0100\n"
             "ripencc|NL|ipv4|192.0.2.0|256|20200101|allocated|x\n");
    add_file(*state, "registration-country/country/de/de-ipv4.txt", "192.0.2.0/25\n");
    struct mmdb mmdb = {.is_v6 = false};
    mmdb_network(&mmdb, "192.0.2.0/26");
    mmdb_map(&mmdb.data, 2);
    mmdb_string(&mmdb.data, "country_code");
    mmdb_string(&mmdb.data, "FR");
    mmdb_string(&mmdb.data, "asn");
    mmdb_number(&mmdb.data, 6, 64496, 4);
    struct text file = mmdb_file(&mmdb);
    folder_make(*state, "my-own");
    folder_write(*state, "my-own/any.mmdb", text_slice(&file));
    text_done(&file);
    struct world *world = world_open(*state);
    assert_places(world, "192.0.2.1",
                  "delegation delegation-ripe NL 192.0.2.0/24; "
                  "registration registration-country DE 192.0.2.0/25; "
                  "geolocation my-own FR 192.0.2.0/26; ");
    assert_places(world, "192.0.2.200", "delegation delegation-ripe NL 192.0.2.0/24; ");
    assert_places(world, "203.0.113.1", "");
    assert_slice(find_set(world, "delegation-ripe")->date, "2026-08-23");
    assert_slice(find_set(world, "my-own")->date, "2026-01-02");
    struct network_claim claim;
    struct address address;
    address_parse(slice_from("192.0.2.1"), &address);
    assert_true(world_network(world, &address, &claim));
    assert_int_equal(claim.number, 64496);
    assert_string_equal(claim.set->set->name, "my-own");
    world_free(world);
}

static void add_network_claim(void *context, const struct network_claim *claim)
{
    text_print(context, "%s AS%u ", claim->set->set->name, claim->number);
    text_add(context, claim->organisation);
    text_put(context, "; ");
}

static void networks_are_claimed_by_every_set_that_knows(void **state)
{
    struct mmdb mmdb = {.is_v6 = false};
    struct text text = {0};
    struct address address;
    add_file(*state, "asn-ipv4/asn-ipv4.csv", "192.0.2.0,192.0.2.127,64496,\"Example One\"\n");
    mmdb_network(&mmdb, "192.0.2.0/24");
    mmdb_map(&mmdb.data, 2);
    mmdb_string(&mmdb.data, "asn");
    mmdb_string(&mmdb.data, "AS64511");
    mmdb_string(&mmdb.data, "name");
    mmdb_string(&mmdb.data, "Example Two");
    struct text file = mmdb_file(&mmdb);
    folder_make(*state, "my-own");
    folder_write(*state, "my-own/any.mmdb", text_slice(&file));
    text_done(&file);
    struct world *world = world_open(*state);
    address_parse(slice_from("192.0.2.1"), &address);
    world_networks(world, &address, add_network_claim, &text);
    assert_text(&text, "asn-ipv4 AS64496 Example One; my-own AS64511 Example Two; ");
    text_done(&text);
    world_free(world);
}

static void families_come_from_three_kinds_of_sets(void **state)
{
    add_file(*state, "misp-galaxy/clusters/rat.json",
             "{\"values\": [{\"value\": \"DarkThing\", \"meta\": {\"synonyms\": [\"Fyn\"]}}]}");
    add_file(*state, "misp-galaxy/clusters/country.json", "no galaxy at all");
    add_file(*state, "mitre-attack/enterprise-attack.json",
             "{\"type\": \"bundle\", \"objects\": [{\"type\": \"malware\", \"id\": \"m\","
             " \"name\": \"DarkThing\", \"x_mitre_aliases\": [\"Krademok\"]}]}");
    add_file(*state, "maltrail/trails/static/malware/elf_mirai.txt", "# Aliases: moobot\n");
    struct world *world = world_open(*state);
    struct text because = {0};
    assert_int_equal(
        world_compare_families(world, slice_from("fyn"), slice_from("Krademok"), &because),
        FAMILY_SAME);
    assert_text(&because, "'DarkThing' (misp-galaxy) and 'DarkThing' (mitre-attack) are one");
    assert_int_equal(world_compare_families(world, slice_from("MooBot"), slice_from("Mirai"), NULL),
                     FAMILY_RELATED);
    assert_string_equal(find_set(world, "misp-galaxy")->problem.sentence, "");
    text_done(&because);
    world_free(world);
}

static void a_set_that_is_garbage_says_why_and_harms_no_other(void **state)
{
    static const char *const garbage = "\x1f\x8b\x08garbage";
    add_file(*state, "misp-warninglists/lists/sinkholes.json",
             "{\"type\": \"cidr\", \"list\": [\"1.2.3.4\"]}");
    add_file(*state, "misp-warninglists/lists/vpn-ipv4.json", "<html>");
    add_file(*state, "misp-warninglists/set.json", "{");
    add_file(*state, "maltrail/sinkhole_x.txt", garbage);
    add_file(*state, "rir-country/country/nl/ipv4-aggregated.txt", "nothing\n");
    add_file(*state, "geo-whois-asn-country/x.mmdb", garbage);
    add_file(*state, "misp-galaxy/rat.json", garbage);
    add_file(*state, "mitre-attack/x.json", "[");
    folder_make(*state, "registration-country");
    struct world *world = world_open(*state);
    assert_remarks(world, INDICATOR_ADDRESS, "1.2.3.4", "sinkhole sinkholes 1.2.3.4");
    assert_places(world, "1.2.3.4", "");
    assert_int_equal(world_set_count(world), 7);
    for (size_t i = 0; i < world_set_count(world); i++) {
        /* The first look does not read anything. */
        assert_non_null(world_set_peek(world, i));
        const struct world_set *set = world_set_at(world, i);
        assert_string_not_equal(set->problem.sentence, "");
        assert_int_equal(set->entries, strcmp(set->set->name, "misp-warninglists") == 0);
    }
    assert_non_null(strstr(find_set(world, "misp-warninglists")->problem.sentence,
                           "1 of 2 files could not be read; first: cannot read '"));
    world_free(world);
}

static void *ask_everything(void *world)
{
    struct text *text = calloc(1, sizeof *text);
    struct indicator indicator = indicator_of(INDICATOR_ADDRESS, "1.2.3.4");
    struct address address;
    address_parse(slice_from("1.2.3.4"), &address);
    world_remark(world, &indicator, tell_remark, text);
    world_place(world, &address, tell_place, text);
    text_print(text, "%d",
               world_compare_families(world, slice_from("Thing"), slice_from("thing"), NULL));
    return text;
}

static void threads_that_ask_first_together_get_one_answer(void **state)
{
    enum { THREADS = 4 };
    pthread_t threads[THREADS];
    add_file(*state, "misp-warninglists/sinkholes.json",
             "{\"type\": \"cidr\", \"list\": [\"1.2.3.4\"]}");
    add_file(*state, "rir-country/country/nl/ipv4-aggregated.txt", "1.2.3.0/24\n");
    add_file(*state, "misp-galaxy/rat.json", "{\"values\": [{\"value\": \"Thing\"}]}");
    struct world *world = world_open(*state);
    for (size_t i = 0; i < THREADS; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, ask_everything, world), 0);
    for (size_t i = 0; i < THREADS; i++) {
        void *text;
        assert_int_equal(pthread_join(threads[i], &text), 0);
        assert_text((struct text *)text,
                    "sinkhole sinkholes 1.2.3.4delegation rir-country NL 1.2.3.0/24; 0");
        text_done(text);
        free(text);
    }
    world_free(world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_world_without_sets_knows_what_is_built_in),
        cmocka_unit_test_setup_teardown(lists_and_trails_are_remarks, folder_setup,
                                        folder_teardown),
        cmocka_unit_test_setup_teardown(places_are_claimed_by_every_set_that_knows, folder_setup,
                                        folder_teardown),
        cmocka_unit_test_setup_teardown(networks_are_claimed_by_every_set_that_knows, folder_setup,
                                        folder_teardown),
        cmocka_unit_test_setup_teardown(families_come_from_three_kinds_of_sets, folder_setup,
                                        folder_teardown),
        cmocka_unit_test_setup_teardown(a_set_that_is_garbage_says_why_and_harms_no_other,
                                        folder_setup, folder_teardown),
        cmocka_unit_test_setup_teardown(threads_that_ask_first_together_get_one_answer,
                                        folder_setup, folder_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
