/* Reads any bytes as an identifier of each kind: a canonical form is its own canonical form but
 * for kinds that read hosts, and what is guessed never depends on how much room there is. */
/* SPDX-License-Identifier: MIT */
#include "attribution/identifier.h"

#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct slice text = slice_make(data, size);
    struct identifier_guess guesses[8], first;
    size_t count = identifier_guess(text, guesses, 8);
    if (count > 0) {
        assert(identifier_guess(text, &first, 1) == 1);
        assert(first.kind == guesses[0].kind && first.is_certain == guesses[0].is_certain);
    }
    for (size_t kind = 0; kind < IDENTIFIER_KINDS; kind++) {
        struct text form = {0}, again = {0};
        identifier_is_valid((enum identifier_kind)kind, text);
        identifier_add_canonical(&form, (enum identifier_kind)kind, text);
        assert(form.size <= size);
        identifier_add_canonical(&again, (enum identifier_kind)kind, text_slice(&form));
        assert(again.size <= form.size);
        text_done(&form);
        text_done(&again);
    }
    assert(identifier_without_label(text).size <= size);
    return 0;
}
