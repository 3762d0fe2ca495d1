/* SPDX-License-Identifier: MIT */
#include "../test.h"

#include "base/memory.h"
#include "certificate.h"
#include "proto/feed.h"

#include <stdlib.h>
#include <string.h>

enum { ALERT = 21, HANDSHAKE = 22, DATA = 23, CIPHERS_CHANGE = 20 };
enum { NO_NAME = 1, NO_EXTENSIONS = 2 };

/* What was said, as text: "hello:sni=a.example,version=0303 " and "blind:TLS_ECH ". */
struct diary {
    struct text text;
};

static void write_field(struct text *text, const struct field *field)
{
    text_print(text, "%s=", strrchr(field_name(field->kind), '.') + 1);
    if (field->kind == FIELD_TLS_VERSION || field->kind == FIELD_TLS_CIPHER)
        text_print(text, "%04x", (unsigned)field->number);
    else if (field_class(field->kind) == CLASS_NUMBER)
        text_print(text, "%lld", (long long)field->number);
    else if (field_class(field->kind) == CLASS_DIGEST || field->kind == FIELD_CERT_SERIAL ||
             field->kind == FIELD_CERT_ADDRESS)
        text_add_hex(text, field->value);
    else
        text_add(text, field->value);
}

static void observe(void *context, enum event event, bool from_server, const struct field *fields,
                    size_t field_count)
{
    struct diary *diary = context;
    text_print(&diary->text, "%c:%s(", from_server ? 's' : 'c', event_name(event) + strlen("tls."));
    for (size_t i = 0; i < field_count; i++) {
        text_put(&diary->text, i > 0 ? "," : "");
        write_field(&diary->text, &fields[i]);
    }
    text_put(&diary->text, ") ");
}

static void blind(void *context, enum blind_spot spot)
{
    struct diary *diary = context;
    text_print(&diary->text, "blind:%s ", blind_spot_key(spot));
}

/* A conversation under test. */
struct talk {
    struct feed feed;
    struct feed_budget budget;
    struct arena scratch;
    struct diary diary;
    struct say say;
    struct hint hint;
};

static struct talk *talk_create(void)
{
    struct talk *talk = memory_create(1, sizeof *talk);
    talk->hint = (struct hint){.client_port = 50000, .server_port = 4443};
    talk->say = (struct say){
        .observe = observe, .blind = blind, .context = &talk->diary, .scratch = &talk->scratch};
    return talk;
}

/* Says bytes of one side, in a block of exactly their size, which is gone afterwards. */
static void hear(struct talk *talk, bool from_server, struct slice bytes)
{
    if (!feed_wants(&talk->feed, from_server))
        return;
    uint8_t *exact = memory_create(bytes.size, 1);
    if (bytes.size > 0)
        memcpy(exact, bytes.data, bytes.size);
    talk->hint.from_server = from_server;
    feed_stream(&talk->feed, &talk->budget, &talk->hint, slice_make(exact, bytes.size), &talk->say);
    free(exact);
    arena_reset(&talk->scratch);
}

static void hear_text(struct talk *talk, bool from_server, struct text *bytes)
{
    hear(talk, from_server, text_slice(bytes));
    text_done(bytes);
}

static void end_both(struct talk *talk)
{
    feed_stream_end(&talk->feed, &talk->budget, false, &talk->say);
    feed_stream_end(&talk->feed, &talk->budget, true, &talk->say);
}

static void expect_and_free(struct talk *talk, const char *said)
{
    assert_text(&talk->diary.text, said);
    feed_done(&talk->feed, &talk->budget);
    assert_int_equal(talk->budget.used, 0);
    text_done(&talk->diary.text);
    arena_done(&talk->scratch);
    free(talk);
}

/* Building what is said. */

static void add_number(struct text *out, unsigned bytes, size_t number)
{
    while (bytes-- > 0)
        text_add_byte(out, (uint8_t)(number >> (8 * bytes)));
}

/* Adds `inner` with its size before it, and frees it. */
static void add_sized(struct text *out, unsigned bytes, struct text *inner)
{
    add_number(out, bytes, inner->size);
    text_add(out, text_slice(inner));
    text_done(inner);
}

