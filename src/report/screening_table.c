/* SPDX-License-Identifier: MIT */
#include "base/human.h"
#include "base/utf8.h"
#include "report/columns.h"
#include "report/paint.h"
#include "report/screening_report.h"
#include "report/screening_words.h"

enum {
    INDENT = 7,      /* of the lines below a candidate */
    LABEL_WIDTH = 9, /* of their labels */
    GAP = 2,         /* between aligned words */
    SHOWN = 4,       /* names, addresses ... of an entry; --explain has them all */
};

struct page {
    struct text *text;
    const struct screening *screening;
    const struct screening_view *view;
    struct text line;
};

static void flush(struct page *page, const char *label)
{
    text_fill(page->text, ' ', INDENT);
    text_add_painted(page->text, page->view->style.colour, PAINT_DIM, slice_from(label));
    text_fill(page->text, ' ', LABEL_WIDTH - slice_from(label).size);
    text_add_folded(page->text, text_slice(&page->line), INDENT + LABEL_WIDTH,
                    page->view->style.width);
    text_clear(&page->line);
}

static const char *paint_of(double probability)
{
    return probability >= 0.7 ? PAINT_ALARM : probability >= 0.5 ? PAINT_CARE : PAINT_DIM;
}

/* --- Words beside words ----------------------------------------------------- */

enum { ASKED, LISTED, HOW, ROWS };

/* One pair, printable: three cells that stand above each other. */
struct pair {
    struct slice cells[ROWS];
    size_t width;
    enum likeness how;
};

struct pairs {
    struct pair items[2 * LIMIT_NAME_WORDS];
    size_t count, widest;
    struct text all;
};

static void make_pairs(struct pairs *pairs, const struct screening_candidate *candidate)
{
    size_t ends[2 * LIMIT_NAME_WORDS * ROWS + 1] = {0};
    const size_t most = sizeof pairs->items / sizeof *pairs->items;
    pairs->count = candidate->aligned_count < most ? candidate->aligned_count : most;
    for (size_t i = 0; i < pairs->count; i++) {
        const struct aligned_words *words = &candidate->aligned[i];
        text_add_printable(&pairs->all, words->asked.size > 0 ? words->asked : slice_from("-"));
        ends[i * ROWS + 1] = pairs->all.size;
        text_add_printable(&pairs->all, words->listed.size > 0 ? words->listed : slice_from("-"));
        ends[i * ROWS + 2] = pairs->all.size;
        text_put(&pairs->all, likeness_key(words->how));
        ends[i * ROWS + 3] = pairs->all.size;
    }
    for (size_t i = 0; i < pairs->count; i++) {
        struct pair *pair = &pairs->items[i];
        *pair = (struct pair){.how = candidate->aligned[i].how};
        for (size_t row = 0; row < ROWS; row++) {
            pair->cells[row] =
                slice_part(text_slice(&pairs->all), ends[i * ROWS + row], ends[i * ROWS + row + 1]);
            size_t width = utf8_width(pair->cells[row]);
            pair->width = width > pair->width ? width : pair->width;
        }
        pairs->widest = pair->width > pairs->widest ? pair->width : pairs->widest;
    }
}

static const char *pair_paint(enum likeness how, size_t row)
{
    if (how == LIKENESS_MISSING || how == LIKENESS_NONE)
        return PAINT_CARE;
    return row == HOW ? PAINT_DIM : PAINT_CALM;
}

static void add_pair_row(struct page *page, const struct pair *pairs, size_t count, size_t row)
{
    static const char *const labels[ROWS] = {"asked", "listed", ""};
    text_fill(page->text, ' ', INDENT);
    text_add_painted(page->text, page->view->style.colour && labels[row][0], PAINT_DIM,
                     slice_from(labels[row]));
    text_fill(page->text, ' ', LABEL_WIDTH - slice_from(labels[row]).size);
    for (size_t i = 0; i < count; i++) {
        text_add_painted(page->text, page->view->style.colour, pair_paint(pairs[i].how, row),
                         pairs[i].cells[row]);
        if (i + 1 < count)
            text_fill(page->text, ' ', pairs[i].width - utf8_width(pairs[i].cells[row]) + GAP);
    }
    text_put(page->text, "\n");
}

/* A word that no line holds is told in a sentence. */
static void add_pairs_in_words(struct page *page, const struct pairs *pairs)
{
    for (size_t i = 0; i < pairs->count; i++) {
        text_add(&page->line, pairs->items[i].cells[ASKED]);
        text_put(&page->line, " ~ ");
        text_add(&page->line, pairs->items[i].cells[LISTED]);
        text_print(&page->line, ": %s", likeness_words(pairs->items[i].how));
        flush(page, i == 0 ? "words" : "");
    }
}

