/* SPDX-License-Identifier: MIT */
#include "list_reading.h"

extern const struct list_reader eu_csv_list;

#define HEADER_1_1                                                                                 \
    "\xef\xbb\xbf"                                                                                 \
    "fileGenerationDate;Entity_LogicalId;Entity_EU_ReferenceNumber;Entity_DesignationDate;"        \
    "Entity_Remark;Entity_SubjectType;Entity_SubjectType_ClassificationCode;"                      \
    "Entity_Regulation_PublicationDate;Entity_Regulation_NumberTitle;"                             \
    "Entity_Regulation_Programme;NameAlias_LastName;NameAlias_FirstName;NameAlias_WholeName;"      \
    "NameAlias_Remark;Address_City;Address_Street;Address_CountryDescription;"                     \
    "BirthDate_BirthDate;BirthDate_Year;BirthDate_Circa;Identification_Number;"                    \
    "Identification_TypeCode;Citizenship_CountryDescription\r\n"

static void rows_of_one_number_are_one_entity(void **state)
{
    struct list_reading *r = *state;
    read_list(
        r, &eu_csv_list, "eu.csv",
        HEADER_1_1
        "13/02/2031;77;EU.9999.1;;A sample;P;P;2030-05-04;2030/99;CYB;Sample;Ivan;Ivan "
        "Sample;;;;;;;;;;\r\n"
        "13/02/2031;78;EU.9999.2;2030-06-07;;E;E;2030-05-04;2030/99;CYB;;;Sample Works;;Omsk;1 "
        "Street;RUSSIAN FEDERATION;;;;;;\r\n"
        "13/02/2031;77;EU.9999.1;;A sample;P;P;2029-05-04;2030/99;CYB;;;Vanya;Low quality "
        "alias;;;;;;;;;\r\n"
        "13/02/2031;77;EU.9999.1;;A sample;P;P;2030-05-04;2030/99;CYB;;;;;;;;;1959;true;77 "
        "1;passport;RUSSIAN FEDERATION\r\n");
    assert_true(r->ok);
    assert_day(r->list.date, "2031-02-13");
    assert_int_equal(r->list.entity_count, 2);
    const struct entity *e = entity_at(r, 0), *works = entity_at(r, 1);
    assert_slice(e->id, "EU.9999.1");
    assert_int_equal(e->kind, ENTITY_PERSON);
    assert_int_equal(e->name_count, 2);
    assert_int_equal(e->names[1].kind, NAME_WEAK_ALIAS);
    assert_int_equal(e->births[0].year, 1959);
    assert_true(e->births[0].is_approximate);
    assert_int_equal(e->identifiers[0].kind, IDENTIFIER_PASSPORT);
    assert_slice(e->countries[0], "RUSSIAN FEDERATION");
    assert_int_equal(e->designation_count, 1);
    assert_day(e->designations[0].from, "2029-05-04");
    assert_slice(e->designations[0].reference, "2030/99");
    assert_slice(e->remarks, "A sample");
    assert_int_equal(works->kind, ENTITY_ORGANISATION);
    assert_day(works->designations[0].from, "2030-06-07");
    assert_slice(works->addresses[0].text, "1 Street, Omsk");
}

static void the_older_format_is_read_too(void **state)
{
    struct list_reading *r = *state;
    read_list(r, &eu_csv_list, "eu.csv",
              "Date_file;Entity_logical_id;Subject_type;Leba_numtitle;Leba_publication_date;"
              "Programme;EU_ref_num;Naal_logical_id;Entity_logical_id;Naal_wholename;Addr_country;"
              "Birt_date;Citi_country\n"
              "13/02/2031;77;P;2030/99;2030-05-04;CYB;EU.9999.1;1;77;Ivan Sample;;;\n"
              "13/02/2031;77;P;2030/99;2030-05-04;CYB;EU.9999.1;;;;;1959-03-02;RUS\n");
    assert_int_equal(r->list.entity_count, 1);
    assert_slice(entity_at(r, 0)->names[0].text, "Ivan Sample");
    assert_int_equal(entity_at(r, 0)->births[0].month, 3);
    assert_slice(entity_at(r, 0)->countries[0], "RUS");
    assert_day(entity_at(r, 0)->designations[0].from, "2030-05-04");
}

static void a_missing_column_is_named(void **state)
{
    struct list_reading *r = *state;
    read_list(r, &eu_csv_list, "eu.csv", "Entity_LogicalId;Name\n1;A\n");
    assert_false(r->ok);
    assert_string_equal(r->problem.sentence,
                        "eu.csv: it has no column 'NameAlias_WholeName'; its columns "
                        "are Entity_LogicalId, Name");
}

static void a_quote_that_never_ends_is_told(void **state)
{
    struct list_reading *r = *state;
    read_list(r, &eu_csv_list, "eu.csv",
              "Entity_LogicalId;NameAlias_WholeName\n1;\"Open\n2;Next\n");
    assert_int_equal(r->list.entity_count, 2);
    assert_string_equal(r->list.damage.sentence,
                        "eu.csv: line 2: a quote is opened that never ends");
}

static void the_format_is_known_by_its_columns(void **state)
{
    (void)state;
    assert_int_equal(eu_csv_list.recognise(slice_from(HEADER_1_1), "x"), 95);
    assert_int_equal(eu_csv_list.recognise(slice_from("id;name\n"), "x"), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_of_one_number_are_one_entity),
        cmocka_unit_test(the_older_format_is_read_too),
        cmocka_unit_test(a_missing_column_is_named),
        cmocka_unit_test(a_quote_that_never_ends_is_told),
        cmocka_unit_test(the_format_is_known_by_its_columns),
    };
    return cmocka_run_group_tests(tests, list_reading_create, list_reading_destroy);
}
