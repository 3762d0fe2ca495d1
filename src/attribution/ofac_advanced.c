/* ofac_advanced - OFAC's SDN_ADVANCED.XML and CONS_ADVANCED.XML (Advanced Sanctions List Standard).
 *
 * Everything stands once and is pointed at: ReferenceValueSets say what numbers mean (types of
 * features, countries, scripts ...), Locations and IDRegDocuments stand apart, so do
 * ProfileRelationships and SanctionsEntries, which come last and hold programmes and days. So the
 * document is read twice: first all but the parties is put on a shelf, then the parties are read
 * one by one. Names are in parts that a Last Name is told by; each has all its scripts.
 * https://ofac.treasury.gov/media/10401/download */
/* SPDX-License-Identifier: MIT */
#include "attribution/list_xml.h"
#include "attribution/ofac_entry.h"
#include "attribution/ofac_remark.h"
#include "attribution/shelf.h"
#include "base/memory.h"
#include "model/limits.h"

#include <stdlib.h>

struct reference {
    struct slice text, above; /* "Unknown", and the number of the party type above it */
};
struct place {
    struct slice line, city, country; /* country: its number */
    struct slice unknown;             /* a place of one text, which may be a country */
};
struct paper {
    struct slice type, number, country; /* type, country: numbers */
};
struct relation {
    struct slice to, type;
    bool is_former;
};
struct listing {
    struct slice programme, basis, list; /* basis, list: numbers */
    struct instant from;
};

struct reading {
    struct entity_list *list;
    struct list_builder *builder;
    struct arena arena; /* of what is on the shelf */
    struct shelf shelf;
    bool *is_taken;     /* of each item: a party has it already */
    struct shelf parts; /* what kind of part of a name each group of the open party is */
    struct text key;
    enum entity_kind kind; /* of the party that is open */
    bool has_lists, has_sdn;
    bool is_too_large;
};

/* ---- The shelf */

/* What is of one kind and number: "FeatureType 8". Lives until the next. */
static struct slice key_of(struct reading *r, struct slice kind, struct slice number)
{
    text_clear(&r->key);
    text_add(&r->key, kind);
    text_put(&r->key, " ");
    text_add(&r->key, number);
    return text_slice(&r->key);
}

static void put(struct reading *r, struct slice kind, struct slice number, const void *value,
                size_t size)
{
    r->is_too_large = r->shelf.count >= LIMIT_LIST_ROWS;
    if (r->is_too_large || number.size == 0)
        return;
    struct slice key = arena_keep(&r->arena, key_of(r, kind, number));
    shelf_add(&r->shelf, key, arena_keep(&r->arena, slice_make(value, size)).data);
}

static struct slice keep(struct reading *r, struct slice text)
{
    return arena_keep(&r->arena, text);
}

/* What one party has; a second one of the same number gets nothing, as it would multiply. */
static const struct shelf_item *take_all(struct reading *r, const char *kind, struct slice number,
                                         size_t *count)
{
    const struct shelf_item *items =
        shelf_find(&r->shelf, key_of(r, slice_from(kind), number), count);
    if (*count == 0)
        return NULL;
    size_t first = (size_t)(items - r->shelf.items);
    *count = r->is_taken[first] ? 0 : *count;
    r->is_taken[first] = true;
    return items;
}

/* What a number means: a country's, a feature type's ... */
static struct slice meaning(struct reading *r, const char *kind, struct slice number)
{
    const struct reference *reference = shelf_first(&r->shelf, key_of(r, slice_from(kind), number));
    return reference ? reference->text : (struct slice){0};
}

/* ---- First reading: all but the parties */

static struct instant date_of(const struct xml *date)
{
    struct instant day = {0};
    uint64_t year = 0, month = 0, number = 0;
    if (slice_to_number(xml_text_at(date, "Year"), 2999, &year) &&
        slice_to_number(xml_text_at(date, "Month"), 12, &month) &&
        slice_to_number(xml_text_at(date, "Day"), 31, &number))
        instant_from_date(year, month, number, &day);
    return day;
}

