/* fuzz_notice - any bytes as a notice, by one reader (PLUGIN). */
/* SPDX-License-Identifier: MIT */
#include "notice/pdf_text.h"
#include "notice/reader.h"

#include <assert.h>

extern const struct notice_reader PLUGIN;
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct notice notice;
    struct problem problem;
    struct slice content = slice_make(data, size);
    if (pdf_text_recognise(content)) /* a child would read it, which no harness sees into */
        return 0;
    int sure = PLUGIN.recognise(content, "notice.md");
    assert(sure >= 0 && sure <= 100);
    notice_read(content, "notice.md", PLUGIN.name, &notice, &problem);
    for (size_t i = 0; i < notice.indicator_count; i++) {
        assert(notice.indicators[i].pattern.size > 0);
        assert(notice.indicators[i].statement < notice.statement_count);
    }
    notice_done(&notice);
    return 0;
}
