/* SPDX-License-Identifier: MIT */
#include "notice/candidate_search.h"

#include "base/utf8.h"
#include "model/address.h"
#include "notice/label.h"
#include "notice/typed.h"

#include <string.h>

enum {
    URL_MOST = 8192,  /* servers refuse longer request lines */
    WORD_MOST = 1024, /* longer than any name; bounds what is looked at again */
    LOCAL_MOST = 64,  /* RFC 5321, 4.5.3.1.1 */
    CONTEXT = 48,     /* bytes before an address that may call it a version */
};

static bool is_word_byte(uint8_t byte)
{
    return byte_is_letter(byte) || byte_is_digit(byte);
}

/* Letters of scripts that put spaces between words (Latin, Greek, Cyrillic,
 * Armenian), so that one beside a name is part of it. Gives the size, or 0. */
static size_t foreign_letter(struct slice line, size_t at)
{
    uint32_t character;
    size_t size = utf8_read(slice_part(line, at, at + 4), &character);
    bool letter = character >= 0xc0 && character < 0x590 && character != 0xd7 && character != 0xf7;
    return size > 1 && letter ? size : 0;
}

static size_t host_end(struct slice line, size_t at)
{
    for (size_t most = at + WORD_MOST;;) {
        uint8_t byte = slice_byte(line, at);
        size_t size = is_word_byte(byte) || byte == '.' || byte == '-' || byte == '_' ? 1
                      : byte >= 0x80 ? foreign_letter(line, at)
                                     : 0;
        if (size == 0 || at >= most)
            return at;
        at += size;
    }
}

static size_t digits_end(struct slice line, size_t at, size_t most)
{
    size_t end = at;
    while (end - at < most && byte_is_digit(slice_byte(line, end)))
        end++;
    return end;
}

static bool another_url_follows(struct slice rest)
{
    return slice_starts_with_ignoring_case(rest, "http") ||
           slice_starts_with_ignoring_case(rest, "hxxp");
}

/* Whether the URL ends before this character: white space, delimiters that RFC
 * 3986 leaves to texts, and characters of scripts without spaces. */
static bool ends_url(struct slice line, size_t at)
{
    uint8_t byte = line.data[at];
    if (byte < 0x80)
        return byte <= ' ' || byte == 0x7f || strchr("<>\"`{}|^", byte) ||
               (byte == '&' && slice_byte(line, at + 1) == '&') || /* of a shell */
               (byte == '\\' &&
                slice_byte(line, at + 1) == 'u') || /* an escape of JSON and others */
               ((byte == ',' || byte == ';') && another_url_follows(slice_after(line, at + 1)));
    uint32_t character = 0;
    size_t size = utf8_read(slice_part(line, at, at + 4), &character);
    return size == 0 || character >= 0x2000 || character == 0xa0 || character == 0xbb ||
           character == 0xab;
}

/* "host:2404:1.other:2404:1.": a digit between the port and the next host. */
static bool is_flag(struct slice line, size_t at)
{
    return at > 1 && line.data[at - 1] == ':' && byte_is_digit(line.data[at - 2]) &&
           byte_is_digit(slice_byte(line, at)) && slice_byte(line, at + 1) == '.' &&
           byte_is_letter(slice_byte(line, at + 2));
}

/* quote: what stood before the URL; where it is a quotation mark, another one ends it. */
static size_t url_end(struct slice line, size_t at, uint8_t quote)
{
    size_t from = at;
    bool query = false;
    int parens = 0, brackets = 0; /* open ones, less closed ones */
    for (; at < line.size && at - from < URL_MOST && !ends_url(line, at); at++) {
        if (line.data[at] >= 0x80) {
            uint32_t character;
            at += utf8_read(slice_part(line, at, at + 4), &character) - 1;
            continue;
        }
        parens += (line.data[at] == '(') - (line.data[at] == ')');
        query = query || line.data[at] == '?';
        /* AsciiDoc writes the text of a link behind it: http://host/[text]. */
        if (line.data[at] == '[' && at > from && !query)
            break;
        if (line.data[at] == '\'' && quote == '\'')
            break;
        brackets += (line.data[at] == '[') - (line.data[at] == ']');
    }
    if (at > line.size)
        at = line.size;
    /* "?x=[base64 string]" */
    for (size_t open = at; brackets > 0 && open > from; open--)
        if (line.data[open - 1] == '[') {
            at = open - 1;
            brackets--;
        }
    for (; at > from; at--) {
        uint8_t last = line.data[at - 1];
        bool unpaired = (last == ')' && parens < 0) || (last == ']' && brackets < 0);
        if (!unpaired && (last == 0 || !strchr(".,;:!?'*+\\", last)))
            break;
        parens += last == ')';
        brackets += last == ']';
    }
    return at;
}

