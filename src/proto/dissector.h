/* dissector - what every protocol reader is: one const descriptor and a few verbs.
 *
 * A dissector sees bytes in order (tcp) or whole messages (udp), says what it
 * observed, and knows nothing of packets, flows, time or other dissectors. It is
 * listed in src/proto/meson.build, which compiles, registers and fuzzes it. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "base/arena.h"
#include "base/slice.h"
#include "model/observation.h"

/* Where a dissector says what it observed. Fields are borrowed until the call
 * returns. `scratch` is memory for building them; it lives as long as the batch. */
struct say {
    void (*observe)(void *context, enum event event, bool from_server, const struct field *fields,
                    size_t field_count);
    void (*blind)(void *context, enum blind_spot spot);
    void *context;
    struct arena *scratch;
    bool wants_records;   /* events that are not hunted, and fields that are not, are wanted too */
    uint16_t server_port; /* of the conversation; feed sets it from the hint */
    const struct address *server_address; /* NULL: not known; who reads the packets sets it */
};

/* What a dissector did with the bytes it was shown. */
struct taken {
    size_t size;  /* bytes consumed; more than were shown means: skip that many, unseen */
    size_t need;  /* do not show again before there are this many; 0: when there is more */
    bool done;    /* wants no more of this direction */
    bool restart; /* what follows, both ways, is another protocol: recognise anew (CONNECT, Upgrade)
                   */
};

enum recognition { RECOGNISED_NOT, RECOGNISED_MAYBE /* show me more */, RECOGNISED };

struct hint {
    uint16_t client_port, server_port;
    bool from_server; /* the bytes shown are the server's */
    bool midstream;   /* the beginning was not captured */
};

struct dissector {
    const char *name;  /* EVE's app_proto: "dns", "http", "tls" */
    size_t state_size; /* zeroed memory given for each conversation, not more than 512 bytes */

    /* Whether datagram() uses the state; else it is called with NULL, and a
     * conversation of datagrams costs no memory beyond its flow. */
    bool keeps_datagram_state;

    /* Judges the first bytes of a direction or a datagram by content alone, strict
     * enough that random bytes pass less than once in 10,000; ports may only make
     * it stricter. NULL where the dissector does not read that transport. */
    enum recognition (*recognise_stream)(struct slice start, const struct hint *hint);
    enum recognition (*recognise_datagram)(struct slice datagram, const struct hint *hint);

    /* Shown all bytes of a direction that were not consumed yet, contiguous, and
     * at once again while it consumes some and leaves some. */
    struct taken (*stream)(void *state, bool from_server, struct slice bytes, struct say *say);
    /* Bytes are missing here: `missing` of them, 0 where that is not known. What
     * follows may begin in the middle of anything. `unread` was shown before, not
     * consumed, and is not shown again: say what can be read in it. Also called
     * where a message is longer than is kept. False: done with this direction. */
    bool (*gap)(void *state, bool from_server, struct slice unread, uint64_t missing,
                struct say *say);
    /* The direction ended (FIN, reset, time-out, end of capture); called once for
     * each. `unread` as in gap. May be NULL. */
    void (*stream_end)(void *state, bool from_server, struct slice unread, struct say *say);
    /* False: wants no more datagrams of this conversation, of either direction. */
    bool (*datagram)(void *state, bool from_server, struct slice datagram, struct say *say);
    /* Frees what the state owns beyond its own bytes. May be NULL. */
    void (*done)(void *state);
};

/* All dissectors, in the order in which they are asked; ends with NULL. */
extern const struct dissector *const dissectors[];
