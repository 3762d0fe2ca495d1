/* SPDX-License-Identifier: MIT */
#include "app/set_update.h"

#include "app/confined.h"
#include "app/data_draft.h"
#include "app/entry_name.h"
#include "app/fetch.h"
#include "app/set_check.h"
#include "app/unpack_archive.h"
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

/* What comes back of a step that was done by a confined process. */
struct step_result {
    bool done;
    uint64_t files, bytes;
    struct instant published;
    struct problem problem;
};

/* One set on its way. */
struct work {
    struct data_store *store;
    const struct set_source *source;
    const struct set_options *options;
    struct data_record old, new;
    bool had_old;
    struct data_draft draft;
    struct digest *digest; /* of what comes, while it comes */
    int scratch;           /* what was fetched */
    int file;              /* what is being unpacked, and its name */
    const char *name;
    struct step_result result;
    struct problem *problem;
};

static bool go_on(struct work *work)
{
    const struct set_options *options = work->options;
    return !options->progress || options->progress(options->context, work->new.bytes, 0) ||
           problem_set(work->problem, "interrupted");
}

static bool child_goes_on(void *context)
{
    return go_on(context);
}

/* Does a step in a confined process, and brings back what it came to. */
static bool confine(struct work *work, void (*step)(void *context))
{
    const struct confined_step confined = {
        .folder = work->draft.fd,
        .run = step,
        .context = work,
        .result = &work->result,
        .result_size = sizeof work->result,
        .go_on = child_goes_on,
    };
    work->problem->sentence[0] = '\0';
    if (!confined_run(&confined, work->problem))
        return false;
    work->draft.files = work->result.files;
    work->draft.bytes = work->result.bytes;
    work->new.published = work->result.published;
    if (!work->result.done)
        *work->problem = work->result.problem;
    return work->result.done;
}

/* In the confined process, at the end of a step. */
static void bring_back(struct work *work, bool done)
{
    work->result = (struct step_result){.done = done,
                                        .files = work->draft.files,
                                        .bytes = work->draft.bytes,
                                        .published = work->new.published,
                                        .problem = *work->problem};
}

static struct slice keep(struct work *work, struct slice value)
{
    return arena_keep(&work->new.arena, value);
}

/* --- From where it comes: each way ends with the draft filled, or with a sentence. --- */

/* Sees every byte of a file once: its digest and its size. */
static bool measure(struct work *work, int file, const char *path)
{
    uint8_t *piece = memory_create(PIECE, 1);
    ssize_t got;
    bool goes_on = true;
    work->digest = digest_create();
    while ((got = read(file, piece, PIECE)) > 0 && (goes_on = go_on(work))) {
        digest_add(work->digest, slice_make(piece, (size_t)got));
        work->new.bytes += (uint64_t)got;
    }
    free(piece);
    if (got < 0)
        problem_set(work->problem, "cannot read '%s': %s", path, strerror(errno));
    return got == 0 && goes_on;
}

static bool digest_is_right(struct work *work)
{
    digest_finish(work->digest, work->new.sha256);
    work->digest = NULL;
    const struct set_source *source = work->source;
    if (!source->has_digest || memcmp(source->digest, work->new.sha256, SHA256_SIZE) == 0)
        return true;
    struct text seen = {0};
    text_add_hex(&seen, slice_make(work->new.sha256, SHA256_SIZE));
    problem_set(work->problem, "its SHA-256 is not the one that was asked for but %s",
                text_string(&seen));
    text_done(&seen);
    return false;
}

static bool is_what_is_there(const struct work *work)
{
    return work->had_old && memcmp(work->old.sha256, work->new.sha256, SHA256_SIZE) == 0;
}

/* The draft's file gets what the open one holds. */
static bool copy_file(struct work *work, int file, const char *name)
{
    uint8_t *piece = memory_create(PIECE, 1);
    ssize_t got = 0;
    bool copied = data_draft_file(&work->draft, name, work->problem);
    while (copied && (got = read(file, piece, PIECE)) > 0)
        copied = data_draft_write(&work->draft, slice_make(piece, (size_t)got), work->problem) &&
                 go_on(work);
    free(piece);
    if (got < 0)
        return problem_set(work->problem, "cannot read '%s': %s", name, strerror(errno));
    return copied && data_draft_end_file(&work->draft, work->problem);
}

/* A file that is no archive is the set itself, where the set can be one file. */
static bool take_plain(struct work *work, int file, const char *name)
{
    const char *wanted = work->source->set->wanted, *kept;
    struct text clean = {0};
    bool fits = (!wanted || !strchr(wanted, '/')) && entry_name_clean(slice_from(name), &clean) &&
                entry_name_fit(text_string(&clean), wanted, &kept) != ENTRY_OTHER;
    bool taken = fits ? lseek(file, 0, SEEK_SET) == 0 && copy_file(work, file, kept)
                      : problem_set(work->problem, "it is no archive, or a damaged one");
    text_done(&clean);
    return taken;
}