/* 12:30:59 and std::vector look like parts of one; the parser decides, and for
 * plain ones a digit and three colons are asked for. */
static size_t v6_end(struct slice line, size_t at, const struct candidate_search *search)
{
    size_t from = at, colons = 0, digits = 0;
    for (; at - from < 46; at++) {
        uint8_t byte = slice_byte(line, at);
        if (byte != ':' && byte != '.' && byte_hex_value(byte) < 0)
            break;
        colons += byte == ':';
        digits += byte_is_digit(byte);
    }
    if (colons < 2 || is_word_byte(slice_byte(line, at)))
        return from;
    while (at > from && (line.data[at - 1] == '.' ||
                         (line.data[at - 1] == ':' && slice_byte(line, at - 2) != ':')))
        at--;
    bool marked = search->marked && refanged_mark(&search->refanged, from, at) != REFANG_NONE;
    struct address address;
    if ((!marked && (colons < 3 || digits == 0)) ||
        !address_parse(slice_part(line, from, at), &address))
        return from;
    size_t bits = slice_byte(line, at) == '/' ? digits_end(line, at + 1, 3) : 0;
    return bits > at + 1 ? bits : at;
}

static size_t bracketed_v6_end(struct slice line, size_t at)
{
    size_t close = slice_find_byte(slice_part(line, at, at + 48), ']');
    struct address address;
    if (close == SLICE_NOWHERE || close < 3 ||
        !address_parse(slice_part(line, at, at + close + 1), &address))
        return at;
    at += close + 1;
    size_t port = slice_byte(line, at) == ':' ? digits_end(line, at + 1, 5) : 0;
    return port > at + 1 ? port : at;
}

/* A root is letters only, or an A-label, or in another script. */
static bool has_possible_root(struct slice host)
{
    size_t dot = slice_find_last_byte(host, '.');
    if (dot == SLICE_NOWHERE)
        return false;
    struct slice root = slice_after(host, dot + 1);
    if (slice_starts_with_ignoring_case(root, "xn--"))
        return true;
    for (size_t i = 0; i < root.size; i++)
        if (!byte_is_letter(root.data[i]) && root.data[i] < 0x80)
            return false;
    return root.size >= 2;
}

/* Extends a host by port, prefix length or path where they follow. */
static size_t tail_end(struct slice line, size_t from, size_t at, bool numeric)
{
    size_t port = slice_byte(line, at) == ':' ? digits_end(line, at + 1, 6) : 0;
    uint64_t number;
    if (port > at + 1 && !is_word_byte(slice_byte(line, port)) &&
        slice_to_number(slice_part(line, at + 1, port), 65535, &number))
        at = port;
    if (slice_byte(line, at) != '/')
        return at;
    size_t bits = numeric ? digits_end(line, at + 1, 3) : 0;
    struct prefix prefix;
    if (bits > at + 1 && !is_word_byte(slice_byte(line, bits)) && slice_byte(line, bits) != '/' &&
        !(slice_byte(line, bits) == '.' && is_word_byte(slice_byte(line, bits + 1))) &&
        prefix_parse(slice_part(line, from, bits), &prefix))
        return bits;
    size_t end = url_end(line, at, from > 0 ? line.data[from - 1] : 0);
    return end > at ? end : at;
}

struct extent {
    size_t end;  /* of the token */
    size_t skip; /* where to go on when the token is none */
};

static size_t trim_host(struct slice line, size_t from, size_t end)
{
    while (end > from && strchr(".-_", line.data[end - 1]))
        end--;
    return end;
}

static bool is_local_byte(uint8_t byte)
{
    return is_word_byte(byte) || (byte != 0 && strchr("._%+-", byte));
}

