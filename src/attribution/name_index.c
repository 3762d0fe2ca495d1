/* SPDX-License-Identifier: MIT */
#include "attribution/name_index.h"

#include "attribution/rarity.h"
#include "base/hash.h"
#include "base/memory.h"

#include <stdlib.h>

/* A name of the lists. */
struct indexed_name {
    const struct name_form *form;
    uint32_t number;
};

/* A word of the lists, alone or joined, and the names it stands in. */
struct indexed_word {
    const struct name_token *token;
    uint32_t first, count; /* of the postings */
};

struct name_index {
    struct indexed_name *names;
    size_t name_count, name_capacity;
    struct indexed_word *words; /* by the number of their tokens; holes have no token */
    size_t word_count;
    uint32_t *postings; /* places in names */
    struct rarity *rarity;
    bool is_finished;
};

struct name_index *name_index_create(void)
{
    return memory_create(1, sizeof(struct name_index));
}

void name_index_free(struct name_index *index)
{
    if (!index)
        return;
    free(index->names);
    free(index->words);
    free(index->postings);
    rarity_free(index->rarity);
    free(index);
}

void name_index_add(struct name_index *index, const struct name_form *form, uint32_t number)
{
    index->names = memory_grow(index->names, &index->name_capacity, index->name_count + 1,
                               sizeof *index->names);
    index->names[index->name_count++] = (struct indexed_name){form, number};
}

/* By number; forms of one number as they were added. */
static int by_number(const void *a, const void *b)
{
    const struct indexed_name *x = a, *y = b;
    if (x->number != y->number)
        return x->number < y->number ? -1 : 1;
    return (x->form > y->form) - (x->form < y->form);
}

/* Says each place of a name once for each token. */
typedef void token_fn(struct name_index *index, const struct name_token *token, uint32_t name);

static bool stands_before(const struct name_place *places, size_t end,
                          const struct name_token *token)
{
    for (size_t i = 0; i < end; i++)
        if (places[i].token == token)
            return true;
    return false;
}

static void each_token(struct name_index *index, token_fn *say)
{
    for (uint32_t n = 0; n < index->name_count; n++) {
        const struct name_form *form = index->names[n].form;
        for (size_t i = 0; i < form->word_count; i++)
            if (!stands_before(form->words, i, form->words[i].token))
                say(index, form->words[i].token, n);
        for (size_t i = 0; i < form->join_count; i++)
            if (!stands_before(form->joins, i, form->joins[i].token))
                say(index, form->joins[i].token, n);
    }
}

static void count_word(struct name_index *index, const struct name_token *token, uint32_t name)
{
    (void)name;
    index->words[token->number].token = token;
    index->words[token->number].count++;
}

static void add_posting(struct name_index *index, const struct name_token *token, uint32_t name)
{
    struct indexed_word *word = &index->words[token->number];
    index->postings[word->first + word->count++] = name;
}

static size_t most_number(const struct name_index *index)
{
    size_t most = 0;
    for (size_t n = 0; n < index->name_count; n++) {
        const struct name_form *form = index->names[n].form;
        for (size_t i = 0; i < form->word_count; i++)
            most = form->words[i].token->number >= most ? form->words[i].token->number + 1 : most;
        for (size_t i = 0; i < form->join_count; i++)
            most = form->joins[i].token->number >= most ? form->joins[i].token->number + 1 : most;
    }
    return most;
}

static void count_rarity(struct name_index *index)
{
    index->rarity = rarity_create();
    for (size_t i = 0; i < index->word_count; i++) {
        const struct indexed_word *word = &index->words[i];
        if (word->token && !word->token->is_join && !word->token->is_short_form)
            rarity_add(index->rarity, word->token->text, word->count);
    }
    rarity_set_names(index->rarity, (uint32_t)index->name_count);
}

