/* SPDX-License-Identifier: MIT */
#include "capture/packet.h"

#include "capture/headers.h"
#include "model/limits.h"

bool reader_is_cut(const struct packet_reader *reader)
{
    const struct frame *frame = reader->frame;
    return frame->wire_size > frame->bytes.size || (reader->depth > 0 && reader->packet.snapped);
}

bool reader_blind(struct packet_reader *reader, enum blind_spot spot)
{
    reader->has_spot = true;
    reader->spot = spot;
    return false;
}

bool reader_blind_at_end(struct packet_reader *reader)
{
    return reader_blind(reader, reader_is_cut(reader) ? BLIND_SNAPPED : BLIND_DAMAGED_HEADER);
}

void reader_add_context(struct packet_reader *reader, uint64_t identifier)
{
    uint32_t mixed = (uint32_t)hash_mix(reader->context, identifier);
    reader->context = mixed == 0 ? 1 : mixed; /* 0 says that there is none */
}

void reader_enter(struct packet_reader *reader, uint16_t type, struct slice inner)
{
    if (reader->depth >= LIMIT_TUNNEL_DEPTH) {
        reader_blind(reader, BLIND_TUNNEL_TOO_DEEP);
        return;
    }
    reader->depth++;
    reader->next = inner;
    reader->next_type = type;
}

void packet_reader_init(struct packet_reader *reader, const struct frame *frame)
{
    /* The reader serves frame after frame: only what is read before it is
     * written is set here. The packet is written when it is read. */
    reader->frame = frame;
    reader->next = frame->bytes;
    reader->next_type = frame->link;
    reader->siblings = (struct slice){0};
    reader->depth = 0;
    reader->context = 0;
    reader->is_counted = false;
    reader->is_whole = false;
    reader->has_spot = false;
    reader->packet.vlan_count = 0;
    /* Numbers from there on are our own (headers.h); no capture may use them. */
    if (frame->link >= LAYER_LLC || frame->bytes.size == 0) {
        reader->next = (struct slice){0};
        reader_blind(reader, frame->link >= LAYER_LLC ? BLIND_LINK_TYPE
                             : frame->wire_size > 0   ? BLIND_SNAPPED
                                                      : BLIND_DAMAGED_HEADER);
    }
}

void packet_reader_init_whole(struct packet_reader *reader, const struct frame *frame,
                              const struct packet *piece, struct slice whole)
{
    packet_reader_init(reader, frame);
    reader->has_spot = false;
    reader->next = whole;
    reader->next_type = LAYER_WHOLE;
    reader->depth = piece->depth;
    reader->context = piece->context;
    reader->is_counted = true;
    reader->is_whole = true;
    reader->packet = *piece;
    struct packet *packet = &reader->packet;
    packet->is_fragment = packet->more_fragments = false;
    packet->fragment_id = packet->fragment_offset = 0;
    packet->snapped = false;
}

/* Where a frame carried several packets side by side, the next of them. */
static bool next_sibling(struct packet_reader *reader)
{
    if (reader->siblings.size == 0)
        return false;
    reader->next = reader->siblings;
    reader->next_type = LAYER_AMSDU;
    reader->siblings = (struct slice){0};
    reader->depth = 0;
    reader->context = 0;
    reader->packet.vlan_count = 0;
    return true;
}

bool packet_next_by_layers(struct packet_reader *reader)
{
    while (reader->next.size > 0 || next_sibling(reader)) {
        struct layer layer = {reader->next_type, reader->next};
        reader->next = (struct slice){0};
        if (layer.type == LAYER_WHOLE) {
            ip_read_payload(reader, layer.bytes, 0);
            return true;
        }
        if (link_read(reader, &layer) && ip_read(reader, &layer))
            return true;
    }
    return false;
}

/* Ethernet, IPv4 without options, TCP or UDP, all there: nine packets of ten.
 *
 * What bounds it is the one cache line of headers that is fetched; the tests
 * below are predicted, so reading costs a few nanoseconds. All fields are
 * written (the packet is copied whole by who keeps it), in few wide stores.
 * Anything out of the ordinary is left to packet_next_by_layers(), before
 * anything was written. */
static bool read_plain(struct packet_reader *reader)
{
    enum { ETHERNET = 14, IP4 = 20, TCP = 20, UDP = 8, FRAGMENT = 0x3fff };
    struct slice bytes = reader->next;
    const uint8_t *ip = bytes.data + ETHERNET;
    if (bytes.size < ETHERNET + IP4 + UDP || big16(ip - 2) != LAYER_IP4 || ip[0] != 0x45 ||
        big16(ip + 6) & FRAGMENT)
        return false;
    size_t total = big16(ip + 2);
    if (total < IP4 + UDP || total > bytes.size - ETHERNET)
        return false;
    const uint8_t *transport = ip + IP4;
    size_t size = total - IP4, header = UDP;
    bool is_tcp = ip[9] == IP_TCP;
    if (is_tcp) {
        if (size < TCP)
            return false;
        header = (size_t)(transport[12] >> 4) * 4;
        if (header < TCP || header > size)
            return false;
    } else if (ip[9] != IP_UDP || big16(transport + 4) != size) {
        return false;
    }
    struct packet *packet = &reader->packet;
    uint32_t wire = reader->frame->wire_size;
    *packet = (struct packet){
        .source_port = big16(transport),
        .target_port = big16(transport + 2),
        .protocol = ip[9],
        .has_ports = true,
        .payload = {transport + header, size - header},
        .wire_bytes = wire > bytes.size ? wire : (uint32_t)bytes.size,
    };
    put_v4(&packet->source, ip + 12);
    put_v4(&packet->target, ip + 16);
    reader->next.size = 0;
    if (is_tcp) {
        packet->sequence = big32(transport + 4);
        packet->acknowledgement = big32(transport + 8);
        packet->tcp_flags = transport[13];
    } else {
        reader->is_counted = true;
        tunnel_find(reader);
    }
    return true;
}

bool packet_next(struct packet_reader *reader)
{
    if (reader->next.size > 0 && reader->next_type == LINK_ETHERNET && reader->depth == 0 &&
        read_plain(reader))
        return true;
    return packet_next_by_layers(reader);
}
