/* SPDX-License-Identifier: MIT */
#include "recorder.h"

#include "model/limits.h"

#define GET                                                                                        \
    "GET /a?b=1 HTTP/1.1\r\nHost: example.com\r\nUser-Agent: probe/1\r\nReferer: ref\r\n\r\n"
#define SAYS_GET(number)                                                                           \
    "http.request http.exchange=" number " http.method=GET http.target=/a?b=1 "                    \
    "http.version=HTTP/1.1 http.host=example.com http.url=http://example.com/a?b=1 "               \
    "http.user_agent=probe/1 http.referer=ref\n"
#define GET_SHORT(path) "GET " path " HTTP/1.1\r\nHost: h.test\r\n\r\n"
#define FIELDS_SHORT(number, path)                                                                 \
    "http.exchange=" number " http.method=GET http.target=" path " http.version=HTTP/1.1 "         \
    "http.host=h.test http.url=http://h.test" path
#define SAYS_SHORT(number, path) "http.request " FIELDS_SHORT(number, path) "\n"

static void client(struct recorder *recorder, const char *text)
{
    record_stream(recorder, false, slice_from(text));
}

static void server(struct recorder *recorder, const char *text)
{
    record_stream(recorder, true, slice_from(text));
}

/* What a client's bytes say in a conversation of their own, without records. */
static void assert_client_says(const char *bytes, const char *wanted)
{
    struct recorder recorder;
    recorder_init(&recorder, 80, false);
    client(&recorder, bytes);
    assert_said(&recorder, wanted);
    recorder_done(&recorder);
}

static void a_request_is_said_with_its_fields(void **state)
{
    (void)state;
    assert_client_says(GET, SAYS_GET("0"));
}

static void requests_split_anywhere_are_the_same(void **state)
{
    (void)state;
    struct slice all = slice_from(GET GET);
    for (size_t split = 1; split < all.size; split++) {
        struct recorder recorder;
        recorder_init(&recorder, 8080, false);
        record_stream(&recorder, false, slice_part(all, 0, split));
        record_stream(&recorder, false, slice_after(all, split));
        assert_said(&recorder, SAYS_GET("0") SAYS_GET("1"));
        recorder_done(&recorder);
    }
}

static void requests_that_come_byte_by_byte_are_the_same(void **state)
{
    (void)state;
    struct slice all = slice_from(GET GET GET);
    struct recorder recorder;
    recorder_init(&recorder, 80, false);
    for (size_t i = 0; i < all.size; i++)
        record_stream(&recorder, false, slice_part(all, i, i + 1));
    assert_said(&recorder, SAYS_GET("0") SAYS_GET("1") SAYS_GET("2"));
    recorder_done(&recorder);
}

static void names_of_fields_are_known_in_any_case_and_with_odd_space(void **state)
{
    (void)state;
    static const char *const spellings[] = {
        "GET /x HTTP/1.1\r\nhost: h.test\r\n\r\n",
        "GET /x HTTP/1.1\r\nHOST:h.test\r\n\r\n",
        "GET /x HTTP/1.1\r\nHost :\t h.test \r\n\r\n",
        "GET /x HTTP/1.1\nHost: h.test\n\n",
        "\r\n\r\nGET /x HTTP/1.1\r\nHost: h.test\r\n\r\n",
        "GET   /x\tHTTP/1.1\r\nHost: h.test\r\n\r\n",
        "GET /x HTTP/1.1\r\n Host: h.test\r\n\r\n",
        "GET /x HTTP/1.1\r\nHost:\r\n h.test\r\n\r\n",
    };
    for (size_t i = 0; i < sizeof spellings / sizeof *spellings; i++)
        assert_client_says(spellings[i], SAYS_SHORT("0", "/x"));
}

