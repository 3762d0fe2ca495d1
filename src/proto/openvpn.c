/* openvpn - says that a conversation is an OpenVPN tunnel.
 *
 * Recognised by the client's first packet (openvpn wire protocol draft, 5.1.2):
 * its type, a random number of the session, perhaps a digest with a packet's
 * number and the time, nothing acknowledged, and number 0. Over TCP its size
 * stands before it. Where even this is encrypted (tls-crypt), nothing shows. */
/* SPDX-License-Identifier: MIT */
#include "base/cursor.h"
#include "proto/dissector.h"

enum {
    HARD_RESET = 7 << 3, /* P_CONTROL_HARD_RESET_CLIENT_V2 with key 0 */
    SESSION_SIZE = 8,
    PACKET_NUMBER_SIZE = 4,
    TIME_SIZE = 4,
    END_SIZE = 5, /* nothing acknowledged, packet 0 */
    PLAIN_SIZE = 1 + SESSION_SIZE + END_SIZE,
    SIGNED_SIZE = PLAIN_SIZE + PACKET_NUMBER_SIZE + TIME_SIZE, /* and the digest */
    TCP_SIZE_MOST = 2 + SIGNED_SIZE + 64,
};

struct openvpn {
    bool said;
};

/* A digest of SHA-1, SHA-256 or SHA-512 goes with the number of the first packet. */
static bool is_reset(struct slice packet)
{
    struct cursor c = cursor_over(packet);
    if (cursor_u8(&c) != HARD_RESET)
        return false;
    cursor_skip(&c, SESSION_SIZE);
    if (packet.size != PLAIN_SIZE) {
        size_t digest = packet.size - SIGNED_SIZE;
        if (packet.size < SIGNED_SIZE || (digest != 20 && digest != 32 && digest != 64))
            return false;
        cursor_skip(&c, digest);
        if (cursor_u32(&c) != 1)
            return false;
        cursor_skip(&c, TIME_SIZE);
    }
    return cursor_big(&c, END_SIZE) == 0 && !c.failed;
}

static enum recognition recognise_datagram(struct slice datagram, const struct hint *hint)
{
    (void)hint;
    return is_reset(datagram) ? RECOGNISED : RECOGNISED_NOT;
}

static enum recognition recognise_stream(struct slice start, const struct hint *hint)
{
    struct cursor c = cursor_over(start);
    uint16_t size = cursor_u16(&c);
    (void)hint;
    if ((start.size > 0 && start.data[0] != 0) || (!c.failed && size > TCP_SIZE_MOST) ||
        (start.size > 2 && start.data[2] != HARD_RESET))
        return RECOGNISED_NOT;
    if (c.failed || c.rest.size < size)
        return RECOGNISED_MAYBE;
    return is_reset(slice_part(c.rest, 0, size)) ? RECOGNISED : RECOGNISED_NOT;
}

static bool read_datagram(void *state, bool from_server, struct slice datagram, struct say *say)
{
    (void)state;
    (void)from_server;
    (void)datagram;
    say->blind(say->context, BLIND_ENCRYPTED_TUNNEL);
    return false;
}

static struct taken read_stream(void *state, bool from_server, struct slice bytes, struct say *say)
{
    struct openvpn *openvpn = state;
    (void)from_server;
    if (!openvpn->said)
        say->blind(say->context, BLIND_ENCRYPTED_TUNNEL);
    openvpn->said = true;
    return (struct taken){.size = bytes.size, .done = true};
}

const struct dissector openvpn_dissector = {
    .name = "openvpn",
    .state_size = sizeof(struct openvpn),
    .keeps_datagram_state = true,
    .recognise_stream = recognise_stream,
    .recognise_datagram = recognise_datagram,
    .stream = read_stream,
    .datagram = read_datagram,
};
