/* SPDX-License-Identifier: MIT */
#include "attribution/joint_status.h"

struct all_statuses {
    const struct authority_status **items;
    size_t count;
};

static struct all_statuses collect(const struct screening_candidate *candidates, size_t count,
                                   struct arena *arena)
{
    struct all_statuses all = {0};
    size_t most = 0;
    for (size_t i = 0; i < count; i++)
        most += candidates[i].status_count;
    all.items = arena_alloc(arena, (most + 1) * sizeof *all.items);
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < candidates[i].status_count; k++)
            all.items[all.count++] = &candidates[i].statuses[k];
    return all;
}

static unsigned rank(enum standing standing)
{
    static const unsigned ranks[STANDINGS] = {
        [STANDING_NONE] = 0,
        [STANDING_ENDED] = 1,
        [STANDING_UNKNOWN] = 2,
        [STANDING_LISTED] = 3,
    };
    return ranks[standing];
}

/* Whether one status is a span of days, and the other tells a day in it. */
static bool is_resolved_by(const struct authority_status *span, const struct authority_status *day)
{
    return span->standing == STANDING_UNKNOWN && day->standing != STANDING_UNKNOWN &&
           instant_is_known(day->since) && instant_is_known(span->not_after) &&
           day->since.ns <= span->not_after.ns &&
           (!instant_is_known(span->not_before) || day->since.ns >= span->not_before.ns) &&
           slice_equal(day->authority, span->authority);
}

static bool is_resolved(const struct all_statuses *all, const struct authority_status *span)
{
    for (size_t i = 0; i < all->count; i++)
        if (is_resolved_by(span, all->items[i]))
            return true;
    return false;
}

/* Of two that say the same, the one that knows since when, and since earlier. */
static bool says_more(const struct authority_status *a, const struct authority_status *b)
{
    if (rank(a->standing) != rank(b->standing))
        return rank(a->standing) > rank(b->standing);
    if (instant_is_known(a->since) != instant_is_known(b->since))
        return instant_is_known(a->since);
    return a->since.ns < b->since.ns;
}

static size_t find(const struct authority_status *statuses, size_t count, struct slice authority)
{
    size_t at = 0;
    while (at < count && !slice_equal(statuses[at].authority, authority))
        at++;
    return at;
}

size_t joint_statuses(const struct screening_candidate *candidates, size_t count,
                      struct arena *arena, const struct authority_status **statuses)
{
    struct all_statuses all = collect(candidates, count, arena);
    struct authority_status *joint = arena_create(arena, (all.count + 1) * sizeof *joint);
    size_t joint_count = 0;
    for (size_t i = 0; i < all.count; i++) {
        if (is_resolved(&all, all.items[i]))
            continue;
        size_t at = find(joint, joint_count, all.items[i]->authority);
        if (at == joint_count)
            joint[joint_count++] = *all.items[i];
        else if (says_more(all.items[i], &joint[at]))
            joint[at] = *all.items[i];
    }
    *statuses = joint;
    return joint_count;
}
