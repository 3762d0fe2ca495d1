/* SPDX-License-Identifier: MIT */
#include "app/data_store.h"
#include "app/screen_batch.h"
#include "app/screen_lists.h"
#include "app/screen_manual.h"
#include "app/style_choice.h"
#include "base/memory.h"
#include "base/sandbox.h"
#include "base/written_date.h"
#include "facts/japanese.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const struct option_row options[] = {
    {.letter = 'l',
     .name = "list",
     .argument = "PATH",
     .help = "Ask this list: a file, or a folder of lists or of versions of them. Default: the "
             "lists that 'stormcone update' keeps.",
     .many = true},
    {.name = "format",
     .argument = "NAME",
     .help = "Read the lists in this format instead of finding it by their content."},
    {.name = "map",
     .argument = "MAP",
     .help = "Read lists that are tables of their own with this mapping of columns, such as "
             "name=First+Last,alias=AKA[;],country=Land."},
    {.name = "at",
     .argument = "DATE",
     .help = "Say what the lists say of this date; default: today. All versions that 'stormcone "
             "update' keeps are read then, not the newest alone."},
    {.letter = 't',
     .name = "threshold",
     .argument = "P",
     .help = "Show candidates of at least this probability, from 0 to 1; default: 0.5."},
    {.letter = 'k',
     .name = "kind",
     .argument = "KIND",
     .help = "What is asked for: person, organisation, vessel or aircraft; default: any."},
    {.name = "born",
     .argument = "DATE",
     .help = "Date of birth, or a part of it: 1961-04-17, 1961-04, 1961."},
    {.name = "country",
     .argument = "COUNTRY",
     .help = "Nationality, residence or flag; a name or code.",
     .many = true},
    {.name = "address",
     .argument = "TEXT",
     .help = "An address; it never makes a candidate alone.",
     .many = true},
    {.name = "id",
     .argument = "NUMBER",
     .help = "A passport, tax or registration number, IMO number, wallet ...; compared exactly.",
     .many = true},
    {.letter = 'f',
     .name = "file",
     .argument = "FILE",
     .help = "Ask for the names in this file: a name a line, CSV, or JSON lines; - for standard "
             "input. One line is told of each name; --explain tells each at length."},
    {.letter = 'c',
     .name = "column",
     .argument = "NAME",
     .help = "The file is a table with headings, and the names stand in this column."},
    {.letter = 'b', .name = "batch", .help = "Tell one line of each name, and a summary."},
    {.name = "score",
     .argument = "NAME",
     .help = "Tell another score beside the probability: ofac, as OFAC's search would give it."},
    {.name = "least",
     .argument = "N",
     .help = "With --score ofac: show everything of at least this score too, from 0 to 100."},
    {.letter = 'n', .name = "top", .argument = "N", .help = "Show at most N candidates of a name."},
    {.letter = 'x',
     .name = "explain",
     .help = "Show all that was compared and all that the lists say, also the nearest that were "
             "refused, and why."},
    {.letter = 'j',
     .name = "json",
     .help = "Write one JSON object a name, and one with the summary for many."},
    {.name = "csv", .help = "Write CSV, one line a candidate."},
    {.name = "lists",
     .help = "Show which lists there are, with date, digest and what stands in them, and end."},
    {.letter = 'w',
     .name = "workers",
     .argument = "N",
     .help = "Use this many threads for many names. The answer is the same for every N. Default: "
             "the number of processors."},
    {.letter = 'd',
     .name = "data",
     .argument = "DIR",
     .help = "Folder of the public facts that 'stormcone update' keeps."},
    {.letter = 'q', .name = "quiet", .help = "Show no progress."},
    {0},
};

enum form { FORM_TABLE, FORM_ROWS, FORM_JSON, FORM_CSV };

struct run {
    const struct settings *settings;
    struct arena arena;
    struct text folder;
    const char **paths; /* of lists */
    size_t path_count;
    const char *file; /* of names; NULL: operands */
    bool many;
    enum form form;
    struct screening_view view;
    struct screen_choice choice;
    struct screening_query given;
    struct list_map map;
    unsigned workers;
    struct screen_lists lists;
    struct screening_tally tally;
};

