/* prose - reports and articles in any language: indicators among other words.
 *
 * The text is walked through twice: first to learn how it writes (whether it defangs, whose
 * site it comes from), then line by line and cell by cell. mention.h decides what counts,
 * row.h and label.h what headings of sections and columns say of it. What does not count is
 * noted with its reason. */
/* SPDX-License-Identifier: MIT */
#include "base/hash.h"
#include "base/memory.h"
#include "base/written_date.h"
#include "notice/candidate_search.h"
#include "notice/listed.h"
#include "notice/mention.h"
#include "notice/plain_text.h"
#include "notice/reader.h"
#include "notice/report_head.h"
#include "notice/row.h"
#include "notice/typed.h"

#include <stdlib.h>
#include <string.h>

enum {
    HEADING_MOST = 100,
    GUESSED_LEVEL = 7, /* of a heading that only looks like one: below all marked ones */
    LOOK_AT = 512,     /* bytes of the beginning that tell a text */
    MAGIC_MOST = 24,
    REMARK_MOST = 80, /* beside an indicator, what it is used for */
    VALUE_MOST = 400, /* of a file's path, a mutex, a registry key */
    TAIL_MOST = 128,  /* digits of the longest digest */
};

struct section {
    struct label label;
    uint8_t level;
    struct text heading;
};

/* What is said of an indicator where it stands again. */
struct remark {
    uint64_t hash;
    uint32_t statement;
    struct instant first_seen, last_seen;
};

struct reading {
    struct notice *notice;
    struct remark *remarks;
    size_t remark_count, remark_capacity;
    struct manner manner;
    size_t lines; /* seen in the first pass */
    struct section section;
    struct columns columns;
    struct text pieces; /* of a digest that may go on in the next line */
    size_t piece_size;  /* of the first of them */
    uint64_t
        *meant; /* hashes of hosts that stand defanged somewhere; sorted after the first pass */
    size_t meant_count, meant_capacity;
    struct label open; /* of a line that ended with it: the value is on the next */
    struct candidate candidate;
    struct candidate_search search;
    struct recent_statements *statements;
    bool full;
};

/* A cell of a line, or the whole line, as it is being read. */
struct place {
    const struct plain_line *line;
    const struct row *row;
    size_t cell;
    struct label label;
    bool alone, has_digest, has_host; /* nothing else stands in the cell; what does */
    bool labelled;                    /* by its column or its own words, not by the section */
    bool program;
};

/* --- What kind of line --------------------------------------------------- */

static struct slice without_marks(struct slice text)
{
    while (text.size > 0 && (text.data[0] == '=' || text.data[0] == ' '))
        text = slice_after(text, 1);
    while (text.size > 0 && strchr("=: ", text.data[text.size - 1]))
        text.size--;
    return text;
}

/* AsciiDoc's "== Title"; its level, or 0. */
static uint8_t marked_level(const struct plain_line *line)
{
    size_t marks = 0;
    while (marks < line->text.size && line->text.data[marks] == '=')
        marks++;
    if (line->level > 0)
        return line->level;
    return marks > 0 && marks < 7 && marks + 1 < line->text.size && line->text.data[marks] == ' '
               ? (uint8_t)marks
               : 0;
}

/* The level of a heading: marked, or a short line that ends in a colon or is in capitals. */
static uint8_t heading_level(const struct plain_line *line)
{
    struct slice text = line->text;
    uint8_t level = marked_level(line);
    if (level > 0)
        return level;
    if (line->heading)
        return 1;
    if (text.size > HEADING_MOST || line->table || line->code)
        return 0;
    size_t lower = 0, upper = 0;
    for (size_t i = 0; i < text.size; i++) {
        lower += text.data[i] >= 'a' && text.data[i] <= 'z';
        upper += text.data[i] >= 'A' && text.data[i] <= 'Z';
    }
    bool heads =
        slice_ends_with(text, ":") || slice_ends_with(text, "：") || (lower == 0 && upper > 3);
    return heads ? GUESSED_LEVEL : 0;
}

