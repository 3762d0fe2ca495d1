/* help - what --help and the manual page say, both made from the commands' tables. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "app/command.h"

/* The overview: what the program is for and which commands there are. */
void help_overview(struct text *text, size_t width);
/* One command: usage, options, sections. */
void help_command(struct text *text, const struct command *command, size_t width);
/* The whole manual as man(7) source. */
void help_manual(struct text *text);
