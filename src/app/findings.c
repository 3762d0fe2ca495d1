/* SPDX-License-Identifier: MIT */
#include "app/findings.h"

#include "base/memory.h"
#include "model/limits.h"

#include <assert.h>
#include <stdlib.h>

struct record {
    struct address machine;
    uint32_t entry;
    struct trace *traces; /* in the order in which they were first seen */
    size_t trace_count, trace_capacity;
    uint64_t count, untraced, flows, bytes_out, bytes_in, packets_out, packets_in;
    struct instant first, last;
};

struct findings {
    struct record *records;
    size_t count, capacity;
    uint32_t *slots; /* number of a record plus one; 0: free */
    size_t slot_count;
    size_t limit;
    uint64_t refused;
    struct arena values;
    struct text scratch;
};

struct findings *findings_create(void)
{
    struct findings *findings = memory_create(1, sizeof *findings);
    findings->limit = LIMIT_FINDINGS / LIMIT_SHARDS;
    return findings;
}

void findings_free(struct findings *findings)
{
    if (!findings)
        return;
    for (size_t i = 0; i < findings->count; i++)
        free(findings->records[i].traces);
    free(findings->records);
    free(findings->slots);
    arena_done(&findings->values);
    text_done(&findings->scratch);
    free(findings);
}

uint64_t findings_refused(const struct findings *findings)
{
    return findings->refused;
}

static uint64_t hash_of(const struct address *machine, uint32_t entry)
{
    return hash_mix(address_hash(machine), entry);
}

/* The record's slot, or the free one where it would stand. */
static size_t find_slot(const struct findings *findings, const struct address *machine,
                        uint32_t entry)
{
    size_t slot = hash_of(machine, entry) & (findings->slot_count - 1);
    for (; findings->slots[slot] != 0; slot = (slot + 1) & (findings->slot_count - 1)) {
        const struct record *record = &findings->records[findings->slots[slot] - 1];
        if (record->entry == entry && address_equal(&record->machine, machine))
            break;
    }
    return slot;
}

static void grow_slots(struct findings *findings)
{
    free(findings->slots);
    findings->slot_count = findings->slot_count > 0 ? findings->slot_count * 2 : 64;
    findings->slots = memory_create(findings->slot_count, sizeof *findings->slots);
    for (size_t i = 0; i < findings->count; i++) {
        const struct record *record = &findings->records[i];
        size_t slot = find_slot(findings, &record->machine, record->entry);
        findings->slots[slot] = (uint32_t)i + 1;
    }
}

int32_t findings_find(const struct findings *findings, const struct address *machine,
                      uint32_t entry)
{
    if (findings->count == 0)
        return FINDING_NONE;
    return (int32_t)findings->slots[find_slot(findings, machine, entry)] - 1;
}

/* Finds or makes the record; NULL at the limit. */
static struct record *find_record(struct findings *findings, const struct address *machine,
                                  uint32_t entry)
{
    if (findings->count * 2 >= findings->slot_count)
        grow_slots(findings);
    size_t slot = find_slot(findings, machine, entry);
    if (findings->slots[slot] != 0)
        return &findings->records[findings->slots[slot] - 1];
    if (findings->count >= findings->limit)
        return NULL;
    findings->records = memory_grow(findings->records, &findings->capacity, findings->count + 1,
                                    sizeof *findings->records);
    struct record *record = &findings->records[findings->count++];
    *record = (struct record){.machine = *machine, .entry = entry};
    findings->slots[slot] = (uint32_t)findings->count;
    return record;
}

/* What matched, as people write it. The port of a client is chance and left out. */
static void add_value(struct text *text, const struct sighting *sighting)
{
    struct endpoint endpoint = {0};
    switch (field_class(sighting->field)) {
    case CLASS_ENDPOINT:
        endpoint = *sighting->peer;
        if (endpoint.port != 0 && sighting->field == FIELD_FLOW_SERVER)
            text_add_endpoint(text, &endpoint);
        else
            text_add_address(text, &endpoint.address);
        return;
    case CLASS_ADDRESS:
        assert(sighting->value.size == sizeof endpoint.address.bytes);
        endpoint.address = address_from_v6(sighting->value.data);
        text_add_address(text, &endpoint.address);
        return;
    case CLASS_DIGEST:
    case CLASS_SERIAL:
        text_add_hex(text, sighting->value);
        return;
    default:
        text_add(text, sighting->value);
    }
}

