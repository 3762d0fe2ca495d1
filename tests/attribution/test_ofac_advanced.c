/* SPDX-License-Identifier: MIT */
#include "../test.h"

#include "reading.h"

#define VALUE(kind, id, more, text) "<" kind " ID=\"" id "\"" more ">" text "</" kind ">"
#define BEGIN                                                                                                                                                                                                                        \
    "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<Sanctions Version=\"3\"><DateOfIssue>"                                                                                                                                             \
    "<Year>2025</Year><Month>12</Month><Day>19</Day></DateOfIssue><ReferenceValueSets>"                                                                                                                                              \
    "<AliasTypeValues>" VALUE("AliasType", "1400", "", "A.K.A.") VALUE(                                                                                                                                                              \
        "AliasType", "1401", "",                                                                                                                                                                                                     \
        "F.K.A.") VALUE("AliasType", "1403", "",                                                                                                                                                                                     \
                        "Name") "</AliasTypeValues><CountryValues>" VALUE("Country", "11", "",                                                                                                                                       \
                                                                          "Cuba")                                                                                                                                                    \
        VALUE("Country", "12", "", "Belize") "</CountryValues><DetailReferenceValues>" VALUE(                                                                                                                                        \
            "DetailReference", "5", "",                                                                                                                                                                                              \
            "Male") "</DetailReferenceValues><FeatureTypeValues>" VALUE("FeatureType", "8", "",                                                                                                                                      \
                                                                        "Birthdate")                                                                                                                                                 \
            VALUE("FeatureType", "9", "", "Place of Birth") VALUE("FeatureType", "10", "",                                                                                                                                           \
                                                                  "Nationality Country")                                                                                                                                             \
                VALUE("FeatureType", "25", "", "Location") VALUE("FeatureType", "26", "", "Title")                                                                                                                                   \
                    VALUE("FeatureType", "224", "", "Gender") VALUE("FeatureType", "344", "", "Digital Currency Address - XBT") "</FeatureTypeValues><IDRegDocTypeValues>" VALUE(                                                    \
                        "IDRegDocType",                                                                                                                                                                                              \
                        "1571",                                                                                                                                                                                                      \
                        "", "Passport")                                                                                                                                                                                              \
                        VALUE("IDRegDocType", "1626", "", "Vessel Registration Identification") "</IDRegDocTypeValues><LegalBasisValues>" VALUE("LegalBasis", "1", "", "Executive Order 1") "</LegalBasisValues><ListValues>" VALUE( \
                            "List", "1550", "",                                                                                                                                                                                      \
                            "SDN List") "</ListValues><LocPartTypeValues>" VALUE("LocPartType",                                                                                                                                      \
                                                                                 "1", "",                                                                                                                                            \
                                                                                 "Unknown")                                                                                                                                          \
                            VALUE("LocPartType", "1451", "", "ADDRESS1")                                                                                                                                                             \
                                VALUE(                                                                                                                                                                                               \
                                    "LocPartType", "1454",                                                                                                                                                                           \
                                    "", "CITY") "</LocPartTypeValues><NamePartTypeValues>" VALUE("NamePartType", "1520", "", "Last Name")                                                                                            \
                                    VALUE("NamePartType", "1521", "", "First Name") VALUE(                                                                                                                                           \
                                        "NamePartType", "1526",                                                                                                                                                                      \
                                        "",                                                                                                                                                                                          \
                                        "Vessel Name") "</"                                                                                                                                                                          \
                                                       "NamePartTypeValues><"                                                                                                                                                        \
                                                       "PartySubTypeValues>" VALUE(                                                                                                                                                  \
                                                           "PartySubT"                                                                                                                                                               \
                                                           "ype",                                                                                                                                                                    \
                                                           "1", " PartyTypeID=\"4\"",                                                                                                                                                \
                                                           "Vessel")                                                                                                                                                                 \
                                                           VALUE("PartySubType", "3",                                                                                                                                                \
                                                                 " PartyTypeID=\"2\"",                                                                                                                                               \
                                                                 "Unknown")                                                                                                                                                          \
                                                               VALUE(                                                                                                                                                                \
                                                                   "PartySubType", "4",                                                                                                                                              \
                                                                   " PartyTypeID=\"1\"",                                                                                                                                             \
                                                                   "Unknown") "</"                                                                                                                                                   \
                                                                              "PartySubTypeVa"                                                                                                                                       \
                                                                              "lues><"                                                                                                                                               \
                                                                              "PartyTypeValue"                                                                                                                                       \
                                                                              "s>" VALUE(                                                                                                                                            \
                                                                                  "Par"                                                                                                                                              \
                                                                                  "tyT"                                                                                                                                              \
                                                                                  "yp"                                                                                                                                               \
                                                                                  "e",                                                                                                                                               \
                                                                                  "1", "",                                                                                                                                           \
                                                                                  "Ind"                                                                                                                                              \
                                                                                  "ivi"                                                                                                                                              \
                                                                                  "dua"                                                                                                                                              \
                                                                                  "l") VALUE("Par"                                                                                                                                   \
                                                                                             "tyT"                                                                                                                                   \
                                                                                             "yp"                                                                                                                                    \
                                                                                             "e",                                                                                                                                    \
                                                                                             "2", "",                                                                                                                                \
                                                                                             "Ent"                                                                                                                                   \
                                                                                             "it"                                                                                                                                    \
                                                                                             "y")                                                                                                                                    \
                                                                                  VALUE(                                                                                                                                             \
                                                                                      "PartyTyp"                                                                                                                                     \
                                                                                      "e",                                                                                                                                           \
                                                                                      "4", "",                                                                                                                                       \
                                                                                      "Transpor"                                                                                                                                     \
                                                                                      "t") "</"                                                                                                                                      \
                                                                                           "Par"                                                                                                                                     \
                                                                                           "tyT"                                                                                                                                     \
                                                                                           "ype"                                                                                                                                     \
                                                                                           "Val"                                                                                                                                     \
                                                                                           "ues"                                                                                                                                     \
                                                                                           "><"                                                                                                                                      \
                                                                                           "Rel"                                                                                                                                     \
                                                                                           "ati"                                                                                                                                     \
                                                                                           "onT"                                                                                                                                     \
                                                                                           "ype"                                                                                                                                     \
                                                                                           "Val"                                                                                                                                     \
                                                                                           "ues"                                                                                                                                     \
                                                                                           ">" VALUE(                                                                                                                                \
                                                                                               "R"                                                                                                                                   \
                                                                                               "e"                                                                                                                                   \
                                                                                               "l"                                                                                                                                   \
                                                                                               "a"                                                                                                                                   \
                                                                                               "t"                                                                                                                                   \
                                                                                               "i"                                                                                                                                   \
                                                                                               "o"                                                                                                                                   \
                                                                                               "n"                                                                                                                                   \
                                                                                               "T"                                                                                                                                   \
                                                                                               "y"                                                                                                                                   \
                                                                                               "p"                                                                                                                                   \
                                                                                               "e",                                                                                                                                  \
                                                                                               "1"                                                                                                                                   \
                                                                                               "5"                                                                                                                                   \
                                                                                               "0"                                                                                                                                   \
                                                                                               "0"                                                                                                                                   \
                                                                                               "3",                                                                                                                                  \
                                                                                               "",                                                                                                                                   \
                                                                                               "O"                                                                                                                                   \
                                                                                               "w"                                                                                                                                   \
                                                                                               "n"                                                                                                                                   \
                                                                                               "e"                                                                                                                                   \
                                                                                               "d"                                                                                                                                   \
                                                                                               " "                                                                                                                                   \
                                                                                               "o"                                                                                                                                   \
                                                                                               "r"                                                                                                                                   \
                                                                                               " "                                                                                                                                   \
                                                                                               "C"                                                                                                                                   \
                                                                                               "o"                                                                                                                                   \
                                                                                               "n"                                                                                                                                   \
                                                                                               "t"                                                                                                                                   \
                                                                                               "r"                                                                                                                                   \
                                                                                               "o"                                                                                                                                   \
                                                                                               "l"                                                                                                                                   \
                                                                                               "l"                                                                                                                                   \
                                                                                               "e"                                                                                                                                   \
                                                                                               "d"                                                                                                                                   \
                                                                                               " "                                                                                                                                   \
                                                                                               "B"                                                                                                                                   \
                                                                                               "y") "</RelationTypeValues></ReferenceValueSets>\n"
