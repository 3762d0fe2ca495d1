/* SPDX-License-Identifier: MIT */
#include "report/assessment_json.h"

void json_write_said(struct json_writer *json, const char *key, struct slice value)
{
    if (value.size > 0)
        json_write_slice(json, key, value);
}

static void write_remarks(struct json_writer *json, const struct assessment *assessment)
{
    json_write_open(json, "remarks", '[');
    for (size_t i = 0; i < assessment->remark_count; i++) {
        const struct remark_told *remark = &assessment->remarks[i];
        json_write_open(json, NULL, '{');
        json_write_string(json, "trait", remark->trait);
        json_write_said(json, "set", remark->set);
        json_write_said(json, "list", remark->list);
        json_write_said(json, "title", remark->title);
        json_write_said(json, "date", remark->date);
        json_write_said(json, "entry", remark->entry);
        json_write_close(json, '}');
    }
    json_write_close(json, ']');
}

static void write_places(struct json_writer *json, const struct assessment *assessment)
{
    json_write_open(json, "places", '[');
    for (size_t i = 0; i < assessment->place_count; i++) {
        const struct place_told *place = &assessment->places[i];
        json_write_open(json, NULL, '{');
        json_write_string(json, "basis", place->basis);
        json_write_slice(json, "country", place->country);
        json_write_slice(json, "name", place->name);
        json_write_slice(json, "network", place->network);
        json_write_slice(json, "source", place->set);
        json_write_said(json, "date", place->date);
        json_write_string(json, "agrees", agreement_word(place->agrees));
        json_write_close(json, '}');
    }
    json_write_close(json, ']');
}

static void write_network(struct json_writer *json, const struct network_told *network)
{
    if (network->number == 0)
        return;
    json_write_open(json, "network", '{');
    json_write_number(json, "asn", network->number);
    json_write_said(json, "organisation", network->organisation);
    json_write_slice(json, "prefix", network->network);
    json_write_slice(json, "source", network->set);
    json_write_said(json, "date", network->date);
    json_write_close(json, '}');
}

void json_write_assessment(struct json_writer *json, const struct assessment *assessment)
{
    json_write_string(json, "verdict", advice_key(assessment->advice));
    json_write_slice(json, "why", assessment->why);
    json_write_number(json, "weight", assessment->weight);
    write_remarks(json, assessment);
    write_places(json, assessment);
    write_network(json, &assessment->network);
}
