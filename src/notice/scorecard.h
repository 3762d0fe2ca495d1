/* scorecard - makes the scorecard of a notice (model/scorecard.h). */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "notice/comparison.h"

/* The notice, the world and the comparison are borrowed and must outlive the scorecard;
 * `subject` is the notice's place among the comparison's subjects. `at`: the date for
 * which it holds. */
void scorecard_make(struct scorecard *scorecard, const struct notice *notice,
                    const struct world *world, const struct comparison *comparison,
                    uint32_t subject, struct instant at);

/* When a notice was published; unknown where its date cannot be read. */
struct instant notice_published(const struct notice *notice);
