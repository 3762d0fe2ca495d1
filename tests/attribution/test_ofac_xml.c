/* SPDX-License-Identifier: MIT */
#include "../test.h"

#include "reading.h"

#define BEGIN                                                                                      \
    "<?xml version=\"1.0\" standalone=\"yes\"?>\n"                                                 \
    "<sdnList xmlns=\"https://sls.example/exports/XML\"><publshInformation><Publish_Date>"         \
    "12/19/2025</Publish_Date><Record_Count>3</Record_Count></publshInformation>\n"
#define PERSON                                                                                     \
    "<sdnEntry><uid>40</uid><firstName>Juan</firstName><lastName>INVENTADO</lastName>"             \
    "<title>Director</title><sdnType>Individual</sdnType>"                                         \
    "<remarks>(Linked To: MADE-UP AIRLINES)</remarks>"                                             \
    "<programList><program>SDNT</program><program>IFSR</program></programList>"                    \
    "<idList><id><uid>1</uid><idType>Passport</idType><idNumber>P123</idNumber><idCountry>Belize"  \
    "</idCountry><issueDate>2001</issueDate></id>"                                                 \
    "<id><uid>2</uid><idType>Gender</idType><idNumber>Male</idNumber></id>"                        \
    "<id><uid>3</uid><idType>Digital Currency Address - XBT</idType><idNumber>1MadeUp</idNumber>"  \
    "</id><id><uid>4</uid><idType>Secondary sanctions risk:</idType><idNumber>section "            \
    "1</idNumber>"                                                                                 \
    "</id><id><uid>5</uid><idType>Some Unseen No.</idType><idNumber>77</idNumber></id></idList>"   \
    "<akaList><aka><uid>6</uid><type>a.k.a.</type><category>strong</category><lastName>INVENTADO " \
    "B</lastName><firstName>Juan</firstName></aka><aka><uid>7</uid><type>a.k.a.</type><category>"  \
    "weak</category><lastName>EL NADIE</lastName></aka><aka><uid>8</uid><type>f.k.a.</type>"       \
    "<category>strong</category><lastName>FORMERLY</lastName></aka></akaList>"                     \
    "<addressList><address><uid>9</uid><address1>Street 1</address1><address2>Floor 2</address2>"  \
    "<city>Havana</city><postalCode>10400</postalCode><country>Cuba</country></address>"           \
    "</addressList><nationalityList><nationality><uid>10</uid><country>Cuba</country><mainEntry>"  \
    "true</mainEntry></nationality></nationalityList><citizenshipList><citizenship><uid>11</uid>"  \
    "<country>Belize</country></citizenship></citizenshipList><dateOfBirthList><dateOfBirthItem>"  \
    "<uid>12</uid><dateOfBirth>circa 1960</dateOfBirth></dateOfBirthItem></dateOfBirthList>"       \
    "<placeOfBirthList><placeOfBirthItem><uid>13</uid><placeOfBirth>Nowhere, Cuba</placeOfBirth>"  \
    "</placeOfBirthItem></placeOfBirthList></sdnEntry>\n"
#define VESSEL                                                                                     \
    "<sdnEntry><uid>41</uid><lastName>SEA THING</lastName><sdnType>Vessel</sdnType><programList>"  \
    "<program>IRAN</program></programList><idList><id><uid>1</uid><idType>Vessel Registration "    \
    "Identification</idType><idNumber>IMO 9999993</idNumber></id></idList><vesselInfo><callSign>"  \
    "T2EU4</callSign><vesselType>Tug</vesselType><vesselFlag>Iran</vesselFlag><vesselOwner>SEA "   \
    "OWNERS</vesselOwner><tonnage>640</tonnage><grossRegisteredTonnage>163</"                      \
    "grossRegisteredTonnage>"                                                                      \
    "</vesselInfo></sdnEntry>\n"
#define AIRCRAFT                                                                                   \
    "<sdnEntry><uid>42</uid><lastName>EP-XYZ</lastName><sdnType>Aircraft</sdnType></sdnEntry>\n"
#define END "</sdnList>"

static struct entity_list list;
static struct problem problem;

static int forget(void **state)
{
    (void)state;
    entity_list_done(&list);
    return 0;
}

static bool read_list(const char *name, const char *content)
{
    return read_files("ofac_xml", (const char *[]){name, content, NULL}, &list, &problem);
}

