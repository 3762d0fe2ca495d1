/* SPDX-License-Identifier: MIT */
#include "attribution/token_index.h"

#include "base/hash.h"
#include "base/memory.h"

#include <stdlib.h>

enum {
    EDITS_MOST = 2,
    ONE_EDIT_FROM = 2, /* letters of the shorter sound; as token_edits() has it */
    TWO_EDITS_FROM = 6,
    PIECES_FROM = 9, /* letters of a listed sound that is found by its pieces: three of three */
    PIECES = EDITS_MOST + 1,
    BONES_ENOUGH = 2,
};

/* Ways to be alike that have a key. */
enum way {
    WAY_TEXT,
    WAY_SYMBOL,
    WAY_NUMBER,
    WAY_GROUP,
    WAY_BONES,     /* of two consonants and more */
    WAY_FEW_BONES, /* of one, where one side is written without vowels */
    WAY_INITIAL,
    WAY_REST,
    WAY_PIECE,
};

/* What is asked of a word before its letters are looked at. */
struct spelled {
    uint32_t letters;
    uint8_t size;
};

/* Keys of one sort, and the words that have them. */
struct shelf {
    uint64_t *taken;  /* a bit for some bits of each key: most questions end here */
    uint32_t *starts; /* of each bucket in items; one more behind the last */
    uint32_t *items;  /* numbers of words; a bucket may hold those of several keys */
    uint64_t mask, taken_mask;
    size_t keys;
};

/* Single words, and joins, which are never alike each other: what they mean, short and long
 * spellings. */
enum { MEANINGS, SHORT, LONG, SORTS, SINGLE = 0, SEVERAL = SORTS, SHELVES = 2 * SORTS };

struct token_index {
    const struct name_token *const *tokens;
    size_t count;
    struct spelled *spelled;
    struct shelf shelves[SHELVES];
};

struct token_asker {
    const struct token_index *index;
    uint32_t *asked; /* of each word: in which question it was looked at */
    uint32_t question;
};

/* Called with each key of a word. */
typedef void key_fn(void *context, uint64_t key);

static uint64_t key_of(enum way way, uint64_t value)
{
    return hash_mix(value, (uint64_t)way + 1);
}

/* Pieces are known with the size of their sound and their place among its pieces. */
static uint64_t piece_key(size_t size, size_t piece, struct slice letters)
{
    return hash_bytes(letters, key_of(WAY_PIECE, size * PIECES + piece));
}

static size_t piece_start(size_t size, size_t piece)
{
    return size * piece / PIECES;
}

static size_t edits_of(size_t size)
{
    return size < ONE_EDIT_FROM ? 0 : size < TWO_EDITS_FROM ? 1 : EDITS_MOST;
}

static struct slice without(struct slice letters, size_t at, uint8_t room[SPELLING_MOST])
{
    memcpy(room, letters.data, at);
    memcpy(room + at, letters.data + at + 1, letters.size - at - 1);
    return slice_make(room, letters.size - 1);
}

static uint64_t rest_key(struct slice letters)
{
    return hash_bytes(letters, WAY_REST);
}

/* What is left of a sound when up to so many letters are left out. Of equal neighbours it does
 * not matter which is. */
static void each_rest(struct slice sound, size_t edits, size_t from, key_fn *say, void *context)
{
    uint8_t room[SPELLING_MOST];
    say(context, rest_key(sound));
    if (edits == 0)
        return;
    for (size_t i = from; i < sound.size; i++) {
        if (i > from && sound.data[i] == sound.data[i - 1])
            continue;
        each_rest(without(sound, i, room), edits - 1, i, say, context);
    }
}

static bool is_single(const struct name_token *token)
{
    return !token->is_join && !token->is_short_form;
}

static void each_piece(struct slice sound, key_fn *say, void *context)
{
    for (size_t i = 0; i < PIECES; i++)
        say(context, piece_key(sound.size, i,
                               slice_part(sound, piece_start(sound.size, i),
                                          piece_start(sound.size, i + 1))));
}

/* Keys that the asked and the listed word have alike. */
static void each_meaning_key(const struct name_token *token, key_fn *say, void *context)
{
    say(context, key_of(WAY_TEXT, token->digest));
    if (token->is_short_form)
        return;
    if (token->bone_count >= BONES_ENOUGH && token->bones != 0)
        say(context, key_of(WAY_BONES, token->bones));
    if (!is_single(token))
        return;
    if (token->meaning.class == WORD_NUMBER)
        say(context, key_of(WAY_NUMBER, token->meaning.number));
    else if (token->meaning.symbol != 0)
        say(context, key_of(WAY_SYMBOL, token->meaning.symbol));
    for (size_t i = 0; i < token->group_count; i++)
        say(context, key_of(WAY_GROUP, token->groups[i]));
}

