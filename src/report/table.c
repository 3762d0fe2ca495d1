/* table - what a person wants to know: first the answer, then the proof.
 *
 * Everything that came from the wire, a notice or a path goes through
 * text_add_printable(); only this file's own words and paint are added bare. */
/* SPDX-License-Identifier: MIT */
#include "base/hash.h"
#include "base/human.h"
#include "base/memory.h"
#include "base/utf8.h"
#include "report/columns.h"
#include "report/dossier_report.h"
#include "report/output.h"
#include "report/paint.h"

#include <stdlib.h>

enum {
    LABEL_WIDTH = 16,   /* of the summary's labels */
    DETAIL_INDENT = 4,  /* of the lines below a row */
    DETAIL_WIDTH = 10,  /* of their labels */
    LONGEST_VALUE = 240 /* terminal columns of one value; JSON has it whole */
};

/* What one output is being written to, and a line in the making. */
struct page {
    struct text *text;
    const struct telling *telling;
    struct style style;
    struct text line;
    const struct dossier **told; /* dossiers by their address; NULL: free */
};

/* Adds what came from outside, in at most LONGEST_VALUE columns. */
static void add_outside(struct text *text, struct slice value)
{
    struct text printable = {0};
    text_add_printable(&printable, slice_part(value, 0, LONGEST_VALUE * 4));
    struct slice rest = text_slice(&printable);
    if (utf8_width(rest) <= LONGEST_VALUE && value.size <= LONGEST_VALUE * 4) {
        text_add(text, rest);
    } else {
        text_add(text, fold_take(&rest, LONGEST_VALUE));
        text_put(text, "...");
    }
    text_done(&printable);
}

/* 2025-01-06 08:30:00; the summary and the titles say that all times are UTC. */
static void add_time(struct text *text, struct instant instant)
{
    size_t before = text->size;
    text_add_instant(text, instant, 0);
    if (!instant_is_known(instant))
        return;
    text->data[before + 10] = ' ';
    text->size--;
}

/* The time of day alone where the date is that of `first`. */
static void add_later_time(struct text *text, struct instant first, struct instant last)
{
    struct text early = {0}, late = {0};
    add_time(&early, first);
    add_time(&late, last);
    struct slice all = text_slice(&late), date = slice_part(text_slice(&early), 0, 10);
    bool same_day = instant_is_known(last) && slice_equal(slice_part(all, 0, 10), date);
    text_add(text, same_day ? slice_after(all, 11) : all);
    text_done(&early);
    text_done(&late);
}

/* Writes the line that was made, behind a label. */
static void flush(struct page *page, size_t indent, const char *label, size_t label_width)
{
    text_fill(page->text, ' ', indent);
    text_add_painted(page->text, page->style.colour, PAINT_DIM, slice_from(label));
    text_fill(page->text, ' ', label_width - slice_from(label).size);
    text_add_folded(page->text, text_slice(&page->line), indent + label_width, page->style.width);
    text_clear(&page->line);
}

static void flush_summary(struct page *page, const char *label)
{
    flush(page, 0, label, LABEL_WIDTH);
}

static void flush_detail(struct page *page, const char *label)
{
    flush(page, DETAIL_INDENT, label, DETAIL_WIDTH);
}

/* --- the answer --- */

static void add_found(struct text *text, const struct telling *telling)
{
    text_add_things(text, telling->summary->machines, "machine");
    text_put(text, " asked for or talked to ");
    text_add_count(text, telling_indicators_seen(telling));
    text_put(text, " of the ");
    text_add_things(text, telling->summary->indicators, "thing");
    text_put(text,
             telling->notice_count == 1 ? " that the notice names." : " that the notices name.");
}

static void add_not_found(struct text *text, const struct telling *telling)
{
    const struct run_summary *summary = telling->summary;
    if (summary->hunted == 0) {
        text_put(text, "the notices name nothing that packets can show.");
    } else if (summary->packets == 0) {
        text_put(text, "there was no packet to look at.");
    } else {
        text_put(text, "none of the ");
        text_add_things(text, summary->hunted, "indicator");
        text_put(text, " was seen in ");
        text_add_things(text, summary->packets, "packet");
        text_put(text, ".");
    }
    if (telling_verdict(telling) == VERDICT_TROUBLE)
        text_put(text, " But not everything was read.");
}

