/* SPDX-License-Identifier: MIT */
#include "attribution/eu_entry.h"

#include "base/written_date.h"

/* ---- Names */

static bool has_word(struct slice text, const char *word)
{
    struct slice wanted = slice_from(word);
    for (size_t at = 0; at + wanted.size <= text.size; at++)
        if (slice_equal_ignoring_case(slice_part(text, at, at + wanted.size), wanted))
            return true;
    return false;
}

static enum name_kind kind_of(const struct eu_name *name, bool has_primary)
{
    if (slice_equal_ignoring_case(name->strong, slice_from("false")) ||
        has_word(name->remark, "low quality"))
        return NAME_WEAK_ALIAS;
    if (has_word(name->remark, "f.k.a.") || has_word(name->remark, "formerly known"))
        return NAME_FORMER;
    return has_primary ? NAME_ALIAS : NAME_PRIMARY;
}

void eu_add_name(struct list_builder *builder, const struct eu_name *name, bool *has_primary)
{
    struct text whole = {0};
    text_add(&whole, slice_trim(name->whole));
    if (whole.size == 0) {
        text_join(&whole, " ", slice_trim(name->first));
        text_join(&whole, " ", slice_trim(name->middle));
        text_join(&whole, " ", slice_trim(name->last));
    }
    if (whole.size > 0) {
        enum name_kind kind = kind_of(name, *has_primary);
        list_builder_name(builder, kind, text_slice(&whole), name->last);
        *has_primary = *has_primary || kind == NAME_PRIMARY;
    }
    if (slice_trim(name->gender).size > 0)
        list_builder_gender(builder, name->gender);
    if (slice_trim(name->title).size > 0)
        list_builder_title(builder, name->title);
    list_builder_remark(builder, name->function);
    text_done(&whole);
}

/* ---- Births */

static struct slice unless_zero(struct slice number)
{
    number = slice_trim(number);
    uint64_t value;
    return slice_to_number(number, UINT32_MAX, &value) && value == 0 ? (struct slice){0} : number;
}

static void add_date(struct text *text, const struct eu_birth *birth)
{
    struct slice day = unless_zero(birth->day), month = unless_zero(birth->month);
    struct slice year = unless_zero(birth->year), from = unless_zero(birth->from);
    if (slice_equal_ignoring_case(slice_trim(birth->circa), slice_from("true")))
        text_put(text, "circa ");
    if (slice_trim(birth->date).size > 0) {
        text_add(text, slice_trim(birth->date));
    } else if (year.size > 0) {
        text_add(text, year);
        if (month.size > 0)
            text_print(text, "-%.*s", (int)month.size, (const char *)month.data);
        if (month.size > 0 && day.size > 0)
            text_print(text, "-%.*s", (int)day.size, (const char *)day.data);
    } else if (from.size > 0) {
        text_add(text, from);
        text_put(text, " to ");
        text_add(text, unless_zero(birth->to));
    }
}

static bool is_unknown(struct slice text)
{
    text = slice_trim(text);
    return text.size == 0 || slice_equal_ignoring_case(text, slice_from("unknown")) ||
           slice_equal_text(text, "00");
}

void eu_add_birth(struct list_builder *builder, const struct eu_birth *birth)
{
    struct text date = {0}, place = {0};
    add_date(&date, birth);
    list_builder_birth(builder, text_slice(&date));
    text_join(&place, ", ", slice_trim(birth->place));
    text_join(&place, ", ", slice_trim(birth->city));
    text_join(&place, ", ", slice_trim(birth->region));
    if (!is_unknown(birth->country))
        text_join(&place, ", ", slice_trim(birth->country));
    list_builder_birth_place(builder, text_slice(&place));
    text_done(&date);
    text_done(&place);
}

/* ---- Addresses, documents */

