/* family_reader - names of malware and groups from the sets that have them.
 *
 * MISP galaxy clusters (values with synonyms, and links between them), ATT&CK (STIX objects
 * in a bundle or one a line), and the heads of Maltrail's files ("# Aliases: ..."). */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "base/problem.h"
#include "facts/family_name.h"

/* A galaxy by the name of its file, "threat-actor"; false for those that hold neither
 * malware nor groups (countries, sectors, techniques). */
bool galaxy_is_wanted(struct slice name);
bool galaxy_read(struct family_names *names, const struct world_set *set, struct slice name,
                 struct slice text, struct problem *problem);

bool attack_read(struct family_names *names, const struct world_set *set, struct slice text,
                 struct problem *problem);

/* A file of trails by its path below the set: false where it is of no family. */
bool trail_family_is_wanted(struct slice path);
/* head: the first bytes of the file. */
void trail_family_read(struct family_names *names, const struct world_set *set, struct slice name,
                       struct slice head);
