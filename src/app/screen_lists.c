/* SPDX-License-Identifier: MIT */
#include "app/screen_lists.h"

#include "app/data_version.h"
#include "attribution/list_load.h"
#include "base/digest.h"
#include "base/memory.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What stands in one version, as it was read: when all are joined nobody can tell any more. */
struct list_count {
    uint8_t digest[DIGEST_SHA256_SIZE];
    struct list_told told;
};

/* Paths being gathered. */
struct paths {
    struct arena *arena;
    const char **items;
    size_t count, capacity;
};

static void add_path(struct paths *paths, const char *folder, const char *place)
{
    struct text path = {0};
    text_print(&path, "%s/%s", folder, place);
    text_add_byte(&path, '\0');
    paths->items =
        memory_grow(paths->items, &paths->capacity, paths->count + 1, sizeof *paths->items);
    paths->items[paths->count++] = (const char *)arena_keep(paths->arena, text_slice(&path)).data;
    text_done(&path);
}

/* Of today the newest version tells, of another date all together do. */
static void add_set(struct paths *paths, const char *folder, const struct data_set *set,
                    bool is_of_today)
{
    struct data_versions versions = {0};
    data_versions_find(folder, set, &versions);
    size_t first = is_of_today && versions.count > 0 ? versions.count - 1 : 0;
    for (size_t i = first; i < versions.count; i++)
        add_path(paths, folder, versions.items[i].place);
    data_versions_done(&versions);
}

size_t screen_lists_paths(const struct settings *settings, const char *folder, struct arena *arena,
                          const char ***paths)
{
    struct paths found = {.arena = arena};
    size_t given = setting_count(settings, "list");
    for (size_t i = 0; given == 0 && folder && data_sets[i].name; i++)
        if (data_sets[i].format == DATA_SANCTIONS)
            add_set(&found, folder, &data_sets[i], !setting_given(settings, "at"));
    size_t count = given > 0 ? given : found.count;
    *paths = arena_create(arena, (count + 1) * sizeof **paths);
    for (size_t i = 0; i < count; i++)
        (*paths)[i] = given > 0 ? setting_at(settings, "list", i) : found.items[i];
    free(found.items);
    return count;
}

static void count_parts(const struct entity_list *list, struct list_told *told)
{
    *told = (struct list_told){.entities = list->entity_count};
    for (size_t i = 0; i < list->entity_count; i++) {
        told->names += list->entities[i].name_count;
        told->addresses += list->entities[i].address_count;
        told->identifiers += list->entities[i].identifier_count;
    }
}

static void take(void *context, struct entity_list *list)
{
    struct screen_lists *lists = context;
    lists->counts =
        memory_grow(lists->counts, &lists->capacity, lists->counted + 1, sizeof *lists->counts);
    struct list_count *count = &lists->counts[lists->counted++];
    memcpy(count->digest, list->digest, sizeof count->digest);
    count_parts(list, &count->told);
    sanctions_add(lists->sanctions, list);
}

static void complain(void *context, const char *sentence)
{
    struct screen_lists *lists = context;
    lists->complaints++;
    fprintf(stderr, "stormcone screen: %s\n", sentence);
}

static const struct list_told *find_count(const struct screen_lists *lists,
                                          const struct entity_list *list)
{
    size_t i = 0;
    while (memcmp(lists->counts[i].digest, list->digest, sizeof list->digest) != 0)
        i++;
    return &lists->counts[i].told;
}

/* All lists in their order, and one digest over theirs. */
static void tell(struct screen_lists *lists)
{
    size_t count = sanctions_list_count(lists->sanctions);
    struct digest *digest = digest_create();
    lists->told = memory_create(count + 1, sizeof *lists->told);
    for (size_t i = 0; i < count; i++) {
        const struct entity_list *list = sanctions_list_at(lists->sanctions, i);
        lists->told[i] = *find_count(lists, list);
        lists->told[i].list = list;
        digest_add(digest, slice_make(list->digest, sizeof list->digest));
    }
    digest_finish(digest, lists->all.digest);
    lists->all.items = lists->told;
    lists->all.count = count;
}

bool screen_lists_load(struct screen_lists *lists, const char *const *paths, size_t count,
                       const struct list_choice *choice)
{
    lists->sanctions = sanctions_create();
    for (size_t i = 0; i < count; i++)
        list_load(paths[i], &(struct list_load){choice, take, complain, lists});
    sanctions_finish(lists->sanctions);
    tell(lists);
    return lists->all.count > 0;
}

void screen_lists_done(struct screen_lists *lists)
{
    sanctions_free(lists->sanctions);
    free(lists->told);
    free(lists->counts);
    *lists = (struct screen_lists){0};
}
