/* eu_csv - the European Union's Financial Sanctions Files, full list, CSV 1.1 and 1.0: rows with
 * the same number are one entity, each with a name, an address, a document ... of it. */
/* SPDX-License-Identifier: MIT */
#include "attribution/eu_entry.h"
#include "attribution/list_reader.h"
#include "attribution/list_table.h"

/* 1.1 first, then 1.0. */
#define ID "Entity_LogicalId/Entity_logical_id"
#define NAME "NameAlias_WholeName/Naal_wholename"

enum column {
    DATE,
    REFERENCE,
    DESIGNATED,
    REMARK,
    SUBJECT,
    SUBJECT_CODE,
    ORGANISATION,
    PUBLISHED,
    IN_FORCE,
    NUMBER,
    PROGRAMME,
    NAME_WHOLE,
    NAME_FIRST,
    NAME_MIDDLE,
    NAME_LAST,
    NAME_GENDER,
    NAME_TITLE,
    NAME_FUNCTION,
    NAME_REMARK,
    NAME_PUBLISHED,
    NAME_STRONG,
    STREET,
    PLACE,
    BOX,
    ZIP,
    CITY,
    REGION,
    COUNTRY,
    COUNTRY_CODE,
    BIRTH,
    BIRTH_DAY,
    BIRTH_MONTH,
    BIRTH_YEAR,
    BIRTH_FROM,
    BIRTH_TO,
    BIRTH_CIRCA,
    BIRTH_PLACE,
    BIRTH_CITY,
    BIRTH_REGION,
    BIRTH_COUNTRY,
    DOCUMENT,
    DOCUMENT_CODE,
    DOCUMENT_KIND,
    DOCUMENT_COUNTRY,
    CITIZENSHIP,
    CITIZENSHIP_CODE,
    COLUMNS
};

static const char *const columns[COLUMNS] = {
    [DATE] = "fileGenerationDate/Date_file",
    [REFERENCE] = "Entity_EU_ReferenceNumber/EU_ref_num",
    [DESIGNATED] = "Entity_DesignationDate",
    [REMARK] = "Entity_Remark",
    [SUBJECT] = "Entity_SubjectType/Subject_type",
    [SUBJECT_CODE] = "Entity_SubjectType_ClassificationCode",
    [ORGANISATION] = "Entity_Regulation_OrganisationType",
    [PUBLISHED] = "Entity_Regulation_PublicationDate/Leba_publication_date",
    [IN_FORCE] = "Entity_Regulation_EntryIntoForceDate",
    [NUMBER] = "Entity_Regulation_NumberTitle/Leba_numtitle",
    [PROGRAMME] = "Entity_Regulation_Programme/Programme",
    [NAME_WHOLE] = NAME,
    [NAME_FIRST] = "NameAlias_FirstName/Naal_firstname",
    [NAME_MIDDLE] = "NameAlias_MiddleName/Naal_middlename",
    [NAME_LAST] = "NameAlias_LastName/Naal_lastname",
    [NAME_GENDER] = "NameAlias_Gender/Naal_gender",
    [NAME_TITLE] = "NameAlias_Title/Naal_title",
    [NAME_FUNCTION] = "NameAlias_Function/Naal_function",
    [NAME_REMARK] = "NameAlias_Remark/Naal_remark",
    [NAME_PUBLISHED] = "NameAlias_Regulation_PublicationDate/Naal_leba_publication_date",
    [NAME_STRONG] = "NameAlias_Strong",
    [STREET] = "Address_Street/Addr_street",
    [PLACE] = "Address_Place/Addr_other",
    [BOX] = "Address_PoBox",
    [ZIP] = "Address_ZipCode/Addr_zipcode",
    [CITY] = "Address_City/Addr_city",
    [REGION] = "Address_Region",
    [COUNTRY] = "Address_CountryDescription/Addr_country",
    [COUNTRY_CODE] = "Address_CountryIso2Code",
    [BIRTH] = "BirthDate_BirthDate/Birt_date",
    [BIRTH_DAY] = "BirthDate_Day",
    [BIRTH_MONTH] = "BirthDate_Month",
    [BIRTH_YEAR] = "BirthDate_Year",
    [BIRTH_FROM] = "BirthDate_YearRangeFrom",
    [BIRTH_TO] = "BirthDate_YearRangeTo",
    [BIRTH_CIRCA] = "BirthDate_Circa",
    [BIRTH_PLACE] = "BirthDate_Place/Birt_place",
    [BIRTH_CITY] = "BirthDate_City",
    [BIRTH_REGION] = "BirthDate_Region",
    [BIRTH_COUNTRY] = "BirthDate_CountryDescription/Birt_country",
    [DOCUMENT] = "Identification_Number/Iden_number",
    [DOCUMENT_CODE] = "Identification_TypeCode",
    [DOCUMENT_KIND] = "Identification_TypeDescription",
    [DOCUMENT_COUNTRY] = "Identification_CountryDescription/Iden_country",
    [CITIZENSHIP] = "Citizenship_CountryDescription/Citi_country",
    [CITIZENSHIP_CODE] = "Citizenship_CountryIso2Code",
};

struct reading {
    struct list_table table;
    struct entity_list *list;
    struct list_builder *builder;
    size_t id, columns[COLUMNS];
    struct eu_act act; /* its texts are the list's */
    bool is_open, has_primary;
};

