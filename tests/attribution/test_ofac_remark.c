/* SPDX-License-Identifier: MIT */
#include "../test.h"

#include "attribution/ofac_remark.h"
#include "reading.h"

static struct entity_list list;
static struct ofac_remark_count counted;

static const struct entity *cut(const char *remarks, enum entity_kind kind, bool before,
                                bool behind)
{
    entity_list_done(&list);
    entity_list_init(&list);
    counted = (struct ofac_remark_count){0};
    struct list_builder *builder = list_builder_create(&list);
    list_builder_begin(builder, slice_from("1"), kind);
    list_builder_name(builder, NAME_PRIMARY, slice_from("PRIMARY"), (struct slice){0});
    ofac_remark_read(builder, kind, slice_from(remarks), before, behind, &counted);
    list_builder_end(builder);
    list_builder_free(builder);
    return &list.entities[0];
}

static const struct entity *person(const char *remarks)
{
    return cut(remarks, ENTITY_PERSON, false, false);
}

static const struct entity *company(const char *remarks)
{
    return cut(remarks, ENTITY_ORGANISATION, false, false);
}

static void births_places_countries_and_gender_are_told_apart(void **state)
{
    (void)state;
    const struct entity *e = person(
        "DOB 28 Jul 1963; alt. DOB circa 1965; POB Port Made-Up, Nowhere; alt. POB Elsewhere; "
        "nationality Iran; alt. nationality Iraq; citizen Belize; Gender Male.");
    assert_int_equal(e->birth_count, 2);
    assert_int_equal(e->births[0].day, 28);
    assert_true(e->births[1].is_approximate);
    assert_int_equal(e->birth_place_count, 2);
    assert_slice(e->birth_places[0], "Port Made-Up, Nowhere");
    assert_int_equal(e->country_count, 3);
    assert_slice(e->countries[2], "Belize");
    assert_slice(e->gender, "Male");
    assert_slice(e->remarks, "");
    assert_int_equal(counted.parts, 8);
    assert_int_equal(counted.understood, 8);
}

static void papers_have_a_kind_a_number_and_a_country_without_dates(void **state)
{
    (void)state;
    const struct entity *e =
        person("Passport P0017003 (Belize) issued 01 Jan 2001 expires 02 Jan 2011; SSN 000-12-3456 "
               "(United States); National ID No. 660000 73767 (Belgium); Cedula No. 1 (Colombia); "
               "Tax ID No. AABA 670850 Y; File Number 7136973 (Delaware) (United States); alt. "
               "Passport 3.");
    const struct entity_identifier *passport = identifier_of(e, IDENTIFIER_PASSPORT, "P0017003");
    assert_non_null(passport);
    assert_slice(passport->label, "Passport");
    assert_slice(passport->country, "Belize");
    assert_non_null(identifier_of(e, IDENTIFIER_NATIONAL_ID, "000-12-3456"));
    assert_non_null(identifier_of(e, IDENTIFIER_NATIONAL_ID, "660000 73767"));
    assert_non_null(identifier_of(e, IDENTIFIER_TAX, "AABA 670850 Y"));
    assert_slice(identifier_of(e, IDENTIFIER_OTHER, "7136973")->country, "United States");
    assert_non_null(identifier_of(e, IDENTIFIER_PASSPORT, "3"));
    assert_int_equal(counted.understood, 7);
}