static void folded_values_are_put_together(void **state)
{
    (void)state;
    assert_client_says("GET /x HTTP/1.1\r\nUser-Agent: one\r\n\t two\r\n  three\r\n\r\n",
                       "http.request http.exchange=0 http.method=GET http.target=/x "
                       "http.version=HTTP/1.1 http.user_agent=one two three\n");
}

static void host_with_port_is_told_apart(void **state)
{
    (void)state;
    assert_client_says("GET /x HTTP/1.1\r\nHost: h.test:8080\r\n\r\n",
                       "http.request http.exchange=0 http.method=GET http.target=/x "
                       "http.version=HTTP/1.1 http.host=h.test http.port=8080 "
                       "http.url=http://h.test:8080/x\n");
    assert_client_says("GET /x HTTP/1.1\r\nHost: [2001:db8::1]:81\r\n\r\n",
                       "http.request http.exchange=0 http.method=GET http.target=/x "
                       "http.version=HTTP/1.1 http.host=[2001:db8::1] http.port=81 "
                       "http.url=http://[2001:db8::1]:81/x\n");
    assert_client_says("GET /x HTTP/1.1\r\nHost: [2001:db8::1]\r\n\r\n",
                       "http.request http.exchange=0 http.method=GET http.target=/x "
                       "http.version=HTTP/1.1 http.host=[2001:db8::1] "
                       "http.url=http://[2001:db8::1]/x\n");
    assert_client_says("GET /x HTTP/1.1\r\nHost: 2001:db8::1\r\n\r\n",
                       "http.request http.exchange=0 http.method=GET http.target=/x "
                       "http.version=HTTP/1.1 http.host=2001:db8::1 "
                       "http.url=http://2001:db8::1/x\n");
}

static void every_host_of_several_is_said(void **state)
{
    (void)state;
    assert_client_says("GET /x HTTP/1.1\r\nHost: good.test\r\nHost: evil.test\r\n\r\n",
                       "http.request http.exchange=0 http.method=GET http.target=/x "
                       "http.version=HTTP/1.1 http.host=good.test http.host=evil.test "
                       "http.url=http://good.test/x http.url=http://evil.test/x\n");
    assert_client_says("GET /x HTTP/1.1\r\nHost: a\r\nHost: b\r\nHost: c\r\nHost: d\r\n"
                       "Host: e\r\n\r\n",
                       "http.request http.exchange=0 http.method=GET http.target=/x "
                       "http.version=HTTP/1.1 http.host=a http.host=b http.host=c http.host=d "
                       "http.url=http://a/x http.url=http://b/x http.url=http://c/x "
                       "http.url=http://d/x\n!MESSAGE_DAMAGED\n");
}

static void without_a_host_the_server_is_the_host(void **state)
{
    (void)state;
    assert_client_says("GET /x HTTP/1.0\r\n\r\n",
                       "http.request http.exchange=0 http.method=GET http.target=/x "
                       "http.version=HTTP/1.0\n");
    struct address address;
    assert_true(address_parse(slice_from("192.0.2.7"), &address));
    struct recorder recorder;
    recorder_init(&recorder, 8000, false);
    recorder.say.server_address = &address;
    client(&recorder, "GET /x HTTP/1.0\r\n\r\n");
    assert_said(&recorder, "http.request http.exchange=0 http.method=GET http.target=/x "
                           "http.version=HTTP/1.0 http.url=http://192.0.2.7:8000/x\n");
    recorder_done(&recorder);
}

static void an_absolute_target_tells_its_authority(void **state)
{
    (void)state;
    assert_client_says("GET http://site.test:81/p?q HTTP/1.1\r\nHost: proxy.test\r\n\r\n",
                       "http.request http.exchange=0 http.method=GET "
                       "http.target=http://site.test:81/p?q http.version=HTTP/1.1 "
                       "http.host=proxy.test http.authority=site.test http.port=81 "
                       "http.url=http://site.test:81/p?q\n");
}