static void add_extension(struct text *out, uint16_t type, struct text *body)
{
    add_number(out, 2, type);
    add_sized(out, 2, body);
}

static void add_server_name(struct text *out, const char *name)
{
    struct text one = {0}, list = {0}, entry = {0};
    text_put(&one, name);
    add_number(&entry, 1, 0);
    add_sized(&entry, 2, &one);
    add_sized(&list, 2, &entry);
    add_extension(out, 0, &list);
}

static void add_alpn(struct text *out, const char *first, const char *second)
{
    struct text list = {0}, entries = {0}, one = {0};
    text_put(&one, first);
    add_sized(&entries, 1, &one);
    if (second) {
        text_put(&one, second);
        add_sized(&entries, 1, &one);
    }
    add_sized(&list, 2, &entries);
    add_extension(out, 16, &list);
}

/* An extension that holds nothing but size. */
static void add_bulk(struct text *out, uint16_t type, size_t size)
{
    struct text body = {0};
    text_fill(&body, 0x5a, size);
    add_extension(out, type, &body);
}

static void add_versions(struct text *out, uint16_t first, uint16_t second)
{
    struct text list = {0}, entries = {0};
    add_number(&entries, 2, 0x2a2a);
    add_number(&entries, 2, first);
    add_number(&entries, 2, second);
    add_sized(&list, 1, &entries);
    add_extension(out, 43, &list);
}

static void add_message(struct text *out, uint8_t type, struct text *body)
{
    text_add_byte(out, type);
    add_sized(out, 3, body);
}

/* A ClientHello message; frees the extensions. */
static struct text client_hello(struct text *extensions, const char *session)
{
    struct text message = {0}, body = {0}, part = {0};
    add_number(&body, 2, 0x0303);
    text_fill(&body, 0x11, 32);
    text_put(&part, session);
    add_sized(&body, 1, &part);
    add_number(&part, 2, 0xc02f);
    add_sized(&body, 2, &part);
    add_number(&part, 1, 0);
    add_sized(&body, 1, &part);
    if (extensions)
        add_sized(&body, 2, extensions);
    add_message(&message, 1, &body);
    return message;
}

static struct text named_hello(const char *name)
{
    struct text extensions = {0};
    add_server_name(&extensions, name);
    return client_hello(&extensions, "");
}

static struct text server_hello_of(const uint8_t random[32], struct text *extensions,
                                   const char *session)
{
    struct text message = {0}, body = {0}, part = {0};
    add_number(&body, 2, 0x0303);
    text_add(&body, slice_make(random, 32));
    text_put(&part, session);
    add_sized(&body, 1, &part);
    add_number(&body, 2, 0xc02f);
    add_number(&body, 1, 0);
    if (extensions)
        add_sized(&body, 2, extensions);
    add_message(&message, 2, &body);
    return message;
}

static struct text server_hello(struct text *extensions, const char *session)
{
    static const uint8_t random[32] = {0x22};
    return server_hello_of(random, extensions, session);
}

static struct text hello_13(void)
{
    struct text extensions = {0}, version = {0};
    add_number(&version, 2, 0x0304);
    add_extension(&extensions, 43, &version);
    return server_hello(&extensions, "");
}

static struct text certificate_message(size_t count)
{
    struct text message = {0}, body = {0}, list = {0};
    for (size_t i = 0; i < count; i++) {
        add_number(&list, 3, sizeof hut_certificate);
        text_add(&list, slice_make(hut_certificate, sizeof hut_certificate));
    }
    add_sized(&body, 3, &list);
    add_message(&message, 11, &body);
    return message;
}

/* Adds bytes as records of at most `most` bytes, and frees them. */
static void add_records(struct text *out, uint8_t type, size_t most, struct text *bytes)
{
    struct slice rest = text_slice(bytes);
    while (rest.size > 0) {
        struct slice piece = slice_part(rest, 0, most);
        add_number(out, 1, type);
        add_number(out, 2, 0x0303);
        add_number(out, 2, piece.size);
        text_add(out, piece);
        rest = slice_after(rest, piece.size);
    }
    text_done(bytes);
}

static struct text in_record(uint8_t type, struct text bytes)
{
    struct text out = {0};
    add_records(&out, type, 16384, &bytes);
    return out;
}