#define LOCATED(type, value)                                                                       \
    "<LocationPart LocPartTypeID=\"" type "\"><LocationPartValue Primary=\"true\"><Value>" value   \
    "</Value></LocationPartValue></LocationPart>"
#define PLACES                                                                                     \
    "<Locations><Location ID=\"25\"><LocationCountry CountryID=\"11\"/></Location>"                \
    "<Location ID=\"26\">" LOCATED("1451", "Street 1") LOCATED(                                    \
        "1454", "Havana") "<LocationCountry CountryID=\"11\"/></Location><Location "               \
                          "ID=\"27\">" LOCATED(                                                    \
                              "1", "Port Nowhere") "</Location></Locations>\n"                     \
                                                   "<IDRegDocuments><IDRegDocument ID=\"2\" "      \
                                                   "IDRegDocTypeID=\"1571\" "                      \
                                                   "IdentityID=\"6746\" "                          \
                                                   "IssuedBy-CountryID=\"12\"><Comment/"           \
                                                   "><IDRegistrationNo>P123</"                     \
                                                   "IDRegistrationNo></IDRegDocument>"             \
                                                   "<IDRegDocument ID=\"9\" "                      \
                                                   "IDRegDocTypeID=\"1626\" "                      \
                                                   "IdentityID=\"1663\"><IDRegistrationNo>"        \
                                                   "IMO "                                          \
                                                   "9999993</IDRegistrationNo></"                  \
                                                   "IDRegDocument></IDRegDocuments>\n"
