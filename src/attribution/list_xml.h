/* list_xml - lists of sanctions in XML, entry by entry, in any encoding. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "attribution/list_builder.h"
#include "attribution/list_reader.h"
#include "base/xml.h"

/* Whether the document's root has this local name, and a mark stands near it too; NULL: any. */
bool list_xml_has_root(struct slice content, const char *name, const char *mark);

/* Gives the entries with one of the names ("INDIVIDUAL|ENTITY") to `say`, as xml_each() does.
 * Where the file breaks off, list->damage says it, with the file's name. False, with a sentence
 * that names the file, when it is no XML. */
bool list_xml_each(const struct list_file *file, const char *names,
                   bool (*say)(void *context, const struct xml *entry), void *context,
                   struct entity_list *list, struct problem *problem);

/* The same with a builder at hand: `add` gets a struct list_reading as its context. */
struct list_reading {
    struct entity_list *list;
    struct list_builder *builder;
};
bool list_xml_read(const struct list_file *file, const char *names,
                   bool (*add)(void *reading, const struct xml *entry), struct entity_list *list,
                   struct problem *problem);
