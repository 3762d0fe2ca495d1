/* SPDX-License-Identifier: MIT */
#include "../test.h"

#include "reading.h"

#define BEGIN                                                                                      \
    "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<sanctionsData xmlns=\"https://sls.example/x\">"  \
    "<publicationInfo><dataAsOf>2025-12-19T00:00:00</dataAsOf><filters><sanctionsLists>"           \
    "<sanctionsList refId=\"1\">SDN List</sanctionsList></sanctionsLists></filters>"               \
    "</publicationInfo><entities>\n"
#define LISTS(name)                                                                                \
    "<sanctionsLists><sanctionsList id=\"1\" datePublished=\"2020-05-06\">" name                   \
    "</sanctionsList><sanctionsList id=\"2\" datePublished=\"2014-10-10\">Consolidated List"       \
    "</sanctionsList></sanctionsLists>"
#define NAME(primary, type, low, translations)                                                     \
    "<name id=\"1\"><isPrimary>" primary "</isPrimary>" type "<isLowQuality>" low                  \
    "</isLowQuality><translations>" translations "</translations></name>"
#define TRANSLATION(script, full, more)                                                            \
    "<translation id=\"2\"><script>" script "</script>" more "<formattedFullName>" full            \
    "</formattedFullName></translation>"
#define FEATURE(type, value)                                                                       \
    "<feature id=\"5\"><type featureTypeId=\"8\">" type "</type><value>" value "</value></"        \
    "feature>"
#define PERSON                                                                                     \
    "<entity id=\"40\"><generalInfo><identityId>7</identityId><entityType refId=\"600\">"          \
    "Individual</entityType><title>Director</title><remarks>Something "                            \
    "said</remarks></generalInfo>" LISTS(                                                          \
        "SDN List") "<sanctionsPrograms><sanctionsProgram>CYBER2</"                                \
                    "sanctionsProgram><sanctionsProgram>SDGT"                                      \
                    "</sanctionsProgram></"                                                        \
                    "sanctionsPrograms><legalAuthorities><legalAuthority>Executive Order 1"        \
                    "</legalAuthority></legalAuthorities><names>" NAME(                            \
                        "true", "", "false",                                                       \
                        TRANSLATION("Latin", "INVENTADO, Juan",                                    \
                                    "<formattedFirstName>Juan</"                                   \
                                    "formattedFirstName><formattedLastName>INVENTADO"              \
                                    "</formattedLastName>")                                        \
                            TRANSLATION("Cyrillic", "\u0425\u0443\u0430\u043d",                    \
                                        "")) NAME("false", "<aliasType>A.K.A.</aliasType>",        \
                                                  "true", TRANSLATION("Latin", "NADIE", ""))       \
                        NAME("false", "<aliasType>F.K.A.</aliasType>", "false",                    \
                             TRANSLATION(                                                          \
                                 "Latin", "FORMERLY",                                              \
                                 "")) "</names><addresses><address id=\"3\">"                      \
                                      "<country>Cuba</"                                            \
                                      "country><translations><translation><addressParts><"         \
                                      "addressPart><type>ADDRESS1"                                 \
                                      "</type><value>Street "                                      \
                                      "1</value></addressPart><addressPart><type>CITY</"           \
                                      "type><value>Havana"                                         \
                                      "</value></addressPart></addressParts></translation></"      \
                                      "translations></address></addresses>"                        \
                                      "<features>" FEATURE("Birthdate", "1951") FEATURE(           \
                                          "Place of Birth",                                        \
                                          "Nowhere") FEATURE("Nationality Country",                \
                                                             "Cuba") FEATURE("Gender", "Male")     \
                                          FEATURE("Digital Currency Address - ETH", "0x12")        \
                                              FEATURE(                                             \
                                                  "Vessel Type",                                   \
                                                  "") "</"                                         \
                                                      "features><identityDocuments><"              \
                                                      "identityDocument "                          \
                                                      "id=\"6\"><type>Passport</type>"             \
                                                      "<documentNumber>P123</"                     \
                                                      "documentNumber><issuingCountry>Belize</"    \
                                                      "issuingCountry>"                            \
                                                      "</identityDocument></"                      \
                                                      "identityDocuments><relationships><"         \
                                                      "relationship id=\"7\"><type>Owned or "      \
                                                      "Controlled By</type><relatedEntity "        \
                                                      "entityId=\"36\">MADE-UP "                   \
                                                      "AIRLINES</relatedEntity>"                   \
                                                      "</relationship></relationships></entity>\n"
