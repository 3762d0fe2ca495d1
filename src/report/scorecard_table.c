/* SPDX-License-Identifier: MIT */
#include "base/digest.h"
#include "base/human.h"
#include "report/columns.h"
#include "report/paint.h"
#include "report/scorecard_report.h"

#include <string.h>

enum {
    SAYS = 2, /* the cell that leaves where room is short */
    CELLS = 4,
    LABEL_WIDTH = 18,    /* of the head's labels */
    DETAIL_INDENT = 7,   /* of the lines below a row */
    DETAIL_WIDTH = 9,    /* of their labels */
    OVERLAPS_SHOWN = 8,  /* --json has them all */
    DEFECTS_SHOWN = 8,   /* likewise, and --explain */
    ELSEWHERE_SHOWN = 4, /* relatives of one indicator, likewise */
};

struct page {
    struct text *text;
    const struct scorecard *card;
    struct style style;
    bool explain;
    struct text line;
};

static const char *const paints[ADVICES] = {
    [ADVICE_BLOCK] = PAINT_ALARM, [ADVICE_CARE] = PAINT_CARE, [ADVICE_SINKHOLE] = PAINT_CARE,
    [ADVICE_HOSTS] = PAINT_DIM,   [ADVICE_NOTE] = PAINT_DIM,  [ADVICE_NONE] = PAINT_DIM,
};

static void flush(struct page *page, size_t indent, const char *label, size_t label_width)
{
    text_fill(page->text, ' ', indent);
    text_add_painted(page->text, page->style.colour, PAINT_DIM, slice_from(label));
    text_fill(page->text, ' ', label_width - slice_from(label).size);
    text_add_folded(page->text, text_slice(&page->line), indent + label_width, page->style.width);
    text_clear(&page->line);
}

static void flush_head(struct page *page, const char *label)
{
    flush(page, 2, label, LABEL_WIDTH);
}

static void flush_detail(struct page *page, const char *label)
{
    flush(page, DETAIL_INDENT, label, DETAIL_WIDTH);
}

/* --- Head ------------------------------------------------------------------- */

static void add_title(struct page *page)
{
    const struct notice *notice = page->card->notice;
    struct text *line = &page->line;
    text_add_printable(line, notice->title.size > 0 ? notice->title : notice->name);
    struct slice whole = text_slice(line);
    while (whole.size > 0) {
        struct slice part = fold_take(&whole, page->style.width > 0 ? page->style.width : SIZE_MAX);
        text_add_painted(page->text, page->style.colour, PAINT_STRONG, slice_trim(part));
        text_put(page->text, "\n");
    }
    text_clear(line);
}

static void add_origin(struct page *page)
{
    const struct scorecard *card = page->card;
    const struct notice *notice = card->notice;
    struct text *line = &page->line;
    if (notice->publisher.size > 0) {
        text_add_printable(line, notice->publisher);
        flush_head(page, "Published by");
    }
    if (notice->date.size > 0) {
        text_add_printable(line, notice->date);
        flush_head(page, "Dated");
    }
    if (notice->number.size > 0) {
        text_add_printable(line, notice->number);
        flush_head(page, "Number");
    }
    if (notice->marking != TLP_UNSAID) {
        text_put(line, tlp_name(notice->marking));
        flush_head(page, "Marked");
    }
    text_add_printable(line, notice->name);
    text_print(line, ", read as %s", notice->format);
    flush_head(page, "File");
    text_add_hex(line, slice_make(notice->digest, SHA256_SIZE));
    flush_head(page, "SHA-256");
}

static void add_advice_counts(struct page *page)
{
    const struct scorecard *card = page->card;
    struct text *line = &page->line;
    if (card->notice->indicator_count == 0) {
        text_put(line, "it names nothing that is known as an indicator");
        flush_head(page, "Verdict");
        return;
    }
    for (int advice = 0, told = 0; advice < ADVICES; advice++) {
        if (card->advised[advice] == 0)
            continue;
        text_put(line, told++ > 0 ? "; " : "");
        text_add_count(line, card->advised[advice]);
        text_print(line, " %s", advice_words((enum advice)advice));
    }
    text_put(line, " (on ");
    text_add_day(line, card->at);
    text_put(line, ")");
    flush_head(page, "Verdict");
    for (int kind = 0, told = 0; kind < INDICATOR_KINDS; kind++) {
        if (card->kinds[kind] == 0)
            continue;
        text_put(line, told++ > 0 ? ", " : "");
        text_add_count(line, card->kinds[kind]);
        text_print(line, " %s", indicator_kind_name((enum indicator_kind)kind));
    }
    flush_head(page, "It names");
}

