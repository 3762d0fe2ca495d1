/* http_head - the head of an HTTP/1.x message: its first line and header fields
 * (RFC 9110, 9112), read as leniently as servers and browsers read them.
 *
 * Lines end in CR LF or LF alone, names may stand in any case and with spaces
 * before and behind them, values may be folded over lines. A head whose last line
 * is cut off is read without that line. Slices live as long as the head, or, for
 * folded values, as the arena. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "proto/dissector.h"

/* More Host fields than one are an attack on whoever reads the message; all of
 * this many are told. */
enum { HTTP_HOSTS = 4 };

/* How the length of a body is told. */
struct http_framing {
    bool chunked, has_length;
    uint64_t length;
};

struct http_request {
    struct slice method, target, version;
    struct slice hosts[HTTP_HOSTS]; /* with port, as they stood */
    size_t host_count;              /* may be more than are kept */
    struct slice agent, referer;
    struct http_framing framing;
};

struct http_response {
    struct slice version, reason;
    unsigned status;          /* 0: not a number */
    struct slice status_word; /* then what stands there */
    struct slice location, content_type;
    struct http_framing framing;
};

/* Whether a message begins here. */
enum recognition http_request_recognise(struct slice start);
enum recognition http_response_recognise(struct slice start);

/* The size of the head with its empty line, 0 when that is not there yet. *scanned
 * remembers between calls how far it was looked for; 0 at the start of a head. */
size_t http_head_size(struct slice bytes, size_t *scanned);

/* False when there is no whole first line. */
bool http_request_read(struct slice head, struct http_request *request, struct arena *scratch);
bool http_response_read(struct slice head, struct http_response *response, struct arena *scratch);

/* Splits "name:port", "name", "[::1]:port"; 0 where there is no port. */
struct slice http_host_split(struct slice authority, uint16_t *port);
