/* x509 - what a certificate says of itself (RFC 5280).
 *
 * Nothing is verified. A certificate that breaks its rules gives what could be
 * read before and after the break; one that was cut short gives what was there,
 * but no digests. Texts and names live in the arena, `serial` in what was read. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "base/arena.h"
#include "base/digest.h"
#include "base/instant.h"
#include "model/address.h"

enum x509_name_kind { X509_COMMON_NAME, X509_DNS_NAME, X509_ADDRESS };

struct x509_name {
    enum x509_name_kind kind;
    struct slice text;      /* UTF-8; "*.example.com" as it stands. Empty for addresses */
    struct address address; /* for addresses */
};

struct x509 {
    unsigned version;     /* 1 to 3 */
    struct slice serial;  /* the integer's bytes as they stand, a leading zero included */
    struct slice issuer;  /* "C=US, O=Example, CN=example.com", in the order of the certificate */
    struct slice subject; /* the same */
    struct instant not_before;     /* unknown where it is none, or beyond what an instant holds: */
    struct instant not_after;      /* the year 9999 of "no end" (RFC 5280, 4.1.2.5) is unknown */
    const struct x509_name *names; /* common names of the subject, then alternative names */
    size_t name_count;             /* up to LIMIT_CERTIFICATE_NAMES */
    bool whole;                    /* not cut short: the digests are there */
    uint8_t sha1[SHA1_SIZE];
    uint8_t sha256[SHA256_SIZE];
};

/* Reads a certificate. False when it is none: not even a sequence within a
 * sequence. The digests are of all the bytes, as other tools take them. */
bool x509_read(struct slice bytes, struct arena *arena, struct x509 *certificate);
