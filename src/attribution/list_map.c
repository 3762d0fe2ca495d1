/* SPDX-License-Identifier: MIT */
#include "attribution/list_map.h"

#include "base/memory.h"

#include <stdlib.h>

/* What roles are called in a mapping, and what people call such columns: whole names, compared as
 * names of columns are. */
static const struct {
    const char *key, *called;
} roles[MAP_ROLES] = {
    [MAP_ID] = {"id", "id|uid|nr|no|number|entity id|entry id|record id|unique id|list id|row id|"
                      "reference id|ent num|entnum"},
    [MAP_KIND] = {"kind", "kind|type|entity type|subject type|party type|schema|category|"
                          "sdn type|individual entity ship|record type"},
    [MAP_NAME] = {"name",
                  "name|full name|fullname|entity name|primary name|company|company name|"
                  "organisation|organization|organisation name|organization name|individual|"
                  "person|person name|whole name|caption|entity|vessel name|ship name|"
                  "name of entity|name of individual|listed name|subject|firma|nombre|nom|名称|"
                  "姓名|企业名称|公司名称"},
    [MAP_FAMILY] = {"family", "family|last name|lastname|surname|family name|nachname|apellido"},
    [MAP_GIVEN] = {"given", "given|first name|firstname|given name|given names|forename|"
                            "forenames|first names|vorname"},
    [MAP_ALIAS] = {"alias", "alias|aliases|aka|a.k.a.|alt name|alt names|alternative name|"
                            "alternative names|other names|other name|also known as|akas|"
                            "alternate names|good quality aka"},
    [MAP_WEAK_ALIAS] = {"weak_alias", "weak alias|weak aliases|weak aka|low quality aka|nickname|"
                                      "nicknames"},
    [MAP_FORMER] = {"former", "former|former name|former names|fka|f.k.a.|previous name|"
                              "previous names|formerly"},
    [MAP_BORN] = {"born", "born|dob|date of birth|birth date|birthdate|birthday|dates of birth|"
                          "year of birth|founded|date of incorporation|geburtsdatum"},
    [MAP_BIRTH_PLACE] = {"birth_place", "birth place|place of birth|pob|birthplace|town of birth"},
    [MAP_COUNTRY] = {"country", "country|countries|nationality|nationalities|citizenship|land|"
                                "flag|jurisdiction|country of registration|country of birth|"
                                "country code|pais|pays|国家|国籍"},
    [MAP_ADDRESS] = {"address", "address|addresses|street|street address|registered address|"
                                "full address|adresse|地址"},
    [MAP_CITY] = {"city", "city|town"},
    [MAP_GENDER] = {"gender", "gender|sex"},
    [MAP_TITLE] = {"title", "title|position|function|designation|role"},
    [MAP_REMARK] = {"remark", "remark|remarks|comment|comments|note|notes|other information|"
                              "reason|reasons|additional information|description"},
    [MAP_AUTHORITY] = {"authority", "authority|sanctioning authority|issuing authority|imposed by|"
                                    "issuer|source authority"},
    [MAP_BODY] = {"body", "body|agency"},
    [MAP_PROGRAMME] = {"programme", "programme|program|programs|programmes|sanctions program|"
                                    "sanctions programme|regime|regime name|sanctions regime|"
                                    "legal basis|sanctions list|program ids"},
    [MAP_REFERENCE] = {"reference", "reference|reference number|act|regulation|instrument|"
                                    "legal act"},
    [MAP_FROM] = {"from", "from|date|listed on|date listed|listing date|designation date|"
                          "date designated|designated on|effective date|start date|since|"
                          "date of listing|entry into force"},
    [MAP_UNTIL] = {"until", "until|to|end date|delisted|delisted on|removed on|expiry|"
                            "expiration date|date removed|valid until"},
    [MAP_LINK] = {"link", "link|linked to|owner|parent|parent company|related to|associates"},
    [MAP_IDENTIFIER] = {"identifier", "identifier|identifiers|identification"},
};

static const struct {
    enum identifier_kind kind;
    const char *called;
} numbers[] = {
    {IDENTIFIER_PASSPORT, "passport|passport number|passport no|passports|passport details"},
    {IDENTIFIER_NATIONAL_ID, "national id|national identification number|national id number|"
                             "identity card|id card|cedula|ssn"},
    {IDENTIFIER_TAX, "tax|tax id|tax number|tax id number|inn|vat|vat number|tin"},
    {IDENTIFIER_REGISTRATION,
     "registration|registration number|registration no|company number|company registration number|"
     "business registration number|ogrn|unified social credit code|统一社会信用代码"},
    {IDENTIFIER_LEI, "lei|legal entity identifier"},
    {IDENTIFIER_BIC, "bic|swift|swift bic|swift code"},
    {IDENTIFIER_DUNS, "duns|duns number"},
    {IDENTIFIER_IMO, "imo|imo number|imo no|imo numbers"},
    {IDENTIFIER_MMSI, "mmsi"},
    {IDENTIFIER_CALL_SIGN, "call sign|callsign"},
    {IDENTIFIER_AIRCRAFT, "aircraft|tail number|aircraft registration|aircraft tail number"},
    {IDENTIFIER_AIRCRAFT_SERIAL, "aircraft serial|aircraft serial number|msn|"
                                 "manufacturers serial number"},
    {IDENTIFIER_WALLET, "wallet|wallets|digital currency address|crypto address|wallet address|"
                        "bitcoin address"},
    {IDENTIFIER_BANK_ACCOUNT, "bank account|iban|account number"},
    {IDENTIFIER_EMAIL, "email|e-mail|email address|emails"},
    {IDENTIFIER_WEBSITE, "website|web site|url|homepage"},
    {IDENTIFIER_TELEPHONE, "telephone|phone|phones|phone number|telephone number|tel"},
};

