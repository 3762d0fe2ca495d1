/* SPDX-License-Identifier: MIT */
#include "base/memory.h"
#include "base/unpack.h"

#include <limits.h>
#include <stdlib.h>
#include <zlib.h>

/* RFC 1952, 2.3: the two magic bytes, then method 8 (deflate), the only one there is. */
static bool recognise(struct slice first)
{
    return first.size >= 3 && first.data[0] == 0x1f && first.data[1] == 0x8b && first.data[2] == 8;
}

static void *create(uint64_t memory)
{
    enum { GZIP_ONLY = 16 };
    (void)memory; /* the window is 32 KiB at most */
    z_stream *stream = memory_create(1, sizeof *stream);
    if (inflateInit2(stream, MAX_WBITS + GZIP_ONLY) == Z_OK)
        return stream;
    free(stream);
    return NULL;
}

static void gzip_free(void *state)
{
    inflateEnd(state);
    free(state);
}

static enum unpack_step step(void *state, struct unpack_work *work)
{
    z_stream *stream = state;
    if (!stream)
        return UNPACK_TOO_LARGE;
    uInt in = work->in.size > UINT_MAX ? UINT_MAX : (uInt)work->in.size;
    uInt room = work->room > UINT_MAX ? UINT_MAX : (uInt)work->room;
    stream->next_in = (Bytef *)work->in.data; /* zlib only reads, but says so nowhere */
    stream->avail_in = in;
    stream->next_out = work->out;
    stream->avail_out = room;
    int result = inflate(stream, Z_NO_FLUSH);
    work->in = slice_after(work->in, in - stream->avail_in);
    work->out += room - stream->avail_out;
    work->room -= room - stream->avail_out;
    if (result == Z_STREAM_END)
        return UNPACK_ENDED;
    return result == Z_OK || result == Z_BUF_ERROR ? UNPACK_GOES_ON : UNPACK_BROKEN;
}

const struct unpacker gzip_unpacker = {
    .name = "gzip",
    .recognise = recognise,
    .create = create,
    .free = gzip_free,
    .step = step,
};
