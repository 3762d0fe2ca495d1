/* SPDX-License-Identifier: MIT */
#include "model/url.h"

#include "model/address.h"

#include <string.h>

/* RFC 3986, 3.1. Gives what follows "scheme://", or all of the text. */
static struct slice take_scheme(struct slice text, struct slice *scheme)
{
    size_t i = 0;
    while (i < text.size && (byte_is_letter(text.data[i]) ||
                             (i > 0 && (byte_is_digit(text.data[i]) || text.data[i] == '+' ||
                                        text.data[i] == '-' || text.data[i] == '.'))))
        i++;
    bool stands_there = i > 0 && slice_starts_with(slice_after(text, i), "://");
    *scheme = slice_part(text, 0, stands_there ? i : 0);
    return stands_there ? slice_after(text, i + 3) : text;
}

static bool split_authority(struct slice authority, struct url *url)
{
    uint64_t port = 0;
    struct slice host = authority, after = {0};
    bool bracketed = host.size > 0 && host.data[0] == '[';
    if (bracketed) {
        size_t end = slice_find_byte(host, ']');
        if (end == SLICE_NOWHERE)
            return false;
        after = slice_after(host, end + 1);
        host = slice_part(host, 1, end);
        if (slice_find_byte(host, ':') == SLICE_NOWHERE)
            return false;
    } else {
        size_t colon = slice_find_byte(host, ':');
        struct address address;
        if (!address_parse(host, &address)) { /* an IPv6 address without its brackets */
            after = slice_part(host, colon, host.size);
            host = slice_part(host, 0, colon);
        }
    }
    if (after.size > 0 && after.data[0] != ':')
        return false;
    if (after.size > 1 && !slice_to_number(slice_after(after, 1), 65535, &port))
        return false;
    url->host = host;
    url->port = (uint16_t)port;
    return host.size > 0;
}

static bool ends_authority(uint8_t byte)
{
    return byte == '/' || byte == '\\' || byte == '?' || byte == '#';
}

bool url_split(struct slice text, struct url *url)
{
    *url = (struct url){0};
    text = take_scheme(text, &url->scheme);
    size_t end = 0;
    while (end < text.size && !ends_authority(text.data[end]))
        end++;
    struct slice authority = slice_part(text, 0, end);
    size_t user = slice_find_last_byte(authority, '@');
    if (user != SLICE_NOWHERE)
        authority = slice_after(authority, user + 1);
    url->path = slice_after(text, end);
    url->path = slice_part(url->path, 0, slice_find_byte(url->path, '#'));
    return split_authority(authority, url);
}

/* Whether the last three bytes are %XX; gives what they stand for. */
static bool ends_encoded(const uint8_t *out, size_t size, uint8_t *byte)
{
    if (size < 3 || out[size - 3] != '%')
        return false;
    int high = byte_hex_value(out[size - 2]), low = byte_hex_value(out[size - 1]);
    if (high < 0 || low < 0)
        return false;
    *byte = (uint8_t)(high << 4 | low);
    return true;
}

/* Percent-decodes until nothing is left to decode ("%2541" is "A"), in one pass:
 * an encoded byte is complete when its last digit arrives, be that digit read or
 * itself decoded just now, so looking at the end of what is written finds all. */
static size_t decode(struct slice in, uint8_t *out, bool is_query)
{
    size_t size = 0;
    for (size_t i = 0; i < in.size; i++) {
        uint8_t byte;
        out[size++] = in.data[i];
        while (ends_encoded(out, size, &byte)) {
            if (byte == '#' || (byte == '?' && !is_query)) {
                out[size - 1] = byte_lower(out[size - 1]);
                break;
            }
            size -= 2;
            out[size - 1] = byte;
        }
    }
    return size;
}

/* Removes dot segments (RFC 3986, 5.2.4) and empty ones, in place. The path
 * begins with "/"; what is written never overtakes what is read. */
