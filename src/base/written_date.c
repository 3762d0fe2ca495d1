/* SPDX-License-Identifier: MIT */
#include "base/written_date.h"

#include <string.h>

enum {
    WORD_MOST = 24,  /* bytes of a word that is looked at */
    STAMP_MOST = 40, /* bytes of a date with its time of day */
    YEAR_EARLY = 1970,
    YEAR_LATE = 2099,
};

/* English, German, French, Spanish, Portuguese, Italian, Dutch, Polish, Russian,
 * Ukrainian, Turkish, Swedish; as they stand in a date, and abbreviated. Left out: what
 * is an ordinary English word and no English month ("set", "out", "gen"). */
static const char *const month_names[12] = {
    "january jan januar j\xc3\xa4nner janvier janv enero ene janeiro gennaio januari stycznia "
    "\xd1\x8f\xd0\xbd\xd0\xb2\xd0\xb0\xd1\x80\xd1\x8f "
    "\xd1\x8f\xd0\xbd\xd0\xb2\xd0\xb0\xd1\x80\xd1\x8c \xd1\x8f\xd0\xbd\xd0\xb2 "
    "\xd1\x81\xd1\x96\xd1\x87\xd0\xbd\xd1\x8f ocak",
    "february feb februar f\xc3\xa9vrier f\xc3\xa9vr febrero fevereiro febbraio februari "
    "lutego \xd1\x84\xd0\xb5\xd0\xb2\xd1\x80\xd0\xb0\xd0\xbb\xd1\x8f "
    "\xd1\x84\xd0\xb5\xd0\xb2\xd1\x80\xd0\xb0\xd0\xbb\xd1\x8c \xd1\x84\xd0\xb5\xd0\xb2 "
    "\xd0\xbb\xd1\x8e\xd1\x82\xd0\xbe\xd0\xb3\xd0\xbe \xc5\x9fubat",
    "march mar m\xc3\xa4rz m\xc3\xa4r mars marzo mar\xc3\xa7o maart marca "
    "\xd0\xbc\xd0\xb0\xd1\x80\xd1\x82\xd0\xb0 \xd0\xbc\xd0\xb0\xd1\x80\xd1\x82 "
    "\xd0\xb1\xd0\xb5\xd1\x80\xd0\xb5\xd0\xb7\xd0\xbd\xd1\x8f mart",
    "april apr avril abril abr aprile kwietnia "
    "\xd0\xb0\xd0\xbf\xd1\x80\xd0\xb5\xd0\xbb\xd1\x8f "
    "\xd0\xb0\xd0\xbf\xd1\x80\xd0\xb5\xd0\xbb\xd1\x8c \xd0\xb0\xd0\xbf\xd1\x80 "
    "\xd0\xba\xd0\xb2\xd1\x96\xd1\x82\xd0\xbd\xd1\x8f nisan",
    "may mai mayo maio maggio mei maja \xd0\xbc\xd0\xb0\xd1\x8f \xd0\xbc\xd0\xb0\xd0\xb9 "
    "\xd1\x82\xd1\x80\xd0\xb0\xd0\xb2\xd0\xbd\xd1\x8f may\xc4\xb1s maj",
    "june jun juni juin junio junho giugno czerwca \xd0\xb8\xd1\x8e\xd0\xbd\xd1\x8f "
    "\xd0\xb8\xd1\x8e\xd0\xbd\xd1\x8c \xd1\x87\xd0\xb5\xd1\x80\xd0\xb2\xd0\xbd\xd1\x8f haziran",
    "july jul juli juillet juil julio julho luglio lipca \xd0\xb8\xd1\x8e\xd0\xbb\xd1\x8f "
    "\xd0\xb8\xd1\x8e\xd0\xbb\xd1\x8c \xd0\xbb\xd0\xb8\xd0\xbf\xd0\xbd\xd1\x8f temmuz",
    "august aug ao\xc3\xbbt aout agosto augustus sierpnia augusti "
    "\xd0\xb0\xd0\xb2\xd0\xb3\xd1\x83\xd1\x81\xd1\x82\xd0\xb0 "
    "\xd0\xb0\xd0\xb2\xd0\xb3\xd1\x83\xd1\x81\xd1\x82 \xd0\xb0\xd0\xb2\xd0\xb3 "
    "\xd1\x81\xd0\xb5\xd1\x80\xd0\xbf\xd0\xbd\xd1\x8f a\xc4\x9fustos",
    "september sept sep septembre septiembre setiembre setembro settembre wrze\xc5\x9bnia "
    "\xd1\x81\xd0\xb5\xd0\xbd\xd1\x82\xd1\x8f\xd0\xb1\xd1\x80\xd1\x8f "
    "\xd1\x81\xd0\xb5\xd0\xbd\xd1\x82\xd1\x8f\xd0\xb1\xd1\x80\xd1\x8c "
    "\xd1\x81\xd0\xb5\xd0\xbd "
    "\xd0\xb2\xd0\xb5\xd1\x80\xd0\xb5\xd1\x81\xd0\xbd\xd1\x8f eyl\xc3\xbcl",
    "october oct oktober okt octobre octubre outubro ottobre pa\xc5\xba"
    "dziernika "
    "\xd0\xbe\xd0\xba\xd1\x82\xd1\x8f\xd0\xb1\xd1\x80\xd1\x8f "
    "\xd0\xbe\xd0\xba\xd1\x82\xd1\x8f\xd0\xb1\xd1\x80\xd1\x8c \xd0\xbe\xd0\xba\xd1\x82 "
    "\xd0\xb6\xd0\xbe\xd0\xb2\xd1\x82\xd0\xbd\xd1\x8f ekim",
    "november nov novembre noviembre novembro listopada \xd0\xbd\xd0\xbe\xd1\x8f\xd0\xb1\xd1\x80"
    "\xd1\x8f \xd0\xbd\xd0\xbe\xd1\x8f\xd0\xb1\xd1\x80\xd1\x8c "
    "\xd0\xbd\xd0\xbe\xd1\x8f \xd0\xbb\xd0\xb8\xd1\x81\xd1\x82\xd0\xbe\xd0\xbf\xd0\xb0\xd0\xb4"
    "\xd0\xb0 kas\xc4\xb1m",
    "december dec dezember dez d\xc3\xa9"
    "cembre d\xc3\xa9"
    "c diciembre dic dezembro dicembre grudnia "
    "\xd0\xb4\xd0\xb5\xd0\xba\xd0\xb0\xd0\xb1\xd1\x80\xd1\x8f "
    "\xd0\xb4\xd0\xb5\xd0\xba\xd0\xb0\xd0\xb1\xd1\x80\xd1\x8c \xd0\xb4\xd0\xb5\xd0\xba "
    "\xd0\xb3\xd1\x80\xd1\x83\xd0\xb4\xd0\xbd\xd1\x8f aral\xc4\xb1k",
};
/* Before a date, and between its parts. */
static const char weekdays[] =
    "monday mon tuesday tues tue wednesday wed thursday thurs thur thu friday fri saturday sat "
    "sunday sun";
