/* headers - what the files that read packet headers share; packet.h is for everyone else.
 *
 * A packet is read in layers. Each layer says what it is by a number: below
 * 0x0600 a link type (enum link_type) or one of this file's own, from there on
 * an EtherType. IEEE 802 keeps the two apart in the same way. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "capture/packet.h"

enum layer_type {
    /* Our own: no capture and no header may ask for them. */
    LAYER_LLC = 0x0500,             /* IEEE 802.2 */
    LAYER_AMSDU = 0x0501,           /* 802.11: several Ethernet-like frames in one */
    LAYER_WHOLE = 0x0502,           /* a datagram that was put together from fragments */
    LAYER_BEHIND_MPLS = 0x0503,     /* says nothing of what it is */
    LAYER_CAPWAP_WIRELESS = 0x0504, /* 802.11 as access point controllers write it */
    LAYER_ETHER_TYPES = 0x0600,     /* the first of them */
    LAYER_IP4 = 0x0800,
    LAYER_VLAN = 0x8100,
    LAYER_IP6 = 0x86dd,
    LAYER_MPLS = 0x8847,
    LAYER_MPLS_MULTICAST = 0x8848,
    LAYER_NSH = 0x894f,
};

struct layer {
    uint16_t type;
    struct slice bytes;
};

/* The packet as packet_next() reads it, but without the short cut for plain
 * TCP and UDP; a test holds the two equal. */
bool packet_next_by_layers(struct packet_reader *reader);

/* Something is there and cannot be read: says so in the reader. Always false. */
bool reader_blind(struct packet_reader *reader, enum blind_spot spot);
/* The same for a header whose end is missing: SNAPPED where the capture cut it. */
bool reader_blind_at_end(struct packet_reader *reader);
/* Whether bytes are missing at the end because the capture cut them. */
bool reader_is_cut(const struct packet_reader *reader);
/* Mixes an identifier into the context of what follows. */
void reader_add_context(struct packet_reader *reader, uint64_t identifier);

/* Makes type and bytes the next packet of the frame, one tunnel deeper. */
void reader_enter(struct packet_reader *reader, uint16_t type, struct slice inner);

/* Makes *layer what an EtherType and the bytes behind it say. */
void layer_from_ether_type(struct layer *layer, uint16_t type, struct slice bytes);

/* Strips link headers until *layer is LAYER_IP4 or LAYER_IP6. False where the
 * frame carries something else, or cannot be read (then the reader says why). */
bool link_read(struct packet_reader *reader, struct layer *layer);
/* One step of it, for 802.11 with its capture headers; true: go on with *layer. */
bool wireless_read(struct packet_reader *reader, struct layer *layer);
bool wireless_read_amsdu(struct packet_reader *reader, struct layer *layer);

/* Reads IP and all behind it into reader->packet. */
bool ip_read(struct packet_reader *reader, const struct layer *layer);
/* Reads what follows the IP header, whose protocol is in reader->packet already.
 * `missing` bytes at the end were not captured. */
void ip_read_payload(struct packet_reader *reader, struct slice bytes, size_t missing);
void transport_read(struct packet *packet, struct slice bytes, size_t missing);

/* Whether bytes make sense as an IP packet, for where a guess is needed. */
bool looks_like_ip(const struct packet_reader *reader, struct slice bytes);
/* The same for an Ethernet frame that carries something that is read here. */
bool looks_like_ethernet(const struct packet_reader *reader, struct slice bytes);

/* Looks whether reader->packet carries another packet, and enters it. */
void tunnel_find(struct packet_reader *reader);

/* Both are for bytes whose presence was checked. */
static inline uint16_t big16(const uint8_t *bytes)
{
    return (uint16_t)(bytes[0] << 8 | bytes[1]);
}
static inline uint32_t big32(const uint8_t *bytes)
{
    return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 | bytes[3];
}
/* address_from_v4() without the call: every packet needs two. */
static inline void put_v4(struct address *address, const uint8_t *bytes)
{
    memset(address->bytes, 0, 10);
    memset(address->bytes + 10, 0xff, 2);
    memcpy(address->bytes + 12, bytes, 4);
}
