/* SPDX-License-Identifier: MIT */
#include "attribution/name_index.h"

#include "attribution/rarity.h"
#include "attribution/token_index.h"
#include "base/hash.h"
#include "base/memory.h"

#include <math.h>
#include <stdlib.h>

/* What counts of a name before it is compared. Weights are whole numbers, rounded so that a
 * name never looks worse than it is. */
enum { WEIGHT_ONE = 1024, WEIGHT_MOST = UINT16_MAX };

/* A name of the lists. Names are in the order of their kinds. */
struct indexed_name {
    const struct name_form *form;
    uint32_t number;
    uint32_t place; /* where its words, then its joins stand in index->places */
    uint8_t kind, word_count, join_count; /* the form's: forms are far apart */
};

struct name_weights {
    uint16_t heavy; /* of its words that are not light; of people's names, of those that are
                       distinctive; where the kind is not known, the least of all kinds */
    uint16_t all;   /* of all its words; where the kind is not known, the most */
};

/* A word of the lists, alone or joined, and the names it stands in. */
struct indexed_word {
    uint32_t first, count;       /* of the postings, in the order of names */
    uint16_t most[ENTITY_KINDS]; /* of what is heavy in it, by the kind of name */
    float weight[ENTITY_KINDS];  /* of a word that is no join: name_weight() */
    bool is_light;
    bool is_distinctive[ENTITY_KINDS];
};

/* A word that the name has twice. */
static const uint32_t repeated = UINT32_C(1) << 31;

struct name_index {
    struct indexed_name *names;
    struct name_weights *weights; /* of each name */
    size_t name_count, name_capacity;
    size_t kind_end[ENTITY_KINDS];    /* of the names of each kind */
    struct indexed_word *words;       /* by the number of their tokens */
    const struct name_token **tokens; /* likewise; holes are NULL */
    size_t word_count;
    uint32_t *postings; /* places in names */
    uint32_t *places;   /* numbers of the words of each name, side by side */
    double heaviest;    /* no name weighs more */
    struct token_index *token_index;
    struct rarity *rarity;
};

struct name_index *name_index_create(void)
{
    return memory_create(1, sizeof(struct name_index));
}

void name_index_free(struct name_index *index)
{
    if (!index)
        return;
    token_index_free(index->token_index);
    free(index->names);
    free(index->weights);
    free(index->words);
    free(index->tokens);
    free(index->postings);
    free(index->places);
    rarity_free(index->rarity);
    free(index);
}

void name_index_add(struct name_index *index, const struct name_form *form, uint32_t number)
{
    index->names = memory_grow(index->names, &index->name_capacity, index->name_count + 1,
                               sizeof *index->names);
    index->names[index->name_count++] = (struct indexed_name){.form = form, .number = number};
}

/* By kind, then by number; forms of one number as they were added. */
static int by_kind(const void *a, const void *b)
{
    const struct indexed_name *x = a, *y = b;
    if (x->form->kind != y->form->kind)
        return x->form->kind < y->form->kind ? -1 : 1;
    if (x->number != y->number)
        return x->number < y->number ? -1 : 1;
    return (x->form > y->form) - (x->form < y->form);
}

/* Words that weigh so little that they are asked last, if at all, and are in so many names that
 * looking would take longer than comparing: legal forms, titles, particles, initials. */
static bool is_light(const struct name_token *token)
{
    return token->is_initial || token->meaning.class == WORD_COMPANY_FORM ||
           token->meaning.class == WORD_TITLE || token->meaning.class == WORD_PARTICLE;
}

static bool stands_before(const struct name_place *places, size_t end,
                          const struct name_token *token)
{
    for (size_t i = 0; i < end; i++)
        if (places[i].token == token)
            return true;
    return false;
}

/* Says each place of a name, once for each token. */
typedef void place_fn(struct name_index *index, const struct name_place *place, uint32_t name);

static void each_place(struct name_index *index, place_fn *say)
{
    for (uint32_t n = 0; n < index->name_count; n++) {
        const struct name_form *form = index->names[n].form;
        for (size_t i = 0; i < form->word_count; i++)
            if (!stands_before(form->words, i, form->words[i].token))
                say(index, &form->words[i], n);
        for (size_t i = 0; i < form->join_count; i++)
            if (!stands_before(form->joins, i, form->joins[i].token))
                say(index, &form->joins[i], n);
    }
}

