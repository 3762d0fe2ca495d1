/* write_country_names - the build's table of what countries are called.
 *
 * Asks the CLDR data of the ICU library for every region's names (full, short, variant)
 * in the languages that notices are written in, folds them (place_fold.h) and prints
 * them in the order of their bytes, so that country.c needs no library when it runs. A
 * name that means two countries stands for that of the earlier language. */
/* SPDX-License-Identifier: MIT */
#include "facts/place_fold.h"

#include <stdio.h>
#include <stdlib.h>
#include <unicode/uloc.h>
#include <unicode/unorm2.h>
#include <unicode/ures.h>
#include <unicode/ustring.h>

enum { NAME_MOST = 256 };

struct name {
    char text[NAME_MOST];
    char code[3];
    size_t order; /* of the language, and so of trust */
};

struct names {
    struct name *items;
    size_t count, capacity;
};

static const char *const languages[] = {
    "en", "zh", "zh_Hant", "zh_Hant_HK", "ru", "uk", "fr", "de", "es", "pt", "pt_PT", "it",
    "ja", "ko", "ar",      "fa",         "tr", "pl", "nl", "be", "bg", "cs", "da",    "el",
    "et", "fi", "he",      "hi",         "hr", "hu", "hy", "id", "ka", "kk", "lt",    "lv",
    "ms", "nb", "ro",      "sk",         "sl", "sr", "sv", "th", "uz", "vi", NULL};

/* Where CLDR keeps them. */
static const char *const tables[] = {"Countries", "Countries%short", "Countries%variant"};

/* Two letters, and a country to ISO 3166-1 or in use as one (Kosovo); not "EU" or "UN". */
static bool is_country(const char *code)
{
    if (strcmp(code, "XK") == 0)
        return true;
    for (const char *const *known = uloc_getISOCountries(); *known; known++)
        if (strcmp(code, *known) == 0)
            return true;
    return false;
}

static void add(struct names *names, const char *text, size_t size, const char *code, size_t order)
{
    if (size == 0 || size >= NAME_MOST)
        return;
    if (names->count == names->capacity) {
        names->capacity = names->capacity * 2 + 1024;
        names->items = realloc(names->items, names->capacity * sizeof *names->items);
        if (!names->items)
            abort();
    }
    struct name *name = &names->items[names->count++];
    *name = (struct name){.order = order};
    memcpy(name->code, code, 2);
    place_fold((const uint8_t *)text, size, (uint8_t *)name->text);
}

static void add_unicode(struct names *names, const UChar *text, int32_t size, const char *code,
                        size_t order)
{
    char bytes[NAME_MOST];
    int32_t length = 0;
    UErrorCode status = U_ZERO_ERROR;
    u_strToUTF8(bytes, NAME_MOST - 1, &length, text, size, &status);
    if (U_SUCCESS(status))
        add(names, bytes, (size_t)length, code, order);
}

/* "Türkiye" is also "Turkiye". Only marks on Latin letters: elsewhere they are letters. */
static void add_without_marks(struct names *names, const UChar *text, int32_t size,
                              const char *code, size_t order)
{
    UErrorCode status = U_ZERO_ERROR;
    UChar apart[NAME_MOST];
    int32_t length =
        unorm2_normalize(unorm2_getNFDInstance(&status), text, size, apart, NAME_MOST, &status);
    int32_t kept = 0;
    bool is_latin = false;
    for (int32_t i = 0; U_SUCCESS(status) && i < length; i++) {
        if (is_latin && apart[i] >= 0x300 && apart[i] < 0x370)
            continue;
        is_latin = apart[i] < 0x250;
        apart[kept++] = apart[i];
    }
    if (kept > 0 && kept < length)
        add_unicode(names, apart, kept, code, order);
}

/* As written, in capitals and in small letters. */
static void add_cases(struct names *names, const UChar *text, int32_t size, const char *code,
                      const char *language, size_t order)
{
    UChar other[NAME_MOST];
    UErrorCode status = U_ZERO_ERROR;
    add_unicode(names, text, size, code, order);
    add_without_marks(names, text, size, code, order);
    int32_t length = u_strToUpper(other, NAME_MOST, text, size, language, &status);
    if (U_SUCCESS(status))
        add_unicode(names, other, length, code, order);
    status = U_ZERO_ERROR;
    length = u_strToLower(other, NAME_MOST, text, size, language, &status);
    if (U_SUCCESS(status))
        add_unicode(names, other, length, code, order);
}