static void an_entry_says_what_the_csv_files_say(void **state)
{
    (void)state;
    assert_true(read_list("SDN.XML", BEGIN PERSON VESSEL AIRCRAFT END));
    assert_slice(list.name, "OFAC SDN");
    struct text date = {0};
    text_add_day(&date, list.date);
    assert_text(&date, "2025-12-19");
    text_done(&date);
    assert_int_equal(list.entity_count, 3);
    const struct entity *e = entity_of(&list, "40");
    assert_int_equal(e->kind, ENTITY_PERSON);
    assert_slice(e->names[0].text, "INVENTADO, Juan");
    assert_slice(e->names[0].family, "INVENTADO");
    assert_int_equal(name_of(e, "INVENTADO B, Juan")->kind, NAME_ALIAS);
    assert_int_equal(name_of(e, "EL NADIE")->kind, NAME_WEAK_ALIAS);
    assert_int_equal(name_of(e, "FORMERLY")->kind, NAME_FORMER);
    assert_slice(e->title, "Director");
    assert_slice(e->gender, "Male");
    assert_int_equal(e->designation_count, 2);
    assert_slice(e->designations[1].programme, "IFSR");
    assert_slice(e->links[0].name, "MADE-UP AIRLINES");
    assert_slice(e->addresses[0].text, "Street 1, Floor 2, Havana, 10400");
    assert_slice(e->addresses[0].country, "Cuba");
    assert_int_equal(e->country_count, 2);
    assert_true(e->births[0].is_approximate);
    assert_slice(e->birth_places[0], "Nowhere, Cuba");
    assert_int_equal(e->line, 3);
}

static void types_of_identifiers_are_labels_of_remarks(void **state)
{
    (void)state;
    assert_true(read_list("SDN.XML", BEGIN PERSON VESSEL END));
    const struct entity *e = entity_of(&list, "40"), *ship = entity_of(&list, "41");
    assert_slice(identifier_of(e, IDENTIFIER_PASSPORT, "P123")->country, "Belize");
    assert_slice(identifier_of(e, IDENTIFIER_WALLET, "1MadeUp")->label, "XBT");
    assert_slice(identifier_of(e, IDENTIFIER_OTHER, "77")->label, "Some Unseen No.");
    assert_slice(e->remarks, "Secondary sanctions risk: section 1");
    assert_non_null(identifier_of(ship, IDENTIFIER_IMO, "9999993"));
}

static void vessels_and_aircraft_are_told(void **state)
{
    (void)state;
    assert_true(read_list("SDN.XML", BEGIN VESSEL AIRCRAFT END));
    const struct entity *ship = entity_of(&list, "41"), *plane = entity_of(&list, "42");
    assert_int_equal(ship->kind, ENTITY_VESSEL);
    assert_non_null(identifier_of(ship, IDENTIFIER_CALL_SIGN, "T2EU4"));
    assert_slice(ship->countries[0], "Iran");
    assert_slice(ship->links[0].name, "SEA OWNERS");
    assert_slice(ship->remarks, "Vessel Type Tug; Tonnage 640; Gross Registered Tonnage 163");
    assert_int_equal(plane->kind, ENTITY_AIRCRAFT);
    assert_non_null(identifier_of(plane, IDENTIFIER_AIRCRAFT, "EP-XYZ"));
}

static void the_other_list_is_told_by_its_file(void **state)
{
    (void)state;
    assert_true(read_list("consolidated.xml", BEGIN VESSEL END));
    assert_slice(list.name, "OFAC consolidated (non-SDN)");
}

static void a_truncated_list_gives_what_stood_before(void **state)
{
    (void)state;
    assert_true(read_list("SDN.XML", BEGIN VESSEL "<sdnEntry><uid>9</uid>"));
    assert_int_equal(list.entity_count, 1);
    assert_string_equal(list.damage.sentence, "SDN.XML: line 4: no element found");
}

static void what_has_no_entries_is_refused(void **state)
{
    (void)state;
    assert_false(read_list("SDN.XML", BEGIN END));
    assert_string_equal(problem.sentence, "SDN.XML: no sdnEntry stands in it");
    entity_list_done(&list);
    assert_false(read_list("SDN.XML", "<!DOCTYPE l [<!ENTITY a 'a'>]>" BEGIN END));
    entity_list_done(&list);
    assert_true(read_list("SDN.XML", BEGIN "<sdnEntry><uid/></sdnEntry>" VESSEL END));
    assert_int_equal(list.unread, 1);
}

static void the_root_tells_the_format(void **state)
{
    (void)state;
    const struct list_reader *reader = reader_named("ofac_xml");
    assert_int_equal(reader->recognise(slice_from(BEGIN), "x"), 100);
    assert_int_equal(reader->recognise(slice_from("<sanctionsData>"), "SDN.XML"), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(an_entry_says_what_the_csv_files_say, forget),
        cmocka_unit_test_teardown(types_of_identifiers_are_labels_of_remarks, forget),
        cmocka_unit_test_teardown(vessels_and_aircraft_are_told, forget),
        cmocka_unit_test_teardown(the_other_list_is_told_by_its_file, forget),
        cmocka_unit_test_teardown(a_truncated_list_gives_what_stood_before, forget),
        cmocka_unit_test_teardown(what_has_no_entries_is_refused, forget),
        cmocka_unit_test(the_root_tells_the_format),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
