/* SPDX-License-Identifier: MIT */
#include "app/command.h"
#include "app/data_version.h"
#include "app/progress.h"
#include "app/set_list.h"
#include "app/set_update.h"
#include "app/style_choice.h"
#include "base/memory.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const struct option_row options[] = {
    {.letter = 'l',
     .name = "list",
     .help = "Fetch nothing; show all sets, where they come from, and what is there of them."},
    {.letter = 'F',
     .name = "from",
     .argument = "PATH",
     .help = "Take the sets from this archive, file or folder instead of the network; WITHOUT A "
             "NETWORK says how. May be given several times.",
     .many = true},
    {.name = "date",
     .argument = "DAY",
     .help = "The lists of sanctions that come are of this day (2025-12-24), where they do not say "
             "it themselves."},
    {.letter = 'd',
     .name = "data",
     .argument = "DIR",
     .help = "The data folder. Default: $STORMCONE_DATA, else stormcone in $XDG_DATA_HOME, else "
             "~/.local/share/stormcone."},
    {.letter = 'j', .name = "json", .help = "Write one JSON object a set instead of a table."},
    {.name = "force",
     .help = "Take a set even if it shrank to less than half of what is there, and do not ask "
             "whether it is newer."},
    {.name = "url",
     .argument = "SET=URL",
     .help = "Fetch a set from here (a mirror) instead of its source. May be given several times.",
     .many = true},
    {.name = "sha256",
     .argument = "SET=HEX",
     .help = "Refuse what does not have this digest, as it comes. May be given several times.",
     .many = true},
    {.name = "ca",
     .argument = "FILE",
     .help = "Trust the certificate authorities in this PEM file instead of the system's."},
    {.name = "timeout",
     .argument = "SECONDS",
     .help = "Give a server up that sends nothing for this long. Default: 60."},
    {.letter = 'q', .name = "quiet", .help = "Show no progress."},
    {0},
};

static const struct manual_section sections[] = {
    {.heading = "DATA SETS",
     .text = "Each set is a folder of the data folder, with a set.json that says what was fetched, "
             "when, from where, and its SHA-256. These are known:",
     .list = text_add_set_names},
    {.heading = "WHAT CAN GO WRONG",
     .text =
         "A server that fails or stalls, a body that ends too early, a wrong digest or "
         "certificate, an archive that is damaged or is something else, a set that shrank to less "
         "than half, a full disk, Ctrl-C: the old data stays in place, byte for byte, one "
         "sentence says why, the other sets go on, and the exit status is 2. A new set takes the "
         "old one's place in one step. One update at a time can have a data folder. A proxy is "
         "taken from the environment (https_proxy, http_proxy, no_proxy)."},
    {.heading = "WITHOUT A NETWORK",
     .text =
         "On a machine with a network, 'stormcone update --data DIR' fills a folder; carry it over "
         "and say 'stormcone update --from DIR'. Archives and files as the sources publish them do "
         "as well: 'stormcone update --from misp-warninglists.tar.gz'. Without named sets, what is "
         "called like a set, its repository, its file or its npm package is that set, and a "
         "folder is looked through two folders deep; a file or folder of any other name is the "
         "set that is named behind it."},
    {.heading = "LISTS OF SANCTIONS",
     .text =
         "What a list says is true of a day, so a new list does not replace the old one: its "
         "versions lie side by side, a folder a day. The day is what the list says itself, else "
         "--date, else what a folder that was imported is called ('2025-12' is its last day) or "
         "the server says, else today. At most 32 are kept; then the one goes that lies closest "
         "between its neighbours. Before a list is put in force it is read to its end as "
         "screening would read it: one that breaks off, has rows that cannot be read, is "
         "another list or a page that asks to log in, or has less than half the entries of the "
         "one before, is refused in one sentence and the old one stays in force. 'stormcone "
         "update --from sdn-2021 --date 2021-07-07 ofac-sdn' adds an old version."},
    {.heading = "FILES OF YOUR OWN",
     .text = "Any MMDB file with countries or autonomous systems (GeoLite2, DB-IP, IPinfo ...) is "
             "asked "
             "too: put it, not a link to it, into a folder of the data folder, which is then the "
             "set's name."},
    {0},
};

/* One run of the command. */
struct update {
    const struct settings *settings;
    const struct data_set **named;
    size_t named_count;
    struct set_sources sources;
    struct set_row *rows;
    size_t row_count;
    struct set_options options;
    struct progress progress;
    struct style style;
    struct text folder;
    bool interrupted, failed;
};

static bool complain(struct update *update, const struct problem *problem)
{
    fprintf(stderr, "stormcone update: %s\n", problem->sentence);
    update->failed = true;
    return false;
}

/* --- The command line --- */

