/* fuzz_tcp_stream - bytes are a list of segments, acknowledgements and flushes.
 *
 * Each byte of the stream is made from its sequence number, so what is handed
 * over tells whether it stands where it must: bytes and gaps follow each other
 * without a hole and never go back. The budget is kept and given back. */
/* SPDX-License-Identifier: MIT */
#include "base/cursor.h"
#include "capture/tcp_stream.h"
#include "model/limits.h"

#include <stdlib.h>

struct reader {
    struct tcp_stream *stream;
    uint32_t next; /* sequence number that must come next */
    bool placed;   /* next is known: the stream had started before this call */
    bool ended;
    uint8_t stop_after; /* pieces until nobody reads any more; 0: never */
};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool truth)
{
    if (!truth)
        abort();
}

static uint8_t byte_at(uint32_t sequence)
{
    return (uint8_t)(sequence * 167 >> 3 ^ sequence);
}

static void hear(void *context, enum stream_part part, struct slice bytes, uint64_t missing,
                 uint64_t packet_number)
{
    struct reader *reader = context;
    (void)packet_number;
    require(!reader->ended && !reader->stream->skipping);
    if (part == STREAM_BYTES) {
        require(bytes.size > 0);
        for (size_t i = 0; reader->placed && i < bytes.size; i++)
            require(bytes.data[i] == byte_at(reader->next + (uint32_t)i));
        reader->next += (uint32_t)bytes.size;
    } else if (part == STREAM_GAP || part == STREAM_OVER_BUDGET) {
        reader->next = missing > 0 ? reader->next + (uint32_t)missing : reader->stream->next;
    } else {
        reader->ended = true;
    }
    if (reader->stop_after > 0 && --reader->stop_after == 0)
        reader->stream->skipping = true;
}

static void add(struct tcp_stream *stream, struct stream_budget *budget, struct reader *reader,
                struct cursor *c, uint8_t flags)
{
    uint8_t bytes[4096];
    struct packet packet = {.sequence = cursor_u32(c),
                            .tcp_flags = flags,
                            .payload = {bytes, cursor_u16(c) % sizeof bytes},
                            .payload_missing = flags & TCP_URG ? cursor_u32(c) : 0};
    uint32_t first = packet.sequence + (flags & TCP_SYN ? 1 : 0);
    for (size_t i = 0; i < packet.payload.size; i++)
        bytes[i] = byte_at(first + (uint32_t)i);
    tcp_stream_add(stream, budget, &packet, c->rest.size, hear, reader);
}

static void step(struct tcp_stream *stream, struct stream_budget *budget, struct reader *reader,
                 struct cursor *c)
{
    uint8_t what = cursor_u8(c);
    reader->placed = stream->started;
    if (what == 0xff)
        tcp_stream_flush(stream, budget, hear, reader);
    else if (what & TCP_CWR)
        tcp_stream_acknowledge(stream, budget, cursor_u32(c), hear, reader);
    else
        add(stream, budget, reader, c, what);
    require(!reader->placed || stream->skipping || reader->next == stream->next);
    reader->next = stream->next;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct cursor c = cursor_over(slice_make(data, size));
    struct tcp_stream stream = {0};
    /* Other streams of the shard may have taken nearly all. */
    size_t others = (size_t)cursor_u8(&c) * (LIMIT_STREAM_WAITING_SHARD / 255);
    struct stream_budget budget = {.used = others};
    struct reader reader = {.stream = &stream, .stop_after = cursor_u8(&c)};
    while (c.rest.size > 0) {
        step(&stream, &budget, &reader, &c);
        require(stream.waiting_bytes <= LIMIT_STREAM_WAITING * 2);
        require(budget.used == others + stream.waiting_bytes);
        require(!stream.finished || !stream.waiting);
    }
    tcp_stream_flush(&stream, &budget, hear, &reader);
    require(!stream.waiting && budget.used == others);
    tcp_stream_done(&stream, &budget);
    return 0;
}
