/* inspector - follows packets of one shard through flow, stream, dissector and index.
 *
 * A shard's answer depends on its packets alone, so the whole run's answer does
 * not depend on how shards are dealt to workers. A shard is used by one thread
 * at a time; the index and the record output are shared and only read. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "app/findings.h"
#include "app/name_log.h"
#include "capture/flow.h"
#include "match/matcher.h"
#include "report/output.h"

struct shard;

/* What is the same for all shards of a run. */
struct inspection {
    const struct index *index;
    const struct output *records; /* writes records and alerts; NULL: nobody wants them */
    /* Inputs' reports, by number, for records; called from any thread. */
    const struct input_report *(*input)(void *context, uint32_t input);
    void *context;
    bool names; /* keep a log of names and their addresses */
};

/* A packet on its way to its shard. */
struct item {
    struct packet packet;
    const struct frame *frame;
    uint64_t hash;  /* flow_hash() */
    uint32_t order; /* place among the packets of its batch */
};

/* Records of a batch, in order; a mark says where each begins and its order. */
struct record_mark {
    uint64_t order, tie; /* smaller comes first */
    size_t from, size;
};
struct records {
    struct text text;
    struct record_mark *marks;
    size_t count, capacity;
};
void records_clear(struct records *records);
void records_done(struct records *records);

/* What a thread works with: memory that is given back after each group of
 * packets, what it remembers of the index, the records of the job at hand. */
struct bench {
    struct arena arena;
    struct matcher_memory memory;
    struct records *records; /* where records go */
};

struct shard *shard_create(const struct inspection *inspection);

/* Ask the cache for what shard_inspect() will need, in two steps: the place where
 * the flow table says where a flow stands, then the flow. */
void shard_prefetch(const struct shard *shard, const struct item *item);
void shard_prefetch_flow(const struct shard *shard, const struct item *item);
/* Inspects one packet. */
void shard_inspect(struct shard *shard, const struct item *item, struct bench *bench);
/* Ends flows whose time is over; `now` is the latest packet time of the run. */
void shard_sweep(struct shard *shard, struct instant now, struct bench *bench);
/* Ends all flows. The shard keeps its findings until it is freed. */
void shard_finish(struct shard *shard, struct bench *bench);
void shard_free(struct shard *shard);

/* NULL where none is kept. */
struct name_log *shard_names(const struct shard *shard);
struct findings *shard_findings(const struct shard *shard);
uint64_t shard_flows(const struct shard *shard);
/* How often each blind spot was met. */
const uint64_t *shard_blind(const struct shard *shard);
