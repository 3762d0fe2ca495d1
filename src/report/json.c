/* json - one object a line: every finding, then a summary.
 *
 * docs/finding.schema.json describes both. Every object has all its keys, in a
 * fixed order; what is not known is null. */
/* SPDX-License-Identifier: MIT */
#include "report/assessment_json.h"
#include "report/dossier_report.h"
#include "report/json_values.h"
#include "report/output.h"

static void write_digest(struct json_writer *json, const uint8_t digest[32], bool known)
{
    if (known)
        json_write_hex(json, "sha256", slice_make(digest, 32));
    else
        json_write_null(json, "sha256");
}

static void write_notice(struct json_writer *json, const struct notice *notice)
{
    json_write_slice(json, "name", notice->name);
    write_digest(json, notice->digest, true);
    json_write_optional(json, "format", slice_from(notice->format));
    json_write_optional(json, "title", notice->title);
    json_write_optional(json, "publisher", notice->publisher);
    json_write_optional(json, "date", notice->date);
    json_write_optional(json, "reference", notice->reference);
}

static void write_source(struct json_writer *json, const struct source_line *source)
{
    const struct indicator *indicator = source->indicator;
    const struct statement *said = &source->notice->statements[indicator->statement];
    json_write_open(json, NULL, '{');
    write_notice(json, source->notice);
    json_write_number(json, "line", indicator->line);
    json_write_optional(json, "family", said->family);
    json_write_optional(json, "threat", said->threat);
    json_write_optional(json, "place", said->place);
    json_write_optional(json, "role", said->role);
    json_write_optional(json, "campaign", said->campaign);
    json_write_optional(json, "actor", said->actor);
    json_write_optional(json, "description", said->description);
    json_write_optional(json, "label", said->label);
    if (indicator->confidence > 0)
        json_write_number(json, "confidence", indicator->confidence);
    else
        json_write_null(json, "confidence");
    json_write_instant(json, "valid_from", indicator->valid_from);
    json_write_instant(json, "valid_until", indicator->valid_until);
    json_write_instant(json, "first_seen", indicator->first_seen);
    json_write_instant(json, "last_seen", indicator->last_seen);
    json_write_close(json, '}');
}

static void write_trace(struct json_writer *json, const struct trace *trace,
                        const struct telling *telling)
{
    json_write_open(json, NULL, '{');
    json_write_string(json, "field", field_name(trace->field));
    json_write_optional(json, "protocol", slice_from(trace->application));
    json_write_slice(json, "value", trace->value);
    json_write_open(json, "peer", '{');
    json_write_address(json, "address", &trace->peer.address);
    json_write_number(json, "port", trace->peer.port);
    json_write_close(json, '}');
    json_write_number(json, "count", trace->count);
    json_write_instant(json, "first", trace->first);
    json_write_instant(json, "last", trace->last);
    json_write_open(json, "packets", '[');
    for (size_t i = 0; i < trace->packet_count; i++) {
        uint32_t input = trace->packets[i].input;
        const char *path = input < telling->input_count ? telling->inputs[input]->path : NULL;
        json_write_open(json, NULL, '{');
        json_write_optional(json, "input", slice_from(path));
        json_write_number(json, "packet", trace->packets[i].place);
        json_write_close(json, '}');
    }
    json_write_close(json, ']');
    json_write_close(json, '}');
}

static void write_both_ways(struct json_writer *json, const char *key, uint64_t out, uint64_t in)
{
    json_write_open(json, key, '{');
    json_write_number(json, "out", out);
    json_write_number(json, "in", in);
    json_write_close(json, '}');
}

static void write_finding(struct text *text, const struct finding *finding,
                          const struct telling *telling)
{
    const struct matched *matched = &finding->matched;
    struct json_writer json = json_write_into(text);
    json_write_open(&json, NULL, '{');
    json_write_string(&json, "type", "finding");
    json_write_address(&json, "machine", &finding->machine);
    json_write_open(&json, "indicator", '{');
    json_write_string(&json, "type", indicator_kind_name(matched->kind));
    json_write_slice(&json, "value", matched->pattern);
    json_write_close(&json, '}');
    json_write_open(&json, "notices", '[');
    for (size_t i = 0; i < matched->source_count; i++)
        write_source(&json, &matched->sources[i]);
    json_write_close(&json, ']');
    json_write_open(&json, "seen", '[');
    for (size_t i = 0; i < finding->trace_count; i++)
        write_trace(&json, &finding->traces[i], telling);
    json_write_close(&json, ']');
    json_write_number(&json, "untraced", finding->untraced);
    json_write_instant(&json, "first", finding->first);
    json_write_instant(&json, "last", finding->last);
    json_write_number(&json, "count", finding->count);
    json_write_number(&json, "flows", finding->flows);
    write_both_ways(&json, "bytes", finding->bytes_out, finding->bytes_in);
    write_both_ways(&json, "packets", finding->packets_out, finding->packets_in);
    if (finding->assessment)
        json_write_assessment(&json, finding->assessment);
    if (finding->dossiers) {
        json_write_open(&json, "dossiers", '[');
        for (size_t i = 0; i < finding->dossier_count; i++)
            json_write_dossier(&json, NULL, finding->dossiers[i]);
        json_write_close(&json, ']');
    }
    json_write_close(&json, '}');
    text_add_byte(text, '\n');
}

