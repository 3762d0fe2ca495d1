/* SPDX-License-Identifier: MIT */
#include "attribution/street.h"

#include "attribution/sanctions.h"
#include "base/hash.h"
#include "base/memory.h"

#include <stdlib.h>

enum {
    WORDS_MOST = 64, /* of an address; more is a text */
    KEYS_MOST = 2 * WORDS_MOST,
    WORD_LEAST = 3, /* letters of a word of a town's name */
};

struct street_place {
    uint64_t key;
    uint32_t entry, address;
};

struct streets {
    const struct sanctions_entry *entries;
    struct street_place *places;
    size_t count, capacity;
};

struct address_words {
    struct slice words[WORDS_MOST];
    bool ends_part[WORDS_MOST]; /* a comma follows */
    size_t count;
};

static bool is_part_of_word(uint8_t byte)
{
    return byte_is_letter(byte) || byte_is_digit(byte) || byte >= 0x80;
}

static void split(struct slice text, struct address_words *words)
{
    words->count = 0;
    for (size_t at = 0; at < text.size && words->count < WORDS_MOST;) {
        size_t from = at;
        while (at < text.size && is_part_of_word(text.data[at]))
            at++;
        if (at > from) {
            words->ends_part[words->count] = false;
            words->words[words->count++] = slice_part(text, from, at);
            continue;
        }
        if (words->count > 0 && (text.data[at] == ',' || text.data[at] == ';'))
            words->ends_part[words->count - 1] = true;
        at++;
    }
}

/* "9", "12a". */
static bool is_number(struct slice word)
{
    enum { MOST = 6 };
    return word.size > 0 && word.size <= MOST && byte_is_digit(word.data[0]);
}

static bool is_one_of(struct slice word, const char *words)
{
    enum { MOST = 16 };
    uint8_t lowered[MOST];
    if (word.size > MOST)
        return false;
    for (size_t i = 0; i < word.size; i++)
        lowered[i] = byte_lower(word.data[i]);
    return slice_is_one_of(slice_make(lowered, word.size), words, ' ');
}

/* What kind of street it is, and where on it: passed over. */
static bool is_kind(struct slice word)
{
    return is_one_of(word,
                     "alley ave avenue av blvd boulevard close court dr drive east highway hwy "
                     "lane ln lu nan north of place rd road south sq square st str strasse "
                     "street the way west north xi bei dong");
}

/* What stands before another number: a storey, a room. The street has ended there. */
static bool is_beside(struct slice word)
{
    return is_one_of(word,
                     "apartment apt bldg block box building district entrance flat floor house "
                     "level no nr number office p o po room suite unit");
}

static uint64_t add_word(uint64_t hash, struct slice word)
{
    for (size_t i = 0; i < word.size; i++)
        hash = hash_mix(hash, byte_lower(word.data[i]));
    return hash_mix(hash, ' ');
}

/* The name of a street from a word on: of what kind it is passed over; two words at most. */
static bool add_name(const struct address_words *words, size_t at, uint64_t *key)
{
    enum { NAME_MOST = 2 };
    size_t taken = 0;
    for (; at < words->count && taken < NAME_MOST; at++) {
        struct slice word = words->words[at];
        if (byte_is_digit(word.data[0]) || is_beside(word))
            break;
        if (!is_kind(word)) {
            *key = add_word(*key, word);
            taken++;
        }
        if (words->ends_part[at])
            break;
    }
    return taken > 0;
}

/* Where the part begins that a word ends: "Zweierstrasse" of "Haus 3, Zweierstrasse 35". */
static size_t part_start(const struct address_words *words, size_t end)
{
    size_t at = end;
    while (at > 0 && !words->ends_part[at - 1] && !byte_is_digit(words->words[at - 1].data[0]))
        at--;
    return at;
}

/* The keys of an address: each number with the name behind it, or before it. */
static size_t keys_of(struct slice text, uint64_t keys[KEYS_MOST])
{
    struct address_words words;
    size_t count = 0;
    split(text, &words);
    for (size_t i = 0; i < words.count; i++) {
        if (!is_number(words.words[i]))
            continue;
        uint64_t number = add_word(1, words.words[i]), key = number;
        if (add_name(&words, i + 1, &key))
            keys[count++] = key;
        size_t start = part_start(&words, i);
        key = number;
        if (start < i && add_name(&words, start, &key))
            keys[count++] = key;
    }
    return count;
}

