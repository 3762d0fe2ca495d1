/* list - plain lists: one indicator a line, of any kind.
 *
 * Comments begin with #, ; or // at the front of a line or behind white space, and
 * with ! in the lists of advertisement blockers. Configuration that blocks names is a
 * list as well: hosts files, blockers, dnsmasq, unbound, BIND (`forms`). What follows an
 * indicator on its line, also as a comment, is its description; a line of words above
 * some that says what they are for ("# Loader C2s") is their role. A list has no header
 * and no types, so what a line means is found by its form alone. */
/* SPDX-License-Identifier: MIT */
#include "notice/listed.h"
#include "notice/reader.h"

#include "model/limits.h"

#include <string.h>

static bool begins_comment(struct slice s)
{
    return s.size > 0 && (s.data[0] == '#' || s.data[0] == ';' || slice_starts_with(s, "//"));
}

static bool is_comment(struct slice line)
{
    return begins_comment(line) || slice_starts_with(line, "!") ||
           (slice_starts_with(line, "[Adblock") && slice_ends_with(line, "]"));
}

/* Takes a comment behind white space off the line. */
static struct slice take_comment(struct slice *line)
{
    for (size_t i = 1; i < line->size; i++) {
        if (!byte_is_space(line->data[i - 1]) || !begins_comment(slice_after(*line, i)))
            continue;
        struct slice comment = slice_after(*line, i);
        *line = slice_trim(slice_part(*line, 0, i));
        while (comment.size > 0 && (begins_comment(comment) || comment.data[0] == '/'))
            comment = slice_after(comment, 1);
        return slice_trim(comment);
    }
    return (struct slice){0};
}

static struct slice take_word(struct slice *line)
{
    size_t size = 0;
    while (size < line->size && !byte_is_space(line->data[size]))
        size++;
    struct slice word = slice_part(*line, 0, size);
    *line = slice_trim(slice_after(*line, size));
    return word;
}

/* ---- Lines of configuration */

enum meaning {
    BLOCKED,
    ALLOWED,
    ANOTHERS, /* a rule that does more than name a host */
};

/* The name begins behind `front` and ends at one of `ends`. */
static const struct form {
    const char *front, *ends;
    enum meaning meaning;
    bool several; /* one name after the other, until what the names become */
} forms[] = {
    {"@@||", "^$/", ALLOWED, false}, /* advertisement blockers */
    {"@@", "", ALLOWED, false},
    {"||", "^$", BLOCKED, false},
    {"address=/", "/", BLOCKED, true}, /* dnsmasq */
    {"local=/", "/", BLOCKED, true},
    {"server=/", "/", BLOCKED, true},
    {"local-zone:", "\" \t", BLOCKED, false}, /* unbound */
    {"local-data:", "\" \t", BLOCKED, false},
    {"zone \"", "\"", BLOCKED, false}, /* BIND */
};

static const struct form *form_of(struct slice line)
{
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
        if (slice_starts_with(line, forms[i].front))
            return &forms[i];
    return NULL;
}

/* What stands in front of the first of `ends`, which is dropped. */
static struct slice take_name(const struct form *form, struct slice *rest)
{
    size_t size = 0;
    while (size < rest->size && !strchr(form->ends, rest->data[size]))
        size++;
    struct slice name = slice_part(*rest, 0, size);
    *rest = slice_after(*rest, size + 1);
    return name;
}

/* What of a line in this form holds names. dnsmasq's "server=/name/address" asks another
 * server, which is no block; unbound answers "transparent" and "typetransparent" zones. */
static enum meaning meaning_of(const struct form *form, struct slice line, struct slice *names)
{
    *names = slice_after(line, strlen(form->front));
    while (names->size > 0 && (names->data[0] == ' ' || names->data[0] == '"'))
        *names = slice_after(*names, 1);
    size_t slash = slice_find_last_byte(*names, '/');
    if (form->front[0] == 's' && slash != SLICE_NOWHERE && slash + 1 < names->size &&
        names->data[slash + 1] != '#')
        return ANOTHERS;
    if (form->front[0] == 'l' && slice_ends_with(line, "transparent"))
        return ALLOWED;
    if (form->several)
        names->size = slash == SLICE_NOWHERE ? names->size : slash;
    return form->meaning;
}

