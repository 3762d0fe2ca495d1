/* ofac_remark - takes the remarks of OFAC's lists apart.
 *
 * The old CSV files put all that has no column of its own into one text: "DOB 28 Jul 1963;
 * POB Corozal, Belize; Passport 0291622 (Belize) expires 2010; a.k.a. 'EL SENOR'; Linked To:
 * D'S SUPERMARKET COMPANY LTD." The XML lists print the same labels as types of identifiers.
 * One table says what each label means; labels that it does not know are read where they say
 * themselves what they are ("... No.", "... Number"). What is not understood stays in the
 * entity's remarks, and what is understood but has no place of its own (secondary sanctions,
 * an aircraft's model) does too. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "attribution/list_builder.h"

struct ofac_remark_count {
    size_t parts, understood;
};

/* Reads all remarks of the entity that the builder has open. is_cut_before, is_cut_behind: the
 * text begins, or ends, in the midst of a part, which is kept as a remark then. count may be
 * NULL; it is added to. */
void ofac_remark_read(struct list_builder *builder, enum entity_kind kind, struct slice remarks,
                      bool is_cut_before, bool is_cut_behind, struct ofac_remark_count *count);

/* One of the parts. False where it is not understood; nothing was added then. */
bool ofac_remark_part(struct list_builder *builder, enum entity_kind kind, struct slice part);

/* The same where an XML list gives it in pieces. What is not understood becomes a remark; false
 * then. */
bool ofac_remark_fact(struct list_builder *builder, enum entity_kind kind, struct slice label,
                      struct slice value, struct slice country);