static void add_words(struct page *page, const struct screening_candidate *candidate)
{
    struct pairs pairs = {0};
    make_pairs(&pairs, candidate);
    size_t width = page->view->style.width, indent = INDENT + LABEL_WIDTH;
    if (width > 0 && indent + pairs.widest > width) {
        add_pairs_in_words(page, &pairs);
        text_done(&pairs.all);
        return;
    }
    for (size_t from = 0, to; from < pairs.count; from = to) {
        size_t used = indent;
        for (to = from; to < pairs.count; to++) {
            if (to > from && width > 0 && used + pairs.items[to].width > width)
                break;
            used += pairs.items[to].width + GAP;
        }
        for (size_t row = 0; row < ROWS; row++)
            add_pair_row(page, &pairs.items[from], to - from, row);
    }
    text_done(&pairs.all);
}

/* What each word counted. */
static void add_weights(struct page *page, const struct screening_candidate *candidate)
{
    if (!page->view->explain || candidate->aligned_count == 0)
        return;
    for (size_t i = 0; i < candidate->aligned_count; i++) {
        const struct aligned_words *words = &candidate->aligned[i];
        text_put(&page->line, i > 0 ? "; " : "");
        text_add_printable(&page->line, words->asked.size > 0 ? words->asked : words->listed);
        text_print(&page->line, " %.0f %% of the name, %s", words->weight * 100,
                   likeness_words(words->how));
        if (words->likeness > 0 && words->likeness < 0.995)
            text_print(&page->line, " (%.2f)", words->likeness);
    }
    flush(page, "weighed");
    text_print(&page->line, "%.3f for the names alone", candidate->score);
    flush(page, "score");
}

/* --- What the list says ------------------------------------------------------ */

static void add_entry(struct page *page, const struct screening_candidate *candidate)
{
    const struct entity *entity = candidate->entity;
    struct text *line = &page->line;
    text_add_list(line, candidate->list);
    text_put(line, ": ");
    text_add_printable(line, entity->id);
    if (entity->kind != ENTITY_ANY)
        text_print(line, ", %s", entity_kind_key(entity->kind));
    if (page->view->explain && entity->file < candidate->list->source_count) {
        text_add_part(line, ", ", candidate->list->sources[entity->file].name);
        text_print(line, " line %u", entity->line);
    }
    flush(page, "entry");
}

static void add_statuses(struct page *page, const struct screening_candidate *candidate)
{
    for (size_t i = 0; i < candidate->status_count; i++) {
        const struct authority_status *status = &candidate->statuses[i];
        text_put(&page->line, status_words(status));
        text_add_status(&page->line, status);
        text_add_part(&page->line, ", ", status->programme);
        if (page->view->explain)
            text_add_part(&page->line, ": ", status->because);
        flush(page, i == 0 ? "status" : "");
    }
}

/* A label before the first line of several. */
static void flush_one_of(struct page *page, const char *label, size_t i)
{
    flush(page, i == 0 ? label : "");
}

static size_t shown(const struct page *page, size_t count)
{
    return page->view->explain || count <= SHOWN + 1 ? count : SHOWN;
}

static void add_more(struct page *page, size_t count)
{
    size_t told = shown(page, count);
    if (count <= told)
        return;
    text_print(&page->line, "and %zu more", count - told);
    flush(page, "");
}

static void add_names(struct page *page, const struct screening_candidate *candidate)
{
    const struct entity *entity = candidate->entity;
    size_t others = 0, told = 0;
    for (size_t i = 0; i < entity->name_count; i++)
        others += &entity->names[i] != candidate->name;
    for (size_t i = 0; i < entity->name_count && told < shown(page, others); i++) {
        const struct entity_name *name = &entity->names[i];
        if (name == candidate->name)
            continue;
        text_add_printable(&page->line, name->text);
        if (name->kind != NAME_PRIMARY)
            text_print(&page->line, " (%s)", name_kind_key(name->kind));
        flush_one_of(page, "also", told++);
    }
    add_more(page, others);
}

