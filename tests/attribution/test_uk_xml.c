/* SPDX-License-Identifier: MIT */
#include "list_reading.h"

extern const struct list_reader uk_xml_list;

#define HEAD                                                                                       \
    "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<Designations>\n"                                 \
    "<DateGenerated>13/02/2031</DateGenerated>\n"
#define PERSON                                                                                     \
    "<Designation><LastUpdated>01/02/2031</LastUpdated><DateDesignated>04/05/2030</"               \
    "DateDesignated>"                                                                              \
    "<UniqueID>CYB9999</UniqueID><OFSIGroupID>99999</OFSIGroupID><UNReferenceNumber/>"             \
    "<Names><Name><Name6>SAMPLE</Name6><Name1>Ivan</Name1><Name2>Ivanovich</Name2>"                \
    "<NameType>Primary Name</NameType></Name>"                                                     \
    "<Name><Name6>SAMPLOV</Name6><NameType>Alias</NameType>"                                       \
    "<AliasStrength>Low Quality</AliasStrength></Name></Names>"                                    \
    "<NonLatinNames><NonLatinName><NameNonLatinScript>Иван Сампле</NameNonLatinScript>"  \
    "</NonLatinName></NonLatinNames><RegimeName>The Cyber Regulations 2020</RegimeName>"           \
    "<IndividualEntityShip>Individual</IndividualEntityShip>"                                      \
    "<SanctionsImposed>Asset freeze|Travel Ban</SanctionsImposed>"                                 \
    "<Addresses><Address><AddressLine1>1 Sample Street</AddressLine1>"                             \
    "<AddressLine6>Moscow</AddressLine6><AddressPostalCode>101000</AddressPostalCode>"             \
    "<AddressCountry>Russia</AddressCountry></Address></Addresses>"                                \
    "<EmailAddresses><EmailAddress>ivan@sample.example</EmailAddress></EmailAddresses>"            \
    "<IndividualDetails><Individual><DOBs><DOB>dd/mm/1958</DOB><DOB>02/03/1959</DOB></DOBs>"       \
    "<Nationalities><Nationality>Russia</Nationality></Nationalities>"                             \
    "<PassportDetails><Passport><PassportNumber>77 123</PassportNumber>"                           \
    "<PassportAdditionalInformation>Russia</PassportAdditionalInformation></Passport>"             \
    "</PassportDetails><BirthDetails><Location><TownOfBirth>Omsk</TownOfBirth>"                    \
    "<CountryOfBirth>Russia</CountryOfBirth></Location></BirthDetails>"                            \
    "<Genders><Gender>Male</Gender></Genders></Individual></IndividualDetails></Designation>\n"
#define SHIP                                                                                       \
    "<Designation><UniqueID>RUS9999</UniqueID><Names><Name><Name6>MUSTER</Name6>"                  \
    "<NameType>Primary Name</NameType></Name></Names><RegimeName>Russia</RegimeName>"              \
    "<IndividualEntityShip>Ship</IndividualEntityShip><ShipDetails><Ship><IMONumbers>"             \
    "<IMONumber>9074729</IMONumber></IMONumbers><CurrentOwnerOperators>"                           \
    "<CurrentOwnerOperator>Sample Shipping</CurrentOwnerOperator></CurrentOwnerOperators>"         \
    "</Ship></ShipDetails></Designation>\n"

static void a_designation_becomes_an_entity(void **state)
{
    struct list_reading *r = *state;
    read_list(r, &uk_xml_list, "UK.xml", HEAD PERSON SHIP "</Designations>");
    assert_true(r->ok);
    assert_slice(r->list.name, "UK Sanctions List");
    assert_day(r->list.date, "2031-02-13");
    assert_int_equal(r->list.entity_count, 2);
    const struct entity *e = entity_at(r, 0);
    assert_int_equal(e->kind, ENTITY_PERSON);
    assert_slice(e->id, "CYB9999");
    assert_slice(e->names[0].text, "Ivan Ivanovich SAMPLE");
    assert_slice(e->names[0].family, "SAMPLE");
    assert_int_equal(e->names[1].kind, NAME_WEAK_ALIAS);
    assert_slice(e->names[2].text, "Иван Сампле");
    assert_slice(e->designations[0].authority, "UK");
    assert_slice(e->designations[0].programme, "The Cyber Regulations 2020");
    assert_day(e->designations[0].from, "2030-05-04");
    assert_int_equal(e->birth_count, 2);
    assert_int_equal(e->births[0].year, 1958);
    assert_int_equal(e->births[1].day, 2);
    assert_slice(e->birth_places[0], "Omsk, Russia");
    assert_slice(e->countries[0], "Russia");
    assert_slice(e->addresses[0].text, "1 Sample Street, Moscow, 101000");
    assert_slice(e->addresses[0].city, "Moscow");
    assert_slice(e->addresses[0].country, "Russia");
    assert_slice(e->gender, "Male");
    assert_int_equal(e->identifier_count, 2);
}

static void a_ship_has_its_number_and_owner(void **state)
{
    struct list_reading *r = *state;
    read_list(r, &uk_xml_list, "UK.xml", HEAD PERSON SHIP "</Designations>");
    const struct entity *e = entity_at(r, 1);
    assert_int_equal(e->kind, ENTITY_VESSEL);
    assert_slice(e->names[0].text, "MUSTER");
    assert_slice(e->names[0].family, "");
    assert_int_equal(e->identifiers[0].kind, IDENTIFIER_IMO);
    assert_slice(e->links[0].name, "Sample Shipping");
}

static void a_truncated_list_keeps_what_stood_before(void **state)
{
    struct list_reading *r = *state;
    read_list(r, &uk_xml_list, "UK.xml", HEAD PERSON "<Designation><UniqueID>RUS1");
    assert_true(r->ok);
    assert_int_equal(r->list.entity_count, 1);
    assert_true(slice_starts_with(slice_from(r->list.damage.sentence), "UK.xml: line 5: "));
}

static void what_is_no_list_is_told_in_one_sentence(void **state)
{
    struct list_reading *r = *state;
    read_list(r, &uk_xml_list, "UK.xml", "");
    assert_false(r->ok);
    assert_string_equal(r->problem.sentence, "UK.xml: it is empty");
    read_list(r, &uk_xml_list, "UK.xml", "no XML");
    assert_false(r->ok);
    assert_true(slice_starts_with(slice_from(r->problem.sentence), "UK.xml: line 1"));
}

static void entities_of_its_own_end_the_list(void **state)
{
    struct list_reading *r = *state;
    read_list(r, &uk_xml_list, "UK.xml",
              "<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]>" HEAD PERSON
              "</Designations>");
    assert_int_equal(r->list.entity_count, 0);
    assert_false(r->ok && r->list.damage.sentence[0] == '\0');
}

static void the_format_is_known_by_its_root(void **state)
{
    (void)state;
    assert_int_equal(uk_xml_list.recognise(slice_from(HEAD PERSON), "x"), 100);
    assert_int_equal(uk_xml_list.recognise(slice_from("<export/>"), "x"), 0);
    assert_int_equal(uk_xml_list.recognise(slice_from("Designations"), "x"), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_designation_becomes_an_entity),
        cmocka_unit_test(a_ship_has_its_number_and_owner),
        cmocka_unit_test(a_truncated_list_keeps_what_stood_before),
        cmocka_unit_test(what_is_no_list_is_told_in_one_sentence),
        cmocka_unit_test(entities_of_its_own_end_the_list),
        cmocka_unit_test(the_format_is_known_by_its_root),
    };
    return cmocka_run_group_tests(tests, list_reading_create, list_reading_destroy);
}
