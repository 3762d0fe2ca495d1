/* Holds any bytes against the format of a data set, which the first byte chooses. */
/* SPDX-License-Identifier: MIT */
#include "app/set_check.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct instant published = {0};
    if (size > 0)
        set_check_fits((enum data_format)(data[0] % (DATA_SANCTIONS + 1)),
                       slice_make(data + 1, size - 1), &published);
    return 0;
}
