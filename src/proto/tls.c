/* tls - reads the part of a TLS or SSL connection that is not encrypted.
 *
 * Records carry handshake messages (RFC 8446, 5; RFC 5246, 6), and borders of
 * the one mean nothing to the other: a record may hold several messages, a
 * message may go over several records. Reading stands at a message's beginning
 * (or within one that nobody needs) and remembers how much of the current record
 * is left; a message that is all there is read where it lies, or put together in
 * scratch memory when records divide it. What is not all there stays with feed.
 *
 * A direction is done as soon as what follows is encrypted or of no interest, so
 * that a bulk transfer costs nothing. */
/* SPDX-License-Identifier: MIT */
#include "base/cursor.h"
#include "base/hash.h"
#include "base/memory.h"
#include "model/limits.h"
#include "proto/dissector.h"
#include "proto/tls_hello.h"
#include "proto/x509.h"

#include <stdlib.h>
#include <string.h>

enum {
    RECORD_HEADER_SIZE = 5,
    RECORD_SIZE_MOST = (1 << 14) + 2048,
    MESSAGE_HEADER_SIZE = 4,
    HELLO_SIZE_LEAST = 38,
    SSL2_HEADER_SIZE = 11,
    SSL2 = 0x0002,
    PORT_DNS_OVER_TLS = 853,
};

enum record_type { CHANGE_CIPHER_SPEC = 20, ALERT, HANDSHAKE, APPLICATION_DATA, HEARTBEAT };

enum message_type {
    HELLO_REQUEST = 0,
    CLIENT_HELLO = 1,
    SERVER_HELLO = 2,
    NEW_SESSION_TICKET = 4,
    HELLO_RETRY_REQUEST = 6, /* drafts of TLS 1.3 */
    CERTIFICATE = 11,
    SERVER_KEY_EXCHANGE = 12,
    CERTIFICATE_REQUEST = 13,
    SERVER_HELLO_DONE = 14,
    CERTIFICATE_VERIFY = 15,
    CLIENT_KEY_EXCHANGE = 16,
    FINISHED = 20,
    CERTIFICATE_STATUS = 22,
    SUPPLEMENTAL_DATA = 23,
};

enum ssl2_type { SSL2_CLIENT_HELLO = 1, SSL2_SERVER_HELLO = 4 };

struct record {
    uint8_t type;
    uint16_t version;
    uint16_t size;
};

/* Where handshake bytes are taken from: a place in the bytes shown, and how much
 * of the record there is left. */
struct place {
    size_t at;
    uint32_t left;
};

struct tls_side {
    uint16_t record_left;  /* of the current handshake record */
    uint32_t message_left; /* of a message that nobody needs */
    bool begun, ciphered, over;
};

/* Copies of fields, in one block with their values. */
struct kept {
    struct field *fields;
    size_t count;
};

struct tls {
    struct tls_side side[2]; /* 0: to server, 1: from server */
    struct kept client, server;
    uint64_t names_hash; /* of the names in the first ClientHello */
    uint16_t agreed;     /* version; 0: not known */
    bool heard;          /* anything of the handshake */
    bool hello_said, recorded, midstream_said, dns_said;
    uint8_t session_id_size;
    uint8_t session_id[TLS_SESSION_ID_SIZE];
};

_Static_assert(sizeof(struct tls) <= 512, "see dissector.h");

/* One call: whose bytes, how far, and what is to be told. */
struct reading {
    struct tls *tls;
    struct tls_side *side;
    bool from_server;
    struct slice bytes;
    size_t at;
    size_t need;
    struct say *say;
};

/* Fields as they are found; arenas cannot grow a block, so a full one is copied. */
struct field_list {
    struct arena *arena;
    struct field *items;
    size_t count, capacity;
};

static void add(struct field_list *list, enum field_kind kind, struct slice value, uint64_t number)
{
    if (list->count == list->capacity) {
        size_t capacity = list->capacity > 0 ? list->capacity * 2 : 16;
        struct field *items = arena_alloc(list->arena, capacity * sizeof *items);
        if (list->count > 0)
            memcpy(items, list->items, list->count * sizeof *items);
        list->items = items;
        list->capacity = capacity;
    }
    list->items[list->count++] = (struct field){.kind = kind, .value = value, .number = number};
}