#define PART(group, script, value)                                                                 \
    "<DocumentedNamePart><NamePartValue NamePartGroupID=\"" group "\" ScriptID=\"" script          \
    "\">" value "</NamePartValue></DocumentedNamePart>"
#define FEATURE(type, inside)                                                                      \
    "<Feature ID=\"1\" FeatureTypeID=\"" type "\"><FeatureVersion ID=\"2\"><Comment/>" inside      \
    "</FeatureVersion></Feature>"
#define DAY(name, y, m, d)                                                                         \
    "<" name "><Year>" y "</Year><Month>" m "</Month><Day>" d "</Day></" name ">"
#define PERSON                                                                                                                                 \
    "<DistinctParty FixedRef=\"40\"><Comment/><Profile ID=\"40\" PartySubTypeID=\"4\">"                                                        \
    "<Identity ID=\"6746\" Primary=\"true\"><Alias AliasTypeID=\"1403\" Primary=\"true\" "                                                     \
    "LowQuality=\"false\"><DocumentedName ID=\"1\" DocNameStatusID=\"2\">" PART(                                                               \
        "3", "160",                                                                                                                            \
        "\u0434\u043d") "</DocumentedName><DocumentedName ID=\"2\" "                                                                           \
                        "DocNameStatusID=\"1\">" PART("1", "215", "INVENTADO") PART("2", "215", "Juan") PART(                                  \
                            "4", "215",                                                                                                        \
                            "Carlos") "</DocumentedName></Alias>"                                                                              \
                                      "<Alias AliasTypeID=\"1400\" Primary=\"false\" "                                                         \
                                      "LowQuality=\"true\"><DocumentedName ID=\"3\">" PART(                                                    \
                                          "5", "215",                                                                                          \
                                          "NADIE") "</DocumentedName></Alias><Alias "                                                          \
                                                   "AliasTypeID=\"1401\" "                                                                     \
                                                   "Primary=\"false\" "                                                                        \
                                                   "LowQuality=\"false\"><DocumentedName "                                                     \
                                                   "ID=\"4\">" PART(                                                                           \
                                                       "1", "215",                                                                             \
                                                       "FORMERLY") "</DocumentedName></"                                                       \
                                                                   "Alias><NamePartGroups><"                                                   \
                                                                   "MasterNamePartGroup><"                                                     \
                                                                   "NamePartGroup ID=\"1\" "                                                   \
                                                                   "NamePartTypeID=\"1520\"/></"                                               \
                                                                   "MasterNamePartGroup><"                                                     \
                                                                   "MasterNamePartGroup><"                                                     \
                                                                   "NamePartGroup ID=\"2\" "                                                   \
                                                                   "NamePartTypeID=\"1521\"/></"                                               \
                                                                   "MasterNamePartGroup></"                                                    \
                                                                   "NamePartGroups></"                                                         \
                                                                   "Identity>" FEATURE(                                                        \
                                                                       "8",                                                                    \
                                                                       "<DatePeriod><Start "                                                   \
                                                                       "Approximate="                                                          \
                                                                       "\"false\">" DAY(                                                       \
                                                                           "From", "1948", "12",                                               \
                                                                           "10")                                                               \
                                                                           DAY("To", "1948", "12",                                             \
                                                                               "10") "</"                                                      \
                                                                                     "Start><End "                                             \
                                                                                     "Approximate"                                             \
                                                                                     "=\"false\""                                              \
                                                                                     ">" DAY("Fro"                                             \
                                                                                             "m",                                              \
                                                                                             "194"                                             \
                                                                                             "8",                                              \
                                                                                             "12",                                             \
                                                                                             "10")                                             \
                                                                                         DAY("To",                                             \
                                                                                             "194"                                             \
                                                                                             "8",                                              \
                                                                                             "12",                                             \
                                                                                             "10") "</End></DatePeriod>")                      \
                                                                       FEATURE(                                                                \
                                                                           "8",                                                                \
                                                                           "<DatePeriod><Start "                                               \
                                                                           "Approximate="                                                      \
                                                                           "\"true\">" DAY(                                                    \
                                                                               "From", "1962",                                                 \
                                                                               "1",                                                            \
                                                                               "1") "</"                                                       \
                                                                                    "Start><End "                                              \
                                                                                    "Approximate="                                             \
                                                                                    "\"true\""                                                 \
                                                                                    ">" DAY(                                                   \
                                                                                        "To",                                                  \
                                                                                        "196"                                                  \
                                                                                        "2",                                                   \
                                                                                        "12",                                                  \
                                                                                        "31") "</"                                             \
                                                                                              "En"                                             \
                                                                                              "d>"                                             \
                                                                                              "</"                                             \
                                                                                              "Da"                                             \
                                                                                              "te"                                             \
                                                                                              "Pe"                                             \
                                                                                              "ri"                                             \
                                                                                              "od"                                             \
                                                                                              ">")                                             \
                                                                           FEATURE(                                                            \
                                                                               "8",                                                            \
                                                                               "<DatePeriod><"                                                 \
                                                                               "Start>" DAY(                                                   \
                                                                                   "From", "1950",                                             \
                                                                                   "1",                                                        \
                                                                                   "1") "</"                                                   \
                                                                                        "Start><"                                              \
                                                                                        "End"                                                  \
                                                                                        ">" DAY(                                               \
                                                                                            "To",                                              \
                                                                                            "195"                                              \
                                                                                            "2",                                               \
                                                                                            "12",                                              \
                                                                                            "31") "</End></DatePeriod>")                       \
                                                                               FEATURE(                                                        \
                                                                                   "9",                                                        \
                                                                                   "<Ver"                                                      \
                                                                                   "sion"                                                      \
                                                                                   "Loca"                                                      \
                                                                                   "tion"                                                      \
                                                                                   " Loc"                                                      \
                                                                                   "atio"                                                      \
                                                                                   "nID="                                                      \
                                                                                   "\"27"                                                      \
                                                                                   "\"/"                                                       \
                                                                                   ">") FEATURE("10",                                          \
                                                                                                "<VersionDetai"                                \
                                                                                                "l/"                                           \
                                                                                                "><"                                           \
                                                                                                "VersionLocati"                                \
                                                                                                "on "                                          \
                                                                                                "LocationID="                                  \
                                                                                                "\"25\"/>")                                    \
                                                                                   FEATURE(                                                    \
                                                                                       "25",                                                   \
                                                                                       "<VersionL"                                             \
                                                                                       "ocation "                                              \
                                                                                       "LocationI"                                             \
                                                                                       "D=\"26\"/"                                             \
                                                                                       ">") FEATURE("26",                                      \
                                                                                                    "<VersionDetail>Director</VersionDetail>") \
                                                                                       FEATURE(                                                \
                                                                                           "224",                                              \
                                                                                           "<Vers"                                             \
                                                                                           "ionDe"                                             \
                                                                                           "tail "                                             \
                                                                                           "Detai"                                             \
                                                                                           "lRefe"                                             \
                                                                                           "rence"                                             \
                                                                                           "ID="                                               \
                                                                                           "\"5\""                                             \
                                                                                           "/>")                                               \
                                                                                           FEATURE(                                            \
                                                                                               "3"                                             \
                                                                                               "4"                                             \
                                                                                               "4",                                            \
                                                                                               "<"                                             \
                                                                                               "V"                                             \
                                                                                               "e"                                             \
                                                                                               "r"                                             \
                                                                                               "s"                                             \
                                                                                               "i"                                             \
                                                                                               "o"                                             \
                                                                                               "n"                                             \
                                                                                               "D"                                             \
                                                                                               "e"                                             \
                                                                                               "t"                                             \
                                                                                               "a"                                             \
                                                                                               "i"                                             \
                                                                                               "l"                                             \
                                                                                               ">"                                             \
                                                                                               "1"                                             \
                                                                                               "M"                                             \
                                                                                               "a"                                             \
                                                                                               "d"                                             \
                                                                                               "e"                                             \
                                                                                               "U"                                             \
                                                                                               "p"                                             \
                                                                                               "<"                                             \
                                                                                               "/"                                             \
                                                                                               "V"                                             \
                                                                                               "e"                                             \
                                                                                               "r"                                             \
                                                                                               "s"                                             \
                                                                                               "i"                                             \
                                                                                               "o"                                             \
                                                                                               "n"                                             \
                                                                                               "D"                                             \
                                                                                               "e"                                             \
                                                                                               "t"                                             \
                                                                                               "a"                                             \
                                                                                               "i"                                             \
                                                                                               "l"                                             \
                                                                                               ">") "</Profile></DistinctParty>\n"
