/* SPDX-License-Identifier: MIT */
#include "notice/pdf_pages.h"

#include "base/arena.h"
#include "base/memory.h"
#include "base/utf8.h"
#include "model/limits.h"
#include "notice/pdf_lines.h"

#include <math.h>
#include <poppler.h>
#include <string.h>

static enum pdf_outcome why_not(const GError *error)
{
    bool encrypted = error && g_error_matches(error, POPPLER_ERROR, POPPLER_ERROR_ENCRYPTED);
    return encrypted ? PDF_ENCRYPTED : PDF_DAMAGED;
}

struct reading {
    PopplerDocument *document;
    struct arena arena; /* of the text */
    struct pdf_piece *pieces;
    size_t count, capacity, size;
    unsigned lost_pages;
};

static double height_of(const PopplerRectangle *at)
{
    return at->y2 - at->y1;
}

/* From which width on a blank parts two cells, for each point of its height: half as wide
 * again as the blanks between the words of the page, which in typewriter faces are wide. A
 * quarter of all blanks are narrower than those; many may be gaps between cells. */
static double width_that_parts(struct slice text, const PopplerRectangle *rectangles,
                               unsigned count)
{
    enum { STEPS = 64 };
    const double least = 0.45;
    unsigned widths[STEPS] = {0}, blanks = 0, seen = 0, step = 0;
    for (unsigned i = 0; i < count && text.size > 0; i++) {
        uint32_t character;
        size_t size = utf8_read(text, &character);
        double ratio = (rectangles[i].x2 - rectangles[i].x1) / height_of(&rectangles[i]);
        if (text.data[0] == ' ' && ratio > 0 && ratio < 1) {
            widths[(unsigned)(ratio * STEPS)]++;
            blanks++;
        }
        text = slice_after(text, size > 0 ? size : 1);
    }
    while (step < STEPS && (seen += widths[step]) * 4 < blanks)
        step++;
    return blanks > 0 ? fmax(least, 1.5 * (step + 1) / STEPS) : least;
}

/* How a character stands beside the one before it. */
enum place { SAME_PIECE, BESIDE, OTHER_LINE };

static enum place place_of(const PopplerRectangle *before, const PopplerRectangle *at, bool blank,
                           double parts)
{
    double height = height_of(before), gap = at->x1 - before->x2;
    double together = fmin(before->y2, at->y2) - fmax(before->y1, at->y1);
    if (together < fmin(height, at->y2 - at->y1) / 2 || gap < -height)
        return OTHER_LINE;
    /* Poppler says a blank for small gaps and nothing for large ones. */
    double wide = blank ? at->x2 - at->x1 : gap;
    return wide > height * parts ? BESIDE : SAME_PIECE;
}

static void end_piece(struct reading *r, struct text *text)
{
    struct slice trimmed = slice_trim(text_slice(text));
    if (trimmed.size > 0)
        r->pieces[r->count - 1].text = arena_keep(&r->arena, trimmed);
    else
        r->count--;
    text_clear(text);
}

static void begin_piece(struct reading *r, const PopplerRectangle *at, int page, bool beside)
{
    r->pieces = memory_grow(r->pieces, &r->capacity, r->count + 1, sizeof *r->pieces);
    r->pieces[r->count++] = (struct pdf_piece){.left = (float)at->x1,
                                               .top = (float)at->y1,
                                               .right = (float)at->x2,
                                               .bottom = (float)at->y2,
                                               .page = (uint32_t)page,
                                               .beside = beside};
}

static void grow_piece(struct pdf_piece *piece, const PopplerRectangle *by)
{
    piece->right = fmaxf(piece->right, (float)by->x2);
    piece->top = fminf(piece->top, (float)by->y1);
    piece->bottom = fmaxf(piece->bottom, (float)by->y2);
}

/* Cuts the text of a page into pieces, by the rectangles of its characters. */
static void cut(struct reading *r, struct slice rest, const PopplerRectangle *rectangles,
                unsigned count, int page)
{
    struct text piece = {0};
    double parts = width_that_parts(rest, rectangles, count);
    bool open = false, beside = false;
    const PopplerRectangle *before = NULL;
    for (unsigned i = 0; i < count && rest.size > 0; i++) {
        uint32_t character;
        size_t size = utf8_read(rest, &character);
        struct slice bytes = slice_part(rest, 0, size > 0 ? size : 1);
        bool blank = byte_is_space(bytes.data[0]);
        rest = slice_after(rest, bytes.size);
        enum place place = bytes.data[0] == '\n' ? OTHER_LINE
                           : before              ? place_of(before, &rectangles[i], blank, parts)
                                                 : OTHER_LINE;
        if (open && place != SAME_PIECE) {
            end_piece(r, &piece);
            open = false;
        }
        beside = place == SAME_PIECE ? beside : place == BESIDE;
        before = bytes.data[0] == '\n' ? NULL : &rectangles[i];
        if (!open && !blank) {
            begin_piece(r, &rectangles[i], page, beside);
            open = true;
        }
        if (open) {
            text_add(&piece, bytes);
            if (!blank)
                grow_piece(&r->pieces[r->count - 1], &rectangles[i]);
        }
    }
    if (open)
        end_piece(r, &piece);
    text_done(&piece);
}

static enum pdf_outcome read_page(struct reading *r, int number)
{
    PopplerRectangle *rectangles = NULL;
    unsigned count = 0;
    PopplerPage *page = poppler_document_get_page(r->document, number);
    char *text = page ? poppler_page_get_text(page) : NULL;
    r->lost_pages += text == NULL;
    r->size += text ? strlen(text) : 0;
    if (text && r->size <= LIMIT_PDF_TEXT &&
        poppler_page_get_text_layout(page, &rectangles, &count))
        cut(r, slice_from(text), rectangles, count, number);
    g_free(rectangles);
    g_free(text);
    g_clear_object(&page);
    return r->size <= LIMIT_PDF_TEXT ? PDF_READ : PDF_TOO_MUCH_TEXT;
}

static enum pdf_outcome read_pages(struct reading *r)
{
    int pages = poppler_document_get_n_pages(r->document);
    if (pages <= 0)
        return PDF_WITHOUT_PAGES;
    if (pages > LIMIT_PDF_PAGES)
        return PDF_TOO_MANY_PAGES;
    enum pdf_outcome outcome = PDF_READ;
    for (int i = 0; i < pages && outcome == PDF_READ; i++)
        outcome = read_page(r, i);
    return outcome;
}

enum pdf_outcome pdf_pages_read(struct slice content, struct text *text, unsigned *lost)
{
    GError *error = NULL;
    struct reading r = {0};
    GBytes *bytes = g_bytes_new_static(content.data, content.size);
    r.document = poppler_document_new_from_bytes(bytes, NULL, &error);
    if (!r.document)
        return why_not(error);
    enum pdf_outcome outcome = read_pages(&r);
    if (outcome == PDF_READ)
        pdf_lines_tidy(r.pieces, r.count, text);
    *lost = r.lost_pages;
    return outcome;
}
