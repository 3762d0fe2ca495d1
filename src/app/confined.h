/* confined - does one step in a process of its own, which may do nothing but write into one folder.
 *
 * What is read in the step comes from strangers. The child has no network and sees no file
 * but those that are open and those in the folder (sandbox.h), and may think for so many
 * seconds; where it breaks, the step has failed. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "base/problem.h"

struct confined_step {
    int folder; /* open */
    void (*run)(void *context);
    void *context;
    void *result; /* what of the memory that the step changed comes back: bytes without pointers */
    size_t result_size;
    bool (*go_on)(void *context); /* asked ten times a second; false ends the child */
};

/* False when the child came to no end of its own; with a sentence, unless go_on() ended it. */
bool confined_run(const struct confined_step *step, struct problem *problem);
