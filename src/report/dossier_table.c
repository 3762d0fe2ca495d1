/* SPDX-License-Identifier: MIT */
#include "base/human.h"
#include "base/utf8.h"
#include "report/columns.h"
#include "report/dossier_report.h"
#include "report/paint.h"
#include "report/screening_words.h"

#include <string.h>

enum {
    INDENT = 2,      /* of the lines of a dossier that stands alone */
    LABEL = 14,      /* width of their labels */
    SEEN_SHOWN = 6,  /* names, without --explain */
    NEAR_SHOWN = 4,  /* relatives, likewise */
    MANY_SHOWN = 10, /* techniques, names of a thing, likewise */
};

struct page {
    struct text *text;
    const struct dossier *dossier;
    struct style style;
    bool explain;
    size_t indent, label;
    struct text line;
};

static void add(struct text *text, struct slice outside)
{
    text_add_printable(text, outside);
}

/* Below a finding labels have less room. */
static const char *label_of(const struct page *page, const char *label)
{
    static const char *const shorter[][2] = {
        {"organisation", "owner"},  {"registration", "registered"}, {"delegation", "delegated"},
        {"geolocation", "located"}, {"likelihood", "still so"},     {"confidence", "how sure"},
    };
    for (size_t i = 0; i < sizeof shorter / sizeof *shorter; i++)
        if (page->label <= strlen(label) && strcmp(label, shorter[i][0]) == 0)
            return shorter[i][1];
    return label;
}

static void flush(struct page *page, const char *given)
{
    const char *label = label_of(page, given);
    size_t size = strlen(label);
    text_fill(page->text, ' ', page->indent);
    text_add_painted(page->text, page->style.colour, PAINT_DIM, slice_from(label));
    text_fill(page->text, ' ', page->label > size ? page->label - size : 1);
    text_add_folded(page->text, text_slice(&page->line), page->indent + page->label,
                    page->style.width);
    text_clear(&page->line);
}

/* --- The answer ----------------------------------------------------------------- */

static void add_said(struct text *text, const struct dossier *dossier)
{
    enum { SAID_MOST = 3 };
    size_t told = 0;
    for (size_t i = 0; i < dossier->quote_count && told < SAID_MOST; i++) {
        size_t first = 0;
        while (!slice_equal(dossier->quotes[first].said, dossier->quotes[i].said))
            first++;
        if (first == i)
            text_add_part(text, told++ > 0 ? ", " : ", as ", dossier->quotes[i].said);
    }
}

/* "no more than unlikely (20 to 45 %)"; below the lowest there is nothing. */
static void add_likelihood(struct text *text, const struct judgement *judgement)
{
    unsigned from, to;
    bool is_bound = judgement->is_bound && judgement->likelihood != LIKELIHOOD_ALMOST_NONE;
    likelihood_range(judgement->likelihood, &from, &to);
    text_print(text, "%s%s (%u to %u %%)", is_bound ? "no more than " : "",
               likelihood_words(judgement->likelihood), from, to);
}

static bool has_candidate(const struct dossier *dossier)
{
    for (size_t i = 0; i < dossier->screened_count; i++)
        if (dossier->screened[i].screening.candidate_count > 0)
            return true;
    return false;
}

static size_t voices_of_families(const struct dossier *dossier)
{
    size_t count = 0;
    for (size_t i = 0; i < dossier->relative_count; i++)
        count += relation_names_it(dossier->relatives[i].relation);
    return count;
}

static void add_named(struct text *text, const struct dossier *dossier)
{
    size_t notices = dossier->listing_count, lists = voices_of_families(dossier);
    if (notices > 0) {
        text_add_things(text, notices, "notice");
        text_put(text, notices == 1 ? " lists it" : " list it");
    }
    if (lists > 0) {
        text_put(text, notices > 0 ? ", and " : "");
        text_add_things(text, lists, "list");
        text_put(text, lists == 1 ? " of a family" : " of families");
        text_put(text, notices > 0 ? "" : lists == 1 ? " has it" : " have it");
    }
    add_said(text, dossier);
    text_put(text, ".");
    if (dossier->judgement.is_made && dossier->judgement.is_said) {
        text_put(text, " That it still is so: ");
        add_likelihood(text, &dossier->judgement);
        text_put(text, ".");
    }
}

static bool is_hosted_as(const struct dossier *dossier, const char *trait)
{
    size_t count;
    const struct layer_claim *claims = dossier_layer(dossier, LAYER_HOSTING, &count);
    for (size_t i = 0; i < count; i++)
        if (slice_equal_text(claims[i].what, trait))
            return true;
    return false;
}

