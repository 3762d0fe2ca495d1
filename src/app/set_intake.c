/* SPDX-License-Identifier: MIT */
#include "app/set_intake.h"

#include "app/confined.h"
#include "app/entry_name.h"
#include "app/fetch.h"
#include "app/list_check.h"
#include "app/set_check.h"
#include "app/unpack_archive.h"
#include "attribution/list_load.h"
#include "base/file.h"
#include "base/file_list.h"
#include "base/memory.h"
#include "model/limits.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PIECE = 256 * 1024 };

static bool go_on(struct set_intake *intake)
{
    const struct set_options *options = intake->options;
    return !options->progress || options->progress(options->context, intake->new.bytes, 0) ||
           problem_set(intake->problem, "interrupted");
}

static bool child_goes_on(void *context)
{
    return go_on(context);
}

/* Does a step in a confined process, and brings back what it came to. */
static bool confine(struct set_intake *intake, void (*step)(void *context))
{
    const struct confined_step confined = {
        .folder = intake->draft.fd,
        .run = step,
        .context = intake,
        .result = &intake->result,
        .result_size = sizeof intake->result,
        .go_on = child_goes_on,
    };
    intake->problem->sentence[0] = '\0';
    if (!confined_run(&confined, intake->problem))
        return false;
    intake->draft.files = intake->result.files;
    intake->draft.bytes = intake->result.bytes;
    intake->new.published = intake->result.published;
    intake->new.entities = intake->result.entities;
    intake->said = intake->result.said;
    if (!intake->result.done)
        *intake->problem = intake->result.problem;
    return intake->result.done;
}

/* In the confined process, at the end of a step. */
static void bring_back(struct set_intake *intake, bool done)
{
    intake->result = (struct step_result){.done = done,
                                          .files = intake->draft.files,
                                          .bytes = intake->draft.bytes,
                                          .entities = intake->new.entities,
                                          .published = intake->new.published,
                                          .said = intake->said,
                                          .problem = *intake->problem};
}

static struct slice keep(struct set_intake *intake, struct slice value)
{
    return arena_keep(&intake->new.arena, value);
}

/* Sees every byte of a file once: its digest and its size. */
static bool measure(struct set_intake *intake, int file, const char *path)
{
    uint8_t *piece = memory_create(PIECE, 1);
    ssize_t got;
    bool goes_on = true;
    intake->digest = digest_create();
    while ((got = read(file, piece, PIECE)) > 0 && (goes_on = go_on(intake))) {
        digest_add(intake->digest, slice_make(piece, (size_t)got));
        intake->new.bytes += (uint64_t)got;
    }
    free(piece);
    if (got < 0)
        problem_set(intake->problem, "cannot read '%s': %s", path, strerror(errno));
    return got == 0 && goes_on;
}

static bool digest_is_right(struct set_intake *intake)
{
    digest_finish(intake->digest, intake->new.sha256);
    intake->digest = NULL;
    const struct set_source *source = intake->source;
    if (!source->has_digest || memcmp(source->digest, intake->new.sha256, SHA256_SIZE) == 0)
        return true;
    struct text seen = {0};
    text_add_hex(&seen, slice_make(intake->new.sha256, SHA256_SIZE));
    problem_set(intake->problem, "its SHA-256 is not the one that was asked for but %s",
                text_string(&seen));
    text_done(&seen);
    return false;
}

/* A list that came a second time may be an older version. */
static bool is_a_version(struct set_intake *intake)
{
    struct data_version *same = data_versions_same(&intake->versions, intake->new.sha256);
    if (!same)
        return false;
    data_record_done(&intake->old);
    intake->old = same->record; /* its owner is the intake */
    same->record = (struct data_record){0};
    text_clear(&intake->old_place);
    text_put(&intake->old_place, same->place);
    return true;
}

static bool is_what_is_there(struct set_intake *intake)
{
    if (intake->had_old && memcmp(intake->old.sha256, intake->new.sha256, SHA256_SIZE) == 0)
        return true;
    return is_a_version(intake);
}

