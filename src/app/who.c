/* SPDX-License-Identifier: MIT */
#include "app/attribution.h"
#include "app/command.h"
#include "app/data_store.h"
#include "app/dossiers.h"
#include "app/notices.h"
#include "app/pipeline.h"
#include "app/style_choice.h"
#include "app/who_manual.h"
#include "base/memory.h"
#include "base/sandbox.h"
#include "base/written_date.h"
#include "report/dossier_report.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static const struct option_row options[] = {
    {.letter = 'n',
     .name = "notice",
     .argument = "NOTICE",
     .help = "Say which of these notices list it, and quote whose they say it is; a file, a folder "
             "of them, or - for standard input.",
     .many = true},
    {.letter = 'r',
     .name = "capture",
     .argument = "FILE",
     .help = "Say which names and addresses go with it in this capture (DNS answers, TLS server "
             "names, certificates, HTTP hosts); a file, a folder of them, or -.",
     .many = true},
    {.letter = 'l',
     .name = "list",
     .argument = "LIST",
     .help = "Hold the names of its organisations against this list of sanctions, a file or a "
             "folder in the formats of 'stormcone screen'; default: those that 'stormcone update' "
             "keeps.",
     .many = true},
    {.letter = 'd',
     .name = "data",
     .argument = "DIR",
     .help = "Folder of the public facts that 'stormcone update' keeps."},
    {.name = "at",
     .argument = "DATE",
     .help = "Say it as of this date; default: today. Indicators lose weight with age, and who is "
             "listed changes."},
    {.letter = 'x',
     .name = "explain",
     .help = "Say everything: also what was asked and nobody knew, all techniques and names, what "
             "would tell every explanation from the others."},
    {.letter = 'j',
     .name = "json",
     .help = "Write one JSON object a line for each thing asked, in the form of "
             "docs/dossier.schema.json."},
    {0},
};

struct run {
    const struct settings *settings;
    struct style style;
    struct instant at;
    struct text data;
    struct notices notices;
    struct progress progress;
    struct world *world;
    struct attribution attribution;
    struct notice asked; /* what is asked, to be hunted in captures */
    struct index *index;
    struct source *source;
    struct pipeline_result traffic;
    const struct input_report **inputs;
    struct arena arena;
    struct dossiers *dossiers;
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
    if (setting_operand_count(run->settings) == 0)
        return problem_set(problem, "name at least one address or name");
    return true;
}

/* Captures, notices and lists come from strangers: from here on they and the public facts can
 * be read, and nothing else. */
static void give_up_rights(const struct run *run)
{
    static const char *const named[] = {"notice", "capture", "list"};
    size_t count = 0, room = 3;
    for (size_t i = 0; i < sizeof named / sizeof *named; i++)
        room += setting_count(run->settings, named[i]);
    const char **readable = memory_create(room, sizeof *readable);
    for (size_t i = 0; i < sizeof named / sizeof *named; i++)
        for (size_t k = 0; k < setting_count(run->settings, named[i]); k++)
            readable[count++] = setting_at(run->settings, named[i], k);
    readable[count++] = run->data.data;
    readable[count++] = "/usr/share/poppler"; /* for the process that reads PDF, */
    readable[count++] = "/proc/self/statm";   /* which asks how large it is */
    sandbox_enter(readable, count);
    free(readable);
}

static void complain(const char *sentence)
{
    fprintf(stderr, "stormcone who: %s\n", sentence);
}

/* --- Captures ------------------------------------------------------------------------ */

static void index_asked(struct run *run)
{
    notice_init(&run->asked, "asked");
    for (size_t i = 0; i < dossiers_count(run->dossiers); i++) {
        const struct dossier *dossier = dossiers_at(run->dossiers, i);
        notice_add(&run->asked,
                   &(struct indicator){.pattern = dossier->subject, .kind = dossier->kind});
    }
    run->index = index_create();
    index_add_notice(run->index, &run->asked);
    index_finish(run->index);
}

static void read_captures(struct run *run)
{
    size_t count = setting_count(run->settings, "capture");
    const char **paths = memory_create(count + 1, sizeof *paths);
    for (size_t i = 0; i < count; i++)
        paths[i] = setting_at(run->settings, "capture", i);
    run->source = source_create(paths, count);
    pipeline_run(run->source,
                 &(struct pipeline_options){.index = run->index, .workers = 1, .names = true},
                 &run->arena, &run->traffic);
    free(paths);
    size_t inputs = source_input_count(run->source);
    run->inputs = memory_create(inputs + 1, sizeof *run->inputs);
    for (size_t i = 0; i < inputs; i++) {
        run->inputs[i] = source_input(run->source, i);
        if (!run->inputs[i]->failed && run->inputs[i]->damaged_places == 0)
            continue;
        run->failed++;
        fprintf(stderr, "stormcone who: %s: %s\n", run->inputs[i]->path,
                run->inputs[i]->problem.sentence[0] ? run->inputs[i]->problem.sentence
                                                    : "it is damaged; the rest was read");
    }
}

/* --- What is asked --------------------------------------------------------------------- */

static void add_operands(struct run *run)
{
    for (size_t i = 0; i < setting_operand_count(run->settings); i++) {
        struct slice operand = slice_from(setting_operands(run->settings)[i]);
        struct problem problem;
        if (dossiers_add(run->dossiers, operand, (struct slice){0}) != DOSSIER_NONE)
            continue;
        problem_set(&problem, "'%s' is neither an address nor a name",
                    setting_operands(run->settings)[i]);
        complain(problem.sentence);
        run->failed++;
    }
}