static void add_answer(struct page *page)
{
    const struct dossier *dossier = page->dossier;
    struct text *line = &page->line;
    bool is_named = dossier->listing_count + voices_of_families(dossier) > 0;
    struct slice word = slice_from(is_named ? "NAMED" : "NOT NAMED");
    text_add_painted(page->text, page->style.colour, is_named ? PAINT_ALARM : PAINT_CALM, word);
    text_put(page->text, ": ");
    if (is_named)
        add_named(line, dossier);
    else
        text_put(line, dossier->states[LAYER_NOTICES] == LAYER_NOT_ASKED
                           ? "no notice was given that could list it."
                           : "no notice that was given lists it.");
    if (is_hosted_as(dossier, "sinkhole"))
        text_put(line, " A list says that it is a sinkhole.");
    if (dossier_has_match(dossier))
        text_put(line, " Its organisation's name is on a list of sanctions.");
    for (size_t i = 0; i < dossier->disagreement_count; i++) {
        text_put(line, " But ");
        add(line, dossier->disagreements[i]);
        text_put(line, ".");
    }
    text_add_folded(page->text, text_slice(line), word.size + 2, page->style.width);
    text_clear(line);
}

/* --- Layers --------------------------------------------------------------------------- */

static void add_source(struct text *text, const struct layer_claim *claim, bool tell_network)
{
    if (claim->set.size == 0 && claim->list.size == 0)
        return;
    text_put(text, " (");
    add(text, claim->set);
    text_add_part(text, claim->set.size > 0 ? ": " : "", claim->list);
    text_add_part(text, " of ", claim->date);
    if (tell_network)
        text_add_part(text, ", for ", claim->network);
    text_put(text, ")");
}

static bool say_the_same(const struct layer_claim *a, const struct layer_claim *b)
{
    return slice_equal(a->what, b->what) && slice_equal(a->words, b->words);
}

/* What several say alike is one line that names them all. */
static void add_layer(struct page *page, enum layer layer)
{
    size_t count, told = 0;
    const struct layer_claim *claims = dossier_layer(page->dossier, layer, &count);
    for (size_t i = 0; i < count; i++) {
        size_t first = 0;
        while (!say_the_same(&claims[first], &claims[i]))
            first++;
        if (first < i)
            continue;
        add(&page->line, claims[i].words);
        for (size_t k = i; k < count; k++)
            if (say_the_same(&claims[i], &claims[k]))
                add_source(&page->line, &claims[k], layer == LAYER_HOSTING || page->explain);
        flush(page, told++ == 0 ? layer_title(layer) : "");
    }
    bool is_told = page->explain || layer == LAYER_HOSTING;
    if (count == 0 && page->dossier->states[layer] == LAYER_IS_SILENT && is_told) {
        text_put(&page->line, layer_silent(layer));
        flush(page, layer_title(layer));
    }
}

/* Where one name stood: each field with its count, then when first and in which packets. */
static void add_seen_name(struct page *page, size_t first, const char *label)
{
    const struct dossier *dossier = page->dossier;
    const struct seen_name *seen = &dossier->seen[first];
    struct text *line = &page->line;
    add(line, seen->name);
    for (size_t i = first; i < dossier->seen_count; i++) {
        if (!slice_equal(dossier->seen[i].name, seen->name))
            continue;
        text_print(line, "%s%s ", i == first ? " (" : ", ", field_name(dossier->seen[i].field));
        text_add_things(line, dossier->seen[i].count, "time");
    }
    if (instant_is_known(seen->first)) {
        text_put(line, "; from ");
        text_add_instant(line, seen->first, 0);
    }
    for (size_t k = 0; k < seen->packet_count; k++)
        text_print(line, "%s#%llu", k == 0 ? ", packet " : " ",
                   (unsigned long long)seen->packets[k].packet);
    text_put(line, ")");
    flush(page, label);
}

static bool is_first_of_name(const struct dossier *dossier, size_t place)
{
    for (size_t i = 0; i < place; i++)
        if (slice_equal(dossier->seen[i].name, dossier->seen[place].name))
            return false;
    return true;
}

