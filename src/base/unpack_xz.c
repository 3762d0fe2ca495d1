/* SPDX-License-Identifier: MIT */
#include "base/memory.h"
#include "base/unpack.h"

#include <lzma.h>
#include <stdlib.h>

/* The .xz file format 1.1, 2.1.1.1. */
static bool recognise(struct slice first)
{
    static const uint8_t magic[] = {0xfd, '7', 'z', 'X', 'Z', 0};
    return slice_equal(slice_part(first, 0, sizeof magic), slice_make(magic, sizeof magic));
}

static void *create(uint64_t memory)
{
    lzma_stream *stream = memory_create(1, sizeof *stream);
    if (lzma_stream_decoder(stream, memory, 0) == LZMA_OK)
        return stream;
    free(stream);
    return NULL;
}

static void xz_free(void *state)
{
    lzma_end(state);
    free(state);
}

static enum unpack_step step(void *state, struct unpack_work *work)
{
    lzma_stream *stream = state;
    if (!stream)
        return UNPACK_TOO_LARGE;
    stream->next_in = work->in.data;
    stream->avail_in = work->in.size;
    stream->next_out = work->out;
    stream->avail_out = work->room;
    lzma_ret result = lzma_code(stream, LZMA_RUN);
    work->in = slice_after(work->in, work->in.size - stream->avail_in);
    work->out += work->room - stream->avail_out;
    work->room = stream->avail_out;
    switch (result) {
    case LZMA_OK:
    case LZMA_BUF_ERROR:
        return UNPACK_GOES_ON;
    case LZMA_STREAM_END:
        return UNPACK_ENDED;
    case LZMA_MEM_ERROR:
    case LZMA_MEMLIMIT_ERROR:
        return UNPACK_TOO_LARGE;
    default:
        return UNPACK_BROKEN;
    }
}

const struct unpacker xz_unpacker = {
    .name = "xz",
    .recognise = recognise,
    .create = create,
    .free = xz_free,
    .step = step,
};
