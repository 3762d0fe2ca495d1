/* tcp_stream - puts one direction of a TCP connection in order (RFC 9293).
 *
 * The segment that comes next in order is handed over without a copy; others
 * wait, within a budget, until the gap before them closes. When the budget or
 * patience is spent, the gap is told and reading goes on behind it. Bytes that
 * were handed over are never handed over again: retransmitted and overlapping
 * bytes are dropped, the first copy wins. A connection seen from its middle
 * begins with its first segment. Sequence numbers wrap. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "capture/packet.h"

struct waiting_segment;

struct tcp_stream {
    uint32_t next; /* sequence number that is awaited */
    bool started;
    bool finished; /* FIN handed over */
    bool skipping; /* nobody reads any more; nothing is kept */
    uint32_t waiting_bytes;
    struct waiting_segment *waiting; /* in order of sequence, not overlapping */
};

/* Bytes that all streams of one shard hold back together. */
struct stream_budget {
    size_t used;
};

enum stream_part { STREAM_BYTES, STREAM_GAP, STREAM_END };

/* Bytes in order, a gap of `missing` bytes (0: not known), or the end (FIN). The
 * slice lives until the call returns. */
typedef void stream_fn(void *context, enum stream_part part, struct slice bytes, uint64_t missing,
                       uint64_t packet_number);

/* Takes a segment. acknowledged tells that the other side has said it holds all up to
 * `other_acknowledged`, so a gap below it will not be filled any more. */
void tcp_stream_add(struct tcp_stream *stream, struct stream_budget *budget,
                    const struct packet *packet, uint64_t packet_number, stream_fn *hand_over,
                    void *context);
/* The other side has acknowledged all bytes before `acknowledgement`: a gap below
 * it is the capture's and is told now. */
void tcp_stream_acknowledge(struct tcp_stream *stream, struct stream_budget *budget,
                            uint32_t acknowledgement, stream_fn *hand_over, void *context);
/* Hands over all that waits, with its gaps; then the stream is empty. */
void tcp_stream_flush(struct tcp_stream *stream, struct stream_budget *budget, stream_fn *hand_over,
                      void *context);
/* Drops all that waits. */
void tcp_stream_done(struct tcp_stream *stream, struct stream_budget *budget);
