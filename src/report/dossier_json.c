/* SPDX-License-Identifier: MIT */
#include "report/assessment_json.h"
#include "report/dossier_report.h"
#include "report/json_values.h"
#include "report/screening_words.h"

static void write_list(struct json_writer *json, const char *key, const struct slice *list,
                       size_t count)
{
    json_write_open(json, key, '[');
    for (size_t i = 0; i < count; i++)
        json_write_slice(json, NULL, list[i]);
    json_write_close(json, ']');
}

static void write_day(struct json_writer *json, const char *key, struct instant instant)
{
    struct text day = {0};
    text_add_day(&day, instant);
    if (instant_is_known(instant))
        json_write_slice(json, key, text_slice(&day));
    else
        json_write_null(json, key);
    text_done(&day);
}

/* --- Layers ----------------------------------------------------------------------- */

static void write_claim(struct json_writer *json, const struct layer_claim *claim)
{
    json_write_open(json, NULL, '{');
    json_write_slice(json, "what", claim->what);
    json_write_slice(json, "words", claim->words);
    json_write_said(json, "network", claim->network);
    json_write_said(json, "set", claim->set);
    json_write_said(json, "list", claim->list);
    json_write_said(json, "date", claim->date);
    json_write_close(json, '}');
}

static void write_layers(struct json_writer *json, const struct dossier *dossier)
{
    json_write_open(json, "layers", '[');
    for (enum layer layer = 0; layer < LAYERS; layer++) {
        size_t count;
        const struct layer_claim *claims = dossier_layer(dossier, layer, &count);
        json_write_open(json, NULL, '{');
        json_write_string(json, "layer", layer_key(layer));
        json_write_string(json, "state", layer_state_key(dossier->states[layer]));
        if (dossier->states[layer] == LAYER_NOT_ASKED)
            json_write_slice(json, "why", dossier->not_asked[layer]);
        json_write_open(json, "claims", '[');
        for (size_t i = 0; i < count; i++)
            write_claim(json, &claims[i]);
        json_write_close(json, ']');
        json_write_close(json, '}');
    }
    json_write_close(json, ']');
}

/* --- Traffic ------------------------------------------------------------------------ */

static void write_seen(struct json_writer *json, const struct dossier *dossier)
{
    json_write_open(json, "seen", '[');
    for (size_t i = 0; i < dossier->seen_count; i++) {
        const struct seen_name *seen = &dossier->seen[i];
        json_write_open(json, NULL, '{');
        json_write_slice(json, "name", seen->name);
        json_write_string(json, "field", field_name(seen->field));
        json_write_number(json, "count", seen->count);
        json_write_instant(json, "first", seen->first);
        json_write_instant(json, "last", seen->last);
        json_write_open(json, "packets", '[');
        for (size_t k = 0; k < seen->packet_count; k++) {
            json_write_open(json, NULL, '{');
            json_write_optional(json, "input", seen->packets[k].input);
            json_write_number(json, "packet", seen->packets[k].packet);
            json_write_close(json, '}');
        }
        json_write_close(json, ']');
        json_write_close(json, '}');
    }
    json_write_close(json, ']');
    json_write_number(json, "seen_untold", dossier->seen_untold);
}

/* --- Notices ------------------------------------------------------------------------- */

static void write_grade(struct json_writer *json, const struct grade *grade)
{
    const char letters[] = {grade->reliability, grade->credibility, '\0'};
    json_write_open(json, "grade", '{');
    json_write_string(json, "code", letters);
    json_write_string(json, "reliability", reliability_words(grade->reliability));
    json_write_string(json, "credibility", credibility_words(grade->credibility));
    json_write_slice(json, "why", grade->why);
    json_write_close(json, '}');
}

static void write_listing(struct json_writer *json, const struct listing_notice *listing)
{
    const struct notice *notice = listing->notice;
    const struct indicator *indicator = listing->indicator;
    const struct statement *said = &notice->statements[indicator->statement];
    json_write_open(json, NULL, '{');
    json_write_slice(json, "notice", notice->name);
    json_write_hex(json, "sha256", slice_make(notice->digest, sizeof notice->digest));
    json_write_said(json, "title", notice->title);
    json_write_said(json, "publisher", notice->publisher);
    json_write_said(json, "date", notice->date);
    write_day(json, "published", listing->published);
    json_write_string(json, "relation", relation_key(listing->relation));
    json_write_string(json, "kind", indicator_kind_name(indicator->kind));
    json_write_slice(json, "value", indicator->pattern);
    json_write_number(json, "line", indicator->line);
    json_write_said(json, "family", said->family);
    json_write_said(json, "threat", said->threat);
    json_write_said(json, "role", said->role);
    json_write_said(json, "place", said->place);
    json_write_said(json, "campaign", said->campaign);
    json_write_said(json, "actor", said->actor);
    write_day(json, "first_seen", indicator->first_seen);
    write_day(json, "last_seen", indicator->last_seen);
    json_write_number(json, "weight", listing->weight);
    json_write_string(json, "place_agrees", agreement_word(listing->place_agrees));
    write_list(json, "copies", listing->copies, listing->copy_count);
    write_grade(json, &listing->grade);
    json_write_close(json, '}');
}

