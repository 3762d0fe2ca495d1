/* SPDX-License-Identifier: MIT */
#include "../test.h"
#include "app/terminal.h"

static void a_pipe_has_no_width_and_no_colour(void **state)
{
    (void)state;
    struct terminal terminal = terminal_judge(
        &(struct terminal_signs){.window_columns = 120, .columns = "100", .term = "xterm"});
    assert_false(terminal.is_terminal);
    assert_false(terminal.colour);
    assert_int_equal(terminal.width, 0);
}

static void the_kernel_knows_the_width_better_than_the_environment(void **state)
{
    (void)state;
    struct terminal_signs signs = {
        .is_terminal = true, .window_columns = 120, .columns = "100", .term = "xterm"};
    assert_int_equal(terminal_judge(&signs).width, 120);
    signs.window_columns = 0;
    assert_int_equal(terminal_judge(&signs).width, 100);
    signs.columns = "wide";
    assert_int_equal(terminal_judge(&signs).width, 80);
    signs.columns = "0";
    assert_int_equal(terminal_judge(&signs).width, 80);
    signs.columns = NULL;
    assert_int_equal(terminal_judge(&signs).width, 80);
}

static void colour_is_refused_by_no_color_and_dumb_terminals(void **state)
{
    (void)state;
    struct terminal_signs signs = {.is_terminal = true, .term = "xterm"};
    assert_true(terminal_judge(&signs).colour);
    signs.no_color = "";
    assert_true(terminal_judge(&signs).colour);
    signs.no_color = "1";
    assert_false(terminal_judge(&signs).colour);
    signs = (struct terminal_signs){.is_terminal = true, .term = "dumb"};
    assert_false(terminal_judge(&signs).colour);
    assert_true(terminal_judge(&signs).dumb);
    signs.term = NULL;
    assert_true(terminal_judge(&signs).dumb);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_pipe_has_no_width_and_no_colour),
        cmocka_unit_test(the_kernel_knows_the_width_better_than_the_environment),
        cmocka_unit_test(colour_is_refused_by_no_color_and_dumb_terminals),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
