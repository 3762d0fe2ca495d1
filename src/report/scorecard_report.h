/* scorecard_report - tells a scorecard: to a person, to a program, as a page.
 *
 * First the answer (what to do with how many), then what is wrong with the notice, then a
 * row for each indicator with its advice and the reason. `explain` adds everything that
 * was asked and answered, and what was read and not used. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "model/scorecard.h"
#include "report/output.h"

void scorecard_add_table(struct text *text, const struct scorecard *card, struct style style,
                         bool explain);
/* One JSON object a line: the notice, its indicators, its overlaps; with `explain` also
 * what was rejected, and the errors of printing. docs/scorecard.schema.json is their form. */
void scorecard_add_json(struct text *text, const struct scorecard *card, bool explain);

/* One page for all: the frame, and an article for each scorecard between. */
void scorecard_begin_html(struct text *text);
void scorecard_add_html(struct text *text, const struct scorecard *card, bool explain);
void scorecard_end_html(struct text *text);
