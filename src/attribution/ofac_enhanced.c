/* ofac_enhanced - OFAC's SDN_ENHANCED.XML and CONS_ENHANCED.XML.
 *
 * sanctionsData holds publicationInfo, referenceValues and entities. An entity tells its lists
 * with the day since when it is on each, its names in all scripts, features (their types are the
 * labels of the CSV files' remarks), documents, and links with the number of the other entity. */
/* SPDX-License-Identifier: MIT */
#include "attribution/list_xml.h"
#include "attribution/ofac_entry.h"
#include "attribution/ofac_remark.h"

struct reading {
    struct entity_list *list;
    struct list_builder *builder;
    enum entity_kind kind;   /* of the entity that is open */
    bool has_lists, has_sdn; /* entities say on which lists they are; one is on the SDN list */
    bool has_changes;        /* it tells what was added and removed, and is no list */
};

static bool is_true(const struct xml *element, const char *name)
{
    return slice_equal_text(xml_text_at(element, name), "true");
}

/* The first day of all its lists; "Consolidated List" is only where lists are gathered. */
static struct instant first_day(struct reading *r, const struct xml *lists)
{
    struct instant first = {0}, day;
    for (const struct xml *at = xml_child(lists, NULL); at; at = xml_sibling(at, NULL)) {
        r->has_lists = true;
        r->has_sdn |= slice_equal_text(xml_text(at), "SDN List");
        bool is_gathered = slice_equal_text(xml_text(at), "Consolidated List");
        struct slice printed = slice_part(xml_attribute(at, "datePublished"), 0, 10);
        if (is_gathered || !instant_parse(printed, &day))
            continue;
        if (!instant_is_known(first) || day.ns < first.ns)
            first = day;
    }
    return first;
}

static void read_designations(struct reading *r, const struct xml *entity)
{
    struct instant from = first_day(r, xml_child(entity, "sanctionsLists"));
    struct slice law = xml_text_at(entity, "legalAuthorities/legalAuthority");
    const struct xml *at = xml_at(entity, "sanctionsPrograms/sanctionsProgram");
    if (!at)
        ofac_entry_programmes(r->builder, (struct slice){0}, law, from);
    for (; at; at = xml_sibling(at, NULL))
        ofac_entry_programmes(r->builder, xml_text(at), law, from);
}

static void read_translation(struct reading *r, const struct xml *translation, enum name_kind kind)
{
    struct slice last = xml_text_at(translation, "formattedLastName");
    struct slice first = xml_text_at(translation, "formattedFirstName");
    struct slice full = xml_text_at(translation, "formattedFullName");
    if (full.size > 0 && (last.size == 0 || r->kind != ENTITY_PERSON))
        ofac_entry_name(r->builder, r->kind, kind, full);
    else
        ofac_entry_names(r->builder, r->kind, kind, last, first);
}

/* The primary name in Latin letters is the primary; in other scripts it is an alias. */
static void read_names(struct reading *r, const struct xml *names)
{
    for (const struct xml *name = xml_child(names, NULL); name; name = xml_sibling(name, NULL)) {
        enum name_kind kind =
            ofac_entry_alias(xml_text_at(name, "aliasType"), is_true(name, "isLowQuality"));
        bool is_primary = is_true(name, "isPrimary");
        const struct xml *at = xml_at(name, "translations/translation");
        for (; at; at = xml_sibling(at, NULL)) {
            read_translation(r, at, is_primary ? NAME_PRIMARY : kind);
            is_primary = false;
        }
    }
}

static void read_addresses(struct reading *r, const struct xml *addresses)
{
    struct text line = {0};
    for (const struct xml *at = xml_child(addresses, NULL); at; at = xml_sibling(at, NULL)) {
        struct slice city = {0};
        text_clear(&line);
        const struct xml *part = xml_at(at, "translations/translation/addressParts/addressPart");
        for (; part; part = xml_sibling(part, NULL)) {
            text_join(&line, ", ", xml_text_at(part, "value"));
            if (slice_equal_ignoring_case(xml_text_at(part, "type"), slice_from("city")))
                city = xml_text_at(part, "value");
        }
        struct entity_address address = {text_slice(&line), city, xml_text_at(at, "country")};
        list_builder_address(r->builder, &address);
    }
    text_done(&line);
}

