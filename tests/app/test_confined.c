/* SPDX-License-Identifier: MIT */
#include "app/confined.h"

#include "../base/folders.h"

#include <signal.h>

struct work {
    int asked, number;
    const char *folder;
};

static bool go_on_always(void *context)
{
    struct work *work = context;
    work->asked++;
    return true;
}

static bool go_on_never(void *context)
{
    struct work *work = context;
    work->asked++;
    return false;
}

static void answer(void *context)
{
    struct work *work = context;
    work->number = 42;
    work->asked = 1000;
}

static void break_down(void *context)
{
    (void)context;
    raise(SIGKILL);
}

static void never_end(void *context)
{
    (void)context;
    for (;;)
        pause();
}

static bool run(struct work *work, void (*step)(void *context), bool (*go_on)(void *context),
                struct problem *problem)
{
    const struct confined_step confined = {
        .folder = open(work->folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC),
        .run = step,
        .context = work,
        .result = &work->number,
        .result_size = sizeof work->number,
        .go_on = go_on,
    };
    bool ran = confined_run(&confined, problem);
    close(confined.folder);
    return ran;
}

static void the_result_alone_comes_back(void **state)
{
    struct work work = {.folder = *state};
    struct problem problem = {0};
    assert_true(run(&work, answer, go_on_always, &problem));
    assert_int_equal(work.number, 42);
    assert_in_range(work.asked, 0, 999);
}

static void a_step_that_breaks_down_is_a_sentence(void **state)
{
    struct work work = {.folder = *state, .number = 7};
    struct problem problem = {0};
    assert_false(run(&work, break_down, go_on_always, &problem));
    assert_string_equal(problem.sentence, "the process that read it broke down");
    assert_int_equal(work.number, 7);
}

static void a_step_is_ended_when_it_may_not_go_on(void **state)
{
    struct work work = {.folder = *state};
    struct problem problem = {0};
    assert_false(run(&work, never_end, go_on_never, &problem));
    assert_int_equal(work.asked, 1);
    assert_string_equal(problem.sentence, "");
}

#define WITH_FOLDER(test) cmocka_unit_test_setup_teardown(test, folder_setup, folder_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_FOLDER(the_result_alone_comes_back),
        WITH_FOLDER(a_step_that_breaks_down_is_a_sentence),
        WITH_FOLDER(a_step_is_ended_when_it_may_not_go_on),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
