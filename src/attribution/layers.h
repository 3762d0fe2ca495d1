/* layers - what public sets say of an address or a name, from the address outwards.
 *
 * Fills the claims of a dossier in the layers from "itself" to "hosting": one claim of each set,
 * with its date. Claims that differ are told as they are; which is right nobody says here. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "facts/world.h"
#include "model/dossier.h"

/* Makes an empty dossier about an address or a name as people write it ("[2001:db8::1]",
 * "Storm.Example."); false when it is neither. */
bool layers_begin(struct dossier *dossier, struct slice subject, struct instant at);

void layers_ask(struct dossier *dossier, const struct world *world);
