/* SPDX-License-Identifier: MIT */
#include "app/pipeline.h"

#include "app/inspector.h"
#include "base/memory.h"
#include "capture/defrag.h"
#include "model/limits.h"

#include <assert.h>
#include <pthread.h>
#include <stdlib.h>

/* Packets that are parsed before the first of them is inspected, so that the
 * cache lines of their flows are on the way: 32 packets take 6 KiB, well within
 * the first-level cache, and cover a memory latency of 100 ns each. */
enum { GROUP = 32 };

/* One batch on its way: its frames, the packets for each worker, their records. */
struct job {
    struct batch batch;
    struct lane {
        struct item *items;
        size_t count, capacity;
        struct records records;
    } * lanes;          /* one for each worker */
    struct arena whole; /* datagrams that were put together */
    uint32_t planned;   /* items so far: the order of all lanes together */
    struct instant now;
    unsigned unfinished; /* workers that still have to do it */
};

struct pipeline {
    const struct pipeline_options *options;
    struct source *source;
    struct inspection inspection;
    struct shard *shards[LIMIT_SHARDS];
    struct defrag *defrag;
    struct run_summary *summary;
    struct bench bench; /* of the calling thread */
    bool write_failed;

    /* With several workers: a ring of jobs, published in order, done by all. */
    struct job *jobs;
    size_t job_count;
    pthread_mutex_t lock;
    pthread_cond_t published_one, finished_one;
    uint64_t published;
    bool ended;
};

struct worker {
    struct pipeline *pipeline;
    unsigned number;
    pthread_t thread;
};

static const struct input_report *input_report(void *context, uint32_t input)
{
    return source_input(context, input);
}

static unsigned shard_of(uint64_t hash)
{
    return (unsigned)(hash >> 58);
}
_Static_assert(LIMIT_SHARDS == 64, "shard_of() takes six bits");

/* The worker that a packet's shard belongs to. */
static unsigned lane_of(const struct pipeline *pipeline, uint64_t hash)
{
    assert(pipeline->options->workers > 0);
    return shard_of(hash) % pipeline->options->workers;
}

/* Planning: frames become items. */

static void add_item(struct job *job, struct lane *lane, const struct packet *packet,
                     const struct frame *frame, uint64_t hash)
{
    if (lane->count == lane->capacity)
        lane->items =
            memory_grow(lane->items, &lane->capacity, lane->count + 1, sizeof *lane->items);
    struct item *item = &lane->items[lane->count++];
    item->packet = *packet;
    item->frame = frame;
    item->hash = hash;
    item->order = job->planned++;
}

static void plan_packets(struct pipeline *pipeline, struct job *job, struct packet_reader *reader,
                         const struct frame *frame)
{
    while (packet_next(reader)) {
        const struct packet *packet = &reader->packet;
        uint64_t hash = flow_hash(packet);
        unsigned lane = lane_of(pipeline, hash);
        pipeline->summary->blind[BLIND_DAMAGED_HEADER] += packet->damaged;
        if (!packet->is_fragment) {
            add_item(job, &job->lanes[lane], packet, frame, hash);
            continue;
        }
        struct slice whole;
        struct packet piece = *packet;
        if (!defrag_add(pipeline->defrag, &piece, frame->when, &whole)) {
            /* Its addresses are compared at once: the rest may never come. */
            add_item(job, &job->lanes[lane], &piece, frame, hash);
            continue;
        }
        whole = arena_keep(&job->whole, whole);
        struct packet_reader inner;
        packet_reader_init_whole(&inner, frame, &piece, whole);
        plan_packets(pipeline, job, &inner, frame);
    }
    if (reader->has_spot && reader->spot != BLIND_SNAPPED) /* note_frame() counts those */
        pipeline->summary->blind[reader->spot]++;
}

static void note_frame(struct run_summary *summary, struct job *job, const struct frame *frame)
{
    summary->packets++;
    summary->bytes += frame->wire_size;
    summary->blind[BLIND_SNAPPED] += frame->bytes.size < frame->wire_size;
    if (!instant_is_known(frame->when))
        return;
    if (!instant_is_known(summary->first) || frame->when.ns < summary->first.ns)
        summary->first = frame->when;
    if (frame->when.ns > summary->last.ns)
        summary->last = frame->when;
    if (frame->when.ns > job->now.ns)
        job->now = frame->when;
}

