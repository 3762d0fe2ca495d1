/* settings - a command line, checked against its command's table.
 *
 * Long options may be written --name=value or --name value, short ones -nvalue
 * or -n value; "--" ends the options; "-" alone is an operand. Everything
 * borrows from argv. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "app/command.h"

struct settings;

/* Reads what stands behind the command's name. False with a problem when it does
 * not fit the table. */
bool settings_read(const struct command *command, int count, char *const *arguments,
                   struct settings **settings, struct problem *problem);
void settings_free(struct settings *settings);

/* Options that every command has: --help and --colour. */
extern const struct option_row common_options[];