/* A short line without a full stop may head what follows, in text without marks. */
static bool may_head(const struct plain_line *line)
{
    enum { SHORT = 60 };
    uint8_t last = line->text.data[line->text.size - 1];
    return !line->item && !line->table && !line->code && line->text.size <= SHORT && last != '.' &&
           last != ',' && last != ';';
}

static bool holds_ignoring_case(struct slice s, const char *what)
{
    struct slice word = slice_from(what);
    for (size_t i = 0; i + word.size <= s.size; i++)
        if (slice_equal_ignoring_case(slice_part(s, i, i + word.size), word))
            return true;
    return false;
}

/* "Legitimate sites that were compromised" are no longer harmless. */
static struct label section_label(struct slice heading)
{
    static const char *const harmed[] = {
        "compromis", "hacked",     "abused", "hijack", "infected", "injected",  "malicious",
        "fake",      "impersonat", "mimic",  "spoof",  "disguis",  "side-load", "trojan"};
    struct label label = label_read(heading);
    for (size_t i = 0; label.meaning == LABEL_LEGITIMATE && i < sizeof harmed / sizeof *harmed; i++)
        if (holds_ignoring_case(heading, harmed[i]))
            label.meaning = LABEL_INDICATOR;
    bool tells = label.meaning == LABEL_KIND || label.meaning == LABEL_INDICATOR ||
                 label.meaning == LABEL_CITED || label.meaning == LABEL_LEGITIMATE ||
                 label.meaning == LABEL_RULES;
    return tells ? label : (struct label){.meaning = LABEL_NONE};
}

static void begin_section(struct reading *r, const struct plain_line *line, uint8_t level)
{
    struct slice heading = slice_part(without_marks(line->text), 0, HEADING_MOST);
    struct label label = section_label(heading);
    struct section *section = &r->section;
    /* "7-Zip" below "Legitimate tools" is still one of them. */
    bool inherits = label.meaning == LABEL_NONE && level > section->level && section->level > 0;
    if (!inherits) {
        section->label = label;
        section->level = level;
    }
    text_clear(&section->heading);
    text_add(&section->heading, heading);
    r->columns.count = 0;
}

static bool is_program(struct slice line)
{
    size_t marks = 0;
    for (size_t i = 0; i < line.size; i++)
        marks += line.data[i] == '=' || line.data[i] == '{' || line.data[i] == '}' ||
                 line.data[i] == ';' || (line.data[i] == '(' && i > 0 && line.data[i - 1] > ' ');
    return marks >= 2;
}

/* --- Beside an indicator ------------------------------------------------- */

static bool is_mark(uint8_t byte)
{
    return byte < 0x80 && !byte_is_letter(byte) && !byte_is_digit(byte);
}

/* Looks over a cell: what stands in it, and whether letters and digits stand outside of it. */
static void survey(struct reading *r, struct place *place, struct slice text)
{
    size_t other = 0, at = 0;
    candidate_search_line(&r->search, text);
    struct slice line = r->search.line;
    while (candidate_next(&r->search, &r->candidate)) {
        for (; at < r->candidate.from; at++)
            other += !is_mark(line.data[at]);
        at = r->candidate.to;
        place->has_digest |= indicator_kind_is_digest(r->candidate.kind);
        place->has_host |= indicator_kind_is_numeric(r->candidate.kind) ||
                           (indicator_kind_is_named(r->candidate.kind) && r->candidate.rooted &&
                            !r->candidate.looks_like_file);
    }
    for (; at < line.size; at++)
        other += !is_mark(line.data[at]);
    place->alone = other == 0;
}

static bool begins(struct slice text, const struct candidate *c)
{
    for (size_t i = 0; i < c->from; i++)
        if (!is_mark(text.data[i]))
            return false;
    return text.size - c->to <= REMARK_MOST;
}

