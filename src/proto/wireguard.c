/* wireguard - says that a conversation is a WireGuard tunnel (whitepaper, 5.4).
 *
 * Recognised by the messages of its handshake, whose type, zeroes and size are
 * fixed, and in its middle by data, which comes in sixteens behind a counter
 * that never gets far. What is inside is encrypted. */
/* SPDX-License-Identifier: MIT */
#include "base/cursor.h"
#include "proto/dissector.h"

enum {
    INITIATION = 1,
    INITIATION_SIZE = 148,
    RESPONSE = 2,
    RESPONSE_SIZE = 92,
    DATA = 4,
    DATA_SIZE_LEAST = 32, /* header and tag: a packet that only keeps the tunnel open */
};

static enum recognition recognise(struct slice datagram, const struct hint *hint)
{
    struct cursor c = cursor_over(datagram);
    uint32_t type = cursor_u32_little(&c);
    (void)hint;
    if (type == DATA && datagram.size >= DATA_SIZE_LEAST && datagram.size % 16 == 0) {
        cursor_skip(&c, 4); /* the receiver's number */
        return cursor_u64_little(&c) >> 40 == 0 ? RECOGNISED : RECOGNISED_NOT;
    }
    bool fits = (type == INITIATION && datagram.size == INITIATION_SIZE) ||
                (type == RESPONSE && datagram.size == RESPONSE_SIZE);
    return fits ? RECOGNISED : RECOGNISED_NOT;
}

static bool read_datagram(void *state, bool from_server, struct slice datagram, struct say *say)
{
    (void)state;
    (void)from_server;
    (void)datagram;
    say->blind(say->context, BLIND_ENCRYPTED_TUNNEL);
    return false;
}

const struct dissector wireguard_dissector = {
    .name = "wireguard",
    .recognise_datagram = recognise,
    .datagram = read_datagram,
};