/* The same of few bones: a skeleton is asked of all, all others of skeletons. */
static void each_key_of_few(const struct name_token *token, bool all, bool skeletons, key_fn *say,
                            void *context)
{
    if (token->bones == 0 || token->bone_count >= BONES_ENOUGH || token->is_short_form)
        return;
    if (all)
        say(context, hash_mix(key_of(WAY_FEW_BONES, token->bones), 1));
    if (skeletons)
        say(context, hash_mix(key_of(WAY_FEW_BONES, token->bones), 2));
}

static bool is_skeleton(const struct name_token *token)
{
    return token->reading == READING_SKELETON;
}

static void each_first_letter(const struct name_token *token, key_fn *say, void *context)
{
    uint8_t letter = slice_byte(token->text, 0), sound = slice_byte(token->sound, 0);
    say(context, key_of(WAY_INITIAL, letter));
    if (sound != letter)
        say(context, key_of(WAY_INITIAL, sound));
}

/* The keys of a word of one sort. */
static void each_key(const struct name_token *token, size_t sort, key_fn *say, void *context)
{
    struct slice sound = token->sound;
    if (sort == MEANINGS) {
        each_meaning_key(token, say, context);
        each_key_of_few(token, true, is_skeleton(token), say, context);
        if (token->is_initial)
            each_first_letter(token, say, context);
    } else if (!token->is_short_form && (sort == SHORT) == (sound.size < PIECES_FROM)) {
        if (sort == SHORT)
            each_rest(sound, edits_of(sound.size), 0, say, context);
        else
            each_piece(sound, say, context);
    }
}

/* A shelf while it is filled. */
struct filling {
    struct shelf *shelf;
    uint32_t number; /* of the word whose keys are said */
};

static void count_key(void *context, uint64_t key)
{
    const struct filling *filling = context;
    (void)key;
    filling->shelf->keys++;
}

static void measure_key(void *context, uint64_t key)
{
    const struct filling *filling = context;
    struct shelf *shelf = filling->shelf;
    uint64_t bit = key >> 32 & shelf->taken_mask;
    shelf->starts[(key & shelf->mask) + 1]++;
    shelf->taken[bit / 64] |= (uint64_t)1 << bit % 64;
}

/* Fills a bucket from its end. */
static void place_key(void *context, uint64_t key)
{
    const struct filling *filling = context;
    struct shelf *shelf = filling->shelf;
    shelf->items[--shelf->starts[(key & shelf->mask) + 1]] = filling->number;
}

static void each_key_of_shelf(struct token_index *index, size_t which, key_fn *say)
{
    for (uint32_t i = 0; i < index->count; i++)
        if (index->tokens[i] && is_single(index->tokens[i]) == (which < SEVERAL))
            each_key(index->tokens[i], which % SORTS, say,
                     &(struct filling){&index->shelves[which], i});
}

static size_t power_above(size_t least, size_t count)
{
    while (least < count)
        least *= 2;
    return least;
}

static void fill_shelf(struct token_index *index, size_t which)
{
    enum { LEAST = 64, BITS_PER_KEY = 8, KEYS_PER_BUCKET = 2 };
    struct shelf *shelf = &index->shelves[which];
    each_key_of_shelf(index, which, count_key);
    size_t buckets = power_above(LEAST, shelf->keys / KEYS_PER_BUCKET);
    shelf->mask = buckets - 1;
    shelf->taken_mask = power_above(LEAST, shelf->keys * BITS_PER_KEY) - 1;
    shelf->taken = memory_create(shelf->taken_mask / 64 + 1, sizeof *shelf->taken);
    shelf->starts = memory_create(buckets + 1, sizeof *shelf->starts);
    each_key_of_shelf(index, which, measure_key);
    for (size_t i = 0; i < buckets; i++)
        shelf->starts[i + 1] += shelf->starts[i];
    shelf->items = memory_create(shelf->keys, sizeof *shelf->items);
    each_key_of_shelf(index, which, place_key);
    /* What was a bucket's end is its beginning now, and stands one place behind. */
    memmove(shelf->starts, shelf->starts + 1, buckets * sizeof *shelf->starts);
    shelf->starts[buckets] = (uint32_t)shelf->keys;
}