static void add_text(struct field_list *list, enum field_kind kind, struct slice value)
{
    if (value.size > 0)
        add(list, kind, value, 0);
}

static void add_number(struct field_list *list, enum field_kind kind, uint64_t number)
{
    add(list, kind, (struct slice){0}, number);
}

static void observe(struct say *say, enum event event, bool from_server,
                    const struct field_list *list)
{
    say->observe(say->context, event, from_server, list->items, list->count);
}

static void blind(struct say *say, enum blind_spot spot)
{
    say->blind(say->context, spot);
}

/* Keeping fields for the record of the session. */

/* Copies the fields that fit. */
static void keep(struct kept *kept, const struct field_list *list)
{
    size_t size = 0, count = 0;
    const struct field *chosen[LIMIT_HELLO_FIELDS];
    for (size_t i = 0; i < list->count && count < LIMIT_HELLO_FIELDS; i++) {
        if (list->items[i].value.size > LIMIT_HELLO_KEPT - size)
            continue;
        size += list->items[i].value.size;
        chosen[count++] = &list->items[i];
    }
    free(kept->fields);
    kept->fields = memory_create(1, count * sizeof *kept->fields + size);
    kept->count = count;
    uint8_t *values = (uint8_t *)(kept->fields + count);
    for (size_t i = 0; i < count; i++) {
        kept->fields[i] = *chosen[i];
        if (chosen[i]->value.size == 0)
            continue;
        memcpy(values, chosen[i]->value.data, chosen[i]->value.size);
        kept->fields[i].value.data = values;
        values += chosen[i]->value.size;
    }
}

static void drop(struct kept *kept)
{
    free(kept->fields);
    *kept = (struct kept){0};
}

/* Says everything of the handshake at once; certificates may be NULL. */
static void say_session(struct tls *tls, const struct field_list *certificates, struct say *say)
{
    if (tls->recorded || !tls->heard)
        return;
    tls->recorded = true;
    if (say->wants_records) {
        struct field_list list = {.arena = say->scratch};
        for (size_t i = 0; i < tls->client.count; i++) {
            const struct field *field = &tls->client.fields[i];
            if (field->kind != FIELD_TLS_VERSION || tls->agreed == 0)
                add(&list, field->kind, field->value, field->number);
        }
        for (size_t i = 0; i < tls->server.count; i++)
            add(&list, tls->server.fields[i].kind, tls->server.fields[i].value,
                tls->server.fields[i].number);
        for (size_t i = 0; certificates && i < certificates->count; i++)
            add(&list, certificates->items[i].kind, certificates->items[i].value,
                certificates->items[i].number);
        observe(say, EVENT_TLS_SESSION, true, &list);
    }
    drop(&tls->client);
    drop(&tls->server);
}

/* The three messages that say something. */

static void say_if_dns(struct tls *tls, struct slice alpn, struct say *say)
{
    bool is_dns = say->server_port == PORT_DNS_OVER_TLS;
    struct slice protocol;
    while (alpn_next(&alpn, &protocol))
        is_dns |= slice_equal_text(protocol, "dot");
    if (is_dns && !tls->dns_said)
        blind(say, BLIND_ENCRYPTED_DNS);
    tls->dns_said |= is_dns;
}

static void say_what_is_hidden(const struct client_hello *hello, struct say *say)
{
    if (hello->encrypted_name)
        blind(say, BLIND_TLS_ECH);
    else if (hello->name_count == 0 && !hello->damaged)
        blind(say, BLIND_TLS_NO_NAME);
    if (hello->damaged)
        blind(say, BLIND_MESSAGE_DAMAGED);
}

/* The same hello comes twice where the server asked for another key share. */
static bool is_repeated(struct tls *tls, const struct client_hello *hello)
{
    uint64_t hash = HASH_SEED;
    for (size_t i = 0; i < hello->name_count; i++)
        hash = hash_bytes(hello->names[i], hash);
    bool repeated = tls->hello_said && hash == tls->names_hash;
    tls->names_hash = hash;
    return repeated;
}

