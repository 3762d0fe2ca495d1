/* interrupt - Ctrl-C and a polite kill end the reading, not the program.
 *
 * A thread of its own waits for SIGINT and SIGTERM, so there is no handler that
 * would need a global. The first one stops the source, so that what was found
 * so far is reported; the second ends the program at once. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "capture/source.h"

struct interrupt;

/* Without a source (NULL) nothing is stopped: who works asks interrupt_came() now and then.
 * Call before any other thread is created: the signals are blocked in all of them. */
struct interrupt *interrupt_create(struct source *source);
/* Whether a signal came. */
bool interrupt_came(struct interrupt *interrupt);
void interrupt_free(struct interrupt *interrupt);
