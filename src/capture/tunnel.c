/* tunnel - packets inside packets.
 *
 * The outer packet is given first, with its payload, as a conversation of its
 * own; then the inner one. What both directions of a tunnel share (network
 * identifier, key, the two outer addresses in either order) goes into the
 * context of the inner packet; what each side chooses for itself (GTP and L2TP
 * tunnel numbers, PPTP call identifiers) stays out.
 *
 * A protocol number says for sure what follows; a UDP port is only a hint, so
 * there the content must make sense too, down to the inner IP header. Where it
 * does not, it is ordinary UDP. Nothing is lost by that: only IP is looked for. */
/* SPDX-License-Identifier: MIT */
#include "capture/headers.h"

#include "base/cursor.h"
#include "model/limits.h"

enum tunnel_protocol { IP_ETHER_IP = 97, IP_PIM = 103, IP_MPLS = 137, IP_ETHERNET = 143 };

enum tunnel_port {
    PORT_L2TP = 1701,
    PORT_GTP_USER = 2152,
    PORT_TEREDO = 3544,
    PORT_LISP = 4341,
    PORT_GRE = 4754,
    PORT_VXLAN = 4789,
    PORT_VXLAN_GPE = 4790,
    PORT_AYIYA = 5072,
    PORT_CAPWAP_DATA = 5247,
    PORT_GENEVE = 6081,
    PORT_MPLS = 6635,
    PORT_VXLAN_LINUX = 8472, /* before IANA gave one */
    PORT_TZSP = 37008,
};

/* Kinds of identifiers, so that equal numbers of two kinds differ. */
enum identifier { KEY_GRE = 2, KEY_VXLAN, KEY_GENEVE, KEY_LISP };

static void add_identifier(struct packet_reader *reader, enum identifier kind, uint32_t identifier)
{
    reader_add_context(reader, (uint64_t)kind << 32 | identifier);
}

static void add_outer_addresses(struct packet_reader *reader)
{
    const struct packet *outer = &reader->packet;
    reader_add_context(reader, address_hash(&outer->source) + address_hash(&outer->target));
}

static bool enter(struct packet_reader *reader, uint16_t type, struct slice inner)
{
    add_outer_addresses(reader);
    reader_enter(reader, type, inner);
    return true;
}

/* Behind a UDP port: inner bytes of the type given, if they make sense as that. */
static bool enter_if_plausible(struct packet_reader *reader, uint16_t type, struct slice inner)
{
    bool plausible =
        type == LINK_ETHERNET ? looks_like_ethernet(reader, inner) : looks_like_ip(reader, inner);
    return plausible && enter(reader, type, inner);
}

/* An EtherType behind a UDP port. */
static bool enter_ether_type(struct packet_reader *reader, uint16_t type, struct slice inner)
{
    enum { BRIDGED = 0x6558 };
    if (type == BRIDGED)
        return enter_if_plausible(reader, LINK_ETHERNET, inner);
    if (type == LAYER_IP4 || type == LAYER_IP6)
        return enter_if_plausible(reader, LINK_RAW, inner);
    if (type == LAYER_MPLS || type == LAYER_NSH)
        return enter(reader, type, inner);
    return false;
}

/* ERSPAN: frames that a switch mirrors. Type I has no header of its own, and no
 * GRE sequence number. What is mirrored is no conversation of the switches', so
 * the session does not count; both directions may come from different ones. */
static bool read_erspan(struct packet_reader *reader, uint16_t type, bool has_sequence,
                        struct cursor *c)
{
    enum { TYPE_3 = 0x22eb, IS_IP = 2 };
    uint16_t inner = LINK_ETHERNET;
    if (type == TYPE_3) {
        cursor_skip(c, 10);
        uint16_t flags = cursor_u16(c); /* its last bit: eight bytes more */
        cursor_skip(c, flags & 1 ? 8 : 0);
        inner = (flags >> 10 & 0x1f) == IS_IP ? LINK_RAW : LINK_ETHERNET;
    } else if (has_sequence) {
        cursor_skip(c, 8);
    }
    return !c->failed && enter(reader, inner, c->rest);
}