static void numbers_of_companies_are_registrations(void **state)
{
    (void)state;
    const struct entity *e = company(
        "Identification Number 201836948N (Singapore); Unified Social Credit Code (USCC) "
        "91222401MA0Y31E659 (China); Economic Register Number (CBLS) 11582964 (United Arab "
        "Emirates); Legal Entity Number 253400WSS48YWMBUA688; Legal Entity Number 851683897 "
        "(Netherlands); D-U-N-S Number 85-244-5670; SWIFT/BIC ABCDRU2Y; BIK (RU) 044525607; "
        "Registration ID CH-660.0.699.004-7 (Switzerland); UK Company Number 03632365.");
    assert_non_null(identifier_of(e, IDENTIFIER_REGISTRATION, "201836948N"));
    assert_slice(identifier_of(e, IDENTIFIER_REGISTRATION, "91222401MA0Y31E659")->label,
                 "Unified Social Credit Code (USCC)");
    assert_slice(identifier_of(e, IDENTIFIER_REGISTRATION, "11582964")->label,
                 "Economic Register Number (CBLS)");
    assert_non_null(identifier_of(e, IDENTIFIER_LEI, "253400WSS48YWMBUA688"));
    assert_non_null(identifier_of(e, IDENTIFIER_REGISTRATION, "851683897"));
    assert_non_null(identifier_of(e, IDENTIFIER_DUNS, "85-244-5670"));
    assert_non_null(identifier_of(e, IDENTIFIER_BIC, "ABCDRU2Y"));
    assert_slice(identifier_of(e, IDENTIFIER_OTHER, "044525607")->label, "BIK (RU)");
    assert_non_null(identifier_of(e, IDENTIFIER_REGISTRATION, "CH-660.0.699.004-7"));
    assert_non_null(identifier_of(e, IDENTIFIER_REGISTRATION, "03632365"));
    assert_int_equal(counted.understood, 10);
}

static void names_in_quotes_are_weak_aliases_or_former_names(void **state)
{
    (void)state;
    const struct entity *e =
        person("a.k.a. 'EL INVENTADO'; a.k.a. 'AL-FU'AD, Abu'; f.k.a. 'THE FORMER'; n.k.a. 'NOW'.");
    assert_int_equal(name_of(e, "EL INVENTADO")->kind, NAME_WEAK_ALIAS);
    assert_slice(name_of(e, "AL-FU'AD, Abu")->family, "AL-FU'AD");
    assert_int_equal(name_of(e, "THE FORMER")->kind, NAME_FORMER);
    assert_int_equal(name_of(e, "NOW")->kind, NAME_WEAK_ALIAS);
}

static void links_keep_names(void **state)
{
    (void)state;
    const struct entity *e =
        company("Linked To: MADE-UP CO., LTD; Aircraft Operator Nowhere Air; "
                "Company Number 12 (Linked To: A (HOLDING) LTD); Linked To: D'S.");
    assert_int_equal(e->link_count, 4);
    assert_slice(e->links[0].how, "linked to");
    assert_slice(e->links[0].name, "MADE-UP CO., LTD");
    assert_slice(e->links[1].how, "Aircraft Operator");
    assert_slice(e->links[2].name, "A (HOLDING) LTD");
    assert_slice(e->links[3].name, "D'S");
    assert_non_null(identifier_of(e, IDENTIFIER_REGISTRATION, "12"));
}

