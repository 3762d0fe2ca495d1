/* SPDX-License-Identifier: MIT */
#include "model/notice.h"

#include "base/hash.h"
#include "base/memory.h"
#include "model/limits.h"

#include <stdlib.h>

void notice_init(struct notice *notice, const char *name)
{
    *notice = (struct notice){0};
    notice->name = notice_keep(notice, slice_from(name));
    notice_add_statement(notice, &(struct statement){0});
}

void notice_done(struct notice *notice)
{
    if (!notice)
        return;
    arena_done(&notice->arena);
    free(notice->indicators);
    free(notice->statements);
    free(notice->rejections);
    free(notice->defects);
    free(notice->seen);
    *notice = (struct notice){0};
}

struct slice notice_keep(struct notice *notice, struct slice text)
{
    return arena_keep(&notice->arena, text);
}

void notice_keep_first(struct notice *notice, struct slice *what, struct slice text)
{
    if (what->size == 0 && text.size > 0)
        *what = notice_keep(notice, text);
}

/* Neighbours mostly say the same of family and names, which are kept once. */
static struct slice keep_or_share(struct notice *notice, struct slice text, struct slice before)
{
    return slice_equal(text, before) ? before : notice_keep(notice, text);
}

uint32_t notice_add_statement(struct notice *notice, const struct statement *statement)
{
    struct statement last = {0};
    if (notice->statement_count > 0)
        last = notice->statements[notice->statement_count - 1];
    notice->statements = memory_grow(notice->statements, &notice->statement_capacity,
                                     notice->statement_count + 1, sizeof *notice->statements);
    notice->statements[notice->statement_count] = (struct statement){
        .family = keep_or_share(notice, statement->family, last.family),
        .threat = keep_or_share(notice, statement->threat, last.threat),
        .place = keep_or_share(notice, statement->place, last.place),
        .role = keep_or_share(notice, statement->role, last.role),
        .campaign = keep_or_share(notice, statement->campaign, last.campaign),
        .actor = keep_or_share(notice, statement->actor, last.actor),
        .description = keep_or_share(notice, statement->description, last.description),
        .label = keep_or_share(notice, statement->label, last.label),
    };
    return (uint32_t)notice->statement_count++;
}

/* The table of what is there holds 64-bit hashes only: at the limit of
 * indicators two of them collide once in a hundred thousand notices, which then
 * lack one indicator. Zero marks a free place. */
static bool note_as_seen(uint64_t *seen, size_t capacity, uint64_t hash)
{
    for (size_t i = hash & (capacity - 1);; i = (i + 1) & (capacity - 1)) {
        if (seen[i] == hash)
            return false;
        if (seen[i] == 0) {
            seen[i] = hash;
            return true;
        }
    }
}

static void grow_seen(struct notice *notice)
{
    size_t capacity = notice->seen_capacity > 0 ? notice->seen_capacity * 2 : 64;
    uint64_t *larger = memory_create(capacity, sizeof *larger);
    for (size_t i = 0; i < notice->seen_capacity; i++)
        if (notice->seen[i] != 0)
            note_as_seen(larger, capacity, notice->seen[i]);
    free(notice->seen);
    notice->seen = larger;
    notice->seen_capacity = capacity;
}

/* What bounds it is one cache miss, for the place among the hashes, and the page faults of
 * new memory: 40 of the 500 ns that a line of Maltrail's 1.6 million trails takes, the
 * index included (perf record of a hunt for them). */
bool notice_add(struct notice *notice, const struct indicator *indicator)
{
    if (notice->indicator_count >= LIMIT_INDICATORS)
        return false;
    if (notice->indicator_count * 4 >= notice->seen_capacity * 3)
        grow_seen(notice);
    uint64_t hash = hash_bytes(indicator->pattern, (uint64_t)indicator->kind) | 1;
    if (!note_as_seen(notice->seen, notice->seen_capacity, hash))
        return true;
    notice->indicators = memory_grow(notice->indicators, &notice->indicator_capacity,
                                     notice->indicator_count + 1, sizeof *notice->indicators);
    struct indicator *added = &notice->indicators[notice->indicator_count++];
    *added = *indicator;
    added->pattern = notice_keep(notice, indicator->pattern);
    return true;
}

size_t notice_hunted_count(const struct notice *notice)
{
    size_t hunted = 0;
    for (size_t i = 0; i < notice->indicator_count; i++)
        hunted += indicator_is_hunted(&notice->indicators[i]);
    return hunted;
}

static const struct {
    const char *key, *text;
} rejections[] = {
#define REJECTION(NAME, key, reason) {key, reason},
#include "model/rejection.def"
#undef REJECTION
};

const char *rejection_key(enum rejection_reason reason)
{
    return rejections[reason].key;
}

const char *rejection_text(enum rejection_reason reason)
{
    return rejections[reason].text;
}

static const struct {
    const char *key, *text;
} defects[] = {
#define DEFECT(NAME, key, text) {key, text},
#include "model/defect.def"
#undef DEFECT
};

const char *defect_key(enum defect_kind kind)
{
    return defects[kind].key;
}

const char *defect_text(enum defect_kind kind)
{
    return defects[kind].text;
}

void notice_reject(struct notice *notice, enum rejection_reason reason, struct slice text,
                   uint32_t line)
{
    notice->rejected++;
    if (notice->rejection_count == LIMIT_REJECTIONS)
        return;
    notice->rejections = memory_grow(notice->rejections, &notice->rejection_capacity,
                                     notice->rejection_count + 1, sizeof *notice->rejections);
    notice->rejections[notice->rejection_count++] = (struct rejection){
        reason, line, notice_keep(notice, slice_part(text, 0, LIMIT_REJECTION_TEXT))};
}

void notice_note_defect(struct notice *notice, enum defect_kind kind, struct slice text,
                        uint32_t line)
{
    notice->defective++;
    if (notice->defect_count == LIMIT_DEFECTS)
        return;
    notice->defects = memory_grow(notice->defects, &notice->defect_capacity,
                                  notice->defect_count + 1, sizeof *notice->defects);
    notice->defects[notice->defect_count++] =
        (struct defect){kind, line, notice_keep(notice, slice_part(text, 0, LIMIT_REJECTION_TEXT))};
}
