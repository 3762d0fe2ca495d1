/* prose - reports and articles in any language: indicators among other words.
 *
 * The rules, in their order. A defanged thing was meant and counts. Digests and
 * CVE numbers count. A plain address, name or URL counts where its document
 * defangs nothing of its sort, or where it stands alone in a line or a cell of
 * a table. Then it must not be the publisher's or a cited site, a private or
 * documentation address, a version number, a file name, or a name under no
 * public root. What does not count is counted as rejected. */
/* SPDX-License-Identifier: MIT */
#include "facts/domain.h"
#include "notice/candidate_search.h"
#include "notice/plain_text.h"
#include "notice/reader.h"

#include <string.h>

enum {
    HEADING_MOST = 100,
    LOOK_AT = 512, /* bytes of the beginning that tell a text */
    MAGIC_MOST = 24,
};

struct reading {
    struct notice *notice;
    bool defangs_names, defangs_addresses; /* the document does so somewhere */
    struct slice site;                     /* registrable name of the publisher */
    bool in_references;
    bool in_code; /* the line reads as program text */
    struct text heading;
    uint32_t statement; /* of the heading; 0 while nothing was found below it */
    struct candidate candidate;
    struct candidate_search search;
    bool full;
};

static bool is_address_kind(enum indicator_kind kind)
{
    return kind == INDICATOR_ADDRESS || kind == INDICATOR_CIDR || kind == INDICATOR_ENDPOINT;
}

static bool is_name_kind(enum indicator_kind kind)
{
    return kind == INDICATOR_DOMAIN || kind == INDICATOR_URL || kind == INDICATOR_EMAIL;
}

static bool is_one_of(struct slice word, const char *words)
{
    struct slice rest = slice_from(words);
    while (rest.size > 0)
        if (slice_equal(word, slice_split(&rest, ' ')))
            return true;
    return false;
}

static bool holds_ignoring_case(struct slice s, const char *what)
{
    struct slice word = slice_from(what);
    for (size_t i = 0; i + word.size <= s.size; i++)
        if (slice_equal_ignoring_case(slice_part(s, i, i + word.size), word))
            return true;
    return false;
}

/* --- What kind of line --------------------------------------------------- */

/* A short line that ends in a colon, is in capitals, or is marked as one. */
static bool is_heading(const struct plain_line *line)
{
    struct slice text = line->text;
    if (line->heading || slice_starts_with(text, "== ") || slice_starts_with(text, "=== "))
        return true;
    if (text.size > HEADING_MOST || line->table || line->code)
        return false;
    size_t lower = 0, upper = 0;
    for (size_t i = 0; i < text.size; i++) {
        lower += text.data[i] >= 'a' && text.data[i] <= 'z';
        upper += text.data[i] >= 'A' && text.data[i] <= 'Z';
    }
    return slice_ends_with(text, ":") || slice_ends_with(text, "：") || (lower == 0 && upper > 3);
}

