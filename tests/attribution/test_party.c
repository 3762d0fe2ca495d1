/* SPDX-License-Identifier: MIT */
#include "../test.h"

#include "attribution/party.h"

struct read {
    struct arena arena;
    struct party parties[PARTIES];
    size_t count;
};

static struct read *read_cell(void **state, const char *cell)
{
    struct read *read = *state;
    arena_reset(&read->arena);
    read->count = party_read(slice_from(cell), &read->arena, read->parties);
    return read;
}

static void assert_name(const struct party *party, size_t i, enum name_kind kind, const char *name)
{
    assert_true(i < party->name_count);
    assert_int_equal(party->names[i].kind, kind);
    assert_slice(party->names[i].text, name);
}

static void parties_are_parted_by_semicolons_outside_brackets(void **state)
{
    struct read *r = read_cell(state, "Made Up Trading Co., Ltd. (a.k.a. MUT; formerly Old Name "
                                      "Works); Li Example");
    assert_int_equal(r->count, 2);
    assert_name(&r->parties[0], 0, NAME_PRIMARY, "Made Up Trading Co., Ltd.");
    assert_name(&r->parties[0], 1, NAME_ALIAS, "MUT");
    assert_name(&r->parties[0], 2, NAME_FORMER, "Old Name Works");
    assert_name(&r->parties[1], 0, NAME_PRIMARY, "Li Example");
}

static void what_brackets_say_is_told_apart(void **state)
{
    struct read *r = read_cell(
        state, "Example Systems, Incorporated (SDN ent_num 12345; a.k.a. EXAMPLE COMPANY, LIMITED; "
               "Room 7, Building 2, No. 4, Sample East Road, Beijing; registration number 77-A; "
               "subsidiary of Sample Holding; China; owner of servers)");
    const struct party *party = &r->parties[0];
    assert_int_equal(r->count, 1);
    assert_int_equal(party->name_count, 2);
    assert_name(party, 0, NAME_PRIMARY, "Example Systems, Incorporated");
    assert_name(party, 1, NAME_ALIAS, "EXAMPLE COMPANY, LIMITED");
    assert_slice(party->reference, "SDN ent_num 12345");
    assert_int_equal(party->address_count, 1);
    assert_slice(party->addresses[0], "Room 7, Building 2, No. 4, Sample East Road, Beijing");
    assert_int_equal(party->identifiers[0].kind, IDENTIFIER_REGISTRATION);
    assert_slice(party->identifiers[0].value, "77-A");
    assert_slice(party->links[0].how, "subsidiary of");
    assert_slice(party->links[0].name, "Sample Holding");
    assert_slice(party->country, "China");
    assert_int_equal(party->link_count, 2);
}

static void a_person_is_told_by_birth_passport_and_nation(void **state)
{
    struct read *r =
        read_cell(state, "Ivan Sample (DOB 17 Apr 1993; POB Moscow; Russian national; passport no. "
                         "AB123; handle \"sampler\"; CYB0099; 样本)");
    const struct party *party = &r->parties[0];
    assert_slice(party->birth, "17 Apr 1993");
    assert_slice(party->birth_place, "Moscow");
    assert_slice(party->country, "Russian");
    assert_slice(party->identifiers[0].value, "AB123");
    assert_slice(party->reference, "CYB0099");
    assert_name(party, 1, NAME_WEAK_ALIAS, "sampler");
    assert_name(party, 2, NAME_ALIAS, "样本");
}

static void a_bracket_inside_a_name_belongs_to_it(void **state)
{
    struct read *r = read_cell(state, "Sample (Shanghai) Software Co., Ltd.; i-Sample (eSample)");
    assert_name(&r->parties[0], 0, NAME_PRIMARY, "Sample (Shanghai) Software Co., Ltd.");
    assert_name(&r->parties[1], 1, NAME_ALIAS, "eSample");
}

