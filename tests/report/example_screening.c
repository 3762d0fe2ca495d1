/* SPDX-License-Identifier: MIT */
#include "example_screening.h"

#include <string.h>

#define TEXT(string)                                                                               \
    {                                                                                              \
        (const uint8_t *)(string), sizeof(string) - 1                                              \
    }

#define DAY_LISTED                                                                                 \
    {                                                                                              \
        INT64_C(1735862400) * NS_PER_SECOND                                                        \
    } /* 2025-01-03 */
#define DAY_LATER                                                                                  \
    {                                                                                              \
        INT64_C(1765238400) * NS_PER_SECOND                                                        \
    }                                                                           /* 2025-12-09 */
static const struct instant day_asked = {INT64_C(1773705600) * NS_PER_SECOND};  /* 2026-03-17 */
static const struct instant day_before = {INT64_C(1735776000) * NS_PER_SECOND}; /* 2025-01-02 */
static const struct instant day_later = DAY_LATER;

static const struct entity_name company_names[] = {
    {NAME_PRIMARY, TEXT("HARBOUR BREEZE TECHNOLOGY GROUP, INCORPORATED"), {0}},
    {NAME_ALIAS, TEXT("GALE BREEZE TECHNOLOGY COMPANY, LIMITED"), {0}},
    {NAME_ALIAS, TEXT("港湾微风科技集团股份有限公司"), {0}},
    {NAME_WEAK_ALIAS, TEXT("HBT"), {0}},
    {NAME_FORMER, TEXT("HARBOUR BREEZE SOFTWARE"), {0}},
    {NAME_ALIAS, TEXT("HB TECHNOLOGY"), {0}},
    {NAME_ALIAS, TEXT("HARBOR BREEZE"), {0}},
};
static const struct designation company_acts[] = {
    {.authority = TEXT("US"),
     .body = TEXT("OFAC"),
     .programme = TEXT("CYBER2"),
     .reference = TEXT("EO 13694"),
     .from = DAY_LISTED},
    {.authority = TEXT("US"),
     .body = TEXT("DOJ"),
     .reference = TEXT("case 7"),
     .from = DAY_LISTED,
     .is_other_measure = true},
};
static const struct entity_address company_addresses[] = {
    {TEXT("Room 7, Quay Road 1"), TEXT("Harbour"), TEXT("China")},
};
static const struct entity_identifier company_identifiers[] = {
    {IDENTIFIER_REGISTRATION, TEXT("91110000EXAMPLE00X"), TEXT("USCC"), TEXT("China")},
    {IDENTIFIER_WEBSITE, TEXT("harbour.example"), TEXT("Website"), {0}},
};
static const struct slice company_countries[] = {TEXT("China")};
static const struct entity company = {
    .kind = ENTITY_ORGANISATION,
    .id = TEXT("70001"),
    .names = company_names,
    .name_count = 7,
    .designations = company_acts,
    .designation_count = 2,
    .countries = company_countries,
    .country_count = 1,
    .addresses = company_addresses,
    .address_count = 1,
    .identifiers = company_identifiers,
    .identifier_count = 2,
    .remarks = TEXT("Secondary sanctions risk"),
    .line = 12,
};

static const struct entity_name person_names[] = {
    {NAME_PRIMARY, TEXT("GALE, Breeze Harbour"), TEXT("GALE")}};
static const struct partial_date person_births[] = {{1961, 0, 4, 17, false}};
static const struct slice person_places[] = {TEXT("Storm City")};
static const struct entity_link person_links[] = {
    {TEXT("Linked To"), TEXT("HARBOUR BREEZE TECHNOLOGY GROUP"), TEXT("70001")}};
static const struct entity person = {
    .kind = ENTITY_PERSON,
    .id = TEXT("EX-9"),
    .names = person_names,
    .name_count = 1,
    .births = person_births,
    .birth_count = 1,
    .birth_places = person_places,
    .birth_place_count = 1,
    .links = person_links,
    .link_count = 1,
};

