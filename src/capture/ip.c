/* ip - IPv4 (RFC 791) and IPv6 (RFC 8200) with their extension headers. */
/* SPDX-License-Identifier: MIT */
#include "capture/headers.h"

#include "model/limits.h"

enum { IP4_HEADER = 20, IP6_HEADER = 40, DATAGRAM_MOST = 65535 };

/* Clears the packet but for the VLANs, which were read before. */
static struct packet *begin(struct packet_reader *reader)
{
    struct packet *packet = &reader->packet;
    struct packet fresh = {
        .vlan_count = packet->vlan_count,
        .depth = reader->depth,
        .context = reader->context,
    };
    memcpy(fresh.vlans, packet->vlans, sizeof fresh.vlans);
    *packet = fresh;
    return packet;
}

/* The first packet stands for its whole frame, later ones for themselves. */
static void count_bytes(struct packet_reader *reader, size_t network_size)
{
    size_t captured = reader->frame->bytes.size, size = network_size;
    if (!reader->is_counted)
        size = captured > reader->frame->wire_size ? captured : reader->frame->wire_size;
    reader->is_counted = true;
    reader->packet.wire_bytes = size > UINT32_MAX ? UINT32_MAX : (uint32_t)size;
}

/* A length of 0 is what the kernel writes into packets that the network card is
 * to cut up: then the frame tells the size. */
static size_t size_without_length(const struct packet_reader *reader, struct slice bytes)
{
    const struct frame *frame = reader->frame;
    if (reader->depth > 0 || frame->wire_size <= frame->bytes.size)
        return bytes.size;
    return bytes.size + (frame->wire_size - frame->bytes.size);
}

static void set_missing(struct packet *packet, size_t missing)
{
    packet->payload_missing = missing > UINT32_MAX ? UINT32_MAX : (uint32_t)missing;
}

/* The header that comes next is not all there. */
static void end_early(struct packet *packet, struct slice bytes, size_t missing)
{
    packet->payload = bytes;
    set_missing(packet, missing);
    if (missing == 0)
        packet->damaged = true;
}

static void end_as_fragment(struct packet *packet, struct slice bytes, size_t missing)
{
    packet->payload = bytes;
    set_missing(packet, missing);
    /* Beyond the largest datagram, as the ping of death was: no piece of anything. */
    packet->damaged = packet->fragment_offset + bytes.size + missing > DATAGRAM_MOST;
    packet->is_fragment = !packet->damaged;
}

static bool is_extension(const struct packet *packet)
{
    switch (packet->protocol) {
    case IP_AH:
        return true;
    case IP_HOP_BY_HOP:
    case IP_ROUTING:
    case IP_FRAGMENT:
    case IP_DESTINATION:
    case IP_MOBILITY:
    case IP_HIP:
    case IP_SHIM6:
        return packet->ip6;
    default:
        return false;
    }
}

/* Headers that are messages themselves where nothing follows them. */
static bool is_message(uint8_t protocol)
{
    return protocol == IP_MOBILITY || protocol == IP_HIP || protocol == IP_SHIM6;
}

/* RFC 8200, 4.5. A fragment that is the whole datagram (RFC 6946) is read at
 * once, whatever its neighbours say. True: not a piece, go on behind it. */
static bool read_fragment_header(struct packet_reader *reader, struct slice bytes, size_t missing)
{
    struct packet *packet = &reader->packet;
    uint16_t offset_and_more = big16(bytes.data + 2);
    packet->protocol = bytes.data[0];
    if ((offset_and_more & 0xfff9) == 0)
        return true;
    packet->fragment_id = big32(bytes.data + 4);
    packet->fragment_offset = offset_and_more & 0xfff8;
    packet->more_fragments = offset_and_more & 1;
    end_as_fragment(packet, slice_after(bytes, 8), missing);
    /* Fragments of fragments, which hosts refuse too: one packet could complete
     * a datagram that completes a datagram, and so on for all that wait. */
    if (reader->is_whole) {
        packet->is_fragment = false;
        packet->damaged = true;
    }
    return false;
}

void ip_read_payload(struct packet_reader *reader, struct slice bytes, size_t missing)
{
    struct packet *packet = &reader->packet;
    for (int i = 0; i < LIMIT_EXTENSION_HEADERS && is_extension(packet); i++) {
        if (bytes.size < 8) {
            end_early(packet, bytes, missing);
            return;
        }
        uint8_t protocol = packet->protocol;
        size_t size = ((size_t)bytes.data[1] + 1) * 8;
        if (protocol == IP_AH) /* RFC 4302, 2.2 */
            size = ((size_t)bytes.data[1] + 2) * 4;
        if (protocol == IP_FRAGMENT) {
            size = 8;
            if (!read_fragment_header(reader, bytes, missing))
                return;
        }
        if (size > bytes.size) {
            end_early(packet, bytes, missing);
            return;
        }
        if (is_message(protocol) && bytes.data[0] == IP_NO_NEXT) {
            packet->payload = bytes;
            set_missing(packet, missing);
            return;
        }
        packet->protocol = bytes.data[0];
        bytes = slice_after(bytes, size);
    }
    if (is_extension(packet)) { /* more of them than any real sender writes */
        packet->payload = bytes;
        packet->damaged = true;
        return;
    }
    transport_read(packet, bytes, missing);
    tunnel_find(reader);
}

