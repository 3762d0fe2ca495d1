/* SPDX-License-Identifier: MIT */
#include "list_reading.h"

extern const struct list_reader ofsi_csv_list;

#define HEADER                                                                                     \
    "Last Updated,10/12/2030\r\n"                                                                  \
    "Name 6,Name 1,Name 2,Name 3,Name 4,Name 5,Title,Name Non-Latin Script,DOB,Town of Birth,"     \
    "Country of Birth,Nationality,Passport Number,Passport Details,Position,Address 1,Address 2,"  \
    "Address 6,Post/Zip Code,Country,Other Information,Group Type,Alias Type,Alias Quality,"       \
    "Regime,Listed On,UK Sanctions List Date Designated,Last Updated,Group ID\r\n"

static void rows_of_one_group_are_one_entity(void **state)
{
    struct list_reading *r = *state;
    read_list(r, &ofsi_csv_list, "ConList.csv",
              HEADER
              "SAMPLE,Ivan,,,,,Mr,,00/00/1958,(1) Omsk (2) Tomsk,(1) Russia (2) Russia,Russia,"
              "77,Issued 2001,Head,1 Street,,Omsk,123,Russia,(Gender):Male,Individual,"
              "Primary name,,Cyber,04/05/2030,06/07/2030,01/12/2030,99999\r\n"
              "\"SAMPLE TRADE, LTD\",,,,,,,,,,,,,,,,,,,,,Entity,Primary name,,Cyber,"
              "04/05/2030,,,99998\r\n"
              "SAMPLOV,Ivan,,,,,,,,,,,,,,,,,,,,Individual,FKA,Good quality,Cyber,04/05/2030,,,"
              "99999\r\n");
    assert_true(r->ok);
    assert_day(r->list.date, "2030-12-10");
    assert_int_equal(r->list.entity_count, 2);
    const struct entity *e = entity_at(r, 0);
    assert_slice(e->id, "99999");
    assert_slice(e->names[0].text, "Ivan SAMPLE");
    assert_int_equal(e->names[1].kind, NAME_FORMER);
    assert_int_equal(e->births[0].year, 1958);
    assert_int_equal(e->birth_place_count, 2);
    assert_slice(e->birth_places[1], "Tomsk, Russia");
    assert_slice(e->identifiers[0].value, "77");
    assert_slice(e->gender, "Male");
    assert_slice(e->designations[0].body, "OFSI");
    assert_slice(e->designations[0].programme, "Cyber");
    assert_day(e->designations[0].from, "2030-05-04");
    assert_slice(e->addresses[0].city, "Omsk");
    assert_int_equal(entity_at(r, 1)->kind, ENTITY_ORGANISATION);
    assert_slice(entity_at(r, 1)->names[0].text, "SAMPLE TRADE, LTD");
}

static void a_list_that_breaks_off_keeps_what_stood_before(void **state)
{
    struct list_reading *r = *state;
    read_list(r, &ofsi_csv_list, "ConList.csv",
              "Name 6,Group Type,Regime,Group ID\nA,Entity,X,1\nB,Ent");
    assert_int_equal(r->list.entity_count, 1);
    assert_string_equal(r->list.damage.sentence, "ConList.csv: line 3: the last row breaks off");
}

static void other_encodings_are_read(void **state)
{
    struct list_reading *r = *state;
    read_list(r, &ofsi_csv_list, "ConList.csv",
              "Name 6,Group Type,Regime,Group ID\nSoci\xe9t\xe9,Entity,X,1\n");
    assert_slice(entity_at(r, 0)->names[0].text, "Société");
}

static void the_format_is_known_by_its_columns(void **state)
{
    (void)state;
    assert_int_equal(ofsi_csv_list.recognise(slice_from(HEADER), "x"), 95);
    assert_int_equal(ofsi_csv_list.recognise(slice_from("name,country\n"), "x"), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_of_one_group_are_one_entity),
        cmocka_unit_test(a_list_that_breaks_off_keeps_what_stood_before),
        cmocka_unit_test(other_encodings_are_read),
        cmocka_unit_test(the_format_is_known_by_its_columns),
    };
    return cmocka_run_group_tests(tests, list_reading_create, list_reading_destroy);
}
