/* example_dossier - a dossier as the reports are told it: one address, sets that disagree, two
 * notices, a name of traffic, an organisation that is like a listed one. All made up here. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "report/dossier_report.h"

/* Tells it as "table", "details" or "json"; hostile: every text attacks the reader. False when
 * there is no such form. */
bool example_dossier(struct text *text, const char *form, struct style style, bool explain,
                     bool hostile);