static int compare(const void *a, const void *b)
{
    const struct street_place *x = a, *y = b;
    if (x->key != y->key)
        return x->key < y->key ? -1 : 1;
    if (x->entry != y->entry)
        return x->entry < y->entry ? -1 : 1;
    return (x->address > y->address) - (x->address < y->address);
}

static void add_address(struct streets *streets, uint32_t entry, uint32_t address,
                        struct slice text)
{
    uint64_t keys[KEYS_MOST];
    size_t count = keys_of(text, keys);
    for (size_t i = 0; i < count; i++) {
        streets->places = memory_grow(streets->places, &streets->capacity, streets->count + 1,
                                      sizeof *streets->places);
        streets->places[streets->count++] = (struct street_place){keys[i], entry, address};
    }
}

struct streets *streets_create(const struct sanctions_entry *entries, size_t count)
{
    struct streets *streets = memory_create(1, sizeof *streets);
    streets->entries = entries;
    for (size_t e = 0; e < count; e++)
        for (size_t a = 0; a < entries[e].entity->address_count; a++)
            add_address(streets, (uint32_t)e, (uint32_t)a, entries[e].entity->addresses[a].text);
    if (streets->count > 0)
        qsort(streets->places, streets->count, sizeof *streets->places, compare);
    return streets;
}

void streets_free(struct streets *streets)
{
    if (!streets)
        return;
    free(streets->places);
    free(streets);
}

static size_t first_with(const struct streets *streets, uint64_t key)
{
    size_t from = 0, to = streets->count;
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        if (streets->places[middle].key < key)
            from = middle + 1;
        else
            to = middle;
    }
    return from;
}

/* Whether a text has one of the words of a place's name, or the name is too short to say. */
static bool names_place(struct slice text, struct slice place)
{
    struct address_words there, asked;
    bool any = false;
    split(place, &there);
    split(text, &asked);
    for (size_t i = 0; i < there.count; i++) {
        if (there.words[i].size < WORD_LEAST || byte_is_digit(there.words[i].data[0]))
            continue;
        any = true;
        for (size_t k = 0; k < asked.count; k++)
            if (slice_equal_ignoring_case(there.words[i], asked.words[k]))
                return true;
    }
    return !any;
}

/* A street alone is taken for any town; with more words, the town or the country is one of them. */
static bool can_be_there(struct slice text, const struct entity_address *address)
{
    enum { STREET_ALONE = 6 };
    struct address_words asked;
    split(text, &asked);
    return asked.count <= STREET_ALONE || names_place(text, address->city) ||
           (address->country.size > 0 && names_place(text, address->country));
}

void streets_find(const struct streets *streets, struct slice text, street_fn *say, void *context)
{
    uint64_t keys[KEYS_MOST];
    size_t count = keys_of(text, keys), found_count = 0, capacity = 0;
    struct street_place *found = NULL;
    for (size_t k = 0; k < count; k++)
        for (size_t i = first_with(streets, keys[k]);
             i < streets->count && streets->places[i].key == keys[k]; i++) {
            found = memory_grow(found, &capacity, found_count + 1, sizeof *found);
            found[found_count] = streets->places[i];
            found[found_count++].key = 0;
        }
    if (found_count > 0)
        qsort(found, found_count, sizeof *found, compare);
    for (size_t i = 0; i < found_count; i++) {
        const struct entity_address *address =
            &streets->entries[found[i].entry].entity->addresses[found[i].address];
        bool is_new = i == 0 || compare(&found[i - 1], &found[i]) != 0;
        if (is_new && can_be_there(text, address))
            say(context, found[i].entry, address);
    }
    free(found);
}

bool streets_equal(struct slice a, struct slice b)
{
    uint64_t keys[KEYS_MOST], others[KEYS_MOST];
    size_t count = keys_of(a, keys), other_count = keys_of(b, others);
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < other_count; k++)
            if (keys[i] == others[k])
                return true;
    return false;
}
