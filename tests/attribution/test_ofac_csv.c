/* SPDX-License-Identifier: MIT */
#include "../test.h"

#include "reading.h"

static const char sdn[] =
    "36,\"MADE-UP AIRLINES\",-0- ,\"CUBA\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \r\n"
    "40,\"INVENTADO, Juan\",\"individual\",\"SDNT] [IFSR\",\"Director, Nowhere\",-0- ,-0- ,-0- "
    ",-0- "
    ",-0- ,-0- ,\"DOB 1 May 1960; a.k.a. 'EL NADIE'.\"\r\n"
    "41,\"SEA \"\"THING\"\"\",\"vessel\",\"IRAN\",-0- "
    ",\"T2EU4\",\"Tug\",\"640\",\"163,660\",\"Iran\","
    "\"SEA OWNERS, LTD\",\"Vessel Registration Identification IMO 9999993.\"\r\n"
    "42,\"EP-XYZ\",\"aircraft\",\"SDGT\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \r\n"
    "\x1a\r\n";
static const char alt[] = "36,12,\"aka\",\"MADE UP AIR\",-0- \r\n"
                          "40,13,\"fka\",\"FORMERLY, Juan\",-0- \r\n"
                          "99,14,\"nka\",\"NOWHERE, Jane\",-0- \r\n\x1a";
static const char add[] = "40,25,\"Street 1, Floor 2\",\"Havana 10400\",\"Cuba\",-0- \r\n"
                          "40,26,-0- ,-0- ,-0- ,-0- \r\n"
                          "98,27,-0- ,\"Havana\",\"Cuba\",-0- \r\n\x1a";

static struct entity_list list;
static struct problem problem;

static int forget(void **state)
{
    (void)state;
    entity_list_done(&list);
    return 0;
}

static bool read_list(const char *const *files)
{
    return read_files("ofac_csv", files, &list, &problem);
}

static void four_files_are_one_list(void **state)
{
    (void)state;
    assert_true(read_list((const char *[]){"add.csv", add, "sdn.csv", sdn, "alt.csv", alt, NULL}));
    assert_slice(list.name, "OFAC SDN");
    assert_int_equal(list.entity_count, 5);
    assert_int_equal(list.unread, 1); /* 98, an address of nobody */
    assert_false(list.is_partial);
    assert_string_equal(list.damage.sentence, "");
    const struct entity *airline = entity_of(&list, "36"), *juan = entity_of(&list, "40");
    assert_int_equal(airline->kind, ENTITY_ORGANISATION);
    assert_int_equal(airline->name_count, 2);
    assert_int_equal(airline->names[1].kind, NAME_ALIAS);
    assert_slice(airline->remarks, "");
    assert_int_equal(juan->kind, ENTITY_PERSON);
    assert_slice(juan->names[0].family, "INVENTADO");
    assert_slice(juan->title, "Director, Nowhere");
    assert_int_equal(name_of(juan, "FORMERLY, Juan")->kind, NAME_FORMER);
    assert_int_equal(name_of(juan, "EL NADIE")->kind, NAME_WEAK_ALIAS);
    assert_int_equal(juan->address_count, 1);
    assert_slice(juan->addresses[0].text, "Street 1, Floor 2, Havana 10400");
    assert_slice(juan->addresses[0].country, "Cuba");
    assert_int_equal(juan->file, 1);
    assert_int_equal(juan->line, 2);
}

static void a_programme_is_a_designation(void **state)
{
    (void)state;
    assert_true(read_list((const char *[]){"sdn.csv", sdn, NULL}));
    const struct entity *juan = entity_of(&list, "40");
    assert_int_equal(juan->designation_count, 2);
    assert_slice(juan->designations[0].authority, "US");
    assert_slice(juan->designations[0].body, "OFAC");
    assert_slice(juan->designations[0].programme, "SDNT");
    assert_slice(juan->designations[1].programme, "IFSR");
}

