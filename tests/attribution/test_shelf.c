/* SPDX-License-Identifier: MIT */
#include "../test.h"

#include "attribution/shelf.h"

static void values_of_a_key_stand_in_the_order_in_which_they_came(void **state)
{
    (void)state;
    struct shelf shelf = {0};
    size_t count;
    shelf_add(&shelf, slice_from("b"), "first of b");
    shelf_add(&shelf, slice_from("a"), "of a");
    shelf_add(&shelf, slice_from("b"), "second of b");
    shelf_settle(&shelf);
    const struct shelf_item *items = shelf_find(&shelf, slice_from("b"), &count);
    assert_int_equal(count, 2);
    assert_string_equal(items[0].value, "first of b");
    assert_string_equal(items[1].value, "second of b");
    assert_string_equal(shelf_first(&shelf, slice_from("a")), "of a");
    assert_null(shelf_first(&shelf, slice_from("c")));
    assert_null(shelf_find(&shelf, slice_from(""), &count));
    assert_int_equal(count, 0);
    shelf_done(&shelf);
}

static void what_is_added_later_is_found_once_it_is_settled(void **state)
{
    (void)state;
    struct shelf shelf = {0};
    assert_null(shelf_first(&shelf, slice_from("a")));
    shelf_add(&shelf, slice_from("m"), "early");
    shelf_settle(&shelf);
    shelf_add(&shelf, slice_from("a"), "late");
    assert_null(shelf_first(&shelf, slice_from("a")));
    assert_string_equal(shelf_first(&shelf, slice_from("m")), "early");
    shelf_settle(&shelf);
    assert_string_equal(shelf_first(&shelf, slice_from("a")), "late");
    assert_string_equal(shelf_first(&shelf, slice_from("m")), "early");
    shelf_done(&shelf);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_of_a_key_stand_in_the_order_in_which_they_came),
        cmocka_unit_test(what_is_added_later_is_found_once_it_is_settled),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
