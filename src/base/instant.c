/* SPDX-License-Identifier: MIT */
#include "base/instant.h"

#include "base/cursor.h"

#include <time.h>

enum {
    SECONDS_PER_DAY = 86400,
    YEAR_LEAST = 1678, /* what 64 bits of nanoseconds can hold as a whole */
    YEAR_MOST = 2261,
};

/* Days since 1970-01-01 of a date in the Gregorian calendar, counted in 400-year
 * eras that begin on 1 March. */
static int64_t days_from_date(int64_t year, int64_t month, int64_t day)
{
    year -= month <= 2;
    int64_t era = (year >= 0 ? year : year - 399) / 400;
    int64_t year_of_era = year - era * 400;
    int64_t day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * 146097 + day_of_era - 719468;
}

static int64_t days_of_month(int64_t year, int64_t month)
{
    return month == 12 ? 31 : days_from_date(year, month + 1, 1) - days_from_date(year, month, 1);
}

static void date_from_days(int64_t days, int64_t *year, int64_t *month, int64_t *day)
{
    days += 719468;
    int64_t era = (days >= 0 ? days : days - 146096) / 146097;
    int64_t day_of_era = days - era * 146097;
    int64_t year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int64_t shifted = (5 * day_of_year + 2) / 153;
    *day = day_of_year - (153 * shifted + 2) / 5 + 1;
    *month = shifted < 10 ? shifted + 3 : shifted - 9;
    *year = year_of_era + era * 400 + (*month <= 2);
}

/* Exactly `count` digits, with zeros in front; every record has several times. */
static void add_digits(struct text *text, int64_t value, size_t count)
{
    char digits[9];
    for (size_t i = count; i > 0; value /= 10)
        digits[--i] = (char)('0' + value % 10);
    text_add(text, slice_make(digits, count));
}

void text_add_instant(struct text *text, struct instant instant, int decimals)
{
    if (!instant_is_known(instant)) {
        text_put(text, "unknown");
        return;
    }
    int64_t seconds = instant.ns / NS_PER_SECOND, fraction = instant.ns % NS_PER_SECOND;
    if (fraction < 0) {
        fraction += NS_PER_SECOND;
        seconds--;
    }
    int64_t days = seconds / SECONDS_PER_DAY, in_day = seconds % SECONDS_PER_DAY;
    if (in_day < 0) {
        in_day += SECONDS_PER_DAY;
        days--;
    }
    int64_t year, month, day;
    date_from_days(days, &year, &month, &day);
    static const char marks[] = "--T::";
    const int64_t parts[] = {year, month, day, in_day / 3600, in_day / 60 % 60, in_day % 60};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        if (i > 0)
            text_add_byte(text, (uint8_t)marks[i - 1]);
        add_digits(text, parts[i], i == 0 ? 4 : 2);
    }
    if (decimals > 0) {
        for (int i = decimals; i < 9; i++)
            fraction /= 10;
        text_add_byte(text, '.');
        add_digits(text, fraction, (size_t)decimals);
    }
    text_add_byte(text, 'Z');
}

void text_add_day(struct text *text, struct instant instant)
{
    size_t before = text->size;
    text_add_instant(text, instant, 0);
    if (instant_is_known(instant))
        text->size = before + sizeof "2025-01-06" - 1;
}

/* Reads `digits` digits as a number between least and most. */
static bool read_part(struct cursor *c, size_t digits, int64_t least, int64_t most, int64_t *value)
{
    uint64_t number;
    if (!slice_to_number(cursor_take(c, digits), (uint64_t)most, &number) ||
        (int64_t)number < least)
        return cursor_fail(c);
    *value = (int64_t)number;
    return true;
}

static bool read_literal(struct cursor *c, const char *any_of)
{
    uint8_t byte = cursor_u8(c);
    for (; *any_of; any_of++)
        if (byte == (uint8_t)*any_of)
            return true;
    return cursor_fail(c);
}

/* Reads at least one digit; those below a nanosecond are passed over. */
static int64_t read_fraction(struct cursor *c)
{
    int64_t value = 0, unit = NS_PER_SECOND / 10;
    if (c->rest.size == 0 || !byte_is_digit(c->rest.data[0]))
        cursor_fail(c);
    while (c->rest.size > 0 && byte_is_digit(c->rest.data[0])) {
        value += (cursor_u8(c) - '0') * unit;
        unit /= 10;
    }
    return value;
}

/* Reads "Z", "+08:00", "-0530", "+08" or nothing; gives seconds east of UTC. */
static int64_t read_offset(struct cursor *c)
{
    int64_t hours = 0, minutes = 0;
    if (c->rest.size == 0)
        return 0;
    uint8_t sign = cursor_u8(c);
    if (sign == 'Z' || sign == 'z')
        return 0;
    if (sign != '+' && sign != '-')
        return cursor_fail(c);
    read_part(c, 2, 0, 23, &hours);
    if (c->rest.size > 1 && c->rest.data[0] == ':')
        cursor_skip(c, 1);
    if (c->rest.size > 0)
        read_part(c, 2, 0, 59, &minutes);
    int64_t seconds = (hours * 60 + minutes) * 60;
    return sign == '-' ? -seconds : seconds;
}

bool instant_parse(struct slice text, struct instant *instant)
{
    struct cursor c = cursor_over(slice_trim(text));
    int64_t year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, fraction = 0, east = 0;
    read_part(&c, 4, YEAR_LEAST, YEAR_MOST, &year);
    read_literal(&c, "-/");
    read_part(&c, 2, 1, 12, &month);
    read_literal(&c, "-/");
    read_part(&c, 2, 1, c.failed ? 31 : days_of_month(year, month), &day);
    if (!c.failed && c.rest.size > 0) {
        read_literal(&c, "Tt ");
        read_part(&c, 2, 0, 23, &hour);
        read_literal(&c, ":");
        read_part(&c, 2, 0, 59, &minute);
        if (c.rest.size > 0 && c.rest.data[0] == ':') {
            cursor_skip(&c, 1);
            read_part(&c, 2, 0, 60, &second);
        }
        if (c.rest.size > 0 && c.rest.data[0] == '.') {
            cursor_skip(&c, 1);
            fraction = read_fraction(&c);
        }
        east = read_offset(&c);
    }
    if (c.failed || c.rest.size > 0)
        return false;
    int64_t seconds = days_from_date(year, month, day) * SECONDS_PER_DAY + hour * 3600 +
                      minute * 60 + second - east;
    if (seconds > INT64_MAX / NS_PER_SECOND - 1 || seconds < INT64_MIN / NS_PER_SECOND + 1)
        return false;
    instant->ns = seconds * NS_PER_SECOND + fraction;
    return true;
}

bool instant_from_date(uint64_t year, uint64_t month, uint64_t day, struct instant *instant)
{
    if (year < YEAR_LEAST || year > YEAR_MOST || month < 1 || month > 12 || day < 1 ||
        (int64_t)day > days_of_month((int64_t)year, (int64_t)month))
        return false;
    int64_t days = days_from_date((int64_t)year, (int64_t)month, (int64_t)day);
    instant->ns = days * SECONDS_PER_DAY * NS_PER_SECOND;
    return true;
}

static int64_t read_clock(clockid_t clock)
{
    struct timespec now;
    clock_gettime(clock, &now);
    return (int64_t)now.tv_sec * NS_PER_SECOND + now.tv_nsec;
}

struct instant instant_now(void)
{
    return (struct instant){.ns = read_clock(CLOCK_REALTIME)};
}

int64_t monotonic_ns(void)
{
    return read_clock(CLOCK_MONOTONIC);
}