/* "evil[.]com - payload server", "evil[.]com (C2)" */
static struct slice words_behind(struct slice text, const struct candidate *c)
{
    struct slice rest = slice_trim(slice_after(text, c->to));
    bool dashed = slice_starts_with(rest, "- ") || slice_starts_with(rest, "\xe2\x80\x93 ") ||
                  slice_starts_with(rest, "\xe2\x80\x94 ");
    if (dashed)
        rest = slice_trim(slice_after(rest, slice_find_byte(rest, ' ')));
    else if (slice_starts_with(rest, "(") && slice_ends_with(rest, ")"))
        rest = slice_trim(slice_part(rest, 1, rest.size - 1));
    else
        return (struct slice){0};
    return rest.size <= REMARK_MOST ? rest : (struct slice){0};
}

static uint32_t add_statement(struct reading *r, const struct place *place, struct slice text)
{
    const struct row *row = place->row;
    struct statement statement = {
        .family = row_under(row, &r->columns, LABEL_FAMILY),
        .place = row_under(row, &r->columns, LABEL_PLACE),
        .role = row_under(row, &r->columns, LABEL_ROLE),
        .campaign = row_under(row, &r->columns, LABEL_CAMPAIGN),
        .actor = row_under(row, &r->columns, LABEL_ACTOR),
        .description = row_under(row, &r->columns, LABEL_DESCRIPTION),
        .label = text_slice(&r->section.heading),
    };
    bool digest = indicator_kind_is_digest(r->candidate.kind);
    struct slice *said = digest ? &statement.description : &statement.role;
    if (said->size == 0 && r->columns.count == 0 && begins(text, &r->candidate))
        *said = words_behind(text, &r->candidate);
    return listed_statement(r->statements, r->notice, &statement);
}

static struct instant date_under(const struct reading *r, const struct place *place,
                                 enum label_meaning meaning)
{
    struct instant instant = {0};
    struct slice cell = row_under(place->row, &r->columns, meaning);
    if (cell.size > 0)
        written_date_find(cell, &instant);
    return instant;
}

/* --- Indicators that stand in the text first and in a table later -------- */

static bool says_something(const struct statement *s)
{
    return s->role.size + s->family.size + s->place.size + s->campaign.size + s->actor.size +
               s->description.size >
           0;
}

static uint64_t hash_of(const struct indicator *indicator)
{
    return hash_bytes(indicator->pattern, (uint64_t)indicator->kind);
}

static void remember(struct reading *r, const struct indicator *again)
{
    if (!says_something(&r->notice->statements[again->statement]) &&
        !instant_is_known(again->first_seen) && !instant_is_known(again->last_seen))
        return;
    r->remarks =
        memory_grow(r->remarks, &r->remark_capacity, r->remark_count + 1, sizeof *r->remarks);
    r->remarks[r->remark_count++] =
        (struct remark){hash_of(again), again->statement, again->first_seen, again->last_seen};
}

static int compare_remarks(const void *a, const void *b)
{
    const struct remark *left = a, *right = b;
    if (left->statement != right->statement && left->hash == right->hash && left->statement &&
        right->statement)
        return left->statement < right->statement ? -1 : 1;
    return (left->hash > right->hash) - (left->hash < right->hash);
}

/* The table says more than the sentence before it. */
static void complete(struct reading *r)
{
    if (r->remark_count == 0)
        return;
    qsort(r->remarks, r->remark_count, sizeof *r->remarks, compare_remarks);
    for (size_t i = 0; i < r->notice->indicator_count; i++) {
        struct indicator *indicator = &r->notice->indicators[i];
        struct remark key = {.hash = hash_of(indicator)};
        const struct remark *found =
            bsearch(&key, r->remarks, r->remark_count, sizeof *r->remarks, compare_remarks);
        if (!found)
            continue;
        while (found > r->remarks && found[-1].hash == key.hash) /* the first that stood */
            found--;
        if (!says_something(&r->notice->statements[indicator->statement]))
            indicator->statement = found->statement;
        if (!instant_is_known(indicator->first_seen))
            indicator->first_seen = found->first_seen;
        if (!instant_is_known(indicator->last_seen))
            indicator->last_seen = found->last_seen;
    }
}

