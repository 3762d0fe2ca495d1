/* mmdb - writes small MMDB files for tests, as the format's description 2.0 says.
 *
 * A tree of 24-bit records over IPv4, or over IPv6 with IPv4 below ::/96, a data section
 * with one map a network, and the metadata. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "../test.h"

#include "model/address.h"

enum { MMDB_NODES_MOST = 2048 };

struct mmdb {
    uint32_t nodes[MMDB_NODES_MOST][2]; /* 0: nothing; else 1 + node, or 0x800000 + data */
    uint32_t node_count;
    struct text data;
    bool is_v6;
};

/* Sizes from 29 on take a byte of their own. */
static inline void mmdb_control(struct text *text, unsigned type, size_t size)
{
    size_t small = size < 29 ? size : 29;
    text_add_byte(text, (uint8_t)(type <= 7 ? type << 5 | small : small));
    if (type > 7)
        text_add_byte(text, (uint8_t)(type - 7));
    if (small == 29)
        text_add_byte(text, (uint8_t)(size - 29));
}

static inline void mmdb_string(struct text *text, const char *string)
{
    mmdb_control(text, 2, strlen(string));
    text_put(text, string);
}

static inline void mmdb_number(struct text *text, unsigned type, uint64_t number, size_t size)
{
    mmdb_control(text, type, size);
    while (size-- > 0)
        text_add_byte(text, (uint8_t)(number >> 8 * size));
}

static inline void mmdb_map(struct text *text, size_t members)
{
    mmdb_control(text, 7, members);
}

/* What is added to mmdb->data from here on belongs to the network. */
static inline void mmdb_network(struct mmdb *mmdb, const char *network)
{
    struct prefix prefix;
    assert_true(prefix_parse(slice_from(network), &prefix));
    /* IPv4 has its place under zeros, not under ::ffff:0:0. */
    if (address_is_v4(&prefix.address))
        memset(prefix.address.bytes, 0, 12);
    unsigned from = mmdb->is_v6 ? 0 : 96;
    uint32_t node = 0;
    mmdb->node_count += mmdb->node_count == 0;
    for (unsigned bit = from; bit < prefix.bits; bit++) {
        unsigned side = prefix.address.bytes[bit / 8] >> (7 - bit % 8) & 1;
        uint32_t *record = &mmdb->nodes[node][side];
        if (bit + 1 == prefix.bits) {
            *record = 0x800000U + (uint32_t)mmdb->data.size;
        } else {
            if (*record == 0)
                *record = 1 + mmdb->node_count++;
            assert_true(mmdb->node_count < MMDB_NODES_MOST);
            node = *record - 1;
        }
    }
}

static inline void mmdb_add_record(struct text *file, const struct mmdb *mmdb, uint32_t record)
{
    uint32_t value = record == 0         ? mmdb->node_count
                     : record < 0x800000 ? record - 1
                                         : record - 0x800000 + mmdb->node_count + 16;
    text_add_byte(file, (uint8_t)(value >> 16));
    text_add_byte(file, (uint8_t)(value >> 8));
    text_add_byte(file, (uint8_t)value);
}

static inline struct text mmdb_file(struct mmdb *mmdb)
{
    struct text file = {0};
    for (uint32_t i = 0; i < mmdb->node_count; i++) {
        mmdb_add_record(&file, mmdb, mmdb->nodes[i][0]);
        mmdb_add_record(&file, mmdb, mmdb->nodes[i][1]);
    }
    text_fill(&file, 0, 16);
    text_add(&file, text_slice(&mmdb->data));
    text_put(&file, "\xab\xcd\xefMaxMind.com");
    mmdb_map(&file, 9);
    mmdb_string(&file, "binary_format_major_version");
    mmdb_number(&file, 5, 2, 2);
    mmdb_string(&file, "binary_format_minor_version");
    mmdb_number(&file, 5, 0, 2);
    mmdb_string(&file, "build_epoch");
    mmdb_number(&file, 9, 1767312000, 8); /* 2026-01-02 */
    mmdb_string(&file, "database_type");
    mmdb_string(&file, "Example");
    mmdb_string(&file, "description");
    mmdb_map(&file, 0);
    mmdb_string(&file, "ip_version");
    mmdb_number(&file, 5, mmdb->is_v6 ? 6 : 4, 2);
    mmdb_string(&file, "languages");
    mmdb_control(&file, 11, 0);
    mmdb_string(&file, "node_count");
    mmdb_number(&file, 6, mmdb->node_count, 4);
    mmdb_string(&file, "record_size");
    mmdb_number(&file, 5, 24, 2);
    text_done(&mmdb->data);
    return file;
}
