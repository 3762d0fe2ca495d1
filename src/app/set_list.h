/* set_list - tells what sets there are and what became of them: as a table, or as JSON lines. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "app/set_update.h"
#include "report/output.h"

/* A set, what is there of it, and what an update did with it. */
struct set_row {
    const struct data_set *set;
    struct data_record record; /* empty: it is not there */
    size_t versions;           /* of a set that is kept in versions */
    bool is_there, was_tried;
    enum set_outcome outcome; /* where it was tried */
    struct problem problem;   /* where that failed */
};

/* All sets with their source and licence, and what is there of them. */
void text_add_set_list(struct text *text, const struct set_row *rows, size_t count,
                       struct instant now, struct style style);
/* What became of each set of an update. */
void text_add_set_outcomes(struct text *text, const struct set_row *rows, size_t count,
                           struct style style);
/* One object a set, and all that is known of it. */
void text_add_set_json(struct text *text, const struct set_row *row);
/* For the manual: names, titles, licences and URLs. */
void text_add_set_names(struct text *text);