static void keep(struct reading *r, const struct place *place, struct slice text, bool harmless)
{
    struct indicator indicator = {
        .pattern = text_slice(&r->candidate.pattern),
        .kind = r->candidate.kind,
        .line = place->line->number,
        .statement = add_statement(r, place, text),
        .context = harmless,
        .first_seen = date_under(r, place, LABEL_FIRST_SEEN),
        .last_seen = date_under(r, place, LABEL_LAST_SEEN),
    };
    size_t before = r->notice->indicator_count;
    r->full = !notice_add(r->notice, &indicator);
    if (r->notice->indicator_count == before && !r->full)
        remember(r, &indicator);
}

/* --- Values that only their label makes one ------------------------------ */

static bool is_text_kind(enum indicator_kind kind)
{
    return kind == INDICATOR_FILE_NAME || kind == INDICATOR_MUTEX ||
           kind == INDICATOR_REGISTRY_KEY || kind == INDICATOR_USER_AGENT ||
           kind == INDICATOR_CERT_SERIAL;
}

static size_t count_byte(struct slice s, uint8_t byte)
{
    size_t count = 0;
    for (size_t i = 0; i < s.size; i++)
        count += s.data[i] == byte;
    return count;
}

/* A name with an extension, or a path; no sentence. */
static bool reads_as_file(struct slice s)
{
    enum { BLANKS_MOST = 5, EXTENSION_MOST = 10 };
    size_t dot = slice_find_last_byte(s, '.');
    size_t extension = dot == SLICE_NOWHERE ? 0 : s.size - dot - 1;
    bool path = slice_find_byte(s, '\\') != SLICE_NOWHERE ||
                (s.data[0] == '/' && slice_find_byte(slice_after(s, 1), '/') != SLICE_NOWHERE) ||
                s.data[0] == '%' || slice_starts_with(s, "~/");
    return slice_find(s, slice_from("://")) == SLICE_NOWHERE && count_byte(s, ' ') <= BLANKS_MOST &&
           (path || (dot != SLICE_NOWHERE && dot > 0 && extension > 0 &&
                     extension <= EXTENSION_MOST && byte_is_letter(s.data[s.size - 1])));
}

static bool reads_as(enum indicator_kind kind, struct slice s)
{
    enum { SERIAL_LEAST = 8 };
    size_t hex = 0;
    if (s.size < 3 || s.size > VALUE_MOST)
        return false;
    switch (kind) {
    case INDICATOR_FILE_NAME:
        return reads_as_file(s);
    case INDICATOR_MUTEX:
        return count_byte(s, ' ') <= 2 && s.size >= 4;
    case INDICATOR_REGISTRY_KEY:
        return slice_find_byte(s, '\\') != SLICE_NOWHERE;
    case INDICATOR_USER_AGENT:
        return slice_find_byte(s, '/') != SLICE_NOWHERE || s.size > 8;
    default:
        for (size_t i = 0; i < s.size; i++)
            hex += byte_hex_value(s.data[i]) >= 0;
        return hex >= SERIAL_LEAST && hex + count_byte(s, ':') + count_byte(s, ' ') == s.size;
    }
}

static struct slice bare(struct slice value)
{
    for (struct slice before = {0}; before.size != value.size;) {
        before = value;
        value = slice_trim(value);
        if (value.size > 0 && strchr("`\"'*,;", value.data[0]))
            value = slice_after(value, 1);
        if (value.size > 0 && strchr("`\"'*,;", value.data[value.size - 1]))
            value.size--;
    }
    return value;
}

/* Takes the whole of a cell as a value of the kind that its label names. */
static bool take_value(struct reading *r, const struct place *place, struct slice value)
{
    enum indicator_kind kind = place->label.kind;
    value = bare(value);
    /* The name of a file may be a name of a host as well, where its label says so. */
    if (place->has_digest ||
        (place->has_host && (kind == INDICATOR_FILE_NAME || !place->labelled) &&
         kind != INDICATOR_USER_AGENT))
        return false;
    if (place->label.meaning != LABEL_KIND || !is_text_kind(kind) || !reads_as(kind, value) ||
        !typed_read(kind, value, &r->candidate))
        return false;
    r->candidate.from = r->candidate.to = 0;
    keep(r, place, value, r->section.label.meaning == LABEL_LEGITIMATE);
    return true;
}

