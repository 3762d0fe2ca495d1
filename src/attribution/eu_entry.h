/* eu_entry - what the European Union's Financial Sanctions Files say of one entity, in any of
 * their formats: names, dates of birth, addresses, documents, regulations. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "attribution/list_builder.h"

struct eu_name {
    struct slice whole, first, middle, last;
    struct slice gender, title, function, remark;
    struct slice strong; /* "false": a weak alias */
};
/* The first strong name is the primary. */
void eu_add_name(struct list_builder *builder, const struct eu_name *name, bool *has_primary);

struct eu_birth {
    struct slice date, day, month, year, from, to, circa; /* "0" is as good as nothing */
    struct slice place, city, region, country;
};
void eu_add_birth(struct list_builder *builder, const struct eu_birth *birth);

struct eu_address {
    struct slice street, place, box, zip, city, region, country;
};
void eu_add_address(struct list_builder *builder, const struct eu_address *address);

struct eu_document {
    struct slice number, code, description, country;
};
void eu_add_document(struct list_builder *builder, const struct eu_document *document);

/* The acts that concern an entity: the earliest day of all of them is when it was designated,
 * where the list does not say that itself. */
struct eu_act {
    struct slice organisation, programme, number;
    struct instant designated, earliest;
};
void eu_note_day(struct eu_act *act, struct slice day);
void eu_add_act(struct list_builder *builder, const struct eu_act *act);

void eu_set_kind(struct list_builder *builder, struct slice code);
/* "UNKNOWN" and such are no countries. */
void eu_add_country(struct list_builder *builder, struct slice name, struct slice code);
/* "2031-02-03", "03/02/2031", with or without a time; unknown where it is none. */
struct instant eu_date(struct slice text);
