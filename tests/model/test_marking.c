/* SPDX-License-Identifier: MIT */
#include "../test.h"

#include "model/marking.h"

static void a_marking_is_read_as_people_write_it(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        enum tlp marking;
    } rows[] = {
        {"TLP:CLEAR", TLP_CLEAR},
        {"tlp:white", TLP_CLEAR},
        {"TLP: AMBER", TLP_AMBER},
        {"TLP:AMBER+STRICT", TLP_AMBER_STRICT},
        {" TLP-GREEN ", TLP_GREEN},
        {"red", TLP_RED},
        {"**TLP:** CLEAR", TLP_UNSAID},
        {"TLP:PURPLE", TLP_UNSAID},
        {"TLP:REDDISH", TLP_UNSAID},
        {"", TLP_UNSAID},
        {"TLP", TLP_UNSAID},
        {"TLP:RED and more", TLP_UNSAID},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        enum tlp marking = TLP_UNSAID;
        assert_int_equal(tlp_parse(slice_from(rows[i].text), &marking),
                         rows[i].marking != TLP_UNSAID);
        assert_int_equal(marking, rows[i].marking);
    }
}

static void the_strictest_marking_in_a_text_counts(void **state)
{
    (void)state;
    assert_int_equal(tlp_find(slice_from("Marked TLP:CLEAR. Part 2 is TLP:AMBER+STRICT.")),
                     TLP_AMBER_STRICT);
    assert_int_equal(tlp_find(slice_from("TLP:GREEN")), TLP_GREEN);
    assert_int_equal(tlp_find(slice_from("the colour red; ATLP:RED; TLP stands for a protocol")),
                     TLP_UNSAID);
    assert_string_equal(tlp_name(TLP_AMBER_STRICT), "TLP:AMBER+STRICT");
    assert_string_equal(tlp_name(TLP_UNSAID), "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_marking_is_read_as_people_write_it),
        cmocka_unit_test(the_strictest_marking_in_a_text_counts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
