/* SPDX-License-Identifier: MIT */
#include "list_reading.h"

extern const struct list_reader eu_xml_list;

#define HEAD                                                                                       \
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"                                                 \
    "<export xmlns=\"http://eu.europa.ec/fpi/fsd/export\" "                                        \
    "generationDate=\"2031-02-13T14:00:16.479+01:00\" globalFileId=\"1\">\n"
#define PERSON                                                                                     \
    "<sanctionEntity designationDetails=\"\" unitedNationId=\"\" euReferenceNumber=\"EU.9999.1\" " \
    "logicalId=\"77\"><remark>A sample</remark>"                                                   \
    "<regulation regulationType=\"amendment\" organisationType=\"council\" "                       \
    "publicationDate=\"2030-05-04\" entryIntoForceDate=\"2030-05-05\" "                            \
    "numberTitle=\"2030/99 (OJ L1)\" programme=\"CYB\" logicalId=\"1\">"                           \
    "<publicationUrl>http://sample.example/</publicationUrl></regulation>"                         \
    "<subjectType code=\"person\" classificationCode=\"P\"/>"                                      \
    "<nameAlias firstName=\"Ivan\" middleName=\"\" lastName=\"Sample\" wholeName=\"Ivan Sample\" " \
    "function=\"Head\" gender=\"M\" title=\"Mr\" nameLanguage=\"EN\" strong=\"true\">"             \
    "<regulationSummary regulationType=\"regulation\" publicationDate=\"2029-01-02\"/>"            \
    "</nameAlias><nameAlias wholeName=\"Vanya\" strong=\"false\"/>"                                \
    "<nameAlias firstName=\"Иван\" lastName=\"Сампле\" wholeName=\"\" strong=\"true\"/>" \
    "<citizenship countryIso2Code=\"RU\" countryDescription=\"RUSSIAN FEDERATION\"/>"              \
    "<citizenship countryIso2Code=\"00\" countryDescription=\"UNKNOWN\"/>"                         \
    "<birthdate circa=\"false\" city=\"Omsk\" birthdate=\"1959-03-02\" year=\"1959\" "             \
    "countryDescription=\"RUSSIAN FEDERATION\"/>"                                                  \
    "<birthdate circa=\"true\" year=\"1960\" dayOfMonth=\"0\"/>"                                   \
    "<birthdate yearRangeFrom=\"1958\" yearRangeTo=\"1961\"/>"                                     \
    "<address city=\"Omsk\" street=\"1 Street\" poBox=\"9\" zipCode=\"123\" "                      \
    "countryIso2Code=\"RU\"><contactInfo key=\"EMAIL\" value=\"i@sample.example\"/></address>"     \
    "<identification number=\"77 1\" identificationTypeCode=\"passport\" "                         \
    "identificationTypeDescription=\"National passport\" countryDescription=\"UNKNOWN\"/>"         \
    "</sanctionEntity>\n"

static void an_entity_is_read_with_its_attributes(void **state)
{
    struct list_reading *r = *state;
    read_list(r, &eu_xml_list, "eu.xml", HEAD PERSON "</export>");
    assert_true(r->ok);
    assert_day(r->list.date, "2031-02-13");
    assert_int_equal(r->list.entity_count, 1);
    const struct entity *e = entity_at(r, 0);
    assert_slice(e->id, "EU.9999.1");
    assert_int_equal(e->kind, ENTITY_PERSON);
    assert_int_equal(e->name_count, 3);
    assert_int_equal(e->names[0].kind, NAME_PRIMARY);
    assert_slice(e->names[0].family, "Sample");
    assert_int_equal(e->names[1].kind, NAME_WEAK_ALIAS);
    assert_slice(e->names[2].text, "Иван Сампле");
    assert_int_equal(e->names[2].kind, NAME_ALIAS);
    assert_int_equal(e->country_count, 1);
    assert_int_equal(e->birth_count, 3);
    assert_int_equal(e->births[0].day, 2);
    assert_true(e->births[1].is_approximate);
    assert_int_equal(e->births[2].year_to, 1961);
    assert_slice(e->birth_places[0], "Omsk, RUSSIAN FEDERATION");
    assert_slice(e->addresses[0].text, "1 Street, PO Box 9, 123, Omsk");
    assert_slice(e->addresses[0].country, "RU");
    assert_int_equal(e->identifiers[0].kind, IDENTIFIER_EMAIL);
    assert_int_equal(e->identifiers[1].kind, IDENTIFIER_PASSPORT);
    assert_slice(e->identifiers[1].country, "");
    assert_slice(e->remarks, "A sample; Head");
}