/* "192.0.2.1-192.0.2.9", "192.0.2.1-9": gives the end of the first address. */
static size_t range_end(struct slice line, size_t from, size_t end)
{
    struct address address;
    struct slice word = slice_part(line, from, end);
    size_t dash = slice_find_byte(word, '-');
    if (dash == SLICE_NOWHERE || !address_parse(slice_part(word, 0, dash), &address))
        return from;
    for (size_t i = dash + 1; i < word.size; i++)
        if (word.data[i] != '.' && !byte_is_digit(word.data[i]))
            return from;
    return from + dash;
}

/* A word: a name, an address, a digest, a CVE number, an e-mail address. */
static struct extent word_extent(struct slice line, size_t from)
{
    struct extent extent = {.skip = host_end(line, from)};
    if (extent.skip == from)
        extent.skip = from + 1;
    size_t end = trim_host(line, from, extent.skip);
    struct slice word = slice_part(line, from, end);
    struct address address;
    if (slice_byte(line, extent.skip) == '@' || slice_byte(line, extent.skip) == '+') {
        size_t local = extent.skip;
        while (local - from < LOCAL_MOST && is_local_byte(slice_byte(line, local)))
            local++;
        size_t host = slice_byte(line, local) == '@' ? host_end(line, local + 1) : local;
        if (host > local + 1) {
            extent.end = trim_host(line, local + 1, host);
            extent.skip = host;
            return extent;
        }
    }
    size_t range = range_end(line, from, end);
    if (range > from) {
        extent.end = extent.skip = range;
        return extent;
    }
    bool numeric = address_parse(word, &address);
    bool may_have_tail = end == extent.skip && (numeric || has_possible_root(word));
    extent.end = may_have_tail ? tail_end(line, from, end, numeric) : end;
    return extent;
}

static size_t digest_end(struct slice line, size_t from)
{
    size_t end = from;
    while (end - from <= 128 && is_word_byte(slice_byte(line, end)))
        end++;
    size_t size = end - from;
    bool fits = size == 32 || size == 40 || size == 64 || size == 128;
    return fits && slice_is_hex(slice_part(line, from, end)) ? end : from;
}

/* A digest in a word that is no name: "<sha256>.exe", "md5-<md5>". Gives where
 * it begins, or the word's end. */
static size_t find_digest(struct slice line, size_t at, size_t end)
{
    while (at < end && digest_end(line, at) == at) {
        while (at < end && is_word_byte(line.data[at]))
            at++;
        while (at < end && !is_word_byte(line.data[at]))
            at++;
    }
    return at;
}

static bool holds_any(struct slice s, const char *const *words)
{
    for (; *words; words++) {
        size_t size = strlen(*words);
        for (size_t i = 0; i + size <= s.size; i++)
            if (slice_equal_ignoring_case(slice_part(s, i, i + size), slice_from(*words)))
                return true;
    }
    return false;
}

/* "version 2.3.20.2", "Chrome/120.0.0.0", "2.3.20.2 and earlier". */
static bool stands_as_version(struct slice line, size_t from, size_t to)
{
    static const char *const before_words[] = {
        "version",
        "release",
        "build",
        "firmware",
        "patched",
        "upgrade",
        " ver",
        "prior to",
        "\xe7\x89\x88\xe6\x9c\xac" /* Chinese */,
        "\xe3\x83\x90\xe3\x83\xbc\xe3\x82\xb8\xe3\x83\xa7\xe3\x83\xb3" /* Japanese */,
        "\xd0\xb2\xd0\xb5\xd1\x80\xd1\x81" /* Russian */,
        "\xd0\xb2\xd0\xb5\xd1\x80\xd1\x81\xd1\x96" /* Ukrainian */,
        "\xeb\xb2\x84\xec\xa0\x84" /* Korean */,
        "wersj",
        "versi\xc3\xb3n",
        "vers\xc3\xa3o",
        NULL};
    static const char *const after_words[] = {"version",
                                              "and earlier",
                                              "or earlier",
                                              "and prior",
                                              "or later",
                                              "and later",
                                              "\xe7\x89\x88\xe6\x9c\xac",
                                              NULL};
    uint8_t before = from > 0 ? line.data[from - 1] : 0;
    if (before == '/' && from > 1 && is_word_byte(line.data[from - 2]))
        return true;
    return holds_any(slice_part(line, from > CONTEXT ? from - CONTEXT : 0, from), before_words) ||
           holds_any(slice_part(line, to, to + CONTEXT / 2), after_words);
}

