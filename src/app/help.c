/* SPDX-License-Identifier: MIT */
#include "app/help.h"

#include "app/settings.h"
#include "base/utf8.h"

#include <string.h>

static const char overview[] =
    "Stormcone reads the threat notices that governments and vendors publish, says how far they "
    "can be trusted, and finds out whether what they name was seen on your network. It never "
    "contacts what it finds.";

static const struct {
    const char *status, *meaning;
} exit_statuses[] = {
    {"0", "nothing was found, and everything could be read"},
    {"1", "something was found, whatever else happened"},
    {"2", "nothing was found, and something could not be read; or the command line is wrong"},
};

/* Writes words between a left margin and a width; the cursor stands at `column`. */
static void add_wrapped(struct text *text, const char *words, size_t margin, size_t width,
                        size_t column)
{
    struct slice rest = slice_from(words);
    bool first = true;
    while (rest.size > 0) {
        struct slice word = slice_split(&rest, ' ');
        size_t size = utf8_width(word);
        if (!first && column + 1 + size > width) {
            text_add_byte(text, '\n');
            text_fill(text, ' ', margin);
            column = margin;
        } else if (!first) {
            text_add_byte(text, ' ');
            column++;
        }
        text_add(text, word);
        column += size;
        first = false;
    }
    text_add_byte(text, '\n');
}

static void add_option_name(struct text *text, const struct option_row *row)
{
    if (row->letter)
        text_print(text, "-%c, ", row->letter);
    text_print(text, "--%s", row->name);
    if (row->argument)
        text_print(text, " %s", row->argument);
}

static void add_options(struct text *text, const struct option_row *row, size_t width)
{
    enum { INDENT = 2, MARGIN = 26 };
    for (; row && row->name; row++) {
        struct text name = {0};
        add_option_name(&name, row);
        text_fill(text, ' ', INDENT);
        text_add(text, text_slice(&name));
        size_t column = INDENT + name.size;
        if (column + 2 > MARGIN) {
            text_add_byte(text, '\n');
            column = 0;
        }
        text_fill(text, ' ', MARGIN - column);
        add_wrapped(text, row->help, MARGIN, width, MARGIN);
        text_done(&name);
    }
}

/* The section's text and what its table adds; the caller frees it. */
static struct text whole_section(const struct manual_section *section)
{
    struct text whole = {0};
    text_put(&whole, section->text);
    if (section->list) {
        text_put(&whole, "\n");
        section->list(&whole);
    }
    return whole;
}

/* Writes a paragraph that was gathered, and empties it. */
static void flush_paragraph(struct text *text, struct text *paragraph, size_t width)
{
    enum { MARGIN = 2 };
    if (paragraph->size == 0)
        return;
    text_fill(text, ' ', MARGIN);
    add_wrapped(text, text_string(paragraph), MARGIN, width, MARGIN);
    text_clear(paragraph);
}

/* Paragraphs are wrapped; lines that begin with a space stay as they are. */
static void add_section(struct text *text, const struct manual_section *section, size_t width)
{
    text_print(text, "\n%s\n", section->heading);
    struct text whole = whole_section(section), paragraph = {0};
    struct slice rest = text_slice(&whole);
    while (rest.size > 0) {
        struct slice line = slice_split(&rest, '\n');
        bool kept = line.size > 0 && line.data[0] == ' ';
        if (kept || line.size == 0)
            flush_paragraph(text, &paragraph, width);
        else
            text_put(&paragraph, paragraph.size > 0 ? " " : "");
        if (kept)
            text_put(text, "  ");
        text_add(kept ? text : &paragraph, line);
        if (kept || line.size == 0)
            text_add_byte(text, '\n');
    }
    flush_paragraph(text, &paragraph, width);
    text_done(&paragraph);
    text_done(&whole);
}

static void add_exit_statuses(struct text *text, size_t width)
{
    text_put(text, "\nEXIT STATUS\n");
    for (size_t i = 0; i < sizeof exit_statuses / sizeof *exit_statuses; i++) {
        text_print(text, "  %s  ", exit_statuses[i].status);
        add_wrapped(text, exit_statuses[i].meaning, 5, width, 5);
    }
}

