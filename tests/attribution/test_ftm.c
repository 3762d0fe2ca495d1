/* SPDX-License-Identifier: MIT */
#include "list_reading.h"

extern const struct list_reader ftm_list;

#define PERSON                                                                                     \
    "{\"id\":\"P1\",\"caption\":\"Ivan Sample\",\"schema\":\"Person\",\"target\":true,"            \
    "\"datasets\":[\"us_ofac_sdn\"],\"last_seen\":\"2031-02-13T00:00:00\",\"properties\":{"        \
    "\"name\":[\"SAMPLE, Ivan\",\"Ivan Sample\"],\"alias\":[\"Vanya\"],\"weakAlias\":[\"V\"],"     \
    "\"previousName\":[\"\\u0418\\u0432\\u0430\\u043d\"],\"birthDate\":[\"1959-03\"],"             \
    "\"nationality\":[\"ru\"],\"address\":[\"1 Street, Omsk\"],\"innCode\":[\"123\"],"             \
    "\"topics\":[\"sanction\"],\"gender\":[\"male\"]}}\n"
#define SANCTION                                                                                   \
    "{\"id\":\"S1\",\"schema\":\"Sanction\",\"target\":false,\"datasets\":[\"us_ofac_sdn\"],"      \
    "\"properties\":{\"entity\":[\"P1\"],\"authority\":[\"Office of Foreign Assets Control\"],"    \
    "\"program\":[\"Cyber\"],\"programId\":[\"US-CYBER9\"],\"startDate\":[\"2030-05-04\"],"        \
    "\"endDate\":[\"2031-01-01\"],\"authorityId\":[\"99999\"]}}\n"
#define COMPANY                                                                                    \
    "{\"id\":\"C1\",\"caption\":\"Sample Works\",\"schema\":\"Company\",\"target\":false,"         \
    "\"properties\":{\"name\":[\"Sample Works\"]}}\n"
#define OWNERSHIP                                                                                  \
    "{\"id\":\"O1\",\"schema\":\"Ownership\",\"target\":false,\"properties\":{\"owner\":[\"P1\"]," \
    "\"asset\":[\"C1\"],\"role\":[\"shareholder\"]}}\n"
#define PASSPORT                                                                                   \
    "{\"id\":\"I1\",\"schema\":\"Passport\",\"target\":false,\"properties\":{\"holder\":[\"P1\"]," \
    "\"passportNumber\":[\"77 1\"],\"country\":[\"ru\"]}}\n"
#define WALLET                                                                                     \
    "{\"id\":\"W1\",\"caption\":\"bc1sample\",\"schema\":\"CryptoWallet\",\"target\":true,"        \
    "\"datasets\":[\"us_ofac_sdn\"],\"properties\":{\"publicKey\":[\"bc1sample\"],"                \
    "\"holder\":[\"P1\"],\"currency\":[\"XBT\"],\"topics\":[\"sanction\"]}}\n"

static void what_stands_in_several_lines_becomes_one_entity(void **state)
{
    struct list_reading *r = *state;
    read_list(r, &ftm_list, "entities.ftm.json", SANCTION OWNERSHIP PERSON COMPANY PASSPORT WALLET);
    assert_true(r->ok);
    assert_string_equal(r->list.damage.sentence, "");
    assert_slice(r->list.name, "OpenSanctions: us_ofac_sdn");
    assert_day(r->list.date, "2031-02-13");
    assert_int_equal(r->list.entity_count, 2);
    const struct entity *e = entity_at(r, 0);
    assert_slice(e->id, "P1");
    assert_int_equal(e->kind, ENTITY_PERSON);
    assert_int_equal(e->line, 3);
    assert_int_equal(e->name_count, 5);
    assert_slice(e->names[0].text, "Ivan Sample");
    assert_int_equal(e->names[0].kind, NAME_PRIMARY);
    assert_slice(e->names[1].text, "SAMPLE, Ivan");
    assert_int_equal(e->names[1].kind, NAME_ALIAS);
    assert_int_equal(e->names[3].kind, NAME_WEAK_ALIAS);
    assert_int_equal(e->names[4].kind, NAME_FORMER);
    assert_slice(e->names[4].text, "Иван");
    assert_int_equal(e->births[0].month, 3);
    assert_slice(e->addresses[0].text, "1 Street, Omsk");
    assert_int_equal(e->identifier_count, 3);
    assert_int_equal(e->identifiers[0].kind, IDENTIFIER_TAX);
    assert_int_equal(e->identifiers[1].kind, IDENTIFIER_PASSPORT);
    assert_int_equal(e->identifiers[2].kind, IDENTIFIER_WALLET);
    assert_int_equal(e->link_count, 1);
    assert_slice(e->links[0].how, "owner of: shareholder");
    assert_slice(e->links[0].name, "Sample Works");
    assert_slice(e->links[0].id, "C1");
}

