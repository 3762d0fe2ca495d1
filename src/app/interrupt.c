/* SPDX-License-Identifier: MIT */
#include "app/interrupt.h"

#include "base/memory.h"

#include <assert.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <unistd.h>

struct interrupt {
    struct source *source;
    pthread_t reader, watcher;
    sigset_t signals;
    atomic_bool came, ended;
};

/* Wakes a read that waits for a pipe: with this handler it returns EINTR. */
static void wake(int signal)
{
    (void)signal;
}

static void *watch(void *argument)
{
    struct interrupt *interrupt = argument;
    /* A tenth of a second: the wake-up can come just before the read begins, so
     * it is repeated until reading has ended. */
    const struct timespec pause = {.tv_nsec = 100 * 1000 * 1000};
    for (;;) {
        int signal = sigtimedwait(&interrupt->signals, NULL, &pause);
        if (atomic_load(&interrupt->ended))
            return NULL;
        bool asked_to_end = signal == SIGINT || signal == SIGTERM;
        if (asked_to_end && atomic_exchange(&interrupt->came, true))
            _exit(130);
        if (atomic_load(&interrupt->came) && interrupt->source) {
            source_stop(interrupt->source);
            pthread_kill(interrupt->reader, SIGUSR1);
        }
    }
}

struct interrupt *interrupt_create(struct source *source)
{
    struct interrupt *interrupt = memory_create(1, sizeof *interrupt);
    interrupt->source = source;
    interrupt->reader = pthread_self();
    sigemptyset(&interrupt->signals);
    sigaddset(&interrupt->signals, SIGINT);
    sigaddset(&interrupt->signals, SIGTERM);
    sigaddset(&interrupt->signals, SIGUSR2); /* wakes the watcher itself, at the end */
    pthread_sigmask(SIG_BLOCK, &interrupt->signals, NULL);
    struct sigaction action = {.sa_handler = wake};
    sigaction(SIGUSR1, &action, NULL);
    int failed = pthread_create(&interrupt->watcher, NULL, watch, interrupt);
    assert(!failed);
    (void)failed;
    return interrupt;
}

/* A signal that came a moment before the end of the input may still be on its way. */
bool interrupt_came(struct interrupt *interrupt)
{
    sigset_t pending;
    sigpending(&pending);
    return atomic_load(&interrupt->came) || sigismember(&pending, SIGINT) == 1 ||
           sigismember(&pending, SIGTERM) == 1;
}

void interrupt_free(struct interrupt *interrupt)
{
    if (!interrupt)
        return;
    atomic_store(&interrupt->ended, true);
    pthread_kill(interrupt->watcher, SIGUSR2);
    pthread_join(interrupt->watcher, NULL);
    /* What came too late to end the reading has nothing left to end. */
    const struct timespec at_once = {0};
    while (sigtimedwait(&interrupt->signals, NULL, &at_once) > 0)
        continue;
    pthread_sigmask(SIG_UNBLOCK, &interrupt->signals, NULL);
    free(interrupt);
}
