/* ftm - entities of FollowTheMoney, one JSON object a line, as OpenSanctions publishes them
 * (entities.ftm.json, targets.nested.json).
 *
 * The file is walked twice: once to note who stands where and which entities (sanctions,
 * ownerships, families ...) stand between others, once to build those that may be listed with what
 * was noted of them. Entities that are only there because a listed one has to do with them are left
 * out. */
/* SPDX-License-Identifier: MIT */
#include "attribution/ftm_schema.h"
#include "attribution/list_reader.h"
#include "base/charset.h"
#include "base/json_walk.h"
#include "base/memory.h"
#include "base/written_date.h"
#include "model/limits.h"

#include <stdlib.h>

enum { DATASETS = 32, VALUES = 8, HEAD = 64 * 1024 };

/* One line. */
struct record {
    struct slice id, caption, schema, last_seen;
    bool has_target, is_target, is_listed; /* `target` is there, and true; a topic says sanction */
    struct slice datasets[DATASETS];
    size_t dataset_count;
    struct json_walk properties; /* stands before their value */
    bool has_properties;
};

/* An entity that has a name: for links. */
struct thing {
    struct slice id, caption;
};

/* That a line says something of an entity. */
struct mention {
    struct slice id, line;
    uint32_t order;
    bool onward;  /* of an edge: the entity is its `from` */
    bool is_told; /* to an entity; a second one with the same id gets none */
};

struct reading {
    struct entity_list *list;
    struct list_builder *builder;
    struct arena kept, line; /* of both walks; of one line */
    struct thing *things;
    struct mention *mentions;
    size_t thing_count, thing_capacity, mention_count, mention_capacity;
    struct slice dataset; /* the only one so far */
    bool has_several;
};

/* ---- Lines */

static void read_datasets(struct json_walk *walk, struct record *record)
{
    if (!json_walk_array(walk))
        return;
    while (json_walk_item(walk)) {
        struct slice dataset = json_walk_text(walk);
        if (dataset.size > 0 && record->dataset_count < DATASETS)
            record->datasets[record->dataset_count++] = dataset;
    }
}

static bool read_truth(struct json_walk *walk)
{
    bool is_true = slice_starts_with(slice_trim(walk->rest), "true");
    json_walk_skip(walk);
    return is_true;
}

static void read_member(struct json_walk *walk, struct slice name, struct record *record)
{
    static const char *const texts[] = {"id", "caption", "schema", "last_seen"};
    struct slice *const values[] = {&record->id, &record->caption, &record->schema,
                                    &record->last_seen};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (slice_equal_text(name, texts[i])) {
            *values[i] = json_walk_text(walk);
            return;
        }
    if (slice_equal_text(name, "target")) {
        record->has_target = true;
        record->is_target = read_truth(walk);
    } else if (slice_equal_text(name, "datasets")) {
        read_datasets(walk, record);
    } else if (slice_equal_text(name, "properties")) {
        record->properties = *walk;
        record->has_properties = true;
        json_walk_skip(walk);
    } else {
        json_walk_skip(walk);
    }
}

/* The object that begins there; the walk stands behind it then. */
static bool read_object(struct json_walk *walk, struct record *record)
{
    struct slice name;
    *record = (struct record){0};
    if (!json_walk_object(walk))
        return false;
    while (json_walk_member(walk, &name))
        read_member(walk, name, record);
    return !walk->failed && record->id.size > 0 && record->schema.size > 0 &&
           record->has_properties;
}

static bool read_record(struct reading *r, struct slice line, struct record *record)
{
    struct json_walk walk = json_walk_over(line, &r->line);
    return read_object(&walk, record);
}

/* Values of a property; those that are objects give their ids. Returns how many. */
static size_t values_of(const struct record *record, const char *property,
                        struct slice values[VALUES])
{
    struct json_walk walk = record->properties;
    struct slice name;
    size_t count = 0;
    if (!json_walk_object(&walk))
        return 0;
    while (json_walk_member(&walk, &name)) {
        if (!slice_equal_text(name, property) || !json_walk_array(&walk)) {
            if (!slice_equal_text(name, property))
                json_walk_skip(&walk);
            continue;
        }
        while (json_walk_item(&walk)) {
            struct record inner = {0};
            struct slice value;
            if (slice_starts_with(slice_trim(walk.rest), "{")) {
                read_object(&walk, &inner);
                value = inner.id;
            } else {
                value = json_walk_text(&walk);
            }
            if (value.size > 0 && count < VALUES)
                values[count++] = value;
        }
    }
    return count;
}

