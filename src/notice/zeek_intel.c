/* zeek - files of Zeek's Intelligence Framework.
 *
 * Tab-separated; "#fields" names the columns, of which indicator and indicator_type are
 * always there, and what is said of an indicator begins with "meta.". "-" is no value,
 * bytes that cannot stand in a cell are written as \xNN.
 *
 * https://docs.zeek.org/en/current/frameworks/intel.html */
/* SPDX-License-Identifier: MIT */
#include "model/limits.h"
#include "notice/listed.h"
#include "notice/reader.h"
#include "notice/typed.h"

#include <string.h>

enum column {
    COLUMN_INDICATOR,
    COLUMN_TYPE,
    COLUMN_SOURCE,
    COLUMN_DESCRIPTION,
    COLUMN_URL,
    COLUMN_FAMILY,
    COLUMN_CONFIDENCE,
    COLUMN_FIRST_SEEN,
    COLUMN_LAST_SEEN,
    COLUMN_ALLOWED,
    COLUMNS,
    COLUMN_UNKNOWN = COLUMNS
};

/* The first three are the framework's; others are what its users add. */
static const struct {
    const char *name;
    enum column column;
} names[] = {
    {"indicator", COLUMN_INDICATOR},
    {"indicator_type", COLUMN_TYPE},
    {"meta.source", COLUMN_SOURCE},
    {"meta.desc", COLUMN_DESCRIPTION},
    {"meta.description", COLUMN_DESCRIPTION},
    {"meta.url", COLUMN_URL},
    {"meta.family", COLUMN_FAMILY},
    {"meta.malware", COLUMN_FAMILY},
    {"meta.malware_family", COLUMN_FAMILY},
    {"meta.confidence", COLUMN_CONFIDENCE},
    {"meta.cif_confidence", COLUMN_CONFIDENCE},
    {"meta.firstseen", COLUMN_FIRST_SEEN},
    {"meta.first_seen", COLUMN_FIRST_SEEN},
    {"meta.cif_firstseen", COLUMN_FIRST_SEEN},
    {"meta.lastseen", COLUMN_LAST_SEEN},
    {"meta.last_seen", COLUMN_LAST_SEEN},
    {"meta.cif_lastseen", COLUMN_LAST_SEEN},
    {"meta.whitelist", COLUMN_ALLOWED},
};

/* Zeek looks for SOFTWARE in the User-Agent of HTTP, and PUBKEY_HASH is the MD5 of an
 * SSH server's key. */
static const struct {
    const char *name;
    enum indicator_kind kind;
    const char *other; /* the name of what is kept as INDICATOR_OTHER */
} types[] = {
    {"Intel::ADDR", INDICATOR_ADDRESS, NULL},
    {"Intel::SUBNET", INDICATOR_CIDR, NULL},
    {"Intel::URL", INDICATOR_URL, NULL},
    {"Intel::DOMAIN", INDICATOR_DOMAIN, NULL},
    {"Intel::EMAIL", INDICATOR_EMAIL, NULL},
    {"Intel::SOFTWARE", INDICATOR_USER_AGENT, NULL},
    {"Intel::USER_NAME", INDICATOR_OTHER, "user-name"},
    {"Intel::CERT_HASH", INDICATOR_CERT_SHA1, NULL},
    {"Intel::PUBKEY_HASH", INDICATOR_OTHER, "ssh-key-md5"},
    {"Intel::FILE_HASH", INDICATOR_SHA256, NULL},
    {"Intel::FILE_NAME", INDICATOR_FILE_NAME, NULL},
};

enum { CELLS_MOST = 64 };

struct reading {
    struct notice *notice;
    struct candidate candidate;
    struct recent_statements statements;
    enum column columns[CELLS_MOST];
    size_t column_count;
    struct text unescaped[COLUMNS], description;
    struct slice cells[COLUMNS]; /* of the row; empty where there is none */
    uint32_t line;
};

static enum column column_named(struct slice name)
{
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (slice_equal_text(name, names[i].name))
            return names[i].column;
    return COLUMN_UNKNOWN;
}

static void read_fields(struct reading *reading, struct slice line)
{
    slice_split(&line, '\t');
    reading->column_count = 0;
    while (line.size > 0 && reading->column_count < CELLS_MOST)
        reading->columns[reading->column_count++] =
            column_named(slice_trim(slice_split(&line, '\t')));
}

static bool is_escape(struct slice at)
{
    return at.size >= 4 && at.data[0] == '\\' && at.data[1] == 'x' &&
           byte_hex_value(at.data[2]) >= 0 && byte_hex_value(at.data[3]) >= 0;
}

static struct slice unescape(struct slice cell, struct text *out)
{
    if (slice_find_byte(cell, '\\') == SLICE_NOWHERE)
        return cell;
    text_clear(out);
    while (cell.size > 0) {
        bool escaped = is_escape(cell);
        text_add_byte(out, escaped ? (uint8_t)(byte_hex_value(cell.data[2]) * 16 +
                                               byte_hex_value(cell.data[3]))
                                   : cell.data[0]);
        cell = slice_after(cell, escaped ? 4 : 1);
    }
    return text_slice(out);
}

