/* un_xml - the consolidated list of the United Nations Security Council.
 *
 * CONSOLIDATED_LIST holds INDIVIDUALS and ENTITIES. Each has a permanent reference number
 * ("CDi.001"), the committee that lists it, and the day since when. Names of people stand in up
 * to four parts, of which none is said to be the family's. Aliases are of good or low quality;
 * many fields hold free text where a value is meant ("Tunisian passport number L 123, issued
 * ..."), which is taken apart where it can be. https://www.un.org/sc/resources/sc-sanctions.xsd */
/* SPDX-License-Identifier: MIT */
#include "attribution/list_builder.h"
#include "attribution/list_xml.h"

static struct text join(const struct xml *entry, const char *names, const char *separator)
{
    struct text joined = {0};
    for (struct slice rest = slice_from(names); rest.size > 0;) {
        struct slice name = slice_split(&rest, '|');
        for (const struct xml *child = xml_child(entry, NULL); child;
             child = xml_sibling(child, NULL))
            if (slice_equal(xml_name(child), name))
                text_join(&joined, separator, xml_text(child));
    }
    return joined;
}

static size_t find_ignoring_case(struct slice text, const char *what)
{
    for (size_t i = 0; i < text.size; i++)
        if (slice_starts_with_ignoring_case(slice_after(text, i), what))
            return i;
    return SLICE_NOWHERE;
}

static bool holds(struct slice text, const char *what)
{
    return find_ignoring_case(text, what) != SLICE_NOWHERE;
}

static bool has_digit(struct slice text)
{
    for (size_t i = 0; i < text.size; i++)
        if (byte_is_digit(text.data[i]))
            return true;
    return false;
}

/* ---- Names */

/* "A; B": each is a name. "A, born 1 Jan. 1953 (...)": the rest is none. */
static void add_names(struct list_builder *b, enum name_kind first, enum name_kind others,
                      struct slice names)
{
    for (enum name_kind kind = first; names.size > 0; kind = others) {
        struct slice name = slice_split(&names, ';');
        list_builder_name(b, kind, slice_part(name, 0, find_ignoring_case(name, ", born ")),
                          (struct slice){0});
    }
}

/* "... LIBERATION DU RWANDA (FDLR)": an acronym is a name as well, if a weak one. */
static void add_acronym(struct list_builder *b, struct slice name)
{
    enum { SHORTEST = 2, LONGEST = 12 };
    size_t open = slice_find_last_byte(name, '(');
    if (open == SLICE_NOWHERE || !slice_ends_with(name, ")"))
        return;
    struct slice inside = slice_part(name, open + 1, name.size - 1);
    for (size_t i = 0; i < inside.size; i++)
        if (!(inside.data[i] >= 'A' && inside.data[i] <= 'Z') && inside.data[i] != '-')
            return;
    if (inside.size >= SHORTEST && inside.size <= LONGEST)
        list_builder_name(b, NAME_WEAK_ALIAS, inside, (struct slice){0});
}

static void read_names(struct list_builder *b, const struct xml *entry)
{
    struct text name = join(entry, "FIRST_NAME|SECOND_NAME|THIRD_NAME|FOURTH_NAME", " ");
    add_names(b, NAME_PRIMARY, NAME_ALIAS, text_slice(&name));
    if (xml_is(entry, "ENTITY"))
        add_acronym(b, text_slice(&name));
    add_names(b, NAME_ALIAS, NAME_ALIAS, xml_text_at(entry, "NAME_ORIGINAL_SCRIPT"));
    text_done(&name);
}

static bool is_in_another_script(struct slice text)
{
    enum { AFTER_LATIN = 0xcd }; /* first byte of U+0340; Greek, Cyrillic, Arabic, Han follow */
    for (size_t i = 0; i < text.size; i++)
        if (text.data[i] >= AFTER_LATIN && text.data[i] != 0xe2)
            return true;
    return false;
}

/* "original script: ...", "in Arabic: ..." */
static struct slice original_script(struct slice note)
{
    size_t colon = slice_find_byte(note, ':');
    struct slice name = slice_trim(slice_after(note, colon == SLICE_NOWHERE ? colon : colon + 1));
    bool is_name = holds(note, "script:") || holds(note, "in arabic:");
    return is_name && is_in_another_script(name) ? name : (struct slice){0};
}

static enum name_kind alias_kind(struct slice quality, struct slice note)
{
    if (slice_starts_with_ignoring_case(quality, "f.k.a.") || holds(note, "previously listed as") ||
        holds(note, "formerly listed as"))
        return NAME_FORMER;
    return slice_equal_ignoring_case(quality, slice_from("low")) ? NAME_WEAK_ALIAS : NAME_ALIAS;
}

static void add_remark(struct list_builder *b, const char *what, struct slice value)
{
    struct text remark = {0};
    text_put(&remark, what);
    text_add(&remark, value);
    if (value.size > 0)
        list_builder_remark(b, text_slice(&remark));
    text_done(&remark);
}