static void measure(struct name_index *index, const struct name_place *place, uint32_t name)
{
    (void)name;
    if (place->token->number >= index->word_count)
        index->word_count = place->token->number + 1;
}

static void count_word(struct name_index *index, const struct name_place *place, uint32_t name)
{
    (void)name;
    index->tokens[place->token->number] = place->token;
    index->words[place->token->number].is_light = is_light(place->token);
    index->words[place->token->number].count++;
}

static uint16_t weight_up(double weight)
{
    double whole = ceil(weight * WEIGHT_ONE);
    return whole < WEIGHT_MOST ? (uint16_t)whole : WEIGHT_MOST;
}

/* The weight of the words of a place, without the light ones, by the rules of a kind. */
static double heavy_weight(const struct name_index *index, const struct name_form *form,
                           const struct name_place *place, enum entity_kind kind)
{
    double weight = 0;
    for (size_t i = place->first; i < (size_t)place->first + place->span; i++) {
        const struct indexed_word *word = &index->words[form->words[i].token->number];
        weight += word->is_light ? 0 : (double)word->weight[kind];
    }
    return weight;
}

/* A name without a kind is compared by the rules of the other. */
static bool has_rules(const struct name_form *form, size_t kind)
{
    return form->kind == ENTITY_ANY || form->kind == (enum entity_kind)kind;
}

static void add_posting(struct name_index *index, const struct name_place *place, uint32_t name)
{
    const struct name_form *form = index->names[name].form;
    struct indexed_word *word = &index->words[place->token->number];
    index->postings[word->first + word->count++] = name;
    for (size_t kind = 0; kind < ENTITY_KINDS; kind++) {
        if (!has_rules(form, kind))
            continue;
        uint16_t weight = weight_up(heavy_weight(index, form, place, (enum entity_kind)kind));
        if (weight > word->most[form->kind])
            word->most[form->kind] = weight;
    }
}

static void weigh_word(struct name_index *index, size_t i, enum entity_kind kind)
{
    struct indexed_word *word = &index->words[i];
    word->weight[kind] = (float)name_weight(kind, index->tokens[i], index->rarity);
    word->is_distinctive[kind] = name_is_distinctive(kind, index->tokens[i]);
}

static void weigh_words(struct name_index *index)
{
    for (size_t i = 0; i < index->word_count; i++)
        for (size_t kind = 0; index->tokens[i] && kind < ENTITY_KINDS; kind++)
            weigh_word(index, i, (enum entity_kind)kind);
}

static void note_places(struct name_index *index)
{
    size_t count = 0;
    for (size_t n = 0; n < index->name_count; n++)
        count += index->names[n].form->word_count + index->names[n].form->join_count;
    index->places = memory_create(count, sizeof *index->places);
    uint32_t at = 0;
    for (size_t n = 0; n < index->name_count; n++) {
        const struct name_form *form = index->names[n].form;
        index->names[n].place = at;
        index->names[n].kind = (uint8_t)form->kind;
        index->names[n].word_count = (uint8_t)form->word_count;
        index->names[n].join_count = (uint8_t)form->join_count;
        for (size_t i = 0; i < form->word_count; i++)
            index->places[at++] =
                form->words[i].token->number |
                (stands_before(form->words, i, form->words[i].token) ? repeated : 0);
        for (size_t i = 0; i < form->join_count; i++)
            index->places[at++] = form->joins[i].token->number;
    }
}

static void count_rarity(struct name_index *index)
{
    index->rarity = rarity_create();
    for (size_t i = 0; i < index->word_count; i++) {
        const struct name_token *token = index->tokens[i];
        if (token && !token->is_join && !token->is_short_form)
            rarity_add(index->rarity, token, index->words[i].count);
    }
    rarity_finish(index->rarity, (uint32_t)index->name_count);
}

static double heavy_of(const struct name_index *index, const struct name_form *form,
                       enum entity_kind kind)
{
    double heavy = 0;
    for (size_t i = 0; i < form->word_count; i++) {
        const struct name_token *token = form->words[i].token;
        bool counts = kind != ENTITY_PERSON || name_is_distinctive(kind, token);
        if (counts && !is_light(token) && !stands_before(form->words, i, token))
            heavy += (double)index->words[token->number].weight[kind];
    }
    return heavy;
}

