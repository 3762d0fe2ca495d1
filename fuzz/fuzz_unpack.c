/* fuzz_unpack - any bytes as packed data, in pieces whose sizes the first byte chooses. */
/* SPDX-License-Identifier: MIT */
#include "base/unpack.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const struct unpack_limits limits = {
        .bytes = 1 << 22, .ratio = 200, .allowance = 1 << 16, .memory = 1 << 20};
    struct slice rest = slice_after(slice_make(data, size), 1);
    const struct unpacker *kind = unpack_recognise(rest);
    if (!kind)
        return 0;
    size_t piece = 1 + (data[0] & 15) * 37u, room = 1 + (data[0] >> 4) * 251u;
    struct unpack *unpack = unpack_create(kind, &limits);
    uint8_t out[4096];
    size_t made = 0, all = 0;
    bool ok = true;
    while (ok && rest.size > 0) {
        struct slice in = slice_part(rest, 0, piece);
        rest = slice_after(rest, in.size);
        do {
            ok = unpack_some(unpack, &in, rest.size == 0, out, room, &made, NULL);
            all += made;
            if (made > room || all > limits.bytes + sizeof out || (ok && made == 0 && in.size > 0))
                abort();
        } while (ok && made > 0);
    }
    unpack_free(unpack);
    return 0;
}
