/* SPDX-License-Identifier: MIT */
#include "../test.h"

#include "attribution/list_map.h"

static void a_mapping_says_which_column_is_what(void **state)
{
    (void)state;
    struct list_map map;
    assert_true(list_map_parse(slice_from("name=First + Last, alias=AKA[;|], authority='CH', "
                                          "weak_alias=\"Nick, name\", passport=Pass No"),
                               &map, NULL));
    assert_int_equal(map.count, 5);
    assert_int_equal(map.entries[0].role, MAP_NAME);
    assert_int_equal(map.entries[0].column_count, 2);
    assert_slice(map.entries[0].columns[1], "Last");
    assert_int_equal(map.entries[1].role, MAP_ALIAS);
    assert_slice(map.entries[1].separators, ";|");
    assert_true(map.entries[2].is_fixed);
    assert_slice(map.entries[2].fixed, "CH");
    assert_slice(map.entries[3].columns[0], "Nick, name");
    assert_int_equal(map.entries[4].role, MAP_IDENTIFIER);
    assert_int_equal(map.entries[4].identifier, IDENTIFIER_PASSPORT);
    list_map_done(&map);
}

static void assert_refused(const char *text, const char *front)
{
    struct list_map map;
    struct problem problem = {0};
    assert_false(list_map_parse(slice_from(text), &map, &problem));
    assert_true(slice_starts_with(slice_from(problem.sentence), front));
    list_map_done(&map);
}

static void what_is_no_mapping_is_told(void **state)
{
    (void)state;
    assert_refused("name", "ROLE=COLUMN should stand at 'name'");
    assert_refused("colour=X", "'colour' is nothing that a column can be; it can be id, kind, "
                               "name, ");
    assert_refused("name=", "a column, or a value in single quotes, should stand at 'name='");
    assert_refused("name=A+B+C+D+E", "a column, ");
    assert_refused("name='A", "a column, ");
    assert_refused("name=A[;", "a column, ");
    assert_refused("name=\"A", "a column, ");
    assert_refused("name=A name=B", "a column, ");
    assert_refused("country=C", "it says of no column that names stand in it");
    assert_refused("", "it says of no column that names stand in it");
}

static void columns_are_known_by_their_names(void **state)
{
    (void)state;
    struct list_table table;
    struct list_map map;
    assert_true(list_table_open(&table,
                                slice_from("Nr;Company Name;AKA 1;AKA_2;English name;Program "
                                           "name;Date of Birth;IMO number;Colour\n"),
                                "Nr", NULL));
    assert_true(list_map_guess(&table, &map));
    static const enum map_role wanted[] = {MAP_ID,   MAP_NAME, MAP_ALIAS,     MAP_ALIAS,
                                           MAP_NAME, MAP_BORN, MAP_IDENTIFIER};
    assert_int_equal(map.count, sizeof wanted / sizeof *wanted);
    for (size_t i = 0; i < map.count; i++)
        assert_int_equal(map.entries[i].role, wanted[i]);
    assert_int_equal(map.entries[6].identifier, IDENTIFIER_IMO);
    list_map_done(&map);
    list_table_close(&table);
}

static void a_family_alone_may_be_that_of_malware(void **state)
{
    (void)state;
    struct csv csv = csv_over(slice_from("family,address,number\nfirst name,family\n"), ',');
    struct csv_row row = {0};
    bool has_name;
    assert_true(csv_next(&csv, &row));
    assert_int_equal(list_map_roles(&row, true, &has_name), 3);
    assert_false(has_name);
    assert_true(csv_next(&csv, &row));
    list_map_roles(&row, true, &has_name);
    assert_true(has_name);
    csv_row_done(&row);
}

static void without_a_name_nothing_is_guessed(void **state)
{
    (void)state;
    struct list_table table;
    struct list_map map;
    assert_true(list_table_open(&table, slice_from("country,address\n"), "country", NULL));
    assert_false(list_map_guess(&table, &map));
    list_map_done(&map);
    list_table_close(&table);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_mapping_says_which_column_is_what),
        cmocka_unit_test(what_is_no_mapping_is_told),
        cmocka_unit_test(columns_are_known_by_their_names),
        cmocka_unit_test(a_family_alone_may_be_that_of_malware),
        cmocka_unit_test(without_a_name_nothing_is_guessed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
