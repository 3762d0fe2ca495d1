/* example - a run as the outputs are told it: two machines, two notices, three inputs.
 *
 * Everything is made up here; addresses and names are those that RFC 5737, 3849
 * and 2606 keep for examples. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "report/output.h"

struct example {
    struct notice notices[2];
    const struct notice *notice_list[2];
    struct source_line sources[4];
    struct trace traces[4];
    struct finding findings[3];
    struct input_report inputs[3];
    const struct input_report *input_list[3];
    struct run_summary summary;
    struct telling telling;
};

/* Two machines met three of eleven indicators. The telling points into the example. */
void example_found(struct example *example);
/* The same captures, all readable, and nothing in them. */
void example_clean(struct example *example);
/* The same as example_found(), but every text is one that attacks the reader. */
void example_hostile(struct example *example);
void example_done(struct example *example);
