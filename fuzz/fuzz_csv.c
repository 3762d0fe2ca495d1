/* Reads any bytes as CSV, with the first byte as separator. Every cell lies in the
 * text or in the row's own, and rows together are all of the text. */
/* SPDX-License-Identifier: MIT */
#include "base/csv.h"

#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0)
        return 0;
    struct csv csv = csv_over(slice_make(data + 1, size - 1), data[0]);
    struct csv_row row = {0};
    uint32_t line = 0;
    uint64_t sum = 0;
    while (csv_next(&csv, &row)) {
        assert(row.count > 0 && row.count <= CSV_CELLS);
        assert(row.line > line);
        line = row.line;
        for (size_t i = 0; i < row.count; i++)
            for (size_t k = 0; k < row.cells[i].size; k++)
                sum += row.cells[i].data[k];
    }
    csv_row_done(&row);
    return sum == UINT64_MAX;
}