/* RFC 1701 source routing: entries until an empty one. */
static void skip_gre_routing(struct cursor *c)
{
    size_t length;
    do {
        uint16_t family = cursor_u16(c);
        cursor_skip(c, 1);
        length = cursor_u8(c);
        cursor_skip(c, length);
        if (family == 0 && length == 0)
            break;
    } while (!c->failed);
}

/* RFC 2784 and 2890. */
static bool read_gre_payload(struct packet_reader *reader, uint16_t type, uint16_t flags,
                             struct cursor *c)
{
    enum { HAS_SEQUENCE = 0x1000, WCCP = 0x883e, ERSPAN_1_2 = 0x88be, ERSPAN_3 = 0x22eb };
    enum { ARUBA_FIRST = 0x8200, ARUBA_LAST = 0x8370 };
    if (c->failed || c->rest.size == 0)
        return false;
    if (type == ERSPAN_1_2 || type == ERSPAN_3)
        return read_erspan(reader, type, flags & HAS_SEQUENCE, c);
    if (type == WCCP) { /* its second version has four bytes of its own */
        if (c->rest.data[0] >> 4 != 4)
            cursor_skip(c, 4);
        type = LAYER_IP4;
    }
    if (type >= ARUBA_FIRST && type <= ARUBA_LAST)
        return enter(reader, LINK_WIRELESS, c->rest);
    return type >= LAYER_ETHER_TYPES && enter(reader, type, c->rest);
}

static bool read_gre(struct packet_reader *reader, struct slice bytes)
{
    enum {
        HAS_CHECKSUM = 0x8000,
        HAS_ROUTING = 0x4000,
        HAS_KEY = 0x2000,
        HAS_SEQUENCE = 0x1000,
        HAS_ACKNOWLEDGEMENT = 0x0080,
        VERSION = 0x0007
    };
    struct cursor c = cursor_over(bytes);
    uint16_t flags = cursor_u16(&c), type = cursor_u16(&c);
    if (flags & (HAS_CHECKSUM | HAS_ROUTING))
        cursor_skip(&c, 4);
    uint32_t key = flags & HAS_KEY ? cursor_u32(&c) : 0;
    if (flags & HAS_SEQUENCE)
        cursor_skip(&c, 4);
    bool is_pptp = (flags & VERSION) == 1; /* RFC 2637: the key is length and call */
    if (is_pptp && flags & HAS_ACKNOWLEDGEMENT)
        cursor_skip(&c, 4);
    if (flags & HAS_ROUTING)
        skip_gre_routing(&c);
    if ((flags & VERSION) > 1)
        return false;
    if (flags & HAS_KEY && !is_pptp && !c.failed)
        add_identifier(reader, KEY_GRE, key);
    return read_gre_payload(reader, type, flags, &c);
}

/* RFC 8086: GRE's header again, but only a hint that it is one. */
static bool read_gre_in_udp(struct packet_reader *reader, struct slice bytes)
{
    enum { HAS_CHECKSUM = 0x8000, HAS_KEY = 0x2000, HAS_SEQUENCE = 0x1000 };
    struct cursor c = cursor_over(bytes);
    uint16_t flags = cursor_u16(&c), type = cursor_u16(&c);
    if (flags & ~(HAS_CHECKSUM | HAS_KEY | HAS_SEQUENCE))
        return false;
    cursor_skip(&c, flags & HAS_CHECKSUM ? 4 : 0);
    uint32_t key = flags & HAS_KEY ? cursor_u32(&c) : 0;
    cursor_skip(&c, flags & HAS_SEQUENCE ? 4 : 0);
    if (flags & HAS_KEY)
        add_identifier(reader, KEY_GRE, key);
    return !c.failed && enter_ether_type(reader, type, c.rest);
}

/* RFC 7348. The last bit of the flags that may be set is of VXLAN-GBP. */
static bool read_vxlan(struct packet_reader *reader, struct slice bytes)
{
    enum { HAS_NETWORK = 0x08 };
    struct cursor c = cursor_over(bytes);
    uint8_t flags = cursor_u8(&c);
    cursor_skip(&c, 3);
    uint32_t network = cursor_u24(&c);
    cursor_skip(&c, 1);
    if (c.failed || !(flags & HAS_NETWORK) || !looks_like_ethernet(reader, c.rest))
        return false;
    add_identifier(reader, KEY_VXLAN, network);
    return enter(reader, LINK_ETHERNET, c.rest);
}