static void weigh_name(struct name_index *index, size_t number)
{
    const struct indexed_name *name = &index->names[number];
    double least = LIMIT_NAME_WORDS, all = 0;
    for (size_t kind = 0; kind < ENTITY_KINDS; kind++) {
        if (!has_rules(name->form, kind))
            continue;
        least = fmin(least, heavy_of(index, name->form, (enum entity_kind)kind));
        for (size_t i = 0; i < name->form->word_count; i++)
            all += (double)index->words[name->form->words[i].token->number].weight[kind];
    }
    double whole = floor(least * WEIGHT_ONE);
    index->weights[number] = (struct name_weights){
        .heavy = whole < WEIGHT_MOST ? (uint16_t)whole : 0, .all = weight_up(all)};
    index->heaviest = fmax(index->heaviest, all);
}

static void find_kinds(struct name_index *index)
{
    size_t at = 0;
    for (size_t kind = 0; kind < ENTITY_KINDS; kind++) {
        while (at < index->name_count && index->names[at].form->kind == (enum entity_kind)kind)
            at++;
        index->kind_end[kind] = at;
    }
}

void name_index_finish(struct name_index *index)
{
    if (index->name_count > 0)
        qsort(index->names, index->name_count, sizeof *index->names, by_kind);
    find_kinds(index);
    each_place(index, measure);
    index->words = memory_create(index->word_count, sizeof *index->words);
    index->tokens = memory_create(index->word_count, sizeof *index->tokens);
    each_place(index, count_word);
    count_rarity(index);
    weigh_words(index);
    note_places(index);
    uint32_t sum = 0;
    for (size_t i = 0; i < index->word_count; i++) {
        index->words[i].first = sum;
        sum += index->words[i].count;
        index->words[i].count = 0;
    }
    index->postings = memory_create(sum, sizeof *index->postings);
    each_place(index, add_posting);
    index->weights = memory_create(index->name_count, sizeof *index->weights);
    for (size_t i = 0; i < index->name_count; i++)
        weigh_name(index, i);
    index->token_index = token_index_create(index->tokens, index->word_count);
}

const struct rarity *name_index_rarity(const struct name_index *index)
{
    return index->rarity;
}

/* What has been found of a name in the search at hand. */
struct trace {
    uint16_t search; /* which search it is of */
    uint16_t left;   /* heavy weight that nothing asked is like ... */
    uint16_t all;    /* ... of so much */
    uint8_t covered; /* asked words that something in it is like; see struct plan */
    bool is_taken;   /* among those that may come to the score */
};

/* Words asked before, and what is like them. */
struct memory_slot {
    uint64_t key; /* 0: nobody */
    uint32_t first, count;
};

/* Likenesses are rounded up to such parts, so that a mark is a quarter of a cache line. */
enum { LIKENESS_ONE = 255 };

/* A listed word that is like an asked one. */
struct alike {
    uint32_t word;
    uint8_t likeness;
};

enum { COVERED = 256, BITS = 8 };

/* How like a listed word is each asked one, in the search at hand. */
struct mark {
    uint32_t search;
    uint8_t likeness[BITS];
    bool is_light; /* a light word is like it */
};

/* How much of a listed name may be left over when so many asked words are covered. With more it is
 * given up. */
struct room {
    uint32_t plan;  /* that it was found for */
    int32_t left;   /* weight; -1: it cannot come to the score */
    uint32_t share; /* of all its weight, of 65536 */
};

/* How the words of one name are asked. Each heavy word has a bit; behind the seventh they share
 * one. Light words are taken as found. */
struct plan {
    uint32_t number;
    const struct name_form *asked;
    double least;
    double heaviest;               /* no name weighs more */
    uint8_t bit[LIMIT_NAME_WORDS]; /* of each asked word; 0: light */
    bool asks_all;                 /* light words are asked too: there are no others */
    double weights[ENTITY_KINDS][LIMIT_NAME_WORDS];
    bool is_distinctive[ENTITY_KINDS][LIMIT_NAME_WORDS];
    double all[ENTITY_KINDS];
    uint16_t spare[ENTITY_KINDS]; /* heavy weight that initials may be like */
    bool meets[ENTITY_KINDS];
    enum entity_kind rules[ENTITY_KINDS]; /* by which names of a kind are compared */
    struct room rooms[ENTITY_KINDS][COVERED];
};

