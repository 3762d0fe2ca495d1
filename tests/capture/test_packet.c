/* test_packet - each link type, encapsulation and damage, from bytes written here.
 *
 * Every frame is read twice, on the short cut for plain packets and layer by
 * layer, and both must agree. */
/* SPDX-License-Identifier: MIT */
#include "capture/packet.h"

#include "../test.h"
#include "base/memory.h"
#include "capture/headers.h"
#include "model/limits.h"

#include <stdlib.h>
#include <string.h>

/* Headers as hexadecimal text; spaces are for the eye. */
#define MACS "020000000002 020000000001 "
#define ETHERNET(type) MACS type " "
#define IP4(length, protocol) "4500 " length " 0000 4000 40 " protocol " 0000 c0000201 c6336402 "
#define IP6(length, next)                                                                          \
    "60000000 " length " " next " 40 20010db8000000000000000000000001 "                            \
    "20010db8000000000000000000000002 "
#define TCP "3039 01bb 00000001 00000002 5018 ffff 0000 0000 "
#define UDP(source, target, length) source " " target " " length " 0000 "
#define DATA "68656c6c "

/* 192.0.2.1:12345 to 198.51.100.2:443, and to port 53; "hell" is the payload. */
#define TCP4 IP4("002c", "06") TCP DATA
#define UDP4 IP4("0020", "11") UDP("3039", "0035", "000c") DATA
#define TCP6 IP6("0018", "06") TCP DATA
#define UDP6 IP6("000c", "11") UDP("3039", "0035", "000c") DATA
#define SNAP_IP4 "aaaa03 000000 0800 "

enum { PACKETS = 12 };

struct reading {
    uint8_t *bytes; /* a block of exactly the frame's size, so that overruns are seen */
    struct frame frame;
    struct packet packets[PACKETS];
    size_t count;
    bool has_spot;
    enum blind_spot spot;
    struct text hex; /* where a test builds a frame */
};

static int set_up(void **state)
{
    *state = memory_create(1, sizeof(struct reading));
    return 0;
}

static int tear_down(void **state)
{
    struct reading *reading = *state;
    free(reading->bytes);
    text_done(&reading->hex);
    free(reading);
    return 0;
}

static struct text *empty_text(void **state)
{
    struct text *text = &((struct reading *)*state)->hex;
    text_clear(text);
    return text;
}

static size_t from_hex(const char *hex, uint8_t *bytes)
{
    size_t digits = 0;
    for (; *hex; hex++) {
        int value = byte_hex_value((uint8_t)*hex);
        if (value < 0)
            continue;
        if (bytes)
            bytes[digits / 2] = (uint8_t)(bytes[digits / 2] << 4 | value);
        digits++;
    }
    assert_int_equal(digits % 2, 0);
    return digits / 2;
}

static void assert_same_packet(const struct packet *a, const struct packet *b)
{
    assert_memory_equal(&a->source, &b->source, sizeof a->source);
    assert_memory_equal(&a->target, &b->target, sizeof a->target);
    assert_int_equal(a->source_port, b->source_port);
    assert_int_equal(a->target_port, b->target_port);
    assert_int_equal(a->protocol, b->protocol);
    assert_int_equal(a->tcp_flags, b->tcp_flags);
    assert_int_equal(a->icmp_type, b->icmp_type);
    assert_int_equal(a->icmp_code, b->icmp_code);
    assert_int_equal(a->has_ports, b->has_ports);
    assert_int_equal(a->is_fragment, b->is_fragment);
    assert_int_equal(a->more_fragments, b->more_fragments);
    assert_int_equal(a->snapped, b->snapped);
    assert_int_equal(a->damaged, b->damaged);
    assert_int_equal(a->ip6, b->ip6);
    assert_int_equal(a->vlan_count, b->vlan_count);
    assert_memory_equal(a->vlans, b->vlans, sizeof a->vlans);
    assert_int_equal(a->depth, b->depth);
    assert_int_equal(a->fragment_id, b->fragment_id);
    assert_int_equal(a->fragment_offset, b->fragment_offset);
    assert_int_equal(a->context, b->context);
    assert_int_equal(a->sequence, b->sequence);
    assert_int_equal(a->acknowledgement, b->acknowledgement);
    if (a->payload.size > 0)
        assert_ptr_equal(a->payload.data, b->payload.data);
    assert_int_equal(a->payload.size, b->payload.size);
    assert_int_equal(a->wire_bytes, b->wire_bytes);
    assert_int_equal(a->payload_missing, b->payload_missing);
}

static void read_all(struct reading *reading)
{
    /* Readers are reused, so what an earlier frame left must not be seen. */
    struct packet_reader plain, layers;
    memset(&plain, 0xa5, sizeof plain);
    memset(&layers, 0x5a, sizeof layers);
    packet_reader_init(&plain, &reading->frame);
    packet_reader_init(&layers, &reading->frame);
    while (packet_next(&plain)) {
        assert_true(packet_next_by_layers(&layers));
        assert_true(reading->count < PACKETS);
        reading->packets[reading->count++] = plain.packet;
        for (size_t i = plain.packet.vlan_count; i < CONVERSATION_VLANS; i++)
            plain.packet.vlans[i] = layers.packet.vlans[i] = 0;
        assert_same_packet(&plain.packet, &layers.packet);
    }
    assert_false(packet_next_by_layers(&layers));
    assert_int_equal(plain.has_spot, layers.has_spot);
    reading->has_spot = plain.has_spot;
    reading->spot = plain.has_spot ? plain.spot : 0;
}

/* Reads the first `captured` bytes of a frame. */
static struct reading *read_snapped(void **state, uint16_t link, size_t captured, const char *hex)
{
    struct reading *reading = *state;
    size_t size = from_hex(hex, NULL);
    free(reading->bytes);
    uint8_t *all = memory_create(size, 1);
    from_hex(hex, all);
    *reading = (struct reading){.bytes = memory_create(captured, 1), .hex = reading->hex};
    memcpy(reading->bytes, all, captured);
    free(all);
    reading->frame = (struct frame){
        .bytes = {reading->bytes, captured}, .wire_size = (uint32_t)size, .link = link};
    read_all(reading);
    return reading;
}

static struct reading *read_frame(void **state, uint16_t link, const char *hex)
{
    return read_snapped(state, link, from_hex(hex, NULL), hex);
}

static void assert_address(const struct address *address, const char *text)
{
    struct address wanted;
    assert_true(address_parse(slice_from(text), &wanted));
    assert_true(address_equal(address, &wanted));
}

/* The one packet is the TCP4 above, or TCP6. */
static void assert_is_tcp(const struct packet *packet, bool ip6)
{
    assert_address(&packet->source, ip6 ? "2001:db8::1" : "192.0.2.1");
    assert_address(&packet->target, ip6 ? "2001:db8::2" : "198.51.100.2");
    assert_int_equal(packet->ip6, ip6);
    assert_int_equal(packet->protocol, IP_TCP);
    assert_true(packet->has_ports);
    assert_int_equal(packet->source_port, 12345);
    assert_int_equal(packet->target_port, 443);
    assert_int_equal(packet->sequence, 1);
    assert_int_equal(packet->acknowledgement, 2);
    assert_int_equal(packet->tcp_flags, TCP_PSH | TCP_ACK);
    assert_slice(packet->payload, "hell");
    assert_int_equal(packet->payload_missing, 0);
    assert_false(packet->snapped || packet->damaged || packet->is_fragment);
}

static void assert_gives_tcp(void **state, uint16_t link, const char *hex, bool ip6)
{
    struct reading *reading = read_frame(state, link, hex);
    assert_int_equal(reading->count, 1);
    assert_is_tcp(&reading->packets[0], ip6);
    assert_int_equal(reading->packets[0].depth, 0);
    assert_int_equal(reading->packets[0].wire_bytes, reading->frame.wire_size);
    assert_false(reading->has_spot);
}

static void assert_gives_tcp4(void **state, uint16_t link, const char *hex)
{
    assert_gives_tcp(state, link, hex, false);
}