static void write_relatives(struct json_writer *json, const struct dossier *dossier)
{
    json_write_open(json, "relatives", '[');
    for (size_t i = 0; i < dossier->relative_count; i++) {
        const struct recurrence *relative = &dossier->relatives[i];
        const struct compared_notice *source = &dossier->sources[relative->source];
        json_write_open(json, NULL, '{');
        json_write_string(json, "relation", relation_key(relative->relation));
        json_write_slice(json, "value", relative->pattern);
        json_write_number(json, "more", relative->more);
        json_write_said(json, "family", relative->family);
        json_write_slice(json, "source", source->name);
        json_write_said(json, "publisher", source->publisher);
        json_write_said(json, "date", source->date);
        json_write_close(json, '}');
    }
    json_write_close(json, ']');
}

static void write_overlaps(struct json_writer *json, const struct dossier *dossier)
{
    struct text chance = {0};
    json_write_open(json, "overlaps", '[');
    for (size_t i = 0; i < dossier->overlap_count; i++) {
        const struct campaign_overlap *overlap = &dossier->overlaps[i];
        json_write_open(json, NULL, '{');
        json_write_slice(json, "notice", overlap->notice);
        json_write_slice(json, "other", overlap->other);
        json_write_number(json, "same", overlap->same);
        json_write_number(json, "near", overlap->near);
        text_clear(&chance);
        text_print(&chance, "1 in 10^%.1f", -overlap->log10_chance);
        if (overlap->same > 0)
            json_write_slice(json, "chance", text_slice(&chance));
        json_write_close(json, '}');
    }
    json_write_close(json, ']');
    text_done(&chance);
}

/* --- Campaigns --------------------------------------------------------------------------- */

static void write_thing(struct json_writer *json, const struct quoted_thing *thing)
{
    json_write_open(json, NULL, '{');
    json_write_slice(json, "set", thing->set);
    json_write_said(json, "date", thing->date);
    json_write_said(json, "collection", thing->collection);
    json_write_string(json, "kind", thing->is_group ? "group" : "malware");
    json_write_slice(json, "title", thing->title);
    json_write_said(json, "number", thing->number);
    write_list(json, "names", thing->names, thing->name_count);
    json_write_open(json, "claims", '[');
    for (size_t i = 0; i < thing->note_count; i++) {
        json_write_open(json, NULL, '{');
        json_write_slice(json, "field", thing->notes[i].field);
        json_write_slice(json, "value", thing->notes[i].value);
        json_write_close(json, '}');
    }
    json_write_close(json, ']');
    write_list(json, "techniques", thing->techniques, thing->technique_count);
    write_list(json, "software", thing->software, thing->software_count);
    json_write_said(json, "description", thing->description);
    json_write_close(json, '}');
}

static void write_quotes(struct json_writer *json, const struct dossier *dossier)
{
    json_write_open(json, "quotes", '[');
    for (size_t i = 0; i < dossier->quote_count; i++) {
        const struct attribution_quote *quote = &dossier->quotes[i];
        json_write_open(json, NULL, '{');
        json_write_string(json, "kind", quote_kind_key(quote->kind));
        json_write_slice(json, "said", quote->said);
        json_write_slice(json, "by", quote->by);
        json_write_bool(json, "by_publisher", quote->is_publisher_named);
        json_write_said(json, "date", quote->date);
        json_write_number(json, "copies", quote->copies);
        write_grade(json, &quote->grade);
        json_write_open(json, "known_as", '[');
        for (size_t k = 0; k < quote->thing_count; k++)
            write_thing(json, &quote->things[k]);
        json_write_close(json, ']');
        json_write_close(json, '}');
    }
    json_write_close(json, ']');
}

static void write_judgement(struct json_writer *json, const struct judgement *judgement)
{
    if (!judgement->is_made) {
        json_write_null(json, "judgement");
        return;
    }
    json_write_open(json, "judgement", '{');
    json_write_open(json, "likelihood", '{');
    if (judgement->is_said) {
        unsigned from, to;
        likelihood_range(judgement->likelihood, &from, &to);
        json_write_string(json, "words", likelihood_words(judgement->likelihood));
        json_write_number(json, "from", from);
        json_write_number(json, "to", to);
        json_write_bool(json, "at_most", judgement->is_bound);
    }
    json_write_slice(json, "rests_on", judgement->likelihood_rests_on);
    json_write_close(json, '}');
    json_write_open(json, "confidence", '{');
    json_write_string(json, "words", confidence_word(judgement->confidence));
    json_write_slice(json, "rests_on", judgement->confidence_rests_on);
    json_write_close(json, '}');
    json_write_close(json, '}');
}

