/* SPDX-License-Identifier: MIT */
#include "attribution/ofac_remark.h"

#include "attribution/ofac_entry.h"
#include "base/written_date.h"

enum act {
    KEEP, /* understood, and told as it stands */
    BIRTH,
    BIRTH_PLACE,
    COUNTRY,
    GENDER,
    WEAK_ALIAS, /* stands in quotes, unlike the aliases of ALT.CSV */
    ALIAS,
    FORMER,
    LINK,
    IDENTIFY,
    TELEPHONE,
    OWN_NUMBER, /* of persons a national identity number, else a registration */
    SHIP,       /* "IMO 9999993", "MMSI 677050000", else a registration */
    LEGAL_ENTITY,
    WALLET,
    LISTED, /* "(EO 14024 Directive 2): 24 Feb 2022" */
};

struct label {
    const char *words;
    enum act act;
    enum identifier_kind kind;
};

/* Longer labels before those that begin them. Case is ignored, "alt." was taken off. */
static const struct label labels[] = {
    {"DOB", BIRTH, 0},
    {"Organization Established Date", BIRTH, 0},
    {"POB", BIRTH_PLACE, 0},
    {"Birthdate", BIRTH, 0},
    {"Place of Birth", BIRTH_PLACE, 0},
    {"nationality of registration", COUNTRY, 0},
    {"Nationality Country", COUNTRY, 0},
    {"Citizenship Country", COUNTRY, 0},
    {"nationality", COUNTRY, 0},
    {"citizen", COUNTRY, 0},
    {"Former Vessel Flag", COUNTRY, 0},
    {"Other Vessel Flag", COUNTRY, 0},
    {"Vessel Flag", COUNTRY, 0},
    {"Gender", GENDER, 0},
    {"a.k.a.", WEAK_ALIAS, 0},
    {"n.k.a.", WEAK_ALIAS, 0},
    {"f.k.a.", FORMER, 0},
    {"Issuer Name", ALIAS, 0},
    {"Linked To:", LINK, 0},
    {"Aircraft Operator", LINK, 0},
    {"Vessel Owner", LINK, 0},
    {"Digital Currency Address -", WALLET, 0},
    {"Vessel Registration Identification", SHIP, 0},
    {"Vessel Registration Number", SHIP, 0},
    {"IMO Number", IDENTIFY, IDENTIFIER_IMO},
    {"IMO", IDENTIFY, IDENTIFIER_IMO},
    {"MMSI", IDENTIFY, IDENTIFIER_MMSI},
    {"Vessel Call Sign", IDENTIFY, IDENTIFIER_CALL_SIGN},
    {"Other Vessel Call Sign", IDENTIFY, IDENTIFIER_CALL_SIGN},
    {"Call Sign", IDENTIFY, IDENTIFIER_CALL_SIGN},
    {"Aircraft Manufacturer's Serial Number (MSN)", IDENTIFY, IDENTIFIER_AIRCRAFT_SERIAL},
    {"Aircraft Construction Number (also called L/N or S/N or F/N)", IDENTIFY,
     IDENTIFIER_AIRCRAFT_SERIAL},
    {"Aircraft Serial Identification", IDENTIFY, IDENTIFIER_AIRCRAFT_SERIAL},
    {"Previous Aircraft Tail Number", IDENTIFY, IDENTIFIER_AIRCRAFT},
    {"Aircraft Tail Number", IDENTIFY, IDENTIFIER_AIRCRAFT},
    {"Aircraft Mode S Transponder Code", IDENTIFY, IDENTIFIER_OTHER},
    {"Legal Entity Number", LEGAL_ENTITY, 0},
    {"SWIFT/BIC", IDENTIFY, IDENTIFIER_BIC},
    {"BIK (RU)", IDENTIFY, IDENTIFIER_OTHER},
    {"ISIN", IDENTIFY, IDENTIFIER_OTHER},
    {"Equity Ticker", IDENTIFY, IDENTIFIER_OTHER},
    {"D-U-N-S Number", IDENTIFY, IDENTIFIER_DUNS},
    {"DUNS Number", IDENTIFY, IDENTIFIER_DUNS},
    {"Email Address", IDENTIFY, IDENTIFIER_EMAIL},
    {"Email:", IDENTIFY, IDENTIFIER_EMAIL},
    {"Website", IDENTIFY, IDENTIFIER_WEBSITE},
    {"Phone Number", TELEPHONE, 0},
    {"Telephone No.", TELEPHONE, 0},
    {"Telephone Number", TELEPHONE, 0},
    {"Telephone:", TELEPHONE, 0},
    {"Telephone", TELEPHONE, 0},
    {"Fax No.", TELEPHONE, 0},
    {"Fax Number", TELEPHONE, 0},
    {"Fax:", TELEPHONE, 0},
    {"Fax", TELEPHONE, 0},
    {"British National Overseas Passport", IDENTIFY, IDENTIFIER_PASSPORT},
    {"Diplomatic Passport", IDENTIFY, IDENTIFIER_PASSPORT},
    {"Stateless Person Passport", IDENTIFY, IDENTIFIER_PASSPORT},
    {"Travel Document Number", IDENTIFY, IDENTIFIER_PASSPORT},
    {"Passport", IDENTIFY, IDENTIFIER_PASSPORT},
    {"SSN", IDENTIFY, IDENTIFIER_NATIONAL_ID},
    {"Cedula No.", IDENTIFY, IDENTIFIER_NATIONAL_ID},
    {"Cedula", IDENTIFY, IDENTIFIER_NATIONAL_ID},
    {"C.U.R.P. #", IDENTIFY, IDENTIFIER_NATIONAL_ID},
    {"C.U.R.P.", IDENTIFY, IDENTIFIER_NATIONAL_ID},
    {"D.N.I.", IDENTIFY, IDENTIFIER_NATIONAL_ID},
    {"I.F.E.", IDENTIFY, IDENTIFIER_NATIONAL_ID},
    {"LE Number", IDENTIFY, IDENTIFIER_NATIONAL_ID},
    {"Numero de Identidad", IDENTIFY, IDENTIFIER_NATIONAL_ID},
    {"Credencial electoral", IDENTIFY, IDENTIFIER_NATIONAL_ID},
    {"Electoral Registry No.", IDENTIFY, IDENTIFIER_NATIONAL_ID},
    {"Cartilla de Servicio Militar Nacional", IDENTIFY, IDENTIFIER_NATIONAL_ID},
    {"Tazkira National ID Card", IDENTIFY, IDENTIFIER_NATIONAL_ID},
    {"Residency Number", IDENTIFY, IDENTIFIER_NATIONAL_ID},
    {"Identification Number", OWN_NUMBER, 0},
    {"R.F.C. #", IDENTIFY, IDENTIFIER_TAX},
    {"R.F.C.", IDENTIFY, IDENTIFIER_TAX},
    {"RFC", IDENTIFY, IDENTIFIER_TAX},
    {"RIF #", IDENTIFY, IDENTIFIER_TAX},
    {"RUC #", IDENTIFY, IDENTIFIER_TAX},
    {"RTN", IDENTIFY, IDENTIFIER_TAX},
    {"NIT #", IDENTIFY, IDENTIFIER_TAX},
    {"C.U.I.T.", IDENTIFY, IDENTIFIER_TAX},
    {"C.U.I.P.", IDENTIFY, IDENTIFIER_TAX},
    {"V.A.T. Number", IDENTIFY, IDENTIFIER_TAX},
    {"US FEIN", IDENTIFY, IDENTIFIER_TAX},
    {"Italian Fiscal Code", IDENTIFY, IDENTIFIER_TAX},
    {"Numero Unico de Identificacao Tributaria (NUIT)", IDENTIFY, IDENTIFIER_TAX},
    {"Unified Social Credit Code (USCC)", IDENTIFY, IDENTIFIER_REGISTRATION},
    {"United Social Credit Code Certificate (USCCC)", IDENTIFY, IDENTIFIER_REGISTRATION},
    {"C.R. No.", IDENTIFY, IDENTIFIER_REGISTRATION},
    {"Government Gazette Number", IDENTIFY, IDENTIFIER_REGISTRATION},
    {"Matricula Mercantil No", IDENTIFY, IDENTIFIER_REGISTRATION},
    {"Folio Mercantil No.", IDENTIFY, IDENTIFIER_REGISTRATION},
    {"Istanbul Chamber of Comm. No.", IDENTIFY, IDENTIFIER_REGISTRATION},
    {"Enterprise Number", IDENTIFY, IDENTIFIER_REGISTRATION},
    {"Branch Unit Number", IDENTIFY, IDENTIFIER_REGISTRATION},
    {"License", IDENTIFY, IDENTIFIER_REGISTRATION},
    {"Listing Date", LISTED, 0},
    {"Effective Date", KEEP, 0},
    {"Purchase/Sales For Divestment Date", KEEP, 0},
    {"Secondary sanctions risk", KEEP, 0},
    {"Additional Sanctions Information", KEEP, 0},
    {"Transactions Prohibited", KEEP, 0},
    {"Executive Order", KEEP, 0},
    {"CAATSA Section", KEEP, 0},
    {"PEESA Information", KEEP, 0},
    {"IFCA Determination", KEEP, 0},
    {"For more information", KEEP, 0},
    {"Organization Type:", KEEP, 0},
    {"Target Type", KEEP, 0},
    {"Aircraft Model", KEEP, 0},
    {"Aircraft Manufacture Date", KEEP, 0},
    {"Former Vessel Type", KEEP, 0},
    {"Other Vessel Type", KEEP, 0},
    {"Vessel Type", KEEP, 0},
    {"Vessel Year of Build", KEEP, 0},
    {"Vessel Gross Registered Tonnage", KEEP, 0},
    {"Vessel Gross Tonnage", KEEP, 0},
    {"Vessel Tonnage", KEEP, 0},
    {"Vessel Deadweight", KEEP, 0},
    {"Gross Registered Tonnage", KEEP, 0},
    {"Gross Tonnage", KEEP, 0},
    {"Deadweight", KEEP, 0},
    {"all offices worldwide", KEEP, 0},
    /* Telegraph code of a name in Chinese: thousands share it, so it is none of anybody. */
    {"Chinese Commercial Code", KEEP, 0},
};