/* Outer packets, then the TCP4; the inner one's context is given back. */
static uint32_t assert_tunnels_tcp4(void **state, uint16_t link, const char *hex, size_t outer)
{
    struct reading *reading = read_frame(state, link, hex);
    assert_int_equal(reading->count, outer + 1);
    const struct packet *inner = &reading->packets[outer];
    assert_is_tcp(inner, false);
    assert_int_equal(inner->depth, outer);
    assert_int_equal(inner->wire_bytes, 44);
    assert_false(reading->has_spot);
    return inner->context;
}

static void assert_is_blind(void **state, uint16_t link, const char *hex, enum blind_spot spot)
{
    struct reading *reading = read_frame(state, link, hex);
    assert_int_equal(reading->count, 0);
    assert_true(reading->has_spot);
    assert_int_equal(reading->spot, spot);
}

static void assert_gives_nothing(void **state, uint16_t link, const char *hex)
{
    struct reading *reading = read_frame(state, link, hex);
    assert_int_equal(reading->count, 0);
    assert_false(reading->has_spot);
}

static void ethernet_carries_tcp_and_udp_over_both_versions(void **state)
{
    assert_gives_tcp4(state, LINK_ETHERNET, ETHERNET("0800") TCP4);
    assert_gives_tcp(state, LINK_ETHERNET, ETHERNET("86dd") TCP6, true);
    for (int i = 0; i < 2; i++) {
        struct reading *reading = read_frame(
            state, LINK_ETHERNET, i == 0 ? ETHERNET("0800") UDP4 : ETHERNET("86dd") UDP6);
        assert_int_equal(reading->count, 1);
        assert_int_equal(reading->packets[0].protocol, IP_UDP);
        assert_int_equal(reading->packets[0].source_port, 12345);
        assert_int_equal(reading->packets[0].target_port, 53);
        assert_slice(reading->packets[0].payload, "hell");
        assert_int_equal(reading->packets[0].tcp_flags, 0);
    }
}

static void padding_behind_a_short_packet_is_no_payload(void **state)
{
    struct reading *reading = read_frame(
        state, LINK_ETHERNET,
        ETHERNET("0800") IP4("0028", "06") "3039 01bb 00000001 00000002 5010 ffff 0000 0000"
                                           "ffffffffffff");
    assert_int_equal(reading->count, 1);
    assert_int_equal(reading->packets[0].payload.size, 0);
    assert_int_equal(reading->packets[0].wire_bytes, 60);
    assert_gives_tcp(state, LINK_ETHERNET, ETHERNET("86dd") TCP6 "ffffffff", true);
}

static void every_tcp_flag_is_told(void **state)
{
    struct reading *reading = read_frame(
        state, LINK_RAW, IP4("0028", "06") "3039 01bb fffffffe 80000000 50ff ffff 0000 0000");
    assert_int_equal(reading->packets[0].tcp_flags, 0xff);
    assert_int_equal(reading->packets[0].sequence, 0xfffffffe);
    assert_int_equal(reading->packets[0].acknowledgement, 0x80000000);
}

static void options_of_ipv4_and_tcp_are_stepped_over(void **state)
{
    assert_gives_tcp4(state, LINK_ETHERNET,
                      ETHERNET("0800") "4600 0034 0000 4000 40 06 0000 c0000201 c6336402 94040000"
                                       "3039 01bb 00000001 00000002 6018 ffff 0000 0000 020405b4"
                                       "68656c6c");
}

static void a_length_of_zero_is_left_to_the_network_card(void **state)
{
    assert_gives_tcp4(state, LINK_ETHERNET, ETHERNET("0800") IP4("0000", "06") TCP DATA);
    assert_gives_tcp(state, LINK_ETHERNET, ETHERNET("86dd") IP6("0000", "06") TCP DATA, true);
    struct reading *reading =
        read_snapped(state, LINK_ETHERNET, 56, ETHERNET("0800") IP4("0000", "06") TCP DATA);
    assert_int_equal(reading->packets[0].payload.size, 2);
    assert_int_equal(reading->packets[0].payload_missing, 2);
    assert_true(reading->packets[0].snapped);
}

static void frames_of_802_3_carry_ip_behind_llc(void **state)
{
    assert_gives_tcp4(state, LINK_ETHERNET, ETHERNET("0034") SNAP_IP4 TCP4 "ffff");
    assert_gives_tcp4(state, LINK_ETHERNET, ETHERNET("002f") "060603" TCP4);
    assert_gives_tcp4(state, LINK_ETHERNET,
                      ETHERNET("0042") "aaaa03 0080c2 0007" ETHERNET("0800") TCP4);
    assert_gives_nothing(state, LINK_ETHERNET, ETHERNET("0026") "424203 0000000000");
    assert_gives_nothing(state, LINK_ETHERNET, ETHERNET("0008") "aaaa03 00000c 2000");
}

static void raw_ip_of_any_number_is_read(void **state)
{
    assert_gives_tcp4(state, LINK_RAW, TCP4);
    assert_gives_tcp(state, LINK_RAW, TCP6, true);
    assert_gives_tcp4(state, LINK_RAW_BSD, TCP4);
    assert_gives_tcp4(state, LINK_RAW_OPENBSD, TCP4);
    assert_gives_tcp4(state, LINK_IPV4, TCP4);
    assert_gives_tcp(state, LINK_IPV6, TCP6, true);
    assert_is_blind(state, LINK_RAW, "ff" TCP4, BLIND_DAMAGED_HEADER);
    assert_is_blind(state, LINK_IPV4, TCP6, BLIND_DAMAGED_HEADER);
    assert_is_blind(state, LINK_IPV6, TCP4, BLIND_DAMAGED_HEADER);
}

static void linux_cooked_captures_are_read(void **state)
{
    assert_gives_tcp4(state, LINK_COOKED, "0000 0001 0006 020000000001 0000 0800" TCP4);
    assert_gives_tcp(state, LINK_COOKED, "0000 0001 0006 020000000001 0000 86dd" TCP6, true);
    assert_gives_tcp4(state, LINK_COOKED, "0000 0001 0006 020000000001 0000 8100 0005 0800" TCP4);
    assert_gives_tcp4(state, LINK_COOKED, "0000 0001 0006 020000000001 0000 0004" SNAP_IP4 TCP4);
    assert_gives_tcp4(state, LINK_COOKED_V2,
                      "0800 0000 00000002 0001 00 06 020000000001 0000" TCP4);
    assert_gives_nothing(state, LINK_COOKED, "0004 0338 0000 0000000000000000 0800" TCP4);
    assert_gives_nothing(state, LINK_COOKED, "0000 0001 0006 020000000001 0000 0001" TCP4);
    assert_is_blind(state, LINK_COOKED, "0000 0001", BLIND_DAMAGED_HEADER);
}

static void bsd_loopback_is_read_in_both_byte_orders(void **state)
{
    assert_gives_tcp4(state, LINK_NULL, "02000000" TCP4);
    assert_gives_tcp4(state, LINK_NULL, "00000002" TCP4);
    assert_gives_tcp4(state, LINK_LOOP, "00000002" TCP4);
    assert_gives_tcp(state, LINK_NULL, "0a000000" TCP6, true);
    assert_gives_tcp(state, LINK_NULL, "18000000" TCP6, true);
    assert_gives_tcp(state, LINK_NULL, "1c000000" TCP6, true);
    assert_gives_tcp(state, LINK_NULL, "1e000000" TCP6, true);
    assert_gives_tcp(state, LINK_LOOP, "0000001c" TCP6, true);
    assert_gives_tcp(state, LINK_LOOP, "0000001e" TCP6, true);
    assert_gives_nothing(state, LINK_NULL, "05000000" TCP4);
    assert_is_blind(state, LINK_NULL, "0200", BLIND_DAMAGED_HEADER);
}