static void write_explanations(struct json_writer *json, const struct dossier *dossier)
{
    json_write_open(json, "explanations", '[');
    for (size_t i = 0; i < dossier->explanation_count; i++) {
        const struct weighed_explanation *weighed = &dossier->explanations[i];
        json_write_open(json, NULL, '{');
        json_write_string(json, "explanation", explanation_key(weighed->explanation));
        json_write_string(json, "words", explanation_words(weighed->explanation));
        write_list(json, "for", weighed->speaks_for, weighed->for_count);
        write_list(json, "against", weighed->speaks_against, weighed->against_count);
        json_write_string(json, "would_tell", explanation_next(weighed->explanation));
        json_write_close(json, '}');
    }
    json_write_close(json, ']');
}

/* --- Sanctions ----------------------------------------------------------------------------- */

static void write_statuses(struct json_writer *json, const struct screening_candidate *candidate)
{
    json_write_open(json, "status", '[');
    for (size_t i = 0; i < candidate->status_count; i++) {
        const struct authority_status *status = &candidate->statuses[i];
        json_write_open(json, NULL, '{');
        json_write_slice(json, "authority", status->authority);
        json_write_string(json, "standing", standing_key(status->standing));
        write_day(json, "since", status->since);
        json_write_said(json, "because", status->because);
        json_write_close(json, '}');
    }
    json_write_close(json, ']');
}

static void write_candidates(struct json_writer *json, const char *key,
                             const struct screening_candidate *candidates, size_t count)
{
    json_write_open(json, key, '[');
    for (size_t i = 0; i < count; i++) {
        const struct screening_candidate *candidate = &candidates[i];
        const struct entity *entity = candidate->entity;
        struct text percent = {0};
        json_write_open(json, NULL, '{');
        json_write_slice(json, "id", entity->id);
        json_write_slice(json, "name", candidate_name(candidate));
        json_write_slice(json, "list", candidate->list->name);
        write_day(json, "date", candidate->list->date);
        json_write_hex(json, "sha256",
                       slice_make(candidate->list->digest, sizeof candidate->list->digest));
        text_print(&percent, "%.0f", candidate->probability * 100);
        uint64_t whole = 0;
        slice_to_number(text_slice(&percent), 100, &whole);
        json_write_number(json, "percent", whole);
        json_write_string(json, "words", match_words(candidate->probability));
        write_statuses(json, candidate);
        json_write_open(json, "reasons", '[');
        for (size_t k = 0; k < candidate->reason_count; k++)
            json_write_slice(json, NULL, candidate->reasons[k].what);
        json_write_close(json, ']');
        json_write_close(json, '}');
        text_done(&percent);
    }
    json_write_close(json, ']');
}

static void write_screened(struct json_writer *json, const struct dossier *dossier)
{
    json_write_open(json, "screened", '[');
    for (size_t i = 0; i < dossier->screened_count; i++) {
        const struct screening *screening = &dossier->screened[i].screening;
        json_write_open(json, NULL, '{');
        json_write_slice(json, "organisation", dossier->screened[i].name);
        write_candidates(json, "candidates", screening->candidates, screening->candidate_count);
        write_candidates(json, "refused", screening->refused, screening->refused_count);
        json_write_close(json, '}');
    }
    json_write_close(json, ']');
}

/* --- The whole ---------------------------------------------------------------------------------
 */

static void write_members(struct json_writer *json, const struct dossier *dossier)
{
    json_write_slice(json, "subject", dossier->subject);
    json_write_string(json, "kind", indicator_kind_name(dossier->kind));
    json_write_said(json, "because", dossier->because);
    write_day(json, "at", dossier->at);
    write_layers(json, dossier);
    write_list(json, "disagreements", dossier->disagreements, dossier->disagreement_count);
    write_seen(json, dossier);
    json_write_open(json, "notices", '[');
    for (size_t i = 0; i < dossier->listing_count; i++)
        write_listing(json, &dossier->listings[i]);
    json_write_close(json, ']');
    write_relatives(json, dossier);
    write_overlaps(json, dossier);
    write_quotes(json, dossier);
    write_judgement(json, &dossier->judgement);
    write_explanations(json, dossier);
    write_screened(json, dossier);
}

void json_write_dossier(struct json_writer *json, const char *key, const struct dossier *dossier)
{
    json_write_open(json, key, '{');
    write_members(json, dossier);
    json_write_close(json, '}');
}

void dossier_add_json(struct text *text, const struct dossier *dossier)
{
    struct json_writer json = json_write_into(text);
    json_write_open(&json, NULL, '{');
    json_write_string(&json, "type", "dossier");
    write_members(&json, dossier);
    json_write_close(&json, '}');
    text_add_byte(text, '\n');
}
