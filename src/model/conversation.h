/* conversation - who talks with whom, as an observation tells it.
 *
 * Client is the side that began: the sender of the SYN, of the question, of the
 * first packet seen. Where a capture begins in the middle, content and ports
 * decide, and `guessed` is set. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "base/instant.h"
#include "model/address.h"

enum { CONVERSATION_VLANS = 3 };

/* IP protocol numbers (IANA) that the program names. */
enum ip_protocol {
    IP_HOP_BY_HOP = 0,
    IP_ICMP = 1,
    IP_IGMP = 2,
    IP_IP4 = 4,
    IP_TCP = 6,
    IP_UDP = 17,
    IP_IP6 = 41,
    IP_ROUTING = 43,
    IP_FRAGMENT = 44,
    IP_GRE = 47,
    IP_ESP = 50,
    IP_AH = 51,
    IP_ICMP6 = 58,
    IP_NO_NEXT = 59,
    IP_DESTINATION = 60,
    IP_SCTP = 132,
    IP_MOBILITY = 135,
    IP_UDPLITE = 136,
    IP_HIP = 139,
    IP_SHIM6 = 140,
};

/* "TCP", "UDP", "IPv6-ICMP" as IANA and EVE write them; NULL when it has no name here. */
const char *ip_protocol_name(uint8_t protocol);

struct conversation {
    struct endpoint client, server; /* for ICMP the ports are 0 */
    uint8_t protocol;
    bool guessed;
    bool tunnelled; /* inside another conversation of the same packet */
    uint8_t vlan_count;
    uint16_t vlans[CONVERSATION_VLANS]; /* outermost first; deeper ones are counted, not kept */
    uint8_t icmp_type, icmp_code;       /* of the first message */
    uint64_t id;                        /* the same for both directions, the same in every run */
    const char *application;            /* name of the dissector that recognised it, or NULL */
};

/* What a flow amounted to; bytes are on the wire, from the network layer's
 * frame as captured (link header included), as EVE counts them. */
struct volume {
    uint64_t packets_to_server, packets_to_client;
    uint64_t bytes_to_server, bytes_to_client;
    struct instant first, last;
};
