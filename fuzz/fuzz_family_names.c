/* Reads any bytes as a galaxy and as ATT&CK, and compares names; both orders agree. The
 * first line is a name, whose things are told. */
/* SPDX-License-Identifier: MIT */
#include "facts/family_reader.h"

#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Looks at everything that a claim points to. */
static void tell(void *context, const struct family_claim *claim)
{
    text_add(context, claim->title);
    text_add(context, claim->number);
    text_add(context, claim->description);
    for (size_t i = 0; i < claim->name_count; i++)
        text_add(context, claim->names[i]);
    for (size_t i = 0; i < claim->note_count; i++)
        text_add(context, claim->notes[i].value);
    for (size_t i = 0; i < claim->technique_count; i++)
        text_add(context, claim->techniques[i]);
    for (size_t i = 0; i < claim->software_count; i++)
        text_add(context, claim->software[i]);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const struct data_set galaxy = {.name = "galaxy", .format = DATA_GALAXY};
    static const struct world_set set = {.set = &galaxy};
    struct slice rest = slice_make(data, size), name = slice_split_line(&rest);
    struct family_names *names = family_names_create();
    galaxy_read(names, &set, slice_from("rat"), rest, NULL);
    attack_read(names, &set, rest, NULL);
    family_names_finish(names);
    struct text because = {0};
    enum family_relation relation =
        family_names_compare(names, name, slice_from("DarkThing"), &because);
    assert(because.size > 0);
    assert(relation == family_names_compare(names, slice_from("DarkThing"), name, NULL));
    text_clear(&because);
    family_names_tell(names, name, tell, &because);
    text_done(&because);
    family_names_free(names);
    return 0;
}