/* What a label that is not in the table says of itself. */
static const struct {
    const char *word;
    enum identifier_kind kind;
} hints[] = {
    {"passport", IDENTIFIER_PASSPORT},
    {"travel document", IDENTIFIER_PASSPORT},
    {"tax", IDENTIFIER_TAX},
    {"fiscal", IDENTIFIER_TAX},
    {"v.a.t.", IDENTIFIER_TAX},
    {"vat ", IDENTIFIER_TAX},
    {"national id", IDENTIFIER_NATIONAL_ID},
    {"personal id", IDENTIFIER_NATIONAL_ID},
    {"foreign id", IDENTIFIER_NATIONAL_ID},
    {"refugee id", IDENTIFIER_NATIONAL_ID},
    {"identification", IDENTIFIER_NATIONAL_ID},
    {"kenyan id", IDENTIFIER_NATIONAL_ID},
    {"person id", IDENTIFIER_NATIONAL_ID},
    {"regist", IDENTIFIER_REGISTRATION},
    {"company", IDENTIFIER_REGISTRATION},
    {"business", IDENTIFIER_REGISTRATION},
    {"commerc", IDENTIFIER_REGISTRATION},
    {"chamber", IDENTIFIER_REGISTRATION},
    {"trade license", IDENTIFIER_REGISTRATION},
    {"incorporation", IDENTIFIER_REGISTRATION},
    {"charity", IDENTIFIER_REGISTRATION},
    {"account", IDENTIFIER_BANK_ACCOUNT},
};