const char *map_role_key(enum map_role role)
{
    return roles[role].key;
}

void list_map_add_roles(struct text *text)
{
    for (size_t i = 0; i < MAP_ROLES; i++)
        text_print(text, "%s%s", i > 0 ? ", " : "", roles[i].key);
    for (size_t i = IDENTIFIER_OTHER + 1; i < IDENTIFIER_KINDS; i++)
        text_print(text, ", %s", identifier_key((enum identifier_kind)i));
}

static struct map_entry *add(struct list_map *map, struct map_entry entry)
{
    map->entries = memory_grow(map->entries, &map->capacity, map->count + 1, sizeof *map->entries);
    map->entries[map->count] = entry;
    return &map->entries[map->count++];
}

void list_map_done(struct list_map *map)
{
    arena_done(&map->arena);
    free(map->entries);
    *map = (struct list_map){0};
}

/* ---- Guessing by names */

/* What stands behind the first of several of one name: "Alias 2", "alias_3", "Name 1". */
static struct slice without_number(struct slice name)
{
    size_t size = name.size;
    while (size > 0 && byte_is_digit(name.data[size - 1]))
        size--;
    return size > 0 ? slice_trim(slice_part(name, 0, size)) : name;
}

static bool is_called(struct slice name, const char *called)
{
    for (struct slice rest = slice_from(called); rest.size > 0;)
        if (list_column_equal(slice_split(&rest, '|'), name))
            return true;
    return false;
}

static bool read_role(struct slice name, struct map_entry *entry)
{
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        if (is_called(name, numbers[i].called) ||
            list_column_equal(slice_from(identifier_key(numbers[i].kind)), name)) {
            entry->role = MAP_IDENTIFIER;
            entry->identifier = numbers[i].kind;
            return true;
        }
    for (size_t i = 0; i < MAP_ROLES; i++)
        if (is_called(name, roles[i].called)) {
            entry->role = (enum map_role)i;
            entry->identifier = IDENTIFIER_OTHER;
            return true;
        }
    return false;
}

/* "English name", "Name of the vessel": by its words, where none says that it names something
 * else ("Program name"). */
static bool read_words(struct slice name, struct map_entry *entry)
{
    static const struct {
        const char *word;
        int role;
    } words[] = {{"alias", MAP_ALIAS},     {"aka", MAP_ALIAS},       {"alternative", MAP_ALIAS},
                 {"alternate", MAP_ALIAS}, {"alt", MAP_ALIAS},       {"other", MAP_ALIAS},
                 {"former", MAP_FORMER},   {"previous", MAP_FORMER}, {"first", MAP_GIVEN},
                 {"given", MAP_GIVEN},     {"middle", MAP_GIVEN},    {"last", MAP_FAMILY},
                 {"family", MAP_FAMILY},   {"file", MAP_ROLES},      {"user", MAP_ROLES},
                 {"program", MAP_ROLES},   {"programme", MAP_ROLES}, {"list", MAP_ROLES},
                 {"regime", MAP_ROLES},    {"country", MAP_ROLES},   {"city", MAP_ROLES},
                 {"dataset", MAP_ROLES},   {"authority", MAP_ROLES}, {"type", MAP_ROLES},
                 {"father", MAP_ROLES},    {"mother", MAP_ROLES},    {"column", MAP_ROLES}};
    int role = MAP_NAME;
    bool is_name = false;
    for (struct slice rest = name; rest.size > 0;) {
        size_t size = 0;
        while (size < rest.size && byte_is_letter(rest.data[size]))
            size++;
        struct slice word = slice_part(rest, 0, size);
        is_name = is_name || slice_equal_ignoring_case(word, slice_from("name")) ||
                  slice_equal_ignoring_case(word, slice_from("names"));
        for (size_t i = 0; i < sizeof words / sizeof *words; i++)
            if (slice_equal_ignoring_case(word, slice_from(words[i].word)))
                role = words[i].role;
        rest = slice_after(rest, size + 1);
    }
    entry->role = (enum map_role)role;
    return is_name && role != MAP_ROLES;
}

