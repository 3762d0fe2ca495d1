/* list_builder - puts an entity together while its parts are read, in whatever order.
 *
 * One entity at a time: begin, add, end. Texts are trimmed, have one blank for each run of
 * white space, and are copied into the list's arena; empty ones are not added, nor what is there
 * already. Bounds are those of limits.h. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "model/entity.h"

struct list_builder;

struct list_builder *list_builder_create(struct entity_list *list);
void list_builder_free(struct list_builder *builder);

/* Begins the next entity; its id is copied. */
void list_builder_begin(struct list_builder *builder, struct slice id, enum entity_kind kind);
void list_builder_set_kind(struct list_builder *builder, enum entity_kind kind);
void list_builder_set_place(struct list_builder *builder, uint32_t file, uint32_t line);
void list_builder_name(struct list_builder *builder, enum name_kind kind, struct slice text,
                       struct slice family);
void list_builder_designation(struct list_builder *builder, const struct designation *designation);
void list_builder_birth(struct list_builder *builder, struct slice date);
void list_builder_birth_place(struct list_builder *builder, struct slice place);
void list_builder_country(struct list_builder *builder, struct slice country);
void list_builder_address(struct list_builder *builder, const struct entity_address *address);
void list_builder_identifier(struct list_builder *builder,
                             const struct entity_identifier *identifier);
void list_builder_link(struct list_builder *builder, const struct entity_link *link);
void list_builder_gender(struct list_builder *builder, struct slice gender);
void list_builder_title(struct list_builder *builder, struct slice title);
void list_builder_remark(struct list_builder *builder, struct slice remark); /* joined by "; " */
/* Adds the entity to the list. False where it has no name and is dropped, or at a limit; it is
 * counted in list->unread then. */
bool list_builder_end(struct list_builder *builder);
