/* SPDX-License-Identifier: MIT */
#include "app/attribution.h"
#include "app/command.h"
#include "app/data_store.h"
#include "app/hunt_manual.h"
#include "app/interrupt.h"
#include "app/notices.h"
#include "app/pipeline.h"
#include "app/progress.h"
#include "app/style_choice.h"
#include "base/digest.h"
#include "base/hash.h"
#include "base/memory.h"
#include "base/sandbox.h"
#include "notice/assessment.h"
#include "notice/reader.h"
#include "notice/scorecard.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const struct option_row options[] = {
    {.letter = 'n',
     .name = "notice",
     .argument = "NOTICE",
     .help = "Hunt what this notice names: a file, a folder of them, or - for standard input. "
             "May be given several times.",
     .many = true},
    {.letter = 'f',
     .name = "format",
     .argument = "NAME",
     .help = "Read the notices in this format instead of finding it by their content; "
             "FORMATS OF NOTICES lists the names."},
    {.letter = 'j',
     .name = "json",
     .help = "Write one JSON object a finding and a summary, in the form of "
             "docs/finding.schema.json, instead of a table."},
    {.letter = 'e',
     .name = "eve",
     .argument = "FILE",
     .help = "Also write what was seen as Suricata EVE records (dns, http, tls, flow, alert) "
             "to this file; - writes them to standard output instead of the findings."},
    {.letter = 'w',
     .name = "workers",
     .argument = "N",
     .help = "Use this many threads to inspect packets. The answer is the same for every N. "
             "Default: the number of processors, less one for reading."},
    {.letter = 'd',
     .name = "data",
     .argument = "DIR",
     .help = "Folder of the public facts that 'stormcone update' keeps; what they say of an "
             "indicator stands beside each finding."},
    {.letter = 'a',
     .name = "attribute",
     .help = "Also say who stands behind what was found and behind the other side of its "
             "conversations, layer by layer, with the names seen in this traffic, as 'stormcone "
             "who' does."},
    {.letter = 'l',
     .name = "list",
     .argument = "LIST",
     .help = "With --attribute: hold the names of organisations against this list of sanctions, a "
             "file or a folder; default: those that 'stormcone update' keeps.",
     .many = true},
    {.letter = 'q', .name = "quiet", .help = "Show no progress."},
    {0},
};

/* One run of the command, from the command line to the exit status. */
struct hunt {
    const struct settings *settings;
    struct notices notices;
    struct index *index;
    struct source *source;
    struct interrupt *interrupt;
    struct progress progress;
    struct style style;
    FILE *eve;
    bool eve_failed;
    struct pipeline_result result;
    struct text data; /* folder of the public facts */
    struct world *world;
    struct attribution attribution;
    struct arena arena;
};

static bool complain(const char *sentence)
{
    fprintf(stderr, "stormcone hunt: %s\n", sentence);
    return false;
}

static bool check_settings(const struct settings *settings, struct style *style)
{
    struct problem problem;
    if (!style_choose(settings, STDOUT_FILENO, style, &problem))
        return complain(problem.sentence);
    if (!setting_given(settings, "notice"))
        return complain("name at least one notice with -n");
    if (setting_operand_count(settings) == 0)
        return complain("name at least one capture, a folder of them, or - for standard input");
    const char *format = setting_value(settings, "format");
    for (const struct notice_reader *const *r = notice_readers; format && *r; r++)
        if (strcmp((*r)->name, format) == 0)
            format = NULL;
    return !format || complain("there is no such format; 'stormcone hunt --help' lists them");
}

static bool read_workers(const struct settings *settings, unsigned *workers)
{
    enum { MOST_WORKERS = 64 }; /* as many as there are shards */
    const char *value = setting_value(settings, "workers");
    long processors = sysconf(_SC_NPROCESSORS_ONLN);
    uint64_t number = processors > 1 ? (uint64_t)processors - 1 : 1;
    if (value && (!slice_to_number(slice_from(value), MOST_WORKERS, &number) || number == 0))
        return complain("--workers wants a number from 1 to 64");
    *workers = number < MOST_WORKERS ? (unsigned)number : MOST_WORKERS;
    return true;
}

static bool load_notices(struct hunt *hunt)
{
    const struct settings *settings = hunt->settings;
    const struct notice_reading reading = {.format = setting_value(settings, "format")};
    for (size_t i = 0; i < setting_count(settings, "notice"); i++)
        notices_load(&hunt->notices, setting_at(settings, "notice", i), &reading);
    if (hunt->notices.count == 0)
        return complain("no notice could be read");
    hunt->index = index_create();
    for (size_t i = 0; i < hunt->notices.count; i++)
        index_add_notice(hunt->index, hunt->notices.items[i]);
    index_finish(hunt->index);
    if (index_entry_count(hunt->index) == 0)
        return complain("the notices name nothing that can be hunted in a capture");
    return true;
}