static struct text short_record(uint8_t type, const char *bytes, size_t size)
{
    struct text content = {0};
    text_add(&content, slice_make(bytes, size));
    return in_record(type, content);
}

#define HUT                                                                                        \
    "place=0,subject=C=AQ, ST=Ross Sea, O=Hut, Ltd., OU=Stores + OU=Sledges, CN=hut.example, "     \
    "Email=keeper@hut.example, 1.2.3.4=odd,issuer=O=Geïnsteld Gezag, CN=Root 1,"                  \
    "name=hut.example,name=hut.example,name=*.hut.example,"                                        \
    "address=00000000000000000000ffffc0000207,address=20010db8000000000000000000000007,"           \
    "serial=00f1e2d3c4,not_before=1736152200000000000,not_after=2559009906000000000,"              \
    "sha1=" HUT_SHA1 ",sha256=" HUT_SHA256

static void a_hello_says_name_version_and_protocols(void **state)
{
    (void)state;
    struct talk *talk = talk_create();
    struct text extensions = {0};
    add_bulk(&extensions, 0x3a3a, 0);
    add_server_name(&extensions, "Hut.Example");
    add_alpn(&extensions, "h2", "http/1.1");
    add_versions(&extensions, 0x0304, 0x0303);
    struct text hello = in_record(HANDSHAKE, client_hello(&extensions, "session"));
    hear_text(talk, false, &hello);
    assert_string_equal(talk->feed.dissector->name, "tls");
    expect_and_free(talk, "c:client_hello(sni=Hut.Example,version=0304,alpn=h2,alpn=http/1.1) ");
}

static void a_hello_split_at_any_byte_says_the_same(void **state)
{
    (void)state;
    struct text hello = in_record(HANDSHAKE, named_hello("hut.example"));
    for (size_t i = 1; i < hello.size; i++) {
        struct talk *talk = talk_create();
        hear(talk, false, slice_part(text_slice(&hello), 0, i));
        assert_int_equal(talk->diary.text.size, 0);
        hear(talk, false, slice_after(text_slice(&hello), i));
        expect_and_free(talk, "c:client_hello(sni=hut.example,version=0303) ");
    }
    text_done(&hello);
}

static void a_hello_divided_into_records_of_any_size_says_the_same(void **state)
{
    (void)state;
    for (size_t most = 1; most < 80; most++) {
        struct text records = {0}, hello = named_hello("hut.example");
        add_records(&records, HANDSHAKE, most, &hello);
        struct talk *whole = talk_create(), *bytewise = talk_create();
        hear(whole, false, text_slice(&records));
        expect_and_free(whole, "c:client_hello(sni=hut.example,version=0303) ");
        for (size_t i = 0; i < records.size; i++)
            hear(bytewise, false, slice_part(text_slice(&records), i, i + 1));
        expect_and_free(bytewise, "c:client_hello(sni=hut.example,version=0303) ");
        text_done(&records);
    }
}

static void a_name_behind_a_large_key_share_is_found(void **state)
{
    (void)state;
    struct talk *talk = talk_create();
    struct text extensions = {0}, records = {0};
    add_bulk(&extensions, 51, 20000);
    add_server_name(&extensions, "behind.example");
    struct text hello = client_hello(&extensions, "");
    add_records(&records, HANDSHAKE, 16384, &hello);
    for (size_t i = 0; i < records.size; i += 1400)
        hear(talk, false, slice_part(text_slice(&records), i, i + 1400));
    text_done(&records);
    expect_and_free(talk, "c:client_hello(sni=behind.example,version=0303) ");
}

static void every_name_of_a_list_is_said(void **state)
{
    (void)state;
    struct talk *talk = talk_create();
    struct text extensions = {0};
    struct text body = {0};
    text_add(&body, slice_make("\0\x16\0\0\004a.de\x07\0\2??\0\0\007192.0.2", 24));
    add_extension(&extensions, 0, &body);
    struct text hello = in_record(HANDSHAKE, client_hello(&extensions, ""));
    hear_text(talk, false, &hello);
    expect_and_free(talk, "c:client_hello(sni=a.de,sni=192.0.2,version=0303) ");
}

