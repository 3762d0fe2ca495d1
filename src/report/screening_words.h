/* screening_words - the phrases that all ways of telling a screening share. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "model/screening.h"

/* "98 %"; never 100 % nor 0 %, which nobody knows. */
void text_add_percent(struct text *text, double probability);
/* "listed by ", "not yet listed by " ... in front of what text_add_status() adds. */
const char *status_words(const struct authority_status *status);
/* "US (OFAC, since 2025-01-03)", "UK (until 2024-05-01)", "EU (put on between ... and ...)". */
void text_add_status(struct text *text, const struct authority_status *status);
/* "match (98 %): listed by US (...), UK (...)", or that it is not, and what else is known; of the
 * likeliest candidate and those that bear the same words; without the date. */
void text_add_answer(struct text *text, const struct screening *screening);
/* How many others there are: "; 1 likely match; 3 possible matches". */
void text_add_others(struct text *text, const struct screening *screening);
/* The name that a candidate is told by: the one that fits, else the entity's first. */
struct slice candidate_name(const struct screening_candidate *candidate);
/* "OFAC SDN of 2025-12-24 (a1b2c3d4e5f6)" */
void text_add_list(struct text *text, const struct entity_list *list);
/* How many candidates a view tells. */
size_t candidates_shown(const struct screening *screening, size_t top);
