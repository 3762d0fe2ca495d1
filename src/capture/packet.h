/* packet - link, network and transport headers, read in one pass.
 *
 * One frame holds one packet, or several where a tunnel carries another: each
 * is read in turn, the outermost first, so that each becomes a flow of its own.
 * Nothing is copied; a packet borrows from its frame.
 *
 * A frame that carries no IP (ARP, spanning tree, 802.11 management) gives no
 * packet and is no blind spot. Checksums are not verified: captures of sent
 * packets have them unset, and who evades by a false one is read all the same. */
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
    bool snapped;       /* the capture cut it; payload is what is there */
    bool damaged;       /* a header made no sense; what stands above it is right */
    bool ip6;           /* the network header is IPv6 */
    uint8_t vlan_count; /* may be more than were kept */
    uint16_t vlans[CONVERSATION_VLANS];
    uint8_t depth; /* 0: not in a tunnel */
    uint32_t fragment_id;
    uint32_t fragment_offset; /* bytes */
    uint32_t context;         /* hash of VLAN identifiers and tunnel identifiers; 0 for none */
    uint32_t sequence, acknowledgement;
    /* Of the transport; of ICMP, what follows the checksum; without transport, of
     * the network header. */
    struct slice payload;
    uint32_t wire_bytes;      /* what this packet is counted as: the frame for the first packet of
                                 it, else the network packet */
    uint32_t payload_missing; /* transport payload bytes that the capture lacks (snapped) */
};

/* Reads on until a packet is complete; see packet_next(). */
struct packet_reader {
    const struct frame *frame;
    struct slice next;     /* inner bytes still to be read, or empty */
    struct slice siblings; /* more packets beside that one (802.11 A-MSDU), or empty */
    uint16_t next_type;    /* see headers.h */
    uint8_t depth;
    bool is_counted; /* a packet was given that counts the frame's bytes */
    bool is_whole;   /* what is read now was put together from fragments */
    uint32_t context;
    struct packet packet;
    bool has_spot;
    enum blind_spot spot; /* why the frame, or the rest of it, could not be read */
};

void packet_reader_init(struct packet_reader *reader, const struct frame *frame);
/* Reads the next packet of the frame into reader->packet; false when there is
 * none, with has_spot set where something was there that could not be read. */
bool packet_next(struct packet_reader *reader);

/* Continues with a datagram that was put together again from fragments: whole is
 * the payload behind the IP or fragment header, of the protocol of `piece`, as
 * defrag_add() gave both; addresses, VLANs, depth and context are the piece's.
 * Fragments in it can only be those of a tunnel, so that calls that follow each
 * other (piece, whole, piece ...) end with LIMIT_TUNNEL_DEPTH. */
void packet_reader_init_whole(struct packet_reader *reader, const struct frame *frame,
                              const struct packet *piece, struct slice whole);