static const char joining_words[] = "of de del the";
/* Behind the number of a day, without a space. */
static const char ordinals[] = "st nd rd th er \xc2\xba \xc2\xaa";
static const char year_marks[] = "\xe5\xb9\xb4 \xeb\x85\x84";
static const char month_marks[] = "\xe6\x9c\x88 \xec\x9b\x94";
static const char day_marks[] = "\xe6\x97\xa5 \xe5\x8f\xb7 \xec\x9d\xbc";

/* Reads on from a place; a part that is not there leaves it where it was. */
struct reader {
    struct slice text;
    size_t at;
};

static uint8_t byte_at(const struct reader *r, size_t at)
{
    return at < r->text.size ? r->text.data[at] : 0;
}

/* Letters of the alphabets above in UTF-8: one byte, or two that begin with C3 to D3.
 * Gives the size, or 0. */
static size_t letter_size(const struct reader *r, size_t at)
{
    uint8_t byte = byte_at(r, at);
    if (byte_is_letter(byte))
        return 1;
    return byte >= 0xc3 && byte <= 0xd3 && (byte_at(r, at + 1) & 0xc0) == 0x80 ? 2 : 0;
}

/* Lower case, of the same size, as far as names of months need it. */
static void add_folded(struct reader *r, size_t size, uint8_t *out)
{
    out[0] = byte_lower(byte_at(r, r->at));
    if (size == 1)
        return;
    uint8_t low = byte_at(r, r->at + 1);
    bool latin = out[0] == 0xc3 && low >= 0x80 && low <= 0x9e;
    bool cyrillic = out[0] == 0xd0 && low >= 0x90 && low <= 0x9f;
    if (out[0] == 0xd0 && low >= 0xa0 && low <= 0xaf) {
        out[0] = 0xd1;
        low = (uint8_t)(low - 0x20);
    }
    out[1] = (uint8_t)(latin || cyrillic ? low + 0x20 : out[0] == 0xc5 && low == 0x9e ? 0x9f : low);
}