struct name_search {
    const struct name_index *index;
    struct token_asker *asker;
    struct trace *traces; /* of each name */
    struct mark *marks;   /* of each word */
    uint16_t search;
    uint32_t marking; /* the same, but never the same twice */
    uint32_t *taken;  /* names that may come to the score */
    size_t taken_count, taken_capacity;
    struct memory_slot *memory; /* a power of two, half of it free */
    size_t memory_capacity, memory_count;
    struct alike *alike;
    size_t alike_count, alike_capacity;
    struct plan plan;
};

struct name_search *name_search_create(const struct name_index *index)
{
    enum { FIRST = 4096 };
    struct name_search *search = memory_create(1, sizeof *search);
    search->index = index;
    search->asker = token_asker_create(index->token_index);
    search->traces = memory_create(index->name_count, sizeof *search->traces);
    search->marks = memory_create(index->word_count, sizeof *search->marks);
    search->memory_capacity = FIRST;
    search->memory = memory_create(FIRST, sizeof *search->memory);
    return search;
}

void name_search_free(struct name_search *search)
{
    if (!search)
        return;
    token_asker_free(search->asker);
    free(search->traces);
    free(search->marks);
    free(search->taken);
    free(search->memory);
    free(search->alike);
    free(search);
}

static void add_alike(void *context, uint32_t number, double likeness)
{
    struct name_search *search = context;
    search->alike = memory_grow(search->alike, &search->alike_capacity, search->alike_count + 1,
                                sizeof *search->alike);
    search->alike[search->alike_count++] =
        (struct alike){number, (uint8_t)ceil(likeness * LIKENESS_ONE)};
}

/* All that decides what a word is like. */
static uint64_t memory_key(const struct name_token *token)
{
    uint64_t kind = (uint64_t)token->reading << 3 | (uint64_t)token->is_initial << 2 |
                    (uint64_t)token->is_join << 1 | token->is_short_form;
    uint64_t meaning = (uint64_t)token->meaning.symbol << 32 | token->meaning.number;
    uint64_t key = hash_mix(hash_mix(token->digest, kind), meaning ^ token->meaning.class);
    return key != 0 ? key : 1;
}

static struct memory_slot *memory_slot(const struct name_search *search, uint64_t key)
{
    for (size_t at = key;; at++) {
        struct memory_slot *slot = &search->memory[at & (search->memory_capacity - 1)];
        if (slot->key == key || slot->key == 0)
            return slot;
    }
}

static void grow_memory(struct name_search *search)
{
    struct memory_slot *old = search->memory;
    size_t capacity = search->memory_capacity;
    search->memory_capacity *= 2;
    search->memory = memory_create(search->memory_capacity, sizeof *search->memory);
    for (size_t i = 0; i < capacity; i++)
        if (old[i].key != 0)
            *memory_slot(search, old[i].key) = old[i];
    free(old);
}

static void forget_words(struct name_search *search)
{
    memset(search->memory, 0, search->memory_capacity * sizeof *search->memory);
    search->memory_count = search->alike_count = 0;
}

/* The words that are like one: asked once, then remembered. */
static struct memory_slot words_alike(struct name_search *search, const struct name_token *token)
{
    uint64_t key = memory_key(token);
    struct memory_slot *slot = memory_slot(search, key);
    if (slot->key == key)
        return *slot;
    if (search->alike_count > LIMIT_WORDS_REMEMBERED)
        forget_words(search);
    if (search->memory_count * 2 >= search->memory_capacity)
        grow_memory(search);
    uint32_t first = (uint32_t)search->alike_count;
    token_index_find(search->asker, token, add_alike, search);
    slot = memory_slot(search, key);
    *slot = (struct memory_slot){key, first, (uint32_t)search->alike_count - first};
    search->memory_count++;
    return *slot;
}

/* The best score of a name of that kind with so much of the asked words covered, and a weight and
 * a share of its own left. */