static void ppp_is_read_with_and_without_what_may_be_left_out(void **state)
{
    assert_gives_tcp4(state, LINK_PPP, "ff03 0021" TCP4);
    assert_gives_tcp4(state, LINK_PPP, "0021" TCP4);
    assert_gives_tcp4(state, LINK_PPP, "21" TCP4);
    assert_gives_tcp(state, LINK_PPP, "ff03 0057" TCP6, true);
    assert_gives_tcp4(state, LINK_PPP, "0281 00010140" TCP4);
    assert_gives_tcp4(state, LINK_PPP_HDLC, "ff03 0021" TCP4);
    assert_gives_tcp4(state, LINK_PPP_HDLC, "0f00 0800" TCP4);
    assert_gives_tcp4(state, LINK_PPP_DIRECTION, "01 ff03 0021" TCP4);
    assert_gives_nothing(state, LINK_PPP, "ff03 c021 0101 0004");
    assert_is_blind(state, LINK_PPP, "ff03 00fd 90010203", BLIND_ENCRYPTED_TUNNEL);
    assert_is_blind(state, LINK_PPP, "ff03", BLIND_DAMAGED_HEADER);
}

static void pppoe_sessions_are_read(void **state)
{
    assert_gives_tcp4(state, LINK_PPPOE, "1100 0007 002e 0021" TCP4);
    assert_gives_tcp4(state, LINK_ETHERNET, ETHERNET("8864") "1100 0007 002e 0021" TCP4 "ffff");
    assert_gives_nothing(state, LINK_ETHERNET, ETHERNET("8863") "1109 0000 0004 01010000");
    assert_is_blind(state, LINK_ETHERNET, ETHERNET("8864") "2200 0007 002e 0021" TCP4,
                    BLIND_DAMAGED_HEADER);
}

static void cisco_hdlc_and_frame_relay_are_read(void **state)
{
    assert_gives_tcp4(state, 104, "0f00 0800" TCP4);
    assert_gives_tcp4(state, 107, "1841 03 cc" TCP4);
    assert_gives_tcp4(state, 107, "1841 0800" TCP4);
    assert_gives_tcp4(state, 107, "1841 03 00 80 000000 0800" TCP4);
}

static void vlans_of_any_depth_are_counted_and_three_are_kept(void **state)
{
    struct reading *reading = read_frame(
        state, LINK_ETHERNET, ETHERNET("88a8") "e001 9100 0002 9200 0003 8100 0004 0800" TCP4);
    assert_int_equal(reading->count, 1);
    const struct packet *packet = &reading->packets[0];
    assert_is_tcp(packet, false);
    assert_int_equal(packet->vlan_count, 4);
    assert_int_equal(packet->vlans[0], 1);
    assert_int_equal(packet->vlans[1], 2);
    assert_int_equal(packet->vlans[2], 3);
    uint32_t context = packet->context;
    assert_int_not_equal(context, 0);
    /* The fourth is not kept, but it tells conversations apart. */
    reading = read_frame(state, LINK_ETHERNET,
                         ETHERNET("88a8") "e001 9100 0002 9200 0003 8100 0005 0800" TCP4);
    assert_int_not_equal(reading->packets[0].context, context);
}

static void a_priority_tag_is_no_network_of_its_own(void **state)
{
    struct reading *reading = read_frame(state, LINK_ETHERNET, ETHERNET("8100") "e000 0800" TCP4);
    assert_is_tcp(&reading->packets[0], false);
    assert_int_equal(reading->packets[0].vlan_count, 1);
    assert_int_equal(reading->packets[0].context, 0);
}

static void a_vlan_may_carry_llc(void **state)
{
    assert_gives_tcp4(state, LINK_ETHERNET, ETHERNET("8100") "0005 0034" SNAP_IP4 TCP4);
}

static void the_reader_gives_up_on_endless_link_headers(void **state)
{
    struct text *text = empty_text(state);
    text_put(text, ETHERNET("8100"));
    for (int i = 0; i < LIMIT_LINK_HEADERS; i++)
        text_put(text, "00018100");
    assert_is_blind(state, LINK_ETHERNET, text_string(text), BLIND_TUNNEL_TOO_DEEP);
}

static void mpls_of_any_depth_is_read(void **state)
{
    assert_gives_tcp4(state, LINK_ETHERNET, ETHERNET("8847") "00010140" TCP4);
    assert_gives_tcp4(state, LINK_ETHERNET, ETHERNET("8848") "00010040 00020040 00030140" TCP4);
    assert_gives_tcp(state, LINK_ETHERNET, ETHERNET("8847") "00010040 00020140" TCP6, true);
    assert_is_blind(state, LINK_ETHERNET, ETHERNET("8847") "00010040", BLIND_DAMAGED_HEADER);
}

static void mpls_pseudowires_carry_ethernet_with_or_without_control_word(void **state)
{
    assert_gives_tcp4(state, LINK_ETHERNET, ETHERNET("8847") "00010140" ETHERNET("0800") TCP4);
    assert_gives_tcp4(state, LINK_ETHERNET,
                      ETHERNET("8847") "00010140 00000000" ETHERNET("0800") TCP4);
    /* A station whose address begins with 4 is no IPv4. */
    assert_gives_tcp4(state, LINK_ETHERNET,
                      ETHERNET("8847") "00010140"
                                       "460000000002 020000000001 0800" TCP4);
    assert_gives_nothing(state, LINK_ETHERNET, ETHERNET("8847") "00010140 10000021 0102030405");
}

static void tags_of_switches_are_stepped_over(void **state)
{
    assert_gives_tcp4(state, LINK_ETHERNET, ETHERNET("88e7") "00000001" ETHERNET("0800") TCP4);
    assert_gives_tcp4(state, LINK_ETHERNET, ETHERNET("8926") "00010002 0800" TCP4);
    assert_gives_tcp4(state, LINK_ETHERNET, ETHERNET("893f") "000100020000 0800" TCP4);
    assert_gives_tcp4(state, LINK_ETHERNET, ETHERNET("8903") "0040" ETHERNET("0800") TCP4);
    assert_gives_tcp4(state, LINK_ETHERNET,
                      ETHERNET("d28b") "0001 0010 0000000000000001 0800" TCP4);
    assert_gives_tcp4(state, LINK_ETHERNET, ETHERNET("d28b") "0001 0120 000000000001 0800" TCP4);
    assert_gives_tcp4(state, LINK_ETHERNET,
                      ETHERNET("88e5") "2000 00000001 0200000000010001 0800" TCP4
                                       "0011223344556677");
    assert_is_blind(state, LINK_ETHERNET, ETHERNET("88e5") "2c00 00000001 0200000000010001 0102",
                    BLIND_ENCRYPTED_TUNNEL);
}

static void what_is_not_ip_is_no_blind_spot(void **state)
{
    assert_gives_nothing(state, LINK_ETHERNET, ETHERNET("0806") "0001080006040001");
    assert_gives_nothing(state, LINK_ETHERNET, ETHERNET("88cc") "0207040200000000");
}

static void a_link_type_that_is_not_read_is_a_blind_spot(void **state)
{
    assert_is_blind(state, 147, TCP4, BLIND_LINK_TYPE);
    assert_is_blind(state, 0x0800, TCP4, BLIND_LINK_TYPE);
    assert_is_blind(state, LAYER_LLC, SNAP_IP4 TCP4, BLIND_LINK_TYPE);
}

static void an_empty_frame_is_a_blind_spot(void **state)
{
    assert_is_blind(state, LINK_ETHERNET, "", BLIND_DAMAGED_HEADER);
    struct reading *reading = read_snapped(state, LINK_ETHERNET, 0, ETHERNET("0800") TCP4);
    assert_int_equal(reading->count, 0);
    assert_int_equal(reading->spot, BLIND_SNAPPED);
}

