/* SPDX-License-Identifier: MIT */
#include "base/human.h"
#include "report/columns.h"
#include "report/paint.h"
#include "report/screening_report.h"
#include "report/screening_words.h"

enum { PERCENT_WIDTH = 5, WORDS_WIDTH = 16, LABEL_WIDTH = 14 };

static const char *paint_of(const struct screening *screening)
{
    static const char *const paints[ANSWERS] = {
        [ANSWER_NOBODY] = PAINT_DIM,
        [ANSWER_NOT_LISTED] = PAINT_CARE,
        [ANSWER_UNKNOWN] = PAINT_CARE,
        [ANSWER_LISTED] = PAINT_ALARM,
    };
    return paints[screening_answer(screening)];
}

/* " 98 %  match           " */
static void add_front(struct text *text, const struct screening *screening, bool colour)
{
    struct text front = {0}, percent = {0};
    const char *words = "-";
    if (screening->candidate_count > 0) {
        text_add_percent(&percent, screening->candidates[0].probability);
        words = screening_found(screening) ? match_words(screening->candidates[0].probability)
                                           : "not listed";
    }
    text_fill(&front, ' ', PERCENT_WIDTH - percent.size);
    text_add(&front, text_slice(&percent));
    text_print(&front, "  %s", words);
    size_t size = front.size;
    text_add_painted(text, colour, paint_of(screening), text_slice(&front));
    text_fill(text, ' ', PERCENT_WIDTH + 2 + WORDS_WIDTH - size);
    text_done(&front);
    text_done(&percent);
}

/* Whether the candidates before this one have told of the authority. */
static bool is_told(const struct screening *screening, size_t before, struct slice authority)
{
    for (size_t i = 0; i < before; i++) {
        const struct screening_candidate *candidate = &screening->candidates[i];
        for (size_t k = 0;
             k < candidate->status_count && (i == 0 || candidate->found_by == FOUND_BY_LINK); k++)
            if (slice_equal(candidate->statuses[k].authority, authority))
                return true;
    }
    return false;
}

/* What authorities say of the best; then those that have the same under the same name. */
static size_t add_standings(struct text *line, const struct screening *screening)
{
    size_t told = 0;
    for (size_t i = 0; i < screening->candidate_count; i++) {
        const struct screening_candidate *candidate = &screening->candidates[i];
        for (size_t k = 0; k < candidate->status_count; k++) {
            const struct authority_status *status = &candidate->statuses[k];
            bool is_linked = candidate->found_by == FOUND_BY_LINK &&
                             status->standing == STANDING_LISTED &&
                             !is_told(screening, i, status->authority);
            if (i > 0 && !is_linked)
                continue;
            text_put(line, told++ > 0 ? ", " : ": ");
            text_put(line, status->standing != STANDING_LISTED ? status_words(status) : "");
            text_add_status(line, status);
        }
    }
    return told;
}

static void add_best(struct text *line, const struct screening *screening)
{
    const struct screening_candidate *best = &screening->candidates[0];
    text_put(line, " = ");
    text_add_printable(line, candidate_name(best));
    text_put(line, add_standings(line, screening) > 0 ? "; " : ": ");
    text_add_printable(line, best->list->name);
    text_put(line, " ");
    text_add_printable(line, best->entity->id);
    if (screening->candidate_count > 1)
        text_print(line, "; %zu more", screening->candidate_count - 1);
}

void screening_add_row(struct text *text, const struct screening *screening, struct style style)
{
    struct text line = {0};
    add_front(text, screening, style.colour);
    if (screening->query.id.size > 0) {
        text_add_printable(&line, screening->query.id);
        text_put(&line, " ");
    }
    text_add_printable(&line, screening->query.name);
    if (screening->candidate_count > 0)
        add_best(&line, screening);
    text_add_folded(text, text_slice(&line), PERCENT_WIDTH + 2 + WORDS_WIDTH, style.width);
    text_done(&line);
}

void screening_add_tally(struct text *text, const struct screening_tally *tally, struct style style)
{
    static const char *const words[ANSWERS] = {
        [ANSWER_LISTED] = "listed",
        [ANSWER_UNKNOWN] = "on a list of another date",
        [ANSWER_NOT_LISTED] = "not listed at that date",
        [ANSWER_NOBODY] = "not on any list",
    };
    struct text line = {0};
    text_add_things(&line, tally->asked, "name");
    for (int answer = ANSWERS - 1, told = 0; answer >= 0; answer--) {
        if (tally->answers[answer] == 0)
            continue;
        text_put(&line, told++ > 0 ? ", " : ": ");
        text_add_count(&line, tally->answers[answer]);
        text_print(&line, " %s", words[answer]);
    }
    if (tally->unread > 0) {
        text_put(&line, "; ");
        text_add_count(&line, tally->unread);
        text_put(&line, " could not be read");
    }
    text_put(&line, tally->interrupted ? "; interrupted: there were more" : "");
    text_add_folded(text, text_slice(&line), 0, style.width);
    text_done(&line);
}
