/* SPDX-License-Identifier: MIT */
#include "facts/family_reader.h"

#include "base/json_walk.h"
#include "facts/family_form.h"

/* MISP galaxies that hold malware or groups. */
static const struct {
    const char *name;
    enum family_kind kind;
} galaxies[] = {
    {"backdoor", FAMILY_MALWARE},
    {"banker", FAMILY_MALWARE},
    {"botnet", FAMILY_MALWARE},
    {"cryptominers", FAMILY_MALWARE},
    {"android", FAMILY_MALWARE},
    {"malpedia", FAMILY_MALWARE},
    {"mitre-malware", FAMILY_MALWARE},
    {"mitre-tool", FAMILY_MALWARE},
    {"ransomware", FAMILY_MALWARE},
    {"rat", FAMILY_MALWARE},
    {"stealer", FAMILY_MALWARE},
    {"tool", FAMILY_MALWARE},
    {"360net", FAMILY_GROUP},
    {"intelligence-agency", FAMILY_GROUP},
    {"microsoft-activity-group", FAMILY_GROUP},
    {"mitre-intrusion-set", FAMILY_GROUP},
    {"threat-actor", FAMILY_GROUP},
};

static bool kind_of_galaxy(struct slice name, enum family_kind *kind)
{
    for (size_t i = 0; i < sizeof galaxies / sizeof *galaxies; i++)
        if (slice_equal_text(name, galaxies[i].name)) {
            *kind = galaxies[i].kind;
            return true;
        }
    return false;
}

bool galaxy_is_wanted(struct slice name)
{
    enum family_kind kind;
    return kind_of_galaxy(name, &kind);
}

/* A list whose members come in any order, so that it is walked when the thing is known. */
struct later {
    struct json_walk walk;
    bool is_there;
};

static void keep_for_later(struct json_walk *walk, struct later *later)
{
    *later = (struct later){*walk, true};
    json_walk_skip(walk);
}

/* What a galaxy claims of a thing, in fields that are quoted. */
static bool is_note(struct slice field)
{
    static const char *const fields[] = {"country", "cfr-suspected-state-sponsor",
                                         "attribution-confidence"};
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        if (slice_equal_text(field, fields[i]))
            return true;
    return false;
}

/* A cluster's "meta": its members come in any order, and before the thing is known. */
struct meta {
    struct later synonyms;
    struct slice number;
    struct family_note notes[4];
    size_t note_count;
};

static void read_meta(struct json_walk *walk, struct meta *meta)
{
    enum { NOTES_MOST = sizeof meta->notes / sizeof *meta->notes };
    struct slice name;
    if (!json_walk_object(walk))
        return;
    while (json_walk_member(walk, &name))
        if (slice_equal_text(name, "synonyms"))
            keep_for_later(walk, &meta->synonyms);
        else if (slice_equal_text(name, "external_id"))
            meta->number = json_walk_text(walk);
        else if (is_note(name) && meta->note_count < NOTES_MOST)
            meta->notes[meta->note_count++] = (struct family_note){name, json_walk_text(walk)};
        else
            json_walk_skip(walk);
}

static void add_synonyms(struct family_names *names, uint32_t thing, struct later *synonyms)
{
    if (synonyms->is_there && json_walk_array(&synonyms->walk))
        while (json_walk_item(&synonyms->walk))
            family_names_add_name(names, thing, FAMILY_SYNONYM, json_walk_text(&synonyms->walk));
}

static void add_link(struct family_names *names, uint32_t thing, struct json_walk *walk)
{
    struct slice name, type = {0}, id = {0};
    if (!json_walk_object(walk))
        return;
    while (json_walk_member(walk, &name))
        if (slice_equal_text(name, "type"))
            type = json_walk_text(walk);
        else if (slice_equal_text(name, "dest-uuid"))
            id = json_walk_text(walk);
        else
            json_walk_skip(walk);
    /* Who uses what is most of all links, and no question here. */
    if (id.size > 0 && !slice_equal_text(type, "uses") && !slice_equal_text(type, "used-by"))
        family_names_add_link(names, thing, type, id);
}

static void add_links(struct family_names *names, uint32_t thing, struct later *links)
{
    if (links->is_there && json_walk_array(&links->walk))
        while (json_walk_item(&links->walk))
            add_link(names, thing, &links->walk);
}

