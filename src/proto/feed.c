/* SPDX-License-Identifier: MIT */
#include "proto/feed.h"

#include "base/memory.h"
#include "model/limits.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

bool feed_wants(const struct feed *feed, bool from_server)
{
    return !feed->side[from_server].done;
}

/* What is kept of a direction. */

static struct slice kept(const struct feed_side *side)
{
    return slice_make(side->kept, side->kept_size);
}

static void drop_kept(struct feed_side *side, struct feed_budget *budget)
{
    budget->used -= side->kept_size;
    free(side->kept);
    side->kept = NULL;
    side->kept_size = side->kept_capacity = 0;
    side->need = 0;
}

static bool fits(const struct feed_side *side, const struct feed_budget *budget, size_t size)
{
    return size <= LIMIT_MESSAGE - side->kept_size && budget->used <= LIMIT_MESSAGES_SHARD &&
           size <= LIMIT_MESSAGES_SHARD - budget->used;
}

static void keep_more(struct feed_side *side, struct feed_budget *budget, struct slice bytes)
{
    size_t size = side->kept_size + bytes.size;
    side->kept = memory_grow(side->kept, &side->kept_capacity, size, 1);
    memcpy(side->kept + side->kept_size, bytes.data, bytes.size);
    side->kept_size = size;
    budget->used += bytes.size;
}

/* Keeps just these bytes, which may be the end of what is kept. False when
 * there is no room. */
static bool keep_only(struct feed_side *side, struct feed_budget *budget, struct slice bytes)
{
    if (bytes.size == 0) {
        drop_kept(side, budget);
        return true;
    }
    if (side->kept_size >= bytes.size) {
        memmove(side->kept, bytes.data, bytes.size);
        budget->used -= side->kept_size - bytes.size;
        side->kept_size = bytes.size;
        return true;
    }
    assert(side->kept_size == 0);
    if (!fits(side, budget, bytes.size))
        return false;
    keep_more(side, budget, bytes);
    return true;
}

/* Recognition. */

static enum recognition ask(const struct dissector *dissector, bool datagram, struct slice bytes,
                            const struct hint *hint)
{
    if (datagram)
        return dissector->recognise_datagram ? dissector->recognise_datagram(bytes, hint)
                                             : RECOGNISED_NOT;
    return dissector->recognise_stream ? dissector->recognise_stream(bytes, hint) : RECOGNISED_NOT;
}

/* The dissector that recognises the bytes, or NULL; *refused collects who said no. */
static const struct dissector *recognise(bool datagram, struct slice bytes, const struct hint *hint,
                                         uint64_t *refused, bool *maybe)
{
    *maybe = false;
    for (size_t i = 0; dissectors[i]; i++) {
        uint64_t bit = UINT64_C(1) << (i % 64);
        if (*refused & bit)
            continue;
        enum recognition answer = ask(dissectors[i], datagram, bytes, hint);
        if (answer == RECOGNISED)
            return dissectors[i];
        if (answer == RECOGNISED_MAYBE)
            *maybe = true;
        else if (i < 64)
            *refused |= bit;
    }
    return NULL;
}

static void begin(struct feed *feed, const struct dissector *dissector)
{
    feed->dissector = dissector;
    feed->state = dissector->state_size > 0 ? memory_create(1, dissector->state_size) : NULL;
}

static void end(struct feed *feed)
{
    if (feed->dissector && feed->dissector->done)
        feed->dissector->done(feed->state);
    free(feed->state);
    feed->state = NULL;
    feed->dissector = NULL;
}

static void restart(struct feed *feed)
{
    end(feed);
    feed->restarts++;
    for (int i = 0; i < 2; i++) {
        struct feed_side *side = &feed->side[i];
        side->need = side->older = 0;
        side->skip = side->refused = 0;
        side->looked_at = 0;
        side->done = side->ended || feed->restarts > LIMIT_TUNNEL_DEPTH;
    }
}