static double score_most(const struct plan *plan, enum entity_kind kind, unsigned covered,
                         double left, double share_left)
{
    struct name_outlook outlook = {.their_share = 1 - share_left};
    double found = 0;
    for (size_t i = 0; i < plan->asked->word_count; i++) {
        if (plan->bit[i] == 0 || (plan->bit[i] & covered) != 0)
            found += plan->weights[kind][i];
        else if (plan->is_distinctive[kind][i])
            outlook.our_left += plan->weights[kind][i];
    }
    outlook.our_share = outlook.our_aligned = plan->all[kind] > 0 ? found / plan->all[kind] : 1;
    outlook.amount = (found + plan->heaviest) / 2;
    /* Of people's names all that is heavy says who is meant. */
    outlook.their_left = plan->rules[kind] == ENTITY_PERSON ? left : 0;
    return name_score_most(plan->rules[kind], &outlook);
}

static void find_room(const struct plan *plan, enum entity_kind kind, unsigned covered,
                      struct room *room)
{
    enum { STEPS = 16 };
    double left = LIMIT_NAME_WORDS, share = 1; /* what is too much, unless all is allowed */
    double left_fits = 0, share_fits = 0;
    *room = (struct room){.plan = plan->number, .left = -1};
    if (score_most(plan, kind, covered, 0, 0) < plan->least)
        return;
    for (size_t step = 0; step < STEPS; step++) {
        double middle = (left_fits + left) / 2, part = (share_fits + share) / 2;
        *(score_most(plan, kind, covered, middle, 0) < plan->least ? &left : &left_fits) = middle;
        *(score_most(plan, kind, covered, 0, part) < plan->least ? &share : &share_fits) = part;
    }
    room->left = (int32_t)fmin(ceil(left * WEIGHT_ONE), WEIGHT_MOST);
    room->share = (uint32_t)ceil(share * 65536);
}

static const struct room *room_of(struct plan *plan, enum entity_kind kind, unsigned covered)
{
    struct room *room = &plan->rooms[kind][covered];
    if (room->plan != plan->number)
        find_room(plan, kind, covered, room);
    return room;
}

static void take(struct name_search *search, uint32_t name)
{
    search->taken = memory_grow(search->taken, &search->taken_capacity, search->taken_count + 1,
                                sizeof *search->taken);
    search->taken[search->taken_count++] = name;
}

static struct trace *trace_of(struct name_search *search, uint32_t name, uint16_t spare)
{
    struct trace *trace = &search->traces[name];
    if (trace->search == search->search)
        return trace;
    const struct name_weights *weights = &search->index->weights[name];
    *trace = (struct trace){
        .search = search->search,
        .left = weights->heavy > spare ? weights->heavy - spare : 0,
        .all = weights->all,
    };
    return trace;
}

/* One step for each name that has a word like one that is asked. */
static void touch(struct name_search *search, enum entity_kind kind, uint32_t name, unsigned covers,
                  uint16_t weight)
{
    struct plan *plan = &search->plan;
    struct trace *trace = trace_of(search, name, plan->spare[kind]);
    trace->covered |= (uint8_t)covers;
    trace->left = trace->left > weight ? trace->left - weight : 0;
    if (trace->is_taken)
        return;
    const struct room *room = room_of(plan, kind, trace->covered);
    if ((int32_t)trace->left > room->left ||
        (uint64_t)trace->left << 16 > (uint64_t)trace->all * room->share)
        return;
    trace->is_taken = true;
    take(search, name);
}

/* The inner loop. It is bound by the cache misses on traces, eight bytes a name. */
static void touch_word(struct name_search *search, const struct indexed_word *word, unsigned covers)
{
    enum { AHEAD = 8 };
    const struct name_index *index = search->index;
    const uint32_t *postings = index->postings + word->first;
    size_t kind = 0;
    for (size_t i = 0; i < word->count; i++) {
        if (i + AHEAD < word->count)
            __builtin_prefetch(&search->traces[postings[i + AHEAD]], 1);
        while (postings[i] >= index->kind_end[kind])
            kind++;
        if (search->plan.meets[kind])
            touch(search, (enum entity_kind)kind, postings[i], covers, word->most[kind]);
    }
}

static void mark(struct name_search *search, const struct alike *found, unsigned covers)
{
    struct mark *mark = &search->marks[found->word];
    if (mark->search != search->marking)
        *mark = (struct mark){.search = search->marking};
    for (size_t bit = 0; bit < BITS; bit++)
        if ((covers >> bit & 1) && found->likeness > mark->likeness[bit])
            mark->likeness[bit] = found->likeness;
    if (covers == 0)
        mark->is_light = true;
}