static void plan_frame(struct pipeline *pipeline, struct job *job, const struct frame *frame)
{
    struct packet_reader reader;
    note_frame(pipeline->summary, job, frame);
    packet_reader_init(&reader, frame);
    plan_packets(pipeline, job, &reader, frame);
}

static void begin_job(struct pipeline *pipeline, struct job *job)
{
    arena_reset(&job->whole);
    job->planned = 0;
    for (unsigned i = 0; i < pipeline->options->workers; i++) {
        job->lanes[i].count = 0;
        records_clear(&job->lanes[i].records);
    }
    job->now = pipeline->summary->last;
}

/* Inspecting: items meet their shards. */

static void inspect_items(struct pipeline *pipeline, struct lane *lane, struct bench *bench)
{
    bench->records = &lane->records;
    for (size_t from = 0; from < lane->count; from += GROUP) {
        size_t to = lane->count - from < GROUP ? lane->count : from + GROUP;
        for (size_t i = from; i < to; i++)
            shard_prefetch(pipeline->shards[shard_of(lane->items[i].hash)], &lane->items[i]);
        for (size_t i = from; i < to; i++)
            shard_prefetch_flow(pipeline->shards[shard_of(lane->items[i].hash)], &lane->items[i]);
        for (size_t i = from; i < to; i++)
            shard_inspect(pipeline->shards[shard_of(lane->items[i].hash)], &lane->items[i], bench);
        arena_reset(&bench->arena);
    }
    lane->count = 0;
}

static void sweep(struct pipeline *pipeline, struct job *job, unsigned worker, struct bench *bench)
{
    bench->records = &job->lanes[worker].records;
    for (unsigned i = worker; i < LIMIT_SHARDS; i += pipeline->options->workers)
        shard_sweep(pipeline->shards[i], job->now, bench);
    arena_reset(&bench->arena);
}

/* Records of all workers, in one order. */

static int compare_marks(const void *a, const void *b)
{
    const struct record_mark *left = a, *right = b;
    if (left->order != right->order)
        return left->order < right->order ? -1 : 1;
    if (left->tie != right->tie)
        return left->tie < right->tie ? -1 : 1;
    return (left->from > right->from) - (left->from < right->from);
}

/* Writes the records of several lanes, sorted. Places in the lanes' texts are made
 * places in one text first, lane after lane, which also keeps equal ones in order. */
static void write_records(struct pipeline *pipeline, struct lane *lanes, unsigned lane_count)
{
    struct records all = {0};
    for (unsigned i = 0; i < lane_count; i++) {
        struct records *records = &lanes[i].records;
        all.marks =
            memory_grow(all.marks, &all.capacity, all.count + records->count, sizeof *all.marks);
        for (size_t j = 0; j < records->count; j++) {
            all.marks[all.count] = records->marks[j];
            all.marks[all.count++].from += all.text.size;
        }
        text_add(&all.text, text_slice(&records->text));
    }
    if (all.count > 0 && !pipeline->write_failed) {
        qsort(all.marks, all.count, sizeof *all.marks, compare_marks);
        struct text sorted = {0};
        for (size_t i = 0; i < all.count; i++)
            text_add(&sorted, slice_make(all.text.data + all.marks[i].from, all.marks[i].size));
        pipeline->write_failed =
            !pipeline->options->write(pipeline->options->context, text_slice(&sorted));
        text_done(&sorted);
        if (pipeline->write_failed)
            source_stop(pipeline->source);
    }
    records_done(&all);
}

static void retire_job(struct pipeline *pipeline, struct job *job)
{
    if (pipeline->options->records)
        write_records(pipeline, job->lanes, pipeline->options->workers);
    if (pipeline->options->progress)
        pipeline->options->progress(pipeline->options->context, pipeline->summary->packets);
}

/* One worker: everything here, group by group. */
static void run_alone(struct pipeline *pipeline)
{
    struct job *job = &pipeline->jobs[0];
    struct lane *lane = &job->lanes[0];
    while (source_next_batch(pipeline->source, &job->batch)) {
        begin_job(pipeline, job);
        for (size_t i = 0; i < job->batch.count; i++) {
            plan_frame(pipeline, job, &job->batch.frames[i]);
            if (lane->count >= GROUP)
                inspect_items(pipeline, lane, &pipeline->bench);
        }
        inspect_items(pipeline, lane, &pipeline->bench);
        sweep(pipeline, job, 0, &pipeline->bench);
        retire_job(pipeline, job);
    }
}

