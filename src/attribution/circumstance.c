/* SPDX-License-Identifier: MIT */
#include "attribution/circumstance.h"

#include "attribution/identifier.h"
#include "attribution/same_name.h"
#include "attribution/street.h"
#include "facts/country.h"

/* Changes of the log-odds: ln of how much more often it is seen among the same than among
 * others. A day of birth is shared by one in some 25,000, but lists print wrong ones, and
 * fathers and sons share all but the year. */
static const double same_day = 2.5, same_year = 1.0, near_year = -0.4, other_day = -1.0,
                    other_year = -3.0;
static const double same_country = 0.5, other_country = -0.7;
static const double same_street = 0.7;
/* People have several passports, companies several registrations; a ship has one number. */
static const double other_paper = -0.2, other_number = -4.0;

void reasons_add(struct reasons *reasons, double change, bool against, struct text *sentence)
{
    struct text printable = {0};
    text_add_printable(&printable, text_slice(sentence));
    if (reasons->count < REASONS_MOST)
        reasons->items[reasons->count++] = (struct screening_reason){
            against, change, arena_keep(reasons->arena, text_slice(&printable))};
    reasons->change += change;
    text_done(&printable);
    text_done(sentence);
}

static bool is_exact(const struct partial_date *date)
{
    return date->day > 0 && date->year_to == 0 && !date->is_approximate;
}

static double compare_births(const struct partial_date *asked, const struct partial_date *listed)
{
    if (births_agree(asked, listed))
        return is_exact(asked) && is_exact(listed) ? same_day : same_year;
    if (asked->year_to > 0 || listed->year_to > 0)
        return other_year;
    int apart = (int)asked->year - (int)listed->year;
    if (apart == 0)
        return other_day;
    bool is_near = apart == 1 || apart == -1;
    bool only_years = asked->month == 0 || listed->month == 0;
    bool same_rest = asked->month == listed->month && asked->day == listed->day;
    return is_near && (only_years || same_rest) ? near_year : other_year;
}

static void weigh_birth(const struct screening_query *query, const struct entity *entity,
                        struct reasons *reasons)
{
    if (query->birth.year == 0 || entity->birth_count == 0)
        return;
    double best = other_year;
    const struct partial_date *nearest = &entity->births[0];
    for (size_t i = 0; i < entity->birth_count; i++) {
        double change = compare_births(&query->birth, &entity->births[i]);
        if (change > best) {
            best = change;
            nearest = &entity->births[i];
        }
    }
    bool is_person = entity->kind == ENTITY_PERSON || entity->kind == ENTITY_ANY;
    struct text sentence = {0};
    text_put(&sentence, is_person ? "born " : "founded ");
    text_add_partial_date(&sentence, nearest);
    text_put(&sentence, best >= same_day ? ", the same day"
                        : best > 0       ? ", which agrees with "
                                         : ", not ");
    if (best < same_day)
        text_add_partial_date(&sentence, &query->birth);
    reasons_add(reasons, is_person ? best : best / 2, best < 0, &sentence);
}

/* Countries of an entity: its own, those of its addresses and papers. */
static bool has_country(const struct entity *entity, struct country asked, bool *any)
{
    struct country country;
    bool found = false;
    for (size_t i = 0; i < entity->country_count; i++)
        if (country_read(entity->countries[i], &country)) {
            *any = true;
            found |= country_equal(country, asked);
        }
    for (size_t i = 0; i < entity->address_count && !found; i++)
        if (country_read(entity->addresses[i].country, &country)) {
            *any = true;
            found |= country_equal(country, asked);
        }
    for (size_t i = 0; i < entity->identifier_count && !found; i++)
        if (entity->identifiers[i].country.size > 0 &&
            country_read(entity->identifiers[i].country, &country)) {
            *any = true;
            found |= country_equal(country, asked);
        }
    return found;
}

static void weigh_countries(const struct screening_query *query, const struct entity *entity,
                            struct reasons *reasons)
{
    bool any_asked = false, any_listed = false;
    for (size_t i = 0; i < query->country_count; i++) {
        struct country asked;
        if (!country_read(query->countries[i], &asked))
            continue;
        any_asked = true;
        if (!has_country(entity, asked, &any_listed))
            continue;
        struct text sentence = {0};
        text_add_country(&sentence, asked);
        text_put(&sentence, " in common");
        reasons_add(reasons, same_country, false, &sentence);
        return;
    }
    if (!any_asked || !any_listed)
        return;
    struct text sentence = {0};
    text_put(&sentence, "no country in common");
    reasons_add(reasons, other_country, true, &sentence);
}

