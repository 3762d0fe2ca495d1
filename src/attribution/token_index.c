/* SPDX-License-Identifier: MIT */
#include "attribution/token_index.h"

#include "base/hash.h"
#include "base/memory.h"

#include <stdlib.h>

enum {
    EDITS_MOST = 2,
    TWO_EDITS_FROM = 6, /* letters of the shorter sound; as token_edits() has it */
    ONE_EDIT_FROM = 2,
};

/* Ways to be alike that have a key. */
enum way {
    WAY_TEXT,
    WAY_SYMBOL,
    WAY_NUMBER,
    WAY_GROUP,
    WAY_BONES,
    WAY_INITIAL,
    WAY_SOUND,
    WAY_PIECE
};

/* What is asked of a word before its letters are looked at. */
struct spelled {
    uint32_t letters;
    uint8_t size;
};

struct token_index {
    const struct name_token *const *tokens;
    size_t count;
    struct spelled *spelled;
    uint32_t *starts; /* of each bucket in items; one more behind the last */
    uint32_t *items;  /* numbers of words; a bucket may hold those of several keys */
    uint64_t mask;
};

struct token_asker {
    const struct token_index *index;
    uint32_t *asked; /* of each word: in which question it was looked at */
    uint32_t question;
};

/* Called with each key of a word. */
typedef void key_fn(struct token_index *index, uint32_t number, uint64_t key);

static uint64_t key_of(enum way way, uint64_t value)
{
    return hash_mix(value, (uint64_t)way + 1);
}

/* Pieces are known with the size of their sound and their place among its pieces. */
static uint64_t piece_key(size_t size, size_t piece, struct slice letters)
{
    return hash_bytes(letters, key_of(WAY_PIECE, size * (EDITS_MOST + 1) + piece));
}

static unsigned edits_of(size_t size)
{
    return size < ONE_EDIT_FROM ? 0 : size < TWO_EDITS_FROM ? 1 : 2;
}

/* Where a piece of a sound of that size begins. */
static size_t piece_start(size_t size, size_t piece)
{
    return size * piece / (edits_of(size) + 1);
}

static bool is_single(const struct name_token *token)
{
    return !token->is_join && !token->is_short_form;
}

static void each_key(struct token_index *index, uint32_t number, key_fn *say)
{
    const struct name_token *t = index->tokens[number];
    say(index, number, key_of(WAY_TEXT, t->digest));
    if (t->is_short_form)
        return;
    if (t->bones != 0)
        say(index, number, key_of(WAY_BONES, t->bones));
    if (is_single(t) && t->meaning.class == WORD_NUMBER)
        say(index, number, key_of(WAY_NUMBER, t->meaning.number));
    else if (is_single(t) && t->meaning.symbol != 0)
        say(index, number, key_of(WAY_SYMBOL, t->meaning.symbol));
    for (size_t i = 0; i < t->group_count; i++)
        say(index, number, key_of(WAY_GROUP, t->groups[i]));
    if (t->is_initial) {
        say(index, number, key_of(WAY_INITIAL, slice_byte(t->text, 0)));
        if (slice_byte(t->sound, 0) != slice_byte(t->text, 0))
            say(index, number, key_of(WAY_INITIAL, slice_byte(t->sound, 0)));
    }
    size_t size = t->sound.size, pieces = edits_of(size) + 1;
    if (pieces == 1)
        say(index, number, hash_bytes(t->sound, WAY_SOUND));
    for (size_t i = 0; i < pieces && pieces > 1; i++)
        say(index, number,
            piece_key(size, i,
                      slice_part(t->sound, piece_start(size, i), piece_start(size, i + 1))));
}

static void count_key(struct token_index *index, uint32_t number, uint64_t key)
{
    (void)number;
    index->starts[(key & index->mask) + 1]++;
}

/* Fills a bucket from its end. */
static void place_key(struct token_index *index, uint32_t number, uint64_t key)
{
    index->items[--index->starts[(key & index->mask) + 1]] = number;
}

static void fill(struct token_index *index)
{
    size_t buckets = index->mask + 1;
    for (uint32_t i = 0; i < index->count; i++)
        if (index->tokens[i])
            each_key(index, i, count_key);
    for (size_t i = 0; i < buckets; i++)
        index->starts[i + 1] += index->starts[i];
    uint32_t all = index->starts[buckets];
    index->items = memory_create(all, sizeof *index->items);
    for (uint32_t i = 0; i < index->count; i++)
        if (index->tokens[i])
            each_key(index, i, place_key);
    /* What was a bucket's end is its beginning now, and stands one place behind. */
    for (size_t i = 0; i < buckets; i++)
        index->starts[i] = index->starts[i + 1];
    index->starts[buckets] = all;
}

struct token_index *token_index_create(const struct name_token *const *tokens, size_t count)
{
    enum { BUCKETS_LEAST = 256, BUCKETS_PER_WORD = 4 };
    struct token_index *index = memory_create(1, sizeof *index);
    size_t buckets = BUCKETS_LEAST;
    while (buckets < count * BUCKETS_PER_WORD)
        buckets *= 2;
    index->tokens = tokens;
    index->count = count;
    index->mask = buckets - 1;
    index->starts = memory_create(buckets + 2, sizeof *index->starts);
    index->spelled = memory_create(count, sizeof *index->spelled);
    for (size_t i = 0; i < count; i++)
        if (tokens[i])
            index->spelled[i] =
                (struct spelled){tokens[i]->letters, (uint8_t)tokens[i]->sound.size};
    fill(index);
    return index;
}

