/* SPDX-License-Identifier: MIT */
#include "list_reading.h"

#include "attribution/list_map.h"

extern const struct list_reader mapped_csv_list;

static void read_mapped(struct list_reading *r, const char *text, const char *mapping)
{
    struct list_map map;
    struct list_file file = {"made.csv", slice_from(text)};
    entity_list_done(&r->list);
    r->problem = (struct problem){0};
    assert_true(list_map_parse(slice_from(mapping), &map, NULL));
    r->ok = mapped_csv_list.read(&file, 1, &map, &r->list, &r->problem);
    list_map_done(&map);
}

static void a_mapping_makes_entities_of_any_table(void **state)
{
    struct list_reading *r = *state;
    read_mapped(r,
                "Firma;Auch;Land;Geb;Art;Seit;Schiff\n"
                "Beispiel AG;\"BAG; Beispiel\";CH;;Company;2031-02-03;\n"
                "MV Muster;;PA;;ship;03.02.2031;IMO 9074729\n",
                "name=Firma,alias=Auch[;],country=Land,born=Geb,kind=Art,from=Seit,imo=Schiff,"
                "authority='Switzerland SECO'");
    assert_true(r->ok);
    assert_int_equal(r->list.entity_count, 2);
    const struct entity *first = entity_at(r, 0), *ship = entity_at(r, 1);
    assert_int_equal(first->kind, ENTITY_ORGANISATION);
    assert_int_equal(first->name_count, 3);
    assert_slice(first->names[0].text, "Beispiel AG");
    assert_int_equal(first->names[2].kind, NAME_ALIAS);
    assert_slice(first->names[2].text, "Beispiel");
    assert_slice(first->countries[0], "CH");
    assert_slice(first->designations[0].authority, "CH");
    assert_slice(first->designations[0].body, "SECO");
    assert_day(first->designations[0].from, "2031-02-03");
    assert_int_equal(ship->kind, ENTITY_VESSEL);
    assert_int_equal(ship->identifiers[0].kind, IDENTIFIER_IMO);
    assert_day(ship->designations[0].from, "2031-02-03");
}

static void columns_are_guessed_without_a_mapping(void **state)
{
    struct list_reading *r = *state;
    read_list(r, &mapped_csv_list, "blocked.csv",
              "uid,name,alias,country,dob\n7,Ivan Sample,I. Sample;Vanya,RU,1970\n"
              "7,Iwan Sample,,,\n8,Other,,,\n");
    assert_int_equal(r->list.entity_count, 2);
    const struct entity *first = entity_at(r, 0);
    assert_slice(first->id, "7");
    assert_int_equal(first->name_count, 4);
    assert_slice(first->names[3].text, "Iwan Sample");
    assert_int_equal(first->names[3].kind, NAME_ALIAS);
    assert_int_equal(first->births[0].year, 1970);
    assert_int_equal(first->designation_count, 1);
    assert_slice(first->designations[0].authority, "blocked");
}

static void names_in_parts_are_put_together(void **state)
{
    struct list_reading *r = *state;
    read_list(r, &mapped_csv_list, "p.csv",
              "first name,last name,city,country\nIvan,Sample,Moscow,RU\n");
    assert_slice(entity_at(r, 0)->names[0].text, "Ivan Sample");
    assert_slice(entity_at(r, 0)->names[0].family, "Sample");
    assert_slice(entity_at(r, 0)->addresses[0].city, "Moscow");
    assert_slice(entity_at(r, 0)->id, "2");
}

static void a_missing_column_is_named_with_those_that_exist(void **state)
{
    struct list_reading *r = *state;
    read_mapped(r, "Firma,Land\nX,CH\n", "name=Firma,country=Country");
    assert_false(r->ok);
    assert_string_equal(r->problem.sentence, "made.csv: it has no column 'Country'; "
                                             "its columns are Firma, Land");
    read_list(r, &mapped_csv_list, "x.csv", "colour,size\n1,2\n");
    assert_string_equal(r->problem.sentence, "x.csv: it has no column 'name'; its "
                                             "columns are colour, size");
}

static void rows_without_a_name_are_counted(void **state)
{
    struct list_reading *r = *state;
    read_list(r, &mapped_csv_list, "x.csv", "name,country\n,CH\nX,CH\n");
    assert_int_equal(r->list.entity_count, 1);
    assert_int_equal(r->list.unread, 1);
}

static void other_formats_are_surer(void **state)
{
    (void)state;
    struct slice names = slice_from("name,country\nX,CH\n");
    assert_in_range(mapped_csv_list.recognise(names, "x.csv"), 1, 50);
    assert_int_equal(mapped_csv_list.recognise(slice_from("name\nX\n"), "x.csv"), 0);
    assert_int_equal(mapped_csv_list.recognise(slice_from("A sentence, and a name.\n"), "x"), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_mapping_makes_entities_of_any_table),
        cmocka_unit_test(columns_are_guessed_without_a_mapping),
        cmocka_unit_test(names_in_parts_are_put_together),
        cmocka_unit_test(a_missing_column_is_named_with_those_that_exist),
        cmocka_unit_test(rows_without_a_name_are_counted),
        cmocka_unit_test(other_formats_are_surer),
    };
    return cmocka_run_group_tests(tests, list_reading_create, list_reading_destroy);
}