/* Several workers. */

/* The next job that is published, or NULL at the end. */
static struct job *await_job(struct pipeline *pipeline, uint64_t done)
{
    pthread_mutex_lock(&pipeline->lock);
    while (pipeline->published == done && !pipeline->ended)
        pthread_cond_wait(&pipeline->published_one, &pipeline->lock);
    bool there = pipeline->published > done;
    pthread_mutex_unlock(&pipeline->lock);
    return there ? &pipeline->jobs[done % pipeline->job_count] : NULL;
}

static void *work(void *argument)
{
    struct worker *worker = argument;
    struct pipeline *pipeline = worker->pipeline;
    struct bench bench = {0};
    struct job *job;
    for (uint64_t done = 0; (job = await_job(pipeline, done)); done++) {
        inspect_items(pipeline, &job->lanes[worker->number], &bench);
        sweep(pipeline, job, worker->number, &bench);
        pthread_mutex_lock(&pipeline->lock);
        if (--job->unfinished == 0)
            pthread_cond_signal(&pipeline->finished_one);
        pthread_mutex_unlock(&pipeline->lock);
    }
    arena_done(&bench.arena);
    return NULL;
}

static void await_finished(struct pipeline *pipeline, struct job *job)
{
    pthread_mutex_lock(&pipeline->lock);
    while (job->unfinished > 0)
        pthread_cond_wait(&pipeline->finished_one, &pipeline->lock);
    pthread_mutex_unlock(&pipeline->lock);
}

static void publish(struct pipeline *pipeline, struct job *job)
{
    pthread_mutex_lock(&pipeline->lock);
    job->unfinished = pipeline->options->workers;
    pipeline->published++;
    pthread_cond_broadcast(&pipeline->published_one);
    pthread_mutex_unlock(&pipeline->lock);
}

static void end_publishing(struct pipeline *pipeline)
{
    pthread_mutex_lock(&pipeline->lock);
    pipeline->ended = true;
    pthread_cond_broadcast(&pipeline->published_one);
    pthread_mutex_unlock(&pipeline->lock);
}

/* Jobs are retired in the order in which they were published, when their place
 * in the ring is needed again; `retired` is how many were. */
static void run_together(struct pipeline *pipeline)
{
    unsigned count = pipeline->options->workers;
    struct worker *workers = memory_create(count, sizeof *workers);
    for (unsigned i = 0; i < count; i++) {
        workers[i] = (struct worker){.pipeline = pipeline, .number = i};
        int failed = pthread_create(&workers[i].thread, NULL, work, &workers[i]);
        assert(!failed);
        (void)failed;
    }
    uint64_t read = 0, retired = 0;
    for (;;) {
        struct job *job = &pipeline->jobs[read % pipeline->job_count];
        if (read - retired == pipeline->job_count) {
            await_finished(pipeline, job);
            retire_job(pipeline, job);
            retired++;
        }
        if (!source_next_batch(pipeline->source, &job->batch))
            break;
        begin_job(pipeline, job);
        for (size_t i = 0; i < job->batch.count; i++)
            plan_frame(pipeline, job, &job->batch.frames[i]);
        publish(pipeline, job);
        read++;
    }
    end_publishing(pipeline);
    for (; retired < read; retired++) {
        struct job *job = &pipeline->jobs[retired % pipeline->job_count];
        await_finished(pipeline, job);
        retire_job(pipeline, job);
    }
    for (unsigned i = 0; i < count; i++)
        pthread_join(workers[i].thread, NULL);
    free(workers);
}

/* The end: flows end, findings are joined. */

static void finish_shards(struct pipeline *pipeline)
{
    struct lane lane = {0};
    pipeline->bench.records = &lane.records;
    for (unsigned i = 0; i < LIMIT_SHARDS; i++) {
        shard_finish(pipeline->shards[i], &pipeline->bench);
        arena_reset(&pipeline->bench.arena);
    }
    write_records(pipeline, &lane, 1);
    records_done(&lane.records);
}