static void ships_and_aircraft_have_columns_and_tails(void **state)
{
    (void)state;
    assert_true(read_list((const char *[]){"sdn.csv", sdn, NULL}));
    const struct entity *ship = entity_of(&list, "41"), *plane = entity_of(&list, "42");
    assert_int_equal(ship->kind, ENTITY_VESSEL);
    assert_slice(ship->names[0].text, "SEA \"THING\"");
    assert_non_null(identifier_of(ship, IDENTIFIER_CALL_SIGN, "T2EU4"));
    assert_non_null(identifier_of(ship, IDENTIFIER_IMO, "9999993"));
    assert_slice(ship->countries[0], "Iran");
    assert_slice(ship->links[0].how, "vessel owner");
    assert_slice(ship->links[0].name, "SEA OWNERS, LTD");
    assert_slice(ship->remarks, "Vessel Type Tug; Tonnage 640; Gross Registered Tonnage 163,660");
    assert_int_equal(plane->kind, ENTITY_AIRCRAFT);
    assert_non_null(identifier_of(plane, IDENTIFIER_AIRCRAFT, "EP-XYZ"));
}

static void aliases_alone_are_a_partial_list(void **state)
{
    (void)state;
    assert_true(read_list((const char *[]){"alt.csv", alt, "add.csv", add, NULL}));
    assert_true(list.is_partial);
    assert_int_equal(list.unread, 0);
    assert_int_equal(list.entity_count, 3);
    const struct entity *jane = entity_of(&list, "99"), *airline = entity_of(&list, "36");
    assert_int_equal(jane->kind, ENTITY_PERSON); /* by how OFAC writes persons */
    assert_slice(jane->names[0].family, "NOWHERE");
    assert_int_equal(jane->designation_count, 1);
    assert_slice(jane->designations[0].programme, "");
    assert_int_equal(airline->kind, ENTITY_ANY);
}

/* Fills remarks up to the 1,000 bytes that OFAC's form holds. */
static void long_row(struct text *row, const char *last)
{
    struct text remarks = {0};
    while (remarks.size < 940)
        text_print(&remarks, "a.k.a. 'NAME %zu'; ", remarks.size);
    text_fill(&remarks, 'x', 1000 - remarks.size - slice_from(last).size);
    text_put(&remarks, last);
    text_print(row, "7,\"MADE-UP\",-0- ,\"CUBA\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,\"%s\"\r\n",
               text_string(&remarks));
    text_done(&remarks);
}

static void comments_continue_remarks_in_the_midst_of_a_word(void **state)
{
    (void)state;
    struct text row = {0};
    long_row(&row, "; Pass");
    const char *comments = "7,\"port 123 (Iran); a.k.a. 'LAST'.\"\r\n\x1a";
    assert_true(read_list(
        (const char *[]){"sdn.csv", text_string(&row), "sdn_comments.csv", comments, NULL}));
    assert_non_null(identifier_of(&list.entities[0], IDENTIFIER_PASSPORT, "123"));
    assert_non_null(name_of(&list.entities[0], "LAST"));
    text_done(&row);
}

static void remarks_that_are_cut_off_lose_their_last_value(void **state)
{
    (void)state;
    struct text row = {0};
    long_row(&row, "; Passport 12");
    assert_true(read_list((const char *[]){"sdn.csv", text_string(&row), NULL}));
    assert_int_equal(list.entities[0].identifier_count, 0);
    assert_true(slice_ends_with(list.entities[0].remarks, "Passport 12"));
    text_done(&row);
}

static void comments_alone_lose_their_first_value(void **state)
{
    (void)state;
    const char *rest[] = {"alt.csv", "7,1,\"aka\",\"A\",-0- \r\n", "sdn_comments.csv",
                          "7,\"port 123 (Iran); a.k.a. 'LAST'.\"\r\n", NULL};
    assert_true(read_list(rest));
    assert_int_equal(list.entities[0].identifier_count, 0);
    assert_int_equal(list.entities[0].name_count, 2);
}

static void a_header_row_is_passed_over(void **state)
{
    (void)state;
    const char *copy = "ID,Name,Type,Country,Title,F,G,H,I,J,K,Details\n"
                       "36,MADE-UP AIRLINES,-0- ,CUBA,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \n"
                       "\x1a,,,,,,,,,,,\n";
    assert_true(read_list((const char *[]){"copy.csv", copy, NULL}));
    assert_int_equal(list.entity_count, 1);
    assert_int_equal(list.unread, 0);
    assert_string_equal(list.damage.sentence, "");
}

