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

static void find_synonyms(struct json_walk *walk, struct later *synonyms)
{
    struct slice name;
    if (!json_walk_object(walk))
        return;
    while (json_walk_member(walk, &name))
        if (slice_equal_text(name, "synonyms"))
            keep_for_later(walk, synonyms);
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
                         enum family_kind kind, struct json_walk *walk)
{
    struct slice name, value = {0}, id = {0};
    struct later synonyms = {.is_there = false}, links = {.is_there = false};
    if (!json_walk_object(walk))
        return;
    while (json_walk_member(walk, &name))
        if (slice_equal_text(name, "value"))
            value = json_walk_text(walk);
        else if (slice_equal_text(name, "uuid"))
            id = json_walk_text(walk);
        else if (slice_equal_text(name, "meta"))
            find_synonyms(walk, &synonyms);
        else if (slice_equal_text(name, "related"))
            keep_for_later(walk, &links);
        else
            json_walk_skip(walk);
    if (value.size == 0)
        return;
    uint32_t thing = family_names_add(names, set, kind, value, id);
    add_synonyms(names, thing, &synonyms);
    add_links(names, thing, &links);
}

static void read_clusters(struct family_names *names, const struct world_set *set,
                          enum family_kind kind, struct json_walk *walk)
{
    if (json_walk_array(walk))
        while (json_walk_item(walk))
            read_cluster(names, set, kind, walk);
}

bool galaxy_read(struct family_names *names, const struct world_set *set, struct slice name,
                 struct slice text, struct problem *problem)
{
    struct arena arena = {0};
    struct json_walk walk = json_walk_over(text, &arena);
    enum family_kind kind = FAMILY_MALWARE;
    struct slice member;
    kind_of_galaxy(name, &kind);
    if (json_walk_object(&walk))
        while (json_walk_member(&walk, &member)) {
            if (slice_equal_text(member, "values"))
                read_clusters(names, set, kind, &walk);
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

static void add_stix(struct family_names *names, const struct world_set *set, struct slice type,
                     struct slice name, struct slice id, struct later *aliases)
{
    for (size_t i = 0; i < sizeof stix_types / sizeof *stix_types; i++)
        if (slice_equal_text(type, stix_types[i].type) && name.size > 0) {
            uint32_t thing = family_names_add(names, set, stix_types[i].kind, name, id);
            add_synonyms(names, thing, aliases);
        }
}

static void read_stix(struct family_names *names, const struct world_set *set,
                      struct json_walk *walk, struct later *objects)
{
    struct slice member, type = {0}, name = {0}, id = {0};
    struct later aliases = {.is_there = false};
    if (!json_walk_object(walk))
        return;
    while (json_walk_member(walk, &member))
        if (slice_equal_text(member, "type"))
            type = json_walk_text(walk);
        else if (slice_equal_text(member, "name"))
            name = json_walk_text(walk);
        else if (slice_equal_text(member, "id"))
            id = json_walk_text(walk);
        else if (slice_equal_text(member, "aliases") || slice_equal_text(member, "x_mitre_aliases"))
            keep_for_later(walk, &aliases);
        else if (slice_equal_text(member, "objects"))
            keep_for_later(walk, objects);
        else
            json_walk_skip(walk);
    add_stix(names, set, type, name, id, &aliases);
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
    struct slice name = slash == SLICE_NOWHERE ? path : slice_after(path, slash + 1);
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