static struct trace *find_trace(struct findings *findings, struct record *record,
                                const struct sighting *sighting)
{
    text_clear(&findings->scratch);
    add_value(&findings->scratch, sighting);
    struct slice value = text_slice(&findings->scratch);
    for (size_t i = 0; i < record->trace_count; i++)
        if (record->traces[i].field == sighting->field &&
            slice_equal(record->traces[i].value, value))
            return &record->traces[i];
    if (record->trace_count >= LIMIT_TRACES)
        return NULL;
    record->traces = memory_grow(record->traces, &record->trace_capacity, record->trace_count + 1,
                                 sizeof *record->traces);
    struct trace *trace = &record->traces[record->trace_count++];
    const struct conversation *who = sighting->observation->who;
    *trace = (struct trace){
        .field = sighting->field,
        .application = who->application ? who->application : ip_protocol_name(who->protocol),
        .value = arena_keep(&findings->values, value),
        .peer = *sighting->peer,
    };
    return trace;
}

static void widen(struct instant *first, struct instant *last, struct instant from,
                  struct instant to)
{
    if (!instant_is_known(*first) || (instant_is_known(from) && from.ns < first->ns))
        *first = from;
    if (to.ns > last->ns)
        *last = to;
}

static bool origin_equal(struct origin a, struct origin b)
{
    return a.input == b.input && a.place == b.place;
}

static bool origin_before(struct origin a, struct origin b)
{
    return a.input != b.input ? a.input < b.input : a.place < b.place;
}

int32_t findings_add(struct findings *findings, const struct sighting *sighting)
{
    struct record *record = find_record(findings, sighting->machine, sighting->entry);
    if (!record) {
        findings->refused++;
        return FINDING_NONE;
    }
    const struct observation *seen = sighting->observation;
    record->count++;
    widen(&record->first, &record->last, seen->when, seen->when);
    struct trace *trace = find_trace(findings, record, sighting);
    if (!trace) {
        record->untraced++;
        return (int32_t)(record - findings->records);
    }
    trace->count++;
    widen(&trace->first, &trace->last, seen->when, seen->when);
    bool noted = trace->packet_count > 0 &&
                 origin_equal(trace->packets[trace->packet_count - 1], seen->origin);
    if (!noted && trace->packet_count < LIMIT_EVIDENCE_PACKETS)
        trace->packets[trace->packet_count++] = seen->origin;
    return (int32_t)(record - findings->records);
}

void findings_add_flow(struct findings *findings, int32_t number, const struct conversation *who,
                       const struct volume *volume)
{
    struct record *record = &findings->records[number];
    bool is_client = address_equal(&record->machine, &who->client.address);
    record->flows++;
    record->bytes_out += is_client ? volume->bytes_to_server : volume->bytes_to_client;
    record->bytes_in += is_client ? volume->bytes_to_client : volume->bytes_to_server;
    record->packets_out += is_client ? volume->packets_to_server : volume->packets_to_client;
    record->packets_in += is_client ? volume->packets_to_client : volume->packets_to_server;
}

/* Joining: records of all shards, sorted so that equal ones stand together. */

static int compare_trace_start(const void *a, const void *b)
{
    const struct trace *left = a, *right = b;
    if (!origin_equal(left->packets[0], right->packets[0]))
        return origin_before(left->packets[0], right->packets[0]) ? -1 : 1;
    if (left->field != right->field)
        return left->field < right->field ? -1 : 1;
    return slice_compare(left->value, right->value);
}

static void join_packets(struct trace *into, const struct trace *from)
{
    struct origin both[2 * LIMIT_EVIDENCE_PACKETS] = {0};
    size_t count = 0, i = 0, j = 0;
    while (i < into->packet_count || j < from->packet_count) {
        bool left = j >= from->packet_count ||
                    (i < into->packet_count && !origin_before(from->packets[j], into->packets[i]));
        struct origin next = left ? into->packets[i++] : from->packets[j++];
        if (count == 0 || !origin_equal(both[count - 1], next))
            both[count++] = next;
    }
    into->packet_count = count < LIMIT_EVIDENCE_PACKETS ? count : LIMIT_EVIDENCE_PACKETS;
    memcpy(into->packets, both, into->packet_count * sizeof *both);
}

