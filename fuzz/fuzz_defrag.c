/* fuzz_defrag - any sequence of pieces: each is told by six bytes (which datagram,
 * flags, offset, size, seconds), and its payload is taken from the input itself. */
/* SPDX-License-Identifier: MIT */
#include "base/cursor.h"
#include "capture/defrag.h"
#include "model/limits.h"

#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct cursor c = cursor_over(slice_make(data, size));
    struct defrag *defrag = defrag_create();
    struct instant now = {NS_PER_SECOND};
    uint64_t completed = 0;
    while (c.rest.size > 0) {
        uint8_t which = cursor_u8(&c), flags = cursor_u8(&c);
        uint16_t offset = cursor_u16(&c);
        size_t length = cursor_u8(&c);
        now.ns += cursor_u8(&c) * NS_PER_SECOND / 8;
        if (c.failed)
            break;
        struct packet piece = {
            .fragment_id = which & 7,
            .ip6 = which & 8,
            .protocol = which >> 6,
            .is_fragment = true,
            .more_fragments = flags & 1,
            .payload_missing = flags >> 5,
            .fragment_offset = flags & 2 ? (offset & 0x1fffu) * 8 : (offset & 0x1fu) * 8,
            .payload = slice_part(c.rest, 0, length),
        };
        struct slice whole = {0};
        if (defrag_add(defrag, &piece, now, &whole)) {
            completed++;
            assert(whole.size <= 65535);
            /* Reads all of it, so that the sanitizer sees where it ends. */
            size_t zero = slice_find_byte(whole, 0);
            assert(zero == SLICE_NOWHERE || zero < whole.size);
        }
    }
    struct defrag_counts counts = defrag_count(defrag);
    assert(counts.whole == completed && counts.waiting <= LIMIT_DEFRAG_DATAGRAMS);
    assert(counts.whole + counts.timed_out + counts.waiting <= counts.pieces);
    defrag_free(defrag);
    return 0;
}
