/* SPDX-License-Identifier: MIT */
#include "capture/tcp_stream.h"

#include "base/memory.h"
#include "model/limits.h"

#include <stdlib.h>
#include <string.h>

enum {
    /* Further away than this is another connection or nonsense. Windows may be
     * 1 GiB (RFC 7323), systems stay below 16 MiB unless tuned. */
    PLAUSIBLE = 16 * 1024 * 1024,
    /* What a waiting segment counts beside its bytes. More than its header takes,
     * so that a sender of one-byte segments cannot make the list long to walk:
     * 1,024 of them fill a direction's budget. */
    WAITING_COST = 256,
};

/* Bytes in sequence; the last `missing` of them were on the wire and not captured. */
struct segment {
    uint32_t sequence;
    struct slice bytes;
    uint32_t missing;
    uint64_t packet_number;
};

struct waiting_segment {
    struct waiting_segment *next;
    struct segment segment; /* its bytes stand behind */
    uint8_t bytes[];
};

/* Who is served, so that it need not be said at each step. */
struct delivery {
    struct tcp_stream *stream;
    struct stream_budget *budget;
    stream_fn *hand_over;
    void *context;
    bool no_room; /* gaps are given up because nothing more may wait */
};

/* How far `to` is ahead of `from`; negative: behind. */
static int32_t distance(uint32_t from, uint32_t to)
{
    return (int32_t)(to - from);
}

static uint32_t segment_end(const struct segment *segment)
{
    return segment->sequence + (uint32_t)segment->bytes.size + segment->missing;
}

/* The part of a segment from one sequence number to another; both are within it. */
static struct segment segment_part(const struct segment *segment, uint32_t from, uint32_t to)
{
    uint32_t begin = from - segment->sequence, end = to - segment->sequence;
    struct segment part = {.sequence = from,
                           .bytes = slice_part(segment->bytes, begin, end),
                           .packet_number = segment->packet_number};
    part.missing = end - begin - (uint32_t)part.bytes.size;
    return part;
}

/* Waiting. */

static size_t cost(const struct segment *segment)
{
    return WAITING_COST + segment->bytes.size;
}

static bool is_affordable(const struct delivery *to, size_t size)
{
    return to->stream->waiting_bytes + size <= LIMIT_STREAM_WAITING &&
           to->budget->used + size <= LIMIT_STREAM_WAITING_SHARD;
}

/* Keeps a copy behind `before`, or first where that is NULL. */
static struct waiting_segment *keep(const struct delivery *to, struct waiting_segment *before,
                                    const struct segment *segment)
{
    struct tcp_stream *stream = to->stream;
    struct waiting_segment *kept = memory_create(1, sizeof *kept + segment->bytes.size);
    kept->segment = *segment;
    if (segment->bytes.size > 0)
        memcpy(kept->bytes, segment->bytes.data, segment->bytes.size);
    kept->segment.bytes = slice_make(kept->bytes, segment->bytes.size);
    struct waiting_segment **link = before ? &before->next : &stream->waiting;
    kept->next = *link;
    *link = kept;
    if (!kept->next)
        stream->last = kept;
    stream->waiting_bytes += (uint32_t)cost(segment);
    to->budget->used += cost(segment);
    return kept;
}

/* Takes the first out of the list; the caller frees it. */
static struct waiting_segment *take_first(struct tcp_stream *stream, struct stream_budget *budget)
{
    struct waiting_segment *first = stream->waiting;
    stream->waiting = first->next;
    if (!stream->waiting)
        stream->last = NULL;
    stream->waiting_bytes -= (uint32_t)cost(&first->segment);
    budget->used -= cost(&first->segment);
    return first;
}

/* Keeps those parts of a segment that no waiting one has. One that is split here
 * may exceed the budget by what its parts count each; there are no more parts
 * than segments that were paid for. */