static void wireless_data_frames_are_read(void **state)
{
    /* Plain, with four addresses, with quality of service, and behind each capture header. */
    assert_gives_tcp4(state, LINK_WIRELESS, "0801 0000" MACS "020000000003 0000" SNAP_IP4 TCP4);
    assert_gives_tcp4(state, LINK_WIRELESS,
                      "0803 0000" MACS "020000000003 0000 020000000004" SNAP_IP4 TCP4);
    assert_gives_tcp4(state, LINK_WIRELESS,
                      "8801 0000" MACS "020000000003 0000 0000" SNAP_IP4 TCP4);
    assert_gives_tcp4(state, LINK_WIRELESS,
                      "8881 0000" MACS "020000000003 0000 0000 00000000" SNAP_IP4 TCP4);
    assert_gives_tcp4(state, LINK_WIRELESS_RADIOTAP,
                      "0000 0800 00000000 0801 0000" MACS "020000000003 0000" SNAP_IP4 TCP4);
    assert_gives_tcp4(state, LINK_WIRELESS_AVS,
                      "80211001 0000000c 00000000 0801 0000" MACS
                      "020000000003 0000" SNAP_IP4 TCP4);
    assert_gives_tcp4(state, LINK_WIRELESS_PRISM,
                      "80211001 0000000c 00000000 0801 0000" MACS
                      "020000000003 0000" SNAP_IP4 TCP4);
    assert_is_blind(state, LINK_WIRELESS, "0801 0000" MACS, BLIND_DAMAGED_HEADER);
    assert_is_blind(state, LINK_WIRELESS_RADIOTAP, "0000 0400 0801", BLIND_DAMAGED_HEADER);
    assert_is_blind(state, LINK_WIRELESS_AVS, "80211001 00000004 0801", BLIND_DAMAGED_HEADER);
}

static void a_prism_header_is_stepped_over(void **state)
{
    struct text *text = empty_text(state);
    text_put(text, "44000000");
    for (int i = 0; i < 35; i++)
        text_put(text, "00000000");
    text_put(text, "0801 0000" MACS "020000000003 0000" SNAP_IP4 TCP4);
    assert_gives_tcp4(state, LINK_WIRELESS_PRISM, text_string(text));
}

static void radiotap_tells_of_padding_and_checksum(void **state)
{
    /* Time stamp and flags: checksum at the end, header padded to four. The
     * packet's own length is 0, so that only radiotap can tell where it ends. */
    struct reading *reading =
        read_frame(state, LINK_WIRELESS_RADIOTAP,
                   "0000 1900 03000080 00000000 00000000 0000000000000000 30"
                   "8801 0000" MACS "020000000003 0000 0000 ffff" SNAP_IP4 IP4("0000", "06")
                       TCP DATA "deadbeef");
    assert_int_equal(reading->count, 1);
    assert_is_tcp(&reading->packets[0], false);
}

static void an_amsdu_gives_each_of_its_packets(void **state)
{
    struct reading *reading = read_frame(state, LINK_WIRELESS,
                                         "8801 0000" MACS "020000000003 0000 8000" MACS
                                         "0034" SNAP_IP4 TCP4 "0000" MACS "0028" SNAP_IP4 UDP4);
    assert_int_equal(reading->count, 2);
    assert_is_tcp(&reading->packets[0], false);
    assert_int_equal(reading->packets[0].wire_bytes, reading->frame.wire_size);
    assert_int_equal(reading->packets[1].protocol, IP_UDP);
    assert_slice(reading->packets[1].payload, "hell");
    assert_int_equal(reading->packets[1].wire_bytes, 32); /* the frame is counted once */
    assert_int_equal(reading->packets[1].depth, 0);
}

static void protected_wireless_frames_are_a_blind_spot(void **state)
{
    assert_is_blind(state, LINK_WIRELESS,
                    "0841 0000" MACS "020000000003 0000 0102030405060708 99887766",
                    BLIND_WIRELESS_ENCRYPTED);
    /* Some drivers decrypt and leave the flag. */
    assert_gives_tcp4(state, LINK_WIRELESS, "0841 0000" MACS "020000000003 0000" SNAP_IP4 TCP4);
}

static void wireless_frames_without_data_give_nothing(void **state)
{
    assert_gives_nothing(state, LINK_WIRELESS, "8000 0000" MACS "020000000003 0000" TCP4);
    assert_gives_nothing(state, LINK_WIRELESS, "d400 0000 020000000003");
    assert_gives_nothing(state, LINK_WIRELESS, "4801 0000" MACS "020000000003 0000");
    assert_is_blind(state, LINK_WIRELESS, "0801 0000" MACS "020000000003 0100" SNAP_IP4 TCP4,
                    BLIND_FRAGMENTS_INCOMPLETE);
}

static void every_extension_header_of_ipv6_is_stepped_over(void **state)
{
    assert_gives_tcp(state, LINK_RAW,
                     IP6("0060", "00")
                     /* hop-by-hop, destination, routing, atomic fragment, authentication */
                     "3c00 050200000100 2b00 010400000000 2c00 000000000000 3300 000000000001"
                     "8702 0000 00000001 00000001 00000000"
                     /* mobility, HIP, shim6 */
                     "8b00 000000000000 8c00 000000000000 0600 000000000000" TCP DATA,
                     true);
}

static void authentication_is_stepped_over_in_ipv4_too(void **state)
{
    assert_gives_tcp4(
        state, LINK_RAW,
        IP4("0044", "33") "0604 0000 00000001 00000001 001122334455667788990011" TCP DATA);
}

static void a_mobility_message_is_named_as_what_it_is(void **state)
{
    struct reading *reading = read_frame(state, LINK_RAW, IP6("0008", "87") "3b00 050000000000");
    assert_int_equal(reading->count, 1);
    assert_int_equal(reading->packets[0].protocol, IP_MOBILITY);
    assert_int_equal(reading->packets[0].payload.size, 8);
    assert_false(reading->packets[0].damaged);
}

static void no_next_header_ends_a_packet(void **state)
{
    struct reading *reading = read_frame(state, LINK_RAW, IP6("0000", "3b"));
    assert_int_equal(reading->count, 1);
    assert_int_equal(reading->packets[0].protocol, IP_NO_NEXT);
    assert_false(reading->packets[0].damaged || reading->packets[0].snapped);
}

static void the_reader_gives_up_on_endless_extension_headers(void **state)
{
    struct text *text = empty_text(state);
    text_put(text, IP6("0220", "3c"));
    for (int i = 0; i < LIMIT_EXTENSION_HEADERS; i++)
        text_put(text, "3c00 010400000000 ");
    text_put(text, "0600 010400000000" TCP DATA);
    struct reading *reading = read_frame(state, LINK_RAW, text_string(text));
    assert_int_equal(reading->count, 1);
    assert_address(&reading->packets[0].target, "2001:db8::2");
    assert_true(reading->packets[0].damaged);
    assert_false(reading->packets[0].has_ports);
}

static void a_jumbogram_tells_its_length_in_an_option(void **state)
{
    assert_gives_tcp(state, LINK_RAW, IP6("0000", "00") "0600 c2040000 0020" TCP DATA "ffffffff",
                     true);
    struct reading *reading =
        read_frame(state, LINK_RAW, IP6("0000", "00") "0600 c2040002 0020" TCP DATA);
    assert_true(reading->packets[0].snapped);
    assert_int_equal(reading->packets[0].payload_missing, 0x20000);
}

static void udp_lite_and_sctp_have_ports(void **state)
{
    struct reading *reading =
        read_frame(state, LINK_RAW, IP4("0020", "88") UDP("3039", "0035", "0008") DATA);
    assert_int_equal(reading->packets[0].target_port, 53);
    assert_slice(reading->packets[0].payload, "hell");
    reading = read_frame(state, LINK_RAW, IP4("0024", "84") "3039 0b59 00000001 00000000 00030004");
    assert_true(reading->packets[0].has_ports);
    assert_int_equal(reading->packets[0].target_port, 2905);
    assert_int_equal(reading->packets[0].payload.size, 4);
}

static void icmp_has_type_and_code_and_no_ports(void **state)
{
    struct reading *reading = read_frame(state, LINK_RAW, IP4("001c", "01") "0301 0000 00000000");
    assert_int_equal(reading->packets[0].icmp_type, 3);
    assert_int_equal(reading->packets[0].icmp_code, 1);
    assert_false(reading->packets[0].has_ports);
    assert_int_equal(reading->packets[0].payload.size, 4);
    reading = read_frame(state, LINK_RAW, IP6("0008", "3a") "8000 0000 00010001");
    assert_int_equal(reading->packets[0].icmp_type, 128);
}

