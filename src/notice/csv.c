/* csv - tables: one row an entry, with or without a header, any usual separator.
 *
 * Columns are known by their names (column.h), in the languages that notices come in;
 * without names, by what stands in them: the first column most of whose cells read as
 * indicators is theirs, and types, dates and words are told likewise. A type beside a
 * cell decides what it may be. Tables may follow one another in one file, each with its
 * header; a line of words alone between rows says what the rows below it are. */
/* SPDX-License-Identifier: MIT */
#include "base/csv.h"
#include "base/hash.h"
#include "base/memory.h"
#include "base/written_date.h"
#include "model/address.h"
#include "model/limits.h"
#include "notice/column.h"
#include "notice/listed.h"
#include "notice/reader.h"
#include "notice/typed.h"

#include <stdlib.h>
#include <string.h>

struct plan {
    uint8_t separator;
    size_t count;         /* cells of most rows */
    int share;            /* of rows looked at that have so many, in per cent */
    uint32_t header_line; /* the row that names the columns; 0: none does */
    struct column columns[CSV_CELLS];
};

/* ---- What columns are */

static bool is_comment(const struct csv_row *row)
{
    return slice_starts_with(row->raw, "#") || slice_starts_with(row->raw, "//");
}

static bool holds_indicator(const struct csv_row *row)
{
    struct candidate candidate = {0};
    bool holds = false;
    for (size_t i = 0; i < row->count && !holds; i++)
        holds = listed_read(row->cells[i], &candidate);
    candidate_done(&candidate);
    return holds;
}

/* A number of a network beside hosts says where they are, and is not meant itself. */
static void drop_asn_beside_hosts(struct column *columns, size_t count)
{
    bool has_hosts = false;
    for (size_t i = 0; i < count; i++)
        has_hosts = has_hosts || (columns[i].role == COLUMN_INDICATOR && columns[i].kinds != 0);
    for (size_t i = 0; has_hosts && i < count; i++)
        if (columns[i].typed == INDICATOR_ASN)
            columns[i] = (struct column){.typed = INDICATOR_KINDS};
}

/* MISP's categories ("Network activity") are no roles. */
static void drop_category_of_misp(struct column *columns, size_t count)
{
    bool is_misp = false;
    for (size_t i = 0; i < count; i++)
        is_misp = is_misp || columns[i].role == COLUMN_DETECTION;
    for (size_t i = 0; i < count; i++)
        if (columns[i].role == COLUMN_CATEGORY)
            columns[i].role = is_misp ? COLUMN_NONE : COLUMN_ROLE;
}

/* Whether a row names columns, one of them the indicators'. */
static bool read_header(const struct csv_row *row, struct plan *plan)
{
    size_t indicators = 0;
    struct column columns[CSV_CELLS] = {0};
    if (row->count < 2 || holds_indicator(row))
        return false;
    for (size_t i = 0; i < row->count; i++) {
        columns[i] = column_named(row->cells[i]);
        indicators += columns[i].role == COLUMN_INDICATOR;
    }
    if (indicators == 0)
        return false;
    drop_asn_beside_hosts(columns, row->count);
    drop_category_of_misp(columns, row->count);
    memcpy(plan->columns, columns, sizeof columns);
    return true;
}

enum { ROWS_LOOKED_AT = 64 };

/* Reads the first rows; `look` sees each that is no comment. */
static void look_at_rows(struct slice content, uint8_t separator,
                         void (*look)(void *context, const struct csv_row *row), void *context)
{
    struct csv csv = csv_over(content, separator);
    struct csv_row row = {0};
    for (int i = 0; i < ROWS_LOOKED_AT && csv_next(&csv, &row);)
        if (!is_comment(&row)) {
            look(context, &row);
            i++;
        }
    csv_row_done(&row);
}

struct counts {
    size_t rows;
    size_t with[CSV_CELLS + 1]; /* rows with so many cells */
};

static void count_cells(void *context, const struct csv_row *row)
{
    struct counts *counts = context;
    counts->rows++;
    counts->with[row->count]++;
}

