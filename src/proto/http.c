/* http - HTTP/1.x: requests and their answers (RFC 9110, 9112).
 *
 * Bodies are counted, not kept. Behind CONNECT and Upgrade another protocol
 * begins, and feed is told so. HTTP/2 is named a blind spot. Who asks is told by
 * the messages, not by the direction, as captures may begin in the middle.
 *
 * Requests are said at once. Where records are wanted, a request waits for its
 * answer, in order, and both are said together when the answer's body ends. */
/* SPDX-License-Identifier: MIT */
#include "proto/http_head.h"

#include "base/memory.h"
#include "model/limits.h"
#include "model/url.h"

#include <stdlib.h>
#include <string.h>

/* A request, its answer, or both. */
enum {
    REQUEST_FIELDS = 8 + 2 * HTTP_HOSTS,
    RESPONSE_FIELDS = 5,
    EXCHANGE_FIELDS = REQUEST_FIELDS + RESPONSE_FIELDS + 1
};

struct exchange {
    size_t size; /* bytes kept */
    uint8_t *request_bytes, *response_bytes;
    struct field fields[EXCHANGE_FIELDS];
    size_t field_count;
};

/* What a request means for the length of its answer. */
enum asked { ASKED_OTHER, ASKED_HEAD, ASKED_CONNECT };

enum phase {
    PHASE_START, /* of a message, or of empty lines before it */
    PHASE_BODY,  /* of known length */
    PHASE_CHUNK_SIZE,
    PHASE_CHUNK,
    PHASE_CHUNK_END,
    PHASE_TRAILER,
    PHASE_UNTIL_CLOSE,
    PHASE_TUNNEL, /* behind CONNECT, before its answer was seen */
    PHASE_LOST,   /* somewhere in the middle of something */
};

enum requester { REQUESTER_UNKNOWN, REQUESTER_CLIENT, REQUESTER_SERVER };

struct http {
    struct http_side {
        enum phase phase;
        uint64_t left;  /* of a body or chunk */
        size_t scanned; /* how far a head or line was looked through */
    } side[2];
    enum requester requester;
    bool ended[2];
    bool http2;
    uint32_t requests;
    /* Requests without an answer yet, oldest first. */
    uint8_t waiting_count;
    uint8_t asked[LIMIT_HTTP_WAITING];
    struct exchange *waiting[LIMIT_HTTP_WAITING]; /* NULL: told already, or not wanted */
    size_t waiting_bytes;
    /* The answer that is being read. */
    struct exchange *answer;
    uint64_t body_size;
};
_Static_assert(sizeof(struct http) <= 512, "feed keeps one for each conversation");

static bool answers(const struct http *http, bool from_server)
{
    return http->requester == (from_server ? REQUESTER_CLIENT : REQUESTER_SERVER);
}

static bool no_answer_follows(const struct http *http)
{
    return (answers(http, false) && http->ended[0]) || (answers(http, true) && http->ended[1]);
}

/* Fields. */

static struct field text_field(enum field_kind kind, struct slice value)
{
    return (struct field){kind, value, 0};
}

static struct field number_field(enum field_kind kind, uint64_t number)
{
    return (struct field){kind, (struct slice){0}, number};
}

struct field_list {
    struct field fields[REQUEST_FIELDS];
    size_t count;
};

static void add_text(struct field_list *list, enum field_kind kind, struct slice value)
{
    if (value.size > 0)
        list->fields[list->count++] = text_field(kind, value);
}

static void add_number(struct field_list *list, enum field_kind kind, uint64_t number)
{
    list->fields[list->count++] = number_field(kind, number);
}

/* Exchanges. */

static void free_exchange(struct exchange *exchange)
{
    if (!exchange)
        return;
    free(exchange->request_bytes);
    free(exchange->response_bytes);
    free(exchange);
}

/* Copies fields into an exchange; gives the block that their values stand in. */
static uint8_t *keep_fields(struct exchange *exchange, const struct field_list *list)
{
    size_t size = 0;
    for (size_t i = 0; i < list->count; i++)
        size += list->fields[i].value.size;
    uint8_t *bytes = memory_create(size, 1), *out = bytes;
    for (size_t i = 0; i < list->count; i++) {
        struct field field = list->fields[i];
        if (field.value.size > 0)
            memcpy(out, field.value.data, field.value.size);
        field.value = slice_make(out, field.value.size);
        out += field.value.size;
        exchange->fields[exchange->field_count++] = field;
    }
    exchange->size += size;
    return bytes;
}