static void add_answer(struct page *page)
{
    static const struct {
        const char *word, *paint;
    } answers[] = {
        [VERDICT_FOUND] = {"FOUND", PAINT_ALARM},
        [VERDICT_TROUBLE] = {"NOT FOUND", PAINT_CARE},
        [VERDICT_CLEAN] = {"NOT FOUND", PAINT_CALM},
    };
    enum verdict verdict = telling_verdict(page->telling);
    struct slice word = slice_from(answers[verdict].word);
    text_add_painted(page->text, page->style.colour, answers[verdict].paint, word);
    text_put(page->text, ": ");
    if (verdict == VERDICT_FOUND)
        add_found(&page->line, page->telling);
    else
        add_not_found(&page->line, page->telling);
    text_add_folded(page->text, text_slice(&page->line), word.size + 2, page->style.width);
    text_clear(&page->line);
    text_add_byte(page->text, '\n');
}

/* --- what was looked at, and what was not --- */

static void add_sighting_times(struct page *page)
{
    const struct telling *telling = page->telling;
    struct instant first = {0}, last = {0};
    for (size_t i = 0; i < telling->finding_count; i++) {
        const struct finding *finding = &telling->findings[i];
        if (instant_is_known(finding->first) &&
            (!instant_is_known(first) || finding->first.ns < first.ns))
            first = finding->first;
        if (!instant_is_known(last) || finding->last.ns > last.ns)
            last = finding->last;
    }
    if (telling->finding_count == 0)
        return;
    add_time(&page->line, first);
    text_put(&page->line, instant_is_known(first) ? " UTC" : "");
    flush_summary(page, "First seen");
    add_time(&page->line, last);
    text_put(&page->line, instant_is_known(last) ? " UTC" : "");
    if (instant_is_known(first) && last.ns > first.ns) {
        text_put(&page->line, ", ");
        text_add_duration(&page->line, last.ns - first.ns);
        text_put(&page->line, " later");
    }
    flush_summary(page, "Last seen");
}

static void add_looked_at(struct page *page)
{
    const struct run_summary *summary = page->telling->summary;
    struct text *line = &page->line;
    text_add_things(line, summary->packets, "packet");
    text_put(line, ", ");
    text_add_things(line, summary->flows, "flow");
    text_put(line, ", ");
    text_add_size(line, summary->bytes);
    text_put(line, " in ");
    if (page->telling->input_count == 1)
        add_outside(line, slice_from(page->telling->inputs[0]->path));
    else
        text_add_things(line, page->telling->input_count, "input");
    flush_summary(page, "Looked at");
    if (!instant_is_known(summary->first) || !instant_is_known(summary->last))
        return;
    add_time(line, summary->first);
    text_put(line, " to ");
    add_later_time(line, summary->first, summary->last);
    text_put(line, " UTC, ");
    text_add_duration(line, summary->last.ns - summary->first.ns);
    flush_summary(page, "");
}

static void add_notice(struct page *page, const struct notice *notice, const char *label)
{
    struct text *line = &page->line;
    uint64_t hunted = notice_hunted_count(notice);
    add_outside(line, notice->name);
    text_put(line, ": ");
    text_add_things(line, notice->indicator_count, "indicator");
    if (hunted < notice->indicator_count) {
        text_put(line, ", of which packets can show ");
        text_add_count(line, hunted);
    }
    flush_summary(page, label);
    const struct slice said[] = {notice->title, notice->publisher, notice->date};
    for (size_t i = 0; i < sizeof said / sizeof *said; i++) {
        text_put(line, said[i].size > 0 && line->size > 0 ? ", " : "");
        add_outside(line, said[i]);
    }
    if (line->size > 0)
        flush_summary(page, "");
}

static void add_notices(struct page *page)
{
    size_t count = page->telling->notice_count;
    for (size_t i = 0; i < count; i++)
        add_notice(page, page->telling->notices[i], i > 0 ? "" : count == 1 ? "Notice" : "Notices");
}

static void add_blind_spots(struct page *page)
{
    bool first = true;
    for (enum blind_spot spot = 0; spot < BLIND_SPOTS; spot++) {
        uint64_t count = page->telling->summary->blind[spot];
        if (count == 0)
            continue;
        text_put(&page->line, blind_spot_text(spot));
        text_put(&page->line, ": ");
        text_add_count(&page->line, count);
        flush_summary(page, first ? "Not looked at" : "");
        first = false;
    }
}