/* draft-ietf-nvo3-vxlan-gpe: tells what it carries. */
static bool read_vxlan_gpe(struct packet_reader *reader, struct slice bytes)
{
    enum { HAS_NETWORK = 0x08, HAS_PROTOCOL = 0x04 };
    static const uint16_t types[] = {0, LAYER_IP4, LAYER_IP6, 0x6558, LAYER_NSH, LAYER_MPLS};
    struct cursor c = cursor_over(bytes);
    uint8_t flags = cursor_u8(&c);
    cursor_skip(&c, 2);
    uint8_t next = cursor_u8(&c);
    uint32_t network = cursor_u24(&c);
    cursor_skip(&c, 1);
    if (!(flags & HAS_PROTOCOL))
        return read_vxlan(reader, bytes);
    if (c.failed || !(flags & HAS_NETWORK) || next >= sizeof types / sizeof *types)
        return false;
    add_identifier(reader, KEY_VXLAN, network);
    return enter_ether_type(reader, types[next], c.rest);
}

/* RFC 8926. */
static bool read_geneve(struct packet_reader *reader, struct slice bytes)
{
    struct cursor c = cursor_over(bytes);
    uint8_t version_and_length = cursor_u8(&c);
    cursor_skip(&c, 1);
    uint16_t type = cursor_u16(&c);
    uint32_t network = cursor_u24(&c);
    cursor_skip(&c, 1 + (version_and_length & 0x3fu) * 4);
    if (c.failed || version_and_length >> 6 != 0)
        return false;
    add_identifier(reader, KEY_GENEVE, network);
    return enter_ether_type(reader, type, c.rest);
}

/* 3GPP TS 29.281: extension headers tell their length in fours, and end with
 * the type of the next. */
static void skip_gtp_extensions(struct cursor *c, uint8_t next)
{
    for (int i = 0; i < LIMIT_EXTENSION_HEADERS && next != 0; i++) {
        size_t length = cursor_u8(c) * (size_t)4;
        if (length < 4) {
            cursor_fail(c);
            return;
        }
        cursor_skip(c, length - 2);
        next = cursor_u8(c);
    }
}

static bool read_gtp(struct packet_reader *reader, struct slice bytes)
{
    enum {
        VERSION_AND_KIND = 0xf0,
        GTP_1 = 0x30,
        HAS_EXTENSION = 0x04,
        OPTIONS = 0x07,
        DATA = 255
    };
    struct cursor c = cursor_over(bytes);
    uint8_t flags = cursor_u8(&c), type = cursor_u8(&c);
    cursor_skip(&c, 6);
    if ((flags & VERSION_AND_KIND) != GTP_1 || type != DATA)
        return false;
    if (flags & OPTIONS) {
        cursor_skip(&c, 3);
        uint8_t next = cursor_u8(&c);
        skip_gtp_extensions(&c, flags & HAS_EXTENSION ? next : 0);
    }
    return !c.failed && (enter_if_plausible(reader, LINK_RAW, c.rest) ||
                         enter_if_plausible(reader, LINK_ETHERNET, c.rest));
}

/* RFC 4380: IPv6 in UDP, between any ports (client and relay choose theirs), so
 * it is known by its content: an address of 2001::/32 and a length that fits.
 * The outer addresses stay out of the context: inner ones are unique in the
 * world, and answers may come through another relay. */
static bool is_teredo(struct slice bytes)
{
    static const uint8_t prefix[4] = {0x20, 0x01, 0, 0};
    return bytes.size >= 40 && bytes.data[0] >> 4 == 6 &&
           big16(bytes.data + 4) + (size_t)40 == bytes.size &&
           (memcmp(bytes.data + 8, prefix, 4) == 0 || memcmp(bytes.data + 24, prefix, 4) == 0);
}

/* On its servers' port, what authenticates or tells the origin may stand in
 * front, and the address may be link-local. */
