/* link - from a frame of any link type to the IP packet in it.
 *
 * Each function below reads one header: it makes *layer what stands behind it
 * and says true, or false where there is nothing for us (ARP, spanning tree) or
 * nothing that can be read (then the reader says why). */
/* SPDX-License-Identifier: MIT */
#include "capture/headers.h"

#include "base/cursor.h"
#include "model/limits.h"

/* Link types beyond those of source.h that cost only a line here. */
enum more_link_types {
    LINK_CISCO_HDLC = 104,
    LINK_FRAME_RELAY = 107,
    LINK_ENC = 109, /* OpenBSD IPsec */
    LINK_PFLOG = 117,
    LINK_FIBRE_CHANNEL_IP = 122,
    LINK_PPP_PPPD = 166,
    LINK_PPI = 192,
    LINK_NFLOG = 239,
};

/* EtherTypes that only this file names. */
enum ether_type {
    ETHER_BRIDGED = 0x6558, /* transparent Ethernet bridging: an Ethernet frame */
    ETHER_PPP = 0x880b,
    ETHER_PPPOE_SESSION = 0x8864,
    ETHER_MACSEC = 0x88e5,
    ETHER_BACKBONE = 0x88e7, /* provider backbone bridging, 802.1ah */
    ETHER_FABRIC_PATH = 0x8903,
    ETHER_VNTAG = 0x8926,
    ETHER_ETAG = 0x893f, /* 802.1BR */
    ETHER_ARISTA = 0xd28b,
};

/* PPP protocol numbers (IANA). */
enum ppp_protocol {
    PPP_IP4 = 0x0021,
    PPP_ENCRYPTED = 0x0053,
    PPP_IP6 = 0x0057,
    PPP_COMPRESSED = 0x00fd, /* also what MPPE calls encrypted */
    PPP_MPLS = 0x0281,
    PPP_MPLS_MULTICAST = 0x0283,
};

static bool go_on(struct packet_reader *reader, struct layer *layer, uint16_t type,
                  const struct cursor *behind)
{
    if (behind->failed)
        return reader_blind_at_end(reader);
    *layer = (struct layer){type, behind->rest};
    return true;
}

void layer_from_ether_type(struct layer *layer, uint16_t type, struct slice bytes)
{
    /* Below, it is the length of an 802.3 frame; what follows that is padding. */
    if (type < LAYER_ETHER_TYPES)
        *layer = (struct layer){LAYER_LLC, slice_part(bytes, 0, type)};
    else
        *layer = (struct layer){type, bytes};
}

/* The cursor stands before an EtherType or length. */
static bool read_ether_type(struct packet_reader *reader, struct layer *layer, struct cursor *c)
{
    uint16_t type = cursor_u16(c);
    if (c->failed)
        return reader_blind_at_end(reader);
    layer_from_ether_type(layer, type, c->rest);
    return true;
}

static bool skip_then_ether_type(struct packet_reader *reader, struct layer *layer, size_t skip)
{
    struct cursor c = cursor_over(layer->bytes);
    cursor_skip(&c, skip);
    return read_ether_type(reader, layer, &c);
}

static bool skip_then(struct packet_reader *reader, struct layer *layer, size_t skip, uint16_t type)
{
    struct cursor c = cursor_over(layer->bytes);
    cursor_skip(&c, skip);
    return go_on(reader, layer, type, &c);
}

/* 802.1Q, 802.1ad and their forerunners: priority and identifier, then an EtherType. */
static bool read_vlan(struct packet_reader *reader, struct layer *layer)
{
    struct cursor c = cursor_over(layer->bytes);
    uint16_t vlan = cursor_u16(&c) & 0x0fff;
    if (c.failed)
        return reader_blind_at_end(reader);
    struct packet *packet = &reader->packet;
    if (packet->vlan_count < CONVERSATION_VLANS)
        packet->vlans[packet->vlan_count] = vlan;
    if (packet->vlan_count < UINT8_MAX)
        packet->vlan_count++;
    /* Identifier 0 carries a priority only; it is no network of its own. */
    if (vlan != 0)
        reader_add_context(reader, vlan);
    return read_ether_type(reader, layer, &c);
}

/* RFC 3032. Labels are chosen per direction, so they do not tell conversations apart. */
static bool read_mpls(struct packet_reader *reader, struct layer *layer)
{
    struct cursor c = cursor_over(layer->bytes);
    uint32_t label = cursor_u32(&c);
    bool bottom = label & 0x100;
    return go_on(reader, layer, bottom ? LAYER_BEHIND_MPLS : LAYER_MPLS, &c);
}

