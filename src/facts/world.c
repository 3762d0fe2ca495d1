/* SPDX-License-Identifier: MIT */
#include "facts/world.h"

#include "base/file.h"
#include "base/memory.h"
#include "facts/delegation.h"
#include "facts/family_name.h"
#include "facts/family_reader.h"
#include "facts/geo_database.h"
#include "facts/list_meaning.h"
#include "facts/listing.h"
#include "facts/network_list.h"
#include "facts/set_folder.h"
#include "facts/special.h"
#include "facts/trail_list.h"
#include "facts/warning_list.h"

#include <assert.h>
#include <dirent.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

static const struct {
    const char *key, *text;
} traits[] = {
#define TRAIT(NAME, key, text) {key, text},
#include "facts/trait.def"
#undef TRAIT
};

const char *trait_key(enum trait trait)
{
    return traits[trait].key;
}

const char *trait_text(enum trait trait)
{
    return traits[trait].text;
}

/* What is read together, as one question asks all of it; and where a set counts. */
enum part { PART_REMARKS, PART_PLACES, PART_NETWORKS, PART_FAMILIES, PARTS };

/* MMDB files of a set; some come apart by address family. */
enum { DATABASES_MOST = 8 };

/* A set, and what was read of it. */
struct source {
    struct world_set about;
    char *folder;
    struct delegation delegation;
    struct geo_database *databases[DATABASES_MOST];
    size_t database_count;
    struct network_list networks;
};

/* What questions fill in when they are the first. */
struct knowledge {
    pthread_mutex_t lock;
    atomic_bool is_read[PARTS];
    struct arena arena;
    struct listing listing;
    struct family_names *families;
    struct text *texts; /* files that the listing borrows from */
    size_t text_count, text_capacity;
};

struct world {
    struct source *sources;
    size_t source_count, source_capacity;
    struct knowledge *knowledge;
};

static const enum part part_of[] = {
    [DATA_WARNING_LISTS] = PART_REMARKS, [DATA_TRAILS] = PART_REMARKS,
    [DATA_GALAXY] = PART_FAMILIES,       [DATA_ATTACK] = PART_FAMILIES,
    [DATA_DELEGATION] = PART_PLACES,     [DATA_REGISTRATION] = PART_PLACES,
    [DATA_GEOLOCATION] = PART_PLACES,    [DATA_NETWORKS] = PART_NETWORKS,
};

/* Opening */

static void add_source(struct world *world, const struct data_set *set, const char *folder)
{
    world->sources = memory_grow(world->sources, &world->source_capacity, world->source_count + 1,
                                 sizeof *world->sources);
    struct source *source = &world->sources[world->source_count++];
    *source = (struct source){.about = {.set = set}, .folder = memory_keep(slice_from(folder))};
    set_folder_describe(folder, &world->knowledge->arena, &source->about);
}

static void count_path(void *context, const char *path)
{
    size_t *count = context;
    (void)path;
    ++*count;
}