static void add_input_trouble(struct page *page)
{
    for (size_t i = 0; i < page->telling->input_count; i++) {
        const struct input_report *input = page->telling->inputs[i];
        if (!input->failed && input->damaged_places == 0)
            continue;
        struct text *line = &page->line;
        add_outside(line, slice_from(input->path));
        text_put(line, ": ");
        add_outside(line, slice_from(input->problem.sentence));
        if (input->damaged_places > 0) {
            text_put(line, input->problem.sentence[0] ? "; " : "");
            text_add_things(line, input->damaged_places, "damaged place");
            text_put(line, ", ");
            text_add_things(line, input->skipped_bytes, "byte");
            text_put(line, " passed over");
        }
        flush_summary(page, input->failed ? "Could not read" : "Damaged");
    }
    if (page->telling->summary->untold > 0) {
        text_add_things(&page->line, page->telling->summary->untold, "sighting");
        text_put(&page->line, " beyond the number of rows that are kept");
        flush_summary(page, "Not told");
    }
    if (page->telling->summary->interrupted) {
        text_put(&page->line, "stopped before the end; this is what was found so far");
        flush_summary(page, "Interrupted");
    }
}

/* --- the proof --- */

enum cell { MACHINE, INDICATOR, KIND, SAYS, SEEN, FIRST, LAST, SENT, RECEIVED, CELLS };

static const struct column layout[CELLS] = {
    [MACHINE] = {.title = "MACHINE", .paint = PAINT_STRONG, .least = 20},
    [INDICATOR] = {.title = "INDICATOR", .paint = PAINT_STRONG, .least = 20},
    [KIND] = {.title = "KIND", .leaves = 2},
    [SAYS] = {.title = "NOTICE SAYS", .least = 24, .leaves = 4},
    [SEEN] = {.title = "SEEN", .right = true},
    [FIRST] = {.title = "FIRST (UTC)", .leaves = 1},
    [LAST] = {.title = "LAST", .leaves = 1},
    [SENT] = {.title = "SENT", .right = true, .leaves = 3},
    [RECEIVED] = {.title = "RECEIVED", .right = true, .leaves = 3},
};

/* What a notice says, in few words: family, threat and place, else its description. */
static void add_statement(struct text *text, const struct source_line *source)
{
    const struct statement *said = &source->notice->statements[source->indicator->statement];
    const struct slice parts[] = {said->family, said->threat, said->place};
    size_t before = text->size;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        text_put(text, parts[i].size > 0 && text->size > before ? ", " : "");
        add_outside(text, parts[i]);
    }
    if (text->size == before)
        add_outside(text, said->description);
}

/* What all notices say; notices that say the same are heard once. */
static void add_statements(struct text *text, const struct matched *matched)
{
    struct text one = {0};
    for (size_t i = 0; i < matched->source_count; i++) {
        text_clear(&one);
        add_statement(&one, &matched->sources[i]);
        if (one.size == 0 || slice_find(text_slice(text), text_slice(&one)) != SLICE_NOWHERE)
            continue;
        text_put(text, text->size > 0 ? "; " : "");
        text_add(text, text_slice(&one));
    }
    text_done(&one);
}

static void make_cells(struct text cells[CELLS], const struct finding *finding)
{
    for (size_t i = 0; i < CELLS; i++)
        text_clear(&cells[i]);
    text_add_address(&cells[MACHINE], &finding->machine);
    add_outside(&cells[INDICATOR], finding->matched.pattern);
    text_put(&cells[KIND], indicator_kind_name(finding->matched.kind));
    add_statements(&cells[SAYS], &finding->matched);
    text_add_count(&cells[SEEN], finding->count);
    add_time(&cells[FIRST], finding->first);
    add_later_time(&cells[LAST], finding->first, finding->last);
    text_add_size(&cells[SENT], finding->bytes_out);
    text_add_size(&cells[RECEIVED], finding->bytes_in);
}

static const char *field_words(enum field_kind kind)
{
    static const char *const words[FIELD_KINDS] = {
        [FIELD_FLOW_CLIENT] = "was talked to by",
        [FIELD_FLOW_SERVER] = "talked to",
        [FIELD_DNS_QUESTION] = "asked for the name",
        [FIELD_DNS_RECORD_NAME] = "was answered about",
        [FIELD_DNS_ADDRESS] = "was answered with the address",
        [FIELD_DNS_TARGET] = "was referred to",
        [FIELD_HTTP_HOST] = "asked the web host",
        [FIELD_HTTP_AUTHORITY] = "asked a proxy for",
        [FIELD_HTTP_URL] = "asked for the page",
        [FIELD_TLS_SNI] = "opened a session with",
        [FIELD_CERT_NAME] = "was shown a certificate for",
        [FIELD_CERT_ADDRESS] = "was shown a certificate for",
        [FIELD_CERT_SHA1] = "was shown the certificate",
        [FIELD_CERT_SHA256] = "was shown the certificate",
    };
    return words[kind] ? words[kind] : field_name(kind);
}

