/* screen - holds a name, with what else is known, against all lists.
 *
 * By name and by identifier; what is found brings in entries of other lists that have the same
 * full name. Dates of birth, countries and identifiers raise or lower the probability; an
 * address alone never makes a candidate. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "attribution/sanctions.h"

struct screener;

/* Reads the lists' names into an index. The lists must be finished, and outlive it. */
struct screener *screener_create(const struct sanctions *sanctions);
void screener_free(struct screener *screener);

struct screen_choice {
    struct instant at;
    double threshold; /* probability, 0 to 1 */
    bool refused;     /* give the nearest that were refused, and addresses shared, with reasons */
    bool ofac;        /* give OFAC's score, and all that reach ofac_least by it */
    int ofac_least;
};

/* What one thread needs for it. */
struct screen_session;
struct screen_session *screen_session_create(const struct screener *screener);
void screen_session_free(struct screen_session *session);

/* Done with screening_done(). */
void screen(struct screen_session *session, const struct screening_query *query,
            const struct screen_choice *choice, struct screening *screening);
