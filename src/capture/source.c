/* SPDX-License-Identifier: MIT */
#include "capture/source.h"

#include "base/file_list.h"
#include "base/memory.h"
#include "base/packed_file.h"
#include "capture/format.h"
#include "model/limits.h"

#include <assert.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

enum {
    /* Read at once: a batch's bytes then stay in a core's second-level cache
     * (1 MiB and more) between the copy out of the kernel and the reader. */
    READ_SIZE = 128 * 1024,
    READ_SMALLEST = 32 * 1024,
    /* No format waits for more than a few records of the largest size. */
    BUFFER_MOST = 4 * LIMIT_PCAPNG_BLOCK,
};

static const struct capture_format *const formats[] = {&pcap_format, &pcapng_format};

static const struct unpack_limits unpack_limits = {
    .bytes = LIMIT_UNPACKED_BYTES,
    .ratio = LIMIT_UNPACKED_RATIO,
    .allowance = LIMIT_UNPACKED_ALLOWANCE,
    .memory = LIMIT_UNPACK_MEMORY,
};

struct input {
    struct input_report report;
    struct file_stamp stamp;
    bool is_named;
    bool was_opened;
    uint64_t size; /* on disk; 0 when it cannot be known */
};

struct source {
    struct file_list list;
    struct input *inputs;
    size_t count;
    struct slice memory; /* of the one input, where it is in memory */

    size_t next; /* input to be opened */
    struct packed_file *file;
    const struct capture_format *format;
    void *state;
    uint64_t offset; /* of the tail in the unpacked capture */
    bool at_end;
    size_t read_size;

    /* Bytes behind the last frame of a batch, kept for the next one: the batch
     * itself is the caller's from then on. */
    uint8_t *tail;
    size_t tail_size, tail_capacity;
    bool tail_has_frames;

    uint64_t total, finished;
    atomic_bool stopped; /* by another thread */
};

void batch_done(struct batch *batch)
{
    free(batch->frames);
    free(batch->buffer);
    *batch = (struct batch){0};
}

static void add_input(struct source *source, const struct file_list_item *item)
{
    struct input *input = &source->inputs[source->count++];
    input->report.path = item->path;
    input->report.problem = item->problem;
    input->report.failed = item->problem.sentence[0] != '\0';
    input->is_named = item->is_named;
    input->size = item->size;
}

/* The sum of all sizes, or 0 when one of them is a pipe. */
static uint64_t total_of(const struct file_list *list)
{
    uint64_t total = 0;
    for (size_t i = 0; i < list->count; i++) {
        const struct file_list_item *item = &list->items[i];
        if (!item->is_regular && item->problem.sentence[0] == '\0')
            return 0;
        total += item->size;
    }
    return total;
}

struct source *source_create(const char *const *paths, size_t count)
{
    static const struct file_list_limits limits = {LIMIT_INPUTS, LIMIT_DIRECTORY_DEPTH};
    struct source *source = memory_create(1, sizeof *source);
    for (size_t i = 0; i < count; i++)
        file_list_add(&source->list, paths[i], &limits);
    source->inputs = memory_create(source->list.count, sizeof *source->inputs);
    for (size_t i = 0; i < source->list.count; i++)
        add_input(source, &source->list.items[i]);
    source->total = total_of(&source->list);
    return source;
}

struct source *source_create_from(const char *name, struct slice bytes)
{
    struct source *source = memory_create(1, sizeof *source);
    source->inputs = memory_create(1, sizeof *source->inputs);
    source->inputs[0].report.path = name;
    source->inputs[0].is_named = true;
    source->inputs[0].size = bytes.size;
    source->count = 1;
    source->memory = bytes;
    source->total = bytes.size;
    return source;
}

static struct input *current(struct source *source)
{
    return &source->inputs[source->next - 1];
}

/* Opens the next input that can be. False when there is none. */
static bool open_next(struct source *source)
{
    while (source->next < source->count) {
        struct input *input = &source->inputs[source->next++];
        if (input->report.failed)
            continue;
        source->file = source->list.items ? packed_file_open(input->report.path, &unpack_limits,
                                                             &input->report.problem)
                                          : packed_file_over(source->memory, &unpack_limits);
        if (source->file) {
            input->was_opened = true;
            input->stamp = *packed_file_stamp(source->file);
            source->read_size = READ_SIZE;
            return true;
        }
        input->report.failed = true;
        source->finished += input->size;
    }
    return false;
}

