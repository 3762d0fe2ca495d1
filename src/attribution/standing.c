/* SPDX-License-Identifier: MIT */
#include "attribution/standing.h"

#include <string.h>

/* What a version says of one authority. */
enum say { SAYS_NOTHING, SAYS_NO, SAYS_YES };

/* No date was asked: behind every list. */
static const int64_t always = INT64_MAX;
static const size_t nowhere = SIZE_MAX;

/* One question: an authority at a date. */
struct question {
    const struct entry_history *history;
    struct slice authority;
    int64_t at;
    struct arena *arena;
};

/* A list without a date counts from behind the one before it; alone, it counts always. */
static int64_t day_of(const struct entry_history *history, size_t version)
{
    const struct instant *date = &history->versions[version].date;
    if (instant_is_known(*date))
        return date->ns;
    return version > 0 ? day_of(history, version - 1) + 1 : INT64_MIN;
}

static bool is_of(const struct question *q, const struct designation *designation)
{
    return !designation->is_other_measure && slice_equal(designation->authority, q->authority);
}

static const struct appearance *appearance_in(const struct entry_history *history, size_t version)
{
    size_t from = 0, to = history->appearance_count;
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        if (history->appearances[middle].version < version)
            from = middle + 1;
        else
            to = middle;
    }
    bool is_there =
        from < history->appearance_count && history->appearances[from].version == version;
    return is_there ? &history->appearances[from] : NULL;
}

static enum say say_of(const struct question *q, size_t version)
{
    const struct appearance *there = appearance_in(q->history, version);
    for (size_t i = 0; there && i < there->designation_count; i++)
        if (is_of(q, &there->designations[i]))
            return SAYS_YES;
    const struct entity_list *list = &q->history->versions[version];
    bool is_dated = instant_is_known(list->date) || q->history->version_count == 1;
    bool is_whole = !list->is_partial && list->damage.sentence[0] == '\0';
    return is_dated && is_whole ? SAYS_NO : SAYS_NOTHING;
}

/* The next version that says anything, going up from `from`; nowhere: none does. */
static size_t next_saying(const struct question *q, size_t from)
{
    while (from < q->history->version_count && say_of(q, from) == SAYS_NOTHING)
        from++;
    return from < q->history->version_count ? from : nowhere;
}

/* The last before `to`. */
static size_t last_saying(const struct question *q, size_t to)
{
    while (to > 0 && say_of(q, to - 1) == SAYS_NOTHING)
        to--;
    return to > 0 ? to - 1 : nowhere;
}

static bool says(const struct question *q, size_t version, enum say what)
{
    return version != nowhere && say_of(q, version) == what;
}

/* The newest version before `to` that says so. */
static size_t newest_that(const struct question *q, size_t to, enum say what)
{
    while (to > 0 && say_of(q, to - 1) != what)
        to--;
    return to > 0 ? to - 1 : nowhere;
}

static void add_list(struct text *text, const struct question *q, size_t version)
{
    enum { FRONT = 6 };
    const struct entity_list *list = &q->history->versions[version];
    text_add_printable(text, list->name);
    if (instant_is_known(list->date)) {
        text_put(text, " of ");
        text_add_day(text, list->date);
    } else {
        text_put(text, " (no date)");
    }
    text_put(text, ", sha256 ");
    text_add_hex(text, slice_make(list->digest, FRONT));
    text_put(text, "...,");
}

static void because(struct authority_status *status, const struct question *q, struct text *text)
{
    status->because = arena_keep(q->arena, text_slice(text));
    text_done(text);
}

/* "X of D1 (...) has it, X of D0 (...) does not". */
static void because_lists(struct authority_status *status, const struct question *q, size_t first,
                          const char *first_says, size_t second, const char *second_says)
{
    struct text text = {0};
    add_list(&text, q, first);
    text_put(&text, first_says);
    if (second != nowhere) {
        text_put(&text, "; ");
        add_list(&text, q, second);
        text_put(&text, second_says);
    }
    because(status, q, &text);
}

static struct instant date_of(const struct question *q, size_t version)
{
    return version == nowhere ? (struct instant){0} : q->history->versions[version].date;
}

/* Between which lists it was put on, of those that have it without a gap up to `has`. */
static size_t note_beginning(const struct question *q, size_t has, struct authority_status *status)
{
    size_t before = newest_that(q, has, SAYS_NO);
    size_t first = has;
    for (size_t v = before == nowhere ? 0 : before; v < has; v++)
        if (say_of(q, v) == SAYS_YES) {
            first = v;
            break;
        }
    status->not_before = date_of(q, before);
    status->not_after = date_of(q, first);
    return before;
}

static void judge_by_versions(const struct question *q, struct authority_status *status)
{
    size_t upto = 0;
    while (upto < q->history->version_count && day_of(q->history, upto) <= q->at)
        upto++;
    size_t before = last_saying(q, upto), after = next_saying(q, upto);
    if (says(q, before, SAYS_YES)) {
        bool goes = says(q, after, SAYS_NO);
        size_t without = note_beginning(q, before, status);
        status->standing = goes ? STANDING_UNKNOWN : STANDING_LISTED;
        because_lists(status, q, before, " has it", goes ? after : without,
                      goes ? " does not any more" : " does not");
    } else if (says(q, after, SAYS_YES)) {
        status->standing = STANDING_UNKNOWN;
        status->not_before = date_of(q, before);
        status->not_after = date_of(q, after);
        because_lists(status, q, after, " has it", before,
                      " does not, and nothing says what was between");
    } else if (before == nowhere && after == nowhere) {
        status->standing = STANDING_UNKNOWN;
        status->because = slice_from("no list that is whole says anything");
    } else {
        size_t had = before == nowhere ? nowhere : newest_that(q, before, SAYS_YES);
        status->standing = had == nowhere ? STANDING_NONE : STANDING_ENDED;
        if (had != nowhere)
            status->until = date_of(q, next_saying(q, had + 1));
        because_lists(status, q, before == nowhere ? after : before, " does not have it", had,
                      " had it");
    }
}