static struct slice value_of(const struct record *record, const char *property)
{
    struct slice values[VALUES] = {{0}};
    values_of(record, property, values);
    return values[0];
}

/* ---- The first walk */

static void note_mention(struct reading *r, struct slice id, struct slice line, bool onward)
{
    r->mentions =
        memory_grow(r->mentions, &r->mention_capacity, r->mention_count + 1, sizeof *r->mentions);
    r->mentions[r->mention_count] =
        (struct mention){arena_keep(&r->kept, id), line, (uint32_t)r->mention_count, onward, false};
    r->mention_count++;
}

static void note_mentions(struct reading *r, const struct record *record, const char *property,
                          struct slice line, bool onward)
{
    struct slice ids[VALUES];
    size_t count = values_of(record, property, ids);
    for (size_t i = 0; i < count; i++)
        note_mention(r, ids[i], line, onward);
}

static void note_thing(struct reading *r, const struct record *record)
{
    struct slice caption = record->caption.size > 0 ? record->caption : value_of(record, "name");
    r->things = memory_grow(r->things, &r->thing_capacity, r->thing_count + 1, sizeof *r->things);
    r->things[r->thing_count++] =
        (struct thing){arena_keep(&r->kept, record->id), arena_keep(&r->kept, caption)};
}

static void note_datasets(struct reading *r, const struct record *record)
{
    for (size_t i = 0; i < record->dataset_count; i++) {
        if (r->dataset.size == 0)
            r->dataset = arena_keep(&r->kept, record->datasets[i]);
        r->has_several = r->has_several || !slice_equal(r->dataset, record->datasets[i]);
    }
}

static void note_line(struct reading *r, const struct record *record, struct slice line)
{
    const struct ftm_edge *edge = ftm_edge_of(record->schema);
    note_datasets(r, record);
    if (ftm_is_thing(record->schema))
        note_thing(r, record);
    if (slice_equal_text(record->schema, "Sanction"))
        note_mentions(r, record, "entity", line, true);
    else if (ftm_is_document(record->schema))
        note_mentions(r, record, "holder", line, true);
    if (edge) {
        note_mentions(r, record, edge->from, line, true);
        note_mentions(r, record, edge->to, line, false);
    }
}

static int by_id(const void *a, const void *b)
{
    const struct thing *x = a, *y = b;
    return slice_compare(x->id, y->id);
}

static int by_mention(const void *a, const void *b)
{
    const struct mention *x = a, *y = b;
    int order = slice_compare(x->id, y->id);
    return order != 0 ? order : x->order < y->order ? -1 : x->order > y->order;
}

static void sort(struct reading *r)
{
    if (r->thing_count > 0)
        qsort(r->things, r->thing_count, sizeof *r->things, by_id);
    if (r->mention_count > 0)
        qsort(r->mentions, r->mention_count, sizeof *r->mentions, by_mention);
}

static struct slice caption_of(const struct reading *r, struct slice id)
{
    struct thing asked = {.id = id};
    const struct thing *found =
        r->thing_count > 0 ? bsearch(&asked, r->things, r->thing_count, sizeof asked, by_id) : NULL;
    return found ? found->caption : (struct slice){0};
}

