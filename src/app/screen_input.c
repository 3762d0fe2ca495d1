/* SPDX-License-Identifier: MIT */
#include "app/screen_input.h"

#include "base/charset.h"
#include "base/csv.h"
#include "base/file.h"
#include "base/json.h"
#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

/* What a column or a JSON member is, and what it may be called. */
enum asked {
    ASKED_NAME,
    ASKED_NAMES,
    ASKED_KIND,
    ASKED_BORN,
    ASKED_COUNTRIES,
    ASKED_ADDRESSES,
    ASKED_IDENTIFIERS,
    ASKED_ID,
    ASKED
};
static const struct {
    const char *key, *called; /* parted by "|" */
    bool many;
} asked_keys[ASKED] = {
    [ASKED_NAME] = {"name", "name|full name|full_name|customer name|caption", false},
    [ASKED_NAMES] = {"names", "names|aliases|alias|aka|also known as", true},
    [ASKED_KIND] = {"kind", "kind|type|entity type|schema", false},
    [ASKED_BORN] = {"born", "born|birth date|birth_date|birthdate|date of birth|dob", false},
    [ASKED_COUNTRIES] = {"countries", "countries|country|nationality|citizenship", true},
    [ASKED_ADDRESSES] = {"addresses", "addresses|address", true},
    [ASKED_IDENTIFIERS] = {"identifiers",
                           "identifiers|identifier|passport|passport number|"
                           "registration number|tax number|imo|lei|bic|wallet",
                           true},
    [ASKED_ID] = {"id", "id|reference|customer id|customer_id", false},
};

void screen_input_add_keys(struct text *text)
{
    for (size_t i = 0; i < ASKED; i++)
        text_print(text, " %-12s %s\n", asked_keys[i].key, asked_keys[i].called);
}

enum form { FORM_OPERANDS, FORM_LINES, FORM_TABLE, FORM_JSON };

struct screen_input {
    enum form form;
    const struct screening_query *given;
    const char *const *names;
    size_t name_count, taken;
    struct text content, converted;
    struct slice whole, rest; /* of lines and JSON */
    uint32_t line;
    struct csv csv;
    struct csv_row row;
    uint8_t columns[CSV_CELLS]; /* what each is; ASKED: nothing that is known */
};

/* A line's parts, before they are a query. */
struct parts {
    struct slice items[ASKED][64];
    size_t counts[ASKED];
};

static bool is_called(struct slice text, const char *names)
{
    for (struct slice rest = slice_from(names); rest.size > 0;)
        if (slice_equal_ignoring_case(slice_split(&rest, '|'), text))
            return true;
    return false;
}

static enum asked find_key(struct slice text)
{
    size_t asked = 0;
    while (asked < ASKED && !is_called(slice_trim(text), asked_keys[asked].called))
        asked++;
    return (enum asked)asked;
}

static void add_part(struct parts *parts, enum asked asked, struct slice text)
{
    const size_t most = sizeof parts->items[0] / sizeof parts->items[0][0];
    struct slice trimmed = slice_trim(text);
    if (trimmed.size > 0 && parts->counts[asked] < most)
        parts->items[asked][parts->counts[asked]++] = trimmed;
}

/* --- From parts to a query ---------------------------------------------------- */

static const struct slice *keep_all(struct arena *arena, const struct slice *texts, size_t count)
{
    struct slice *kept = arena_create(arena, (count + 1) * sizeof *kept);
    for (size_t i = 0; i < count; i++)
        kept[i] = arena_keep(arena, texts[i]);
    return kept;
}

/* Takes what the line says, else leaves what the options say. */
static void take_many(struct arena *arena, const struct parts *parts, enum asked asked,
                      const struct slice **texts, size_t *count)
{
    if (parts->counts[asked] == 0)
        return;
    *texts = keep_all(arena, parts->items[asked], parts->counts[asked]);
    *count = parts->counts[asked];
}

static bool take_name(struct arena *arena, const struct parts *parts, struct screening_query *query,
                      struct problem *defect)
{
    static const enum asked stands_in[] = {ASKED_NAME, ASKED_NAMES, ASKED_IDENTIFIERS};
    for (size_t i = 0; i < sizeof stands_in / sizeof *stands_in; i++)
        if (parts->counts[stands_in[i]] > 0) {
            struct slice name = parts->items[stands_in[i]][0];
            if (name.size > LIMIT_NAME)
                return problem_set(defect, "the name has %zu bytes; %d are the most", name.size,
                                   LIMIT_NAME);
            query->name = arena_keep(arena, name);
            return true;
        }
    return problem_set(defect, "there is no name in it");
}

