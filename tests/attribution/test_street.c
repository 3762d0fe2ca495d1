/* SPDX-License-Identifier: MIT */
#include "../test.h"

#include "attribution/street.h"

static void numbers_with_their_street_are_compared(void **state)
{
    (void)state;
    static const struct {
        const char *a, *b;
        bool is_same;
    } cases[] = {
        {"Room 3, Building 6, No. 9, Lantern Quay East Road", "9 Lantern Quay Road East", true},
        {"No. 9, Lantern Quay Road", "No. 8, Lantern Quay Road", false},
        {"No. 9, Lantern Quay Road", "No. 9, Harbour Road", false},
        {"Lampengasse 12a, Bern", "12A Lampengasse", true},
        {"Room 704, Floor 7", "Room 704, Floor 7", false},
        {"P.O. Box 12", "P.O. Box 12", false},
        {"350 Fifth Avenue, New York", "350 Fifth Ave", true},
        {"", "", false},
        {"9", "9", false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_int_equal(streets_equal(slice_from(cases[i].a), slice_from(cases[i].b)),
                         cases[i].is_same);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_with_their_street_are_compared),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