struct fact {
    struct list_builder *builder;
    enum entity_kind kind; /* of whom it is said */
    struct slice label, value, country;
};

/* ---- Pieces of a part */

static struct slice after_alternative(struct slice part)
{
    return slice_starts_with_ignoring_case(part, "alt. ") ? slice_trim(slice_after(part, 5)) : part;
}

static bool is_boundary(struct slice text, size_t at)
{
    uint8_t byte = slice_byte(text, at);
    return at >= text.size || !(byte_is_letter(byte) || byte_is_digit(byte)) ||
           slice_byte(text, at - 1) == ':';
}

/* The row whose label is at the front. */
static const struct label *find_label(struct slice part)
{
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++)
        if (slice_starts_with_ignoring_case(part, labels[i].words) &&
            is_boundary(part, slice_from(labels[i].words).size))
            return &labels[i];
    return NULL;
}

static size_t find_ignoring_case(struct slice text, const char *what)
{
    for (size_t i = 0; i < text.size; i++)
        if (slice_starts_with_ignoring_case(slice_after(text, i), what))
            return i;
    return SLICE_NOWHERE;
}

static bool has_digit(struct slice text)
{
    for (size_t i = 0; i < text.size; i++)
        if (byte_is_digit(text.data[i]))
            return true;
    return false;
}

