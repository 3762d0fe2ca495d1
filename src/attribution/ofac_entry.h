/* ofac_entry - what all of OFAC's formats say of an entity, in the same words. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "attribution/list_builder.h"

/* What a list of OFAC is called. */
struct slice ofac_list_name(bool is_consolidated);
/* Files of the consolidated list of those that are not "specially designated": CONS_PRIM.CSV,
 * CONSOLIDATED.XML, CONS_ADVANCED.XML. */
bool ofac_file_is_consolidated(const char *file_name);

/* "Individual", "Entity", "vessel"; nothing is an organisation, as the CSV files have it. */
enum entity_kind ofac_entry_kind(struct slice type);

/* Adds a name; the family name of persons stands before the comma. */
void ofac_entry_name(struct list_builder *builder, enum entity_kind kind, enum name_kind name,
                     struct slice text);
/* The same of parts: "LAST, First", or what there is of them. An aircraft's name is what is painted
 * on its tail, and an identifier as well. */
void ofac_entry_names(struct list_builder *builder, enum entity_kind kind, enum name_kind name,
                      struct slice last, struct slice first);
/* Of an alias: "a.k.a.", "fka", "N.K.A."; weak ones stand in quotes, or are said to be so. */
enum name_kind ofac_entry_alias(struct slice type, bool is_weak);

/* Adds a country, unless it is printed that none is known. */
void ofac_entry_country(struct list_builder *builder, struct slice country);

/* Adds one designation by OFAC a programme; they are parted by "] [" where there are several.
 * Without any it is one designation that names none. from may be unknown. */
void ofac_entry_programmes(struct list_builder *builder, struct slice programmes,
                           struct slice reference, struct instant from);

struct ofac_vessel {
    struct slice call_sign, type, tonnage, gross_tonnage, flag, owner;
};
void ofac_entry_vessel(struct list_builder *builder, const struct ofac_vessel *vessel);
