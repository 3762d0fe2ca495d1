/* SPDX-License-Identifier: MIT */
#include "list_reading.h"

#include "attribution/uk_entry.h"

static const struct entity *one_field(struct list_reading *r, const char *element,
                                      const char *value)
{
    entity_list_done(&r->list);
    struct list_builder *builder = list_builder_create(&r->list);
    list_builder_begin(builder, slice_from("X"), ENTITY_ANY);
    list_builder_name(builder, NAME_PRIMARY, slice_from("Name"), (struct slice){0});
    uk_add_field(builder, uk_field_of(slice_from(element)), slice_from(value));
    list_builder_end(builder);
    list_builder_free(builder);
    return entity_at(r, 0);
}

static void numbered_values_are_taken_apart(void **state)
{
    const struct entity *e = one_field(*state, "Nationality", "(1) Syria. (2) Lebanon");
    assert_int_equal(e->country_count, 2);
    assert_slice(e->countries[0], "Syria");
    assert_slice(e->countries[1], "Lebanon");
    e = one_field(*state, "Nationality", "Syria (2011)");
    assert_int_equal(e->country_count, 1);
    assert_slice(e->countries[0], "Syria (2011)");
}

static void other_information_with_labels_is_taken_apart(void **state)
{
    const struct entity *e =
        one_field(*state, "OtherInformation",
                  "(UK Sanctions List Ref):SYR9999 (Phone number):(1) +963 11 (2) +963 12 "
                  "(IMO number):9074729 (Gender):Male (Parent company):Sample Holding");
    assert_int_equal(e->identifier_count, 3);
    assert_int_equal(e->identifiers[1].kind, IDENTIFIER_TELEPHONE);
    assert_slice(e->identifiers[1].value, "+963 12");
    assert_int_equal(e->identifiers[2].kind, IDENTIFIER_IMO);
    assert_slice(e->gender, "Male");
    assert_slice(e->links[0].how, "parent company");
    assert_slice(e->remarks, "(UK Sanctions List Ref):SYR9999");
}

static void days_are_read_as_they_are_written_there(void **state)
{
    (void)state;
    assert_day(uk_date(slice_from("04/05/2031")), "2031-05-04");
    assert_day(uk_date(slice_from("13-Feb-2031")), "2031-02-13");
    assert_false(instant_is_known(uk_date(slice_from("dd/mm/1958"))));
    assert_false(instant_is_known(uk_date(slice_from(""))));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbered_values_are_taken_apart),
        cmocka_unit_test(other_information_with_labels_is_taken_apart),
        cmocka_unit_test(days_are_read_as_they_are_written_there),
    };
    return cmocka_run_group_tests(tests, list_reading_create, list_reading_destroy);
}
