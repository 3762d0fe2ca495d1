/* tls_hello - what the two hellos of a TLS handshake say (RFC 8446, 6066, 7301).
 *
 * Bodies of handshake messages in, slices of them out; TCP, QUIC and DTLS carry
 * the same. A body that was cut short, or whose lengths do not fit, gives what
 * stands before the break. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "base/slice.h"

enum { TLS_HELLO_NAMES = 8, TLS_SESSION_ID_SIZE = 32 };

struct client_hello {
    uint16_t version; /* the highest that is offered; reserved values (GREASE) do not count */
    struct slice session_id;
    struct slice names[TLS_HELLO_NAMES]; /* of server_name, none empty; more are left out */
    size_t name_count;
    struct slice alpn;   /* for alpn_next() */
    bool encrypted_name; /* ECH or its forerunner ESNI, or an imitation of it (GREASE) */
    bool damaged;        /* lengths did not fit */
};

struct server_hello {
    uint16_t version; /* agreed */
    uint16_t cipher;
    struct slice session_id;
    struct slice alpn; /* for alpn_next() */
    bool retry;        /* a HelloRetryRequest: nothing is agreed yet */
    bool shared_key;   /* TLS 1.3: goes on with an earlier session */
    bool damaged;
};

/* False when the fixed part, up to the session's number, is not there. */
bool client_hello_read(struct slice body, struct client_hello *hello);
bool server_hello_read(struct slice body, struct server_hello *hello);

/* Takes the next protocol name of a list; reserved values (GREASE) are passed
 * over. False at the end. */
bool alpn_next(struct slice *list, struct slice *protocol);

/* TLS 1.3 or one of its drafts: certificates are encrypted. */
bool tls_version_is_13(uint16_t version);
