/* SPDX-License-Identifier: MIT */
#include "app/style_choice.h"

#include "app/terminal.h"

#include <string.h>

bool style_choose(const struct settings *settings, int fd, struct style *style,
                  struct problem *problem)
{
    struct terminal terminal = terminal_behind(fd);
    const char *when = setting_value(settings, "colour");
    *style = (struct style){.colour = terminal.colour, .width = terminal.width};
    if (!when || strcmp(when, "auto") == 0)
        return true;
    style->colour = strcmp(when, "always") == 0;
    return style->colour || strcmp(when, "never") == 0 ||
           problem_set(problem, "--colour wants auto, always or never");
}
