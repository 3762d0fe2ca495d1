/* SPDX-License-Identifier: MIT */
#include "base/unpack.h"

#include "base/memory.h"

#include <inttypes.h>
#include <stdlib.h>

extern const struct unpacker gzip_unpacker, zstd_unpacker, xz_unpacker, bzip2_unpacker,
    lz4_unpacker;

static const struct unpacker *const unpackers[] = {
    &gzip_unpacker, &zstd_unpacker, &xz_unpacker, &bzip2_unpacker, &lz4_unpacker,
};

struct unpack {
    const struct unpacker *kind;
    struct unpack_limits limits;
    void *state;         /* of the member being read; NULL between members */
    uint64_t members;    /* complete ones */
    uint64_t in, out;    /* bytes so far, of all members */
    uint64_t member_out; /* bytes that this member gave */
    bool failed;
};

const struct unpacker *unpack_recognise(struct slice first)
{
    for (size_t i = 0; i < sizeof unpackers / sizeof unpackers[0]; i++)
        if (unpackers[i]->recognise(first))
            return unpackers[i];
    return NULL;
}

struct unpack *unpack_create(const struct unpacker *kind, const struct unpack_limits *limits)
{
    struct unpack *unpack = memory_create(1, sizeof *unpack);
    unpack->kind = kind;
    unpack->limits = *limits;
    return unpack;
}

static void end_member(struct unpack *unpack)
{
    if (unpack->state)
        unpack->kind->free(unpack->state);
    unpack->state = NULL;
}

void unpack_free(struct unpack *unpack)
{
    if (!unpack)
        return;
    end_member(unpack);
    free(unpack);
}

/* Goes on to the next member, over zeros that pad; false when there is none yet. */
static bool begin_member(struct unpack *unpack, struct slice *in)
{
    while (unpack->members > 0 && in->size > 0 && in->data[0] == 0) {
        *in = slice_after(*in, 1);
        unpack->in++;
    }
    if (in->size == 0)
        return false;
    unpack->state = unpack->kind->create(unpack->limits.memory);
    unpack->member_out = 0;
    return true;
}

static bool is_bomb(const struct unpack *unpack)
{
    const struct unpack_limits *limits = &unpack->limits;
    return unpack->out > limits->bytes ||
           (unpack->out > limits->allowance && unpack->out / limits->ratio > unpack->in);
}

static bool fail(struct unpack *unpack, enum unpack_step step, struct problem *problem)
{
    const char *name = unpack->kind->name;
    unpack->failed = true;
    if (step == UNPACK_TOO_LARGE)
        return problem_set(problem,
                           "the %s data wants more than %" PRIu64 " MiB of memory to be unpacked",
                           name, unpack->limits.memory >> 20);
    if (unpack->members > 0 && unpack->member_out == 0)
        return problem_set(problem,
                           "what follows the %s data at byte %" PRIu64 " is something else", name,
                           unpack->in);
    return problem_set(problem, "the %s data is damaged near byte %" PRIu64, name, unpack->in);
}

/* One call of the decoder, counted. */
static enum unpack_step step(struct unpack *unpack, struct unpack_work *work)
{
    struct unpack_work before = *work;
    enum unpack_step step = unpack->kind->step(unpack->state, work);
    size_t made = before.room - work->room;
    unpack->in += before.in.size - work->in.size;
    unpack->out += made;
    unpack->member_out += made;
    if (step == UNPACK_ENDED) {
        end_member(unpack);
        unpack->members++;
    } else if (step == UNPACK_GOES_ON && work->in.size > 0 && work->room > 0 &&
               work->in.size == before.in.size && made == 0) {
        return UNPACK_BROKEN; /* a decoder that does nothing would be asked for ever */
    }
    return step;
}

/* Nothing is left to read and nothing came out: the end, or a cut. */
static bool finish(struct unpack *unpack, struct problem *problem)
{
    if (!unpack->state)
        return true;
    unpack->failed = true;
    return problem_set(problem, "the %s data is cut off after %" PRIu64 " bytes",
                       unpack->kind->name, unpack->in);
}

bool unpack_some(struct unpack *unpack, struct slice *in, bool at_end, uint8_t *out, size_t room,
                 size_t *made, struct problem *problem)
{
    struct unpack_work work = {.in = *in, .out = out, .room = room};
    enum unpack_step last = UNPACK_GOES_ON;
    *made = 0;
    if (unpack->failed)
        return problem_set(problem, "the %s data is damaged", unpack->kind->name);
    while (work.room > 0) {
        if (!unpack->state && !begin_member(unpack, &work.in))
            break;
        size_t in_before = work.in.size, room_before = work.room;
        last = step(unpack, &work);
        if (last == UNPACK_BROKEN || last == UNPACK_TOO_LARGE || is_bomb(unpack))
            break;
        if (work.in.size == in_before && work.room == room_before)
            break;
    }
    *in = work.in;
    *made = room - work.room;
    if (last == UNPACK_BROKEN || last == UNPACK_TOO_LARGE)
        return fail(unpack, last, problem);
    if (is_bomb(unpack)) {
        unpack->failed = true;
        return problem_set(problem,
                           "the %s data unpacks to %" PRIu64 " bytes from %" PRIu64
                           ", more than is allowed",
                           unpack->kind->name, unpack->out, unpack->in);
    }
    return !at_end || *made > 0 || work.in.size > 0 || finish(unpack, problem);
}