static void people_who_are_counted_are_no_names(void **state)
{
    struct read *r = read_cell(state, "Sample Works and its two co-founders; Zhang Example and "
                                      "others; two Chinese nationals; Three Gorges Example; Li "
                                      "Sample and 4 others; and others");
    assert_int_equal(r->count, 4);
    assert_name(&r->parties[0], 0, NAME_PRIMARY, "Sample Works");
    assert_name(&r->parties[1], 0, NAME_PRIMARY, "Zhang Example");
    assert_name(&r->parties[2], 0, NAME_PRIMARY, "Three Gorges Example");
    assert_name(&r->parties[3], 0, NAME_PRIMARY, "Li Sample");
}

static void of_a_crowd_the_names_stand_in_brackets(void **state)
{
    struct read *r =
        read_cell(state, "sample botnet operators (Wang Example, Li Sample and others)");
    assert_int_equal(r->count, 2);
    assert_name(&r->parties[0], 0, NAME_PRIMARY, "Wang Example");
    assert_name(&r->parties[1], 0, NAME_PRIMARY, "Li Sample");
    assert_slice(r->parties[1].remarks[0], "sample botnet operators");
}

static void lists_of_names_are_parted_and_company_forms_are_not(void **state)
{
    struct read *r = read_cell(state, "names Alpha Sample, Beta Sample Co., Ltd. and Gamma Sample "
                                      "(advisory, not a sanction)");
    assert_int_equal(r->count, 3);
    assert_name(&r->parties[0], 0, NAME_PRIMARY, "Alpha Sample");
    assert_name(&r->parties[1], 0, NAME_PRIMARY, "Beta Sample Co., Ltd.");
    assert_name(&r->parties[2], 0, NAME_PRIMARY, "Gamma Sample");
    assert_true(r->parties[0].is_other_measure && r->parties[2].is_other_measure);
    r = read_cell(state, "Li Sample, Wang Example, and Zhao Specimen");
    assert_int_equal(r->count, 3);
    r = read_cell(state, "EXAMPLE, Ivan Ivanovich; Institute of Science and Sample Technology");
    assert_int_equal(r->count, 2);
    assert_name(&r->parties[0], 0, NAME_PRIMARY, "EXAMPLE, Ivan Ivanovich");
    assert_name(&r->parties[1], 0, NAME_PRIMARY, "Institute of Science and Sample Technology");
}

static void acts_are_no_names(void **state)
{
    struct read *r = read_cell(state, "SMPL (employer: Sample Works): seizure of SScan domains; "
                                      "advisory XX99-111A");
    assert_int_equal(r->count, 1);
    assert_int_equal(r->parties[0].name_count, 1);
    assert_name(&r->parties[0], 0, NAME_PRIMARY, "SMPL");
    assert_slice(r->parties[0].links[0].how, "employer");
    assert_slice(r->parties[0].links[0].name, "Sample Works");
    assert_true(r->parties[0].is_other_measure);
    assert_slice(r->parties[0].remarks[0], "seizure of SScan domains");
    assert_slice(r->parties[0].remarks[1], "advisory XX99-111A");
}

static void aliases_stand_in_running_text_too(void **state)
{
    struct read *r = read_cell(state, "Sample Group, also known as SG; Works Ltd. (a.k.a. One, "
                                      "a.k.a. Two Works)");
    assert_name(&r->parties[0], 0, NAME_PRIMARY, "Sample Group");
    assert_name(&r->parties[0], 1, NAME_ALIAS, "SG");
    assert_name(&r->parties[1], 1, NAME_ALIAS, "One");
    assert_name(&r->parties[1], 2, NAME_ALIAS, "Two Works");
}

