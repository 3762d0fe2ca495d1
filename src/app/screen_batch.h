/* screen_batch - asks the lists for every name of an input, by one thread or several.
 *
 * Workers take blocks of names; what a block gives is written in the order of the input, so that
 * the answer is the same for any number of workers. Memory is bounded by the blocks that wait for
 * their turn. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "app/interrupt.h"
#include "app/progress.h"
#include "app/screen_input.h"
#include "attribution/screen.h"
#include "report/screening_report.h"

struct screen_batch {
    const struct screener *screener;
    const struct screen_choice *choice;
    struct screen_input *input;
    struct interrupt *interrupt; /* may be NULL */
    struct progress *progress;
    unsigned workers;
    /* Adds what is told of one name; called by several threads. */
    void (*render)(const void *context, struct text *text, const struct screening *screening);
    const void *context;
};

/* Writes answers to standard output, defects of the input to standard error. */
void screen_batch_run(const struct screen_batch *batch, struct screening_tally *tally);
