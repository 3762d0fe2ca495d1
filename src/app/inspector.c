/* SPDX-License-Identifier: MIT */
#include "app/inspector.h"

#include "base/memory.h"
#include "capture/tcp_stream.h"
#include "match/matcher.h"
#include "model/limits.h"
#include "proto/feed.h"

#include <assert.h>
#include <stdlib.h>

/* What is kept with a flow whose payload is read or in which something was found. */
struct dialogue {
    struct tcp_stream streams[2]; /* to server, to client */
    struct feed feed;
    struct noted {
        int32_t finding;
        uint32_t unanswered; /* questions that showed it and wait for their answer */
    } * noted;
    size_t noted_count, noted_capacity;
    bool begun;    /* payload was handed to the feed */
    bool reversed; /* the server was taken for the client */
    struct dialogue *spare;
};

struct shard {
    const struct inspection *inspection;
    struct flow_table *flows;
    struct stream_budget streams;
    struct feed_budget feeds;
    struct findings *findings;
    struct name_log *names; /* NULL: nobody asks for them */
    struct dialogue *spare;
    uint64_t flow_count;
    uint64_t blind[BLIND_SPOTS];
    /* Of the call that is under way: */
    struct bench *bench;
    uint64_t order, tie;
};

/* What is being read: the shard, the flow, and the packet that brought the bytes. */
struct speaking {
    struct shard *shard;
    struct flow *flow;
    struct instant when;
    struct origin origin;
    struct hint hint;
    struct say say;
};

void records_clear(struct records *records)
{
    text_clear(&records->text);
    records->count = 0;
}

void records_done(struct records *records)
{
    text_done(&records->text);
    free(records->marks);
    *records = (struct records){0};
}

/* Flows that end between packets come behind all packets of the batch, in the
 * order in which they began. */
#define BETWEEN_PACKETS (UINT64_C(1) << 63)

/* Marks what was added to the records since `from`. */
static void mark_record(struct shard *shard, size_t from)
{
    struct records *records = shard->bench->records;
    if (records->text.size == from)
        return;
    records->marks =
        memory_grow(records->marks, &records->capacity, records->count + 1, sizeof *records->marks);
    records->marks[records->count++] =
        (struct record_mark){shard->order, shard->tie, from, records->text.size - from};
}

static const struct input_report *input_of(const struct shard *shard, struct origin origin)
{
    return shard->inspection->input(shard->inspection->context, origin.input);
}

/* Dialogues come and go with flows; those that went are used again. */
static struct dialogue *dialogue_of(struct shard *shard, struct flow *flow)
{
    struct dialogue *dialogue = flow->reader;
    if (dialogue)
        return dialogue;
    dialogue = shard->spare;
    if (dialogue)
        shard->spare = dialogue->spare;
    else
        dialogue = memory_create(1, sizeof *dialogue);
    dialogue->spare = NULL;
    flow->reader = dialogue;
    return dialogue;
}

static void dismiss_dialogue(struct shard *shard, struct flow *flow)
{
    struct dialogue *dialogue = flow->reader;
    if (!dialogue)
        return;
    for (int side = 0; side < 2; side++)
        tcp_stream_done(&dialogue->streams[side], &shard->streams);
    feed_done(&dialogue->feed, &shard->feeds);
    free(dialogue->noted);
    *dialogue = (struct dialogue){.spare = shard->spare};
    shard->spare = dialogue;
    flow->reader = NULL;
}

/* The flow's note of a finding; made where there is none. */
static struct noted *note_finding(struct shard *shard, struct flow *flow, int32_t number)
{
    struct dialogue *dialogue = dialogue_of(shard, flow);
    for (size_t i = 0; i < dialogue->noted_count; i++)
        if (dialogue->noted[i].finding == number)
            return &dialogue->noted[i];
    dialogue->noted = memory_grow(dialogue->noted, &dialogue->noted_capacity,
                                  dialogue->noted_count + 1, sizeof *dialogue->noted);
    struct noted *noted = &dialogue->noted[dialogue->noted_count++];
    *noted = (struct noted){.finding = number};
    return noted;
}

/* From observation to sighting to finding. */

/* An answer repeats its question. Where the question was seen too, that is no
 * second sighting. */