static void hold_back(const struct delivery *to, const struct segment *segment)
{
    struct tcp_stream *stream = to->stream;
    uint32_t from = segment->sequence, end = segment_end(segment);
    struct waiting_segment *before = NULL, *here = stream->waiting;
    if (stream->last && distance(segment_end(&stream->last->segment), from) >= 0) {
        before = stream->last;
        here = NULL;
    }
    for (; here && distance(here->segment.sequence, end) > 0; before = here, here = here->next) {
        uint32_t here_end = segment_end(&here->segment);
        if (distance(from, here->segment.sequence) > 0) {
            struct segment part = segment_part(segment, from, here->segment.sequence);
            keep(to, before, &part);
        }
        if (distance(from, here_end) > 0)
            from = here_end;
    }
    if (distance(from, end) > 0) {
        struct segment part = segment_part(segment, from, end);
        keep(to, before, &part);
    }
}

/* Handing over. */

static void tell_gap(const struct delivery *to, uint64_t missing, uint64_t packet_number)
{
    enum stream_part part = to->no_room ? STREAM_OVER_BUDGET : STREAM_GAP;
    if (!to->stream->skipping)
        to->hand_over(to->context, part, (struct slice){0}, missing, packet_number);
}

/* Hands over what of a segment is not behind already, up to `end`. */
static void deliver(const struct delivery *to, const struct segment *segment, uint32_t end)
{
    struct tcp_stream *stream = to->stream;
    if (distance(stream->next, end) <= 0)
        return;
    struct segment part = segment_part(segment, stream->next, end);
    stream->next = end;
    if (part.bytes.size > 0 && !stream->skipping)
        to->hand_over(to->context, STREAM_BYTES, part.bytes, 0, part.packet_number);
    if (part.missing > 0)
        tell_gap(to, part.missing, part.packet_number);
}

/* Ends the stream where its FIN has come. A FIN that data went past was none. */
static void look_for_end(const struct delivery *to)
{
    struct tcp_stream *stream = to->stream;
    if (!stream->has_fin || distance(stream->next, stream->fin) > 0)
        return;
    stream->has_fin = false;
    if (stream->next != stream->fin)
        return;
    stream->finished = true;
    if (!stream->skipping)
        to->hand_over(to->context, STREAM_END, (struct slice){0}, 0, stream->fin_packet);
    tcp_stream_done(stream, to->budget);
}

/* Hands over the waiting segments that are next. */
static void drain(const struct delivery *to)
{
    struct tcp_stream *stream = to->stream;
    while (stream->waiting && distance(stream->next, stream->waiting->segment.sequence) <= 0) {
        struct waiting_segment *first = take_first(stream, to->budget);
        deliver(to, &first->segment, segment_end(&first->segment));
        free(first);
    }
    look_for_end(to);
    if (stream->skipping)
        tcp_stream_done(stream, to->budget);
}

/* Hands over a segment that begins at or before next; where waiting ones have the
 * same bytes, theirs came first. */
static void deliver_and_drain(const struct delivery *to, const struct segment *segment)
{
    struct tcp_stream *stream = to->stream;
    do {
        uint32_t end = segment_end(segment);
        if (stream->waiting && distance(stream->waiting->segment.sequence, end) > 0)
            end = stream->waiting->segment.sequence;
        deliver(to, segment, end);
        drain(to);
    } while (!stream->finished && !stream->skipping &&
             distance(stream->next, segment_end(segment)) > 0);
}

/* Gives up what is missing before a sequence number that is ahead. */
static void skip_to(const struct delivery *to, uint32_t sequence, uint64_t packet_number)
{
    uint32_t missing = sequence - to->stream->next;
    to->stream->next = sequence;
    tell_gap(to, missing, packet_number);
}

static void skip_to_waiting(const struct delivery *to)
{
    const struct segment *first = &to->stream->waiting->segment;
    skip_to(to, first->sequence, first->packet_number);
    drain(to);
}

/* Taking. */

static void start(struct tcp_stream *stream, uint32_t next, bool midstream)
{
    stream->next = next;
    stream->started = true;
    stream->midstream = midstream;
}

/* Begins in the middle, with the first of what waited. */
static void start_with_waiting(const struct delivery *to)
{
    struct tcp_stream *stream = to->stream;
    if (stream->waiting)
        start(stream, stream->waiting->segment.sequence, true);
    else if (stream->has_fin)
        start(stream, stream->fin, true);
    else
        return;
    drain(to);
}