static void add_seen(struct page *page)
{
    const struct dossier *dossier = page->dossier;
    size_t told = 0, untold = dossier->seen_untold;
    for (size_t i = 0; i < dossier->seen_count; i++) {
        if (!is_first_of_name(dossier, i))
            continue;
        if (told < SEEN_SHOWN || page->explain)
            add_seen_name(page, i, told++ == 0 ? layer_title(LAYER_SEEN) : "");
        else
            untold++;
    }
    if (untold > 0) {
        text_put(&page->line, "and ");
        text_add_count(&page->line, untold);
        text_put(&page->line, " more");
        flush(page, "");
    }
    if (dossier->states[LAYER_SEEN] == LAYER_IS_SILENT) {
        text_put(&page->line, layer_silent(LAYER_SEEN));
        flush(page, layer_title(LAYER_SEEN));
    }
}

/* --- Notices ----------------------------------------------------------------------------- */

static const char *relation_told(const struct listing_notice *listing)
{
    if (listing->indicator->kind == INDICATOR_CIDR)
        return "it lies in";
    return listing->relation == RELATION_SAME   ? "lists"
           : listing->relation == RELATION_HOST ? "lists the same host:"
                                                : "lists the name above it:";
}

static void add_listing(struct page *page, const struct listing_notice *listing, const char *label)
{
    const struct notice *notice = listing->notice;
    const struct statement *said = &notice->statements[listing->indicator->statement];
    struct text *line = &page->line;
    add(line, slice_base_name(notice->name));
    text_print(line, ", line %u, %s ", listing->indicator->line, relation_told(listing));
    add(line, listing->indicator->pattern);
    text_add_part(line, " as ", said->family.size > 0 ? said->family : said->threat);
    text_add_part(line, ", ", said->role);
    text_add_part(line, "; ", notice->publisher);
    if (instant_is_known(listing->published)) {
        text_put(line, notice->publisher.size > 0 ? ", " : "; published ");
        text_add_day(line, listing->published);
    }
    if (instant_is_known(listing->indicator->last_seen)) {
        text_put(line, "; last seen ");
        text_add_day(line, listing->indicator->last_seen);
    }
    if (listing->place_agrees == AGREEMENT_NO) {
        text_add_part(line, "; it says ", said->place);
        text_put(line, ", and no set does");
    }
    text_print(line, "; grade %c%c, weight %u of 100", listing->grade.reliability,
               listing->grade.credibility, listing->weight);
    if (listing->copy_count > 0) {
        text_put(line, "; ");
        text_add_count(line, listing->copy_count);
        text_put(line, listing->copy_count == 1 ? " copy, not counted" : " copies, not counted");
    }
    flush(page, label);
}

static void add_listings(struct page *page)
{
    const struct dossier *dossier = page->dossier;
    for (size_t i = 0; i < dossier->listing_count; i++)
        add_listing(page, &dossier->listings[i], i == 0 ? layer_title(LAYER_NOTICES) : "");
    if (dossier->states[LAYER_NOTICES] == LAYER_IS_SILENT && page->explain) {
        text_put(&page->line, layer_silent(LAYER_NOTICES));
        flush(page, layer_title(LAYER_NOTICES));
    }
}

static void add_relatives(struct page *page)
{
    const struct dossier *dossier = page->dossier;
    size_t shown = page->explain ? dossier->relative_count : NEAR_SHOWN, i = 0;
    for (; i < dossier->relative_count && i < shown; i++) {
        const struct recurrence *relative = &dossier->relatives[i];
        text_print(&page->line, "%s ", relation_words(relative->relation));
        add(&page->line, relative->pattern);
        if (relative->more > 0)
            text_print(&page->line, " and %zu more", relative->more);
        text_put(&page->line, " of ");
        add(&page->line, slice_base_name(dossier->sources[relative->source].name));
        text_add_part(&page->line, ", there ", relative->family);
        flush(page, i == 0 ? layer_title(LAYER_OVERLAP) : "");
    }
    if (dossier->relative_count > shown) {
        text_print(&page->line, "and %zu more", dossier->relative_count - shown);
        flush(page, "");
    }
}

/* One in a thousand is no chance to mention; many share a provider. */
static bool is_worth_telling(const struct page *page, const struct campaign_overlap *overlap)
{
    enum { CHANCE = -3 };
    return page->explain || overlap->log10_chance < CHANCE;
}