static bool is_repetition(struct speaking *speaking, const struct sighting *sighting)
{
    if (sighting->field != FIELD_DNS_QUESTION || !speaking->flow)
        return false;
    int32_t number = findings_find(speaking->shard->findings, sighting->machine, sighting->entry);
    if (number == FINDING_NONE)
        return false;
    struct noted *noted = note_finding(speaking->shard, speaking->flow, number);
    bool answered = sighting->observation->from_server && noted->unanswered > 0;
    noted->unanswered -= answered;
    return answered;
}

static void take_sighting(void *context, const struct sighting *sighting)
{
    struct speaking *speaking = context;
    struct shard *shard = speaking->shard;
    if (is_repetition(speaking, sighting))
        return;
    int32_t number = findings_add(shard->findings, sighting);
    if (number != FINDING_NONE && speaking->flow)
        note_finding(shard, speaking->flow, number)->unanswered +=
            sighting->field == FIELD_DNS_QUESTION && !sighting->observation->from_server;
    const struct output *output = shard->inspection->records;
    if (!output || !output->alert)
        return;
    struct matched matched =
        findings_matched(shard->inspection->index, sighting->entry, &shard->bench->arena);
    size_t from = shard->bench->records->text.size;
    output->alert(&shard->bench->records->text, sighting, &matched,
                  input_of(shard, speaking->origin));
    mark_record(shard, from);
}

static void take_observation(struct speaking *speaking, const struct observation *observation)
{
    struct shard *shard = speaking->shard;
    if (event_is_hunted(observation->event))
        matcher_look(shard->inspection->index, &shard->bench->memory, observation, take_sighting,
                     speaking);
    if (shard->names)
        name_log_take(shard->names, observation);
    const struct output *output = shard->inspection->records;
    if (!output || !output->record)
        return;
    size_t from = shard->bench->records->text.size;
    output->record(&shard->bench->records->text, observation, input_of(shard, observation->origin));
    mark_record(shard, from);
}

/* Whether the sides of a conversation that was seen from its middle were guessed
 * wrong: what is said shows who asks. */
static bool is_reversed(const struct speaking *speaking, enum event event, bool from_server)
{
    const struct conversation *who = &speaking->flow->who;
    struct dialogue *dialogue = speaking->flow->reader;
    enum speaker speaker = event_speaker(event);
    if (!who->guessed)
        return false;
    if (speaker == SPEAKER_ANYONE)
        return dialogue && dialogue->reversed;
    bool reversed = (speaker == SPEAKER_SERVER) != from_server;
    if (dialogue)
        dialogue->reversed = reversed;
    return reversed;
}

static void observe(void *context, enum event event, bool from_server, const struct field *fields,
                    size_t field_count)
{
    struct speaking *speaking = context;
    const struct dialogue *dialogue = speaking->flow->reader;
    if (dialogue && dialogue->feed.dissector)
        speaking->flow->who.application = dialogue->feed.dissector->name;
    bool reversed = is_reversed(speaking, event, from_server);
    struct conversation turned = {0};
    if (reversed) {
        turned = speaking->flow->who;
        turned.client = speaking->flow->who.server;
        turned.server = speaking->flow->who.client;
    }
    take_observation(speaking, &(struct observation){
                                   .when = speaking->when,
                                   .origin = speaking->origin,
                                   .who = reversed ? &turned : &speaking->flow->who,
                                   .event = event,
                                   .from_server = from_server != reversed,
                                   .fields = fields,
                                   .field_count = field_count,
                               });
}

static void blind(void *context, enum blind_spot spot)
{
    struct speaking *speaking = context;
    speaking->shard->blind[spot]++;
}

static void begin_speaking(struct speaking *speaking, struct shard *shard, struct flow *flow,
                           struct instant when, struct origin origin)
{
    speaking->shard = shard;
    speaking->flow = flow;
    speaking->when = when;
    speaking->origin = origin;
    speaking->say = (struct say){
        .observe = observe,
        .blind = blind,
        .context = speaking,
        .scratch = &shard->bench->arena,
        /* The log of names needs the types and sections of DNS records, too. */
        .wants_records = shard->inspection->records != NULL || shard->names,
        .server_address = flow ? &flow->who.server.address : NULL,
    };
}

/* A conversation began, or a packet of one that the flow table has no room for:
 * its two addresses are compared, and only here. */
static void observe_start(struct speaking *speaking, const struct conversation *who)
{
    struct field fields[] = {
        {FIELD_FLOW_CLIENT, slice_make(who->client.address.bytes, 16), who->client.port},
        {FIELD_FLOW_SERVER, slice_make(who->server.address.bytes, 16), who->server.port},
    };
    take_observation(speaking, &(struct observation){
                                   .when = speaking->when,
                                   .origin = speaking->origin,
                                   .who = who,
                                   .event = EVENT_FLOW_START,
                                   .fields = fields,
                                   .field_count = 2,
                               });
}