static void look_at(struct feed *feed, struct feed_budget *budget, const struct hint *hint,
                    struct slice bytes, struct say *say);

static bool has_refused(const struct feed_side *side, const struct dissector *dissector)
{
    for (size_t i = 0; i < 64 && dissectors[i]; i++)
        if (dissectors[i] == dissector)
            return side->refused >> i & 1;
    return false;
}

/* The other direction was waiting, or went by unrecognised, or ended before. */
static void show_other_side(struct feed *feed, struct feed_budget *budget, const struct hint *hint,
                            struct say *say)
{
    const struct dissector *dissector = feed->dissector;
    struct hint other = *hint;
    other.from_server = !hint->from_server;
    struct feed_side *side = &feed->side[other.from_server];
    if (side->ended && dissector->stream_end)
        dissector->stream_end(feed->state, other.from_server, (struct slice){0}, say);
    if (side->done)
        return;
    bool refused = side->kept_size > 0 && has_refused(side, dissector);
    if (refused)
        drop_kept(side, budget);
    if (side->kept_size > 0)
        look_at(feed, budget, &other, kept(side), say);
    else if (refused || side->looked_at > 0)
        side->done = !dissector->gap ||
                     !dissector->gap(feed->state, other.from_server, (struct slice){0}, 0, say);
}

/* Nobody knows these bytes. */
static void count_unknown(struct feed_side *side, size_t size)
{
    side->refused = 0;
    if (size >= LIMIT_RECOGNISE - side->looked_at)
        side->done = true;
    else
        side->looked_at += (uint32_t)size;
}

/* Finds a dissector for all bytes of a side that nobody has consumed; where they
 * were kept for their promise and broke it, for the newest segment alone. Without
 * one they are kept where they may still be something, and dropped otherwise. */
static bool find_dissector(struct feed *feed, struct feed_budget *budget, const struct hint *hint,
                           struct slice *bytes, struct say *say)
{
    struct feed_side *side = &feed->side[hint->from_server];
    bool maybe = false;
    while (!side->done) {
        const struct dissector *found = recognise(false, *bytes, hint, &side->refused, &maybe);
        if (found) {
            begin(feed, found);
            show_other_side(feed, budget, hint, say);
            return true;
        }
        if (maybe || side->older == 0)
            break;
        count_unknown(side, side->older);
        *bytes = slice_after(*bytes, side->older);
        side->older = 0;
    }
    if (maybe && bytes->size < LIMIT_RECOGNISE - side->looked_at && keep_only(side, budget, *bytes))
        return false;
    drop_kept(side, budget);
    if (!side->done)
        count_unknown(side, bytes->size);
    return false;
}

/* Feeding. */

static void tell_gap(struct feed *feed, struct feed_budget *budget, bool from_server,
                     struct slice unread, uint64_t missing, struct say *say)
{
    struct feed_side *side = &feed->side[from_server];
    const struct dissector *dissector = feed->dissector;
    if (!dissector->gap || !dissector->gap(feed->state, from_server, unread, missing, say))
        side->done = true;
    drop_kept(side, budget);
}

/* Keeps what the dissector left for later. */
static void settle(struct feed *feed, struct feed_budget *budget, bool from_server,
                   struct slice rest, size_t need, struct say *say)
{
    struct feed_side *side = &feed->side[from_server];
    if (side->done) {
        drop_kept(side, budget);
    } else if (need > LIMIT_MESSAGE || !keep_only(side, budget, rest)) {
        say->blind(say->context, BLIND_MESSAGE_TOO_LONG);
        tell_gap(feed, budget, from_server, rest, 0, say);
    } else {
        side->need = need;
    }
}

/* Shows the bytes, which are all that nobody has consumed, until the dissector
 * takes no more of them. */
