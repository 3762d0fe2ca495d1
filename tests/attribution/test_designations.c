/* SPDX-License-Identifier: MIT */
#include "../test.h"

#include "list_reading.h"

extern const struct list_reader designations_list;

#define HEADER "date\tauthority\ttarget\tprogramme_or_instrument\tlinked_activity\n"

static void a_row_becomes_one_entity_a_party(void **state)
{
    struct list_reading *r = *state;
    read_list(r, &designations_list, "acts.tsv",
              HEADER "2031-02-03\tUS OFAC\tSample Works (a.k.a. SW); Li Example\tCYBER9\tbotnet\n");
    assert_true(r->ok);
    assert_slice(r->list.name, "acts");
    assert_int_equal(r->list.entity_count, 2);
    const struct entity *first = entity_at(r, 0);
    assert_slice(first->id, "2.1");
    assert_slice(first->names[0].text, "Sample Works");
    assert_slice(first->names[1].text, "SW");
    assert_int_equal(first->designation_count, 1);
    assert_slice(first->designations[0].authority, "US");
    assert_slice(first->designations[0].body, "OFAC");
    assert_slice(first->designations[0].programme, "CYBER9");
    assert_day(first->designations[0].from, "2031-02-03");
    assert_false(first->designations[0].is_other_measure);
    assert_slice(first->remarks, "linked activity: botnet");
    assert_int_equal(first->line, 2);
    assert_slice(entity_at(r, 1)->id, "2.2");
}

static void rows_stand_alone_without_a_number(void **state)
{
    struct list_reading *r = *state;
    read_list(r, &designations_list, "acts.tsv",
              HEADER "2031-02-03\tUS OFAC\tSample Works\tCYBER9\t\n"
                     "2031-04-05\tUK FCDO\tSample Works\tCyber\t\n");
    assert_int_equal(r->list.entity_count, 2);
    assert_slice(entity_at(r, 1)->designations[0].authority, "UK");
}

static void rows_with_one_number_are_one_entity(void **state)
{
    struct list_reading *r = *state;
    read_list(r, &designations_list, "acts.csv",
              "id,date,authority,target,until\n"
              "7,2031-02-03,US OFAC,Sample Works; Li Example,\n"
              "8,2031-02-03,US OFAC,Sample Works,\n"
              "7,2031-04-05,EU Council,SAMPLE WORKS (formerly Old Works),2032-01-01\n");
    assert_int_equal(r->list.entity_count, 3);
    const struct entity *first = entity_at(r, 0);
    assert_slice(first->id, "7.1");
    assert_int_equal(first->designation_count, 2);
    assert_slice(first->designations[1].authority, "EU");
    assert_day(first->designations[1].from, "2031-04-05");
    assert_day(first->designations[1].until, "2032-01-01");
    assert_int_equal(entity_at(r, 2)->designation_count, 1);
}

static void advisories_and_seizures_are_told_as_other_measures(void **state)
{
    struct list_reading *r = *state;
    read_list(r, &designations_list, "acts.tsv",
              HEADER "2031-02-03\t9 countries\tnames Alpha Sample, Beta Sample (advisory, not a "
                     "sanction)\tXX99-1A\t\n"
                     "2031-02-04\tUS DOJ/FBI\tSMPL: seizure of domains\tcourt order\t\n"
                     "2031-02-05\tUS OFAC\tSMPL\tCYBER9\t\n");
    assert_int_equal(r->list.entity_count, 4);
    assert_true(entity_at(r, 1)->designations[0].is_other_measure);
    assert_true(entity_at(r, 2)->designations[0].is_other_measure);
    assert_false(entity_at(r, 3)->designations[0].is_other_measure);
}

static void authorities_that_act_together_are_told_apart(void **state)
{
    struct list_reading *r = *state;
    read_list(r, &designations_list, "acts.tsv",
              HEADER "2031-02-03\tUS OFAC and UK FCDO\tSample\tX\t\n"
                     "2031-02-03\tUS DOJ/FBI + 6 partner countries\tSample\tX\t\n");
    assert_int_equal(entity_at(r, 0)->designation_count, 2);
    assert_slice(entity_at(r, 0)->designations[0].body, "OFAC");
    assert_slice(entity_at(r, 0)->designations[1].authority, "UK");
    assert_day(entity_at(r, 0)->designations[1].from, "2031-02-03");
    assert_int_equal(entity_at(r, 1)->designation_count, 1);
    assert_slice(entity_at(r, 1)->designations[0].body, "DOJ/FBI + 6 partner countries");
}