void name_index_finish(struct name_index *index)
{
    if (index->name_count > 0)
        qsort(index->names, index->name_count, sizeof *index->names, by_number);
    index->word_count = most_number(index);
    index->words = memory_create(index->word_count, sizeof *index->words);
    each_token(index, count_word);
    uint32_t sum = 0;
    for (size_t i = 0; i < index->word_count; i++) {
        index->words[i].first = sum;
        sum += index->words[i].count;
    }
    count_rarity(index);
    for (size_t i = 0; i < index->word_count; i++)
        index->words[i].count = 0;
    index->postings = memory_create(sum, sizeof *index->postings);
    each_token(index, add_posting);
    index->is_finished = true;
}

const struct rarity *name_index_rarity(const struct name_index *index)
{
    return index->rarity;
}

struct name_search {
    const struct name_index *index;
    uint64_t *covered; /* of each name: the asked words that something in it is like */
    uint32_t *touched; /* names with any */
    size_t touched_count;
};

struct name_search *name_search_create(const struct name_index *index)
{
    struct name_search *search = memory_create(1, sizeof *search);
    search->index = index;
    search->covered = memory_create(index->name_count, sizeof *search->covered);
    search->touched = memory_create(index->name_count, sizeof *search->touched);
    return search;
}

void name_search_free(struct name_search *search)
{
    if (!search)
        return;
    free(search->covered);
    free(search->touched);
    free(search);
}

static uint64_t words_of(const struct name_place *place)
{
    uint64_t bits = place->span >= 64 ? UINT64_MAX : ((uint64_t)1 << place->span) - 1;
    return bits << place->first;
}

static void touch(struct name_search *search, const struct indexed_word *word, uint64_t covered)
{
    for (uint32_t i = 0; i < word->count; i++) {
        uint32_t name = search->index->postings[word->first + i];
        if (search->covered[name] == 0)
            search->touched[search->touched_count++] = name;
        search->covered[name] |= covered;
    }
}

static void touch_alike(struct name_search *search, const struct name_place *place)
{
    enum likeness how;
    for (size_t i = 0; i < search->index->word_count; i++) {
        const struct indexed_word *word = &search->index->words[i];
        if (word->token && token_likeness(place->token, word->token, &how) > 0)
            touch(search, word, words_of(place));
    }
}

static int compare_places(const void *a, const void *b)
{
    const uint32_t *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

/* The share of the asked words' weight that could be aligned. */
static double share_of(const struct name_search *search, const struct name_form *asked,
                       enum entity_kind kind, uint64_t covered)
{
    double all = 0, some = 0;
    for (size_t i = 0; i < asked->word_count; i++) {
        double weight = name_weight(kind, asked->words[i].token, search->index->rarity);
        all += weight;
        some += covered >> i & 1 ? weight : 0;
    }
    return all > 0 ? some / all : 0;
}

void name_search_run(struct name_search *search, const struct name_form *asked, double least,
                     name_hit_fn *say, void *context)
{
    const struct name_index *index = search->index;
    search->touched_count = 0;
    for (size_t i = 0; i < asked->word_count; i++)
        touch_alike(search, &asked->words[i]);
    for (size_t i = 0; i < asked->join_count; i++)
        touch_alike(search, &asked->joins[i]);
    if (search->touched_count > 0)
        qsort(search->touched, search->touched_count, sizeof *search->touched, compare_places);
    for (size_t i = 0; i < search->touched_count; i++) {
        const struct indexed_name *name = &index->names[search->touched[i]];
        uint64_t covered = search->covered[search->touched[i]];
        enum entity_kind kind;
        struct name_comparison comparison;
        search->covered[search->touched[i]] = 0;
        if (!name_kinds_meet(asked->kind, name->form->kind, &kind) ||
            name_bound(kind, share_of(search, asked, kind, covered)) < least)
            continue;
        name_compare(asked, name->form, index->rarity, &comparison);
        if (comparison.score >= least)
            say(context, name->number, name->form, &comparison);
    }
}