static void a_hello_without_a_name_is_a_blind_spot(void **state)
{
    (void)state;
    struct talk *talk = talk_create();
    struct text hello = in_record(HANDSHAKE, client_hello(NULL, ""));
    hear_text(talk, false, &hello);
    expect_and_free(talk, "c:client_hello(version=0303) blind:TLS_NO_NAME ");
}

static void an_encrypted_hello_is_a_blind_spot(void **state)
{
    (void)state;
    struct talk *talk = talk_create();
    struct text extensions = {0};
    add_server_name(&extensions, "outer.example");
    add_bulk(&extensions, 0xfe0d, 200);
    struct text hello = in_record(HANDSHAKE, client_hello(&extensions, ""));
    hear_text(talk, false, &hello);
    expect_and_free(talk, "c:client_hello(sni=outer.example,version=0303,ech=1) blind:TLS_ECH ");
}

static void dns_over_tls_shows_by_port_or_protocol(void **state)
{
    (void)state;
    struct talk *by_port = talk_create(), *by_protocol = talk_create();
    by_port->hint.server_port = 853;
    struct text hello = in_record(HANDSHAKE, named_hello("dns.example"));
    hear_text(by_port, false, &hello);
    expect_and_free(by_port, "c:client_hello(sni=dns.example,version=0303) blind:ENCRYPTED_DNS ");
    struct text extensions = {0};
    add_server_name(&extensions, "dns.example");
    add_alpn(&extensions, "dot", NULL);
    hello = in_record(HANDSHAKE, client_hello(&extensions, ""));
    hear_text(by_protocol, false, &hello);
    expect_and_free(by_protocol,
                    "c:client_hello(sni=dns.example,version=0303,alpn=dot) blind:ENCRYPTED_DNS ");
}

static void certificates_are_read_up_to_tls_1_2(void **state)
{
    (void)state;
    struct talk *talk = talk_create();
    struct text hello = in_record(HANDSHAKE, named_hello("hut.example"));
    hear_text(talk, false, &hello);
    /* Three messages in one record. */
    struct text messages = server_hello(NULL, ""), certificates = certificate_message(1);
    text_add(&messages, text_slice(&certificates));
    text_done(&certificates);
    text_add(&messages, slice_make("\x0e\0\0\0", 4));
    struct text record = in_record(HANDSHAKE, messages);
    hear_text(talk, true, &record);
    assert_false(feed_wants(&talk->feed, true));
    expect_and_free(talk, "c:client_hello(sni=hut.example,version=0303) "
                          "s:server_hello(version=0303,cipher=c02f) s:certificates(" HUT ") ");
}

static void a_server_split_at_any_byte_says_the_same(void **state)
{
    (void)state;
    struct text records = {0};
    struct text messages = server_hello(NULL, ""), certificates = certificate_message(1);
    text_add(&messages, text_slice(&certificates));
    text_done(&certificates);
    add_records(&records, HANDSHAKE, 300, &messages);
    for (size_t i = 1; i < records.size; i += 7) {
        struct talk *talk = talk_create();
        hear(talk, true, slice_part(text_slice(&records), 0, i));
        hear(talk, true, slice_after(text_slice(&records), i));
        expect_and_free(talk, "s:server_hello(version=0303,cipher=c02f) s:certificates(" HUT ") ");
    }
    text_done(&records);
}

static void one_record_tells_the_whole_session(void **state)
{
    (void)state;
    struct talk *talk = talk_create();
    talk->say.wants_records = true;
    struct text extensions = {0};
    add_server_name(&extensions, "hut.example");
    add_alpn(&extensions, "h2", NULL);
    add_versions(&extensions, 0x0304, 0x0303);
    struct text hello = in_record(HANDSHAKE, client_hello(&extensions, ""));
    hear_text(talk, false, &hello);
    add_alpn(&extensions, "h2", NULL);
    struct text messages = server_hello(&extensions, ""), certificates = certificate_message(1);
    text_add(&messages, text_slice(&certificates));
    text_done(&certificates);
    struct text record = in_record(HANDSHAKE, messages);
    text_clear(&talk->diary.text);
    hear_text(talk, true, &record);
    end_both(talk);
    expect_and_free(talk, "s:server_hello(version=0303,cipher=c02f,alpn_chosen=h2) "
                          "s:certificates(" HUT ") "
                          "s:session(sni=hut.example,alpn=h2,version=0303,cipher=c02f,"
                          "alpn_chosen=h2," HUT ") ");
}

