/* dns - DNS over UDP and TCP, on any port but those of mDNS and LLMNR (RFC 1035, 7766). */
/* SPDX-License-Identifier: MIT */
#include "proto/dns_message.h"

static enum recognition recognise_stream(struct slice start, const struct hint *hint)
{
    enum dns_port port = dns_port_of(hint);
    if (port != DNS_PORT_DNS && port != DNS_PORT_OTHER)
        return RECOGNISED_NOT;
    return dns_stream_recognise(start, port == DNS_PORT_DNS);
}

static enum recognition recognise_datagram(struct slice datagram, const struct hint *hint)
{
    switch (dns_port_of(hint)) {
    case DNS_PORT_DNS:
        return dns_message_is_likely(datagram) ? RECOGNISED : RECOGNISED_NOT;
    case DNS_PORT_OTHER:
        return dns_message_is_sound(datagram) ? RECOGNISED : RECOGNISED_NOT;
    default:
        return RECOGNISED_NOT;
    }
}

static bool read_datagram(void *state, bool from_server, struct slice datagram, struct say *say)
{
    (void)state;
    dns_message_say(datagram, false, from_server, say);
    return true;
}

const struct dissector dns_dissector = {
    .name = "dns",
    .state_size = sizeof(struct dns_stream),
    .recognise_stream = recognise_stream,
    .recognise_datagram = recognise_datagram,
    .stream = dns_stream_read,
    .gap = dns_stream_gap,
    .stream_end = dns_stream_end,
    .datagram = read_datagram,
};
