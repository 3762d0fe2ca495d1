/* ofac_xml - OFAC's SDN.XML and CONSOLIDATED.XML (sdnList.xsd).
 *
 * An sdnEntry holds what the CSV files hold, in elements: names in two parts, aliases with a
 * quality, addresses, and an idList whose types are the labels of the CSV files' remarks (also
 * "Gender" and "Secondary sanctions risk:"). The head has the day of publication, in the order
 * month, day, year. */
/* SPDX-License-Identifier: MIT */
#include "attribution/list_xml.h"
#include "attribution/ofac_entry.h"
#include "attribution/ofac_remark.h"

struct reading {
    struct entity_list *list;
    struct list_builder *builder;
    enum entity_kind kind; /* of the entry that is open */
};

/* "12/19/2025" */
static void read_date(struct entity_list *list, struct slice date)
{
    uint64_t month, day, year;
    if (slice_to_number(slice_split(&date, '/'), 12, &month) &&
        slice_to_number(slice_split(&date, '/'), 31, &day) && slice_to_number(date, 2999, &year))
        instant_from_date(year, month, day, &list->date);
}

static void read_programmes(struct reading *r, const struct xml *list)
{
    for (const struct xml *at = xml_child(list, "program"); at; at = xml_sibling(at, "program"))
        ofac_entry_programmes(r->builder, xml_text(at), (struct slice){0}, (struct instant){0});
}

static void read_aliases(struct reading *r, const struct xml *list)
{
    for (const struct xml *at = xml_child(list, "aka"); at; at = xml_sibling(at, "aka")) {
        bool is_weak = slice_equal_text(xml_text_at(at, "category"), "weak");
        ofac_entry_names(r->builder, r->kind, ofac_entry_alias(xml_text_at(at, "type"), is_weak),
                         xml_text_at(at, "lastName"), xml_text_at(at, "firstName"));
    }
}

static void read_ids(struct reading *r, const struct xml *list)
{
    for (const struct xml *at = xml_child(list, "id"); at; at = xml_sibling(at, "id"))
        ofac_remark_fact(r->builder, r->kind, xml_text_at(at, "idType"),
                         xml_text_at(at, "idNumber"), xml_text_at(at, "idCountry"));
}

static void read_addresses(struct reading *r, const struct xml *list)
{
    static const char *const parts[] = {"address1", "address2",        "address3",
                                        "city",     "stateOrProvince", "postalCode"};
    struct text line = {0};
    for (const struct xml *at = xml_child(list, "address"); at; at = xml_sibling(at, "address")) {
        text_clear(&line);
        for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
            text_join(&line, ", ", xml_text_at(at, parts[i]));
        struct entity_address address = {text_slice(&line), xml_text_at(at, "city"),
                                         xml_text_at(at, "country")};
        list_builder_address(r->builder, &address);
    }
    text_done(&line);
}

static void read_countries(struct reading *r, const struct xml *list)
{
    for (const struct xml *at = xml_child(list, NULL); at; at = xml_sibling(at, NULL))
        ofac_entry_country(r->builder, xml_text_at(at, "country"));
}

static void read_births(struct reading *r, const struct xml *list)
{
    for (const struct xml *at = xml_child(list, NULL); at; at = xml_sibling(at, NULL))
        list_builder_birth(r->builder, xml_text_at(at, "dateOfBirth"));
}

static void read_birth_places(struct reading *r, const struct xml *list)
{
    for (const struct xml *at = xml_child(list, NULL); at; at = xml_sibling(at, NULL))
        list_builder_birth_place(r->builder, xml_text_at(at, "placeOfBirth"));
}

static void read_vessel(struct reading *r, const struct xml *info)
{
    struct ofac_vessel vessel = {
        .call_sign = xml_text_at(info, "callSign"),
        .type = xml_text_at(info, "vesselType"),
        .tonnage = xml_text_at(info, "tonnage"),
        .gross_tonnage = xml_text_at(info, "grossRegisteredTonnage"),
        .flag = xml_text_at(info, "vesselFlag"),
        .owner = xml_text_at(info, "vesselOwner"),
    };
    ofac_entry_vessel(r->builder, &vessel);
}

static void read_remarks(struct reading *r, const struct xml *remarks)
{
    ofac_remark_read(r->builder, r->kind, xml_text(remarks), false, false, NULL);
}

static void read_title(struct reading *r, const struct xml *title)
{
    list_builder_title(r->builder, xml_text(title));
}

static const struct {
    const char *name;
    void (*read)(struct reading *r, const struct xml *element);
} elements[] = {
    {"title", read_title},
    {"remarks", read_remarks},
    {"programList", read_programmes},
    {"akaList", read_aliases},
    {"idList", read_ids},
    {"addressList", read_addresses},
    {"nationalityList", read_countries},
    {"citizenshipList", read_countries},
    {"dateOfBirthList", read_births},
    {"placeOfBirthList", read_birth_places},
    {"vesselInfo", read_vessel},
};

static bool read_entry(void *context, const struct xml *entry)
{
    struct reading *r = context;
    if (xml_is(entry, "publshInformation")) {
        read_date(r->list, xml_text_at(entry, "Publish_Date"));
        return true;
    }
    r->kind = ofac_entry_kind(xml_text_at(entry, "sdnType"));
    list_builder_begin(r->builder, xml_text_at(entry, "uid"), r->kind);
    list_builder_set_place(r->builder, 0, xml_line(entry));
    ofac_entry_names(r->builder, r->kind, NAME_PRIMARY, xml_text_at(entry, "lastName"),
                     xml_text_at(entry, "firstName"));
    for (const struct xml *child = xml_child(entry, NULL); child; child = xml_sibling(child, NULL))
        for (size_t i = 0; i < sizeof elements / sizeof *elements; i++)
            if (xml_is(child, elements[i].name))
                elements[i].read(r, child);
    list_builder_end(r->builder);
    return true;
}

static int recognise(struct slice content, const char *file_name)
{
    enum { CERTAIN = 100 };
    (void)file_name;
    return list_xml_has_root(content, "sdnList", NULL) ? CERTAIN : 0;
}

static bool read(const struct list_file *files, size_t count, const struct list_map *map,
                 struct entity_list *list, struct problem *problem)
{
    (void)map, (void)count;
    struct reading r = {.list = list, .builder = list_builder_create(list)};
    list->name = ofac_list_name(ofac_file_is_consolidated(files->name));
    bool read = list_xml_each(files, "sdnEntry|publshInformation", read_entry, &r, list, problem);
    list_builder_free(r.builder);
    if (read && list->entity_count == 0)
        return problem_set(problem, "%s: no sdnEntry stands in it", files->name);
    return read;
}

const struct list_reader ofac_xml_list = {
    .name = "ofac_xml",
    .title = "OFAC's SDN.XML and CONSOLIDATED.XML",
    .recognise = recognise,
    .read = read,
};
