/* unpack - gzip, zstd, xz, bzip2 and lz4 bytes become plain bytes, piece by piece.
 *
 * The kind is known from the first bytes, never from a file's name. Members,
 * frames and streams that stand behind each other are read as one, with zeros
 * between them as tar and xz pad. Work stops with a problem at a bomb: more
 * bytes than the limits allow, or a decoder that wants too much memory.
 * Everything before damage is given. RFC 1952, RFC 8878, the .xz format 1.1,
 * the lz4 frame format 1.6. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "base/problem.h"

struct unpack_limits {
    uint64_t bytes;     /* that may come out of one input */
    uint64_t ratio;     /* out to in, once past the allowance */
    uint64_t allowance; /* bytes that may come out before the ratio is asked */
    uint64_t memory;    /* that a decoder may take for its window */
};

enum unpack_step {
    UNPACK_GOES_ON, /* wants more bytes, or more room */
    UNPACK_ENDED,   /* this member is complete */
    UNPACK_BROKEN,
    UNPACK_TOO_LARGE, /* the decoder wants more memory than it may have */
};

/* Where a step reads and writes; both ends move. */
struct unpack_work {
    struct slice in;
    uint8_t *out;
    size_t room;
};

/* One kind of packing; each lives in a file of its own with its library. */
struct unpacker {
    const char *name;
    bool (*recognise)(struct slice first);
    void *(*create)(uint64_t memory);
    void (*free)(void *state);
    enum unpack_step (*step)(void *state, struct unpack_work *work);
};

/* Bytes that are enough to recognise any kind. */
enum { UNPACK_FIRST = 16 };

/* The kind of packing that the first bytes show, or NULL. */
const struct unpacker *unpack_recognise(struct slice first);

struct unpack;
struct unpack *unpack_create(const struct unpacker *kind, const struct unpack_limits *limits);
void unpack_free(struct unpack *unpack);

/* Unpacks from *in, which moves, into out; *made bytes were written. at_end: no
 * more follows *in. Returns with room filled or *in empty; at the end with
 * *made 0. False with a problem at damage, a bomb or a cut-off end; what was
 * made before it stands, and every later call fails too. */
bool unpack_some(struct unpack *unpack, struct slice *in, bool at_end, uint8_t *out, size_t room,
                 size_t *made, struct problem *problem);