static void shelve_references(struct reading *r, const struct xml *sets)
{
    for (const struct xml *set = xml_child(sets, NULL); set; set = xml_sibling(set, NULL))
        for (const struct xml *at = xml_child(set, NULL); at; at = xml_sibling(at, NULL)) {
            struct reference reference = {keep(r, xml_text(at)),
                                          keep(r, xml_attribute(at, "PartyTypeID"))};
            put(r, xml_name(at), xml_attribute(at, "ID"), &reference, sizeof reference);
        }
}

static void shelve_location(struct reading *r, const struct xml *location)
{
    struct text line = {0};
    struct slice country = xml_attribute(xml_child(location, "LocationCountry"), "CountryID");
    struct place place = {.country = keep(r, country)};
    const struct xml *part = xml_child(location, "LocationPart");
    for (; part; part = xml_sibling(part, "LocationPart")) {
        struct slice type = meaning(r, "LocPartType", xml_attribute(part, "LocPartTypeID"));
        struct slice value = xml_text_at(part, "LocationPartValue/Value");
        if (slice_equal_ignoring_case(type, slice_from("city")))
            place.city = keep(r, value);
        if (slice_equal_ignoring_case(type, slice_from("unknown")))
            place.unknown = keep(r, value);
        else
            text_join(&line, ", ", value);
    }
    place.line = keep(r, text_slice(&line));
    put(r, xml_name(location), xml_attribute(location, "ID"), &place, sizeof place);
    text_done(&line);
}

static void shelve_document(struct reading *r, const struct xml *document)
{
    struct paper paper = {keep(r, xml_attribute(document, "IDRegDocTypeID")),
                          keep(r, xml_text_at(document, "IDRegistrationNo")),
                          keep(r, xml_attribute(document, "IssuedBy-CountryID"))};
    put(r, xml_name(document), xml_attribute(document, "IdentityID"), &paper, sizeof paper);
}

static void shelve_relation(struct reading *r, const struct xml *relationship)
{
    struct relation relation = {
        keep(r, xml_attribute(relationship, "To-ProfileID")),
        keep(r, xml_attribute(relationship, "RelationTypeID")),
        slice_equal_text(xml_attribute(relationship, "Former"), "true"),
    };
    put(r, xml_name(relationship), xml_attribute(relationship, "From-ProfileID"), &relation,
        sizeof relation);
}

/* A measure that is a programme has its code for a comment. */
static void shelve_entry(struct reading *r, const struct xml *entry)
{
    struct listing listing = {.list = keep(r, xml_attribute(entry, "ListID"))};
    const struct xml *event = xml_child(entry, "EntryEvent");
    for (; event; event = xml_sibling(event, "EntryEvent")) {
        struct instant day = date_of(xml_child(event, "Date"));
        bool is_first =
            instant_is_known(day) && (!instant_is_known(listing.from) || day.ns < listing.from.ns);
        listing.from = is_first ? day : listing.from;
        if (is_first || listing.basis.size == 0)
            listing.basis = keep(r, xml_attribute(event, "LegalBasisID"));
    }
    size_t programmes = 0;
    const struct xml *measure = xml_child(entry, "SanctionsMeasure");
    for (; measure; measure = xml_sibling(measure, "SanctionsMeasure")) {
        listing.programme = keep(r, xml_text_at(measure, "Comment"));
        if (listing.programme.size == 0)
            continue;
        programmes++;
        put(r, xml_name(entry), xml_attribute(entry, "ProfileID"), &listing, sizeof listing);
    }
    if (programmes == 0)
        put(r, xml_name(entry), xml_attribute(entry, "ProfileID"), &listing, sizeof listing);
}

/* ---- Names */

static void note_parts(struct reading *r, const struct xml *identity)
{
    r->parts.count = r->parts.settled = 0;
    const struct xml *at = xml_at(identity, "NamePartGroups/MasterNamePartGroup");
    for (; at; at = xml_sibling(at, NULL)) {
        const struct xml *part = xml_child(at, "NamePartGroup");
        for (; part; part = xml_sibling(part, NULL))
            shelf_add(&r->parts, xml_attribute(part, "ID"), part);
    }
    shelf_settle(&r->parts);
}

static struct slice type_of_part(struct reading *r, struct slice group)
{
    const struct xml *part = shelf_first(&r->parts, group);
    return meaning(r, "NamePartType", xml_attribute(part, "NamePartTypeID"));
}