static void it_was_designated_by_the_earliest_act_that_names_it(void **state)
{
    struct list_reading *r = *state;
    read_list(r, &eu_xml_list, "eu.xml", HEAD PERSON "</export>");
    const struct designation *act = &entity_at(r, 0)->designations[0];
    assert_slice(act->authority, "EU");
    assert_slice(act->body, "Council");
    assert_slice(act->programme, "CYB");
    assert_slice(act->reference, "2030/99 (OJ L1)");
    assert_day(act->from, "2029-01-02");
    read_list(r, &eu_xml_list, "eu.xml",
              HEAD "<sanctionEntity designationDate=\"2030-01-01\" logicalId=\"5\">"
                   "<regulation publicationDate=\"2029-01-01\" numberTitle=\"1\"/>"
                   "<subjectType code=\"enterprise\"/><nameAlias wholeName=\"Sample\"/>"
                   "</sanctionEntity></export>");
    assert_slice(entity_at(r, 0)->id, "5");
    assert_int_equal(entity_at(r, 0)->kind, ENTITY_ORGANISATION);
    assert_day(entity_at(r, 0)->designations[0].from, "2030-01-01");
}

static void a_truncated_list_keeps_what_stood_before(void **state)
{
    struct list_reading *r = *state;
    read_list(r, &eu_xml_list, "eu.xml", HEAD PERSON "<sanctionEntity logicalId=\"8\"><nameAl");
    assert_int_equal(r->list.entity_count, 1);
    assert_true(slice_starts_with(slice_from(r->list.damage.sentence), "eu.xml: line 4: "));
}

static void entries_without_a_name_are_counted(void **state)
{
    struct list_reading *r = *state;
    read_list(r, &eu_xml_list, "eu.xml", HEAD "<sanctionEntity logicalId=\"8\"/></export>");
    assert_true(r->ok);
    assert_int_equal(r->list.entity_count, 0);
    assert_int_equal(r->list.unread, 1);
}

static void other_encodings_are_read(void **state)
{
    struct list_reading *r = *state;
    read_list(r, &eu_xml_list, "eu.xml",
              "<?xml version=\"1.0\" encoding=\"windows-1252\"?><export><sanctionEntity "
              "logicalId=\"8\"><nameAlias wholeName=\"Soci\xe9t\xe9\"/></sanctionEntity></export>");
    assert_slice(entity_at(r, 0)->names[0].text, "Société");
}

static void the_format_is_known_by_its_root(void **state)
{
    (void)state;
    assert_int_equal(eu_xml_list.recognise(slice_from(HEAD PERSON), "x"), 100);
    assert_int_equal(eu_xml_list.recognise(slice_from("<export><row/></export>"), "x"), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_entity_is_read_with_its_attributes),
        cmocka_unit_test(it_was_designated_by_the_earliest_act_that_names_it),
        cmocka_unit_test(a_truncated_list_keeps_what_stood_before),
        cmocka_unit_test(entries_without_a_name_are_counted),
        cmocka_unit_test(other_encodings_are_read),
        cmocka_unit_test(the_format_is_known_by_its_root),
    };
    return cmocka_run_group_tests(tests, list_reading_create, list_reading_destroy);
}
