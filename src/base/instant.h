/* instant - a moment, in nanoseconds since 1970-01-01 00:00:00 UTC.
 *
 * The zeroed instant means "not known". Captures with such a time stamp are
 * read all the same; only their time is not known. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "base/slice.h"
#include "base/text.h"

struct instant {
    int64_t ns;
};

#define NS_PER_SECOND INT64_C(1000000000)

static inline bool instant_is_known(struct instant instant)
{
    return instant.ns != 0;
}

/* 2025-01-06T08:30:00.123456Z, with `decimals` (0 to 9) digits behind the
 * second; "unknown" for the unknown instant. Years before 1678 or after 2261
 * cannot be held. */
void text_add_instant(struct text *text, struct instant instant, int decimals);

/* The day alone: 2025-01-06; "unknown" likewise. */
void text_add_day(struct text *text, struct instant instant);

/* Reads a date or date with time as ISO 8601 and RFC 3339 write them:
 * 2025-01-06, 2025-01-06T08:30Z, 2025-01-06 08:30:00.123+08:00. Without an
 * offset it is UTC. False when it is anything else. */
bool instant_parse(struct slice text, struct instant *instant);

/* Midnight UTC of a day. False where there is no such day, or it cannot be held. */
bool instant_from_date(uint64_t year, uint64_t month, uint64_t day, struct instant *instant);

/* Now, from the wall clock. Only app/ asks; all others are given the time. */
struct instant instant_now(void);
/* A clock that never goes back, for progress and measures. */
int64_t monotonic_ns(void);
