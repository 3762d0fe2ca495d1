/* findings - collects sightings into findings, one for each machine and indicator.
 *
 * Each shard has its own, so that they are filled without a lock; at the end all
 * are joined. The result depends on the sightings alone, not on who saw them:
 * where only the earliest of something are kept, the earliest by input and
 * packet are. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "match/index.h"
#include "model/finding.h"
#include "model/sighting.h"

struct findings;

enum { FINDING_NONE = -1 };

struct findings *findings_create(void);
void findings_free(struct findings *findings);

/* Takes a sighting; gives the finding's number here, or FINDING_NONE at the limit. */
int32_t findings_add(struct findings *findings, const struct sighting *sighting);
/* The finding that a sighting would be added to, or FINDING_NONE. */
int32_t findings_find(const struct findings *findings, const struct address *machine,
                      uint32_t entry);
/* Adds a conversation in which a finding was seen, once it is over. */
void findings_add_flow(struct findings *findings, int32_t number, const struct conversation *who,
                       const struct volume *volume);
/* Sightings that found no room. */
uint64_t findings_refused(const struct findings *findings);

/* The findings of all shards in the order of their first sighting. Borrows from
 * `arena` and the index. */
struct finding *findings_join(struct findings *const *parts, size_t part_count,
                              const struct index *index, struct arena *arena, size_t *count);
/* The sources of an entry as reports want them. */
struct matched findings_matched(const struct index *index, uint32_t entry, struct arena *arena);
