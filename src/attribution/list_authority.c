/* SPDX-License-Identifier: MIT */
#include "attribution/list_authority.h"

#include "facts/country.h"

/* ---- Bodies that act */

enum acts { SANCTIONS, ADVISES };

/* Names parted by "|"; whole words, letter case does not matter. */
static const struct {
    const char *names, *authority;
    enum acts acts;
} bodies[] = {
    {"OFAC|Office of Foreign Assets Control|Treasury|BIS|Bureau of Industry and Security|"
     "Department of State|State Department|Commerce",
     "US", SANCTIONS},
    {"FCDO|OFSI|HM Treasury|HMT|Foreign Office|Foreign, Commonwealth", "UK", SANCTIONS},
    {"Council|Commission|EEAS|Official Journal", "EU", SANCTIONS},
    {"Security Council|UNSC", "UN", SANCTIONS},
    {"SECO|Federal Council", "CH", SANCTIONS},
    {"DFAT", "AU", SANCTIONS},
    {"Global Affairs|GAC|OSFI|SEMA", "CA", SANCTIONS},
    {"MFAT", "NZ", SANCTIONS},
    {"NSDC|RNBO", "UA", SANCTIONS},
    {"METI", "JP", SANCTIONS},
    {"MAS", "SG", SANCTIONS},
    {"MASAK", "TR", SANCTIONS},
    {"NBCTF", "IL", SANCTIONS},
    {"MOFCOM", "CN", SANCTIONS},
    {"DOJ|Department of Justice|Justice Department|FBI|CISA|NSA|US-CERT|Secret Service|DHS", "US",
     ADVISES},
    {"NCSC|NCA|National Crime Agency|GCHQ", "UK", ADVISES},
    {"Europol|Eurojust|ENISA", "EU", ADVISES},
    {"Interpol", "", ADVISES},
    {"ACSC|ASD", "AU", ADVISES},
    {"BSI|BKA", "DE", ADVISES},
    {"ANSSI", "FR", ADVISES},
};

/* What parts codes from bodies, and what people write for codes. */
static const struct {
    const char *names, *code;
} codes[] = {
    {"US|U.S.|USA|U.S.A.|United States|United States of America", "US"},
    {"UK|U.K.|GB|GBR|United Kingdom|Great Britain|Britain", "UK"},
    {"EU|E.U.|European Union", "EU"},
    {"UN|U.N.|United Nations", "UN"},
};

static const char other_measures[] =
    "advisory|advisories|indictment|indicted|indicts|seizure|seized|seizes|court order|charged|"
    "charges|arrest|arrested|warrant|takedown|wanted|reward|guidance|alert|warning|disruption|"
    "complaint|forfeiture|sinkholing|extradition|convicted|sentenced|plea";
static const char no_sanctions[] =
    "not a sanction|no sanction|not sanctions|no sanctions|not a designation|no designation|"
    "not sanctioned|not designated";

static bool is_word_byte(uint8_t byte)
{
    return byte_is_letter(byte) || byte_is_digit(byte) || byte >= 0x80;
}

/* Where a phrase stands in a text as whole words. */
static size_t find_phrase(struct slice text, struct slice phrase)
{
    for (size_t at = 0; at + phrase.size <= text.size; at++) {
        if (at > 0 && is_word_byte(text.data[at - 1]))
            continue;
        if (is_word_byte(slice_byte(text, at + phrase.size)))
            continue;
        if (slice_equal_ignoring_case(slice_part(text, at, at + phrase.size), phrase))
            return at;
    }
    return SLICE_NOWHERE;
}

static bool has_phrase(struct slice text, const char *phrases)
{
    for (struct slice rest = slice_from(phrases); rest.size > 0;)
        if (find_phrase(text, slice_split(&rest, '|')) != SLICE_NOWHERE)
            return true;
    return false;
}

bool list_measure_is_other(struct slice text)
{
    return has_phrase(text, other_measures) || list_measure_is_no_sanction(text);
}