/* The letters that stand here, folded; empty where none do, or more than a month has. */
static struct slice take_word(struct reader *r, uint8_t out[WORD_MOST])
{
    size_t before = r->at, size = 0, letter;
    while ((letter = letter_size(r, r->at)) > 0 && size + letter <= WORD_MOST) {
        add_folded(r, letter, out + size);
        size += letter;
        r->at += letter;
    }
    if (letter == 0)
        return slice_make(out, size);
    r->at = before;
    return (struct slice){0};
}

static bool take_month(struct reader *r, uint64_t *month)
{
    uint8_t folded[WORD_MOST];
    size_t before = r->at;
    struct slice word = take_word(r, folded);
    for (*month = 1; word.size >= 3 && *month <= 12; ++*month)
        if (slice_is_one_of(word, month_names[*month - 1], ' '))
            return true;
    r->at = before;
    return false;
}

static bool take_listed_word(struct reader *r, const char *words)
{
    uint8_t folded[WORD_MOST];
    size_t before = r->at;
    struct slice word = take_word(r, folded);
    if (word.size > 0 && slice_is_one_of(word, words, ' '))
        return true;
    r->at = before;
    return false;
}

/* One of several characters that are no letters of ours. */
static bool take_mark(struct reader *r, const char *marks)
{
    struct slice rest = slice_from(marks), here = slice_after(r->text, r->at);
    while (rest.size > 0) {
        struct slice mark = slice_split(&rest, ' ');
        if (slice_equal(slice_part(here, 0, mark.size), mark)) {
            r->at += mark.size;
            return true;
        }
    }
    return false;
}

static void skip_spaces(struct reader *r)
{
    while (byte_at(r, r->at) == ' ' || byte_at(r, r->at) == '\t' || take_mark(r, "\xc2\xa0"))
        r->at += byte_at(r, r->at) == ' ' || byte_at(r, r->at) == '\t';
}

/* Spaces and one comma, full stop, hyphen or slash, and a word such as "of". */
static void skip_gap(struct reader *r)
{
    uint8_t byte = byte_at(r, r->at);
    r->at += byte == '.' || byte == ',' || byte == '-' || byte == '/';
    skip_spaces(r);
    byte = byte_at(r, r->at);
    r->at += byte == ',';
    if (take_listed_word(r, joining_words))
        r->at += byte_at(r, r->at) == '.';
    skip_spaces(r);
}