static void look_at(struct feed *feed, struct feed_budget *budget, const struct hint *hint,
                    struct slice bytes, struct say *say)
{
    struct feed_side *side = &feed->side[hint->from_server];
    struct taken taken = {0};
    while (!side->done) {
        if (!feed->dissector) {
            if (!find_dissector(feed, budget, hint, &bytes, say))
                return;
            continue; /* the other side may have taken the dissector away again */
        }
        say->server_port = hint->server_port;
        taken = feed->dissector->stream(feed->state, hint->from_server, bytes, say);
        if (taken.size > bytes.size)
            side->skip = taken.size - bytes.size;
        bytes = slice_after(bytes, taken.size);
        if (taken.restart)
            restart(feed);
        else
            side->done = taken.done;
        if (bytes.size == 0 || (taken.size == 0 && !taken.restart) || taken.need > bytes.size)
            break;
    }
    settle(feed, budget, hint->from_server, bytes, taken.need, say);
}

static struct slice pass_over(struct feed_side *side, struct slice bytes)
{
    size_t size = bytes.size < side->skip ? bytes.size : (size_t)side->skip;
    side->skip -= size;
    return slice_after(bytes, size);
}

void feed_stream(struct feed *feed, struct feed_budget *budget, const struct hint *hint,
                 struct slice bytes, struct say *say)
{
    struct feed_side *side = &feed->side[hint->from_server];
    say->server_port = hint->server_port;
    if (side->skip > 0)
        bytes = pass_over(side, bytes);
    if (side->done || bytes.size == 0)
        return;
    if (side->kept_size > 0 && !fits(side, budget, bytes.size)) {
        if (feed->dissector) {
            say->blind(say->context, BLIND_MESSAGE_TOO_LONG);
            tell_gap(feed, budget, hint->from_server, kept(side), 0, say);
        }
        drop_kept(side, budget);
        side->refused = 0;
    }
    side->older = side->kept_size;
    if (side->kept_size > 0) {
        keep_more(side, budget, bytes);
        if (side->kept_size < side->need)
            return;
        bytes = kept(side);
    }
    if (!side->done)
        look_at(feed, budget, hint, bytes, say);
}

void feed_gap(struct feed *feed, struct feed_budget *budget, bool from_server, uint64_t missing,
              struct say *say)
{
    struct feed_side *side = &feed->side[from_server];
    if (side->done)
        return;
    if (missing > 0 && missing <= side->skip) {
        side->skip -= missing;
        return;
    }
    if (missing > 0)
        missing -= side->skip;
    side->skip = 0;
    if (feed->dissector)
        tell_gap(feed, budget, from_server, kept(side), missing, say);
    drop_kept(side, budget);
    side->refused = 0;
}

void feed_stream_end(struct feed *feed, struct feed_budget *budget, bool from_server,
                     struct say *say)
{
    struct feed_side *side = &feed->side[from_server];
    if (side->ended)
        return;
    if (feed->dissector && feed->dissector->stream_end)
        feed->dissector->stream_end(feed->state, from_server, kept(side), say);
    drop_kept(side, budget);
    side->ended = side->done = true;
}

const struct dissector *feed_find_datagram(struct slice datagram, const struct hint *hint)
{
    uint64_t refused = 0;
    bool maybe;
    return recognise(true, datagram, hint, &refused, &maybe);
}

void feed_datagram(struct feed *feed, const struct hint *hint, struct slice datagram,
                   struct say *say)
{
    struct feed_side *side = &feed->side[hint->from_server];
    if (side->done)
        return;
    say->server_port = hint->server_port;
    if (!feed->dissector) {
        const struct dissector *found = feed_find_datagram(datagram, hint);
        if (!found) {
            count_unknown(side, datagram.size);
            return;
        }
        begin(feed, found);
    }
    if (!feed->dissector->datagram(feed->state, hint->from_server, datagram, say))
        feed->side[0].done = feed->side[1].done = true;
}

void feed_done(struct feed *feed, struct feed_budget *budget)
{
    if (!feed)
        return;
    end(feed);
    for (int i = 0; i < 2; i++)
        drop_kept(&feed->side[i], budget);
    *feed = (struct feed){0};
}