static void add_overlaps(struct page *page)
{
    const struct dossier *dossier = page->dossier;
    size_t told = 0;
    for (size_t i = 0; i < dossier->overlap_count; i++) {
        const struct campaign_overlap *overlap = &dossier->overlaps[i];
        if (!is_worth_telling(page, overlap) || (told == NEAR_SHOWN && !page->explain))
            continue;
        add(&page->line, slice_base_name(overlap->notice));
        text_put(&page->line, " and ");
        add(&page->line, slice_base_name(overlap->other));
        text_print(&page->line, " share %zu, %zu more are near", overlap->same, overlap->near);
        if (overlap->same > 0)
            text_print(&page->line, "; so many by chance: 1 in 10^%.1f", -overlap->log10_chance);
        text_put(&page->line,
                 overlap_is_taken_over(overlap) ? "; one took it over from the other" : "");
        flush(page, told++ == 0 && dossier->relative_count == 0 ? layer_title(LAYER_OVERLAP) : "");
    }
}

/* --- Campaigns -------------------------------------------------------------------------------- */

static void add_list(struct text *text, const struct slice *list, size_t count, size_t most)
{
    for (size_t i = 0; i < count && i < most; i++)
        text_add_part(text, i > 0 ? ", " : "", list[i]);
    if (count > most)
        text_print(text, " and %zu more", count - most);
}

static void add_thing(struct page *page, const struct quoted_thing *thing)
{
    struct text *line = &page->line;
    size_t most = page->explain ? SIZE_MAX : MANY_SHOWN;
    add(line, thing->set);
    text_add_part(line, " ", thing->collection);
    text_add_part(line, " of ", thing->date);
    text_put(line, ": ");
    add(line, thing->title);
    if (slice_find(thing->title, thing->number) == SLICE_NOWHERE)
        text_add_part(line, " ", thing->number);
    if (thing->name_count > 0) {
        text_put(line, ", also called ");
        add_list(line, thing->names, thing->name_count, most);
    }
    for (size_t i = 0; i < thing->note_count; i++) {
        text_add_part(line, i == 0 ? "; it claims " : ", ", thing->notes[i].field);
        text_add_part(line, " ", thing->notes[i].value);
    }
    if (thing->technique_count > 0) {
        text_put(line, "; techniques ");
        add_list(line, thing->techniques, thing->technique_count, most);
    }
    flush(page, "");
    if (page->explain && thing->description.size > 0) {
        add(line, thing->description);
        flush(page, "");
    }
}

/* Whether an earlier quote was told with the same thing of the same set. */
static bool was_told(const struct dossier *dossier, const struct attribution_quote *quote,
                     const struct quoted_thing *thing)
{
    for (const struct attribution_quote *earlier = dossier->quotes; earlier < quote; earlier++)
        for (size_t i = 0; i < earlier->thing_count; i++)
            if (slice_equal(earlier->things[i].set, thing->set) &&
                slice_equal(earlier->things[i].collection, thing->collection) &&
                slice_equal(earlier->things[i].title, thing->title))
                return true;
    return false;
}

/* As printed, but of a machine's date with time the day alone. */
static struct slice day_of(struct slice date)
{
    struct instant instant;
    bool is_machine = date.size > 10 && date.data[10] == 'T' && instant_parse(date, &instant);
    return is_machine ? slice_part(date, 0, 10) : date;
}

static void add_quote(struct page *page, const struct attribution_quote *quote, const char *label)
{
    struct text *line = &page->line;
    text_put(line, quote->kind == QUOTE_FAMILY ? "called " : "attributed ");
    if (quote->kind == QUOTE_FAMILY)
        add(line, quote->said);
    text_put(line, quote->kind == QUOTE_FAMILY ? " by " : "by ");
    add(line, quote->is_publisher_named ? quote->by : slice_base_name(quote->by));
    text_add_part(line, " on ", day_of(quote->date));
    if (quote->kind != QUOTE_FAMILY)
        text_add_part(line, quote->kind == QUOTE_ACTOR ? " to " : " to the campaign ", quote->said);
    text_print(line, ", grade %c%c (%s, %s)", quote->grade.reliability, quote->grade.credibility,
               reliability_words(quote->grade.reliability),
               credibility_words(quote->grade.credibility));
    flush(page, label);
    for (size_t i = 0; i < quote->thing_count; i++)
        if (!was_told(page->dossier, quote, &quote->things[i]))
            add_thing(page, &quote->things[i]);
}

