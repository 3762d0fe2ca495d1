/* csv - tables: one row an entry, with or without a header, any usual separator.
 *
 * Columns are known by their names, in the languages that notices come in; without
 * names, the column most of whose cells read as indicators is theirs, and the next
 * one of words describes them. A column of types ("ip-dst", "domain", "sha256",
 * "filename") decides what a cell may be. */
/* SPDX-License-Identifier: MIT */
#include "base/csv.h"
#include "base/memory.h"
#include "model/address.h"
#include "model/limits.h"
#include "notice/listed.h"
#include "notice/reader.h"

#include <stdlib.h>
#include <string.h>

enum role {
    ROLE_NONE,
    ROLE_INDICATOR,
    ROLE_TYPE,
    ROLE_PORT,
    ROLE_FAMILY,
    ROLE_THREAT,
    ROLE_PLACE,
    ROLE_DESCRIPTION,
    ROLE_LABEL,
    ROLE_FROM,
    ROLE_UNTIL,
    ROLE_CONFIDENCE,
    ROLES
};

/* Kinds that a cell may be read as: a bit for each. */
#define KIND(NAME) (UINT64_C(1) << INDICATOR_##NAME)
#define KINDS_ADDRESS (KIND(ADDRESS) | KIND(CIDR) | KIND(ENDPOINT))
#define KINDS_NAME KIND(DOMAIN)
#define KINDS_URL (KIND(URL) | KIND(PATH))
#define KINDS_HOST (KINDS_ADDRESS | KINDS_NAME | KINDS_URL)
#define KINDS_DIGEST (KIND(MD5) | KIND(SHA1) | KIND(SHA256))
#define KINDS_EMAIL KIND(EMAIL)
#define KINDS_CVE KIND(CVE)
#define KINDS_ANY ((UINT64_C(1) << INDICATOR_KINDS) - 1)

/* Names as they are compared: ASCII letters in lower case, without spaces, "_",
 * "-", ".", "#" and quotes. */
