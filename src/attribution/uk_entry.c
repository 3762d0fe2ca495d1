/* SPDX-License-Identifier: MIT */
#include "attribution/uk_entry.h"

#include "attribution/list_table.h"
#include "base/written_date.h"

enum what { BIRTH, COUNTRY, TITLE, GENDER, ALIAS, IDENTIFIER, LINK, REMARK, LABELLED };

struct uk_field {
    const char *element;
    const char *columns; /* names parted by "/"; NULL: no column holds it */
    enum what what;
    enum identifier_kind identifier;
    const char *words; /* the label of an identifier or remark, how of a link */
};

static const struct uk_field fields[] = {
    {"DOB", "D.O.B/DOB", BIRTH, 0, ""},
    {"Nationality", "Nationality(ies)/Nationality", COUNTRY, 0, ""},
    {"Title", "Title", TITLE, 0, ""},
    {"Gender", "Gender", GENDER, 0, ""},
    {"NameNonLatinScript", "Name non-latin script", ALIAS, 0, ""},
    {"PassportNumber", "Passport number/Passport Details", IDENTIFIER, IDENTIFIER_PASSPORT,
     "passport"},
    {"NationalIdentifierNumber",
     "National Identifier number/National Identification Number/NI Number", IDENTIFIER,
     IDENTIFIER_NATIONAL_ID, "national identifier"},
    {"BusinessRegistrationNumber", "Business registration number (s)", IDENTIFIER,
     IDENTIFIER_REGISTRATION, "business registration number"},
    {"IMONumber", "IMO number", IDENTIFIER, IDENTIFIER_IMO, "IMO number"},
    {"PhoneNumber", "Phone number", IDENTIFIER, IDENTIFIER_TELEPHONE, "phone number"},
    {"EmailAddress", "Email address", IDENTIFIER, IDENTIFIER_EMAIL, "email address"},
    {"Website", "Website", IDENTIFIER, IDENTIFIER_WEBSITE, "website"},
    {"CurrentOwnerOperator", "Current owner operator (s)", LINK, 0, "current owner or operator"},
    {"PreviousOwnerOperator", "Previous owner operator (s)", LINK, 0, "previous owner or operator"},
    {"ParentCompany", "Parent company", LINK, 0, "parent company"},
    {"Subsidiary", "Subsidiaries", LINK, 0, "subsidiary"},
    {"CurrentBelievedFlagOfShip", "Current believed flag of ship", COUNTRY, 0, ""},
    {"PreviousFlag", "Previous flags", REMARK, 0, "previous flag: "},
    {"TypeOfShip", "Type of ship", REMARK, 0, "type of ship: "},
    {"HullIdentificationNumber", "Hull identification number (HIN)", IDENTIFIER, IDENTIFIER_OTHER,
     "hull identification number"},
    {"TypeOfEntity", "Type of entity", REMARK, 0, "type of entity: "},
    {"Position", "Position", REMARK, 0, "position: "},
    {"UNReferenceNumber", "UN Reference Number", REMARK, 0, "UN reference: "},
    {"SanctionsImposed", "Sanctions Imposed", REMARK, 0, ""},
    {"OtherInformation", "Other Information", LABELLED, 0, ""},
    {"UKStatementofReasons", "UK Statement of Reasons", REMARK, 0, ""},
};

enum { FIELDS = sizeof fields / sizeof *fields };

const struct uk_field *uk_field_of(struct slice element)
{
    for (size_t i = 0; i < FIELDS; i++)
        if (slice_equal_text(element, fields[i].element))
            return &fields[i];
    return NULL;
}

const struct uk_field *uk_field_at(size_t i)
{
    return i < FIELDS ? &fields[i] : NULL;
}

const char *uk_field_columns(const struct uk_field *field)
{
    return field->columns;
}

/* ---- Values */

/* "PO Box 1. " without what ends a sentence. */
static struct slice tidy(struct slice value)
{
    value = slice_trim(value);
    while (value.size > 0 &&
           slice_find_byte(slice_from(".;, "), value.data[value.size - 1]) != SLICE_NOWHERE)
        value = slice_part(value, 0, value.size - 1);
    return value;
}

/* The size of a mark "(12)" at the front; 0: none stands there. */
static size_t mark_size(struct slice text)
{
    size_t at = 1;
    if (slice_byte(text, 0) != '(')
        return 0;
    while (byte_is_digit(slice_byte(text, at)))
        at++;
    return at > 1 && at <= 3 && slice_byte(text, at) == ')' ? at + 1 : 0;
}

/* Takes the next value of a cell that numbers its values, or all of one that does not. */
static struct slice take_value(struct slice *rest)
{
    struct slice text = slice_trim(*rest);
    size_t mark = mark_size(text);
    *rest = (struct slice){0};
    if (mark == 0)
        return text;
    text = slice_after(text, mark);
    for (size_t at = 0; at < text.size; at++)
        if (mark_size(slice_after(text, at)) > 0) {
            *rest = slice_after(text, at);
            return tidy(slice_part(text, 0, at));
        }
    return tidy(text);
}

static void add_remark(struct list_builder *builder, const char *words, struct slice value)
{
    struct text text = {0};
    if (value.size > 0) {
        text_put(&text, words);
        text_add(&text, value);
    }
    list_builder_remark(builder, text_slice(&text));
    text_done(&text);
}

