/* SPDX-License-Identifier: MIT */
#include "notice/pdf_lines.h"

#include "base/hash.h"
#include "base/memory.h"
#include "base/utf8.h"
#include "notice/candidate.h"

#include <stdlib.h>
#include <string.h>

enum {
    EDGE = 3,          /* lines at the top and the bottom of a page that may repeat */
    REPEATS = 3,       /* on fewer pages nothing is called a header */
    NEAR = 64,         /* pieces before and after one that are looked at; no row has more cells */
    TOKEN_MOST = 2048, /* of a broken token; candidates are no longer */
};

/* ---- Characters */

static bool is_soft_hyphen(uint32_t character)
{
    return character == 0xad;
}

/* What a character stands for; NULL for itself. */
static const char *plain_form(uint32_t character)
{
    static const struct {
        uint32_t character;
        const char *plain;
    } forms[] = {
        {0x00a0, " "},   {0x00ad, ""},    {0x2010, "-"},  {0x2011, "-"},
        {0x200b, ""},    {0x200c, ""},    {0x200d, ""},   {0x2060, ""},
        {0xfeff, ""},    {0xfb00, "ff"},  {0xfb01, "fi"}, {0xfb02, "fl"},
        {0xfb03, "ffi"}, {0xfb04, "ffl"}, {0xfb05, "st"}, {0xfb06, "st"},
    };
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
        if (forms[i].character == character)
            return forms[i].plain;
    return NULL;
}

/* Letters, digits and what stands in names as wide as Chinese characters, which old Chinese
 * fonts have for all of them; 0 for others, which are punctuation there. */
static uint8_t narrow_form(uint32_t character)
{
    if (character < 0xff00 || character > 0xff5e)
        return 0;
    uint8_t narrow = (uint8_t)(character - 0xfee0);
    bool in_names = byte_is_letter(narrow) || byte_is_digit(narrow) || strchr("./-_@", narrow);
    return in_names ? narrow : 0;
}

/* Writes a line in plain characters, trimmed. Whether it ends with a soft hyphen. */
static bool make_plain(struct slice line, struct text *plain)
{
    bool soft = false;
    text_clear(plain);
    line = slice_trim(line);
    while (line.size > 0) {
        uint32_t character = line.data[0];
        size_t size = character < 0x80 ? 1 : utf8_read(line, &character);
        const char *form = size > 1 ? plain_form(character) : NULL;
        size += size == 0;
        uint8_t narrow = size > 1 ? narrow_form(character) : 0;
        if (form)
            text_put(plain, form);
        else if (narrow)
            text_add_byte(plain, narrow);
        else if (character < ' ')
            text_add_byte(plain, ' ');
        else
            text_add(plain, slice_part(line, 0, size));
        soft = form && is_soft_hyphen(character);
        line = slice_after(line, size);
    }
    return soft;
}

/* ---- Headers and footers */

struct edge {
    uint64_t hash;
    uint32_t page;
    size_t count; /* of pages */
    bool told;
};

struct tidying {
    struct pdf_piece *pieces;
    size_t count, pages;
    struct edge *edges; /* sorted by hash, each once */
    size_t edge_count, edge_capacity;
    struct text line, plain;
    struct candidate candidate;
};

static bool is_between_numbers(uint8_t byte)
{
    return byte_is_space(byte) || byte == '/' || byte == '|' || byte == '-' || byte == '(' ||
           byte == ')';
}

/* Of a text with "#" for every word that is a number: "Page 3 of 10" is "Page # of #". */
static uint64_t hash_of_edge(struct slice text)
{
    uint64_t hash = HASH_SEED;
    text = slice_trim(text);
    for (size_t at = 0; at < text.size;) {
        size_t end = at, digits = 0;
        while (end < text.size && !is_between_numbers(text.data[end]))
            digits += byte_is_digit(text.data[end++]);
        bool number = end > at && digits == end - at;
        hash = hash_bytes(number ? slice_from("#") : slice_part(text, at, end), hash);
        at = end + 1;
    }
    return hash;
}