static void say_client_hello(struct reading *r, const struct client_hello *hello)
{
    struct tls *tls = r->tls;
    tls->heard = true;
    if (is_repeated(tls, hello))
        return;
    struct field_list list = {.arena = r->say->scratch};
    for (size_t i = 0; i < hello->name_count; i++)
        add(&list, FIELD_TLS_SNI, hello->names[i], 0);
    add_number(&list, FIELD_TLS_VERSION, hello->version);
    struct slice alpn = hello->alpn, protocol;
    while (alpn_next(&alpn, &protocol))
        add(&list, FIELD_TLS_ALPN, protocol, 0);
    if (hello->encrypted_name)
        add_number(&list, FIELD_TLS_ECH, 1);
    observe(r->say, EVENT_TLS_CLIENT_HELLO, r->from_server, &list);
    if (!tls->hello_said)
        say_what_is_hidden(hello, r->say);
    say_if_dns(tls, hello->alpn, r->say);
    if (r->say->wants_records && !tls->recorded)
        keep(&tls->client, &list);
    tls->hello_said = true;
    tls->session_id_size = (uint8_t)hello->session_id.size;
    if (hello->session_id.size > 0)
        memcpy(tls->session_id, hello->session_id.data, hello->session_id.size);
}

/* Up to TLS 1.2 the server repeats the number of a session that it goes on with;
 * from 1.3 on it repeats it always, and goes on where a shared key is chosen. */
static bool is_resumed(const struct tls *tls, const struct server_hello *hello)
{
    if (tls_version_is_13(hello->version))
        return hello->shared_key;
    return tls->session_id_size > 0 &&
           slice_equal(hello->session_id, slice_make(tls->session_id, tls->session_id_size));
}

static void say_server_hello(struct reading *r, const struct server_hello *hello)
{
    struct tls *tls = r->tls;
    struct field_list list = {.arena = r->say->scratch};
    struct slice alpn = hello->alpn, protocol;
    tls->heard = true;
    tls->agreed = hello->version;
    add_number(&list, FIELD_TLS_VERSION, hello->version);
    add_number(&list, FIELD_TLS_CIPHER, hello->cipher);
    if (alpn_next(&alpn, &protocol))
        add(&list, FIELD_TLS_ALPN_CHOSEN, protocol, 0);
    if (is_resumed(tls, hello))
        add_number(&list, FIELD_TLS_RESUMED, 1);
    observe(r->say, EVENT_TLS_SERVER_HELLO, r->from_server, &list);
    say_if_dns(tls, hello->alpn, r->say);
    if (r->say->wants_records && !tls->recorded)
        keep(&tls->server, &list);
    if (tls_version_is_13(hello->version)) {
        blind(r->say, BLIND_TLS13_CERTIFICATES);
        r->side->over = true;
    }
}

static void add_certificate(struct field_list *list, const struct x509 *certificate, size_t place)
{
    struct arena *arena = list->arena;
    add_number(list, FIELD_CERT_PLACE, place);
    add_text(list, FIELD_CERT_SUBJECT, certificate->subject);
    add_text(list, FIELD_CERT_ISSUER, certificate->issuer);
    for (size_t i = 0; i < certificate->name_count; i++) {
        const struct x509_name *name = &certificate->names[i];
        if (name->kind == X509_ADDRESS)
            add(list, FIELD_CERT_ADDRESS, slice_make(name->address.bytes, 16), 0);
        else
            add(list, FIELD_CERT_NAME, name->text, name->kind == X509_COMMON_NAME);
    }
    add_text(list, FIELD_CERT_SERIAL, certificate->serial);
    if (instant_is_known(certificate->not_before))
        add_number(list, FIELD_CERT_NOT_BEFORE, (uint64_t)certificate->not_before.ns);
    if (instant_is_known(certificate->not_after))
        add_number(list, FIELD_CERT_NOT_AFTER, (uint64_t)certificate->not_after.ns);
    if (!certificate->whole)
        return;
    add_text(list, FIELD_CERT_SHA1,
             arena_keep(arena, slice_make(certificate->sha1, sizeof certificate->sha1)));
    add_text(list, FIELD_CERT_SHA256,
             arena_keep(arena, slice_make(certificate->sha256, sizeof certificate->sha256)));
}

