/* Any text: a date that is found lies in it, and reads alone as the same. */
/* SPDX-License-Identifier: MIT */
#include "base/written_date.h"

#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct instant found, alone;
    struct slice rest = slice_make(data, size);
    written_date_parse(rest, &found);
    for (;;) {
        struct slice date = written_date_find(rest, &found);
        if (date.size == 0)
            return 0;
        assert(date.data >= rest.data && date.data + date.size <= rest.data + rest.size);
        assert(written_date_parse(date, &alone) && alone.ns == found.ns);
        rest = slice_after(rest, (size_t)(date.data - rest.data) + date.size);
    }
}
