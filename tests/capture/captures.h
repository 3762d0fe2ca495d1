/* captures - builds captures byte by byte, and reads them whole or in pieces. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "../test.h"

#include "base/memory.h"
#include "capture/format.h"

#include <stdlib.h>
#include <string.h>

struct capture {
    struct text bytes;
    bool big; /* byte order of what is added */
};

static inline void put(struct capture *capture, uint64_t value, size_t size)
{
    for (size_t i = 0; i < size; i++)
        text_add_byte(&capture->bytes, (uint8_t)(value >> 8 * (capture->big ? size - 1 - i : i)));
}

static inline void put_u16(struct capture *capture, uint16_t value)
{
    put(capture, value, 2);
}

static inline void put_u32(struct capture *capture, uint32_t value)
{
    put(capture, value, 4);
}

static inline void put_bytes(struct capture *capture, const char *string)
{
    text_put(&capture->bytes, string);
}

static inline void put_file_header(struct capture *capture, uint32_t magic, uint16_t major,
                                   uint16_t minor, uint32_t link)
{
    put_u32(capture, magic);
    put_u16(capture, major);
    put_u16(capture, minor);
    put_u32(capture, 0);
    put_u32(capture, 0);
    put_u32(capture, 65535);
    put_u32(capture, link);
}

static inline void put_record_header(struct capture *capture, uint32_t seconds, uint32_t fraction,
                                     uint32_t third, uint32_t fourth)
{
    put_u32(capture, seconds);
    put_u32(capture, fraction);
    put_u32(capture, third);
    put_u32(capture, fourth);
}

static inline void put_record(struct capture *capture, uint32_t seconds, uint32_t fraction,
                              const char *data)
{
    uint32_t size = (uint32_t)strlen(data);
    put_record_header(capture, seconds, fraction, size, size);
    put_bytes(capture, data);
}

/* A block of pcapng around a body, padded. */
static inline void put_block(struct capture *capture, uint32_t type, struct slice body)
{
    size_t padding = -body.size & 3;
    uint32_t size = (uint32_t)(12 + body.size + padding);
    put_u32(capture, type);
    put_u32(capture, size);
    text_add(&capture->bytes, body);
    text_fill(&capture->bytes, 0, padding);
    put_u32(capture, size);
}

static inline void capture_done(struct capture *capture)
{
    text_done(&capture->bytes);
}

/* What was read: one line for each frame, and the report. */
struct seen {
    struct text frames;
    struct input_report report;
};

static inline void see(struct seen *seen, const struct batch *batch)
{
    for (size_t i = 0; i < batch->count; i++) {
        const struct frame *frame = &batch->frames[i];
        text_print(&seen->frames, "%d link %u at %lld wire %u: ", (int)frame->number, frame->link,
                   (long long)frame->when.ns, frame->wire_size);
        text_add_printable(&seen->frames, frame->bytes);
        text_add_byte(&seen->frames, '\n');
    }
}

static inline void seen_done(struct seen *seen)
{
    text_done(&seen->frames);
}

/* Reads with a format, its bytes arriving in pieces of the size given. */
static inline void read_pieces(const struct capture_format *format, struct slice bytes,
                               size_t piece, struct seen *seen)
{
    struct batch batch = {.frames = memory_create(BATCH_FRAMES, sizeof(struct frame))};
    void *format_state = format->create();
    uint8_t *copy = NULL; /* exactly as large as what is there, so that ASan sees the end */
    size_t from = 0, to = 0;
    bool ok = true, at_end = false;
    uint64_t offset = 0;
    seen->report = (struct input_report){.path = "it"};
    while (ok && !(at_end && batch.count == 0)) {
        at_end = to == bytes.size;
        to = to + piece < bytes.size ? to + piece : bytes.size;
        struct slice there = slice_part(bytes, from, to);
        free(copy);
        copy = (uint8_t *)memory_keep(there);
        struct reading reading = {.bytes = slice_make(copy, there.size),
                                  .offset = offset,
                                  .at_end = at_end,
                                  .batch = &batch,
                                  .report = &seen->report};
        batch.count = 0;
        ok = format->read(format_state, &reading);
        see(seen, &batch);
        from += there.size - reading.bytes.size;
        offset = reading.offset;
        assert_int_equal(offset, from);
    }
    assert_true(!ok || from == bytes.size);
    free(copy);
    format->free(format_state);
    batch_done(&batch);
}

/* Holds what is read against lines; it must not matter how the bytes arrive. */
static inline void assert_frames(const struct capture_format *format, const struct capture *capture,
                                 const char *lines, struct input_report *report)
{
    struct slice bytes = text_slice(&capture->bytes);
    struct seen whole = {0}, pieces = {0};
    assert_true(format->recognise(bytes));
    read_pieces(format, bytes, bytes.size, &whole);
    assert_text(&whole.frames, lines);
    for (size_t piece = 1; piece < 40; piece += 6) {
        text_clear(&pieces.frames);
        read_pieces(format, bytes, piece, &pieces);
        assert_text(&pieces.frames, lines);
        assert_int_equal(pieces.report.skipped_bytes, whole.report.skipped_bytes);
        assert_int_equal(pieces.report.damaged_places, whole.report.damaged_places);
        assert_string_equal(pieces.report.problem.sentence, whole.report.problem.sentence);
    }
    if (report)
        *report = whole.report;
    else
        assert_string_equal(whole.report.problem.sentence, "");
    seen_done(&whole);
    seen_done(&pieces);
}
