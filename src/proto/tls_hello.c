/* SPDX-License-Identifier: MIT */
#include "proto/tls_hello.h"

#include "base/cursor.h"

enum {
    RANDOM_SIZE = 32,
    TLS13 = 0x0304,
    TLS13_EARLY_DRAFT = 0x7f01,
    /* Extensions (IANA) */
    SERVER_NAME = 0,
    ALPN = 16,
    PRE_SHARED_KEY = 41,
    SUPPORTED_VERSIONS = 43,
    ECH_FIRST_DRAFT = 0xfe08,
    ECH = 0xfe0d,
    ESNI = 0xffce,

    HOST_NAME = 0,
};

/* The random of a HelloRetryRequest: SHA-256 of that word (RFC 8446, 4.1.3). */
static const uint8_t RETRY[RANDOM_SIZE] = {
    0xcf, 0x21, 0xad, 0x74, 0xe5, 0x9a, 0x61, 0x11, 0xbe, 0x1d, 0x8c, 0x02, 0x1e, 0x65, 0xb8, 0x91,
    0xc2, 0xa2, 0x11, 0x16, 0x7a, 0xbb, 0x8c, 0x5e, 0x07, 0x9e, 0x09, 0xe2, 0xc8, 0xa8, 0x33, 0x9c,
};

/* Values reserved so that nobody gets used to a fixed list (RFC 8701): 0x0a0a, 0x1a1a ... */
static bool is_grease(uint16_t value)
{
    return (value & 0x0f0f) == 0x0a0a && value >> 8 == (value & 0xff);
}

static bool is_draft_of_13(uint16_t version)
{
    return version >> 8 == 0x7f || version >> 8 == 0xfb;
}

bool tls_version_is_13(uint16_t version)
{
    return (version >> 8 == 3 && version >= TLS13) || is_draft_of_13(version);
}

/* Drafts stand between 1.2 and 1.3; reserved values and whatever else is offered count nothing. */
static uint32_t rank(uint16_t version)
{
    if (is_draft_of_13(version))
        return 0x0303U << 16 | version;
    return version >> 8 == 3 ? (uint32_t)version << 16 : 0;
}

/* Takes a part as its length says, or what is left of it. */
static struct cursor take_part(struct cursor *c, size_t size, bool *damaged)
{
    if (size > c->rest.size) {
        size = c->rest.size;
        *damaged = true;
    }
    return cursor_sub(c, size);
}

static void read_names(struct cursor extension, struct client_hello *hello)
{
    struct cursor list = take_part(&extension, cursor_u16(&extension), &hello->damaged);
    while (list.rest.size > 0) {
        uint8_t type = cursor_u8(&list);
        struct slice name = cursor_take(&list, cursor_u16(&list));
        if (type == HOST_NAME && name.size > 0 && hello->name_count < TLS_HELLO_NAMES)
            hello->names[hello->name_count++] = name;
    }
    hello->damaged |= list.failed;
}

static void read_offered_versions(struct cursor extension, struct client_hello *hello)
{
    struct cursor list = take_part(&extension, cursor_u8(&extension), &hello->damaged);
    while (list.rest.size > 0) {
        uint16_t version = cursor_u16(&list);
        if (rank(version) > rank(hello->version))
            hello->version = version;
    }
}

static struct slice read_alpn(struct cursor extension, bool *damaged)
{
    return take_part(&extension, cursor_u16(&extension), damaged).rest;
}

/* Takes the next extension. */
static bool next_extension(struct cursor *extensions, uint16_t *type, struct cursor *body,
                           bool *damaged)
{
    if (extensions->rest.size == 0)
        return false;
    *type = cursor_u16(extensions);
    uint16_t size = cursor_u16(extensions);
    if (extensions->failed) {
        *damaged = true;
        return false;
    }
    *body = take_part(extensions, size, damaged);
    return true;
}

bool client_hello_read(struct slice bytes, struct client_hello *hello)
{
    struct cursor c = cursor_over(bytes), body;
    *hello = (struct client_hello){0};
    hello->version = cursor_u16(&c);
    cursor_skip(&c, RANDOM_SIZE);
    hello->session_id = cursor_take(&c, cursor_u8(&c));
    if (c.failed || hello->session_id.size > TLS_SESSION_ID_SIZE)
        return false;
    cursor_skip(&c, cursor_u16(&c)); /* cipher suites */
    cursor_skip(&c, cursor_u8(&c));  /* compression methods */
    hello->damaged = c.failed;
    if (c.failed || c.rest.size == 0)
        return true;
    struct cursor extensions = take_part(&c, cursor_u16(&c), &hello->damaged);
    uint16_t type;
    while (next_extension(&extensions, &type, &body, &hello->damaged)) {
        if (type == SERVER_NAME)
            read_names(body, hello);
        else if (type == ALPN)
            hello->alpn = read_alpn(body, &hello->damaged);
        else if (type == SUPPORTED_VERSIONS)
            read_offered_versions(body, hello);
        else if ((type >= ECH_FIRST_DRAFT && type <= ECH) || type == ESNI)
            hello->encrypted_name = true;
    }
    return true;
}

bool server_hello_read(struct slice bytes, struct server_hello *hello)
{
    struct cursor c = cursor_over(bytes), body;
    *hello = (struct server_hello){0};
    hello->version = cursor_u16(&c);
    struct slice random = cursor_take(&c, RANDOM_SIZE);
    /* The final TLS 1.3 stands in an extension alone; here it is that of early drafts. */
    if (hello->version == TLS13)
        hello->version = TLS13_EARLY_DRAFT;
    /* Drafts of TLS 1.3 up to the 21st had neither a session's number nor compression. */
    bool draft = is_draft_of_13(hello->version);
    if (!draft)
        hello->session_id = cursor_take(&c, cursor_u8(&c));
    hello->cipher = cursor_u16(&c);
    if (!draft)
        cursor_skip(&c, 1);
    if (c.failed || hello->session_id.size > TLS_SESSION_ID_SIZE)
        return false;
    hello->retry = slice_equal(random, slice_make(RETRY, sizeof RETRY));
    if (c.rest.size == 0)
        return true;
    struct cursor extensions = take_part(&c, cursor_u16(&c), &hello->damaged);
    uint16_t type;
    while (next_extension(&extensions, &type, &body, &hello->damaged)) {
        if (type == ALPN)
            hello->alpn = read_alpn(body, &hello->damaged);
        else if (type == SUPPORTED_VERSIONS && body.rest.size == 2)
            hello->version = cursor_u16(&body);
        else if (type == PRE_SHARED_KEY)
            hello->shared_key = true;
    }
    return true;
}

bool alpn_next(struct slice *list, struct slice *protocol)
{
    struct cursor c = cursor_over(*list);
    bool found = false;
    while (!found && c.rest.size > 0) {
        *protocol = cursor_take(&c, cursor_u8(&c));
        bool grease = protocol->size == 2 &&
                      is_grease((uint16_t)(protocol->data[0] << 8 | protocol->data[1]));
        found = !c.failed && protocol->size > 0 && !grease;
    }
    *list = c.rest;
    return found;
}
