/* SPDX-License-Identifier: MIT */
#include "../test.h"
#include "app/progress.h"
#include "base/instant.h"

#include <unistd.h>

static void check(size_t width, const struct progress_state *state, const char *expected)
{
    struct text text = {0};
    progress_render(&text, width, state);
    assert_text(&text, expected);
    assert_true(text.size < width);
    text_done(&text);
}

static const struct progress_state half = {.done = UINT64_C(1500000000),
                                           .total = UINT64_C(3000000000),
                                           .packets = 2500000,
                                           .elapsed_ns = 5 * NS_PER_SECOND};

static void the_bar_takes_the_room_that_is_left(void **state)
{
    (void)state;
    check(100, &half,
          " 50%  [###############...............]  1.5 GB of 3.0 GB  300 MB/s  5 seconds left  "
          "500 k packets/s");
    check(200, &half,
          " 50%  [####################....................]  1.5 GB of 3.0 GB  300 MB/s  "
          "5 seconds left  500 k packets/s");
}

static void a_narrow_terminal_sees_what_matters_most(void **state)
{
    (void)state;
    check(72, &half, " 50%  1.5 GB of 3.0 GB  300 MB/s  5 seconds left  500 k packets/s");
    check(50, &half, " 50%  1.5 GB of 3.0 GB  300 MB/s  5 seconds left");
    check(30, &half, " 50%  1.5 GB of 3.0 GB");
    check(6, &half, " 50%");
}

static void an_unknown_total_shows_no_share_and_no_end(void **state)
{
    (void)state;
    check(
        80,
        &(struct progress_state){.done = 4200000, .packets = 900, .elapsed_ns = NS_PER_SECOND * 2},
        "4.2 MB read  2.1 MB/s  450 packets/s");
}

static void one_thing_of_several_is_named(void **state)
{
    (void)state;
    struct progress_state named = half;
    named.name = "maltrail";
    check(60, &named, "maltrail   50%  1.5 GB of 3.0 GB  300 MB/s  5 seconds left");
    named.total = 0;
    check(60, &named, "maltrail  1.5 GB read  300 MB/s  500 k packets/s");
}

static void the_first_moment_and_a_grown_file_are_no_trouble(void **state)
{
    (void)state;
    check(60, &(struct progress_state){.total = 1000},
          "  0%  [....................................]  0 B of 1.0 kB");
    check(60, &(struct progress_state){.done = 2000, .total = 1000, .elapsed_ns = NS_PER_SECOND},
          "100%  [#######################]  1.0 kB of 1.0 kB  1.0 kB/s");
}

/* Runs updates at the given times against a pipe and reads what was written. */
static struct text drawn(struct terminal terminal, const int64_t *times, size_t count, bool end)
{
    int ends[2];
    struct progress progress;
    struct text text = {0};
    assert_int_equal(pipe(ends), 0);
    progress_begin(&progress, ends[1], terminal, 100, 0);
    for (size_t i = 0; i < count; i++)
        progress_update(&progress, 50, 0, times[i]);
    if (end)
        progress_end(&progress);
    else
        text_done(&progress.line);
    close(ends[1]);
    char buffer[1024];
    ssize_t size;
    while ((size = read(ends[0], buffer, sizeof buffer)) > 0)
        text_add(&text, slice_make(buffer, (size_t)size));
    close(ends[0]);
    return text;
}

static const struct terminal narrow = {.is_terminal = true, .width = 20};

static void a_short_run_shows_nothing(void **state)
{
    (void)state;
    static const int64_t times[] = {0, NS_PER_SECOND / 2, NS_PER_SECOND - 1};
    struct text text = drawn(narrow, times, 3, true);
    assert_int_equal(text.size, 0);
    text_done(&text);
}

static void the_line_is_drawn_ten_times_a_second_and_taken_away(void **state)
{
    (void)state;
    static const int64_t times[] = {NS_PER_SECOND, NS_PER_SECOND + 1, NS_PER_SECOND * 11 / 10};
    struct text text = drawn(narrow, times, 3, true);
    assert_text(&text, "\r 50%  50 B of 100 B\x1b[K\r 50%  50 B of 100 B\x1b[K\r\x1b[K");
    text_done(&text);
}

static void pipes_and_dumb_terminals_see_nothing(void **state)
{
    (void)state;
    static const int64_t times[] = {NS_PER_SECOND * 5};
    struct text text = drawn((struct terminal){.width = 80}, times, 1, true);
    assert_int_equal(text.size, 0);
    text_done(&text);
    text = drawn((struct terminal){.is_terminal = true, .dumb = true, .width = 80}, times, 1, true);
    assert_int_equal(text.size, 0);
    text_done(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_bar_takes_the_room_that_is_left),
        cmocka_unit_test(a_narrow_terminal_sees_what_matters_most),
        cmocka_unit_test(an_unknown_total_shows_no_share_and_no_end),
        cmocka_unit_test(one_thing_of_several_is_named),
        cmocka_unit_test(the_first_moment_and_a_grown_file_are_no_trouble),
        cmocka_unit_test(a_short_run_shows_nothing),
        cmocka_unit_test(the_line_is_drawn_ten_times_a_second_and_taken_away),
        cmocka_unit_test(pipes_and_dumb_terminals_see_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
