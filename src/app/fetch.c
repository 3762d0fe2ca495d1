/* SPDX-License-Identifier: MIT */
#include "app/fetch.h"

#include "base/text.h"
#include "model/limits.h"

#include <curl/curl.h>
#include <string.h>

/* Fewer bytes a second than this is nothing: a server that drips to keep us waiting. */
enum { LEAST_SPEED = 100 };

struct transfer {
    const struct fetch_request *request;
    struct fetch_answer *answer;
    struct problem *problem;
    CURL *curl;
    uint64_t received;
    bool ended_here;              /* the problem is set already */
    char detail[CURL_ERROR_SIZE]; /* libcurl's own words */
};

static bool end_here(struct transfer *transfer, const char *sentence)
{
    transfer->ended_here = true;
    return sentence ? problem_set(transfer->problem, "%s", sentence) : false;
}

static long status_of(const struct transfer *transfer)
{
    long status = 0;
    curl_easy_getinfo(transfer->curl, CURLINFO_RESPONSE_CODE, &status);
    return status;
}

static bool too_large(struct transfer *transfer)
{
    problem_set(transfer->problem, "it has more than %llu MiB",
                (unsigned long long)(transfer->request->most >> 20));
    return end_here(transfer, NULL);
}

/* The pages that come with an error or a redirect are not what was asked for. */
static size_t take_body(char *data, size_t one, size_t size, void *context)
{
    struct transfer *transfer = context;
    (void)one;
    if (status_of(transfer) != 200)
        return size;
    if (size > transfer->request->most - transfer->received)
        return (size_t)too_large(transfer);
    transfer->received += size;
    if (!transfer->request->take(transfer->request->context, slice_make(data, size),
                                 transfer->problem))
        return (size_t)end_here(transfer, NULL);
    return size;
}

static void keep_header(struct transfer *transfer, struct slice line, const char *name,
                        struct slice *value)
{
    if (!slice_starts_with_ignoring_case(line, name) || line.size > LIMIT_HTTP_HEADER_KEPT)
        return;
    struct slice found = slice_trim(slice_after(line, strlen(name)));
    for (size_t i = 0; i < found.size; i++)
        if (found.data[i] < ' ' || found.data[i] > '~')
            return;
    *value = arena_keep(&transfer->answer->arena, found);
}

static size_t take_header(char *data, size_t one, size_t size, void *context)
{
    struct transfer *transfer = context;
    struct slice line = slice_make(data, size);
    (void)one;
    /* A server may say "100 Continue" first, a proxy "200 Connection established". */
    if (slice_starts_with(line, "HTTP/"))
        fetch_answer_done(transfer->answer);
    keep_header(transfer, line, "etag:", &transfer->answer->etag);
    keep_header(transfer, line, "last-modified:", &transfer->answer->last_modified);
    return size;
}

static int show_progress(void *context, curl_off_t total, curl_off_t done, curl_off_t to_send,
                         curl_off_t sent)
{
    struct transfer *transfer = context;
    const struct fetch_request *request = transfer->request;
    (void)to_send;
    (void)sent;
    if (request->progress && !request->progress(request->context, (uint64_t)done, (uint64_t)total))
        return !end_here(transfer, "interrupted");
    return 0;
}

static struct curl_slist *add_condition(struct curl_slist *headers, const char *name,
                                        struct slice value)
{
    if (value.size == 0)
        return headers;
    struct text line = {0};
    text_print(&line, "%s: ", name);
    text_add(&line, value);
    struct curl_slist *longer = curl_slist_append(headers, text_string(&line));
    text_done(&line);
    return longer;
}

static void prepare(struct transfer *transfer)
{
    CURL *curl = transfer->curl;
    const struct fetch_request *request = transfer->request;
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_USERAGENT, "stormcone/" STORMCONE_VERSION);
    curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, transfer->detail);
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, (long)request->patience);
    curl_easy_setopt(curl, CURLOPT_LOW_SPEED_TIME, (long)request->patience);
    curl_easy_setopt(curl, CURLOPT_LOW_SPEED_LIMIT, (long)LEAST_SPEED);
    curl_easy_setopt(curl, CURLOPT_MAXFILESIZE_LARGE, (curl_off_t)request->most);
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take_body);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, transfer);
    curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, take_header);
    curl_easy_setopt(curl, CURLOPT_HEADERDATA, transfer);
    curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, show_progress);
    curl_easy_setopt(curl, CURLOPT_XFERINFODATA, transfer);
    curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
    if (request->authorities)
        curl_easy_setopt(curl, CURLOPT_CAINFO, request->authorities);
}