static void add_lacks(struct page *page)
{
    for (int lack = 0, told = 0; lack < LACKS; lack++)
        if (page->card->lacks[lack]) {
            text_put(&page->line, told++ > 0 ? "; " : "");
            text_put(&page->line, lack_words((enum lack)lack));
        }
    if (page->line.size > 0)
        flush_head(page, "It does not say");
}

static void add_defects(struct page *page)
{
    const struct notice *notice = page->card->notice;
    size_t most = page->explain ? notice->defect_count : DEFECTS_SHOWN;
    for (size_t i = 0; i < notice->defect_count && i < most; i++) {
        const struct defect *defect = &notice->defects[i];
        text_print(&page->line, "line %u: %s", defect->line, defect_text(defect->kind));
        text_add_part(&page->line, ": ", defect->text);
        flush_head(page, i == 0 ? "Printing errors" : "");
    }
    if (notice->defective > most) {
        text_put(&page->line, "and ");
        text_add_count(&page->line, notice->defective - most);
        text_put(&page->line, " more");
        flush_head(page, "");
    }
}

/* An answer is worth what was asked. */
static void add_asked(struct page *page)
{
    const struct scorecard *card = page->card;
    struct text *line = &page->line;
    for (size_t i = 0; i < card->asked_count; i++) {
        text_put(line, i > 0 ? ", " : "");
        text_add_printable(line, card->asked[i].name);
        text_add_part(line, " of ", card->asked[i].date);
        text_add_part(line, " (not read: ", slice_from(card->asked[i].problem));
        text_put(line, card->asked[i].problem ? ")" : "");
    }
    if (card->asked_count == 0 && card->notice->indicator_count > 0)
        text_put(line, "no public facts: 'stormcone update' fetches them");
    if (line->size > 0)
        flush_head(page, "Asked");
}

static void add_agreement(struct page *page, const char *label, const size_t counts[3])
{
    struct text *line = &page->line;
    if (counts[AGREEMENT_YES] + counts[AGREEMENT_NO] == 0)
        return;
    text_put(line, "other sources agree with ");
    text_add_count(line, counts[AGREEMENT_YES]);
    text_put(line, " and contradict ");
    text_add_count(line, counts[AGREEMENT_NO]);
    flush_head(page, label);
}

/* The last part of its path is enough for people; --json has all of it. */
static void add_source_name(struct text *line, const struct scorecard *card, uint32_t source)
{
    text_add_printable(line, slice_base_name(card->sources[source].name));
}

/* A neighbour or two are chance: who rents from one provider has many. */
static bool is_worth_telling(const struct page *page, const struct overlap *overlap)
{
    enum { NEAR_LEAST = 3 };
    return page->explain || overlap->same > 0 || overlap->near >= NEAR_LEAST;
}

static void add_overlap(struct page *page, const struct overlap *overlap, const char *label)
{
    const struct scorecard *card = page->card;
    struct text *line = &page->line;
    add_source_name(line, card, overlap->source);
    text_put(line, ": ");
    text_add_count(line, overlap->same);
    text_put(line, " of its ");
    text_add_count(line, card->sources[overlap->source].indicators);
    text_put(line, " stand here too, ");
    text_add_count(line, overlap->near);
    text_put(line, " more are related");
    if (overlap->same > 0)
        text_print(line, "; so many by chance: 1 in 10^%.1f", -overlap->log10_chance);
    flush_head(page, label);
}

static void add_overlaps(struct page *page)
{
    const struct scorecard *card = page->card;
    size_t shown = 0;
    for (size_t i = 0; i < card->overlap_count && shown < OVERLAPS_SHOWN; i++)
        if (is_worth_telling(page, &card->overlaps[i]))
            add_overlap(page, &card->overlaps[i], shown++ == 0 ? "Overlaps" : "");
    if (shown > 0 && card->overlap_count > shown) {
        text_put(&page->line, "and little with ");
        text_add_count(&page->line, card->overlap_count - shown);
        text_put(&page->line, " more");
        flush_head(page, "");
    }
}

static void add_copies(struct page *page)
{
    const struct scorecard *card = page->card;
    for (size_t i = 0; i < card->source_count; i++) {
        const struct compared_notice *source = &card->sources[i];
        if (source->copy_of == i || !slice_equal(source->name, card->notice->name))
            continue;
        add_source_name(&page->line, card, source->copy_of);
        flush_head(page, "A copy of");
    }
}

static void add_rejected(struct page *page)
{
    const struct notice *notice = page->card->notice;
    if (notice->rejected == 0)
        return;
    text_add_things(&page->line, notice->rejected, "thing");
    text_put(&page->line, " only looked like an indicator");
    text_put(&page->line, page->explain ? ", see below" : " (--explain tells why)");
    flush_head(page, "Not used");
}

