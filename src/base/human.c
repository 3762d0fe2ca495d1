/* SPDX-License-Identifier: MIT */
#include "base/human.h"

void text_add_count(struct text *text, uint64_t number)
{
    char digits[27]; /* 20 digits and 6 commas */
    size_t first = sizeof digits;
    for (unsigned place = 0; place == 0 || number > 0; place++, number /= 10) {
        if (place > 0 && place % 3 == 0)
            digits[--first] = ',';
        digits[--first] = (char)('0' + number % 10);
    }
    text_add(text, slice_make(digits + first, sizeof digits - first));
}

void text_add_things(struct text *text, uint64_t number, const char *thing)
{
    text_add_count(text, number);
    text_add_byte(text, ' ');
    text_put(text, thing);
    text_put(text, number == 1 ? "" : "s");
}

static void add_scaled(struct text *text, uint64_t number, const char *const *units)
{
    size_t unit = 0;
    uint64_t tenths = 0; /* of the unit, cut, not rounded: 999,999 B are not yet 1 MB */
    for (; number >= 1000; unit++) {
        tenths = number % 1000 / 100;
        number /= 1000;
    }
    text_add_number(text, number);
    if (unit > 0 && number < 10) {
        text_add_byte(text, '.');
        text_add_number(text, tenths);
    }
    text_put(text, units[unit]);
}

void text_add_size(struct text *text, uint64_t bytes)
{
    static const char *const units[] = {" B", " kB", " MB", " GB", " TB", " PB", " EB"};
    add_scaled(text, bytes, units);
}

void text_add_rounded(struct text *text, uint64_t number)
{
    static const char *const units[] = {"", " k", " M", " G", " T", " P", " E"};
    add_scaled(text, number, units);
}

void text_add_duration(struct text *text, int64_t ns)
{
    static const struct {
        uint64_t seconds;
        const char *name;
    } units[] = {{86400, "day"}, {3600, "hour"}, {60, "minute"}, {1, "second"}};
    uint64_t tenths = ns > 0 ? (uint64_t)ns / 100000000 : 0;
    if (tenths < 10) {
        text_print(text, "0.%u seconds", (unsigned)tenths);
        return;
    }
    uint64_t seconds = tenths / 10;
    size_t unit = 0;
    while (seconds < units[unit].seconds)
        unit++;
    text_add_things(text, seconds / units[unit].seconds, units[unit].name);
    /* Whoever reads "3 days" or "12 minutes" does not ask for more. */
    uint64_t rest = seconds % units[unit].seconds;
    if (seconds / units[unit].seconds >= 10 || unit + 1 == sizeof units / sizeof *units)
        return;
    uint64_t smaller = rest / units[unit + 1].seconds;
    if (smaller > 0) {
        text_add_byte(text, ' ');
        text_add_things(text, smaller, units[unit + 1].name);
    }
}