static void tell_exchange(struct exchange *exchange, const struct http *http, struct say *say)
{
    if (exchange)
        say->observe(say->context, EVENT_HTTP_EXCHANGE, http->requester == REQUESTER_SERVER,
                     exchange->fields, exchange->field_count);
    free_exchange(exchange);
}

/* The oldest request that waits, or NULL; the caller owns it. */
static struct exchange *take_oldest(struct http *http, enum asked *asked)
{
    *asked = ASKED_OTHER;
    if (http->waiting_count == 0)
        return NULL;
    struct exchange *oldest = http->waiting[0];
    *asked = http->asked[0];
    http->waiting_count--;
    memmove(http->waiting, http->waiting + 1, http->waiting_count * sizeof *http->waiting);
    memmove(http->asked, http->asked + 1, http->waiting_count);
    if (oldest)
        http->waiting_bytes -= oldest->size;
    return oldest;
}

/* Tells all but the newest `keep` requests without an answer. */
static void give_up_waiting(struct http *http, size_t keep, struct say *say)
{
    enum asked asked;
    while (http->waiting_count > keep)
        tell_exchange(take_oldest(http, &asked), http, say);
}

static void finish_answer(struct http *http, struct say *say)
{
    struct exchange *answer = http->answer;
    http->answer = NULL;
    if (answer)
        answer->fields[answer->field_count++] = number_field(FIELD_HTTP_BODY_SIZE, http->body_size);
    tell_exchange(answer, http, say);
    http->body_size = 0;
}

/* Requests. */

static struct slice join(struct arena *scratch, const struct slice *parts, size_t count)
{
    size_t size = 0;
    for (size_t i = 0; i < count; i++)
        size += parts[i].size;
    uint8_t *text = arena_alloc(scratch, size + 1), *out = text;
    for (size_t i = 0; i < count; i++) {
        if (parts[i].size > 0)
            memcpy(out, parts[i].data, parts[i].size);
        out += parts[i].size;
    }
    return slice_make(text, size);
}

/* The server's address and port, as a Host field would have them. Empty where they
 * are not known, or are the client's, because the conversation is told the wrong
 * way round. */
static struct slice host_of_server(const struct http *http, const struct say *say)
{
    if (!say->server_address || http->requester != REQUESTER_CLIENT)
        return (struct slice){0};
    struct endpoint server = {*say->server_address, say->server_port};
    struct text text = {0};
    text_add_endpoint(&text, &server);
    struct slice host = arena_keep(say->scratch, text_slice(&text));
    text_done(&text);
    return host;
}

static void add_url(struct field_list *list, struct slice host, struct slice target,
                    struct arena *scratch)
{
    bool rooted = slice_starts_with(target, "/");
    struct slice parts[] = {slice_from("http://"), host, slice_from(rooted ? "" : "/"), target};
    if (host.size > 0)
        add_text(list, FIELD_HTTP_URL, join(scratch, parts, 4));
}

/* http://host[:port]/path?query, for each Host; without one, the server's address. */
static void add_urls(struct field_list *list, const struct http *http,
                     const struct http_request *request, size_t hosts, const struct say *say)
{
    if (slice_equal_text(request->target, "*"))
        return;
    for (size_t i = 0; i < hosts; i++)
        add_url(list, request->hosts[i], request->target, say->scratch);
    if (hosts == 0)
        add_url(list, host_of_server(http, say), request->target, say->scratch);
}

static void add_address_of_target(struct field_list *list, const struct http *http,
                                  const struct http_request *request, size_t hosts,
                                  uint16_t host_port, const struct say *say)
{
    struct url url;
    uint16_t port = 0;
    bool connect = slice_equal_text(request->method, "CONNECT");
    bool absolute = !connect && slice_find(request->target, slice_from("://")) != SLICE_NOWHERE &&
                    !slice_starts_with(request->target, "/") && url_split(request->target, &url);
    if (connect)
        add_text(list, FIELD_HTTP_AUTHORITY, http_host_split(request->target, &port));
    if (absolute) {
        port = url.port;
        add_text(list, FIELD_HTTP_AUTHORITY, url.host);
    }
    if (port > 0 || host_port > 0)
        add_number(list, FIELD_HTTP_PORT, port > 0 ? port : host_port);
    if (absolute)
        add_text(list, FIELD_HTTP_URL, request->target);
    else if (!connect)
        add_urls(list, http, request, hosts, say);
}

