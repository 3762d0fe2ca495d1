/* Any bytes as two notices that are judged and told in every form: what a reader lets through,
 * however odd, must be compared, assessed and written. */
/* SPDX-License-Identifier: MIT */
#include "notice/pdf_text.h"
#include "notice/reader.h"
#include "notice/scorecard.h"
#include "report/scorecard_report.h"

#include <assert.h>

static void tell(const struct scorecard *card)
{
    struct text text = {0};
    scorecard_add_table(&text, card, (struct style){.width = 60}, true);
    for (size_t i = 0; i < text.size; i++)
        assert((uint8_t)text.data[i] >= ' ' || text.data[i] == '\n');
    text_clear(&text);
    scorecard_add_json(&text, card, true);
    scorecard_add_html(&text, card, true);
    text_done(&text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const struct instant at = {INT64_C(1736152200) * NS_PER_SECOND};
    struct slice whole = slice_make(data, size),
                 halves[] = {slice_part(whole, 0, size / 2), slice_after(whole, size / 2)};
    struct notice notices[2];
    const struct notice *subjects[] = {&notices[0], &notices[1]};
    struct problem problem;
    for (size_t i = 0; i < 2; i++) { /* PDF is read by another process, which takes long */
        bool is_pdf = pdf_text_recognise(halves[i]);
        notice_read(is_pdf ? (struct slice){0} : halves[i], "made-up", NULL, &notices[i], &problem);
        if (!notices[i].format)
            notices[i].format = "none";
    }
    struct world *world = world_open(NULL);
    struct comparison *comparison = comparison_create(subjects, 2, world);
    comparison_add(comparison, &notices[1]);
    comparison_finish(comparison);
    for (uint32_t i = 0; i < 2; i++) {
        struct scorecard card;
        scorecard_make(&card, &notices[i], world, comparison, i, at);
        tell(&card);
        scorecard_done(&card);
    }
    comparison_free(comparison);
    world_free(world);
    notice_done(&notices[0]);
    notice_done(&notices[1]);
    return 0;
}
