/* SPDX-License-Identifier: MIT */
#include "list_reading.h"

extern const struct list_reader opensanctions_list;

#define HEADER                                                                                     \
    "id,schema,name,aliases,birth_date,countries,addresses,identifiers,sanctions,phones,emails,"   \
    "program_ids,dataset,first_seen,last_seen,last_change\n"

static void a_row_becomes_an_entity(void **state)
{
    struct list_reading *r = *state;
    read_list(r, &opensanctions_list, "targets.simple.csv",
              HEADER "NK-x,Person,Ivan Sample,\"Vanya;Sample, Ivan\",1959-03-02,ru;by,\"1 Street, "
                     "Omsk\",77 1,EO 1 - 2030-05-04,+7 1,i@sample.example,US-CYBER9,us_ofac_sdn,"
                     "2030-01-01T00:00:00,2031-02-13T06:07:08,2030-01-01\n");
    assert_true(r->ok);
    assert_day(r->list.date, "2031-02-13");
    assert_slice(r->list.name, "OpenSanctions: us_ofac_sdn");
    const struct entity *e = entity_at(r, 0);
    assert_slice(e->id, "NK-x");
    assert_int_equal(e->kind, ENTITY_PERSON);
    assert_int_equal(e->name_count, 3);
    assert_slice(e->names[2].text, "Sample, Ivan");
    assert_int_equal(e->country_count, 2);
    assert_slice(e->addresses[0].text, "1 Street, Omsk");
    assert_int_equal(e->identifier_count, 3);
    assert_int_equal(e->identifiers[1].kind, IDENTIFIER_TELEPHONE);
    assert_int_equal(e->designation_count, 1);
    assert_slice(e->designations[0].authority, "US");
    assert_slice(e->designations[0].programme, "US-CYBER9");
    assert_day(e->designations[0].from, "2030-05-04");
    assert_false(e->designations[0].is_other_measure);
}

static void each_data_set_is_an_authority(void **state)
{
    struct list_reading *r = *state;
    read_list(r, &opensanctions_list, "targets.simple.csv",
              HEADER
              "NK-x,Company,Sample,,,,,,Sanctions,,,US-A;GB-B;EU-C,\"US OFAC Specially "
              "Designated Nationals (SDN) List;UK FCDO Sanctions List;EU Financial Sanctions "
              "Files (FSF);UN Security Council Consolidated Sanctions;Swiss SECO Sanctions;"
              "Wikidata\",,,\n");
    const struct entity *e = entity_at(r, 0);
    static const char *const wanted[][2] = {{"US", "US-A"}, {"UK", "GB-B"}, {"EU", "EU-C"},
                                            {"UN", ""},     {"CH", ""},     {"Wikidata", ""}};
    assert_slice(r->list.name, "OpenSanctions");
    assert_int_equal(e->designation_count, 6);
    for (size_t i = 0; i < 6; i++) {
        assert_slice(e->designations[i].authority, wanted[i][0]);
        assert_slice(e->designations[i].programme, wanted[i][1]);
        assert_int_equal(e->designations[i].is_other_measure, i == 5);
    }
}

static void who_is_only_known_is_not_sanctioned(void **state)
{
    struct list_reading *r = *state;
    read_list(r, &opensanctions_list, "targets.simple.csv",
              HEADER "Q1,Person,A Politician,,,us,,,,,,,us_congress,,,\n");
    assert_true(entity_at(r, 0)->designations[0].is_other_measure);
}

static void numbers_of_ships_are_told_by_their_form(void **state)
{
    struct list_reading *r = *state;
    read_list(r, &opensanctions_list, "targets.simple.csv",
              HEADER "NK-y,Vessel,MUSTER,,,pa,,9074729;123456789;X1,S,,,,eu_fsf,,,\n");
    const struct entity *e = entity_at(r, 0);
    assert_int_equal(e->kind, ENTITY_VESSEL);
    assert_int_equal(e->identifiers[0].kind, IDENTIFIER_IMO);
    assert_int_equal(e->identifiers[1].kind, IDENTIFIER_MMSI);
    assert_int_equal(e->identifiers[2].kind, IDENTIFIER_OTHER);
}

static void a_missing_column_is_named(void **state)
{
    struct list_reading *r = *state;
    read_list(r, &opensanctions_list, "t.csv", "id,schema,name,aliases\nx,Person,A,\n");
    assert_false(r->ok);
    assert_string_equal(r->problem.sentence, "t.csv: it has no column 'dataset'; its "
                                             "columns are id, schema, name, aliases");
}

static void the_format_is_known_by_its_columns(void **state)
{
    (void)state;
    assert_int_equal(opensanctions_list.recognise(slice_from(HEADER), "x"), 95);
    assert_int_equal(opensanctions_list.recognise(slice_from("id,name,aliases\n"), "x"), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_row_becomes_an_entity),
        cmocka_unit_test(each_data_set_is_an_authority),
        cmocka_unit_test(who_is_only_known_is_not_sanctioned),
        cmocka_unit_test(numbers_of_ships_are_told_by_their_form),
        cmocka_unit_test(a_missing_column_is_named),
        cmocka_unit_test(the_format_is_known_by_its_columns),
    };
    return cmocka_run_group_tests(tests, list_reading_create, list_reading_destroy);
}