static bool read_teredo_server(struct packet_reader *reader, struct slice bytes)
{
    enum { AUTHENTICATION = 1, ORIGIN = 0 };
    struct cursor c = cursor_over(bytes);
    if (c.rest.size >= 2 && big16(c.rest.data) == AUTHENTICATION) {
        cursor_skip(&c, 2);
        size_t lengths = cursor_u8(&c);
        lengths += cursor_u8(&c);
        cursor_skip(&c, lengths + 9);
    }
    if (c.rest.size >= 2 && big16(c.rest.data) == ORIGIN)
        cursor_skip(&c, 8);
    if (c.failed || c.rest.size < 40 || c.rest.data[0] >> 4 != 6 || !looks_like_ip(reader, c.rest))
        return false;
    reader_enter(reader, LAYER_IP6, c.rest);
    return true;
}

/* RFC 2661, data messages: PPP. */
static bool read_l2tp(struct packet_reader *reader, struct slice bytes)
{
    enum { CONTROL = 0x8000, HAS_LENGTH = 0x4000, HAS_SEQUENCE = 0x0800, HAS_OFFSET = 0x0200 };
    enum { RESERVED = 0x34f0, VERSION = 0x000f };
    struct cursor c = cursor_over(bytes);
    uint16_t flags = cursor_u16(&c);
    if (flags & (CONTROL | RESERVED) || (flags & VERSION) != 2)
        return false;
    cursor_skip(&c, (flags & HAS_LENGTH ? 2 : 0) + 4 + (flags & HAS_SEQUENCE ? 4 : 0));
    if (flags & HAS_OFFSET)
        cursor_skip(&c, cursor_u16(&c));
    if (c.rest.size >= 2 && big16(c.rest.data) == 0xff03)
        cursor_skip(&c, 2);
    if (c.rest.size >= 1 && c.rest.data[0] == 0)
        cursor_skip(&c, 1);
    uint8_t protocol = cursor_u8(&c); /* 0x21 and 0x57: IPv4 and IPv6 */
    return !c.failed && (protocol == 0x21 || protocol == 0x57) &&
           enter_if_plausible(reader, LINK_RAW, c.rest);
}

/* AYIYA (draft-massar-v6ops-ayiya): IPv6 behind an identity and a signature. */
static bool read_ayiya(struct packet_reader *reader, struct slice bytes)
{
    struct cursor c = cursor_over(bytes);
    size_t identity = (size_t)1 << (cursor_u8(&c) >> 4);
    size_t signature = (cursor_u8(&c) >> 4) * (size_t)4;
    cursor_skip(&c, 1);
    uint8_t next = cursor_u8(&c);
    cursor_skip(&c, 4 + identity + signature);
    if (c.failed || next != IP_IP6 || !looks_like_ip(reader, c.rest))
        return false;
    reader_enter(reader, LAYER_IP6, c.rest);
    return true;
}

/* RFC 9300: nonce or map version, then instance identifier. */
static bool read_lisp(struct packet_reader *reader, struct slice bytes)
{
    return enter_if_plausible(reader, LINK_RAW, slice_after(bytes, 8));
}

static bool read_mpls(struct packet_reader *reader, struct slice bytes)
{
    struct cursor c = cursor_over(bytes);
    for (int i = 0; i < LIMIT_LINK_HEADERS && !c.failed; i++)
        if (cursor_u32(&c) & 0x100)
            break;
    return !c.failed &&
           (looks_like_ip(reader, c.rest) || looks_like_ethernet(reader, c.rest) ||
            looks_like_ethernet(reader, slice_after(c.rest, 4))) &&
           enter(reader, LAYER_MPLS, bytes);
}

/* RFC 5415, 4.3: a header that tells its length in fours; what is fragmented, or
 * encrypted (its first byte is 1), is left alone. Carries 802.3, or 802.11 as it was. */
static bool read_capwap(struct packet_reader *reader, struct slice bytes)
{
    enum { NATIVE = 0x100, FRAGMENT = 0x80, WIRELESS = 1 };
    struct cursor c = cursor_over(bytes);
    uint32_t word = cursor_u32(&c);
    size_t length = (word >> 19 & 0x1f) * (size_t)4;
    uint32_t binding = word >> 9 & 0x1f;
    if (c.failed || word >> 24 != 0 || length < 8 || word & FRAGMENT)
        return false;
    cursor_skip(&c, length - 4);
    if (!(word & NATIVE))
        return enter_if_plausible(reader, LINK_ETHERNET, c.rest);
    return binding == WIRELESS && c.rest.size >= 32 && enter(reader, LAYER_CAPWAP_WIRELESS, c.rest);
}