static void read_alias(struct list_builder *b, const struct xml *alias)
{
    struct slice note = xml_text_at(alias, "NOTE"), script = original_script(note);
    enum name_kind kind = alias_kind(xml_text_at(alias, "QUALITY"), note);
    add_names(b, kind, kind, xml_text_at(alias, "ALIAS_NAME"));
    list_builder_name(b, kind, script, (struct slice){0});
    list_builder_birth(b, xml_text_at(alias, "DATE_OF_BIRTH"));
    struct text place = join(alias, "CITY_OF_BIRTH|COUNTRY_OF_BIRTH", ", ");
    list_builder_birth_place(b, text_slice(&place));
    text_done(&place);
    if (script.size == 0)
        add_remark(b, "of an alias: ", note);
}

/* ---- Births */

static void read_birth(struct list_builder *b, const struct xml *birth)
{
    struct text date = {0};
    struct slice type = xml_text_at(birth, "TYPE_OF_DATE"), note = xml_text_at(birth, "NOTE");
    struct slice day = xml_text_at(birth, "DATE"), year = xml_text_at(birth, "YEAR");
    bool about = slice_equal_ignoring_case(type, slice_from("approximately")) ||
                 holds(note, "approximately");
    text_put(&date, about ? "circa " : "");
    text_add(&date, day.size > 0 ? day : year);
    if (day.size + year.size == 0 && xml_text_at(birth, "FROM_YEAR").size > 0) {
        text_add(&date, xml_text_at(birth, "FROM_YEAR"));
        text_put(&date, " to ");
        text_add(&date, xml_text_at(birth, "TO_YEAR"));
    } else if (day.size + year.size == 0 && !holds(note, "hijri")) {
        text_add(&date, note);
    }
    list_builder_birth(b, text_slice(&date));
    add_remark(b, "of the date of birth: ", note);
    text_done(&date);
}

static void read_birth_place(struct list_builder *b, const struct xml *place)
{
    struct text joined = join(place, "STREET|CITY|STATE_PROVINCE|COUNTRY|NOTE", ", ");
    list_builder_birth_place(b, text_slice(&joined));
    text_done(&joined);
}

/* ---- Addresses and documents */

static void read_address(struct list_builder *b, const struct xml *address)
{
    struct text line = join(address, "STREET|CITY|STATE_PROVINCE|ZIP_CODE", ", ");
    struct entity_address read = {text_slice(&line), xml_text_at(address, "CITY"),
                                  xml_text_at(address, "COUNTRY")};
    list_builder_address(b, &read);
    add_remark(b, "of an address: ", xml_text_at(address, "NOTE"));
    text_done(&line);
}

/* "Tunisian passport number L 123, issued on 5 May 1988": L 123. */
static struct slice paper_number(struct slice text)
{
    static const char *const ends[] = {",", ";", " issued", " expire", " (", " under "};
    static const char *const begins[] = {"number:", "number ", "no.:", "no. ",
                                         "no ",     "card ",   "ssn ", ": "};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        text = slice_part(text, 0, find_ignoring_case(text, ends[i]));
    for (size_t i = 0; i < sizeof begins / sizeof *begins; i++) {
        size_t at = find_ignoring_case(text, begins[i]);
        if (at != SLICE_NOWHERE)
            text = slice_after(text, at + slice_from(begins[i]).size);
    }
    text = slice_trim(text);
    return has_digit(text) ? text : (struct slice){0};
}

static enum identifier_kind paper_kind(const struct xml *paper, struct slice label)
{
    static const struct {
        const char *word;
        enum identifier_kind kind;
    } kinds[] = {{"passport", IDENTIFIER_PASSPORT},   {"pasaporte", IDENTIFIER_PASSPORT},
                 {"passeport", IDENTIFIER_PASSPORT},  {"travel document", IDENTIFIER_PASSPORT},
                 {"laissez", IDENTIFIER_PASSPORT},    {"fiscal", IDENTIFIER_TAX},
                 {"birth", IDENTIFIER_OTHER},         {"driv", IDENTIFIER_OTHER},
                 {"student", IDENTIFIER_OTHER},       {"ration", IDENTIFIER_OTHER},
                 {"national", IDENTIFIER_NATIONAL_ID}};
    struct slice number = xml_text_at(paper, "NUMBER");
    struct slice said[] = {number.size > 0 ? number : xml_text_at(paper, "NOTE"), label};
    for (size_t n = 0; n < sizeof said / sizeof *said; n++)
        for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
            if (holds(said[n], kinds[i].word))
                return kinds[i].kind;
    return IDENTIFIER_NATIONAL_ID;
}

static void read_paper(struct list_builder *b, const struct xml *paper)
{
    struct slice label = xml_text_at(paper, "TYPE_OF_DOCUMENT2");
    struct slice note = xml_text_at(paper, "NOTE"), country = xml_text_at(paper, "ISSUING_COUNTRY");
    if (label.size == 0)
        label = xml_text_at(paper, "TYPE_OF_DOCUMENT");
    struct entity_identifier identifier = {.kind = paper_kind(paper, label),
                                           .value = paper_number(xml_text_at(paper, "NUMBER")),
                                           .label = label,
                                           .country = country};
    if (identifier.value.size == 0)
        identifier.value = paper_number(note);
    if (country.size == 0)
        identifier.country = xml_text_at(paper, "COUNTRY_OF_ISSUE");
    list_builder_identifier(b, &identifier);
    add_remark(b, "of a document: ", note);
}