/* --- The command line --------------------------------------------------------------- */

static bool read_share(const char *text, double *share, struct problem *problem)
{
    char *end;
    *share = strtod(text, &end);
    if (*end == '%' && end > text) {
        *share /= 100;
        end++;
    }
    return (end > text && *end == '\0' && *share > 0 && *share <= 1) ||
           problem_set(problem, "--threshold wants a probability such as 0.7, not '%s'", text);
}

static bool read_number(const struct settings *settings, const char *name, uint64_t least,
                        uint64_t most, uint64_t *number, struct problem *problem)
{
    const char *value = setting_value(settings, name);
    if (!value || (slice_to_number(slice_from(value), most, number) && *number >= least))
        return true;
    return problem_set(problem, "--%s wants a number from %llu to %llu, not '%s'", name,
                       (unsigned long long)least, (unsigned long long)most, value);
}

static bool read_date(const struct settings *settings, struct instant *at, struct problem *problem)
{
    const char *value = setting_value(settings, "at");
    *at = instant_now();
    if (value && !instant_parse(slice_from(value), at) &&
        !written_date_parse(slice_from(value), at))
        return problem_set(problem, "--at wants a date such as 2025-01-06, not '%s'", value);
    at->ns -= at->ns % (86400 * NS_PER_SECOND);
    return true;
}

static const struct slice *read_many(struct run *run, const char *name, size_t *count)
{
    *count = setting_count(run->settings, name);
    struct slice *values = arena_create(&run->arena, (*count + 1) * sizeof *values);
    for (size_t i = 0; i < *count; i++)
        values[i] = slice_from(setting_at(run->settings, name, i));
    return values;
}

static bool read_given(struct run *run, struct problem *problem)
{
    const char *kind = setting_value(run->settings, "kind");
    const char *born = setting_value(run->settings, "born");
    struct screening_query *given = &run->given;
    given->countries = read_many(run, "country", &given->country_count);
    given->addresses = read_many(run, "address", &given->address_count);
    given->identifiers = read_many(run, "id", &given->identifier_count);
    if (kind && !entity_kind_read(slice_from(kind), &given->kind))
        return problem_set(problem,
                           "--kind wants person, organisation, vessel or aircraft, not '%s'", kind);
    if (born && !partial_date_read(slice_from(born), &given->birth))
        return problem_set(problem, "--born wants a date such as 1961-04-17, not '%s'", born);
    bool is_of_one = born || given->address_count + given->identifier_count > 0;
    if (is_of_one && (run->file || setting_operand_count(run->settings) > 1))
        return problem_set(problem, "--born, --address and --id are of one name; give one");
    return true;
}

static bool read_choice(struct run *run, struct problem *problem)
{
    const struct settings *settings = run->settings;
    const char *threshold = setting_value(settings, "threshold");
    const char *score = setting_value(settings, "score");
    uint64_t least = 101, top = 0;
    run->choice.threshold = 0.5;
    if ((threshold && !read_share(threshold, &run->choice.threshold, problem)) ||
        !read_number(settings, "least", 0, 100, &least, problem) ||
        !read_number(settings, "top", 1, 1000000, &top, problem) ||
        !read_date(settings, &run->choice.at, problem))
        return false;
    if (score && strcmp(score, "ofac") != 0)
        return problem_set(problem, "--score knows ofac, not '%s'", score);
    if (setting_given(settings, "least") && !score)
        return problem_set(problem, "--least is of --score ofac");
    run->choice.ofac = score != NULL;
    run->choice.ofac_least = (int)least;
    run->choice.refused = run->view.explain || !run->many;
    run->view.top = (size_t)top;
    return true;
}

