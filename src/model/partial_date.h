/* partial_date - a day of which only the month or the year may be known, or a span of years.
 *
 * Dates of birth as lists of sanctions print them. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "base/slice.h"
#include "base/text.h"

struct partial_date {
    uint16_t year, year_to; /* year_to: 0, or the last year of a span */
    uint8_t month, day;     /* 0: not said */
    bool is_approximate;    /* "circa 1960" */
};

/* "1993-04-17", "1993-04", "1993", "1958 to 1960", "about 1960". */
void text_add_partial_date(struct text *text, const struct partial_date *date);

/* Reads a date as lists print it: "17 Apr 1993", "Apr 1993", "1993", "circa 1960", "1958 to
 * 1960", "1993-04-17", "17/04/1993", "00/00/1965". False when no year can be made out. */
bool partial_date_read(struct slice text, struct partial_date *date);
