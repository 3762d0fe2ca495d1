/* format - what the readers of capture file formats have in common.
 *
 * A format reads records from the front of a buffer into a batch; source.c
 * fills the buffer. Nothing is copied: frames are slices of the buffer. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "capture/source.h"

/* One round of reading. */
struct reading {
    struct slice bytes; /* not read yet; its front moves */
    uint64_t offset;    /* where bytes begin in the unpacked capture; moves with it */
    bool at_end;        /* nothing follows bytes */
    uint32_t input;
    struct batch *batch; /* has room for BATCH_FRAMES */
    struct input_report *report;
};

struct capture_format {
    const char *name;
    bool (*recognise)(struct slice first);
    void *(*create)(void);
    void (*free)(void *state);
    /* Adds frames until the batch is full or bytes hold no whole record more.
     * With at_end and room in the batch, all bytes are taken. Damage is noted in
     * the report and passed over; false only when nothing can ever be read. */
    bool (*read)(void *state, struct reading *reading);
};

extern const struct capture_format pcap_format, pcapng_format;

/* Whether something holds, where bytes may be missing that would tell. */
enum verdict { NO, YES, NEEDS_MORE };

/* Bytes enough to recognise any format. */
enum { FORMAT_FIRST = 12 };

/* Takes bytes from the front. */
void reading_take(struct reading *reading, size_t size);
/* The same for bytes that are lost. */
void reading_skip(struct reading *reading, size_t size);
/* Notes a damaged place at the front of bytes; the report's problem tells of the first. */
void reading_damaged(struct reading *reading, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

static inline bool batch_is_full(const struct batch *batch)
{
    return batch->count == BATCH_FRAMES;
}

/* The bytes of the capture hold numbers in one of both orders. The caller has
 * asked that they are there: these stand in the hottest loop. */
static inline uint16_t load_u16(const uint8_t *at, bool big)
{
    return (uint16_t)(big ? at[0] << 8 | at[1] : at[1] << 8 | at[0]);
}
static inline uint32_t load_u32(const uint8_t *at, bool big)
{
    uint32_t big_value =
        (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
    return big ? big_value : __builtin_bswap32(big_value);
}
