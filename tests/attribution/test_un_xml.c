/* SPDX-License-Identifier: MIT */
#include "../test.h"

#include "reading.h"

#define BEGIN                                                                                      \
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"                                                 \
    "<CONSOLIDATED_LIST dateGenerated=\"2026-02-27T00:00:09.554Z\"><INDIVIDUALS>\n"
#define PERSON                                                                                     \
    "<INDIVIDUAL><DATAID>1</DATAID><FIRST_NAME>JUAN</FIRST_NAME><SECOND_NAME>MADE\n   UP"          \
    "</SECOND_NAME><FOURTH_NAME>PEREZ</FOURTH_NAME><UN_LIST_TYPE>DRC</UN_LIST_TYPE>"               \
    "<REFERENCE_NUMBER>CDi.901</REFERENCE_NUMBER><LISTED_ON>2012-12-31</LISTED_ON>"                \
    "<GENDER>Male</GENDER><COMMENTS1>Is made up.</COMMENTS1>"                                      \
    "<NAME_ORIGINAL_SCRIPT>\u0445\u0443\u0430\u043d</NAME_ORIGINAL_SCRIPT>"                        \
    "<TITLE><VALUE>Dr.</VALUE><VALUE>Haji</VALUE></TITLE>"                                         \
    "<DESIGNATION><VALUE>Minister</VALUE></DESIGNATION>"                                           \
    "<NATIONALITY><VALUE>Nowhere</VALUE><VALUE>Elsewhere</VALUE></NATIONALITY>"                    \
    "<LAST_DAY_UPDATED><VALUE>2016-10-13</VALUE><VALUE>2020-01-02</VALUE><VALUE>2014-01-01"        \
    "</VALUE></LAST_DAY_UPDATED>"
#define PERSON_END "</INDIVIDUAL>\n"
#define MIDDLE "</INDIVIDUALS><ENTITIES>\n"
#define ENTITY                                                                                     \
    "<ENTITY><DATAID>77</DATAID><FIRST_NAME>MADE UP AIR ; NOWHERE AIRLINES (NWA)</FIRST_NAME>"     \
    "<UN_LIST_TYPE>Iran</UN_LIST_TYPE><REFERENCE_NUMBER/><LISTED_ON>2010-06-09</LISTED_ON>"        \
    "<ENTITY_ALIAS><QUALITY>a.k.a.</QUALITY><ALIAS_NAME>MUA</ALIAS_NAME></ENTITY_ALIAS>"           \
    "<ENTITY_ALIAS><QUALITY>f.k.a.</QUALITY><ALIAS_NAME>OLD AIR</ALIAS_NAME></ENTITY_ALIAS>"       \
    "<ENTITY_ADDRESS><STREET>Street 1</STREET><CITY>Goma</CITY><ZIP_CODE>12</ZIP_CODE>"            \
    "<COUNTRY>Congo</COUNTRY><NOTE>former</NOTE></ENTITY_ADDRESS><ENTITY_ADDRESS><COUNTRY/>"       \
    "</ENTITY_ADDRESS></ENTITY>"
#define END "</ENTITIES></CONSOLIDATED_LIST>"

static struct entity_list list;
static struct problem problem;

static int forget(void **state)
{
    (void)state;
    entity_list_done(&list);
    return 0;
}

static bool read_list(const char *content)
{
    return read_files("un_xml", (const char *[]){"un.xml", content, NULL}, &list, &problem);
}

static void people_have_names_a_committee_and_a_day(void **state)
{
    (void)state;
    assert_true(read_list(BEGIN PERSON PERSON_END MIDDLE END));
    assert_slice(list.name, "UN consolidated");
    struct text date = {0};
    text_add_day(&date, list.date);
    assert_text(&date, "2026-02-27");
    const struct entity *e = entity_of(&list, "CDi.901");
    assert_int_equal(e->kind, ENTITY_PERSON);
    assert_slice(e->names[0].text, "JUAN MADE UP PEREZ");
    assert_int_equal(name_of(e, "\u0445\u0443\u0430\u043d")->kind, NAME_ALIAS);
    assert_int_equal(e->designation_count, 1);
    assert_slice(e->designations[0].authority, "UN");
    assert_slice(e->designations[0].programme, "DRC");
    assert_slice(e->designations[0].reference, "CDi.901");
    text_clear(&date);
    text_add_day(&date, e->designations[0].from);
    assert_text(&date, "2012-12-31");
    assert_slice(e->title, "Dr.; Haji");
    assert_slice(e->gender, "Male");
    assert_int_equal(e->country_count, 2);
    assert_slice(e->remarks, "Is made up.; Minister; last updated 2020-01-02");
    assert_int_equal(e->line, 3);
    text_done(&date);
}