/* What is likely, in words of a user's; the rest is told in the library's. */
static const struct {
    CURLcode code;
    const char *sentence;
} failures[] = {
    {CURLE_OPERATION_TIMEDOUT, "the server does not answer, or too slowly"},
    {CURLE_PARTIAL_FILE, "the connection ended before the file did"},
    {CURLE_GOT_NOTHING, "the server ended the connection without an answer"},
    {CURLE_UNSUPPORTED_PROTOCOL, "only http and https are fetched"},
    {CURLE_URL_MALFORMAT, "that is no URL"},
    {CURLE_FILESIZE_EXCEEDED, "it is larger than any data set"},
};

static enum fetch_outcome say_failure(struct transfer *transfer, CURLcode code)
{
    const char *sentence = transfer->detail[0] ? transfer->detail : curl_easy_strerror(code);
    for (size_t i = 0; i < sizeof failures / sizeof *failures; i++)
        if (failures[i].code == code)
            sentence = failures[i].sentence;
    if (code == CURLE_PEER_FAILED_VERIFICATION)
        problem_set(transfer->problem, "the server's certificate is not to be trusted (%s)",
                    sentence);
    else if (!transfer->ended_here)
        problem_set(transfer->problem, "%s", sentence);
    return FETCH_FAILED;
}

/* The first answer that is no redirect; *url is where it came from. */
static CURLcode follow(struct transfer *transfer, struct text *url)
{
    for (int hop = 0;; hop++) {
        bool secure = slice_starts_with_ignoring_case(text_slice(url), "https:");
        curl_easy_setopt(transfer->curl, CURLOPT_URL, text_string(url));
        curl_easy_setopt(transfer->curl, CURLOPT_PROTOCOLS_STR,
                         secure && hop > 0 ? "https" : "http,https");
        CURLcode code = curl_easy_perform(transfer->curl);
        const char *next = NULL;
        curl_easy_getinfo(transfer->curl, CURLINFO_REDIRECT_URL, &next);
        if (code != CURLE_OK || !next)
            return code;
        bool to_plain = secure && !slice_starts_with_ignoring_case(slice_from(next), "https:");
        if (hop == LIMIT_REDIRECTS || to_plain) {
            end_here(transfer, to_plain ? "the server sends on from https to something else"
                                        : "the server sends on too often");
            return CURLE_TOO_MANY_REDIRECTS;
        }
        text_clear(url);
        text_put(url, next);
    }
}

static enum fetch_outcome judge(struct transfer *transfer, CURLcode code)
{
    if (code != CURLE_OK)
        return say_failure(transfer, code);
    long status = status_of(transfer);
    bool was_asked = transfer->request->etag.size > 0 || transfer->request->last_modified.size > 0;
    if (status == 304 && was_asked)
        return FETCH_UNCHANGED;
    if (status == 200 && transfer->received > 0)
        return FETCH_DONE;
    if (status == 200)
        problem_set(transfer->problem, "the file is empty");
    else
        problem_set(transfer->problem, "the server answers with status %ld%s", status,
                    status == 404 ? " (not found)" : "");
    return FETCH_FAILED;
}

static void read_modified(struct fetch_answer *answer)
{
    struct text written = {0};
    text_add(&written, answer->last_modified);
    time_t seconds = curl_getdate(text_string(&written), NULL);
    if (seconds > 0 && seconds < INT64_MAX / NS_PER_SECOND)
        answer->modified.ns = (int64_t)seconds * NS_PER_SECOND;
    text_done(&written);
}

enum fetch_outcome fetch(const struct fetch_request *request, struct fetch_answer *answer,
                         struct problem *problem)
{
    *answer = (struct fetch_answer){0};
    struct transfer transfer = {
        .request = request, .answer = answer, .problem = problem, .curl = curl_easy_init()};
    if (!transfer.curl) {
        problem_set(problem, "libcurl cannot be used");
        return FETCH_FAILED;
    }
    prepare(&transfer);
    struct curl_slist *headers = add_condition(NULL, "If-None-Match", request->etag);
    headers = add_condition(headers, "If-Modified-Since", request->last_modified);
    curl_easy_setopt(transfer.curl, CURLOPT_HTTPHEADER, headers);
    struct text url = {0};
    text_put(&url, request->url);
    enum fetch_outcome outcome = judge(&transfer, follow(&transfer, &url));
    text_done(&url);
    read_modified(answer);
    curl_easy_cleanup(transfer.curl);
    curl_slist_free_all(headers);
    return outcome;
}

void fetch_answer_done(struct fetch_answer *answer)
{
    arena_done(&answer->arena);
    *answer = (struct fetch_answer){0};
}
