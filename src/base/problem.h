/* problem - one sentence that says why something could not be done.
 *
 * A function that the world can refuse takes a problem and returns false. The
 * sentence names the thing (file, line, value), has no full stop and no
 * newline, and is printed once, by app/. What came from outside stands in it
 * printable (see text.h), so it may be written to a terminal. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "base/slice.h"

struct problem {
    char sentence[512];
};

/* Sets the sentence; always false, so that callers can say: return
 * problem_set(problem, "cannot read '%s'", path). A NULL problem is accepted. */
bool problem_set(struct problem *problem, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Puts "what: " before the sentence that is there. Always false. */
bool problem_add(struct problem *problem, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
