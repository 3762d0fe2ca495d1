/* address - an IPv4 or IPv6 address, and prefixes of both.
 *
 * IPv4 is held as IPv4-mapped IPv6 (RFC 4291, 2.5.5.2), so that every address
 * is sixteen bytes and one comparison serves both. A mapped address that was
 * written as IPv6 is therefore the IPv4 address, which is what it means. The
 * zeroed address is "none" (it prints as ::). */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "base/hash.h"
#include "base/slice.h"
#include "base/text.h"

struct address {
    uint8_t bytes[16];
};

struct prefix {
    struct address address; /* bits behind the prefix are zero */
    uint8_t bits;           /* 0 to 128; an IPv4 /24 is held as 120 */
};

struct endpoint {
    struct address address;
    uint16_t port; /* 0 where the protocol has none */
};

struct address address_from_v4(const uint8_t bytes[4]);
struct address address_from_v6(const uint8_t bytes[16]);
bool address_is_v4(const struct address *address);
bool address_is_none(const struct address *address);
/* Private, loopback, link-local, shared, multicast, broadcast or unspecified:
 * nothing that a registry delegates to anybody (RFC 6890). */
bool address_is_special(const struct address *address);

static inline bool address_equal(const struct address *a, const struct address *b)
{
    return memcmp(a->bytes, b->bytes, 16) == 0;
}
/* IPv4 before IPv6, then by value. */
int address_compare(const struct address *a, const struct address *b);
static inline uint64_t address_hash(const struct address *address)
{
    uint64_t high, low;
    memcpy(&high, address->bytes, 8);
    memcpy(&low, address->bytes + 8, 8);
    /* Not `high` alone mixed with the seed: it is 0 for every IPv4 address, and a
     * factor that becomes 0 would make all of them one. */
    return hash_mix(high + 1, low);
}

/* Reads 192.0.2.1, 2001:db8::1, ::ffff:192.0.2.1, [2001:db8::1]; all of the
 * text must be the address. IPv4 parts are decimal, at most three digits, and
 * a leading zero is refused (it would mean octal to some). */
bool address_parse(struct slice text, struct address *address);
/* Reads address/bits; host bits are cleared. An address alone is no prefix.
 * ::ffff:192.0.2.0/120 is 192.0.2.0/24. */
bool prefix_parse(struct slice text, struct prefix *prefix);
/* Reads 192.0.2.1:80 or [2001:db8::1]:80; port 0 is none. */
bool endpoint_parse(struct slice text, struct endpoint *endpoint);
bool prefix_holds(const struct prefix *prefix, const struct address *address);

enum { ADDRESS_TEXT_SIZE = 46 }; /* the longest one and a NUL */

/* IPv6 as RFC 5952 writes it. The first is for those who may not allocate: it
 * gives the size without the NUL. */
size_t address_write(const struct address *address, char out[ADDRESS_TEXT_SIZE]);
void text_add_address(struct text *text, const struct address *address);
void text_add_prefix(struct text *text, const struct prefix *prefix);
void text_add_endpoint(struct text *text, const struct endpoint *endpoint);