static void add_births(struct page *page, const struct entity *entity)
{
    for (size_t i = 0; i < shown(page, entity->birth_count); i++) {
        text_put(&page->line, i > 0 ? "; " : "");
        text_add_partial_date(&page->line, &entity->births[i]);
    }
    for (size_t i = 0; i < shown(page, entity->birth_place_count); i++)
        text_add_part(&page->line, page->line.size > 0 ? "; " : "", entity->birth_places[i]);
    if (page->line.size > 0)
        flush(page, entity->kind == ENTITY_PERSON ? "born" : "began");
    for (size_t i = 0; i < entity->country_count; i++)
        text_add_part(&page->line, i > 0 ? "; " : "", entity->countries[i]);
    if (page->line.size > 0)
        flush(page, "of");
}

static void add_addresses(struct page *page, const struct entity *entity)
{
    for (size_t i = 0; i < shown(page, entity->address_count); i++) {
        const struct entity_address *address = &entity->addresses[i];
        text_add_printable(&page->line, address->text);
        text_add_part(&page->line, page->line.size > 0 ? ", " : "", address->country);
        flush_one_of(page, "address", i);
    }
    add_more(page, entity->address_count);
}

static void add_identifier(struct text *line, const struct entity_identifier *identifier)
{
    if (identifier->label.size > 0 && identifier->kind == IDENTIFIER_OTHER)
        text_add_printable(line, identifier->label);
    else
        text_put(line, identifier_words(identifier->kind));
    text_add_part(line, " ", identifier->value);
    if (identifier->country.size > 0) {
        text_add_part(line, " (", identifier->country);
        text_put(line, ")");
    }
}

static void add_identifiers(struct page *page, const struct entity *entity)
{
    for (size_t i = 0; i < shown(page, entity->identifier_count); i++) {
        add_identifier(&page->line, &entity->identifiers[i]);
        flush_one_of(page, "numbers", i);
    }
    add_more(page, entity->identifier_count);
}

static void add_links(struct page *page, const struct entity *entity)
{
    for (size_t i = 0; i < shown(page, entity->link_count); i++) {
        text_add_printable(&page->line, entity->links[i].how);
        text_add_part(&page->line, page->line.size > 0 ? ": " : "", entity->links[i].name);
        flush_one_of(page, "linked", i);
    }
    add_more(page, entity->link_count);
}

/* Acts and other measures, for those who want all, or where there is nothing else. */
static void add_designations(struct page *page, const struct screening_candidate *candidate)
{
    const struct entity *entity = candidate->entity;
    bool wanted = page->view->explain || candidate->status_count == 0;
    for (size_t i = 0; i < entity->designation_count && wanted; i++) {
        const struct designation *act = &entity->designations[i];
        text_add_printable(&page->line, act->authority);
        text_add_part(&page->line, " ", act->body);
        text_add_part(&page->line, ", ", act->programme);
        text_add_part(&page->line, ", ", act->reference);
        if (instant_is_known(act->from)) {
            text_put(&page->line, ", from ");
            text_add_day(&page->line, act->from);
        }
        if (instant_is_known(act->until)) {
            text_put(&page->line, ", until ");
            text_add_day(&page->line, act->until);
        }
        text_put(&page->line, act->is_other_measure ? "; no sanction" : "");
        flush_one_of(page, "acts", i);
    }
    text_add_part(&page->line, "", page->view->explain ? entity->remarks : (struct slice){0});
    if (page->line.size > 0)
        flush(page, "remarks");
}

/* --- Candidates --------------------------------------------------------------- */

static void add_candidate_head(struct page *page, const struct screening_candidate *candidate)
{
    struct text *line = &page->line;
    text_add_percent(line, candidate->probability);
    text_fill(page->text, ' ', 1 + (line->size < 4 ? 4 - line->size : 0));
    text_print(line, " %s", match_words(candidate->probability));
    text_add_painted(page->text, page->view->style.colour, paint_of(candidate->probability),
                     text_slice(line));
    size_t indent = 1 + (line->size < 4 ? 4 : line->size) + 2;
    text_clear(line);
    text_add_printable(line, candidate_name(candidate));
    if (candidate->name && candidate->name->kind != NAME_PRIMARY)
        text_print(line, " (%s)", name_kind_key(candidate->name->kind));
    text_put(page->text, "  ");
    text_add_folded(page->text, text_slice(line), indent, page->view->style.width);
    text_clear(line);
}

static void add_found_by(struct page *page, const struct screening_candidate *candidate)
{
    if (candidate->found_by == FOUND_BY_IDENTIFIER && candidate->identifier) {
        add_identifier(&page->line, candidate->identifier);
        text_put(&page->line, ", exactly");
    } else if (candidate->found_by == FOUND_BY_LINK) {
        text_add_part(&page->line, "the same full name as ", candidate->via);
    }
    if (page->line.size > 0)
        flush(page, "found by");
}

