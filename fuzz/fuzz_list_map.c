/* fuzz_list_map - any bytes as a mapping of columns; what is read has a role and something that
 * fills it. */
/* SPDX-License-Identifier: MIT */
#include "attribution/list_map.h"

#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct list_map map;
    struct problem problem = {0};
    bool ok = list_map_parse(slice_make(data, size), &map, &problem);
    assert(ok == (problem.sentence[0] == '\0'));
    assert(!ok || map.count > 0);
    for (size_t i = 0; i < map.count; i++) {
        assert(map.entries[i].role < MAP_ROLES);
        assert(map.entries[i].is_fixed || map.entries[i].column_count > 0);
    }
    list_map_done(&map);
    return 0;
}