static void the_consolidated_list_is_told_by_its_files(void **state)
{
    (void)state;
    assert_true(read_list((const char *[]){"CONS_PRIM.CSV", sdn, "CONS_ALT.CSV", alt, NULL}));
    assert_slice(list.name, "OFAC consolidated (non-SDN)");
}

static void a_truncated_file_gives_what_stood_before(void **state)
{
    (void)state;
    struct text part = {0};
    text_add(&part, slice_part(slice_from(sdn), 0, 120)); /* in the midst of INVENTADO's row */
    assert_true(read_list((const char *[]){"sdn.csv", text_string(&part), NULL}));
    assert_int_equal(list.entity_count, 1);
    assert_string_equal(list.damage.sentence, "sdn.csv: line 2: the last row is not whole");
    text_done(&part);
}

static void damaged_rows_are_counted(void **state)
{
    (void)state;
    struct text damaged = {0};
    text_put(&damaged, "12,\"TOO SHORT\"\r\nx,y\r\n");
    text_put(&damaged, sdn);
    text_put(&damaged, "36,\"TWICE\",-0- ,\"CUBA\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \r\n");
    assert_true(read_list((const char *[]){"sdn.csv", text_string(&damaged), NULL}));
    assert_int_equal(list.entity_count, 4);
    assert_int_equal(list.unread, 3);
    assert_slice(entity_of(&list, "36")->names[0].text, "MADE-UP AIRLINES");
    text_done(&damaged);
}

static void windows_1252_becomes_utf_8(void **state)
{
    (void)state;
    const char *latin = "36,12,\"aka\",\"CAF\xc9\",-0- \r\n";
    assert_true(read_list((const char *[]){"alt.csv", latin, NULL}));
    assert_slice(list.entities[0].names[0].text, "CAF\u00c9");
}

static void other_files_are_refused_with_a_sentence(void **state)
{
    (void)state;
    assert_false(read_list((const char *[]){"notes.csv", "a,b\nc,d\n", NULL}));
    assert_string_equal(problem.sentence, "notes.csv: no row of OFAC's lists stands in it");
}

static void files_are_recognised_by_their_rows(void **state)
{
    (void)state;
    const struct list_reader *reader = reader_named("ofac_csv");
    assert_true(reader->recognise(slice_from(sdn), "x") > 90);
    assert_true(reader->recognise(slice_from(alt), "x") > 90);
    assert_true(reader->recognise(slice_from(add), "x") > 60);
    assert_true(reader->recognise(slice_from("7,\"port 123.\"\n"), "SDN_Comments.csv") > 60);
    assert_true(reader->recognise(slice_from("7,\"port 123.\"\n"), "x.csv") < 50);
    assert_int_equal(reader->recognise(slice_from("name,address\nA,B\n"), "sdn.csv"), 0);
    assert_int_equal(reader->recognise((struct slice){0}, "sdn.csv"), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(four_files_are_one_list, forget),
        cmocka_unit_test_teardown(a_programme_is_a_designation, forget),
        cmocka_unit_test_teardown(ships_and_aircraft_have_columns_and_tails, forget),
        cmocka_unit_test_teardown(aliases_alone_are_a_partial_list, forget),
        cmocka_unit_test_teardown(comments_continue_remarks_in_the_midst_of_a_word, forget),
        cmocka_unit_test_teardown(remarks_that_are_cut_off_lose_their_last_value, forget),
        cmocka_unit_test_teardown(comments_alone_lose_their_first_value, forget),
        cmocka_unit_test_teardown(a_header_row_is_passed_over, forget),
        cmocka_unit_test_teardown(the_consolidated_list_is_told_by_its_files, forget),
        cmocka_unit_test_teardown(a_truncated_file_gives_what_stood_before, forget),
        cmocka_unit_test_teardown(damaged_rows_are_counted, forget),
        cmocka_unit_test_teardown(windows_1252_becomes_utf_8, forget),
        cmocka_unit_test_teardown(other_files_are_refused_with_a_sentence, forget),
        cmocka_unit_test(files_are_recognised_by_their_rows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
