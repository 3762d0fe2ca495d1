/* pipeline - from captures to findings: reads, deals packets to workers, joins.
 *
 * One thread reads frames, parses headers and puts fragments together; every
 * packet then belongs to one of LIMIT_SHARDS shards, decided by its flow's hash,
 * and every shard to one worker. With one worker all happens in the calling
 * thread, in groups of packets small enough for the first-level cache. Batches
 * are recycled; nothing is allocated for a packet. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "capture/source.h"
#include "match/index.h"
#include "model/finding.h"
#include "report/output.h"

struct pipeline_options {
    const struct index *index;
    const struct output *records; /* NULL: no records are wanted */
    /* Takes records as they are ready, in order; false ends the run. */
    bool (*write)(void *context, struct slice records);
    /* Called now and then with what was read so far. */
    void (*progress)(void *context, uint64_t packets);
    void *context;
    unsigned workers; /* at least 1 */
    bool names;       /* also give a book of names and their addresses */
};

/* Findings live in `arena`, which also holds what they borrow. */
struct pipeline_result {
    struct finding *findings;
    size_t finding_count;
    struct run_summary summary;
    struct name_book *names; /* the caller's; NULL: not asked for */
};

/* Runs until the source ends (or is stopped). */
void pipeline_run(struct source *source, const struct pipeline_options *options,
                  struct arena *arena, struct pipeline_result *result);
