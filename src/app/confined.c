/* SPDX-License-Identifier: MIT */
#include "app/confined.h"

#include "base/sandbox.h"
#include "model/limits.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

static _Noreturn void run_child(const struct confined_step *step, int answer)
{
    const struct rlimit seconds = {LIMIT_CONFINED_SECONDS, LIMIT_CONFINED_SECONDS};
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    setrlimit(RLIMIT_CPU, &seconds);
    sandbox_enter_folder(step->folder);
    step->run(step->context);
    ssize_t written = write(answer, step->result, step->result_size);
    _exit(written == (ssize_t)step->result_size ? 0 : 1);
}

/* Whether the child may go on until its answer is there. */
static bool await_answer(const struct confined_step *step, int answer)
{
    struct pollfd ready = {.fd = answer, .events = POLLIN};
    while (poll(&ready, 1, 100) == 0)
        if (!step->go_on(step->context))
            return false;
    return true;
}

bool confined_run(const struct confined_step *step, struct problem *problem)
{
    int ends[2];
    /* So much is written, and read, in one piece. */
    if (step->result_size > PIPE_BUF || pipe2(ends, O_CLOEXEC) != 0)
        return problem_set(problem, "no pipe can be made: %s", strerror(errno));
    pid_t child = fork();
    if (child == 0)
        run_child(step, ends[1]);
    close(ends[1]);
    bool goes_on = child > 0 && await_answer(step, ends[0]);
    if (child > 0 && !goes_on)
        kill(child, SIGKILL);
    bool answered =
        goes_on && read(ends[0], step->result, step->result_size) == (ssize_t)step->result_size;
    close(ends[0]);
    if (child < 0)
        return problem_set(problem, "no process can be made: %s", strerror(errno));
    while (waitpid(child, NULL, 0) < 0 && errno == EINTR)
        ;
    if (goes_on && !answered)
        problem_set(problem, "the process that read it broke down");
    return answered;
}
