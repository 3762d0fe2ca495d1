/* SPDX-License-Identifier: MIT */
#include "notice/listed.h"

#include "facts/domain.h"
#include "model/address.h"

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
    return !is_nobody(candidate);
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
    if (!has_letter || token.size < SHORTEST || !text_add_domain(&candidate->pattern, token))
        return false;
    struct slice name = text_slice(&candidate->pattern);
    if (domain_has_public_root(name) || is_this_machine(name))
        return false;
    *candidate = (struct candidate){.kind = INDICATOR_DOMAIN, .pattern = candidate->pattern};
    return true;
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
        return is_host_for_fragment(token, candidate) ? REJECTED_EXPRESSION : REJECTED_PRIVATE;
    if (is_one_word && candidate->looks_like_file)
        return REJECTED_FILE_NAME;
    if (looks_like_expression(token))
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
