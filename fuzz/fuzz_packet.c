/* fuzz_packet - any bytes as a frame: two bytes of link type, one of how much the
 * capture cut away, then the frame. The short cut and the layers must agree. */
/* SPDX-License-Identifier: MIT */
#include "base/cursor.h"
#include "capture/headers.h"
#include "model/limits.h"

#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void assert_inside(struct slice part, struct slice frame)
{
    assert(part.size == 0 ||
           (part.data >= frame.data && part.data + part.size <= frame.data + frame.size));
}

static void assert_equal(const struct packet *a, const struct packet *b)
{
    assert(address_equal(&a->source, &b->source) && address_equal(&a->target, &b->target));
    assert(a->source_port == b->source_port && a->target_port == b->target_port);
    assert(a->protocol == b->protocol && a->tcp_flags == b->tcp_flags);
    assert(a->payload.size == b->payload.size && a->payload_missing == b->payload_missing);
    assert(a->wire_bytes == b->wire_bytes && a->context == b->context && a->depth == b->depth);
    assert(a->has_ports == b->has_ports && a->is_fragment == b->is_fragment);
    assert(a->snapped == b->snapped && a->damaged == b->damaged);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct cursor c = cursor_over(slice_make(data, size));
    struct frame frame = {.link = cursor_u16(&c)};
    frame.wire_size = cursor_u8(&c);
    if (c.failed)
        return 0;
    frame.bytes = c.rest;
    frame.wire_size += (uint32_t)c.rest.size;

    struct packet_reader plain, layers;
    packet_reader_init(&plain, &frame);
    packet_reader_init(&layers, &frame);
    size_t packets = 0;
    while (packet_next(&plain)) {
        assert(packet_next_by_layers(&layers));
        assert_equal(&plain.packet, &layers.packet);
        assert_inside(plain.packet.payload, frame.bytes);
        assert(plain.packet.depth <= LIMIT_TUNNEL_DEPTH);
        assert(++packets <= (frame.bytes.size / 14 + 1) * (LIMIT_TUNNEL_DEPTH + 1));
        if (!plain.packet.is_fragment)
            continue;
        struct packet_reader whole;
        packet_reader_init_whole(&whole, &frame, &plain.packet, plain.packet.payload);
        while (packet_next(&whole))
            assert_inside(whole.packet.payload, plain.packet.payload);
    }
    assert(!packet_next_by_layers(&layers));
    assert(plain.has_spot == layers.has_spot);
    return 0;
}
