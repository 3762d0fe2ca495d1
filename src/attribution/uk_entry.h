/* uk_entry - what the United Kingdom says of one designation, in any of its formats.
 *
 * The UK Sanctions List (XML, CSV) and OFSI's consolidated list (CSV) say the same things by
 * nearly the same names; one table tells what becomes of each. Several values stand in one cell
 * as "(1) Syria. (2) Lebanon". Days are written 31/12/2030. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "attribution/list_builder.h"

enum { UK_NAMES = 6 }; /* Name1 to Name6; the last is the family name, or the whole */

struct uk_name {
    struct slice parts[UK_NAMES];
    struct slice type, strength; /* "Primary Name", "AKA"; "Good quality" */
};
void uk_add_name(struct list_builder *builder, const struct uk_name *name);

struct uk_field;
/* By the name of an element, "PassportNumber"; NULL where it is none of these. */
const struct uk_field *uk_field_of(struct slice element);
/* The i-th of all, and what columns are called that hold it; NULL after the last. */
const struct uk_field *uk_field_at(size_t i);
const char *uk_field_columns(const struct uk_field *field);
/* Adds a value, or several of one cell. */
void uk_add_field(struct list_builder *builder, const struct uk_field *field, struct slice value);

/* "Town, Country", either may be empty. */
void uk_add_birth_place(struct list_builder *builder, struct slice town, struct slice country);

/* Unknown where it is no day. */
struct instant uk_date(struct slice text);