static void other_protocols_give_addresses_and_payload(void **state)
{
    struct reading *reading = read_frame(state, LINK_RAW, IP4("001c", "59") "0201002c 01020304");
    assert_int_equal(reading->count, 1);
    assert_int_equal(reading->packets[0].protocol, 89);
    assert_int_equal(reading->packets[0].payload.size, 8);
    assert_false(reading->packets[0].has_ports);
}

static void fragments_are_given_as_pieces(void **state)
{
    struct reading *reading =
        read_frame(state, LINK_ETHERNET,
                   ETHERNET("0800") "4500 0020 1234 2002 40 11 0000 c0000201 c6336402"
                                    "0102030405060708 090a0b0c");
    const struct packet *piece = &reading->packets[0];
    assert_true(piece->is_fragment);
    assert_true(piece->more_fragments);
    assert_false(piece->has_ports);
    assert_int_equal(piece->fragment_id, 0x1234);
    assert_int_equal(piece->fragment_offset, 16);
    assert_int_equal(piece->protocol, IP_UDP);
    assert_int_equal(piece->payload.size, 12);

    reading = read_frame(state, LINK_RAW,
                         IP6("0018", "00") "2c00 010400000000 1100 0019 deadbeef 0102030405060708");
    piece = &reading->packets[0];
    assert_true(piece->is_fragment);
    assert_true(piece->more_fragments);
    assert_int_equal(piece->fragment_id, 0xdeadbeef);
    assert_int_equal(piece->fragment_offset, 24);
    assert_int_equal(piece->protocol, IP_UDP);
    assert_int_equal(piece->payload.size, 8);
}

static void a_fragment_beyond_the_largest_datagram_is_damage(void **state)
{
    struct reading *reading = read_frame(state, LINK_RAW,
                                         "4500 0024 1234 1fff 40 01 0000 c0000201 c6336402"
                                         "0102030405060708 0102030405060708");
    assert_int_equal(reading->count, 1);
    assert_true(reading->packets[0].damaged);
    assert_false(reading->packets[0].is_fragment);
}

static void a_snapped_packet_tells_what_is_missing(void **state)
{
    struct reading *reading = read_snapped(state, LINK_ETHERNET, 55, ETHERNET("0800") TCP4);
    const struct packet *packet = &reading->packets[0];
    assert_true(packet->snapped);
    assert_true(packet->has_ports);
    assert_slice(packet->payload, "h");
    assert_int_equal(packet->payload_missing, 3);
    assert_int_equal(packet->wire_bytes, 58);
}

static void a_packet_whose_tcp_header_is_cut_has_addresses_and_ports(void **state)
{
    struct reading *reading = read_snapped(state, LINK_ETHERNET, 44, ETHERNET("0800") TCP4);
    const struct packet *packet = &reading->packets[0];
    assert_int_equal(reading->count, 1);
    assert_address(&packet->source, "192.0.2.1");
    assert_true(packet->snapped);
    assert_false(packet->damaged);
    assert_true(packet->has_ports);
    assert_int_equal(packet->target_port, 443);
    assert_int_equal(packet->payload.size, 0);
    assert_int_equal(packet->payload_missing, 4);
    reading = read_snapped(state, LINK_ETHERNET, 36, ETHERNET("0800") TCP4);
    assert_int_equal(reading->count, 1);
    assert_false(reading->packets[0].has_ports);
    assert_address(&reading->packets[0].target, "198.51.100.2");
}

static void a_frame_cut_before_its_addresses_is_a_blind_spot(void **state)
{
    for (size_t size = 1; size < 34; size++) {
        struct reading *reading = read_snapped(state, LINK_ETHERNET, size, ETHERNET("0800") TCP4);
        assert_int_equal(reading->count, 0);
        assert_true(reading->has_spot);
        assert_int_equal(reading->spot, BLIND_SNAPPED);
    }
}

static void a_packet_longer_than_its_frame_is_read_as_far_as_it_is_there(void **state)
{
    struct reading *reading =
        read_frame(state, LINK_ETHERNET, ETHERNET("0800") IP4("0100", "06") TCP DATA);
    assert_true(reading->packets[0].snapped);
    assert_slice(reading->packets[0].payload, "hell");
    assert_int_equal(reading->packets[0].payload_missing, 0x100 - 44);
}

static void impossible_ip_headers_are_blind_spots(void **state)
{
    assert_is_blind(state, LINK_ETHERNET,
                    ETHERNET("0800") "55000028 00000000 40060000 c0000201 c6336402",
                    BLIND_DAMAGED_HEADER);
    assert_is_blind(state, LINK_ETHERNET,
                    ETHERNET("0800") "44000028 00000000 40060000 c0000201 c6336402",
                    BLIND_DAMAGED_HEADER);
    assert_is_blind(state, LINK_ETHERNET, ETHERNET("0800") "45000028", BLIND_DAMAGED_HEADER);
    assert_is_blind(state, LINK_ETHERNET, ETHERNET("86dd") "6000", BLIND_DAMAGED_HEADER);
}

/* Addresses are right, what follows makes no sense. */
static void assert_is_damaged(void **state, const char *hex)
{
    struct reading *reading = read_frame(state, LINK_RAW, hex);
    assert_int_equal(reading->count, 1);
    assert_false(address_is_none(&reading->packets[0].source));
    assert_true(reading->packets[0].damaged);
    assert_false(reading->packets[0].has_ports);
    assert_int_equal(reading->packets[0].payload.size, 0);
}

static void damage_below_the_addresses_keeps_the_addresses(void **state)
{
    /* IPv4 total length below the header's, TCP header too short and too long
     * and missing, UDP length and UDP-Lite coverage impossible, ICMP missing. */
    assert_is_damaged(state, IP4("0013", "06") TCP);
    assert_is_damaged(state, IP4("0028", "06") "3039 01bb 00000001 00000002 4018 ffff 0000 0000");
    assert_is_damaged(state, IP4("0028", "06") "3039 01bb 00000001 00000002 f018 ffff 0000 0000");
    assert_is_damaged(state, IP4("001e", "06") "3039 01bb 00000001 0000");
    assert_is_damaged(state, IP4("001c", "11") UDP("3039", "0035", "0007"));
    assert_is_damaged(state, IP4("001a", "11") "3039 0035 0008");
    assert_is_damaged(state, IP4("001c", "88") UDP("3039", "0035", "0007"));
    assert_is_damaged(state, IP4("001c", "84") "3039 0035 00000001");
    assert_is_damaged(state, IP4("0016", "01") "0800");
}

static void a_cut_extension_header_is_damage(void **state)
{
    struct reading *reading = read_frame(state, LINK_RAW, IP6("0008", "3c") "0601 010400000000");
    assert_true(reading->packets[0].damaged);
    assert_int_equal(reading->packets[0].protocol, IP_DESTINATION);
    assert_address(&reading->packets[0].target, "2001:db8::2");
}

static void a_udp_length_beyond_the_packet_is_told_and_read(void **state)
{
    struct reading *reading =
        read_frame(state, LINK_RAW, IP4("0020", "11") UDP("3039", "0035", "0100") DATA);
    assert_true(reading->packets[0].damaged);
    assert_true(reading->packets[0].has_ports);
    assert_slice(reading->packets[0].payload, "hell");
}

static void a_udp_length_below_the_packet_ends_the_payload(void **state)
{
    struct reading *reading =
        read_frame(state, LINK_RAW, IP4("0020", "11") UDP("3039", "0035", "000a") DATA);
    assert_slice(reading->packets[0].payload, "he");
    assert_int_equal(reading->packets[0].payload_missing, 0);
}

#define OUTER4(length, protocol) "4500 " length " 0000 4000 40 " protocol " 0000 0a000001 0a000002 "
#define RETURN4(length, protocol)                                                                  \
    "4500 " length " 0000 4000 40 " protocol " 0000 0a000002 0a000001 "