/* Gives how many digits stood there; none is taken of more than `most`. */
static size_t take_number(struct reader *r, size_t most, uint64_t *number)
{
    size_t size = 0;
    while (byte_is_digit(byte_at(r, r->at + size)))
        if (++size > most)
            return 0;
    slice_to_number(slice_part(r->text, r->at, r->at + size), 9999, number);
    r->at += size;
    return size;
}

static bool take_year(struct reader *r, uint64_t *year)
{
    return take_number(r, 4, year) == 4 && *year >= YEAR_EARLY && *year <= YEAR_LATE;
}

static bool take_day(struct reader *r, uint64_t *day)
{
    if (take_number(r, 2, day) == 0)
        return false;
    if (!take_listed_word(r, ordinals))
        take_mark(r, ordinals);
    return true;
}

/* The longest time of day behind a date that stands at `from`. */
static void extend_by_time(struct reader *r, size_t from, struct instant *instant)
{
    size_t end = r->at;
    uint8_t byte = byte_at(r, end);
    if (byte != 'T' && byte != 't' && byte != ' ')
        return;
    for (end++; end - from < STAMP_MOST; end++) {
        byte = byte_at(r, end);
        if (!byte_is_digit(byte) && (byte == 0 || !strchr(":.+-Zz", byte)))
            break;
    }
    for (; end > r->at + 1; end--)
        if (instant_parse(slice_part(r->text, from, end), instant)) {
            r->at = end;
            return;
        }
}

/* "-1-6" behind a year, with the same mark twice; months are numbers. */
static bool take_numbers(struct reader *r, uint64_t *month, uint64_t *day)
{
    uint8_t mark = byte_at(r, r->at);
    if (mark != '-' && mark != '/' && mark != '.')
        return false;
    r->at++;
    if (take_number(r, 2, month) == 0 || byte_at(r, r->at) != mark)
        return false;
    r->at++;
    return take_number(r, 2, day) > 0;
}

/* Behind the mark of a year; Chinese, Japanese and Korean. */
static bool take_marked(struct reader *r, uint64_t *month, uint64_t *day)
{
    skip_spaces(r);
    if (take_number(r, 2, month) == 0)
        return false;
    skip_spaces(r);
    if (!take_mark(r, month_marks))
        return false;
    size_t behind_month = r->at;
    skip_spaces(r);
    if (take_number(r, 2, day) > 0) {
        skip_spaces(r);
        if (take_mark(r, day_marks))
            return true;
    }
    r->at = behind_month;
    *day = 1;
    return true;
}

static bool read_year_first(struct reader *r, struct instant *instant)
{
    uint64_t year, month = 0, day = 0;
    size_t from = r->at;
    if (!take_year(r, &year))
        return false;
    size_t behind_year = r->at;
    skip_spaces(r);
    if (take_mark(r, year_marks))
        return take_marked(r, &month, &day) && instant_from_date(year, month, day, instant);
    r->at = behind_year;
    if (take_numbers(r, &month, &day)) {
        if (!instant_from_date(year, month, day, instant))
            return false;
        extend_by_time(r, from, instant);
        return true;
    }
    r->at = behind_year;
    skip_gap(r);
    if (!take_month(r, &month))
        return false;
    skip_gap(r);
    return take_day(r, &day) && instant_from_date(year, month, day, instant);
}

/* "06.01.2025" has its day first; in other marks nobody can tell, unless one of the
 * two is no month, or they are the same. */
static bool read_numbers(struct reader *r, struct instant *instant)
{
    uint64_t first, second = 0, year;
    if (take_number(r, 2, &first) == 0)
        return false;
    uint8_t mark = byte_at(r, r->at);
    if (mark != '.' && mark != '/' && mark != '-')
        return false;
    for (int i = 0; i < 2; i++) {
        if (byte_at(r, r->at) != mark)
            return false;
        r->at++;
        if (mark == '.')
            skip_spaces(r);
        if (i == 0 && take_number(r, 2, &second) == 0)
            return false;
    }
    if (!take_year(r, &year))
        return false;
    bool day_is_first = mark == '.' || first > 12 || first == second;
    if (!day_is_first && second <= 12)
        return false;
    return day_is_first ? instant_from_date(year, second, first, instant)
                        : instant_from_date(year, first, second, instant);
}

