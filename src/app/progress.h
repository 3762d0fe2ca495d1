/* progress - one line on standard error that tells how far a long run is.
 *
 * Shown only where there is a terminal, and only when the run lasts longer than
 * a second; drawn at most ten times a second; gone when the run ends. Whoever
 * writes to the terminal in between calls progress_clear() first. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "app/terminal.h"
#include "base/text.h"

/* How far a run is. */
struct progress_state {
    const char *name;     /* of what is being done; NULL: there is only one thing */
    uint64_t done, total; /* bytes; total 0: not known */
    uint64_t packets;
    const char *things; /* what `packets` counts; NULL: packets */
    int64_t elapsed_ns;
};

struct progress {
    struct terminal terminal;
    int fd;
    const char *name;           /* may be set between progress_begin() and the first update */
    const char *things;         /* likewise */
    uint64_t total;             /* may be set when it becomes known */
    int64_t began_ns, drawn_ns; /* monotonic; see base/instant.h */
    bool drawn;
    struct text line;
};

/* Begins at `now_ns` of the monotonic clock. Nothing is written yet. */
void progress_begin(struct progress *progress, int fd, struct terminal terminal, uint64_t total,
                    int64_t now_ns);
/* Cheap where nothing is due: two comparisons. */
void progress_update(struct progress *progress, uint64_t done, uint64_t packets, int64_t now_ns);
/* Takes the line away; the next update draws it again. */
void progress_clear(struct progress *progress);
/* Takes the line away and frees. */
void progress_end(struct progress *progress);

/* Adds the line for a width, shorter than the width by at least one column. */
void progress_render(struct text *text, size_t width, const struct progress_state *state);