#define VESSEL                                                                                     \
    "<DistinctParty FixedRef=\"41\"><Profile ID=\"41\" PartySubTypeID=\"1\"><Identity "            \
    "ID=\"1663\"><Alias AliasTypeID=\"1403\" Primary=\"true\" LowQuality=\"false\">"               \
    "<DocumentedName ID=\"5\">" PART(                                                              \
        "7", "215", "SEA THING") "</DocumentedName></Alias>"                                       \
                                 "<NamePartGroups><MasterNamePartGroup><NamePartGroup ID=\"7\" "   \
                                 "NamePartTypeID=\"1526\"/>"                                       \
                                 "</MasterNamePartGroup></NamePartGroups></Identity></Profile></"  \
                                 "DistinctParty>\n"
#define RELATED                                                                                    \
    "<ProfileRelationships><ProfileRelationship ID=\"1\" From-ProfileID=\"41\" "                   \
    "To-ProfileID=\"40\" RelationTypeID=\"15003\" Former=\"false\"/><ProfileRelationship "         \
    "ID=\"2\" "                                                                                    \
    "From-ProfileID=\"40\" To-ProfileID=\"41\" RelationTypeID=\"15003\" Former=\"true\"/>"         \
    "</ProfileRelationships>\n"
#define LISTED                                                                                     \
    "<SanctionsEntries><SanctionsEntry ID=\"1\" ProfileID=\"40\" ListID=\"1550\"><EntryEvent "     \
    "LegalBasisID=\"1\">" DAY(                                                                     \
        "Date", "2003", "5", "6") "</EntryEvent><EntryEvent "                                      \
                                  "LegalBasisID=\"1\">" DAY(                                       \
                                      "Date", "2001", "12",                                        \
                                      "4") "</EntryEvent><SanctionsMeasure "                       \
                                           "SanctionsTypeID=\"1\"><Comment>SDGT</Comment></"       \
                                           "SanctionsMeasure><SanctionsMeasure "                   \
                                           "SanctionsTypeID=\"1\"><Comment>CYBER2</Comment></"     \
                                           "SanctionsMeasure><SanctionsMeasure "                   \
                                           "SanctionsTypeID=\"2\"><Comment/></SanctionsMeasure></" \
                                           "SanctionsEntry></SanctionsEntries>\n"