/* The separator is the one with which most rows have equally many cells. */
static bool choose_separator(struct slice content, struct plan *plan)
{
    static const char separators[] = {',', '\t', ';', '|'};
    for (size_t i = 0; i < sizeof separators; i++) {
        struct counts counts = {0};
        size_t most = 2;
        look_at_rows(content, (uint8_t)separators[i], count_cells, &counts);
        for (size_t cells = 2; cells <= CSV_CELLS; cells++)
            if (counts.with[cells] > counts.with[most])
                most = cells;
        int share = counts.rows > 0 ? (int)(counts.with[most] * 100 / counts.rows) : 0;
        if (share > plan->share) {
            plan->share = share;
            plan->count = most;
            plan->separator = (uint8_t)separators[i];
        }
    }
    return plan->share > 0;
}

struct shares {
    size_t rows, fitting[CSV_CELLS], typed[CSV_CELLS], dated[CSV_CELLS], filled[CSV_CELLS];
    bool has_words[CSV_CELLS];
    struct candidate candidate;
};

static bool is_words(struct slice cell)
{
    size_t letters = 0;
    for (size_t i = 0; i < cell.size; i++)
        letters += byte_is_letter(cell.data[i]) || cell.data[i] >= 0x80;
    return letters >= 4;
}

static void count_fitting(void *context, const struct csv_row *row)
{
    struct shares *shares = context;
    struct instant instant;
    shares->rows++;
    for (size_t i = 0; i < row->count; i++) {
        struct slice cell = row->cells[i];
        bool fits = listed_read(cell, &shares->candidate) && !shares->candidate.looks_like_file;
        bool is_type = !fits && cell.size > 0 && value_type_named(cell).known;
        bool is_date = !fits && written_date_parse(cell, &instant);
        shares->filled[i] += cell.size > 0;
        shares->fitting[i] += fits;
        shares->typed[i] += is_type;
        shares->dated[i] += is_date;
        shares->has_words[i] =
            shares->has_words[i] || (!fits && !is_type && !is_date && is_words(cell));
    }
}

/* Of rows without a header: what nearly all cells of a column are. One column of dates
 * is when something was seen; of two, the first is when first. */
static void find_types_and_dates(const struct shares *shares, struct plan *plan)
{
    size_t dates[2] = {CSV_CELLS, CSV_CELLS}, found = 0;
    bool has_type = false;
    for (size_t i = 0; i < CSV_CELLS; i++) {
        size_t most = shares->filled[i] * 9 / 10;
        if (shares->filled[i] == 0 || plan->columns[i].role != COLUMN_NONE)
            continue;
        if (!has_type && shares->typed[i] > most) {
            plan->columns[i].role = COLUMN_TYPE;
            has_type = true;
        } else if (found < 2 && shares->dated[i] > most) {
            dates[found++] = i;
        }
    }
    if (found > 0)
        plan->columns[dates[0]].role = found == 1 ? COLUMN_SEEN : COLUMN_FIRST_SEEN;
    if (found > 1)
        plan->columns[dates[1]].role = COLUMN_LAST_SEEN;
}

/* Without names, the first column half of whose cells read as indicators, and the next
 * one of words, which describes them. */
static bool find_columns(struct slice content, struct plan *plan)
{
    struct shares *shares = memory_create(1, sizeof *shares);
    look_at_rows(content, plan->separator, count_fitting, shares);
    size_t at = 0;
    while (at < CSV_CELLS && (shares->fitting[at] == 0 || shares->fitting[at] * 2 < shares->rows))
        at++;
    bool found = at < CSV_CELLS;
    if (found) {
        plan->columns[at] = (struct column){COLUMN_INDICATOR, KINDS_ANY, INDICATOR_KINDS};
        find_types_and_dates(shares, plan);
        do
            at++;
        while (at < CSV_CELLS && (!shares->has_words[at] || shares->fitting[at] > 0 ||
                                  plan->columns[at].role != COLUMN_NONE));
        if (at < CSV_CELLS)
            plan->columns[at].role = COLUMN_DESCRIPTION;
    }
    candidate_done(&shares->candidate);
    free(shares);
    return found;
}