static void add_reasons(struct page *page, const struct screening_candidate *candidate)
{
    for (int against = 0; against < 2; against++)
        for (size_t i = 0, told = 0; i < candidate->reason_count; i++) {
            const struct screening_reason *reason = &candidate->reasons[i];
            if (reason->against != (bool)against)
                continue;
            text_add_printable(&page->line, reason->what);
            if (page->view->explain && (reason->change >= 0.05 || reason->change <= -0.05))
                text_print(&page->line, " (%+.1f)", reason->change);
            flush_one_of(page, against ? "against" : "for", told++);
        }
}

static void add_candidate(struct page *page, const struct screening_candidate *candidate)
{
    add_candidate_head(page, candidate);
    add_found_by(page, candidate);
    add_words(page, candidate);
    add_weights(page, candidate);
    add_reasons(page, candidate);
    if (candidate->ofac_score >= 0) {
        text_print(&page->line, "%d of 100, as OFAC's own search would score it",
                   candidate->ofac_score);
        flush(page, "OFAC");
    }
    add_statuses(page, candidate);
    add_entry(page, candidate);
    add_names(page, candidate);
    add_births(page, candidate->entity);
    add_addresses(page, candidate->entity);
    add_identifiers(page, candidate->entity);
    add_links(page, candidate->entity);
    add_designations(page, candidate);
}

/* --- The answer ---------------------------------------------------------------- */

static void add_headline(struct page *page)
{
    static const char *const paints[ANSWERS] = {
        [ANSWER_NOBODY] = PAINT_CALM,
        [ANSWER_NOT_LISTED] = PAINT_CARE,
        [ANSWER_UNKNOWN] = PAINT_CARE,
        [ANSWER_LISTED] = PAINT_ALARM,
    };
    const struct screening *screening = page->screening;
    struct text *line = &page->line;
    struct text answer = {0};
    text_add_printable(line, screening->query.name);
    text_put(line, ": ");
    text_add_answer(&answer, screening);
    text_add(line, text_slice(&answer));
    text_put(line, " as of ");
    text_add_day(line, screening->at);
    text_add_others(line, screening);
    text_done(&answer);
    const char *paint = paints[screening_answer(screening)];
    size_t width = page->view->style.width;
    for (struct slice whole = text_slice(line); whole.size > 0;) {
        struct slice part = fold_take(&whole, width > 0 ? width : SIZE_MAX);
        text_add_painted(page->text, page->view->style.colour, paint, slice_trim(part));
        text_put(page->text, "\n");
    }
    text_clear(line);
}

/* The nearest that is none, and what speaks against it. */
static void add_nearest(struct page *page)
{
    const struct screening_candidate *nearest = page->screening->refused;
    if (page->screening->candidate_count > 0 || page->screening->refused_count == 0 ||
        page->view->explain)
        return;
    text_add_printable(&page->line, candidate_name(nearest));
    text_put(&page->line, " (");
    text_add_percent(&page->line, nearest->probability);
    text_put(&page->line, "), ");
    text_add_printable(&page->line, nearest->list->name);
    text_add_part(&page->line, ": ", nearest->entity->id);
    flush(page, "nearest");
    add_words(page, nearest);
    for (size_t i = 0, told = 0; i < nearest->reason_count; i++)
        if (nearest->reasons[i].against) {
            text_add_printable(&page->line, nearest->reasons[i].what);
            flush_one_of(page, "refused", told++);
        }
}

static void add_refused(struct page *page)
{
    if (!page->view->explain || page->screening->refused_count == 0)
        return;
    text_put(page->text, "\nRefused:\n");
    for (size_t i = 0; i < page->screening->refused_count; i++) {
        text_put(page->text, i > 0 ? "\n" : "");
        add_candidate(page, &page->screening->refused[i]);
    }
}

void screening_add_table(struct text *text, const struct screening *screening,
                         const struct screening_view *view)
{
    struct page page = {.text = text, .screening = screening, .view = view};
    add_headline(&page);
    size_t told = candidates_shown(screening, view->top);
    for (size_t i = 0; i < told; i++) {
        text_put(text, "\n");
        add_candidate(&page, &screening->candidates[i]);
    }
    if (told < screening->candidate_count) {
        text_add_count(&page.line, screening->candidate_count - told);
        text_put(&page.line, " more, less likely (--top tells how many are shown)");
        flush(&page, "and");
    }
    add_nearest(&page);
    add_refused(&page);
    text_done(&page.line);
}
