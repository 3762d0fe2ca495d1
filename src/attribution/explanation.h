/* explanation - what a thing could be, each with what speaks for and against it.
 *
 * One table says which known fact speaks for or against which explanation. They are ordered by
 * how many points are left for each when those against it are taken away; no point weighs more
 * than another, and nothing is proved. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "model/dossier.h"

/* The last thing that is done to a dossier: it looks at all the rest. */
void explanations_weigh(struct dossier *dossier);