/* The draft's file gets what the open one holds. */
static bool copy_file(struct set_intake *intake, int file, const char *name)
{
    uint8_t *piece = memory_create(PIECE, 1);
    ssize_t got = 0;
    bool copied = data_draft_file(&intake->draft, name, intake->problem);
    while (copied && (got = read(file, piece, PIECE)) > 0)
        copied =
            data_draft_write(&intake->draft, slice_make(piece, (size_t)got), intake->problem) &&
            go_on(intake);
    free(piece);
    if (got < 0)
        return problem_set(intake->problem, "cannot read '%s': %s", name, strerror(errno));
    return copied && data_draft_end_file(&intake->draft, intake->problem);
}

/* A file that is no archive is the set itself, where the set can be one file. */
static bool take_plain(struct set_intake *intake, int file, const char *name)
{
    const char *wanted = intake->source->set->wanted, *kept;
    struct text clean = {0};
    bool fits = (!wanted || !strchr(wanted, '/')) && entry_name_clean(slice_from(name), &clean) &&
                entry_name_fit(text_string(&clean), wanted, &kept) != ENTRY_OTHER;
    bool taken = fits ? lseek(file, 0, SEEK_SET) == 0 && copy_file(intake, file, kept)
                      : problem_set(intake->problem, "it is no archive, or a damaged one");
    text_done(&clean);
    return taken;
}

static bool unpack_or_copy(struct set_intake *intake)
{
    const struct unpack_request request = {.file = intake->file,
                                           .wanted = intake->source->set->wanted};
    switch (unpack_archive(&request, &intake->draft, &intake->new.published, intake->problem)) {
    case UNPACK_DONE:
        return true;
    case UNPACK_NO_ARCHIVE:
        return take_plain(intake, intake->file, intake->name);
    case UNPACK_FAILED:
        break;
    }
    return false;
}

static void unpack_step(void *context)
{
    struct set_intake *intake = context;
    struct set_options calm = *intake->options;
    calm.progress = NULL; /* is shown by the other process */
    intake->options = &calm;
    bring_back(intake, unpack_or_copy(intake));
}

static bool take_file(struct set_intake *intake, int file, const char *name)
{
    intake->file = file;
    intake->name = name;
    return confine(intake, unpack_step);
}

static bool begin_draft(struct set_intake *intake)
{
    return data_draft_begin(&intake->draft, intake->store, intake->source->set->name,
                            intake->problem);
}

/* Packages have a day in their version, "asn-2.3.2026061719.tgz", and files in their name. */
static struct instant day_in_name(const char *name)
{
    enum { DAY = 8 };
    struct instant day = {0};
    struct slice rest = slice_from(name);
    for (size_t run = 0; rest.size > 0; rest = slice_after(rest, run > 0 ? run : 1)) {
        for (run = 0; run < rest.size && byte_is_digit(rest.data[run]); run++)
            ;
        struct text date = {0};
        if (run >= DAY && slice_starts_with(rest, "20")) {
            text_print(&date, "%.4s-%.2s-%.2s", (const char *)rest.data,
                       (const char *)rest.data + 4, (const char *)rest.data + 6);
            instant_parse(text_slice(&date), &day);
        }
        text_done(&date);
    }
    return day;
}

/* "ofac-sdn/2025-12/sdn.csv" is a list as it was at the end of that month. */
static struct instant day_of_path(const struct set_intake *intake, const char *path)
{
    struct instant day = {0};
    if (!data_set_is_dated(intake->source->set))
        return day_in_name(entry_name_base(path));
    return list_path_date(slice_from(path), &day) ? day : (struct instant){0};
}

static bool take_path(struct set_intake *intake, const char *path)
{
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return problem_set(intake->problem, "cannot open '%s': %s", path, strerror(errno));
    bool taken = measure(intake, file, path) && digest_is_right(intake) &&
                 (is_what_is_there(intake) ||
                  (begin_draft(intake) && take_file(intake, file, entry_name_base(path))));
    close(file);
    if (!instant_is_known(intake->new.published))
        intake->new.published = day_of_path(intake, path);
    return taken;
}

static int by_path(const void *a, const void *b)
{
    const struct file_list_item *left = a, *right = b;
    return strcmp(left->path, right->path);
}

/* The files of a folder, and which of them to take. */
struct folder {
    struct file_list list;
    size_t skip; /* bytes of each path before the name in the folder */
    enum entry_fit best;
    size_t archives, others;
    const char *archive;
};

static const char *name_in(const struct folder *folder, size_t i)
{
    return folder->list.items[i].path + folder->skip;
}