static const struct {
    const char *names; /* parted by spaces */
    enum role role;
    uint64_t kinds;
} known_columns[] = {
    {"indicator indicators indicatorvalue value ioc iocs iocvalue observable observables "
     "artifact artefact trail indicador indicateur indikator valeur valor wert "
     "\xe6\x8c\x87\xe6\xa0\x87 "                                                 /* zh: indicator */
     "\xd0\x98\xd0\xbd\xd0\xb4\xd0\xb8\xd0\xba\xd0\xb0\xd1\x82\xd0\xbe\xd1\x80 " /* ru */
     "\xd0\xb8\xd0\xbd\xd0\xb4\xd0\xb8\xd0\xba\xd0\xb0\xd1\x82\xd0\xbe\xd1\x80",
     ROLE_INDICATOR, KINDS_ANY},
    {"address addresses host hosts hostname c2 c2s c2address server servers adresse direccion "
     "endereco \xe5\x9c\xb0\xe5\x9d\x80 "                /* zh: address */
     "\xe6\x81\xb6\xe6\x84\x8f\xe5\x9c\xb0\xe5\x9d\x80 " /* zh: malicious address */
     "\xe6\x81\xb6\xe6\x84\x8f\xe7\xbd\x91\xe5\x9d\x80 " /* zh: malicious site */
     "\xd0\x90\xd0\xb4\xd1\x80\xd0\xb5\xd1\x81 \xd0\xb0\xd0\xb4\xd1\x80\xd0\xb5\xd1\x81", /* ru */
     ROLE_INDICATOR, KINDS_HOST},
    {"ip ips ipv4 ipv6 ipaddress ipaddresses ipaddr ipv4address ipv6address dstip destip "
     "destinationip srcip sourceip remoteip ipport relatedip cidr network netblock prefix "
     "ip\xe5\x9c\xb0\xe5\x9d\x80 \xe5\x85\xb3\xe8\x81\x94ip\xe5\x9c\xb0\xe5\x9d\x80 " /* zh */
     "ip\xd0\xb0\xd0\xb4\xd1\x80\xd0\xb5\xd1\x81",                                    /* ru */
     ROLE_INDICATOR, KINDS_ADDRESS},
    {"domain domains domainname fqdn dns dominio domaine domane "
     "\xe5\x9f\x9f\xe5\x90\x8d " /* zh: domain name */
     "\xd0\x94\xd0\xbe\xd0\xbc\xd0\xb5\xd0\xbd \xd0\xb4\xd0\xbe\xd0\xbc\xd0\xb5\xd0\xbd", /* ru */
     ROLE_INDICATOR, KINDS_HOST},
    {"url urls uri uris", ROLE_INDICATOR, KINDS_HOST},
    {"md5 sha1 sha256 hash hashes md5hash sha1hash sha256hash filehash digest checksum "
     "fingerprint sha1fingerprint",
     ROLE_INDICATOR, KINDS_DIGEST},
    {"email emails emailaddress mail", ROLE_INDICATOR, KINDS_EMAIL},
    {"cve cves", ROLE_INDICATOR, KINDS_CVE},
    {"type kind ioctype indicatortype valuetype tipo typ "
     "\xe7\xb1\xbb\xe5\x9e\x8b "                          /* zh: type */
     "\xd0\xa2\xd0\xb8\xd0\xbf \xd1\x82\xd0\xb8\xd0\xbf", /* ru */
     ROLE_TYPE, 0},
    {"port dstport destport destinationport puerto porta "
     "\xe7\xab\xaf\xe5\x8f\xa3", /* zh: port */
     ROLE_PORT, 0},
    {"family malware malwarefamily malwareprintable malwarename familia famille familie signature "
     "\xe5\xae\xb6\xe6\x97\x8f \xe7\x97\x85\xe6\xaf\x92\xe5\xae\xb6\xe6\x97\x8f " /* zh */
     "\xd0\xa1\xd0\xb5\xd0\xbc\xd0\xb5\xd0\xb9\xd1\x81\xd1\x82\xd0\xb2\xd0\xbe",  /* ru */
     ROLE_FAMILY, 0},
    {"threat threattype category role amenaza menace bedrohung "
     "\xe5\xa8\x81\xe8\x83\x81\xe7\xb1\xbb\xe5\x9e\x8b", /* zh: kind of threat */
     ROLE_THREAT, 0},
    {"country location place geo locationasprinted pais pays land "
     "\xe5\xbd\x92\xe5\xb1\x9e\xe5\x9c\xb0 \xe6\x89\x80\xe5\x9c\xa8\xe5\x9c\xb0 " /* zh */
     "\xd0\xa1\xd1\x82\xd1\x80\xd0\xb0\xd0\xbd\xd0\xb0",                          /* ru */
     ROLE_PLACE, 0},
    {"description comment comments note notes details detail info context characterization "
     "descripcion beschreibung commentaire remarks usage "
     "\xe6\x8f\x8f\xe8\xbf\xb0 \xe5\xa4\x87\xe6\xb3\xa8 "                /* zh */
     "\xd0\x9e\xd0\xbf\xd0\xb8\xd1\x81\xd0\xb0\xd0\xbd\xd0\xb8\xd0\xb5", /* ru */
     ROLE_DESCRIPTION, 0},
    {"n no nr number label \xe5\xba\x8f\xe5\x8f\xb7 \xe2\x84\x96", ROLE_LABEL, 0},
    {"firstseen firstseenutc validfrom", ROLE_FROM, 0},
    {"validuntil expires expiration expiry expirationdate", ROLE_UNTIL, 0},
    {"confidence confidencelevel", ROLE_CONFIDENCE, 0},
};

struct column {
    enum role role;
    uint64_t kinds;
};