static bool unpack_or_copy(struct work *work)
{
    const struct unpack_request request = {.file = work->file, .wanted = work->source->set->wanted};
    switch (unpack_archive(&request, &work->draft, &work->new.published, work->problem)) {
    case UNPACK_DONE:
        return true;
    case UNPACK_NO_ARCHIVE:
        return take_plain(work, work->file, work->name);
    case UNPACK_FAILED:
        break;
    }
    return false;
}

static void unpack_step(void *context)
{
    struct work *work = context;
    struct set_options calm = *work->options;
    calm.progress = NULL; /* is shown by the other process */
    work->options = &calm;
    bring_back(work, unpack_or_copy(work));
}

static bool take_file(struct work *work, int file, const char *name)
{
    work->file = file;
    work->name = name;
    return confine(work, unpack_step);
}

static bool begin_draft(struct work *work)
{
    return data_draft_begin(&work->draft, work->store, work->source->set->name, work->problem);
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

static bool take_path(struct work *work, const char *path)
{
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return problem_set(work->problem, "cannot open '%s': %s", path, strerror(errno));
    bool taken = measure(work, file, path) && digest_is_right(work) &&
                 (is_what_is_there(work) ||
                  (begin_draft(work) && take_file(work, file, entry_name_base(path))));
    close(file);
    if (!instant_is_known(work->new.published))
        work->new.published = day_in_name(entry_name_base(path));
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
static bool take_listed(struct work *work, const char *path, const char *name, const char *kept)
{
    struct digest *whole = work->digest;
    struct text line = {0};
    uint8_t digest[SHA256_SIZE];
    int file = open(path, O_RDONLY | O_CLOEXEC);
    bool taken =
        file >= 0 || problem_set(work->problem, "cannot open '%s': %s", path, strerror(errno));
    taken = taken && measure(work, file, path);
    if (taken) {
        digest_finish(work->digest, digest);
        text_add_hex(&line, slice_make(digest, SHA256_SIZE));
        text_print(&line, "  %s\n", name);
        digest_add(whole, text_slice(&line));
    } else if (work->digest != whole)
        digest_free(work->digest);
    work->digest = whole;
    taken = taken && lseek(file, 0, SEEK_SET) == 0 && copy_file(work, file, kept);
    if (file >= 0)
        close(file);
    text_done(&line);
    return taken;
}

/* A folder that was a set already tells when it was published. */
static void inherit(struct work *work, const char *path)
{
    struct data_record before;
    if (data_record_read(path, &before)) {
        work->new.published = before.published;
        data_record_done(&before);
    }
}

static bool take_folder(struct work *work, const char *path)
{
    struct folder folder = {0};
    const char *wanted = work->source->set->wanted;
    look_through(&folder, path, wanted);
    bool taken = true;
    if (folder.archives == 1 && (folder.best < ENTRY_EXACT || folder.others == 0)) {
        taken = take_path(work, folder.archive);
    } else {
        taken = begin_draft(work);
        work->digest = digest_create();
        for (size_t i = 0; taken && i < folder.list.count; i++) {
            const char *kept;
            if (folder.list.items[i].is_regular &&
                entry_name_fit(name_in(&folder, i), wanted, &kept) >= folder.best &&
                folder.best > ENTRY_OTHER && strcmp(name_in(&folder, i), "set.json") != 0)
                taken = take_listed(work, folder.list.items[i].path, name_in(&folder, i), kept);
        }
        taken = taken && digest_is_right(work);
        inherit(work, path);
    }
    file_list_done(&folder.list);
    return taken;
}

static bool take_bytes(void *context, struct slice bytes, struct problem *problem)
{
    struct work *work = context;
    digest_add(work->digest, bytes);
    work->new.bytes += bytes.size;
    while (bytes.size > 0) {
        ssize_t written = write(work->scratch, bytes.data, bytes.size);
        if (written < 0 && errno != EINTR)
            return problem_set(problem, "cannot write in '%s': %s", work->store->path,
                               strerror(errno));
        bytes = slice_after(bytes, written > 0 ? (size_t)written : 0);
    }
    return true;
}

static bool show_fetch(void *context, uint64_t done, uint64_t total)
{
    const struct work *work = context;
    const struct set_options *options = work->options;
    return !options->progress || options->progress(options->context, done, total);
}

/* Takes a URL's last part, without what is asked of the server. */
static void add_file_name(struct text *name, const char *url)
{
    struct slice rest = slice_from(entry_name_base(url));
    text_add(name, slice_split(&rest, '?'));
}

/* False: failed, or *unchanged. */
static bool take_url(struct work *work, bool *unchanged)
{
    bool same_place = work->had_old && slice_equal_text(work->old.url, work->source->url);
    struct fetch_request request = {
        .url = work->source->url,
        .authorities = work->options->authorities,
        .patience = work->options->patience,
        .most = LIMIT_DATA_FETCHED,
        .take = take_bytes,
        .progress = show_fetch,
        .context = work,
    };
    /* Who asks for a digest wants to see the bytes. */
    if (same_place && !work->options->force && !work->source->has_digest) {
        request.etag = work->old.etag;
        request.last_modified = work->old.last_modified;
    }
    struct fetch_answer answer = {0};
    struct text name = {0};
    work->digest = digest_create();
    enum fetch_outcome outcome = fetch(&request, &answer, work->problem);
    work->new.etag = keep(work, answer.etag);
    work->new.last_modified = keep(work, answer.last_modified);
    struct instant modified = answer.modified;
    fetch_answer_done(&answer);
    *unchanged = outcome == FETCH_UNCHANGED;
    if (outcome != FETCH_DONE || !digest_is_right(work))
        return false;
    add_file_name(&name, work->source->url);
    bool taken = is_what_is_there(work) ||
                 (begin_draft(work) && take_file(work, work->scratch, text_string(&name)));
    text_done(&name);
    if (!instant_is_known(work->new.published))
        work->new.published = modified;
    return taken;
}

/* --- What came is looked at, and published. --- */

static bool has_shrunk(uint64_t before, uint64_t now)
{
    return now < before / 2;
}

static bool is_large_enough(struct work *work)
{
    const struct data_draft *draft = &work->draft;
    if (draft->files == 0 || draft->bytes == 0)
        return problem_set(work->problem, "there is nothing in it for this set (%s)",
                           work->source->set->wanted ? work->source->set->wanted : "any file");
    if (!work->had_old || work->options->force)
        return true;
    if (has_shrunk(work->old.files, draft->files))
        return problem_set(work->problem,
                           "it shrank from %llu files to %llu (--force takes it all the same)",
                           (unsigned long long)work->old.files, (unsigned long long)draft->files);
    if (has_shrunk(work->old.stored, draft->bytes))
        return problem_set(work->problem,
                           "it shrank from %llu bytes to %llu (--force takes it all the same)",
                           (unsigned long long)work->old.stored, (unsigned long long)draft->bytes);
    return true;
}

static void check_step(void *context)
{
    struct work *work = context;
    struct text folder = {0};
    text_print(&folder, "%s/%s/%s", work->store->path, text_string(&work->draft.parent),
               work->source->set->name);
    bring_back(work, set_check(text_string(&folder), work->source->set->format,
                               &work->new.published, work->problem));
    text_done(&folder);
}

static bool publish(struct work *work)
{
    const struct set_source *source = work->source;
    work->new.url = keep(work, slice_from(source->path ? source->path : source->url));
    work->new.retrieved = work->new.checked = work->options->now;
    work->new.files = work->draft.files;
    work->new.stored = work->draft.bytes;
    return is_large_enough(work) && confine(work, check_step) &&
           data_draft_publish(&work->draft, &work->new, work->problem);
}

/* The same bytes as before: only when they were last asked for changes, and, where they came
 * with one, the server's mark. */
static enum set_outcome note_unchanged(struct work *work, bool by_server)
{
    work->old.checked = work->options->now;
    if (!by_server && !work->source->path) {
        work->old.url = arena_keep(&work->old.arena, slice_from(work->source->url));
        work->old.etag = arena_keep(&work->old.arena, work->new.etag);
        work->old.last_modified = arena_keep(&work->old.arena, work->new.last_modified);
    }
    bool noted = data_store_note(work->store, work->source->set->name, &work->old, work->problem);
    return noted ? SET_UNCHANGED : SET_FAILED;
}

static bool is_folder(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

static enum set_outcome run(struct work *work)
{
    const char *path = work->source->path;
    bool unchanged = false;
    bool taken = !path             ? take_url(work, &unchanged)
                 : is_folder(path) ? take_folder(work, path)
                                   : take_path(work, path);
    if (unchanged || (taken && is_what_is_there(work)))
        return note_unchanged(work, unchanged);
    if (!taken || !publish(work))
        return SET_FAILED;
    return work->had_old ? SET_REPLACED : SET_NEW;
}

enum set_outcome set_update(struct data_store *store, const struct set_source *source,
                            const struct set_options *options, struct data_record *record,
                            struct problem *problem)
{
    struct work work = {.store = store,
                        .source = source,
                        .options = options,
                        .draft = {.fd = -1, .file = -1},
                        .scratch = -1,
                        .problem = problem};
    work.had_old = data_store_find(store->path, source->set->name, &work.old);
    enum set_outcome outcome = SET_FAILED;
    if (source->path || (work.scratch = data_store_scratch(store, problem)) >= 0)
        outcome = run(&work);
    data_draft_drop(&work.draft);
    digest_free(work.digest);
    if (work.scratch >= 0)
        close(work.scratch);
    bool is_new = outcome == SET_NEW || outcome == SET_REPLACED;
    *record = is_new ? work.new : work.old;
    data_record_done(is_new ? &work.old : &work.new);
    return outcome;
}