/* What the words before a digest say that it is of. */
static void judge_digest(struct slice line, struct candidate *c)
{
    struct slice before =
        slice_trim(slice_part(line, c->from > CONTEXT ? c->from - CONTEXT : 0, c->from));
    if (before.size < 3 || !indicator_kind_is_digest(c->kind))
        return;
    struct label label = label_before(before);
    if (label.meaning == LABEL_KIND)
        candidate_relabel(c, label.kind);
    /* "AES key: ...", "commit ..."; not "the key is stored by <digest>". */
    c->looks_like_key = label.meaning == LABEL_IDENTIFIER && before.size - label.end <= 4;
    uint8_t last = before.data[before.size - 1];
    c->looks_like_key |=
        (last == '=' || last == '_') && slice_find_byte(before, '?') != SLICE_NOWHERE;
}

static void judge_place(struct slice line, struct candidate *c)
{
    uint8_t before = c->from > 0 ? line.data[c->from - 1] : 0, after = slice_byte(line, c->to);
    /* "relay://host" has a scheme that nobody else uses. */
    bool behind_scheme =
        c->from > 3 && slice_equal_text(slice_part(line, c->from - 3, c->from), "://");
    if (c->kind == INDICATOR_DOMAIN && !c->has_scheme && !behind_scheme &&
        (before == '\\' || before == '/' || before == '$' || after == '\\' || after == '('))
        c->looks_like_file = true;
    if (c->kind == INDICATOR_ADDRESS && !c->has_scheme && !c->defanged)
        c->looks_like_version = stands_as_version(line, c->from, c->to);
    judge_digest(line, c);
}

/* What stood in the text must be shaped like what it is taken for, where a list
 * may say "host.local1" and mean it. */
static bool is_plausible(struct slice token, const struct candidate *c, uint8_t before,
                         uint8_t after)
{
    /* A file that is named by a digest of something. */
    if (indicator_kind_is_digest(c->kind))
        return before != '\\' && before != '/';
    if (c->kind == INDICATOR_DOMAIN || c->kind == INDICATOR_ONION || c->kind == INDICATOR_EMAIL) {
        struct slice host = candidate_host(c);
        if (!has_possible_root(host))
            return false;
        /* "https://host/<path>" does not mean the whole host. */
        bool cut =
            (after == '<' || after == '{' || after == '[') && token.data[token.size - 1] == '/';
        return !cut;
    }
    return true;
}

static bool try_token(struct candidate_search *search, size_t from, size_t to, struct candidate *c)
{
    struct slice token = slice_part(search->line, from, to);
    c->from = from;
    c->to = to;
    if (!candidate_classify(token, c) ||
        !is_plausible(token, c, from > 0 ? search->line.data[from - 1] : 0,
                      slice_byte(search->line, to)))
        return false;
    enum refang_mark mark =
        search->marked ? refanged_mark(&search->refanged, from, to) : REFANG_NONE;
    c->escaped = mark == REFANG_WEAK && !c->defanged;
    c->defanged = c->defanged || mark != REFANG_NONE;
    judge_place(search->line, c);
    return true;
}

/* --- Shapes that are longer than a word ---------------------------------- */

/* "4b:6a:a2:...": bytes of a certificate, a key or a machine's address. */
static size_t pairs_end(struct slice line, size_t from, size_t *pairs)
{
    enum { PAIRS_MOST = 64 };
    size_t at = from;
    for (*pairs = 0; *pairs < PAIRS_MOST; at += 3) {
        if (byte_hex_value(slice_byte(line, at)) < 0 ||
            byte_hex_value(slice_byte(line, at + 1)) < 0 ||
            byte_hex_value(slice_byte(line, at + 2)) >= 0)
            break;
        ++*pairs;
        if (slice_byte(line, at + 2) != ':')
            return at + 2;
    }
    return at > from ? at - 1 : from;
}