static void look_through(struct folder *folder, const char *path, const char *wanted)
{
    static const struct file_list_limits limits = {LIMIT_DATA_ENTRIES, LIMIT_DIRECTORY_DEPTH};
    file_list_add(&folder->list, path, &limits);
    if (folder->list.count > 0)
        qsort(folder->list.items, folder->list.count, sizeof *folder->list.items, by_path);
    folder->skip = strlen(path) + (slice_ends_with(slice_from(path), "/") ? 0 : 1);
    for (size_t i = 0; i < folder->list.count; i++) {
        const struct file_list_item *item = &folder->list.items[i];
        const char *kept;
        if (!item->is_regular || strcmp(name_in(folder, i), "set.json") == 0)
            continue;
        enum entry_fit fit = entry_name_fit(name_in(folder, i), wanted, &kept);
        if (fit > folder->best)
            folder->best = fit;
        bool archive = entry_name_is_archive(item->path);
        folder->archives += archive;
        folder->others += !archive;
        if (archive)
            folder->archive = item->path;
    }
}

/* One line of the folder's list: digest, two spaces, name. */
static bool take_listed(struct set_intake *intake, const char *path, const char *name,
                        const char *kept)
{
    struct digest *whole = intake->digest;
    struct text line = {0};
    uint8_t digest[SHA256_SIZE];
    int file = open(path, O_RDONLY | O_CLOEXEC);
    bool taken =
        file >= 0 || problem_set(intake->problem, "cannot open '%s': %s", path, strerror(errno));
    taken = taken && measure(intake, file, path);
    if (taken) {
        digest_finish(intake->digest, digest);
        text_add_hex(&line, slice_make(digest, SHA256_SIZE));
        text_print(&line, "  %s\n", name);
        digest_add(whole, text_slice(&line));
    } else if (intake->digest != whole)
        digest_free(intake->digest);
    intake->digest = whole;
    taken = taken && lseek(file, 0, SEEK_SET) == 0 && copy_file(intake, file, kept);
    if (file >= 0)
        close(file);
    text_done(&line);
    return taken;
}

/* A folder that was a set already tells when it was published. */
static void inherit(struct set_intake *intake, const char *path)
{
    struct data_record before;
    if (data_record_read(path, &before)) {
        intake->new.published =
            instant_is_known(before.published) || !data_set_is_dated(intake->source->set)
                ? before.published
                : before.retrieved;
        data_record_done(&before);
    } else if (data_set_is_dated(intake->source->set))
        intake->new.published = day_of_path(intake, path);
}

static bool take_folder(struct set_intake *intake, const char *path)
{
    struct folder folder = {0};
    const char *wanted = intake->source->set->wanted;
    look_through(&folder, path, wanted);
    bool taken = true;
    if (folder.archives == 1 && (folder.best < ENTRY_EXACT || folder.others == 0)) {
        taken = take_path(intake, folder.archive);
    } else {
        taken = begin_draft(intake);
        intake->digest = digest_create();
        for (size_t i = 0; taken && i < folder.list.count; i++) {
            const char *kept;
            if (folder.list.items[i].is_regular &&
                entry_name_fit(name_in(&folder, i), wanted, &kept) >= folder.best &&
                folder.best > ENTRY_OTHER && strcmp(name_in(&folder, i), "set.json") != 0)
                taken = take_listed(intake, folder.list.items[i].path, name_in(&folder, i), kept);
        }
        taken = taken && digest_is_right(intake);
        inherit(intake, path);
    }
    file_list_done(&folder.list);
    return taken;
}

static bool take_bytes(void *context, struct slice bytes, struct problem *problem)
{
    struct set_intake *intake = context;
    digest_add(intake->digest, bytes);
    intake->new.bytes += bytes.size;
    while (bytes.size > 0) {
        ssize_t written = write(intake->scratch, bytes.data, bytes.size);
        if (written < 0 && errno != EINTR)
            return problem_set(problem, "cannot write in '%s': %s", intake->store->path,
                               strerror(errno));
        bytes = slice_after(bytes, written > 0 ? (size_t)written : 0);
    }
    return true;
}

static bool show_fetch(void *context, uint64_t done, uint64_t total)
{
    const struct set_intake *intake = context;
    const struct set_options *options = intake->options;
    return !options->progress || options->progress(options->context, done, total);
}

/* Takes a URL's last part, without what is asked of the server. */
static void add_file_name(struct text *name, const char *url)
{
    struct slice rest = slice_from(entry_name_base(url));
    text_add(name, slice_split(&rest, '?'));
}

