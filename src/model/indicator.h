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
    INDICATOR_ONION,    /* "name.onion" (RFC 7686): the same, though no ordinary DNS resolves it */
    INDICATOR_URL,      /* "host[:port]/path[?query]", normalised by url.h; no scheme */
    INDICATOR_PATH,     /* "/path[?query]" where the notice gives no host */
    INDICATOR_MD5,      /* digests of files in lower-case hexadecimal */
    INDICATOR_SHA1,
    INDICATOR_SHA256,
    INDICATOR_SHA512,
    INDICATOR_IMPHASH,   /* MD5 of a program's import table, as an MD5 */
    INDICATOR_SSDEEP,    /* "blocksize:hash:hash", letter case kept */
    INDICATOR_CERT_SHA1, /* digests of certificates, likewise */
    INDICATOR_CERT_SHA256,
    INDICATOR_CERT_SERIAL,  /* lower-case hexadecimal, no leading zeros, no separators */
    INDICATOR_JA3,          /* of a TLS ClientHello, as an MD5 */
    INDICATOR_JA3S,         /* of a TLS ServerHello, as an MD5 */
    INDICATOR_JA4,          /* "t13d1516h2_8daaf6152771_e5627efa2ab1", lower case */
    INDICATOR_JARM,         /* 62 hexadecimal digits, lower case */
    INDICATOR_HASSH,        /* of an SSH key exchange, as an MD5 */
    INDICATOR_EMAIL,        /* lower case */
    INDICATOR_USER_AGENT,   /* as printed */
    INDICATOR_FILE_NAME,    /* a name or a path of a file, as printed */
    INDICATOR_MUTEX,        /* as printed */
    INDICATOR_REGISTRY_KEY, /* "HKEY_LOCAL_MACHINE\\...", the root written out, else as printed */
    INDICATOR_CVE,          /* "CVE-2024-12356" */
    INDICATOR_TECHNIQUE,    /* of ATT&CK: "T1190", "T1059.001" */
    INDICATOR_ASN,          /* "AS64496" */
    INDICATOR_WALLET,       /* address of a crypto currency, as printed */
    INDICATOR_OTHER,        /* "kind: value" where the notice names a kind that is none of these */
    INDICATOR_KINDS
};

/* "address", "cidr", "address:port", "domain", "url", "path", "md5" ... */
const char *indicator_kind_name(enum indicator_kind kind);
/* Whether a hunt can see it; the others are kept and shown. SHA-1 and SHA-256
 * digests of no stated kind are compared with certificates. */
bool indicator_kind_is_hunted(enum indicator_kind kind);
/* Whether it is a digest of a file: MD5 to SHA-512. */
bool indicator_kind_is_digest(enum indicator_kind kind);

/* What a notice says of some of its indicators, as printed. Borrowed from the notice. */
struct statement {
    struct slice family;   /* malware family */
    struct slice threat;   /* kind of threat */
    struct slice place;    /* location */
    struct slice role;     /* what it is used for: "Tier 2", "C2", "payload server" */
    struct slice campaign; /* name of a campaign or intrusion set */
    struct slice actor;    /* whom the notice attributes it to: quoted, never asserted */
    struct slice description;
    struct slice label; /* the notice's own number or name for the entry */
};

struct indicator {
    struct slice pattern;
    enum indicator_kind kind;
    uint32_t line;      /* where it stood in the notice, from 1 */
    uint32_t statement; /* place in the notice's statements; 0 is the empty one */
    uint8_t confidence; /* 0 to 100; 0: not said */
    bool context;       /* the publisher says that it is not for detection: kept, not hunted */
    struct instant valid_from, valid_until; /* unknown: open */
    struct instant first_seen, last_seen;   /* as printed beside it; unknown: not said */
};

/* Whether a hunt looks for it: its kind can be seen, its publisher means it so, and it is not
 * everybody's, as the user agent of a browser ("Mozilla/...") is. */
bool indicator_is_hunted(const struct indicator *indicator);
