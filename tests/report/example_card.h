/* example_card - a scorecard as the reports are told it: one notice, five indicators, two
 * other notices. Everything is made up here, see example.h. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "report/scorecard_report.h"

/* Tells it as "table", "json" or "html"; hostile: every text attacks the reader. False
 * when there is no such form. */
bool example_card(struct text *text, const char *form, struct style style, bool explain,
                  bool hostile);