void eu_add_address(struct list_builder *builder, const struct eu_address *address)
{
    struct text text = {0};
    text_join(&text, ", ", slice_trim(address->street));
    if (slice_trim(address->box).size > 0)
        text_join(&text, ", ", slice_from("PO Box"));
    text_join(&text, " ", slice_trim(address->box));
    text_join(&text, ", ", slice_trim(address->place));
    text_join(&text, ", ", slice_trim(address->zip));
    text_join(&text, ", ", slice_trim(address->city));
    text_join(&text, ", ", slice_trim(address->region));
    list_builder_address(builder, &(struct entity_address){.text = text_slice(&text),
                                                           .city = address->city,
                                                           .country = is_unknown(address->country)
                                                                          ? (struct slice){0}
                                                                          : address->country});
    text_done(&text);
}

/* Documents are told by a code ("passport", "regnumber") or by what the code means. */
static enum identifier_kind document_kind(const struct eu_document *document)
{
    static const struct {
        const char *word;
        enum identifier_kind kind;
    } words[] = {
        {"passport", IDENTIFIER_PASSPORT},
        {"fiscal", IDENTIFIER_TAX},
        {"tax", IDENTIFIER_TAX},
        {"regnumber", IDENTIFIER_REGISTRATION},
        {"registration", IDENTIFIER_REGISTRATION},
        {"company number", IDENTIFIER_REGISTRATION},
        {"trade", IDENTIFIER_REGISTRATION},
        {"swift", IDENTIFIER_BIC},
        {"bic", IDENTIFIER_BIC},
        {"imo", IDENTIFIER_IMO},
        {"national id", IDENTIFIER_NATIONAL_ID},
        {"identity card", IDENTIFIER_NATIONAL_ID},
        {"identification card", IDENTIFIER_NATIONAL_ID},
        {"ssn", IDENTIFIER_NATIONAL_ID},
        {"social security", IDENTIFIER_NATIONAL_ID},
    };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (has_word(document->code, words[i].word) ||
            has_word(document->description, words[i].word))
            return words[i].kind;
    return slice_equal_ignoring_case(slice_trim(document->code), slice_from("id"))
               ? IDENTIFIER_NATIONAL_ID
               : IDENTIFIER_OTHER;
}

void eu_add_document(struct list_builder *builder, const struct eu_document *document)
{
    struct slice label = slice_trim(document->description);
    list_builder_identifier(
        builder,
        &(struct entity_identifier){.kind = document_kind(document),
                                    .value = document->number,
                                    .label = label.size > 0 ? label : document->code,
                                    .country = is_unknown(document->country) ? (struct slice){0}
                                                                             : document->country});
}

/* ---- Acts */

struct instant eu_date(struct slice text)
{
    struct instant when = {0};
    struct partial_date date;
    text = slice_trim(text);
    size_t day = slice_find_byte(text, 'T');
    text = slice_part(text, 0, day);
    if (!written_date_parse(text, &when) && partial_date_read(text, &date) && date.day > 0)
        instant_from_date(date.year, date.month, date.day, &when);
    return when;
}

void eu_note_day(struct eu_act *act, struct slice day)
{
    struct instant when = eu_date(day);
    if (instant_is_known(when) && (!instant_is_known(act->earliest) || when.ns < act->earliest.ns))
        act->earliest = when;
}

void eu_add_act(struct list_builder *builder, const struct eu_act *act)
{
    bool commission =
        slice_equal_ignoring_case(slice_trim(act->organisation), slice_from("commission"));
    list_builder_designation(
        builder, &(struct designation){.authority = slice_from("EU"),
                                       .body = slice_from(commission ? "Commission" : "Council"),
                                       .programme = act->programme,
                                       .reference = act->number,
                                       .from = instant_is_known(act->designated) ? act->designated
                                                                                 : act->earliest});
}

void eu_set_kind(struct list_builder *builder, struct slice code)
{
    enum entity_kind kind;
    if (entity_kind_read(code, &kind))
        list_builder_set_kind(builder, kind);
}

void eu_add_country(struct list_builder *builder, struct slice name, struct slice code)
{
    if (!is_unknown(name))
        list_builder_country(builder, name);
    else if (!is_unknown(code))
        list_builder_country(builder, code);
}