/* "... issued 09 Sep 2000", "... expires 2012": when a paper was valid is not asked. */
static struct slice without_validity(struct slice value)
{
    static const char *const words[] = {" issued", " expire", ", issued", ", expire",
                                        " date of issue"};
    size_t end = value.size;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        size_t at = find_ignoring_case(value, words[i]);
        end = at < end ? at : end;
    }
    return slice_trim(slice_part(value, 0, end));
}

/* "Booklet: A5199819", "No.: 0310857" */
static struct slice without_filler(struct slice value)
{
    static const char *const fillers[] = {"Booklet:", "Booklet ", "No.:", "Number ", "No. ", ":"};
    for (size_t i = 0; i < sizeof fillers / sizeof *fillers; i++)
        if (slice_starts_with(value, fillers[i]))
            return slice_trim(slice_after(value, slice_from(fillers[i]).size));
    return value;
}

/* Takes "(Iran)" off the end; empty where no such thing stands there. */
static struct slice take_brackets(struct slice *value)
{
    size_t open = slice_find_last_byte(*value, '(');
    if (open == SLICE_NOWHERE || !slice_ends_with(*value, ")"))
        return (struct slice){0};
    struct slice inside = slice_trim(slice_part(*value, open + 1, value->size - 1));
    *value = slice_trim(slice_part(*value, 0, open));
    return inside;
}

static struct slice without_quotes(struct slice value)
{
    size_t from = slice_find_byte(value, '\'');
    size_t to = slice_find_last_byte(value, '\'');
    if (from != 0 || to == 0)
        return value;
    return slice_part(value, 1, to);
}

/* ---- What is done with them */

static void add_link(struct list_builder *builder, const char *how, struct slice name)
{
    struct entity_link link = {.how = slice_from(how), .name = name};
    list_builder_link(builder, &link);
}

/* Numbers of papers have a digit; names of places and words ("unknown") that stand for one do not.
 */
static bool is_number_of(enum identifier_kind kind, struct slice value)
{
    bool has_letters_alone = kind == IDENTIFIER_BIC || kind == IDENTIFIER_CALL_SIGN ||
                             kind == IDENTIFIER_AIRCRAFT || kind == IDENTIFIER_EMAIL ||
                             kind == IDENTIFIER_WEBSITE || kind == IDENTIFIER_OTHER;
    return has_letters_alone || has_digit(value);
}

static bool add_identifier(const struct fact *fact, enum identifier_kind kind, struct slice value)
{
    struct entity_identifier identifier = {kind, value, fact->label, fact->country};
    if (value.size == 0 || !is_number_of(kind, value))
        return false;
    list_builder_identifier(fact->builder, &identifier);
    return true;
}

static bool add_ship(struct fact *fact)
{
    const struct label *label = find_label(fact->value);
    if (!label || (label->kind != IDENTIFIER_IMO && label->kind != IDENTIFIER_MMSI))
        return add_identifier(fact, IDENTIFIER_REGISTRATION, fact->value);
    size_t size = slice_from(label->words).size;
    fact->label = slice_part(fact->value, 0, size);
    return add_identifier(fact, label->kind, slice_trim(slice_after(fact->value, size)));
}

static bool add_wallet(struct fact *fact)
{
    struct slice rest = fact->value, currency = slice_split(&rest, ' ');
    fact->label = currency;
    return add_identifier(fact, IDENTIFIER_WALLET, slice_trim(rest));
}

/* The directive that it was listed under, with the day. */
static bool add_listing(const struct fact *fact)
{
    struct slice day = fact->value;
    struct instant from;
    size_t close = slice_find_last_byte(day, ')');
    struct slice programme = fact->country;
    if (programme.size == 0 && close != SLICE_NOWHERE) {
        programme = slice_trim(slice_part(day, 0, close));
        programme = slice_after(programme, slice_starts_with(programme, "(") ? 1 : 0);
        day = slice_after(day, close + 1);
    }
    day = slice_after(day, slice_starts_with(day, ":") ? 1 : 0);
    if (programme.size == 0 || !written_date_parse(slice_trim(day), &from))
        return false;
    struct designation designation = {.authority = slice_from("US"),
                                      .body = slice_from("OFAC"),
                                      .programme = programme,
                                      .from = from};
    list_builder_designation(fact->builder, &designation);
    return true;
}

static bool add_birth(const struct fact *fact)
{
    struct partial_date date;
    if (!partial_date_read(fact->value, &date))
        return false;
    list_builder_birth(fact->builder, fact->value);
    return true;
}