#define END "</Sanctions>"
/* Pieces, since C promises no strings as long as all of it. */
#define WHOLE                                                                                      \
    BEGIN, PLACES "<DistinctParties>", PERSON, VESSEL "</DistinctParties>", RELATED, LISTED END

static struct entity_list list;
static struct problem problem;

static int forget(void **state)
{
    (void)state;
    entity_list_done(&list);
    return 0;
}

static bool read_pieces(const char *const *pieces)
{
    struct text whole = {0};
    for (; *pieces; pieces++)
        text_put(&whole, *pieces);
    const char *files[] = {"a.xml", text_string(&whole), NULL};
    bool read = read_files("ofac_advanced", files, &list, &problem);
    text_done(&whole);
    return read;
}
#define read_list(...) read_pieces((const char *[]){__VA_ARGS__, NULL})

static void names_are_put_together_from_parts_in_all_scripts(void **state)
{
    (void)state;
    assert_true(read_list(WHOLE));
    assert_slice(list.name, "OFAC SDN");
    assert_string_equal(list.damage.sentence, "");
    assert_int_equal(list.entity_count, 2);
    const struct entity *e = entity_of(&list, "40");
    assert_int_equal(e->kind, ENTITY_PERSON);
    assert_slice(e->names[0].text, "INVENTADO, Juan Carlos");
    assert_slice(e->names[0].family, "INVENTADO");
    assert_int_equal(name_of(e, "\u0434\u043d")->kind, NAME_ALIAS);
    assert_int_equal(name_of(e, "NADIE")->kind, NAME_WEAK_ALIAS);
    assert_int_equal(name_of(e, "FORMERLY")->kind, NAME_FORMER);
    assert_int_equal(entity_of(&list, "41")->kind, ENTITY_VESSEL);
    assert_slice(entity_of(&list, "41")->names[0].text, "SEA THING");
}