/* Reads the certificates of the message, as far as they are there. */
static void say_certificates(struct reading *r, struct slice body)
{
    struct cursor c = cursor_over(body);
    struct field_list list = {.arena = r->say->scratch};
    size_t place = 0;
    cursor_skip(&c, 3); /* the size of all; the message's own has said it */
    while (c.rest.size > 0 && place < LIMIT_CERTIFICATES) {
        uint32_t size = cursor_u24(&c);
        struct x509 certificate;
        struct slice bytes = cursor_take(&c, size < c.rest.size ? size : c.rest.size);
        if (x509_read(bytes, r->say->scratch, &certificate))
            add_certificate(&list, &certificate, place++);
    }
    r->tls->heard = true;
    if (list.count > 0)
        observe(r->say, EVENT_TLS_CERTIFICATES, r->from_server, &list);
    if (r->from_server)
        say_session(r->tls, &list, r->say);
}

/* Messages. */

/* Whether a message is read; the others are passed over unseen. */
static bool is_read(uint8_t type)
{
    return type == CLIENT_HELLO || type == SERVER_HELLO || type == CERTIFICATE;
}

/* Whether nothing that is read comes behind a message of this type. */
static bool is_last(uint8_t type)
{
    return type == CERTIFICATE_VERIFY || type == CLIENT_KEY_EXCHANGE ||
           type == NEW_SESSION_TICKET || type == SERVER_KEY_EXCHANGE ||
           type == CERTIFICATE_REQUEST || type == SERVER_HELLO_DONE || type == FINISHED ||
           type == CERTIFICATE_STATUS;
}

static bool is_known(uint8_t type)
{
    return is_read(type) || is_last(type) || type == HELLO_REQUEST || type == HELLO_RETRY_REQUEST ||
           type == SUPPLEMENTAL_DATA;
}

static bool damaged(struct reading *r)
{
    blind(r->say, BLIND_MESSAGE_DAMAGED);
    r->side->over = true;
    return false;
}

/* A direction whose beginning was not captured shows nothing that can be read. */
static bool midstream(struct reading *r)
{
    if (!r->tls->heard && !r->tls->midstream_said)
        blind(r->say, BLIND_TLS_MIDSTREAM);
    r->tls->midstream_said |= !r->tls->heard;
    r->side->over = true;
    return false;
}

static void read_server_hello(struct reading *r, struct slice body)
{
    struct server_hello hello;
    if (!server_hello_read(body, &hello))
        damaged(r);
    else if (hello.retry)
        r->tls->heard = true;
    else
        say_server_hello(r, &hello);
}

static void read_client_hello(struct reading *r, struct slice body)
{
    struct client_hello hello;
    if (client_hello_read(body, &hello))
        say_client_hello(r, &hello);
    else
        damaged(r);
}

static void read_body(struct reading *r, uint8_t type, struct slice body)
{
    if (type == CLIENT_HELLO) {
        read_client_hello(r, body);
    } else if (type == SERVER_HELLO) {
        read_server_hello(r, body);
    } else if (type == CERTIFICATE) {
        say_certificates(r, body);
        /* A client's is followed by messages that tell when it is over. */
        r->side->over = r->from_server;
    }
}

static bool record_is_plausible(const struct record *record)
{
    return record->type >= CHANGE_CIPHER_SPEC && record->type <= HEARTBEAT &&
           record->version >= 0x0300 && record->version <= 0x0304 &&
           record->size <= RECORD_SIZE_MOST;
}

/* False when there are too few bytes. */
static bool record_read(struct slice bytes, struct record *record)
{
    struct cursor c = cursor_over(bytes);
    record->type = cursor_u8(&c);
    record->version = cursor_u16(&c);
    record->size = cursor_u16(&c);
    return !c.failed;
}

/* Walks over up to `size` handshake bytes from a place on, over the borders of
 * records; copies them where `out` is not NULL. Gives how many there are. A
 * record of another type between them breaks the message. */
