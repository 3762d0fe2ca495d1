/* listed - reads a cell or line of a list, where everything that stands there is meant.
 *
 * So a list may name what prose may not: a path alone, a private address, a name of
 * one label ("evilname"). It may not name what would match everybody: the
 * unspecified and the loopback addresses, a top-level domain, "localhost"; nor what
 * differs from a whole site only in what is never sent ("site.example/#inbox"). */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "model/address.h"
#include "notice/candidate.h"

/* Reads the token as one indicator; names have two labels at least. */
bool listed_read(struct slice token, struct candidate *candidate);
/* Reads the token as a name of one label. */
bool listed_read_label(struct slice token, struct candidate *candidate);

enum { RANGE_PREFIXES_MOST = 64 }; /* a range of IPv4 needs 62 at most */
/* Reads "192.0.2.10-192.0.2.20" or "192.0.2.10-20", also with spaces; gives the prefixes
 * that make it up, 0 where it is none or holds more than a /8. */
size_t listed_read_range(struct slice token, struct prefix prefixes[RANGE_PREFIXES_MOST]);
/* Writes a prefix as what it is: an address where it holds one alone. */
enum indicator_kind listed_write_prefix(const struct prefix *prefix, struct text *out);

/* Whether a file is written to be read by people, by its name or its first line: Markdown,
 * AsciiDoc, HTML. Lists stand in such files between words, which say what they are. */
bool listed_is_document(struct slice content, const char *file_name);

/* Notes a token that none of these reads, with the reason. */
void listed_reject(struct notice *notice, struct slice token, uint32_t line);

/* Rows that say the same share one statement; a zeroed one is ready. Only recent
 * ones are remembered, so that a million different rows cost no more memory. */
enum { RECENT_STATEMENTS = 256 };
struct recent_statements {
    struct {
        uint64_t hash;
        uint32_t number;
    } recent[RECENT_STATEMENTS];
};
/* The number of a statement that says this; 0 for one that says nothing. */
uint32_t listed_statement(struct recent_statements *statements, struct notice *notice,
                          const struct statement *statement);
