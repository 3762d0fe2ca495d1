/* screening_report - tells whether somebody is on a list of sanctions: to a person, to a program,
 * to a table.
 *
 * First the answer, in words, with the date that it is true of; then the candidates with their
 * words laid beside what was asked; then what speaks for and against, and what the list says.
 * Where nobody is found the nearest is told, and why it was refused. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "model/screening.h"
#include "report/output.h"

struct screening_view {
    struct style style;
    bool explain; /* everything that was compared, also what was refused */
    size_t top;   /* candidates that are told; 0: all */
};

/* A version of a list that was asked, and what stands in it. */
struct list_told {
    const struct entity_list *list;
    size_t entities, names, addresses, identifiers;
};

struct lists_told {
    const struct list_told *items;
    size_t count;
    uint8_t digest[DIGEST_SHA256_SIZE]; /* over the lists' own: which lists it was, in one word */
};

/* Of many. */
struct screening_tally {
    size_t asked;
    size_t answers[ANSWERS];
    size_t unread;    /* lines of the input that could not be read */
    bool interrupted; /* there was more to ask */
};

void screening_add_table(struct text *text, const struct screening *screening,
                         const struct screening_view *view);
/* One line a name, for many. */
void screening_add_row(struct text *text, const struct screening *screening, struct style style);
void screening_add_tally(struct text *text, const struct screening_tally *tally,
                         struct style style);
/* Which lists were asked, below a table. */
void lists_add_summary(struct text *text, const struct lists_told *lists, struct style style);
void lists_add_table(struct text *text, const struct lists_told *lists, struct style style);

/* One JSON object a line: "screening", "summary", "list"; docs/screening.schema.json. */
void screening_add_json(struct text *text, const struct screening *screening,
                        const struct lists_told *lists, const struct screening_view *view);
void screening_add_json_tally(struct text *text, const struct screening_tally *tally,
                              const struct lists_told *lists);
void lists_add_json(struct text *text, const struct lists_told *lists);

/* CSV (RFC 4180): a line a candidate, or one where there is none. A cell that a spreadsheet
 * would take for a formula begins with an apostrophe. */
void screening_begin_csv(struct text *text);
void screening_add_csv(struct text *text, const struct screening *screening,
                       const struct lists_told *lists, const struct screening_view *view);