/* A year of two digits is one only where hyphens hold the date together. */
static bool read_day_first(struct reader *r, struct instant *instant)
{
    uint64_t day, month, year;
    if (!take_day(r, &day))
        return false;
    bool hyphen = byte_at(r, r->at) == '-';
    skip_gap(r);
    if (!take_month(r, &month))
        return false;
    hyphen = hyphen && byte_at(r, r->at) == '-';
    skip_gap(r);
    size_t behind_gap = r->at;
    if (take_year(r, &year))
        return instant_from_date(year, month, day, instant);
    r->at = behind_gap;
    return hyphen && take_number(r, 2, &year) == 2 &&
           instant_from_date(year < 70 ? 2000 + year : 1900 + year, month, day, instant);
}

static bool read_month_first(struct reader *r, struct instant *instant)
{
    uint64_t month, day, year;
    if (!take_month(r, &month))
        return false;
    skip_gap(r);
    size_t behind_month = r->at;
    if (take_year(r, &year))
        return instant_from_date(year, month, 1, instant);
    r->at = behind_month;
    if (!take_day(r, &day))
        return false;
    skip_gap(r);
    return take_year(r, &year) && instant_from_date(year, month, day, instant);
}

/* A number or word does not go on behind it: "2025-01-060", "1.1.2025.7". */
static bool ends_here(const struct reader *r)
{
    uint8_t byte = byte_at(r, r->at), next = byte_at(r, r->at + 1);
    if (byte_is_letter(byte) || byte_is_digit(byte))
        return false;
    return !((byte == '.' || byte == '-' || byte == '/') && byte_is_digit(next));
}

/* The size of a date at the place, or 0. */
static size_t date_at(struct slice text, size_t at, struct instant *instant)
{
    static bool (*const forms[])(struct reader *, struct instant *) = {
        read_year_first, read_numbers, read_day_first, read_month_first};
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        struct reader r = {text, at};
        struct instant found;
        if (forms[i](&r, &found) && ends_here(&r)) {
            *instant = found;
            return r.at - at;
        }
    }
    return 0;
}

bool written_date_parse(struct slice text, struct instant *instant)
{
    text = slice_trim(text);
    if (instant_parse(text, instant))
        return true;
    struct reader r = {.text = text};
    if (take_listed_word(&r, weekdays))
        skip_gap(&r);
    struct instant found;
    size_t size = date_at(text, r.at, &found);
    if (size == 0 || r.at + size != text.size)
        return false;
    *instant = found;
    return true;
}

/* What a date can begin with: the front of a word or of a number, and no number goes on
 * into it: "1.2025-01-06", "CVE-2025-01-06". */
static bool may_begin(const struct reader *r, size_t at)
{
    uint8_t byte = byte_at(r, at), before = at > 0 ? byte_at(r, at - 1) : 0;
    if (!byte_is_digit(byte))
        return letter_size(r, at) > 0;
    return before != '.' && before != '-' && before != '/' && before != ':' && before != '_';
}

/* On to what follows this word or number, or this byte. */
static void skip_token(struct reader *r)
{
    size_t from = r->at;
    for (size_t size; (size = letter_size(r, r->at)) > 0;)
        r->at += size;
    while (byte_is_digit(byte_at(r, r->at)))
        r->at++;
    r->at += r->at == from;
}

struct slice written_date_find(struct slice text, struct instant *instant)
{
    struct reader r = {.text = text};
    while (r.at < text.size) {
        size_t from = r.at, size = may_begin(&r, from) ? date_at(text, from, instant) : 0;
        if (size > 0)
            return slice_part(text, from, from + size);
        skip_token(&r);
    }
    return (struct slice){0};
}