static bool open_eve(struct hunt *hunt)
{
    const char *path = setting_value(hunt->settings, "eve");
    if (!path)
        return true;
    hunt->eve = strcmp(path, "-") == 0 ? stdout : fopen(path, "we");
    if (hunt->eve)
        return true;
    struct problem problem;
    problem_set(&problem, "cannot write '%s': %s", path, strerror(errno));
    return complain(problem.sentence);
}

static bool write_eve(void *context, struct slice records)
{
    struct hunt *hunt = context;
    hunt->eve_failed = fwrite(records.data, 1, records.size, hunt->eve) != records.size;
    return !hunt->eve_failed;
}

static bool close_eve(struct hunt *hunt)
{
    bool failed = hunt->eve_failed;
    if (hunt->eve && fflush(hunt->eve) != 0)
        failed = true;
    if (failed) {
        struct problem problem;
        problem_set(&problem, "cannot write '%s': %s", setting_value(hunt->settings, "eve"),
                    strerror(errno));
        complain(problem.sentence);
    }
    if (hunt->eve && hunt->eve != stdout)
        fclose(hunt->eve);
    return !failed;
}

static void show_progress(void *context, uint64_t packets)
{
    struct hunt *hunt = context;
    progress_update(&hunt->progress, source_read_bytes(hunt->source), packets, monotonic_ns());
}

static const struct output *find_output(const char *name)
{
    for (const struct output *const *output = outputs; *output; output++)
        if (strcmp((*output)->name, name) == 0)
            return *output;
    return NULL;
}

static void run(struct hunt *hunt, unsigned workers)
{
    bool quiet = setting_given(hunt->settings, "quiet");
    hunt->interrupt = interrupt_create(hunt->source);
    progress_begin(&hunt->progress, STDERR_FILENO, terminal_behind(STDERR_FILENO),
                   source_total_bytes(hunt->source), monotonic_ns());
    pipeline_run(hunt->source,
                 &(struct pipeline_options){
                     .index = hunt->index,
                     .records = hunt->eve ? find_output("eve") : NULL,
                     .write = write_eve,
                     .progress = quiet ? NULL : show_progress,
                     .context = hunt,
                     .workers = workers,
                     .names = setting_given(hunt->settings, "attribute"),
                 },
                 &hunt->arena, &hunt->result);
    progress_end(&hunt->progress);
    hunt->result.summary.interrupted = interrupt_came(hunt->interrupt);
    hunt->result.summary.hunted = index_entry_count(hunt->index);
    for (size_t i = 0; i < hunt->notices.count; i++)
        hunt->result.summary.indicators += hunt->notices.items[i]->indicator_count;
}

/* Evidence is named by the digest of the file that it stands in. A capture without
 * findings is not read a second time for it. */
static void make_digests(struct hunt *hunt)
{
    size_t count = source_input_count(hunt->source);
    bool *needed = memory_create(count, sizeof *needed);
    for (size_t i = 0; i < hunt->result.finding_count; i++) {
        const struct finding *finding = &hunt->result.findings[i];
        for (size_t j = 0; j < finding->trace_count; j++)
            for (size_t k = 0; k < finding->traces[j].packet_count; k++)
                needed[finding->traces[j].packets[k].input] = true;
    }
    for (size_t i = 0; i < count; i++) {
        uint8_t digest[SHA256_SIZE];
        struct problem problem = {0};
        if (needed[i] && !source_digest(hunt->source, i, digest, &problem))
            complain(problem.sentence);
    }
    free(needed);
}

static struct assessment *assess_source(struct hunt *hunt, const struct source_line *source,
                                        struct instant at)
{
    struct assessment *assessment = arena_create(&hunt->arena, sizeof *assessment);
    assess(assessment, hunt->world, source->notice, source->indicator,
           notice_published(source->notice), at, &hunt->arena);
    return assessment;
}

/* Asks public facts about what was found. The folder was named to the sandbox. Many
 * machines may share an indicator, so recent answers are remembered. */
static void assess_findings(struct hunt *hunt)
{
    enum { REMEMBERED = 4096 };
    struct assessment **recent = memory_create(REMEMBERED, sizeof *recent);
    struct instant now = instant_now();
    if (hunt->result.finding_count > 0)
        hunt->world = world_open(text_string(&hunt->data));
    for (size_t i = 0; i < hunt->result.finding_count; i++) {
        struct finding *finding = &hunt->result.findings[i];
        const struct source_line *source = &finding->matched.sources[0];
        struct assessment **place = &recent[hash_bytes(source->indicator->pattern, 0) % REMEMBERED];
        if (!*place || (*place)->indicator != source->indicator)
            *place = assess_source(hunt, source, now);
        finding->assessment = *place;
    }
    free(recent);
}

