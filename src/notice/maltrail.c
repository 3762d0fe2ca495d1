/* maltrail - the trail files of Maltrail, and the table that it makes of them.
 *
 * A trail file ("static") is named after one malware family; its lines are names,
 * addresses with and without ports, URLs and paths, a few of them regular expressions.
 * Comments above a block of lines name its sources; "# Aliases:" other names of the
 * family, which are the notice's.
 * trails.csv has the rows trail, family, source, without a header.
 *
 * https://github.com/stamparm/maltrail, trails/static and core/update.py. */
/* SPDX-License-Identifier: MIT */
#include "base/csv.h"
#include "model/limits.h"
#include "notice/listed.h"
#include "notice/reader.h"

#include <string.h>

static bool is_comment(struct slice line)
{
    return line.size > 0 && line.data[0] == '#';
}

/* Takes a comment behind white space off the line. A "#" inside a path is its own. */
static struct slice take_remark(struct slice *line)
{
    for (size_t at = slice_find_byte(*line, '#'); at < line->size; at++) {
        if (line->data[at] != '#' || at == 0 || !byte_is_space(line->data[at - 1]))
            continue;
        struct slice remark = slice_trim(slice_after(*line, at + 1));
        *line = slice_trim(slice_part(*line, 0, at));
        return remark;
    }
    return (struct slice){0};
}

/* "elf_mirai" of "static/malware/elf_mirai.txt"; large families have several files,
 * "njrat-1.txt". */
static struct slice family_of(struct slice file_name)
{
    struct slice name = slice_base_name(file_name);
    if (slice_ends_with(name, ".txt"))
        name.size -= strlen(".txt");
    size_t hyphen = slice_find_last_byte(name, '-');
    uint64_t part;
    if (hyphen != SLICE_NOWHERE && hyphen > 0 &&
        slice_to_number(slice_after(name, hyphen + 1), 99, &part))
        name.size = hyphen;
    return name;
}

struct reading {
    struct notice *notice;
    struct candidate candidate;
    struct recent_statements statements;
    struct slice family;
    struct text aliases; /* "a, b" */
    struct text sources; /* of the block: addresses of reports, or else a heading */
    bool has_source;     /* an address of a report stands among them */
    bool in_comments;    /* the lines above are this block's comments */
    uint32_t block;      /* statement of the block; 0: not made yet */
    uint32_t line;
};

static uint32_t add_statement(struct reading *reading, struct slice description)
{
    return listed_statement(
        &reading->statements, reading->notice,
        &(struct statement){.family = reading->family, .description = description});
}

/* What a line says of itself stands for what is said of its block. */
static uint32_t statement_of(struct reading *reading, struct slice remark)
{
    if (remark.size > 0)
        return add_statement(reading, remark);
    if (reading->block == 0)
        reading->block = add_statement(reading, text_slice(&reading->sources));
    return reading->block;
}

/* A path may have spaces: it is a line of its own. */
static bool is_trail(struct slice trail, struct candidate *candidate)
{
    return listed_read(trail, candidate) ||
           (slice_starts_with(trail, "/") && candidate_read(trail, candidate));
}

/* False at the limit. */
static bool read_trail(struct reading *reading, struct slice trail, uint32_t statement)
{
    struct candidate *candidate = &reading->candidate;
    if (is_trail(trail, candidate))
        return candidate_add(candidate, reading->notice, reading->line, statement);
    listed_reject(reading->notice, trail, reading->line);
    return true;
}

static void read_aliases(struct reading *reading, struct slice aliases)
{
    if (reading->aliases.size + aliases.size > LIMIT_DESCRIPTION)
        return;
    text_put(&reading->aliases, reading->aliases.size == 0 ? "" : ", ");
    text_add(&reading->aliases, aliases);
}

/* Where the address of a report begins in "Reference: https://...", in all spellings of
 * the word. */
static size_t find_source(struct slice comment)
{
    size_t at = slice_find(comment, slice_from("http"));
    size_t mark = slice_find(slice_after(comment, at), slice_from("://"));
    return mark <= strlen("https") ? at : SLICE_NOWHERE;
}

/* Addresses of reports stand for a heading ("Generic") that stands beside them. */
static void read_source(struct reading *reading, struct slice comment)
{
    size_t at = find_source(comment);
    bool is_source = at != SLICE_NOWHERE;
    if (!is_source && reading->has_source)
        return;
    if (is_source && !reading->has_source)
        text_clear(&reading->sources);
    reading->has_source = is_source;
    struct slice source = is_source ? slice_after(comment, at) : comment;
    if (reading->sources.size + source.size > LIMIT_DESCRIPTION)
        return;
    if (reading->sources.size > 0)
        text_put(&reading->sources, is_source ? " " : "; ");
    text_add(&reading->sources, source);
}

