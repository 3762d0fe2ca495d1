/* SPDX-License-Identifier: MIT */
#include "remarks.h"

#include "facts/trail_list.h"

static void a_file_whose_name_means_something_is_read(void **state)
{
    (void)state;
    static const struct world_set set = {.set = NULL};
    struct listing listing = {0};
    struct text text = {0};
    assert_int_equal(trail_list_read(&listing, &set, slice_from("sinkhole_example"),
                                     slice_from("# Copyright\n\n192.0.2.1\n"
                                                "192.0.2.2:80 # note\r\nNs1.Example.com # x\n"
                                                "http://198.51.100.1/gate\n/path.php\n  \n#\n")),
                     4);
    assert_int_equal(
        trail_list_read(&listing, &set, slice_from("elf_mirai"), slice_from("192.0.2.3\n")), 0);
    listing_finish(&listing);
    static const struct {
        enum indicator_kind kind;
        const char *pattern, *wanted;
    } cases[] = {
        {INDICATOR_ADDRESS, "192.0.2.1", "sinkhole sinkhole_example 192.0.2.1"},
        {INDICATOR_ADDRESS, "192.0.2.2", "sinkhole sinkhole_example 192.0.2.2"},
        {INDICATOR_ADDRESS, "192.0.2.3", ""},
        {INDICATOR_DOMAIN, "a.ns1.example.com", "sinkhole sinkhole_example ns1.example.com"},
        {INDICATOR_DOMAIN, "example.com", ""},
        {INDICATOR_URL, "198.51.100.1/gate", "sinkhole sinkhole_example 198.51.100.1/gate"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct indicator indicator = indicator_of(cases[i].kind, cases[i].pattern);
        listing_remark(&listing, &indicator, tell_remark, &text);
        assert_text(&text, cases[i].wanted);
        text_clear(&text);
    }
    text_done(&text);
    listing_done(&listing);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_file_whose_name_means_something_is_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