/* The family's part, and the others in their order. */
static void split_name(struct reading *r, const struct xml *name, struct text *last,
                       struct text *others)
{
    const struct xml *part = xml_child(name, "DocumentedNamePart");
    for (; part; part = xml_sibling(part, "DocumentedNamePart")) {
        const struct xml *value = xml_child(part, "NamePartValue");
        struct slice type = type_of_part(r, xml_attribute(value, "NamePartGroupID"));
        bool is_last = slice_equal_text(type, "Last Name");
        text_join(is_last ? last : others, " ", xml_text(value));
    }
}

static void read_name(struct reading *r, const struct xml *name, enum name_kind kind)
{
    struct text last = {0}, others = {0};
    split_name(r, name, &last, &others);
    if (last.size > 0)
        ofac_entry_names(r->builder, r->kind, kind, text_slice(&last), text_slice(&others));
    else if (r->kind == ENTITY_PERSON)
        ofac_entry_name(r->builder, r->kind, kind, text_slice(&others));
    else
        ofac_entry_names(r->builder, r->kind, kind, text_slice(&others), (struct slice){0});
    text_done(&last);
    text_done(&others);
}

/* "Primary Latin" where it is said, else the first. */
static const struct xml *main_name(const struct xml *alias)
{
    const struct xml *first = xml_child(alias, "DocumentedName");
    for (const struct xml *at = first; at; at = xml_sibling(at, "DocumentedName"))
        if (slice_equal_text(xml_attribute(at, "DocNameStatusID"), "1"))
            return at;
    return first;
}

static void read_names(struct reading *r, const struct xml *identity)
{
    note_parts(r, identity);
    const struct xml *alias = xml_child(identity, "Alias");
    for (; alias; alias = xml_sibling(alias, "Alias")) {
        bool is_weak = slice_equal_text(xml_attribute(alias, "LowQuality"), "true");
        bool is_primary = slice_equal_text(xml_attribute(alias, "Primary"), "true");
        struct slice type = meaning(r, "AliasType", xml_attribute(alias, "AliasTypeID"));
        const struct xml *main = main_name(alias), *name = xml_child(alias, "DocumentedName");
        for (; name; name = xml_sibling(name, "DocumentedName"))
            read_name(r, name,
                      is_primary && name == main ? NAME_PRIMARY : ofac_entry_alias(type, is_weak));
    }
}

/* For links, which give the other's number alone. */
static void shelve_name(struct reading *r, const struct xml *party)
{
    struct text last = {0}, others = {0};
    const struct xml *profile = xml_child(party, "Profile");
    const struct xml *identity = xml_child(profile, "Identity"), *alias;
    for (alias = xml_child(identity, "Alias"); alias; alias = xml_sibling(alias, "Alias"))
        if (slice_equal_text(xml_attribute(alias, "Primary"), "true"))
            break;
    note_parts(r, identity);
    split_name(r, main_name(alias), &last, &others);
    text_join(&last, ", ", text_slice(&others));
    struct reference name = {.text = keep(r, text_slice(&last))};
    put(r, slice_from("Name"), xml_attribute(profile, "ID"), &name, sizeof name);
    text_done(&last);
    text_done(&others);
}

static bool shelve(void *context, const struct xml *entry)
{
    static const struct {
        const char *name;
        void (*read)(struct reading *r, const struct xml *entry);
    } kinds[] = {
        {"Location", shelve_location},
        {"IDRegDocument", shelve_document},
        {"ProfileRelationship", shelve_relation},
        {"SanctionsEntry", shelve_entry},
        {"DistinctParty", shelve_name},
    };
    struct reading *r = context;
    if (xml_is(entry, "DateOfIssue"))
        r->list->date = date_of(entry);
    if (xml_is(entry, "ReferenceValueSets")) { /* what follows asks it */
        shelve_references(r, entry);
        shelf_settle(&r->shelf);
        return true;
    }
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (xml_is(entry, kinds[i].name))
            kinds[i].read(r, entry);
    return !r->is_too_large;
}

/* ---- Second reading: the parties */

static enum entity_kind kind_of(struct reading *r, struct slice sub_type)
{
    enum entity_kind kind;
    const struct reference *reference =
        shelf_first(&r->shelf, key_of(r, slice_from("PartySubType"), sub_type));
    if (!reference)
        return ENTITY_ANY;
    struct slice above = reference->above;
    if (entity_kind_read(reference->text, &kind) && kind != ENTITY_ANY)
        return kind;
    return entity_kind_read(meaning(r, "PartyType", above), &kind) ? kind : ENTITY_ANY;
}

