/* Cleans any bytes as the name of a file. What comes out stays in its folder, has no empty
 * part, and is clean already. */
/* SPDX-License-Identifier: MIT */
#include "app/entry_name.h"

#include <assert.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const wanted[] = {NULL, "lists/*/list.json", "trails/static/*", "*.mmdb"};
    struct text clean = {0}, again = {0};
    if (entry_name_clean(slice_make(data, size), &clean)) {
        const char *name = text_string(&clean), *kept;
        assert(strlen(name) == clean.size && name[0] != '/');
        struct slice rest = text_slice(&clean);
        while (rest.size > 0) {
            struct slice part = slice_split(&rest, '/');
            assert(part.size > 0 && !slice_equal_text(part, "..") && !slice_equal_text(part, "."));
        }
        assert(entry_name_clean(text_slice(&clean), &again));
        assert(slice_equal(text_slice(&clean), text_slice(&again)));
        for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++)
            if (entry_name_fit(name, wanted[i], &kept) != ENTRY_OTHER)
                assert(kept[0] != '\0' && kept[0] != '/' && strcmp(kept, "set.json") != 0);
    }
    text_done(&clean);
    text_done(&again);
    return 0;
}