struct following {
    struct dossiers *dossiers;
    struct slice because;
    size_t count;
};

static void follow(void *context, const struct name_pair *pair)
{
    enum { FOLLOWED_MOST = 8 };
    struct following *following = context;
    struct text address = {0};
    text_add_address(&address, &pair->address);
    size_t before = dossiers_count(following->dossiers);
    if (following->count < FOLLOWED_MOST)
        dossiers_add(following->dossiers, text_slice(&address), following->because);
    following->count += dossiers_count(following->dossiers) > before;
    text_done(&address);
}

/* A name's addresses in the traffic are asked too: they have the networks and places. */
static void follow_names(struct run *run)
{
    size_t asked = dossiers_count(run->dossiers);
    for (size_t i = 0; i < asked && run->traffic.names; i++) {
        const struct dossier *dossier = dossiers_at(run->dossiers, i);
        struct text because = {0};
        if (dossier->kind == INDICATOR_ADDRESS)
            continue;
        text_put(&because, "which went with ");
        text_add(&because, dossier->subject);
        text_put(&because, " in this traffic");
        /* Adding may move dossiers; their texts stay where they are. */
        struct following following = {run->dossiers, text_slice(&because), 0};
        name_book_of_name(run->traffic.names, dossier->subject, follow, &following);
        text_done(&because);
    }
}

static void note_encounters(struct run *run)
{
    for (size_t i = 0; i < run->traffic.finding_count; i++)
        dossiers_meet(run->dossiers, &run->traffic.findings[i]);
}

static void ask(struct run *run)
{
    run->dossiers = dossiers_create(run->at);
    add_operands(run);
    if (setting_count(run->settings, "capture") > 0 && dossiers_count(run->dossiers) > 0) {
        index_asked(run);
        read_captures(run);
        follow_names(run);
        note_encounters(run);
    }
    run->world = world_open(text_string(&run->data));
    dossiers_finish(run->dossiers,
                    &(struct dossier_sources){
                        .world = run->world,
                        .data = text_string(&run->data),
                        .notices = (const struct notice *const *)run->notices.items,
                        .notice_count = run->notices.count,
                        .names = run->traffic.names,
                        .inputs = run->inputs,
                        .input_count = run->source ? source_input_count(run->source) : 0,
                        .screener = attribution_screener(&run->attribution),
                        .progress = &run->progress,
                    });
}

/* --- Telling ------------------------------------------------------------------------------ */

static bool is_found(const struct dossier *dossier)
{
    bool found = dossier->listing_count > 0;
    for (size_t i = 0; i < dossier->relative_count; i++)
        found = found || relation_names_it(dossier->relatives[i].relation);
    return found || dossier_has_match(dossier);
}

static size_t tell(const struct run *run)
{
    bool json = setting_given(run->settings, "json");
    bool explain = setting_given(run->settings, "explain");
    struct text text = {0};
    size_t found = 0;
    for (size_t i = 0; i < dossiers_count(run->dossiers); i++) {
        const struct dossier *dossier = dossiers_at(run->dossiers, i);
        found += is_found(dossier);
        text_put(&text, i > 0 && !json ? "\n" : "");
        if (json)
            dossier_add_json(&text, dossier);
        else
            dossier_add_table(&text, dossier, run->style, explain);
        fwrite(text.data, 1, text.size, stdout);
        text_clear(&text);
    }
    text_done(&text);
    return found;
}

static void clean_up(struct run *run)
{
    dossiers_free(run->dossiers);
    name_book_free(run->traffic.names);
    world_free(run->world);
    attribution_done(&run->attribution);
    index_free(run->index);
    notice_done(&run->asked);
    notices_done(&run->notices);
    source_free(run->source);
    free(run->inputs);
    arena_done(&run->arena);
    text_done(&run->data);
}

static enum exit_status who_run(const struct settings *settings)
{
    struct run run = {.settings = settings};
    struct problem problem = {0};
    if (!read_settings(&run, &problem)) {
        complain(problem.sentence);
        return EXIT_TROUBLE;
    }
    data_folder(setting_value(settings, "data"), &run.data);
    text_string(&run.data);
    give_up_rights(&run);
    progress_begin(&run.progress, STDERR_FILENO, terminal_behind(STDERR_FILENO), 0, monotonic_ns());
    const struct notice_reading reading = {.progress = &run.progress};
    for (size_t i = 0; i < setting_count(settings, "notice"); i++)
        notices_load(&run.notices, setting_at(settings, "notice", i), &reading);
    run.attribution.progress = &run.progress;
    attribution_load_lists(&run.attribution, settings, text_string(&run.data));
    ask(&run);
    progress_end(&run.progress);
    attribution_say_limits(run.dossiers, run.traffic.names);
    size_t found = tell(&run);
    bool all_read = run.failed + run.notices.failed + run.attribution.failed == 0;
    clean_up(&run);
    return found > 0 ? EXIT_FOUND : all_read ? EXIT_CLEAN : EXIT_TROUBLE;
}

const struct command who_command = {
    .name = "who",
    .usage = "[OPTION]... ADDRESS|NAME...",
    .title = "say who stands behind an address or a name, layer by layer",
    .description =
        "Tells of each address or name what is known of it, from the outside in: what it is, in "
        "whose network and in which country by which set, whether it is shared, a sinkhole or a "
        "scanner's; with which names it went in a capture; which notices list it and whose they "
        "say it is; whether its organisation is like a name on a list of sanctions; and what else "
        "it could be. Every answer names its source and that source's date. Nothing is asked of "
        "the network: all answers come from files.",
    .options = options,
    .sections = who_manual,
    .run = who_run,
};
