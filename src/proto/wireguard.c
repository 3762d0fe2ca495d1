/* wireguard - says that a conversation is a WireGuard tunnel (whitepaper, 5.4).
 *
 * Recognised by the two messages of its handshake, whose type, zeroes and size
 * are fixed. What is inside is encrypted. */
/* SPDX-License-Identifier: MIT */
#include "base/cursor.h"
#include "proto/dissector.h"

enum { INITIATION = 1, INITIATION_SIZE = 148, RESPONSE = 2, RESPONSE_SIZE = 92 };

struct wireguard {
    bool said;
};

static enum recognition recognise(struct slice datagram, const struct hint *hint)
{
    struct cursor c = cursor_over(datagram);
    uint32_t type = cursor_u32_little(&c);
    (void)hint;
    bool fits = (type == INITIATION && datagram.size == INITIATION_SIZE) ||
                (type == RESPONSE && datagram.size == RESPONSE_SIZE);
    return fits ? RECOGNISED : RECOGNISED_NOT;
}

static void read_datagram(void *state, bool from_server, struct slice datagram, struct say *say)
{
    struct wireguard *wireguard = state;
    (void)from_server;
    (void)datagram;
    if (!wireguard->said)
        say->blind(say->context, BLIND_ENCRYPTED_TUNNEL);
    wireguard->said = true;
}

const struct dissector wireguard_dissector = {
    .name = "wireguard",
    .state_size = sizeof(struct wireguard),
    .keeps_datagram_state = true,
    .recognise_datagram = recognise,
    .datagram = read_datagram,
};
