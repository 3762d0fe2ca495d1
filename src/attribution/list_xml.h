/* list_xml - a list in XML, entry by entry.
 *
 * In memory for one entry; what breaks off is kept up to there and told in the list's damage. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "attribution/list_builder.h"
#include "attribution/list_reader.h"
#include "base/xml.h"

struct list_xml {
    struct entity_list *list;
    struct list_builder *builder;
};

/* Gets one entry; false ends reading. */
typedef bool list_xml_fn(struct list_xml *reading, const struct xml *entry);
/* Reads elements with one of the names ("INDIVIDUAL|ENTITY"). */
bool list_xml_read(const struct list_file *file, const char *names, list_xml_fn *add,
                   struct entity_list *list, struct problem *problem);
/* 95 where this is the root, and a mark stands near the front too; else 0. */
int list_xml_recognise(struct slice content, const char *root, const char *mark);