#define COMPANY                                                                                    \
    "<entity id=\"36\"><generalInfo><entityType>Entity</entityType></generalInfo>" LISTS(          \
        "Non-SDN Menu-Based Sanctions List") "<names>" NAME("true", "", "false",                   \
                                                            TRANSLATION("Latin",                   \
                                                                        "MADE-UP AIRLINES",        \
                                                                        "")) "</names></entity>\n"
#define END "</entities></sanctionsData>"

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
    return read_files("ofac_enhanced", (const char *[]){"x.xml", content, NULL}, &list, &problem);
}

static void names_stand_in_all_scripts(void **state)
{
    (void)state;
    assert_true(read_list(BEGIN PERSON COMPANY END));
    assert_slice(list.name, "OFAC SDN");
    assert_int_equal(list.entity_count, 2);
    const struct entity *e = entity_of(&list, "40");
    assert_int_equal(e->kind, ENTITY_PERSON);
    assert_slice(e->names[0].text, "INVENTADO, Juan");
    assert_slice(e->names[0].family, "INVENTADO");
    assert_int_equal(e->names[0].kind, NAME_PRIMARY);
    assert_int_equal(name_of(e, "\u0425\u0443\u0430\u043d")->kind, NAME_ALIAS);
    assert_int_equal(name_of(e, "NADIE")->kind, NAME_WEAK_ALIAS);
    assert_int_equal(name_of(e, "FORMERLY")->kind, NAME_FORMER);
    assert_int_equal(entity_of(&list, "36")->kind, ENTITY_ORGANISATION);
}

static void listings_have_days(void **state)
{
    (void)state;
    assert_true(read_list(BEGIN PERSON COMPANY END));
    const struct entity *e = entity_of(&list, "40");
    struct text days = {0};
    text_add_day(&days, list.date);
    text_put(&days, " ");
    text_add_day(&days, e->designations[1].from);
    assert_text(&days, "2025-12-19 2020-05-06");
    assert_int_equal(e->designation_count, 2);
    assert_slice(e->designations[1].programme, "SDGT");
    assert_slice(e->designations[1].reference, "Executive Order 1");
    text_done(&days);
}

static void features_documents_and_links_are_read(void **state)
{
    (void)state;
    assert_true(read_list(BEGIN PERSON END));
    const struct entity *e = &list.entities[0];
    assert_int_equal(e->births[0].year, 1951);
    assert_slice(e->birth_places[0], "Nowhere");
    assert_slice(e->countries[0], "Cuba");
    assert_slice(e->gender, "Male");
    assert_slice(identifier_of(e, IDENTIFIER_WALLET, "0x12")->label, "ETH");
    assert_slice(identifier_of(e, IDENTIFIER_PASSPORT, "P123")->country, "Belize");
    assert_slice(e->addresses[0].text, "Street 1, Havana");
    assert_slice(e->addresses[0].city, "Havana");
    assert_slice(e->links[0].how, "Owned or Controlled By");
    assert_slice(e->links[0].name, "MADE-UP AIRLINES");
    assert_slice(e->links[0].id, "36");
    assert_slice(e->title, "Director");
    assert_slice(e->remarks, "Something said");
}

static void a_list_without_sdn_is_the_consolidated_one(void **state)
{
    (void)state;
    assert_true(read_list(BEGIN COMPANY END));
    assert_slice(list.name, "OFAC consolidated (non-SDN)");
}

static void changes_are_no_list(void **state)
{
    (void)state;
    assert_false(
        read_list(BEGIN "<entity id='1' action='remove'><names><name/></names></entity>" END));
    assert_string_equal(problem.sentence, "x.xml: it tells changes of a list, and is no list");
}

static void damage_and_emptiness_are_told(void **state)
{
    (void)state;
    assert_true(read_list(BEGIN COMPANY "<entity id='1'>"));
    assert_string_equal(list.damage.sentence, "x.xml: line 4: no element found");
    entity_list_done(&list);
    assert_false(read_list(BEGIN END));
    assert_string_equal(problem.sentence, "x.xml: no entity stands in it");
    const struct list_reader *reader = reader_named("ofac_enhanced");
    assert_int_equal(reader->recognise(slice_from(BEGIN), "x"), 100);
    assert_int_equal(reader->recognise(slice_from("<sdnList/>"), "x"), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(names_stand_in_all_scripts, forget),
        cmocka_unit_test_teardown(listings_have_days, forget),
        cmocka_unit_test_teardown(features_documents_and_links_are_read, forget),
        cmocka_unit_test_teardown(a_list_without_sdn_is_the_consolidated_one, forget),
        cmocka_unit_test_teardown(changes_are_no_list, forget),
        cmocka_unit_test_teardown(damage_and_emptiness_are_told, forget),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