/* "3:AXGBicFlgVNhBGcL6wCrFQEv:AXGHsNhxLsr2C" */
static size_t ssdeep_end(struct slice line, size_t from)
{
    enum { HALF_MOST = 64, HALF_LEAST = 6 };
    size_t at = digits_end(line, from, 10);
    for (int half = 0; half < 2; half++) {
        if (at == from || slice_byte(line, at) != ':')
            return from;
        size_t begin = ++at;
        while (at - begin < HALF_MOST &&
               (is_word_byte(slice_byte(line, at)) || slice_byte(line, at) == '+' ||
                slice_byte(line, at) == '/'))
            at++;
        if (at - begin < (half == 0 ? HALF_LEAST : 3))
            return from;
    }
    return is_word_byte(slice_byte(line, at)) ? from : at;
}

static bool ends_quoted(uint8_t byte)
{
    return byte == 0 || byte == '"' || byte == '`' || byte == '|' || byte == '<' || byte == '\t' ||
           byte == '\'' || byte == '\n';
}

/* A user agent goes on to the end of its quotes, cell or line. */
static size_t user_agent_end(struct slice line, size_t from)
{
    enum { AGENT_MOST = 512 };
    size_t at = from;
    if (!slice_starts_with(slice_after(line, from), "Mozilla/") ||
        !byte_is_digit(slice_byte(line, from + 8)))
        return from;
    while (at - from < AGENT_MOST && at < line.size && !ends_quoted(line.data[at]))
        at++;
    while (at > from && strchr(" .,;", line.data[at - 1]))
        at--;
    return at;
}

/* The name of a key may have blanks in it, but then a backslash follows soon. */
static size_t registry_end(struct slice line, size_t from)
{
    static const char *const roots[] = {"HKLM", "HKCU", "HKCR", "HKCC", "HKU", "HKEY_"};
    enum { KEY_MOST = 512, BLANK_MOST = 24 };
    bool begins = false;
    for (size_t i = 0; i < sizeof roots / sizeof *roots; i++)
        begins |= slice_starts_with(slice_after(line, from), roots[i]);
    size_t at = begins ? slice_find_byte(slice_part(line, from, from + 24), '\\') : SLICE_NOWHERE;
    if (at == SLICE_NOWHERE)
        return from;
    for (at += from; at < line.size && at - from < KEY_MOST && !ends_quoted(line.data[at]); at++) {
        if (line.data[at] != ' ')
            continue;
        struct slice next = slice_part(line, at + 1, at + 1 + BLANK_MOST);
        size_t slash = slice_find_byte(next, '\\');
        if (slash == SLICE_NOWHERE ||
            slice_find_byte(slice_part(next, 0, slash), ',') != SLICE_NOWHERE ||
            slice_find_byte(slice_part(next, 0, slash), ':') != SLICE_NOWHERE)
            break;
    }
    while (at > from && strchr(" .,;:)]", line.data[at - 1]))
        at--;
    return at;
}

static bool stands_after(struct slice line, size_t at, const char *word)
{
    const char *const words[] = {word, NULL};
    return holds_any(slice_part(line, at > CONTEXT ? at - CONTEXT : 0, at), words);
}

/* Whether the words before the bytes say what they are, or nothing else stands there. */
static bool serial_or_digest(struct slice line, size_t from, size_t to)
{
    struct slice before = slice_trim(slice_part(line, from > CONTEXT ? from - CONTEXT : 0, from));
    return (before.size == 0 && slice_trim(slice_after(line, to)).size == 0 &&
            slice_byte(line, to) == 0) ||
           label_before(before).meaning == LABEL_KIND;
}

/* "serial number 0x3fa90b2c118d77e5" */
static size_t serial_end(struct slice line, size_t from)
{
    enum { LEAST = 8, MOST = 40 };
    size_t at = slice_starts_with(slice_after(line, from), "0x") ? from + 2 : from, begin = at;
    while (at - begin <= MOST && byte_hex_value(slice_byte(line, at)) >= 0)
        at++;
    bool fits = at - begin >= LEAST && at - begin <= MOST && !is_word_byte(slice_byte(line, at));
    return fits && stands_after(line, from, "serial") ? at : from;
}