static const struct data_set *find_set(struct slice name, struct problem *problem)
{
    const struct data_set *set = data_set_find(name);
    if (!set)
        problem_set(problem, "there is no set '%.*s'; 'stormcone update --list' shows them",
                    (int)name.size, (const char *)name.data);
    return set;
}

static bool read_names(struct update *update, struct problem *problem)
{
    size_t count = setting_operand_count(update->settings);
    update->named = memory_create(count, sizeof *update->named);
    for (size_t i = 0; i < count; i++) {
        struct slice name = slice_from(setting_operands(update->settings)[i]);
        const struct data_set *set = find_set(name, problem);
        if (!set)
            return false;
        update->named[update->named_count++] = set;
    }
    return true;
}

static bool read_sources(struct update *update, struct problem *problem)
{
    size_t count = setting_count(update->settings, "from");
    for (size_t i = 0; i < count; i++)
        if (!set_sources_add_path(&update->sources, setting_at(update->settings, "from", i),
                                  update->named, update->named_count, problem))
            return false;
    for (size_t i = 0; i < update->named_count; i++) {
        if (count > 0 && !set_sources_find(&update->sources, update->named[i]->name))
            return problem_set(problem, "nothing that --from names is the set '%s'",
                               update->named[i]->name);
        set_sources_add(&update->sources, update->named[i], NULL);
    }
    for (const struct data_set *set = data_sets; set->name; set++)
        if (count == 0 && update->named_count == 0 && set->is_usual)
            set_sources_add(&update->sources, set, NULL);
    return true;
}

/* Takes "SET=VALUE" apart; the set must be one of this update. */
static struct set_source *read_pair(struct update *update, const char *option, size_t place,
                                    const char **value, struct problem *problem)
{
    const char *pair = setting_at(update->settings, option, place);
    const char *equals = strchr(pair, '=');
    *value = equals ? equals + 1 : "";
    struct slice name = slice_make(pair, equals ? (size_t)(equals - pair) : strlen(pair));
    const struct data_set *set = find_set(name, problem);
    struct set_source *source = set ? set_sources_find(&update->sources, set->name) : NULL;
    if (set && !source)
        problem_set(problem, "--%s is given for '%s', which is not in this update", option,
                    set->name);
    return source;
}

static bool read_urls(struct update *update, struct problem *problem)
{
    for (size_t i = 0; i < setting_count(update->settings, "url"); i++) {
        const char *url;
        struct set_source *source = read_pair(update, "url", i, &url, problem);
        if (!source)
            return false;
        if (url[0] == '\0')
            return problem_set(problem, "--url wants SET=URL");
        source->url = url;
    }
    return true;
}

static bool read_digests(struct update *update, struct problem *problem)
{
    for (size_t i = 0; i < setting_count(update->settings, "sha256"); i++) {
        const char *digits;
        struct set_source *source = read_pair(update, "sha256", i, &digits, problem);
        if (!source)
            return false;
        source->has_digest = data_record_read_digest(slice_from(digits), source->digest);
        if (!source->has_digest)
            return problem_set(problem, "--sha256 wants SET= and 64 hexadecimal digits");
    }
    return true;
}

static bool read_timeout(struct update *update, struct problem *problem)
{
    enum { DEFAULT_PATIENCE = 60, MOST_PATIENCE = 3600 };
    const char *value = setting_value(update->settings, "timeout");
    uint64_t seconds = DEFAULT_PATIENCE;
    if (value && (!slice_to_number(slice_from(value), MOST_PATIENCE, &seconds) || seconds == 0))
        return problem_set(problem, "--timeout wants seconds, from 1 to %d", MOST_PATIENCE);
    update->options.patience = (unsigned)seconds;
    return true;
}

static bool read_day(struct update *update, struct problem *problem)
{
    const char *value = setting_value(update->settings, "date");
    bool has_list = false;
    for (size_t i = 0; i < update->sources.count; i++)
        has_list = has_list || data_set_is_dated(update->sources.items[i].set);
    if (!value)
        return true;
    if (!instant_parse(slice_from(value), &update->options.day) ||
        update->options.day.ns % (24 * 60 * 60 * NS_PER_SECOND) != 0)
        return problem_set(problem, "--date wants a day, as 2025-12-24");
    if (update->options.day.ns > update->options.now.ns)
        return problem_set(problem, "--date is a day that has not come");
    return has_list || problem_set(problem, "--date is given, and no list of sanctions is in this "
                                            "update");
}

static bool read_settings(struct update *update, struct problem *problem)
{
    const struct settings *settings = update->settings;
    update->options.force = setting_given(settings, "force");
    update->options.authorities = setting_value(settings, "ca");
    update->options.now = instant_now();
    if (!data_folder(setting_value(settings, "data"), &update->folder))
        return problem_set(problem, "there is no home folder; name a data folder with --data");
    return style_choose(settings, STDOUT_FILENO, &update->style, problem) &&
           read_names(update, problem) && read_timeout(update, problem);
}