static bool read_ip4(struct packet_reader *reader, struct slice bytes)
{
    enum { MORE_FRAGMENTS = 0x2000, OFFSET = 0x1fff };
    if (bytes.size < IP4_HEADER)
        return reader_blind_at_end(reader);
    const uint8_t *header = bytes.data;
    size_t header_size = (size_t)(header[0] & 0x0f) * 4;
    if (header[0] >> 4 != 4 || header_size < IP4_HEADER)
        return reader_blind(reader, BLIND_DAMAGED_HEADER);
    size_t total = big16(header + 2);
    if (total == 0)
        total = size_without_length(reader, bytes);

    struct packet *packet = begin(reader);
    put_v4(&packet->source, header + 12);
    put_v4(&packet->target, header + 16);
    packet->protocol = header[9];
    count_bytes(reader, total);
    if (total < header_size) {
        packet->damaged = true;
        return true;
    }
    size_t missing = total > bytes.size ? total - bytes.size : 0;
    packet->snapped = missing > 0;
    if (header_size > bytes.size) {
        set_missing(packet, total - header_size);
        return true;
    }
    struct slice payload = slice_part(bytes, header_size, total);
    uint16_t fragment = big16(header + 6);
    if (fragment & (MORE_FRAGMENTS | OFFSET)) {
        packet->fragment_id = big16(header + 4);
        packet->fragment_offset = (fragment & OFFSET) * 8u;
        packet->more_fragments = fragment & MORE_FRAGMENTS;
        end_as_fragment(packet, payload, missing);
        return true;
    }
    ip_read_payload(reader, payload, missing);
    return true;
}

/* RFC 2675: a length that does not fit stands in a hop-by-hop option. 0 for none. */
static size_t jumbo_length(struct slice behind_header)
{
    enum { OPTION_PAD1 = 0, OPTION_JUMBO = 0xc2 };
    if (behind_header.size < 8)
        return 0;
    struct slice options = slice_part(behind_header, 2, ((size_t)behind_header.data[1] + 1) * 8);
    while (options.size >= 2) {
        if (options.data[0] == OPTION_JUMBO && options.data[1] == 4 && options.size >= 6)
            return big32(options.data + 2);
        options = slice_after(options, options.data[0] == OPTION_PAD1 ? 1 : 2u + options.data[1]);
    }
    return 0;
}

static size_t ip6_payload_length(const struct packet_reader *reader, struct slice bytes)
{
    const uint8_t *header = bytes.data;
    size_t length = big16(header + 4);
    if (length > 0 || header[6] == IP_NO_NEXT)
        return length;
    if (header[6] == IP_HOP_BY_HOP)
        length = jumbo_length(slice_after(bytes, IP6_HEADER));
    return length > 0 ? length : size_without_length(reader, bytes) - IP6_HEADER;
}

static bool read_ip6(struct packet_reader *reader, struct slice bytes)
{
    if (bytes.size > 0 && bytes.data[0] >> 4 != 6)
        return reader_blind(reader, BLIND_DAMAGED_HEADER);
    if (bytes.size < IP6_HEADER)
        return reader_blind_at_end(reader);
    const uint8_t *header = bytes.data;
    struct packet *packet = begin(reader);
    packet->ip6 = true;
    memcpy(packet->source.bytes, header + 8, 16);
    memcpy(packet->target.bytes, header + 24, 16);
    packet->protocol = header[6];
    size_t length = ip6_payload_length(reader, bytes);
    count_bytes(reader, IP6_HEADER + length);
    struct slice payload = slice_after(bytes, IP6_HEADER);
    size_t missing = length > payload.size ? length - payload.size : 0;
    packet->snapped = missing > 0;
    ip_read_payload(reader, slice_part(payload, 0, length), missing);
    return true;
}

bool ip_read(struct packet_reader *reader, const struct layer *layer)
{
    reader->is_whole = false;
    if (layer->type == LAYER_IP4)
        return read_ip4(reader, layer->bytes);
    return read_ip6(reader, layer->bytes);
}

bool looks_like_ip(const struct packet_reader *reader, struct slice bytes)
{
    bool cut = reader_is_cut(reader);
    if (bytes.size < IP4_HEADER)
        return false;
    if (bytes.data[0] >> 4 == 4) {
        size_t header_size = (size_t)(bytes.data[0] & 0x0f) * 4, total = big16(bytes.data + 2);
        if (total == 0) /* see size_without_length() */
            return header_size >= IP4_HEADER && bytes.data[9] == IP_TCP;
        return header_size >= IP4_HEADER && total >= header_size && (cut || total <= bytes.size);
    }
    if (bytes.data[0] >> 4 != 6 || bytes.size < IP6_HEADER)
        return false;
    return cut || big16(bytes.data + 4) + (size_t)IP6_HEADER <= bytes.size;
}