static void a_missing_column_is_named_with_those_that_exist(void **state)
{
    struct list_reading *r = *state;
    read_list(r, &designations_list, "acts.csv", "date,authority,whom\n2031-01-01,US,X\n");
    assert_false(r->ok);
    assert_string_equal(r->problem.sentence, "acts.csv: it has no column 'target'; "
                                             "its columns are date, authority, whom");
    read_list(r, &designations_list, "acts.csv", "");
    assert_false(r->ok);
    assert_string_equal(r->problem.sentence, "acts.csv: it is empty");
}

static void rows_of_which_nothing_can_be_read_are_counted(void **state)
{
    struct list_reading *r = *state;
    read_list(r, &designations_list, "acts.tsv",
              HEADER "2031-02-03\tUS OFAC\ttwo Chinese nationals\tCYBER9\t\n"
                     "\t\t\t\t\n"
                     "someday\tUS OFAC\tSample\t\t\n");
    assert_int_equal(r->list.unread, 1);
    assert_int_equal(r->list.entity_count, 1);
    assert_false(instant_is_known(entity_at(r, 0)->designations[0].from));
}

static void encodings_marks_and_ends_of_lines_do_not_matter(void **state)
{
    struct list_reading *r = *state;
    read_list(r, &designations_list, "acts.csv",
              "\xef\xbb\xbf"
              "Date;Authority;Target\r\n2031-02-03;EU Council;Soci\xe9t\xe9 Sample\r\n");
    assert_slice(entity_at(r, 0)->names[0].text, "Société Sample");
    static const char wide[] = "\xff\xfe"
                               "d\0a\0t\0e\0,\0b\0y\0,\0t\0a\0r\0g\0e\0t\0\n\0"
                               ",\0U\0N\0,\0X\0y\0\n\0";
    read_content(r, &designations_list, "acts.csv", slice_make(wide, sizeof wide - 1));
    assert_slice(entity_at(r, 0)->names[0].text, "Xy");
}

static void damage_is_told_and_what_stood_before_is_kept(void **state)
{
    struct list_reading *r = *state;
    read_list(r, &designations_list, "acts.csv",
              "date,authority,target\n2031-02-03,EU,Sample\n2031-02-04,U");
    assert_true(r->ok);
    assert_int_equal(r->list.entity_count, 1);
    assert_string_equal(r->list.damage.sentence, "acts.csv: line 3: the last row breaks off");
    read_list(r, &designations_list, "acts.csv",
              "date,authority,target\n2031-02-03,EU,Sample\n2031-02-04,EU,\"Open\n"
              "2031-02-05,EU,Last\n");
    assert_int_equal(r->list.entity_count, 3);
    assert_string_equal(r->list.damage.sentence,
                        "acts.csv: line 3: a quote is opened that never ends");
}

static void the_format_is_known_by_its_columns(void **state)
{
    (void)state;
    assert_true(designations_list.recognise(slice_from(HEADER), "x") > 50);
    assert_int_equal(designations_list.recognise(slice_from("name,country\nX,CN\n"), "x"), 0);
    assert_int_equal(designations_list.recognise(slice_from("<xml/>"), "x"), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_row_becomes_one_entity_a_party),
        cmocka_unit_test(rows_stand_alone_without_a_number),
        cmocka_unit_test(rows_with_one_number_are_one_entity),
        cmocka_unit_test(advisories_and_seizures_are_told_as_other_measures),
        cmocka_unit_test(authorities_that_act_together_are_told_apart),
        cmocka_unit_test(a_missing_column_is_named_with_those_that_exist),
        cmocka_unit_test(rows_of_which_nothing_can_be_read_are_counted),
        cmocka_unit_test(encodings_marks_and_ends_of_lines_do_not_matter),
        cmocka_unit_test(damage_is_told_and_what_stood_before_is_kept),
        cmocka_unit_test(the_format_is_known_by_its_columns),
    };
    return cmocka_run_group_tests(tests, list_reading_create, list_reading_destroy);
}