static void split_row(struct reading *reading, struct slice line)
{
    memset(reading->cells, 0, sizeof reading->cells);
    for (size_t i = 0; i < reading->column_count && line.size > 0; i++) {
        struct slice cell = slice_trim(slice_split(&line, '\t'));
        enum column column = reading->columns[i];
        bool unset = slice_equal_text(cell, "-") || slice_equal_text(cell, "(empty)");
        if (column != COLUMN_UNKNOWN && !unset && reading->cells[column].size == 0)
            reading->cells[column] = unescape(cell, &reading->unescaped[column]);
    }
}

static bool read_value(struct reading *reading, enum indicator_kind *meant)
{
    struct slice type = reading->cells[COLUMN_TYPE], value = reading->cells[COLUMN_INDICATOR];
    *meant = INDICATOR_OTHER;
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        if (!slice_equal_text(type, types[i].name))
            continue;
        *meant = types[i].kind;
        return types[i].other
                   ? typed_read_other(slice_from(types[i].other), value, &reading->candidate)
                   : typed_read(types[i].kind, value, &reading->candidate);
    }
    return type.size > 0 && typed_read_other(type, value, &reading->candidate);
}

static void reject_row(struct reading *reading, enum indicator_kind meant, struct slice line)
{
    struct slice value = reading->cells[COLUMN_INDICATOR];
    if (value.size > 0 && meant <= INDICATOR_PATH)
        listed_reject(reading->notice, value, reading->line);
    else
        notice_reject(reading->notice, REJECTED_MALFORMED,
                      value.size > 0 ? value : slice_trim(line), reading->line);
}

/* Where a row says what it means, and where more can be read. */
static struct slice description_of(struct reading *reading)
{
    struct slice words = reading->cells[COLUMN_DESCRIPTION], url = reading->cells[COLUMN_URL];
    if (words.size == 0 || url.size == 0)
        return words.size > 0 ? words : url;
    text_clear(&reading->description);
    text_add(&reading->description, words);
    text_put(&reading->description, " ");
    text_add(&reading->description, url);
    return text_slice(&reading->description);
}

/* Seconds since 1970, as Zeek writes times, or a date. */
static struct instant moment_of(struct slice cell)
{
    struct instant instant = {0};
    uint64_t seconds;
    if (slice_to_number(slice_part(cell, 0, slice_find_byte(cell, '.')), UINT32_MAX, &seconds))
        return (struct instant){(int64_t)seconds * NS_PER_SECOND};
    instant_parse(cell, &instant);
    return instant;
}

/* False at the limit. */
static bool read_row(struct reading *reading, struct slice line)
{
    split_row(reading, line);
    const struct slice *cells = reading->cells;
    enum indicator_kind meant;
    if (!read_value(reading, &meant)) {
        reject_row(reading, meant, line);
        return true;
    }
    uint64_t confidence = 0;
    slice_to_number(cells[COLUMN_CONFIDENCE], 100, &confidence);
    notice_keep_first(reading->notice, &reading->notice->publisher, cells[COLUMN_SOURCE]);
    struct indicator indicator = {
        .kind = reading->candidate.kind,
        .pattern = text_slice(&reading->candidate.pattern),
        .line = reading->line,
        .confidence = (uint8_t)confidence,
        .context = slice_equal_text(cells[COLUMN_ALLOWED], "T"),
        .first_seen = moment_of(cells[COLUMN_FIRST_SEEN]),
        .last_seen = moment_of(cells[COLUMN_LAST_SEEN]),
        .statement = listed_statement(&reading->statements, reading->notice,
                                      &(struct statement){.family = cells[COLUMN_FAMILY],
                                                          .description = description_of(reading)}),
    };
    return notice_add(reading->notice, &indicator);
}

static bool read_line(struct reading *reading, struct slice line)
{
    if (slice_starts_with(line, "#fields")) {
        read_fields(reading, line);
        return true;
    }
    bool is_empty = slice_trim(line).size == 0 || line.data[0] == '#';
    return is_empty || read_row(reading, line);
}

static void reading_done(struct reading *reading)
{
    candidate_done(&reading->candidate);
    text_done(&reading->description);
    for (size_t i = 0; i < COLUMNS; i++)
        text_done(&reading->unescaped[i]);
}

static bool zeek_read(struct slice content, struct notice *notice, struct problem *problem)
{
    struct reading reading = {.notice = notice};
    bool fits = true, named = true;
    while (fits && named && content.size > 0) {
        reading.line++;
        fits = read_line(&reading, slice_split_line(&content));
        named = notice->rejected == 0 || reading.column_count > 0;
    }
    reading_done(&reading);
    if (!named)
        return problem_set(problem, "line %u: no '#fields' names the columns above it",
                           reading.line);
    if (!fits)
        return problem_set(problem, "line %u: more than %d indicators", reading.line,
                           LIMIT_INDICATORS);
    return true;
}

static int zeek_recognise(struct slice content, const char *file_name)
{
    (void)file_name;
    enum { LINES_LOOKED_AT = 32 };
    for (int i = 0; i < LINES_LOOKED_AT && content.size > 0; i++) {
        struct slice line = slice_split_line(&content);
        if (slice_starts_with(line, "#fields") &&
            slice_find(line, slice_from("\tindicator_type")) != SLICE_NOWHERE)
            return 100;
    }
    return 0;
}

const struct notice_reader zeek_intel_reader = {
    .name = "zeek",
    .title = "files of Zeek's Intelligence Framework",
    .recognise = zeek_recognise,
    .read = zeek_read,
};