void token_index_free(struct token_index *index)
{
    if (!index)
        return;
    free(index->spelled);
    free(index->starts);
    free(index->items);
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

/* One word that is asked, and who wants to know. */
struct question {
    struct token_asker *asker;
    const struct name_token *asked;
    token_found_fn *say;
    void *context;
};

static void compare(const struct question *q, uint32_t number)
{
    enum likeness how;
    double likeness = token_likeness(q->asked, q->asker->index->tokens[number], &how);
    if (likeness > 0)
        q->say(q->context, number, likeness);
}

static void look_up(const struct question *q, uint64_t key)
{
    const struct token_index *index = q->asker->index;
    uint64_t bucket = key & index->mask;
    for (uint32_t i = index->starts[bucket]; i < index->starts[bucket + 1]; i++) {
        uint32_t number = index->items[i];
        if (q->asker->asked[number] == q->asker->question)
            continue;
        q->asker->asked[number] = q->asker->question;
        compare(q, number);
    }
}

/* As look_up(), of words that are near by their letters alone: most are told apart by size and
 * letters, which stand close together. */
static void look_up_near(const struct question *q, uint64_t key, size_t size, unsigned edits)
{
    const struct token_index *index = q->asker->index;
    uint64_t bucket = key & index->mask;
    for (uint32_t i = index->starts[bucket]; i < index->starts[bucket + 1]; i++) {
        uint32_t number = index->items[i];
        const struct spelled *spelled = &index->spelled[number];
        uint32_t apart = spelled->letters ^ q->asked->letters;
        if (spelled->size != size || (unsigned)__builtin_popcount(apart) > 2 * edits ||
            q->asker->asked[number] == q->asker->question)
            continue;
        q->asker->asked[number] = q->asker->question;
        compare(q, number);
    }
}

/* A piece as it stands there in the asked sound, and with its first or last letter swapped with
 * the neighbour outside. */
static void look_up_piece(const struct question *q, size_t size, size_t piece, size_t at,
                          unsigned edits)
{
    struct slice sound = q->asked->sound;
    size_t length = piece_start(size, piece + 1) - piece_start(size, piece);
    uint8_t letters[SPELLING_MOST];
    if (at + length > sound.size)
        return;
    look_up_near(q, piece_key(size, piece, slice_part(sound, at, at + length)), size, edits);
    memcpy(letters, sound.data + at, length);
    if (at > 0) {
        letters[0] = sound.data[at - 1];
        look_up_near(q, piece_key(size, piece, slice_make(letters, length)), size, edits);
        letters[0] = sound.data[at];
    }
    if (at + length < sound.size) {
        letters[length - 1] = sound.data[at + length];
        look_up_near(q, piece_key(size, piece, slice_make(letters, length)), size, edits);
    }
}

static size_t distance(size_t a, size_t b)
{
    return a > b ? a - b : b - a;
}

/* All spellings of one size: a piece has moved by what was put in or left out before it. */
static void look_up_size(const struct question *q, size_t size)
{
    size_t asked = q->asked->sound.size;
    unsigned edits = edits_of(size < asked ? size : asked);
    if (distance(size, asked) > edits || edits == 0)
        return;
    for (size_t piece = 0; piece <= edits_of(size); piece++)
        for (int moved = -(int)edits; moved <= (int)edits; moved++) {
            int grown = (int)asked - (int)size;
            int at = (int)piece_start(size, piece) + moved;
            if (at >= 0 && abs(moved) + abs(grown - moved) <= (int)edits)
                look_up_piece(q, size, piece, (size_t)at, edits);
        }
}

static void look_up_spellings(const struct question *q)
{
    size_t size = q->asked->sound.size;
    if (size < ONE_EDIT_FROM)
        look_up(q, hash_bytes(q->asked->sound, WAY_SOUND));
    size_t from = size > EDITS_MOST ? size - EDITS_MOST : ONE_EDIT_FROM;
    for (size_t other = from < ONE_EDIT_FROM ? ONE_EDIT_FROM : from;
         other <= size + EDITS_MOST && other <= SPELLING_MOST; other++)
        look_up_size(q, other);
}

static void look_up_all(const struct question *q)
{
    for (uint32_t i = 0; i < q->asker->index->count; i++)
        if (q->asker->index->tokens[i])
            compare(q, i);
}

void token_index_find(struct token_asker *asker, const struct name_token *asked,
                      token_found_fn *say, void *context)
{
    struct question q = {asker, asked, say, context};
    if (++asker->question == 0) {
        memset(asker->asked, 0, asker->index->count * sizeof *asker->asked);
        asker->question = 1;
    }
    if (asked->is_initial) { /* half of all words begin with its letter, or its sound */
        look_up_all(&q);
        return;
    }
    look_up(&q, key_of(WAY_TEXT, asked->digest));
    if (asked->is_short_form)
        return;
    if (asked->bones != 0)
        look_up(&q, key_of(WAY_BONES, asked->bones));
    if (is_single(asked) && asked->meaning.class == WORD_NUMBER)
        look_up(&q, key_of(WAY_NUMBER, asked->meaning.number));
    else if (is_single(asked) && asked->meaning.symbol != 0)
        look_up(&q, key_of(WAY_SYMBOL, asked->meaning.symbol));
    for (size_t i = 0; i < asked->group_count; i++)
        look_up(&q, key_of(WAY_GROUP, asked->groups[i]));
    look_up(&q, key_of(WAY_INITIAL, slice_byte(asked->text, 0)));
    look_up(&q, key_of(WAY_INITIAL, slice_byte(asked->sound, 0)));
    look_up_spellings(&q);
}
