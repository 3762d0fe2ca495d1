/* SPDX-License-Identifier: MIT */
#include "base/memory.h"
#include "base/unpack.h"

#include <bzlib.h>
#include <limits.h>
#include <stdlib.h>

/* "BZh", the level, then the first block's magic (pi) or, where there is no
 * block, the end's (the square root of pi): ten bytes, for "BZh" alone is also
 * how a text may begin. */
static bool recognise(struct slice first)
{
    static const uint8_t block[] = {0x31, 0x41, 0x59, 0x26, 0x53, 0x59};
    static const uint8_t end[] = {0x17, 0x72, 0x45, 0x38, 0x50, 0x90};
    struct slice behind = slice_part(first, 4, 10);
    return slice_starts_with(first, "BZh") && behind.size == sizeof block && first.data[3] >= '1' &&
           first.data[3] <= '9' &&
           (slice_equal(behind, slice_make(block, sizeof block)) ||
            slice_equal(behind, slice_make(end, sizeof end)));
}

static void *create(uint64_t memory)
{
    (void)memory; /* 3.7 MB at most */
    bz_stream *stream = memory_create(1, sizeof *stream);
    if (BZ2_bzDecompressInit(stream, 0, 0) == BZ_OK)
        return stream;
    free(stream);
    return NULL;
}

static void bzip2_free(void *state)
{
    BZ2_bzDecompressEnd(state);
    free(state);
}

static enum unpack_step step(void *state, struct unpack_work *work)
{
    bz_stream *stream = state;
    if (!stream)
        return UNPACK_TOO_LARGE;
    unsigned in = work->in.size > UINT_MAX ? UINT_MAX : (unsigned)work->in.size;
    unsigned room = work->room > UINT_MAX ? UINT_MAX : (unsigned)work->room;
    stream->next_in = (char *)work->in.data; /* bzlib only reads, but says so nowhere */
    stream->avail_in = in;
    stream->next_out = (char *)work->out;
    stream->avail_out = room;
    int result = BZ2_bzDecompress(stream);
    work->in = slice_after(work->in, in - stream->avail_in);
    work->out += room - stream->avail_out;
    work->room -= room - stream->avail_out;
    if (result == BZ_STREAM_END)
        return UNPACK_ENDED;
    return result == BZ_OK ? UNPACK_GOES_ON : UNPACK_BROKEN;
}

const struct unpacker bzip2_unpacker = {
    .name = "bzip2",
    .recognise = recognise,
    .create = create,
    .free = bzip2_free,
    .step = step,
};