static struct slice cell(const struct reading *r, enum column column)
{
    return list_table_cell(&r->table, r->columns[column]);
}

static void end_entity(struct reading *r)
{
    if (!r->is_open)
        return;
    eu_add_act(r->builder, &r->act);
    list_builder_end(r->builder);
    r->is_open = false;
}

static void begin_entity(struct reading *r)
{
    struct arena *arena = &r->list->arena;
    struct slice reference = cell(r, REFERENCE), code = cell(r, SUBJECT_CODE);
    end_entity(r);
    r->is_open = true;
    r->has_primary = false;
    r->act = (struct eu_act){.organisation = arena_keep(arena, cell(r, ORGANISATION)),
                             .programme = arena_keep(arena, cell(r, PROGRAMME)),
                             .number = arena_keep(arena, cell(r, NUMBER)),
                             .designated = eu_date(cell(r, DESIGNATED))};
    if (!instant_is_known(r->list->date))
        r->list->date = eu_date(cell(r, DATE));
    list_builder_begin(
        r->builder, reference.size > 0 ? reference : list_table_cell(&r->table, r->id), ENTITY_ANY);
    list_builder_set_place(r->builder, 0, r->table.row.line);
    eu_set_kind(r->builder, code.size > 0 ? code : cell(r, SUBJECT));
    list_builder_remark(r->builder, cell(r, REMARK));
}

static void add_name(struct reading *r)
{
    struct eu_name name = {.whole = cell(r, NAME_WHOLE),
                           .first = cell(r, NAME_FIRST),
                           .middle = cell(r, NAME_MIDDLE),
                           .last = cell(r, NAME_LAST),
                           .gender = cell(r, NAME_GENDER),
                           .title = cell(r, NAME_TITLE),
                           .function = cell(r, NAME_FUNCTION),
                           .remark = cell(r, NAME_REMARK),
                           .strong = cell(r, NAME_STRONG)};
    eu_add_name(r->builder, &name, &r->has_primary);
    eu_note_day(&r->act, cell(r, NAME_PUBLISHED));
}

static void add_birth(struct reading *r)
{
    struct eu_birth birth = {.date = cell(r, BIRTH),
                             .day = cell(r, BIRTH_DAY),
                             .month = cell(r, BIRTH_MONTH),
                             .year = cell(r, BIRTH_YEAR),
                             .from = cell(r, BIRTH_FROM),
                             .to = cell(r, BIRTH_TO),
                             .circa = cell(r, BIRTH_CIRCA),
                             .place = cell(r, BIRTH_PLACE),
                             .city = cell(r, BIRTH_CITY),
                             .region = cell(r, BIRTH_REGION),
                             .country = cell(r, BIRTH_COUNTRY)};
    eu_add_birth(r->builder, &birth);
}

static void add_address(struct reading *r)
{
    struct slice country = cell(r, COUNTRY);
    struct eu_address address = {.street = cell(r, STREET),
                                 .place = cell(r, PLACE),
                                 .box = cell(r, BOX),
                                 .zip = cell(r, ZIP),
                                 .city = cell(r, CITY),
                                 .region = cell(r, REGION),
                                 .country = country.size > 0 ? country : cell(r, COUNTRY_CODE)};
    eu_add_address(r->builder, &address);
}

static void add_row(struct reading *r)
{
    struct slice day = cell(r, IN_FORCE);
    struct eu_document document = {cell(r, DOCUMENT), cell(r, DOCUMENT_CODE),
                                   cell(r, DOCUMENT_KIND), cell(r, DOCUMENT_COUNTRY)};
    eu_note_day(&r->act, day.size > 0 ? day : cell(r, PUBLISHED));
    add_name(r);
    add_birth(r);
    add_address(r);
    eu_add_document(r->builder, &document);
    eu_add_country(r->builder, cell(r, CITIZENSHIP), cell(r, CITIZENSHIP_CODE));
}

static bool read_list(const struct list_file *files, size_t count, const struct list_map *map,
                      struct entity_list *list, struct problem *problem)
{
    struct reading r = {.list = list};
    (void)count, (void)map;
    list->name = slice_from("EU consolidated");
    if (!list_table_open(&r.table, files->content, ID "|" NAME, problem)) {
        list_table_close(&r.table);
        return problem_add(problem, "%s", files->name);
    }
    r.builder = list_builder_create(list);
    r.id = list_table_column(&r.table, ID);
    for (size_t i = 0; i < COLUMNS; i++)
        r.columns[i] = list_table_column(&r.table, columns[i]);
    list->unread += list_table_gather(&r.table, r.id);
    while (list_table_next(&r.table)) {
        if (r.table.begins_group)
            begin_entity(&r);
        add_row(&r);
    }
    end_entity(&r);
    list_table_note(&r.table, files->name, list);
    list_builder_free(r.builder);
    list_table_close(&r.table);
    return true;
}

static int recognise(struct slice content, const char *file_name)
{
    (void)file_name;
    return list_table_has(content, ID "|" NAME) ? 95 : 0;
}

const struct list_reader eu_csv_list = {
    .name = "eu_csv",
    .title = "the EU's Financial Sanctions Files, CSV",
    .recognise = recognise,
    .read = read_list,
};