static const struct aligned_words company_words[] = {
    {TEXT("港湾"), TEXT("HARBOUR"), 0, LIKENESS_SCRIPT, 1, 0.34},
    {TEXT("Breese"), TEXT("BREEZE"), 0, LIKENESS_SPELLING, 0.83, 0.36},
    {TEXT("科技"), TEXT("TECHNOLOGY"), 0, LIKENESS_MEANING, 1, 0.1},
    {TEXT("Grp"), TEXT("GROUP"), 0, LIKENESS_ABBREVIATION, 0.9, 0.1},
    {{0}, TEXT("INCORPORATED"), 0, LIKENESS_MISSING, 0, 0.1},
};
static const struct aligned_words person_words[] = {
    {TEXT("Breese"), TEXT("Breeze"), 0, LIKENESS_SPELLING, 0.83, 0.3},
    {TEXT("港湾"), TEXT("Harbour"), 0, LIKENESS_SCRIPT, 1, 0.3},
    {TEXT("科技"), {0}, 0, LIKENESS_MISSING, 0, 0.2},
    {{0}, TEXT("GALE"), 0, LIKENESS_MISSING, 0, 0.2},
};
static const struct screening_reason company_reasons[] = {
    {false, 1.2, TEXT("China is among its countries")},
    {true, -0.4, TEXT("its legal form is not said")},
};
static const struct screening_reason person_reasons[] = {
    {true, -4, TEXT("a person, and what is asked is a company by its words")},
    {true, -0.2, TEXT("the family name GALE has nothing beside it")},
};
static const struct authority_status us = {.authority = TEXT("US"),
                                           .body = TEXT("OFAC"),
                                           .programme = TEXT("CYBER2"),
                                           .standing = STANDING_LISTED,
                                           .since = DAY_LISTED,
                                           .because =
                                               TEXT("OFAC SDN of 2025-12-09 has it and dates it")};
static const struct authority_status uk = {
    .authority = TEXT("UK"),
    .body = TEXT("FCDO"),
    .standing = STANDING_LISTED,
    .not_before = DAY_LISTED,
    .not_after = DAY_LATER,
    .because = TEXT("the list of 2025-01-03 does not have it, that of 2025-12-09 does")};

struct example {
    struct entity company, person;
    struct entity_list list, other;
    struct list_source source;
    struct authority_status statuses[2];
    struct screening_candidate candidates[3];
    struct screening screening;
    struct list_told told[2];
    struct lists_told lists;
};

static void fill_lists(struct example *e)
{
    e->source.name = slice_from("lists/sdn.csv");
    e->list = (struct entity_list){.format = "ofac_csv",
                                   .name = slice_from("OFAC SDN"),
                                   .date = day_later,
                                   .sources = &e->source,
                                   .source_count = 1};
    e->other = (struct entity_list){.format = "un_xml",
                                    .name = slice_from("UN consolidated"),
                                    .unread = 2,
                                    .sources = &e->source,
                                    .source_count = 1};
    memset(e->list.digest, 0xa1, sizeof e->list.digest);
    memset(e->other.digest, 0xb2, sizeof e->other.digest);
    memset(e->lists.digest, 0xc3, sizeof e->lists.digest);
    problem_set(&e->other.damage, "line 700: the file ends inside an element");
    e->told[0] = (struct list_told){&e->list, 18000, 41000, 24244, 9001};
    e->told[1] = (struct list_told){&e->other, 1002, 5120, 700, 0};
    e->lists.items = e->told;
    e->lists.count = 2;
}

static void fill_candidates(struct example *e)
{
    e->company = company;
    e->person = person;
    e->statuses[0] = us;
    e->statuses[1] = uk;
    e->candidates[0] = (struct screening_candidate){.entity = &e->company,
                                                    .list = &e->list,
                                                    .name = &company_names[0],
                                                    .score = 0.931,
                                                    .probability = 0.978,
                                                    .ofac_score = 81,
                                                    .aligned = company_words,
                                                    .aligned_count = 5,
                                                    .reasons = company_reasons,
                                                    .reason_count = 2,
                                                    .statuses = e->statuses,
                                                    .status_count = 1};
    e->candidates[1] = e->candidates[0];
    e->candidates[1].probability = 0.62;
    e->candidates[1].ofac_score = -1;
    e->candidates[1].found_by = FOUND_BY_LINK;
    e->candidates[1].via = slice_from("OFAC SDN 70001");
    e->candidates[1].list = &e->other;
    e->candidates[1].statuses = &e->statuses[1];
    e->candidates[2] = (struct screening_candidate){.entity = &e->person,
                                                    .list = &e->other,
                                                    .name = &person_names[0],
                                                    .score = 0.41,
                                                    .probability = 0.03,
                                                    .ofac_score = -1,
                                                    .aligned = person_words,
                                                    .aligned_count = 4,
                                                    .reasons = person_reasons,
                                                    .reason_count = 2};
    e->screening = (struct screening){.query = {.name = slice_from("港湾 Breese 科技 Grp")},
                                      .at = day_asked,
                                      .threshold = 0.5,
                                      .candidates = e->candidates,
                                      .candidate_count = 2,
                                      .refused = &e->candidates[2],
                                      .refused_count = 1,
                                      .statuses = e->statuses,
                                      .status_count = 2};
}

