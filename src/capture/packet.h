/* packet - link, network and transport headers, read in one pass.
 *
 * One frame holds one packet, or several where a tunnel carries another: each
 * is read in turn, the outermost first, so that each becomes a flow of its own.
 * Nothing is copied; a packet borrows from its frame. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "capture/source.h"
#include "model/conversation.h"
#include "model/vocabulary.h"

enum tcp_flag {
    TCP_FIN = 0x01,
    TCP_SYN = 0x02,
    TCP_RST = 0x04,
    TCP_PSH = 0x08,
    TCP_ACK = 0x10,
    TCP_URG = 0x20,
    TCP_ECE = 0x40,
    TCP_CWR = 0x80,
};

struct packet {
    struct address source, target;
    uint16_t source_port, target_port; /* TCP, UDP, UDP-Lite, SCTP; else 0 */
    uint8_t protocol;                  /* of the innermost header reached: enum ip_protocol */
    uint8_t tcp_flags;
    uint8_t icmp_type, icmp_code;
    bool has_ports;   /* the transport header was there and made sense */
    bool is_fragment; /* a piece: hand it to defrag; payload is the piece */
    bool more_fragments;
    bool snapped; /* the capture cut it; payload is what is there */
    bool damaged; /* a header made no sense; what stands above it is right */
    bool ip6;     /* the network header is IPv6 */
    uint8_t vlan_count;
    uint16_t vlans[CONVERSATION_VLANS];
    uint8_t depth; /* 0: not in a tunnel */
    uint32_t fragment_id;
    uint32_t fragment_offset; /* bytes */
    uint32_t context;         /* hash of VLAN identifiers and tunnel identifiers; 0 for none */
    uint32_t sequence, acknowledgement;
    struct slice payload; /* of the transport; without transport, of the network header */
    uint32_t wire_bytes;  /* what this packet is counted as: the frame for depth 0, else the inner
                             network packet */
    uint32_t payload_missing; /* transport payload bytes that the capture lacks (snapped) */
};

/* Reads on until a packet is complete; see packet_next(). */
struct packet_reader {
    const struct frame *frame;
    struct slice next; /* inner bytes still to be read, or empty */
    uint16_t next_type;
    uint8_t depth;
    uint32_t context;
    struct packet packet;
    bool has_spot;
    enum blind_spot spot; /* why the frame, or the rest of it, could not be read */
};

void packet_reader_init(struct packet_reader *reader, const struct frame *frame);
/* Reads the next packet of the frame into reader->packet; false when there is
 * none, with has_spot set where something was there that could not be read. */
bool packet_next(struct packet_reader *reader);

/* Continues with a datagram that was put together again from fragments: network
 * is the whole packet's payload behind the fragment header, of the protocol
 * given; addresses, VLANs and context are those of `piece`. */
void packet_reader_init_whole(struct packet_reader *reader, const struct frame *frame,
                              const struct packet *piece, struct slice whole);