static struct field_list request_fields(const struct http *http, const struct http_request *request,
                                        const struct say *say)
{
    struct field_list list = {.count = 0};
    size_t hosts = request->host_count < HTTP_HOSTS ? request->host_count : HTTP_HOSTS;
    uint16_t first_port = 0;
    add_number(&list, FIELD_HTTP_EXCHANGE, http->requests);
    add_text(&list, FIELD_HTTP_METHOD, request->method);
    add_text(&list, FIELD_HTTP_TARGET, request->target);
    add_text(&list, FIELD_HTTP_VERSION, request->version);
    for (size_t i = 0; i < hosts; i++) {
        uint16_t port;
        add_text(&list, FIELD_HTTP_HOST, http_host_split(request->hosts[i], &port));
        if (first_port == 0)
            first_port = port;
    }
    add_address_of_target(&list, http, request, hosts, first_port, say);
    add_text(&list, FIELD_HTTP_USER_AGENT, request->agent);
    add_text(&list, FIELD_HTTP_REFERER, request->referer);
    return list;
}

static void await_answer(struct http *http, const struct http_request *request,
                         const struct field_list *list, struct say *say)
{
    if (http->waiting_count == LIMIT_HTTP_WAITING)
        give_up_waiting(http, LIMIT_HTTP_WAITING - 1, say);
    enum asked asked = slice_equal_text(request->method, "HEAD")      ? ASKED_HEAD
                       : slice_equal_text(request->method, "CONNECT") ? ASKED_CONNECT
                                                                      : ASKED_OTHER;
    struct exchange *exchange = NULL;
    if (say->wants_records) {
        exchange = memory_create(1, sizeof *exchange);
        exchange->request_bytes = keep_fields(exchange, list);
        if (no_answer_follows(http) ||
            exchange->size > LIMIT_HTTP_WAITING_BYTES - http->waiting_bytes) {
            tell_exchange(exchange, http, say);
            exchange = NULL;
        }
    }
    http->waiting_bytes += exchange ? exchange->size : 0;
    http->asked[http->waiting_count] = (uint8_t)asked;
    http->waiting[http->waiting_count++] = exchange;
}

static bool say_request(struct http *http, bool from_server, struct slice head,
                        struct http_request *request, struct say *say)
{
    if (!http_request_read(head, request, say->scratch))
        return false;
    struct field_list list = request_fields(http, request, say);
    say->observe(say->context, EVENT_HTTP_REQUEST, from_server, list.fields, list.count);
    if (request->host_count > HTTP_HOSTS)
        say->blind(say->context, BLIND_MESSAGE_DAMAGED);
    await_answer(http, request, &list, say);
    http->requests++;
    return true;
}

/* Answers. */

static bool is_interim(const struct http_response *response)
{
    return response->status >= 100 && response->status < 200 && response->status != 101;
}

/* Begins the record of an answer; says what was asked for. */
static enum asked begin_answer(struct http *http, const struct http_response *response,
                               struct say *say)
{
    enum asked asked;
    bool unasked = http->waiting_count == 0;
    struct exchange *exchange = take_oldest(http, &asked);
    finish_answer(http, say);
    if (!say->wants_records || (!exchange && !unasked))
        return asked;
    if (!exchange)
        exchange = memory_create(1, sizeof *exchange);
    struct field_list list = {.count = 0};
    if (unasked)
        add_text(&list, FIELD_HTTP_VERSION, response->version);
    if (response->status > 0)
        add_number(&list, FIELD_HTTP_STATUS, response->status);
    else
        add_text(&list, FIELD_HTTP_STATUS_WORD, response->status_word);
    add_text(&list, FIELD_HTTP_REASON, response->reason);
    add_text(&list, FIELD_HTTP_LOCATION, response->location);
    add_text(&list, FIELD_HTTP_CONTENT_TYPE, response->content_type);
    exchange->response_bytes = keep_fields(exchange, &list);
    http->answer = exchange;
    return asked;
}

/* Bodies. */

static void await_message(struct http_side *side)
{
    side->phase = PHASE_START;
    side->left = 0;
    side->scanned = 0;
}

static void begin_body(struct http_side *side, const struct http_framing *framing, bool until_close)
{
    await_message(side);
    if (framing->chunked) {
        side->phase = PHASE_CHUNK_SIZE;
    } else if (framing->has_length) {
        side->left = framing->length;
        if (side->left > 0)
            side->phase = PHASE_BODY;
    } else if (until_close) {
        side->phase = PHASE_UNTIL_CLOSE;
    }
}

