/* fuzz_pdf_lines - any bytes as pieces of text of pages: a line of the input is a piece, and its
 * first five bytes say where it stands. */
/* SPDX-License-Identifier: MIT */
#include "notice/pdf_lines.h"

#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { MOST = 512, WHERE = 5 };

static struct pdf_piece place(struct slice line, const struct pdf_piece *before)
{
    float left = (float)line.data[0] * 2, top = (float)line.data[1] * 3;
    return (struct pdf_piece){
        .text = slice_after(line, WHERE),
        .left = left,
        .right = left + (float)line.data[2] * 2,
        .top = top,
        .bottom = top + (float)(line.data[3] % 20),
        .page = (before ? before->page : 0) + line.data[4] % 2,
        .beside = line.data[4] & 2,
    };
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct pdf_piece pieces[MOST];
    struct slice rest = slice_make(data, size);
    struct text text = {0};
    size_t count = 0, letters = 0;
    while (rest.size > 0 && count < MOST) {
        struct slice line = slice_split_line(&rest);
        if (line.size <= WHERE)
            continue;
        pieces[count] = place(line, count > 0 ? &pieces[count - 1] : NULL);
        letters += pieces[count++].text.size;
    }
    pdf_lines_tidy(pieces, count, &text);
    assert(text.size <= letters + 3 * count + 1);
    text_done(&text);
    return 0;
}