/* A printable copy for a sentence. */
static void complain_of(struct problem *defect, struct slice value, const char *says)
{
    struct text printable = {0};
    text_add_printable(&printable, slice_part(value, 0, 64));
    problem_set(defect, "'%s' %s", text_string(&printable), says);
    text_done(&printable);
}

static bool make_query(struct arena *arena, const struct parts *parts,
                       struct screening_query *query, struct problem *defect)
{
    if (!take_name(arena, parts, query, defect))
        return false;
    take_many(arena, parts, ASKED_NAMES, &query->names, &query->name_count);
    take_many(arena, parts, ASKED_COUNTRIES, &query->countries, &query->country_count);
    take_many(arena, parts, ASKED_ADDRESSES, &query->addresses, &query->address_count);
    take_many(arena, parts, ASKED_IDENTIFIERS, &query->identifiers, &query->identifier_count);
    if (parts->counts[ASKED_ID] > 0)
        query->id = arena_keep(arena, parts->items[ASKED_ID][0]);
    if (parts->counts[ASKED_KIND] > 0 &&
        !entity_kind_read(parts->items[ASKED_KIND][0], &query->kind))
        complain_of(defect, parts->items[ASKED_KIND][0],
                    "is no kind that is known; any kind is looked for");
    if (parts->counts[ASKED_BORN] > 0 &&
        !partial_date_read(parts->items[ASKED_BORN][0], &query->birth)) {
        query->birth = (struct partial_date){0};
        complain_of(defect, parts->items[ASKED_BORN][0], "is no date; it is not compared");
    }
    return true;
}

/* --- Lines ----------------------------------------------------------------------- */

/* Columns that may hold several values part them by semicolons. */
static void split_cell(struct parts *parts, enum asked asked, struct slice cell)
{
    if (!asked_keys[asked].many) {
        add_part(parts, asked, cell);
        return;
    }
    while (cell.size > 0)
        add_part(parts, asked, slice_split(&cell, ';'));
}

static bool read_row(struct screen_input *input, struct parts *parts)
{
    if (!csv_next(&input->csv, &input->row))
        return false;
    input->line = input->row.line;
    for (size_t i = 0; i < input->row.count; i++)
        if (input->columns[i] < ASKED)
            split_cell(parts, (enum asked)input->columns[i], input->row.cells[i]);
    return true;
}

/* The next line that is not blank. */
static bool read_line(struct screen_input *input, struct slice *line)
{
    while (input->rest.size > 0) {
        *line = slice_trim(slice_split_line(&input->rest));
        input->line++;
        if (line->size > 0)
            return true;
    }
    return false;
}

static void take_member(struct parts *parts, enum asked asked, const struct json *value,
                        struct problem *defect)
{
    if (json_is_text(value))
        add_part(parts, asked, json_text(value));
    else if (json_has_items(value))
        for (size_t i = 0; i < json_item_count(value); i++)
            add_part(parts, asked, json_text(json_item(value, i)));
    else
        problem_set(defect, "\"%s\" is no text; it is not compared", asked_keys[asked].key);
}

/* The document must outlive the parts. */
static bool read_object(const struct json *object, struct parts *parts, struct problem *defect)
{
    if (!json_has_members(object))
        return problem_set(defect, "it is no JSON object");
    struct json_walk walk = {.object = object};
    while (json_next(&walk)) {
        enum asked asked = find_key(walk.name);
        if (asked < ASKED)
            take_member(parts, asked, walk.value, defect);
    }
    return true;
}

static enum screen_line read_json_line(struct arena *arena, struct slice line,
                                       struct screening_query *query, struct problem *defect)
{
    struct parts parts = {0};
    struct problem problem = {0};
    struct json *document = json_parse(line, LIMIT_JSON_SIZE, &problem);
    bool read = document ? read_object(document, &parts, defect)
                         : problem_set(defect, "it is no JSON object");
    read = read && make_query(arena, &parts, query, defect);
    json_free(document);
    return read ? SCREEN_LINE_QUERY : SCREEN_LINE_UNREAD;
}

static enum screen_line read_any(struct screen_input *input, struct arena *arena,
                                 struct screening_query *query, struct problem *defect)
{
    struct parts parts = {0};
    struct slice line = {0};
    if (input->form == FORM_OPERANDS) {
        if (input->taken == input->name_count)
            return SCREEN_LINE_END;
        add_part(&parts, ASKED_NAME, slice_from(input->names[input->taken++]));
    } else if (input->form == FORM_TABLE) {
        if (!read_row(input, &parts))
            return SCREEN_LINE_END;
    } else {
        if (!read_line(input, &line))
            return SCREEN_LINE_END;
        if (input->form == FORM_JSON)
            return read_json_line(arena, line, query, defect);
        add_part(&parts, ASKED_NAME, line);
    }
    return make_query(arena, &parts, query, defect) ? SCREEN_LINE_QUERY : SCREEN_LINE_UNREAD;
}