static void add_value(struct list_builder *builder, const struct uk_field *field,
                      struct slice value)
{
    struct slice words = slice_from(field->words);
    switch (field->what) {
    case BIRTH:
        list_builder_birth(builder, value);
        break;
    case COUNTRY:
        list_builder_country(builder, value);
        break;
    case TITLE:
        list_builder_title(builder, value);
        break;
    case GENDER:
        list_builder_gender(builder, value);
        break;
    case ALIAS:
        list_builder_name(builder, NAME_ALIAS, value, (struct slice){0});
        break;
    case IDENTIFIER:
        list_builder_identifier(
            builder,
            &(struct entity_identifier){.kind = field->identifier, .value = value, .label = words});
        break;
    case LINK:
        list_builder_link(builder, &(struct entity_link){.how = words, .name = value});
        break;
    default:
        add_remark(builder, field->words, value);
    }
}

/* ---- "(UK Sanctions List Ref):CYB0099 (IMO number):9074729 (Phone number):(1) ..." */

/* The field that OFSI's other information names by this label; NULL: a remark. */
static const struct uk_field *labelled_field(struct slice label)
{
    static const char *const labels[][2] = {{"IMO number", "IMONumber"},
                                            {"Phone number", "PhoneNumber"},
                                            {"Email address", "EmailAddress"},
                                            {"Website", "Website"},
                                            {"Gender", "Gender"},
                                            {"Parent company", "ParentCompany"},
                                            {"Subsidiaries", "Subsidiary"},
                                            {"Business Reg No", "BusinessRegistrationNumber"},
                                            {"Current owners", "CurrentOwnerOperator"},
                                            {"Flag of ship", "CurrentBelievedFlagOfShip"}};
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++)
        if (list_column_equal(slice_from(labels[i][0]), label))
            return uk_field_of(slice_from(labels[i][1]));
    return NULL;
}

/* The size of "(Label):" at the front; 0: none stands there. */
static size_t label_size(struct slice text)
{
    enum { LONGEST = 48 };
    if (slice_byte(text, 0) != '(' || !byte_is_letter(slice_byte(text, 1)))
        return 0;
    size_t end = slice_find_byte(slice_part(text, 0, LONGEST), ')');
    return end != SLICE_NOWHERE && slice_byte(text, end + 1) == ':' ? end + 2 : 0;
}

static void add_labelled(struct list_builder *builder, struct slice text)
{
    while (text.size > 0) {
        size_t label = label_size(text), end = label > 0 ? label : 1;
        while (end < text.size && label_size(slice_after(text, end)) == 0)
            end++;
        const struct uk_field *field =
            label > 0 ? labelled_field(slice_part(text, 1, label - 2)) : NULL;
        if (field)
            uk_add_field(builder, field, slice_part(text, label, end));
        else
            list_builder_remark(builder, slice_part(text, 0, end));
        text = slice_after(text, end);
    }
}

void uk_add_field(struct list_builder *builder, const struct uk_field *field, struct slice value)
{
    if (field->what == LABELLED) {
        add_labelled(builder, value);
        return;
    }
    for (struct slice rest = value; rest.size > 0;)
        add_value(builder, field, take_value(&rest));
}

/* ---- Names, places, days */

static enum name_kind kind_of(const struct uk_name *name)
{
    static const char low[] = "low quality|low|weak|low quality a.k.a.";
    struct slice type = slice_trim(name->type), strength = slice_trim(name->strength);
    struct text lower = {0};
    for (size_t i = 0; i < strength.size; i++)
        text_add_byte(&lower, byte_lower(strength.data[i]));
    bool is_low = slice_is_one_of(text_slice(&lower), low, '|');
    text_done(&lower);
    if (slice_starts_with_ignoring_case(type, "FKA") ||
        slice_starts_with_ignoring_case(type, "formerly"))
        return NAME_FORMER;
    if (is_low)
        return NAME_WEAK_ALIAS;
    if (slice_equal_ignoring_case(type, slice_from("Primary name")))
        return NAME_PRIMARY;
    return NAME_ALIAS;
}

void uk_add_name(struct list_builder *builder, const struct uk_name *name)
{
    struct text whole = {0};
    for (size_t i = 0; i < UK_NAMES; i++)
        text_join(&whole, " ", slice_trim(name->parts[i]));
    struct slice family = slice_trim(name->parts[UK_NAMES - 1]);
    if (family.size == whole.size)
        family = (struct slice){0};
    list_builder_name(builder, kind_of(name), text_slice(&whole), family);
    text_done(&whole);
}

void uk_add_birth_place(struct list_builder *builder, struct slice town, struct slice country)
{
    while (town.size > 0 || country.size > 0) {
        struct text place = {0};
        struct slice one = take_value(&town), other = take_value(&country);
        text_add(&place, one);
        text_put(&place, one.size > 0 && other.size > 0 ? ", " : "");
        text_add(&place, other);
        list_builder_birth_place(builder, text_slice(&place));
        text_done(&place);
    }
}

struct instant uk_date(struct slice text)
{
    struct instant when = {0};
    struct partial_date date;
    if (!written_date_parse(slice_trim(text), &when) && partial_date_read(text, &date) &&
        date.day > 0)
        instant_from_date(date.year, date.month, date.day, &when);
    return when;
}