static void a_hello_that_nobody_answers_is_a_session_too(void **state)
{
    (void)state;
    struct talk *talk = talk_create();
    talk->say.wants_records = true;
    struct text hello = in_record(HANDSHAKE, named_hello("hut.example"));
    hear_text(talk, false, &hello);
    end_both(talk);
    expect_and_free(talk, "c:client_hello(sni=hut.example,version=0303) "
                          "s:session(sni=hut.example,version=0303) ");
}

static void nothing_is_wanted_once_it_is_encrypted(void **state)
{
    (void)state;
    struct talk *talk = talk_create();
    struct text hello = in_record(HANDSHAKE, named_hello("hut.example"));
    hear_text(talk, false, &hello);
    assert_true(feed_wants(&talk->feed, false));
    hello = in_record(HANDSHAKE, hello_13());
    hear_text(talk, true, &hello);
    assert_false(feed_wants(&talk->feed, true));
    struct text data = short_record(DATA, "0123456789abcdef0123456789", 26);
    hear_text(talk, false, &data);
    assert_false(feed_wants(&talk->feed, false));
    expect_and_free(talk, "c:client_hello(sni=hut.example,version=0303) "
                          "s:server_hello(version=0304,cipher=c02f) blind:TLS13_CERTIFICATES ");
}

/* Its ServerHello has the version where others have 1.2, and no session's number. */
static void an_early_draft_of_13_is_told_apart(void **state)
{
    (void)state;
    struct talk *talk = talk_create();
    struct text message = {0}, body = {0}, extensions = {0};
    add_number(&body, 2, 0x0304);
    for (int i = 0; i < 32; i++)
        text_add_byte(&body, 0x22);
    add_number(&body, 2, 0xc02f);
    add_sized(&body, 2, &extensions);
    add_message(&message, 2, &body);
    struct text hello = in_record(HANDSHAKE, named_hello("hut.example"));
    hear_text(talk, false, &hello);
    hello = in_record(HANDSHAKE, message);
    hear_text(talk, true, &hello);
    expect_and_free(talk, "c:client_hello(sni=hut.example,version=0303) "
                          "s:server_hello(version=7f01,cipher=c02f) blind:TLS13_CERTIFICATES ");
}

static void a_resumed_session_is_said_to_be_one(void **state)
{
    (void)state;
    struct talk *talk = talk_create();
    struct text extensions = {0};
    add_server_name(&extensions, "hut.example");
    struct text hello = in_record(HANDSHAKE, client_hello(&extensions, "session number 1"));
    hear_text(talk, false, &hello);
    text_clear(&talk->diary.text);
    hello = in_record(HANDSHAKE, server_hello(NULL, "session number 1"));
    hear_text(talk, true, &hello);
    struct text change = short_record(CIPHERS_CHANGE, "\1", 1);
    hear(talk, true, text_slice(&change));
    hear_text(talk, false, &change);
    assert_false(feed_wants(&talk->feed, true));
    assert_false(feed_wants(&talk->feed, false));
    expect_and_free(talk, "s:server_hello(version=0303,cipher=c02f,resumed=1) ");
}

static void a_retry_leads_to_the_real_answer(void **state)
{
    (void)state;
    static const uint8_t retry[32] = {
        0xcf, 0x21, 0xad, 0x74, 0xe5, 0x9a, 0x61, 0x11, 0xbe, 0x1d, 0x8c,
        0x02, 0x1e, 0x65, 0xb8, 0x91, 0xc2, 0xa2, 0x11, 0x16, 0x7a, 0xbb,
        0x8c, 0x5e, 0x07, 0x9e, 0x09, 0xe2, 0xc8, 0xa8, 0x33, 0x9c,
    };
    struct talk *talk = talk_create();
    struct text change = short_record(CIPHERS_CHANGE, "\1", 1);
    struct text hello = in_record(HANDSHAKE, named_hello("hut.example"));
    hear(talk, false, text_slice(&hello));
    struct text extensions = {0}, version = {0};
    add_number(&version, 2, 0x0304);
    add_extension(&extensions, 43, &version);
    struct text answer = in_record(HANDSHAKE, server_hello_of(retry, &extensions, ""));
    hear_text(talk, true, &answer);
    hear(talk, true, text_slice(&change));
    hear_text(talk, false, &change);
    hear_text(talk, false, &hello);
    hello = in_record(HANDSHAKE, named_hello("other.example"));
    hear_text(talk, false, &hello);
    answer = in_record(HANDSHAKE, hello_13());
    hear_text(talk, true, &answer);
    expect_and_free(talk, "c:client_hello(sni=hut.example,version=0303) "
                          "c:client_hello(sni=other.example,version=0303) "
                          "s:server_hello(version=0304,cipher=c02f) blind:TLS13_CERTIFICATES ");
}