enum screen_line screen_input_next(struct screen_input *input, struct arena *arena,
                                   struct screening_query *query, struct problem *defect)
{
    defect->sentence[0] = '\0';
    *query = *input->given;
    enum screen_line line = read_any(input, arena, query, defect);
    if (defect->sentence[0] != '\0' && input->form != FORM_OPERANDS)
        problem_add(defect, "line %u", input->line);
    return line;
}

/* --- Opening ----------------------------------------------------------------------- */

struct screen_input *screen_input_over(const char *const *names, size_t count,
                                       const struct screening_query *given)
{
    struct screen_input *input = memory_create(1, sizeof *input);
    *input = (struct screen_input){
        .form = FORM_OPERANDS, .names = names, .name_count = count, .given = given};
    return input;
}

/* What parts cells: of comma, semicolon and tab the one that the first line has most. */
static uint8_t find_separator(struct slice text)
{
    static const uint8_t separators[] = {',', ';', '\t'};
    struct slice line = slice_split_line(&text);
    size_t counts[sizeof separators] = {0};
    size_t best = 0;
    for (size_t i = 0; i < sizeof separators; i++) {
        for (size_t k = 0; k < line.size; k++)
            counts[i] += line.data[k] == separators[i];
        best = counts[i] > counts[best] ? i : best;
    }
    return separators[best];
}

/* Reads the headings. A given column is the name, whatever else is called so. */
static bool begin_table(struct screen_input *input, const char *column, struct problem *problem)
{
    bool has_name = false;
    input->csv = csv_over(input->whole, find_separator(input->whole));
    bool any = csv_next(&input->csv, &input->row);
    for (size_t i = 0; any && i < input->row.count; i++) {
        struct slice heading = slice_trim(input->row.cells[i]);
        bool is_given = column && slice_equal_ignoring_case(heading, slice_from(column));
        enum asked asked = is_given ? ASKED_NAME : find_key(heading);
        if (column && !is_given && asked == ASKED_NAME)
            asked = ASKED;
        input->columns[i] = (uint8_t)asked;
        has_name = has_name || asked == ASKED_NAME;
    }
    return has_name || problem_set(problem, "has no column '%s'", column ? column : "name");
}

static bool is_table(const char *path)
{
    struct slice name = slice_from(path);
    return slice_find(name, slice_from(".csv")) != SLICE_NOWHERE ||
           slice_find(name, slice_from(".tsv")) != SLICE_NOWHERE;
}

static bool begin(struct screen_input *input, bool table, const char *column,
                  struct problem *problem)
{
    memset(input->columns, ASKED, sizeof input->columns);
    input->rest = input->whole;
    if (table) {
        input->form = FORM_TABLE;
        return begin_table(input, column, problem);
    }
    input->form = slice_byte(slice_trim(input->whole), 0) == '{' ? FORM_JSON : FORM_LINES;
    return true;
}

struct screen_input *screen_input_take(struct text *content, const char *path, const char *column,
                                       const struct screening_query *given, struct problem *problem)
{
    struct screen_input *input = memory_create(1, sizeof *input);
    input->given = given;
    input->content = *content;
    *content = (struct text){0};
    input->whole = charset_to_valid_utf8(text_slice(&input->content), &input->converted);
    if (!begin(input, column || is_table(path), column, problem)) {
        problem_add(problem, "'%s'", path);
        screen_input_free(input);
        return NULL;
    }
    return input;
}

struct screen_input *screen_input_open(const char *path, const char *column,
                                       const struct screening_query *given, struct problem *problem)
{
    static const struct unpack_limits limits = {
        .bytes = LIMIT_NOTICE_SIZE,
        .ratio = LIMIT_UNPACKED_RATIO,
        .allowance = LIMIT_UNPACKED_ALLOWANCE,
        .memory = LIMIT_UNPACK_MEMORY,
    };
    struct text content = {0};
    struct screen_input *input = NULL;
    if (file_read(path, &limits, &content, problem))
        input = screen_input_take(&content, path, column, given, problem);
    text_done(&content);
    return input;
}

void screen_input_free(struct screen_input *input)
{
    if (!input)
        return;
    csv_row_done(&input->row);
    text_done(&input->content);
    text_done(&input->converted);
    free(input);
}

uint64_t screen_input_taken(const struct screen_input *input)
{
    if (input->form == FORM_OPERANDS)
        return input->taken;
    return input->whole.size -
           (input->form == FORM_TABLE ? input->csv.rest.size : input->rest.size);
}

uint64_t screen_input_total(const struct screen_input *input)
{
    return input->form == FORM_OPERANDS ? input->name_count : input->whole.size;
}
