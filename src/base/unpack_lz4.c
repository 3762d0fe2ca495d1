/* SPDX-License-Identifier: MIT */
#include "base/cursor.h"
#include "base/unpack.h"

#include <lz4frame.h>

/* The lz4 frame format 1.6; blocks are 4 MiB at most, so memory needs no bound. */
static bool recognise(struct slice first)
{
    enum { FRAME = 0x184d2204 };
    struct cursor c = cursor_over(first);
    return cursor_u32_little(&c) == FRAME;
}

static void *create(uint64_t memory)
{
    (void)memory;
    LZ4F_dctx *context = NULL;
    return LZ4F_isError(LZ4F_createDecompressionContext(&context, LZ4F_VERSION)) ? NULL : context;
}

static void lz4_free(void *state)
{
    LZ4F_freeDecompressionContext(state);
}

static enum unpack_step step(void *state, struct unpack_work *work)
{
    if (!state)
        return UNPACK_TOO_LARGE;
    size_t in = work->in.size, room = work->room;
    size_t result = LZ4F_decompress(state, work->out, &room, work->in.data, &in, NULL);
    if (LZ4F_isError(result))
        return UNPACK_BROKEN;
    work->in = slice_after(work->in, in);
    work->out += room;
    work->room -= room;
    return result == 0 ? UNPACK_ENDED : UNPACK_GOES_ON;
}

const struct unpacker lz4_unpacker = {
    .name = "lz4",
    .recognise = recognise,
    .create = create,
    .free = lz4_free,
    .step = step,
};
