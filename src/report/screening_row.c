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

static void add_best(struct text *line, const struct screening *screening)
{
    const struct screening_candidate *best = &screening->candidates[0];
    size_t told = 0;
    text_put(line, " = ");
    text_add_printable(line, candidate_name(best));
    for (size_t i = 0; i < best->status_count; i++) {
        text_put(line, told++ > 0 ? ", " : ": ");
        if (best->statuses[i].standing != STANDING_LISTED)
            text_put(line, status_words(&best->statuses[i]));
        text_add_status(line, &best->statuses[i]);
    }
    text_put(line, told > 0 ? "; " : ": ");
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