static size_t fold_segments(uint8_t *path, size_t size)
{
    size_t written = 0;
    for (size_t start = 0; start <= size;) {
        size_t end = start;
        while (end < size && path[end] != '/' && path[end] != '\\')
            end++;
        struct slice segment = slice_make(path + start, end - start);
        bool up = slice_equal_text(segment, "..");
        bool nothing = segment.size == 0 || slice_equal_text(segment, ".");
        if (up) {
            while (written > 0 && path[--written] != '/')
                ;
        } else if (!nothing) {
            path[written++] = '/';
            memmove(path + written, segment.data, segment.size);
            written += segment.size;
        }
        if (end == size && (up || nothing))
            path[written++] = '/';
        start = end + 1;
    }
    return written;
}

/* Room: the path and one byte. */
static size_t write_path(struct slice path, uint8_t *out)
{
    path = slice_part(path, 0, slice_find_byte(path, '#'));
    size_t question = slice_find_byte(path, '?');
    struct slice query =
        question == SLICE_NOWHERE ? (struct slice){0} : slice_after(path, question);
    out[0] = '/';
    size_t size = 1 + decode(slice_part(path, 0, question), out + 1, false);
    size = fold_segments(out, size);
    if (query.size > 1)
        size += decode(query, out + size, true);
    return size;
}

/* The code points that the URL standard forbids in a host, and controls. */
static bool stands_in_host(uint8_t byte)
{
    return byte > ' ' && byte != 0x7f && !strchr("\"#%/:<>?@[\\]^`{|}", byte);
}

static size_t write_host(struct slice host, uint8_t *out)
{
    struct address address;
    size_t size = decode(host, out, false);
    while (size > 0 && out[size - 1] == '.')
        size--;
    if (address_parse(slice_make(out, size), &address)) {
        bool v4 = address_is_v4(&address);
        size = address_write(&address, (char *)out + !v4);
        if (!v4) {
            out[0] = '[';
            out[1 + size] = ']';
        }
        return v4 ? size : size + 2;
    }
    for (size_t i = 0; i < size; i++) {
        if (!stands_in_host(out[i]))
            return 0;
        out[i] = byte_lower(out[i]);
    }
    return size;
}

static size_t write_port(uint16_t port, uint8_t *out)
{
    size_t size = 0;
    uint16_t scale = 10000;
    while (scale > port)
        scale /= 10;
    out[size++] = ':';
    for (; scale > 0; scale /= 10)
        out[size++] = (uint8_t)('0' + port / scale % 10);
    return size;
}

size_t url_write(const struct url *url, uint8_t *out, size_t *path_at)
{
    size_t size = write_host(url->host, out);
    if (size == 0)
        return 0;
    if (url->port != 0 && url->port != 80 && url->port != 443)
        size += write_port(url->port, out + size);
    *path_at = size;
    return size + write_path(url->path, out + size);
}

void text_add_url_path(struct text *text, struct slice path)
{
    size_t before = text->size;
    text_fill(text, '/', path.size + 1);
    text->size = before + write_path(path, (uint8_t *)text->data + before);
}

bool text_add_url(struct text *text, struct slice url)
{
    struct url parts;
    size_t before = text->size, path_at;
    if (!url_split(url, &parts))
        return false;
    text_fill(text, '/', parts.host.size + parts.path.size + URL_EXTRA);
    size_t size = url_write(&parts, (uint8_t *)text->data + before, &path_at);
    text->size = before + size;
    return size > 0;
}

bool url_may_end(struct slice url, size_t size)
{
    if (size == 0 || size >= url.size)
        return size == url.size && size > 0;
    uint8_t last = url.data[size - 1], next = url.data[size];
    return last == '/' || last == '=' || next == '/' || next == '?' || next == '&' || next == '#' ||
           next == ';';
}

bool url_is_under(struct slice url, struct slice prefix)
{
    return url_may_end(url, prefix.size) && slice_equal(slice_part(url, 0, prefix.size), prefix);
}