static size_t gather(struct slice bytes, struct place *place, uint8_t *out, size_t size,
                     bool *broken)
{
    size_t got = 0;
    while (got < size) {
        if (place->left == 0) {
            struct record record;
            if (!record_read(slice_after(bytes, place->at), &record))
                break;
            *broken = record.type != HANDSHAKE || !record_is_plausible(&record);
            if (*broken)
                break;
            place->at += RECORD_HEADER_SIZE;
            place->left = record.size;
            continue;
        }
        struct slice piece = slice_part(bytes, place->at, place->at + place->left);
        piece = slice_part(piece, 0, size - got);
        if (piece.size == 0)
            break;
        if (out)
            memcpy(out + got, piece.data, piece.size);
        got += piece.size;
        place->at += piece.size;
        place->left -= (uint32_t)piece.size;
    }
    return got;
}

/* Waits until there are `missing` more bytes than are shown. */
static bool wait_for(struct reading *r, size_t missing)
{
    r->need = r->bytes.size - r->at + missing;
    return false;
}

static void move_to(struct reading *r, struct place place)
{
    r->at = place.at;
    r->side->record_left = (uint16_t)place.left;
}

/* Gives the body of a message whose header ends at the place: where it lies, or
 * put together. False when it is not all there. */
static bool take_body(struct reading *r, struct place *place, size_t size, struct slice *body,
                      bool *broken)
{
    if (size <= place->left && size <= r->bytes.size - place->at) {
        *body = slice_part(r->bytes, place->at, place->at + size);
        place->at += size;
        place->left -= (uint32_t)size;
        return true;
    }
    /* Counted first: a message is put together once, however often it is shown. */
    struct place end = *place;
    size_t got = gather(r->bytes, &end, NULL, size, broken);
    if (got < size) {
        if (!*broken)
            wait_for(r, size - got);
        return false;
    }
    uint8_t *copy = arena_alloc(r->say->scratch, size);
    gather(r->bytes, place, copy, size, broken);
    *body = slice_make(copy, size);
    return true;
}

/* Reads the message at the reading place, or begins to pass over it. False when
 * more bytes are needed, or none. */
static bool read_message(struct reading *r)
{
    struct place place = {.at = r->at, .left = r->side->record_left};
    uint8_t header[MESSAGE_HEADER_SIZE];
    bool broken = false;
    size_t got = gather(r->bytes, &place, header, sizeof header, &broken);
    if (broken)
        return damaged(r);
    if (got < sizeof header)
        return wait_for(r, sizeof header - got);
    uint8_t type = header[0];
    uint32_t size = (uint32_t)header[1] << 16 | (uint32_t)header[2] << 8 | header[3];
    if (!is_known(type) && !r->tls->heard)
        return midstream(r);
    if (is_last(type)) {
        r->tls->heard = true;
        r->side->over = true;
        return false;
    }
    if (is_read(type) && size <= LIMIT_HANDSHAKE) {
        struct slice body;
        if (!take_body(r, &place, size, &body, &broken))
            return broken ? damaged(r) : false;
        move_to(r, place);
        read_body(r, type, body);
        return true;
    }
    if (is_read(type))
        blind(r->say, BLIND_MESSAGE_TOO_LONG);
    r->side->message_left = MESSAGE_HEADER_SIZE + size;
    return true;
}

/* Passes over what is left of an unneeded message in this record; that may be
 * more than is shown. */
static void pass_over(struct reading *r)
{
    struct tls_side *side = r->side;
    uint32_t size = side->message_left < side->record_left ? side->message_left : side->record_left;
    side->message_left -= size;
    side->record_left = (uint16_t)(side->record_left - size);
    r->at += size;
}

/* Records. */

/* Behind ChangeCipherSpec come encrypted messages, save where TLS 1.3 sends it
 * for the sake of old middleboxes: around a HelloRetryRequest hellos may follow. */
static bool hello_follows(const struct reading *r, const struct record *record)
{
    struct cursor c = cursor_over(slice_after(r->bytes, r->at + RECORD_HEADER_SIZE));
    uint8_t type = cursor_u8(&c);
    uint32_t size = cursor_u24(&c);
    return !c.failed && type == (r->from_server ? SERVER_HELLO : CLIENT_HELLO) &&
           size + MESSAGE_HEADER_SIZE == record->size;
}

/* Whether reading may go on behind ChangeCipherSpec. */
static bool may_be_retried(const struct reading *r)
{
    return r->tls->agreed == 0 && r->tls->heard;
}

