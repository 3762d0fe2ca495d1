/* notice_list - tells what a notice names, as it was read. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "model/notice.h"
#include "report/output.h"

/* The notice's head, then a row for each indicator. */
void text_add_notice(struct text *text, const struct notice *notice, struct style style);
/* One JSON object a line: the notice, then each indicator. */
void text_add_notice_json(struct text *text, const struct notice *notice, bool explain);
