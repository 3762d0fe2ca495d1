/* fuzz_dissector - feeds one dissector with a conversation made of fuzz bytes.
 *
 * Built once for each dissector; PLUGIN is its descriptor. The input is a script:
 * a command byte, for most a size, and that many bytes of a direction. Every field
 * that is said is read, so that a slice into nowhere is seen. */
/* SPDX-License-Identifier: MIT */
#include "base/cursor.h"
#include "base/hash.h"
#include "base/memory.h"
#include "proto/feed.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

extern const struct dissector PLUGIN;

static void read_fields(void *context, enum event event, bool from_server,
                        const struct field *fields, size_t field_count)
{
    uint64_t *hash = context;
    assert(event < EVENTS);
    *hash = hash_mix(*hash, event * 2u + from_server);
    for (size_t i = 0; i < field_count; i++) {
        assert(fields[i].kind < FIELD_KINDS);
        enum field_class class = field_class(fields[i].kind);
        if (class == CLASS_ADDRESS || class == CLASS_ENDPOINT)
            assert(fields[i].value.size == 16);
        *hash = hash_bytes(fields[i].value, hash_mix(*hash, fields[i].number));
    }
}

static void count_blind(void *context, enum blind_spot spot)
{
    uint64_t *hash = context;
    assert(spot < BLIND_SPOTS);
    *hash = hash_mix(*hash, spot);
}

enum command { STREAM, STREAM_BY_BYTE, DATAGRAM, GAP, END, RESTING };

struct play {
    struct feed feed;
    struct feed_budget budget;
    struct hint hint;
    struct say say;
};

/* In a block of their own, so that the address sanitizer sees both ends. */
static void hand_over(struct play *play, enum command command, struct slice bytes)
{
    uint8_t *block = memory_create(bytes.size + 1, 1);
    if (bytes.size > 0)
        memcpy(block, bytes.data, bytes.size);
    uint8_t *exact = realloc(block, bytes.size > 0 ? bytes.size : 1);
    struct slice all = slice_make(exact, bytes.size);
    const struct dissector *dissector = play->feed.dissector;
    if (command == DATAGRAM && (!dissector || dissector->datagram))
        feed_datagram(&play->feed, &play->hint, all, &play->say);
    else if (dissector && !dissector->stream)
        (void)0;
    else if (command == STREAM_BY_BYTE)
        for (size_t i = 0; i < all.size; i++)
            feed_stream(&play->feed, &play->budget, &play->hint, slice_part(all, i, i + 1),
                        &play->say);
    else
        feed_stream(&play->feed, &play->budget, &play->hint, all, &play->say);
    free(exact);
}

static void follow(struct play *play, struct cursor *script)
{
    uint8_t byte = cursor_u8(script);
    enum command command = (byte >> 1) % RESTING;
    play->hint.from_server = byte & 1;
    if (command == GAP) {
        feed_gap(&play->feed, &play->budget, play->hint.from_server, cursor_u8(script), &play->say);
    } else if (command == END) {
        feed_stream_end(&play->feed, &play->budget, play->hint.from_server, &play->say);
    } else {
        size_t size = cursor_u16(script);
        hand_over(play, command,
                  cursor_take(script, size < script->rest.size ? size : script->rest.size));
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct cursor script = cursor_over(slice_make(data, size));
    struct arena arena = {0};
    uint64_t hash = 0;
    uint8_t setting = cursor_u8(&script);
    struct play play = {
        .hint = {.client_port = 40000,
                 .server_port = cursor_u16(&script),
                 .midstream = setting & 1},
        .say = {read_fields, count_blind, &hash, &arena, .wants_records = setting & 2},
    };
    /* Half of the inputs go to the dissector without being recognised first. */
    if (setting & 4) {
        play.feed.dissector = &PLUGIN;
        play.feed.state = memory_create(1, PLUGIN.state_size + 1);
    }
    while (script.rest.size > 0)
        follow(&play, &script);
    for (int side = 0; side < 2; side++)
        feed_stream_end(&play.feed, &play.budget, side, &play.say);
    feed_done(&play.feed, &play.budget);
    assert(play.budget.used == 0);
    arena_done(&arena);
    return 0;
}