bool list_measure_is_no_sanction(struct slice text)
{
    return has_phrase(text, no_sanctions);
}

/* ---- The code in front */

/* The size of a name at the front of the text, as whole words; 0: another stands there. */
static size_t lead_size(struct slice text, const char *names)
{
    size_t longest = 0;
    for (struct slice rest = slice_from(names); rest.size > 0;) {
        struct slice name = slice_split(&rest, '|');
        if (name.size > longest &&
            slice_equal_ignoring_case(slice_part(text, 0, name.size), name) &&
            !is_word_byte(slice_byte(text, name.size)))
            longest = name.size;
    }
    return longest;
}

static bool is_code(struct slice text)
{
    return text.size == 2 && text.data[0] >= 'A' && text.data[0] <= 'Z' && text.data[1] >= 'A' &&
           text.data[1] <= 'Z';
}

/* The front that is a country's name or code: the shortest of up to four words, since a longer
 * one may be read as a place in that country. */
static size_t country_size(struct slice text, struct country *country)
{
    enum { WORDS = 4 };
    int words = 0;
    for (size_t at = 1; at <= text.size && words < WORDS; at++) {
        if (at < text.size && (is_word_byte(text.data[at]) || text.data[at] == '.'))
            continue;
        struct slice front = slice_part(text, 0, at);
        words++;
        if (is_code(front) ? country_from_code(front, country)
                           : front.size > 2 && country_read(front, country))
            return at;
    }
    return 0;
}

/* "(SECO)", "/ OFAC", "- DFAT": without what parts it from the code. */
static struct slice trim_body(struct slice body)
{
    static const char around[] = " \t:/-,()";
    while (body.size > 0 && slice_find_byte(slice_from(around), body.data[0]) != SLICE_NOWHERE)
        body = slice_after(body, 1);
    while (body.size > 0 &&
           slice_find_byte(slice_from(" \t:/-,"), body.data[body.size - 1]) != SLICE_NOWHERE)
        body = slice_part(body, 0, body.size - 1);
    bool open = slice_find_byte(body, '(') != SLICE_NOWHERE;
    return !open && slice_ends_with(body, ")") ? slice_part(body, 0, body.size - 1) : body;
}

static struct slice read_code(struct slice text, struct arena *arena, struct slice *body)
{
    struct country country;
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
        size_t size = lead_size(text, codes[i].names);
        if (size > 0) {
            *body = trim_body(slice_after(text, size));
            return slice_from(codes[i].code);
        }
    }
    size_t size = country_size(text, &country);
    *body = size > 0 ? trim_body(slice_after(text, size)) : text;
    if (size == 0)
        return (struct slice){0};
    struct slice code = slice_from(country.code);
    return slice_equal_text(code, "GB") ? slice_from("UK") : arena_keep(arena, code);
}

/* "HM Treasury" says whose it is, though HM is the code of an island. */
static struct slice whose_body(struct slice text, bool in_front)
{
    for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++)
        if (in_front ? lead_size(text, bodies[i].names) > 0 : has_phrase(text, bodies[i].names))
            return slice_from(bodies[i].authority);
    return (struct slice){0};
}

void list_authority_read(struct slice text, struct arena *arena, struct designation *d)
{
    struct slice body = slice_trim(text), whole = body;
    bool sanctions = false, advises = false;
    struct slice code = whose_body(whole, true);
    if (code.size == 0)
        code = read_code(whole, arena, &body);
    if (code.size == 0)
        code = whose_body(body, false);
    for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++) {
        bool acted = has_phrase(body, bodies[i].names);
        sanctions = sanctions || (acted && bodies[i].acts == SANCTIONS);
        advises = advises || (acted && bodies[i].acts == ADVISES);
    }
    d->authority = code.size > 0 ? code : arena_keep(arena, whole);
    d->body = code.size > 0 ? arena_keep(arena, body) : (struct slice){0};
    d->is_other_measure = advises && !sanctions;
}