/* Finds the row that names the columns: the first one, or a comment above it. */
static void find_header(struct slice content, struct plan *plan)
{
    struct csv csv = csv_over(content, plan->separator);
    struct csv_row row = {0};
    bool is_first = false;
    while (!is_first && csv_next(&csv, &row)) {
        is_first = !is_comment(&row);
        if (read_header(&row, plan))
            plan->header_line = row.line;
    }
    csv_row_done(&row);
}

static bool make_plan(struct slice content, struct plan *plan)
{
    *plan = (struct plan){0};
    if (!choose_separator(content, plan))
        return false;
    find_header(content, plan);
    return plan->header_line > 0 || find_columns(content, plan);
}

static bool is_placeholder(struct slice cell)
{
    static const char words[] = "- -- ? n/a na none null nil nan unknown tbd (none) (null)";
    uint8_t lower[8];
    if (cell.size == 0 || cell.size > sizeof lower)
        return cell.size == 0;
    for (size_t i = 0; i < cell.size; i++)
        lower[i] = byte_lower(cell.data[i]);
    return slice_is_one_of(slice_make(lower, cell.size), words, ' ');
}

/* ---- What a row says */

enum {
    PORTS_MOST = 16,   /* of one row */
    HEADING_MOST = 80, /* bytes of a line of words that says what the rows below it are */
};

/* What types say, by the hash of their name: a table has few, and to find one among
 * all that are known takes longer than to read a row. */
struct known_types {
    struct {
        uint64_t hash;
        struct value_type type;
    } recent[16];
};

struct reading {
    struct notice *notice;
    struct plan plan;
    struct known_types types;
    struct candidate candidate;
    struct recent_statements statements;
    const struct csv_row *row;
    struct slice heading;
    /* Of the row: */
    struct value_type type;
    uint16_t ports[PORTS_MOST];
    size_t port_count;
    struct indicator said; /* without kind and pattern */
    bool fits;             /* the notice has room */
    bool answered;         /* the row gave something, or a reason why it does not */
};

static struct slice cell_of(const struct reading *reading, enum column_role role)
{
    const struct csv_row *row = reading->row;
    for (size_t i = 0; i < row->count; i++)
        if (reading->plan.columns[i].role == role && !is_placeholder(row->cells[i]))
            return row->cells[i];
    return (struct slice){0};
}

/* A number to 100, a part of one ("0.85"), or the words of STIX 2.1, appendix A. */
static uint8_t confidence_of(struct slice cell)
{
    static const struct {
        const char *word;
        uint8_t confidence;
    } words[] = {{"high", 85}, {"medium", 50}, {"moderate", 50}, {"low", 15}};
    uint64_t number;
    size_t size = cell.size > 0 && cell.data[cell.size - 1] == '%' ? cell.size - 1 : cell.size;
    if (slice_to_number(slice_part(cell, 0, size), 100, &number))
        return (uint8_t)number;
    if (slice_starts_with(cell, "0.") && slice_to_number(slice_part(cell, 2, 4), 99, &number))
        return (uint8_t)(cell.size == 3 ? number * 10 : number);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (slice_equal_ignoring_case(cell, slice_from(words[i].word)))
            return words[i].confidence;
    return 0;
}

/* A date as people write it, as eight digits, or in seconds or milliseconds since 1970. */
static struct instant moment_of(struct slice cell)
{
    struct instant instant = {0};
    uint64_t number;
    if (cell.size == 0 || written_date_parse(cell, &instant))
        return instant;
    if (!slice_to_number(cell, UINT32_MAX * UINT64_C(1000), &number)) {
        written_date_find(cell, &instant);
        return instant;
    }
    if (cell.size == 8)
        instant_from_date(number / 10000, number / 100 % 100, number % 100, &instant);
    else if (cell.size == 10 || cell.size == 13)
        instant.ns = (int64_t)number * (cell.size == 10 ? NS_PER_SECOND : NS_PER_SECOND / 1000);
    return instant;
}

