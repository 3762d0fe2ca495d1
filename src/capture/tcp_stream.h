/* tcp_stream - puts one direction of a TCP connection in order (RFC 9293).
 *
 * The segment that comes next in order is handed over without a copy; others
 * wait, within a budget, until the gap before them closes. When the budget is
 * spent, or the other side has acknowledged what is missing, the gap is told and
 * reading goes on behind it. Bytes that were handed over are never handed over
 * again: retransmitted and overlapping bytes are dropped, the first copy wins.
 * Sequence numbers wrap.
 *
 * A connection seen from its middle begins with its first segment; that one waits
 * for the next packet of either side, since a capture may have swapped it
 * with another, or with the SYN. Sequence numbers further away than any window
 * of today are ignored until a second segment continues the first one there:
 * then the capture lacks more than a window, or the connection's beginning.
 * Resets are ignored here, data and all: whether one was believed, only what
 * follows it can tell. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "capture/packet.h"

struct waiting_segment;

struct tcp_stream {
    uint32_t next; /* sequence number that is awaited */
    bool started;
    bool midstream; /* started without a SYN */
    bool finished;  /* FIN handed over */
    bool skipping;  /* nobody reads any more; nothing is kept. May be set while handing over */

    /* The stream's own. */
    bool has_fin, has_stray;
    uint32_t fin;           /* sequence number of a FIN that waits for what is before it */
    uint32_t stray;         /* where a segment far away would be continued */
    uint32_t waiting_bytes; /* of the budget; each segment counts more than its bytes */
    uint64_t fin_packet;
    struct waiting_segment *waiting; /* in order of sequence, not overlapping */
    struct waiting_segment *last;    /* of those */
};

/* Bytes that all streams of one shard hold back together. */
struct stream_budget {
    size_t used;
};

enum stream_part { STREAM_BYTES, STREAM_GAP, STREAM_OVER_BUDGET, STREAM_END };

/* Bytes in order, a gap of `missing` bytes (0: not known; over budget where there was
 * no room to wait for them), or the end (FIN). The
 * slice lives until the call returns. The packet number is that of the packet
 * which carried the bytes or the FIN, or which stands behind the gap. */
typedef void stream_fn(void *context, enum stream_part part, struct slice bytes, uint64_t missing,
                       uint64_t packet_number);

/* Begins behind a SYN that was seen before the stream was needed: `next` is its
 * sequence number plus one. */
void tcp_stream_start(struct tcp_stream *stream, uint32_t next);

/* Takes a segment; nothing of it is kept but what must wait, which is copied. */
void tcp_stream_add(struct tcp_stream *stream, struct stream_budget *budget,
                    const struct packet *packet, uint64_t packet_number, stream_fn *hand_over,
                    void *context);
/* The other side has acknowledged all bytes before `acknowledgement`: a gap below
 * it is the capture's and is told now, if something waits behind it. Call it for
 * every ACK of the other direction, before tcp_stream_add() for that same packet,
 * so that a question is whole before its answer. */
void tcp_stream_acknowledge(struct tcp_stream *stream, struct stream_budget *budget,
                            uint32_t acknowledgement, stream_fn *hand_over, void *context);
/* Hands over all that waits, with its gaps; then the stream is empty. */
void tcp_stream_flush(struct tcp_stream *stream, struct stream_budget *budget, stream_fn *hand_over,
                      void *context);
/* Drops all that waits. */
void tcp_stream_done(struct tcp_stream *stream, struct stream_budget *budget);