static void read_features(struct reading *r, const struct xml *features)
{
    for (const struct xml *at = xml_child(features, NULL); at; at = xml_sibling(at, NULL)) {
        struct slice type = xml_text_at(at, "type"), value = xml_text_at(at, "value");
        if (slice_equal_ignoring_case(type, slice_from("title")))
            list_builder_title(r->builder, value);
        else if (value.size > 0)
            ofac_remark_fact(r->builder, r->kind, type, value, (struct slice){0});
    }
}

/* A document may carry the name that it was issued for. */
static void read_documents(struct reading *r, const struct xml *documents)
{
    for (const struct xml *at = xml_child(documents, NULL); at; at = xml_sibling(at, NULL))
        ofac_remark_fact(r->builder, r->kind, xml_text_at(at, "type"),
                         xml_text_at(at, "documentNumber"), xml_text_at(at, "issuingCountry"));
}

static void read_relationships(struct reading *r, const struct xml *relationships)
{
    for (const struct xml *at = xml_child(relationships, NULL); at; at = xml_sibling(at, NULL)) {
        const struct xml *other = xml_child(at, "relatedEntity");
        struct entity_link link = {.how = xml_text_at(at, "type"),
                                   .name = xml_text(other),
                                   .id = xml_attribute(other, "entityId")};
        list_builder_link(r->builder, &link);
    }
}

static const struct {
    const char *name;
    void (*read)(struct reading *r, const struct xml *element);
} elements[] = {
    {"names", read_names},
    {"addresses", read_addresses},
    {"features", read_features},
    {"identityDocuments", read_documents},
    {"relationships", read_relationships},
};

static bool read_entry(void *context, const struct xml *entry)
{
    struct reading *r = context;
    if (xml_is(entry, "publicationInfo")) {
        struct slice day = xml_text_at(entry, "dataAsOf");
        instant_parse(slice_part(day.size > 0 ? day : xml_text_at(entry, "datePublished"), 0, 10),
                      &r->list->date);
        return true;
    }
    if (!xml_at(entry, "names/name")) /* a list, a type: what else is called "entity" */
        return true;
    if (xml_attribute(entry, "action").size > 0) {
        r->has_changes = true;
        return false;
    }
    r->kind = ofac_entry_kind(xml_text_at(entry, "generalInfo/entityType"));
    list_builder_begin(r->builder, xml_attribute(entry, "id"), r->kind);
    list_builder_set_place(r->builder, 0, xml_line(entry));
    list_builder_title(r->builder, xml_text_at(entry, "generalInfo/title"));
    read_designations(r, entry);
    for (size_t i = 0; i < sizeof elements / sizeof *elements; i++)
        elements[i].read(r, xml_child(entry, elements[i].name));
    ofac_remark_read(r->builder, r->kind, xml_text_at(entry, "generalInfo/remarks"), false, false,
                     NULL);
    list_builder_end(r->builder);
    return true;
}

static int recognise(struct slice content, const char *file_name)
{
    enum { CERTAIN = 100 };
    (void)file_name;
    return list_xml_has_root(content, "sanctionsData", NULL) ? CERTAIN : 0;
}

static bool read(const struct list_file *files, size_t count, const struct list_map *map,
                 struct entity_list *list, struct problem *problem)
{
    (void)map, (void)count;
    struct reading r = {.list = list, .builder = list_builder_create(list)};
    bool read = list_xml_each(files, "entity|publicationInfo", read_entry, &r, list, problem);
    list->name = ofac_list_name(r.has_lists ? !r.has_sdn : ofac_file_is_consolidated(files->name));
    list_builder_free(r.builder);
    if (read && r.has_changes)
        return problem_set(problem, "%s: it tells changes of a list, and is no list", files->name);
    if (read && list->entity_count == 0)
        return problem_set(problem, "%s: no entity stands in it", files->name);
    return read;
}

const struct list_reader ofac_enhanced_list = {
    .name = "ofac_enhanced",
    .title = "OFAC's SDN_ENHANCED.XML and CONS_ENHANCED.XML",
    .recognise = recognise,
    .read = read,
};