/* Of two FINs the first in sequence counts; data that goes past it shows which was none. */
static void note_fin(struct tcp_stream *stream, uint32_t sequence, uint64_t packet_number)
{
    if ((stream->has_fin && distance(stream->fin, sequence) >= 0) ||
        (stream->started && distance(stream->next, sequence) < 0))
        return;
    stream->has_fin = true;
    stream->fin = sequence;
    stream->fin_packet = packet_number;
}

/* Out of order: it waits, unless there is no room; then gaps are given up. */
static void take_ahead(const struct delivery *to, const struct segment *segment)
{
    struct tcp_stream *stream = to->stream;
    struct delivery hurried = *to;
    hurried.no_room = true;
    while (stream->waiting && !is_affordable(to, cost(segment)) &&
           distance(segment->sequence, stream->waiting->segment.sequence) <= 0)
        skip_to_waiting(&hurried);
    if (stream->skipping || stream->finished)
        return;
    if (distance(stream->next, segment->sequence) > 0) {
        if (is_affordable(to, cost(segment))) {
            hold_back(to, segment);
            return;
        }
        skip_to(&hurried, segment->sequence, segment->packet_number);
    }
    deliver_and_drain(to, segment);
}

static void take(const struct delivery *to, const struct segment *segment)
{
    if (distance(to->stream->next, segment->sequence) > 0)
        take_ahead(to, segment);
    else
        deliver_and_drain(to, segment);
}

static bool is_plausible(uint32_t from, uint32_t to)
{
    int32_t ahead = distance(from, to);
    return ahead > -PLAUSIBLE && ahead < PLAUSIBLE;
}

/* Whether a sequence number may belong to this stream. One that is far away may
 * not, unless it continues the one before it there. */
static bool is_near(const struct delivery *to, const struct segment *segment)
{
    struct tcp_stream *stream = to->stream;
    if (is_plausible(stream->next, segment->sequence)) {
        stream->has_stray = false;
        return true;
    }
    uint32_t end = segment_end(segment);
    bool continues = stream->has_stray && stream->stray == segment->sequence;
    stream->has_stray = true;
    stream->stray = end;
    if (!continues || end == segment->sequence)
        return false;
    /* The stream is there now; how much is missing, nobody knows. */
    tcp_stream_flush(stream, to->budget, to->hand_over, to->context);
    if (stream->finished || stream->skipping)
        return false;
    stream->has_stray = false;
    stream->next = segment->sequence;
    tell_gap(to, 0, segment->packet_number);
    return true;
}

static void take_started(const struct delivery *to, const struct packet *packet,
                         const struct segment *segment)
{
    if (!is_near(to, segment))
        return;
    if (packet->tcp_flags & TCP_FIN)
        note_fin(to->stream, segment_end(segment), segment->packet_number);
    take(to, segment);
}

/* Begins after the SYN; what waited for it is kept where it fits. */
static void start_with_syn(const struct delivery *to, const struct segment *segment)
{
    struct tcp_stream *stream = to->stream;
    if (stream->waiting && !is_plausible(segment->sequence, stream->waiting->segment.sequence))
        tcp_stream_done(stream, to->budget);
    if (stream->has_fin && !is_plausible(segment->sequence, stream->fin))
        stream->has_fin = false;
    start(stream, segment->sequence, false);
}

/* Begins with the second packet, at the first of what there is. An empty segment
 * tells where the sender was, too. */
static void start_with_second(const struct delivery *to, const struct segment *segment)
{
    struct tcp_stream *stream = to->stream;
    uint32_t first = stream->waiting ? stream->waiting->segment.sequence : stream->fin;
    if (is_plausible(first, segment->sequence) && distance(segment->sequence, first) > 0)
        first = segment->sequence;
    start(stream, first, true);
    drain(to);
}

