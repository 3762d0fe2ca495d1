/* SPDX-License-Identifier: MIT */
#include "facts/delegation.h"

static uint32_t value_of(struct country country)
{
    return (uint32_t)(uint8_t)country.code[0] << 8 | (uint8_t)country.code[1];
}

static struct country country_of(uint32_t value)
{
    return (struct country){{(char)(value >> 8), (char)value, '\0'}};
}

/* Of a folder ("nl") or a file ("nl-ipv4.txt", "nl.txt", "nl.zone"); the innermost counts. */
static struct country country_of_path(struct slice path)
{
    struct country country = {{0}}, next;
    while (path.size > 0) {
        struct slice part = slice_split(&path, '/');
        bool is_code = part.size == 2 || (part.size > 2 && !byte_is_letter(part.data[2]));
        if (is_code && country_from_code(slice_part(part, 0, 2), &next))
            country = next;
    }
    return country;
}

/* "# Country: Netherlands (NL)" */
static bool read_heading(struct slice line, struct country *country)
{
    size_t open = slice_find_last_byte(line, '(');
    struct slice code = open == SLICE_NOWHERE ? line : slice_part(line, open + 1, open + 3);
    return slice_find(line, slice_from("Country:")) != SLICE_NOWHERE &&
           country_from_code(code, country);
}

/* IPv4 is delegated in numbers of addresses that need be no power of two: cut into the
 * largest networks that fit. */
static void add_range(struct prefix_set *networks, uint32_t start, uint64_t count, uint32_t value)
{
    uint64_t end = start + count, at = start;
    if (end > UINT64_C(1) << 32)
        return;
    while (at < end) {
        unsigned bits = 32;
        while (bits > 0 && (at & (UINT64_C(1) << (32 - bits))) == 0 &&
               at + (UINT64_C(2) << (32 - bits)) <= end)
            bits--;
        uint8_t bytes[4] = {(uint8_t)(at >> 24), (uint8_t)(at >> 16), (uint8_t)(at >> 8),
                            (uint8_t)at};
        struct prefix prefix = {address_from_v4(bytes), (uint8_t)(96 + bits)};
        prefix_set_add(networks, &prefix, value);
        at += UINT64_C(1) << (32 - bits);
    }
}

static void add_v4(struct delegation *delegation, struct slice start, struct slice size,
                   uint32_t value)
{
    struct address address;
    uint64_t count;
    if (!address_parse(start, &address) || !address_is_v4(&address) ||
        !slice_to_number(size, UINT64_C(1) << 32, &count))
        return;
    const uint8_t *bytes = address.bytes + 12;
    add_range(&delegation->networks,
              (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 |
                  bytes[3],
              count, value);
}

/* Here the size is the length of a prefix. */
static void add_v6(struct delegation *delegation, struct slice start, struct slice size,
                   uint32_t value)
{
    struct text text = {0};
    struct prefix prefix;
    text_add(&text, start);
    text_add_byte(&text, '/');
    text_add(&text, size);
    if (slice_find_byte(start, ':') != SLICE_NOWHERE && prefix_parse(text_slice(&text), &prefix))
        prefix_set_add(&delegation->networks, &prefix, value);
    text_done(&text);
}

static bool is_given_out(struct slice status)
{
    return slice_equal_text(status, "allocated") || slice_equal_text(status, "assigned");
}

/* "2|apnic|20260824|63021|19830613|20260823|+1000": the sixth is up to when. */
static void read_version(struct delegation *delegation, struct slice date)
{
    uint64_t day;
    if (date.size == 8 && slice_to_number(date, 99999999, &day) &&
        slice_compare(date, slice_from(delegation->date)) > 0)
        memcpy(delegation->date, date.data, 8);
}

static void read_record(struct delegation *delegation, struct slice line)
{
    struct slice fields[7] = {{0}};
    struct country country;
    for (size_t i = 0; i < 7 && line.size > 0; i++)
        fields[i] = slice_split(&line, '|');
    if (fields[0].size > 0 && byte_is_digit(fields[0].data[0]))
        read_version(delegation, fields[5]);
    else if (!is_given_out(fields[6]) || !country_from_code(fields[1], &country))
        return;
    else if (slice_equal_text(fields[2], "ipv4"))
        add_v4(delegation, fields[3], fields[4], value_of(country));
    else if (slice_equal_text(fields[2], "ipv6"))
        add_v6(delegation, fields[3], fields[4], value_of(country));
}

void delegation_read(struct delegation *delegation, struct slice path, struct slice text)
{
    struct country country = country_of_path(path);
    while (text.size > 0) {
        struct slice line = slice_trim(slice_split_line(&text));
        struct prefix prefix;
        if (line.size == 0)
            continue;
        if (line.data[0] == '#' && country.code[0] == '\0')
            read_heading(line, &country);
        else if (slice_find_byte(line, '|') != SLICE_NOWHERE)
            read_record(delegation, line);
        else if (country.code[0] != '\0' && prefix_parse(line, &prefix))
            prefix_set_add(&delegation->networks, &prefix, value_of(country));
    }
}

void delegation_finish(struct delegation *delegation)
{
    prefix_set_finish(&delegation->networks);
}

void delegation_done(struct delegation *delegation)
{
    prefix_set_done(&delegation->networks);
}

bool delegation_find(const struct delegation *delegation, const struct address *address,
                     struct country *country, struct prefix *network)
{
    uint32_t value;
    if (!prefix_set_find(&delegation->networks, address, network, &value))
        return false;
    *country = country_of(value);
    return true;
}