/* The message ended, its body included. */
static void end_message(struct http *http, bool from_server, struct say *say)
{
    await_message(&http->side[from_server]);
    if (answers(http, from_server))
        finish_answer(http, say);
}

static void lose(struct http_side *side, struct say *say)
{
    say->blind(say->context, BLIND_MESSAGE_DAMAGED);
    side->phase = PHASE_LOST;
    side->scanned = 0;
}

static void count_body(struct http *http, bool from_server, size_t size)
{
    if (answers(http, from_server))
        http->body_size += size;
}

/* Counts up to `left` bytes; when they are there, goes on to the next phase. */
static struct taken pass_body(struct http *http, bool from_server, size_t size, enum phase next,
                              struct say *say)
{
    struct http_side *side = &http->side[from_server];
    if (size > side->left)
        size = (size_t)side->left;
    side->left -= size;
    count_body(http, from_server, size);
    if (side->left > 0)
        return (struct taken){.size = size};
    side->phase = next;
    if (next == PHASE_START)
        end_message(http, from_server, say);
    return (struct taken){.size = size};
}

/* The size of the line with its end; 0 when that is not there yet. */
static size_t line_size(struct http_side *side, struct slice bytes)
{
    size_t end = slice_find_byte(slice_after(bytes, side->scanned), '\n');
    if (end == SLICE_NOWHERE) {
        side->scanned = bytes.size;
        return 0;
    }
    end += side->scanned + 1;
    side->scanned = 0;
    return end;
}

static bool read_chunk_size(struct slice line, uint64_t *size)
{
    line = slice_trim(line);
    size_t digits = 0;
    *size = 0;
    while (digits < line.size && byte_hex_value(line.data[digits]) >= 0) {
        if (*size > UINT64_MAX >> 8)
            return false;
        *size = *size << 4 | (uint64_t)byte_hex_value(line.data[digits++]);
    }
    return digits > 0;
}

static struct taken take_chunk_size(struct http_side *side, struct slice bytes, struct say *say)
{
    size_t size = line_size(side, bytes);
    if (size == 0 && bytes.size < LIMIT_HTTP_CHUNK_LINE)
        return (struct taken){0};
    if (size == 0 || !read_chunk_size(slice_part(bytes, 0, size), &side->left)) {
        lose(side, say);
        return (struct taken){0};
    }
    side->phase = side->left > 0 ? PHASE_CHUNK : PHASE_TRAILER;
    return (struct taken){.size = size};
}

static struct taken take_chunk_end(struct http_side *side, struct slice bytes, struct say *say)
{
    size_t size = line_size(side, bytes);
    if (size == 0 && bytes.size < 2)
        return (struct taken){0};
    if (size == 0 || slice_trim(slice_part(bytes, 0, size)).size > 0) {
        lose(side, say);
        return (struct taken){0};
    }
    side->phase = PHASE_CHUNK_SIZE;
    return (struct taken){.size = size};
}

static struct taken take_trailer_line(struct http *http, bool from_server, struct slice bytes,
                                      struct say *say)
{
    size_t size = line_size(&http->side[from_server], bytes);
    if (size > 0 && slice_trim(slice_part(bytes, 0, size)).size == 0)
        end_message(http, from_server, say);
    return (struct taken){.size = size};
}

/* Heads. */

/* Before feed forgets this conversation's HTTP. */
static struct taken hand_on(struct http *http, size_t size, struct say *say)
{
    finish_answer(http, say);
    give_up_waiting(http, 0, say);
    return (struct taken){.size = size, .restart = true};
}

static struct taken take_request(struct http *http, bool from_server, struct slice head,
                                 struct say *say)
{
    struct http_side *side = &http->side[from_server];
    struct http_request request;
    struct taken taken = {.size = head.size};
    if (slice_starts_with(head, "PRI * HTTP/2")) {
        say->blind(say->context, BLIND_HTTP2);
        give_up_waiting(http, 0, say);
        http->http2 = taken.done = true;
    } else if (!say_request(http, from_server, head, &request, say)) {
        lose(side, say);
    } else if (slice_equal_text(request.method, "CONNECT")) {
        await_message(side);
        side->phase = PHASE_TUNNEL;
    } else {
        begin_body(side, &request.framing, false);
    }
    return taken;
}