static void wallets_ships_aircraft_and_ways_of_contact_are_identifiers(void **state)
{
    (void)state;
    const struct entity *e = company(
        "Digital Currency Address - XBT 1MadeUp; alt. Digital Currency Address - ETH 0x12; Vessel "
        "Registration Identification IMO 9999993; Vessel Registration Identification 77 (Panama); "
        "MMSI 677050000; Aircraft Tail Number YV1; Aircraft Manufacturer's Serial Number (MSN) "
        "550; "
        "Aircraft Construction Number (also called L/N or S/N or F/N) 8401; Aircraft Mode S "
        "Transponder Code 73806D; Email Address a@b.example; Website www.a.example; Telephone No. "
        "(218) (0)214778301; Phone Number 98; http://b.example (website); Former Vessel Flag "
        "Malta; "
        "alt. Former Vessel Flag None Identified.");
    assert_slice(identifier_of(e, IDENTIFIER_WALLET, "1MadeUp")->label, "XBT");
    assert_slice(identifier_of(e, IDENTIFIER_WALLET, "0x12")->label, "ETH");
    assert_slice(identifier_of(e, IDENTIFIER_IMO, "9999993")->label, "IMO");
    assert_slice(identifier_of(e, IDENTIFIER_REGISTRATION, "77")->country, "Panama");
    assert_non_null(identifier_of(e, IDENTIFIER_MMSI, "677050000"));
    assert_non_null(identifier_of(e, IDENTIFIER_AIRCRAFT, "YV1"));
    assert_non_null(identifier_of(e, IDENTIFIER_AIRCRAFT_SERIAL, "550"));
    assert_non_null(identifier_of(e, IDENTIFIER_AIRCRAFT_SERIAL, "8401"));
    assert_non_null(identifier_of(e, IDENTIFIER_OTHER, "73806D"));
    assert_non_null(identifier_of(e, IDENTIFIER_EMAIL, "a@b.example"));
    assert_non_null(identifier_of(e, IDENTIFIER_WEBSITE, "www.a.example"));
    assert_non_null(identifier_of(e, IDENTIFIER_WEBSITE, "http://b.example"));
    assert_non_null(identifier_of(e, IDENTIFIER_TELEPHONE, "(218) (0)214778301"));
    assert_non_null(identifier_of(e, IDENTIFIER_TELEPHONE, "98"));
    assert_int_equal(e->country_count, 1);
    assert_int_equal(counted.understood, counted.parts);
}

static void what_has_no_place_of_its_own_stays_in_the_remarks(void **state)
{
    (void)state;
    const struct entity *e =
        company("Secondary sanctions risk: section 1(a); Listing Date (EO 1 Directive 2): 24 Feb "
                "2022; Chinese Commercial Code 1728 4320; Brigadier General; Head of Branch 15.");
    assert_slice(e->remarks,
                 "Secondary sanctions risk: section 1(a); Listing Date (EO 1 Directive "
                 "2): 24 Feb 2022; Chinese Commercial Code 1728 4320; Brigadier General; "
                 "Head of Branch 15");
    assert_int_equal(counted.parts, 5);
    assert_int_equal(counted.understood, 3);
    assert_int_equal(e->identifier_count, 0);
    assert_int_equal(e->designation_count, 1);
    assert_slice(e->designations[0].programme, "EO 1 Directive 2");
}

static void half_a_part_is_no_value(void **state)
{
    (void)state;
    const struct entity *e = cut("12 (Iran); a.k.a. 'A'; Passport 99", ENTITY_PERSON, true, true);
    assert_int_equal(e->identifier_count, 0);
    assert_int_equal(e->name_count, 2);
    assert_slice(e->remarks, "12 (Iran); Passport 99");
    assert_int_equal(counted.understood, 1);
}

static void labels_without_a_value_are_not_understood(void **state)
{
    (void)state;
    const struct entity *e =
        person("DOB; Passport; U.S.A. Passport issued 21 Jun 1992 in Amman; "
               "DOB unknown; nationality; Telephone; a.k.a.; Number; POBOX 3; ;");
    assert_int_equal(counted.parts, 9);
    assert_int_equal(counted.understood, 0);
    assert_int_equal(e->name_count, 1);
    assert_int_equal(e->identifier_count, 0);
}

static int end(void **state)
{
    (void)state;
    entity_list_done(&list);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(births_places_countries_and_gender_are_told_apart),
        cmocka_unit_test(papers_have_a_kind_a_number_and_a_country_without_dates),
        cmocka_unit_test(numbers_of_companies_are_registrations),
        cmocka_unit_test(names_in_quotes_are_weak_aliases_or_former_names),
        cmocka_unit_test(links_keep_names),
        cmocka_unit_test(wallets_ships_aircraft_and_ways_of_contact_are_identifiers),
        cmocka_unit_test(what_has_no_place_of_its_own_stays_in_the_remarks),
        cmocka_unit_test(half_a_part_is_no_value),
        cmocka_unit_test(labels_without_a_value_are_not_understood),
    };
    return cmocka_run_group_tests(tests, NULL, end);
}
