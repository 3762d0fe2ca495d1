/* transport - TCP (RFC 9293), UDP (RFC 768), UDP-Lite (RFC 3828), SCTP (RFC 9260), ICMP. */
/* SPDX-License-Identifier: MIT */
#include "capture/headers.h"

/* Payload begins `header` bytes into the transport; bytes + missing is all of it. */
static void set_payload(struct packet *packet, struct slice bytes, size_t header, size_t missing)
{
    if (header > bytes.size)
        missing = header - bytes.size < missing ? missing - (header - bytes.size) : 0;
    packet->payload = slice_after(bytes, header);
    packet->payload_missing = missing > UINT32_MAX ? UINT32_MAX : (uint32_t)missing;
}

static void read_ports(struct packet *packet, struct slice bytes)
{
    packet->source_port = big16(bytes.data);
    packet->target_port = big16(bytes.data + 2);
    packet->has_ports = true;
}

/* Where the capture cut the header, the ports may still be there: they tell
 * what an address with a port needs, and no payload can follow them. */
static void read_cut(struct packet *packet, struct slice bytes, size_t header, size_t missing)
{
    if (missing == 0)
        packet->damaged = true;
    else if (bytes.size >= 4)
        read_ports(packet, bytes);
    if (missing > 0)
        set_payload(packet, bytes, header, missing);
}

static void read_tcp(struct packet *packet, struct slice bytes, size_t missing)
{
    enum { HEADER = 20 };
    if (bytes.size < HEADER) {
        read_cut(packet, bytes, HEADER, missing);
        return;
    }
    const uint8_t *tcp = bytes.data;
    size_t header = (size_t)(tcp[12] >> 4) * 4;
    if (header < HEADER || header > bytes.size + missing) {
        packet->damaged = true;
        return;
    }
    read_ports(packet, bytes);
    packet->sequence = big32(tcp + 4);
    packet->acknowledgement = big32(tcp + 8);
    packet->tcp_flags = tcp[13];
    set_payload(packet, bytes, header, missing);
}

static void read_udp(struct packet *packet, struct slice bytes, size_t missing)
{
    enum { HEADER = 8 };
    if (bytes.size < HEADER) {
        read_cut(packet, bytes, HEADER, missing);
        return;
    }
    size_t length = big16(bytes.data + 4), whole = bytes.size + missing;
    if (length == 0) /* a jumbogram (RFC 2675, 4), or left to the network card */
        length = whole;
    if (length < HEADER) {
        packet->damaged = true;
        return;
    }
    read_ports(packet, bytes);
    /* Longer than the packet: no receiver takes it, but it was sent; what is
     * there is read. */
    packet->damaged = length > whole;
    if (length < whole) {
        bytes = slice_part(bytes, 0, length);
        missing = length - bytes.size;
    }
    set_payload(packet, bytes, HEADER, missing);
}

/* The length field tells how much the checksum covers; the rest is payload too. */
static void read_udp_lite(struct packet *packet, struct slice bytes, size_t missing)
{
    enum { HEADER = 8 };
    if (bytes.size < HEADER) {
        read_cut(packet, bytes, HEADER, missing);
        return;
    }
    uint16_t covered = big16(bytes.data + 4);
    if ((covered > 0 && covered < HEADER) || covered > bytes.size + missing) {
        packet->damaged = true;
        return;
    }
    read_ports(packet, bytes);
    set_payload(packet, bytes, HEADER, missing);
}

static void read_sctp(struct packet *packet, struct slice bytes, size_t missing)
{
    enum { HEADER = 12 };
    if (bytes.size < HEADER) {
        read_cut(packet, bytes, HEADER, missing);
        return;
    }
    read_ports(packet, bytes);
    set_payload(packet, bytes, HEADER, missing);
}

static void read_icmp(struct packet *packet, struct slice bytes, size_t missing)
{
    enum { HEADER = 4 };
    if (bytes.size < HEADER) {
        packet->damaged = missing == 0;
        return;
    }
    packet->icmp_type = bytes.data[0];
    packet->icmp_code = bytes.data[1];
    set_payload(packet, bytes, HEADER, missing);
}

void transport_read(struct packet *packet, struct slice bytes, size_t missing)
{
    switch (packet->protocol) {
    case IP_TCP:
        read_tcp(packet, bytes, missing);
        break;
    case IP_UDP:
        read_udp(packet, bytes, missing);
        break;
    case IP_UDPLITE:
        read_udp_lite(packet, bytes, missing);
        break;
    case IP_SCTP:
        read_sctp(packet, bytes, missing);
        break;
    case IP_ICMP:
    case IP_ICMP6:
        read_icmp(packet, bytes, missing);
        break;
    default:
        set_payload(packet, bytes, 0, missing);
        break;
    }
}
