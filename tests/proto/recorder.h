/* recorder - writes down what a dissector says, for the tests of this folder.
 *
 * One line an observation: "dns.query dns.id=1 dns.question=example.com". A "<"
 * before it tells that the server's side said it; blind spots are "!KEY". */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "../test.h"

#include "base/memory.h"
#include "model/address.h"
#include "proto/feed.h"

#include <stdlib.h>
#include <string.h>

struct recorder {
    struct feed feed;
    struct feed_budget budget;
    struct arena arena;
    struct text text;
    struct hint hint;
    struct say say;
};

static inline void record_value(struct text *text, const struct field *field)
{
    struct address address;
    switch (field_class(field->kind)) {
    case CLASS_NUMBER:
        text_add_number(text, field->number);
        break;
    case CLASS_ADDRESS:
        assert_int_equal(field->value.size, 16);
        memcpy(address.bytes, field->value.data, 16);
        text_add_address(text, &address);
        break;
    default:
        text_add(text, field->value);
    }
}

static inline void record_observation(void *context, enum event event, bool from_server,
                                      const struct field *fields, size_t field_count)
{
    struct recorder *recorder = context;
    text_put(&recorder->text, from_server ? "<" : "");
    text_put(&recorder->text, event_name(event));
    for (size_t i = 0; i < field_count; i++) {
        text_print(&recorder->text, " %s=", field_name(fields[i].kind));
        record_value(&recorder->text, &fields[i]);
    }
    text_put(&recorder->text, "\n");
}

static inline void record_blind(void *context, enum blind_spot spot)
{
    struct recorder *recorder = context;
    text_print(&recorder->text, "!%s\n", blind_spot_key(spot));
}

static inline void recorder_init(struct recorder *recorder, uint16_t server_port, bool records)
{
    *recorder = (struct recorder){.hint = {.client_port = 40000, .server_port = server_port}};
    recorder->say = (struct say){.observe = record_observation,
                                 .blind = record_blind,
                                 .context = recorder,
                                 .scratch = &recorder->arena,
                                 .wants_records = records};
}

static inline void recorder_done(struct recorder *recorder)
{
    feed_done(&recorder->feed, &recorder->budget);
    assert_int_equal(recorder->budget.used, 0);
    text_done(&recorder->text);
    arena_done(&recorder->arena);
}

/* Bytes reach the feed in a block of their own, so that the address sanitizer
 * sees their ends, and whoever holds on to them. */
static inline void record_stream(struct recorder *recorder, bool from_server, struct slice bytes)
{
    uint8_t *copy = memory_create(bytes.size, 1);
    memcpy(copy, bytes.data, bytes.size);
    recorder->hint.from_server = from_server;
    feed_stream(&recorder->feed, &recorder->budget, &recorder->hint, slice_make(copy, bytes.size),
                &recorder->say);
    free(copy);
    arena_reset(&recorder->arena);
}

static inline void record_datagram(struct recorder *recorder, bool from_server, struct slice bytes)
{
    uint8_t *copy = memory_create(bytes.size, 1);
    memcpy(copy, bytes.data, bytes.size);
    recorder->hint.from_server = from_server;
    feed_datagram(&recorder->feed, &recorder->hint, slice_make(copy, bytes.size), &recorder->say);
    free(copy);
    arena_reset(&recorder->arena);
}

static inline void record_gap(struct recorder *recorder, bool from_server, uint64_t missing)
{
    feed_gap(&recorder->feed, &recorder->budget, from_server, missing, &recorder->say);
}

static inline void record_end(struct recorder *recorder)
{
    for (int side = 0; side < 2; side++)
        feed_stream_end(&recorder->feed, &recorder->budget, side == 1, &recorder->say);
}

/* What was said since the last time, held against the text. */
#define assert_said(recorder, wanted)                                                              \
    do {                                                                                           \
        assert_string_equal(text_string(&(recorder)->text), wanted);                               \
        text_clear(&(recorder)->text);                                                             \
    } while (0)