static void unknown_methods_are_read(void **state)
{
    (void)state;
    assert_client_says("PROPPATCH /dav HTTP/1.1\r\nHost: h.test\r\n\r\n",
                       "http.request http.exchange=0 http.method=PROPPATCH http.target=/dav "
                       "http.version=HTTP/1.1 http.host=h.test http.url=http://h.test/dav\n");
    assert_client_says("OPTIONS * HTTP/1.1\r\nHost: h.test\r\n\r\n",
                       "http.request http.exchange=0 http.method=OPTIONS http.target=* "
                       "http.version=HTTP/1.1 http.host=h.test\n");
    assert_client_says("Get /with space HTTP/1.1\r\n\r\n",
                       "http.request http.exchange=0 http.method=Get http.target=/with space "
                       "http.version=HTTP/1.1\n");
}

static void a_target_that_is_missing_or_runs_into_the_version_loses_no_host(void **state)
{
    (void)state;
    assert_client_says("GET HTTP/1.1\r\nHost: h.test\r\n\r\n",
                       "http.request http.exchange=0 http.method=GET http.version=HTTP/1.1 "
                       "http.host=h.test http.url=http://h.test/\n");
    assert_client_says("QUERY /HTTP/1.1\r\nHost: h.test\r\n\r\n",
                       "http.request http.exchange=0 http.method=QUERY http.target=/HTTP/1.1 "
                       "http.host=h.test http.url=http://h.test/HTTP/1.1\n");
    assert_client_says("GET /x HTTP/1.\r\nHost: h.test\r\n\r\n",
                       "http.request http.exchange=0 http.method=GET http.target=/x "
                       "http.version=HTTP/1. http.host=h.test http.url=http://h.test/x\n");
}

static void bodies_of_requests_are_passed_over(void **state)
{
    (void)state;
    assert_client_says(
        "POST /p HTTP/1.1\r\nContent-Length: 26\r\n\r\nGET /evil HTTP/1.1\r\nA: b\r\n" GET_SHORT(
            "/x"),
        "http.request http.exchange=0 http.method=POST http.target=/p "
        "http.version=HTTP/1.1\n" SAYS_SHORT("1", "/x"));
    assert_client_says(
        "POST /p HTTP/1.1\r\nTransfer-Encoding: gzip, Chunked\r\n\r\n"
        "5;ext=\"1\"\r\nhello\r\n0a\r\n0123456789\r\n0\r\nTrailer: x\r\n\r\n" GET_SHORT("/x"),
        "http.request http.exchange=0 http.method=POST http.target=/p "
        "http.version=HTTP/1.1\n" SAYS_SHORT("1", "/x"));
}

/* Records. */

static void an_answer_completes_the_record_of_its_request(void **state)
{
    (void)state;
    struct recorder recorder;
    recorder_init(&recorder, 80, true);
    client(&recorder, GET);
    assert_said(&recorder, SAYS_GET("0"));
    server(&recorder, "HTTP/1.1 302 Moved Away\r\nLocation: http://b.test/\r\n"
                      "Content-Type: text/plain\r\nContent-Length: 5\r\n\r\nhel");
    assert_said(&recorder, "");
    server(&recorder, "lo");
    assert_said(&recorder,
                "http.exchange http.exchange=0 http.method=GET http.target=/a?b=1 "
                "http.version=HTTP/1.1 http.host=example.com http.url=http://example.com/a?b=1 "
                "http.user_agent=probe/1 http.referer=ref http.status=302 "
                "http.reason=Moved Away http.location=http://b.test/ "
                "http.content_type=text/plain http.body_size=5\n");
    recorder_done(&recorder);
}

#define RECORD(number, path, rest) "http.exchange " FIELDS_SHORT(number, path) rest "\n"