/* What the days of an authority's designations say together. */
struct days {
    bool any_active, any_undated, any_dated;
    int64_t since, until;  /* of those that hold; until 0: no end is said */
    int64_t begins, ended; /* of those that do not: the first beginning, the last end; or 0 */
};

static void count_days(const struct question *q, const struct designation *d, struct days *days)
{
    bool begun = d->from.ns <= q->at, over = instant_is_known(d->until) && d->until.ns <= q->at;
    if (!instant_is_known(d->from) && !over) {
        days->any_undated = true;
        return;
    }
    days->any_dated = true;
    if (over) {
        days->ended = d->until.ns > days->ended ? d->until.ns : days->ended;
    } else if (!begun) {
        days->begins = days->begins == 0 || d->from.ns < days->begins ? d->from.ns : days->begins;
    } else {
        bool first = !days->any_active;
        days->any_active = true;
        days->since = first || d->from.ns < days->since ? d->from.ns : days->since;
        bool no_end = !instant_is_known(d->until) || (!first && days->until == 0);
        days->until = no_end ? 0 : d->until.ns > days->until ? d->until.ns : days->until;
    }
}

static void because_days(struct authority_status *status, const struct question *q, size_t version,
                         const char *word, int64_t day)
{
    struct text text = {0};
    add_list(&text, q, version);
    text_put(&text, word);
    text_add_day(&text, (struct instant){day});
    because(status, q, &text);
}

static void judge_by_days(const struct question *q, const struct days *days, size_t newest,
                          struct authority_status *status)
{
    if (days->any_active) {
        status->standing = STANDING_LISTED;
        status->since.ns = days->since;
        status->until.ns = days->until;
        because_days(status, q, newest, " says since ", days->since);
    } else if (days->ended != 0) {
        status->standing = STANDING_ENDED;
        status->until.ns = days->ended;
        because_days(status, q, newest, " says until ", days->ended);
    } else {
        status->standing = STANDING_NONE;
        status->since.ns = days->begins;
        because_days(status, q, newest, " says not before ", days->begins);
    }
}

static void add_programme(struct text *text, struct slice programme)
{
    if (programme.size == 0 || slice_find(text_slice(text), programme) != SLICE_NOWHERE)
        return;
    text_put(text, text->size > 0 ? "; " : "");
    text_add(text, programme);
}

/* The newest version that names a programme tells it; lists may lack that part. */
static void describe(const struct question *q, struct authority_status *status)
{
    struct text programmes = {0};
    const struct entry_history *h = q->history;
    for (size_t i = h->appearance_count; i-- > 0 && programmes.size == 0;)
        for (size_t d = 0; d < h->appearances[i].designation_count; d++) {
            const struct designation *designation = &h->appearances[i].designations[d];
            if (!is_of(q, designation))
                continue;
            if (status->body.size == 0)
                status->body = designation->body;
            add_programme(&programmes, designation->programme);
        }
    status->programme = arena_keep(q->arena, text_slice(&programmes));
    text_done(&programmes);
}

static void judge(const struct question *q, struct authority_status *status)
{
    size_t newest = newest_that(q, q->history->version_count, SAYS_YES);
    const struct appearance *there = appearance_in(q->history, newest);
    struct days days = {0};
    status->authority = q->authority;
    describe(q, status);
    for (size_t i = 0; i < there->designation_count; i++)
        if (is_of(q, &there->designations[i]))
            count_days(q, &there->designations[i], &days);
    size_t gone = next_saying(q, newest + 1);
    bool is_later = gone != nowhere && q->at > day_of(q->history, newest);
    if (!days.any_dated || is_later || (days.any_undated && !days.any_active))
        judge_by_versions(q, status);
    else
        judge_by_days(q, &days, newest, status);
}

static bool is_told(const struct authority_status *statuses, size_t count, struct slice authority)
{
    for (size_t i = 0; i < count; i++)
        if (slice_equal(statuses[i].authority, authority))
            return true;
    return false;
}

size_t standing_at(const struct entry_history *history, struct instant at, struct arena *arena,
                   const struct authority_status **statuses)
{
    size_t most = 0, count = 0;
    for (size_t i = 0; i < history->appearance_count; i++)
        most += history->appearances[i].designation_count;
    struct authority_status *told = arena_create(arena, (most > 0 ? most : 1) * sizeof *told);
    for (size_t i = history->appearance_count; i-- > 0;)
        for (size_t d = 0; d < history->appearances[i].designation_count; d++) {
            const struct designation *designation = &history->appearances[i].designations[d];
            struct question q = {history, designation->authority,
                                 instant_is_known(at) ? at.ns : always, arena};
            if (!designation->is_other_measure && !is_told(told, count, q.authority))
                judge(&q, &told[count++]);
        }
    *statuses = told;
    return count;
}
