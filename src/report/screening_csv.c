/* SPDX-License-Identifier: MIT */
#include "base/digest.h"
#include "report/screening_report.h"
#include "report/screening_words.h"

/* A line being written. */
struct cells {
    struct text *text;
    size_t count;
    struct text cell;
};

static const char *const headings[] = {
    "id",         "name",        "at",         "answer",       "rank",        "probability",
    "likelihood", "name_score",  "ofac_score", "found_by",     "listed_name", "name_kind",
    "kind",       "status",      "programmes", "for",          "against",     "list",
    "list_date",  "list_sha256", "entry",      "lists_sha256",
};

/* Spreadsheets take what begins so for a formula, and run it. */
static bool begins_a_formula(struct slice value)
{
    struct slice trimmed = slice_trim(value);
    return trimmed.size > 0 &&
           slice_find_byte(slice_from("=+-@|"), slice_byte(trimmed, 0)) != SLICE_NOWHERE;
}

/* Some spreadsheets part cells at semicolons. */
static bool wants_quotes(struct slice cell)
{
    for (size_t i = 0; i < cell.size; i++)
        if (slice_find_byte(slice_from(",;\"'"), cell.data[i]) != SLICE_NOWHERE)
            return true;
    return slice_trim(cell).size != cell.size;
}

static void add_cell(struct cells *cells, struct slice value)
{
    struct text clean = {0};
    text_put(cells->text, cells->count++ > 0 ? "," : "");
    text_put(&clean, begins_a_formula(value) ? "'" : "");
    text_add_printable(&clean, value);
    struct slice rest = text_slice(&clean);
    bool quoted = wants_quotes(rest);
    text_put(cells->text, quoted ? "\"" : "");
    for (size_t i = 0; i < rest.size; i++) {
        if (rest.data[i] == '"')
            text_add_byte(cells->text, '"');
        text_add_byte(cells->text, rest.data[i]);
    }
    text_put(cells->text, quoted ? "\"" : "");
    text_done(&clean);
}

static void add_string(struct cells *cells, const char *value)
{
    add_cell(cells, slice_from(value));
}

/* Adds what stands in the cell's own text, which is this program's. */
static void end_cell(struct cells *cells)
{
    add_cell(cells, text_slice(&cells->cell));
    text_clear(&cells->cell);
}

static void end_line(struct cells *cells)
{
    const size_t columns = sizeof headings / sizeof *headings;
    while (cells->count < columns)
        add_string(cells, "");
    text_put(cells->text, "\r\n");
    text_done(&cells->cell);
}

void screening_begin_csv(struct text *text)
{
    struct cells cells = {.text = text};
    for (size_t i = 0; i < sizeof headings / sizeof *headings; i++)
        add_string(&cells, headings[i]);
    end_line(&cells);
}

static void add_day(struct cells *cells, struct instant day)
{
    if (instant_is_known(day))
        text_add_day(&cells->cell, day);
    end_cell(cells);
}

static void add_decimal(struct cells *cells, double value)
{
    text_print(&cells->cell, "%.4f", value);
    end_cell(cells);
}

static void add_statuses(struct cells *cells, const struct screening_candidate *candidate)
{
    for (size_t i = 0; i < candidate->status_count; i++) {
        text_print(&cells->cell, "%s%s by ", i > 0 ? "; " : "",
                   standing_key(candidate->statuses[i].standing));
        text_add_status(&cells->cell, &candidate->statuses[i]);
    }
    end_cell(cells);
    for (size_t i = 0; i < candidate->status_count; i++) {
        text_put(&cells->cell, cells->cell.size > 0 ? "; " : "");
        text_add(&cells->cell, candidate->statuses[i].programme);
    }
    end_cell(cells);
}

static void add_reasons(struct cells *cells, const struct screening_candidate *candidate,
                        bool against)
{
    for (size_t i = 0; i < candidate->reason_count; i++)
        if (candidate->reasons[i].against == against) {
            text_put(&cells->cell, cells->cell.size > 0 ? "; " : "");
            text_add(&cells->cell, candidate->reasons[i].what);
        }
    end_cell(cells);
}

static void add_candidate(struct cells *cells, const struct screening_candidate *candidate,
                          size_t rank)
{
    static const char *const found_by[] = {
        [FOUND_BY_NAME] = "name", [FOUND_BY_IDENTIFIER] = "identifier", [FOUND_BY_LINK] = "link"};
    text_add_number(&cells->cell, rank);
    end_cell(cells);
    add_decimal(cells, candidate->probability);
    add_string(cells, match_words(candidate->probability));
    add_decimal(cells, candidate->score);
    if (candidate->ofac_score >= 0)
        text_add_number(&cells->cell, (uint64_t)candidate->ofac_score);
    end_cell(cells);
    add_string(cells, found_by[candidate->found_by]);
    add_cell(cells, candidate_name(candidate));
    add_string(cells, candidate->name ? name_kind_key(candidate->name->kind) : "");
    add_string(cells, entity_kind_key(candidate->entity->kind));
    add_statuses(cells, candidate);
    add_reasons(cells, candidate, false);
    add_reasons(cells, candidate, true);
    add_cell(cells, candidate->list->name);
    add_day(cells, candidate->list->date);
    text_add_hex(&cells->cell, slice_make(candidate->list->digest, DIGEST_SHA256_SIZE));
    end_cell(cells);
    add_cell(cells, candidate->entity->id);
}

void screening_add_csv(struct text *text, const struct screening *screening,
                       const struct lists_told *lists, const struct screening_view *view)
{
    const size_t columns = sizeof headings / sizeof *headings;
    size_t shown = candidates_shown(screening, view->top);
    for (size_t i = 0; i < shown || i == 0; i++) {
        struct cells cells = {.text = text};
        add_cell(&cells, screening->query.id);
        add_cell(&cells, screening->query.name);
        add_day(&cells, screening->at);
        add_string(&cells,
                   screening_answer_key(shown > 0 ? candidate_answer(&screening->candidates[i])
                                                  : ANSWER_NOBODY));
        if (shown > 0)
            add_candidate(&cells, &screening->candidates[i], i + 1);
        while (cells.count + 1 < columns)
            add_string(&cells, "");
        text_add_hex(&cells.cell, slice_make(lists->digest, DIGEST_SHA256_SIZE));
        end_cell(&cells);
        end_line(&cells);
    }
}
