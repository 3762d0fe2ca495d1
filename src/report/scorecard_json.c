/* SPDX-License-Identifier: MIT */
#include "base/digest.h"
#include "report/assessment_json.h"
#include "report/scorecard_report.h"

static void write_when(struct json_writer *json, const char *key, struct instant instant)
{
    struct text text = {0};
    if (instant_is_known(instant)) {
        text_add_instant(&text, instant, 0);
        json_write_slice(json, key, text_slice(&text));
    }
    text_done(&text);
}

static void begin(struct json_writer *json, struct text *text, const char *type)
{
    *json = json_write_into(text);
    json_write_open(json, NULL, '{');
    json_write_string(json, "type", type);
}

static void end(struct json_writer *json, struct text *text)
{
    json_write_close(json, '}');
    text_add_byte(text, '\n');
}

static void write_agreements(struct json_writer *json, const char *key, const size_t counts[3])
{
    json_write_open(json, key, '{');
    json_write_number(json, "agree", counts[AGREEMENT_YES]);
    json_write_number(json, "contradict", counts[AGREEMENT_NO]);
    json_write_number(json, "unknown", counts[AGREEMENT_UNKNOWN]);
    json_write_close(json, '}');
}

static void add_notice(struct text *text, const struct scorecard *card)
{
    const struct notice *notice = card->notice;
    struct json_writer json;
    begin(&json, text, "notice");
    json_write_slice(&json, "name", notice->name);
    json_write_hex(&json, "sha256", slice_make(notice->digest, SHA256_SIZE));
    json_write_string(&json, "format", notice->format);
    json_write_said(&json, "title", notice->title);
    json_write_said(&json, "publisher", notice->publisher);
    json_write_said(&json, "date", notice->date);
    json_write_said(&json, "number", notice->number);
    json_write_said(&json, "reference", notice->reference);
    json_write_said(&json, "marking", slice_from(tlp_name(notice->marking)));
    write_when(&json, "published", card->published);
    write_when(&json, "at", card->at);
    json_write_number(&json, "indicators", notice->indicator_count);
    json_write_number(&json, "hunted", notice_hunted_count(notice));
    json_write_number(&json, "rejected", notice->rejected);
    json_write_number(&json, "defects", notice->defective);
    json_write_open(&json, "kinds", '{');
    for (int kind = 0; kind < INDICATOR_KINDS; kind++)
        if (card->kinds[kind] > 0)
            json_write_number(&json, indicator_kind_name((enum indicator_kind)kind),
                              card->kinds[kind]);
    json_write_close(&json, '}');
    json_write_open(&json, "verdicts", '{');
    for (int advice = 0; advice < ADVICES; advice++)
        json_write_number(&json, advice_key((enum advice)advice), card->advised[advice]);
    json_write_close(&json, '}');
    json_write_open(&json, "lacks", '[');
    for (int lack = 0; lack < LACKS; lack++)
        if (card->lacks[lack])
            json_write_string(&json, NULL, lack_key((enum lack)lack));
    json_write_close(&json, ']');
    json_write_open(&json, "asked", '[');
    for (size_t i = 0; i < card->asked_count; i++) {
        const struct asked_set *asked = &card->asked[i];
        json_write_open(&json, NULL, '{');
        json_write_slice(&json, "set", asked->name);
        json_write_said(&json, "date", asked->date);
        json_write_said(&json, "sha256", asked->digest);
        json_write_said(&json, "problem", slice_from(asked->problem));
        json_write_close(&json, '}');
    }
    json_write_close(&json, ']');
    write_agreements(&json, "places", card->places);
    write_agreements(&json, "families", card->families);
    end(&json, text);
}

static void write_recurrences(struct json_writer *json, const struct scorecard *card,
                              const struct assessment *assessment)
{
    json_write_open(json, "elsewhere", '[');
    for (size_t i = 0; i < assessment->recurrence_count; i++) {
        const struct recurrence *recurrence = &assessment->recurrences[i];
        json_write_open(json, NULL, '{');
        json_write_string(json, "relation", relation_key(recurrence->relation));
        json_write_slice(json, "value", recurrence->pattern);
        json_write_slice(json, "in", card->sources[recurrence->source].name);
        if (recurrence->more > 0)
            json_write_number(json, "more", recurrence->more);
        if (recurrence->family.size > 0) {
            json_write_slice(json, "family", recurrence->family);
            json_write_string(json, "agrees", agreement_word(recurrence->family_agrees));
            json_write_said(json, "because", recurrence->because);
        }
        json_write_close(json, '}');
    }
    json_write_close(json, ']');
    if (assessment->recurrences_untold > 0)
        json_write_number(json, "elsewhere_untold", assessment->recurrences_untold);
}