static bool has_valid_lei_form(struct slice value)
{
    enum { LEI_SIZE = 20 };
    return value.size == LEI_SIZE && slice_find_byte(value, ' ') == SLICE_NOWHERE;
}

static bool act_on(const struct label *label, struct fact *fact)
{
    struct list_builder *b = fact->builder;
    struct slice value = fact->value;
    if (label->act != KEEP && value.size == 0)
        return false;
    switch (label->act) {
    case KEEP:
        return true;
    case BIRTH:
        return add_birth(fact);
    case BIRTH_PLACE:
        list_builder_birth_place(b, value);
        return true;
    case COUNTRY:
        ofac_entry_country(b, value);
        return true;
    case GENDER:
        list_builder_gender(b, value);
        return true;
    case WEAK_ALIAS:
        ofac_entry_name(b, fact->kind, NAME_WEAK_ALIAS, without_quotes(value));
        return true;
    case ALIAS:
        ofac_entry_name(b, fact->kind, NAME_ALIAS, value);
        return true;
    case FORMER:
        ofac_entry_name(b, fact->kind, NAME_FORMER, without_quotes(value));
        return true;
    case LINK:
        add_link(b, label->words[0] == 'L' ? "linked to" : label->words, value);
        return true;
    case IDENTIFY:
        return add_identifier(fact, label->kind, value);
    case TELEPHONE:
        return add_identifier(fact, IDENTIFIER_TELEPHONE, value);
    case OWN_NUMBER:
        return add_identifier(
            fact, fact->kind == ENTITY_PERSON ? IDENTIFIER_NATIONAL_ID : IDENTIFIER_REGISTRATION,
            value);
    case SHIP:
        return add_ship(fact);
    case LEGAL_ENTITY:
        return add_identifier(
            fact, has_valid_lei_form(value) ? IDENTIFIER_LEI : IDENTIFIER_REGISTRATION, value);
    case WALLET:
        return add_wallet(fact);
    case LISTED:
        return add_listing(fact);
    }
    return false;
}

static enum identifier_kind hinted_kind(struct slice label)
{
    for (size_t i = 0; i < sizeof hints / sizeof *hints; i++)
        if (find_ignoring_case(label, hints[i].word) != SLICE_NOWHERE)
            return hints[i].kind;
    return IDENTIFIER_OTHER;
}

/* Where a label that the table lacks ends: behind "No.", "Number" and the like. 0: it is none. */
static size_t label_size(struct slice part)
{
    for (size_t at = 0; at < part.size;) {
        size_t space = slice_find_byte(slice_after(part, at), ' ');
        if (space == SLICE_NOWHERE)
            return 0;
        struct slice word = slice_part(part, at, at + space);
        if (has_digit(word))
            return 0;
        at += space + 1;
        if (at <= word.size + 1 ||
            !slice_is_one_of(word, "No.|No|Number|number|#|ID|Card|Code", '|'))
            continue;
        struct slice next = slice_after(part, at);
        if (slice_is_one_of(slice_split(&next, ' '), "No.|No|Number|#|Card|Code", '|'))
            continue;
        return at;
    }
    return 0;
}

/* "(CBLS)" belongs to the label where a value follows. */
static size_t with_brackets(struct slice part, size_t size)
{
    struct slice rest = slice_after(part, size);
    size_t close = slice_find_byte(rest, ')');
    if (!slice_starts_with(rest, "(") || close == SLICE_NOWHERE || close + 2 >= rest.size ||
        has_digit(slice_part(rest, 0, close)))
        return size;
    return size + close + 2;
}

static bool add_by_its_label(struct fact *fact)
{
    return has_digit(fact->value) && add_identifier(fact, hinted_kind(fact->label), fact->value);
}

/* Numbers of papers are followed by who issued them, and when. */
static void part_value(const struct label *label, struct fact *fact)
{
    if (label && label->act != IDENTIFY && label->act != OWN_NUMBER && label->act != SHIP &&
        label->act != LEGAL_ENTITY)
        return;
    struct slice value = without_filler(without_validity(fact->value)), rest = value;
    struct slice inside = take_brackets(&rest);
    while (inside.size > 0 && !has_digit(inside)) {
        fact->country = fact->country.size > 0 ? fact->country : inside;
        value = rest;
        inside = take_brackets(&rest);
    }
    fact->value = value;
}

/* "(Linked To: X)", as the XML lists print it. */
static struct slice unwrapped(struct slice part)
{
    bool is_wrapped =
        slice_starts_with_ignoring_case(part, "(linked to:") && slice_ends_with(part, ")");
    return is_wrapped ? slice_part(part, 1, part.size - 1) : part;
}

