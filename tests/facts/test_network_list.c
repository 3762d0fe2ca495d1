/* SPDX-License-Identifier: MIT */
#include "../test.h"

#include "facts/network_list.h"

static void assert_network(const struct network_list *list, const char *address_text,
                           const char *wanted)
{
    struct address address;
    struct prefix network;
    struct text told = {0};
    assert_true(address_parse(slice_from(address_text), &address));
    const struct network_range *range = network_list_find(list, &address, &network);
    if (range) {
        text_print(&told, "AS%u ", range->number);
        text_add(&told, range->organisation);
        text_put(&told, " ");
        text_add_prefix(&told, &network);
    }
    assert_text(&told, wanted);
    text_done(&told);
}

static void an_address_is_found_in_its_range_and_the_widest_network_of_it(void **state)
{
    (void)state;
    struct network_list list = {0};
    network_list_read(&list,
                      slice_from("203.0.113.0,203.0.113.255,64497,Second\n"
                                 "first,last,number,organisation\n"
                                 "192.0.2.0,192.0.2.191,64496,\"First, Inc.\"\n"
                                 "198.51.100.9,198.51.100.1,64498,Backwards\n"
                                 "2001:db8::,2001:db8:ffff:ffff:ffff:ffff:ffff:ffff,64499,Six\n"
                                 "192.0.2.200,192.0.2.200,0,Nobody\n"));
    network_list_finish(&list);
    assert_int_equal(list.count, 3);
    assert_network(&list, "192.0.2.1", "AS64496 First, Inc. 192.0.2.0/25");
    assert_network(&list, "192.0.2.190", "AS64496 First, Inc. 192.0.2.128/26");
    assert_network(&list, "203.0.113.77", "AS64497 Second 203.0.113.0/24");
    assert_network(&list, "2001:db8::1", "AS64499 Six 2001:db8::/32");
    assert_network(&list, "192.0.2.192", "");
    assert_network(&list, "1.1.1.1", "");
    assert_network(&list, "203.0.114.0", "");
    network_list_done(&list);
}

static void an_empty_list_knows_nothing(void **state)
{
    (void)state;
    struct network_list list = {0};
    network_list_finish(&list);
    assert_network(&list, "192.0.2.1", "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_address_is_found_in_its_range_and_the_widest_network_of_it),
        cmocka_unit_test(an_empty_list_knows_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
