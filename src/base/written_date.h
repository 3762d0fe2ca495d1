/* written_date - reads a date as people write it in reports.
 *
 * "December 1 2022", "Dec. 28, 2022", "1 December 2022", "9th of January 2025",
 * "01-Dec-2022", "2022 Dec 1", "August 2023" (its first day), "2025年1月6日", "06.01.2025"
 * and "6.1.2025" (day first), "01/06/2025" only where it can be read in one way,
 * "2025-1-6", and all that instant_parse() reads; month names of English and the other
 * large languages of notices. Dates are days: midnight UTC, unless instant_parse()
 * reads a time of day. A day of the week before a date is passed over.
 * Years are those in which such reports are written, 1970 to 2099. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "base/instant.h"
#include "base/slice.h"

/* Reads all of the text as one date. False when it is anything else. */
bool written_date_parse(struct slice text, struct instant *instant);
/* The first date that stands in a text; its size is what was taken of it. Empty: none does.
 * Time is linear in the text. */
struct slice written_date_find(struct slice text, struct instant *instant);
