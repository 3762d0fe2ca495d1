/* SPDX-License-Identifier: MIT */
#include "app/set_update.h"

#include "app/set_intake.h"
#include "model/limits.h"

#define NS_PER_DAY (24 * 60 * 60 * NS_PER_SECOND)

static bool has_shrunk(uint64_t before, uint64_t now)
{
    return now < before / 2;
}

static bool shrank(struct set_intake *intake, uint64_t before, uint64_t now, const char *what)
{
    return problem_set(intake->problem,
                       "it shrank from %llu %s to %llu (--force takes it all the same)",
                       (unsigned long long)before, what, (unsigned long long)now);
}

static bool is_large_enough(struct set_intake *intake)
{
    const struct data_record *old = &intake->old;
    const struct data_draft *draft = &intake->draft;
    if (!intake->had_old || intake->options->force)
        return true;
    if (has_shrunk(old->files, draft->files))
        return shrank(intake, old->files, draft->files, "files");
    if (has_shrunk(old->stored, draft->bytes))
        return shrank(intake, old->stored, draft->bytes, "bytes");
    return true;
}

/* A list comes in formats of many sizes, but who stands on it stays, and what was in force on
 * its day says how many that were. */
static bool has_entities_enough(struct set_intake *intake, struct instant day)
{
    const struct data_version *before = data_versions_at(&intake->versions, day);
    if (!before || intake->options->force ||
        !has_shrunk(before->record.entities, intake->new.entities))
        return true;
    return shrank(intake, before->record.entities, intake->new.entities, "entries");
}

/* What the list says itself, else what is given, else what path or server told, else today. */
static bool find_day(const struct set_intake *intake, struct instant *day)
{
    const struct instant tellers[] = {intake->said, intake->options->day, intake->new.published,
                                      intake->options->now};
    size_t first = 0;
    while (!instant_is_known(tellers[first]))
        first++;
    *day = (struct instant){tellers[first].ns - tellers[first].ns % NS_PER_DAY};
    if (first > 0 || !instant_is_known(intake->options->day) || day->ns == intake->options->day.ns)
        return true;
    struct text said = {0};
    text_add_day(&said, *day);
    problem_set(intake->problem, "it says itself that it is of %s", text_string(&said));
    text_done(&said);
    return false;
}

static bool fill_and_publish(struct set_intake *intake)
{
    const struct set_source *source = intake->source;
    struct data_record *record = &intake->new;
    record->url = arena_keep(&record->arena, slice_from(source->path ? source->path : source->url));
    record->retrieved = record->checked = intake->options->now;
    record->files = intake->draft.files;
    record->stored = intake->draft.bytes;
    return data_draft_publish(&intake->draft, record, intake->problem);
}

static enum set_outcome publish_version(struct set_intake *intake)
{
    const struct data_set *set = intake->source->set;
    struct instant day;
    if (!find_day(intake, &day) || !has_entities_enough(intake, day))
        return SET_FAILED;
    const struct data_version *before = data_versions_at(&intake->versions, day);
    intake->new.published = day;
    text_clear(&intake->draft.place);
    data_version_place(set, day, &intake->draft.place);
    if (!fill_and_publish(intake))
        return SET_FAILED;
    data_versions_thin(intake->store, set, LIMIT_LIST_VERSIONS);
    if (before && before->day.ns == day.ns)
        return SET_REPLACED;
    return intake->had_old ? SET_ADDED : SET_NEW;
}

static enum set_outcome publish(struct set_intake *intake)
{
    if (data_set_is_dated(intake->source->set))
        return publish_version(intake);
    if (!is_large_enough(intake) || !fill_and_publish(intake))
        return SET_FAILED;
    return intake->had_old ? SET_REPLACED : SET_NEW;
}

/* Only when it was last asked for changes, and, where the same bytes came once more, the
 * server's mark for them. */
static enum set_outcome note_unchanged(struct set_intake *intake, bool came)
{
    struct data_record *record = &intake->old;
    record->checked = intake->options->now;
    if (came && !intake->source->path) {
        record->url = arena_keep(&record->arena, slice_from(intake->source->url));
        record->etag = arena_keep(&record->arena, intake->new.etag);
        record->last_modified = arena_keep(&record->arena, intake->new.last_modified);
    }
    bool noted =
        data_store_note(intake->store, text_string(&intake->old_place), record, intake->problem);
    return noted ? SET_UNCHANGED : SET_FAILED;
}

static enum set_outcome run(struct set_intake *intake)
{
    enum intake_outcome outcome = set_intake_run(intake);
    switch (outcome) {
    case INTAKE_FRESH:
        return publish(intake);
    case INTAKE_SAME:
    case INTAKE_NOT_NEWER:
        return note_unchanged(intake, outcome == INTAKE_SAME);
    case INTAKE_FAILED:
        break;
    }
    return SET_FAILED;
}

enum set_outcome set_update(struct data_store *store, const struct set_source *source,
                            const struct set_options *options, struct data_record *record,
                            struct problem *problem)
{
    struct set_intake intake = {
        .store = store, .source = source, .options = options, .problem = problem};
    enum set_outcome outcome = run(&intake);
    bool is_unchanged = outcome == SET_UNCHANGED || outcome == SET_FAILED;
    struct data_record *there = is_unchanged ? &intake.old : &intake.new;
    *record = *there; /* its owner now is the caller */
    *there = (struct data_record){0};
    set_intake_done(&intake);
    return outcome;
}