static void take_unstarted(const struct delivery *to, const struct packet *packet,
                           const struct segment *segment)
{
    struct tcp_stream *stream = to->stream;
    bool has_data = segment_end(segment) != segment->sequence;
    if (packet->tcp_flags & TCP_SYN) {
        start_with_syn(to, segment);
    } else if (stream->waiting || stream->has_fin) {
        start_with_second(to, segment);
    } else if (has_data && !is_affordable(to, cost(segment))) {
        start(stream, segment->sequence, true);
    } else {
        if (has_data)
            hold_back(to, segment);
        if (packet->tcp_flags & TCP_FIN)
            note_fin(stream, segment_end(segment), segment->packet_number);
        return;
    }
    if (!stream->finished && !stream->skipping)
        take_started(to, packet, segment);
}

static struct segment segment_of(const struct packet *packet, uint64_t packet_number)
{
    struct segment segment = {.sequence = packet->sequence,
                              .bytes = packet->payload,
                              .missing = packet->payload_missing,
                              .packet_number = packet_number};
    if (packet->tcp_flags & TCP_SYN)
        segment.sequence++;
    /* No packet is that long; a length that was made up must not move the stream. */
    if (segment.bytes.size > PLAUSIBLE)
        segment.bytes.size = PLAUSIBLE;
    if (segment.missing > PLAUSIBLE)
        segment.missing = PLAUSIBLE;
    return segment;
}

static void add(const struct delivery *to, const struct packet *packet, uint64_t packet_number)
{
    struct tcp_stream *stream = to->stream;
    struct segment segment = segment_of(packet, packet_number);
    if (packet->tcp_flags & TCP_RST || stream->finished)
        return;
    if (stream->started)
        take_started(to, packet, &segment);
    else
        take_unstarted(to, packet, &segment);
}

void tcp_stream_start(struct tcp_stream *stream, uint32_t next)
{
    start(stream, next, false);
}

void tcp_stream_add(struct tcp_stream *stream, struct stream_budget *budget,
                    const struct packet *packet, uint64_t packet_number, stream_fn *hand_over,
                    void *context)
{
    if (stream->skipping) {
        tcp_stream_done(stream, budget);
        return;
    }
    /* Nearly every segment: the next in order, whole, and nothing waits. */
    if (packet->sequence == stream->next && stream->started && !stream->waiting &&
        !stream->has_fin && !stream->finished && packet->payload_missing == 0 &&
        !(packet->tcp_flags & (TCP_SYN | TCP_FIN | TCP_RST))) {
        stream->next += (uint32_t)packet->payload.size;
        stream->has_stray = false;
        if (packet->payload.size > 0)
            hand_over(context, STREAM_BYTES, packet->payload, 0, packet_number);
        return;
    }
    struct delivery to = {stream, budget, hand_over, context, false};
    add(&to, packet, packet_number);
}

void tcp_stream_acknowledge(struct tcp_stream *stream, struct stream_budget *budget,
                            uint32_t acknowledgement, stream_fn *hand_over, void *context)
{
    if (!stream->waiting && !stream->has_fin)
        return;
    struct delivery to = {stream, budget, hand_over, context, false};
    if (!stream->started)
        start_with_waiting(&to);
    int32_t ahead = distance(stream->next, acknowledgement);
    if (ahead <= 0 || ahead >= PLAUSIBLE)
        return;
    while (stream->waiting && distance(stream->waiting->segment.sequence, acknowledgement) >= 0)
        skip_to_waiting(&to);
    /* A FIN takes a sequence number; when that is acknowledged, all before it was there. */
    if (stream->has_fin && !stream->waiting && distance(stream->fin, acknowledgement) > 0) {
        skip_to(&to, stream->fin, stream->fin_packet);
        look_for_end(&to);
    }
}

void tcp_stream_flush(struct tcp_stream *stream, struct stream_budget *budget, stream_fn *hand_over,
                      void *context)
{
    struct delivery to = {stream, budget, hand_over, context, false};
    if (!stream->started)
        start_with_waiting(&to);
    while (stream->waiting)
        skip_to_waiting(&to);
    if (stream->has_fin) {
        skip_to(&to, stream->fin, stream->fin_packet);
        look_for_end(&to);
    }
}

void tcp_stream_done(struct tcp_stream *stream, struct stream_budget *budget)
{
    while (stream->waiting)
        free(take_first(stream, budget));
    stream->has_fin = false;
}
