/* SPDX-License-Identifier: MIT */
#include "model/partial_date.h"

enum { YEAR_FIRST = 1000, YEAR_LAST = 2999, MONTHS = 12, DAYS = 31 };

void text_add_partial_date(struct text *text, const struct partial_date *date)
{
    text_put(text, date->is_approximate ? "about " : "");
    text_print(text, "%04u", date->year);
    if (date->year_to > 0)
        text_print(text, " to %04u", date->year_to);
    if (date->month > 0)
        text_print(text, "-%02u", date->month);
    if (date->month > 0 && date->day > 0)
        text_print(text, "-%02u", date->day);
}

static bool is_separator(uint8_t byte)
{
    return byte_is_space(byte) || slice_find_byte(slice_from("-/.,()"), byte) != SLICE_NOWHERE;
}

static struct slice next_word(struct slice *rest)
{
    size_t from = 0;
    while (from < rest->size && is_separator(rest->data[from]))
        from++;
    size_t to = from;
    while (to < rest->size && !is_separator(rest->data[to]))
        to++;
    struct slice word = slice_part(*rest, from, to);
    *rest = slice_after(*rest, to);
    return word;
}

static uint8_t read_month(struct slice word)
{
    static const char names[] = "janfebmaraprmayjunjulaugsepoctnovdec";
    if (word.size < 3)
        return 0;
    for (size_t month = 0; month < MONTHS; month++)
        if (slice_equal_ignoring_case(slice_part(word, 0, 3), slice_make(names + month * 3, 3)))
            return (uint8_t)(month + 1);
    return 0;
}

/* Numbers below a year's: the first is a month where it stands behind the year or a day's place
 * is taken, else a day. */
struct numbers {
    uint8_t small[2];
    size_t count;
    bool year_first;
};

static void place_numbers(const struct numbers *n, struct partial_date *date)
{
    if (date->month > 0) {
        date->day = n->count > 0 ? n->small[0] : 0;
    } else if (n->count == 2) {
        uint8_t month = n->year_first ? n->small[0] : n->small[1];
        uint8_t day = n->year_first ? n->small[1] : n->small[0];
        bool swapped = month > MONTHS && day <= MONTHS;
        date->month = swapped ? day : month;
        date->day = swapped ? month : day;
    } else if (n->count == 1 && n->small[0] <= MONTHS) {
        date->month = n->small[0];
    }
    if (date->month > MONTHS)
        date->month = 0;
    if (date->day > DAYS || date->month == 0)
        date->day = 0;
}

/* "1993-04-17T00:00:00": the time says nothing. */
static struct slice without_time(struct slice text)
{
    size_t mark = slice_find_byte(text, 'T');
    bool is_time = mark != SLICE_NOWHERE && mark > 0 && byte_is_digit(slice_byte(text, mark - 1)) &&
                   byte_is_digit(slice_byte(text, mark + 1));
    return is_time ? slice_part(text, 0, mark) : text;
}

bool partial_date_read(struct slice text, struct partial_date *date)
{
    struct numbers numbers = {0};
    bool is_within_a_year = false; /* "21 Jan 1949 to 19 Feb 1949" */
    *date = (struct partial_date){0};
    for (struct slice rest = without_time(text); rest.size > 0;) {
        struct slice word = next_word(&rest);
        uint64_t number;
        if (slice_is_one_of(
                word, "circa Circa c ca about approximately Approximately between Between", ' '))
            date->is_approximate |=
                !slice_equal_text(word, "between") && !slice_equal_text(word, "Between");
        else if (!slice_to_number(word, YEAR_LAST, &number))
            date->month = date->month > 0 ? date->month : read_month(word);
        else if (number >= YEAR_FIRST && date->year == 0) {
            date->year = (uint16_t)number;
            numbers.year_first = numbers.count == 0;
        } else if (number >= YEAR_FIRST && date->year_to == 0 && number != date->year)
            date->year_to = (uint16_t)number;
        else if (number >= YEAR_FIRST)
            is_within_a_year |= number == date->year;
        else if (number > 0 && number <= DAYS && numbers.count < 2 && date->year_to == 0)
            numbers.small[numbers.count++] = (uint8_t)number;
    }
    if (date->year_to > 0 && date->year_to < date->year) {
        uint16_t first = date->year_to;
        date->year_to = date->year;
        date->year = first;
    }
    if (date->year_to > 0 || is_within_a_year)
        date->month = 0;
    else
        place_numbers(&numbers, date);
    return date->year > 0;
}