static void read_cluster(struct family_names *names, const struct world_set *set,
                         struct slice galaxy, enum family_kind kind, struct json_walk *walk)
{
    struct slice name, value = {0}, id = {0}, description = {0};
    struct later links = {.is_there = false};
    struct meta meta = {.note_count = 0};
    if (!json_walk_object(walk))
        return;
    while (json_walk_member(walk, &name))
        if (slice_equal_text(name, "value"))
            value = json_walk_text(walk);
        else if (slice_equal_text(name, "uuid"))
            id = json_walk_text(walk);
        else if (slice_equal_text(name, "meta"))
            read_meta(walk, &meta);
        else if (slice_equal_text(name, "description"))
            description = json_walk_text(walk);
        else if (slice_equal_text(name, "related"))
            keep_for_later(walk, &links);
        else
            json_walk_skip(walk);
    if (value.size == 0)
        return;
    uint32_t thing = family_names_add(names, set, kind, value, id);
    struct family_profiles *profiles = family_names_profiles(names);
    add_synonyms(names, thing, &meta.synonyms);
    add_links(names, thing, &links);
    family_profiles_add(profiles, thing, galaxy, meta.number, description);
    for (size_t i = 0; i < meta.note_count; i++)
        family_profiles_add_note(profiles, thing, meta.notes[i].field, meta.notes[i].value);
}

static void read_clusters(struct family_names *names, const struct world_set *set,
                          struct slice galaxy, struct json_walk *walk)
{
    enum family_kind kind = FAMILY_MALWARE;
    kind_of_galaxy(galaxy, &kind);
    if (json_walk_array(walk))
        while (json_walk_item(walk))
            read_cluster(names, set, galaxy, kind, walk);
}

bool galaxy_read(struct family_names *names, const struct world_set *set, struct slice name,
                 struct slice text, struct problem *problem)
{
    struct arena arena = {0};
    struct json_walk walk = json_walk_over(text, &arena);
    struct slice member;
    if (json_walk_object(&walk))
        while (json_walk_member(&walk, &member)) {
            if (slice_equal_text(member, "values"))
                read_clusters(names, set, name, &walk);
            else
                json_walk_skip(&walk);
        }
    bool is_read = json_walk_is_done(&walk);
    arena_done(&arena);
    return is_read || problem_set(problem, "it is no galaxy of clusters");
}

/* STIX types of ATT&CK that have names here. */
static const struct {
    const char *type;
    enum family_kind kind;
} stix_types[] = {
    {"malware", FAMILY_MALWARE},
    {"tool", FAMILY_MALWARE},
    {"intrusion-set", FAMILY_GROUP},
};

/* An object of STIX, as far as it is wanted. */
struct stix_object {
    struct slice type, name, id, from, to, relation;
    struct later aliases, description, references;
};

/* "G0096" of its references; each object has one of ATT&CK's own. */
static struct slice number_in(struct json_walk *walk)
{
    struct slice member, source = {0}, number = {0};
    if (!json_walk_object(walk))
        return number;
    while (json_walk_member(walk, &member))
        if (slice_equal_text(member, "source_name"))
            source = json_walk_text(walk);
        else if (slice_equal_text(member, "external_id"))
            number = json_walk_text(walk);
        else
            json_walk_skip(walk);
    return slice_starts_with(source, "mitre-") ? number : (struct slice){0};
}

static struct slice number_of(struct later *references)
{
    struct slice number = {0};
    if (references->is_there && json_walk_array(&references->walk))
        while (number.size == 0 && json_walk_item(&references->walk))
            number = number_in(&references->walk);
    return number;
}

static void add_thing(struct family_names *names, const struct world_set *set,
                      enum family_kind kind, struct stix_object *object)
{
    struct family_profiles *profiles = family_names_profiles(names);
    uint32_t thing = family_names_add(names, set, kind, object->name, object->id);
    struct slice description = {0};
    add_synonyms(names, thing, &object->aliases);
    if (object->description.is_there)
        description = json_walk_text(&object->description.walk);
    family_profiles_add(profiles, thing, object->type, number_of(&object->references), description);
    if (kind == FAMILY_MALWARE)
        family_profiles_add_means(profiles, object->id, object->name, false);
}