static void programmes_have_the_first_day_and_a_law(void **state)
{
    (void)state;
    assert_true(read_list(WHOLE));
    const struct entity *e = entity_of(&list, "40");
    struct text days = {0};
    text_add_day(&days, list.date);
    text_put(&days, " ");
    text_add_day(&days, e->designations[0].from);
    assert_text(&days, "2025-12-19 2001-12-04");
    assert_int_equal(e->designation_count, 2);
    assert_slice(e->designations[0].programme, "SDGT");
    assert_slice(e->designations[1].programme, "CYBER2");
    assert_slice(e->designations[1].reference, "Executive Order 1");
    assert_int_equal(entity_of(&list, "41")->designation_count, 1);
    text_done(&days);
}

static void features_say_when_where_and_what(void **state)
{
    (void)state;
    assert_true(read_list(WHOLE));
    const struct entity *e = entity_of(&list, "40");
    struct text births = {0};
    for (size_t i = 0; i < e->birth_count; i++) {
        text_add_partial_date(&births, &e->births[i]);
        text_put(&births, "; ");
    }
    assert_text(&births, "1948-12-10; about 1962; 1950 to 1952; ");
    text_done(&births);
    assert_slice(e->birth_places[0], "Port Nowhere");
    assert_int_equal(e->country_count, 1);
    assert_slice(e->countries[0], "Cuba");
    assert_slice(e->addresses[0].text, "Street 1, Havana");
    assert_slice(e->addresses[0].city, "Havana");
    assert_slice(e->addresses[0].country, "Cuba");
    assert_slice(e->title, "Director");
    assert_slice(e->gender, "Male");
    assert_slice(identifier_of(e, IDENTIFIER_WALLET, "1MadeUp")->label, "XBT");
}