static void close_input(struct source *source)
{
    struct input_report *report = &current(source)->report;
    report->has_digest = packed_file_digest(source->file, report->digest);
    source->finished += current(source)->size > 0 ? current(source)->size : report->bytes;
    packed_file_free(source->file);
    source->file = NULL;
    if (source->format)
        source->format->free(source->state);
    source->format = NULL;
    source->state = NULL;
    source->offset = 0;
    source->at_end = false;
    source->tail_size = 0;
    source->tail_has_frames = false;
}

void source_free(struct source *source)
{
    if (!source)
        return;
    if (source->file)
        close_input(source);
    file_list_done(&source->list);
    free(source->inputs);
    free(source->tail);
    free(source);
}

/* Formats that are known by their first bytes and not read, so that the refusal names them. */
static const struct {
    const char *magic;
    size_t at;
    const char *name;
} others[] = {
    {"snoop", 0, "a Sun snoop capture"},
    {"RTSS", 0, "a Microsoft Network Monitor capture"},
    {"GMBU", 0, "a Microsoft Network Monitor capture"},
    {"TRSNIFF data", 0, "a Sniffer capture"},
    {"XCP", 0, "a NetXRay capture"},
    {"PK\3\4", 0, "a zip archive"},
    {"7z\xbc\xaf", 0, "a 7-Zip archive"},
    {"Rar!", 0, "a RAR archive"},
    {"\x1f\x9d", 0, "packed with compress"},
    {"\x02\x21\x4c\x18", 0, "packed with lz4's legacy format"},
    {"ustar", 257, "a tar archive"},
};

static const char *name_of_other(struct slice first)
{
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
        if (slice_starts_with(slice_after(first, others[i].at), others[i].magic))
            return others[i].name;
    return NULL;
}

/* Not recognised: a failure where the file was named, a remark where a folder held it. */
static bool refuse(struct source *source, struct slice first)
{
    struct input *input = current(source);
    struct input_report *report = &input->report;
    const char *other = name_of_other(first);
    if (report->failed)
        return false; /* reading failed, and that has been said */
    report->failed = input->is_named;
    if (first.size == 0)
        return problem_set(&report->problem, "cannot read '%s': it is empty", report->path);
    if (other)
        return problem_set(&report->problem, "cannot read '%s': it is %s, not pcap or pcapng",
                           report->path, other);
    return problem_set(&report->problem, "cannot read '%s': it is no pcap or pcapng capture",
                       report->path);
}

/* Sees the format in the first bytes. False when it is none that is known. */
static bool recognise(struct source *source, const struct reading *reading)
{
    if (reading->bytes.size < FORMAT_FIRST && !reading->at_end)
        return true;
    for (size_t i = 0; i < sizeof formats / sizeof formats[0]; i++) {
        if (!formats[i]->recognise(reading->bytes))
            continue;
        source->format = formats[i];
        source->state = formats[i]->create();
        reading->report->format = formats[i]->name;
        return true;
    }
    return refuse(source, reading->bytes);
}

static void prepare(struct source *source, struct batch *batch)
{
    if (!batch->frames) {
        batch->frames = memory_create(BATCH_FRAMES, sizeof *batch->frames);
        batch->capacity = BATCH_FRAMES;
    }
    batch->count = 0;
    batch->buffer =
        memory_grow(batch->buffer, &batch->buffer_size, source->tail_size + READ_SIZE, 1);
    if (source->tail_size > 0)
        memcpy(batch->buffer, source->tail, source->tail_size);
}

