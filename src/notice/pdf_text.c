/* SPDX-License-Identifier: MIT */
#include "notice/pdf_text.h"

#include "base/instant.h"
#include "base/sandbox.h"
#include "model/limits.h"
#include "notice/pdf_pages.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

/* Readers of PDF accept up to a KiB before the front. A text that speaks of such fronts has
 * no end of a PDF. */
bool pdf_text_recognise(struct slice content)
{
    enum { WITHIN = 1024 };
    struct slice end = slice_after(content, content.size > WITHIN ? content.size - WITHIN : 0);
    size_t at = slice_find(slice_part(content, 0, WITHIN), slice_from("%PDF-"));
    if (at == SLICE_NOWHERE || at + 5 >= content.size || !byte_is_digit(content.data[at + 5]))
        return false;
    return slice_trim(slice_part(content, 0, at)).size == 0 ||
           slice_find(end, slice_from("%%EOF")) != SLICE_NOWHERE;
}

/* What the child writes behind the text for each page that it could not read. */
enum { LOST_PAGE = 0 };

#ifdef WITH_POPPLER

/* How the child ends: its exit status, an outcome behind the small numbers that shells,
 * sanitizers and libraries use. Others are those of a failure. */
enum { FIRST_STATUS = 20 };

static bool judge_outcome(unsigned outcome, struct problem *problem)
{
    switch (outcome) {
    case PDF_READ:
        return true;
    case PDF_ENCRYPTED:
        return problem_set(problem, "it is an encrypted PDF document");
    case PDF_DAMAGED:
        return problem_set(problem, "it is a damaged PDF document");
    case PDF_WITHOUT_PAGES:
        return problem_set(problem, "it is a PDF document without pages");
    case PDF_TOO_MANY_PAGES:
        return problem_set(problem, "it is a PDF document of more than %d pages", LIMIT_PDF_PAGES);
    case PDF_TOO_MUCH_TEXT:
        return problem_set(problem, "it is a PDF document with more than %d MiB of text",
                           LIMIT_PDF_TEXT >> 20);
    default: /* it crashed, or was out of memory */
        return problem_set(problem, "the library that reads PDF failed on it");
    }
}

/* ---- In the child */

static bool write_all(int out, struct slice bytes)
{
    while (bytes.size > 0) {
        ssize_t written = write(out, bytes.data, bytes.size);
        if (written < 0 && errno != EINTR)
            return false;
        bytes = slice_after(bytes, written > 0 ? (size_t)written : 0);
    }
    return true;
}

static void limit(__rlimit_resource_t resource, rlim_t most)
{
    struct rlimit limits = {most, most};
    setrlimit(resource, &limits);
}

/* What the parent holds counts too, since the child is a copy of it. */
static rlim_t memory_now(void)
{
    unsigned long long pages = 0;
    FILE *file = fopen("/proc/self/statm", "re");
    if (file && fscanf(file, "%llu", &pages) != 1)
        pages = 0;
    if (file)
        fclose(file);
    return (rlim_t)pages * (rlim_t)sysconf(_SC_PAGESIZE);
}

/* The sanitizers reserve terabytes of addresses. */
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define LIMITS_MEMORY false
#elif defined(__has_feature)
#define LIMITS_MEMORY (!__has_feature(address_sanitizer) && !__has_feature(thread_sanitizer))
#else
#define LIMITS_MEMORY true
#endif

static void give_up_rights(void)
{
    /* Tables of the encodings that documents in Chinese, Japanese and Korean name. */
    static const char *const readable[] = {"/usr/share/poppler"};
    limit(RLIMIT_CORE, 0);
    limit(RLIMIT_FSIZE, 0);
    limit(RLIMIT_CPU, LIMIT_PDF_SECONDS);
    if (LIMITS_MEMORY)
        limit(RLIMIT_AS, memory_now() + LIMIT_PDF_MEMORY);
    sandbox_enter(readable, 1);
}

/* Complaints of the library are not for people. */
static void close_all_but(int out)
{
    int nowhere = open("/dev/null", O_RDWR);
    for (int i = 0; i <= 2 && nowhere >= 0; i++)
        dup2(nowhere, i);
    if (out > 3)
        close_range(3, (unsigned)out - 1, 0);
    close_range((unsigned)out + 1, ~0U, 0);
}