size_t list_map_roles(const struct csv_row *row, bool loosely, bool *has_name)
{
    size_t count = 0;
    bool seen[MAP_ROLES] = {false};
    for (size_t i = 0; i < row->count; i++) {
        struct map_entry entry = {0};
        struct slice name = slice_trim(row->cells[i]);
        if (!read_role(name, &entry) && !read_role(without_number(name), &entry) &&
            !(loosely && read_words(name, &entry)))
            continue;
        seen[entry.role] = true;
        count += entry.role != MAP_REMARK && entry.role != MAP_TITLE && entry.role != MAP_LINK;
    }
    /* "family" alone may be that of malware. */
    *has_name = seen[MAP_NAME] || (seen[MAP_FAMILY] && seen[MAP_GIVEN]);
    return count;
}

bool list_map_guess(const struct list_table *table, struct list_map *map)
{
    bool has_name = false;
    *map = (struct list_map){0};
    for (size_t i = 0; i < table->header.count; i++) {
        struct slice name = slice_trim(table->header.cells[i]);
        struct map_entry entry = {.columns = {name}, .column_count = 1};
        if (!read_role(name, &entry) && !read_role(without_number(name), &entry) &&
            !read_words(name, &entry))
            continue;
        if (entry.role != MAP_ADDRESS && entry.role != MAP_BORN)
            entry.separators = slice_from(";|");
        if (entry.role == MAP_ADDRESS)
            entry.separators = slice_from("|");
        entry.columns[0] = arena_keep(&map->arena, name);
        has_name = has_name || entry.role == MAP_NAME || entry.role == MAP_FAMILY;
        add(map, entry);
    }
    return has_name;
}

/* ---- Reading a mapping */

/* What ends a name that is not quoted. */
static bool is_mark(uint8_t byte)
{
    return slice_find_byte(slice_from(",+[='\""), byte) != SLICE_NOWHERE;
}

/* Takes a name, quoted or not, off the front; empty: none stands there. */
static struct slice take_name(struct slice *rest)
{
    struct slice text = slice_trim(*rest);
    if (slice_byte(text, 0) == '"') {
        size_t size = slice_find_byte(slice_after(text, 1), '"');
        if (size == SLICE_NOWHERE)
            return (struct slice){0};
        *rest = slice_trim(slice_after(text, size + 2));
        return slice_part(text, 1, size + 1);
    }
    size_t size = 0;
    while (size < text.size && !is_mark(text.data[size]))
        size++;
    *rest = slice_after(text, size);
    return slice_trim(slice_part(text, 0, size));
}

static bool take_byte(struct slice *rest, uint8_t byte)
{
    if (slice_byte(*rest, 0) != byte)
        return false;
    *rest = slice_trim(slice_after(*rest, 1));
    return true;
}

/* Behind the "=". */
static bool read_source(struct slice *rest, struct map_entry *entry)
{
    if (take_byte(rest, '\'')) {
        size_t size = slice_find_byte(*rest, '\'');
        if (size == SLICE_NOWHERE)
            return false;
        entry->is_fixed = true;
        entry->fixed = slice_part(*rest, 0, size);
        *rest = slice_trim(slice_after(*rest, size + 1));
        return true;
    }
    do {
        struct slice name = take_name(rest);
        if (name.size == 0 || entry->column_count >= MAP_JOINED)
            return false;
        entry->columns[entry->column_count++] = name;
    } while (take_byte(rest, '+'));
    if (take_byte(rest, '[')) {
        size_t size = slice_find_byte(*rest, ']');
        if (size == SLICE_NOWHERE || size == 0)
            return false;
        entry->separators = slice_part(*rest, 0, size);
        *rest = slice_trim(slice_after(*rest, size + 1));
    }
    return true;
}

static bool fail_at(struct slice at, const char *should, struct problem *problem)
{
    enum { SHOWN = 32 };
    struct text text = {0};
    text_add_printable(&text, slice_part(at, 0, SHOWN));
    problem_set(problem, "%s should stand at '%s'", should, text_string(&text));
    text_done(&text);
    return false;
}

static bool fail_role(struct slice role, struct problem *problem)
{
    struct text text = {0}, all = {0};
    text_add_printable(&text, role);
    list_map_add_roles(&all);
    problem_set(problem, "'%s' is nothing that a column can be; it can be %s", text_string(&text),
                text_string(&all));
    text_done(&text);
    text_done(&all);
    return false;
}

bool list_map_parse(struct slice text, struct list_map *map, struct problem *problem)
{
    bool has_name = false;
    *map = (struct list_map){0};
    for (struct slice rest = slice_trim(arena_keep(&map->arena, text)); rest.size > 0;) {
        struct slice from = rest;
        struct map_entry entry = {0};
        struct slice role = take_name(&rest);
        if (role.size == 0 || !take_byte(&rest, '='))
            return fail_at(from, "ROLE=COLUMN", problem);
        if (!read_role(role, &entry))
            return fail_role(role, problem);
        if (!read_source(&rest, &entry) || (rest.size > 0 && !take_byte(&rest, ',')))
            return fail_at(from, "a column, or a value in single quotes,", problem);
        has_name = has_name || entry.role == MAP_NAME || entry.role == MAP_FAMILY;
        add(map, entry);
    }
    return has_name || problem_set(problem, "it says of no column that names stand in it");
}
