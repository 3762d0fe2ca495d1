/* feed - finds the dissector of a conversation and keeps it fed.
 *
 * Recognition asks every dissector about the start of each direction, on any
 * port; where nobody knows it, about the start of each later segment, too, until
 * LIMIT_RECOGNISE bytes were looked at. So a conversation seen from its middle,
 * or behind a preamble (SOCKS), is found as well.
 *
 * Bytes that a dissector did not consume are kept (LIMIT_MESSAGE a direction,
 * LIMIT_MESSAGES_SHARD for all) and shown again with what follows; where it
 * consumed all, nothing is copied. A message over these limits is a blind spot,
 * and the dissector goes on behind it as behind a gap.
 *
 * A zeroed feed is ready. Call feed_stream_end() for both directions before
 * feed_done(), or what dissectors hold back for later (exchanges without an
 * answer) is lost. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "proto/dissector.h"

/* Memory that all feeds of one shard keep together. */
struct feed_budget {
    size_t used;
};

struct feed {
    /* NULL until it is recognised. May change: behind CONNECT comes TLS. */
    const struct dissector *dissector;
    void *state;
    uint8_t restarts;
    struct feed_side {
        uint8_t *kept;
        size_t kept_size, kept_capacity;
        size_t need;
        size_t older;       /* of what is kept, bytes that came before the newest segment */
        uint64_t skip;      /* bytes still to be passed over unseen */
        uint64_t refused;   /* dissectors that said no to these bytes, by their place in the list */
        uint32_t looked_at; /* bytes nobody recognised */
        bool done;          /* nobody wants more */
        bool ended;
    } side[2]; /* 0: to server, 1: from server */
};

/* Whether anybody still wants bytes of this direction. */
bool feed_wants(const struct feed *feed, bool from_server);

void feed_stream(struct feed *feed, struct feed_budget *budget, const struct hint *hint,
                 struct slice bytes, struct say *say);
/* missing: how many bytes, 0 where that is not known. */
void feed_gap(struct feed *feed, struct feed_budget *budget, bool from_server, uint64_t missing,
              struct say *say);
/* Calls after the first for a direction do nothing. */
void feed_stream_end(struct feed *feed, struct feed_budget *budget, bool from_server,
                     struct say *say);
void feed_datagram(struct feed *feed, const struct hint *hint, struct slice datagram,
                   struct say *say);
/* The dissector that knows a datagram, or NULL. One that keeps no state between
 * datagrams may be called without a feed. */
const struct dissector *feed_find_datagram(struct slice datagram, const struct hint *hint);
void feed_done(struct feed *feed, struct feed_budget *budget);