static void read_documents(struct reading *r, struct slice identity)
{
    size_t count;
    const struct shelf_item *items = take_all(r, "IDRegDocument", identity, &count);
    for (size_t i = 0; i < count; i++) {
        const struct paper *paper = items[i].value;
        ofac_remark_fact(r->builder, r->kind, meaning(r, "IDRegDocType", paper->type),
                         paper->number, meaning(r, "Country", paper->country));
    }
}

static void read_listings(struct reading *r, struct slice profile)
{
    size_t count;
    const struct shelf_item *items = take_all(r, "SanctionsEntry", profile, &count);
    for (size_t i = 0; i < count; i++) {
        const struct listing *listing = items[i].value;
        struct slice list = meaning(r, "List", listing->list);
        r->has_lists |= list.size > 0;
        r->has_sdn |= slice_equal_text(list, "SDN List");
        ofac_entry_programmes(r->builder, listing->programme,
                              meaning(r, "LegalBasis", listing->basis), listing->from);
    }
    if (count == 0)
        ofac_entry_programmes(r->builder, (struct slice){0}, (struct slice){0},
                              (struct instant){0});
}

static void read_relations(struct reading *r, struct slice profile)
{
    size_t count;
    const struct shelf_item *items = take_all(r, "ProfileRelationship", profile, &count);
    for (size_t i = 0; i < count; i++) {
        const struct relation *relation = items[i].value;
        struct text how = {0};
        text_put(&how, relation->is_former ? "formerly: " : "");
        text_add(&how, meaning(r, "RelationType", relation->type));
        struct entity_link link = {text_slice(&how), meaning(r, "Name", relation->to),
                                   relation->to};
        list_builder_link(r->builder, &link);
        text_done(&how);
    }
}

/* ---- Features */

struct day {
    uint64_t year, month, day;
};

static bool read_day(const struct xml *point, struct day *day)
{
    *day = (struct day){0};
    slice_to_number(xml_text_at(point, "Month"), 12, &day->month);
    slice_to_number(xml_text_at(point, "Day"), 31, &day->day);
    return slice_to_number(xml_text_at(point, "Year"), 2999, &day->year);
}

/* A year is printed as its first day to its last. */
static void add_period(struct text *text, const struct xml *period)
{
    struct day first, last;
    const struct xml *start = xml_child(period, "Start"), *end = xml_child(period, "End");
    if (!read_day(xml_child(start, "From"), &first))
        return;
    if (!read_day(xml_child(end, "To"), &last) && !read_day(xml_child(end, "From"), &last))
        last = first;
    bool about = slice_equal_text(xml_attribute(start, "Approximate"), "true") ||
                 slice_equal_text(xml_attribute(end, "Approximate"), "true");
    bool same_month = first.year == last.year && first.month == last.month;
    text_print(text, "%s%04u", about ? "circa " : "", (unsigned)first.year);
    if (first.year != last.year)
        text_print(text, " to %04u", (unsigned)last.year);
    if (same_month && first.month > 0)
        text_print(text, "-%02u", (unsigned)first.month);
    if (same_month && first.day > 0 && first.day == last.day)
        text_print(text, "-%02u", (unsigned)first.day);
}

static void read_address(struct reading *r, const struct place *place)
{
    struct slice country = meaning(r, "Country", place->country);
    struct entity_address address = {place->line, place->city, country};
    if (place->line.size == 0 && place->unknown.size > 0)
        address.text = place->unknown;
    list_builder_address(r->builder, &address);
}

/* "Nowhere, Cuba"; the country alone where there is no more. */
static struct text place_text(struct reading *r, const struct place *place)
{
    struct text text = {0};
    text_join(&text, ", ", place->line);
    text_join(&text, ", ", place->unknown);
    struct slice country = meaning(r, "Country", place->country);
    if (!slice_equal(country, place->unknown))
        text_join(&text, ", ", country);
    return text;
}

static void read_located(struct reading *r, struct slice label, struct slice location)
{
    const struct place *place = shelf_first(&r->shelf, key_of(r, slice_from("Location"), location));
    if (!place)
        return;
    if (slice_equal_text(label, "Location")) {
        read_address(r, place);
        return;
    }
    struct text text = place_text(r, place);
    ofac_remark_fact(r->builder, r->kind, label, text_slice(&text), (struct slice){0});
    text_done(&text);
}