static void write_statement(struct json_writer *json, const struct statement *said)
{
    json_write_said(json, "family", said->family);
    json_write_said(json, "threat", said->threat);
    json_write_said(json, "place", said->place);
    json_write_said(json, "role", said->role);
    json_write_said(json, "campaign", said->campaign);
    json_write_said(json, "actor", said->actor);
    json_write_said(json, "description", said->description);
    json_write_said(json, "label", said->label);
}

static void add_indicator(struct text *text, const struct scorecard *card,
                          const struct assessment *assessment)
{
    const struct indicator *indicator = assessment->indicator;
    struct json_writer json;
    begin(&json, text, "indicator");
    json_write_string(&json, "kind", indicator_kind_name(indicator->kind));
    json_write_slice(&json, "value", indicator->pattern);
    json_write_number(&json, "line", indicator->line);
    json_write_bool(&json, "hunted", indicator_is_hunted(indicator));
    write_statement(&json, &card->notice->statements[indicator->statement]);
    if (indicator->confidence > 0)
        json_write_number(&json, "confidence", indicator->confidence);
    if (indicator->context)
        json_write_bool(&json, "context", true);
    write_when(&json, "valid_from", indicator->valid_from);
    write_when(&json, "valid_until", indicator->valid_until);
    write_when(&json, "first_seen", indicator->first_seen);
    write_when(&json, "last_seen", indicator->last_seen);
    json_write_assessment(&json, assessment);
    write_recurrences(&json, card, assessment);
    end(&json, text);
}

static void add_overlap(struct text *text, const struct scorecard *card,
                        const struct overlap *overlap)
{
    const struct compared_notice *source = &card->sources[overlap->source];
    struct json_writer json;
    begin(&json, text, "overlap");
    json_write_slice(&json, "notice", card->notice->name);
    json_write_slice(&json, "with", source->name);
    json_write_said(&json, "title", source->title);
    json_write_said(&json, "publisher", source->publisher);
    json_write_said(&json, "date", source->date);
    json_write_number(&json, "of", source->indicators);
    json_write_number(&json, "same", overlap->same);
    json_write_number(&json, "near", overlap->near);
    struct text chance = {0};
    text_print(&chance, "1e%.1f", overlap->log10_chance);
    if (overlap->same > 0) {
        json_write_slice(&json, "chance", text_slice(&chance));
        json_write_number(&json, "population", (uint64_t)overlap->population);
    }
    text_done(&chance);
    end(&json, text);
}

static void add_copies(struct text *text, const struct scorecard *card)
{
    struct json_writer json;
    for (size_t i = 0; i < card->source_count; i++) {
        const struct compared_notice *source = &card->sources[i];
        if (source->copy_of == i || !slice_equal(source->name, card->notice->name))
            continue;
        begin(&json, text, "copy");
        json_write_slice(&json, "notice", source->name);
        json_write_slice(&json, "copy_of", card->sources[source->copy_of].name);
        end(&json, text);
    }
}

/* Something that was read and is no indicator: a rejection or a defect. */
static void add_note(struct text *text, const char *type, const char *key, const char *why,
                     struct slice what, uint32_t line)
{
    struct json_writer json;
    begin(&json, text, type);
    json_write_string(&json, "kind", key);
    json_write_slice(&json, "text", what);
    json_write_number(&json, "line", line);
    json_write_string(&json, "why", why);
    end(&json, text);
}

void scorecard_add_json(struct text *text, const struct scorecard *card, bool explain)
{
    const struct notice *notice = card->notice;
    add_notice(text, card);
    for (size_t i = 0; i < notice->indicator_count; i++)
        add_indicator(text, card, &card->assessments[i]);
    for (size_t i = 0; i < card->overlap_count; i++)
        add_overlap(text, card, &card->overlaps[i]);
    add_copies(text, card);
    for (size_t i = 0; explain && i < notice->rejection_count; i++) {
        const struct rejection *rejection = &notice->rejections[i];
        add_note(text, "rejection", rejection_key(rejection->reason),
                 rejection_text(rejection->reason), rejection->text, rejection->line);
    }
    for (size_t i = 0; explain && i < notice->defect_count; i++) {
        const struct defect *defect = &notice->defects[i];
        add_note(text, "defect", defect_key(defect->kind), defect_text(defect->kind), defect->text,
                 defect->line);
    }
}
