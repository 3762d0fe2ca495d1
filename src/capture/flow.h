/* flow - the table of conversations, by direction-free 5-tuple and context.
 *
 * One shard belongs to one worker at a time; which shard a packet belongs to
 * depends on its key alone, so the answer does not depend on how many workers
 * there are. An established flow is found with one hash and one cache line of
 * the index, then its own lines. Time is packet time and never runs backwards
 * for a flow.
 *
 * Time-outs, after which the next packet of the key begins a new flow: TCP 1
 * hour (5 s after a reset or both FINs, 60 s before the second side spoke), UDP 5 minutes (30 s
 * before the second side spoke), others 1 minute. A SYN after a closed
 * connection begins a new flow at once; so does one on a connection that was
 * silent for a minute, whose end the capture then lacks. A packet from as long
 * before the flow began belongs to another one: captures are read in the order
 * of their names, which need not be that of their times.
 *
 * Flows of a single packet that nobody reads take no more than an eighth of the
 * table, the oldest are given up for newer ones: a scan pushes out itself. A full
 * table gives up flows that were not seen since it last asked. A TCP connection that
 * is being read and spoke within the last second is not given up. What is given
 * up depends on the packets of the shard alone. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "capture/packet.h"
#include "model/limits.h"

enum flow_phase { FLOW_NEW, FLOW_ESTABLISHED, FLOW_CLOSED };

/* 160 bytes; what every packet touches comes first. */
struct flow {
    struct conversation who; /* application is set by who reads the payload */
    struct volume volume;
    void *reader;         /* what app/ keeps with the flow: streams, dissector state, findings */
    uint8_t phase;        /* enum flow_phase */
    uint8_t tcp_flags[2]; /* all flags seen, to server and to client */
    bool fin[2];
    bool wants_payload; /* false: counters only */

    /* The table's own. */
    bool was_seen;    /* since the table last asked */
    uint8_t list;     /* which list of the table it is in */
    uint32_t context; /* of the packets, belongs to the key */
    uint32_t tag;
    uint16_t older, newer; /* places of its neighbours in the list, from 1 */

    uint32_t first_input;
    uint32_t syn_sequence[2]; /* kept by who reads: sequence number of each side's SYN */
    uint64_t first_packet;    /* number of its first packet, with input: the order of flows */
};

struct flow_table;

/* Called for a flow that ends: "timeout", "forced" (the table is full) or
 * "shutdown"; the flow is gone when it returns, so reader must be freed here. */
typedef void flow_end_fn(void *context, struct flow *flow, const char *reason);

struct flow_table *flow_table_create(flow_end_fn *on_end, void *context);
/* Ends all flows with "shutdown", in the order in which they began, and frees. */
void flow_table_free(struct flow_table *table);

/* Direction-free hash of a packet's key: decides the shard, then the slot. */
uint64_t flow_hash(const struct packet *packet);
static inline size_t flow_shard(uint64_t hash)
{
    return (size_t)(hash % LIMIT_SHARDS);
}

/* Finds or makes the packet's flow and counts the packet in it. *is_new tells a
 * new one, *to_server the packet's direction. NULL when the table is full of
 * flows that may not be given up (the caller then treats the packet alone). */
struct flow *flow_find(struct flow_table *table, const struct packet *packet, uint64_t hash,
                       const struct frame *frame, bool *is_new, bool *to_server);

/* Asks the cache for the line of the index that flow_find() will read. */
void flow_prefetch(const struct flow_table *table, uint64_t hash);
/* Some packets later: asks for the flow itself, where the index has it. */
void flow_prefetch_found(const struct flow_table *table, uint64_t hash);

/* Ends flows whose time-out has passed at `now`. Looks at a few flows, at most
 * once in a second of packet time, so it may be called for every packet. To be
 * the same for any number of workers it must be called between the same packets
 * of the shard: with each of them, or with none but them. */
void flow_sweep(struct flow_table *table, struct instant now);

size_t flow_count(const struct flow_table *table);