static void add_table(struct names *names, UResourceBundle *regions, const char *language,
                      size_t order)
{
    UErrorCode status = U_ZERO_ERROR;
    UResourceBundle *region = NULL;
    for (int32_t i = 0; i < ures_getSize(regions); i++) {
        int32_t size = 0;
        region = ures_getByIndex(regions, i, region, &status);
        const UChar *text = ures_getString(region, &size, &status);
        const char *code = ures_getKey(region);
        if (U_SUCCESS(status) && code && is_country(code))
            add_cases(names, text, size, code, language, order);
        status = U_ZERO_ERROR;
    }
    ures_close(region);
}

static void add_language(struct names *names, const char *language, size_t order)
{
    UErrorCode status = U_ZERO_ERROR;
    UResourceBundle *bundle = ures_open(U_ICUDATA_NAME "-region", language, &status);
    /* A language that is not there would be answered in that of who builds. */
    bool is_there = U_SUCCESS(status) && status != U_USING_DEFAULT_WARNING;
    for (size_t i = 0; is_there && i < sizeof tables / sizeof *tables; i++) {
        UErrorCode missing = status;
        UResourceBundle *regions = ures_getByKey(bundle, tables[i], NULL, &missing);
        if (U_SUCCESS(missing))
            add_table(names, regions, language, order);
        ures_close(regions);
    }
    ures_close(bundle);
}

/* The three letters of ISO 3166-1 alpha-3. */
static void add_codes(struct names *names)
{
    for (const char *const *code = uloc_getISOCountries(); *code; code++) {
        char locale[8] = "und_";
        memcpy(locale + 4, *code, 2);
        const char *three = uloc_getISO3Country(locale);
        add(names, three, strlen(three), *code, 1000);
    }
}

static int by_name(const void *a, const void *b)
{
    const struct name *first = a, *second = b;
    int order = strcmp(first->text, second->text);
    if (order != 0)
        return order;
    return first->order < second->order ? -1 : first->order > second->order;
}

static void print_string(const char *text)
{
    putchar('"');
    for (; *text; text++) {
        if (*text == '"' || *text == '\\')
            putchar('\\');
        putchar(*text);
    }
    putchar('"');
}

static void print_names(struct names *names)
{
    qsort(names->items, names->count, sizeof *names->items, by_name);
    for (size_t i = 0; i < names->count; i++) {
        const struct name *name = &names->items[i];
        if (i > 0 && strcmp(name->text, names->items[i - 1].text) == 0)
            continue;
        printf("COUNTRY_NAME(");
        print_string(name->text);
        printf(", \"%s\")\n", name->code);
    }
}

/* What each is called in English, in the order of codes, as the library lists them. */
static void print_english(void)
{
    for (const char *const *code = uloc_getISOCountries(); *code; code++) {
        char locale[8] = "und_", bytes[NAME_MOST];
        UChar text[NAME_MOST];
        UErrorCode status = U_ZERO_ERROR;
        memcpy(locale + 4, *code, 2);
        int32_t size = uloc_getDisplayCountry(locale, "en", text, NAME_MOST, &status);
        u_strToUTF8(bytes, NAME_MOST, NULL, text, size, &status);
        if (U_FAILURE(status))
            continue;
        printf("COUNTRY(\"%s\", ", *code);
        print_string(bytes);
        printf(")\n");
    }
}

int main(void)
{
    struct names names = {0};
    for (size_t i = 0; languages[i]; i++)
        add_language(&names, languages[i], i);
    add_codes(&names);
    bool is_complete = names.count > 1000;
    if (is_complete) {
        print_names(&names);
        print_english();
    } else {
        fputs("write_country_names: the ICU library has no names of regions\n", stderr);
    }
    free(names.items);
    return !is_complete || fflush(stdout) != 0;
}