static int compare_addresses(const void *a, const void *b)
{
    return address_compare(a, b);
}

static size_t count_machines(const struct pipeline_result *result)
{
    struct address *machines = memory_create(result->finding_count, sizeof *machines);
    size_t count = 0;
    for (size_t i = 0; i < result->finding_count; i++)
        machines[i] = result->findings[i].machine;
    qsort(machines, result->finding_count, sizeof *machines, compare_addresses);
    for (size_t i = 0; i < result->finding_count; i++)
        count += i == 0 || !address_equal(&machines[i - 1], &machines[i]);
    free(machines);
    return count;
}

static struct name_book *join_names(const struct pipeline *pipeline)
{
    struct name_log *logs[LIMIT_SHARDS];
    for (unsigned i = 0; i < LIMIT_SHARDS; i++)
        logs[i] = shard_names(pipeline->shards[i]);
    return name_book_join(logs, LIMIT_SHARDS);
}

static void sum_up(struct pipeline *pipeline, struct arena *arena, struct pipeline_result *result)
{
    struct findings *parts[LIMIT_SHARDS];
    struct run_summary *summary = &result->summary;
    for (unsigned i = 0; i < LIMIT_SHARDS; i++) {
        parts[i] = shard_findings(pipeline->shards[i]);
        summary->flows += shard_flows(pipeline->shards[i]);
        summary->untold += findings_refused(parts[i]);
        for (unsigned spot = 0; spot < BLIND_SPOTS; spot++)
            summary->blind[spot] += shard_blind(pipeline->shards[i])[spot];
    }
    struct defrag_counts fragments = defrag_count(pipeline->defrag);
    summary->blind[BLIND_FRAGMENTS_INCOMPLETE] += fragments.timed_out + fragments.waiting;
    summary->blind[BLIND_FRAGMENTS_OVER_BUDGET] += fragments.refused;
    result->findings =
        findings_join(parts, LIMIT_SHARDS, pipeline->options->index, arena, &result->finding_count);
    summary->machines = count_machines(result);
    if (pipeline->options->names)
        result->names = join_names(pipeline);
}

static void create_jobs(struct pipeline *pipeline)
{
    unsigned workers = pipeline->options->workers;
    pipeline->job_count = workers == 1 ? 1 : 2 * (size_t)workers + 2;
    pipeline->jobs = memory_create(pipeline->job_count, sizeof *pipeline->jobs);
    for (size_t i = 0; i < pipeline->job_count; i++)
        pipeline->jobs[i].lanes = memory_create(workers, sizeof *pipeline->jobs[i].lanes);
}

static void free_jobs(struct pipeline *pipeline)
{
    for (size_t i = 0; i < pipeline->job_count; i++) {
        struct job *job = &pipeline->jobs[i];
        batch_done(&job->batch);
        arena_done(&job->whole);
        for (unsigned j = 0; j < pipeline->options->workers; j++) {
            free(job->lanes[j].items);
            records_done(&job->lanes[j].records);
        }
        free(job->lanes);
    }
    free(pipeline->jobs);
}

void pipeline_run(struct source *source, const struct pipeline_options *options,
                  struct arena *arena, struct pipeline_result *result)
{
    *result = (struct pipeline_result){0};
    assert(options->workers > 0);
    struct pipeline pipeline = {
        .options = options,
        .source = source,
        .inspection = {options->index, options->records, input_report, source, options->names},
        .defrag = defrag_create(),
        .summary = &result->summary,
        .lock = PTHREAD_MUTEX_INITIALIZER,
        .published_one = PTHREAD_COND_INITIALIZER,
        .finished_one = PTHREAD_COND_INITIALIZER,
    };
    for (unsigned i = 0; i < LIMIT_SHARDS; i++)
        pipeline.shards[i] = shard_create(&pipeline.inspection);
    create_jobs(&pipeline);
    if (options->workers == 1)
        run_alone(&pipeline);
    else
        run_together(&pipeline);
    finish_shards(&pipeline);
    sum_up(&pipeline, arena, result);
    free_jobs(&pipeline);
    defrag_free(pipeline.defrag);
    for (unsigned i = 0; i < LIMIT_SHARDS; i++)
        shard_free(pipeline.shards[i]);
    arena_done(&pipeline.bench.arena);
}