static void ip_in_ip_gives_the_outer_and_then_the_inner_packet(void **state)
{
    uint32_t context = assert_tunnels_tcp4(state, LINK_RAW, OUTER4("0040", "04") TCP4, 1);
    struct reading *reading = *state;
    assert_address(&reading->packets[0].source, "10.0.0.1");
    assert_int_equal(reading->packets[0].protocol, IP_IP4);
    assert_int_equal(reading->packets[0].payload.size, 44);
    assert_int_equal(reading->packets[0].context, 0);
    /* The other direction has the same context. */
    assert_int_not_equal(context, 0);
    assert_int_equal(assert_tunnels_tcp4(state, LINK_RAW, RETURN4("0040", "04") TCP4, 1), context);
    assert_tunnels_tcp4(state, LINK_RAW, IP6("002c", "04") TCP4, 1);
    reading = read_frame(state, LINK_RAW, IP6("0040", "29") TCP6);
    assert_int_equal(reading->count, 2);
    assert_is_tcp(&reading->packets[1], true);
}

static void addresses_of_a_6in4_relay_do_not_tell_conversations_apart(void **state)
{
    struct reading *reading = read_frame(state, LINK_RAW, OUTER4("0054", "29") TCP6);
    assert_int_equal(reading->count, 2);
    assert_is_tcp(&reading->packets[1], true);
    assert_int_equal(reading->packets[1].depth, 1);
    assert_int_equal(reading->packets[1].context, 0);
}

static void gre_of_every_kind_is_read(void **state)
{
    uint32_t plain = assert_tunnels_tcp4(state, LINK_RAW, OUTER4("0044", "2f") "0000 0800" TCP4, 1);
    /* Checksum, key and sequence number; only the key tells apart. */
    uint32_t keyed = assert_tunnels_tcp4(
        state, LINK_RAW, OUTER4("0050", "2f") "b000 0800 00000000 00000007 00000001" TCP4, 1);
    assert_int_not_equal(plain, keyed);
    assert_int_equal(
        assert_tunnels_tcp4(state, LINK_RAW, RETURN4("0048", "2f") "2000 0800 00000007" TCP4, 1),
        keyed);
    assert_tunnels_tcp4(state, LINK_RAW, OUTER4("0052", "2f") "0000 6558" ETHERNET("0800") TCP4, 1);
    assert_tunnels_tcp4(state, LINK_RAW, OUTER4("0048", "2f") "0000 8847 00010140" TCP4, 1);
    /* Source routing (RFC 1701): one entry and the empty one. */
    assert_tunnels_tcp4(
        state, LINK_RAW,
        OUTER4("0054", "2f") "4000 0800 00000000 0800 00 04 0a000003 0000 00 00" TCP4, 1);
    /* WCCP, first and second version. */
    assert_tunnels_tcp4(state, LINK_RAW, OUTER4("0044", "2f") "0000 883e" TCP4, 1);
    assert_tunnels_tcp4(state, LINK_RAW, OUTER4("0048", "2f") "0000 883e 00000000" TCP4, 1);
}

static void gre_and_ayiya_in_udp_are_read(void **state)
{
    assert_tunnels_tcp4(state, LINK_RAW,
                        OUTER4("0050", "11") UDP("c000", "1292", "003c") "2000 0800 00000007" TCP4,
                        1);
    /* An identity of sixteen bytes, a signature of twenty. */
    struct reading *reading =
        read_frame(state, LINK_RAW,
                   OUTER4("007c", "11")
                       UDP("c000", "13d0", "0068") "41 52 11 29 00000001"
                                                   "000102030405060708090a0b0c0d0e0f "
                                                   "000102030405060708090a0b0c0d0e0f10111213" UDP6);
    assert_int_equal(reading->count, 2);
    assert_int_equal(reading->packets[1].target_port, 53);
}

static void a_netfilter_log_is_read_in_both_byte_orders(void **state)
{
    assert_gives_tcp4(state, 239, "02000000 0800 0100 08000301 0500 0a00 78000000 3000 0900" TCP4);
    assert_gives_tcp4(state, 239, "02000000 0008 0001 08000301 0005 000a 78000000 0030 0009" TCP4);
    assert_gives_nothing(state, 239, "02000000 0800 0100 08000301");
    assert_is_blind(state, 239, "02000000 0000 0100 08000301", BLIND_DAMAGED_HEADER);
}

static void fragments_of_fragments_are_damage(void **state)
{
    struct reading *reading =
        read_frame(state, LINK_RAW, IP6("0010", "2c") "2c00 0001 deadbeef 2c00 010400000000");
    assert_true(reading->packets[0].is_fragment);
    uint8_t whole[16] = {0};
    size_t size = from_hex("1100 0009 cafebabe 0102030405060708", whole);
    struct packet_reader reader;
    packet_reader_init_whole(&reader, &reading->frame, &reading->packets[0],
                             slice_make(whole, size));
    assert_true(packet_next(&reader));
    assert_false(reader.packet.is_fragment);
    assert_true(reader.packet.damaged);
    assert_false(packet_next(&reader));
}

static void access_points_carry_802_11_in_gre_and_capwap(void **state)
{
    assert_tunnels_tcp4(
        state, LINK_RAW,
        OUTER4("0064", "2f") "0000 8200 0801 0000" MACS "020000000003 0000" SNAP_IP4 TCP4, 1);
    /* CAPWAP with radio information, and 802.11 whose controls are swapped. */
    assert_tunnels_tcp4(
        state, LINK_RAW,
        OUTER4("0078", "11")
            UDP("c000", "147f", "0064") "00200320 00000000 04bf2300 00000000 1108 0000" MACS
                                        "020000000003 7630" SNAP_IP4 TCP4,
        1);
}

static void a_pim_register_carries_a_packet(void **state)
{
    assert_tunnels_tcp4(state, LINK_RAW, OUTER4("0048", "67") "2100 0000 00000000" TCP4, 1);
    struct reading *reading =
        read_frame(state, LINK_RAW, OUTER4("0048", "67") "2100 0000 40000000" TCP4);
    assert_int_equal(reading->count, 1);
}

static void pptp_carries_ppp_and_its_call_is_not_context(void **state)
{
    uint32_t to = assert_tunnels_tcp4(
        state, LINK_RAW, OUTER4("0052", "2f") "3081 880b 002e 0001 00000005 00000004 0021" TCP4, 1);
    uint32_t from = assert_tunnels_tcp4(
        state, LINK_RAW, RETURN4("0050", "2f") "3001 880b 0030 0002 00000005 ff03 0021" TCP4 "00",
        1);
    assert_int_equal(to, from);
    /* An acknowledgement alone carries nothing. */
    struct reading *reading =
        read_frame(state, LINK_RAW, OUTER4("0020", "2f") "2081 880b 0000 0001 00000004");
    assert_int_equal(reading->count, 1);
    assert_false(reading->has_spot);
}

static void erspan_of_every_type_is_read(void **state)
{
    assert_tunnels_tcp4(state, LINK_RAW, OUTER4("0052", "2f") "0000 88be" ETHERNET("0800") TCP4, 1);
    assert_tunnels_tcp4(
        state, LINK_RAW,
        OUTER4("005e", "2f") "1000 88be 00000001 10010001 00000000" ETHERNET("0800") TCP4, 1);
    assert_tunnels_tcp4(
        state, LINK_RAW,
        OUTER4("0062", "2f") "1000 22eb 00000001 20010001 00000000 00000000" ETHERNET("0800") TCP4,
        1);
    assert_tunnels_tcp4(state, LINK_RAW,
                        OUTER4("006a", "2f") "1000 22eb 00000001 20010001 00000000 00000001"
                                             "0000000000000000" ETHERNET("0800") TCP4,
                        1);
}