static void add_stix(struct family_names *names, const struct world_set *set,
                     struct stix_object *object)
{
    struct family_profiles *profiles = family_names_profiles(names);
    for (size_t i = 0; i < sizeof stix_types / sizeof *stix_types; i++)
        if (slice_equal_text(object->type, stix_types[i].type) && object->name.size > 0)
            add_thing(names, set, stix_types[i].kind, object);
    if (slice_equal_text(object->type, "attack-pattern"))
        family_profiles_add_means(profiles, object->id, number_of(&object->references), true);
    if (slice_equal_text(object->type, "relationship") &&
        slice_equal_text(object->relation, "uses"))
        family_profiles_add_use(profiles, object->from, object->to);
}

static void read_stix_member(struct json_walk *walk, struct slice member,
                             struct stix_object *object)
{
    const struct {
        const char *name;
        struct slice *text;
        struct later *later;
    } wanted[] = {
        {"type", &object->type, NULL},
        {"name", &object->name, NULL},
        {"id", &object->id, NULL},
        {"source_ref", &object->from, NULL},
        {"target_ref", &object->to, NULL},
        {"relationship_type", &object->relation, NULL},
        {"aliases", NULL, &object->aliases},
        {"x_mitre_aliases", NULL, &object->aliases},
        {"description", NULL, &object->description},
        {"external_references", NULL, &object->references},
    };
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
        if (!slice_equal_text(member, wanted[i].name))
            continue;
        if (wanted[i].text)
            *wanted[i].text = json_walk_text(walk);
        else
            keep_for_later(walk, wanted[i].later);
        return;
    }
    json_walk_skip(walk);
}

static void read_stix(struct family_names *names, const struct world_set *set,
                      struct json_walk *walk, struct later *objects)
{
    struct slice member;
    struct stix_object object = {.type = {0}};
    if (!json_walk_object(walk))
        return;
    while (json_walk_member(walk, &member))
        if (slice_equal_text(member, "objects"))
            keep_for_later(walk, objects);
        else
            read_stix_member(walk, member, &object);
    add_stix(names, set, &object);
}

static void read_bundle(struct family_names *names, const struct world_set *set,
                        struct later *bundle)
{
    struct later ignored = {.is_there = false}; /* no bundle stands in a bundle */
    if (bundle->is_there && json_walk_array(&bundle->walk))
        while (json_walk_item(&bundle->walk))
            read_stix(names, set, &bundle->walk, &ignored);
}

bool attack_read(struct family_names *names, const struct world_set *set, struct slice text,
                 struct problem *problem)
{
    struct arena arena = {0};
    struct json_walk walk = json_walk_over(text, &arena);
    bool is_stix = false;
    while (!walk.failed && !json_walk_is_done(&walk)) {
        struct later bundle = {.is_there = false};
        is_stix = true;
        read_stix(names, set, &walk, &bundle);
        read_bundle(names, set, &bundle);
    }
    is_stix = is_stix && !walk.failed;
    arena_done(&arena);
    return is_stix || problem_set(problem, "it is no STIX");
}

bool trail_family_is_wanted(struct slice path)
{
    static const char *const no_families[] = {"bot_", "generic", "hacked_", "sinkhole_"};
    size_t slash = slice_find_last_byte(path, '/');
    struct slice folder = slice_part(path, 0, slash == SLICE_NOWHERE ? 0 : slash);
    struct slice name = slice_base_name(path);
    for (size_t i = 0; i < sizeof no_families / sizeof *no_families; i++)
        if (slice_starts_with(name, no_families[i]))
            return false;
    return slice_ends_with(folder, "malware") || slice_ends_with(folder, "malicious");
}

static void add_aliases(struct family_names *names, uint32_t thing, struct slice list)
{
    while (list.size > 0) {
        struct slice alias = slice_trim(slice_split(&list, ','));
        if (alias.size > 0)
            family_names_add_name(names, thing, FAMILY_FILED, alias);
    }
}

void trail_family_read(struct family_names *names, const struct world_set *set, struct slice name,
                       struct slice head)
{
    enum family_kind kind = slice_starts_with(name, "apt_") ? FAMILY_GROUP : FAMILY_MALWARE;
    uint32_t thing =
        family_names_add(names, set, kind, family_without_part(name), (struct slice){0});
    while (head.size > 0) {
        struct slice line = slice_trim(slice_split_line(&head));
        if (!slice_starts_with(line, "#"))
            continue;
        line = slice_trim(slice_after(line, 1));
        if (slice_starts_with_ignoring_case(line, "aliases:"))
            add_aliases(names, thing, slice_after(line, 8));
    }
}