/* The day before it was listed. */
static void make_before(struct example *e)
{
    e->screening.at = day_before;
    e->statuses[0].standing = STANDING_NONE;
    e->statuses[1].standing = STANDING_UNKNOWN;
    e->statuses[1].not_before = (struct instant){0};
    e->screening.candidate_count = 1;
    e->screening.status_count = 1;
}

static void make_hostile(struct example *e, struct entity_name *name, struct aligned_words words[2],
                         struct screening_reason *reason)
{
    static const char evil[] = "=cmd|'\x1b[2J\",\r\n\xe2\x80\xae"
                               "exe\xff";
    struct slice bad = slice_make(evil, sizeof evil - 1);
    *name = (struct entity_name){NAME_ALIAS, bad, bad};
    *reason = (struct screening_reason){true, -1, bad};
    words[0] = (struct aligned_words){bad, bad, 0, LIKENESS_SAME, 1, 0.5};
    words[1] = (struct aligned_words){
        slice_from("supercalifragilisticexpialidociousandmuchmorethanonelinecouldeverholdofit"),
        bad,
        0,
        LIKENESS_SOUND,
        0.5,
        0.5};
    for (size_t i = 0; i < 2; i++)
        e->statuses[i].authority = e->statuses[i].body = e->statuses[i].programme =
            e->statuses[i].because = bad;
    e->list.name = e->other.name = e->source.name = e->company.id = e->company.remarks = bad;
    e->company.names = name;
    e->company.name_count = 1;
    for (size_t i = 0; i < 2; i++) {
        struct screening_candidate *candidate = &e->candidates[i];
        candidate->name = name;
        candidate->via = bad;
        candidate->aligned = words;
        candidate->aligned_count = 2;
        candidate->reasons = reason;
        candidate->reason_count = 1;
    }
    e->screening.query.name = e->screening.query.id = bad;
}

static bool tell(struct text *text, const char *form, const struct example *e,
                 const struct screening_view *view)
{
    struct screening_tally tally = {.asked = 1200, .answers = {1000, 1, 2, 197}, .unread = 3};
    if (strcmp(form, "table") == 0) {
        screening_add_table(text, &e->screening, view);
        text_put(text, "\n");
        lists_add_summary(text, &e->lists, view->style);
    } else if (strcmp(form, "row") == 0) {
        screening_add_row(text, &e->screening, view->style);
        text_put(text, "\n");
        screening_add_tally(text, &tally, view->style);
    } else if (strcmp(form, "lists") == 0) {
        lists_add_table(text, &e->lists, view->style);
    } else if (strcmp(form, "json") == 0) {
        screening_add_json(text, &e->screening, &e->lists, view);
        lists_add_json(text, &e->lists);
        screening_add_json_tally(text, &tally, &e->lists);
    } else if (strcmp(form, "csv") == 0) {
        screening_begin_csv(text);
        screening_add_csv(text, &e->screening, &e->lists, view);
    } else {
        return false;
    }
    return true;
}

bool example_screening(struct text *text, const char *form, const char *name,
                       const struct screening_view *view)
{
    struct example e = {0};
    struct entity_name bad_name;
    struct aligned_words bad_words[2];
    struct screening_reason bad_reason;
    fill_lists(&e);
    fill_candidates(&e);
    if (strcmp(name, "nobody") == 0) {
        e.screening.candidate_count = 0;
        e.screening.status_count = 0;
    } else if (strcmp(name, "before") == 0) {
        make_before(&e);
    } else if (strcmp(name, "hostile") == 0) {
        make_hostile(&e, &bad_name, bad_words, &bad_reason);
    } else if (strcmp(name, "found") != 0) {
        return false;
    }
    return tell(text, form, &e, view);
}
