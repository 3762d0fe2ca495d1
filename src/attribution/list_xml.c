/* SPDX-License-Identifier: MIT */
#include "attribution/list_xml.h"

#include "base/charset.h"
#include "model/limits.h"

static const struct xml_limits limits = {
    .size = LIMIT_LIST_FILE,
    .parts = 1024 * 1024, /* of one entry; the largest have some thousands */
    .depth = 64,          /* the deepest go down to 12 */
};

enum {
    ENTRY = 16 * 1024 * 1024, /* bytes; the largest entry has 200 kB */
    HEAD = 64 * 1024,
};

struct giving {
    struct list_xml reading;
    list_xml_fn *add;
};

static bool give(void *context, const struct xml *entry)
{
    struct giving *giving = context;
    return giving->add(&giving->reading, entry);
}

bool list_xml_read(const struct list_file *file, const char *names, list_xml_fn *add,
                   struct entity_list *list, struct problem *problem)
{
    struct text converted = {0};
    struct giving giving = {{list, list_builder_create(list)}, add};
    struct xml_entries entries = {names, ENTRY, give, &giving};
    struct slice content = charset_to_valid_utf8(file->content, &converted);
    bool ok = content.size > 0 ? xml_each(content, &limits, &entries, &list->damage, problem)
                               : problem_set(problem, "it is empty");
    if (!ok)
        problem_add(problem, "cannot read '%s'", file->name);
    else if (list->damage.sentence[0] != '\0')
        problem_add(&list->damage, "'%s'", file->name);
    list_builder_free(giving.reading.builder);
    text_done(&converted);
    return ok;
}

int list_xml_recognise(struct slice content, const char *root, const char *mark)
{
    struct text converted = {0};
    struct slice head = charset_to_valid_utf8(slice_part(content, 0, HEAD), &converted);
    bool fits = slice_equal_text(xml_peek_root(head), root) &&
                slice_find(head, slice_from(mark)) != SLICE_NOWHERE;
    text_done(&converted);
    return fits ? 95 : 0;
}
