/* suricata - sets of values and of reputations that Suricata loads.
 *
 * A data set (rules/datasets) has one value a line: a "string" in base64, digests in
 * hexadecimal, addresses as they are; a reputation may stand behind a comma. An IP
 * reputation list (reputation/ipreputation) has lines "address or network,category,
 * score" with categories from 1 to 60 and scores to 127, which say how sure it is; what a
 * category means stands in another file. */
/* SPDX-License-Identifier: MIT */
#include "base/base64.h"
#include "base/utf8.h"
#include "model/limits.h"
#include "notice/listed.h"
#include "notice/reader.h"
#include "notice/typed.h"

enum {
    CATEGORY_MOST = 60,
    SCORE_MOST = 127,
    LOOKED_AT = 200, /* lines that decide what the file is */
};

struct reading {
    struct notice *notice;
    struct candidate candidate;
    struct recent_statements statements;
    struct text decoded, threat;
    uint32_t line;
    bool fits;
};

static bool is_ignored(struct slice line)
{
    return line.size == 0 || line.data[0] == '#';
}

/* "address,category,score"; a name may stand for the address. */
struct reputation {
    struct slice host;
    uint64_t category, score;
};

static bool split_reputation(struct slice line, struct reputation *reputation)
{
    reputation->host = slice_trim(slice_split(&line, ','));
    struct slice category = slice_trim(slice_split(&line, ','));
    return slice_to_number(category, CATEGORY_MOST, &reputation->category) &&
           slice_to_number(slice_trim(line), SCORE_MOST, &reputation->score) &&
           reputation->category > 0;
}

static bool is_printable(struct slice text)
{
    while (text.size > 0) {
        uint32_t character;
        size_t size = utf8_read(text, &character);
        if (size == 0 || character < ' ' || character == 0x7f)
            return false;
        text = slice_after(text, size);
    }
    return true;
}

/* Whether a value is text in base64. A digest in hexadecimal is base64 by its form as
 * well, but of bytes that are no text. */
static bool decode(struct slice value, struct text *decoded)
{
    enum { SHORTEST = 4 };
    text_clear(decoded);
    return value.size >= SHORTEST && base64_decode(value, decoded) &&
           is_printable(text_slice(decoded));
}

static bool is_agent(struct slice text)
{
    return slice_find_byte(text, '/') != SLICE_NOWHERE &&
           slice_find_byte(text, ' ') != SLICE_NOWHERE;
}

/* A string is what its form says; else it is kept as one. */
static bool read_string(struct reading *reading)
{
    struct slice text = text_slice(&reading->decoded);
    if (listed_read(text, &reading->candidate))
        return true;
    return is_agent(text) ? typed_read(INDICATOR_USER_AGENT, text, &reading->candidate)
                          : typed_read_other(slice_from("string"), text, &reading->candidate);
}

static void add(struct reading *reading, const struct reputation *reputation)
{
    struct indicator indicator = {.kind = reading->candidate.kind,
                                  .pattern = text_slice(&reading->candidate.pattern),
                                  .line = reading->line};
    if (reputation) {
        text_clear(&reading->threat);
        text_put(&reading->threat, "category ");
        text_add_number(&reading->threat, reputation->category);
        indicator.confidence = (uint8_t)(reputation->score * 100 / SCORE_MOST);
        indicator.statement =
            listed_statement(&reading->statements, reading->notice,
                             &(struct statement){.threat = text_slice(&reading->threat)});
    }
    reading->fits = notice_add(reading->notice, &indicator);
}

static void read_line(struct reading *reading, struct slice line)
{
    struct reputation reputation;
    line = slice_trim(line);
    if (is_ignored(line))
        return;
    if (split_reputation(line, &reputation)) {
        if (listed_read(reputation.host, &reading->candidate))
            add(reading, &reputation);
        else
            listed_reject(reading->notice, reputation.host, reading->line);
        return;
    }
    struct slice value = slice_trim(slice_part(line, 0, slice_find_byte(line, ',')));
    bool read = listed_read(value, &reading->candidate) ||
                (decode(value, &reading->decoded) && read_string(reading));
    if (read)
        add(reading, NULL);
    else
        listed_reject(reading->notice, line, reading->line);
}

static bool suricata_read(struct slice content, struct notice *notice, struct problem *problem)
{
    struct reading reading = {.notice = notice, .fits = true};
    while (reading.fits && content.size > 0) {
        reading.line++;
        read_line(&reading, slice_split_line(&content));
    }
    candidate_done(&reading.candidate);
    text_done(&reading.decoded);
    text_done(&reading.threat);
    return reading.fits ||
           problem_set(problem, "line %u: more than %d indicators", reading.line, LIMIT_INDICATORS);
}

struct counts {
    int lines, strings, meant, reputations;
};

/* What the first lines are. `meant` are the strings that read as indicators. */
static struct counts count_lines(struct slice content)
{
    struct counts counts = {0};
    struct candidate candidate = {0};
    struct text decoded = {0};
    while (content.size > 0 && counts.lines < LOOKED_AT) {
        struct reputation reputation;
        struct slice line = slice_trim(slice_split_line(&content));
        if (is_ignored(line))
            continue;
        counts.lines++;
        counts.reputations +=
            split_reputation(line, &reputation) && listed_read(reputation.host, &candidate);
        struct slice value = slice_trim(slice_part(line, 0, slice_find_byte(line, ',')));
        if (!listed_read(value, &candidate) && decode(value, &decoded)) {
            counts.strings++;
            counts.meant +=
                listed_read(text_slice(&decoded), &candidate) || is_agent(text_slice(&decoded));
        }
    }
    candidate_done(&candidate);
    text_done(&decoded);
    return counts;
}

/* Every line has the form; words of a language can have that of base64, so of strings
 * half must mean something as well. A list of addresses or digests alone is a list. */
static int suricata_recognise(struct slice content, const char *file_name)
{
    (void)file_name;
    struct counts counts = count_lines(content);
    if (counts.lines == 0)
        return 0;
    if (counts.strings == counts.lines && counts.meant * 2 >= counts.lines)
        return 94;
    return counts.reputations == counts.lines ? 88 : 0;
}

const struct notice_reader suricata_reader = {
    .name = "suricata",
    .title = "Suricata's data sets and IP reputation lists",
    .recognise = suricata_recognise,
    .read = suricata_read,
};
