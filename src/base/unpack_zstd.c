/* SPDX-License-Identifier: MIT */
#include "base/cursor.h"
#include "base/unpack.h"

#include <zstd.h>
#include <zstd_errors.h>

/* RFC 8878, 3.1.1 and 3.1.2. pzstd begins files with a skippable frame. */
static bool recognise(struct slice first)
{
    struct cursor c = cursor_over(first);
    uint32_t magic = cursor_u32_little(&c);
    return !c.failed && (magic == ZSTD_MAGICNUMBER ||
                         (magic & ZSTD_MAGIC_SKIPPABLE_MASK) == ZSTD_MAGIC_SKIPPABLE_START);
}

/* The largest window, as a power of two, that the memory holds. */
static int window(uint64_t memory)
{
    enum { SMALLEST = 10, LARGEST = 27 }; /* the largest that zstd itself takes unasked */
    int bits = SMALLEST;
    while (bits < LARGEST && (UINT64_C(2) << bits) <= memory)
        bits++;
    return bits;
}

static void *create(uint64_t memory)
{
    ZSTD_DCtx *context = ZSTD_createDCtx();
    if (context)
        ZSTD_DCtx_setParameter(context, ZSTD_d_windowLogMax, window(memory));
    return context;
}

static void zstd_free(void *state)
{
    ZSTD_freeDCtx(state);
}

static enum unpack_step step(void *state, struct unpack_work *work)
{
    if (!state)
        return UNPACK_TOO_LARGE;
    ZSTD_inBuffer in = {.src = work->in.data, .size = work->in.size};
    ZSTD_outBuffer out = {.dst = work->out, .size = work->room};
    size_t result = ZSTD_decompressStream(state, &out, &in);
    work->in = slice_after(work->in, in.pos);
    work->out += out.pos;
    work->room -= out.pos;
    if (!ZSTD_isError(result))
        return result == 0 ? UNPACK_ENDED : UNPACK_GOES_ON;
    return ZSTD_getErrorCode(result) == ZSTD_error_frameParameter_windowTooLarge ? UNPACK_TOO_LARGE
                                                                                 : UNPACK_BROKEN;
}

const struct unpacker zstd_unpacker = {
    .name = "zstd",
    .recognise = recognise,
    .create = create,
    .free = zstd_free,
    .step = step,
};