static void add_judgement(struct page *page)
{
    const struct judgement *judgement = &page->dossier->judgement;
    struct text *line = &page->line;
    if (!judgement->is_made)
        return;
    if (judgement->is_said) {
        add_likelihood(line, judgement);
        text_put(line, " that it still is so, by ");
    } else {
        text_put(line, "not said: ");
    }
    add(line, judgement->likelihood_rests_on);
    flush(page, "likelihood");
    text_print(line, "%s: ", confidence_word(judgement->confidence));
    add(line, judgement->confidence_rests_on);
    flush(page, "confidence");
}

/* --- Sanctions ---------------------------------------------------------------------- */

static void add_statuses(struct text *line, const struct screening_candidate *candidate,
                         enum standing standing, const char *words)
{
    size_t told = 0;
    for (size_t i = 0; i < candidate->status_count; i++)
        if (candidate->statuses[i].standing == standing) {
            text_put(line, told++ == 0 ? words : ", ");
            text_add_status(line, &candidate->statuses[i]);
        }
}

static void add_candidate(struct page *page, struct slice organisation,
                          const struct screening_candidate *candidate, bool is_refused,
                          const char *label)
{
    struct text *line = &page->line;
    add(line, organisation);
    text_print(line, ": %s%s (", is_refused ? "refused, " : "",
               match_words(candidate->probability));
    text_add_percent(line, candidate->probability);
    text_put(line, ") ");
    add(line, candidate_name(candidate));
    text_add_part(line, ", entry ", candidate->entity->id);
    text_put(line, " of ");
    text_add_list(line, candidate->list);
    add_statuses(line, candidate, STANDING_LISTED, "; listed by ");
    add_statuses(line, candidate, STANDING_ENDED, "; no more listed by ");
    add_statuses(line, candidate, STANDING_NONE, "; at that date not listed by ");
    add_statuses(line, candidate, STANDING_UNKNOWN, "; no list is old enough to say of ");
    for (size_t i = 0; i < candidate->reason_count; i++)
        if (candidate->reasons[i].against)
            text_add_part(line, "; against: ", candidate->reasons[i].what);
    flush(page, label);
}

static void add_screened(struct page *page)
{
    const struct dossier *dossier = page->dossier;
    size_t told = 0;
    for (size_t i = 0; i < dossier->screened_count; i++) {
        const struct screened_name *screened = &dossier->screened[i];
        const struct screening *screening = &screened->screening;
        for (size_t k = 0; k < screening->candidate_count; k++)
            add_candidate(page, screened->name, &screening->candidates[k], false,
                          told++ == 0 ? layer_title(LAYER_SCREENING) : "");
        for (size_t k = 0; k < screening->refused_count && page->explain; k++)
            add_candidate(page, screened->name, &screening->refused[k], true,
                          told++ == 0 ? layer_title(LAYER_SCREENING) : "");
    }
    if (dossier->states[LAYER_SCREENING] == LAYER_IS_SILENT) {
        text_put(&page->line, layer_silent(LAYER_SCREENING));
        flush(page, told == 0 ? layer_title(LAYER_SCREENING) : "");
    }
}

/* --- What was not asked ------------------------------------------------------------- */

/* Layers by the reason why nobody was asked. */
static void add_not_asked(struct page *page)
{
    const struct dossier *dossier = page->dossier;
    size_t told = 0;
    for (enum layer layer = 0; layer < LAYERS; layer++) {
        bool is_first = dossier->states[layer] == LAYER_NOT_ASKED && layer != LAYER_CAMPAIGN;
        for (enum layer before = 0; before < layer && is_first; before++)
            is_first = dossier->states[before] != LAYER_NOT_ASKED ||
                       !slice_equal(dossier->not_asked[before], dossier->not_asked[layer]);
        if (!is_first)
            continue;
        for (enum layer other = layer; other < LAYERS; other++)
            if (dossier->states[other] == LAYER_NOT_ASKED && other != LAYER_CAMPAIGN &&
                slice_equal(dossier->not_asked[other], dossier->not_asked[layer]))
                text_print(&page->line, "%s%s", other == layer ? "" : ", ", layer_title(other));
        text_put(&page->line, ": ");
        add(&page->line, dossier->not_asked[layer]);
        flush(page, told++ == 0 ? "not asked" : "");
    }
}

/* --- Explanations ------------------------------------------------------------------- */

static void add_points(struct text *text, const char *before, const struct slice *points,
                       size_t count)
{
    for (size_t i = 0; i < count; i++)
        text_add_part(text, i == 0 ? before : "; ", points[i]);
}

