/* defrag - puts IPv4 and IPv6 fragments together (RFC 791, 8200) within a budget.
 *
 * Where pieces overlap, the bytes that came first win, and it is counted. Hosts
 * disagree on overlaps, and RFC 5722 has them drop an IPv6 datagram with any;
 * but who sends such pieces wants tools to look away, so the datagram is read
 * all the same. A datagram that is not complete after 60 seconds of packet time
 * (RFC 1122, 3.3.2; RFC 8200, 4.5) is given up. At the budget new datagrams and
 * pieces are refused: what was kept is evidence. One thread owns a defrag. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "capture/packet.h"

struct defrag;

struct defrag_counts {
    uint64_t pieces;    /* given to defrag_add() */
    uint64_t whole;     /* datagrams completed */
    uint64_t timed_out; /* datagrams given up */
    uint64_t refused;   /* pieces beyond the budget */
    uint64_t
        overlapping;  /* pieces that told of bytes another piece had told, and not as its copy */
    uint64_t waiting; /* incomplete datagrams held now */
};

struct defrag *defrag_create(void);
void defrag_free(struct defrag *defrag);

/* Takes a fragment. True when it completed its datagram: *whole is then the
 * payload, which lives until the next call, and *piece stands for the datagram:
 * its protocol is that of the first piece (which alone decides, RFC 8200, 4.5),
 * its wire_bytes are those of all pieces. A fragment that is a whole datagram by
 * itself (an atomic fragment, RFC 6946) is complete at once. */
bool defrag_add(struct defrag *defrag, struct packet *piece, struct instant now,
                struct slice *whole);

struct defrag_counts defrag_count(const struct defrag *defrag);
