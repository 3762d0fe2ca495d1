/* quic - says that a conversation is QUIC, and that nobody looked into it.
 *
 * Recognised by the long header (RFC 8999, 5.1; RFC 9000, 17.2) with a version
 * that exists, or by the header that Google's QUIC had before. */
/* SPDX-License-Identifier: MIT */
#include "base/cursor.h"
#include "proto/dissector.h"

enum {
    LONG_HEADER = 0x80,
    FIXED_BIT = 0x40,
    CONNECTION_ID_MOST = 20,
    NEGOTIATION = 0,
    VERSION_1 = 0x00000001,
    VERSION_2 = 0x6b3343cf,
    GOOGLE_44 = 0x51303434, /* "Q044" */
    GOOGLE_50 = 0x51303530,
    MESSAGE_LEAST = 16,  /* the tag behind every encrypted packet */
    GOOGLE_FLAGS = 0x0d, /* version there, connection's number there; 0x04 is of the nonce */
    GOOGLE_FLAGS_LEAST = 0x09,
    PORT_DNS_OVER_QUIC = 853,
    PORT_DNS_OVER_QUIC_DRAFT = 784,
};

#define DRAFT_22 0xff000016U

static bool is_google(uint32_t version)
{
    uint8_t letter = (uint8_t)(version >> 24);
    return (letter == 'Q' || letter == 'T') && (version >> 16 & 0xff) == '0' &&
           byte_is_digit((uint8_t)(version >> 8)) && byte_is_digit((uint8_t)version);
}

static bool is_draft(uint32_t version)
{
    return version >> 8 == 0xff0000;
}

static bool is_known(uint32_t version)
{
    return version == VERSION_1 || version == VERSION_2 || is_draft(version) ||
           version >> 8 == 0xfaceb0 /* mvfst */ || is_google(version);
}

/* Before the 22nd draft the sizes of both numbers stood in one byte. */
static bool is_old(uint32_t version)
{
    return (is_draft(version) && version < DRAFT_22) ||
           (version >= GOOGLE_44 && version < GOOGLE_50);
}

/* What a server answers that knows none of the client's versions. */
static bool offers_known(struct cursor c)
{
    bool known = false;
    while (c.rest.size > 0)
        known |= is_known(cursor_u32(&c));
    return known && !c.failed;
}

static bool has_long_header(struct slice datagram)
{
    struct cursor c = cursor_over(datagram);
    uint8_t flags = cursor_u8(&c);
    uint32_t version = cursor_u32(&c);
    if (!(flags & LONG_HEADER))
        return false;
    if (is_old(version))
        return c.rest.size > MESSAGE_LEAST;
    uint8_t to = cursor_u8(&c);
    cursor_skip(&c, to);
    uint8_t from = cursor_u8(&c);
    cursor_skip(&c, from);
    if (c.failed || to > CONNECTION_ID_MOST || from > CONNECTION_ID_MOST)
        return false;
    if (version == NEGOTIATION)
        return offers_known(c);
    return flags & FIXED_BIT && is_known(version) && c.rest.size > MESSAGE_LEAST;
}

static bool has_google_header(struct slice datagram)
{
    struct cursor c = cursor_over(datagram);
    uint8_t flags = cursor_u8(&c);
    cursor_skip(&c, 8);
    return (flags == GOOGLE_FLAGS || flags == GOOGLE_FLAGS_LEAST) && is_google(cursor_u32(&c));
}

static enum recognition recognise(struct slice datagram, const struct hint *hint)
{
    (void)hint;
    return has_long_header(datagram) || has_google_header(datagram) ? RECOGNISED : RECOGNISED_NOT;
}

static bool read_datagram(void *state, bool from_server, struct slice datagram, struct say *say)
{
    (void)state;
    (void)from_server;
    (void)datagram;
    say->blind(say->context, BLIND_QUIC);
    if (say->server_port == PORT_DNS_OVER_QUIC || say->server_port == PORT_DNS_OVER_QUIC_DRAFT)
        say->blind(say->context, BLIND_ENCRYPTED_DNS);
    return false;
}

const struct dissector quic_dissector = {
    .name = "quic",
    .recognise_datagram = recognise,
    .datagram = read_datagram,
};
