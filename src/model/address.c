/* SPDX-License-Identifier: MIT */
#include "model/address.h"

#include <arpa/inet.h>

static const uint8_t mapped[12] = {[10] = 0xff, [11] = 0xff};

struct address address_from_v4(const uint8_t bytes[4])
{
    struct address address;
    memcpy(address.bytes, mapped, 12);
    memcpy(address.bytes + 12, bytes, 4);
    return address;
}

struct address address_from_v6(const uint8_t bytes[16])
{
    struct address address;
    memcpy(address.bytes, bytes, 16);
    return address;
}

bool address_is_v4(const struct address *address)
{
    return memcmp(address->bytes, mapped, 12) == 0;
}

bool address_is_none(const struct address *address)
{
    static const struct address none;
    return address_equal(address, &none);
}

/* From the registries of RFC 6890 and multicast; an IPv4 row counts its bits from its first byte.
 */
static const struct {
    uint8_t bytes[4];
    uint8_t bits;
} special_v4[] = {
    {{0, 0, 0, 0}, 8},      {{10, 0, 0, 0}, 8},    {{100, 64, 0, 0}, 10},   {{127, 0, 0, 0}, 8},
    {{169, 254, 0, 0}, 16}, {{172, 16, 0, 0}, 12}, {{192, 0, 0, 0}, 24},    {{192, 0, 2, 0}, 24},
    {{192, 168, 0, 0}, 16}, {{198, 18, 0, 0}, 15}, {{198, 51, 100, 0}, 24}, {{203, 0, 113, 0}, 24},
    {{224, 0, 0, 0}, 4},    {{240, 0, 0, 0}, 4},
};
static const struct prefix special_v6[] = {
    {{{0}}, 128},         {{{[15] = 1}}, 128}, {{{0xfc}}, 7},
    {{{0xfe, 0x80}}, 10}, {{{0xff}}, 8},       {{{0x20, 0x01, 0x0d, 0xb8}}, 32},
    {{{0xfe, 0xc0}}, 10}, {{{0x01}}, 64},      {{{0, 0x64, 0xff, 0x9b, 0, 1}}, 48},
    {{{0x3f, 0xff}}, 20}, {{{0x5f}}, 16},
};

bool address_is_special(const struct address *address)
{
    if (address_is_v4(address)) {
        for (size_t i = 0; i < sizeof special_v4 / sizeof *special_v4; i++) {
            struct prefix row = {address_from_v4(special_v4[i].bytes),
                                 (uint8_t)(96 + special_v4[i].bits)};
            if (prefix_holds(&row, address))
                return true;
        }
        return false;
    }
    for (size_t i = 0; i < sizeof special_v6 / sizeof *special_v6; i++)
        if (prefix_holds(&special_v6[i], address))
            return true;
    return false;
}

int address_compare(const struct address *a, const struct address *b)
{
    bool a_v4 = address_is_v4(a), b_v4 = address_is_v4(b);
    if (a_v4 != b_v4)
        return a_v4 ? -1 : 1;
    return memcmp(a->bytes, b->bytes, 16);
}

static bool parse_v4(struct slice text, struct address *address)
{
    uint8_t bytes[4];
    for (int i = 0; i < 4; i++) {
        struct slice part = i < 3 ? slice_split(&text, '.') : text;
        uint64_t number;
        bool leading_zero = part.size > 1 && part.data[0] == '0';
        if (part.size > 3 || leading_zero || !slice_to_number(part, 255, &number))
            return false;
        bytes[i] = (uint8_t)number;
    }
    *address = address_from_v4(bytes);
    return true;
}

bool address_parse(struct slice text, struct address *address)
{
    if (text.size > 2 && text.data[0] == '[' && text.data[text.size - 1] == ']') {
        text = slice_part(text, 1, text.size - 1);
        if (slice_find_byte(text, ':') == SLICE_NOWHERE)
            return false;
    }
    if (slice_find_byte(text, ':') == SLICE_NOWHERE)
        return parse_v4(text, address);
    char string[INET6_ADDRSTRLEN];
    if (text.size >= sizeof string || slice_find_byte(text, '\0') != SLICE_NOWHERE)
        return false;
    memcpy(string, text.data, text.size);
    string[text.size] = '\0';
    return inet_pton(AF_INET6, string, address->bytes) == 1;
}

bool prefix_parse(struct slice text, struct prefix *prefix)
{
    size_t slash = slice_find_byte(text, '/');
    uint64_t bits;
    if (slash == SLICE_NOWHERE || !address_parse(slice_part(text, 0, slash), &prefix->address))
        return false;
    /* A mapped address that is written as IPv6 counts its bits as IPv6. */
    bool v4 = slice_find_byte(text, ':') == SLICE_NOWHERE;
    if (!slice_to_number(slice_after(text, slash + 1), v4 ? 32 : 128, &bits))
        return false;
    prefix->bits = (uint8_t)(bits + (v4 ? 96 : 0));
    for (unsigned bit = prefix->bits; bit < 128; bit++)
        prefix->address.bytes[bit / 8] &= (uint8_t) ~(0x80U >> bit % 8);
    return true;
}

bool endpoint_parse(struct slice text, struct endpoint *endpoint)
{
    size_t colon = slice_find_last_byte(text, ':');
    uint64_t port;
    if (colon == SLICE_NOWHERE || !slice_to_number(slice_after(text, colon + 1), 65535, &port) ||
        port == 0)
        return false;
    struct slice host = slice_part(text, 0, colon);
    bool bracketed = host.size > 0 && host.data[0] == '[';
    if (!bracketed && slice_find_byte(host, ':') != SLICE_NOWHERE)
        return false;
    endpoint->port = (uint16_t)port;
    return address_parse(host, &endpoint->address);
}

bool prefix_holds(const struct prefix *prefix, const struct address *address)
{
    size_t whole = prefix->bits / 8;
    if (memcmp(prefix->address.bytes, address->bytes, whole) != 0)
        return false;
    unsigned rest = prefix->bits % 8;
    return rest == 0 ||
           ((prefix->address.bytes[whole] ^ address->bytes[whole]) & (0xff00U >> rest)) % 256 == 0;
}

size_t address_write(const struct address *address, char out[ADDRESS_TEXT_SIZE])
{
    size_t size = 0;
    if (!address_is_v4(address)) {
        inet_ntop(AF_INET6, address->bytes, out, ADDRESS_TEXT_SIZE);
        return strlen(out);
    }
    for (int i = 12; i < 16; i++) {
        uint8_t part = address->bytes[i];
        if (i > 12)
            out[size++] = '.';
        if (part >= 100)
            out[size++] = (char)('0' + part / 100);
        if (part >= 10)
            out[size++] = (char)('0' + part / 10 % 10);
        out[size++] = (char)('0' + part % 10);
    }
    out[size] = '\0';
    return size;
}

void text_add_address(struct text *text, const struct address *address)
{
    char out[ADDRESS_TEXT_SIZE];
    text_add(text, slice_make(out, address_write(address, out)));
}

void text_add_prefix(struct text *text, const struct prefix *prefix)
{
    text_add_address(text, &prefix->address);
    bool v4 = prefix->bits >= 96 && address_is_v4(&prefix->address);
    text_print(text, "/%u", (unsigned)prefix->bits - (v4 ? 96U : 0U));
}

void text_add_endpoint(struct text *text, const struct endpoint *endpoint)
{
    bool v4 = address_is_v4(&endpoint->address);
    text_put(text, v4 ? "" : "[");
    text_add_address(text, &endpoint->address);
    text_print(text, v4 ? ":%u" : "]:%u", endpoint->port);
}
