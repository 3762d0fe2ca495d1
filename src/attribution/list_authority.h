/* list_authority - who acted, as people write it: "US OFAC", "EU Council", "Switzerland (SECO)".
 *
 * Becomes a short code ("US", "UN", "EU", "UK", else the country's of ISO 3166-1) and a body.
 * What no country can be made out of stays as it is written. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "model/entity.h"

/* Sets authority, body and is_other_measure: police, prosecutors and agencies that advise put
 * nobody on a list of sanctions. Texts are kept in the arena. */
void list_authority_read(struct slice text, struct arena *arena, struct designation *designation);

/* Whether a text calls an act something else than a sanction: "advisory", "indictment", "seizure
 * of ...", "court order". */
bool list_measure_is_other(struct slice text);
/* "(advisory, not a sanction)": holds whoever acted. */
bool list_measure_is_no_sanction(struct slice text);