static void add_head(struct page *page)
{
    add_title(page);
    add_advice_counts(page);
    add_origin(page);
    add_copies(page);
    add_lacks(page);
    add_asked(page);
    add_agreement(page, "Printed places", page->card->places);
    add_agreement(page, "Printed families", page->card->families);
    add_overlaps(page);
    add_defects(page);
    add_rejected(page);
    text_put(page->text, "\n");
}

/* --- Rows ------------------------------------------------------------------- */

static void add_cell(struct text *all, struct slice value, size_t ends[], size_t cell)
{
    text_add_printable(all, value);
    ends[cell] = all->size;
}

/* One row's cells, written behind each other into `all`. */
static void make_cells(struct text *all, const struct scorecard *card,
                       const struct assessment *assessment, struct slice cells[CELLS])
{
    const struct statement *said = &card->notice->statements[assessment->indicator->statement];
    struct slice parts[] = {said->family, said->threat, said->role};
    size_t ends[CELLS];
    text_clear(all);
    text_add_number(all, assessment->indicator->line);
    ends[0] = all->size;
    add_cell(all, assessment->indicator->pattern, ends, 1);
    for (size_t i = 0, told = 0; i < sizeof parts / sizeof *parts; i++)
        if (parts[i].size > 0) {
            text_put(all, told++ > 0 ? ", " : "");
            text_add_printable(all, parts[i]);
        }
    ends[2] = all->size;
    text_put(all, advice_words(assessment->advice));
    ends[3] = all->size;
    for (size_t i = 0, from = 0; i < CELLS; from = ends[i++])
        cells[i] = slice_part(text_slice(all), from, ends[i]);
}

static void add_source(struct text *line, struct slice set, struct slice date)
{
    text_put(line, " (");
    text_add_printable(line, set);
    text_add_part(line, " of ", date);
    text_put(line, ")");
}

static void add_places(struct page *page, const struct assessment *assessment)
{
    const struct statement *said =
        &page->card->notice->statements[assessment->indicator->statement];
    bool differs = false;
    for (size_t i = 0; i < assessment->place_count; i++)
        differs = differs || assessment->places[i].agrees == AGREEMENT_NO;
    if (assessment->place_count == 0 || !(differs || page->explain))
        return;
    text_add_part(&page->line, "printed ", said->place);
    for (size_t i = 0; i < assessment->place_count; i++) {
        const struct place_told *place = &assessment->places[i];
        text_put(&page->line, page->line.size > 0 ? "; " : "");
        text_print(&page->line, "%s ", place->basis);
        text_add_printable(&page->line, place->name);
        add_source(&page->line, place->set, place->date);
    }
    flush_detail(page, differs ? "place" : "where");
}

static void add_network(struct page *page, const struct network_told *network)
{
    if (network->number == 0 || !page->explain)
        return;
    text_print(&page->line, "AS%u", network->number);
    text_add_part(&page->line, " ", network->organisation);
    add_source(&page->line, network->set, network->date);
    flush_detail(page, "network");
}

static void add_families(struct page *page, const struct assessment *assessment)
{
    const struct statement *said =
        &page->card->notice->statements[assessment->indicator->statement];
    for (size_t i = 0; i < assessment->recurrence_count; i++) {
        const struct recurrence *recurrence = &assessment->recurrences[i];
        if (recurrence->family_agrees != AGREEMENT_NO)
            continue;
        text_add_printable(&page->line, said->family);
        text_put(&page->line, " here, ");
        text_add_printable(&page->line, recurrence->family);
        text_put(&page->line, " in ");
        add_source_name(&page->line, page->card, recurrence->source);
        flush_detail(page, "family");
    }
}

static void add_elsewhere(struct page *page, const struct assessment *assessment)
{
    size_t count = assessment->recurrence_count, most = page->explain ? count : ELSEWHERE_SHOWN;
    struct text *line = &page->line;
    for (size_t i = 0; i < count && i < most; i++) {
        const struct recurrence *recurrence = &assessment->recurrences[i];
        text_print(line, "%s ", relation_words(recurrence->relation));
        text_add_printable(line, recurrence->pattern);
        if (recurrence->more > 0)
            text_print(line, " and %zu more", recurrence->more);
        text_put(line, " of ");
        add_source_name(line, page->card, recurrence->source);
        text_add_part(line, ", there ", recurrence->family);
        flush_detail(page, i == 0 ? "also" : "");
    }
    size_t untold = (count > most ? count - most : 0) + assessment->recurrences_untold;
    if (untold > 0) {
        text_put(line, "and in ");
        text_add_count(line, untold);
        text_put(line, " more places");
        flush_detail(page, "");
    }
}