/* "Dec 5, 2023 - Jan 3, 2024" is from when to when; one day is both. Where only what
 * stands behind something else is a whole date, it is the end. */
static void read_span(struct reading *reading)
{
    struct slice cell = cell_of(reading, COLUMN_SEEN);
    struct instant first, last;
    struct slice found = written_date_find(cell, &first);
    if (found.size == 0)
        return;
    size_t from = (size_t)(found.data - cell.data);
    bool second = written_date_find(slice_after(cell, from + found.size), &last).size > 0;
    if (from == 0)
        reading->said.first_seen = first;
    reading->said.last_seen = second ? last : first;
}

static bool ends_token(uint8_t byte)
{
    return byte_is_space(byte) || byte == ',' || byte == ';' || byte == '|' || byte == '/';
}

static void read_ports(struct reading *reading)
{
    struct slice cell = cell_of(reading, COLUMN_PORT);
    reading->port_count = 0;
    for (size_t at = 0, end; at < cell.size && reading->port_count < PORTS_MOST; at = end + 1) {
        uint64_t port;
        for (end = at; end < cell.size && !ends_token(cell.data[end]);)
            end++;
        if (slice_to_number(slice_part(cell, at, end), UINT16_MAX, &port) && port > 0)
            reading->ports[reading->port_count++] = (uint16_t)port;
    }
}

static bool is_not_for_detection(struct slice cell)
{
    return slice_equal_text(cell, "0") || slice_equal_ignoring_case(cell, slice_from("false")) ||
           slice_equal_ignoring_case(cell, slice_from("no"));
}

static struct value_type type_of(struct known_types *types, struct slice name)
{
    enum { PLACES = sizeof types->recent / sizeof *types->recent };
    uint64_t hash = hash_bytes(name, HASH_SEED) | 1; /* zero marks a free place */
    size_t place = (hash >> 32) % PLACES;
    if (types->recent[place].hash != hash) {
        types->recent[place].hash = hash;
        types->recent[place].type = value_type_named(name);
    }
    return types->recent[place].type;
}

static void read_what_is_said(struct reading *reading)
{
    struct slice role = cell_of(reading, COLUMN_ROLE);
    reading->type = type_of(&reading->types, cell_of(reading, COLUMN_TYPE));
    reading->said = (struct indicator){
        .line = reading->row->line,
        .confidence = confidence_of(cell_of(reading, COLUMN_CONFIDENCE)),
        .context = is_not_for_detection(cell_of(reading, COLUMN_DETECTION)),
        .valid_from = moment_of(cell_of(reading, COLUMN_FROM)),
        .valid_until = moment_of(cell_of(reading, COLUMN_UNTIL)),
        .first_seen = moment_of(cell_of(reading, COLUMN_FIRST_SEEN)),
        .last_seen = moment_of(cell_of(reading, COLUMN_LAST_SEEN)),
        .statement = listed_statement(
            &reading->statements, reading->notice,
            &(struct statement){.family = cell_of(reading, COLUMN_FAMILY),
                                .threat = cell_of(reading, COLUMN_THREAT),
                                .place = cell_of(reading, COLUMN_PLACE),
                                .role = role.size > 0 ? role : reading->heading,
                                .campaign = cell_of(reading, COLUMN_CAMPAIGN),
                                .actor = cell_of(reading, COLUMN_ACTOR),
                                .description = cell_of(reading, COLUMN_DESCRIPTION),
                                .label = cell_of(reading, COLUMN_LABEL)}),
    };
    read_span(reading);
    read_ports(reading);
}

/* ---- What a cell is */

static void add(struct reading *reading, enum indicator_kind kind, struct slice pattern)
{
    struct indicator indicator = reading->said;
    indicator.kind = kind;
    indicator.pattern = pattern;
    reading->fits = notice_add(reading->notice, &indicator) && reading->fits;
    reading->answered = true;
}