static int compare_edges(const void *a, const void *b)
{
    const struct edge *x = a, *y = b;
    int order = (x->hash > y->hash) - (x->hash < y->hash);
    return order != 0 ? order : (x->page > y->page) - (x->page < y->page);
}

static float height_of(const struct pdf_piece *piece)
{
    return piece->bottom - piece->top;
}

/* Notes what stands in the first and the last lines of a page. */
static void collect_edges(struct tidying *t, size_t from, size_t to)
{
    float top = t->pieces[from].top, bottom = t->pieces[from].bottom;
    for (size_t i = from; i < to; i++) {
        top = t->pieces[i].top < top ? t->pieces[i].top : top;
        bottom = t->pieces[i].bottom > bottom ? t->pieces[i].bottom : bottom;
    }
    for (size_t i = from; i < to; i++) {
        const struct pdf_piece *piece = &t->pieces[i];
        float zone = EDGE * height_of(piece);
        if (piece->bottom > top + zone && piece->top < bottom - zone)
            continue;
        t->edges = memory_grow(t->edges, &t->edge_capacity, t->edge_count + 1, sizeof *t->edges);
        t->edges[t->edge_count++] = (struct edge){hash_of_edge(piece->text), piece->page, 1, false};
    }
}

/* Keeps each once, with the number of pages on which it stands. */
static void count_edges(struct tidying *t)
{
    size_t kept = 0;
    if (t->edge_count > 0)
        qsort(t->edges, t->edge_count, sizeof *t->edges, compare_edges);
    for (size_t i = 0; i < t->edge_count; i++) {
        struct edge *last = kept > 0 ? &t->edges[kept - 1] : NULL;
        if (!last || last->hash != t->edges[i].hash) {
            t->edges[kept++] = t->edges[i];
        } else if (last->page != t->edges[i].page) {
            last->page = t->edges[i].page;
            last->count++;
        }
    }
    t->edge_count = kept;
    for (size_t i = 0; i < kept; i++)
        t->edges[i].page = 0; /* so that a search by hash alone finds it */
}

/* A header that was told already is emptied. */
static void drop_if_repeated(struct tidying *t, struct pdf_piece *piece)
{
    struct edge wanted = {.hash = hash_of_edge(piece->text)};
    struct edge *found = t->edge_count == 0 ? NULL
                                            : bsearch(&wanted, t->edges, t->edge_count,
                                                      sizeof *t->edges, compare_edges);
    if (!found || found->count < REPEATS || found->count * 2 < t->pages)
        return;
    if (found->told)
        piece->text = (struct slice){0};
    found->told = true;
}

static void drop_repeated(struct tidying *t)
{
    size_t from = 0;
    while (from < t->count) {
        size_t to = from;
        while (to < t->count && t->pieces[to].page == t->pieces[from].page)
            to++;
        collect_edges(t, from, to);
        t->pages++;
        from = to;
    }
    count_edges(t);
    for (size_t i = 0; i < t->count; i++)
        drop_if_repeated(t, &t->pieces[i]);
}

/* ---- Broken tokens */

/* The two sides of the end of a piece. */
struct seam {
    struct slice before, after;     /* the tokens */
    bool alone_before, alone_after; /* nothing else stands in their pieces */
    bool brimful;                   /* hardly one character more would have fitted */
    bool fits;                      /* all of `after` would have */
    size_t last_size;               /* of the piece before the seam */
};

/* Words end at blanks and beside scripts that put none. */
static bool is_of_token(uint8_t byte)
{
    return byte > ' ' && byte < 0x7f;
}

static struct slice last_token(struct slice line)
{
    size_t from = line.size;
    while (from > 0 && line.size - from <= TOKEN_MOST && is_of_token(line.data[from - 1]))
        from--;
    return slice_after(line, from);
}

