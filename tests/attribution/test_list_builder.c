/* SPDX-License-Identifier: MIT */
#include "../test.h"

#include "attribution/list_builder.h"
#include "model/limits.h"

static struct slice s(const char *text)
{
    return slice_from(text);
}

static void parts_come_in_any_order_and_the_primary_name_stands_first(void **state)
{
    (void)state;
    struct entity_list list;
    entity_list_init(&list);
    struct list_builder *builder = list_builder_create(&list);
    list_builder_begin(builder, s("7"), ENTITY_ANY);
    list_builder_name(builder, NAME_WEAK_ALIAS, s("weak"), s(""));
    list_builder_name(builder, NAME_ALIAS, s(" also "), s(""));
    list_builder_name(builder, NAME_PRIMARY, s("Made Up, Person"), s("Made Up"));
    list_builder_set_kind(builder, ENTITY_PERSON);
    list_builder_birth(builder, s("17 Apr 1993"));
    list_builder_birth(builder, s("not known"));
    list_builder_remark(builder, s("one"));
    list_builder_remark(builder, s("two"));
    assert_true(list_builder_end(builder));
    const struct entity *entity = &list.entities[0];
    assert_int_equal(entity->kind, ENTITY_PERSON);
    assert_int_equal(entity->name_count, 3);
    assert_true(slice_equal_text(entity->names[0].text, "Made Up, Person"));
    assert_true(slice_equal_text(entity->names[1].text, "weak"));
    assert_true(slice_equal_text(entity->names[2].text, "also"));
    assert_int_equal(entity->birth_count, 1);
    assert_true(slice_equal_text(entity->remarks, "one; two"));
    list_builder_free(builder);
    entity_list_done(&list);
}

static void what_is_there_already_is_not_added_again(void **state)
{
    (void)state;
    struct entity_list list;
    entity_list_init(&list);
    struct list_builder *builder = list_builder_create(&list);
    list_builder_begin(builder, s("7"), ENTITY_ORGANISATION);
    for (int i = 0; i < 2; i++) {
        list_builder_name(builder, NAME_PRIMARY, s("Made Up"), s(""));
        list_builder_country(builder, s("Nowhere"));
        list_builder_identifier(
            builder, &(struct entity_identifier){IDENTIFIER_IMO, s("9074729"), s(""), s("")});
    }
    list_builder_end(builder);
    assert_int_equal(list.entities[0].name_count, 1);
    assert_int_equal(list.entities[0].country_count, 1);
    assert_int_equal(list.entities[0].identifier_count, 1);
    list_builder_free(builder);
    entity_list_done(&list);
}

static void nothing_is_left_over_for_the_next_entity(void **state)
{
    (void)state;
    struct entity_list list;
    entity_list_init(&list);
    struct list_builder *builder = list_builder_create(&list);
    list_builder_begin(builder, s("1"), ENTITY_PERSON);
    list_builder_name(builder, NAME_PRIMARY, s("First"), s(""));
    list_builder_remark(builder, s("of the first"));
    list_builder_title(builder, s("Dr"));
    list_builder_end(builder);
    list_builder_begin(builder, s("2"), ENTITY_PERSON);
    list_builder_name(builder, NAME_PRIMARY, s("Second"), s(""));
    list_builder_end(builder);
    assert_int_equal(list.entities[1].name_count, 1);
    assert_int_equal(list.entities[1].remarks.size, 0);
    assert_int_equal(list.entities[1].title.size, 0);
    list_builder_free(builder);
    entity_list_done(&list);
}

static void an_entity_without_a_name_or_number_is_counted_as_unread(void **state)
{
    (void)state;
    struct entity_list list;
    entity_list_init(&list);
    struct list_builder *builder = list_builder_create(&list);
    list_builder_begin(builder, s("1"), ENTITY_PERSON);
    list_builder_name(builder, NAME_PRIMARY, s("  "), s(""));
    assert_false(list_builder_end(builder));
    list_builder_begin(builder, s(""), ENTITY_PERSON);
    list_builder_name(builder, NAME_PRIMARY, s("Named"), s(""));
    assert_false(list_builder_end(builder));
    assert_false(list_builder_end(builder));
    assert_int_equal(list.entity_count, 0);
    assert_int_equal(list.unread, 2);
    list_builder_free(builder);
    entity_list_done(&list);
}

static void parts_are_bounded(void **state)
{
    (void)state;
    struct entity_list list;
    entity_list_init(&list);
    struct list_builder *builder = list_builder_create(&list);
    list_builder_begin(builder, s("1"), ENTITY_PERSON);
    list_builder_name(builder, NAME_PRIMARY, s("Named"), s(""));
    for (size_t i = 0; i < LIMIT_ENTITY_PARTS + 10; i++)
        list_builder_link(builder, &(struct entity_link){s("Linked To"), s("another"), s("")});
    list_builder_end(builder);
    assert_int_equal(list.entities[0].link_count, LIMIT_ENTITY_PARTS);
    list_builder_free(builder);
    entity_list_done(&list);
}

static void texts_of_an_entity_are_bounded_together(void **state)
{
    (void)state;
    struct entity_list list;
    entity_list_init(&list);
    struct list_builder *builder = list_builder_create(&list);
    struct text long_name = {0};
    list_builder_begin(builder, s("1"), ENTITY_PERSON);
    for (size_t i = 0; i < LIMIT_LIST_ENTRY / LIMIT_ENTITY_TEXT + 10; i++) {
        text_clear(&long_name);
        text_print(&long_name, "%zu", i);
        text_fill(&long_name, 'x', LIMIT_ENTITY_TEXT);
        list_builder_name(builder, NAME_ALIAS, text_slice(&long_name), s(""));
    }
    list_builder_end(builder);
    assert_int_equal(list.entities[0].name_count, LIMIT_LIST_ENTRY / LIMIT_ENTITY_TEXT - 1);
    list_builder_begin(builder, s("2"), ENTITY_PERSON);
    list_builder_name(builder, NAME_PRIMARY, s("The Next"), s(""));
    assert_true(list_builder_end(builder));
    text_done(&long_name);
    list_builder_free(builder);
    entity_list_done(&list);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(parts_come_in_any_order_and_the_primary_name_stands_first),
        cmocka_unit_test(what_is_there_already_is_not_added_again),
        cmocka_unit_test(nothing_is_left_over_for_the_next_entity),
        cmocka_unit_test(an_entity_without_a_name_or_number_is_counted_as_unread),
        cmocka_unit_test(parts_are_bounded),
        cmocka_unit_test(texts_of_an_entity_are_bounded_together),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