/* Nothing tells what an MPLS path carries. IP shows by its first four bits
 * (RFC 4928); an Ethernet pseudowire may have a control word that begins with
 * four zero bits (RFC 4385), or begin with any station's address. */
static bool guess_behind_mpls(struct packet_reader *reader, struct layer *layer)
{
    struct slice bytes = layer->bytes, behind_control_word = slice_after(bytes, 4);
    if (looks_like_ip(reader, bytes))
        layer->type = LINK_RAW;
    else if (bytes.size > 4 && bytes.data[0] >> 4 == 0 &&
             looks_like_ethernet(reader, behind_control_word))
        *layer = (struct layer){LINK_ETHERNET, behind_control_word};
    else if (looks_like_ethernet(reader, bytes))
        layer->type = LINK_ETHERNET;
    else if (bytes.size > 0 && (bytes.data[0] >> 4 == 4 || bytes.data[0] >> 4 == 6))
        layer->type = LINK_RAW; /* damaged IP, more likely than not; it will say so */
    else
        return false;
    return true;
}

/* RFC 2516. */
static bool read_pppoe(struct packet_reader *reader, struct layer *layer)
{
    struct cursor c = cursor_over(layer->bytes);
    uint8_t version_and_type = cursor_u8(&c), code = cursor_u8(&c);
    uint16_t session = cursor_u16(&c), length = cursor_u16(&c);
    if (c.failed)
        return reader_blind_at_end(reader);
    if (version_and_type != 0x11)
        return reader_blind(reader, BLIND_DAMAGED_HEADER);
    if (code != 0)
        return false;
    reader_add_context(reader, UINT64_C(1) << 32 | session);
    *layer = (struct layer){LINK_PPP, slice_part(c.rest, 0, length)};
    return true;
}

/* RFC 1661: address and control may stand in front or be left out, and the
 * protocol may be one byte, which is then odd. */
static bool read_ppp(struct packet_reader *reader, struct layer *layer)
{
    struct cursor c = cursor_over(layer->bytes);
    if (c.rest.size >= 2 && c.rest.data[0] == 0xff && c.rest.data[1] == 0x03)
        cursor_skip(&c, 2);
    uint16_t protocol = cursor_u8(&c);
    if (!(protocol & 1))
        protocol = (uint16_t)(protocol << 8 | cursor_u8(&c));
    switch (protocol) {
    case PPP_IP4:
        return go_on(reader, layer, LAYER_IP4, &c);
    case PPP_IP6:
        return go_on(reader, layer, LAYER_IP6, &c);
    case PPP_MPLS:
    case PPP_MPLS_MULTICAST:
        return go_on(reader, layer, LAYER_MPLS, &c);
    case PPP_ENCRYPTED:
    case PPP_COMPRESSED:
        return reader_blind(reader, BLIND_ENCRYPTED_TUNNEL);
    default:
        return c.failed ? reader_blind_at_end(reader) : false;
    }
}

/* RFC 1662, or Cisco's own framing, which RFC 1547 describes. */
static bool read_hdlc(struct packet_reader *reader, struct layer *layer)
{
    struct cursor c = cursor_over(layer->bytes);
    uint8_t address = cursor_u8(&c);
    if (address != 0x0f && address != 0x8f)
        return read_ppp(reader, layer);
    cursor_skip(&c, 1);
    return read_ether_type(reader, layer, &c);
}

static bool read_llc(struct packet_reader *reader, struct layer *layer)
{
    enum { SAP_IP = 0x06, SAP_SNAP = 0xaa, UNNUMBERED_INFORMATION = 0x03 };
    enum { OUI_ETHERNET = 0, OUI_BRIDGE_TUNNEL = 0x0000f8, OUI_IEEE_802_1 = 0x0080c2 };
    struct cursor c = cursor_over(layer->bytes);
    uint8_t target = cursor_u8(&c), source = cursor_u8(&c), control = cursor_u8(&c);
    if (c.failed)
        return reader_is_cut(reader) ? reader_blind_at_end(reader) : false;
    if (control != UNNUMBERED_INFORMATION)
        return false;
    if (target == SAP_IP && source == SAP_IP)
        return go_on(reader, layer, LAYER_IP4, &c);
    if (target != SAP_SNAP || source != SAP_SNAP)
        return false;
    uint32_t oui = cursor_u24(&c);
    uint16_t type = cursor_u16(&c);
    if (c.failed)
        return reader_blind_at_end(reader);
    if (oui == OUI_IEEE_802_1 && (type == 1 || type == 7))
        return go_on(reader, layer, LINK_ETHERNET, &c);
    if ((oui != OUI_ETHERNET && oui != OUI_BRIDGE_TUNNEL) || type < LAYER_ETHER_TYPES)
        return false;
    return go_on(reader, layer, type, &c);
}