static void read_version(struct reading *r, struct slice label, const struct xml *version)
{
    const struct xml *detail = xml_child(version, "VersionDetail");
    struct slice value = xml_text(detail);
    if (value.size == 0)
        value = meaning(r, "DetailReference", xml_attribute(detail, "DetailReferenceID"));
    if (slice_equal_text(label, "Title"))
        list_builder_title(r->builder, value);
    else if (value.size > 0)
        ofac_remark_fact(r->builder, r->kind, label, value, (struct slice){0});
    struct text period = {0};
    add_period(&period, xml_child(version, "DatePeriod"));
    if (period.size > 0)
        ofac_remark_fact(r->builder, r->kind, label, text_slice(&period), (struct slice){0});
    text_done(&period);
    read_located(r, label, xml_attribute(xml_child(version, "VersionLocation"), "LocationID"));
}

static void read_features(struct reading *r, const struct xml *profile)
{
    const struct xml *feature = xml_child(profile, "Feature");
    for (; feature; feature = xml_sibling(feature, "Feature")) {
        struct slice label = meaning(r, "FeatureType", xml_attribute(feature, "FeatureTypeID"));
        const struct xml *version = xml_child(feature, "FeatureVersion");
        for (; version; version = xml_sibling(version, "FeatureVersion"))
            read_version(r, label, version);
    }
}

static bool read_party(void *context, const struct xml *party)
{
    struct reading *r = context;
    const struct xml *profile = xml_child(party, "Profile");
    const struct xml *identity = xml_child(profile, "Identity");
    struct slice id = xml_attribute(party, "FixedRef"), number = xml_attribute(profile, "ID");
    r->kind = kind_of(r, xml_attribute(profile, "PartySubTypeID"));
    list_builder_begin(r->builder, id.size > 0 ? id : number, r->kind);
    list_builder_set_place(r->builder, 0, xml_line(party));
    read_names(r, identity);
    read_listings(r, number);
    read_documents(r, xml_attribute(identity, "ID"));
    read_features(r, profile);
    read_relations(r, number);
    ofac_remark_read(r->builder, r->kind, xml_text_at(party, "Comment"), false, false, NULL);
    list_builder_end(r->builder);
    return true;
}

/* ---- The list */

static int recognise(struct slice content, const char *file_name)
{
    enum { CERTAIN = 100 };
    (void)file_name;
    return list_xml_has_root(content, "Sanctions", NULL) ? CERTAIN : 0;
}

static bool read_twice(struct reading *r, const struct list_file *file, struct problem *problem)
{
    static const char kinds[] = "DateOfIssue|ReferenceValueSets|Location|IDRegDocument|"
                                "DistinctParty|ProfileRelationship|SanctionsEntry";
    if (!list_xml_each(file, kinds, shelve, r, r->list, problem))
        return false;
    if (r->is_too_large)
        problem_set(&r->list->damage, "%s: it has too many parts", file->name);
    shelf_settle(&r->shelf);
    r->is_taken = memory_create(r->shelf.count + 1, sizeof *r->is_taken);
    return list_xml_each(file, "DistinctParty", read_party, r, r->list, problem);
}

static bool read(const struct list_file *files, size_t count, const struct list_map *map,
                 struct entity_list *list, struct problem *problem)
{
    (void)map, (void)count;
    struct reading r = {.list = list, .builder = list_builder_create(list)};
    bool read = read_twice(&r, files, problem);
    list->name = ofac_list_name(r.has_lists ? !r.has_sdn : ofac_file_is_consolidated(files->name));
    list_builder_free(r.builder);
    shelf_done(&r.shelf);
    shelf_done(&r.parts);
    free(r.is_taken);
    arena_done(&r.arena);
    text_done(&r.key);
    if (read && list->entity_count == 0)
        return problem_set(problem, "%s: no DistinctParty stands in it", files->name);
    return read;
}

const struct list_reader ofac_advanced_list = {
    .name = "ofac_advanced",
    .title = "OFAC's SDN_ADVANCED.XML and CONS_ADVANCED.XML",
    .recognise = recognise,
    .read = read,
};
