/* name_evidence - what an alignment says for and against two names meaning the same.
 *
 * A handful of numbers, each with a reason; name_match.h weighs them. Weights are those of
 * name_weight(): 1 is a long, rare word that says who is meant. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "attribution/name_alignment.h"

struct rarity;

/* What is measured. EVIDENCE(NAME, "words") */
enum evidence {
#define EVIDENCE(NAME, words) EVIDENCE_##NAME,
#include "attribution/evidence.def"
#undef EVIDENCE
    EVIDENCES
};

struct name_evidence {
    double of[EVIDENCES];
    double asked_weight, asked_aligned; /* of all asked words; of those that are in a pair */
};

/* Sets the weights of the alignment's pairs, too. */
void name_evidence_weigh(enum entity_kind kind, const struct name_form *asked,
                         const struct name_form *listed, struct name_alignment *alignment,
                         const struct rarity *rarity, struct name_evidence *evidence);

/* EVIDENCE_LITTLE of names with so much weight alike. */
double name_evidence_little(double amount);