static bool read_form(struct run *run, struct problem *problem)
{
    const struct settings *settings = run->settings;
    size_t operands = setting_operand_count(settings);
    bool json = setting_given(settings, "json"), csv = setting_given(settings, "csv");
    run->file = setting_value(settings, "file");
    if (!run->file && operands == 1 && strcmp(setting_operands(settings)[0], "-") == 0) {
        run->file = "-";
        operands = 0;
    }
    run->view.explain = setting_given(settings, "explain");
    run->many = run->file || setting_given(settings, "batch");
    run->form = json                              ? FORM_JSON
                : csv                             ? FORM_CSV
                : run->many && !run->view.explain ? FORM_ROWS
                                                  : FORM_TABLE;
    if (json && csv)
        return problem_set(problem, "--json and --csv cannot be written both");
    if (run->file && operands > 0)
        return problem_set(problem, "give names, or a file of them, not both");
    if (setting_given(settings, "column") && !run->file)
        return problem_set(problem, "--column is of --file");
    if (!run->file && operands == 0 && !setting_given(settings, "lists"))
        return problem_set(problem, "name somebody to look for");
    return true;
}

static bool is_format(const char *name)
{
    bool found = !name;
    for (const struct list_reader *const *reader = list_readers; *reader && !found; reader++)
        found = strcmp((*reader)->name, name) == 0;
    return found;
}

static bool read_settings(struct run *run, struct problem *problem)
{
    enum { MOST_WORKERS = 256 };
    const char *map = setting_value(run->settings, "map");
    long processors = sysconf(_SC_NPROCESSORS_ONLN);
    uint64_t workers = processors > 0 ? (uint64_t)processors : 1;
    if (!style_choose(run->settings, STDOUT_FILENO, &run->view.style, problem) ||
        !read_form(run, problem) || !read_choice(run, problem) || !read_given(run, problem) ||
        !read_number(run->settings, "workers", 1, MOST_WORKERS, &workers, problem))
        return false;
    if (!is_format(setting_value(run->settings, "format")))
        return problem_set(problem,
                           "there is no such format; 'stormcone screen --help' lists them");
    if (map && !list_map_parse(slice_from(map), &run->map, problem))
        return problem_add(problem, "--map");
    run->workers = run->many ? (unsigned)workers : 1;
    const char *folder = data_folder(setting_value(run->settings, "data"), &run->folder);
    run->path_count = screen_lists_paths(run->settings, folder, &run->arena, &run->paths);
    if (run->path_count == 0)
        return problem_set(problem, "there is no list of sanctions to ask: name one with --list, "
                                    "or let 'stormcone update' fetch them");
    return true;
}

/* --- The run ------------------------------------------------------------------------- */

/* Lists and names come from strangers: from here on they can be read, and nothing else. */
static void give_up_rights(const struct run *run)
{
    const char **readable = memory_create(run->path_count + 4, sizeof *readable);
    size_t count = 0;
    for (; count < run->path_count; count++)
        readable[count] = run->paths[count];
    if (run->file)
        readable[count++] = run->file;
    readable[count++] = JAPANESE_FOLDER; /* how Japanese names are said */
    readable[count++] = "/dev/null";     /* its library wants a file of settings */
    sandbox_enter(readable, count);
    free(readable);
}

static void render(const void *context, struct text *text, const struct screening *screening)
{
    const struct run *run = context;
    switch (run->form) {
    case FORM_JSON:
        screening_add_json(text, screening, &run->lists.all, &run->view);
        break;
    case FORM_CSV:
        screening_add_csv(text, screening, &run->lists.all, &run->view);
        break;
    case FORM_ROWS:
        screening_add_row(text, screening, run->view.style);
        break;
    case FORM_TABLE:
        screening_add_table(text, screening, &run->view);
        text_put(text, "\n");
        break;
    }
}

static void write_out(struct text *text)
{
    if (text->size > 0)
        fwrite(text->data, 1, text->size, stdout);
    text_done(text);
}

static void write_front(const struct run *run)
{
    struct text text = {0};
    if (run->form == FORM_CSV)
        screening_begin_csv(&text);
    write_out(&text);
}

static void write_end(const struct run *run)
{
    struct text text = {0};
    if (run->form == FORM_JSON && run->many) {
        screening_add_json_tally(&text, &run->tally, &run->lists.all);
    } else if (run->form == FORM_TABLE || run->form == FORM_ROWS) {
        text_put(&text, run->form == FORM_ROWS ? "\n" : "");
        if (run->many)
            screening_add_tally(&text, &run->tally, run->view.style);
        lists_add_summary(&text, &run->lists.all, run->view.style);
    }
    write_out(&text);
}