static bool is_fatal(struct slice alert)
{
    return alert.size < 1 || alert.data[0] == 2;
}

/* Reads a record's header, and what is short enough to read with it. */
static bool read_record(struct reading *r)
{
    struct tls_side *side = r->side;
    struct record record;
    struct slice rest = slice_after(r->bytes, r->at);
    if (!record_read(rest, &record))
        return wait_for(r, RECORD_HEADER_SIZE - rest.size);
    bool first = !side->begun;
    side->begun = true;
    if (!record_is_plausible(&record) || (side->message_left > 0 && record.type != HANDSHAKE))
        return first ? midstream(r) : damaged(r);
    if (record.type == HANDSHAKE && side->ciphered && rest.size < RECORD_HEADER_SIZE + 4)
        return wait_for(r, RECORD_HEADER_SIZE + 4 - rest.size);
    if (record.type == HANDSHAKE && !(side->ciphered && !hello_follows(r, &record))) {
        r->at += RECORD_HEADER_SIZE;
        side->record_left = record.size;
        return true;
    }
    if (first)
        return midstream(r);
    if (record.type == ALERT && record.size == 2 && rest.size < RECORD_HEADER_SIZE + 2)
        return wait_for(r, RECORD_HEADER_SIZE + 2 - rest.size);
    side->ciphered |= record.type == CHANGE_CIPHER_SPEC;
    bool goes_on = (record.type == CHANGE_CIPHER_SPEC && may_be_retried(r)) ||
                   (record.type == ALERT && record.size == 2 &&
                    !is_fatal(slice_after(rest, RECORD_HEADER_SIZE))) ||
                   record.type == HEARTBEAT;
    side->over = !goes_on;
    r->at += RECORD_HEADER_SIZE + record.size;
    return goes_on;
}

/* SSL 2 (draft-hickman-netscape-ssl-00), whose ClientHello others also used to
 * say that they can do better (RFC 5246, E.2). */
struct ssl2_hello {
    size_t size; /* of the whole message, with its two bytes of length */
    uint8_t type;
    uint16_t version;
    uint16_t certificate_size;
};

static enum recognition ssl2_read(struct slice bytes, struct ssl2_hello *hello)
{
    struct cursor c = cursor_over(bytes);
    uint16_t length = cursor_u16(&c);
    hello->size = 2U + (length & 0x7fff);
    hello->type = cursor_u8(&c);
    hello->certificate_size = 0;
    bool is_client = hello->type == SSL2_CLIENT_HELLO;
    if (bytes.size >= 3 && (!(length & 0x8000) || (!is_client && hello->type != SSL2_SERVER_HELLO)))
        return RECOGNISED_NOT;
    if (bytes.size < SSL2_HEADER_SIZE + (is_client ? 0 : 2))
        return RECOGNISED_MAYBE;
    uint8_t session_hit = is_client ? 0 : cursor_u8(&c);
    uint8_t certificate_kind = is_client ? 0 : cursor_u8(&c);
    if (session_hit > 1 || certificate_kind > 1)
        return RECOGNISED_NOT;
    hello->version = cursor_u16(&c);
    if (!is_client)
        hello->certificate_size = cursor_u16(&c);
    uint16_t ciphers = cursor_u16(&c);
    uint16_t session = is_client ? cursor_u16(&c) : 0;
    uint16_t challenge = cursor_u16(&c); /* or the server's number of the connection */
    bool version_fits = hello->version == SSL2 ||
                        (is_client && hello->version >= 0x0300 && hello->version <= 0x0303);
    bool sizes_fit =
        bytes.size - c.rest.size + hello->certificate_size + ciphers + session + challenge ==
        hello->size;
    bool fits = version_fits && sizes_fit && ciphers % 3 == 0 &&
                (session == 0 || session == 16 || session == 32) && challenge >= 16 &&
                challenge <= 32 && (!is_client || ciphers > 0);
    return fits ? RECOGNISED : RECOGNISED_NOT;
}