static void vxlan_is_read_and_its_network_is_context(void **state)
{
    uint32_t one = assert_tunnels_tcp4(
        state, LINK_RAW,
        OUTER4("005e", "11") UDP("c000", "12b5", "004a") "08000000 00000100" ETHERNET("0800") TCP4,
        1);
    uint32_t same = assert_tunnels_tcp4(
        state, LINK_RAW,
        RETURN4("005e", "11") UDP("c001", "12b5", "004a") "08000000 00000100" ETHERNET("0800") TCP4,
        1);
    uint32_t other = assert_tunnels_tcp4(
        state, LINK_RAW,
        OUTER4("005e", "11") UDP("c000", "12b5", "004a") "08000000 00000200" ETHERNET("0800") TCP4,
        1);
    assert_int_equal(one, same);
    assert_int_not_equal(one, other);
    struct reading *reading = *state;
    assert_int_equal(reading->packets[0].target_port, 4789);
    assert_int_equal(reading->packets[0].payload.size, 66);
    /* Linux' first port; the generic extension tells what it carries. */
    assert_tunnels_tcp4(state, LINK_RAW,
                        OUTER4("005e", "11")
                            UDP("c000", "2118", "004a") "08000000 00000100" ETHERNET("0800") TCP4,
                        1);
    assert_tunnels_tcp4(state, LINK_RAW,
                        OUTER4("0050", "11") UDP("c000", "12b6", "003c") "0c000001 00000100" TCP4,
                        1);
}

static void vlans_inside_a_tunnel_follow_those_outside(void **state)
{
    struct reading *reading = read_frame(
        state, LINK_ETHERNET,
        ETHERNET("8100") "0005 0800" OUTER4("0062", "11")
            UDP("c000", "12b5", "004e") "08000000 00000100" ETHERNET("8100") "0006 0800" TCP4);
    assert_int_equal(reading->count, 2);
    assert_int_equal(reading->packets[0].vlan_count, 1);
    assert_int_equal(reading->packets[1].vlan_count, 2);
    assert_int_equal(reading->packets[1].vlans[0], 5);
    assert_int_equal(reading->packets[1].vlans[1], 6);
}

static void geneve_is_read_with_its_options(void **state)
{
    assert_tunnels_tcp4(
        state, LINK_RAW,
        OUTER4("0062", "11")
            UDP("c000", "17c1", "004e") "0100 6558 00000100 01020300" ETHERNET("0800") TCP4,
        1);
    assert_tunnels_tcp4(state, LINK_RAW,
                        OUTER4("0050", "11") UDP("c000", "17c1", "003c") "0000 0800 00000100" TCP4,
                        1);
}

static void gtp_is_read_with_its_extensions_and_its_tunnels_are_not_context(void **state)
{
    uint32_t to = assert_tunnels_tcp4(
        state, LINK_RAW, OUTER4("0050", "11") UDP("0868", "0868", "003c") "30ff 002c 00000001" TCP4,
        1);
    uint32_t from = assert_tunnels_tcp4(
        state, LINK_RAW,
        RETURN4("0058", "11")
            UDP("0868", "0868", "0044") "34ff 0034 00000002 00000085 01 0000 00" TCP4,
        1);
    assert_int_equal(to, from);
    /* An echo request is no tunnel. */
    struct reading *reading =
        read_frame(state, LINK_RAW,
                   OUTER4("0028", "11") UDP("0868", "0868", "0014") "3201 0004 00000000 00000000");
    assert_int_equal(reading->count, 1);
    assert_false(reading->has_spot);
}

static void teredo_is_known_by_its_content_on_any_port(void **state)
{
    /* 2001:0:... to 2001:db8::2 */
    struct reading *reading = read_frame(
        state, LINK_RAW,
        OUTER4("0050", "11")
            UDP("d000", "d001", "003c") "60000000 000c 11 40 20010000 00000000 00000000 00000001"
                                        "20010db8000000000000000000000002" UDP("3039", "0035",
                                                                               "000c") DATA);
    assert_int_equal(reading->count, 2);
    assert_address(&reading->packets[1].source, "2001::1");
    assert_int_equal(reading->packets[1].target_port, 53);
    assert_int_equal(reading->packets[1].context, 0);
    /* On the servers' port behind authentication and origin, with other addresses. */
    reading = read_frame(
        state, LINK_RAW,
        OUTER4("0065", "11")
            UDP("0dd8", "d001", "0051") "0001 00 00 0102030405060708 00 0000 aaaa bbbbbbbb" UDP6);
    assert_int_equal(reading->count, 2);
    assert_int_equal(reading->packets[1].depth, 1);
    assert_slice(reading->packets[1].payload, "hell");
}

static void l2tp_lisp_capwap_tzsp_and_mpls_in_udp_are_read(void **state)
{
    assert_tunnels_tcp4(
        state, LINK_RAW,
        OUTER4("0054", "11") UDP("06a5", "06a5", "0040") "4002 0036 0001 0002 ff03 0021" TCP4, 1);
    assert_tunnels_tcp4(state, LINK_RAW,
                        OUTER4("0050", "11") UDP("c000", "10f5", "003c") "80000001 00000000" TCP4,
                        1);
    assert_tunnels_tcp4(state, LINK_RAW,
                        OUTER4("005e", "11")
                            UDP("c000", "147f", "004a") "00100000 00000000" ETHERNET("0800") TCP4,
                        1);
    assert_tunnels_tcp4(state, LINK_RAW,
                        OUTER4("0070", "11")
                            UDP("147f", "c000", "005c") "00100300 00000000 0801 0000" MACS
                                                        "020000000003 0000" SNAP_IP4 TCP4,
                        1);
    assert_tunnels_tcp4(
        state, LINK_RAW,
        OUTER4("0065", "11")
            UDP("c000", "9090", "0051") "0100 0001 00 0a02aabb 0c0100 00 00 01" ETHERNET("0800")
                TCP4,
        1);
    assert_tunnels_tcp4(state, LINK_RAW,
                        OUTER4("004c", "11") UDP("c000", "19eb", "0038") "00010140" TCP4, 1);
}

static void ethernet_mpls_and_nsh_directly_in_ip_are_read(void **state)
{
    assert_tunnels_tcp4(state, LINK_RAW, OUTER4("0050", "61") "3000" ETHERNET("0800") TCP4, 1);
    assert_tunnels_tcp4(state, LINK_RAW, OUTER4("0044", "89") "00010140" TCP4, 1);
    assert_tunnels_tcp4(state, LINK_RAW, IP6("003a", "8f") ETHERNET("0800") TCP4, 1);
    assert_tunnels_tcp4(state, LINK_RAW, OUTER4("004c", "2f") "0000 894f 0002 02 01 00000101" TCP4,
                        1);
}

static void ordinary_udp_on_a_tunnels_port_is_no_tunnel(void **state)
{
    static const char *const ports[] = {"06a5", "0868", "0dd8", "10f5", "1292", "12b5", "12b6",
                                        "13d0", "147f", "17c1", "19eb", "2118", "9090"};
    for (size_t i = 0; i < sizeof ports / sizeof *ports; i++) {
        struct text *text = empty_text(state);
        text_put(text, OUTER4("004c", "11") "3039 ");
        text_put(text, ports[i]);
        text_put(text, " 0038 0000");
        text_put(text, "08000000 0801 0000 30ff 0100 0000 2020 4500 1234 2021 2223 2425 2627"
                       "2829 2a2b 2c2d 2e2f 3031 3233 3435 3637 3839 3a3b");
        struct reading *reading = read_frame(state, LINK_RAW, text_string(text));
        assert_int_equal(reading->count, 1);
        assert_false(reading->has_spot);
        assert_int_equal(reading->packets[0].payload.size, 48);
    }
}

static void tunnels_in_tunnels_are_read_down_to_the_limit(void **state)
{
    struct text *text = empty_text(state);
    for (int i = LIMIT_TUNNEL_DEPTH; i > 0; i--) {
        static const char *const lengths[] = {"",     "0040", "0054", "0068", "007c",
                                              "0090", "00a4", "00b8", "00cc"};
        text_put(text, "4500 ");
        text_put(text, lengths[i]);
        text_put(text, " 0000 4000 40 04 0000 0a000001 0a000002 ");
    }
    text_put(text, TCP4);
    assert_tunnels_tcp4(state, LINK_RAW, text_string(text), LIMIT_TUNNEL_DEPTH);

    text = empty_text(state);
    for (int i = 0; i <= LIMIT_TUNNEL_DEPTH; i++)
        text_put(text, "4500 0000 0000 4000 40 04 0000 0a000001 0a000002 ");
    text_put(text, TCP4);
    struct reading *reading = read_frame(state, LINK_RAW, text_string(text));
    assert_int_equal(reading->count, LIMIT_TUNNEL_DEPTH + 1);
    assert_true(reading->has_spot);
    assert_int_equal(reading->spot, BLIND_TUNNEL_TOO_DEEP);
}

