/* SPDX-License-Identifier: MIT */
#include "attribution/same_name.h"

#include "attribution/name_match.h"
#include "attribution/sanctions.h"
#include "base/hash.h"
#include "base/memory.h"

#include <stdlib.h>

/* A full name of an entry: its words, whatever their order, and its legal forms. */
struct full_name {
    uint64_t words, forms; /* hashes; forms 0: it has none */
    uint32_t entry, name;
    uint32_t word_count;
};

struct same_name {
    const struct sanctions_entry *entries;
    struct full_name *by_words, *by_entry;
    size_t count, capacity;
};

static uint64_t key_of(const struct name_token *token)
{
    const struct word_meaning *m = &token->meaning;
    if (m->class == WORD_NUMBER)
        return hash_mix(m->number, WORD_NUMBER);
    return m->symbol != 0 ? hash_mix(m->symbol, m->class) : token->digest;
}

/* Sums do not depend on the order of words. */
static struct full_name read_form(const struct name_form *form)
{
    struct full_name full = {0};
    for (size_t i = 0; i < form->word_count; i++) {
        const struct name_token *token = form->words[i].token;
        if (token->meaning.class == WORD_COMPANY_FORM) {
            full.forms += hash_mix(key_of(token), 1);
        } else {
            full.words += hash_mix(key_of(token), 2);
            full.word_count++;
        }
    }
    return full;
}

uint64_t same_name_key(const struct name_form *form, bool *has_legal_form)
{
    struct full_name full = read_form(form);
    *has_legal_form = full.forms != 0;
    return full.words;
}

static int compare_places(const struct full_name *x, const struct full_name *y)
{
    if (x->entry != y->entry)
        return x->entry < y->entry ? -1 : 1;
    return (x->name > y->name) - (x->name < y->name);
}

static int by_words(const void *a, const void *b)
{
    const struct full_name *x = a, *y = b;
    if (x->words != y->words)
        return x->words < y->words ? -1 : 1;
    return compare_places(x, y);
}

static int by_entry(const void *a, const void *b)
{
    const struct full_name *x = a, *y = b;
    int order = compare_places(x, y);
    return order != 0 ? order : (x->words > y->words) - (x->words < y->words);
}

static bool is_learnt_from(const struct sanctions_entry *entry, uint32_t name)
{
    enum entity_kind kind = entry->entity->kind;
    return kind != ENTITY_VESSEL && kind != ENTITY_AIRCRAFT &&
           entry->entity->names[name].kind != NAME_WEAK_ALIAS;
}

static void add(struct same_name *names, const struct full_name *full, struct listed_place place)
{
    names->by_words =
        memory_grow(names->by_words, &names->capacity, names->count + 1, sizeof *names->by_words);
    struct full_name *added = &names->by_words[names->count++];
    *added = *full;
    added->entry = place.entry;
    added->name = place.name;
}

struct same_name *same_name_create(const struct sanctions_entry *entries,
                                   const struct listed_names *listed)
{
    enum { WORDS_LEAST = 2 };
    struct same_name *names = memory_create(1, sizeof *names);
    names->entries = entries;
    for (size_t i = 0; i < listed_names_count(listed); i++) {
        const struct listed_name *name = listed_name_at(listed, i);
        for (size_t f = 0; f < name->form_count; f++) {
            struct full_name full = read_form(&name->forms[f]);
            for (size_t p = 0; full.word_count >= WORDS_LEAST && p < name->place_count; p++)
                if (is_learnt_from(&entries[name->places[p].entry], name->places[p].name))
                    add(names, &full, name->places[p]);
        }
    }
    names->by_entry = memory_create(names->count, sizeof *names->by_entry);
    if (names->count == 0)
        return names;
    memcpy(names->by_entry, names->by_words, names->count * sizeof *names->by_entry);
    qsort(names->by_words, names->count, sizeof *names->by_words, by_words);
    qsort(names->by_entry, names->count, sizeof *names->by_entry, by_entry);
    return names;
}

void same_name_free(struct same_name *names)
{
    if (!names)
        return;
    free(names->by_words);
    free(names->by_entry);
    free(names);
}

bool births_agree(const struct partial_date *a, const struct partial_date *b)
{
    uint16_t a_last = a->year_to > 0 ? a->year_to : a->year;
    uint16_t b_last = b->year_to > 0 ? b->year_to : b->year;
    unsigned slack = a->is_approximate || b->is_approximate ? 1 : 0;
    if (a->year > b_last + slack || b->year > a_last + slack)
        return false;
    if (slack > 0 || a->year_to > 0 || b->year_to > 0)
        return true;
    bool months_differ = a->month != b->month && a->month > 0 && b->month > 0;
    bool days_differ = a->day != b->day && a->day > 0 && b->day > 0;
    return !months_differ && !days_differ;
}

static bool share_a_birth(const struct entity *a, const struct entity *b)
{
    for (size_t i = 0; i < a->birth_count; i++)
        for (size_t k = 0; k < b->birth_count; k++)
            if (births_agree(&a->births[i], &b->births[k]))
                return true;
    return false;
}

static bool can_be_one(const struct same_name *names, const struct full_name *x,
                       const struct full_name *y)
{
    enum { WORDS_ENOUGH = 3 };
    const struct entity *a = names->entries[x->entry].entity, *b = names->entries[y->entry].entity;
    enum entity_kind kind;
    bool forms_agree = x->forms == y->forms || x->forms == 0 || y->forms == 0;
    if (x->entry == y->entry || !forms_agree || !name_kinds_meet(a->kind, b->kind, &kind))
        return false;
    if (kind != ENTITY_PERSON)
        return true;
    if (a->birth_count > 0 && b->birth_count > 0)
        return share_a_birth(a, b);
    return x->word_count >= WORDS_ENOUGH;
}

/* The first place in an array that is ordered by the member that `before` asks. */
static size_t first_place(const struct full_name *items, size_t count, const struct full_name *key,
                          bool (*before)(const struct full_name *, const struct full_name *))
{
    size_t from = 0, to = count;
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        if (before(&items[middle], key))
            from = middle + 1;
        else
            to = middle;
    }
    return from;
}

static bool words_before(const struct full_name *a, const struct full_name *b)
{
    return a->words < b->words;
}

static bool entry_before(const struct full_name *a, const struct full_name *b)
{
    return a->entry < b->entry;
}

static void take_same(const struct same_name *names, const struct full_name *own,
                      struct full_name **found, size_t *count, size_t *capacity)
{
    for (size_t i = first_place(names->by_words, names->count, own, words_before);
         i < names->count && names->by_words[i].words == own->words; i++) {
        if (!can_be_one(names, own, &names->by_words[i]))
            continue;
        *found = memory_grow(*found, capacity, *count + 1, sizeof **found);
        (*found)[(*count)++] = names->by_words[i];
    }
}

void same_name_find(const struct same_name *names, size_t entry, same_name_fn *say, void *context)
{
    struct full_name *found = NULL, key = {.entry = (uint32_t)entry};
    size_t count = 0, capacity = 0;
    for (size_t i = first_place(names->by_entry, names->count, &key, entry_before);
         i < names->count && names->by_entry[i].entry == entry; i++)
        take_same(names, &names->by_entry[i], &found, &count, &capacity);
    if (count > 0)
        qsort(found, count, sizeof *found, by_entry);
    for (size_t i = 0; i < count; i++)
        if (i == 0 || found[i].entry != found[i - 1].entry)
            say(context, found[i].entry,
                &names->entries[found[i].entry].entity->names[found[i].name]);
    free(found);
}
