/* feed - finds the dissector of a conversation and keeps it fed.
 *
 * Bytes that a dissector did not consume are kept (LIMIT_MESSAGE) and shown
 * again with what follows; where it consumed all, nothing is copied. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "proto/dissector.h"

/* Memory that all feeds of one shard keep together. */
struct feed_budget {
    size_t used;
};

struct feed {
    const struct dissector *dissector; /* NULL until it is recognised */
    void *state;
    uint64_t refused[1]; /* dissectors that said no, by their place in the list */
    struct feed_side {
        uint8_t *kept;
        uint32_t kept_size, kept_capacity;
        uint32_t need;
        uint64_t skip;      /* bytes still to be passed over unseen */
        uint32_t looked_at; /* bytes seen before recognition */
        bool done;
    } side[2];    /* 0: to server, 1: from server */
    bool unknown; /* no dissector knows it */
};

/* Whether anybody still wants bytes of this direction. */
bool feed_wants(const struct feed *feed, bool from_server);

void feed_stream(struct feed *feed, struct feed_budget *budget, const struct hint *hint,
                 struct slice bytes, struct say *say);
void feed_gap(struct feed *feed, struct feed_budget *budget, bool from_server, uint64_t missing,
              struct say *say);
void feed_stream_end(struct feed *feed, struct feed_budget *budget, bool from_server,
                     struct say *say);
void feed_datagram(struct feed *feed, const struct hint *hint, struct slice datagram,
                   struct say *say);
void feed_done(struct feed *feed, struct feed_budget *budget);
