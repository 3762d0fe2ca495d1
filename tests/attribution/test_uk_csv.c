/* SPDX-License-Identifier: MIT */
#include "list_reading.h"

extern const struct list_reader uk_csv_list;

#define HEADER                                                                                     \
    "Report Date: 13-Feb-2031\n"                                                                   \
    "Last Updated,Unique ID,OFSI Group ID,UN Reference Number,Name 6,Name 1,Name 2,Name type,"     \
    "Alias strength,Title,Name non-latin script,Regime Name,Designation Type,Designation source,"  \
    "Address Line 1,Address Line 6,Address Postal Code,Address Country,Date Designated,D.O.B,"     \
    "Nationality(/ies),Passport number,IMO number,Current owner/operator (s)\n"

static void rows_of_one_number_are_one_entity(void **state)
{
    struct list_reading *r = *state;
    read_list(r, &uk_csv_list, "UK.csv",
              HEADER "01/02/2031,CYB9999,9,,SAMPLE,Ivan,Ivanovich,Primary Name,,Mr,Иван,Cyber,"
                     "Individual,UK,1 Street,Omsk,123,Russia,04/05/2030,02/03/1959,Russia,77,,\n"
                     "01/02/2031,RUS9999,8,,MUSTER,,,Primary Name,,,,Russia,Ship,UK,,,,,"
                     "04/05/2030,,,,9074729,Sample Shipping\n"
                     "01/02/2031,CYB9999,9,,SAMPLOV,,,Alias,Low quality,,,Cyber,Individual,UK,,,,,"
                     "04/05/2030,,,,,\n");
    assert_true(r->ok);
    assert_slice(r->list.name, "UK Sanctions List");
    assert_day(r->list.date, "2031-02-13");
    assert_int_equal(r->list.entity_count, 2);
    const struct entity *e = entity_at(r, 0), *ship = entity_at(r, 1);
    assert_slice(e->id, "CYB9999");
    assert_int_equal(e->kind, ENTITY_PERSON);
    assert_int_equal(e->name_count, 3);
    assert_slice(e->names[0].text, "Ivan Ivanovich SAMPLE");
    assert_slice(e->names[1].text, "Иван");
    assert_int_equal(e->names[2].kind, NAME_WEAK_ALIAS);
    assert_int_equal(e->designation_count, 1);
    assert_day(e->designations[0].from, "2030-05-04");
    assert_slice(e->addresses[0].text, "1 Street, Omsk, 123");
    assert_int_equal(e->address_count, 1);
    assert_slice(e->identifiers[0].value, "77");
    assert_int_equal(ship->kind, ENTITY_VESSEL);
    assert_slice(ship->links[0].name, "Sample Shipping");
}

static void a_missing_column_is_named(void **state)
{
    struct list_reading *r = *state;
    read_list(r, &uk_csv_list, "UK.csv", "Report Date: 13-Feb-2031\nUnique ID,Name 6\n1,A\n");
    assert_false(r->ok);
    assert_string_equal(r->problem.sentence, "UK.csv: it has no column 'Regime Name'; "
                                             "its columns are Unique ID, Name 6");
}

static void rows_without_a_number_are_counted(void **state)
{
    struct list_reading *r = *state;
    read_list(r, &uk_csv_list, "UK.csv",
              "Unique ID,Name 6,Regime Name\n,LOST,Cyber\nCYB9998,FOUND,Cyber\nCYB9997,,Cyber\n");
    assert_int_equal(r->list.entity_count, 1);
    assert_int_equal(r->list.unread, 2);
}

static void the_format_is_known_by_its_columns(void **state)
{
    (void)state;
    assert_int_equal(uk_csv_list.recognise(slice_from(HEADER), "x"), 95);
    assert_int_equal(uk_csv_list.recognise(slice_from("Name 6,Group ID,Group Type\n"), "x"), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_of_one_number_are_one_entity),
        cmocka_unit_test(a_missing_column_is_named),
        cmocka_unit_test(rows_without_a_number_are_counted),
        cmocka_unit_test(the_format_is_known_by_its_columns),
    };
    return cmocka_run_group_tests(tests, list_reading_create, list_reading_destroy);
}