static void names_go_on_behind_brackets(void **state)
{
    struct read *r = read_cell(state, "A Sample Co. (Thailand), B Sample Co., Ltd. (BSC) and C "
                                      "Sample; D Sample (DS) and 30 others");
    assert_int_equal(r->count, 4);
    assert_name(&r->parties[0], 0, NAME_PRIMARY, "A Sample Co.");
    assert_slice(r->parties[0].country, "Thailand");
    assert_name(&r->parties[1], 1, NAME_ALIAS, "BSC");
    assert_name(&r->parties[2], 0, NAME_PRIMARY, "C Sample");
    assert_name(&r->parties[3], 0, NAME_PRIMARY, "D Sample");
}

static void two_people_are_two(void **state)
{
    struct read *r = read_cell(state, "Zhao Sample and Ni Example; Foreign Trade and Sample Bank; "
                                      "none");
    assert_int_equal(r->count, 3);
    assert_name(&r->parties[1], 0, NAME_PRIMARY, "Ni Example");
    assert_name(&r->parties[2], 0, NAME_PRIMARY, "Foreign Trade and Sample Bank");
}

static void notes_may_be_parted_by_commas(void **state)
{
    struct read *r = read_cell(state, "Ivan Sample (aka Sampler, born 16 May 1990, passport 77); "
                                      "Main Centre (MC, Unit 99999)");
    assert_name(&r->parties[0], 1, NAME_ALIAS, "Sampler");
    assert_slice(r->parties[0].birth, "16 May 1990");
    assert_slice(r->parties[0].identifiers[0].value, "77");
    assert_int_equal(r->parties[1].name_count, 3);
    assert_name(&r->parties[1], 2, NAME_ALIAS, "Unit 99999");
}

static void brackets_that_never_end_hold_what_follows(void **state)
{
    struct read *r = read_cell(state, "Sample Works (formerly Old Works; Li Example");
    assert_int_equal(r->count, 2);
    assert_name(&r->parties[0], 0, NAME_PRIMARY, "Sample Works");
    assert_name(&r->parties[0], 1, NAME_FORMER, "Old Works");
    assert_name(&r->parties[1], 0, NAME_PRIMARY, "Li Example");
    assert_int_equal(read_cell(state, "((((((((((;;;;(")->count, 0);
    assert_int_equal(read_cell(state, "")->count, 0);
}

static void full_width_marks_are_as_the_others(void **state)
{
    struct read *r =
        read_cell(state, "样本科技有限公司（a.k.a. Sample Tech；formerly 旧样本）；李样本");
    assert_int_equal(r->count, 2);
    assert_name(&r->parties[0], 0, NAME_PRIMARY, "样本科技有限公司");
    assert_name(&r->parties[0], 1, NAME_ALIAS, "Sample Tech");
    assert_name(&r->parties[0], 2, NAME_FORMER, "旧样本");
    assert_name(&r->parties[1], 0, NAME_PRIMARY, "李样本");
}

static int create(void **state)
{
    static struct read read;
    *state = &read;
    return 0;
}

static int destroy(void **state)
{
    arena_done(&((struct read *)*state)->arena);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(parties_are_parted_by_semicolons_outside_brackets),
        cmocka_unit_test(what_brackets_say_is_told_apart),
        cmocka_unit_test(a_person_is_told_by_birth_passport_and_nation),
        cmocka_unit_test(a_bracket_inside_a_name_belongs_to_it),
        cmocka_unit_test(people_who_are_counted_are_no_names),
        cmocka_unit_test(of_a_crowd_the_names_stand_in_brackets),
        cmocka_unit_test(lists_of_names_are_parted_and_company_forms_are_not),
        cmocka_unit_test(acts_are_no_names),
        cmocka_unit_test(aliases_stand_in_running_text_too),
        cmocka_unit_test(names_go_on_behind_brackets),
        cmocka_unit_test(two_people_are_two),
        cmocka_unit_test(notes_may_be_parted_by_commas),
        cmocka_unit_test(brackets_that_never_end_hold_what_follows),
        cmocka_unit_test(full_width_marks_are_as_the_others),
    };
    return cmocka_run_group_tests(tests, create, destroy);
}
