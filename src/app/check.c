/* SPDX-License-Identifier: MIT */
#include "app/command.h"
#include "app/notices.h"
#include "app/style_choice.h"
#include "report/notice_list.h"

#include <stdio.h>
#include <unistd.h>

static const struct option_row options[] = {
    {.letter = 'f',
     .name = "format",
     .argument = "NAME",
     .help = "Read the notices in this format instead of finding it by their content; "
             "'stormcone hunt --help' lists the names."},
    {.letter = 'j',
     .name = "json",
     .help = "Write one JSON object for each notice and for each indicator in it."},
    {.letter = 'x',
     .name = "explain",
     .help = "Say of everything that looked like an indicator and was not used why it was not, and "
             "where the notice has errors."},
    {0},
};

static enum exit_status check_run(const struct settings *settings)
{
    struct notices notices = {0};
    struct problem problem = {0};
    struct style style;
    bool usable = style_choose(settings, STDOUT_FILENO, &style, &problem);
    if (usable && setting_operand_count(settings) == 0)
        usable = problem_set(&problem, "name at least one notice");
    if (!usable) {
        fprintf(stderr, "stormcone check: %s\n", problem.sentence);
        return EXIT_TROUBLE;
    }
    for (size_t i = 0; i < setting_operand_count(settings); i++)
        notices_load(&notices, setting_operands(settings)[i], setting_value(settings, "format"));
    struct text text = {0};
    for (size_t i = 0; i < notices.count; i++) {
        if (setting_given(settings, "json")) {
            text_add_notice_json(&text, notices.items[i], setting_given(settings, "explain"));
        } else {
            text_put(&text, i > 0 ? "\n" : "");
            text_add_notice(&text, notices.items[i], style);
        }
    }
    fwrite(text.data, 1, text.size, stdout);
    text_done(&text);
    bool all_read = notices.failed == 0;
    notices_done(&notices);
    return all_read ? EXIT_CLEAN : EXIT_TROUBLE;
}

const struct command check_command = {
    .name = "check",
    .usage = "[OPTION]... NOTICE...",
    .title = "show what a notice names, as it was read",
    .description =
        "Reads threat notices and lists each indicator with the line where it stood and what the "
        "notice says of it: family, kind of threat, place as printed. A notice is a file, a "
        "folder of them, or - for standard input.",
    .options = options,
    .run = check_run,
};