static void weigh_addresses(const struct screening_query *query, const struct entity *entity,
                            struct reasons *reasons)
{
    for (size_t i = 0; i < query->address_count; i++)
        for (size_t k = 0; k < entity->address_count; k++)
            if (streets_equal(query->addresses[i], entity->addresses[k].text)) {
                struct text sentence = {0};
                text_put(&sentence, "same street address: ");
                text_add(&sentence, entity->addresses[k].text);
                reasons_add(reasons, same_street, false, &sentence);
                return;
            }
}

static bool is_same(struct slice asked, const struct entity_identifier *listed)
{
    struct text ours = {0}, theirs = {0};
    identifier_add_canonical(&ours, listed->kind, asked);
    identifier_add_canonical(&theirs, listed->kind, listed->value);
    bool same = ours.size > 0 && slice_equal(text_slice(&ours), text_slice(&theirs));
    text_done(&ours);
    text_done(&theirs);
    return same;
}

const struct entity_identifier *circumstance_same_identifier(const struct screening_query *query,
                                                             const struct entity *entity)
{
    for (size_t i = 0; i < query->identifier_count; i++)
        for (size_t k = 0; k < entity->identifier_count; k++)
            if (is_same(query->identifiers[i], &entity->identifiers[k]))
                return &entity->identifiers[k];
    return NULL;
}

double circumstance_of_identifier(enum identifier_kind kind)
{
    switch (kind) {
    case IDENTIFIER_WALLET:
    case IDENTIFIER_IMO:
    case IDENTIFIER_LEI:
    case IDENTIFIER_BIC:
    case IDENTIFIER_EMAIL:
        return 5.0;
    case IDENTIFIER_PASSPORT:
    case IDENTIFIER_NATIONAL_ID:
    case IDENTIFIER_TAX:
    case IDENTIFIER_REGISTRATION:
    case IDENTIFIER_DUNS:
    case IDENTIFIER_MMSI:
    case IDENTIFIER_BANK_ACCOUNT:
        return 4.0;
    default:
        return 3.0;
    }
}

/* One an asked identifier: there is one of its kind, and another. */
static bool weigh_other(struct slice asked, const struct entity *entity, struct reasons *reasons)
{
    struct identifier_guess guess = {0};
    if (identifier_guess(asked, &guess, 1) == 0)
        return false;
    for (size_t k = 0; k < entity->identifier_count; k++) {
        const struct entity_identifier *listed = &entity->identifiers[k];
        if (listed->kind != guess.kind)
            continue;
        bool is_one = guess.kind == IDENTIFIER_IMO || guess.kind == IDENTIFIER_LEI;
        struct text sentence = {0};
        text_print(&sentence, "another %s: ", identifier_words(listed->kind));
        text_add(&sentence, listed->value);
        reasons_add(reasons, is_one ? other_number : other_paper, true, &sentence);
        return true;
    }
    return false;
}

static void weigh_identifiers(const struct screening_query *query, const struct entity *entity,
                              struct reasons *reasons)
{
    const struct entity_identifier *same = circumstance_same_identifier(query, entity);
    if (same) {
        struct text sentence = {0};
        text_print(&sentence, "the same %s: ", identifier_words(same->kind));
        text_add(&sentence, same->value);
        reasons_add(reasons, circumstance_of_identifier(same->kind), false, &sentence);
        return;
    }
    for (size_t i = 0; i < query->identifier_count; i++)
        if (weigh_other(query->identifiers[i], entity, reasons))
            return;
}

void circumstances_weigh(const struct screening_query *query, const struct entity *entity,
                         struct reasons *reasons)
{
    weigh_identifiers(query, entity, reasons);
    weigh_birth(query, entity, reasons);
    weigh_countries(query, entity, reasons);
    weigh_addresses(query, entity, reasons);
}

double circumstances_most(const struct screening_query *query)
{
    double most = 0;
    most += query->birth.year > 0 ? same_day : 0;
    most += query->country_count > 0 ? same_country : 0;
    most += query->address_count > 0 ? same_street : 0;
    return most;
}
