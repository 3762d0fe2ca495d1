/* SPDX-License-Identifier: MIT */
#include "attribution/ftm_schema.h"

#include "attribution/list_authority.h"
#include "facts/country.h"

bool ftm_is_thing(struct slice schema)
{
    return slice_is_one_of(schema,
                           "Person|Company|Organization|LegalEntity|PublicBody|Vessel|Airplane|"
                           "CryptoWallet|Asset|Thing",
                           '|');
}

bool ftm_is_document(struct slice schema)
{
    return slice_is_one_of(schema, "Passport|Identification", '|');
}

/* ---- Properties */

static const struct {
    const char *properties;
    void (*add)(struct list_builder *, struct slice);
} plain[] = {
    {"birthDate|incorporationDate", list_builder_birth},
    {"birthPlace", list_builder_birth_place},
    {"nationality|country|citizenship|jurisdiction|flag|mainCountry|birthCountry",
     list_builder_country},
    {"gender", list_builder_gender},
    {"title", list_builder_title},
    {"position|notes|type|pastFlags", list_builder_remark},
};

static const struct {
    const char *properties;
    enum identifier_kind kind;
} identifiers[] = {
    {"passportNumber", IDENTIFIER_PASSPORT},
    {"idNumber|socialSecurityNumber|npiCode", IDENTIFIER_NATIONAL_ID},
    {"taxNumber|innCode|vatCode|kppCode", IDENTIFIER_TAX},
    {"registrationNumber|ogrnCode|okpoCode|uscCode|cikCode|licenseNumber|uniqueEntityId",
     IDENTIFIER_REGISTRATION},
    {"leiCode", IDENTIFIER_LEI},
    {"swiftBic", IDENTIFIER_BIC},
    {"dunsCode", IDENTIFIER_DUNS},
    {"imoNumber", IDENTIFIER_IMO},
    {"mmsi", IDENTIFIER_MMSI},
    {"callSign", IDENTIFIER_CALL_SIGN},
    {"serialNumber", IDENTIFIER_AIRCRAFT_SERIAL},
    {"publicKey", IDENTIFIER_WALLET},
    {"iban|accountNumber", IDENTIFIER_BANK_ACCOUNT},
    {"email", IDENTIFIER_EMAIL},
    {"website", IDENTIFIER_WEBSITE},
    {"phone", IDENTIFIER_TELEPHONE},
};

bool ftm_add(struct list_builder *builder, struct slice schema, struct slice property,
             struct slice value)
{
    for (size_t i = 0; i < sizeof plain / sizeof *plain; i++)
        if (slice_is_one_of(property, plain[i].properties, '|')) {
            plain[i].add(builder, value);
            return true;
        }
    for (size_t i = 0; i < sizeof identifiers / sizeof *identifiers; i++)
        if (slice_is_one_of(property, identifiers[i].properties, '|')) {
            bool aircraft = slice_equal_text(schema, "Airplane") &&
                            identifiers[i].kind == IDENTIFIER_REGISTRATION;
            list_builder_identifier(
                builder, &(struct entity_identifier){.kind = aircraft ? IDENTIFIER_AIRCRAFT
                                                                      : identifiers[i].kind,
                                                     .value = value,
                                                     .label = property});
            return true;
        }
    if (slice_equal_text(property, "address"))
        list_builder_address(builder, &(struct entity_address){.text = value});
    return slice_equal_text(property, "address");
}

enum name_kind ftm_name_kind(struct slice property)
{
    static const char *const names[NAME_KINDS] = {"name", "alias", "weakAlias", "previousName"};
    for (size_t i = 0; i < NAME_KINDS; i++)
        if (slice_equal_text(property, names[i]))
            return (enum name_kind)i;
    return slice_equal_text(property, "abbreviation") ? NAME_WEAK_ALIAS : NAME_KINDS;
}

/* ---- Edges */

const struct ftm_edge *ftm_edge_of(struct slice schema)
{
    static const struct ftm_edge edges[] = {
        {"Ownership", "owner", "asset", "owner of", "owned by", "role"},
        {"Directorship", "director", "organization", "director of", "has as director", "role"},
        {"Membership", "member", "organization", "member of", "has as member", "role"},
        {"Employment", "employee", "employer", "employed by", "employer of", "role"},
        {"Representation", "agent", "client", "represents", "represented by", "role"},
        {"Family", "person", "relative", "relative of", "relative of", "relationship"},
        {"Associate", "person", "associate", "associate of", "associate of", "relationship"},
        {"UnknownLink", "subject", "object", "linked to", "linked to", "role"},
        {"Succession", "predecessor", "successor", "predecessor of", "successor of", NULL},
        {"CryptoWallet", "holder", "", "holder of", "held by", NULL},
    };
    for (size_t i = 0; i < sizeof edges / sizeof *edges; i++)
        if (slice_equal_text(schema, edges[i].schema))
            return &edges[i];
    return NULL;
}

/* ---- Data sets */

/* "us_ofac_sdn": a code in front of the rest. */
static bool read_name(struct slice dataset, struct arena *arena, struct designation *designation)
{
    size_t mark = slice_find_byte(dataset, '_');
    struct text text = {0};
    if (mark != 2 || slice_find_byte(dataset, ' ') != SLICE_NOWHERE)
        return false;
    for (size_t i = 0; i < dataset.size; i++) {
        uint8_t byte = dataset.data[i];
        bool letter = i < mark && byte >= 'a' && byte <= 'z';
        text_add_byte(&text, letter ? (uint8_t)(byte - 'a' + 'A') : byte == '_' ? ' ' : byte);
    }
    list_authority_read(text_slice(&text), arena, designation);
    text_done(&text);
    return true;
}

static bool is_code(struct slice authority)
{
    struct country country;
    return slice_is_one_of(authority, "US|UK|EU|UN", '|') ||
           (authority.size == 2 && country_from_code(authority, &country));
}

bool ftm_read_dataset(struct slice dataset, struct arena *arena, struct designation *designation)
{
    dataset = slice_trim(dataset);
    if (!read_name(dataset, arena, designation))
        list_authority_read(dataset, arena, designation);
    return is_code(designation->authority);
}

void ftm_name_list(struct entity_list *list, struct slice dataset)
{
    struct text text = {0};
    text_put(&text, "OpenSanctions");
    if (dataset.size > 0) {
        text_put(&text, ": ");
        text_add(&text, dataset);
    }
    list->name = arena_keep(&list->arena, text_slice(&text));
    text_done(&text);
}