/* --- Cells --------------------------------------------------------------- */

/* The address or name that a candidate is, or is on. */
static struct slice place_of(const struct candidate *c)
{
    struct slice pattern = text_slice(&c->pattern), host = candidate_host(c);
    if (c->kind != INDICATOR_ENDPOINT)
        return host.size > 0 ? host : pattern;
    if (pattern.data[0] == '[')
        return slice_part(pattern, 1, slice_find_byte(pattern, ']'));
    return slice_part(pattern, 0, slice_find_byte(pattern, ':'));
}

static int compare_hashes(const void *a, const void *b)
{
    const uint64_t *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

/* Whether the document writes the same host so that nobody clicks on it, elsewhere. */
static bool is_meant_elsewhere(const struct reading *r)
{
    uint64_t hash = hash_bytes(place_of(&r->candidate), 0);
    return r->candidate.kind != INDICATOR_EMAIL && r->meant_count > 0 &&
           bsearch(&hash, r->meant, r->meant_count, sizeof hash, compare_hashes);
}

static void take(struct reading *r, const struct place *place)
{
    enum rejection_reason reason;
    struct mention mention = {
        .candidate = &r->candidate,
        .text = r->search.line,
        .alone = place->alone && !(place->has_digest && indicator_kind_is_named(r->candidate.kind)),
        .begins = begins(r->search.line, &r->candidate),
        .item = place->line->item || place->line->table || place->row->count > 1,
        .front = place->line->front,
        .code = place->line->code,
        .program = place->program,
        .label = place->label,
        .labelled = place->labelled,
        .section = r->section.label,
    };
    if (place->label.meaning == LABEL_KIND)
        candidate_relabel(&r->candidate, place->label.kind);
    r->candidate.looks_like_key |= place->labelled && place->label.meaning == LABEL_IDENTIFIER &&
                                   indicator_kind_is_digest(r->candidate.kind);
    if (mention_counts(&r->manner, &mention, &reason) ||
        (reason == REJECTED_PLAIN && is_meant_elsewhere(r)))
        keep(r, place, r->search.line, mention_is_harmless(&mention));
    else
        notice_reject(r->notice, reason,
                      slice_part(r->search.line, r->candidate.from, r->candidate.to),
                      place->line->number);
}

/* "SHA-256: ...", "C2 domain - ..." at the front of a cell; the size of the label with its
 * colon, or 0. */
static size_t read_line_label(struct slice text, struct label *label)
{
    enum { MOST = 48 };
    struct slice front = slice_part(text, 0, MOST);
    size_t colon = slice_find_byte(front, ':'), size = 1;
    size_t wide = slice_find(front, slice_from("："));
    if (wide < colon) {
        colon = wide;
        size = 3;
    }
    if (colon == SLICE_NOWHERE || colon == 0 || slice_starts_with(slice_after(text, colon), "://"))
        return 0;
    struct slice words = slice_part(text, 0, colon);
    /* "evil.com - domain registered: 2024" is no label. */
    if (slice_find_byte(words, '.') != SLICE_NOWHERE ||
        slice_find_byte(words, '/') != SLICE_NOWHERE || count_byte(words, ' ') > 5)
        return 0;
    *label = label_read(words);
    return label->meaning == LABEL_NONE ? 0 : colon + size;
}

/* What the printed form of a certificate puts on a line of its own. */
static bool is_of_certificate(const struct label *label)
{
    return label->meaning == LABEL_IDENTIFIER ||
           (label->meaning == LABEL_KIND && label->kind == INDICATOR_CERT_SERIAL);
}

static size_t read_cell(struct reading *r, struct place *place)
{
    struct slice text = place->row->cells[place->cell];
    struct label own = {.meaning = LABEL_NONE};
    size_t labelled = place->label.meaning == LABEL_NONE ? read_line_label(text, &own) : 0;
    if (labelled > 0) {
        place->label = own;
        text = slice_trim(slice_after(text, labelled));
    } else if (place->label.meaning == LABEL_NONE) {
        place->label = r->open;
    }
    bool is_open = labelled > 0 && text.size == 0 && is_of_certificate(&own);
    r->open = is_open ? own : (struct label){.meaning = LABEL_NONE};
    place->labelled = place->label.meaning != LABEL_NONE;
    survey(r, place, text);
    /* Items below a heading that names their kind. */
    if (place->label.meaning == LABEL_NONE && (place->line->item || place->line->code) &&
        place->row->count == 1)
        place->label = r->section.label;
    if (!place->line->front && take_value(r, place, text))
        return 1;
    size_t found = 0;
    /* Refanged already; only walk through it again. */
    for (r->search.at = 0; !r->full && candidate_next(&r->search, &r->candidate); found++)
        take(r, place);
    return found;
}

static size_t read_row(struct reading *r, const struct plain_line *line, const struct row *row)
{
    size_t found = 0;
    for (size_t i = 0; i < row->count && !r->full; i++) {
        struct place place = {
            .line = line,
            .row = row,
            .cell = i,
            .label = row_label(row, &r->columns, i),
            .program = is_program(line->text),
        };
        found += read_cell(r, &place);
    }
    return found;
}

/* --- Digests over two lines ---------------------------------------------- */

static bool is_digest_size(size_t size)
{
    return size == 32 || size == 40 || size == 64 || size == 128;
}

/* The cell that is a piece of a digest: hexadecimal, and of no digest's length. */
static struct slice find_piece(const struct row *row)
{
    for (size_t i = 0; i < row->count; i++) {
        struct slice cell = bare(row->cells[i]);
        if (cell.size <= TAIL_MOST && slice_is_hex(cell))
            return cell;
    }
    return (struct slice){0};
}

static void keep_broken(struct reading *r, const struct plain_line *line, const struct row *row)
{
    struct place place = {.line = line, .row = row};
    notice_note_defect(r->notice, DEFECT_SPLIT_NAME, text_slice(&r->pieces), line->number);
    if (candidate_read(text_slice(&r->pieces), &r->candidate))
        keep(r, &place, text_slice(&r->pieces), r->section.label.meaning == LABEL_LEGITIMATE);
    text_clear(&r->pieces);
}

/* A narrow column breaks a digest over lines: pieces of one length and a last one that is
 * shorter, which together are as long as a digest. Two MD5s are two, unless the words above
 * say SHA-256. True when the line is nothing but a piece that goes on from the line before. */
static bool take_broken(struct reading *r, const struct plain_line *line, const struct row *row)
{
    enum { LEAST = 16 };
    struct slice piece = find_piece(row);
    const struct label *label = &r->section.label;
    bool says_sha256 = label->meaning == LABEL_KIND && label->kind == INDICATOR_SHA256;
    bool is_half = piece.size == 32 && says_sha256;
    bool goes_on = r->pieces.size > 0 && piece.size > 0 && piece.size <= r->piece_size &&
                   r->pieces.size + piece.size <= TAIL_MOST &&
                   (is_half || !is_digest_size(piece.size));
    size_t whole = r->pieces.size + piece.size;
    if (goes_on && is_digest_size(whole) && (piece.size < r->piece_size || is_half)) {
        text_add(&r->pieces, piece);
        keep_broken(r, line, row);
        return true;
    }
    if (!goes_on || piece.size < r->piece_size)
        text_clear(&r->pieces);
    if (piece.size >= LEAST && (is_half || !is_digest_size(piece.size))) {
        text_add(&r->pieces, piece);
        r->piece_size = r->pieces.size == piece.size ? piece.size : r->piece_size;
    }
    return false;
}

/* --- Two passes ---------------------------------------------------------- */

/* "mail press@vendor.example": those whom the reader should ask are the publisher's. A list
 * of senders has such names too, but nothing beside them. */
static void learn_contact(struct reading *r, const struct plain_line *line)
{
    static const char *const locals[] = {
        "press",       "media",    "contact", "info",    "support",  "sales",     "abuse",
        "soc",         "cert",     "csirt",   "report",  "incident", "incidents", "security",
        "threatintel", "research", "intel",   "kontakt", "presse"};
    struct slice address = text_slice(&r->candidate.pattern);
    struct slice local = slice_part(address, 0, slice_find_byte(address, '@'));
    /* "Name <info@firm.example>" is how senders of mails are printed. */
    bool named = slice_find(r->search.line, slice_from("<")) != SLICE_NOWHERE;
    bool in_sentence = line->text.size > address.size + 16 && !line->table && !line->code && !named;
    for (size_t i = 0; in_sentence && i < sizeof locals / sizeof *locals; i++)
        if (slice_equal_text(local, locals[i]))
            report_head_add_site(candidate_host(&r->candidate), r->notice, &r->manner);
}

static void note_meant(struct reading *r)
{
    r->meant = memory_grow(r->meant, &r->meant_capacity, r->meant_count + 1, sizeof *r->meant);
    r->meant[r->meant_count++] = hash_bytes(place_of(&r->candidate), 0);
}

static void sort_meant(struct reading *r)
{
    if (r->meant_count > 0)
        qsort(r->meant, r->meant_count, sizeof *r->meant, compare_hashes);
}

/* The first pass learns how the document writes. */
static void learn(struct reading *r, const struct plain_line *line)
{
    report_head_add_line(line, r->lines++, r->notice, &r->manner);
    if (line->front)
        return;
    candidate_search_line(&r->search, line->text);
    while (candidate_next(&r->search, &r->candidate)) {
        const struct candidate *c = &r->candidate;
        if (!c->defanged && c->kind == INDICATOR_EMAIL)
            learn_contact(r, line);
        if (!c->defanged || c->escaped || c->special || !c->rooted)
            continue;
        r->manner.defangs_names |= indicator_kind_is_named(c->kind) && !c->looks_like_file;
        r->manner.defangs_addresses |= indicator_kind_is_numeric(c->kind);
        note_meant(r);
    }
}

static void collect(struct reading *r, const struct plain_line *line)
{
    struct row row;
    row_split(line, &row);
    if (!columns_cover(&r->columns, &row, line))
        r->columns.count = 0;
    size_t found = take_broken(r, line, &row) || read_row(r, line, &row) > 0;
    if (found > 0 || line->front)
        return;
    if (r->columns.count == 0 ? columns_read(&r->columns, &row)
                              : columns_read_again(&r->columns, &row))
        return;
    uint8_t level = heading_level(line);
    if (level == 0 && may_head(line) && section_label(line->text).meaning != LABEL_NONE)
        level = GUESSED_LEVEL;
    if (level > 0)
        begin_section(r, line, level);
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
    struct reading r = {.notice = notice,
                        .statements = memory_create(1, sizeof(struct recent_statements))};

    report_head_read(content, notice, &r.manner);
    walk(&r, content, learn);
    report_head_finish(notice, &r.manner);
    sort_meant(&r);
    walk(&r, content, collect);
    complete(&r);
    free(r.remarks);
    candidate_done(&r.candidate);
    candidate_search_done(&r.search);
    text_done(&r.section.heading);
    text_done(&r.pieces);
    free(r.meant);
    free(r.statements);
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

/* AsciiDoc, whose tables look like files of values to others: "= Title" or "== Section". */
static bool is_asciidoc(struct slice content)
{
    struct slice head = slice_part(content, 0, 8 * LOOK_AT);
    return slice_starts_with(head, "= ") || slice_find(head, slice_from("\n== ")) != SLICE_NOWHERE;
}

static int recognise(struct slice content, const char *file_name)
{
    if (!is_text(content))
        return 0;
    if (is_asciidoc(content))
        return 88;
    return plain_text_recognise(content, file_name) == PLAIN_TEXT ? 20 : 40;
}

const struct notice_reader prose_reader = {
    .name = "prose",
    .title = "reports and articles in any language, with or without defanging",
    .recognise = recognise,
    .read = read_notice,
};