struct plan {
    uint8_t separator;
    size_t count;         /* cells of most rows */
    int share;            /* of rows looked at that have so many, in per cent */
    uint32_t header_line; /* the row that names the columns; 0: none does */
    struct column columns[CSV_CELLS];
};

/* ---- What columns are */

static bool is_one_of(struct slice word, const char *words)
{
    struct slice rest = slice_from(words);
    while (rest.size > 0)
        if (slice_equal(word, slice_split(&rest, ' ')))
            return true;
    return false;
}

enum { COLUMN_NAME_MOST = 48 };

static struct column column_named(struct slice cell)
{
    uint8_t name[COLUMN_NAME_MOST];
    size_t size = 0;
    for (size_t i = 0; i < cell.size; i++) {
        if (strchr(" _-.#:\"'", cell.data[i]) && cell.data[i] != '\0')
            continue;
        if (size == sizeof name)
            return (struct column){0};
        name[size++] = byte_lower(cell.data[i]);
    }
    for (size_t i = 0; size > 0 && i < sizeof known_columns / sizeof *known_columns; i++)
        if (is_one_of(slice_make(name, size), known_columns[i].names))
            return (struct column){known_columns[i].role, known_columns[i].kinds};
    return (struct column){0};
}

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

/* Whether a row names columns, one of them the indicators'. */
static bool read_header(const struct csv_row *row, struct plan *plan)
{
    size_t indicators = 0;
    struct column columns[CSV_CELLS] = {0};
    if (row->count < 2 || holds_indicator(row))
        return false;
    for (size_t i = 0; i < row->count; i++) {
        columns[i] = column_named(row->cells[i]);
        indicators += columns[i].role == ROLE_INDICATOR;
    }
    if (indicators > 0)
        memcpy(plan->columns, columns, sizeof columns);
    return indicators > 0;
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
    size_t rows, fitting[CSV_CELLS];
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
    shares->rows++;
    for (size_t i = 0; i < row->count; i++) {
        bool fits =
            listed_read(row->cells[i], &shares->candidate) && !shares->candidate.looks_like_file;
        shares->fitting[i] += fits;
        shares->has_words[i] = shares->has_words[i] || (!fits && is_words(row->cells[i]));
    }
}

