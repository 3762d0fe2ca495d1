/* SPDX-License-Identifier: MIT */
#include "app/progress.h"

#include "base/human.h"
#include "base/instant.h"

#include <unistd.h>

enum { BAR_LEAST = 10, BAR_MOST = 40 };

#define PATIENCE NS_PER_SECOND     /* runs shorter than this show nothing */
#define PAUSE (NS_PER_SECOND / 10) /* between two drawings */

void progress_begin(struct progress *progress, int fd, struct terminal terminal, uint64_t total,
                    int64_t now_ns)
{
    *progress = (struct progress){
        .terminal = terminal, .fd = fd, .total = total, .began_ns = now_ns, .drawn_ns = now_ns};
}

/* Progress that cannot be written is no reason to stop. */
static void put(const struct progress *progress, struct slice bytes)
{
    while (bytes.size > 0) {
        ssize_t written = write(progress->fd, bytes.data, bytes.size);
        if (written <= 0)
            return;
        bytes = slice_after(bytes, (size_t)written);
    }
}

void progress_update(struct progress *progress, uint64_t done, uint64_t packets, int64_t now_ns)
{
    if (!progress->terminal.is_terminal || progress->terminal.dumb ||
        now_ns - progress->began_ns < PATIENCE || now_ns - progress->drawn_ns < PAUSE)
        return;
    progress->drawn_ns = now_ns;
    progress->drawn = true;
    text_clear(&progress->line);
    text_put(&progress->line, "\r");
    progress_render(&progress->line, progress->terminal.width,
                    &(struct progress_state){.name = progress->name,
                                             .done = done,
                                             .total = progress->total,
                                             .packets = packets,
                                             .things = progress->things,
                                             .elapsed_ns = now_ns - progress->began_ns});
    text_put(&progress->line, "\x1b[K");
    put(progress, text_slice(&progress->line));
}

void progress_clear(struct progress *progress)
{
    if (progress->drawn)
        put(progress, slice_from("\r\x1b[K"));
    progress->drawn = false;
}

void progress_end(struct progress *progress)
{
    progress_clear(progress);
    text_done(&progress->line);
}

static double seconds(const struct progress_state *state)
{
    return state->elapsed_ns > 0 ? (double)state->elapsed_ns / 1e9 : 0;
}

/* The parts of the line, the least important last. */
enum part { NAME, SHARE, AMOUNT, RATE, LEFT, PACKETS, PARTS };

static void add_amount(struct text *text, const struct progress_state *state)
{
    text_add_size(text, state->done);
    if (state->total == 0) {
        text_put(text, " read");
        return;
    }
    text_put(text, " of ");
    text_add_size(text, state->total);
}

static void add_left(struct text *text, const struct progress_state *state)
{
    if (state->total == 0 || state->done == 0 || state->done >= state->total)
        return;
    double left = seconds(state) * (double)(state->total - state->done) / (double)state->done;
    /* Beyond a year the guess is worth nothing. */
    if (left > 365 * 86400.0)
        return;
    text_add_duration(text, (int64_t)(left + 0.5) * NS_PER_SECOND);
    text_put(text, " left");
}

static void add_part(struct text *text, enum part part, const struct progress_state *state)
{
    double elapsed = seconds(state);
    switch (part) {
    case NAME:
        text_put(text, state->name ? state->name : "");
        break;
    case SHARE:
        if (state->total > 0)
            text_print(text, "%3u%%",
                       (unsigned)(100.0 * (double)state->done / (double)state->total));
        break;
    case AMOUNT:
        add_amount(text, state);
        break;
    case RATE:
        if (elapsed > 0) {
            text_add_size(text, (uint64_t)((double)state->done / elapsed));
            text_put(text, "/s");
        }
        break;
    case LEFT:
        add_left(text, state);
        break;
    case PACKETS:
        if (elapsed > 0 && state->packets > 0) {
            text_add_rounded(text, (uint64_t)((double)state->packets / elapsed));
            text_print(text, " %s/s", state->things ? state->things : "packets");
        }
        break;
    case PARTS:
        break;
    }
}

static void add_bar(struct text *text, size_t size, const struct progress_state *state)
{
    size_t full = (size_t)((double)size * (double)state->done / (double)state->total);
    text_put(text, "  [");
    text_fill(text, '#', full);
    text_fill(text, '.', size - full);
    text_put(text, "]");
}

void progress_render(struct text *text, size_t width, const struct progress_state *given)
{
    struct progress_state state = *given;
    struct text part = {0}, line = {0};
    size_t room = width > 1 ? width - 1 : 0, share_size = 0;
    /* Files may grow while they are read. */
    if (state.total > 0 && state.done > state.total)
        state.done = state.total;
    for (enum part i = NAME; i < PARTS; i++) {
        text_clear(&part);
        add_part(&part, i, &state);
        size_t gap = line.size > 0 ? 2 : 0;
        if (part.size == 0 || line.size + gap + part.size > room)
            continue;
        text_fill(&line, ' ', gap);
        text_add(&line, text_slice(&part));
        if (i == SHARE)
            share_size = line.size;
    }
    /* The bar takes what room is left, behind the share. */
    size_t bar = room > line.size + 4 ? room - line.size - 4 : 0;
    text_add(text, slice_part(text_slice(&line), 0, share_size));
    if (state.total > 0 && bar >= BAR_LEAST)
        add_bar(text, bar < BAR_MOST ? bar : BAR_MOST, &state);
    text_add(text, slice_after(text_slice(&line), share_size));
    text_done(&part);
    text_done(&line);
}