static int be_child(struct slice content, int out)
{
    struct text text = {0};
    unsigned lost = 0;
    out = fcntl(out, F_DUPFD, 3);
    if (out < 0)
        return FIRST_STATUS + PDF_OUTCOMES;
    signal(SIGINT, SIG_DFL);
    signal(SIGTERM, SIG_DFL);
    close_all_but(out);
    give_up_rights();
    enum pdf_outcome outcome = pdf_pages_read(content, &text, &lost);
    for (; lost > 0; lost--)
        text_add_byte(&text, LOST_PAGE);
    bool written = outcome != PDF_READ || write_all(out, text_slice(&text));
    return FIRST_STATUS + (int)(written ? outcome : PDF_OUTCOMES);
}

/* ---- In the parent */

enum { CHUNK = 65536 };

/* Reads until the child has closed its end; false when its time is over. */
static bool receive(int in, struct text *text)
{
    int64_t end = monotonic_ns() + LIMIT_PDF_WAIT * NS_PER_SECOND;
    char chunk[CHUNK];
    for (;;) {
        int64_t left = (end - monotonic_ns()) / (NS_PER_SECOND / 1000);
        struct pollfd ready = {.fd = in, .events = POLLIN};
        if (left <= 0 || text->size > 2 * LIMIT_PDF_TEXT)
            return false;
        if (poll(&ready, 1, (int)left) <= 0)
            continue;
        ssize_t got = read(in, chunk, sizeof chunk);
        if (got == 0 || (got < 0 && errno != EINTR))
            return true;
        text_add(text, slice_make(chunk, got > 0 ? (size_t)got : 0));
    }
}

static int wait_for(pid_t child)
{
    int status = 0;
    while (waitpid(child, &status, 0) < 0 && errno == EINTR)
        continue;
    return status;
}

static bool judge(int status, bool in_time, struct problem *problem)
{
    if (!in_time || (WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU) ||
        (WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL))
        return problem_set(problem, "reading the PDF document takes longer than %d seconds",
                           LIMIT_PDF_SECONDS);
    bool by_us = WIFEXITED(status) && WEXITSTATUS(status) >= FIRST_STATUS;
    return judge_outcome(by_us ? (unsigned)WEXITSTATUS(status) - FIRST_STATUS : PDF_OUTCOMES,
                         problem);
}

static bool read_in_child(struct slice content, struct text *pages, struct problem *problem)
{
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0)
        return problem_set(problem, "cannot make a pipe: %s", strerror(errno));
    pid_t child = fork();
    if (child == 0)
        _exit(be_child(content, ends[1]));
    close(ends[1]);
    if (child < 0) {
        close(ends[0]);
        return problem_set(problem, "cannot start a process that reads PDF: %s", strerror(errno));
    }
    bool in_time = receive(ends[0], pages);
    close(ends[0]);
    if (!in_time)
        kill(child, SIGKILL);
    return judge(wait_for(child), in_time, problem);
}

#else

static bool read_in_child(struct slice content, struct text *pages, struct problem *problem)
{
    (void)content, (void)pages;
    return problem_set(problem, "it is a PDF document, which this build does not read: it was "
                                "built without poppler");
}

#endif

/* They stand at the end. */
static unsigned take_lost_pages(struct slice *text)
{
    unsigned lost = 0;
    for (; text->size > 0 && text->data[text->size - 1] == LOST_PAGE; text->size--)
        lost++;
    return lost;
}

bool pdf_text_read(struct slice content, struct text *text, unsigned *lost_pages,
                   struct problem *problem)
{
    struct text told = {0};
    bool read = read_in_child(content, &told, problem);
    struct slice lines = text_slice(&told);
    *lost_pages = read ? take_lost_pages(&lines) : 0;
    if (read && slice_trim(lines).size == 0)
        read = problem_set(problem, "it is a PDF document without text: perhaps scanned, or in an "
                                    "encoding that only poppler-data knows");
    if (read)
        text_add(text, lines);
    text_done(&told);
    return read;
}