/* Tries the shapes at search->at; moves behind one that stands there. */
static bool pass_shape(struct candidate_search *search, struct candidate *c, bool *found)
{
    struct slice line = search->line;
    size_t from = search->at, pairs = 0, end;
    enum indicator_kind kind = INDICATOR_OTHER;
    if ((end = user_agent_end(line, from)) > from) {
        kind = INDICATOR_USER_AGENT;
    } else if ((end = registry_end(line, from)) > from) {
        kind = INDICATOR_REGISTRY_KEY;
    } else if (byte_is_digit(line.data[from]) && (end = ssdeep_end(line, from)) > from) {
        kind = INDICATOR_SSDEEP;
    } else if (byte_hex_value(line.data[from]) >= 0 && (end = serial_end(line, from)) > from) {
        kind = INDICATOR_CERT_SERIAL;
    } else if (byte_hex_value(line.data[from]) >= 0 &&
               (end = pairs_end(line, from, &pairs)) > from && pairs >= 6) {
        bool serial = pairs >= 8 && stands_after(line, from, "serial");
        kind = serial        ? INDICATOR_CERT_SERIAL
               : pairs == 16 ? INDICATOR_MD5
               : pairs == 20 ? INDICATOR_SHA1
               : pairs == 32 ? INDICATOR_SHA256
                             : INDICATOR_OTHER;
    } else {
        return false;
    }
    search->at = end;
    /* Of a certificate's dump only what is called a digest is one. */
    if (pairs >= 16 && !serial_or_digest(line, from, end))
        kind = INDICATOR_OTHER;
    *found = kind != INDICATOR_OTHER && typed_read(kind, slice_part(line, from, end), c);
    c->from = from;
    c->to = end;
    if (*found)
        judge_digest(line, c);
    return true;
}

/* Reads what begins at search->at, and moves behind it. */
static bool read_here(struct candidate_search *search, struct candidate *c)
{
    struct slice line = search->line;
    size_t from = search->at;
    const char *scheme;
    bool defanged, passed;
    if (is_flag(line, from)) {
        search->at = from + 2;
        return false;
    }
    if (pass_shape(search, c, &passed))
        return passed;
    size_t scheme_size = candidate_scheme(slice_part(line, from, from + CANDIDATE_SCHEME_MOST + 3),
                                          &scheme, &defanged);
    if (scheme_size > 0 && !scheme) {
        search->at = from + scheme_size;
        return false;
    }
    if (scheme_size > 0) {
        size_t end = url_end(line, from + scheme_size, from > 0 ? line.data[from - 1] : 0);
        search->at = end;
        return try_token(search, from, end, c);
    }
    size_t end = line.data[from] == '[' ? bracketed_v6_end(line, from) : v6_end(line, from, search);
    if (end > from) {
        search->at = end;
        return try_token(search, from, end, c);
    }
    struct extent extent = word_extent(line, from);
    size_t digest = find_digest(line, from, extent.skip);
    bool found = extent.end > from && try_token(search, from, extent.end, c);
    if (found && (digest == extent.skip || (c->rooted && !c->looks_like_file))) {
        search->at = extent.end > extent.skip ? extent.end : extent.skip;
        return true;
    }
    search->at = digest < extent.skip ? digest_end(line, digest) : extent.skip;
    return digest < extent.skip && try_token(search, digest, search->at, c);
}

void candidate_search_line(struct candidate_search *search, struct slice line)
{
    search->at = 0;
    search->marked = refang_is_needed(line);
    if (search->marked)
        refang_line(line, &search->refanged);
    search->line = search->marked ? text_slice(&search->refanged.text) : line;
}

/* "%2F" in front of a name is a slash that somebody encoded. */
static bool skip_encoded(struct candidate_search *search)
{
    struct slice line = search->line;
    size_t at = search->at;
    bool encoded = line.data[at] == '%' && byte_hex_value(slice_byte(line, at + 1)) >= 0 &&
                   byte_hex_value(slice_byte(line, at + 2)) >= 0;
    search->at += encoded ? 3 : 0;
    return encoded;
}

bool candidate_next(struct candidate_search *search, struct candidate *candidate)
{
    while (search->at < search->line.size) {
        uint8_t byte = search->line.data[search->at];
        bool begins = is_word_byte(byte) || byte == '[' ||
                      (byte == ':' && slice_byte(search->line, search->at + 1) == ':') ||
                      (byte >= 0x80 && foreign_letter(search->line, search->at) > 0);
        if (skip_encoded(search))
            continue;
        if (!begins)
            search->at++;
        else if (read_here(search, candidate))
            return true;
    }
    return false;
}

void candidate_search_done(struct candidate_search *search)
{
    refanged_done(&search->refanged);
}
