/* SPDX-License-Identifier: MIT */
#include "app/command.h"

#define PLUGIN(name) extern const struct command name##_command;
#include "commands.def"
#undef PLUGIN

const struct command *const commands[] = {
#define PLUGIN(name) &name##_command,
#include "commands.def"
#undef PLUGIN
    NULL,
};