static void documents_and_relations_are_found_from_the_party(void **state)
{
    (void)state;
    assert_true(read_list(WHOLE));
    const struct entity *e = entity_of(&list, "40"), *ship = entity_of(&list, "41");
    assert_slice(identifier_of(e, IDENTIFIER_PASSPORT, "P123")->country, "Belize");
    assert_non_null(identifier_of(ship, IDENTIFIER_IMO, "9999993"));
    assert_slice(ship->links[0].how, "Owned or Controlled By");
    assert_slice(ship->links[0].name, "INVENTADO, Juan Carlos");
    assert_slice(ship->links[0].id, "40");
    assert_slice(e->links[0].how, "formerly: Owned or Controlled By");
}

static void a_truncated_document_gives_the_parties_before(void **state)
{
    (void)state;
    assert_true(
        read_list(BEGIN, PLACES "<DistinctParties>", PERSON, "<DistinctParty FixedRef='9'>"));
    assert_int_equal(list.entity_count, 1);
    assert_int_equal(list.entities[0].designation_count, 1);
    assert_true(slice_starts_with(slice_from(list.damage.sentence), "a.xml: line "));
}

static void numbers_that_mean_nothing_give_nothing(void **state)
{
    (void)state;
    assert_true(read_list("<Sanctions><DistinctParties>", PERSON,
                          "<DistinctParty/><DistinctParty FixedRef='7'><Profile/></DistinctParty>"
                          "</DistinctParties>",
                          LISTED END));
    assert_int_equal(list.entity_count, 1);
    assert_int_equal(list.unread, 2);
    assert_int_equal(list.entities[0].kind, ENTITY_ANY);
    assert_slice(list.entities[0].names[0].text, "INVENTADO Juan Carlos");
    assert_slice(list.entities[0].designations[0].programme, "SDGT");
}

static void a_second_party_of_one_number_does_not_multiply_what_points_at_it(void **state)
{
    (void)state;
    assert_true(read_list(BEGIN, PLACES "<DistinctParties>", VESSEL, VESSEL "</DistinctParties>",
                          RELATED END));
    assert_int_equal(list.entity_count, 2);
    assert_int_equal(list.entities[0].link_count, 1);
    assert_int_equal(list.entities[1].link_count, 0);
    assert_int_equal(list.entities[1].identifier_count, 0);
}

static void other_documents_are_refused(void **state)
{
    (void)state;
    assert_false(read_list(BEGIN END));
    assert_string_equal(problem.sentence, "a.xml: no DistinctParty stands in it");
    entity_list_done(&list);
    assert_false(read_list("<!DOCTYPE l [<!ENTITY a 'a'>]><Sanctions/>"));
    const struct list_reader *reader = reader_named("ofac_advanced");
    assert_int_equal(reader->recognise(slice_from(BEGIN), "x"), 100);
    assert_int_equal(reader->recognise(slice_from("<sdnList/>"), "x"), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(names_are_put_together_from_parts_in_all_scripts, forget),
        cmocka_unit_test_teardown(programmes_have_the_first_day_and_a_law, forget),
        cmocka_unit_test_teardown(features_say_when_where_and_what, forget),
        cmocka_unit_test_teardown(documents_and_relations_are_found_from_the_party, forget),
        cmocka_unit_test_teardown(a_truncated_document_gives_the_parties_before, forget),
        cmocka_unit_test_teardown(numbers_that_mean_nothing_give_nothing, forget),
        cmocka_unit_test_teardown(a_second_party_of_one_number_does_not_multiply_what_points_at_it,
                                  forget),
        cmocka_unit_test_teardown(other_documents_are_refused, forget),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
