/* SPDX-License-Identifier: MIT */
#include "attribution/ofac_entry.h"

struct slice ofac_list_name(bool is_consolidated)
{
    return slice_from(is_consolidated ? "OFAC consolidated (non-SDN)" : "OFAC SDN");
}

bool ofac_file_is_consolidated(const char *file_name)
{
    return slice_starts_with_ignoring_case(slice_from(file_name), "cons");
}

enum entity_kind ofac_entry_kind(struct slice type)
{
    enum entity_kind kind = ENTITY_ORGANISATION;
    if (type.size > 0)
        entity_kind_read(type, &kind);
    return kind;
}

void ofac_entry_name(struct list_builder *builder, enum entity_kind kind, enum name_kind name,
                     struct slice text)
{
    size_t comma = slice_find_byte(text, ',');
    bool has_family = kind == ENTITY_PERSON && comma != SLICE_NOWHERE;
    list_builder_name(builder, name, text,
                      has_family ? slice_part(text, 0, comma) : (struct slice){0});
}

static void add_tail(struct list_builder *builder, struct slice name)
{
    struct entity_identifier tail = {
        .kind = IDENTIFIER_AIRCRAFT, .value = name, .label = slice_from("Aircraft Tail Number")};
    list_builder_identifier(builder, &tail);
}

void ofac_entry_names(struct list_builder *builder, enum entity_kind kind, enum name_kind name,
                      struct slice last, struct slice first)
{
    struct text whole = {0};
    text_add(&whole, last);
    if (last.size > 0 && first.size > 0)
        text_put(&whole, kind == ENTITY_PERSON ? ", " : " ");
    text_add(&whole, first);
    list_builder_name(builder, name, text_slice(&whole),
                      kind == ENTITY_PERSON ? last : (struct slice){0});
    if (kind == ENTITY_AIRCRAFT && name == NAME_PRIMARY)
        add_tail(builder, text_slice(&whole));
    text_done(&whole);
}

enum name_kind ofac_entry_alias(struct slice type, bool is_weak)
{
    if (slice_starts_with_ignoring_case(type, "f"))
        return NAME_FORMER;
    return is_weak ? NAME_WEAK_ALIAS : NAME_ALIAS;
}

void ofac_entry_country(struct list_builder *builder, struct slice country)
{
    if (!slice_equal_ignoring_case(country, slice_from("none identified")) &&
        !slice_equal_ignoring_case(country, slice_from("unknown")))
        list_builder_country(builder, country);
}

void ofac_entry_programmes(struct list_builder *builder, struct slice programmes,
                           struct slice reference, struct instant from)
{
    do {
        size_t end = slice_find(programmes, slice_from("] ["));
        struct designation designation = {.authority = slice_from("US"),
                                          .body = slice_from("OFAC"),
                                          .programme = slice_part(programmes, 0, end),
                                          .reference = reference,
                                          .from = from};
        list_builder_designation(builder, &designation);
        programmes = end == SLICE_NOWHERE ? (struct slice){0} : slice_after(programmes, end + 3);
    } while (programmes.size > 0);
}

static void add_labelled(struct list_builder *builder, const char *label, struct slice value)
{
    struct text remark = {0};
    text_put(&remark, label);
    text_put(&remark, " ");
    text_add(&remark, value);
    if (value.size > 0)
        list_builder_remark(builder, text_slice(&remark));
    text_done(&remark);
}

void ofac_entry_vessel(struct list_builder *builder, const struct ofac_vessel *vessel)
{
    struct entity_identifier call_sign = {
        .kind = IDENTIFIER_CALL_SIGN, .value = vessel->call_sign, .label = slice_from("Call Sign")};
    struct entity_link owner = {.how = slice_from("vessel owner"), .name = vessel->owner};
    list_builder_identifier(builder, &call_sign);
    add_labelled(builder, "Vessel Type", vessel->type);
    add_labelled(builder, "Tonnage", vessel->tonnage);
    add_labelled(builder, "Gross Registered Tonnage", vessel->gross_tonnage);
    ofac_entry_country(builder, vessel->flag);
    list_builder_link(builder, &owner);
}