static void add_with_ports(struct reading *reading)
{
    struct text *pattern = &reading->candidate.pattern;
    struct endpoint endpoint = {.port = 0};
    address_parse(text_slice(pattern), &endpoint.address);
    for (size_t i = 0; i < reading->port_count; i++) {
        endpoint.port = reading->ports[i];
        text_clear(pattern);
        text_add_endpoint(pattern, &endpoint);
        add(reading, INDICATOR_ENDPOINT, text_slice(pattern));
    }
}

static void add_candidate(struct reading *reading)
{
    enum indicator_kind kind = reading->candidate.kind;
    if (kind == INDICATOR_ADDRESS && reading->port_count > 0) {
        add_with_ports(reading);
        return;
    }
    if (reading->type.is_certificate && kind == INDICATOR_SHA1)
        kind = INDICATOR_CERT_SHA1;
    if (reading->type.is_certificate && kind == INDICATOR_SHA256)
        kind = INDICATOR_CERT_SHA256;
    add(reading, kind, text_slice(&reading->candidate.pattern));
}

static bool add_range(struct reading *reading, struct slice cell)
{
    struct prefix prefixes[RANGE_PREFIXES_MOST];
    size_t count = listed_read_range(cell, prefixes);
    for (size_t i = 0; i < count; i++) {
        text_clear(&reading->candidate.pattern);
        reading->candidate.kind = listed_write_prefix(&prefixes[i], &reading->candidate.pattern);
        add_candidate(reading);
    }
    return count > 0;
}

static void reject(struct reading *reading, enum rejection_reason reason, struct slice text)
{
    notice_reject(reading->notice, reason, text, reading->row->line);
    reading->answered = true;
}

static bool is_allowed(const struct candidate *candidate, uint64_t allowed)
{
    bool is_meant = candidate->defanged || candidate->has_scheme || allowed != KINDS_ANY;
    return allowed >> candidate->kind & 1 && (is_meant || !candidate->looks_like_file);
}

/* All of a cell; where hosts are meant, it may be a name of one label. */
static bool read_whole(struct reading *reading, struct slice cell, uint64_t allowed)
{
    struct candidate *candidate = &reading->candidate;
    bool names_meant = reading->plan.header_line == 0 || allowed != KINDS_ANY;
    return (listed_read(cell, candidate) || (names_meant && listed_read_label(cell, candidate))) &&
           is_allowed(candidate, allowed);
}

/* Several with separators between them. Words between spaces are no paths. */
static size_t read_tokens(struct reading *reading, struct slice cell, uint64_t allowed)
{
    size_t added = 0;
    for (size_t at = 0, end; at < cell.size; at = end + 1) {
        for (end = at; end < cell.size && (cell.data[end] == '/' || !ends_token(cell.data[end]));)
            end++;
        bool is_part = end > at && end - at < cell.size;
        if (is_part && listed_read(slice_part(cell, at, end), &reading->candidate) &&
            is_allowed(&reading->candidate, allowed & ~KIND(PATH))) {
            add_candidate(reading);
            added++;
        }
    }
    return added;
}

/* A cell is one indicator, a range of addresses, or several indicators. */
static bool read_by_form(struct reading *reading, struct slice cell, uint64_t allowed)
{
    if (allowed & KIND(CIDR) && add_range(reading, cell))
        return true;
    if (!read_whole(reading, cell, allowed))
        return read_tokens(reading, cell, allowed) > 0;
    add_candidate(reading);
    return true;
}

static bool read_typed(struct reading *reading, enum indicator_kind kind, struct slice value)
{
    if (!typed_read(kind, value, &reading->candidate))
        return false;
    add_candidate(reading);
    return true;
}

