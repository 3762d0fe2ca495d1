/* style_choice - how output looks: the terminal decides, unless --colour says otherwise. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "app/command.h"
#include "report/output.h"

/* The style for a file descriptor. False with a problem when --colour is none of
 * auto, always and never. */
bool style_choose(const struct settings *settings, int fd, struct style *style,
                  struct problem *problem);
