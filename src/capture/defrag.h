/* defrag - puts IPv4 and IPv6 fragments together (RFC 791, 8200, 5722) within a budget.
 *
 * Where pieces overlap, the bytes that came first win, and it is counted. A
 * datagram that is not complete after 60 seconds of packet time (RFC 1122,
 * 3.3.2; RFC 8200, 4.5) is given up. At the budget new datagrams are refused. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "capture/packet.h"

struct defrag;

struct defrag_counts {
    uint64_t pieces, whole, timed_out, refused, overlapping, waiting;
};

struct defrag *defrag_create(void);
void defrag_free(struct defrag *defrag);

/* Takes a fragment. True when it completed its datagram: *whole is then the
 * payload, which lives until the next call. A fragment that is a whole datagram
 * by itself (an atomic fragment, RFC 6946) is complete at once. */
bool defrag_add(struct defrag *defrag, const struct packet *piece, struct instant now,
                struct slice *whole);

/* Counts so far; `waiting` are incomplete datagrams held now. */
struct defrag_counts defrag_count(const struct defrag *defrag);