static void add_explanations(struct page *page)
{
    enum { ADVISED = 2 }; /* the best two are told apart first */
    const struct dossier *dossier = page->dossier;
    struct text *line = &page->line;
    text_put(page->text, "\n");
    text_put(line, "It could be, the best supported first (nothing is proved):");
    text_add_folded(page->text, text_slice(line), 0, page->style.width);
    text_clear(line);
    for (size_t i = 0; i < dossier->explanation_count; i++) {
        const struct weighed_explanation *weighed = &dossier->explanations[i];
        char number[] = {(char)('1' + i), '.', '\0'};
        page->label = sizeof number;
        text_put(line, explanation_words(weighed->explanation));
        add_points(line, ". For: ", weighed->speaks_for, weighed->for_count);
        add_points(line, ". Against: ", weighed->speaks_against, weighed->against_count);
        text_put(line, ".");
        flush(page, number);
        if ((i < ADVISED && weighed->for_count > 0) || page->explain) {
            text_print(line, "To tell: %s", explanation_next(weighed->explanation));
            flush(page, "");
        }
    }
    page->label = LABEL;
}

/* --- The whole ---------------------------------------------------------------------- */

static void add_body(struct page *page)
{
    const struct dossier *dossier = page->dossier;
    for (enum layer layer = LAYER_ITSELF; layer <= LAYER_HOSTING; layer++)
        add_layer(page, layer);
    add_seen(page);
    add_listings(page);
    add_relatives(page);
    add_overlaps(page);
    for (size_t i = 0; i < dossier->quote_count; i++)
        add_quote(page, &dossier->quotes[i], i == 0 ? layer_title(LAYER_CAMPAIGN) : "");
    add_judgement(page);
    add_screened(page);
    add_not_asked(page);
}

/* A name that is wider than the page is folded, and not painted. */
static void add_head(struct page *page)
{
    struct text *line = &page->line;
    add(line, page->dossier->subject);
    size_t name = line->size;
    text_add_part(line, ", ", page->dossier->because);
    struct slice all = text_slice(line);
    if (page->style.width > 0 && utf8_width(all) > page->style.width) {
        text_add_folded(page->text, all, 0, page->style.width);
    } else {
        text_add_painted(page->text, page->style.colour, PAINT_STRONG, slice_part(all, 0, name));
        text_add(page->text, slice_after(all, name));
        text_add_byte(page->text, '\n');
    }
    text_clear(line);
}

void dossier_add_table(struct text *text, const struct dossier *dossier, struct style style,
                       bool explain)
{
    struct page page = {.text = text,
                        .dossier = dossier,
                        .style = style,
                        .explain = explain,
                        .indent = INDENT,
                        .label = LABEL};
    add_head(&page);
    add_answer(&page);
    add_body(&page);
    add_explanations(&page);
    text_done(&page.line);
}

/* A finding tells itself who lists what was found, where it is and on which lists it stands; of
 * the other side of a conversation it tells nothing. */
void dossier_add_details(struct text *text, const struct dossier *dossier, struct style style,
                         size_t indent, size_t label_width)
{
    struct page page = {
        .text = text, .dossier = dossier, .style = style, .indent = indent, .label = label_width};
    add(&page.line, dossier->subject);
    text_add_part(&page.line, ", ", dossier->because);
    for (size_t i = 0; i < dossier->disagreement_count; i++)
        text_add_part(&page.line, "; ", dossier->disagreements[i]);
    flush(&page, "who");
    bool is_peer = dossier->because.size > 0;
    for (enum layer layer = LAYER_NETWORK; layer <= LAYER_HOSTING; layer++)
        if (is_peer || layer <= LAYER_ORGANISATION)
            add_layer(&page, layer);
    add_seen(&page);
    if (is_peer)
        add_listings(&page);
    add_relatives(&page);
    for (size_t i = 0; i < dossier->quote_count; i++)
        add_quote(&page, &dossier->quotes[i], i == 0 ? layer_title(LAYER_CAMPAIGN) : "");
    add_judgement(&page);
    if (has_candidate(dossier))
        add_screened(&page);
    for (size_t i = 0; i < 2 && i < dossier->explanation_count; i++) {
        const struct weighed_explanation *weighed = &dossier->explanations[i];
        text_put(&page.line, explanation_words(weighed->explanation));
        add_points(&page.line, "; for: ", weighed->speaks_for, weighed->for_count);
        add_points(&page.line, "; against: ", weighed->speaks_against, weighed->against_count);
        flush(&page, i == 0 ? "could be" : "or");
    }
    text_done(&page.line);
}