static void write_lists(const struct run *run)
{
    struct text text = {0};
    if (run->form == FORM_JSON)
        lists_add_json(&text, &run->lists.all);
    else
        lists_add_table(&text, &run->lists.all, run->view.style);
    write_out(&text);
}

static void ask(struct run *run, struct screen_input *input)
{
    struct screener *screener = screener_create(run->lists.sanctions);
    struct interrupt *interrupt = run->many ? interrupt_create(NULL) : NULL;
    struct progress progress;
    struct terminal terminal = terminal_behind(STDERR_FILENO);
    /* Answers that run over the terminal show how far it is themselves. */
    terminal.is_terminal = terminal.is_terminal && !terminal_behind(STDOUT_FILENO).is_terminal &&
                           !setting_given(run->settings, "quiet");
    progress_begin(&progress, STDERR_FILENO, terminal, screen_input_total(input), monotonic_ns());
    progress.things = "names";
    write_front(run);
    screen_batch_run(&(struct screen_batch){.screener = screener,
                                            .choice = &run->choice,
                                            .input = input,
                                            .interrupt = interrupt,
                                            .progress = &progress,
                                            .workers = run->workers,
                                            .render = render,
                                            .context = run},
                     &run->tally);
    progress_end(&progress);
    write_end(run);
    interrupt_free(interrupt);
    screener_free(screener);
}

static struct screen_input *open_input(struct run *run, struct problem *problem)
{
    if (run->file)
        return screen_input_open(run->file, setting_value(run->settings, "column"), &run->given,
                                 problem);
    return screen_input_over(setting_operands(run->settings), setting_operand_count(run->settings),
                             &run->given);
}

static enum exit_status outcome(const struct run *run)
{
    bool trouble = run->lists.complaints > 0 || run->tally.unread > 0 || run->tally.interrupted;
    if (fflush(stdout) != 0 || ferror(stdout)) {
        fprintf(stderr, "stormcone screen: cannot write the answer: %s\n", strerror(errno));
        trouble = true;
    }
    if (run->tally.answers[ANSWER_LISTED] + run->tally.answers[ANSWER_UNKNOWN] > 0)
        return EXIT_FOUND;
    return trouble ? EXIT_TROUBLE : EXIT_CLEAN;
}

static bool run_all(struct run *run, struct problem *problem)
{
    if (!read_settings(run, problem))
        return false;
    give_up_rights(run);
    bool only_lists = setting_given(run->settings, "lists");
    struct screen_input *input = only_lists ? NULL : open_input(run, problem);
    if (!only_lists && !input)
        return false;
    const struct list_choice choice = {
        .format = setting_value(run->settings, "format"),
        .map = setting_given(run->settings, "map") ? &run->map : NULL,
    };
    bool loaded = screen_lists_load(&run->lists, run->paths, run->path_count, &choice);
    if (!loaded)
        problem_set(problem, "no list could be read");
    else if (only_lists)
        write_lists(run);
    else
        ask(run, input);
    screen_input_free(input);
    return loaded;
}

static enum exit_status screen_run(const struct settings *settings)
{
    struct run run = {.settings = settings};
    struct problem problem = {0};
    enum exit_status status = EXIT_TROUBLE;
    if (run_all(&run, &problem))
        status = outcome(&run);
    else
        fprintf(stderr, "stormcone screen: %s\n", problem.sentence);
    screen_lists_done(&run.lists);
    list_map_done(&run.map);
    text_done(&run.folder);
    arena_done(&run.arena);
    return status;
}

const struct command screen_command = {
    .name = "screen",
    .usage = "[OPTION]... NAME...",
    .title = "say whether somebody is on a list of sanctions, and why",
    .description =
        "Holds names of people, companies, ships and aircraft, in any script, against lists of "
        "sanctions, and says who is meant how likely, what the lists say of them at a date, which "
        "words match which, and what speaks against it. A name may also be a number that lists "
        "print: a passport, an IMO number, a BIC, a wallet. Nothing is sent anywhere.",
    .options = options,
    .sections = screen_manual,
    .run = screen_run,
};