static void pipelined_requests_are_answered_in_order(void **state)
{
    (void)state;
    struct recorder recorder;
    recorder_init(&recorder, 80, true);
    client(&recorder, GET_SHORT("/1") GET_SHORT("/2"));
    text_clear(&recorder.text);
    server(&recorder, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nabHTTP/1.1 404 No\r\n"
                      "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n");
    assert_said(&recorder,
                RECORD("0", "/1", " http.status=200 http.reason=OK http.body_size=2")
                    RECORD("1", "/2", " http.status=404 http.reason=No http.body_size=3"));
    recorder_done(&recorder);
}

static void answers_that_come_byte_by_byte_are_the_same(void **state)
{
    (void)state;
    struct recorder recorder;
    recorder_init(&recorder, 80, true);
    client(&recorder, GET_SHORT("/1") GET_SHORT("/2"));
    text_clear(&recorder.text);
    for (const char *c = "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n"
                         "abHTTP/1.1 404 No\nTransfer-Encoding: chunked\n\n3\nabc\n0\nX: y\n\n";
         *c; c++)
        server(&recorder, (char[]){*c, '\0'});
    assert_said(&recorder,
                RECORD("0", "/1", " http.status=200 http.reason=OK http.body_size=2")
                    RECORD("1", "/2", " http.status=404 http.reason=No http.body_size=3"));
    recorder_done(&recorder);
}

static void an_answer_without_length_ends_with_its_stream(void **state)
{
    (void)state;
    struct recorder recorder;
    recorder_init(&recorder, 80, true);
    client(&recorder, GET_SHORT("/1"));
    server(&recorder, "HTTP/1.0 200 OK\r\n\r\nabc");
    server(&recorder, "HTTP/1.0 is part of the body");
    assert_said(&recorder, SAYS_SHORT("0", "/1"));
    record_end(&recorder);
    assert_said(&recorder, RECORD("0", "/1", " http.status=200 http.reason=OK http.body_size=31"));
    recorder_done(&recorder);
}

static void answers_to_head_and_without_content_have_no_body(void **state)
{
    (void)state;
    struct recorder recorder;
    recorder_init(&recorder, 80, true);
    client(&recorder, "HEAD /1 HTTP/1.1\r\n\r\n" GET_SHORT("/2") GET_SHORT("/3"));
    text_clear(&recorder.text);
    server(&recorder, "HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n"
                      "HTTP/1.1 304 Same\r\nContent-Length: 500\r\n\r\nHTTP/1.1 204 None\r\n\r\n");
    assert_said(&recorder,
                "http.exchange http.exchange=0 http.method=HEAD http.target=/1 "
                "http.version=HTTP/1.1 http.status=200 http.reason=OK http.body_size=0\n" RECORD(
                    "1", "/2", " http.status=304 http.reason=Same http.body_size=0")
                    RECORD("2", "/3", " http.status=204 http.reason=None http.body_size=0"));
    recorder_done(&recorder);
}

static void an_answer_without_its_request_is_a_record_too(void **state)
{
    (void)state;
    struct recorder recorder;
    recorder_init(&recorder, 80, true);
    server(&recorder, "HTTP/1.1 200 OK\r\nContent-Type: a/b\r\nContent-Length: 0\r\n\r\n");
    assert_said(&recorder, "http.exchange http.version=HTTP/1.1 http.status=200 http.reason=OK "
                           "http.content_type=a/b http.body_size=0\n");
    recorder_done(&recorder);
}

static void requests_without_answer_are_told_at_the_end(void **state)
{
    (void)state;
    struct recorder recorder;
    recorder_init(&recorder, 80, true);
    client(&recorder, GET_SHORT("/1") GET_SHORT("/2"));
    text_clear(&recorder.text);
    record_end(&recorder);
    assert_said(&recorder, RECORD("0", "/1", "") RECORD("1", "/2", ""));
    recorder_done(&recorder);
}