static bool read_cooked_type(struct packet_reader *reader, struct layer *layer, uint16_t type,
                             uint16_t hardware, struct cursor *c)
{
    enum { TYPE_LLC = 4, HARDWARE_NETLINK = 824 };
    if (!c->failed &&
        (hardware == HARDWARE_NETLINK || (type < LAYER_ETHER_TYPES && type != TYPE_LLC)))
        return false;
    return go_on(reader, layer, type == TYPE_LLC ? LAYER_LLC : type, c);
}

static bool read_cooked(struct packet_reader *reader, struct layer *layer)
{
    struct cursor c = cursor_over(layer->bytes);
    cursor_skip(&c, 2);
    uint16_t hardware = cursor_u16(&c);
    cursor_skip(&c, 10);
    uint16_t type = cursor_u16(&c);
    return read_cooked_type(reader, layer, type, hardware, &c);
}

static bool read_cooked_v2(struct packet_reader *reader, struct layer *layer)
{
    struct cursor c = cursor_over(layer->bytes);
    uint16_t type = cursor_u16(&c);
    cursor_skip(&c, 6);
    uint16_t hardware = cursor_u16(&c);
    cursor_skip(&c, 10);
    return read_cooked_type(reader, layer, type, hardware, &c);
}

/* The address family, in the byte order of the machine that captured. IPv6 has
 * a number of its own on nearly every system. */
static bool read_family(struct packet_reader *reader, struct layer *layer)
{
    struct cursor c = cursor_over(layer->bytes);
    uint32_t family = cursor_u32(&c);
    if (family > 0xffff)
        family = __builtin_bswap32(family);
    if (c.failed)
        return reader_blind_at_end(reader);
    switch (family) {
    case 2:
        return go_on(reader, layer, LAYER_IP4, &c);
    case 10: /* Linux */
    case 24: /* NetBSD, OpenBSD, Npcap */
    case 28: /* FreeBSD */
    case 30: /* macOS */
        return go_on(reader, layer, LAYER_IP6, &c);
    default:
        if (family < LAYER_ETHER_TYPES || family > 0xffff)
            return false;
        return go_on(reader, layer, (uint16_t)family, &c);
    }
}

/* Bare IP of either version. */
static bool read_raw(struct packet_reader *reader, struct layer *layer)
{
    if (layer->bytes.size == 0)
        return reader_blind_at_end(reader);
    uint8_t version = layer->bytes.data[0] >> 4;
    if (version != 4 && version != 6)
        return reader_blind(reader, BLIND_DAMAGED_HEADER);
    layer->type = version == 4 ? LAYER_IP4 : LAYER_IP6;
    return true;
}

/* RFC 8300. */
static bool read_nsh(struct packet_reader *reader, struct layer *layer)
{
    static const uint16_t types[] = {0, LAYER_IP4, LAYER_IP6, LINK_ETHERNET, LAYER_NSH, LAYER_MPLS};
    struct cursor c = cursor_over(layer->bytes);
    uint16_t flags_and_length = cursor_u16(&c);
    cursor_skip(&c, 1);
    uint8_t next = cursor_u8(&c);
    size_t length = (size_t)(flags_and_length & 0x3f) * 4;
    if (!c.failed && length < 8)
        return reader_blind(reader, BLIND_DAMAGED_HEADER);
    cursor_skip(&c, length - 4);
    if (!c.failed && (next >= sizeof types / sizeof *types || types[next] == 0))
        return false;
    return go_on(reader, layer, c.failed ? 0 : types[next], &c);
}

/* IEEE 802.1AE. What is only signed can be read. */
static bool read_macsec(struct packet_reader *reader, struct layer *layer)
{
    enum { ENCRYPTED = 0x08, CHANGED = 0x04, HAS_CHANNEL = 0x20 };
    struct cursor c = cursor_over(layer->bytes);
    uint8_t flags = cursor_u8(&c);
    if (flags & (ENCRYPTED | CHANGED))
        return reader_blind(reader, BLIND_ENCRYPTED_TUNNEL);
    cursor_skip(&c, flags & HAS_CHANNEL ? 13 : 5);
    return read_ether_type(reader, layer, &c);
}