static void add_remarks(struct page *page, const struct assessment *assessment)
{
    for (size_t i = 0; page->explain && i < assessment->remark_count; i++) {
        const struct remark_told *remark = &assessment->remarks[i];
        size_t first = i;
        while (i + 1 < assessment->remark_count &&
               strcmp(assessment->remarks[i + 1].trait, remark->trait) == 0)
            i++;
        text_put(&page->line, remark->meaning);
        text_put(&page->line, " (");
        text_add_part(&page->line, "", remark->set);
        text_add_part(&page->line, remark->set.size > 0 ? ": " : "", remark->list);
        text_add_part(&page->line, ", ", remark->entry);
        text_add_part(&page->line, ", of ", remark->date);
        text_put(&page->line, ")");
        if (i > first)
            text_print(&page->line, ", and %zu more lists say so", i - first);
        flush_detail(page, "it is");
    }
}

static void add_dates(struct page *page, const struct assessment *assessment)
{
    const struct indicator *indicator = assessment->indicator;
    struct text *line = &page->line;
    if (!page->explain)
        return;
    if (instant_is_known(indicator->first_seen)) {
        text_put(line, "first seen ");
        text_add_day(line, indicator->first_seen);
        text_put(line, ", ");
    }
    if (instant_is_known(indicator->last_seen)) {
        text_put(line, "last seen ");
        text_add_day(line, indicator->last_seen);
        text_put(line, ", ");
    }
    if (instant_is_known(indicator->valid_until)) {
        text_put(line, "valid until ");
        text_add_day(line, indicator->valid_until);
        text_put(line, ", ");
    }
    text_print(line, "weight %u of 100", assessment->weight);
    flush_detail(page, "dated");
}

/* Two verdicts give their reason themselves. */
static bool speaks_for_itself(const struct page *page, enum advice advice)
{
    return !page->explain && (advice == ADVICE_HOSTS || advice == ADVICE_NOTE);
}

static void add_details(struct page *page, const struct assessment *assessment)
{
    if (!speaks_for_itself(page, assessment->advice)) {
        text_add_printable(&page->line, assessment->why);
        flush_detail(page, "why");
    }
    add_families(page, assessment);
    add_places(page, assessment);
    add_network(page, &assessment->network);
    add_remarks(page, assessment);
    add_dates(page, assessment);
    add_elsewhere(page, assessment);
}

static void add_rows(struct page *page)
{
    const struct scorecard *card = page->card;
    struct column columns[CELLS] = {
        {.title = "line", .right = true},
        {.title = "indicator", .paint = PAINT_STRONG, .least = 24},
        {.title = "what the notice says", .least = 16, .leaves = 1},
        {.title = "verdict", .least = 12},
    };
    struct text all = {0};
    struct slice cells[CELLS];
    for (size_t i = 0; i < card->notice->indicator_count; i++) {
        make_cells(&all, card, &card->assessments[i], cells);
        columns_measure(columns, CELLS, cells);
    }
    columns_fit(columns, CELLS, page->style.width);
    if (card->notice->indicator_count > 0)
        columns_add_titles(page->text, columns, CELLS, page->style.colour);
    for (size_t i = 0; i < card->notice->indicator_count; i++) {
        make_cells(&all, card, &card->assessments[i], cells);
        columns[CELLS - 1].paint = paints[card->assessments[i].advice];
        columns_add_row(page->text, columns, CELLS, cells, page->style.colour);
        if (columns[SAYS].gone && cells[SAYS].size > 0) {
            text_add(&page->line, cells[SAYS]);
            flush_detail(page, "says");
        }
        add_details(page, &card->assessments[i]);
    }
    text_done(&all);
}

static void add_rejections(struct page *page)
{
    const struct notice *notice = page->card->notice;
    if (!page->explain || notice->rejection_count == 0)
        return;
    text_put(page->text, "\nNot used:\n");
    for (size_t i = 0; i < notice->rejection_count; i++) {
        const struct rejection *rejection = &notice->rejections[i];
        text_print(&page->line, "line %u: ", rejection->line);
        text_add_printable(&page->line, rejection->text);
        text_print(&page->line, ": %s", rejection_text(rejection->reason));
        flush(page, 2, "", 0);
    }
}

void scorecard_add_table(struct text *text, const struct scorecard *card, struct style style,
                         bool explain)
{
    struct page page = {.text = text, .card = card, .style = style, .explain = explain};
    add_head(&page);
    add_rows(&page);
    add_rejections(&page);
    text_done(&page.line);
}
