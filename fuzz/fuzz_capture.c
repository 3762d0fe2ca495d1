/* fuzz_capture - any bytes as a capture file, plain or packed.
 *
 * Every byte of every frame is looked at, so that a frame that leaves its buffer is seen. */
/* SPDX-License-Identifier: MIT */
#include "capture/source.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct source *source = source_create_from("fuzz", slice_make(data, size));
    struct batch batch = {0};
    uint64_t number = 0;
    unsigned sum = 0;
    while (source_next_batch(source, &batch)) {
        for (size_t i = 0; i < batch.count; i++) {
            const struct frame *frame = &batch.frames[i];
            const uint8_t *end = batch.buffer + batch.buffer_size;
            if (frame->number != ++number || frame->wire_size < frame->bytes.size)
                abort();
            if (frame->bytes.size > 0 && (frame->bytes.data < batch.buffer ||
                                          frame->bytes.size > (size_t)(end - frame->bytes.data)))
                abort();
            for (size_t at = 0; at < frame->bytes.size; at++)
                sum += frame->bytes.data[at];
        }
    }
    const struct input_report *report = source_input(source, 0);
    if (report->packets != number || (report->damaged_places > 0 && !report->problem.sentence[0]))
        abort();
    batch_done(&batch);
    source_free(source);
    (void)sum;
    return 0;
}
