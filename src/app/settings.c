/* SPDX-License-Identifier: MIT */
#include "app/settings.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

const struct option_row common_options[] = {
    {.name = "colour",
     .argument = "WHEN",
     .help = "Colour the output: auto (on a terminal, unless NO_COLOR is set), always or never."},
    {.letter = 'h', .name = "help", .help = "Say how the command is used, and end."},
    {0},
};

struct setting {
    const char *name;
    const char *value; /* NULL: a switch */
};

struct settings {
    const struct command *command;
    struct setting *given;
    size_t given_count, given_capacity;
    const char **operands;
    size_t operand_count, operand_capacity;
};

/* What is still to be read. */
struct arguments {
    int count;
    char *const *next;
};

static const struct option_row *find_in(const struct option_row *rows, struct slice name,
                                        char letter)
{
    for (; rows && rows->name; rows++)
        if (letter ? rows->letter == letter : slice_equal_text(name, rows->name))
            return rows;
    return NULL;
}

static const struct option_row *find_row(const struct command *command, struct slice name,
                                         char letter)
{
    const struct option_row *row = find_in(command->options, name, letter);
    return row ? row : find_in(common_options, name, letter);
}

static bool add(struct settings *settings, const struct option_row *row, const char *value,
                struct problem *problem)
{
    if (!row->many && setting_given(settings, row->name))
        return problem_set(problem, "--%s is given twice", row->name);
    settings->given = memory_grow(settings->given, &settings->given_capacity,
                                  settings->given_count + 1, sizeof *settings->given);
    settings->given[settings->given_count++] = (struct setting){row->name, value};
    return true;
}

/* Takes the value that stands in the next argument. */
static bool take_value(struct arguments *arguments, const struct option_row *row,
                       const char **value, struct problem *problem)
{
    if (arguments->count == 0)
        return problem_set(problem, "--%s wants %s", row->name, row->argument);
    *value = *arguments->next++;
    arguments->count--;
    return true;
}

static bool read_long(struct settings *settings, const char *text, struct arguments *arguments,
                      struct problem *problem)
{
    const char *equals = strchr(text, '=');
    struct slice name = equals ? slice_make(text, (size_t)(equals - text)) : slice_from(text);
    const struct option_row *row = find_row(settings->command, name, 0);
    if (!row)
        return problem_set(problem, "there is no option --%.*s", (int)name.size, text);
    if (!row->argument && equals)
        return problem_set(problem, "--%s takes no value", row->name);
    const char *value = equals ? equals + 1 : NULL;
    if (row->argument && !equals && !take_value(arguments, row, &value, problem))
        return false;
    return add(settings, row, value, problem);
}

/* Several switches may stand behind one dash; the first that takes a value ends them. */
static bool read_short(struct settings *settings, const char *text, struct arguments *arguments,
                       struct problem *problem)
{
    for (; *text; text++) {
        const struct option_row *row = find_row(settings->command, (struct slice){0}, *text);
        if (!row)
            return problem_set(problem, "there is no option -%c", *text);
        if (!row->argument) {
            if (!add(settings, row, NULL, problem))
                return false;
            continue;
        }
        const char *value = text + 1;
        if (!*value && !take_value(arguments, row, &value, problem))
            return false;
        return add(settings, row, value, problem);
    }
    return true;
}

static void add_operand(struct settings *settings, const char *operand)
{
    settings->operands = memory_grow(settings->operands, &settings->operand_capacity,
                                     settings->operand_count + 1, sizeof *settings->operands);
    settings->operands[settings->operand_count++] = operand;
}

static bool read_all(struct settings *settings, struct arguments arguments, struct problem *problem)
{
    bool only_operands = false;
    while (arguments.count > 0) {
        const char *text = *arguments.next++;
        arguments.count--;
        bool read = true;
        if (only_operands || text[0] != '-' || text[1] == '\0')
            add_operand(settings, text);
        else if (strcmp(text, "--") == 0)
            only_operands = true;
        else if (text[1] == '-')
            read = read_long(settings, text + 2, &arguments, problem);
        else
            read = read_short(settings, text + 1, &arguments, problem);
        if (!read)
            return false;
    }
    return true;
}

bool settings_read(const struct command *command, int count, char *const *arguments,
                   struct settings **settings, struct problem *problem)
{
    *settings = memory_create(1, sizeof **settings);
    (*settings)->command = command;
    if (read_all(*settings, (struct arguments){count, arguments}, problem))
        return true;
    settings_free(*settings);
    *settings = NULL;
    return false;
}

void settings_free(struct settings *settings)
{
    if (!settings)
        return;
    free(settings->given);
    free(settings->operands);
    free(settings);
}

bool setting_given(const struct settings *settings, const char *name)
{
    return setting_count(settings, name) > 0;
}

size_t setting_count(const struct settings *settings, const char *name)
{
    size_t count = 0;
    for (size_t i = 0; i < settings->given_count; i++)
        count += strcmp(settings->given[i].name, name) == 0;
    return count;
}

const char *setting_at(const struct settings *settings, const char *name, size_t place)
{
    for (size_t i = 0; i < settings->given_count; i++)
        if (strcmp(settings->given[i].name, name) == 0 && place-- == 0)
            return settings->given[i].value;
    return NULL;
}

const char *setting_value(const struct settings *settings, const char *name)
{
    return setting_at(settings, name, 0);
}

size_t setting_operand_count(const struct settings *settings)
{
    return settings->operand_count;
}

const char *const *setting_operands(const struct settings *settings)
{
    return settings->operands;
}
