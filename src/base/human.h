/* human - numbers as people read them: 12,345 packets, 1.2 MB, 42 minutes.
 *
 * For summaries only; what is counted exactly is told exactly in JSON. Sizes are
 * decimal (1 kB is 1000 bytes), as disks and networks are sold. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "base/text.h"

/* 12,345 */
void text_add_count(struct text *text, uint64_t number);
/* "1 packet", "12,345 packets": an s is added for all but one. */
void text_add_things(struct text *text, uint64_t number, const char *thing);
/* 999 B, 1.2 kB, 12 MB, 4.0 GB: two digits at least, three at most. */
void text_add_size(struct text *text, uint64_t bytes);
/* 999, 1.2 k, 12 M: the same for things that are no bytes. */
void text_add_rounded(struct text *text, uint64_t number);
/* The one or two largest units: 0.4 seconds, 12 seconds, 5 minutes, 2 hours 5 minutes, 3 days. */
void text_add_duration(struct text *text, int64_t ns);
