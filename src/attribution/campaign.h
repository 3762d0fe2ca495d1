/* campaign - whose a thing is, as notices say it; quoted, graded, never asserted.
 *
 * Needs the listings and relatives of a dossier; adds quotes of actors, campaigns and families
 * with what sets know under these names, the grade of each, and how likely it all still holds.
 * The rules of the grades stand in model/grade.def, and the manual prints them. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "facts/world.h"
#include "model/dossier.h"

void campaigns_quote(struct dossier *dossier, const struct world *world);