static struct taken take_answer(struct http *http, bool from_server, struct slice head,
                                struct say *say)
{
    struct http_side *side = &http->side[from_server];
    struct http_response response;
    if (!http_response_read(head, &response, say->scratch)) {
        lose(side, say);
        return (struct taken){.size = head.size};
    }
    if (is_interim(&response)) {
        await_message(side);
        return (struct taken){.size = head.size};
    }
    enum asked asked = begin_answer(http, &response, say);
    bool good = response.status >= 200 && response.status < 300;
    if (response.status == 101 || (asked == ASKED_CONNECT && good))
        return hand_on(http, head.size, say);
    if (asked == ASKED_HEAD || response.status == 204 || response.status == 304)
        await_message(side);
    else
        begin_body(side, &response.framing, true);
    if (side->phase == PHASE_START)
        end_message(http, from_server, say);
    return (struct taken){.size = head.size};
}

/* Whether a message of this side begins here; the first tells who asks. */
static enum recognition recognise_message(struct http *http, bool from_server, struct slice bytes)
{
    enum recognition request = RECOGNISED_NOT, answer = RECOGNISED_NOT;
    if (!answers(http, from_server))
        request = http_request_recognise(bytes);
    if (http->requester == REQUESTER_UNKNOWN || answers(http, from_server))
        answer = http_response_recognise(bytes);
    if (answer == RECOGNISED)
        http->requester = from_server ? REQUESTER_CLIENT : REQUESTER_SERVER;
    else if (request == RECOGNISED)
        http->requester = from_server ? REQUESTER_SERVER : REQUESTER_CLIENT;
    return request > answer ? request : answer;
}

static size_t empty_lines(struct slice bytes)
{
    size_t size = 0;
    while (size < bytes.size && (bytes.data[size] == '\r' || bytes.data[size] == '\n'))
        size++;
    return size;
}

static struct taken take_message(struct http *http, bool from_server, struct slice bytes,
                                 struct say *say)
{
    struct http_side *side = &http->side[from_server];
    if (empty_lines(bytes) > 0)
        return (struct taken){.size = empty_lines(bytes)};
    /* A head that was looked through in part was recognised then. */
    if (side->scanned == 0) {
        enum recognition answer = recognise_message(http, from_server, bytes);
        if (answer == RECOGNISED_NOT)
            lose(side, say);
        if (answer != RECOGNISED)
            return (struct taken){0};
    }
    size_t size = http_head_size(bytes, &side->scanned);
    if (size == 0)
        return (struct taken){0};
    struct slice head = slice_part(bytes, 0, size);
    return answers(http, from_server) ? take_answer(http, from_server, head, say)
                                      : take_request(http, from_server, head, say);
}

/* What a client sends behind CONNECT is the tunnel's, unless it asks again, as
 * after a refusal. Empty lines are of neither. */
static struct taken look_into_tunnel(struct http *http, bool from_server, struct slice bytes,
                                     struct say *say)
{
    if (empty_lines(bytes) > 0)
        return (struct taken){.size = empty_lines(bytes)};
    switch (http_request_recognise(bytes)) {
    case RECOGNISED:
        await_message(&http->side[from_server]);
        return (struct taken){0};
    case RECOGNISED_MAYBE:
        return (struct taken){0};
    default:
        return hand_on(http, 0, say);
    }
}

/* Looks for the next message at the start of what is shown and of every line. */
static struct taken find_message(struct http *http, bool from_server, struct slice bytes,
                                 struct say *say)
{
    struct slice rest = bytes;
    while (rest.size > 0) {
        enum recognition answer = recognise_message(http, from_server, rest);
        if (answer == RECOGNISED) {
            await_message(&http->side[from_server]);
            /* How many answers were lost is not known; this one is most likely
             * for the last request. */
            if (answers(http, from_server))
                give_up_waiting(http, 1, say);
        }
        if (answer != RECOGNISED_NOT)
            break;
        size_t end = slice_find_byte(rest, '\n');
        rest = end == SLICE_NOWHERE ? (struct slice){0} : slice_after(rest, end + 1);
    }
    return (struct taken){.size = bytes.size - rest.size};
}

static struct taken step(struct http *http, bool from_server, struct slice bytes, struct say *say)
{
    struct http_side *side = &http->side[from_server];
    switch (side->phase) {
    case PHASE_START:
        return take_message(http, from_server, bytes, say);
    case PHASE_BODY:
        return pass_body(http, from_server, bytes.size, PHASE_START, say);
    case PHASE_CHUNK_SIZE:
        return take_chunk_size(side, bytes, say);
    case PHASE_CHUNK:
        return pass_body(http, from_server, bytes.size, PHASE_CHUNK_END, say);
    case PHASE_CHUNK_END:
        return take_chunk_end(side, bytes, say);
    case PHASE_TRAILER:
        return take_trailer_line(http, from_server, bytes, say);
    case PHASE_UNTIL_CLOSE:
        count_body(http, from_server, bytes.size);
        return (struct taken){.size = bytes.size};
    case PHASE_TUNNEL:
        return look_into_tunnel(http, from_server, bytes, say);
    case PHASE_LOST:
        break;
    }
    return find_message(http, from_server, bytes, say);
}