struct token_index *token_index_create(const struct name_token *const *tokens, size_t count)
{
    struct token_index *index = memory_create(1, sizeof *index);
    index->tokens = tokens;
    index->count = count;
    index->spelled = memory_create(count, sizeof *index->spelled);
    for (size_t i = 0; i < count; i++)
        if (tokens[i])
            index->spelled[i] =
                (struct spelled){tokens[i]->letters, (uint8_t)tokens[i]->sound.size};
    for (size_t i = 0; i < SHELVES; i++)
        fill_shelf(index, i);
    return index;
}

void token_index_free(struct token_index *index)
{
    if (!index)
        return;
    for (size_t i = 0; i < SHELVES; i++) {
        free(index->shelves[i].taken);
        free(index->shelves[i].starts);
        free(index->shelves[i].items);
    }
    free(index->spelled);
    free(index);
}

struct token_asker *token_asker_create(const struct token_index *index)
{
    struct token_asker *asker = memory_create(1, sizeof *asker);
    asker->index = index;
    asker->asked = memory_create(index->count, sizeof *asker->asked);
    return asker;
}

void token_asker_free(struct token_asker *asker)
{
    if (!asker)
        return;
    free(asker->asked);
    free(asker);
}

enum { WAITING = 64 };

/* One word that is asked of one shelf, and who wants to know. What would wait for memory is
 * gathered: keys until there are many, then words whose keys are right, so that all of it is on
 * the way when the first is looked at. */
struct question {
    struct token_asker *asker;
    const struct shelf *shelf;
    const struct name_token *asked;
    token_found_fn *say;
    void *context;
    uint64_t keys[WAITING];
    uint32_t words[WAITING];
    size_t key_count, word_count;
};

static void compare_words(struct question *q)
{
    for (size_t i = 0; i < q->word_count; i++) {
        enum likeness how;
        const struct name_token *word = q->asker->index->tokens[q->words[i]];
        double likeness = token_likeness(q->asked, word, &how);
        if (likeness > 0)
            q->say(q->context, q->words[i], likeness);
    }
    q->word_count = 0;
}

/* Each word is compared once. */
static void add_word(struct question *q, uint32_t number)
{
    if (q->asker->asked[number] == q->asker->question)
        return;
    q->asker->asked[number] = q->asker->question;
    __builtin_prefetch(q->asker->index->tokens[number]);
    q->words[q->word_count++] = number;
    if (q->word_count == WAITING)
        compare_words(q);
}

/* Whether letters alone can make it alike: most are told apart by size and letters, which stand
 * close together. */
static bool may_be_near(const struct question *q, const struct spelled *spelled)
{
    size_t size = q->asked->sound.size;
    size_t edits = edits_of(spelled->size < size ? spelled->size : size);
    uint32_t apart = spelled->letters ^ q->asked->letters;
    return (size_t)__builtin_popcount(apart) <= 2 * edits && spelled->size <= size + edits &&
           size <= spelled->size + edits;
}

static bool is_taken(const struct shelf *shelf, uint64_t key)
{
    uint64_t bit = key >> 32 & shelf->taken_mask;
    return shelf->taken[bit / 64] >> bit % 64 & 1;
}

static void look_up(void *context, uint64_t key)
{
    struct question *q = context;
    if (!is_taken(q->shelf, key))
        return;
    uint64_t bucket = key & q->shelf->mask;
    for (uint32_t i = q->shelf->starts[bucket]; i < q->shelf->starts[bucket + 1]; i++)
        add_word(q, q->shelf->items[i]);
}

static void look_up_keys(struct question *q)
{
    const struct shelf *shelf = q->shelf;
    size_t count = 0;
    for (size_t i = 0; i < q->key_count; i++)
        if (is_taken(shelf, q->keys[i])) {
            __builtin_prefetch(&shelf->starts[q->keys[i] & shelf->mask]);
            q->keys[count++] = q->keys[i];
        }
    for (size_t i = 0; i < count; i++)
        __builtin_prefetch(&shelf->items[shelf->starts[q->keys[i] & shelf->mask]]);
    for (size_t i = 0; i < count; i++) {
        uint64_t bucket = q->keys[i] & shelf->mask;
        for (uint32_t at = shelf->starts[bucket]; at < shelf->starts[bucket + 1]; at++)
            if (may_be_near(q, &q->asker->index->spelled[shelf->items[at]]))
                add_word(q, shelf->items[at]);
    }
    q->key_count = 0;
}

