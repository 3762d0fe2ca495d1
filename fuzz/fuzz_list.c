/* fuzz_list - any bytes as a list of sanctions, by one reader (PLUGIN).
 *
 * Where NUL bytes stand alone on a line, another file of the same list begins. */
/* SPDX-License-Identifier: MIT */
#include "attribution/list_reader.h"
#include "model/limits.h"

#include <assert.h>

extern const struct list_reader PLUGIN;
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { FILES = 4 };

static size_t split(struct slice content, struct list_file files[FILES])
{
    struct slice mark = slice_make("\n\0\n", 3);
    size_t count = 0;
    while (count < FILES - 1) {
        size_t at = slice_find(content, mark);
        if (at == SLICE_NOWHERE)
            break;
        files[count++] = (struct list_file){"cons_list.csv", slice_part(content, 0, at + 1)};
        content = slice_after(content, at + mark.size);
    }
    files[count++] = (struct list_file){"list", content};
    return count;
}

static void check(const struct entity *entity)
{
    assert(entity->id.size > 0 && entity->name_count > 0);
    for (size_t i = 0; i < entity->name_count; i++)
        assert(entity->names[i].text.size > 0);
    for (size_t i = 0; i < entity->identifier_count; i++)
        assert(entity->identifiers[i].value.size > 0);
    for (size_t i = 0; i < entity->designation_count; i++)
        assert(entity->designations[i].authority.size > 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct list_file files[FILES];
    size_t count = split(slice_make(data, size), files);
    int sure = PLUGIN.recognise(files[0].content, files[0].name);
    assert(sure >= 0 && sure <= 100);
    struct entity_list list;
    struct problem problem = {0};
    entity_list_init(&list);
    if (PLUGIN.read(files, PLUGIN.joins_files ? count : 1, NULL, &list, &problem))
        assert(list.name.size > 0);
    else
        assert(problem.sentence[0] != '\0');
    for (size_t i = 0; i < list.entity_count; i++)
        check(&list.entities[i]);
    entity_list_done(&list);
    return 0;
}
