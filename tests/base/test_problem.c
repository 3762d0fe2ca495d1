/* SPDX-License-Identifier: MIT */
#include "../test.h"

#include "base/problem.h"
#include "base/utf8.h"

#include <string.h>

static void a_problem_is_one_sentence_and_false(void **state)
{
    (void)state;
    struct problem problem = {{0}};
    assert_false(problem_set(&problem, "cannot read '%s'", "a.pcap"));
    assert_string_equal(problem.sentence, "cannot read 'a.pcap'");
    assert_false(problem_add(&problem, "line %d", 12));
    assert_string_equal(problem.sentence, "line 12: cannot read 'a.pcap'");
}

static void nobody_need_listen(void **state)
{
    (void)state;
    assert_false(problem_set(NULL, "x"));
    assert_false(problem_add(NULL, "x"));
}

static void what_came_from_outside_is_printable(void **state)
{
    (void)state;
    struct problem problem = {{0}};
    problem_set(&problem, "cannot read '%s'", "\x1b[2J\n\xff");
    assert_string_equal(problem.sentence, "cannot read '\\x1b[2J\\x0a\\xff'");
    problem_add(&problem, "again");
    assert_string_equal(problem.sentence, "again: cannot read '\\x1b[2J\\x0a\\xff'");
}

static void a_long_sentence_is_cut_between_characters(void **state)
{
    (void)state;
    for (size_t before = 0; before < 4; before++) {
        char name[1000] = {0};
        memset(name, 'a', before);
        for (size_t i = before; i + 4 < sizeof name; i += 3)
            memcpy(name + i, "国", 3);
        struct problem problem = {{0}};
        problem_set(&problem, "%s", name);
        size_t size = strlen(problem.sentence);
        assert_in_range(size, sizeof problem.sentence - 3, sizeof problem.sentence - 1);
        assert_memory_equal(problem.sentence, name, size);
        assert_int_equal((size - before) % 3, 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_problem_is_one_sentence_and_false),
        cmocka_unit_test(nobody_need_listen),
        cmocka_unit_test(what_came_from_outside_is_printable),
        cmocka_unit_test(a_long_sentence_is_cut_between_characters),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