static bool is_sink(struct slice word)
{
    return slice_equal_text(word, "0.0.0.0") || slice_equal_text(word, "127.0.0.1") ||
           slice_equal_text(word, "::1") || slice_equal_text(word, "::");
}

/* ---- Recognising */

enum {
    LOOKED_AT = 200, /* lines that decide what the file is */
    MOSTLY = 90,     /* per cent */
};

static bool is_entry(struct slice line, struct candidate *candidate)
{
    struct prefix prefixes[RANGE_PREFIXES_MOST];
    if (form_of(line) || listed_read_range(line, prefixes) > 0)
        return true;
    struct slice word = take_word(&line);
    if (line.size == 0)
        return candidate_read(word, candidate);
    return is_sink(word);
}

/* Of the lines that are no comments, in per cent. */
static int share_of_indicators(struct slice content)
{
    struct candidate candidate = {0};
    int lines = 0, fitting = 0;
    while (content.size > 0 && lines < LOOKED_AT) {
        struct slice line = slice_trim(slice_split_line(&content));
        if (line.size == 0 || is_comment(line))
            continue;
        take_comment(&line);
        lines++;
        fitting += is_entry(line, &candidate);
    }
    candidate_done(&candidate);
    return lines > 0 ? fitting * 100 / lines : 0;
}

/* ---- Headings */