/* #12, #15 of monday.pcap, #3 of tuesday.pcap ... */
static void add_packets(struct text *text, const struct trace *trace, const struct telling *telling)
{
    text_put(text, trace->packet_count == 1 ? "packet " : "packets ");
    for (size_t i = 0; i < trace->packet_count; i++) {
        uint32_t input = trace->packets[i].input;
        text_put(text, i > 0 ? ", #" : "#");
        text_add_number(text, trace->packets[i].place);
        bool last_of_input = i + 1 == trace->packet_count || trace->packets[i + 1].input != input;
        if (last_of_input && telling->input_count > 1 && input < telling->input_count) {
            text_put(text, " of ");
            add_outside(text, slice_from(telling->inputs[input]->path));
        }
    }
    text_put(text, trace->count > trace->packet_count ? ", ..." : "");
}

/* How it was seen; the peer is left out where the value names it already. */
static void add_trace(struct page *page, const struct trace *trace, const struct finding *finding)
{
    struct text *line = &page->line, peer = {0};
    text_put(line, field_words(trace->field));
    text_add_byte(line, ' ');
    add_outside(line, trace->value);
    if (finding->trace_count > 1 && trace->count > 1) {
        text_add_byte(line, ' ');
        text_add_things(line, trace->count, "time");
    }
    text_put(line, " (");
    if (trace->application)
        add_outside(line, slice_from(trace->application));
    else
        text_put(line, field_name(trace->field));
    if (trace->peer.port > 0)
        text_add_endpoint(&peer, &trace->peer);
    else
        text_add_address(&peer, &trace->peer.address);
    if (!address_is_none(&trace->peer.address) &&
        slice_find(trace->value, text_slice(&peer)) == SLICE_NOWHERE) {
        text_put(line, " via ");
        text_add(line, text_slice(&peer));
    }
    text_done(&peer);
    text_put(line, ")");
    if (trace->packet_count > 0) {
        text_put(line, ", ");
        add_packets(line, trace, page->telling);
    }
}

static void add_validity(struct text *text, const struct indicator *indicator,
                         const struct finding *finding)
{
    struct instant from = indicator->valid_from, until = indicator->valid_until;
    if (instant_is_known(until) && finding->first.ns > until.ns) {
        text_put(text, " (no longer valid: until ");
        add_time(text, until);
        text_put(text, ")");
    } else if (instant_is_known(from) && finding->last.ns < from.ns) {
        text_put(text, " (not valid yet: from ");
        add_time(text, from);
        text_put(text, ")");
    }
}

static void add_sources(struct page *page, const struct finding *finding)
{
    struct text *line = &page->line;
    for (size_t i = 0; i < finding->matched.source_count; i++) {
        const struct source_line *source = &finding->matched.sources[i];
        text_put(line, i > 0 ? "; " : "");
        add_outside(line, source->notice->name);
        text_put(line, " line ");
        text_add_number(line, source->indicator->line);
        add_validity(line, source->indicator, finding);
    }
    flush_detail(page, "named in");
}

/* What public facts say of the indicator: whether to block it, and where it is said to be. */
static void add_assessment(struct page *page, const struct assessment *assessment)
{
    struct text *line = &page->line;
    text_put(line, advice_words(assessment->advice));
    text_put(line, ": ");
    add_outside(line, assessment->why);
    flush_detail(page, "verdict");
    for (size_t i = 0; i < assessment->place_count; i++) {
        const struct place_told *place = &assessment->places[i];
        text_put(line, i > 0 ? "; " : "");
        add_outside(line, place->name);
        text_print(line, " by %s (", place->basis);
        add_outside(line, place->set);
        text_put(line, place->date.size > 0 ? " of " : "");
        add_outside(line, place->date);
        text_put(line, place->agrees == AGREEMENT_NO ? "; the notice says otherwise)" : ")");
    }
    if (line->size > 0)
        flush_detail(page, "place");
}

enum { TOLD_SLOTS = 4 * LIMIT_DOSSIERS }; /* a power of two */