static struct taken stream(void *state, bool from_server, struct slice bytes, struct say *say)
{
    struct http *http = state;
    struct http_side *side = &http->side[from_server];
    if (http->http2)
        return (struct taken){.size = bytes.size, .done = true};
    enum phase before;
    struct taken taken;
    do {
        before = side->phase;
        taken = step(http, from_server, bytes, say);
    } while (taken.size == 0 && !taken.restart && side->phase != before);
    return taken;
}

/* Gaps and ends. */

/* A request line without an end is whole where it was answered: so does HTTP/0.9. */
static struct slice end_line(const struct http *http, bool from_server, struct slice unread,
                             struct arena *scratch)
{
    struct slice parts[] = {unread, slice_from("\n")};
    bool answered = http->side[!from_server].phase != PHASE_START;
    if (answered && slice_find_byte(unread, '\n') == SLICE_NOWHERE)
        return join(scratch, parts, 2);
    return unread;
}

/* A head that breaks off still tells what stands in its whole lines. */
static void read_part_of_head(struct http *http, bool from_server, struct slice unread, bool ended,
                              struct say *say)
{
    struct http_side *side = &http->side[from_server];
    struct http_request request;
    struct http_response response;
    if (side->phase != PHASE_START || unread.size == 0 ||
        recognise_message(http, from_server, unread) != RECOGNISED)
        return;
    say->blind(say->context, BLIND_MESSAGE_DAMAGED);
    if (ended)
        unread = end_line(http, from_server, unread, say->scratch);
    if (!answers(http, from_server))
        say_request(http, from_server, unread, &request, say);
    else if (http_response_read(unread, &response, say->scratch) && !is_interim(&response))
        begin_answer(http, &response, say);
}

static bool gap(void *state, bool from_server, struct slice unread, uint64_t missing,
                struct say *say)
{
    struct http *http = state;
    struct http_side *side = &http->side[from_server];
    if (http->http2)
        return false;
    if (side->phase == PHASE_UNTIL_CLOSE)
        count_body(http, from_server, (size_t)missing);
    if (side->phase == PHASE_UNTIL_CLOSE || side->phase == PHASE_TUNNEL)
        return true;
    if (missing > 0 && missing <= side->left && side->phase == PHASE_BODY) {
        pass_body(http, from_server, (size_t)missing, PHASE_START, say);
        return true;
    }
    if (missing > 0 && missing <= side->left && side->phase == PHASE_CHUNK) {
        pass_body(http, from_server, (size_t)missing, PHASE_CHUNK_END, say);
        return true;
    }
    read_part_of_head(http, from_server, unread, false, say);
    if (answers(http, from_server))
        finish_answer(http, say);
    side->phase = PHASE_LOST;
    side->scanned = 0;
    return true;
}

static void stream_end(void *state, bool from_server, struct slice unread, struct say *say)
{
    struct http *http = state;
    if (http->http2)
        return;
    read_part_of_head(http, from_server, unread, true, say);
    http->ended[from_server] = true;
    if (!no_answer_follows(http))
        return;
    finish_answer(http, say);
    give_up_waiting(http, 0, say);
}

static void done(void *state)
{
    struct http *http = state;
    free_exchange(http->answer);
    for (size_t i = 0; i < http->waiting_count; i++)
        free_exchange(http->waiting[i]);
}

/* Either may be first to be seen, whichever side it comes from. */
static enum recognition recognise_stream(struct slice start, const struct hint *hint)
{
    (void)hint;
    while (start.size > 0 && (start.data[0] == '\r' || start.data[0] == '\n'))
        start = slice_after(start, 1);
    enum recognition request = http_request_recognise(start);
    enum recognition answer = http_response_recognise(start);
    return request > answer ? request : answer;
}

const struct dissector http_dissector = {
    .name = "http",
    .state_size = sizeof(struct http),
    .recognise_stream = recognise_stream,
    .stream = stream,
    .gap = gap,
    .stream_end = stream_end,
    .done = done,
};
