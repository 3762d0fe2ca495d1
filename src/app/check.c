/* SPDX-License-Identifier: MIT */
#include "app/command.h"
#include "app/data_store.h"
#include "app/notices.h"
#include "app/style_choice.h"
#include "base/memory.h"
#include "base/sandbox.h"
#include "base/written_date.h"
#include "notice/scorecard.h"
#include "report/scorecard_report.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static const struct option_row options[] = {
    {.letter = 'f',
     .name = "format",
     .argument = "NAME",
     .help = "Read the notices in this format instead of finding it by their content; "
             "'stormcone hunt --help' lists the names."},
    {.letter = 'a',
     .name = "against",
     .argument = "PATH",
     .help = "Compare with the notices and lists there too, without judging them; a file or a "
             "folder of them.",
     .many = true},
    {.name = "at",
     .argument = "DATE",
     .help = "Judge as of this date; default: today. Indicators lose weight with age."},
    {.letter = 'd',
     .name = "data",
     .argument = "DIR",
     .help = "Folder of the public facts that 'stormcone update' keeps."},
    {.letter = 'x',
     .name = "explain",
     .help = "Say everything that was asked and answered of each indicator, and of everything that "
             "looked like one and was not used why it was not."},
    {.letter = 'j',
     .name = "json",
     .help = "Write one JSON object for each notice, indicator and overlap."},
    {.name = "html", .help = "Write one page for a browser, which loads nothing from elsewhere."},
    {0},
};

static const struct manual_section sections[] = {
    {.heading = "VERDICTS",
     .text =
         "Each indicator gets one of six, with the reason behind it:\n"
         "\n"
         " hunt and block         nothing that is known speaks against it\n"
         " hunt, block with care  others share it, or it is old: blocking may hit them\n"
         " hunt, do not block     a sinkhole: traffic to it still shows an infected machine\n"
         " look for it on hosts   traffic cannot show it (digests of files, mutexes ...)\n"
         " take note              what describes: vulnerabilities, techniques, networks\n"
         " do not use             private or reserved, everybody's, or not meant for detection\n"
         "\n"
         "Lists change the verdict, they never delete an indicator. Of a name under a dynamic DNS "
         "service that name alone is to be blocked, never the service. The country of an address "
         "is not its attacker; places are compared because a notice that prints them wrongly may "
         "be wrong elsewhere."},
    {.heading = "COMPARISONS",
     .text =
         "All notices that are given are compared with each other, with what --against names and "
         "with the families of Maltrail where 'stormcone update' has fetched them: the same "
         "indicator, the same host, a name above or below, the same registered name, the same "
         "/24. Registered names that many share relate nobody. A notice that holds nearly the "
         "same as an earlier one is a copy and is counted once. The chance of an overlap is that "
         "of drawing so many in common at random (hypergeometric) from a million malicious names "
         "and addresses and all that were loaded."},
    {.heading = "AGE",
     .text = "The weight of an indicator is its confidence, or 100, halved every 75 days for "
             "addresses, 180 for names, 45 for URLs, 365 for certificates, from when it was last "
             "seen, or else published. Digests keep theirs."},
    {0},
};

struct run {
    const struct settings *settings;
    struct style style;
    struct instant at;
    struct notices notices;
    struct progress progress;
    size_t failed;
};

static bool read_settings(struct run *run, struct problem *problem)
{
    const char *at = setting_value(run->settings, "at");
    run->at = instant_now();
    if (!style_choose(run->settings, STDOUT_FILENO, &run->style, problem))
        return false;
    if (at && !instant_parse(slice_from(at), &run->at) &&
        !written_date_parse(slice_from(at), &run->at))
        return problem_set(problem, "--at wants a date such as 2025-01-06, not '%s'", at);
    if (setting_given(run->settings, "json") && setting_given(run->settings, "html"))
        return problem_set(problem, "--json and --html cannot be written both");
    if (setting_operand_count(run->settings) == 0)
        return problem_set(problem, "name at least one notice");
    return true;
}

static void add_reference(void *context, const struct notice *notice)
{
    comparison_add(context, notice);
}