/* What MISP's types say; lists of hosts or digests stand in one cell at others. */
static bool read_parts(struct reading *reading, struct slice cell)
{
    const struct misp_type *type = reading->type.parts;
    bool read = false;
    for (size_t i = 0; i < 2; i++) {
        struct slice value = misp_type_part(type, cell, i);
        enum indicator_kind kind = type->parts[i];
        if (kind == INDICATOR_KINDS || value.size == 0)
            continue;
        if (kind == INDICATOR_OTHER) {
            typed_read_other(slice_from(type->name), value, &reading->candidate);
            add_candidate(reading);
            read = true;
            continue;
        }
        bool is_host = kind <= INDICATOR_PATH;
        read = read_typed(reading, kind, value) ||
               ((is_host || indicator_kind_is_digest(kind)) &&
                read_by_form(reading, value, is_host ? KINDS_HOST : KINDS_DIGEST)) ||
               read;
    }
    return read;
}

static bool read_as_typed(struct reading *reading, struct slice cell)
{
    const struct misp_type *parts = reading->type.parts;
    if (reading->type.is_cited || (parts && parts->meaning == MISP_RULE)) {
        reject(reading, reading->type.is_cited ? REJECTED_CITED : REJECTED_OTHER_LANGUAGE, cell);
        return true;
    }
    if (parts && parts->meaning == MISP_REMARK) {
        reading->answered = true; /* about the others, and no indicator */
        return true;
    }
    if (parts)
        return read_parts(reading, cell);
    return read_typed(reading, reading->type.typed, cell);
}

static void reject_cell(struct reading *reading, struct slice cell)
{
    listed_reject(reading->notice, cell, reading->row->line);
    reading->answered = true;
}

static void read_cell(struct reading *reading, struct slice cell, struct column column)
{
    const struct value_type *type = &reading->type;
    bool type_decides = column.kinds == KINDS_ANY &&
                        (type->parts || type->typed != INDICATOR_KINDS || type->is_cited);
    if (is_placeholder(cell))
        return;
    if (type_decides) {
        if (!read_as_typed(reading, cell))
            reject_cell(reading, cell);
    } else if (column.typed != INDICATOR_KINDS) {
        if (!read_typed(reading, column.typed, cell))
            reject_cell(reading, cell);
    } else if ((type->kinds & column.kinds) != 0) {
        if (!read_by_form(reading, cell, type->kinds & column.kinds))
            reject_cell(reading, cell);
    }
}

/* ---- Rows */

/* Words; one word alone has a capital, or is a name. */
static bool is_heading(struct reading *reading, struct slice cell)
{
    bool has_letter = false, has_capital_or_space = false;
    for (size_t i = 0; i < cell.size; i++) {
        uint8_t byte = cell.data[i];
        has_letter = has_letter || byte_is_letter(byte) || byte >= 0x80;
        has_capital_or_space = has_capital_or_space || byte == ' ' || byte == ':' || byte >= 0x80 ||
                               byte_lower(byte) != byte;
        if (!byte_is_letter(byte) && !byte_is_digit(byte) && byte < 0x80 &&
            !strchr(" -&/,()#'", byte) && !(byte == ':' && i + 1 == cell.size))
            return false;
    }
    return has_letter && has_capital_or_space && cell.size <= HEADING_MOST &&
           !listed_read(cell, &reading->candidate);
}

static void keep_heading(struct reading *reading, struct slice cell)
{
    bool colon = cell.data[cell.size - 1] == ':';
    reading->heading = colon ? slice_part(cell, 0, cell.size - 1) : cell;
}

/* The header of another table: every cell of it is the name of a column. */
static bool has_other_header(struct reading *reading)
{
    const struct csv_row *row = reading->row;
    struct slice first = row->cells[0];
    /* Asked of every row, so hosts and numbers answer it at once. */
    if (reading->plan.header_line == 0 || (first.size > 0 && byte_is_digit(first.data[0])) ||
        slice_find_byte(first, '.') != SLICE_NOWHERE)
        return false;
    for (size_t i = 0; i < row->count; i++)
        if (row->cells[i].size > 0 && column_named(row->cells[i]).role == COLUMN_NONE)
            return false;
    return read_header(row, &reading->plan);
}

