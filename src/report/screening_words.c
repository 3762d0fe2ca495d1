/* SPDX-License-Identifier: MIT */
#include "report/screening_words.h"

#include "base/digest.h"

#include <math.h>
#include <string.h>

enum { DIGEST_FRONT = 6 }; /* bytes: enough to tell versions apart */

void text_add_percent(struct text *text, double probability)
{
    int percent = (int)lround(probability * 100);
    if (percent <= 0)
        text_put(text, "<1 %");
    else if (percent >= 100)
        text_put(text, ">99 %");
    else
        text_print(text, "%d %%", percent);
}

/* When it began, in as many words as are known. */
static void add_since(struct text *text, const struct authority_status *status)
{
    bool after = instant_is_known(status->not_before), before = instant_is_known(status->not_after);
    if (instant_is_known(status->since)) {
        text_put(text, "since ");
        text_add_day(text, status->since);
        return;
    }
    if (after) {
        text_put(text, "since some day from ");
        text_add_day(text, status->not_before);
        text_put(text, before ? " to " : " on");
    }
    if (before) {
        text_put(text, after ? "" : "since ");
        text_add_day(text, status->not_after);
        text_put(text, after ? "" : " or before");
    }
}

void text_add_status(struct text *text, const struct authority_status *status)
{
    struct text more = {0};
    if (status->authority.size > 0)
        text_add_printable(&more, status->body);
    size_t body = more.size;
    text_put(&more, body > 0 ? ", " : "");
    size_t front = more.size;
    add_since(&more, status);
    if (instant_is_known(status->until)) {
        text_put(&more, more.size > front ? " until " : "until ");
        text_add_day(&more, status->until);
    }
    if (more.size == front)
        more.size = body;
    text_add_printable(text, status->authority.size > 0 ? status->authority : status->body);
    if (more.size > 0) {
        text_put(text, " (");
        text_add(text, text_slice(&more));
        text_put(text, ")");
    }
    text_done(&more);
}

const char *status_words(const struct authority_status *status)
{
    switch (status->standing) {
    case STANDING_LISTED:
        return "listed by ";
    case STANDING_ENDED:
        return "no longer listed by ";
    case STANDING_UNKNOWN:
        return "not known whether listed by ";
    default: /* the day is known on which it was, or it never was */
        return instant_is_known(status->since) ? "not yet listed by " : "not listed by ";
    }
}

struct slice candidate_name(const struct screening_candidate *candidate)
{
    if (candidate->name)
        return candidate->name->text;
    return candidate->entity->name_count > 0 ? candidate->entity->names[0].text
                                             : candidate->entity->id;
}

void text_add_list(struct text *text, const struct entity_list *list)
{
    text_add_printable(text, list->name);
    if (instant_is_known(list->date)) {
        text_put(text, " of ");
        text_add_day(text, list->date);
    }
    text_put(text, " (");
    text_add_hex(text, slice_make(list->digest, DIGEST_FRONT));
    text_put(text, ")");
}

size_t candidates_shown(const struct screening *screening, size_t top)
{
    return top > 0 && top < screening->candidate_count ? top : screening->candidate_count;
}

/* The likeliest candidate of which an authority's lists say so. */
static const struct screening_candidate *likeliest(const struct screening *screening,
                                                   struct slice authority, enum standing standing)
{
    for (size_t i = 0; i < screening->candidate_count; i++) {
        const struct screening_candidate *candidate = &screening->candidates[i];
        for (size_t k = 0; k < candidate->status_count; k++)
            if (candidate->statuses[k].standing == standing &&
                slice_equal(candidate->statuses[k].authority, authority))
                return candidate;
    }
    return NULL;
}

/* How many candidates bear the same words of likelihood, from one on. */
static size_t count_alike(const struct screening *screening, size_t from)
{
    const char *words = match_words(screening->candidates[from].probability);
    size_t to = from;
    while (to < screening->candidate_count &&
           strcmp(match_words(screening->candidates[to].probability), words) == 0)
        to++;
    return to - from;
}

/* By whom the likeliest are listed: all that bear the words of the first. */
static void add_listed_by(struct text *text, const struct screening *screening)
{
    const char *words = match_words(screening->candidates[0].probability);
    size_t told = 0;
    for (size_t i = 0; i < screening->status_count; i++) {
        const struct authority_status *status = &screening->statuses[i];
        const struct screening_candidate *candidate =
            likeliest(screening, status->authority, STANDING_LISTED);
        if (status->standing != STANDING_LISTED || !candidate ||
            strcmp(match_words(candidate->probability), words) != 0)
            continue;
        text_put(text, told++ > 0 ? ", " : "listed by ");
        text_add_status(text, status);
    }
    if (told == 0) { /* the list names no authority, or the likeliest is not listed then */
        text_put(text, candidate_answer(&screening->candidates[0]) == ANSWER_LISTED
                           ? "on "
                           : "not listed then; on ");
        text_add_printable(text, screening->candidates[0].list->name);
    }
}

static void add_listed(struct text *text, const struct screening *screening)
{
    const struct screening_candidate *first = &screening->candidates[0];
    text_print(text, "%s (", match_words(first->probability));
    text_add_percent(text, first->probability);
    text_put(text, "): ");
    add_listed_by(text, screening);
}

void text_add_others(struct text *text, const struct screening *screening)
{
    size_t alike;
    if (screening->candidate_count == 0)
        return;
    for (size_t from = count_alike(screening, 0); from < screening->candidate_count;
         from += alike) {
        const char *words = match_words(screening->candidates[from].probability);
        alike = count_alike(screening, from);
        text_print(text, "; %zu %s%s", alike, words,
                   alike == 1                                    ? ""
                   : slice_ends_with(slice_from(words), "match") ? "es"
                                                                 : "");
    }
}

static void add_not_listed(struct text *text, const struct screening *screening)
{
    const struct screening_candidate *first = &screening->candidates[0];
    const char *before = "";
    text_print(text, "%s (", match_words(first->probability));
    text_add_percent(text, first->probability);
    text_put(text, "): ");
    text_put(text, screening->status_count == 0 ? "named in acts that are no sanctions" : "");
    for (size_t i = 0; i < screening->status_count; i++) {
        const char *words = status_words(&screening->statuses[i]);
        text_put(text, i > 0 ? ", " : "");
        text_put(text, strcmp(words, before) != 0 ? words : "");
        text_add_status(text, &screening->statuses[i]);
        before = words;
    }
}

void text_add_answer(struct text *text, const struct screening *screening)
{
    enum screening_answer answer = screening_answer(screening);
    if (answer == ANSWER_NOBODY)
        text_put(text, "not on any list");
    else if (answer == ANSWER_LISTED)
        add_listed(text, screening);
    else
        add_not_listed(text, screening);
}