/* TaZmen sniffer protocol: tags until their end, then what was captured. */
static bool read_tzsp(struct packet_reader *reader, struct slice bytes)
{
    enum { TAG_PADDING = 0, TAG_END = 1 };
    struct cursor c = cursor_over(bytes);
    uint8_t version = cursor_u8(&c), kind = cursor_u8(&c);
    uint16_t protocol = cursor_u16(&c);
    uint8_t tag;
    while ((tag = cursor_u8(&c)) != TAG_END && !c.failed)
        if (tag != TAG_PADDING)
            cursor_skip(&c, cursor_u8(&c));
    return !c.failed && version == 1 && kind <= 1 && protocol == 1 &&
           enter_if_plausible(reader, LINK_ETHERNET, c.rest);
}

/* RFC 7761, 4.9.3: a router hands on what is to be sent to a group. */
static void read_pim(struct packet_reader *reader, struct slice bytes)
{
    enum { VERSION_2_REGISTER = 0x21, NULL_REGISTER = 0x40 };
    if (bytes.size > 8 && bytes.data[0] == VERSION_2_REGISTER && !(bytes.data[4] & NULL_REGISTER))
        enter_if_plausible(reader, LINK_RAW, slice_after(bytes, 8));
}

typedef bool tunnel_fn(struct packet_reader *reader, struct slice bytes);

/* A port that either side may have. */
static tunnel_fn *tunnel_of_port(uint16_t port)
{
    switch (port) {
    case PORT_L2TP:
        return read_l2tp;
    case PORT_GTP_USER:
        return read_gtp;
    case PORT_TEREDO:
        return read_teredo_server;
    case PORT_AYIYA:
        return read_ayiya;
    case PORT_CAPWAP_DATA:
        return read_capwap;
    default:
        return NULL;
    }
}

/* A port of the receiver alone; the sender's varies to spread the load. */
static tunnel_fn *tunnel_of_target(uint16_t port)
{
    switch (port) {
    case PORT_LISP:
        return read_lisp;
    case PORT_GRE:
        return read_gre_in_udp;
    case PORT_VXLAN:
    case PORT_VXLAN_LINUX:
        return read_vxlan;
    case PORT_VXLAN_GPE:
        return read_vxlan_gpe;
    case PORT_GENEVE:
        return read_geneve;
    case PORT_MPLS:
        return read_mpls;
    case PORT_TZSP:
        return read_tzsp;
    default:
        return tunnel_of_port(port);
    }
}

static void find_in_udp(struct packet_reader *reader)
{
    const struct packet *packet = &reader->packet;
    struct slice bytes = packet->payload;
    if (!packet->has_ports || bytes.size == 0)
        return;
    if (is_teredo(bytes)) {
        reader_enter(reader, LAYER_IP6, bytes);
        return;
    }
    tunnel_fn *read = tunnel_of_target(packet->target_port);
    if (!read)
        read = tunnel_of_port(packet->source_port);
    if (read)
        read(reader, bytes);
}

void tunnel_find(struct packet_reader *reader)
{
    struct slice bytes = reader->packet.payload;
    switch (reader->packet.protocol) {
    case IP_UDP:
    case IP_UDPLITE:
        find_in_udp(reader);
        break;
    case IP_IP4:
        enter(reader, LAYER_IP4, bytes);
        break;
    case IP_IP6:
        /* 6to4 and its kin: see is_teredo() for why the outer addresses do not count. */
        if (reader->packet.ip6)
            add_outer_addresses(reader);
        reader_enter(reader, LAYER_IP6, bytes);
        break;
    case IP_GRE:
        read_gre(reader, bytes);
        break;
    case IP_ETHER_IP: /* RFC 3378: version 3 and twelve zero bits */
        enter(reader, LINK_ETHERNET, slice_after(bytes, 2));
        break;
    case IP_PIM:
        read_pim(reader, bytes);
        break;
    case IP_MPLS: /* RFC 4023 */
        enter(reader, LAYER_MPLS, bytes);
        break;
    case IP_ETHERNET: /* RFC 8986 */
        enter(reader, LINK_ETHERNET, bytes);
        break;
    case IP_ESP:
        reader_blind(reader, BLIND_ENCRYPTED_TUNNEL);
        break;
    default:
        break;
    }
}
