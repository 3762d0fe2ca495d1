/* family_profile - what sets say of a group or of malware beside its names.
 *
 * A number (ATT&CK's "G0096"), a description, countries that the set claims, and what it is
 * said to use: techniques and software. Quoted as the set has it, never merged with another
 * set's. Filled, finished, then read-only. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "facts/world.h"

struct family_profiles;

struct family_profiles *family_profiles_create(void);
void family_profiles_free(struct family_profiles *profiles);

/* Of the thing with that number in family_name.h; things come in their order. Bytes are
 * copied, a description up to LIMIT_FAMILY_DESCRIPTION. */
void family_profiles_add(struct family_profiles *profiles, uint32_t thing, struct slice collection,
                         struct slice number, struct slice description);
/* A field of the set and its value: "cfr-suspected-state-sponsor", "country" ... */
void family_profiles_add_note(struct family_profiles *profiles, uint32_t thing, struct slice field,
                              struct slice value);
/* What can be used, by its id, and how it is told: "T1190", "Cobalt Strike". */
void family_profiles_add_means(struct family_profiles *profiles, struct slice id,
                               struct slice words, bool is_technique);
/* That what has the one id uses what has the other. */
void family_profiles_add_use(struct family_profiles *profiles, struct slice user,
                             struct slice means);
void family_profiles_finish(struct family_profiles *profiles);

/* Fills in a claim whose set, names and title are there already. What it points to lives as
 * long as the profiles, lists as long as the arena. id: the thing's own. */
void family_profiles_tell(const struct family_profiles *profiles, uint32_t thing, struct slice id,
                          struct arena *arena, struct family_claim *claim);