static size_t filled_cells(const struct csv_row *row)
{
    size_t filled = 0;
    for (size_t i = 0; i < row->count; i++)
        filled += row->cells[i].size > 0;
    return filled;
}

static void read_row(struct reading *reading)
{
    static const struct column alone = {COLUMN_INDICATOR, KINDS_HOST | KINDS_DIGEST,
                                        INDICATOR_KINDS};
    const struct csv_row *row = reading->row;
    size_t filled = filled_cells(row);
    if (filled == 0 || has_other_header(reading))
        return;
    reading->answered = false;
    read_what_is_said(reading);
    if (filled == 1 && is_heading(reading, row->cells[0])) {
        keep_heading(reading, row->cells[0]);
        return;
    }
    if (row->count == 1) {
        read_cell(reading, row->cells[0], alone);
        return;
    }
    for (size_t i = 0; i < row->count; i++)
        if (reading->plan.columns[i].role == COLUMN_INDICATOR)
            read_cell(reading, row->cells[i], reading->plan.columns[i]);
    if (!reading->answered)
        reject(reading, REJECTED_MALFORMED, slice_trim(row->raw));
}

static bool csv_read(struct slice content, struct notice *notice, struct problem *problem)
{
    struct reading *reading = memory_create(1, sizeof *reading);
    struct csv_row row = {0};
    bool fits = true, known = make_plan(content, &reading->plan);
    struct csv csv = csv_over(content, reading->plan.separator);
    reading->notice = notice;
    reading->row = &row;
    reading->fits = true;
    while (known && reading->fits && csv_next(&csv, &row))
        if (!is_comment(&row) && row.line > reading->plan.header_line)
            read_row(reading);
    fits = reading->fits;
    if (!known)
        problem_set(problem, "line 1: no column of indicators can be made out");
    else if (!fits)
        problem_set(problem, "line %u: more than %d indicators", row.line, LIMIT_INDICATORS);
    candidate_done(&reading->candidate);
    csv_row_done(&row);
    free(reading);
    return known && fits;
}

struct usable {
    const struct plan *plan;
    struct candidate candidate;
    size_t rows, with_indicator;
};

static void count_usable(void *context, const struct csv_row *row)
{
    struct usable *usable = context;
    bool has_indicator = false;
    if (row->line <= usable->plan->header_line)
        return;
    for (size_t i = 0; i < row->count && !has_indicator; i++) {
        struct column column = usable->plan->columns[i];
        has_indicator = column.role == COLUMN_INDICATOR &&
                        (column.typed != INDICATOR_KINDS
                             ? typed_read(column.typed, row->cells[i], &usable->candidate)
                             : listed_read(row->cells[i], &usable->candidate));
        has_indicator = has_indicator || (column.role == COLUMN_TYPE && row->cells[i].size > 0 &&
                                          value_type_named(row->cells[i]).known);
    }
    usable->rows++;
    usable->with_indicator += has_indicator;
}

/* Whether a quarter of the rows give something; a list of file names gives less, and
 * a text whose lines happen to have one comma each gives nothing. */
static bool is_usable(struct slice content, const struct plan *plan)
{
    struct usable usable = {.plan = plan};
    look_at_rows(content, plan->separator, count_usable, &usable);
    candidate_done(&usable.candidate);
    return usable.with_indicator > 0 && usable.with_indicator * 4 >= usable.rows;
}

static int csv_recognise(struct slice content, const char *file_name)
{
    struct plan plan;
    bool named = slice_ends_with(slice_from(file_name), ".csv") ||
                 slice_ends_with(slice_from(file_name), ".tsv");
    if (listed_is_document(content, file_name) || !make_plan(content, &plan) || plan.share < 75 ||
        !is_usable(content, &plan))
        return 0;
    return plan.header_line > 0 ? 90 : named ? 85 : plan.separator == '\t' ? 70 : 75;
}

const struct notice_reader csv_reader = {
    .name = "csv",
    .title = "CSV, TSV and their kin, with or without a header",
    .recognise = csv_recognise,
    .read = csv_read,
};
