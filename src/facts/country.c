/* SPDX-License-Identifier: MIT */
#include "facts/country.h"

#include "facts/place_fold.h"

struct named {
    const char *name; /* folded, see place_fold.h */
    char code[3];
};

/* In the order of their bytes. */
static const struct named names[] = {
#define COUNTRY_NAME(name, code) {name, code},
#define COUNTRY(code, english)
#include "facts/country_names.def"
#undef COUNTRY_NAME
#undef COUNTRY
};

/* In the order of codes; names as English writes them. */
static const struct named countries[] = {
#define COUNTRY_NAME(name, code)
#define COUNTRY(code, english) {english, code},
#include "facts/country_names.def"
#undef COUNTRY_NAME
#undef COUNTRY
};

enum { COUNTRIES = sizeof countries / sizeof *countries, NAMES = sizeof names / sizeof *names };

/* What people write and CLDR does not. */
static const struct named usual[] = {
    {"america", "US"},
    {"bolivarian republic of venezuela", "VE"},
    {"brasil", "BR"},
    {"burma", "MM"},
    {"cote divoire", "CI"},
    {"democratic peoples republic of korea", "KP"},
    {"democratic republic of congo", "CD"},
    {"democratic republic of the congo", "CD"},
    {"england", "GB"},
    {"great britain", "GB"},
    {"hong kong", "HK"},
    {"hong kong sar", "HK"},
    {"iran (islamic republic of)", "IR"},
    {"iran, islamic republic of", "IR"},
    {"ivory coast", "CI"},
    {"korea (republic of)", "KR"},
    {"korea, democratic peoples republic of", "KP"},
    {"korea, republic of", "KR"},
    {"korea, south", "KR"},
    {"lao peoples democratic republic", "LA"},
    {"macao", "MO"},
    {"macau", "MO"},
    {"moldova, republic of", "MD"},
    {"northern ireland", "GB"},
    {"peoples republic of china", "CN"},
    {"pr china", "CN"},
    {"prc", "CN"},
    {"republic of china", "TW"},
    {"republic of congo", "CG"},
    {"republic of korea", "KR"},
    {"republic of the congo", "CG"},
    {"rok", "KR"},
    {"russian federation", "RU"},
    {"scotland", "GB"},
    {"swaziland", "SZ"},
    {"syrian arab republic", "SY"},
    {"taiwan, province of china", "TW"},
    {"uae", "AE"},
    {"united republic of tanzania", "TZ"},
    {"united states of america", "US"},
    {"us of america", "US"},
    {"wales", "GB"},
    {"сша", "US"},
    {"США", "US"},
    {"中国台湾", "TW"},
    {"中国澳门", "MO"},
    {"中国香港", "HK"},
    {"中國台灣", "TW"},
    {"中國澳門", "MO"},
    {"中國香港", "HK"},
    {"阿联酋", "AE"},
    {"朝鲜民主主义人民共和国", "KP"},
};

/* What may stand before a name: "the Netherlands", "Republic of Bulgaria". */
static const char *const titles[] = {
    "the ",         "federal republic of ", "federative republic of ", "islamic republic of ",
    "kingdom of ",  "republic of ",         "socialist republic of ",  "state of ",
    "sultanate of "};

/* Codes of countries that are also those of states of the USA: "Los Angeles, CA". */
static const char *const also_states[] = {"AL", "AR", "AZ", "CA", "CO", "DE", "GA", "ID", "IL",
                                          "IN", "KY", "LA", "MA", "MD", "ME", "MN", "MO", "MS",
                                          "MT", "NC", "NE", "PA", "SC", "SD", "TN", "VA"};

/* What begins like a country and is none: Maryland, which begins like Mali. */
static const char *const no_countries[] = {"马里兰", "馬里蘭"};

enum { NAME_MOST = 128 }; /* bytes; the longest name of any language has fewer */

/* Of a table in the order of its names; NULL: it is not there. */
static const char *find_in(const struct named *table, size_t count, struct slice name)
{
    size_t from = 0, to = count;
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        int order = slice_compare(slice_from(table[middle].name), name);
        if (order == 0)
            return table[middle].code;
        if (order < 0)
            from = middle + 1;
        else
            to = middle;
    }
    return NULL;
}

static const char *find_usual(struct slice name)
{
    for (size_t i = 0; i < sizeof usual / sizeof *usual; i++)
        if (slice_equal_text(name, usual[i].name))
            return usual[i].code;
    return find_in(names, NAMES, name);
}

static const char *find_name(struct slice folded)
{
    const char *code = find_usual(folded);
    for (size_t i = 0; !code && i < sizeof titles / sizeof *titles; i++)
        if (slice_starts_with(folded, titles[i]))
            code = find_name(slice_after(folded, strlen(titles[i])));
    return code;
}

/* "美国加利福尼亚州": a name in Chinese characters that goes on without a separator. */
static const char *find_front(struct slice folded)
{
    static const char *const parts_of_one[] = {"州", "省", "市", "县", "郡", NULL};
    if (folded.size == 0 || folded.data[0] < 0xe4 || folded.data[0] > 0xe9)
        return NULL;
    for (size_t i = 0; i < sizeof no_countries / sizeof *no_countries; i++)
        if (slice_starts_with(folded, no_countries[i]))
            return NULL;
    for (size_t size = folded.size; size >= 6; size--) {
        struct slice rest = slice_after(folded, size);
        bool cuts_character = rest.size > 0 && (rest.data[0] & 0xc0) == 0x80;
        if (cuts_character || place_fold_match(rest.data, rest.size, parts_of_one) > 0)
            continue;
        const char *code = find_usual(slice_part(folded, 0, size));
        if (code)
            return code;
    }
    return NULL;
}