/* A time stamp that Arista's switches put in front of the EtherType. */
static bool read_arista(struct packet_reader *reader, struct layer *layer)
{
    enum { TIME_STAMP = 1, BITS_48 = 0x20 };
    struct cursor c = cursor_over(layer->bytes);
    uint16_t kind = cursor_u16(&c), version = cursor_u16(&c);
    if (!c.failed && kind != TIME_STAMP)
        return false;
    cursor_skip(&c, (version & 0xff) == BITS_48 ? 6 : 8);
    return read_ether_type(reader, layer, &c);
}

/* RFC 2427: a Q.922 address of two to four bytes, control, and what it carries. */
static bool read_frame_relay(struct packet_reader *reader, struct layer *layer)
{
    enum { NLPID_SNAP = 0x80, NLPID_IP6 = 0x8e, NLPID_IP4 = 0xcc };
    struct cursor c = cursor_over(layer->bytes);
    uint8_t address = cursor_u8(&c);
    for (int i = 0; i < 3 && !(address & 1); i++)
        address = cursor_u8(&c);
    uint8_t control = cursor_u8(&c), what = cursor_u8(&c);
    if (!c.failed && control != 0x03) {
        /* Cisco's own: an EtherType stands in place of control and NLPID. */
        layer_from_ether_type(layer, (uint16_t)(control << 8 | what), c.rest);
        return true;
    }
    if (what == 0) /* one byte of padding */
        what = cursor_u8(&c);
    if (what == NLPID_IP4 || what == NLPID_IP6)
        return go_on(reader, layer, what == NLPID_IP4 ? LAYER_IP4 : LAYER_IP6, &c);
    if (what != NLPID_SNAP || c.failed)
        return c.failed ? reader_blind_at_end(reader) : false;
    uint32_t oui = cursor_u24(&c);
    if (oui != 0)
        return c.failed ? reader_blind_at_end(reader) : false;
    return read_ether_type(reader, layer, &c);
}

/* A header that tells its own length in its first byte, padded to four. */
static bool read_pflog(struct packet_reader *reader, struct layer *layer)
{
    struct cursor c = cursor_over(layer->bytes);
    size_t length = cursor_u8(&c);
    cursor_skip(&c, ((length + 3) & ~(size_t)3) - 1);
    return length == 0 ? reader_blind_at_end(reader) : go_on(reader, layer, LINK_RAW, &c);
}

static bool read_ppi(struct packet_reader *reader, struct layer *layer)
{
    struct cursor c = cursor_over(layer->bytes);
    cursor_skip(&c, 2);
    size_t length = cursor_u16_little(&c);
    uint32_t type = cursor_u32_little(&c);
    if (!c.failed && length < 8)
        return reader_blind(reader, BLIND_DAMAGED_HEADER);
    cursor_skip(&c, length - 8);
    if (!c.failed && (type >= LAYER_LLC || type == LINK_PPI))
        return reader_blind(reader, BLIND_LINK_TYPE);
    return go_on(reader, layer, (uint16_t)type, &c);
}

/* Linux netfilter's log: attributes in the byte order of the machine that
 * captured, each padded to four; one is the packet, from its IP header on. */
static bool read_nflog(struct packet_reader *reader, struct layer *layer)
{
    enum { PAYLOAD = 9, ATTRIBUTE_HEADER = 4 };
    struct cursor c = cursor_over(layer->bytes);
    cursor_skip(&c, 4);
    while (!c.failed && c.rest.size > 0) {
        uint16_t length = cursor_u16_little(&c), type = cursor_u16_little(&c);
        if (length > c.rest.size + ATTRIBUTE_HEADER && !reader_is_cut(reader)) {
            length = __builtin_bswap16(length);
            type = __builtin_bswap16(type);
        }
        if (type == PAYLOAD)
            return go_on(reader, layer, LINK_RAW, &c);
        if (length < ATTRIBUTE_HEADER)
            cursor_fail(&c);
        else
            cursor_skip(&c, ((length + 3u) & ~3u) - ATTRIBUTE_HEADER);
    }
    return c.failed ? reader_blind_at_end(reader) : false;
}

