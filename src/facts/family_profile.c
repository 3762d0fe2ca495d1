/* SPDX-License-Identifier: MIT */
#include "facts/family_profile.h"

#include "base/arena.h"
#include "base/memory.h"
#include "base/utf8.h"
#include "model/limits.h"

#include <stdlib.h>

struct profile {
    uint32_t thing;
    struct slice collection, number, description;
};

struct note {
    uint32_t thing;
    struct family_note note;
};

struct means {
    struct slice id, words;
    bool is_technique;
};

struct use {
    struct slice user, means;
};

struct family_profiles {
    struct profile *profiles; /* in the order of things */
    size_t count, capacity;
    struct note *notes; /* likewise */
    size_t note_count, note_capacity;
    struct means *means; /* in the order of ids, when finished */
    size_t means_count, means_capacity;
    struct use *uses; /* likewise, by user */
    size_t use_count, use_capacity;
    struct arena arena;
};

struct family_profiles *family_profiles_create(void)
{
    return memory_create(1, sizeof(struct family_profiles));
}

void family_profiles_free(struct family_profiles *profiles)
{
    if (!profiles)
        return;
    free(profiles->profiles);
    free(profiles->notes);
    free(profiles->means);
    free(profiles->uses);
    arena_done(&profiles->arena);
    free(profiles);
}

/* Never in the middle of a character. */
static struct slice cut(struct slice text, size_t most)
{
    if (text.size <= most)
        return text;
    while (most > 0 && (text.data[most] & 0xc0) == 0x80)
        most--;
    return slice_part(text, 0, most);
}

void family_profiles_add(struct family_profiles *profiles, uint32_t thing, struct slice collection,
                         struct slice number, struct slice description)
{
    profiles->profiles = memory_grow(profiles->profiles, &profiles->capacity, profiles->count + 1,
                                     sizeof *profiles->profiles);
    profiles->profiles[profiles->count++] = (struct profile){
        .thing = thing,
        .collection = arena_keep(&profiles->arena, collection),
        .number = arena_keep(&profiles->arena, number),
        .description = arena_keep(&profiles->arena, cut(description, LIMIT_FAMILY_DESCRIPTION)),
    };
}

void family_profiles_add_note(struct family_profiles *profiles, uint32_t thing, struct slice field,
                              struct slice value)
{
    if (value.size == 0)
        return;
    profiles->notes = memory_grow(profiles->notes, &profiles->note_capacity,
                                  profiles->note_count + 1, sizeof *profiles->notes);
    profiles->notes[profiles->note_count++] = (struct note){
        thing, {arena_keep(&profiles->arena, field), arena_keep(&profiles->arena, value)}};
}

void family_profiles_add_means(struct family_profiles *profiles, struct slice id,
                               struct slice words, bool is_technique)
{
    profiles->means = memory_grow(profiles->means, &profiles->means_capacity,
                                  profiles->means_count + 1, sizeof *profiles->means);
    profiles->means[profiles->means_count++] = (struct means){
        arena_keep(&profiles->arena, id), arena_keep(&profiles->arena, words), is_technique};
}

void family_profiles_add_use(struct family_profiles *profiles, struct slice user,
                             struct slice means)
{
    profiles->uses = memory_grow(profiles->uses, &profiles->use_capacity, profiles->use_count + 1,
                                 sizeof *profiles->uses);
    profiles->uses[profiles->use_count++] = (struct use){
        arena_keep(&profiles->arena, user),
        arena_keep(&profiles->arena, means),
    };
}

static int by_id(const void *a, const void *b)
{
    return slice_compare(((const struct means *)a)->id, ((const struct means *)b)->id);
}

static int by_user(const void *a, const void *b)
{
    const struct use *x = a, *y = b;
    int order = slice_compare(x->user, y->user);
    return order != 0 ? order : slice_compare(x->means, y->means);
}

void family_profiles_finish(struct family_profiles *profiles)
{
    if (profiles->means_count > 0)
        qsort(profiles->means, profiles->means_count, sizeof *profiles->means, by_id);
    if (profiles->use_count > 0)
        qsort(profiles->uses, profiles->use_count, sizeof *profiles->uses, by_user);
}

/* Asking */

static const struct means *find_means(const struct family_profiles *profiles, struct slice id)
{
    struct means wanted = {.id = id};
    return profiles->means_count == 0 ? NULL
                                      : bsearch(&wanted, profiles->means, profiles->means_count,
                                                sizeof *profiles->means, by_id);
}

static size_t first_use(const struct family_profiles *profiles, struct slice user)
{
    size_t from = 0, to = profiles->use_count;
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        if (slice_compare(profiles->uses[middle].user, user) < 0)
            from = middle + 1;
        else
            to = middle;
    }
    return from;
}

static int by_text(const void *a, const void *b)
{
    return slice_compare(*(const struct slice *)a, *(const struct slice *)b);
}

/* One kind of what a thing uses, each once, in order. */
static const struct slice *list_uses(const struct family_profiles *profiles, struct slice id,
                                     bool techniques, struct arena *arena, size_t *count)
{
    size_t from = first_use(profiles, id), end = from, kept = 0;
    while (end < profiles->use_count && slice_equal(profiles->uses[end].user, id))
        end++;
    struct slice *words = arena_alloc(arena, (end - from) * sizeof *words + 1);
    for (size_t i = from; i < end; i++) {
        const struct means *means = find_means(profiles, profiles->uses[i].means);
        if (means && means->is_technique == techniques)
            words[kept++] = means->words;
    }
    if (kept > 0)
        qsort(words, kept, sizeof *words, by_text);
    *count = 0;
    for (size_t i = 0; i < kept; i++)
        if (i == 0 || !slice_equal(words[i], words[i - 1]))
            words[(*count)++] = words[i];
    return words;
}

static const struct profile *find_profile(const struct family_profiles *profiles, uint32_t thing)
{
    size_t from = 0, to = profiles->count;
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        if (profiles->profiles[middle].thing < thing)
            from = middle + 1;
        else
            to = middle;
    }
    bool is_there = from < profiles->count && profiles->profiles[from].thing == thing;
    return is_there ? &profiles->profiles[from] : NULL;
}

static void tell_notes(const struct family_profiles *profiles, uint32_t thing, struct arena *arena,
                       struct family_claim *claim)
{
    size_t count = 0;
    for (size_t i = 0; i < profiles->note_count; i++)
        count += profiles->notes[i].thing == thing;
    struct family_note *notes = arena_alloc(arena, count * sizeof *notes + 1);
    claim->notes = notes;
    for (size_t i = 0; i < profiles->note_count; i++)
        if (profiles->notes[i].thing == thing)
            notes[claim->note_count++] = profiles->notes[i].note;
}

void family_profiles_tell(const struct family_profiles *profiles, uint32_t thing, struct slice id,
                          struct arena *arena, struct family_claim *claim)
{
    const struct profile *profile = find_profile(profiles, thing);
    if (profile) {
        claim->collection = profile->collection;
        claim->number = profile->number;
        claim->description = profile->description;
    }
    tell_notes(profiles, thing, arena, claim);
    if (id.size == 0)
        return;
    claim->techniques = list_uses(profiles, id, true, arena, &claim->technique_count);
    claim->software = list_uses(profiles, id, false, arena, &claim->software_count);
}