static void read_comment(struct reading *reading, struct slice comment)
{
    static const char aliases[] = "Aliases:";
    while (comment.size > 0 && comment.data[0] == '#')
        comment = slice_after(comment, 1);
    comment = slice_trim(comment);
    if (!reading->in_comments) {
        text_clear(&reading->sources);
        reading->has_source = false;
    }
    reading->in_comments = true;
    reading->block = 0;
    if (comment.size == 0 || slice_starts_with(comment, "Copyright") ||
        slice_starts_with(comment, "See the file 'LICENSE'"))
        return;
    if (slice_starts_with_ignoring_case(comment, aliases))
        read_aliases(reading, slice_trim(slice_after(comment, strlen(aliases))));
    else
        read_source(reading, comment);
}

/* Nearly every line is a trail alone, so what costs time is listed_read() and
 * notice_add(): the block's statement is made once, and a remark is looked for with
 * one memchr(). */
static bool read_line(struct reading *reading, struct slice line)
{
    line = slice_trim(line);
    if (line.size == 0)
        return true;
    if (is_comment(line)) {
        read_comment(reading, line);
        return true;
    }
    reading->in_comments = false;
    struct slice remark = take_remark(&line);
    return read_trail(reading, line, statement_of(reading, remark));
}

static bool read_static(struct reading *reading, struct slice content)
{
    bool fits = true;
    reading->family = family_of(reading->notice->name);
    notice_keep_first(reading->notice, &reading->notice->title, reading->family);
    while (fits && content.size > 0) {
        reading->line++;
        fits = read_line(reading, slice_split_line(&content));
    }
    return fits;
}

/* "mirai (malware)" is a family and what kind of thing it is. */
static uint32_t statement_of_row(struct reading *reading, const struct csv_row *row)
{
    struct slice info = row->cells[1], kind = {0};
    size_t open = slice_find_last_byte(info, '(');
    if (open != SLICE_NOWHERE && open > 0 && info.data[info.size - 1] == ')') {
        kind = slice_part(info, open + 1, info.size - 1);
        info = slice_trim(slice_part(info, 0, open));
    }
    return listed_statement(
        &reading->statements, reading->notice,
        &(struct statement){.family = info, .threat = kind, .description = row->cells[2]});
}

static bool read_table(struct reading *reading, struct slice content)
{
    struct csv csv = csv_over(content, ',');
    struct csv_row row = {0};
    bool fits = true;
    while (fits && csv_next(&csv, &row)) {
        reading->line = row.line;
        if (row.count >= 3)
            fits = read_trail(reading, row.cells[0], statement_of_row(reading, &row));
        else if (!is_comment(row.raw))
            notice_reject(reading->notice, REJECTED_MALFORMED, slice_trim(row.raw), row.line);
    }
    csv_row_done(&row);
    return fits;
}

/* Its sources are "(static)", "mirai (static)" or "(custom)" where they are no feeds. */
static bool is_source_of_table(struct slice cell)
{
    return slice_ends_with(cell, "(static)") || slice_ends_with(cell, "(custom)");
}

enum { ROWS_LOOKED_AT = 64 };

/* Whether most rows have three cells, the first a trail, and one of them such a source. */
static bool is_table(struct slice content)
{
    struct csv csv = csv_over(content, ',');
    struct csv_row row = {0};
    struct candidate candidate = {0};
    int rows = 0, fitting = 0;
    bool is_known = false;
    for (; rows < ROWS_LOOKED_AT && csv_next(&csv, &row); rows++) {
        if (row.count != 3 || !listed_read(row.cells[0], &candidate))
            continue;
        fitting++;
        is_known = is_known || is_source_of_table(row.cells[2]);
    }
    candidate_done(&candidate);
    csv_row_done(&row);
    return is_known && fitting * 2 > rows;
}

/* The first lines name Maltrail; a file that lacks them names sources above its trails. */
static int static_likelihood(struct slice content)
{
    enum { LINES_LOOKED_AT = 8 };
    int sure = 0;
    for (int i = 0; i < LINES_LOOKED_AT && content.size > 0; i++) {
        struct slice line = slice_trim(slice_split_line(&content));
        if (!is_comment(line))
            continue;
        if (slice_starts_with(line, "# Copyright") &&
            slice_find(line, slice_from("Maltrail")) != SLICE_NOWHERE)
            return 100;
        if (slice_starts_with(line, "# Reference:") || slice_starts_with(line, "# Aliases:"))
            sure = 82;
    }
    return sure;
}

static int maltrail_recognise(struct slice content, const char *file_name)
{
    (void)file_name;
    int sure = static_likelihood(content);
    return sure == 0 && is_table(content) ? 96 : sure;
}

static bool maltrail_read(struct slice content, struct notice *notice, struct problem *problem)
{
    struct reading reading = {.notice = notice};
    notice_keep_first(notice, &notice->publisher, slice_from("Maltrail"));
    bool fits = is_table(content) ? read_table(&reading, content) : read_static(&reading, content);
    if (!fits)
        problem_set(problem, "line %u: more than %d indicators", reading.line, LIMIT_INDICATORS);
    notice_keep_first(notice, &notice->aliases, text_slice(&reading.aliases));
    candidate_done(&reading.candidate);
    text_done(&reading.aliases);
    text_done(&reading.sources);
    return fits;
}

const struct notice_reader maltrail_reader = {
    .name = "maltrail",
    .title = "Maltrail's trail files and its trails.csv",
    .recognise = maltrail_recognise,
    .read = maltrail_read,
};
