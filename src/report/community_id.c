/* SPDX-License-Identifier: MIT */
#include "report/community_id.h"

#include "base/digest.h"

static const struct pair {
    uint8_t protocol, request, answer;
} pairs[] = {
    {IP_ICMP, 8, 0},      /* echo */
    {IP_ICMP, 10, 9},     /* router solicitation, advertisement */
    {IP_ICMP, 13, 14},    /* timestamp */
    {IP_ICMP, 15, 16},    /* information */
    {IP_ICMP, 17, 18},    /* address mask */
    {IP_ICMP6, 128, 129}, /* echo */
    {IP_ICMP6, 130, 131}, /* multicast listener query, report */
    {IP_ICMP6, 133, 134}, /* router solicitation, advertisement */
    {IP_ICMP6, 135, 136}, /* neighbour solicitation, advertisement */
    {IP_ICMP6, 139, 140}, /* node information */
    {IP_ICMP6, 144, 145}, /* home agent address discovery */
};

/* What is hashed, in the order in which it is hashed. */
struct tuple {
    struct endpoint from, to;
    bool one_way; /* a message that nobody answers keeps its direction */
};

static void read_icmp(const struct conversation *who, struct tuple *tuple)
{
    tuple->from.port = who->icmp_type;
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        if (pairs[i].protocol != who->protocol)
            continue;
        if (pairs[i].request == who->icmp_type)
            tuple->to.port = pairs[i].answer;
        else if (pairs[i].answer == who->icmp_type)
            tuple->to.port = pairs[i].request;
        else
            continue;
        return;
    }
    tuple->to.port = who->icmp_code;
    tuple->one_way = true;
}

static void put_in_order(struct tuple *tuple)
{
    int order = memcmp(tuple->from.address.bytes, tuple->to.address.bytes, 16);
    if (order < 0 || (order == 0 && tuple->from.port < tuple->to.port) || tuple->one_way)
        return;
    struct endpoint larger = tuple->from;
    tuple->from = tuple->to;
    tuple->to = larger;
}

static void add_u16(struct text *bytes, uint16_t value)
{
    text_add_byte(bytes, (uint8_t)(value >> 8));
    text_add_byte(bytes, (uint8_t)value);
}

static void add_wire_address(struct text *bytes, const struct address *address)
{
    if (address_is_v4(address))
        text_add(bytes, slice_make(address->bytes + 12, 4));
    else
        text_add(bytes, slice_make(address->bytes, 16));
}

static void add_base64(struct text *text, const uint8_t digest[SHA1_SIZE])
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (size_t i = 0; i < SHA1_SIZE; i += 3) {
        uint32_t bits = (uint32_t)digest[i] << 16 | (uint32_t)digest[i + 1] << 8 |
                        (i + 2 < SHA1_SIZE ? digest[i + 2] : 0U);
        for (unsigned shift = 24; shift > 0;)
            text_add_byte(text, (uint8_t)digits[bits >> (shift -= 6) & 63]);
    }
    /* Twenty bytes leave two over: three digits and one filler. */
    text->data[text->size - 1] = '=';
}

void text_add_community_id(struct text *text, const struct conversation *who, uint16_t seed)
{
    struct tuple tuple = {who->client, who->server, false};
    bool has_ports = who->protocol == IP_TCP || who->protocol == IP_UDP || who->protocol == IP_SCTP;
    if (who->protocol == IP_ICMP || who->protocol == IP_ICMP6) {
        read_icmp(who, &tuple);
        has_ports = true;
    }
    put_in_order(&tuple);

    struct text bytes = {0};
    add_u16(&bytes, seed);
    add_wire_address(&bytes, &tuple.from.address);
    add_wire_address(&bytes, &tuple.to.address);
    text_add_byte(&bytes, who->protocol);
    text_add_byte(&bytes, 0);
    if (has_ports) {
        add_u16(&bytes, tuple.from.port);
        add_u16(&bytes, tuple.to.port);
    }
    uint8_t digest[SHA1_SIZE];
    digest_sha1(text_slice(&bytes), digest);
    text_done(&bytes);
    text_put(text, "1:");
    add_base64(text, digest);
}
