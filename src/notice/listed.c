/* SPDX-License-Identifier: MIT */
#include "notice/listed.h"

#include "facts/domain.h"
#include "model/address.h"
#include "notice/refang.h"

#include <string.h>

static bool is_nobody(const struct candidate *candidate)
{
    struct address address;
    if (!candidate->special || candidate->kind != INDICATOR_ADDRESS ||
        !address_parse(text_slice(&candidate->pattern), &address))
        return false;
    if (address_is_v4(&address))
        return address.bytes[12] == 0 || address.bytes[12] == 127;
    for (size_t i = 0; i < 15; i++)
        if (address.bytes[i] != 0)
            return false;
    return address.bytes[15] <= 1;
}

/* Nobody is assigned more than a /8, or an IPv6 /12. */
static bool is_wide(const struct candidate *candidate)
{
    struct prefix prefix;
    if (candidate->kind != INDICATOR_CIDR ||
        !prefix_parse(text_slice(&candidate->pattern), &prefix))
        return false;
    return prefix.bits < (address_is_v4(&prefix.address) ? 96 + 8 : 12);
}

static bool is_this_machine(struct slice name)
{
    if (name.size == 0 || (name.data[0] != 'l' && name.data[0] != 'b' && name.data[0] != 'i'))
        return false;
    return slice_equal_text(name, "localhost") ||
           slice_starts_with(name, "localhost.localdomain") ||
           slice_equal_text(name, "broadcasthost") || slice_starts_with(name, "ip6-");
}

static bool has_space(struct slice token)
{
    for (size_t i = 0; i < token.size; i++)
        if (byte_is_space(token.data[i]))
            return true;
    return false;
}

/* Browsers keep what stands behind "#"; without it, nothing but the host is left. */
static bool is_host_for_fragment(struct slice token, const struct candidate *candidate)
{
    return candidate->kind <= INDICATOR_ONION && slice_find_byte(token, '#') != SLICE_NOWHERE;
}

bool listed_read(struct slice token, struct candidate *candidate)
{
    token = slice_trim(token);
    if (has_space(token) || !candidate_read(token, candidate) ||
        is_host_for_fragment(token, candidate))
        return false;
    if (candidate->kind == INDICATOR_DOMAIN)
        return !is_this_machine(text_slice(&candidate->pattern));
    return !is_nobody(candidate) && !is_wide(candidate);
}

/* A digest with a wrong letter or a letter too many is no name. */
static bool is_broken_digest(struct slice token)
{
    size_t digits = 0;
    for (size_t i = 0; i < token.size; i++)
        digits += byte_hex_value(token.data[i]) >= 0;
    return token.size >= 32 && digits < token.size && digits * 10 >= token.size * 9;
}

bool listed_read_label(struct slice token, struct candidate *candidate)
{
    enum { SHORTEST = 3 };
    bool has_letter = false;
    token = slice_trim(token);
    for (size_t i = 0; i < token.size; i++) {
        uint8_t byte = token.data[i];
        if (!byte_is_letter(byte) && !byte_is_digit(byte) && byte != '-')
            return false;
        has_letter = has_letter || byte_is_letter(byte);
    }
    text_clear(&candidate->pattern);
    if (is_broken_digest(token))
        return false;
    if (!has_letter || token.size < SHORTEST || !text_add_domain(&candidate->pattern, token))
        return false;
    struct slice name = text_slice(&candidate->pattern);
    if (domain_has_public_root(name) || is_this_machine(name))
        return false;
    *candidate = (struct candidate){.kind = INDICATOR_DOMAIN, .pattern = candidate->pattern};
    return true;
}

static uint32_t v4_value(const struct address *address)
{
    const uint8_t *bytes = address->bytes + 12;
    return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 | bytes[3];
}

/* Largest first: a prefix begins at a multiple of its size and does not go beyond the end. */
static size_t split_range(uint32_t first, uint32_t last, struct prefix *prefixes)
{
    size_t count = 0;
    uint64_t at = first, end = (uint64_t)last + 1;
    while (at < end && count < RANGE_PREFIXES_MOST) {
        uint8_t bits = 128;
        uint64_t size = 1;
        while (bits > 96 && at % (size * 2) == 0 && at + size * 2 <= end) {
            size *= 2;
            bits--;
        }
        uint8_t bytes[4] = {(uint8_t)(at >> 24), (uint8_t)(at >> 16), (uint8_t)(at >> 8),
                            (uint8_t)at};
        prefixes[count++] = (struct prefix){address_from_v4(bytes), bits};
        at += size;
    }
    return count;
}