/* Of words that come next, first what is known of them, then where they stand. */
static void fetch_word(const struct name_search *search, uint32_t later, uint32_t next)
{
    const struct name_index *index = search->index;
    __builtin_prefetch(&index->words[later]);
    __builtin_prefetch(&search->marks[later], 1);
    __builtin_prefetch(index->postings + index->words[next].first);
}

/* Light words only find heavy ones: these are not left over then. */
static void touch_alike(struct name_search *search, const struct name_place *place)
{
    enum { AHEAD = 8 };
    const struct plan *plan = &search->plan;
    unsigned covers = 0;
    for (size_t i = place->first; i < (size_t)place->first + place->span; i++)
        covers |= plan->bit[i];
    bool is_only_light = covers == 0;
    if (is_only_light && place->token->is_initial)
        return; /* allowed for by plan->spare */
    struct memory_slot alike = words_alike(search, place->token);
    for (size_t i = 0; i < alike.count; i++) {
        const struct alike *found = &search->alike[alike.first + i];
        const struct indexed_word *word = &search->index->words[found->word];
        if (i + AHEAD < alike.count)
            fetch_word(search, found[AHEAD].word, found[AHEAD / 2].word);
        mark(search, found, covers);
        if (!is_only_light || !word->is_light)
            touch_word(search, word, covers);
    }
}

static bool is_free(const struct plan *plan, const struct name_form *asked, size_t word)
{
    return !plan->asks_all && (is_light(asked->words[word].token) ||
                               stands_before(asked->words, word, asked->words[word].token));
}

static void give_bits(struct plan *plan, const struct name_form *asked)
{
    unsigned next = 0;
    for (size_t i = 0; i < asked->word_count; i++) {
        plan->bit[i] = (uint8_t)(is_free(plan, asked, i) ? 0 : 1U << next);
        next += plan->bit[i] != 0 && next + 1 < BITS;
    }
}

/* Bounds are counted in single precision and in another order than scores. */
static const double rounding = 1e-4;

static void make_plan(struct name_search *search, const struct name_form *asked, double least,
                      bool asks_all)
{
    struct plan *plan = &search->plan;
    if (++plan->number == 0) {
        memset(plan->rooms, 0, sizeof plan->rooms);
        plan->number = 1;
    }
    plan->asked = asked;
    plan->least = least - rounding;
    plan->heaviest = search->index->heaviest;
    plan->asks_all = asks_all;
    give_bits(plan, asked);
    for (size_t k = 0; k < ENTITY_KINDS; k++) {
        enum entity_kind kind;
        plan->meets[k] = name_kinds_meet(asked->kind, (enum entity_kind)k, &kind);
        plan->rules[k] = kind;
        plan->all[k] = 0;
        plan->spare[k] = 0;
        for (size_t i = 0; i < asked->word_count && plan->meets[k]; i++) {
            const struct name_token *token = asked->words[i].token;
            plan->weights[k][i] = name_weight(kind, token, search->index->rarity);
            plan->is_distinctive[k][i] = name_is_distinctive(kind, token);
            plan->all[k] += plan->weights[k][i];
            if (plan->bit[i] == 0 && token->is_initial)
                plan->spare[k] = (uint16_t)(plan->spare[k] + WEIGHT_ONE);
        }
    }
}

/* Whether a name of which nothing but light words is like the asked one could be meant. */
static bool light_words_are_enough(struct name_search *search)
{
    for (size_t kind = 0; kind < ENTITY_KINDS; kind++)
        if (search->plan.meets[kind] &&
            room_of(&search->plan, (enum entity_kind)kind, 0)->left >= 0)
            return true;
    return false;
}

static void begin_search(struct name_search *search)
{
    search->taken_count = 0;
    if (++search->marking == 0) {
        memset(search->marks, 0, search->index->word_count * sizeof *search->marks);
        search->marking = 1;
    }
    if (++search->search != 0)
        return;
    memset(search->traces, 0, search->index->name_count * sizeof *search->traces);
    search->search = 1;
}

