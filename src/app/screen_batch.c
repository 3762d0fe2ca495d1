/* SPDX-License-Identifier: MIT */
#include "app/screen_batch.h"

#include "base/human.h"
#include "base/instant.h"
#include "base/memory.h"

#include <assert.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

enum {
    BLOCK = 32,          /* names: some milliseconds of work */
    BLOCKS_A_WORKER = 4, /* that may wait for their turn */
    COMPLAINTS = 20,     /* that are told; the others are counted */
};

/* Names that one worker asks together. */
struct block {
    struct arena arena;
    struct screening_query queries[BLOCK];
    size_t count;
    size_t answers[ANSWERS];
    struct text text;
    bool is_done;
};

struct run {
    const struct screen_batch *batch;
    struct screening_tally *tally;
    pthread_mutex_t lock; /* of all below, of the input and of the outputs */
    pthread_cond_t turned;
    struct block *blocks; /* a ring */
    size_t block_count;
    size_t taken, written; /* numbers of blocks */
    size_t defects;
    bool ended;
};

static void complain(struct run *run, const char *sentence)
{
    if (run->defects++ >= COMPLAINTS)
        return;
    progress_clear(run->batch->progress);
    fprintf(stderr, "stormcone screen: %s\n", sentence);
}

static bool is_interrupted(const struct run *run)
{
    return run->batch->interrupt && interrupt_came(run->batch->interrupt);
}

/* Fills a block from the input. */
static void fill(struct run *run, struct block *block)
{
    struct problem defect = {0};
    while (block->count < BLOCK && !run->ended) {
        enum screen_line line = screen_input_next(run->batch->input, &block->arena,
                                                  &block->queries[block->count], &defect);
        if (line != SCREEN_LINE_END && defect.sentence[0] != '\0')
            complain(run, defect.sentence);
        run->ended = line == SCREEN_LINE_END;
        block->count += line == SCREEN_LINE_QUERY;
        run->tally->unread += line == SCREEN_LINE_UNREAD;
    }
}

/* The next block to be asked; NULL when there is none any more. */
static struct block *take(struct run *run)
{
    while (!run->ended && run->taken - run->written == run->block_count)
        pthread_cond_wait(&run->turned, &run->lock);
    if (!run->ended && is_interrupted(run)) {
        run->tally->interrupted = true;
        run->ended = true;
    }
    if (run->ended)
        return NULL;
    struct block *block = &run->blocks[run->taken++ % run->block_count];
    fill(run, block);
    return block;
}

static void ask(const struct run *run, struct screen_session *session, struct block *block)
{
    for (size_t i = 0; i < block->count; i++) {
        struct screening screening = {0};
        screen(session, &block->queries[i], run->batch->choice, &screening);
        block->answers[screening_answer(&screening)]++;
        run->batch->render(run->batch->context, &block->text, &screening);
        screening_done(&screening);
    }
}

static void add_to_tally(struct screening_tally *tally, struct block *block)
{
    tally->asked += block->count;
    for (size_t i = 0; i < ANSWERS; i++) {
        tally->answers[i] += block->answers[i];
        block->answers[i] = 0;
    }
}

/* Writes the blocks whose turn it is. */
static void write_blocks(struct run *run)
{
    while (run->written < run->taken && run->blocks[run->written % run->block_count].is_done) {
        struct block *block = &run->blocks[run->written++ % run->block_count];
        if (block->text.size > 0)
            fwrite(block->text.data, 1, block->text.size, stdout);
        add_to_tally(run->tally, block);
        text_clear(&block->text);
        arena_reset(&block->arena);
        block->count = 0;
        block->is_done = false;
    }
    progress_update(run->batch->progress, screen_input_taken(run->batch->input), run->tally->asked,
                    monotonic_ns());
}

static void *work(void *argument)
{
    struct run *run = argument;
    struct screen_session *session = screen_session_create(run->batch->screener);
    pthread_mutex_lock(&run->lock);
    for (struct block *block = take(run); block; block = take(run)) {
        pthread_mutex_unlock(&run->lock);
        ask(run, session, block);
        pthread_mutex_lock(&run->lock);
        block->is_done = true;
        write_blocks(run);
        pthread_cond_broadcast(&run->turned);
    }
    pthread_cond_broadcast(&run->turned); /* others may wait for a block that never comes */
    pthread_mutex_unlock(&run->lock);
    screen_session_free(session);
    return NULL;
}

/* The calling thread is one of the workers. */
static void work_all(struct run *run, unsigned workers)
{
    pthread_t *threads = memory_create(workers, sizeof *threads);
    for (unsigned i = 1; i < workers; i++) {
        int failed = pthread_create(&threads[i], NULL, work, run);
        assert(!failed);
        (void)failed;
    }
    work(run);
    for (unsigned i = 1; i < workers; i++)
        pthread_join(threads[i], NULL);
    free(threads);
}

void screen_batch_run(const struct screen_batch *batch, struct screening_tally *tally)
{
    struct run run = {.batch = batch, .tally = tally};
    run.block_count = batch->workers * BLOCKS_A_WORKER;
    run.blocks = memory_create(run.block_count, sizeof *run.blocks);
    pthread_mutex_init(&run.lock, NULL);
    pthread_cond_init(&run.turned, NULL);
    work_all(&run, batch->workers);
    if (run.defects > COMPLAINTS)
        fprintf(stderr, "stormcone screen: and %zu more lines\n", run.defects - COMPLAINTS);
    for (size_t i = 0; i < run.block_count; i++) {
        arena_done(&run.blocks[i].arena);
        text_done(&run.blocks[i].text);
    }
    free(run.blocks);
    pthread_cond_destroy(&run.turned);
    pthread_mutex_destroy(&run.lock);
}