/* --- The work --- */

/* Signals are blocked and asked for, so that the work ends between two steps and leaves
 * nothing half done; no handler, no global. */
static bool was_interrupted(void)
{
    sigset_t pending;
    sigpending(&pending);
    return sigismember(&pending, SIGINT) == 1 || sigismember(&pending, SIGTERM) == 1;
}

static void block_signals(void)
{
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    sigprocmask(SIG_BLOCK, &signals, NULL);
    /* A file that may not grow and a server that hangs up are sentences, not the end. */
    signal(SIGXFSZ, SIG_IGN);
    signal(SIGPIPE, SIG_IGN);
}

static bool show_progress(void *context, uint64_t done, uint64_t total)
{
    struct update *update = context;
    update->progress.total = total;
    if (!setting_given(update->settings, "quiet"))
        progress_update(&update->progress, done, 0, monotonic_ns());
    update->interrupted = update->interrupted || was_interrupted();
    return !update->interrupted;
}

static void update_one(struct update *update, struct data_store *store,
                       const struct set_source *source)
{
    struct set_row *row = &update->rows[update->row_count++];
    *row = (struct set_row){.set = source->set, .was_tried = true};
    progress_begin(&update->progress, STDERR_FILENO, terminal_behind(STDERR_FILENO), 0,
                   monotonic_ns());
    update->progress.name = source->set->name;
    row->outcome = set_update(store, source, &update->options, &row->record, &row->problem);
    progress_end(&update->progress);
    row->is_there = row->record.files > 0;
    if (row->outcome != SET_FAILED)
        return;
    problem_add(&row->problem, "%s '%s'",
                row->is_there ? "the old data stays: cannot update" : "cannot get",
                source->set->name);
    complain(update, &row->problem);
}

static bool update_all(struct update *update)
{
    struct data_store store;
    struct problem problem = {0};
    if (!data_store_open(&store, text_string(&update->folder), &problem))
        return complain(update, &problem);
    block_signals();
    update->options.progress = show_progress;
    update->options.context = update;
    update->rows = memory_create(update->sources.count, sizeof *update->rows);
    for (size_t i = 0; i < update->sources.count && !update->interrupted; i++)
        update_one(update, &store, &update->sources.items[i]);
    data_store_close(&store);
    return true;
}

static void look_at_all(struct update *update)
{
    size_t count = 0;
    while (data_sets[count].name)
        count++;
    update->rows = memory_create(count, sizeof *update->rows);
    for (size_t i = 0; i < count; i++) {
        struct set_row *row = &update->rows[update->row_count++];
        row->set = &data_sets[i];
        row->is_there =
            data_version_current(text_string(&update->folder), row->set, &row->record, NULL);
        row->versions = data_versions_count(text_string(&update->folder), row->set);
    }
}

static void tell(const struct update *update)
{
    struct text text = {0};
    if (setting_given(update->settings, "json"))
        for (size_t i = 0; i < update->row_count; i++)
            text_add_set_json(&text, &update->rows[i]);
    else if (setting_given(update->settings, "list"))
        text_add_set_list(&text, update->rows, update->row_count, update->options.now,
                          update->style);
    else
        text_add_set_outcomes(&text, update->rows, update->row_count, update->style);
    fwrite(text.data, 1, text.size, stdout);
    fflush(stdout);
    text_done(&text);
}

static void run(struct update *update)
{
    struct problem problem = {0};
    if (!read_settings(update, &problem)) {
        complain(update, &problem);
        return;
    }
    if (setting_given(update->settings, "list"))
        look_at_all(update);
    else if (!read_sources(update, &problem) || !read_urls(update, &problem) ||
             !read_digests(update, &problem) || !read_day(update, &problem)) {
        complain(update, &problem);
        return;
    } else if (!update_all(update))
        return;
    tell(update);
}

static enum exit_status update_run(const struct settings *settings)
{
    struct update update = {.settings = settings};
    run(&update);
    for (size_t i = 0; i < update.row_count; i++)
        data_record_done(&update.rows[i].record);
    free(update.rows);
    free(update.named);
    set_sources_done(&update.sources);
    text_done(&update.folder);
    return update.failed || update.interrupted ? EXIT_TROUBLE : EXIT_CLEAN;
}

const struct command update_command = {
    .name = "update",
    .usage = "[OPTION]... [SET]...",
    .title = "fetch the public data sets that notices are checked against",
    .description =
        "Fetches warning lists, names of malware, whose country and network an address is, and "
        "lists of sanctions, "
        "from those who publish them, into the data folder: the usual sets, or those that are "
        "named. It asks only for what is newer. This is the only command that uses a network.",
    .options = options,
    .sections = sections,
    .run = update_run,
};