/* The first that mentions this entity; the others follow. */
static size_t first_mention(const struct reading *r, struct slice id)
{
    size_t low = 0, high = r->mention_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (slice_compare(r->mentions[middle].id, id) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* ---- The second walk */

static struct instant day_of(const struct record *record, const char *property)
{
    struct instant when = {0};
    written_date_parse(value_of(record, property), &when);
    return when;
}

static void add_sanction(struct reading *r, const struct record *sanction, const struct record *of)
{
    struct designation act = {0};
    struct slice authority = value_of(sanction, "authority"), programme;
    const struct record *sources = sanction->dataset_count > 0 ? sanction : of;
    struct designation said = {0};
    if (sources->dataset_count > 0)
        ftm_read_dataset(sources->datasets[0], &r->list->arena, &act);
    if (authority.size > 0 &&
        (ftm_read_dataset(authority, &r->list->arena, &said) || act.authority.size == 0)) {
        act = said;
        act.body = act.body.size > 0 ? act.body : authority;
    }
    programme = value_of(sanction, "programId");
    act.programme = programme.size > 0 ? programme : value_of(sanction, "program");
    act.reference = value_of(sanction, "authorityId");
    act.from = day_of(sanction, "startDate");
    if (!instant_is_known(act.from))
        act.from = day_of(sanction, "listingDate");
    act.until = day_of(sanction, "endDate");
    if (act.authority.size == 0)
        act.authority = r->list->name;
    list_builder_designation(r->builder, &act);
    list_builder_remark(r->builder, value_of(sanction, "reason"));
}

static void add_document(struct reading *r, const struct record *document)
{
    bool passport = slice_equal_text(document->schema, "Passport");
    struct entity_identifier identifier = {
        .kind = passport ? IDENTIFIER_PASSPORT : IDENTIFIER_OTHER,
        .value = value_of(document, passport ? "passportNumber" : "number"),
        .label = value_of(document, "type"),
        .country = value_of(document, "country")};
    if (identifier.value.size == 0)
        identifier.value = value_of(document, "number");
    list_builder_identifier(r->builder, &identifier);
}

static void add_links(struct reading *r, const struct record *record, const struct ftm_edge *edge,
                      bool onward)
{
    struct slice ids[VALUES];
    struct slice how = edge->how ? value_of(record, edge->how) : (struct slice){0};
    const char *other = onward ? edge->to : edge->from;
    size_t count = values_of(record, other, ids);
    struct text words = {0};
    text_put(&words, onward ? edge->onward : edge->backward);
    if (how.size > 0) {
        text_put(&words, ": ");
        text_add(&words, how);
    }
    for (size_t i = 0; i < count; i++)
        list_builder_link(r->builder, &(struct entity_link){.how = text_slice(&words),
                                                            .name = caption_of(r, ids[i]),
                                                            .id = ids[i]});
    text_done(&words);
}

/* What one line says of the entity; whether it is a sanction. */
static bool add_mention(struct reading *r, const struct mention *mention, const struct record *of)
{
    struct record record;
    if (!read_record(r, mention->line, &record))
        return false;
    const struct ftm_edge *edge = ftm_edge_of(record.schema);
    bool is_sanction = slice_equal_text(record.schema, "Sanction");
    if (is_sanction)
        add_sanction(r, &record, of);
    else if (ftm_is_document(record.schema))
        add_document(r, &record);
    else if (slice_equal_text(record.schema, "CryptoWallet"))
        list_builder_identifier(
            r->builder, &(struct entity_identifier){.kind = IDENTIFIER_WALLET,
                                                    .value = value_of(&record, "publicKey"),
                                                    .label = value_of(&record, "currency")});
    else if (edge)
        add_links(r, &record, edge, mention->onward);
    return is_sanction;
}

static bool add_mentions(struct reading *r, const struct record *of)
{
    bool is_sanctioned = false;
    for (size_t i = first_mention(r, of->id), n = 0;
         i < r->mention_count && n < LIMIT_ENTITY_PARTS && slice_equal(r->mentions[i].id, of->id) &&
         !r->mentions[i].is_told;
         i++, n++) {
        r->mentions[i].is_told = true;
        is_sanctioned = add_mention(r, &r->mentions[i], of) || is_sanctioned;
    }
    return is_sanctioned;
}

static void add_text(struct reading *r, struct record *of, struct slice property,
                     struct slice value, bool *has_primary)
{
    enum name_kind kind = ftm_name_kind(property);
    if (slice_equal_text(property, "topics") && slice_starts_with(value, "sanction"))
        of->is_listed = true;
    if (kind == NAME_KINDS) {
        ftm_add(r->builder, of->schema, property, value);
        return;
    }
    bool primary = kind == NAME_PRIMARY && !*has_primary &&
                   (of->caption.size == 0 || slice_equal(of->caption, value));
    list_builder_name(r->builder, kind == NAME_PRIMARY && !primary ? NAME_ALIAS : kind, value,
                      (struct slice){0});
    *has_primary = *has_primary || primary;
}

/* The properties, with sanctions and addresses that stand in them whole. */
static bool add_properties(struct reading *r, struct record *of)
{
    struct json_walk walk = of->properties;
    struct slice property;
    bool has_primary = false, is_sanctioned = false;
    if (!json_walk_object(&walk))
        return false;
    while (json_walk_member(&walk, &property)) {
        if (!json_walk_array(&walk))
            continue;
        while (json_walk_item(&walk)) {
            struct record inner;
            if (!slice_starts_with(slice_trim(walk.rest), "{")) {
                add_text(r, of, property, json_walk_text(&walk), &has_primary);
            } else if (read_object(&walk, &inner)) {
                bool sanction = slice_equal_text(inner.schema, "Sanction");
                if (sanction)
                    add_sanction(r, &inner, of);
                else if (slice_equal_text(inner.schema, "Address"))
                    list_builder_address(
                        r->builder, &(struct entity_address){.text = value_of(&inner, "full")});
                is_sanctioned = is_sanctioned || sanction;
            }
        }
    }
    return is_sanctioned;
}

/* Who has it, where no sanction says more. */
static void add_datasets(struct reading *r, const struct record *of)
{
    for (size_t i = 0; i < of->dataset_count; i++) {
        struct designation act = {0};
        bool acts = ftm_read_dataset(of->datasets[i], &r->list->arena, &act);
        act.is_other_measure = act.is_other_measure || !acts || !of->is_listed;
        if (act.authority.size > 0)
            list_builder_designation(r->builder, &act);
    }
}

static void build(struct reading *r, struct record *record, uint32_t line)
{
    enum entity_kind kind = ENTITY_ANY;
    struct instant seen;
    entity_kind_read(record->schema, &kind);
    list_builder_begin(r->builder, record->id, kind);
    list_builder_set_place(r->builder, 0, line);
    bool inside = add_properties(r, record);
    bool is_sanctioned = add_mentions(r, record) || inside;
    /* A wallet has no name but its address. */
    if (slice_equal_text(record->schema, "CryptoWallet")) {
        list_builder_name(r->builder, NAME_PRIMARY, caption_of(r, record->id), (struct slice){0});
        add_links(r, record, ftm_edge_of(record->schema), false);
    }
    if (!is_sanctioned)
        add_datasets(r, record);
    if (instant_parse(slice_part(record->last_seen, 0, 10), &seen) && seen.ns > r->list->date.ns)
        r->list->date = seen;
    if (is_sanctioned || record->is_target || record->is_listed || !record->has_target)
        list_builder_end(r->builder);
}

/* ---- The list */

/* Gives each line that is an entity; those that are not are counted in the first walk. */
static void walk_lines(struct reading *r, struct slice content, const char *file, bool builds)
{
    uint32_t number = 0, broken = 0;
    for (struct slice rest = content; rest.size > 0;) {
        struct slice line = slice_trim(slice_split_line(&rest));
        struct record record;
        number++;
        arena_reset(&r->line);
        if (line.size == 0)
            continue;
        if (!read_record(r, line, &record)) {
            r->list->unread += !builds;
            broken = broken > 0 ? broken : number;
        } else if (!builds) {
            note_line(r, &record, line);
        } else if (ftm_is_thing(record.schema)) {
            build(r, &record, number);
        }
    }
    if (broken > 0 && !builds)
        problem_set(&r->list->damage, "%s: line %u: no entity in JSON stands there", file, broken);
}

static bool has_entity(struct reading *r, struct slice content)
{
    struct record record;
    bool found = false;
    for (struct slice rest = slice_part(content, 0, HEAD * 16); rest.size > 0 && !found;) {
        arena_reset(&r->line);
        found = read_record(r, slice_trim(slice_split_line(&rest)), &record);
    }
    return found;
}

static void done(struct reading *r)
{
    list_builder_free(r->builder);
    arena_done(&r->kept);
    arena_done(&r->line);
    free(r->things);
    free(r->mentions);
}

static bool read_list(const struct list_file *files, size_t count, const struct list_map *map,
                      struct entity_list *list, struct problem *problem)
{
    struct text converted = {0};
    struct reading r = {.list = list, .builder = list_builder_create(list)};
    struct slice content = charset_to_valid_utf8(files->content, &converted);
    (void)count, (void)map;
    list->name = slice_from("OpenSanctions");
    bool ok = has_entity(&r, content);
    if (ok) {
        walk_lines(&r, content, files->name, false);
        if (!r.has_several)
            ftm_name_list(list, r.dataset);
        sort(&r);
        walk_lines(&r, content, files->name, true);
    } else {
        problem_set(problem, "%s: %s", files->name,
                    content.size > 0 ? "no entity of FollowTheMoney stands at its front"
                                     : "it is empty");
    }
    done(&r);
    text_done(&converted);
    return ok;
}

static int recognise(struct slice content, const char *file_name)
{
    (void)file_name;
    struct slice head = slice_trim(slice_part(content, 0, HEAD));
    if (slice_starts_with(head, "\xef\xbb\xbf"))
        head = slice_after(head, 3);
    struct slice line = slice_split_line(&head);
    bool fits = slice_starts_with(line, "{") &&
                slice_find(line, slice_from("\"schema\"")) != SLICE_NOWHERE &&
                slice_find(line, slice_from("\"properties\"")) != SLICE_NOWHERE;
    return fits ? 85 : 0;
}

const struct list_reader ftm_list = {
    .name = "ftm",
    .title = "entities of FollowTheMoney, one JSON object a line (OpenSanctions)",
    .recognise = recognise,
    .read = read_list,
};