static void entities_have_several_names_and_addresses(void **state)
{
    (void)state;
    assert_true(read_list(BEGIN MIDDLE ENTITY END));
    const struct entity *e = entity_of(&list, "77");
    assert_int_equal(e->kind, ENTITY_ORGANISATION);
    assert_slice(e->names[0].text, "MADE UP AIR");
    assert_int_equal(name_of(e, "NOWHERE AIRLINES (NWA)")->kind, NAME_ALIAS);
    assert_int_equal(name_of(e, "NWA")->kind, NAME_WEAK_ALIAS);
    assert_int_equal(name_of(e, "MUA")->kind, NAME_ALIAS);
    assert_int_equal(name_of(e, "OLD AIR")->kind, NAME_FORMER);
    assert_int_equal(e->address_count, 1);
    assert_slice(e->addresses[0].text, "Street 1, Goma, 12");
    assert_slice(e->addresses[0].city, "Goma");
    assert_slice(e->addresses[0].country, "Congo");
    assert_slice(e->remarks, "of an address: former");
}

#define ALIAS(quality, name, more)                                                                 \
    "<INDIVIDUAL_ALIAS><QUALITY>" quality "</QUALITY><ALIAS_NAME>" name "</ALIAS_NAME>" more       \
    "</INDIVIDUAL_ALIAS>"

static void aliases_have_a_quality(void **state)
{
    (void)state;
    assert_true(read_list(
        BEGIN PERSON ALIAS("Good", "Juan A; Juan B", "") ALIAS("Low", "El Nadie", "")
            ALIAS("", "", "") ALIAS("Good", "Juan Vero", "<NOTE>previously listed as</NOTE>")
                ALIAS("Good", "Juan C", "<NOTE>original script: \u0425\u0443\u0430\u043d C</NOTE>")
                    ALIAS("Good", "Juan D, born 1 Jan. 1953 (Oman)",
                          "<DATE_OF_BIRTH>1953-01-01</DATE_OF_BIRTH><CITY_OF_BIRTH>Muscat"
                          "</CITY_OF_BIRTH><NOTE>nom de guerre</NOTE>") PERSON_END MIDDLE END));
    const struct entity *e = &list.entities[0];
    assert_int_equal(e->name_count, 9);
    assert_int_equal(name_of(e, "Juan A")->kind, NAME_ALIAS);
    assert_int_equal(name_of(e, "Juan B")->kind, NAME_ALIAS);
    assert_int_equal(name_of(e, "El Nadie")->kind, NAME_WEAK_ALIAS);
    assert_int_equal(name_of(e, "Juan Vero")->kind, NAME_FORMER);
    assert_non_null(name_of(e, "\u0425\u0443\u0430\u043d C"));
    assert_non_null(name_of(e, "Juan D"));
    assert_int_equal(e->birth_count, 1);
    assert_slice(e->birth_places[0], "Muscat");
}

#define BIRTH(inside) "<INDIVIDUAL_DATE_OF_BIRTH>" inside "</INDIVIDUAL_DATE_OF_BIRTH>"

static void dates_of_birth_have_types(void **state)
{
    (void)state;
    assert_true(read_list(
        BEGIN PERSON BIRTH("<TYPE_OF_DATE>EXACT</TYPE_OF_DATE><DATE>1978-04-28</DATE>")
            BIRTH("<TYPE_OF_DATE>APPROXIMATELY</TYPE_OF_DATE><YEAR>1970</YEAR>") BIRTH(
                "<TYPE_OF_DATE>BETWEEN</TYPE_OF_DATE><FROM_YEAR>1973</FROM_YEAR><TO_YEAR>"
                "1974</TO_YEAR>") BIRTH("<TYPE_OF_DATE>EXACT</TYPE_OF_DATE><NOTE>Nov. 1979</NOTE>")
                BIRTH("<NOTE>24/06/1402 (Hijri Calendar)</NOTE>") BIRTH("<TYPE_OF_DATE/>")
                    PERSON_END MIDDLE END));
    const struct entity *e = &list.entities[0];
    struct text births = {0};
    for (size_t i = 0; i < e->birth_count; i++) {
        text_add_partial_date(&births, &e->births[i]);
        text_put(&births, "; ");
    }
    assert_text(&births, "1978-04-28; about 1970; 1973 to 1974; 1979-11; ");
    text_done(&births);
}

#define PAPER(type, number, more)                                                                  \
    "<INDIVIDUAL_DOCUMENT><TYPE_OF_DOCUMENT>" type "</TYPE_OF_DOCUMENT><NUMBER>" number            \
    "</NUMBER>" more "</INDIVIDUAL_DOCUMENT>"