/* Reads on behind the `filled` bytes of a batch without frames; gives the new number. */
static size_t read_on(struct source *source, struct batch *batch, size_t filled)
{
    struct input_report *report = &current(source)->report;
    size_t got = 0;
    assert(filled <= BUFFER_MOST);
    batch->buffer = memory_grow(batch->buffer, &batch->buffer_size, filled + source->read_size, 1);
    bool ok = packed_file_read(source->file, batch->buffer + filled, source->read_size, &got,
                               &report->problem);
    report->packing = packed_file_packing(source->file);
    report->bytes = packed_file_taken(source->file);
    source->at_end = got == 0;
    if (!ok && atomic_load(&source->stopped)) {
        report->problem = (struct problem){0};
    } else if (!ok) {
        report->failed = true;
        problem_add(&report->problem, "cannot read all of '%s'", report->path);
    }
    return filled + got;
}

/* Where packets are small, a whole READ_SIZE holds more of them than a batch
 * takes, and the rest would be copied: reads about what a batch will take. */
static size_t next_read_size(const struct batch *batch)
{
    const struct frame *last = &batch->frames[batch->count - 1];
    size_t taken = (size_t)(last->bytes.data + last->bytes.size - batch->buffer);
    size_t wanted = taken / batch->count * BATCH_FRAMES;
    return wanted < READ_SMALLEST ? READ_SMALLEST : wanted > READ_SIZE ? READ_SIZE : wanted;
}

static void keep_tail(struct source *source, const struct reading *reading)
{
    struct batch *batch = reading->batch;
    struct slice tail = reading->bytes;
    source->tail = memory_grow(source->tail, &source->tail_capacity, tail.size, 1);
    if (tail.size > 0)
        memcpy(source->tail, tail.data, tail.size);
    source->tail_size = tail.size;
    source->tail_has_frames = batch_is_full(batch);
    source->offset = reading->offset;
    source->read_size = next_read_size(batch);
}

/* Fills the batch from the input that is open. False at its end. */
static bool fill(struct source *source, struct batch *batch)
{
    prepare(source, batch);
    size_t filled = source->tail_size;
    bool must_read = !source->tail_has_frames;
    for (;;) {
        if (must_read && !source->at_end)
            filled = read_on(source, batch, filled);
        must_read = true;
        struct reading reading = {
            .bytes = slice_make(batch->buffer, filled),
            .offset = source->offset,
            .at_end = source->at_end,
            .input = (uint32_t)(source->next - 1),
            .batch = batch,
            .report = &current(source)->report,
        };
        if (!source->format && !recognise(source, &reading))
            return false;
        if (source->format && !source->format->read(source->state, &reading)) {
            reading.report->failed = true;
            return false;
        }
        if (batch->count > 0) {
            keep_tail(source, &reading);
            return true;
        }
        if (source->at_end)
            return false;
        if (reading.bytes.size > 0)
            memmove(batch->buffer, reading.bytes.data, reading.bytes.size);
        filled = reading.bytes.size;
        source->offset = reading.offset;
    }
}

bool source_next_batch(struct source *source, struct batch *batch)
{
    while (!atomic_load(&source->stopped) && (source->file || open_next(source))) {
        if (fill(source, batch))
            return true;
        close_input(source);
    }
    batch->count = 0;
    return false;
}

void source_stop(struct source *source)
{
    atomic_store(&source->stopped, true);
}

size_t source_input_count(const struct source *source)
{
    return source->count;
}

const struct input_report *source_input(const struct source *source, size_t input)
{
    assert(input < source->count);
    return &source->inputs[input].report;
}

uint64_t source_total_bytes(const struct source *source)
{
    return source->total;
}

uint64_t source_read_bytes(const struct source *source)
{
    return source->finished + (source->file ? packed_file_taken(source->file) : 0);
}

bool source_digest(struct source *source, size_t input, uint8_t digest[32], struct problem *problem)
{
    assert(input < source->count);
    struct input *asked = &source->inputs[input];
    struct input_report *report = &asked->report;
    if (!report->has_digest && asked->was_opened && asked->stamp.is_regular) {
        if (!file_digest(report->path, &asked->stamp, report->digest, problem))
            return false;
        report->has_digest = true;
    }
    if (!report->has_digest)
        return problem_set(problem, "'%s' was not read to its end and cannot be read again",
                           report->path);
    memcpy(digest, report->digest, SHA256_SIZE);
    return true;
}
