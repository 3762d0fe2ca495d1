/* pattern - a regular expression as PHP writes it, "/^abuse@/i", through the PCRE2 library.
 *
 * Compiled once, then read-only and shared by threads. The work of a match is bounded
 * (limits.h); a match that would take more is none. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "base/slice.h"

struct pattern;

/* NULL when it is no pattern; without slashes all of it is the expression. */
struct pattern *pattern_create(struct slice expression);
void pattern_free(struct pattern *pattern);

/* Whether it matches anywhere in the text, which need not be UTF-8. */
bool pattern_matches(const struct pattern *pattern, struct slice text);
