/* SPDX-License-Identifier: MIT */
#include "app/command.h"
#include "app/help.h"
#include "app/settings.h"
#include "app/terminal.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

static const struct command *find_command(const char *name)
{
    for (const struct command *const *command = commands; *command; command++)
        if (strcmp((*command)->name, name) == 0)
            return *command;
    return NULL;
}

/* Writes all of it; a reader that went away (a pager that was closed) is no error. */
static void print_and_free(struct text *text)
{
    fwrite(text->data, 1, text->size, stdout);
    fflush(stdout);
    text_done(text);
}

/* As wide as the terminal, 80 columns where there is none, and never too wide to read. */
static size_t help_width(void)
{
    size_t width = terminal_behind(STDOUT_FILENO).width;
    return width == 0 ? 80 : width > 100 ? 100 : width;
}

static enum exit_status run_command(const struct command *command, int count, char **arguments)
{
    struct settings *settings;
    struct problem problem = {0};
    if (!settings_read(command, count, arguments, &settings, &problem)) {
        fprintf(stderr, "stormcone %s: %s; 'stormcone %s --help' says how it is used\n",
                command->name, problem.sentence, command->name);
        return EXIT_TROUBLE;
    }
    enum exit_status status = EXIT_CLEAN;
    if (setting_given(settings, "help")) {
        struct text text = {0};
        help_command(&text, command, help_width());
        print_and_free(&text);
    } else {
        status = command->run(settings);
    }
    settings_free(settings);
    return status;
}

int main(int count, char **arguments)
{
    const char *name = count > 1 ? arguments[1] : "--help";
    const struct command *command = find_command(name);
    struct text text = {0};
    if (command)
        return (int)run_command(command, count - 2, arguments + 2);
    if (strcmp(name, "--version") == 0)
        text_print(&text, "stormcone %s\n", STORMCONE_VERSION);
    else if (strcmp(name, "--manual") == 0)
        help_manual(&text);
    else if (strcmp(name, "--help") == 0 || strcmp(name, "-h") == 0 || strcmp(name, "help") == 0)
        help_overview(&text, help_width());
    else {
        fprintf(stderr, "stormcone: there is no command '%s'; 'stormcone --help' lists them\n",
                name);
        return EXIT_TROUBLE;
    }
    print_and_free(&text);
    return count > 1 ? EXIT_CLEAN : EXIT_TROUBLE;
}