static struct slice first_token(struct slice line)
{
    size_t to = 0;
    while (to < line.size && to <= TOKEN_MOST && is_of_token(line.data[to]))
        to++;
    return slice_part(line, 0, to);
}

static struct slice without_stops(struct slice token)
{
    while (token.size > 0 && strchr(".,;:)", token.data[token.size - 1]))
        token.size--;
    return token;
}

static bool reads(struct slice token, struct candidate *c)
{
    return candidate_read(without_stops(token), c);
}

/* An address, a digest, a host or URL that somebody could have. */
static bool is_usable(const struct candidate *c)
{
    return (c->rooted || candidate_host(c).size == 0) && !c->looks_like_file;
}

static bool is_complete(struct slice token, struct candidate *c)
{
    return reads(token, c) && is_usable(c);
}

static bool is_digest_size(size_t size)
{
    return size == 32 || size == 40 || size == 64 || size == 128;
}

/* Two pieces of a digest, or of one that goes on in equal pieces; a list of digests is none. */
static bool is_broken_digest(const struct seam *s)
{
    enum { SHORTEST = 2, LONGEST = 128 };
    struct slice after = without_stops(s->after);
    size_t size = s->before.size + after.size;
    if (!slice_is_hex(s->before) || !slice_is_hex(after) || after.size < SHORTEST ||
        after.size > s->last_size + SHORTEST || size > LONGEST)
        return false;
    if (is_digest_size(size))
        return !is_digest_size(after.size);
    /* Proportional letters make the pieces differ a little. */
    return s->alone_before && s->alone_after && !is_digest_size(s->before.size) &&
           after.size + 4 >= s->last_size;
}

/* "[.", "[dot", "hxxp[:" and the like cannot end where the line does. */
static bool is_within_mark(const struct seam *s)
{
    static const char *const ends[] = {"[.]", "[dot]", "(.)", "(dot)", "://", "[:]//", "[://]"};
    static const char *const begins[] = {"[.]", "[dot]", "(.)", "(dot)", "]"};
    size_t open = slice_find_last_byte(s->before, '[');
    if (open != SLICE_NOWHERE &&
        slice_find_byte(slice_after(s->before, open), ']') == SLICE_NOWHERE)
        return true;
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (slice_ends_with(s->before, ends[i]))
            return true;
    for (size_t i = 0; i < sizeof begins / sizeof *begins; i++)
        if (slice_starts_with(s->after, begins[i]))
            return true;
    return false;
}

static bool has_capital(struct slice text)
{
    return text.size > 0 && text.data[0] >= 'A' && text.data[0] <= 'Z';
}

/* Letters, with more words behind them or a capital before: rather a sentence that goes on. */
static bool is_like_a_word(const struct seam *s)
{
    struct slice after = without_stops(s->after);
    for (size_t i = 0; i < after.size; i++)
        if (!byte_is_letter(after.data[i]))
            return false;
    return !s->alone_after || has_capital(after);
}

static bool has_scheme(struct slice token)
{
    return slice_contains(token, "://") || slice_contains(token, "[:]//") ||
           slice_contains(token, "[://]");
}

/* "e.g" and "v1.2" have dots too. */
static bool has_long_label(struct slice token)
{
    enum { LONG = 3 };
    while (token.size > 0) {
        struct slice label = slice_split(&token, '.');
        if (label.size >= LONG && byte_is_letter(label.data[0]))
            return true;
    }
    return false;
}

static bool has_word(struct slice token)
{
    for (size_t i = 0; i < token.size; i++)
        if (byte_is_letter(token.data[i]) || byte_is_digit(token.data[i]))
            return true;
    return false;
}