static void a_request_line_without_an_end_is_whole_when_it_was_answered(void **state)
{
    (void)state;
    for (int answered = 0; answered < 2; answered++) {
        struct recorder recorder;
        recorder_init(&recorder, 80, false);
        client(&recorder, "GET /old");
        server(&recorder, answered ? "<html>" : "");
        record_end(&recorder);
        assert_said(&recorder,
                    answered ? "!MESSAGE_DAMAGED\n!MESSAGE_DAMAGED\nhttp.request http.exchange=0 "
                               "http.method=GET http.target=/old\n"
                             : "!MESSAGE_DAMAGED\n");
        recorder_done(&recorder);
    }
}

static void a_status_that_is_no_number_is_told_as_it_stands(void **state)
{
    (void)state;
    struct recorder recorder;
    recorder_init(&recorder, 80, true);
    client(&recorder, GET_SHORT("/1"));
    text_clear(&recorder.text);
    server(&recorder, "HTTP/1.1 2XX OK\r\nContent-Length: 0\r\n\r\n");
    assert_said(&recorder,
                RECORD("0", "/1", " http.status_word=2XX http.reason=OK http.body_size=0"));
    recorder_done(&recorder);
}

static void requests_that_nobody_answers_do_not_pile_up(void **state)
{
    (void)state;
    struct recorder recorder;
    recorder_init(&recorder, 80, true);
    for (int i = 0; i < LIMIT_HTTP_WAITING; i++)
        client(&recorder, GET_SHORT("/1"));
    text_clear(&recorder.text);
    client(&recorder, GET_SHORT("/2"));
    assert_said(&recorder, SAYS_SHORT("16", "/2") RECORD("0", "/1", ""));
    record_end(&recorder);
    recorder_done(&recorder);
}

