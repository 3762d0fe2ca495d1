/* Reads any bytes as Maltrail's trails, as a list and as the head of a family's file. */
/* SPDX-License-Identifier: MIT */
#include "facts/family_reader.h"
#include "facts/trail_list.h"

#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const struct data_set trails = {.name = "maltrail", .format = DATA_TRAILS};
    static const struct world_set set = {.set = &trails};
    struct listing listing = {0};
    struct slice text = slice_make(data, size);
    uint64_t entries = trail_list_read(&listing, &set, slice_from("sinkhole_fuzz"), text);
    listing_finish(&listing);
    assert(entries >= listing.text_count);
    listing_done(&listing);

    struct family_names *names = family_names_create();
    trail_family_read(names, &set, slice_from("elf_fuzz"), text);
    family_names_finish(names);
    enum family_relation relation = family_names_compare(names, text, slice_from("elf_fuzz"), NULL);
    assert(relation == family_names_compare(names, slice_from("elf_fuzz"), text, NULL));
    family_names_free(names);
    return 0;
}
