/* SPDX-License-Identifier: MIT */
#include "report/assessment_json.h"
#include "report/screening_report.h"
#include "report/screening_words.h"

static void write_day(struct json_writer *json, const char *key, struct instant day)
{
    struct text text = {0};
    if (instant_is_known(day)) {
        text_add_day(&text, day);
        json_write_slice(json, key, text_slice(&text));
    }
    text_done(&text);
}

static void write_date(struct json_writer *json, const char *key, const struct partial_date *date)
{
    struct text text = {0};
    if (date->year > 0) {
        text_add_partial_date(&text, date);
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

static void write_texts(struct json_writer *json, const char *key, const struct slice *texts,
                        size_t count)
{
    if (count == 0)
        return;
    json_write_open(json, key, '[');
    for (size_t i = 0; i < count; i++)
        json_write_slice(json, NULL, texts[i]);
    json_write_close(json, ']');
}

static void write_query(struct json_writer *json, const struct screening_query *query)
{
    json_write_open(json, "query", '{');
    json_write_said(json, "id", query->id);
    json_write_slice(json, "name", query->name);
    write_texts(json, "names", query->names, query->name_count);
    if (query->kind != ENTITY_ANY)
        json_write_string(json, "kind", entity_kind_key(query->kind));
    write_date(json, "born", &query->birth);
    write_texts(json, "countries", query->countries, query->country_count);
    write_texts(json, "addresses", query->addresses, query->address_count);
    write_texts(json, "identifiers", query->identifiers, query->identifier_count);
    json_write_close(json, '}');
}

static void write_statuses(struct json_writer *json, const struct authority_status *statuses,
                           size_t count)
{
    json_write_open(json, "status", '[');
    for (size_t i = 0; i < count; i++) {
        const struct authority_status *status = &statuses[i];
        json_write_open(json, NULL, '{');
        json_write_slice(json, "authority", status->authority);
        json_write_said(json, "body", status->body);
        json_write_said(json, "programme", status->programme);
        json_write_string(json, "standing", standing_key(status->standing));
        write_day(json, "since", status->since);
        write_day(json, "until", status->until);
        write_day(json, "not_before", status->not_before);
        write_day(json, "not_after", status->not_after);
        json_write_said(json, "because", status->because);
        json_write_close(json, '}');
    }
    json_write_close(json, ']');
}

/* --- An entry ----------------------------------------------------------------- */

static void write_identifier(struct json_writer *json, const char *key,
                             const struct entity_identifier *identifier)
{
    json_write_open(json, key, '{');
    json_write_string(json, "kind", identifier_key(identifier->kind));
    json_write_slice(json, "value", identifier->value);
    json_write_said(json, "label", identifier->label);
    json_write_said(json, "country", identifier->country);
    json_write_close(json, '}');
}

static void write_names(struct json_writer *json, const struct entity *entity)
{
    json_write_open(json, "names", '[');
    for (size_t i = 0; i < entity->name_count; i++) {
        json_write_open(json, NULL, '{');
        json_write_string(json, "kind", name_kind_key(entity->names[i].kind));
        json_write_slice(json, "name", entity->names[i].text);
        json_write_close(json, '}');
    }
    json_write_close(json, ']');
}

static void write_addresses(struct json_writer *json, const struct entity *entity)
{
    if (entity->address_count == 0)
        return;
    json_write_open(json, "addresses", '[');
    for (size_t i = 0; i < entity->address_count; i++) {
        json_write_open(json, NULL, '{');
        json_write_said(json, "address", entity->addresses[i].text);
        json_write_said(json, "city", entity->addresses[i].city);
        json_write_said(json, "country", entity->addresses[i].country);
        json_write_close(json, '}');
    }
    json_write_close(json, ']');
}

static void write_acts(struct json_writer *json, const struct entity *entity)
{
    if (entity->designation_count == 0)
        return;
    json_write_open(json, "designations", '[');
    for (size_t i = 0; i < entity->designation_count; i++) {
        const struct designation *act = &entity->designations[i];
        json_write_open(json, NULL, '{');
        json_write_slice(json, "authority", act->authority);
        json_write_said(json, "body", act->body);
        json_write_said(json, "programme", act->programme);
        json_write_said(json, "reference", act->reference);
        write_day(json, "from", act->from);
        write_day(json, "until", act->until);
        json_write_bool(json, "sanction", !act->is_other_measure);
        json_write_close(json, '}');
    }
    json_write_close(json, ']');
}

static void write_identifiers(struct json_writer *json, const struct entity *entity)
{
    if (entity->identifier_count == 0)
        return;
    json_write_open(json, "identifiers", '[');
    for (size_t i = 0; i < entity->identifier_count; i++)
        write_identifier(json, NULL, &entity->identifiers[i]);
    json_write_close(json, ']');
}

static void write_links(struct json_writer *json, const struct entity *entity)
{
    if (entity->link_count == 0)
        return;
    json_write_open(json, "links", '[');
    for (size_t i = 0; i < entity->link_count; i++) {
        json_write_open(json, NULL, '{');
        json_write_said(json, "how", entity->links[i].how);
        json_write_slice(json, "name", entity->links[i].name);
        json_write_said(json, "id", entity->links[i].id);
        json_write_close(json, '}');
    }
    json_write_close(json, ']');
}

static void write_entry(struct json_writer *json, const struct screening_candidate *candidate)
{
    const struct entity *entity = candidate->entity;
    json_write_open(json, "entry", '{');
    json_write_slice(json, "id", entity->id);
    json_write_string(json, "kind", entity_kind_key(entity->kind));
    json_write_slice(json, "list", candidate->list->name);
    write_day(json, "list_date", candidate->list->date);
    json_write_hex(json, "list_sha256", slice_make(candidate->list->digest, DIGEST_SHA256_SIZE));
    if (entity->file < candidate->list->source_count) {
        json_write_slice(json, "file", candidate->list->sources[entity->file].name);
        json_write_number(json, "line", entity->line);
    }
    write_names(json, entity);
    write_acts(json, entity);
    if (entity->birth_count > 0) {
        json_write_open(json, "born", '[');
        for (size_t i = 0; i < entity->birth_count; i++)
            write_date(json, NULL, &entity->births[i]);
        json_write_close(json, ']');
    }
    write_texts(json, "birth_places", entity->birth_places, entity->birth_place_count);
    write_texts(json, "countries", entity->countries, entity->country_count);
    write_addresses(json, entity);
    write_identifiers(json, entity);
    write_links(json, entity);
    json_write_said(json, "gender", entity->gender);
    json_write_said(json, "title", entity->title);
    json_write_said(json, "remarks", entity->remarks);
    json_write_close(json, '}');
}

/* --- A candidate --------------------------------------------------------------- */

static void write_words(struct json_writer *json, const struct screening_candidate *candidate)
{
    json_write_open(json, "words", '[');
    for (size_t i = 0; i < candidate->aligned_count; i++) {
        const struct aligned_words *words = &candidate->aligned[i];
        json_write_open(json, NULL, '{');
        json_write_slice(json, "asked", words->asked);
        json_write_slice(json, "listed", words->listed);
        json_write_string(json, "how", likeness_key(words->how));
        json_write_decimal(json, "likeness", words->likeness, 3);
        json_write_decimal(json, "weight", words->weight, 3);
        json_write_close(json, '}');
    }
    json_write_close(json, ']');
}

static void write_reasons(struct json_writer *json, const struct screening_candidate *candidate)
{
    json_write_open(json, "reasons", '[');
    for (size_t i = 0; i < candidate->reason_count; i++) {
        const struct screening_reason *reason = &candidate->reasons[i];
        json_write_open(json, NULL, '{');
        json_write_bool(json, "against", reason->against);
        json_write_decimal(json, "change", reason->change, 2);
        json_write_slice(json, "what", reason->what);
        json_write_close(json, '}');
    }
    json_write_close(json, ']');
}

static void write_candidate(struct json_writer *json, const struct screening_candidate *candidate)
{
    static const char *const found_by[] = {
        [FOUND_BY_NAME] = "name", [FOUND_BY_IDENTIFIER] = "identifier", [FOUND_BY_LINK] = "link"};
    json_write_open(json, NULL, '{');
    json_write_decimal(json, "probability", candidate->probability, 4);
    json_write_string(json, "likelihood", match_words(candidate->probability));
    json_write_decimal(json, "score", candidate->score, 4);
    if (candidate->ofac_score >= 0)
        json_write_number(json, "ofac_score", (uint64_t)candidate->ofac_score);
    json_write_string(json, "answer", screening_answer_key(candidate_answer(candidate)));
    json_write_string(json, "found_by", found_by[candidate->found_by]);
    json_write_slice(json, "name", candidate_name(candidate));
    if (candidate->name)
        json_write_string(json, "name_kind", name_kind_key(candidate->name->kind));
    if (candidate->identifier)
        write_identifier(json, "identifier", candidate->identifier);
    json_write_said(json, "via", candidate->via);
    write_words(json, candidate);
    write_reasons(json, candidate);
    write_statuses(json, candidate->statuses, candidate->status_count);
    write_entry(json, candidate);
    json_write_close(json, '}');
}

/* --- Lines ------------------------------------------------------------------------ */

void screening_add_json(struct text *text, const struct screening *screening,
                        const struct lists_told *lists, const struct screening_view *view)
{
    struct json_writer json;
    begin(&json, text, "screening");
    write_query(&json, &screening->query);
    write_day(&json, "at", screening->at);
    json_write_decimal(&json, "threshold", screening->threshold, 4);
    json_write_hex(&json, "lists_sha256", slice_make(lists->digest, DIGEST_SHA256_SIZE));
    json_write_string(&json, "answer", screening_answer_key(screening_answer(screening)));
    json_write_bool(&json, "found", screening_found(screening));
    write_statuses(&json, screening->statuses, screening->status_count);
    size_t shown = candidates_shown(screening, view->top);
    json_write_open(&json, "candidates", '[');
    for (size_t i = 0; i < shown; i++)
        write_candidate(&json, &screening->candidates[i]);
    json_write_close(&json, ']');
    if (shown < screening->candidate_count)
        json_write_number(&json, "candidates_untold", screening->candidate_count - shown);
    if (screening->refused_count > 0) {
        json_write_open(&json, "refused", '[');
        for (size_t i = 0; i < (view->explain ? screening->refused_count : 1); i++)
            write_candidate(&json, &screening->refused[i]);
        json_write_close(&json, ']');
    }
    end(&json, text);
}

static void write_list(struct json_writer *json, const struct list_told *told)
{
    const struct entity_list *list = told->list;
    json_write_slice(json, "name", list->name);
    json_write_said(json, "format", slice_from(list->format));
    write_day(json, "date", list->date);
    json_write_hex(json, "sha256", slice_make(list->digest, DIGEST_SHA256_SIZE));
    json_write_open(json, "files", '[');
    for (size_t i = 0; i < list->source_count; i++) {
        json_write_open(json, NULL, '{');
        json_write_slice(json, "name", list->sources[i].name);
        json_write_hex(json, "sha256", slice_make(list->sources[i].digest, DIGEST_SHA256_SIZE));
        json_write_close(json, '}');
    }
    json_write_close(json, ']');
    json_write_number(json, "entities", told->entities);
    json_write_number(json, "names", told->names);
    json_write_number(json, "addresses", told->addresses);
    json_write_number(json, "identifiers", told->identifiers);
    json_write_number(json, "unread", list->unread);
    json_write_said(json, "damage", slice_from(list->damage.sentence));
}

void lists_add_json(struct text *text, const struct lists_told *lists)
{
    struct json_writer json;
    for (size_t i = 0; i < lists->count; i++) {
        begin(&json, text, "list");
        write_list(&json, &lists->items[i]);
        end(&json, text);
    }
}

void screening_add_json_tally(struct text *text, const struct screening_tally *tally,
                              const struct lists_told *lists)
{
    struct json_writer json;
    begin(&json, text, "summary");
    json_write_number(&json, "asked", tally->asked);
    json_write_open(&json, "answers", '{');
    for (int answer = 0; answer < ANSWERS; answer++)
        json_write_number(&json, screening_answer_key((enum screening_answer)answer),
                          tally->answers[answer]);
    json_write_close(&json, '}');
    json_write_number(&json, "unread", tally->unread);
    json_write_bool(&json, "interrupted", tally->interrupted);
    json_write_hex(&json, "lists_sha256", slice_make(lists->digest, DIGEST_SHA256_SIZE));
    json_write_open(&json, "lists", '[');
    for (size_t i = 0; i < lists->count; i++) {
        json_write_open(&json, NULL, '{');
        write_list(&json, &lists->items[i]);
        json_write_close(&json, '}');
    }
    json_write_close(&json, ']');
    end(&json, text);
}
