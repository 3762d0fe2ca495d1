/* command - what every subcommand is: one const descriptor.
 *
 * Commands are listed in src/app/meson.build. The help, the manual page and the
 * check of the command line are all made from the same tables. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "base/problem.h"
#include "base/text.h"

enum exit_status {
    EXIT_CLEAN = 0,   /* nothing found */
    EXIT_FOUND = 1,   /* something was found, whatever else happened */
    EXIT_TROUBLE = 2, /* nothing found, and something could not be read, or wrong usage */
};

/* One option; a table of them ends with a zeroed row. */
struct option_row {
    char letter;          /* 0: has no short form */
    const char *name;     /* "notice" for --notice */
    const char *argument; /* "FILE"; NULL: a switch */
    const char *help;     /* one sentence, for --help and the manual */
    bool many;            /* may be given several times */
};

/* One part of the manual under its own heading: plain text; blank lines part
 * paragraphs, lines that begin with a space are kept as they are. */
struct manual_section {
    const char *heading; /* "MATCHING" */
    const char *text;
    void (*list)(struct text *text); /* adds what a table of the program knows; may be NULL */
};

struct settings;

struct command {
    const char *name;
    const char *usage; /* behind the name: "-n NOTICE [-n NOTICE]... INPUT..." */
    const char *title; /* one line */
    const char *description;
    const struct option_row *options;
    const struct manual_section *sections; /* ends with a zeroed row; may be NULL */
    enum exit_status (*run)(const struct settings *settings);
};

/* All commands; ends with NULL. */
extern const struct command *const commands[];

/* The command line, checked against the command's table. */
struct settings;
/* Whether an option was given; its last value (NULL when it was not given). */
bool setting_given(const struct settings *settings, const char *name);
const char *setting_value(const struct settings *settings, const char *name);
/* All values of an option, and all operands. */
size_t setting_count(const struct settings *settings, const char *name);
const char *setting_at(const struct settings *settings, const char *name, size_t place);
size_t setting_operand_count(const struct settings *settings);
const char *const *setting_operands(const struct settings *settings);
