/* list - plain lists: one indicator a line, of any kind.
 *
 * Comments begin with #, ; or // at the front of a line or behind white space, and
 * with ! in the lists of advertisement blockers. Lines of hosts files ("0.0.0.0
 * name ...") give their names, "||name^" gives the name. What follows an indicator
 * on its line is its description. A list has no header and no types, so what a
 * line means is found by its form alone. */
/* SPDX-License-Identifier: MIT */
#include "notice/listed.h"
#include "notice/reader.h"

#include "model/address.h"
#include "model/limits.h"

static bool begins_comment(struct slice s)
{
    return s.size > 0 && (s.data[0] == '#' || s.data[0] == ';' || slice_starts_with(s, "//"));
}

static struct slice without_comment(struct slice line)
{
    line = slice_trim(line);
    if (begins_comment(line) || slice_starts_with(line, "!"))
        return (struct slice){0};
    for (size_t i = 1; i < line.size; i++)
        if (byte_is_space(line.data[i - 1]) && begins_comment(slice_after(line, i)))
            return slice_trim(slice_part(line, 0, i));
    return line;
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

/* "||name^$third-party"; rules of advertisement blockers that do more than name a
 * host are none of ours. */
static struct slice without_rule(struct slice word)
{
    if (!slice_starts_with(word, "||"))
        return word;
    size_t end = slice_find_byte(word, '^');
    return end == SLICE_NOWHERE ? slice_after(word, 2) : slice_part(word, 2, end);
}

static bool is_sink(struct slice word)
{
    return slice_equal_text(word, "0.0.0.0") || slice_equal_text(word, "127.0.0.1") ||
           slice_equal_text(word, "::1") || slice_equal_text(word, "::");
}

enum {
    LOOKED_AT = 200, /* lines that decide what the file is */
    MOSTLY = 90,     /* per cent */
};

/* Of the lines that are no comments, in per cent. */
static int share_of_indicators(struct slice content)
{
    struct candidate candidate = {0};
    int lines = 0, fitting = 0;
    while (content.size > 0 && lines < LOOKED_AT) {
        struct slice line = without_comment(slice_split_line(&content));
        if (line.size == 0)
            continue;
        struct slice word = without_rule(take_word(&line));
        bool is_hosts_line = line.size > 0 && is_sink(word);
        lines++;
        fitting += is_hosts_line || (line.size == 0 && candidate_read(word, &candidate));
    }
    candidate_done(&candidate);
    return lines > 0 ? fitting * 100 / lines : 0;
}

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
    uint32_t line;
    bool labels_meant; /* a word alone is a name, not a heading */
};

/* False at the limit. */
static bool read_word(struct reading *reading, struct slice word, struct slice description)
{
    struct candidate *candidate = &reading->candidate;
    bool may_be_label = reading->labels_meant && description.size == 0 && !has_upper_case(word);
    if (!listed_read(word, candidate) && !(may_be_label && listed_read_label(word, candidate))) {
        notice_reject(reading->notice, REJECTED_MALFORMED, word, reading->line);
        return true;
    }
    uint32_t statement = listed_statement(&reading->statements, reading->notice,
                                          &(struct statement){.description = description});
    return candidate_add(candidate, reading->notice, reading->line, statement);
}

static bool read_line(struct reading *reading, struct slice line)
{
    line = without_comment(line);
    if (line.size == 0)
        return true;
    struct slice word = without_rule(take_word(&line));
    if (line.size == 0 || !is_sink(word))
        return read_word(reading, word, line);
    while (line.size > 0)
        if (!read_word(reading, take_word(&line), (struct slice){0}))
            return false;
    return true;
}

static bool list_read(struct slice content, struct notice *notice, struct problem *problem)
{
    struct reading reading = {.notice = notice,
                              .labels_meant = share_of_indicators(content) >= MOSTLY};
    bool fits = true;
    uint32_t first_bad = 0;
    while (fits && content.size > 0) {
        reading.line++;
        fits = read_line(&reading, slice_split_line(&content));
        if (first_bad == 0 && notice->rejected > 0)
            first_bad = reading.line;
    }
    candidate_done(&reading.candidate);
    if (!fits)
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
    (void)file_name;
    int share = share_of_indicators(content);
    return share >= MOSTLY ? 80 : share >= 50 ? 10 : 0;
}

const struct notice_reader list_reader = {
    .name = "list",
    .title = "plain lists, one indicator a line; hosts files",
    .recognise = list_recognise,
    .read = list_read,
};
