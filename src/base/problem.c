/* SPDX-License-Identifier: MIT */
#include "base/problem.h"

#include "base/text.h"

#include <stdarg.h>
#include <string.h>

/* Makes the sentence printable and cuts it to fit, between two characters. */
static void store(struct problem *problem, const struct text *said)
{
    struct text safe = {0};
    text_add_printable(&safe, text_slice(said));
    size_t size = safe.size;
    if (size >= sizeof problem->sentence)
        for (size = sizeof problem->sentence - 1; (safe.data[size] & 0xc0) == 0x80; size--)
            ;
    if (size > 0)
        memcpy(problem->sentence, safe.data, size);
    problem->sentence[size] = '\0';
    text_done(&safe);
}

bool problem_set(struct problem *problem, const char *format, ...)
{
    if (!problem)
        return false;
    struct text said = {0};
    va_list arguments;
    va_start(arguments, format);
    text_print_list(&said, format, arguments);
    va_end(arguments);
    store(problem, &said);
    text_done(&said);
    return false;
}

bool problem_add(struct problem *problem, const char *format, ...)
{
    if (!problem)
        return false;
    struct text said = {0};
    va_list arguments;
    va_start(arguments, format);
    text_print_list(&said, format, arguments);
    va_end(arguments);
    text_put(&said, ": ");
    text_put(&said, problem->sentence);
    store(problem, &said);
    text_done(&said);
    return false;
}
