/* The normal form of a normal form is itself, and is no longer than promised. */
/* SPDX-License-Identifier: MIT */
#include "model/url.h"

#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct slice input = slice_make(data, size);
    struct text once = {0}, twice = {0};
    if (text_add_url(&once, input)) {
        assert(once.size <= size + URL_EXTRA);
        assert(text_add_url(&twice, text_slice(&once)));
        assert(slice_equal(text_slice(&once), text_slice(&twice)));
        assert(url_is_under(text_slice(&once), text_slice(&twice)));
    }
    text_clear(&once);
    text_clear(&twice);
    text_add_url_path(&once, input);
    text_add_url_path(&twice, text_slice(&once));
    assert(once.size <= size + 1);
    assert(slice_equal(text_slice(&once), text_slice(&twice)));
    text_done(&once);
    text_done(&twice);
    return 0;
}
