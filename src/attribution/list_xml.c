/* SPDX-License-Identifier: MIT */
#include "attribution/list_xml.h"

#include "base/charset.h"
#include "model/limits.h"

enum { LOOKED_AT = 65536 };

bool list_xml_has_root(struct slice content, const char *name, const char *mark)
{
    struct text converted = {0};
    struct slice front = charset_to_valid_utf8(slice_part(content, 0, LOOKED_AT), &converted);
    bool has = slice_equal_text(xml_peek_root(front), name) &&
               (!mark || slice_find(front, slice_from(mark)) != SLICE_NOWHERE);
    text_done(&converted);
    return has;
}

bool list_xml_each(const struct list_file *file, const char *names,
                   bool (*say)(void *context, const struct xml *entry), void *context,
                   struct entity_list *list, struct problem *problem)
{
    static const struct xml_limits limits = {LIMIT_LIST_FILE, LIMIT_LIST_ENTRY_PARTS,
                                             LIMIT_XML_DEPTH};
    struct xml_entries entries = {names, LIMIT_LIST_ENTRY, say, context};
    struct text converted = {0};
    struct problem damage = {{0}}, reason = {{0}};
    struct slice content = charset_to_valid_utf8(file->content, &converted);
    bool read = content.size > 0 ? xml_each(content, &limits, &entries, &damage, &reason)
                                 : problem_set(&reason, "it is empty");
    text_done(&converted);
    if (!read)
        return problem_set(problem, "%s: %s", file->name, reason.sentence);
    if (damage.sentence[0] != '\0' && list->damage.sentence[0] == '\0')
        problem_set(&list->damage, "%s: %s", file->name, damage.sentence);
    return true;
}

bool list_xml_read(const struct list_file *file, const char *names,
                   bool (*add)(void *reading, const struct xml *entry), struct entity_list *list,
                   struct problem *problem)
{
    struct list_reading reading = {list, list_builder_create(list)};
    bool read = list_xml_each(file, names, add, &reading, list, problem);
    list_builder_free(reading.builder);
    return read;
}