static bool may_be_sought(const struct shard *shard, const struct packet *packet)
{
    const struct index *index = shard->inspection->index;
    return index_may_hold_address(index, &packet->source) ||
           index_may_hold_address(index, &packet->target);
}

/* Streams. */

static void hand_over(void *context, enum stream_part part, struct slice bytes, uint64_t missing,
                      uint64_t packet_number)
{
    struct speaking *speaking = context;
    struct dialogue *dialogue = speaking->flow->reader;
    struct feed_budget *budget = &speaking->shard->feeds;
    struct origin now = speaking->origin;
    if (packet_number != 0)
        speaking->origin.place = packet_number;
    switch (part) {
    case STREAM_BYTES:
        feed_stream(&dialogue->feed, budget, &speaking->hint, bytes, &speaking->say);
        break;
    case STREAM_GAP:
    case STREAM_OVER_BUDGET:
        if (feed_wants(&dialogue->feed, speaking->hint.from_server))
            speaking->shard
                ->blind[part == STREAM_GAP ? BLIND_STREAM_GAP : BLIND_STREAM_OVER_BUDGET]++;
        feed_gap(&dialogue->feed, budget, speaking->hint.from_server, missing, &speaking->say);
        break;
    case STREAM_END:
        feed_stream_end(&dialogue->feed, budget, speaking->hint.from_server, &speaking->say);
        break;
    }
    speaking->origin = now;
    /* The stream hands over what waits in a loop: it must know when to stop. */
    if (!feed_wants(&dialogue->feed, speaking->hint.from_server))
        dialogue->streams[speaking->hint.from_server].skipping = true;
}

static struct hint hint_for(const struct flow *flow, bool to_server)
{
    return (struct hint){
        .client_port = flow->who.client.port,
        .server_port = flow->who.server.port,
        .from_server = !to_server,
        .midstream =
            flow->who.protocol == IP_TCP && (flow->tcp_flags[to_server ? 0 : 1] & TCP_SYN) == 0,
    };
}

/* Nobody wants more of this flow's payload: from here on it costs its counters.
 * What was found in it is kept until it ends. */
static void stop_reading(struct speaking *speaking)
{
    struct shard *shard = speaking->shard;
    struct dialogue *dialogue = speaking->flow->reader;
    speaking->flow->wants_payload = false;
    for (int side = 0; side < 2; side++) {
        feed_stream_end(&dialogue->feed, &shard->feeds, side == 1, &speaking->say);
        tcp_stream_done(&dialogue->streams[side], &shard->streams);
    }
    if (dialogue->noted_count == 0)
        dismiss_dialogue(shard, speaking->flow);
    else
        feed_done(&dialogue->feed, &shard->feeds);
}

static void read_segment(struct speaking *speaking, const struct packet *packet, bool to_server)
{
    struct shard *shard = speaking->shard;
    struct flow *flow = speaking->flow;
    int side = to_server ? 0 : 1;
    bool carries = packet->payload.size > 0 || packet->payload_missing > 0;
    /* A dialogue begins with the first payload: half of all connections have none. */
    if (!flow->reader && !carries)
        return;
    struct dialogue *dialogue = dialogue_of(shard, flow);
    if (!dialogue->begun) {
        dialogue->begun = true;
        for (int i = 0; i < 2; i++)
            if (flow->tcp_flags[i] & TCP_SYN)
                tcp_stream_start(&dialogue->streams[i], flow->syn_sequence[i] + 1);
    }
    if (packet->tcp_flags & TCP_ACK) {
        speaking->hint = hint_for(flow, !to_server);
        tcp_stream_acknowledge(&dialogue->streams[1 - side], &shard->streams,
                               packet->acknowledgement, hand_over, speaking);
    }
    speaking->hint = hint_for(flow, to_server);
    tcp_stream_add(&dialogue->streams[side], &shard->streams, packet, speaking->origin.place,
                   hand_over, speaking);
    for (int i = 0; i < 2; i++)
        dialogue->streams[i].skipping = !feed_wants(&dialogue->feed, i == 1);
    if (!feed_wants(&dialogue->feed, false) && !feed_wants(&dialogue->feed, true))
        stop_reading(speaking);
}

/* The dissector that an earlier datagram of the flow was recognised by: the flow
 * remembers its name. */
