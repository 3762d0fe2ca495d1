/* source - captures as frames, in batches, from files, directories, globs and "-".
 *
 * Inputs are found first (directories recursively, in the order of their names,
 * without following symbolic links in a loop), then read one after the other.
 * An input that cannot be read is recorded and the rest is read. A damaged
 * capture yields everything before and after the damage. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "base/instant.h"
#include "base/problem.h"
#include "base/slice.h"
#include "model/input_report.h"

/* Link types (LINKTYPE_ values of www.tcpdump.org/linktypes.html) that packet.h reads. */
enum link_type {
    LINK_NULL = 0,
    LINK_ETHERNET = 1,
    LINK_PPP = 9,
    LINK_RAW_BSD = 12, /* DLT_RAW of most systems */
    LINK_RAW_OPENBSD = 14,
    LINK_PPP_HDLC = 50,
    LINK_PPPOE = 51,
    LINK_RAW = 101,
    LINK_WIRELESS = 105,
    LINK_LOOP = 108,
    LINK_COOKED = 113,
    LINK_WIRELESS_PRISM = 119,
    LINK_WIRELESS_RADIOTAP = 127,
    LINK_WIRELESS_AVS = 163,
    LINK_PPP_DIRECTION = 204,
    LINK_IPV4 = 228,
    LINK_IPV6 = 229,
    LINK_COOKED_V2 = 276,
};

/* So that frames and their bytes stay in a core's own cache. */
enum { BATCH_FRAMES = 2048 };

struct frame {
    struct slice bytes; /* as captured */
    uint32_t wire_size; /* as it was on the wire; more than bytes.size when snapped */
    uint16_t link;      /* enum link_type, or any other number */
    uint32_t input;     /* see struct origin */
    struct instant when;
    uint64_t number; /* 1 for the first packet of its input */
};

/* Frames and the memory that they point into. A batch is filled by
 * source_next_batch() and may be read by other threads until it is filled again. */
struct batch {
    struct frame *frames;
    size_t count, capacity;
    uint8_t *buffer;
    size_t buffer_size;
};
void batch_done(struct batch *batch);

struct source;

/* Finds the inputs. Paths that name nothing become inputs that failed. A file in
 * a folder that is no capture has not failed; its report has no format. Never NULL. */
struct source *source_create(const char *const *paths, size_t count);
/* One input whose bytes are in memory, and outlive the source. */
struct source *source_create_from(const char *name, struct slice bytes);
void source_free(struct source *source);

/* Fills the batch with the next frames, all of one input, at most BATCH_FRAMES.
 * False at the end of the last input. A batch holds at least one frame. A pipe
 * gives what is there and is waited for only when that is no frame. */
bool source_next_batch(struct source *source, struct batch *batch);

/* Ends the reading: source_next_batch() is false from now on. May be called from
 * another thread, which then wakes a read that waits for a pipe with a signal
 * (without SA_RESTART). An input that was being read has not failed by it. */
void source_stop(struct source *source);

/* Inputs found so far, and what became of them. */
size_t source_input_count(const struct source *source);
const struct input_report *source_input(const struct source *source, size_t input);

/* Bytes of all inputs on disk (0 when one of them cannot tell, as a pipe), and
 * bytes read so far; for progress. */
uint64_t source_total_bytes(const struct source *source);
uint64_t source_read_bytes(const struct source *source);

/* Makes the input's SHA-256 known: read again from disk where it was a file;
 * computed while reading where it was a pipe. False with a problem when the
 * file is gone or is not what was read. */
bool source_digest(struct source *source, size_t input, uint8_t digest[32],
                   struct problem *problem);
