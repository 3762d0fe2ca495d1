/* uk_xml - the UK Sanctions List as the Foreign, Commonwealth and Development Office publishes
 * it: Designations/Designation, one for each UniqueID. */
/* SPDX-License-Identifier: MIT */
#include "attribution/list_reader.h"
#include "attribution/list_xml.h"
#include "attribution/uk_entry.h"

static void add_names(struct list_builder *builder, const struct xml *entry)
{
    static const char *const parts[UK_NAMES] = {"Name1", "Name2", "Name3",
                                                "Name4", "Name5", "Name6"};
    const struct xml *names = xml_child(entry, "Names");
    for (const struct xml *at = xml_child(names, "Name"); at; at = xml_sibling(at, "Name")) {
        struct uk_name name = {.type = xml_text_at(at, "NameType"),
                               .strength = xml_text_at(at, "AliasStrength")};
        for (size_t i = 0; i < UK_NAMES; i++)
            name.parts[i] = xml_text_at(at, parts[i]);
        uk_add_name(builder, &name);
    }
}

static void add_address(struct list_builder *builder, const struct xml *address)
{
    struct text text = {0};
    for (const struct xml *line = xml_child(address, NULL); line; line = xml_sibling(line, NULL)) {
        if (xml_is(line, "AddressCountry"))
            continue;
        text_join(&text, ", ", xml_text(line));
    }
    list_builder_address(
        builder, &(struct entity_address){.text = text_slice(&text),
                                          .city = xml_text_at(address, "AddressLine6"),
                                          .country = xml_text_at(address, "AddressCountry")});
    text_done(&text);
}

/* What stands anywhere below: lists of values nest, and the innermost elements say them. */
static void add_fields(struct list_builder *builder, const struct xml *entry)
{
    for (const struct xml *at = xml_next(entry, entry); at; at = xml_next(at, entry)) {
        const struct uk_field *field = uk_field_of(xml_name(at));
        if (field)
            uk_add_field(builder, field, xml_text(at));
        else if (xml_is(at, "Address"))
            add_address(builder, at);
        else if (xml_is(at, "Location"))
            uk_add_birth_place(builder, xml_text_at(at, "TownOfBirth"),
                               xml_text_at(at, "CountryOfBirth"));
    }
}

static bool add_entry(void *context, const struct xml *entry)
{
    struct list_reading *reading = context;
    struct list_builder *builder = reading->builder;
    if (xml_is(entry, "DateGenerated")) {
        reading->list->date = uk_date(xml_text(entry));
        return true;
    }
    enum entity_kind kind = ENTITY_ANY;
    struct slice id = xml_text_at(entry, "UniqueID");
    entity_kind_read(xml_text_at(entry, "IndividualEntityShip"), &kind);
    list_builder_begin(builder, id, kind);
    list_builder_set_place(builder, 0, xml_line(entry));
    add_names(builder, entry);
    add_fields(builder, entry);
    list_builder_designation(
        builder, &(struct designation){.authority = slice_from("UK"),
                                       .body = slice_from("FCDO"),
                                       .programme = xml_text_at(entry, "RegimeName"),
                                       .reference = id,
                                       .from = uk_date(xml_text_at(entry, "DateDesignated"))});
    list_builder_end(builder);
    return true;
}

static bool read_list(const struct list_file *files, size_t count, const struct list_map *map,
                      struct entity_list *list, struct problem *problem)
{
    (void)count, (void)map;
    list->name = slice_from("UK Sanctions List");
    return list_xml_read(files, "Designation|DateGenerated", add_entry, list, problem);
}

static int recognise(struct slice content, const char *file_name)
{
    enum { CERTAIN = 100 };
    (void)file_name;
    return list_xml_has_root(content, "Designations", NULL) ? CERTAIN : 0;
}

const struct list_reader uk_xml_list = {
    .name = "uk_xml",
    .title = "the UK Sanctions List, XML",
    .recognise = recognise,
    .read = read_list,
};