static const struct dissector *dissector_of(const struct flow *flow)
{
    for (const struct dissector *const *d = dissectors; *d; d++)
        if ((*d)->name == flow->who.application)
            return *d;
    return NULL;
}

/* Most datagrams are questions and answers of which nothing is kept, in as many
 * flows as there are questions: they do without a dialogue. */
static void read_datagram(struct speaking *speaking, const struct packet *packet, bool to_server)
{
    enum { PATIENCE = 8 }; /* datagrams nobody knows before the flow is given up */
    struct flow *flow = speaking->flow;
    struct dialogue *dialogue = flow->reader;
    speaking->hint = hint_for(flow, to_server);
    speaking->say.server_port = flow->who.server.port;
    if (!dialogue || !dialogue->begun) {
        const struct dissector *dissector = dissector_of(flow);
        if (!dissector)
            dissector = feed_find_datagram(packet->payload, &speaking->hint);
        if (!dissector) {
            uint64_t seen = flow->volume.packets_to_server + flow->volume.packets_to_client;
            flow->wants_payload = seen < PATIENCE;
            return;
        }
        flow->who.application = dissector->name;
        if (!dissector->keeps_datagram_state) {
            flow->wants_payload =
                dissector->datagram(NULL, !to_server, packet->payload, &speaking->say);
            return;
        }
        dialogue = dialogue_of(speaking->shard, flow);
        dialogue->begun = true;
    }
    feed_datagram(&dialogue->feed, &speaking->hint, packet->payload, &speaking->say);
    if (!feed_wants(&dialogue->feed, false) && !feed_wants(&dialogue->feed, true))
        stop_reading(speaking);
}

static void read_payload(struct speaking *speaking, const struct packet *packet, bool to_server)
{
    bool datagram = packet->protocol == IP_UDP || packet->protocol == IP_UDPLITE;
    if (packet->protocol == IP_TCP && packet->has_ports)
        read_segment(speaking, packet, to_server);
    else if (datagram && packet->payload.size > 0)
        read_datagram(speaking, packet, to_server);
}

/* Flows end. */

static void flush_streams(struct speaking *speaking)
{
    struct dialogue *dialogue = speaking->flow->reader;
    if (!dialogue || !dialogue->begun || !speaking->flow->wants_payload)
        return;
    for (int side = 0; side < 2; side++) {
        speaking->hint = hint_for(speaking->flow, side == 0);
        tcp_stream_flush(&dialogue->streams[side], &speaking->shard->streams, hand_over, speaking);
        feed_stream_end(&dialogue->feed, &speaking->shard->feeds, side == 1, &speaking->say);
    }
}

static const char *phase_name(enum flow_phase phase)
{
    static const char *const names[] = {
        [FLOW_NEW] = "new", [FLOW_ESTABLISHED] = "established", [FLOW_CLOSED] = "closed"};
    return names[phase];
}

static void end_flow(void *context, struct flow *flow, const char *reason)
{
    struct shard *shard = context;
    struct dialogue *dialogue = flow->reader;
    const struct output *output = shard->inspection->records;
    if (shard->order >= BETWEEN_PACKETS) {
        shard->order = BETWEEN_PACKETS | (uint64_t)flow->first_input << 40 | flow->first_packet;
        shard->tie = flow->who.id;
    }
    if (dialogue || output) {
        struct speaking speaking;
        begin_speaking(&speaking, shard, flow, flow->volume.last,
                       (struct origin){flow->first_input, flow->first_packet});
        flush_streams(&speaking);
        dialogue = flow->reader;
        for (size_t i = 0; dialogue && i < dialogue->noted_count; i++)
            findings_add_flow(shard->findings, dialogue->noted[i].finding, &flow->who,
                              &flow->volume);
    }
    if (output && output->record) {
        size_t from = shard->bench->records->text.size;
        output->record(&shard->bench->records->text,
                       &(struct observation){
                           .when = flow->volume.last,
                           .origin = {flow->first_input, flow->first_packet},
                           .who = &flow->who,
                           .event = EVENT_FLOW_END,
                           .volume = &flow->volume,
                           .flow_state = phase_name(flow->phase),
                           .flow_reason = reason,
                           .tcp_flags = {flow->tcp_flags[0], flow->tcp_flags[1]},
                           .flow_sighted = dialogue && dialogue->noted_count > 0,
                       },
                       input_of(shard, (struct origin){flow->first_input, 0}));
        mark_record(shard, from);
    }
    dismiss_dialogue(shard, flow);
}

