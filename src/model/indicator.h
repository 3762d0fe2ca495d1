/* indicator - one thing that a notice names, in a form that can be compared.
 *
 * The pattern is canonical text (see each kind), so that two notices that spell
 * one thing differently give equal patterns. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "base/instant.h"
#include "base/slice.h"

enum indicator_kind {
    INDICATOR_ADDRESS,  /* "192.0.2.1", "2001:db8::1" (RFC 5952) */
    INDICATOR_CIDR,     /* "192.0.2.0/24", host bits zero */
    INDICATOR_ENDPOINT, /* "192.0.2.1:80", "[2001:db8::1]:80" */
    INDICATOR_DOMAIN,   /* lower-case A-labels, no trailing dot: it and every name below */
    INDICATOR_URL,      /* "host[:port]/path[?query]", normalised by url.h; no scheme */
    INDICATOR_PATH,     /* "/path[?query]" where the notice gives no host */
    INDICATOR_MD5,      /* digests in lower-case hexadecimal */
    INDICATOR_SHA1,
    INDICATOR_SHA256,
    INDICATOR_CERT_SHA1,
    INDICATOR_CERT_SHA256,
    INDICATOR_EMAIL,
    INDICATOR_CVE, /* "CVE-2024-12356" */
    INDICATOR_KINDS
};

/* "address", "cidr", "address:port", "domain", "url", "path", "md5" ... */
const char *indicator_kind_name(enum indicator_kind kind);
/* Whether a hunt can see it; the others are kept and shown. SHA-1 and SHA-256
 * digests of no stated kind are compared with certificates. */
bool indicator_kind_is_hunted(enum indicator_kind kind);

/* What a notice says of some of its indicators. Borrowed from the notice. */
struct statement {
    struct slice family; /* malware family */
    struct slice threat; /* kind of threat, as printed */
    struct slice place;  /* location, as printed */
    struct slice description;
    struct slice label; /* the notice's own number or name for the entry */
};

struct indicator {
    struct slice pattern;
    enum indicator_kind kind;
    uint32_t line;      /* where it stood in the notice, from 1 */
    uint32_t statement; /* place in the notice's statements; 0 is the empty one */
    uint8_t confidence; /* 0 to 100; 0: not said */
    struct instant valid_from, valid_until; /* unknown: open */
};