static bool read_ether_layer(struct packet_reader *reader, struct layer *layer)
{
    switch (layer->type) {
    case LAYER_VLAN:
    case 0x88a8:
    case 0x9100:
    case 0x9200:
    case 0x9300:
        return read_vlan(reader, layer);
    case LAYER_MPLS:
    case LAYER_MPLS_MULTICAST:
        return read_mpls(reader, layer);
    case LAYER_NSH:
        return read_nsh(reader, layer);
    case ETHER_PPPOE_SESSION:
        return read_pppoe(reader, layer);
    case ETHER_BRIDGED:
        return skip_then(reader, layer, 0, LINK_ETHERNET);
    case ETHER_PPP:
        return skip_then(reader, layer, 0, LINK_PPP);
    case ETHER_BACKBONE: /* flags and service identifier, then the customer's frame */
        return skip_then(reader, layer, 4, LINK_ETHERNET);
    case ETHER_FABRIC_PATH: /* the outer frame's tag, then the inner frame */
        return skip_then(reader, layer, 2, LINK_ETHERNET);
    case ETHER_VNTAG:
        return skip_then_ether_type(reader, layer, 4);
    case ETHER_ETAG:
        return skip_then_ether_type(reader, layer, 6);
    case ETHER_ARISTA:
        return read_arista(reader, layer);
    case ETHER_MACSEC:
        return read_macsec(reader, layer);
    default:
        return false; /* ARP, LLDP and all else that is not IP */
    }
}

static bool read_link_layer(struct packet_reader *reader, struct layer *layer)
{
    switch (layer->type) {
    case LINK_ETHERNET:
        return skip_then_ether_type(reader, layer, 12);
    case LINK_RAW:
    case LINK_RAW_BSD:
    case LINK_RAW_OPENBSD:
        return read_raw(reader, layer);
    case LINK_IPV4:
        return skip_then(reader, layer, 0, LAYER_IP4);
    case LINK_IPV6:
        return skip_then(reader, layer, 0, LAYER_IP6);
    case LINK_COOKED:
        return read_cooked(reader, layer);
    case LINK_COOKED_V2:
        return read_cooked_v2(reader, layer);
    case LINK_NULL:
    case LINK_LOOP:
        return read_family(reader, layer);
    case LINK_PPP:
        return read_ppp(reader, layer);
    case LINK_PPP_HDLC:
    case LINK_CISCO_HDLC:
        return read_hdlc(reader, layer);
    case LINK_PPP_DIRECTION:
        return skip_then(reader, layer, 1, LINK_PPP_HDLC);
    case LINK_PPP_PPPD:
        return skip_then(reader, layer, 2, LINK_PPP);
    case LINK_PPPOE:
        return read_pppoe(reader, layer);
    case LINK_WIRELESS:
    case LINK_WIRELESS_PRISM:
    case LINK_WIRELESS_RADIOTAP:
    case LINK_WIRELESS_AVS:
    case LAYER_CAPWAP_WIRELESS:
        return wireless_read(reader, layer);
    case LINK_FRAME_RELAY:
        return read_frame_relay(reader, layer);
    case LINK_ENC: /* address family, security parameters index, flags */
        return skip_then(reader, layer, 12, LINK_RAW);
    case LINK_PFLOG:
        return read_pflog(reader, layer);
    case LINK_FIBRE_CHANNEL_IP: /* RFC 2625: two addresses of eight bytes, then LLC */
        return skip_then(reader, layer, 16, LAYER_LLC);
    case LINK_PPI:
        return read_ppi(reader, layer);
    case LINK_NFLOG:
        return read_nflog(reader, layer);
    case LAYER_LLC:
        return read_llc(reader, layer);
    case LAYER_AMSDU:
        return wireless_read_amsdu(reader, layer);
    case LAYER_BEHIND_MPLS:
        return guess_behind_mpls(reader, layer);
    default:
        return reader_blind(reader, BLIND_LINK_TYPE);
    }
}

bool link_read(struct packet_reader *reader, struct layer *layer)
{
    for (int i = 0; i < LIMIT_LINK_HEADERS; i++) {
        if (layer->type == LAYER_IP4 || layer->type == LAYER_IP6)
            return true;
        bool more = layer->type >= LAYER_ETHER_TYPES ? read_ether_layer(reader, layer)
                                                     : read_link_layer(reader, layer);
        if (!more)
            return false;
    }
    return reader_blind(reader, BLIND_TUNNEL_TOO_DEEP);
}

bool looks_like_ethernet(const struct packet_reader *reader, struct slice bytes)
{
    if (bytes.size < 18)
        return false;
    struct slice behind = slice_after(bytes, 14);
    switch (big16(bytes.data + 12)) {
    case LAYER_IP4:
    case LAYER_IP6:
        return looks_like_ip(reader, behind);
    case LAYER_VLAN:
    case 0x88a8:
    case LAYER_MPLS:
    case ETHER_PPPOE_SESSION:
    case 0x0806: /* ARP */
        return true;
    default:
        return false;
    }
}
