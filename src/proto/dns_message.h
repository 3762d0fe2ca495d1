/* dns_message - reads DNS messages and says them; what dns, mdns and llmnr share
 * (RFC 1035, 3596, 2782, 6891, 9460; RFC 6762; RFC 4795).
 *
 * Names are said as text with "." between the labels and none at the end; the
 * root is ".". A byte that would make the text ambiguous or does not print (".",
 * "\" and control characters inside a label, and what is not UTF-8) is written
 * \DDD, decimal, as zone files do (RFC 4343).
 *
 * A message that breaks off or breaks the rules is said as far as it was read,
 * with BLIND_MESSAGE_DAMAGED; a name that breaks off is not, as it may be another. A compression
 * pointer that points forwards breaks them, but is followed, as some resolvers do; chains end at
 * LIMIT_DNS_POINTERS. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "proto/dissector.h"

enum { DNS_HEADER_SIZE = 12 };

/* What a port says of a message: which one it may not be, or must be. */
enum dns_port { DNS_PORT_OTHER, DNS_PORT_DNS = 53, DNS_PORT_MDNS = 5353, DNS_PORT_LLMNR = 5355 };
enum dns_port dns_port_of(const struct hint *hint);

/* Whether every byte of it is a DNS message without fault, on whatever port. */
bool dns_message_is_sound(struct slice message);
/* Whether it may be a damaged one: for ports where nothing else is expected. */
bool dns_message_is_likely(struct slice message);

/* Says DNS_QUERY or DNS_RESPONSE. multicast: the top bits of classes are flags of
 * mDNS, and are not part of the class. */
void dns_message_say(struct slice message, bool multicast, bool from_server, struct say *say);

/* DNS over TCP (RFC 7766): each message behind its length. The verbs of a
 * dissector, ready for use as such; the state is a struct dns_stream. */
struct dns_stream {
    uint32_t beyond[2]; /* rest of a message of which a part is missing */
    bool lost[2];       /* where a message begins is not known */
};
/* expected: on this port nothing else is, so that damaged messages pass. */
enum recognition dns_stream_recognise(struct slice start, bool expected);
struct taken dns_stream_read(void *state, bool from_server, struct slice bytes, struct say *say);
bool dns_stream_gap(void *state, bool from_server, struct slice unread, uint64_t missing,
                    struct say *say);
void dns_stream_end(void *state, bool from_server, struct slice unread, struct say *say);