/* As look_up(), of words that are near by their letters alone; when there are many. */
static void look_up_near(void *context, uint64_t key)
{
    struct question *q = context;
    __builtin_prefetch(&q->shelf->taken[(key >> 32 & q->shelf->taken_mask) / 64]);
    q->keys[q->key_count++] = key;
    if (q->key_count == WAITING)
        look_up_keys(q);
}

/* A piece as it stands there in the asked sound, and with its first or last letter swapped with
 * the neighbour outside. */
static void look_up_piece(struct question *q, size_t size, size_t piece, size_t at)
{
    struct slice sound = q->asked->sound;
    size_t length = piece_start(size, piece + 1) - piece_start(size, piece);
    uint8_t letters[SPELLING_MOST];
    if (at + length > sound.size)
        return;
    look_up_near(q, piece_key(size, piece, slice_part(sound, at, at + length)));
    memcpy(letters, sound.data + at, length);
    if (at > 0 && sound.data[at - 1] != sound.data[at]) {
        letters[0] = sound.data[at - 1];
        look_up_near(q, piece_key(size, piece, slice_make(letters, length)));
        letters[0] = sound.data[at];
    }
    uint8_t next = slice_byte(sound, at + length);
    if (next != 0 && next != letters[length - 1]) {
        letters[length - 1] = next;
        look_up_near(q, piece_key(size, piece, slice_make(letters, length)));
    }
}

/* All spellings of one size: a piece has moved by what was put in or left out before it. */
static void look_up_size(struct question *q, size_t size)
{
    int grown = (int)q->asked->sound.size - (int)size;
    for (size_t piece = 0; piece < PIECES; piece++)
        for (int moved = -EDITS_MOST; moved <= EDITS_MOST; moved++) {
            int at = (int)piece_start(size, piece) + moved;
            if (at >= 0 && abs(moved) + abs(grown - moved) <= EDITS_MOST)
                look_up_piece(q, size, piece, (size_t)at);
        }
}

static void look_up_long(struct question *q)
{
    size_t size = q->asked->sound.size;
    size_t from = size < PIECES_FROM + EDITS_MOST ? PIECES_FROM : size - EDITS_MOST;
    for (size_t other = from; other <= size + EDITS_MOST && other <= SPELLING_MOST; other++)
        look_up_size(q, other);
}

/* What can be alike of single words, or of joins. */
static void look_up_spellings(struct question *q, const struct shelf *shelves)
{
    struct slice sound = q->asked->sound;
    q->shelf = &shelves[SHORT];
    if (sound.size < PIECES_FROM + EDITS_MOST)
        each_rest(sound, edits_of(sound.size), 0, look_up_near, q);
    look_up_keys(q);
    q->shelf = &shelves[LONG];
    look_up_long(q);
    look_up_keys(q);
}

static void look_up_all(struct question *q)
{
    for (uint32_t i = 0; i < q->asker->index->count; i++)
        if (q->asker->index->tokens[i])
            add_word(q, i);
    compare_words(q);
}

void token_index_find(struct token_asker *asker, const struct name_token *asked,
                      token_found_fn *say, void *context)
{
    struct question
        q; /* large, and filled as it is asked: zeroing it would cost more than asking */
    q.asker = asker;
    q.asked = asked;
    q.say = say;
    q.context = context;
    q.key_count = q.word_count = 0;
    if (++asker->question == 0) {
        memset(asker->asked, 0, asker->index->count * sizeof *asker->asked);
        asker->question = 1;
    }
    if (asked->is_initial) { /* many words begin with its letter, or its sound */
        look_up_all(&q);
        return;
    }
    for (size_t first = SINGLE; first < (is_single(asked) ? SHELVES : SEVERAL); first += SORTS) {
        q.shelf = &asker->index->shelves[first + MEANINGS];
        each_meaning_key(asked, look_up, &q);
        each_key_of_few(asked, is_skeleton(asked), !is_skeleton(asked), look_up, &q);
        if (asked->is_short_form)
            continue;
        if (first == SINGLE && is_single(asked))
            each_first_letter(asked, look_up, &q);
        look_up_spellings(&q, &asker->index->shelves[first]);
    }
    compare_words(&q);
}