/* Without names, the first column half of whose cells read as indicators. */
static bool find_columns(struct slice content, struct plan *plan)
{
    struct shares *shares = memory_create(1, sizeof *shares);
    look_at_rows(content, plan->separator, count_fitting, shares);
    size_t at = 0;
    while (at < CSV_CELLS && (shares->fitting[at] == 0 || shares->fitting[at] * 2 < shares->rows))
        at++;
    bool found = at < CSV_CELLS;
    if (found) {
        plan->columns[at] = (struct column){ROLE_INDICATOR, KINDS_ANY};
        do
            at++;
        while (at < CSV_CELLS && (!shares->has_words[at] || shares->fitting[at] > 0));
        if (at < CSV_CELLS)
            plan->columns[at].role = ROLE_DESCRIPTION;
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

/* ---- What a cell may be */

static const struct {
    const char *words;
    uint64_t kinds;
    bool is_certificate;
} known_types[] = {
    {"ip ips ipv4 ipv6 ip4 ip6 addr address cidr netblock subnet network c2 c2s ipport", KINDS_HOST,
     false},
    {"domain domains host hostname fqdn dns site website", KINDS_HOST, false},
    {"url urls uri uris link path", KINDS_HOST, false},
    {"md5 sha1 sha256 sha2 sha hash hashes filehash digest", KINDS_DIGEST, false},
    {"cert certificate ssl tls x509 fingerprint", KINDS_DIGEST, true},
    {"email mail sender", KINDS_EMAIL, false},
    {"cve vulnerability", KINDS_CVE, false},
    {"filename filepath file mutex mutant registry regkey user username process pdb service text "
     "subject yara sigma snort btc wallet ssdeep imphash tlsh asn ja3 ja4 useragent",
     0, false},
};

/* What a cell of the column of types says, word by word; unknown words say nothing. */
static uint64_t kinds_of_type(struct slice cell, bool *is_certificate)
{
    uint64_t kinds = 0;
    bool known = false;
    *is_certificate = false;
    for (size_t at = 0; at < cell.size;) {
        uint8_t word[16];
        size_t size = 0;
        for (; at < cell.size && (byte_is_letter(cell.data[at]) || byte_is_digit(cell.data[at]));
             at++)
            if (size < sizeof word)
                word[size++] = byte_lower(cell.data[at]);
        at += size == 0;
        for (size_t i = 0; size > 0 && i < sizeof known_types / sizeof *known_types; i++)
            if (is_one_of(slice_make(word, size), known_types[i].words)) {
                known = true;
                kinds |= known_types[i].kinds;
                *is_certificate = *is_certificate || known_types[i].is_certificate;
            }
    }
    return known ? kinds : KINDS_ANY;
}

static bool is_placeholder(struct slice cell)
{
    static const char words[] = "- -- ? n/a na none null nil nan unknown tbd (none) (null)";
    uint8_t lower[8];
    if (cell.size == 0 || cell.size > sizeof lower)
        return cell.size == 0;
    for (size_t i = 0; i < cell.size; i++)
        lower[i] = byte_lower(cell.data[i]);
    return is_one_of(slice_make(lower, cell.size), words);
}

/* ---- Reading */

struct reading {
    struct notice *notice;
    struct plan plan;
    struct candidate candidate;
    struct recent_statements statements;
    const struct csv_row *row;
    /* Of the row: */
    uint64_t kinds;
    bool is_certificate;
    uint16_t port;
    struct indicator said; /* without kind and pattern */
};

static struct slice cell_of(const struct reading *reading, enum role role)
{
    const struct csv_row *row = reading->row;
    for (size_t i = 0; i < row->count; i++)
        if (reading->plan.columns[i].role == role && row->cells[i].size > 0)
            return row->cells[i];
    return (struct slice){0};
}

/* A number to 100, or the words of STIX 2.1, appendix A. */
static uint8_t confidence_of(struct slice cell)
{
    uint64_t number;
    size_t size = cell.size > 0 && cell.data[cell.size - 1] == '%' ? cell.size - 1 : cell.size;
    if (slice_to_number(slice_part(cell, 0, size), 100, &number))
        return (uint8_t)number;
    if (slice_equal_ignoring_case(cell, slice_from("high")))
        return 85;
    if (slice_equal_ignoring_case(cell, slice_from("medium")))
        return 50;
    return slice_equal_ignoring_case(cell, slice_from("low")) ? 15 : 0;
}

static void read_what_is_said(struct reading *reading)
{
    uint64_t port = 0;
    reading->is_certificate = false;
    reading->kinds = kinds_of_type(cell_of(reading, ROLE_TYPE), &reading->is_certificate);
    slice_to_number(cell_of(reading, ROLE_PORT), 65535, &port);
    reading->port = (uint16_t)port;
    reading->said = (struct indicator){.line = reading->row->line};
    instant_parse(cell_of(reading, ROLE_FROM), &reading->said.valid_from);
    instant_parse(cell_of(reading, ROLE_UNTIL), &reading->said.valid_until);
    reading->said.confidence = confidence_of(cell_of(reading, ROLE_CONFIDENCE));
    reading->said.statement =
        listed_statement(&reading->statements, reading->notice,
                         &(struct statement){.family = cell_of(reading, ROLE_FAMILY),
                                             .threat = cell_of(reading, ROLE_THREAT),
                                             .place = cell_of(reading, ROLE_PLACE),
                                             .description = cell_of(reading, ROLE_DESCRIPTION),
                                             .label = cell_of(reading, ROLE_LABEL)});
}

static bool read_token(struct reading *reading, struct slice token, struct column column)
{
    struct candidate *candidate = &reading->candidate;
    uint64_t allowed = reading->kinds & column.kinds;
    bool names_meant = reading->plan.header_line == 0 || allowed != KINDS_ANY;
    if (!listed_read(token, candidate) && !(names_meant && listed_read_label(token, candidate)))
        return false;
    bool is_meant = candidate->defanged || candidate->has_scheme || allowed != KINDS_ANY;
    return allowed >> candidate->kind & 1 && (is_meant || !candidate->looks_like_file);
}

/* False at the limit. */
static bool add_token(struct reading *reading)
{
    struct candidate *candidate = &reading->candidate;
    struct indicator indicator = reading->said;
    if (candidate->kind == INDICATOR_ADDRESS && reading->port != 0) {
        struct endpoint endpoint = {.port = reading->port};
        address_parse(text_slice(&candidate->pattern), &endpoint.address);
        text_clear(&candidate->pattern);
        text_add_endpoint(&candidate->pattern, &endpoint);
        candidate->kind = INDICATOR_ENDPOINT;
    }
    if (reading->is_certificate && candidate->kind == INDICATOR_SHA1)
        candidate->kind = INDICATOR_CERT_SHA1;
    if (reading->is_certificate && candidate->kind == INDICATOR_SHA256)
        candidate->kind = INDICATOR_CERT_SHA256;
    indicator.kind = candidate->kind;
    indicator.pattern = text_slice(&candidate->pattern);
    return notice_add(reading->notice, &indicator);
}

static bool ends_token(uint8_t byte)
{
    return byte_is_space(byte) || byte == ',' || byte == ';' || byte == '|';
}

/* A cell is one indicator, or several with separators between them. */
static bool read_cell(struct reading *reading, struct slice cell, struct column column)
{
    size_t added = 0;
    if (is_placeholder(cell) || (reading->kinds & column.kinds) == 0)
        return true;
    if (read_token(reading, cell, column))
        return add_token(reading);
    for (size_t at = 0, end; at < cell.size; at = end + 1) {
        for (end = at; end < cell.size && !ends_token(cell.data[end]);)
            end++;
        bool is_part = end - at < cell.size;
        if (!is_part || !read_token(reading, slice_part(cell, at, end), column))
            continue;
        if (!add_token(reading))
            return false;
        added++;
    }
    if (added == 0)
        notice_reject(reading->notice, REJECTED_MALFORMED, cell, reading->row->line);
    return true;
}

static bool read_row(struct reading *reading)
{
    read_what_is_said(reading);
    for (size_t i = 0; i < reading->row->count; i++)
        if (reading->plan.columns[i].role == ROLE_INDICATOR &&
            !read_cell(reading, reading->row->cells[i], reading->plan.columns[i]))
            return false;
    return true;
}

static bool csv_read(struct slice content, struct notice *notice, struct problem *problem)
{
    struct reading *reading = memory_create(1, sizeof *reading);
    struct csv_row row = {0};
    bool fits = true, known = make_plan(content, &reading->plan);
    struct csv csv = csv_over(content, reading->plan.separator);
    reading->notice = notice;
    reading->row = &row;
    while (known && fits && csv_next(&csv, &row))
        if (!is_comment(&row) && row.line > reading->plan.header_line)
            fits = read_row(reading);
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
    for (size_t i = 0; i < row->count && !has_indicator; i++)
        has_indicator = usable->plan->columns[i].role == ROLE_INDICATOR &&
                        listed_read(row->cells[i], &usable->candidate);
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
    if (!make_plan(content, &plan) || plan.share < 75 || !is_usable(content, &plan))
        return 0;
    return plan.header_line > 0 ? 90 : named ? 85 : plan.separator == '\t' ? 70 : 75;
}

const struct notice_reader csv_reader = {
    .name = "csv",
    .title = "CSV, TSV and their kin, with or without a header",
    .recognise = csv_recognise,
    .read = csv_read,
};
