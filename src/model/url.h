/* url - URLs brought to one form, so that spellings do not matter (RFC 3986, 6.2.2).
 *
 * The form is "host[:port]/path[?query]": no scheme, no user, no fragment; host
 * in lower case without trailing dot (A-labels are the caller's work), addresses
 * as model/address writes them; ports 80 and 443 dropped whatever the scheme,
 * because most notices give none. The path is percent-decoded until nothing is
 * left to decode, dot segments are removed, "//" folded, "\" read as "/".
 * An encoded "?" or "#" stays encoded, as it is no delimiter. Other bytes that
 * cannot stand in a path are left decoded, so the form is for comparing, not for
 * fetching. An empty path is "/", an empty query is none. The form of a form is
 * itself. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "base/slice.h"
#include "base/text.h"

struct url {
    struct slice scheme; /* without "://"; empty when none stood there */
    struct slice host;   /* as it stood, without user, port or brackets */
    uint16_t port;       /* 0 when none stood there */
    struct slice path;   /* what follows, with query, without fragment; may be empty */
};

/* Splits; nothing is copied. False when there is no host or the port is none. */
bool url_split(struct slice text, struct url *url);

/* What a normal form can be longer than host and path together. */
enum { URL_EXTRA = 64 };

/* Writes the normal form of a split URL into `out`, which has room for host,
 * path and URL_EXTRA. Gives its size, or 0 when the host is none. *path_at is
 * where the path begins in it. For those who may not allocate. */
size_t url_write(const struct url *url, uint8_t *out, size_t *path_at);

/* Adds the normal form of path and query alone. */
void text_add_url_path(struct text *text, struct slice path);
/* Adds the normal form of a whole URL; false (and nothing added) when it is none. */
bool text_add_url(struct text *text, struct slice url);

/* A normal prefix that begins in a normal URL (or path) ends at one of these
 * places, or it is another URL: at the end, behind "/" or "=", or before "/", "?",
 * "&", "#" or ";". True when a prefix of `size` bytes may end in url. */
bool url_may_end(struct slice url, size_t size);
/* Whether a normal URL (or path) lies under a normal prefix. */
bool url_is_under(struct slice url, struct slice prefix);