/* A folder that the table does not know, with MMDB files in it: somebody's own. */
static void add_unknown(struct world *world, const char *folder, const char *name)
{
    size_t files = 0;
    set_folder_find(folder, ".mmdb", count_path, &files);
    if (files == 0)
        return;
    struct data_set *set = arena_create(&world->knowledge->arena, sizeof *set);
    *set = (struct data_set){
        .name =
            (const char *)arena_keep(&world->knowledge->arena, slice_make(name, strlen(name) + 1))
                .data,
        .title = "addresses",
        .source = "a file of your own",
        .licence = "",
        .format = DATA_GEOLOCATION,
    };
    add_source(world, set, folder);
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static void add_others(struct world *world, const char *folder)
{
    enum { FOLDERS_MOST = 64 };
    char *names[FOLDERS_MOST];
    size_t count = 0;
    struct dirent *entry;
    DIR *opened = opendir(folder);
    while (opened && count < FOLDERS_MOST && (entry = readdir(opened)))
        if (entry->d_name[0] != '.' && !data_set_find(slice_from(entry->d_name)))
            names[count++] = memory_keep(slice_from(entry->d_name));
    if (opened)
        closedir(opened);
    if (count > 0)
        qsort(names, count, sizeof *names, by_name);
    for (size_t i = 0; i < count; i++) {
        struct text path = {0};
        text_print(&path, "%s/%s", folder, names[i]);
        add_unknown(world, text_string(&path), names[i]);
        text_done(&path);
        free(names[i]);
    }
}

struct world *world_open(const char *folder)
{
    struct world *world = memory_create(1, sizeof *world);
    world->knowledge = memory_create(1, sizeof *world->knowledge);
    world->knowledge->families = family_names_create();
    pthread_mutex_init(&world->knowledge->lock, NULL);
    /* Lists of sanctions are read by attribution/. */
    for (const struct data_set *set = data_sets; folder && set->name; set++) {
        struct text path = {0};
        text_print(&path, "%s/%s", folder, set->name);
        if (!data_set_is_dated(set) && file_is_folder(text_string(&path)))
            add_source(world, set, text_string(&path));
        text_done(&path);
    }
    if (folder)
        add_others(world, folder);
    return world;
}

void world_free(struct world *world)
{
    if (!world)
        return;
    struct knowledge *knowledge = world->knowledge;
    for (size_t i = 0; i < world->source_count; i++) {
        struct source *source = &world->sources[i];
        for (size_t k = 0; k < source->database_count; k++)
            geo_database_free(source->databases[k]);
        delegation_done(&source->delegation);
        network_list_done(&source->networks);
        free(source->folder);
    }
    for (size_t i = 0; i < knowledge->text_count; i++)
        text_done(&knowledge->texts[i]);
    listing_done(&knowledge->listing);
    family_names_free(knowledge->families);
    arena_done(&knowledge->arena);
    pthread_mutex_destroy(&knowledge->lock);
    free(knowledge->texts);
    free(knowledge);
    free(world->sources);
    free(world);
}

/* Reading */

struct reading {
    struct knowledge *knowledge;
    struct source *source;
};

/* Lists borrow from their files. */
static struct slice keep_text(struct knowledge *knowledge, struct text *content)
{
    knowledge->texts = memory_grow(knowledge->texts, &knowledge->text_capacity,
                                   knowledge->text_count + 1, sizeof *knowledge->texts);
    knowledge->texts[knowledge->text_count++] = *content;
    struct slice bytes = text_slice(content);
    *content = (struct text){0};
    return bytes;
}

static bool is_warning_list(struct slice path)
{
    return set_file_name(path, ".json").size > 0 && !slice_equal_text(path, "set.json");
}

/* "lists/vpn-ipv4/list.json" as MISP keeps it, or "vpn-ipv4.json". */
static struct slice warning_list_name(struct slice path)
{
    struct slice name = set_file_name(path, ".json");
    size_t slash = slice_find_last_byte(path, '/');
    if (!slice_equal_text(name, "list") || slash == SLICE_NOWHERE)
        return name;
    struct slice folder = slice_part(path, 0, slash);
    return slice_base_name(folder);
}

static bool read_warning_list(void *context, struct slice path, struct text *content,
                              struct problem *problem)
{
    struct reading *reading = context;
    struct world_set *set = &reading->source->about;
    return warning_list_read(&reading->knowledge->listing, set, warning_list_name(path),
                             keep_text(reading->knowledge, content), &set->entries, problem);
}

static bool is_meaningful_trail(struct slice path)
{
    enum trait trait;
    const char *title;
    struct slice name = set_file_name(path, ".txt");
    return name.size > 0 && trail_list_trait(name, &trait, &title);
}

static bool read_trails(void *context, struct slice path, struct text *content,
                        struct problem *problem)
{
    struct reading *reading = context;
    struct world_set *set = &reading->source->about;
    (void)problem;
    set->entries += trail_list_read(&reading->knowledge->listing, set, set_file_name(path, ".txt"),
                                    keep_text(reading->knowledge, content));
    return true;
}

static bool is_delegation(struct slice path)
{
    return !slice_ends_with(path, ".json") && !slice_ends_with(path, ".md5") &&
           !slice_ends_with(path, ".md") && !slice_ends_with(path, ".asc");
}

static bool read_delegation(void *context, struct slice path, struct text *content,
                            struct problem *problem)
{
    struct reading *reading = context;
    (void)problem;
    delegation_read(&reading->source->delegation, path, text_slice(content));
    return true;
}

static void finish_delegation(struct reading *reading)
{
    struct delegation *delegation = &reading->source->delegation;
    struct world_set *set = &reading->source->about;
    delegation_finish(delegation);
    set->entries = delegation->networks.count;
    if (set->entries == 0 && set->problem.sentence[0] == '\0')
        problem_set(&set->problem, "no network stands in '%s'", reading->source->folder);
    if (set->date.size == 0 && delegation->date[0] != '\0') {
        struct text date = {0};
        text_print(&date, "%.4s-%.2s-%.2s", delegation->date, delegation->date + 4,
                   delegation->date + 6);
        set->date = arena_keep(&reading->knowledge->arena, text_slice(&date));
        text_done(&date);
    }
}

static void open_database(void *context, const char *path)
{
    struct reading *reading = context;
    struct source *source = reading->source;
    if (source->database_count == DATABASES_MOST)
        return;
    struct geo_database *database = geo_database_open(path, &source->about.problem);
    if (!database)
        return;
    source->databases[source->database_count++] = database;
    source->about.entries += geo_database_size(database);
    if (source->about.date.size == 0)
        source->about.date = geo_database_date(database);
}

static bool is_network_list(struct slice path)
{
    return set_file_name(path, ".csv").size > 0;
}

static bool read_networks(void *context, struct slice path, struct text *content,
                          struct problem *problem)
{
    struct reading *reading = context;
    (void)path;
    (void)problem;
    network_list_read(&reading->source->networks, keep_text(reading->knowledge, content));
    return true;
}

static bool is_galaxy(struct slice path)
{
    return galaxy_is_wanted(set_file_name(path, ".json"));
}

static bool read_galaxy(void *context, struct slice path, struct text *content,
                        struct problem *problem)
{
    struct reading *reading = context;
    return galaxy_read(reading->knowledge->families, &reading->source->about,
                       set_file_name(path, ".json"), text_slice(content), problem);
}

static bool is_attack(struct slice path)
{
    return (set_file_name(path, "json").size > 0 || set_file_name(path, ".jsonl").size > 0) &&
           !slice_equal_text(path, "set.json");
}

static bool read_attack(void *context, struct slice path, struct text *content,
                        struct problem *problem)
{
    struct reading *reading = context;
    (void)path;
    return attack_read(reading->knowledge->families, &reading->source->about, text_slice(content),
                       problem);
}

static bool is_trail_family(struct slice path)
{
    return set_file_name(path, ".txt").size > 0 && trail_family_is_wanted(path);
}

static bool read_trail_family(void *context, struct slice path, struct text *content,
                              struct problem *problem)
{
    struct reading *reading = context;
    (void)problem;
    trail_family_read(reading->knowledge->families, &reading->source->about,
                      set_file_name(path, ".txt"), text_slice(content));
    return true;
}

/* What is read of a set for a part; a set may have something for two. */
static const struct {
    enum part part;
    enum data_format format;
    struct set_reader reader;
} readings[] = {
    {PART_REMARKS, DATA_WARNING_LISTS, {is_warning_list, read_warning_list, 0}},
    {PART_REMARKS, DATA_TRAILS, {is_meaningful_trail, read_trails, 0}},
    {PART_PLACES, DATA_DELEGATION, {is_delegation, read_delegation, 0}},
    {PART_PLACES, DATA_REGISTRATION, {is_delegation, read_delegation, 0}},
    {PART_NETWORKS, DATA_NETWORKS, {is_network_list, read_networks, 0}},
    {PART_FAMILIES, DATA_GALAXY, {is_galaxy, read_galaxy, 0}},
    {PART_FAMILIES, DATA_ATTACK, {is_attack, read_attack, 0}},
    {PART_FAMILIES, DATA_TRAILS, {is_trail_family, read_trail_family, 4096}},
};

static void open_databases(struct reading *reading)
{
    struct source *source = reading->source;
    set_folder_find(source->folder, ".mmdb", open_database, reading);
    if (source->database_count == 0 && source->about.problem.sentence[0] == '\0')
        problem_set(&source->about.problem, "there is no MMDB file in '%s'", source->folder);
}

/* An MMDB file, or CSV. */
static void finish_networks(struct reading *reading)
{
    struct source *source = reading->source;
    network_list_finish(&source->networks);
    source->about.entries += source->networks.count;
    if (source->networks.count == 0)
        open_databases(reading);
}

static void read_source(struct reading *reading, enum part part)
{
    struct source *source = reading->source;
    enum data_format format = source->about.set->format;
    size_t names = family_names_count(reading->knowledge->families);
    for (size_t i = 0; i < sizeof readings / sizeof *readings; i++)
        if (readings[i].part == part && readings[i].format == format)
            set_folder_read(source->folder, &source->about, &readings[i].reader, reading);
    if (part == PART_PLACES && format == DATA_GEOLOCATION)
        open_databases(reading);
    else if (part == PART_NETWORKS && format == DATA_NETWORKS)
        finish_networks(reading);
    else if (part == PART_PLACES && part_of[format] == PART_PLACES)
        finish_delegation(reading);
    if (format == DATA_GALAXY || format == DATA_ATTACK)
        source->about.entries += family_names_count(reading->knowledge->families) - names;
}

static void read_part(const struct world *world, enum part part)
{
    struct knowledge *knowledge = world->knowledge;
    for (size_t i = 0; i < world->source_count; i++)
        read_source(&(struct reading){knowledge, &world->sources[i]}, part);
    if (part == PART_REMARKS)
        listing_finish(&knowledge->listing);
    if (part == PART_FAMILIES)
        family_names_finish(knowledge->families);
}

/* After this the part is there and does not change any more. */
static void need(const struct world *world, enum part part)
{
    struct knowledge *knowledge = world->knowledge;
    if (atomic_load_explicit(&knowledge->is_read[part], memory_order_acquire))
        return;
    pthread_mutex_lock(&knowledge->lock);
    if (!atomic_load_explicit(&knowledge->is_read[part], memory_order_relaxed)) {
        read_part(world, part);
        atomic_store_explicit(&knowledge->is_read[part], true, memory_order_release);
    }
    pthread_mutex_unlock(&knowledge->lock);
}

/* Asking */

size_t world_set_count(const struct world *world)
{
    return world->source_count;
}

const struct world_set *world_set_peek(const struct world *world, size_t i)
{
    assert(i < world->source_count);
    return &world->sources[i].about;
}

const struct world_set *world_set_at(const struct world *world, size_t i)
{
    need(world, part_of[world_set_peek(world, i)->set->format]);
    return world_set_peek(world, i);
}

void world_remark(const struct world *world, const struct indicator *indicator,
                  world_remark_fn *say, void *context)
{
    special_remark(indicator, say, context);
    need(world, PART_REMARKS);
    listing_remark(&world->knowledge->listing, indicator, say, context);
}

const char *place_basis_name(enum place_basis basis)
{
    static const char *const names[] = {"delegation", "registration", "geolocation"};
    return names[basis];
}

static bool find_place(const struct source *source, const struct address *address,
                       struct place_claim *claim)
{
    claim->set = &source->about;
    claim->basis = source->about.set->format == DATA_DELEGATION     ? PLACE_DELEGATION
                   : source->about.set->format == DATA_REGISTRATION ? PLACE_REGISTRATION
                                                                    : PLACE_GEOLOCATION;
    for (size_t i = 0; i < source->database_count; i++)
        if (geo_database_country(source->databases[i], address, &claim->country, &claim->network)) {
            geo_database_city(source->databases[i], address, &claim->region, &claim->city);
            return true;
        }
    return delegation_find(&source->delegation, address, &claim->country, &claim->network);
}

void world_place(const struct world *world, const struct address *address, world_place_fn *say,
                 void *context)
{
    need(world, PART_PLACES);
    for (size_t i = 0; i < world->source_count; i++) {
        struct place_claim claim = {0};
        if (find_place(&world->sources[i], address, &claim))
            say(context, &claim);
    }
}

static bool find_network(const struct source *source, const struct address *address,
                         struct network_claim *claim)
{
    const struct network_range *range =
        network_list_find(&source->networks, address, &claim->network);
    claim->set = &source->about;
    if (range) {
        claim->number = range->number;
        claim->organisation = range->organisation;
        return true;
    }
    for (size_t k = 0; k < source->database_count; k++)
        if (geo_database_network(source->databases[k], address, &claim->number,
                                 &claim->organisation, &claim->network))
            return true;
    return false;
}

bool world_network(const struct world *world, const struct address *address,
                   struct network_claim *claim)
{
    need(world, PART_PLACES); /* an MMDB file may have both */
    need(world, PART_NETWORKS);
    for (size_t i = 0; i < world->source_count; i++)
        if (find_network(&world->sources[i], address, claim) && claim->number > 0)
            return true;
    return false;
}

void world_networks(const struct world *world, const struct address *address, world_network_fn *say,
                    void *context)
{
    need(world, PART_PLACES);
    need(world, PART_NETWORKS);
    for (size_t i = 0; i < world->source_count; i++) {
        struct network_claim claim = {0};
        if (find_network(&world->sources[i], address, &claim))
            say(context, &claim);
    }
}

enum family_relation world_compare_families(const struct world *world, struct slice a,
                                            struct slice b, struct text *because)
{
    need(world, PART_FAMILIES);
    return family_names_compare(world->knowledge->families, a, b, because);
}

void world_family(const struct world *world, struct slice name, world_family_fn *say, void *context)
{
    need(world, PART_FAMILIES);
    family_names_tell(world->knowledge->families, name, say, context);
}