/* Who stands behind it. Lists are read only now, without rights. */
static void attribute_findings(struct hunt *hunt)
{
    struct attribution *attribution = &hunt->attribution;
    if (hunt->result.finding_count == 0)
        return;
    attribution_load_lists(attribution, hunt->settings, text_string(&hunt->data));
    attribution_run(attribution, &hunt->result,
                    &(struct dossier_sources){
                        .world = hunt->world,
                        .data = text_string(&hunt->data),
                        .notices = (const struct notice *const *)hunt->notices.items,
                        .notice_count = hunt->notices.count,
                        .names = hunt->result.names,
                    },
                    hunt->source, instant_now(), &hunt->arena);
}

/* Captures and public facts may be read, and nothing else. */
static void enter_sandbox(struct hunt *hunt)
{
    size_t count = setting_operand_count(hunt->settings);
    size_t lists = setting_count(hunt->settings, "list");
    const char **readable = memory_create(count + lists + 1, sizeof *readable);
    for (size_t i = 0; i < count; i++)
        readable[i] = setting_operands(hunt->settings)[i];
    for (size_t i = 0; i < lists; i++)
        readable[count + i] = setting_at(hunt->settings, "list", i);
    readable[count + lists] = text_string(&hunt->data);
    sandbox_enter(readable, count + lists + 1);
    free(readable);
}

/* Tells what was found, except where the records took standard output, and gives
 * the verdict, which the exit status repeats. */
static enum verdict tell(struct hunt *hunt, bool written)
{
    size_t count = source_input_count(hunt->source);
    const struct input_report **inputs = memory_create(count, sizeof *inputs);
    for (size_t i = 0; i < count; i++)
        inputs[i] = source_input(hunt->source, i);
    struct telling telling = {
        .findings = hunt->result.findings,
        .finding_count = hunt->result.finding_count,
        .summary = &hunt->result.summary,
        .inputs = inputs,
        .input_count = count,
        .notices = (const struct notice *const *)hunt->notices.items,
        .notice_count = hunt->notices.count,
        .incomplete = !written || hunt->notices.failed + hunt->attribution.failed > 0,
        .style = hunt->style,
    };
    if (hunt->eve != stdout) {
        struct text text = {0};
        bool json = setting_given(hunt->settings, "json");
        find_output(json ? "json" : "table")->tell(&text, &telling);
        fwrite(text.data, 1, text.size, stdout);
        fflush(stdout);
        text_done(&text);
    }
    enum verdict verdict = telling_verdict(&telling);
    free(inputs);
    return verdict;
}

static enum exit_status hunt_all(struct hunt *hunt)
{
    static const enum exit_status statuses[] = {
        [VERDICT_FOUND] = EXIT_FOUND,
        [VERDICT_TROUBLE] = EXIT_TROUBLE,
        [VERDICT_CLEAN] = EXIT_CLEAN,
    };
    unsigned workers;
    if (!read_workers(hunt->settings, &workers) || !load_notices(hunt) || !open_eve(hunt))
        return EXIT_TROUBLE;
    hunt->source =
        source_create(setting_operands(hunt->settings), setting_operand_count(hunt->settings));
    data_folder(setting_value(hunt->settings, "data"), &hunt->data);
    enter_sandbox(hunt);
    run(hunt, workers);
    if (!hunt->result.summary.interrupted) /* who interrupts does not want another reading */
        make_digests(hunt);
    assess_findings(hunt);
    if (setting_given(hunt->settings, "attribute"))
        attribute_findings(hunt);
    bool written = close_eve(hunt);
    enum verdict verdict = tell(hunt, written);
    interrupt_free(hunt->interrupt);
    return statuses[verdict];
}

static enum exit_status hunt_run(const struct settings *settings)
{
    struct hunt hunt = {.settings = settings};
    if (!check_settings(settings, &hunt.style))
        return EXIT_TROUBLE;
    enum exit_status status = hunt_all(&hunt);
    attribution_done(&hunt.attribution);
    name_book_free(hunt.result.names);
    index_free(hunt.index);
    notices_done(&hunt.notices);
    source_free(hunt.source);
    arena_done(&hunt.arena);
    world_free(hunt.world);
    text_done(&hunt.data);
    return status;
}

const struct command hunt_command = {
    .name = "hunt",
    .usage = "-n NOTICE [-n NOTICE]... [OPTION]... INPUT...",
    .title = "find what a notice names in captures",
    .description =
        "Reads threat notices and packet captures and tells which machines talked to what the "
        "notices name: how, when first and last, how often, how many bytes each way, and in "
        "which packets. Inputs are captures (pcap or pcapng, also packed with gzip, zstd, xz, "
        "bzip2 or lz4), folders, which are read with all that is below them, patterns such as "
        "'*.pcap', or - for standard input.",
    .options = options,
    .sections = hunt_manual,
    .run = hunt_run,
};
