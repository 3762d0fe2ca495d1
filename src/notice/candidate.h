/* candidate - something in a notice that reads as an indicator.
 *
 * candidate_read() is for formats whose cells are indicators (lists, CSV, STIX
 * values); candidate_search.h walks through ordinary text. Both undo defanging
 * (refang.h) and give the canonical pattern that indicator.h describes. They say
 * what was seen; whether it counts is the reader's choice.
 *
 * A URL without a path names a host and is given as one: "hxxp://evil.example/"
 * is a domain, "http://192.0.2.1:8080" an address:port. A domain with a port is
 * the domain; the port is told beside it. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "base/text.h"
#include "model/notice.h"

struct candidate {
    enum indicator_kind kind;
    struct text pattern; /* canonical; room is kept from one to the next */
    uint16_t port;       /* of a domain that stood with one; else 0 */
    bool defanged;       /* some byte of it was */
    bool escaped;        /* only by backslashes or words, as patterns and sentences have them too */
    bool has_scheme;     /* it stood as scheme://... */
    bool rooted;         /* domain, URL, email: the host's last label is a public root, or
                            the host is an address */
    bool special;        /* the address (also of a URL) is one that nobody is given (RFC 6890) */
    bool looks_like_file;    /* the last label is a common file name extension */
    bool looks_like_version; /* an address where a version number stands */
    bool looks_like_key;     /* a digest where the text says that it is an identifier or a key */
    size_t from, to;         /* where it stood in the line as refanged */
};

enum { CANDIDATE_SCHEME_MOST = 16 };

void candidate_done(struct candidate *candidate);

/* Reads a token that is one indicator as a whole. White space, quotes and a
 * trailing comma or semicolon around it do not matter. "/path" is a path, "*."
 * before a domain is dropped. False when it is none, or a file's name
 * ("setup.exe": the extension is no public root). */
bool candidate_read(struct slice token, struct candidate *candidate);

/* The host of a domain, URL or email pattern; empty for others. */
struct slice candidate_host(const struct candidate *candidate);

/* Adds it to the notice; false at the limit. */
bool candidate_add(const struct candidate *candidate, struct notice *notice, uint32_t line,
                   uint32_t statement);

/* A digest is one of what the words beside or above it say: "imphash", "JA3", a
 * certificate's. Others stay what they are. */
void candidate_relabel(struct candidate *candidate, enum indicator_kind kind);

/* The pieces of it. A token that is refanged already and has nothing around it. */
bool candidate_classify(struct slice token, struct candidate *candidate);
/* The size of a scheme at the front with its "://", or 0. meant: "http" for
 * "hxxp", NULL where it is none that notices use. */
size_t candidate_scheme(struct slice text, const char **meant, bool *defanged);