static void find_names(struct name_search *search, const struct name_form *asked, double least)
{
    begin_search(search);
    make_plan(search, asked, least, false);
    if (light_words_are_enough(search))
        make_plan(search, asked, least, true);
    if (light_words_are_enough(search)) {
        for (uint32_t i = 0; i < search->index->name_count; i++)
            take(search, i);
        return;
    }
    for (size_t i = 0; i < asked->word_count; i++)
        touch_alike(search, &asked->words[i]);
    for (size_t i = 0; i < asked->join_count; i++)
        touch_alike(search, &asked->joins[i]);
}

/* How like each other the words of two names are at best, each by itself. */
struct nearness {
    float asked[BITS];                /* of each bit */
    float listed[LIMIT_NAME_WORDS];   /* of each word; 1 where a light word may be meant */
    double weights[LIMIT_NAME_WORDS]; /* of the listed words, without the light ones */
    bool is_distinctive[LIMIT_NAME_WORDS];
    bool is_repeated[LIMIT_NAME_WORDS]; /* counts where it is aligned alone */
    double all;                         /* of all listed words */
};

/* fmaxf() minds numbers that are none, and is called. */
static float larger(float a, float b)
{
    return a > b ? a : b;
}

/* How like the asked words a listed word is; 0: it is like none. */
static float look_at_word(const struct name_search *search, uint32_t number, struct nearness *near)
{
    const struct mark *mark = &search->marks[number];
    float most = mark->is_light ? 1 : 0;
    if (mark->search != search->marking)
        return 0;
    for (size_t bit = 0; bit < BITS; bit++) {
        float likeness = (float)mark->likeness[bit] / LIKENESS_ONE;
        near->asked[bit] = larger(near->asked[bit], likeness);
        most = larger(most, likeness);
    }
    return most;
}

static void look_near(const struct name_search *search, const struct indexed_name *name,
                      struct nearness *near)
{
    const uint32_t *places = search->index->places + name->place;
    enum entity_kind rules = search->plan.rules[name->kind];
    memset(near->asked, 0, sizeof near->asked);
    near->all = 0;
    for (size_t i = 0; i < name->word_count; i++) {
        const struct indexed_word *word = &search->index->words[places[i] & ~repeated];
        double weight = (double)word->weight[rules];
        near->is_repeated[i] = places[i] & repeated;
        near->weights[i] = word->is_light ? 0 : weight;
        near->is_distinctive[i] = word->is_distinctive[rules];
        near->all += near->is_repeated[i] && !word->is_light ? 0 : weight;
        near->listed[i] = look_at_word(search, places[i] & ~repeated, near);
    }
    for (size_t i = 0; i < name->join_count; i++) {
        float most = look_at_word(search, places[name->word_count + i], near);
        if (most == 0)
            continue;
        const struct name_place *join = &name->form->joins[i];
        for (size_t w = join->first; w < (size_t)join->first + join->span; w++)
            near->listed[w] = larger(near->listed[w], most);
    }
}

/* What can be aligned of the asked name when words that say who is meant are only where they are
 * at least so alike. */
static void hope_for_ours(const struct plan *plan, const struct nearness *near,
                          enum entity_kind kind, float least, struct name_outlook *outlook)
{
    const struct name_form *asked = plan->asked;
    double all = plan->all[kind];
    for (size_t i = 0; i < asked->word_count; i++) {
        double weight = plan->weights[kind][i];
        bool is_distinctive = plan->is_distinctive[kind][i];
        float likeness = plan->bit[i] == 0 ? 1 : near->asked[__builtin_ctz(plan->bit[i])];
        if (likeness == 0 || (is_distinctive && likeness < least)) {
            outlook->our_left += is_distinctive ? weight : 0;
            continue;
        }
        outlook->our_aligned += weight / all;
        outlook->our_share += weight / all * (double)likeness;
        outlook->amount += weight;
        outlook->doubt += is_distinctive ? weight / 2 * (1 - (double)likeness) : 0;
    }
}