static void say_ssl2_server_hello(struct reading *r, struct slice certificate)
{
    struct field_list list = {.arena = r->say->scratch};
    add_number(&list, FIELD_TLS_VERSION, SSL2);
    r->tls->heard = true;
    r->tls->agreed = SSL2;
    observe(r->say, EVENT_TLS_SERVER_HELLO, r->from_server, &list);
    if (r->say->wants_records && !r->tls->recorded)
        keep(&r->tls->server, &list);
    struct x509 read;
    struct field_list certificates = {.arena = r->say->scratch};
    if (x509_read(certificate, r->say->scratch, &read)) {
        add_certificate(&certificates, &read, 0);
        observe(r->say, EVENT_TLS_CERTIFICATES, r->from_server, &certificates);
    }
    say_session(r->tls, &certificates, r->say);
}

/* Reads an SSL 2 hello, the first thing that its side says. */
static bool read_ssl2(struct reading *r)
{
    struct slice rest = slice_after(r->bytes, r->at);
    struct ssl2_hello hello;
    enum recognition recognition = ssl2_read(rest, &hello);
    if (recognition == RECOGNISED_MAYBE)
        return wait_for(r, 1);
    if (recognition == RECOGNISED_NOT)
        return midstream(r);
    if (hello.type == SSL2_SERVER_HELLO && rest.size < hello.size)
        return wait_for(r, hello.size - rest.size);
    r->side->begun = true;
    r->at += hello.size;
    if (hello.type == SSL2_CLIENT_HELLO) {
        struct client_hello as_tls = {.version = hello.version};
        say_client_hello(r, &as_tls);
        r->side->over = hello.version == SSL2;
    } else {
        say_ssl2_server_hello(r, slice_part(rest, SSL2_HEADER_SIZE + 2,
                                            SSL2_HEADER_SIZE + 2 + hello.certificate_size));
        r->side->over = true;
    }
    return !r->side->over;
}

static bool is_ssl2(const struct reading *r)
{
    return !r->side->begun && r->at < r->bytes.size && r->bytes.data[r->at] & 0x80;
}

/* The dissector. */

static struct taken tls_stream(void *state, bool from_server, struct slice bytes, struct say *say)
{
    struct tls *tls = state;
    struct reading r = {.tls = tls,
                        .side = &tls->side[from_server],
                        .from_server = from_server,
                        .bytes = bytes,
                        .say = say};
    /* Once TLS 1.3 is agreed the client says nothing more that can be read. */
    if (!from_server && r.side->begun && tls_version_is_13(tls->agreed))
        r.side->over = true;
    bool more = !r.side->over;
    while (more && !r.side->over && r.at < bytes.size) {
        if (is_ssl2(&r))
            more = read_ssl2(&r);
        else if (r.side->record_left == 0)
            more = read_record(&r);
        else if (r.side->message_left > 0)
            pass_over(&r);
        else
            more = read_message(&r);
    }
    if (r.side->over && from_server)
        say_session(tls, NULL, say);
    return (struct taken){.size = r.at, .need = r.need, .done = r.side->over};
}

/* Reads what there is of a message that will not be completed. A ServerHello is
 * not worth it: what it agrees on stands at its end. */
static void read_unfinished(struct tls *tls, bool from_server, struct slice unread, struct say *say)
{
    struct tls_side *side = &tls->side[from_server];
    struct reading r = {.tls = tls, .side = side, .from_server = from_server, .say = say};
    struct place place = {.left = side->record_left};
    bool broken = false;
    uint8_t header[MESSAGE_HEADER_SIZE];
    if (side->over || side->ciphered || side->message_left > 0 ||
        (unread.size > 0 && !side->begun && unread.data[0] & 0x80) ||
        gather(unread, &place, header, sizeof header, &broken) < sizeof header)
        return;
    uint8_t *body = arena_alloc(say->scratch, unread.size);
    size_t size = gather(unread, &place, body, unread.size, &broken);
    if (header[0] == CLIENT_HELLO || header[0] == CERTIFICATE)
        read_body(&r, header[0], slice_make(body, size));
}

static bool tls_gap(void *state, bool from_server, struct slice unread, uint64_t missing,
                    struct say *say)
{
    struct tls *tls = state;
    struct tls_side *side = &tls->side[from_server];
    (void)missing;
    read_unfinished(tls, from_server, unread, say);
    /* A direction that has said nothing yet may be seen from its middle. */
    if (!side->begun && unread.size == 0)
        return true;
    side->over = true;
    if (from_server)
        say_session(tls, NULL, say);
    return false;
}