/* "... (Linked To: X)" */
static struct slice take_link(struct list_builder *builder, struct slice part)
{
    size_t at = find_ignoring_case(part, "(linked to:");
    if (at == SLICE_NOWHERE || at == 0 || !slice_ends_with(part, ")"))
        return part;
    struct slice name = slice_part(part, at + slice_from("(linked to:").size, part.size - 1);
    add_link(builder, "linked to", slice_trim(name));
    return slice_trim(slice_part(part, 0, at));
}

static bool is_web_address(struct slice part)
{
    return (slice_starts_with(part, "http://") || slice_starts_with(part, "https://") ||
            slice_starts_with(part, "www.")) &&
           slice_find_byte(part, ' ') == SLICE_NOWHERE;
}

static bool read_web_address(struct list_builder *builder, struct slice part)
{
    struct fact fact = {.builder = builder, .label = slice_from("Website")};
    if (slice_ends_with(part, " (website)"))
        part = slice_trim(slice_part(part, 0, part.size - slice_from(" (website)").size));
    return is_web_address(part) && add_identifier(&fact, IDENTIFIER_WEBSITE, part);
}

/* Whether a part is both understood and to be told as it stands. */
static bool is_kept(struct slice part)
{
    const struct label *label = find_label(after_alternative(part));
    return label && (label->act == KEEP || label->act == LISTED);
}

bool ofac_remark_part(struct list_builder *builder, enum entity_kind kind, struct slice part)
{
    struct slice rest = after_alternative(take_link(builder, unwrapped(slice_trim(part))));
    const struct label *label = find_label(rest);
    size_t size = label ? slice_from(label->words).size : with_brackets(rest, label_size(rest));
    if (size == 0)
        return read_web_address(builder, rest);
    struct fact fact = {.builder = builder,
                        .kind = kind,
                        .label = slice_trim(slice_part(rest, 0, size)),
                        .value = slice_trim(slice_after(rest, size))};
    part_value(label, &fact);
    bool understood = label ? act_on(label, &fact) : add_by_its_label(&fact);
    if (understood && is_kept(part))
        list_builder_remark(builder, part);
    return understood;
}

/* ---- All of them */

/* Takes the next part off the front. A semicolon in quotes ('A; B') parts as well: OFAC's
 * names hold apostrophes, so quotes cannot be counted. */
static struct slice next_part(struct slice *rest)
{
    return slice_trim(slice_split(rest, ';'));
}

static struct slice without_full_stop(struct slice part)
{
    return slice_ends_with(part, ".") ? slice_part(part, 0, part.size - 1) : part;
}

void ofac_remark_read(struct list_builder *builder, enum entity_kind kind, struct slice remarks,
                      bool is_cut_before, bool is_cut_behind, struct ofac_remark_count *count)
{
    struct ofac_remark_count ignored = {0};
    count = count ? count : &ignored;
    for (struct slice rest = slice_trim(remarks); rest.size > 0;) {
        struct slice part = next_part(&rest);
        bool is_whole = !is_cut_before && (rest.size > 0 || !is_cut_behind);
        is_cut_before = false;
        if (rest.size == 0 && !is_cut_behind)
            part = without_full_stop(part);
        if (part.size == 0)
            continue;
        count->parts++;
        if (is_whole && ofac_remark_part(builder, kind, part))
            count->understood++;
        else
            list_builder_remark(builder, part);
    }
}

bool ofac_remark_fact(struct list_builder *builder, enum entity_kind kind, struct slice label,
                      struct slice value, struct slice country)
{
    struct text printed = {0};
    text_add(&printed, slice_trim(label));
    text_put(&printed, " ");
    text_add(&printed, slice_trim(value));
    struct slice part = text_slice(&printed);
    const struct label *known = find_label(part);
    size_t size = known ? slice_from(known->words).size : slice_trim(label).size;
    struct fact fact = {.builder = builder,
                        .kind = kind,
                        .label = slice_part(part, 0, size),
                        .value = slice_trim(slice_after(part, size)),
                        .country = country};
    bool is_number = !known && label_size(part) > 0;
    bool understood = known ? act_on(known, &fact) : is_number && add_by_its_label(&fact);
    if (!understood || (known && (known->act == KEEP || known->act == LISTED)))
        list_builder_remark(builder, part);
    text_done(&printed);
    return understood;
}
