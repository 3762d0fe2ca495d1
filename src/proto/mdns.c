/* mdns - multicast DNS: names and services without a server (RFC 6762). */
/* SPDX-License-Identifier: MIT */
#include "proto/dns_message.h"

static enum recognition recognise_datagram(struct slice datagram, const struct hint *hint)
{
    if (dns_port_of(hint) != DNS_PORT_MDNS || !dns_message_is_likely(datagram))
        return RECOGNISED_NOT;
    return RECOGNISED;
}

static bool read_datagram(void *state, bool from_server, struct slice datagram, struct say *say)
{
    (void)state;
    dns_message_say(datagram, true, from_server, say);
    return true;
}

const struct dissector mdns_dissector = {
    .name = "mdns",
    .recognise_datagram = recognise_datagram,
    .datagram = read_datagram,
};
