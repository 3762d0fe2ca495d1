/* fuzz_plain_text - any bytes as Markdown, HTML and text. */
/* SPDX-License-Identifier: MIT */
#include "notice/plain_text.h"

#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    for (int kind = PLAIN_TEXT; kind <= PLAIN_HTML; kind++) {
        struct plain_text plain;
        struct plain_line line;
        uint32_t before = 0;
        plain_text_init(&plain, slice_make(data, size), (enum plain_kind)kind);
        while (plain_text_next(&plain, &line)) {
            assert(line.text.size > 0 && line.number >= before && line.number <= size + 1);
            before = line.number;
        }
        plain_text_done(&plain);
    }
    return 0;
}