static const char *find_code(struct slice part)
{
    if (part.size != 2)
        return NULL;
    char code[3] = {(char)(part.data[0] & 0xdf), (char)(part.data[1] & 0xdf), '\0'};
    if (strcmp(code, "UK") == 0)
        return "GB";
    for (size_t i = 0; i < COUNTRIES; i++)
        if (strcmp(countries[i].code, code) == 0)
            return countries[i].code;
    return strcmp(code, "XK") == 0 ? "XK" : NULL;
}

bool country_from_code(struct slice code, struct country *country)
{
    const char *found = find_code(code);
    if (found)
        memcpy(country->code, found, sizeof country->code);
    return found != NULL;
}

static bool is_also_state(const char *code)
{
    for (size_t i = 0; i < sizeof also_states / sizeof *also_states; i++)
        if (strcmp(also_states[i], code) == 0)
            return true;
    return false;
}

static const char *find_whole(struct slice part)
{
    uint8_t folded[NAME_MOST];
    if (part.size == 0 || part.size > NAME_MOST)
        return NULL;
    const char *code = find_code(part);
    return code ? code : find_name(slice_make(folded, place_fold(part.data, part.size, folded)));
}

static bool is_in_capitals(struct slice part)
{
    for (size_t i = 0; i < part.size; i++)
        if (part.data[i] < 'A' || part.data[i] > 'Z')
            return false;
    return true;
}

/* A part of a path. Here a code must be in capitals, as short words are words ("in",
 * "are", "de"), and must not be that of a state. */
static const char *find_part(struct slice part)
{
    uint8_t folded[NAME_MOST];
    if (part.size == 0 || part.size > NAME_MOST ||
        (part.size <= 3 && !is_in_capitals(part) && part.data[0] < 0x80))
        return NULL;
    const char *code = find_code(part);
    if (code)
        return is_also_state(code) ? NULL : code;
    struct slice name = slice_make(folded, place_fold(part.data, part.size, folded));
    code = find_name(name);
    return code ? code : find_front(name);
}

/* Of places one in another; a slash goes from large to small, a comma the other way. */
struct path {
    const char *first, *second, *last; /* codes; NULL: that part is no country */
    const char *only;                  /* of parts in between */
    size_t count;
};

static void path_add(struct path *path, const char *code)
{
    if (path->count == 0)
        path->first = code;
    if (path->count == 1)
        path->second = code;
    if (!path->only)
        path->only = code;
    path->last = code;
    path->count++;
}

/* Where a part ends: one of the separators, or the end. */
static struct slice next_part(struct slice *rest, const char *const *separators)
{
    for (size_t at = 0; at < rest->size; at++) {
        size_t length = place_fold_match(rest->data + at, rest->size - at, separators);
        if (length > 0) {
            struct slice part = slice_part(*rest, 0, at);
            *rest = slice_after(*rest, at + length);
            return slice_trim(part);
        }
    }
    struct slice part = *rest;
    *rest = (struct slice){0};
    return slice_trim(part);
}

static const char *read_path(struct slice place)
{
    static const char *const slashes[] = {"/", "／", "\\", ">", "|", "·", NULL};
    static const char *const parts[] = {"/", "／", "\\", ">",  "|", "·", ",",   "，",
                                        "(", ")",  "（", "）", "[", "]", " - ", NULL};
    bool has_slash = false;
    for (size_t at = 0; at < place.size && !has_slash; at++)
        has_slash = place_fold_match(place.data + at, place.size - at, slashes) > 0;
    struct path path = {0};
    while (place.size > 0) {
        struct slice part = next_part(&place, parts);
        if (part.size > 0)
            path_add(&path, find_part(part));
    }
    /* Hong Kong, Macau and Taiwan have codes of their own wherever they are put. */
    bool is_region = path.first && path.second && strcmp(path.first, "CN") == 0 &&
                     (strcmp(path.second, "HK") == 0 || strcmp(path.second, "MO") == 0 ||
                      strcmp(path.second, "TW") == 0);
    const char *large = has_slash ? path.first : path.last;
    const char *small = has_slash ? path.last : path.first;
    if (is_region)
        return path.second;
    return large ? large : small ? small : path.only;
}

bool country_read(struct slice place, struct country *country)
{
    static const char *const lists[] = {";", "；", "、", NULL};
    place = slice_trim(place);
    const char *code = find_whole(place);
    while (!code && place.size > 0) {
        struct slice item = next_part(&place, lists);
        code = find_whole(item);
        code = code ? code : read_path(item);
        struct country next;
        if (code && country_read(place, &next) && strcmp(next.code, code) != 0)
            return false;
    }
    if (code)
        memcpy(country->code, code, sizeof country->code);
    return code != NULL;
}

void text_add_country(struct text *text, struct country country)
{
    for (size_t i = 0; i < COUNTRIES; i++)
        if (strcmp(countries[i].code, country.code) == 0) {
            text_put(text, countries[i].name);
            return;
        }
    text_put(text, country.code);
}