static void a_request_that_is_too_large_to_wait_is_told_at_once(void **state)
{
    (void)state;
    struct recorder recorder;
    recorder_init(&recorder, 80, true);
    struct text request = {0};
    text_put(&request, "GET /");
    text_fill(&request, 'x', LIMIT_HTTP_WAITING_BYTES);
    text_put(&request, " HTTP/1.1\r\n\r\n");
    client(&recorder, text_string(&request));
    assert_non_null(strstr(text_string(&recorder.text), "\nhttp.exchange http.exchange=0 "));
    text_clear(&recorder.text);
    server(&recorder, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
    record_end(&recorder);
    assert_said(&recorder, "");
    text_done(&request);
    recorder_done(&recorder);
}

static void without_records_only_requests_are_said(void **state)
{
    (void)state;
    struct recorder recorder;
    recorder_init(&recorder, 80, false);
    client(&recorder, GET_SHORT("/1"));
    server(&recorder, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nab");
    record_end(&recorder);
    assert_said(&recorder, SAYS_SHORT("0", "/1"));
    recorder_done(&recorder);
}

static void a_conversation_seen_the_wrong_way_round_is_read(void **state)
{
    (void)state;
    struct recorder recorder;
    recorder_init(&recorder, 80, true);
    server(&recorder, GET_SHORT("/1"));
    client(&recorder, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nab");
    assert_said(&recorder, "<" SAYS_SHORT("0", "/1") "<" RECORD(
                               "0", "/1", " http.status=200 http.reason=OK http.body_size=2"));
    recorder_done(&recorder);
}

/* Tunnels and other protocols. */

#define CONNECT "CONNECT site.test:443 HTTP/1.1\r\nHost: site.test:443\r\n\r\n"
#define FIELDS_CONNECT                                                                             \
    "http.exchange=0 http.method=CONNECT http.target=site.test:443 http.version=HTTP/1.1 "         \
    "http.host=site.test http.authority=site.test http.port=443"

static void behind_connect_the_tunnel_is_recognised_anew(void **state)
{
    (void)state;
    struct recorder recorder;
    recorder_init(&recorder, 3128, true);
    client(&recorder, CONNECT);
    server(&recorder, "HTTP/1.1 200 Connection established\r\n\r\n");
    assert_said(&recorder, "http.request " FIELDS_CONNECT "\nhttp.exchange " FIELDS_CONNECT
                           " http.status=200 http.reason=Connection established "
                           "http.body_size=0\n");
    assert_null(recorder.feed.dissector);
    client(&recorder, GET_SHORT("/in"));
    assert_said(&recorder, SAYS_SHORT("0", "/in"));
    recorder_done(&recorder);
}

static void empty_lines_behind_connect_are_not_the_tunnels(void **state)
{
    (void)state;
    struct recorder recorder;
    recorder_init(&recorder, 3128, true);
    client(&recorder, CONNECT "\r\n\n");
    server(&recorder, "HTTP/1.1 200 OK\r\n\r\n");
    assert_said(&recorder, "http.request " FIELDS_CONNECT "\nhttp.exchange " FIELDS_CONNECT
                           " http.status=200 http.reason=OK http.body_size=0\n");
    recorder_done(&recorder);
}

static void a_refused_connect_is_followed_by_requests(void **state)
{
    (void)state;
    struct recorder recorder;
    recorder_init(&recorder, 3128, false);
    client(&recorder, CONNECT);
    server(&recorder, "HTTP/1.1 407 Who are you\r\nContent-Length: 2\r\n\r\nno");
    client(&recorder, GET_SHORT("/x"));
    assert_said(&recorder, "http.request " FIELDS_CONNECT "\n" SAYS_SHORT("1", "/x"));
    recorder_done(&recorder);
}

static void a_tunnel_is_found_without_the_answer_of_its_server(void **state)
{
    (void)state;
    struct recorder recorder;
    recorder_init(&recorder, 3128, true);
    client(&recorder, CONNECT "\x16\x03\x01\x02");
    assert_said(&recorder, "http.request " FIELDS_CONNECT "\nhttp.exchange " FIELDS_CONNECT "\n");
    assert_int_equal(recorder.feed.restarts, 1);
    recorder_done(&recorder);
}

static void behind_an_upgrade_another_protocol_begins(void **state)
{
    (void)state;
    struct recorder recorder;
    recorder_init(&recorder, 80, true);
    client(&recorder, GET_SHORT("/x"));
    server(&recorder, "HTTP/1.1 101 Switching\r\nUpgrade: websocket\r\n\r\n\x81\x03");
    assert_said(&recorder,
                SAYS_SHORT("0", "/x")
                    RECORD("0", "/x", " http.status=101 http.reason=Switching http.body_size=0"));
    assert_null(recorder.feed.dissector);
    recorder_done(&recorder);
}

static void http2_is_named_and_left(void **state)
{
    (void)state;
    struct recorder recorder;
    recorder_init(&recorder, 80, true);
    client(&recorder, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
    server(&recorder, "\1\2\3");
    assert_said(&recorder, "!HTTP2\n");
    assert_false(feed_wants(&recorder.feed, false));
    assert_false(feed_wants(&recorder.feed, true));
    recorder_done(&recorder);
}

static void other_protocols_are_left_alone(void **state)
{
    (void)state;
    static const char *const others[] = {
        "EHLO mail.test\r\n",
        "GET /index.html\r\n",
        "OPTIONS rtsp://a/b RTSP/1.0\r\n",
        "INVITE sip:a@b SIP/2.0\r\n",
        "USER anonymous\r\n",
        "HTTP 1.1",
        "\x16\x03\x01GET / HTTP/1.1\r\n",
    };
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        struct recorder recorder;
        recorder_init(&recorder, 80, true);
        client(&recorder, others[i]);
        assert_null(recorder.feed.dissector);
        recorder_done(&recorder);
    }
}

static void a_request_behind_a_preamble_is_found(void **state)
{
    (void)state;
    struct recorder recorder;
    recorder_init(&recorder, 1080, false);
    client(&recorder, "\5\1\2");
    server(&recorder, "\5\2");
    client(&recorder, GET_SHORT("/x"));
    assert_said(&recorder, SAYS_SHORT("0", "/x"));
    recorder_done(&recorder);
}

/* Damage. */

static void a_gap_in_a_body_is_counted_and_the_next_message_read(void **state)
{
    (void)state;
    struct recorder recorder;
    recorder_init(&recorder, 80, true);
    client(&recorder, GET_SHORT("/1") GET_SHORT("/2"));
    text_clear(&recorder.text);
    server(&recorder, "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nab");
    record_gap(&recorder, true, 8);
    server(&recorder, "HTTP/1.1 201 Made\r\nContent-Length: 0\r\n\r\n");
    assert_said(&recorder,
                RECORD("0", "/1", " http.status=200 http.reason=OK http.body_size=10")
                    RECORD("1", "/2", " http.status=201 http.reason=Made http.body_size=0"));
    recorder_done(&recorder);
}

static void a_request_cut_by_a_gap_is_read_as_far_as_its_lines_are_whole(void **state)
{
    (void)state;
    struct recorder recorder;
    recorder_init(&recorder, 80, false);
    client(&recorder, "GET /x HTTP/1.1\r\nHost: h.test\r\nReferer: http://exam");
    record_gap(&recorder, false, 0);
    assert_said(&recorder, "!MESSAGE_DAMAGED\n" SAYS_SHORT("0", "/x"));
    client(&recorder, "rest of it\r\n\r\n" GET_SHORT("/y"));
    assert_said(&recorder, SAYS_SHORT("1", "/y"));
    recorder_done(&recorder);
}

static void a_host_that_is_cut_off_is_not_said(void **state)
{
    (void)state;
    struct recorder recorder;
    recorder_init(&recorder, 80, false);
    client(&recorder, "GET /x HTTP/1.1\r\nHost: example.co");
    record_end(&recorder);
    assert_said(&recorder, "!MESSAGE_DAMAGED\nhttp.request http.exchange=0 http.method=GET "
                           "http.target=/x http.version=HTTP/1.1\n");
    recorder_done(&recorder);
}

static void after_garbage_the_next_request_is_found(void **state)
{
    (void)state;
    struct recorder recorder;
    recorder_init(&recorder, 80, false);
    client(&recorder, GET_SHORT("/1") "\1\2 garbage\r\nmore of it");
    client(&recorder, "\r\n" GET_SHORT("/2"));
    assert_said(&recorder, SAYS_SHORT("0", "/1") "!MESSAGE_DAMAGED\n" SAYS_SHORT("1", "/2"));
    recorder_done(&recorder);
}

static void after_lost_answers_the_next_one_is_for_the_last_request(void **state)
{
    (void)state;
    struct recorder recorder;
    recorder_init(&recorder, 80, true);
    client(&recorder, GET_SHORT("/1"));
    server(&recorder, "HTTP/1.1 200 OK\r\nContent-Le");
    record_gap(&recorder, true, 0);
    client(&recorder, GET_SHORT("/2") GET_SHORT("/3"));
    text_clear(&recorder.text);
    server(&recorder, "nothing\nHTTP/1.1 201 Made\r\nContent-Length: 0\r\n\r\n");
    assert_said(&recorder, RECORD("1", "/2", "") RECORD(
                               "2", "/3", " http.status=201 http.reason=Made http.body_size=0"));
    recorder_done(&recorder);
}

static void a_head_without_end_is_read_in_part_and_left(void **state)
{
    (void)state;
    struct recorder recorder;
    recorder_init(&recorder, 80, false);
    client(&recorder, "GET /x HTTP/1.1\r\nHost: h.test\r\n");
    char line[1025];
    memset(line, 'x', 1022);
    memcpy(line + 1022, "\r\n", 3);
    for (int i = 0; i < LIMIT_MESSAGE / 1024; i++)
        client(&recorder, line);
    assert_said(&recorder, "!MESSAGE_TOO_LONG\n!MESSAGE_DAMAGED\n" SAYS_SHORT("0", "/x"));
    recorder_done(&recorder);
}

static void nonsense_for_a_chunk_is_damage(void **state)
{
    (void)state;
    struct recorder recorder;
    recorder_init(&recorder, 80, true);
    client(&recorder, GET_SHORT("/1"));
    text_clear(&recorder.text);
    server(&recorder, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n");
    assert_said(&recorder, "!MESSAGE_DAMAGED\n");
    record_end(&recorder);
    assert_said(&recorder, RECORD("0", "/1", " http.status=200 http.reason=OK http.body_size=0"));
    recorder_done(&recorder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_request_is_said_with_its_fields),
        cmocka_unit_test(requests_split_anywhere_are_the_same),
        cmocka_unit_test(requests_that_come_byte_by_byte_are_the_same),
        cmocka_unit_test(names_of_fields_are_known_in_any_case_and_with_odd_space),
        cmocka_unit_test(folded_values_are_put_together),
        cmocka_unit_test(host_with_port_is_told_apart),
        cmocka_unit_test(every_host_of_several_is_said),
        cmocka_unit_test(without_a_host_the_server_is_the_host),
        cmocka_unit_test(an_absolute_target_tells_its_authority),
        cmocka_unit_test(unknown_methods_are_read),
        cmocka_unit_test(a_target_that_is_missing_or_runs_into_the_version_loses_no_host),
        cmocka_unit_test(bodies_of_requests_are_passed_over),
        cmocka_unit_test(an_answer_completes_the_record_of_its_request),
        cmocka_unit_test(pipelined_requests_are_answered_in_order),
        cmocka_unit_test(answers_that_come_byte_by_byte_are_the_same),
        cmocka_unit_test(an_answer_without_length_ends_with_its_stream),
        cmocka_unit_test(answers_to_head_and_without_content_have_no_body),
        cmocka_unit_test(an_answer_without_its_request_is_a_record_too),
        cmocka_unit_test(requests_without_answer_are_told_at_the_end),
        cmocka_unit_test(a_request_line_without_an_end_is_whole_when_it_was_answered),
        cmocka_unit_test(a_status_that_is_no_number_is_told_as_it_stands),
        cmocka_unit_test(requests_that_nobody_answers_do_not_pile_up),
        cmocka_unit_test(a_request_that_is_too_large_to_wait_is_told_at_once),
        cmocka_unit_test(without_records_only_requests_are_said),
        cmocka_unit_test(a_conversation_seen_the_wrong_way_round_is_read),
        cmocka_unit_test(behind_connect_the_tunnel_is_recognised_anew),
        cmocka_unit_test(empty_lines_behind_connect_are_not_the_tunnels),
        cmocka_unit_test(a_refused_connect_is_followed_by_requests),
        cmocka_unit_test(a_tunnel_is_found_without_the_answer_of_its_server),
        cmocka_unit_test(behind_an_upgrade_another_protocol_begins),
        cmocka_unit_test(http2_is_named_and_left),
        cmocka_unit_test(other_protocols_are_left_alone),
        cmocka_unit_test(a_request_behind_a_preamble_is_found),
        cmocka_unit_test(a_gap_in_a_body_is_counted_and_the_next_message_read),
        cmocka_unit_test(a_request_cut_by_a_gap_is_read_as_far_as_its_lines_are_whole),
        cmocka_unit_test(a_host_that_is_cut_off_is_not_said),
        cmocka_unit_test(after_garbage_the_next_request_is_found),
        cmocka_unit_test(after_lost_answers_the_next_one_is_for_the_last_request),
        cmocka_unit_test(a_head_without_end_is_read_in_part_and_left),
        cmocka_unit_test(nonsense_for_a_chunk_is_damage),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
