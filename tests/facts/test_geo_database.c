/* SPDX-License-Identifier: MIT */
#include "../base/folders.h"
#include "mmdb.h"

#include "facts/geo_database.h"

static struct geo_database *open_file(void **state, struct slice bytes, struct problem *problem)
{
    folder_write(*state, "x.mmdb", bytes);
    struct text path = folder_path(*state, "x.mmdb");
    struct geo_database *database = geo_database_open(text_string(&path), problem);
    text_done(&path);
    return database;
}

static struct text example(bool is_v6)
{
    struct mmdb mmdb = {.is_v6 = is_v6};
    mmdb_network(&mmdb, "192.0.2.0/25");
    mmdb_map(&mmdb.data, 1);
    mmdb_string(&mmdb.data, "country");
    mmdb_map(&mmdb.data, 1);
    mmdb_string(&mmdb.data, "iso_code");
    mmdb_string(&mmdb.data, "NL");
    mmdb_network(&mmdb, "198.51.100.0/24");
    mmdb_map(&mmdb.data, 3);
    mmdb_string(&mmdb.data, "country_code");
    mmdb_string(&mmdb.data, "DE");
    mmdb_string(&mmdb.data, "autonomous_system_number");
    mmdb_number(&mmdb.data, 6, 64496, 4);
    mmdb_string(&mmdb.data, "autonomous_system_organization");
    mmdb_string(&mmdb.data, "Example Net");
    mmdb_network(&mmdb, "203.0.113.0/24");
    mmdb_map(&mmdb.data, 2);
    mmdb_string(&mmdb.data, "asn");
    mmdb_string(&mmdb.data, "AS64511");
    mmdb_string(&mmdb.data, "country_code");
    mmdb_string(&mmdb.data, "ZZ");
    if (is_v6) {
        mmdb_network(&mmdb, "2001:db8::/32");
        mmdb_map(&mmdb.data, 1);
        mmdb_string(&mmdb.data, "registered_country");
        mmdb_map(&mmdb.data, 1);
        mmdb_string(&mmdb.data, "iso_code");
        mmdb_string(&mmdb.data, "JP");
    }
    return mmdb_file(&mmdb);
}

static void assert_country(const struct geo_database *database, const char *host, const char *code,
                           const char *network)
{
    struct address address;
    struct country country = {{0}};
    struct prefix prefix = {0};
    struct text text = {0};
    assert_true(address_parse(slice_from(host), &address));
    if (geo_database_country(database, &address, &country, &prefix))
        text_add_prefix(&text, &prefix);
    assert_string_equal(country.code, code);
    assert_text(&text, network);
    text_done(&text);
}

static void countries_are_found_in_every_form_of_record(void **state)
{
    struct problem problem = {{0}};
    for (int is_v6 = 0; is_v6 < 2; is_v6++) {
        struct text file = example(is_v6);
        struct geo_database *database = open_file(state, text_slice(&file), &problem);
        assert_string_equal(problem.sentence, "");
        assert_non_null(database);
        assert_slice(geo_database_date(database), "2026-01-02");
        assert_country(database, "192.0.2.1", "NL", "192.0.2.0/25");
        assert_country(database, "192.0.2.200", "", "");
        assert_country(database, "198.51.100.7", "DE", "198.51.100.0/24");
        assert_country(database, "203.0.113.1", "", "");
        assert_country(database, "2001:db8::1", is_v6 ? "JP" : "", is_v6 ? "2001:db8::/32" : "");
        assert_country(database, "2001:db9::1", "", "");
        geo_database_free(database);
        text_done(&file);
    }
}

static void networks_have_numbers_and_perhaps_names(void **state)
{
    struct text file = example(true);
    struct geo_database *database = open_file(state, text_slice(&file), NULL);
    struct address address;
    struct slice organisation;
    struct prefix prefix;
    uint32_t number;
    address_parse(slice_from("198.51.100.7"), &address);
    assert_true(geo_database_network(database, &address, &number, &organisation, &prefix));
    assert_int_equal(number, 64496);
    assert_slice(organisation, "Example Net");
    address_parse(slice_from("203.0.113.7"), &address);
    assert_true(geo_database_network(database, &address, &number, &organisation, &prefix));
    assert_int_equal(number, 64511);
    assert_slice(organisation, "");
    address_parse(slice_from("192.0.2.7"), &address);
    assert_false(geo_database_network(database, &address, &number, &organisation, &prefix));
    geo_database_free(database);
    text_done(&file);
}