static void a_tunnel_with_nothing_readable_keeps_the_outer_packet(void **state)
{
    struct reading *reading = read_frame(state, LINK_RAW, OUTER4("0018", "04") "45000028");
    assert_int_equal(reading->count, 1);
    assert_true(reading->has_spot);
    assert_int_equal(reading->spot, BLIND_DAMAGED_HEADER);
    reading =
        read_frame(state, LINK_RAW, OUTER4("0024", "32") "00000001 00000001 0011223344556677");
    assert_int_equal(reading->count, 1);
    assert_int_equal(reading->packets[0].protocol, IP_ESP);
    assert_int_equal(reading->spot, BLIND_ENCRYPTED_TUNNEL);
}

static void a_whole_datagram_is_read_on_from_its_pieces(void **state)
{
    /* The piece continues with a destination header, then GRE, then TCP4. */
    struct reading *reading = read_frame(
        state, LINK_ETHERNET,
        ETHERNET("8100") "0005 86dd" IP6("0010", "2c") "3c00 0001 deadbeef 2f00 010400000000");
    assert_int_equal(reading->count, 1);
    assert_true(reading->packets[0].is_fragment);
    uint8_t whole[64] = {0};
    size_t size = from_hex("2f00 010400000000 0000 0800" TCP4, whole);

    struct packet_reader reader;
    packet_reader_init_whole(&reader, &reading->frame, &reading->packets[0],
                             slice_make(whole, size));
    assert_true(packet_next(&reader));
    assert_false(reader.packet.is_fragment || reader.packet.more_fragments);
    assert_int_equal(reader.packet.protocol, IP_GRE);
    assert_int_equal(reader.packet.vlans[0], 5);
    assert_int_equal(reader.packet.context, reading->packets[0].context);
    assert_int_equal(reader.packet.depth, 0);
    assert_true(packet_next(&reader));
    assert_is_tcp(&reader.packet, false);
    assert_int_equal(reader.packet.depth, 1);
    assert_int_equal(reader.packet.wire_bytes, 44);
    assert_false(packet_next(&reader));
    assert_false(reader.has_spot);
}

/* Whatever a byte is, both roads say the same; read_frame() holds them equal. */
static void the_short_cut_agrees_with_the_layers_on_every_single_byte_change(void **state)
{
    static const char *const frames[] = {ETHERNET("0800") TCP4 "0000", ETHERNET("0800") UDP4};
    for (size_t f = 0; f < 2; f++) {
        uint8_t good[64];
        size_t size = from_hex(frames[f], good);
        for (size_t i = 0; i < size; i++) {
            for (int value = 0; value < 256; value++) {
                struct reading *reading = *state;
                free(reading->bytes);
                *reading = (struct reading){.bytes = memory_create(size, 1), .hex = reading->hex};
                memcpy(reading->bytes, good, size);
                reading->bytes[i] = (uint8_t)value;
                reading->frame = (struct frame){.bytes = {reading->bytes, size},
                                                .wire_size = (uint32_t)size,
                                                .link = LINK_ETHERNET};
                read_all(reading);
            }
        }
        for (size_t cut = 0; cut < size; cut++)
            read_snapped(state, LINK_ETHERNET, cut, frames[f]);
    }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(ethernet_carries_tcp_and_udp_over_both_versions),
        TEST(padding_behind_a_short_packet_is_no_payload),
        TEST(every_tcp_flag_is_told),
        TEST(options_of_ipv4_and_tcp_are_stepped_over),
        TEST(a_length_of_zero_is_left_to_the_network_card),
        TEST(frames_of_802_3_carry_ip_behind_llc),
        TEST(raw_ip_of_any_number_is_read),
        TEST(linux_cooked_captures_are_read),
        TEST(bsd_loopback_is_read_in_both_byte_orders),
        TEST(ppp_is_read_with_and_without_what_may_be_left_out),
        TEST(pppoe_sessions_are_read),
        TEST(cisco_hdlc_and_frame_relay_are_read),
        TEST(vlans_of_any_depth_are_counted_and_three_are_kept),
        TEST(a_priority_tag_is_no_network_of_its_own),
        TEST(a_vlan_may_carry_llc),
        TEST(the_reader_gives_up_on_endless_link_headers),
        TEST(mpls_of_any_depth_is_read),
        TEST(mpls_pseudowires_carry_ethernet_with_or_without_control_word),
        TEST(tags_of_switches_are_stepped_over),
        TEST(what_is_not_ip_is_no_blind_spot),
        TEST(a_link_type_that_is_not_read_is_a_blind_spot),
        TEST(an_empty_frame_is_a_blind_spot),
        TEST(wireless_data_frames_are_read),
        TEST(a_prism_header_is_stepped_over),
        TEST(radiotap_tells_of_padding_and_checksum),
        TEST(an_amsdu_gives_each_of_its_packets),
        TEST(protected_wireless_frames_are_a_blind_spot),
        TEST(wireless_frames_without_data_give_nothing),
        TEST(every_extension_header_of_ipv6_is_stepped_over),
        TEST(authentication_is_stepped_over_in_ipv4_too),
        TEST(a_mobility_message_is_named_as_what_it_is),
        TEST(no_next_header_ends_a_packet),
        TEST(the_reader_gives_up_on_endless_extension_headers),
        TEST(a_jumbogram_tells_its_length_in_an_option),
        TEST(udp_lite_and_sctp_have_ports),
        TEST(icmp_has_type_and_code_and_no_ports),
        TEST(other_protocols_give_addresses_and_payload),
        TEST(fragments_are_given_as_pieces),
        TEST(a_fragment_beyond_the_largest_datagram_is_damage),
        TEST(a_snapped_packet_tells_what_is_missing),
        TEST(a_packet_whose_tcp_header_is_cut_has_addresses_and_ports),
        TEST(a_frame_cut_before_its_addresses_is_a_blind_spot),
        TEST(a_packet_longer_than_its_frame_is_read_as_far_as_it_is_there),
        TEST(impossible_ip_headers_are_blind_spots),
        TEST(damage_below_the_addresses_keeps_the_addresses),
        TEST(a_cut_extension_header_is_damage),
        TEST(a_udp_length_beyond_the_packet_is_told_and_read),
        TEST(a_udp_length_below_the_packet_ends_the_payload),
        TEST(ip_in_ip_gives_the_outer_and_then_the_inner_packet),
        TEST(addresses_of_a_6in4_relay_do_not_tell_conversations_apart),
        TEST(gre_of_every_kind_is_read),
        TEST(gre_and_ayiya_in_udp_are_read),
        TEST(a_netfilter_log_is_read_in_both_byte_orders),
        TEST(fragments_of_fragments_are_damage),
        TEST(access_points_carry_802_11_in_gre_and_capwap),
        TEST(a_pim_register_carries_a_packet),
        TEST(pptp_carries_ppp_and_its_call_is_not_context),
        TEST(erspan_of_every_type_is_read),
        TEST(vxlan_is_read_and_its_network_is_context),
        TEST(vlans_inside_a_tunnel_follow_those_outside),
        TEST(geneve_is_read_with_its_options),
        TEST(gtp_is_read_with_its_extensions_and_its_tunnels_are_not_context),
        TEST(teredo_is_known_by_its_content_on_any_port),
        TEST(l2tp_lisp_capwap_tzsp_and_mpls_in_udp_are_read),
        TEST(ethernet_mpls_and_nsh_directly_in_ip_are_read),
        TEST(ordinary_udp_on_a_tunnels_port_is_no_tunnel),
        TEST(tunnels_in_tunnels_are_read_down_to_the_limit),
        TEST(a_tunnel_with_nothing_readable_keeps_the_outer_packet),
        TEST(a_whole_datagram_is_read_on_from_its_pieces),
        TEST(the_short_cut_agrees_with_the_layers_on_every_single_byte_change),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
