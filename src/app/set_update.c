/* SPDX-License-Identifier: MIT */
#include "app/set_update.h"

#include "app/set_intake.h"

static bool has_shrunk(uint64_t before, uint64_t now)
{
    return now < before / 2;
}

static bool is_large_enough(const struct set_intake *intake)
{
    const struct data_record *old = &intake->old;
    const struct data_draft *draft = &intake->draft;
    if (!intake->had_old || intake->options->force)
        return true;
    if (has_shrunk(old->files, draft->files))
        return problem_set(intake->problem,
                           "it shrank from %llu files to %llu (--force takes it all the same)",
                           (unsigned long long)old->files, (unsigned long long)draft->files);
    if (has_shrunk(old->stored, draft->bytes))
        return problem_set(intake->problem,
                           "it shrank from %llu bytes to %llu (--force takes it all the same)",
                           (unsigned long long)old->stored, (unsigned long long)draft->bytes);
    return true;
}

static enum set_outcome publish(struct set_intake *intake)
{
    const struct set_source *source = intake->source;
    struct data_record *record = &intake->new;
    record->url = arena_keep(&record->arena, slice_from(source->path ? source->path : source->url));
    record->retrieved = record->checked = intake->options->now;
    record->files = intake->draft.files;
    record->stored = intake->draft.bytes;
    if (!is_large_enough(intake) || !data_draft_publish(&intake->draft, record, intake->problem))
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
    bool noted = data_store_note(intake->store, intake->source->set->name, record, intake->problem);
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
    struct data_record *there =
        outcome == SET_NEW || outcome == SET_REPLACED ? &intake.new : &intake.old;
    *record = *there; /* its owner now is the caller */
    *there = (struct data_record){0};
    set_intake_done(&intake);
    return outcome;
}