static void a_sanction_is_a_designation(void **state)
{
    struct list_reading *r = *state;
    read_list(r, &ftm_list, "entities.ftm.json", PERSON SANCTION);
    const struct entity *e = entity_at(r, 0);
    assert_int_equal(e->designation_count, 1);
    assert_slice(e->designations[0].authority, "US");
    assert_slice(e->designations[0].body, "Office of Foreign Assets Control");
    assert_slice(e->designations[0].programme, "US-CYBER9");
    assert_slice(e->designations[0].reference, "99999");
    assert_day(e->designations[0].from, "2030-05-04");
    assert_day(e->designations[0].until, "2031-01-01");
}

static void a_wallet_is_an_entity_linked_to_its_holder(void **state)
{
    struct list_reading *r = *state;
    read_list(r, &ftm_list, "entities.ftm.json", WALLET PERSON);
    const struct entity *e = entity_at(r, 0);
    assert_slice(e->names[0].text, "bc1sample");
    assert_int_equal(e->identifiers[0].kind, IDENTIFIER_WALLET);
    assert_slice(e->links[0].how, "held by");
    assert_slice(e->links[0].name, "Ivan Sample");
    assert_slice(e->designations[0].authority, "US");
    assert_false(e->designations[0].is_other_measure);
}

static void sanctions_may_stand_inside_the_entity(void **state)
{
    struct list_reading *r = *state;
    read_list(r, &ftm_list, "targets.nested.json",
              "{\"id\":\"P2\",\"caption\":\"B\",\"schema\":\"Organization\",\"properties\":{"
              "\"name\":[\"B\"],\"sanctions\":[{\"id\":\"S2\",\"schema\":\"Sanction\","
              "\"datasets\":[\"eu_fsf\"],\"properties\":{\"programId\":[\"EU-CYB\"],"
              "\"startDate\":[\"2030-01-02\"]}}],\"addressEntity\":[{\"id\":\"A\",\"schema\":"
              "\"Address\",\"properties\":{\"full\":[\"1 Street\"]}}]}}\n");
    const struct entity *e = entity_at(r, 0);
    assert_slice(e->designations[0].authority, "EU");
    assert_slice(e->designations[0].programme, "EU-CYB");
    assert_slice(e->addresses[0].text, "1 Street");
}

static void neighbours_are_left_out_and_the_merely_known_are_told_so(void **state)
{
    struct list_reading *r = *state;
    read_list(r, &ftm_list, "x.json",
              COMPANY "{\"id\":\"Q1\",\"caption\":\"P\",\"schema\":\"Person\",\"target\":true,"
                      "\"datasets\":[\"us_congress\"],\"properties\":{\"name\":[\"P\"],"
                      "\"topics\":[\"role.pep\"]}}\n");
    assert_int_equal(r->list.entity_count, 1);
    assert_slice(entity_at(r, 0)->id, "Q1");
    assert_true(entity_at(r, 0)->designations[0].is_other_measure);
}

static void lines_that_are_no_entity_are_counted_and_told(void **state)
{
    struct list_reading *r = *state;
    read_list(r, &ftm_list, "x.json", PERSON "{\"id\":\"X\"}\n\n" WALLET "{\"id\":\"P9\",\"sch");
    assert_true(r->ok);
    assert_int_equal(r->list.entity_count, 2);
    assert_int_equal(r->list.unread, 2);
    assert_string_equal(r->list.damage.sentence, "x.json: line 2: no entity in JSON stands there");
    read_list(r, &ftm_list, "x.json", "{\"a\":1}\n");
    assert_false(r->ok);
    assert_string_equal(r->problem.sentence,
                        "x.json: no entity of FollowTheMoney stands at its front");
    read_list(r, &ftm_list, "x.json", "");
    assert_string_equal(r->problem.sentence, "x.json: it is empty");
}

static void the_format_is_known_by_its_first_line(void **state)
{
    (void)state;
    assert_int_equal(ftm_list.recognise(slice_from(PERSON), "x"), 85);
    assert_int_equal(ftm_list.recognise(slice_from("{\"type\":\"bundle\"}\n"), "x"), 0);
    assert_int_equal(ftm_list.recognise(slice_from("id,schema,properties\n"), "x"), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_stands_in_several_lines_becomes_one_entity),
        cmocka_unit_test(a_sanction_is_a_designation),
        cmocka_unit_test(a_wallet_is_an_entity_linked_to_its_holder),
        cmocka_unit_test(sanctions_may_stand_inside_the_entity),
        cmocka_unit_test(neighbours_are_left_out_and_the_merely_known_are_told_so),
        cmocka_unit_test(lines_that_are_no_entity_are_counted_and_told),
        cmocka_unit_test(the_format_is_known_by_its_first_line),
    };
    return cmocka_run_group_tests(tests, list_reading_create, list_reading_destroy);
}
