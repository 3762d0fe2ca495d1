/* dossier_report - tells a dossier: to a person, to a program, and below a finding.
 *
 * First the answer, then layer by layer who says what and of when; then what it could be, with
 * what speaks for and against each and what would tell them apart. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "base/json_write.h"
#include "model/dossier.h"
#include "report/output.h"

/* explain: everything, also what was asked and nobody knew. */
void dossier_add_table(struct text *text, const struct dossier *dossier, struct style style,
                       bool explain);
/* The same for a finding's detail lines, which have this indent and this width of labels. */
void dossier_add_details(struct text *text, const struct dossier *dossier, struct style style,
                         size_t indent, size_t label_width);
/* One object on a line of its own; docs/dossier.schema.json is its form. */
void dossier_add_json(struct text *text, const struct dossier *dossier);
/* The same as a member of the object or an item of the array that is open. */
void json_write_dossier(struct json_writer *json, const char *key, const struct dossier *dossier);