/* The same of the listed one. */
static void hope_for_theirs(const struct plan *plan, const struct nearness *near,
                            const struct indexed_name *name, float least,
                            struct name_outlook *outlook)
{
    double all = near->all, left = 0, unlike = 0;
    double spare = (double)plan->spare[name->kind] / WEIGHT_ONE;
    for (size_t i = 0; i < name->word_count; i++) {
        bool is_distinctive = near->is_distinctive[i];
        bool is_left = near->listed[i] == 0 || (is_distinctive && near->listed[i] < least);
        if (!is_left) {
            unlike += near->weights[i] * (1 - (double)near->listed[i]);
            all += near->is_repeated[i] ? near->weights[i] : 0;
            continue;
        }
        if (near->is_repeated[i])
            continue;
        left += near->weights[i];
        outlook->their_left += is_distinctive ? near->weights[i] : 0;
    }
    left = fmax(0, left - spare);
    outlook->their_left = fmax(0, outlook->their_left - spare);
    outlook->amount = (outlook->amount + all - left) / 2;
    outlook->their_share = all > 0 ? (all - left - unlike) / all : 1;
}

static bool can_come_to(const struct plan *plan, const struct nearness *near,
                        const struct indexed_name *name, float least)
{
    enum entity_kind kind = (enum entity_kind)name->kind;
    struct name_outlook outlook = {.worst = least <= 1 ? 1 - (double)least : 0};
    hope_for_ours(plan, near, kind, least, &outlook);
    hope_for_theirs(plan, near, name, least, &outlook);
    return name_score_most(plan->rules[kind], &outlook) >= plan->least;
}

/* Of likenesses the next one below `above`; 0: there is none. */
static float next_below(const float *likenesses, size_t count, float above, float best)
{
    for (size_t i = 0; i < count; i++)
        if (likenesses[i] < above && likenesses[i] > best)
            best = likenesses[i];
    return best;
}

/* Whether a name can still come to the score, now that all words were asked. Of the words that
 * say who is meant and are aligned, the least alike are at most as alike as one of these. */
static bool may_reach(const struct name_search *search, uint32_t place)
{
    const struct indexed_name *name = &search->index->names[place];
    const struct plan *plan = &search->plan;
    struct nearness near;
    if (search->traces[place].search != search->search || plan->all[name->kind] <= 0)
        return true;
    look_near(search, name, &near);
    for (float least = 2; least > 0;) {
        if (can_come_to(plan, &near, name, least))
            return true;
        float next = next_below(near.asked, BITS, least, 0);
        least = next_below(near.listed, name->word_count, least, next);
    }
    return false;
}

/* A hit, before hits are put in order. */
struct hit {
    uint32_t number, name;
};

static int by_number(const void *a, const void *b)
{
    const struct hit *x = a, *y = b;
    if (x->number != y->number)
        return x->number < y->number ? -1 : 1;
    return (x->name > y->name) - (x->name < y->name);
}

/* What is read of the names that come next is on its way before it is wanted. */
static void fetch_ahead(const struct name_search *search, size_t at)
{
    enum { NAMES_AHEAD = 12, PLACES_AHEAD = 6 };
    const struct name_index *index = search->index;
    if (at + NAMES_AHEAD < search->taken_count)
        __builtin_prefetch(&index->names[search->taken[at + NAMES_AHEAD]]);
    if (at + PLACES_AHEAD < search->taken_count)
        __builtin_prefetch(index->places + index->names[search->taken[at + PLACES_AHEAD]].place);
}

void name_search_run(struct name_search *search, const struct name_form *asked, double least,
                     name_hit_fn *say, void *context)
{
    const struct name_index *index = search->index;
    struct name_comparison comparison;
    struct hit *hits = NULL;
    size_t count = 0, capacity = 0;
    find_names(search, asked, least);
    for (size_t i = 0; i < search->taken_count; i++) {
        const struct indexed_name *name = &index->names[search->taken[i]];
        fetch_ahead(search, i);
        if (!may_reach(search, search->taken[i]))
            continue;
        name_compare(asked, name->form, index->rarity, &comparison);
        if (comparison.score < least)
            continue;
        hits = memory_grow(hits, &capacity, count + 1, sizeof *hits);
        hits[count++] = (struct hit){name->number, search->taken[i]};
    }
    if (count > 1)
        qsort(hits, count, sizeof *hits, by_number);
    for (size_t i = 0; i < count; i++) {
        name_compare(asked, index->names[hits[i].name].form, index->rarity, &comparison);
        say(context, hits[i].number, index->names[hits[i].name].form, &comparison);
    }
    free(hits);
}