static void compare(struct run *run, const char *folder, struct comparison *comparison)
{
    const struct notice_reading reading = {.progress = &run->progress};
    notices_visit_families(folder, &run->progress, add_reference, comparison);
    for (size_t i = 0; i < setting_count(run->settings, "against"); i++)
        run->failed += notices_visit(setting_at(run->settings, "against", i), &reading,
                                     add_reference, comparison);
    comparison_finish(comparison);
}

/* Written notice by notice, so that the first is read while the last is judged. */
static void write_out(struct text *text)
{
    if (text->size > 0)
        fwrite(text->data, 1, text->size, stdout);
    text_clear(text);
}

static void tell(const struct run *run, const struct world *world,
                 const struct comparison *comparison)
{
    bool json = setting_given(run->settings, "json"), html = setting_given(run->settings, "html");
    bool explain = setting_given(run->settings, "explain");
    struct text text = {0};
    if (html)
        scorecard_begin_html(&text);
    for (uint32_t i = 0; i < run->notices.count; i++) {
        struct scorecard card;
        scorecard_make(&card, run->notices.items[i], world, comparison, i, run->at);
        if (json)
            scorecard_add_json(&text, &card, explain);
        else if (html)
            scorecard_add_html(&text, &card, explain);
        else {
            text_put(&text, i > 0 ? "\n" : "");
            scorecard_add_table(&text, &card, run->style, explain);
        }
        scorecard_done(&card);
        write_out(&text);
    }
    if (html)
        scorecard_end_html(&text);
    write_out(&text);
    text_done(&text);
}

/* Notices come from strangers: from here on they can be read, with what they are compared
 * with, and nothing else. */
static void give_up_rights(const struct run *run, const char *folder)
{
    size_t notices = setting_operand_count(run->settings), count = 0;
    size_t references = setting_count(run->settings, "against");
    const char **readable = memory_create(notices + references + 3, sizeof *readable);
    for (size_t i = 0; i < notices; i++)
        readable[count++] = setting_operands(run->settings)[i];
    for (size_t i = 0; i < references; i++)
        readable[count++] = setting_at(run->settings, "against", i);
    readable[count++] = folder;
    readable[count++] = "/usr/share/poppler"; /* for the process that reads PDF, */
    readable[count++] = "/proc/self/statm";   /* which asks how large it is */
    sandbox_enter(readable, count);
    free(readable);
}

static enum exit_status check_run(const struct settings *settings)
{
    struct run run = {.settings = settings};
    struct problem problem = {0};
    if (!read_settings(&run, &problem)) {
        fprintf(stderr, "stormcone check: %s\n", problem.sentence);
        return EXIT_TROUBLE;
    }
    struct text folder = {0};
    data_folder(setting_value(settings, "data"), &folder);
    give_up_rights(&run, text_string(&folder));
    progress_begin(&run.progress, STDERR_FILENO, terminal_behind(STDERR_FILENO), 0, monotonic_ns());
    const struct notice_reading reading = {setting_value(settings, "format"), &run.progress};
    for (size_t i = 0; i < setting_operand_count(settings); i++)
        notices_load(&run.notices, setting_operands(settings)[i], &reading);
    struct world *world = world_open(text_string(&folder));
    struct comparison *comparison = comparison_create(
        (const struct notice *const *)run.notices.items, run.notices.count, world);
    compare(&run, text_string(&folder), comparison);
    progress_end(&run.progress);
    tell(&run, world, comparison);
    comparison_free(comparison);
    world_free(world);
    text_done(&folder);
    bool all_read = run.failed + run.notices.failed == 0;
    notices_done(&run.notices);
    return all_read ? EXIT_CLEAN : EXIT_TROUBLE;
}

const struct command check_command = {
    .name = "check",
    .usage = "[OPTION]... NOTICE...",
    .title = "say what a notice names, and how far it can be trusted",
    .description =
        "Reads threat notices and prints a scorecard of each: who published it and what its form "
        "does not say; where other sources agree with it or contradict it; and for each thing it "
        "names whether to hunt it and whether to block it, with the reason and its source. A "
        "notice is a file, a folder of them, or - for standard input.",
    .options = options,
    .sections = sections,
    .run = check_run,
};