void help_overview(struct text *text, size_t width)
{
    add_wrapped(text, overview, 0, width, 0);
    text_put(text, "\nUsage: stormcone COMMAND [OPTION]... [ARGUMENT]...\n\nCOMMANDS\n");
    for (const struct command *const *command = commands; *command; command++) {
        text_print(text, "  %-8s ", (*command)->name);
        add_wrapped(text, (*command)->title, 11, width, 11);
    }
    text_put(text, "\n'stormcone COMMAND --help' tells more; 'stormcone --version' the version.\n");
}

void help_command(struct text *text, const struct command *command, size_t width)
{
    text_print(text, "stormcone %s: ", command->name);
    add_wrapped(text, command->title, 2, width, strlen("stormcone : ") + strlen(command->name));
    text_print(text, "\nUsage: stormcone %s %s\n\n", command->name, command->usage);
    add_wrapped(text, command->description, 0, width, 0);
    text_put(text, "\nOPTIONS\n");
    add_options(text, command->options, width);
    add_options(text, common_options, width);
    for (const struct manual_section *s = command->sections; s && s->heading; s++)
        add_section(text, s, width);
    add_exit_statuses(text, width);
}

/* man(7) takes a leading dot or quote for a request, "-" for a hyphen and "\" for an escape. */
static void add_roff(struct text *text, const char *words)
{
    bool line_start = true;
    for (; *words; words++) {
        if (line_start && (*words == '.' || *words == '\''))
            text_put(text, "\\&");
        if (*words == '-' || *words == '\\')
            text_put(text, *words == '-' ? "\\-" : "\\e");
        else
            text_add_byte(text, (uint8_t)*words);
        line_start = *words == '\n';
    }
}

static void add_roff_options(struct text *text, const struct option_row *row)
{
    for (; row && row->name; row++) {
        struct text name = {0};
        add_option_name(&name, row);
        text_put(text, ".TP\n.B ");
        add_roff(text, text_string(&name));
        text_add_byte(text, '\n');
        add_roff(text, row->help);
        text_add_byte(text, '\n');
        text_done(&name);
    }
}

static void add_roff_section(struct text *text, const struct manual_section *section)
{
    text_print(text, ".SS %s\n", section->heading);
    struct text whole = whole_section(section);
    struct slice rest = text_slice(&whole);
    bool kept_before = false;
    while (rest.size > 0) {
        struct slice line = slice_split(&rest, '\n');
        bool kept = line.size > 0 && line.data[0] == ' ';
        if (kept != kept_before)
            text_put(text, kept ? ".PP\n.nf\n" : ".fi\n.PP\n");
        else if (line.size == 0)
            text_put(text, ".PP\n");
        kept_before = kept;
        struct text copy = {0};
        text_add(&copy, line);
        if (line.size > 0) {
            add_roff(text, text_string(&copy));
            text_add_byte(text, '\n');
        }
        text_done(&copy);
    }
    if (kept_before)
        text_put(text, ".fi\n");
    text_done(&whole);
}

void help_manual(struct text *text)
{
    text_print(text, ".TH STORMCONE 1 \"\" \"stormcone %s\" \"User commands\"\n",
               STORMCONE_VERSION);
    text_put(text, ".SH NAME\nstormcone \\- hunt published threat notices in captures\n");
    text_put(text, ".SH SYNOPSIS\n");
    for (const struct command *const *command = commands; *command; command++) {
        text_print(text, ".B stormcone %s\n", (*command)->name);
        add_roff(text, (*command)->usage);
        text_put(text, "\n.br\n");
    }
    text_put(text, ".SH DESCRIPTION\n");
    add_roff(text, overview);
    text_add_byte(text, '\n');
    for (const struct command *const *command = commands; *command; command++) {
        text_print(text, ".SH STORMCONE %s\n", (*command)->name);
        add_roff(text, (*command)->description);
        text_add_byte(text, '\n');
        add_roff_options(text, (*command)->options);
        for (const struct manual_section *s = (*command)->sections; s && s->heading; s++)
            add_roff_section(text, s);
    }
    text_put(text, ".SH COMMON OPTIONS\n");
    add_roff_options(text, common_options);
    text_put(text, ".SH EXIT STATUS\n");
    for (size_t i = 0; i < sizeof exit_statuses / sizeof *exit_statuses; i++)
        text_print(text, ".TP\n.B %s\n%s\n", exit_statuses[i].status, exit_statuses[i].meaning);
}