static void documents_give_their_numbers(void **state)
{
    (void)state;
    assert_true(read_list(
        BEGIN PERSON PAPER("Passport", "OB 02433", "<ISSUING_COUNTRY>Nowhere</ISSUING_COUNTRY>")
            PAPER("National Identification Number", "SSN 000-12-3456 (United States)",
                  "") PAPER("National Identification Number", "",
                            "<NOTE>Tunisian passport number L 123, issued on 5 May 1988</NOTE>")
                PAPER("Passport", "", "<NOTE>lost</NOTE>")
                    PAPER("Passport", "Diplomatic Passport no. D00000898 issued 2014",
                          "<TYPE_OF_DOCUMENT2>Service passport</TYPE_OF_DOCUMENT2>"
                          "<COUNTRY_OF_ISSUE>Elsewhere</COUNTRY_OF_ISSUE>") PERSON_END MIDDLE END));
    const struct entity *e = &list.entities[0];
    assert_int_equal(e->identifier_count, 4);
    assert_slice(identifier_of(e, IDENTIFIER_PASSPORT, "OB 02433")->country, "Nowhere");
    assert_non_null(identifier_of(e, IDENTIFIER_NATIONAL_ID, "000-12-3456"));
    assert_non_null(identifier_of(e, IDENTIFIER_PASSPORT, "L 123"));
    const struct entity_identifier *service = identifier_of(e, IDENTIFIER_PASSPORT, "D00000898");
    assert_slice(service->label, "Service passport");
    assert_slice(service->country, "Elsewhere");
}

static void a_truncated_list_gives_what_stood_before(void **state)
{
    (void)state;
    assert_true(read_list(BEGIN PERSON PERSON_END PERSON));
    assert_int_equal(list.entity_count, 1);
    assert_string_equal(list.damage.sentence, "un.xml: line 6: no element found");
}

static void a_bomb_is_refused_with_one_sentence(void **state)
{
    (void)state;
    assert_false(read_list("<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;\">]>\n"
                           "<CONSOLIDATED_LIST>&b;</CONSOLIDATED_LIST>"));
    assert_string_equal(problem.sentence,
                        "un.xml: line 1: it defines entities of its own, which are not read");
}

static void other_xml_is_refused(void **state)
{
    (void)state;
    assert_false(read_list("<CONSOLIDATED_LIST><INDIVIDUALS/></CONSOLIDATED_LIST>"));
    assert_string_equal(problem.sentence, "un.xml: no entry of the UN list stands in it");
    entity_list_done(&list);
    assert_false(read_list("no list"));
    assert_string_equal(problem.sentence, "un.xml: line 1: syntax error");
}

static void utf_16_and_windows_1252_are_read(void **state)
{
    (void)state;
    const char *plain = "<CONSOLIDATED_LIST><ENTITY><DATAID>1</DATAID><FIRST_NAME>CAF\xe9"
                        "</FIRST_NAME></ENTITY></CONSOLIDATED_LIST>";
    assert_true(read_list(plain));
    assert_slice(list.entities[0].names[0].text, "CAF\u00e9");
    entity_list_done(&list);
    struct text wide = {0};
    text_add(&wide, slice_make("\xff\xfe", 2));
    for (const char *c = plain; *c; c++) {
        text_add_byte(&wide, (uint8_t)*c);
        text_add_byte(&wide, 0);
    }
    struct list_file file = {"un.xml", text_slice(&wide)};
    const struct list_reader *reader = reader_named("un_xml");
    entity_list_init(&list);
    assert_int_equal(reader->recognise(file.content, "un.xml"), 100);
    assert_true(reader->read(&file, 1, NULL, &list, &problem));
    assert_slice(list.entities[0].names[0].text, "CAF\u00e9");
    text_done(&wide);
}

static void the_root_tells_the_format(void **state)
{
    (void)state;
    const struct list_reader *reader = reader_named("un_xml");
    assert_int_equal(reader->recognise(slice_from(BEGIN), "x"), 100);
    assert_int_equal(reader->recognise(slice_from("<sdnList>"), "un.xml"), 0);
    assert_int_equal(reader->recognise((struct slice){0}, "un.xml"), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(people_have_names_a_committee_and_a_day, forget),
        cmocka_unit_test_teardown(entities_have_several_names_and_addresses, forget),
        cmocka_unit_test_teardown(aliases_have_a_quality, forget),
        cmocka_unit_test_teardown(dates_of_birth_have_types, forget),
        cmocka_unit_test_teardown(documents_give_their_numbers, forget),
        cmocka_unit_test_teardown(a_truncated_list_gives_what_stood_before, forget),
        cmocka_unit_test_teardown(a_bomb_is_refused_with_one_sentence, forget),
        cmocka_unit_test_teardown(other_xml_is_refused, forget),
        cmocka_unit_test_teardown(utf_16_and_windows_1252_are_read, forget),
        cmocka_unit_test(the_root_tells_the_format),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