/* ---- Listing */

static void read_listing(struct list_builder *b, const struct xml *entry)
{
    struct designation designation = {.authority = slice_from("UN"),
                                      .body = slice_from("Security Council"),
                                      .programme = xml_text_at(entry, "UN_LIST_TYPE"),
                                      .reference = xml_text_at(entry, "REFERENCE_NUMBER")};
    instant_parse(slice_part(xml_text_at(entry, "LISTED_ON"), 0, 10), &designation.from);
    list_builder_designation(b, &designation);
}

/* The newest of several days; they are written so that bytes order them. */
static void read_update(struct list_builder *b, const struct xml *updates)
{
    struct slice newest = {0};
    for (const struct xml *day = xml_child(updates, "VALUE"); day; day = xml_sibling(day, "VALUE"))
        if (slice_compare(xml_text(day), newest) > 0)
            newest = xml_text(day);
    add_remark(b, "last updated ", newest);
}

static void read_values(struct list_builder *b, const struct xml *values,
                        void (*add)(struct list_builder *, struct slice))
{
    for (const struct xml *value = xml_child(values, "VALUE"); value;
         value = xml_sibling(value, "VALUE"))
        add(b, xml_text(value));
}

static void read_title(struct list_builder *b, const struct xml *title)
{
    struct text joined = join(title, "VALUE", "; ");
    list_builder_title(b, text_slice(&joined));
    text_done(&joined);
}

static void read_gender(struct list_builder *b, const struct xml *gender)
{
    list_builder_gender(b, xml_text(gender));
}

static void read_comments(struct list_builder *b, const struct xml *comments)
{
    list_builder_remark(b, xml_text(comments));
}

static void read_nationality(struct list_builder *b, const struct xml *nationality)
{
    read_values(b, nationality, list_builder_country);
}

static void read_position(struct list_builder *b, const struct xml *position)
{
    read_values(b, position, list_builder_remark);
}

static const struct {
    const char *name;
    void (*read)(struct list_builder *b, const struct xml *element);
} elements[] = {
    {"INDIVIDUAL_ALIAS", read_alias},
    {"ENTITY_ALIAS", read_alias},
    {"INDIVIDUAL_ADDRESS", read_address},
    {"ENTITY_ADDRESS", read_address},
    {"INDIVIDUAL_DATE_OF_BIRTH", read_birth},
    {"INDIVIDUAL_PLACE_OF_BIRTH", read_birth_place},
    {"INDIVIDUAL_DOCUMENT", read_paper},
    {"NATIONALITY", read_nationality},
    {"DESIGNATION", read_position},
    {"TITLE", read_title},
    {"GENDER", read_gender},
    {"COMMENTS1", read_comments},
    {"LAST_DAY_UPDATED", read_update},
};

static void read_date(struct entity_list *list, const struct xml *root)
{
    instant_parse(slice_part(xml_attribute(root, "dateGenerated"), 0, 10), &list->date);
}

static bool read_entry(void *context, const struct xml *entry)
{
    struct list_reading *reading = context;
    struct list_builder *b = reading->builder;
    struct slice id = xml_text_at(entry, "REFERENCE_NUMBER");
    read_date(reading->list, xml_parent(entry));
    list_builder_begin(b, id.size > 0 ? id : xml_text_at(entry, "DATAID"),
                       xml_is(entry, "INDIVIDUAL") ? ENTITY_PERSON : ENTITY_ORGANISATION);
    list_builder_set_place(b, 0, xml_line(entry));
    read_names(b, entry);
    read_listing(b, entry);
    for (const struct xml *child = xml_child(entry, NULL); child; child = xml_sibling(child, NULL))
        for (size_t i = 0; i < sizeof elements / sizeof *elements; i++)
            if (xml_is(child, elements[i].name))
                elements[i].read(b, child);
    list_builder_end(b);
    return true;
}

static int recognise(struct slice content, const char *file_name)
{
    enum { CERTAIN = 100 };
    (void)file_name;
    return list_xml_has_root(content, "CONSOLIDATED_LIST", NULL) ? CERTAIN : 0;
}

static bool read(const struct list_file *files, size_t count, const struct list_map *map,
                 struct entity_list *list, struct problem *problem)
{
    (void)map, (void)count;
    list->name = slice_from("UN consolidated");
    bool read = list_xml_read(files, "INDIVIDUAL|ENTITY", read_entry, list, problem);
    if (read && list->entity_count == 0)
        return problem_set(problem, "%s: no entry of the UN list stands in it", files->name);
    return read;
}

const struct list_reader un_xml_list = {
    .name = "un_xml",
    .title = "the consolidated list of the UN Security Council (XML)",
    .recognise = recognise,
    .read = read,
};
