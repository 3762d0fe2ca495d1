/* llmnr - link-local multicast name resolution: DNS among neighbours (RFC 4795). */
/* SPDX-License-Identifier: MIT */
#include "proto/dns_message.h"

static enum recognition recognise_stream(struct slice start, const struct hint *hint)
{
    if (dns_port_of(hint) != DNS_PORT_LLMNR)
        return RECOGNISED_NOT;
    return dns_stream_recognise(start, true);
}

static enum recognition recognise_datagram(struct slice datagram, const struct hint *hint)
{
    if (dns_port_of(hint) != DNS_PORT_LLMNR || !dns_message_is_likely(datagram))
        return RECOGNISED_NOT;
    return RECOGNISED;
}

static bool read_datagram(void *state, bool from_server, struct slice datagram, struct say *say)
{
    (void)state;
    dns_message_say(datagram, false, from_server, say);
    return true;
}

const struct dissector llmnr_dissector = {
    .name = "llmnr",
    .state_size = sizeof(struct dns_stream),
    .recognise_stream = recognise_stream,
    .recognise_datagram = recognise_datagram,
    .stream = dns_stream_read,
    .gap = dns_stream_gap,
    .stream_end = dns_stream_end,
    .datagram = read_datagram,
};