static void a_warning_does_not_end_a_handshake_and_a_fatal_alert_does(void **state)
{
    (void)state;
    struct talk *talk = talk_create();
    struct text alert = short_record(ALERT, "\1\x70", 2);
    struct text hello = in_record(HANDSHAKE, server_hello(NULL, ""));
    hear_text(talk, true, &hello);
    hear_text(talk, true, &alert);
    assert_true(feed_wants(&talk->feed, true));
    alert = short_record(ALERT, "\2\x28", 2);
    hear_text(talk, true, &alert);
    assert_false(feed_wants(&talk->feed, true));
    expect_and_free(talk, "s:server_hello(version=0303,cipher=c02f) ");
}

static void data_without_a_handshake_is_a_blind_spot_once(void **state)
{
    (void)state;
    struct talk *talk = talk_create();
    talk->hint.midstream = true;
    struct text data = short_record(DATA, "0123456789abcdef0123456789", 26);
    hear(talk, false, text_slice(&data));
    hear(talk, true, text_slice(&data));
    assert_string_equal(talk->feed.dissector->name, "tls");
    assert_false(feed_wants(&talk->feed, false));
    assert_false(feed_wants(&talk->feed, true));
    text_done(&data);
    end_both(talk);
    expect_and_free(talk, "blind:TLS_MIDSTREAM ");
}

static void a_hello_cut_by_a_gap_gives_the_name_that_is_there(void **state)
{
    (void)state;
    struct talk *talk = talk_create();
    struct text extensions = {0};
    add_server_name(&extensions, "hut.example");
    add_bulk(&extensions, 51, 1200);
    struct text hello = in_record(HANDSHAKE, client_hello(&extensions, ""));
    hear(talk, false, slice_part(text_slice(&hello), 0, 500));
    text_done(&hello);
    feed_gap(&talk->feed, &talk->budget, false, 1000, &talk->say);
    assert_false(feed_wants(&talk->feed, false));
    expect_and_free(talk, "c:client_hello(sni=hut.example,version=0303) blind:MESSAGE_DAMAGED ");
}

static void a_chain_cut_by_a_gap_gives_the_certificates_that_are_there(void **state)
{
    (void)state;
    struct talk *talk = talk_create();
    struct text records = in_record(HANDSHAKE, certificate_message(2));
    hear(talk, true, slice_part(text_slice(&records), 0, 5 + 4 + 3 + 3 + sizeof hut_certificate));
    text_done(&records);
    feed_gap(&talk->feed, &talk->budget, true, 0, &talk->say);
    expect_and_free(talk, "s:certificates(" HUT ") ");
}

static void the_hello_of_ssl_2_is_understood(void **state)
{
    (void)state;
    struct talk *talk = talk_create();
    struct text hello = {0};
    add_number(&hello, 2, 0x8000 | (9 + 6 + 16));
    add_number(&hello, 1, 1);
    add_number(&hello, 2, 0x0301);
    add_number(&hello, 2, 6);
    add_number(&hello, 2, 0);
    add_number(&hello, 2, 16);
    text_fill(&hello, 0, 6 + 16);
    for (size_t i = 0; i < hello.size; i++)
        hear(talk, false, slice_part(text_slice(&hello), i, i + 1));
    text_done(&hello);
    hello = in_record(HANDSHAKE, server_hello(NULL, ""));
    hear_text(talk, true, &hello);
    expect_and_free(talk, "c:client_hello(version=0301) blind:TLS_NO_NAME "
                          "s:server_hello(version=0303,cipher=c02f) ");
}

