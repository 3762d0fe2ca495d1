/* url - URLs brought to one form, so that spellings do not matter (RFC 3986, 6.2.2).
 *
 * The form is "host[:port]/path[?query]": no scheme, no user, no fragment; host
 * in lower case without trailing dot (A-labels are the caller's work); a default
 * port (80 for http, 443 for https) dropped; the path percent-decoded again and
 * again until nothing changes (at most 4 times), dot segments removed, "//"
 * folded, "\" as "/"; bytes that cannot stand in a path are left decoded, so the
 * form is for comparing, not for fetching. An empty path is "/". */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "base/slice.h"
#include "base/text.h"

struct url {
    struct slice scheme; /* without "://"; empty when none stood there */
    struct slice host;   /* as it stood, without user, port or brackets */
    uint16_t port;       /* 0 when none stood there */
    struct slice path;   /* from the first "/", with query, without fragment */
};

/* Splits; nothing is copied. False when there is no host or the port is none. */
bool url_split(struct slice text, struct url *url);

/* Adds the normal form of path and query alone. */
void text_add_url_path(struct text *text, struct slice path);
/* Adds the normal form of a whole URL; false (and nothing added) when it is none. */
bool text_add_url(struct text *text, struct slice url);

/* Whether a normal path (or URL) lies under a normal prefix: equal, or the prefix
 * ends in "/" or "=" , or what follows begins with "/", "?", "&", "#" or ";". */
bool url_is_under(struct slice url, struct slice prefix);