/* The end of a range: an address, or its last number alone. */
static bool read_range_end(struct slice token, const struct address *first, struct address *last)
{
    uint64_t number;
    *last = *first;
    if (address_parse(token, last))
        return address_is_v4(last);
    if (!slice_to_number(token, 255, &number))
        return false;
    last->bytes[15] = (uint8_t)number;
    return true;
}

size_t listed_read_range(struct slice token, struct prefix prefixes[RANGE_PREFIXES_MOST])
{
    enum { ADDRESSES_MOST = 1 << 24 };
    struct refanged refanged = {0};
    struct address first, last;
    size_t count = 0;
    if (token.size > 64 || token.size == 0 || !byte_is_digit(token.data[0]) ||
        slice_find_byte(token, '-') == SLICE_NOWHERE)
        return 0;
    refang_line(token, &refanged);
    struct slice end = text_slice(&refanged.text);
    struct slice begin = slice_trim(slice_split(&end, '-'));
    if (address_parse(begin, &first) && address_is_v4(&first) &&
        read_range_end(slice_trim(end), &first, &last)) {
        uint32_t from = v4_value(&first), to = v4_value(&last);
        if (from <= to && to - from < ADDRESSES_MOST)
            count = split_range(from, to, prefixes);
    }
    refanged_done(&refanged);
    return count;
}

enum indicator_kind listed_write_prefix(const struct prefix *prefix, struct text *out)
{
    if (prefix->bits == 128) {
        text_add_address(out, &prefix->address);
        return INDICATOR_ADDRESS;
    }
    text_add_prefix(out, prefix);
    return INDICATOR_CIDR;
}

bool listed_is_document(struct slice content, const char *file_name)
{
    static const char *const ends[] = {".md", ".markdown", ".adoc", ".asciidoc", ".html", ".htm"};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (slice_ends_with(slice_from(file_name), ends[i]))
            return true;
    struct slice line = {0};
    while (content.size > 0 && line.size == 0)
        line = slice_trim(slice_split_line(&content));
    return slice_starts_with(line, "= ") || slice_starts_with(line, "<");
}

static bool looks_like_expression(struct slice token)
{
    for (size_t i = 0; i < token.size; i++)
        if (token.data[i] != '\0' && strchr("\\[](){}*^$|+", token.data[i]))
            return true;
    return false;
}

static enum rejection_reason reason_against(struct slice token, struct candidate *candidate)
{
    token = slice_trim(token);
    bool is_one_word = !has_space(token);
    if (is_one_word && listed_read(token, candidate))
        return REJECTED_MALFORMED; /* for what it should have been */
    if (is_one_word && candidate_read(token, candidate))
        return is_wide(candidate)                       ? REJECTED_WIDE
               : is_host_for_fragment(token, candidate) ? REJECTED_EXPRESSION
                                                        : REJECTED_PRIVATE;
    if (is_one_word && candidate->looks_like_file)
        return REJECTED_FILE_NAME;
    if (is_one_word && looks_like_expression(token))
        return REJECTED_EXPRESSION;
    text_clear(&candidate->pattern);
    if (slice_starts_with(token, "."))
        token = slice_after(token, 1);
    if (is_one_word && text_add_domain(&candidate->pattern, token) &&
        domain_has_public_root(text_slice(&candidate->pattern)))
        return REJECTED_PUBLIC_SUFFIX;
    return REJECTED_MALFORMED;
}

void listed_reject(struct notice *notice, struct slice token, uint32_t line)
{
    struct candidate candidate = {0};
    notice_reject(notice, reason_against(token, &candidate), token, line);
    candidate_done(&candidate);
}

uint32_t listed_statement(struct recent_statements *statements, struct notice *notice,
                          const struct statement *statement)
{
    const struct slice parts[] = {statement->family,      statement->threat,   statement->place,
                                  statement->role,        statement->campaign, statement->actor,
                                  statement->description, statement->label};
    uint64_t hash = HASH_SEED / 3;
    size_t size = 0;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        hash = hash_bytes(parts[i], hash);
        size += parts[i].size;
    }
    if (size == 0)
        return 0;
    size_t place = (hash >> 32) % RECENT_STATEMENTS;
    if (statements->recent[place].number == 0 || statements->recent[place].hash != hash) {
        statements->recent[place].hash = hash;
        statements->recent[place].number = notice_add_statement(notice, statement);
    }
    return statements->recent[place].number;
}