static void a_message_that_another_record_breaks_is_damage(void **state)
{
    (void)state;
    struct talk *talk = talk_create();
    struct text hello = named_hello("hut.example"), records = {0};
    struct text first = {0};
    text_add(&first, slice_part(text_slice(&hello), 0, 50));
    text_done(&hello);
    add_records(&records, HANDSHAKE, 16384, &first);
    struct text data = short_record(DATA, "0123456789abcdef0123456789", 26);
    text_add(&records, text_slice(&data));
    text_done(&data);
    hear_text(talk, false, &records);
    assert_false(feed_wants(&talk->feed, false));
    expect_and_free(talk, "blind:MESSAGE_DAMAGED ");
}

static void what_only_resembles_tls_is_not_recognised(void **state)
{
    (void)state;
    static const struct {
        size_t size;
        const char *bytes;
    } others[] = {
        {14, "220 mail ESMTP"},
        {11, "\x16\x03\x01\x48\x01\x01\x00\x00\x2e\x03\x03"}, /* record too long */
        {11, "\x16\x03\x05\x00\x32\x01\x00\x00\x2e\x03\x03"}, /* no such version */
        {11, "\x16\x03\x01\x00\x32\x09\x00\x00\x2e\x03\x03"}, /* no such message */
        {11, "\x16\x03\x01\x00\x32\x01\x20\x00\x2e\x03\x03"}, /* message too long */
        {11, "\x16\x03\x01\x00\x32\x01\x00\x00\x2e\x02\x03"}, /* no such version */
        {11, "\x16\x03\x01\x00\x02\x01\x00\x17\x03\x03\x00"}, /* data within a message */
        {6, "\x14\x03\x03\x00\x01\x02"},
        {12, "\x17\x03\x03\x00\x02xxGET /"},
        {13, "\x80\x1f\x01\x03\x01\x00\x07\x00\x00\x00\x10zz"}, /* seven bytes of ciphers */
        {13, "\x80\x2e\x01\x03\x01\x00\x06\x00\x00\x00\x10zz"}, /* sizes that do not add up */
    };
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        struct talk *talk = talk_create();
        hear(talk, false, slice_make(others[i].bytes, others[i].size));
        assert_true(!talk->feed.dissector || strcmp(talk->feed.dissector->name, "tls") != 0);
        expect_and_free(talk, "");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_hello_says_name_version_and_protocols),
        cmocka_unit_test(a_hello_split_at_any_byte_says_the_same),
        cmocka_unit_test(a_hello_divided_into_records_of_any_size_says_the_same),
        cmocka_unit_test(a_name_behind_a_large_key_share_is_found),
        cmocka_unit_test(every_name_of_a_list_is_said),
        cmocka_unit_test(a_hello_without_a_name_is_a_blind_spot),
        cmocka_unit_test(an_encrypted_hello_is_a_blind_spot),
        cmocka_unit_test(dns_over_tls_shows_by_port_or_protocol),
        cmocka_unit_test(certificates_are_read_up_to_tls_1_2),
        cmocka_unit_test(a_server_split_at_any_byte_says_the_same),
        cmocka_unit_test(one_record_tells_the_whole_session),
        cmocka_unit_test(a_hello_that_nobody_answers_is_a_session_too),
        cmocka_unit_test(nothing_is_wanted_once_it_is_encrypted),
        cmocka_unit_test(an_early_draft_of_13_is_told_apart),
        cmocka_unit_test(a_resumed_session_is_said_to_be_one),
        cmocka_unit_test(a_retry_leads_to_the_real_answer),
        cmocka_unit_test(a_warning_does_not_end_a_handshake_and_a_fatal_alert_does),
        cmocka_unit_test(data_without_a_handshake_is_a_blind_spot_once),
        cmocka_unit_test(a_hello_cut_by_a_gap_gives_the_name_that_is_there),
        cmocka_unit_test(a_chain_cut_by_a_gap_gives_the_certificates_that_are_there),
        cmocka_unit_test(the_hello_of_ssl_2_is_understood),
        cmocka_unit_test(a_message_that_another_record_breaks_is_damage),
        cmocka_unit_test(what_only_resembles_tls_is_not_recognised),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