static void a_city_and_its_region_are_found_in_both_forms(void **state)
{
    struct mmdb mmdb = {.is_v6 = false};
    mmdb_network(&mmdb, "192.0.2.0/25");
    mmdb_map(&mmdb.data, 3);
    mmdb_string(&mmdb.data, "country_code");
    mmdb_string(&mmdb.data, "NL");
    mmdb_string(&mmdb.data, "state1");
    mmdb_string(&mmdb.data, "North");
    mmdb_string(&mmdb.data, "city");
    mmdb_string(&mmdb.data, "Exampledam");
    mmdb_network(&mmdb, "198.51.100.0/24");
    mmdb_map(&mmdb.data, 2);
    mmdb_string(&mmdb.data, "organization");
    mmdb_string(&mmdb.data, "Example Hosting");
    mmdb_string(&mmdb.data, "city");
    mmdb_map(&mmdb.data, 1);
    mmdb_string(&mmdb.data, "names");
    mmdb_map(&mmdb.data, 2);
    mmdb_string(&mmdb.data, "de");
    mmdb_string(&mmdb.data, "Beispiel");
    mmdb_string(&mmdb.data, "en");
    mmdb_string(&mmdb.data, "Example");
    struct text file = mmdb_file(&mmdb);
    struct geo_database *database = open_file(state, text_slice(&file), NULL);
    struct address address;
    struct slice region, city, organisation;
    struct prefix prefix;
    uint32_t number;
    assert_non_null(database);
    address_parse(slice_from("192.0.2.1"), &address);
    geo_database_city(database, &address, &region, &city);
    assert_slice(region, "North");
    assert_slice(city, "Exampledam");
    address_parse(slice_from("198.51.100.1"), &address);
    geo_database_city(database, &address, &region, &city);
    assert_slice(region, "");
    assert_slice(city, "Example");
    /* An organisation is said without a number here. */
    assert_true(geo_database_network(database, &address, &number, &organisation, &prefix));
    assert_int_equal(number, 0);
    assert_slice(organisation, "Example Hosting");
    geo_database_free(database);
    text_done(&file);
}

static void what_is_no_database_is_refused(void **state)
{
    struct problem problem = {{0}};
    assert_null(open_file(state, slice_from("no database"), &problem));
    assert_non_null(strstr(problem.sentence, "x.mmdb': "));
    assert_null(open_file(state, (struct slice){0}, &problem));
    assert_null(geo_database_open("/nowhere/x.mmdb", &problem));
    geo_database_free(NULL);
}

/* Every cut, and every byte turned over: refused, or answering, and never anything else. */
static void damage_is_refused_or_makes_answers_fail(void **state)
{
    struct text file = example(false);
    size_t refused = 0;
    for (size_t i = 0; i < file.size; i += 7) {
        struct geo_database *database = open_file(state, slice_part(text_slice(&file), 0, i), NULL);
        refused += database == NULL;
        geo_database_free(database);
        file.data[i] = (char)~file.data[i];
        database = open_file(state, text_slice(&file), NULL);
        refused += database == NULL;
        struct address address;
        struct slice organisation;
        struct country country;
        struct prefix prefix;
        uint32_t number;
        address_parse(slice_from("198.51.100.7"), &address);
        if (database) {
            geo_database_country(database, &address, &country, &prefix);
            geo_database_network(database, &address, &number, &organisation, &prefix);
        }
        geo_database_free(database);
        file.data[i] = (char)~file.data[i];
    }
    assert_true(refused > 100);
    text_done(&file);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(countries_are_found_in_every_form_of_record, folder_setup,
                                        folder_teardown),
        cmocka_unit_test_setup_teardown(networks_have_numbers_and_perhaps_names, folder_setup,
                                        folder_teardown),
        cmocka_unit_test_setup_teardown(a_city_and_its_region_are_found_in_both_forms, folder_setup,
                                        folder_teardown),
        cmocka_unit_test_setup_teardown(what_is_no_database_is_refused, folder_setup,
                                        folder_teardown),
        cmocka_unit_test_setup_teardown(damage_is_refused_or_makes_answers_fail, folder_setup,
                                        folder_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
