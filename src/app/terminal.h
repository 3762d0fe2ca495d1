/* terminal - what stands behind a file descriptor: a terminal of some width, or no terminal.
 *
 * Colour is used on terminals only, and not where the user says NO_COLOR
 * (https://no-color.org) or the terminal is dumb. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include <stdbool.h>
#include <stddef.h>

struct terminal {
    bool is_terminal;
    bool dumb;    /* cannot go back to the start of a line */
    bool colour;  /* may be painted */
    size_t width; /* columns; 0: no limit, because it is no terminal */
};

struct terminal terminal_behind(int fd);

/* What decides, apart from asking; any of the texts may be NULL (not set). */
struct terminal_signs {
    bool is_terminal;
    size_t window_columns;                 /* as the kernel knows them; 0: it does not */
    const char *columns, *term, *no_color; /* the environment's COLUMNS, TERM, NO_COLOR */
};

struct terminal terminal_judge(const struct terminal_signs *signs);
