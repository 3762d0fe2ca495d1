/* SPDX-License-Identifier: MIT */
#include "capture/format.h"

#include "base/text.h"

#include <inttypes.h>

void reading_take(struct reading *reading, size_t size)
{
    reading->bytes = slice_after(reading->bytes, size);
    reading->offset += size;
}

void reading_skip(struct reading *reading, size_t size)
{
    reading_take(reading, size);
    reading->report->skipped_bytes += size;
}

void reading_damaged(struct reading *reading, const char *format, ...)
{
    struct input_report *report = reading->report;
    report->damaged_places++;
    if (report->problem.sentence[0] != '\0')
        return;
    struct text why = {0};
    va_list arguments;
    va_start(arguments, format);
    text_print_list(&why, format, arguments);
    va_end(arguments);
    problem_set(&report->problem,
                "cannot read all of '%s': at byte %" PRIu64 ", behind packet %" PRIu64 ": %s",
                report->path, reading->offset, report->packets, text_string(&why));
    text_done(&why);
}