static void tls_stream_end(void *state, bool from_server, struct slice unread, struct say *say)
{
    struct tls *tls = state;
    read_unfinished(tls, from_server, unread, say);
    tls->side[from_server].over = true;
    if (tls->side[!from_server].over)
        say_session(tls, NULL, say);
}

static void tls_done(void *state)
{
    struct tls *tls = state;
    drop(&tls->client);
    drop(&tls->server);
}

/* Recognition. */

/* A hello, or, where the beginning was missed, a chain of certificates. */
static enum recognition recognise_handshake(struct slice start)
{
    struct place place = {0};
    uint8_t bytes[MESSAGE_HEADER_SIZE + 3];
    bool broken = false;
    struct cursor c =
        cursor_over(slice_make(bytes, gather(start, &place, bytes, sizeof bytes, &broken)));
    if (broken)
        return RECOGNISED_NOT;
    uint8_t type = cursor_u8(&c);
    if (!c.failed && !is_read(type))
        return RECOGNISED_NOT;
    uint32_t size = cursor_u24(&c);
    if (!c.failed && (size < HELLO_SIZE_LEAST || size > LIMIT_HANDSHAKE))
        return RECOGNISED_NOT;
    if (type == CERTIFICATE) {
        uint32_t all = cursor_u24(&c);
        return c.failed ? RECOGNISED_MAYBE : all + 3 == size ? RECOGNISED : RECOGNISED_NOT;
    }
    uint16_t version = cursor_u16(&c);
    if (c.failed)
        return RECOGNISED_MAYBE;
    bool fits = (version >= 0x0300 && version <= 0x0304) ||
                (type == SERVER_HELLO && tls_version_is_13(version));
    return fits ? RECOGNISED : RECOGNISED_NOT;
}

/* A record of a connection whose handshake was missed; what follows it, as far
 * as it is there, must be a record, too. */
static enum recognition recognise_middle(struct slice start, const struct record *record)
{
    struct slice body = slice_part(start, RECORD_HEADER_SIZE, RECORD_HEADER_SIZE + record->size);
    if (record->size == 0 || record->version == 0x0304)
        return RECOGNISED_NOT;
    if (record->type == CHANGE_CIPHER_SPEC) {
        if (record->size != 1 || (body.size > 0 && body.data[0] != 1))
            return RECOGNISED_NOT;
    } else if (record->type == ALERT) {
        if (record->size > 256 ||
            (record->size == 2 && body.size > 0 && body.data[0] != 1 && body.data[0] != 2))
            return RECOGNISED_NOT;
    } else if (record->type != APPLICATION_DATA) {
        return RECOGNISED_NOT;
    }
    struct record next;
    if (!record_read(slice_after(start, RECORD_HEADER_SIZE + (size_t)record->size), &next))
        return body.size == 0 ? RECOGNISED_MAYBE : RECOGNISED;
    return record_is_plausible(&next) && next.version == record->version ? RECOGNISED
                                                                         : RECOGNISED_NOT;
}

static enum recognition tls_recognise_stream(struct slice start, const struct hint *hint)
{
    struct record record;
    struct ssl2_hello ssl2;
    (void)hint;
    if (start.size == 0)
        return RECOGNISED_MAYBE;
    if (start.data[0] & 0x80)
        return ssl2_read(start, &ssl2);
    if (start.data[0] < CHANGE_CIPHER_SPEC || start.data[0] > APPLICATION_DATA ||
        (start.size > 1 && start.data[1] != 3))
        return RECOGNISED_NOT;
    if (!record_read(start, &record))
        return RECOGNISED_MAYBE;
    if (!record_is_plausible(&record))
        return RECOGNISED_NOT;
    return record.type == HANDSHAKE ? recognise_handshake(start) : recognise_middle(start, &record);
}

const struct dissector tls_dissector = {
    .name = "tls",
    .state_size = sizeof(struct tls),
    .recognise_stream = tls_recognise_stream,
    .stream = tls_stream,
    .gap = tls_gap,
    .stream_end = tls_stream_end,
    .done = tls_done,
};