static void write_verdict(struct json_writer *json, enum verdict verdict)
{
    static const struct {
        const char *name, *meaning;
        unsigned status;
    } verdicts[] = {
        [VERDICT_FOUND] = {"found", "something was found", 1},
        [VERDICT_TROUBLE] = {"trouble", "nothing was found, but not everything could be read", 2},
        [VERDICT_CLEAN] = {"clean", "nothing was found", 0},
    };
    json_write_string(json, "verdict", verdicts[verdict].name);
    json_write_open(json, "exit", '{');
    json_write_number(json, "status", verdicts[verdict].status);
    json_write_string(json, "meaning", verdicts[verdict].meaning);
    json_write_close(json, '}');
}

static void write_loaded_notice(struct json_writer *json, const struct notice *notice)
{
    json_write_open(json, NULL, '{');
    write_notice(json, notice);
    json_write_number(json, "indicators", notice->indicator_count);
    json_write_number(json, "hunted", notice_hunted_count(notice));
    json_write_number(json, "rejected", notice->rejected);
    json_write_close(json, '}');
}

static void write_input(struct json_writer *json, const struct input_report *input)
{
    json_write_open(json, NULL, '{');
    json_write_string(json, "path", input->path);
    write_digest(json, input->digest, input->has_digest);
    json_write_optional(json, "format", slice_from(input->format));
    json_write_optional(json, "packing", slice_from(input->packing));
    json_write_number(json, "packets", input->packets);
    json_write_number(json, "bytes", input->bytes);
    json_write_number(json, "snapped", input->snapped);
    json_write_number(json, "damaged_places", input->damaged_places);
    json_write_number(json, "skipped_bytes", input->skipped_bytes);
    json_write_bool(json, "failed", input->failed);
    json_write_optional(json, "problem", slice_from(input->problem.sentence));
    json_write_close(json, '}');
}

/* Only what there is; a capture without blind spots has an empty object. */
static void write_blind_spots(struct json_writer *json, const uint64_t blind[BLIND_SPOTS])
{
    json_write_open(json, "blind_spots", '{');
    struct text key = {0};
    for (enum blind_spot spot = 0; spot < BLIND_SPOTS; spot++) {
        if (blind[spot] == 0)
            continue;
        text_clear(&key);
        for (const char *c = blind_spot_key(spot); *c; c++)
            text_add_byte(&key, byte_lower((uint8_t)*c));
        json_write_number(json, text_string(&key), blind[spot]);
    }
    text_done(&key);
    json_write_close(json, '}');
}

static void write_summary(struct text *text, const struct telling *telling)
{
    const struct run_summary *summary = telling->summary;
    struct json_writer json = json_write_into(text);
    json_write_open(&json, NULL, '{');
    json_write_string(&json, "type", "summary");
    write_verdict(&json, telling_verdict(telling));
    json_write_number(&json, "findings", telling->finding_count);
    json_write_number(&json, "machines", summary->machines);
    json_write_open(&json, "indicators", '{');
    json_write_number(&json, "loaded", summary->indicators);
    json_write_number(&json, "hunted", summary->hunted);
    json_write_number(&json, "seen", telling_indicators_seen(telling));
    json_write_close(&json, '}');
    json_write_number(&json, "packets", summary->packets);
    json_write_number(&json, "flows", summary->flows);
    json_write_number(&json, "bytes", summary->bytes);
    json_write_instant(&json, "first", summary->first);
    json_write_instant(&json, "last", summary->last);
    json_write_number(&json, "untold", summary->untold);
    json_write_bool(&json, "interrupted", summary->interrupted);
    write_blind_spots(&json, summary->blind);
    json_write_open(&json, "inputs", '[');
    for (size_t i = 0; i < telling->input_count; i++)
        write_input(&json, telling->inputs[i]);
    json_write_close(&json, ']');
    json_write_open(&json, "notices", '[');
    for (size_t i = 0; i < telling->notice_count; i++)
        write_loaded_notice(&json, telling->notices[i]);
    json_write_close(&json, ']');
    json_write_close(&json, '}');
    text_add_byte(text, '\n');
}

static void tell(struct text *text, const struct telling *telling)
{
    for (size_t i = 0; i < telling->finding_count; i++)
        write_finding(text, &telling->findings[i], telling);
    write_summary(text, telling);
}

const struct output json_output = {
    .name = "json",
    .title = "one JSON object a line: every finding, then a summary",
    .tell = tell,
};
