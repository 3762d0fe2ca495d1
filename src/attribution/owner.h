/* owner - holds the organisations that a dossier names against lists of sanctions.
 *
 * A name that is like a listed one is a candidate with a probability and reasons, not a verdict:
 * networks are let to others, and names are shared. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "attribution/screen.h"
#include "model/dossier.h"

/* The lists must outlive the dossier. */
void owners_screen(struct dossier *dossier, struct screen_session *session);
