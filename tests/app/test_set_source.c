/* SPDX-License-Identifier: MIT */
#include "app/set_source.h"

#include "../base/folders.h"

/* The names of the sets that a name tells, in the order of the table. */
static void tell_all(const char *name, struct text *told)
{
    text_clear(told);
    for (const struct data_set *set = data_sets; set->name; set++)
        if (set_source_tells(set, name))
            text_print(told, "%s%s", told->size > 0 ? " " : "", set->name);
}

static void names_of_files_tell_their_sets(void **state)
{
    static const char *const cases[][2] = {
        {"misp-warninglists", "misp-warninglists"},
        {"misp-warninglists-main.zip", "misp-warninglists"},
        {"MISP-misp-warninglists-84f0610.tar.gz", "misp-warninglists"},
        {"maltrail-master.tar.gz", "maltrail"},
        {"rir-ip.tar.gz", "rir-country"},
        {"rir-country", "rir-country"},
        {"geo-ip-blocks-master.tar.gz", "registration-country"},
        {"enterprise-attack.json", "mitre-attack"},
        {"enterprise-attack-17.1.json", "mitre-attack"},
        {"delegated-ripencc-extended-latest", "delegation-ripe"},
        {"geo-whois-asn-country.mmdb", "geo-whois-asn-country"},
        {"ip-location-db-geo-whois-asn-country-mmdb-2.3.2026061719.tgz", "geo-whois-asn-country"},
        {"ip-location-db-asn-2.3.2026061719.tgz", "asn-ipv4 asn-ipv6"},
        {"ip-location-db-asn-country-2.3.2026061719.tgz", ""},
        {"asn-ipv6.csv", "asn-ipv6"},
        {"SDN_ADVANCED.XML", "ofac-sdn"},
        {"ofac-sdn", "ofac-sdn"},
        {"ConList.csv", "uk-ofsi"},
        {"UK-Sanctions-List.xml", "uk-sanctions"},
        {"20260805-FULL-1_1(xsd).xml", ""},
        {"targets.simple.csv", "opensanctions"},
        {"content", ""},
        {"consolidated.xml", ""},
        {"maltrails.txt", ""},
        {"main.tar.gz", ""},
        {"notes.txt", ""},
        {"", ""},
    };
    (void)state;
    struct text told = {0};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        tell_all(cases[i][0], &told);
        assert_text(&told, cases[i][1]);
    }
    text_done(&told);
}

static void every_set_is_told_by_its_own_name_alone(void **state)
{
    (void)state;
    struct text told = {0};
    for (const struct data_set *set = data_sets; set->name; set++) {
        tell_all(set->name, &told);
        assert_text(&told, set->name);
    }
    text_done(&told);
}

static void a_folder_is_looked_through_two_folders_deep(void **state)
{
    struct set_sources sources = {0};
    struct problem problem = {0};
    folder_write(*state, "maltrail-master.zip", slice_from("x"));
    folder_make(*state, "geo");
    folder_make(*state, "geo/rir-country");
    folder_make(*state, "deep");
    folder_make(*state, "deep/er");
    folder_write(*state, "deep/er/misp-galaxy.zip", slice_from("x"));
    assert_true(set_sources_add_path(&sources, *state, NULL, 0, &problem));
    assert_int_equal(sources.count, 2);
    assert_non_null(set_sources_find(&sources, "maltrail"));
    assert_non_null(strstr(set_sources_find(&sources, "rir-country")->path, "/geo/rir-country"));
    set_sources_done(&sources);
}

static void a_named_set_is_found_in_a_folder_or_is_the_path(void **state)
{
    struct set_sources sources = {0};
    struct problem problem = {0};
    const struct data_set *maltrail = data_set_find(slice_from("maltrail"));
    const struct data_set *galaxy = data_set_find(slice_from("misp-galaxy"));
    const struct data_set *both[] = {maltrail, galaxy};
    folder_write(*state, "maltrail-master.zip", slice_from("x"));
    assert_true(set_sources_add_path(&sources, *state, &maltrail, 1, &problem));
    assert_true(slice_ends_with(slice_from(sources.items[0].path), "/maltrail-master.zip"));
    set_sources_done(&sources);
    assert_true(set_sources_add_path(&sources, *state, &galaxy, 1, &problem));
    assert_string_equal(sources.items[0].path, *state);
    set_sources_done(&sources);
    assert_true(set_sources_add_path(&sources, *state, both, 2, &problem));
    assert_int_equal(sources.count, 1);
    set_sources_done(&sources);
    /* The user knows better than a file's name. */
    struct text file = folder_path(*state, "maltrail-master.zip");
    assert_true(set_sources_add_path(&sources, text_string(&file), both, 2, &problem));
    assert_int_equal(sources.count, 2);
    set_sources_done(&sources);
    text_done(&file);
}

static void dated_folders_are_versions_of_a_list_and_of_nothing_else(void **state)
{
    struct set_sources sources = {0};
    struct problem problem = {0};
    for (int i = 0; i < 2; i++) {
        static const char *const names[] = {"ofac-sdn", "maltrail"};
        struct text folder = {0};
        folder_make(*state, names[i]);
        text_print(&folder, "%s/%s", (const char *)*state, names[i]);
        folder_make(text_string(&folder), "2025-12");
        folder_make(text_string(&folder), "2021-07-full");
        folder_make(text_string(&folder), "tiny");
        folder_write(text_string(&folder), "2024-01-01.csv", slice_from("x"));
        text_done(&folder);
    }
    assert_true(set_sources_add_path(&sources, *state, NULL, 0, &problem));
    assert_int_equal(sources.count, 3);
    assert_true(slice_ends_with(slice_from(sources.items[0].path), "/maltrail"));
    assert_true(slice_ends_with(slice_from(sources.items[1].path), "/ofac-sdn/2021-07-full"));
    assert_true(slice_ends_with(slice_from(sources.items[2].path), "/ofac-sdn/2025-12"));
    set_sources_done(&sources);
}

static void what_tells_nothing_is_a_sentence(void **state)
{
    struct set_sources sources = {0};
    struct problem problem = {0};
    folder_write(*state, "notes.txt", slice_from("x"));
    assert_false(set_sources_add_path(&sources, *state, NULL, 0, &problem));
    assert_non_null(strstr(problem.sentence, "name the set"));
    assert_false(set_sources_add_path(&sources, "/nonexistent/x", NULL, 0, &problem));
    assert_non_null(strstr(problem.sentence, "No such file"));
    assert_int_equal(sources.count, 0);
}

#define WITH_FOLDER(test) cmocka_unit_test_setup_teardown(test, folder_setup, folder_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_of_files_tell_their_sets),
        cmocka_unit_test(every_set_is_told_by_its_own_name_alone),
        WITH_FOLDER(a_folder_is_looked_through_two_folders_deep),
        WITH_FOLDER(a_named_set_is_found_in_a_folder_or_is_the_path),
        WITH_FOLDER(dated_folders_are_versions_of_a_list_and_of_nothing_else),
        WITH_FOLDER(what_tells_nothing_is_a_sentence),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
