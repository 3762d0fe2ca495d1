/* SPDX-License-Identifier: MIT */
#include "../test.h"

#include "facts/prefix_set.h"

static void add(struct prefix_set *set, const char *network, uint32_t value)
{
    struct prefix prefix;
    assert_true(prefix_parse(slice_from(network), &prefix));
    prefix_set_add(set, &prefix, value);
}

static uint32_t value_for(const struct prefix_set *set, const char *host)
{
    struct address address;
    struct prefix prefix;
    uint32_t value;
    assert_true(address_parse(slice_from(host), &address));
    return prefix_set_find(set, &address, &prefix, &value) ? value : 0;
}

static void tell(void *context, const struct prefix *prefix, uint32_t value)
{
    text_add_prefix(context, prefix);
    text_print(context, "=%u ", value);
}

static void the_longest_prefix_decides(void **state)
{
    (void)state;
    struct prefix_set set = {0};
    add(&set, "203.0.113.0/24", 3);
    add(&set, "2001:db8::/32", 6);
    add(&set, "192.0.2.128/25", 2);
    add(&set, "192.0.2.0/24", 1);
    add(&set, "192.0.2.200/32", 4);
    add(&set, "2001:db8:1::/48", 7);
    prefix_set_finish(&set);
    assert_int_equal(value_for(&set, "192.0.2.1"), 1);
    assert_int_equal(value_for(&set, "192.0.2.129"), 2);
    assert_int_equal(value_for(&set, "192.0.2.200"), 4);
    assert_int_equal(value_for(&set, "192.0.2.201"), 2);
    assert_int_equal(value_for(&set, "192.0.3.0"), 0);
    assert_int_equal(value_for(&set, "203.0.113.255"), 3);
    assert_int_equal(value_for(&set, "255.255.255.255"), 0);
    assert_int_equal(value_for(&set, "0.0.0.0"), 0);
    assert_int_equal(value_for(&set, "2001:db8:1::1"), 7);
    assert_int_equal(value_for(&set, "2001:db8:2::1"), 6);
    assert_int_equal(value_for(&set, "::1"), 0);
    prefix_set_done(&set);
}

static void all_around_and_all_inside_are_told(void **state)
{
    (void)state;
    struct prefix_set set = {0};
    struct text text = {0};
    struct prefix asked;
    add(&set, "192.0.2.0/24", 1);
    add(&set, "192.0.0.0/16", 9);
    add(&set, "192.0.2.0/24", 5);
    add(&set, "192.0.2.0/24", 5);
    add(&set, "192.0.2.64/26", 2);
    add(&set, "192.0.2.255/32", 3);
    add(&set, "192.0.3.0/24", 8);
    prefix_set_finish(&set);
    prefix_parse(slice_from("192.0.2.64/28"), &asked);
    prefix_set_around(&set, &asked, tell, &text);
    assert_text(&text, "192.0.2.64/26=2 192.0.2.0/24=5 192.0.2.0/24=1 192.0.0.0/16=9 ");
    text_clear(&text);
    prefix_parse(slice_from("192.0.2.0/24"), &asked);
    prefix_set_inside(&set, &asked, 10, tell, &text);
    assert_text(&text, "192.0.2.64/26=2 192.0.2.255/32=3 ");
    text_clear(&text);
    prefix_set_inside(&set, &asked, 1, tell, &text);
    assert_text(&text, "192.0.2.64/26=2 ");
    text_done(&text);
    prefix_set_done(&set);
}

/* A small generator of its own, so that a failure comes again. */
static uint32_t next_random(uint32_t *state)
{
    *state = *state * 1664525U + 1013904223U;
    return *state >> 8;
}

static void answers_are_those_of_a_search_through_everything(void **state)
{
    (void)state;
    enum { NETWORKS = 300, QUESTIONS = 3000 };
    struct prefix_set set = {0};
    struct prefix networks[NETWORKS];
    uint32_t random = 7;
    for (size_t i = 0; i < NETWORKS; i++) {
        struct text text = {0};
        text_print(&text, "192.0.%u.%u/%u", next_random(&random) % 4, next_random(&random) % 256,
                   16 + next_random(&random) % 17);
        assert_true(prefix_parse(text_slice(&text), &networks[i]));
        text_done(&text);
        /* The value is made from the prefix, as equal ones may be drawn twice. */
        uint8_t *bytes = networks[i].address.bytes;
        prefix_set_add(&set, &networks[i],
                       (uint32_t)(bytes[14] << 16 | bytes[15] << 8 | networks[i].bits));
    }
    prefix_set_finish(&set);
    for (size_t i = 0; i < QUESTIONS; i++) {
        uint8_t bytes[4] = {192, 0, (uint8_t)(next_random(&random) % 5),
                            (uint8_t)next_random(&random)};
        struct address address = address_from_v4(bytes);
        uint32_t wanted = 0, seen = 0;
        unsigned longest = 0;
        struct prefix prefix;
        for (size_t k = 0; k < NETWORKS; k++)
            if (networks[k].bits > longest && prefix_holds(&networks[k], &address)) {
                uint8_t *at = networks[k].address.bytes;
                longest = networks[k].bits;
                wanted = (uint32_t)(at[14] << 16 | at[15] << 8 | longest);
            }
        bool found = prefix_set_find(&set, &address, &prefix, &seen);
        assert_int_equal(found, longest > 0);
        assert_int_equal(seen, wanted);
    }
    prefix_set_done(&set);
}

static void an_empty_set_holds_nothing(void **state)
{
    (void)state;
    struct prefix_set set = {0};
    assert_int_equal(value_for(&set, "192.0.2.1"), 0);
    prefix_set_finish(&set);
    assert_int_equal(value_for(&set, "192.0.2.1"), 0);
    prefix_set_done(&set);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_longest_prefix_decides),
        cmocka_unit_test(all_around_and_all_inside_are_told),
        cmocka_unit_test(answers_are_those_of_a_search_through_everything),
        cmocka_unit_test(an_empty_set_holds_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