static void join_trace(struct record *record, const struct trace *from)
{
    for (size_t i = 0; i < record->trace_count; i++) {
        struct trace *into = &record->traces[i];
        if (into->field != from->field || !slice_equal(into->value, from->value))
            continue;
        if (origin_before(from->packets[0], into->packets[0])) {
            into->peer = from->peer;
            into->application = from->application;
        }
        into->count += from->count;
        widen(&into->first, &into->last, from->first, from->last);
        join_packets(into, from);
        return;
    }
    record->traces = memory_grow(record->traces, &record->trace_capacity, record->trace_count + 1,
                                 sizeof *record->traces);
    record->traces[record->trace_count++] = *from;
}

static void join_record(struct record *into, const struct record *from)
{
    for (size_t i = 0; i < from->trace_count; i++)
        join_trace(into, &from->traces[i]);
    into->count += from->count;
    into->untraced += from->untraced;
    into->flows += from->flows;
    into->bytes_out += from->bytes_out;
    into->bytes_in += from->bytes_in;
    into->packets_out += from->packets_out;
    into->packets_in += from->packets_in;
    widen(&into->first, &into->last, from->first, from->last);
}

struct matched findings_matched(const struct index *index, uint32_t entry, struct arena *arena)
{
    struct entry found = index_entry(index, entry);
    struct source_line *lines = arena_alloc(arena, found.source_count * sizeof *lines);
    for (size_t i = 0; i < found.source_count; i++) {
        const struct notice *notice = index_notice(index, found.sources[i].notice);
        lines[i] = (struct source_line){notice, &notice->indicators[found.sources[i].indicator]};
    }
    return (struct matched){found.kind, found.pattern, lines, found.source_count};
}

static struct finding tell(const struct record *record, const struct index *index,
                           struct arena *arena)
{
    struct finding finding = {
        .machine = record->machine,
        .matched = findings_matched(index, record->entry, arena),
        .trace_count = record->trace_count < LIMIT_TRACES ? record->trace_count : LIMIT_TRACES,
        .count = record->count,
        .untraced = record->untraced,
        .flows = record->flows,
        .bytes_out = record->bytes_out,
        .bytes_in = record->bytes_in,
        .packets_out = record->packets_out,
        .packets_in = record->packets_in,
        .first = record->first,
        .last = record->last,
    };
    qsort(record->traces, record->trace_count, sizeof *record->traces, compare_trace_start);
    struct trace *traces = arena_alloc(arena, finding.trace_count * sizeof *traces);
    memcpy(traces, record->traces, finding.trace_count * sizeof *traces);
    for (size_t i = 0; i < finding.trace_count; i++)
        traces[i].value = arena_keep(arena, traces[i].value);
    for (size_t i = finding.trace_count; i < record->trace_count; i++)
        finding.untraced += record->traces[i].count;
    finding.traces = traces;
    return finding;
}

static int compare_finding(const void *a, const void *b)
{
    const struct finding *left = a, *right = b;
    int order = compare_trace_start(&left->traces[0], &right->traces[0]);
    if (order == 0)
        order = address_compare(&left->machine, &right->machine);
    if (order == 0)
        order =
            (left->matched.kind > right->matched.kind) - (left->matched.kind < right->matched.kind);
    return order != 0 ? order : slice_compare(left->matched.pattern, right->matched.pattern);
}

struct finding *findings_join(struct findings *const *parts, size_t part_count,
                              const struct index *index, struct arena *arena, size_t *count)
{
    struct findings *all = findings_create();
    all->limit = LIMIT_FINDINGS;
    for (size_t i = 0; i < part_count; i++)
        for (size_t j = 0; j < parts[i]->count; j++) {
            const struct record *from = &parts[i]->records[j];
            join_record(find_record(all, &from->machine, from->entry), from);
        }
    *count = all->count;
    struct finding *findings = arena_create(arena, (all->count + 1) * sizeof *findings);
    for (size_t i = 0; i < all->count; i++)
        findings[i] = tell(&all->records[i], index, arena);
    findings_free(all);
    qsort(findings, *count, sizeof *findings, compare_finding);
    return findings;
}