/* The shard. */

struct shard *shard_create(const struct inspection *inspection)
{
    struct shard *shard = memory_create(1, sizeof *shard);
    shard->inspection = inspection;
    shard->flows = flow_table_create(end_flow, shard);
    shard->findings = findings_create();
    shard->names = inspection->names ? name_log_create(inspection->index) : NULL;
    return shard;
}

void shard_prefetch(const struct shard *shard, const struct item *item)
{
    flow_prefetch(shard->flows, item->hash);
}

void shard_prefetch_flow(const struct shard *shard, const struct item *item)
{
    flow_prefetch_found(shard->flows, item->hash);
}

/* A packet that the flow table has no room for: only its addresses are compared. */
static void inspect_alone(struct speaking *speaking, const struct packet *packet)
{
    struct conversation who = {
        .client = {packet->source, packet->source_port},
        .server = {packet->target, packet->target_port},
        .protocol = packet->protocol,
        .guessed = true,
        .tunnelled = packet->depth > 0,
    };
    observe_start(speaking, &who);
}

/* Whether there is nothing in the packet for anybody to read. A stream begins
 * with its first payload; before it, and in half of all connections for ever,
 * there are only numbers. */
static bool is_bare(const struct flow *flow, const struct packet *packet)
{
    return packet->is_fragment ||
           (packet->payload.size == 0 && packet->payload_missing == 0 && !flow->reader);
}

static void note_beginning(struct shard *shard, struct flow *flow)
{
    shard->flow_count++;
    flow->wants_payload = true;
    if (flow->who.protocol == IP_ESP)
        shard->blind[BLIND_ENCRYPTED_TUNNEL]++;
}

/* Ordered so that the packets there are most of leave first: those of flows that
 * nobody reads any more after one comparison, those of a scan (a new flow, no
 * payload, an address that nobody seeks) before anything is prepared. */
void shard_inspect(struct shard *shard, const struct item *item, struct bench *bench)
{
    const struct packet *packet = &item->packet;
    /* A fragment becomes a flow of its own only where its addresses are sought; the
     * datagram that it is part of is inspected when it is whole. */
    if (packet->is_fragment && !may_be_sought(shard, packet))
        return;
    bool is_new, to_server;
    shard->bench = bench;
    shard->order = item->order;
    shard->tie = 0;
    struct flow *flow =
        flow_find(shard->flows, packet, item->hash, item->frame, &is_new, &to_server);
    if (flow && !is_new && !flow->wants_payload)
        return;
    bool sought = (!flow || is_new) && may_be_sought(shard, packet);
    if (!flow)
        shard->blind[BLIND_FLOWS_OVER_BUDGET]++;
    else if (is_new)
        note_beginning(shard, flow);
    if (flow && packet->tcp_flags & TCP_SYN)
        flow->syn_sequence[to_server ? 0 : 1] = packet->sequence;
    if (!sought && (!flow || is_bare(flow, packet)))
        return;
    struct speaking speaking;
    begin_speaking(&speaking, shard, flow, item->frame->when,
                   (struct origin){item->frame->input, item->frame->number});
    if (!flow)
        inspect_alone(&speaking, packet);
    else if (sought)
        observe_start(&speaking, &flow->who);
    if (flow && !is_bare(flow, packet))
        read_payload(&speaking, packet, to_server);
}

static void between_packets(struct shard *shard, struct bench *bench)
{
    shard->bench = bench;
    shard->order = BETWEEN_PACKETS;
}

void shard_sweep(struct shard *shard, struct instant now, struct bench *bench)
{
    between_packets(shard, bench);
    flow_sweep(shard->flows, now);
}

void shard_finish(struct shard *shard, struct bench *bench)
{
    between_packets(shard, bench);
    flow_table_free(shard->flows);
    shard->flows = NULL;
}

void shard_free(struct shard *shard)
{
    if (!shard)
        return;
    assert(!shard->flows);
    while (shard->spare) {
        struct dialogue *next = shard->spare->spare;
        free(shard->spare);
        shard->spare = next;
    }
    findings_free(shard->findings);
    name_log_free(shard->names);
    free(shard);
}

struct name_log *shard_names(const struct shard *shard)
{
    return shard->names;
}

struct findings *shard_findings(const struct shard *shard)
{
    return shard->findings;
}

uint64_t shard_flows(const struct shard *shard)
{
    return shard->flow_count;
}

const uint64_t *shard_blind(const struct shard *shard)
{
    return shard->blind;
}
