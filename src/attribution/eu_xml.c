/* eu_xml - the European Union's Financial Sanctions Files, full list, XML 1.1 and 1.0:
 * export/sanctionEntity, whose facts stand in attributes. */
/* SPDX-License-Identifier: MIT */
#include "attribution/eu_entry.h"
#include "attribution/list_reader.h"
#include "attribution/list_xml.h"

static struct slice at(const struct xml *element, const char *name)
{
    return xml_attribute(element, name);
}

/* The country's name, or its code where that is all. */
static struct slice country_of(const struct xml *element)
{
    struct slice name = at(element, "countryDescription");
    return name.size > 0 ? name : at(element, "countryIso2Code");
}

struct adding {
    struct list_builder *builder;
    struct eu_act act;
    bool has_primary;
};

static void add_name(struct adding *a, const struct xml *e)
{
    struct eu_name name = {.whole = at(e, "wholeName"),
                           .first = at(e, "firstName"),
                           .middle = at(e, "middleName"),
                           .last = at(e, "lastName"),
                           .gender = at(e, "gender"),
                           .title = at(e, "title"),
                           .function = at(e, "function"),
                           .strong = at(e, "strong"),
                           .remark = xml_text_at(e, "remark")};
    eu_add_name(a->builder, &name, &a->has_primary);
}

static void add_birth(struct adding *a, const struct xml *e)
{
    struct eu_birth birth = {.date = at(e, "birthdate"),
                             .day = at(e, "dayOfMonth"),
                             .month = at(e, "monthOfYear"),
                             .year = at(e, "year"),
                             .from = at(e, "yearRangeFrom"),
                             .to = at(e, "yearRangeTo"),
                             .circa = at(e, "circa"),
                             .place = at(e, "place"),
                             .city = at(e, "city"),
                             .region = at(e, "region"),
                             .country = country_of(e)};
    eu_add_birth(a->builder, &birth);
}

static void add_contact(struct adding *a, const struct xml *e)
{
    static const struct {
        const char *key;
        enum identifier_kind kind;
    } keys[] = {{"EMAIL", IDENTIFIER_EMAIL},      {"WEB", IDENTIFIER_WEBSITE},
                {"PHONE", IDENTIFIER_TELEPHONE},  {"FAX", IDENTIFIER_TELEPHONE},
                {"MOBILE", IDENTIFIER_TELEPHONE}, {"WEBSITE", IDENTIFIER_WEBSITE}};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (slice_equal_ignoring_case(at(e, "key"), slice_from(keys[i].key)))
            list_builder_identifier(a->builder, &(struct entity_identifier){
                                                    .kind = keys[i].kind, .value = at(e, "value")});
}

static void add_address(struct adding *a, const struct xml *e)
{
    struct eu_address address = {.street = at(e, "street"),
                                 .place = at(e, "place"),
                                 .box = at(e, "poBox"),
                                 .zip = at(e, "zipCode"),
                                 .city = at(e, "city"),
                                 .region = at(e, "region"),
                                 .country = country_of(e)};
    eu_add_address(a->builder, &address);
    for (const struct xml *c = xml_child(e, "contactInfo"); c; c = xml_sibling(c, "contactInfo"))
        add_contact(a, c);
}

static void add_document(struct adding *a, const struct xml *e)
{
    struct eu_document document = {.number = at(e, "number"),
                                   .code = at(e, "identificationTypeCode"),
                                   .description = at(e, "identificationTypeDescription"),
                                   .country = country_of(e)};
    if (document.number.size == 0)
        document.number = at(e, "latinNumber");
    eu_add_document(a->builder, &document);
}

static void add_regulation(struct adding *a, const struct xml *e)
{
    struct slice day = at(e, "entryIntoForceDate");
    eu_note_day(&a->act, day.size > 0 ? day : at(e, "publicationDate"));
    if (a->act.number.size > 0)
        return;
    a->act.organisation = at(e, "organisationType");
    a->act.programme = at(e, "programme");
    a->act.number = at(e, "numberTitle");
}

static void add_citizenship(struct adding *a, const struct xml *e)
{
    eu_add_country(a->builder, at(e, "countryDescription"), at(e, "countryIso2Code"));
}

static void set_kind(struct adding *a, const struct xml *e)
{
    struct slice code = at(e, "classificationCode");
    eu_set_kind(a->builder, code.size > 0 ? code : at(e, "code"));
}

static void add_remark(struct adding *a, const struct xml *e)
{
    list_builder_remark(a->builder, xml_text(e));
}

static void add_child(struct adding *a, const struct xml *child)
{
    static const struct {
        const char *name;
        void (*add)(struct adding *, const struct xml *);
    } adders[] = {{"nameAlias", add_name},        {"birthdate", add_birth},
                  {"address", add_address},       {"identification", add_document},
                  {"regulation", add_regulation}, {"citizenship", add_citizenship},
                  {"subjectType", set_kind},      {"remark", add_remark}};
    for (size_t i = 0; i < sizeof adders / sizeof *adders; i++)
        if (xml_is(child, adders[i].name))
            adders[i].add(a, child);
    const struct xml *summary = xml_child(child, "regulationSummary");
    if (summary)
        eu_note_day(&a->act, at(summary, "publicationDate"));
}

static bool add_entry(void *context, const struct xml *entry)
{
    struct list_reading *reading = context;
    struct adding a = {.builder = reading->builder};
    struct slice reference = at(entry, "euReferenceNumber");
    if (!instant_is_known(reading->list->date))
        reading->list->date = eu_date(at(xml_parent(entry), "generationDate"));
    a.act.designated = eu_date(at(entry, "designationDate"));
    list_builder_begin(a.builder, reference.size > 0 ? reference : at(entry, "logicalId"),
                       ENTITY_ANY);
    list_builder_set_place(a.builder, 0, xml_line(entry));
    for (const struct xml *child = xml_child(entry, NULL); child; child = xml_sibling(child, NULL))
        add_child(&a, child);
    list_builder_remark(a.builder, at(entry, "designationDetails"));
    eu_add_act(a.builder, &a.act);
    list_builder_end(a.builder);
    return true;
}

static bool read_list(const struct list_file *files, size_t count, const struct list_map *map,
                      struct entity_list *list, struct problem *problem)
{
    (void)count, (void)map;
    list->name = slice_from("EU consolidated");
    return list_xml_read(files, "sanctionEntity", add_entry, list, problem);
}

static int recognise(struct slice content, const char *file_name)
{
    enum { CERTAIN = 100 };
    (void)file_name;
    return list_xml_has_root(content, "export", "sanctionEntity") ? CERTAIN : 0;
}

const struct list_reader eu_xml_list = {
    .name = "eu_xml",
    .title = "the EU's Financial Sanctions Files, XML",
    .recognise = recognise,
    .read = read_list,
};