/* "mail.evil." and "example": a full stop ends a sentence more often than not. */
static bool is_broken_at_dot(const struct seam *s, struct candidate *c)
{
    struct slice name = slice_part(s->before, 0, s->before.size - 1);
    bool read = reads(name, c);
    if (name.size == 0 || c->looks_like_file ||
        (read && (c->rooted || c->kind == INDICATOR_ADDRESS)))
        return false;
    if (byte_is_digit(s->after.data[0]) && byte_is_digit(name.data[name.size - 1]))
        return true;
    bool likely = (slice_find_byte(name, '.') != SLICE_NOWHERE && has_long_label(name)) ||
                  (s->alone_before && s->alone_after);
    return slice_contains(name, "[.]") || has_scheme(name) || (likely && !has_capital(s->after));
}

/* Whether layout breaks words here, and the pieces are none of their own. */
static bool is_broken_word(const struct seam *s, struct candidate *c)
{
    uint8_t last = s->before.data[s->before.size - 1], first = s->after.data[0];
    bool url = has_scheme(s->before) || slice_contains(s->before, "[.]");
    if (has_scheme(s->after) || !has_word(s->after))
        return false;
    if (last == '.')
        return is_broken_at_dot(s, c);
    if (last == '@')
        return s->before.size > 1;
    if (last == '-')
        return s->before.size > 1 && (url || !is_like_a_word(s));
    if (is_complete(s->after, c) || is_like_a_word(s))
        return false;
    if (first == '.')
        return !is_complete(s->before, c);
    if (last == '/')
        return reads(s->before, c);
    if (strchr("_=&?%~+", last) || strchr("/?&=%_~", first))
        return url;
    return s->brimful && s->alone_after &&
           (has_scheme(s->before) || (s->alone_before && !is_complete(s->before, c)));
}

static bool joined_reads(const struct seam *s, struct candidate *c)
{
    struct text joined = {0};
    text_add(&joined, s->before);
    text_add(&joined, s->after);
    bool read = reads(text_slice(&joined), c) && (c->defanged || is_usable(c));
    text_done(&joined);
    return read;
}

/* "C:\\Users\\Public\\" and "evil.exe" */
static bool is_broken_path(const struct seam *s)
{
    return slice_contains(s->before, ":\\") && has_word(s->after) && !has_scheme(s->after) &&
           !slice_contains(s->after, ":\\") &&
           (s->before.data[s->before.size - 1] == '\\' || s->after.data[0] == '\\');
}

static bool is_broken(const struct seam *s, struct candidate *c)
{
    if (s->before.size == 0 || s->after.size == 0 || s->before.size > TOKEN_MOST ||
        s->after.size > TOKEN_MOST)
        return false;
    if (is_within_mark(s))
        return joined_reads(s, c);
    return !s->fits && (is_broken_digest(s) || is_broken_path(s) ||
                        (is_broken_word(s, c) && joined_reads(s, c)));
}

/* ---- Where the rest would stand */

/* The right edge of the column: the farthest that a piece near by reaches that begins at
 * the same place. */
static float right_edge(const struct tidying *t, size_t of)
{
    const float aligned = 2;
    const struct pdf_piece *piece = &t->pieces[of];
    float edge = piece->right;
    size_t from = of > NEAR ? of - NEAR : 0;
    for (size_t i = from; i < t->count && i < of + NEAR; i++) {
        const struct pdf_piece *other = &t->pieces[i];
        bool same = other->page == piece->page && other->left > piece->left - aligned &&
                    other->left < piece->left + aligned;
        if (same && other->right > edge)
            edge = other->right;
    }
    return edge;
}

/* Where the line begins that a piece stands on. */
static float line_left(const struct tidying *t, size_t of)
{
    size_t i = of;
    while (i > 0 && of - i < NEAR && t->pieces[i].beside)
        i--;
    return t->pieces[i].left;
}

static bool is_near(float a, float b, float distance)
{
    return a > b - distance && a < b + distance;
}

/* Whether a piece stands right under another, as the next line of a cell or paragraph does;
 * the lines of cells are closer together than the cells. */
static bool is_under(const struct pdf_piece *upper, const struct pdf_piece *lower, float most)
{
    float height = height_of(upper), gap = lower->top - upper->bottom;
    return lower->page == upper->page && gap > -height / 2 && gap < most * height;
}

