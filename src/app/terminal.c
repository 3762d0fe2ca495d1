/* SPDX-License-Identifier: MIT */
#include "app/terminal.h"

#include "base/slice.h"

#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { USUAL_WIDTH = 80, WIDEST = 4096 };

struct terminal terminal_judge(const struct terminal_signs *signs)
{
    struct terminal terminal = {.is_terminal = signs->is_terminal};
    if (!signs->is_terminal)
        return terminal;
    uint64_t columns;
    if (signs->window_columns > 0)
        terminal.width = signs->window_columns;
    else if (slice_to_number(slice_from(signs->columns), WIDEST, &columns) && columns > 0)
        terminal.width = columns;
    else
        terminal.width = USUAL_WIDTH;
    terminal.dumb =
        !signs->term || slice_equal_text(slice_from(signs->term), "dumb") || signs->term[0] == '\0';
    bool refused = signs->no_color && signs->no_color[0] != '\0';
    terminal.colour = !terminal.dumb && !refused;
    return terminal;
}

struct terminal terminal_behind(int fd)
{
    struct winsize window = {0};
    if (ioctl(fd, TIOCGWINSZ, &window) != 0)
        window.ws_col = 0;
    return terminal_judge(&(struct terminal_signs){
        .is_terminal = isatty(fd) == 1,
        .window_columns = window.ws_col,
        .columns = getenv("COLUMNS"),
        .term = getenv("TERM"),
        .no_color = getenv("NO_COLOR"),
    });
}