/* False: failed, or *not_newer. */
static bool take_url(struct set_intake *intake, bool *not_newer)
{
    bool same_place = intake->had_old && slice_equal_text(intake->old.url, intake->source->url);
    struct fetch_request request = {
        .url = intake->source->url,
        .authorities = intake->options->authorities,
        .patience = intake->options->patience,
        .most = LIMIT_DATA_FETCHED,
        .take = take_bytes,
        .progress = show_fetch,
        .context = intake,
    };
    /* Who asks for a digest wants to see the bytes. */
    if (same_place && !intake->options->force && !intake->source->has_digest) {
        request.etag = intake->old.etag;
        request.last_modified = intake->old.last_modified;
    }
    struct fetch_answer answer = {0};
    struct text name = {0};
    intake->digest = digest_create();
    intake->scratch = data_store_scratch(intake->store, intake->problem);
    enum fetch_outcome outcome =
        intake->scratch < 0 ? FETCH_FAILED : fetch(&request, &answer, intake->problem);
    intake->new.etag = keep(intake, answer.etag);
    intake->new.last_modified = keep(intake, answer.last_modified);
    struct instant modified = answer.modified;
    fetch_answer_done(&answer);
    *not_newer = outcome == FETCH_UNCHANGED;
    if (outcome != FETCH_DONE || !digest_is_right(intake))
        return false;
    add_file_name(&name, intake->source->url);
    bool taken = is_what_is_there(intake) ||
                 (begin_draft(intake) && take_file(intake, intake->scratch, text_string(&name)));
    text_done(&name);
    if (!instant_is_known(intake->new.published))
        intake->new.published = modified;
    return taken;
}

/* Lists are known by a date in their path where nothing else tells: not in the draft's. */
static bool check_list(struct set_intake *intake)
{
    struct list_check check = {0};
    if (fchdir(intake->draft.fd) != 0 ||
        !list_check(".", intake->source->set, &check, intake->problem))
        return false;
    intake->said = check.published;
    intake->new.entities = check.entities;
    return true;
}

static void check_list_step(void *context)
{
    struct set_intake *intake = context;
    bring_back(intake, check_list(intake));
}

static void check_step(void *context)
{
    struct set_intake *intake = context;
    struct text folder = {0};
    text_print(&folder, "%s/%s/%s", intake->store->path, text_string(&intake->draft.parent),
               intake->source->set->name);
    bring_back(intake, set_check(text_string(&folder), intake->source->set->format,
                                 &intake->new.published, intake->problem));
    text_done(&folder);
}

static bool has_something(struct set_intake *intake)
{
    const char *wanted = intake->source->set->wanted;
    return (intake->draft.files > 0 && intake->draft.bytes > 0) ||
           problem_set(intake->problem, "there is nothing in it for this set (%s)",
                       wanted ? wanted : "any file");
}

static void find_old(struct set_intake *intake)
{
    const char *path = intake->store->path;
    const struct data_set *set = intake->source->set;
    intake->had_old = data_version_current(path, set, &intake->old, &intake->old_place);
    if (data_set_is_dated(set))
        data_versions_find(path, set, &intake->versions);
}

static bool check(struct set_intake *intake)
{
    return confine(intake, data_set_is_dated(intake->source->set) ? check_list_step : check_step);
}

enum intake_outcome set_intake_run(struct set_intake *intake)
{
    const char *path = intake->source->path;
    bool not_newer = false;
    intake->draft.fd = intake->draft.file = intake->scratch = -1;
    find_old(intake);
    bool taken = !path                  ? take_url(intake, &not_newer)
                 : file_is_folder(path) ? take_folder(intake, path)
                                        : take_path(intake, path);
    if (not_newer)
        return INTAKE_NOT_NEWER;
    if (taken && is_what_is_there(intake))
        return INTAKE_SAME;
    return taken && has_something(intake) && check(intake) ? INTAKE_FRESH : INTAKE_FAILED;
}

void set_intake_done(struct set_intake *intake)
{
    data_draft_drop(&intake->draft);
    digest_free(intake->digest);
    if (intake->scratch >= 0)
        close(intake->scratch);
    data_record_done(&intake->old);
    data_record_done(&intake->new);
    data_versions_done(&intake->versions);
    text_done(&intake->old_place);
}