static bool heads_references(struct slice heading)
{
    static const char *const words[] = {
        "reference", "further reading", "read more", "sources",     "author",
        "credits",   "related",         "参考",      "来源",        "链接",
        "ссылки",    "источник",        "quellen",   "referencias", "出典"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (holds_ignoring_case(heading, words[i]))
            return true;
    return false;
}

/* --- What kind of thing -------------------------------------------------- */

/* Sites that reports cite, and names of products that look like names of hosts.
 * They matter only where they stand plain. */
static const char cited[] =
    "virustotal.com mitre.org nist.gov cisa.gov twitter.com x.com linkedin.com any.run tria.ge "
    "abuse.ch hybrid-analysis.com joesandbox.com joesecurity.org urlscan.io wikipedia.org "
    "shodan.io censys.io welivesecurity.com eset.com w3.org bleepingcomputer.com thehackernews.com "
    "securelist.com microsoft.com talosintelligence.com paloaltonetworks.com mandiant.com "
    "crowdstrike.com symantec.com trendmicro.com fireeye.com proofpoint.com volexity.com "
    "citizenlab.ca citizenlab.org securityaffairs.com hackread.com malpedia.io fraunhofer.de "
    "otx.alienvault.com "
    "alienvault.com ietf.org iana.org schema.org mozilla.org gnu.org apache.org "
    "creativecommons.org "
    "sentinelone.com zscaler.com recordedfuture.com kaspersky.com sophos.com malwarebytes.com "
    "group-ib.com cybereason.com elastic.co huntress.com rapid7.com tenable.com checkpoint.com "
    "asp.net vb.net ado.net";

static bool is_cited(const struct reading *r, struct slice host)
{
    struct slice owner = domain_registrable(host);
    return owner.size > 0 && (slice_equal(owner, r->site) || is_one_of(owner, cited));
}

static bool is_edge(uint8_t byte)
{
    return byte == '|' || byte == '\t' || byte == '!';
}

/* Whether nothing but marks stands between it and the ends of its line or cell. */
static bool fills_cell(struct slice line, const struct candidate *c)
{
    static const char marks[] = " `+\"'*<>()[]{},;-";
    size_t from = c->from, to = c->to;
    while (from > 0 && line.data[from - 1] != 0 && strchr(marks, line.data[from - 1]))
        from--;
    while (to < line.size && line.data[to] != 0 && strchr(marks, line.data[to]))
        to++;
    return (from == 0 || is_edge(line.data[from - 1])) &&
           (to == line.size || is_edge(line.data[to]));
}

static bool stands_alone(struct slice line, const struct candidate *c)
{
    return (c->to - c->from) * 2 >= line.size || fills_cell(line, c);
}

/* "WScript.Shell" and "console.log" are code; hosts are written in one case. */
static bool is_written_as_host(struct slice written)
{
    size_t lower = 0, upper = 0, dots = 0;
    for (size_t i = 0; i < written.size; i++) {
        lower += written.data[i] >= 'a' && written.data[i] <= 'z';
        upper += written.data[i] >= 'A' && written.data[i] <= 'Z';
        dots += written.data[i] == '.';
    }
    return lower == 0 || upper == 0 || dots > 1;
}

static bool plain_address_counts(const struct reading *r, const struct candidate *c, bool alone)
{
    if (c->special || c->looks_like_version)
        return false;
    return alone || !r->defangs_addresses;
}

static bool plain_name_counts(const struct reading *r, const struct plain_line *line,
                              const struct candidate *c, bool alone)
{
    struct slice host = candidate_host(c);
    if (!c->rooted || c->looks_like_file || c->special || r->in_references || is_cited(r, host))
        return false;
    if (c->kind == INDICATOR_EMAIL)
        return fills_cell(r->search.line, c);
    if (r->defangs_names)
        return alone && !c->has_scheme;
    if (c->has_scheme || alone)
        return true;
    return !line->code && !r->in_code &&
           is_written_as_host(slice_part(r->search.line, c->from, c->to));
}

static bool counts(const struct reading *r, const struct plain_line *line)
{
    const struct candidate *c = &r->candidate;
    bool alone = stands_alone(r->search.line, c);
    if (!is_address_kind(c->kind) && !is_name_kind(c->kind))
        return true;
    if (line->front)
        return false;
    /* "workers.dev" belongs to all its customers; naming it says nothing. */
    if (c->kind == INDICATOR_DOMAIN && domain_is_public_suffix(candidate_host(c)))
        return false;
    if (c->defanged)
        return c->rooted || !c->looks_like_file;
    return is_address_kind(c->kind) ? plain_address_counts(r, c, alone)
                                    : plain_name_counts(r, line, c, alone);
}

/* --- Two passes ---------------------------------------------------------- */

static void read_front(struct reading *r, struct slice text)
{
    size_t colon = slice_find_byte(text, ':');
    struct slice key = slice_part(text, 0, colon);
    struct slice value = colon == SLICE_NOWHERE ? key : slice_trim(slice_after(text, colon + 1));
    if (slice_equal_text(key, "title"))
        notice_keep_first(r->notice, &r->notice->title, value);
    else if (slice_equal_text(key, "date"))
        notice_keep_first(r->notice, &r->notice->date, value);
    else if (slice_equal_text(key, "source") || slice_equal_text(key, "author"))
        notice_keep_first(r->notice, &r->notice->publisher, value);
    else if (slice_equal_text(key, "url")) {
        notice_keep_first(r->notice, &r->notice->reference, value);
        if (candidate_read(value, &r->candidate) && r->site.size == 0)
            r->site = notice_keep(r->notice, domain_registrable(candidate_host(&r->candidate)));
    }
}

/* The first pass learns how the document writes. */
static void learn(struct reading *r, const struct plain_line *line)
{
    if (line->front) {
        read_front(r, line->text);
        return;
    }
    if (r->notice->title.size == 0)
        notice_keep_first(r->notice, &r->notice->title, line->text);
    candidate_search_line(&r->search, line->text);
    while (candidate_next(&r->search, &r->candidate)) {
        if (!r->candidate.defanged)
            continue;
        r->defangs_names |= is_name_kind(r->candidate.kind);
        r->defangs_addresses |= is_address_kind(r->candidate.kind);
    }
}

static void take(struct reading *r, const struct plain_line *line)
{
    if (!counts(r, line)) {
        notice_reject(r->notice, REJECTED_PLAIN, text_slice(&r->candidate.pattern), line->number);
        return;
    }
    if (r->statement == 0 && r->heading.size > 0)
        r->statement =
            notice_add_statement(r->notice, &(struct statement){.label = text_slice(&r->heading)});
    r->full = !candidate_add(&r->candidate, r->notice, line->number, r->statement);
}

static bool is_code(struct slice line)
{
    size_t marks = 0;
    for (size_t i = 0; i < line.size; i++)
        marks += line.data[i] == '=' || line.data[i] == '{' || line.data[i] == '}' ||
                 line.data[i] == ';' || (line.data[i] == '(' && i > 0 && line.data[i - 1] > ' ');
    return marks >= 2;
}

static void collect(struct reading *r, const struct plain_line *line)
{
    size_t found = 0;
    r->in_code = is_code(line->text);
    candidate_search_line(&r->search, line->text);
    while (!r->full && candidate_next(&r->search, &r->candidate)) {
        take(r, line);
        found++;
    }
    if (found > 0 || line->front || !is_heading(line))
        return;
    r->in_references = heads_references(line->text);
    r->statement = 0;
    text_clear(&r->heading);
    text_add(&r->heading, slice_part(line->text, 0, HEADING_MOST));
}

static void walk(struct reading *r, struct slice content,
                 void (*visit)(struct reading *, const struct plain_line *))
{
    struct plain_text plain;
    struct plain_line line;
    plain_text_init(&plain, content, plain_text_recognise(content, NULL));
    while (!r->full && plain_text_next(&plain, &line))
        visit(r, &line);
    plain_text_done(&plain);
}

static bool read_notice(struct slice content, struct notice *notice, struct problem *problem)
{
    struct reading r = {.notice = notice};
    walk(&r, content, learn);
    walk(&r, content, collect);
    candidate_done(&r.candidate);
    candidate_search_done(&r.search);
    text_done(&r.heading);
    return !r.full || problem_set(problem, "it names too many indicators");
}

/* Binary files show it at their beginning; a text may have odd bytes in it. */
static bool is_text(struct slice content)
{
    struct slice head = slice_part(content, 0, LOOK_AT);
    size_t controls = 0;
    for (size_t i = 0; i < head.size; i++) {
        bool control = head.data[i] < ' ' && !byte_is_space(head.data[i]);
        if (control && i < MAGIC_MOST)
            return false;
        controls += control;
    }
    return head.size > 0 && controls * 50 <= head.size;
}

static int recognise(struct slice content, const char *file_name)
{
    if (!is_text(content))
        return 0;
    return plain_text_recognise(content, file_name) == PLAIN_TEXT ? 20 : 40;
}

const struct notice_reader prose_reader = {
    .name = "prose",
    .title = "reports and articles in any language, with or without defanging",
    .recognise = recognise,
    .read = read_notice,
};