/* The piece where a broken word would go on: under it in the same column, else at the
 * beginning of the next line, which in a paragraph may be indented otherwise, else overleaf.
 * The count of pieces when there is none. */
static size_t find_below(const struct tidying *t, size_t of)
{
    const struct pdf_piece *upper = &t->pieces[of];
    size_t next = t->count;
    for (size_t i = of + 1; i < t->count && i < of + NEAR; i++) {
        const struct pdf_piece *lower = &t->pieces[i];
        if (lower->text.size == 0)
            continue;
        next = next == t->count ? i : next;
        if (is_near(lower->left, upper->left, 2) && is_under(upper, lower, 0.4F))
            return i;
    }
    if (next == t->count || t->pieces[next].page != upper->page)
        return next;
    const struct pdf_piece *lower = &t->pieces[next];
    bool line = !lower->beside && is_under(upper, lower, 0.8F) &&
                is_near(lower->left, line_left(t, of), 8 * height_of(upper));
    return line ? next : t->count;
}

static struct seam make_seam(const struct tidying *t, size_t at, size_t size, float edge,
                             struct slice rest)
{
    const struct pdf_piece *piece = &t->pieces[at];
    struct slice line = text_slice(&t->plain);
    struct seam seam = {.before = last_token(line), .after = first_token(rest), .last_size = size};
    float width = size > 0 ? (piece->right - piece->left) / (float)size : 0;
    seam.alone_before = seam.before.size == line.size;
    seam.alone_after = seam.after.size == rest.size;
    seam.brimful = edge - piece->right < 2 * width;
    seam.fits = edge - piece->right > width * (float)seam.after.size;
    return seam;
}

/* Takes what belongs to a piece from those below it. */
static void complete_piece(struct tidying *t, size_t of, bool soft)
{
    float edge = right_edge(t, of);
    size_t size = t->pieces[of].text.size, below;
    for (size_t at = of; (below = find_below(t, at)) < t->count; at = below, soft = false) {
        struct slice rest = slice_trim(t->pieces[below].text);
        struct seam seam = make_seam(t, at, size, edge, rest);
        if (!soft && !is_broken(&seam, &t->candidate))
            return;
        text_add(&t->plain, seam.after);
        size = rest.size;
        rest = slice_trim(slice_after(rest, seam.after.size));
        t->pieces[below].text = rest;
        if (rest.size > 0)
            return;
    }
}

/* ---- Lines */

static void end_line(struct tidying *t, struct text *out)
{
    if (t->line.size > 0) {
        text_add(out, text_slice(&t->line));
        text_add_byte(out, '\n');
    }
    text_clear(&t->line);
}

/* Whether there is a gap between two pieces, of which the first may be NULL. */
static bool begins_paragraph(const struct pdf_piece *before, const struct pdf_piece *piece)
{
    return before && before->page == piece->page && !piece->beside &&
           piece->top - before->bottom > height_of(piece) * 0.7F;
}

void pdf_lines_tidy(struct pdf_piece *pieces, size_t count, struct text *text)
{
    struct tidying t = {.pieces = pieces, .count = count};
    const struct pdf_piece *before = NULL;
    drop_repeated(&t);
    for (size_t i = 0; i < count; i++) {
        if (pieces[i].text.size == 0)
            continue;
        if (!pieces[i].beside)
            end_line(&t, text);
        if (begins_paragraph(before, &pieces[i]))
            text_put(text, "\n");
        before = &pieces[i];
        bool soft = make_plain(pieces[i].text, &t.plain);
        complete_piece(&t, i, soft);
        text_put(&t.line, t.line.size > 0 ? "  " : "");
        text_add(&t.line, text_slice(&t.plain));
    }
    end_line(&t, text);
    text_done(&t.line);
    text_done(&t.plain);
    candidate_done(&t.candidate);
    free(t.edges);
}
