/* SPDX-License-Identifier: MIT */
#include "proto/http_head.h"

#include "model/limits.h"

#include <string.h>

/* Recognition. */

enum { LONGEST_METHOD = 24 }; /* of IANA's, UPDATEREDIRECTREF has 17 */

/* Tokens may hold more (RFC 9110, 5.6.2), but no method does. */
static bool is_method_byte(uint8_t byte)
{
    return byte_is_letter(byte) || byte_is_digit(byte) || byte == '_' || byte == '-';
}

static bool is_well_known(struct slice method)
{
    static const char *const names[] = {"GET",     "POST",  "HEAD",    "PUT",   "DELETE",
                                        "OPTIONS", "PATCH", "CONNECT", "TRACE", "PROPFIND"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (slice_equal_text(method, names[i]))
            return true;
    return false;
}

/* A last word that begins with "HTTP/", or a version that the target runs into:
 * servers answer such requests, too. */
static bool ends_in_version(struct slice line)
{
    enum { VERSION_SIZE = sizeof "HTTP/1.1" - 1 };
    line = slice_trim(line);
    size_t size = line.size;
    while (size > 0 && !byte_is_space(line.data[size - 1]))
        size--;
    if (size > 0 && slice_starts_with_ignoring_case(slice_after(line, size), "HTTP/"))
        return true;
    return line.size > VERSION_SIZE && byte_is_digit(line.data[line.size - 1]) &&
           slice_starts_with_ignoring_case(slice_after(line, line.size - VERSION_SIZE), "HTTP/1.");
}

/* A line whose end is not there yet. */
static enum recognition judge_beginning(struct slice method, struct slice target)
{
    if (target.size >= LIMIT_RECOGNISE)
        return RECOGNISED_NOT;
    for (size_t i = 0; i < target.size; i++)
        if (target.data[i] < ' ' && target.data[i] != '\r' && target.data[i] != '\t')
            return RECOGNISED_NOT;
    bool usual = slice_starts_with(target, "/") || slice_starts_with(target, "http://");
    return usual && is_well_known(method) ? RECOGNISED : RECOGNISED_MAYBE;
}

enum recognition http_request_recognise(struct slice start)
{
    size_t size = 0;
    while (size < start.size && is_method_byte(start.data[size]))
        size++;
    if (size > LONGEST_METHOD)
        return RECOGNISED_NOT;
    if (size == start.size)
        return RECOGNISED_MAYBE;
    if (size == 0 || (start.data[size] != ' ' && start.data[size] != '\t'))
        return RECOGNISED_NOT;
    struct slice behind = slice_after(start, size + 1);
    size_t end = slice_find_byte(slice_part(behind, 0, LIMIT_MESSAGE), '\n');
    if (end == SLICE_NOWHERE)
        return judge_beginning(slice_part(start, 0, size), behind);
    struct slice line = slice_part(start, 0, size + 1 + end);
    return ends_in_version(line) ? RECOGNISED : RECOGNISED_NOT;
}

enum recognition http_response_recognise(struct slice start)
{
    static const char pattern[] = "http/0.0 "; /* 0: any digit */
    for (size_t i = 0; i < sizeof pattern - 1; i++) {
        if (i == start.size)
            return RECOGNISED_MAYBE;
        uint8_t byte = byte_lower(start.data[i]);
        if (pattern[i] == ' '
                ? !byte_is_space(byte)
                : byte != (uint8_t)pattern[i] && !(pattern[i] == '0' && byte_is_digit(byte)))
            return RECOGNISED_NOT;
    }
    return RECOGNISED;
}

/* Lines. */

size_t http_head_size(struct slice bytes, size_t *scanned)
{
    size_t at = *scanned;
    while (at < bytes.size) {
        const uint8_t *end = memchr(bytes.data + at, '\n', bytes.size - at);
        if (!end)
            break;
        at = (size_t)(end - bytes.data);
        size_t next = at + 1;
        if (next < bytes.size && bytes.data[next] == '\r')
            next++;
        if (next >= bytes.size) {
            *scanned = at;
            return 0;
        }
        if (bytes.data[next] == '\n')
            return next + 1;
        at++;
    }
    *scanned = bytes.size;
    return 0;
}

/* Only lines that are whole; what is cut off would be another name or path. */
static struct slice whole_lines(struct slice head)
{
    size_t last = slice_find_last_byte(head, '\n');
    return last == SLICE_NOWHERE ? (struct slice){0} : slice_part(head, 0, last + 1);
}

static bool is_folded(struct slice rest)
{
    return rest.size > 0 && (rest.data[0] == ' ' || rest.data[0] == '\t');
}

/* A value that goes on in the next lines (RFC 9112, 5.2), with one space for
 * each break. `value` begins in the line before *lines. */
static struct slice unfold(struct slice value, struct slice *lines, struct arena *scratch)
{
    size_t most = value.size + lines->size;
    for (struct slice rest = *lines; is_folded(rest);) {
        slice_split_line(&rest);
        most = value.size + lines->size - rest.size;
    }
    uint8_t *text = arena_alloc(scratch, most + 1);
    size_t size = value.size;
    if (size > 0)
        memcpy(text, value.data, size);
    while (is_folded(*lines)) {
        struct slice more = slice_trim(slice_split_line(lines));
        text[size++] = ' ';
        if (more.size > 0)
            memcpy(text + size, more.data, more.size);
        size += more.size;
    }
    return slice_trim(slice_make(text, size));
}

struct header {
    struct slice name, value;
};

static struct header next_header(struct slice *lines, struct arena *scratch)
{
    struct slice line = slice_split_line(lines);
    size_t colon = slice_find_byte(line, ':');
    struct header header = {0};
    if (colon != SLICE_NOWHERE) {
        header.name = slice_trim(slice_part(line, 0, colon));
        header.value = slice_trim(slice_after(line, colon + 1));
    }
    if (is_folded(*lines))
        header.value = unfold(header.value, lines, scratch);
    return header;
}

/* Header fields. */

enum name {
    NAME_OTHER,
    NAME_HOST,
    NAME_AGENT,
    NAME_REFERER,
    NAME_LENGTH,
    NAME_ENCODING,
    NAME_LOCATION,
    NAME_TYPE,
};

static enum name name_of(struct slice name)
{
    static const struct {
        enum name name;
        uint8_t size;
        const char *text;
    } names[] = {
        {NAME_HOST, 4, "host"},          {NAME_AGENT, 10, "user-agent"},
        {NAME_REFERER, 7, "referer"},    {NAME_LENGTH, 14, "content-length"},
        {NAME_TYPE, 12, "content-type"}, {NAME_ENCODING, 17, "transfer-encoding"},
        {NAME_LOCATION, 8, "location"},
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (name.size == names[i].size &&
            slice_equal_ignoring_case(name, slice_make(names[i].text, names[i].size)))
            return names[i].name;
    return NAME_OTHER;
}

static void keep_first(struct slice *kept, struct slice value)
{
    if (kept->size == 0)
        *kept = value;
}

static bool last_is_chunked(struct slice codings)
{
    size_t comma = slice_find_last_byte(codings, ',');
    if (comma != SLICE_NOWHERE)
        codings = slice_trim(slice_after(codings, comma + 1));
    return slice_equal_ignoring_case(codings, slice_from("chunked"));
}

static void read_framing(struct http_framing *framing, const struct header *header, enum name name)
{
    uint64_t length;
    if (name == NAME_ENCODING)
        framing->chunked |= last_is_chunked(header->value);
    else if (name == NAME_LENGTH && !framing->has_length &&
             slice_to_number(header->value, INT64_MAX, &length)) {
        framing->has_length = true;
        framing->length = length;
    }
}

/* First lines. */

static struct slice take_word(struct slice *line)
{
    size_t size = 0;
    while (size < line->size && !byte_is_space(line->data[size]))
        size++;
    struct slice word = slice_part(*line, 0, size);
    *line = slice_trim(slice_after(*line, size));
    return word;
}

/* The target is all between method and version, as some clients send spaces in it,
 * and some nothing at all. */
static void read_request_line(struct slice line, struct http_request *request)
{
    line = slice_trim(line);
    request->method = take_word(&line);
    size_t size = line.size;
    while (size > 0 && !byte_is_space(line.data[size - 1]))
        size--;
    struct slice last = slice_after(line, size);
    if (slice_starts_with_ignoring_case(last, "HTTP/")) {
        request->version = last;
        line = slice_trim(slice_part(line, 0, size));
    }
    request->target = line;
}

bool http_request_read(struct slice head, struct http_request *request, struct arena *scratch)
{
    *request = (struct http_request){0};
    struct slice lines = whole_lines(head);
    if (lines.size == 0)
        return false;
    read_request_line(slice_split_line(&lines), request);
    while (lines.size > 0) {
        struct header header = next_header(&lines, scratch);
        enum name name = name_of(header.name);
        if (name == NAME_HOST) {
            if (request->host_count < HTTP_HOSTS)
                request->hosts[request->host_count] = header.value;
            request->host_count++;
        } else if (name == NAME_AGENT) {
            keep_first(&request->agent, header.value);
        } else if (name == NAME_REFERER) {
            keep_first(&request->referer, header.value);
        } else {
            read_framing(&request->framing, &header, name);
        }
    }
    return true;
}

bool http_response_read(struct slice head, struct http_response *response, struct arena *scratch)
{
    *response = (struct http_response){0};
    struct slice lines = whole_lines(head);
    if (lines.size == 0)
        return false;
    struct slice line = slice_trim(slice_split_line(&lines));
    response->version = take_word(&line);
    uint64_t status;
    struct slice number = take_word(&line);
    if (slice_to_number(number, 999, &status))
        response->status = (unsigned)status;
    else
        response->status_word = number;
    response->reason = line;
    while (lines.size > 0) {
        struct header header = next_header(&lines, scratch);
        enum name name = name_of(header.name);
        if (name == NAME_LOCATION)
            keep_first(&response->location, header.value);
        else if (name == NAME_TYPE)
            keep_first(&response->content_type, header.value);
        else
            read_framing(&response->framing, &header, name);
    }
    return true;
}

struct slice http_host_split(struct slice authority, uint16_t *port)
{
    *port = 0;
    size_t colon = slice_find_last_byte(authority, ':');
    size_t bracket = slice_find_last_byte(authority, ']');
    uint64_t number;
    if (colon == SLICE_NOWHERE || (bracket != SLICE_NOWHERE && bracket > colon))
        return authority;
    struct slice digits = slice_after(authority, colon + 1);
    if (digits.size > 0 && !slice_to_number(digits, UINT16_MAX, &number))
        return authority;
    struct slice host = slice_part(authority, 0, colon);
    /* An IPv6 address without its brackets. */
    if (bracket == SLICE_NOWHERE && slice_find_byte(host, ':') != SLICE_NOWHERE)
        return authority;
    *port = digits.size > 0 ? (uint16_t)number : 0;
    return host;
}