/* Whether a dossier was told with an earlier finding; notes it. */
static bool was_told(struct page *page, const struct dossier *dossier)
{
    size_t slot = hash_mix((uintptr_t)dossier, 1) & (TOLD_SLOTS - 1);
    if (!page->told)
        page->told = memory_create(TOLD_SLOTS, sizeof(const struct dossier *));
    while (page->told[slot] && page->told[slot] != dossier)
        slot = (slot + 1) & (TOLD_SLOTS - 1);
    bool told = page->told[slot] != NULL;
    page->told[slot] = dossier;
    return told;
}

/* Many findings may be about one thing: it is told once. */
static void add_dossier(struct page *page, const struct dossier *dossier)
{
    if (!was_told(page, dossier)) {
        dossier_add_details(page->text, dossier, page->style, DETAIL_INDENT, DETAIL_WIDTH);
        return;
    }
    add_outside(&page->line, dossier->subject);
    text_put(&page->line, ", as told above");
    flush_detail(page, "who");
}

static void add_details(struct page *page, const struct column columns[CELLS],
                        const struct text cells[CELLS], const struct finding *finding)
{
    struct text *line = &page->line;
    for (size_t i = 0; i < finding->trace_count; i++) {
        add_trace(page, &finding->traces[i], finding);
        flush_detail(page, i == 0 ? "how" : "");
    }
    if (finding->untraced > 0) {
        text_put(line, "and ");
        text_add_things(line, finding->untraced, "time");
        text_put(line, " with further values, which are counted and not kept");
        flush_detail(page, "");
    }
    if (columns[FIRST].gone) {
        add_time(line, finding->first);
        if (finding->last.ns > finding->first.ns) {
            text_put(line, " to ");
            add_later_time(line, finding->first, finding->last);
        }
        flush_detail(page, "when");
    }
    if (columns[SENT].gone) {
        text_add_size(line, finding->bytes_out);
        text_put(line, " sent, ");
        text_add_size(line, finding->bytes_in);
        text_put(line, " received");
    }
    if (finding->flows > 0) {
        text_put(line, line->size > 0 ? " in " : "");
        text_add_things(line, finding->flows, "flow");
        text_put(line, ", ");
        text_add_things(line, finding->packets_out, "packet");
        text_put(line, " out and ");
        text_add_count(line, finding->packets_in);
        text_put(line, " in");
    }
    if (line->size > 0)
        flush_detail(page, "traffic");
    if (columns[SAYS].gone && cells[SAYS].size > 0) {
        text_add(line, text_slice(&cells[SAYS]));
        flush_detail(page, "notice");
    }
    add_sources(page, finding);
    if (finding->assessment)
        add_assessment(page, finding->assessment);
    for (size_t i = 0; i < finding->dossier_count; i++)
        add_dossier(page, finding->dossiers[i]);
}

static void add_findings(struct page *page)
{
    const struct telling *telling = page->telling;
    struct column columns[CELLS];
    struct text cells[CELLS] = {0};
    struct slice slices[CELLS];
    for (size_t i = 0; i < CELLS; i++)
        columns[i] = layout[i];
    /* Twice over the findings: the first round learns how wide the cells are. */
    for (size_t i = 0; i < telling->finding_count; i++) {
        make_cells(cells, &telling->findings[i]);
        for (size_t k = 0; k < CELLS; k++)
            slices[k] = text_slice(&cells[k]);
        columns_measure(columns, CELLS, slices);
    }
    columns_fit(columns, CELLS, page->style.width);
    text_add_byte(page->text, '\n');
    columns_add_titles(page->text, columns, CELLS, page->style.colour);
    for (size_t i = 0; i < telling->finding_count; i++) {
        make_cells(cells, &telling->findings[i]);
        for (size_t k = 0; k < CELLS; k++)
            slices[k] = text_slice(&cells[k]);
        text_put(page->text, i > 0 ? "\n" : "");
        columns_add_row(page->text, columns, CELLS, slices, page->style.colour);
        add_details(page, columns, cells, &telling->findings[i]);
    }
    for (size_t k = 0; k < CELLS; k++)
        text_done(&cells[k]);
}

static void tell(struct text *text, const struct telling *telling)
{
    struct page page = {.text = text, .telling = telling, .style = telling->style};
    add_answer(&page);
    add_sighting_times(&page);
    add_looked_at(&page);
    add_notices(&page);
    add_blind_spots(&page);
    add_input_trouble(&page);
    if (telling->finding_count > 0)
        add_findings(&page);
    text_done(&page.line);
    free(page.told);
}

const struct output table_output = {
    .name = "table",
    .title = "for people: the answer first, then one row for each machine and indicator",
    .tell = tell,
};
