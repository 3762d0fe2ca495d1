/* report_head - who published a report, when, under which number and for whom.
 *
 * Taken from front matter, from what an HTML page says of itself, and from the first lines:
 * "AA24-261A", "CERTFR-2024-CTI-001", "TLP:CLEAR", a date, the name of an authority. What
 * stands there first is kept. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "notice/mention.h"
#include "notice/plain_text.h"

/* What the document says of itself beside its text: marking, HTML's own fields. */
void report_head_read(struct slice content, struct notice *notice, struct manner *manner);
/* Each line, in order; count is how many came before. */
void report_head_add_line(const struct plain_line *line, size_t count, struct notice *notice,
                          struct manner *manner);
/* Behind the last line. */
void report_head_finish(struct notice *notice, const struct manner *manner);
/* Remembers that a site is the publisher's; host is canonical. */
void report_head_add_site(struct slice host, struct notice *notice, struct manner *manner);