/* Words by which a line says what the addresses below it are for. */
static bool is_word_of_role(struct slice word)
{
    static const char *const words[] = {
        "c2",      "c2s",    "c&c",     "cnc",     "command",      "control",    "controller",
        "tier",    "server", "servers", "loader",  "loaders",      "payload",    "payloads",
        "staging", "stager", "proxy",   "proxies", "phishing",     "exfil",      "exfiltration",
        "dropper", "relay",  "relays",  "backend", "distribution", "controllers"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (slice_equal_ignoring_case(word, slice_from(words[i])))
            return true;
    return false;
}

/* The line without its marks where it is a heading that names a role; else empty. */
static struct slice role_in(struct slice line)
{
    enum { HEADING_MOST = 60 };
    while (line.size > 0 && (begins_comment(line) || line.data[0] == '/' || line.data[0] == ' '))
        line = slice_after(line, 1);
    while (line.size > 0 && (line.data[line.size - 1] == ':' || line.data[line.size - 1] == ' '))
        line.size--;
    bool found = false;
    struct slice rest = line;
    while (rest.size > 0)
        found = is_word_of_role(take_word(&rest)) || found;
    return found && line.size <= HEADING_MOST ? line : (struct slice){0};
}

/* ---- Reading */

static bool has_upper_case(struct slice word)
{
    for (size_t i = 0; i < word.size; i++)
        if (byte_lower(word.data[i]) != word.data[i])
            return true;
    return false;
}

struct reading {
    struct notice *notice;
    struct candidate candidate;
    struct recent_statements statements;
    struct slice role;
    uint32_t line;
    bool labels_meant; /* a word alone is a name, not a heading */
    bool fits;
};

static void add(struct reading *reading, struct slice description)
{
    uint32_t statement =
        listed_statement(&reading->statements, reading->notice,
                         &(struct statement){.role = reading->role, .description = description});
    reading->fits = candidate_add(&reading->candidate, reading->notice, reading->line, statement) &&
                    reading->fits;
}

static bool read_name(struct reading *reading, struct slice name, struct slice description)
{
    if (!listed_read(name, &reading->candidate) && !listed_read_label(name, &reading->candidate))
        return false;
    add(reading, description);
    return true;
}

static bool read_range(struct reading *reading, struct slice text, struct slice description)
{
    struct prefix prefixes[RANGE_PREFIXES_MOST];
    size_t count = listed_read_range(text, prefixes);
    for (size_t i = 0; i < count; i++) {
        text_clear(&reading->candidate.pattern);
        reading->candidate.kind = listed_write_prefix(&prefixes[i], &reading->candidate.pattern);
        add(reading, description);
    }
    return count > 0;
}

static void read_names_of(struct reading *reading, const struct form *form, struct slice line,
                          struct slice comment)
{
    struct slice names;
    enum meaning meaning = meaning_of(form, line, &names);
    if (meaning != BLOCKED) {
        notice_reject(reading->notice,
                      meaning == ALLOWED ? REJECTED_ALLOWED : REJECTED_OTHER_LANGUAGE, line,
                      reading->line);
        return;
    }
    do {
        struct slice name = take_name(form, &names);
        if (!read_name(reading, name, comment))
            listed_reject(reading->notice, name, reading->line);
    } while (form->several && names.size > 0 && reading->fits);
}

static void read_hosts(struct reading *reading, struct slice names, struct slice comment)
{
    while (names.size > 0 && reading->fits) {
        struct slice name = take_word(&names);
        if (!read_name(reading, name, comment))
            listed_reject(reading->notice, name, reading->line);
    }
}

/* An indicator, or what a heading says of those below it. */
static void read_entry(struct reading *reading, struct slice line, struct slice comment)
{
    struct slice whole = line, word = take_word(&line);
    struct slice description = line.size > 0 ? line : comment;
    if (read_range(reading, whole, comment) || read_range(reading, word, description))
        return;
    bool may_be_label = reading->labels_meant && line.size == 0 && !has_upper_case(word);
    if (listed_read(word, &reading->candidate) ||
        (may_be_label && listed_read_label(word, &reading->candidate))) {
        add(reading, description);
        return;
    }
    struct slice role = role_in(whole);
    if (role.size > 0)
        reading->role = role;
    else if (slice_find(whole, slice_from("##")) != SLICE_NOWHERE) /* hides a part of pages */
        notice_reject(reading->notice, REJECTED_OTHER_LANGUAGE, whole, reading->line);
    else
        listed_reject(reading->notice, whole, reading->line);
}

/* Nearly every line is an indicator alone: what costs time is listed_read(). */
static void read_line(struct reading *reading, struct slice line)
{
    line = slice_trim(line);
    if (line.size == 0)
        return;
    if (is_comment(line)) {
        struct slice role = role_in(line);
        reading->role = role.size > 0 ? role : reading->role;
        return;
    }
    struct slice comment = take_comment(&line), names = line;
    const struct form *form = form_of(line);
    if (form)
        read_names_of(reading, form, line, comment);
    else if (is_sink(take_word(&names)) && names.size > 0)
        read_hosts(reading, names, comment);
    else
        read_entry(reading, line, comment);
}

static bool list_read(struct slice content, struct notice *notice, struct problem *problem)
{
    struct reading reading = {
        .notice = notice, .labels_meant = share_of_indicators(content) >= MOSTLY, .fits = true};
    uint32_t first_bad = 0;
    while (reading.fits && content.size > 0) {
        reading.line++;
        read_line(&reading, slice_split_line(&content));
        if (first_bad == 0 && notice->rejected > 0)
            first_bad = reading.line;
    }
    candidate_done(&reading.candidate);
    if (!reading.fits)
        return problem_set(problem, "line %u: more than %d indicators", reading.line,
                           LIMIT_INDICATORS);
    if (notice->indicator_count == 0 && first_bad > 0)
        return problem_set(problem, "line %u is no indicator, and no other line is one", first_bad);
    return true;
}

/* How sure it is grows with the share of lines that are one indicator and no more.
 * Where too many are more than that, headings and words between the indicators
 * mean something, and a reader of prose understands them better. */
static int list_recognise(struct slice content, const char *file_name)
{
    int share = share_of_indicators(content);
    if (share < 50)
        return 0;
    return share < MOSTLY || listed_is_document(content, file_name) ? 10 : 80;
}

const struct notice_reader list_reader = {
    .name = "list",
    .title = "plain lists, one indicator a line; hosts files and other blocklists",
    .recognise = list_recognise,
    .read = list_read,
};
