/* SPDX-License-Identifier: MIT */
#include "facts/name_word.h"

#include "facts/word_table.h"

#include <string.h>

#include "name_words.def"

enum {
    PHRASE_MOST = 80, /* bytes; "obshchestvo s ogranichennoy otvetstvennostyu" has 44 */
    LETTERS_MOST = 6, /* that stand alone and make one word: "s r l", "z o o" */
    DIGITS_MOST = 9,  /* of a number; longer ones are identifiers */
};

/* A phrase as the table has it: words parted by spaces, single letters joined. */
struct phrase {
    uint8_t bytes[PHRASE_MOST];
    size_t size;
    size_t letters; /* that stand alone at its end */
};

static bool phrase_add(struct phrase *phrase, struct slice word)
{
    bool is_letter = word.size == 1 && byte_is_letter(word.data[0]);
    bool joins = is_letter && phrase->letters > 0;
    size_t gap = phrase->size > 0 && !joins ? 1 : 0;
    if (word.size == 0 || word.size + gap > PHRASE_MOST - phrase->size)
        return false;
    if (gap)
        phrase->bytes[phrase->size++] = ' ';
    memcpy(phrase->bytes + phrase->size, word.data, word.size);
    phrase->size += word.size;
    phrase->letters = is_letter ? phrase->letters + 1 : 0;
    return phrase->letters <= LETTERS_MOST;
}

static bool read_digits(struct slice word, struct word_meaning *meaning)
{
    uint64_t number;
    if (word.size > DIGITS_MOST || !slice_to_number(word, UINT32_MAX, &number))
        return false;
    *meaning = (struct word_meaning){.class = WORD_NUMBER, .number = (uint32_t)number};
    return true;
}

size_t word_read(const struct slice *words, size_t count, struct word_meaning *meaning)
{
    struct phrase phrase = {.size = 0};
    size_t taken = 0;
    *meaning = (struct word_meaning){.class = WORD_PLAIN};
    if (count > 0 && read_digits(words[0], meaning))
        return 1;
    /* The table has every beginning of its phrases, so what is not there leads to none; only
     * letters that stand alone are no beginning until they are all there. */
    for (size_t i = 0; i < count && phrase_add(&phrase, words[i]); i++) {
        size_t found = word_table_find(&words_table, slice_make(phrase.bytes, phrase.size));
        if (found == WORD_NOWHERE && phrase.letters == 0)
            break;
        bool is_initial = i == 0 && phrase.letters == 1;
        if (found != WORD_NOWHERE && words_meanings[found].class != WORD_PLAIN && !is_initial) {
            *meaning = words_meanings[found];
            taken = i + 1;
        }
    }
    return taken;
}

static bool find_running(struct slice part, struct word_meaning *meaning)
{
    size_t found = word_table_find(&running_table, part);
    if (found == WORD_NOWHERE)
        return false;
    *meaning = running_meanings[found];
    return true;
}

static bool begins_character(struct slice text, size_t at)
{
    return at >= text.size || (text.data[at] & 0xc0) != 0x80;
}

size_t word_at_end(struct slice text, struct word_meaning *meaning)
{
    size_t most = text.size < RUNNING_MOST ? text.size : RUNNING_MOST;
    *meaning = (struct word_meaning){.class = WORD_PLAIN};
    for (size_t size = most; size > 0; size--)
        if (begins_character(text, text.size - size) &&
            find_running(slice_after(text, text.size - size), meaning))
            return size;
    return 0;
}

size_t word_at_front(struct slice text, struct word_meaning *meaning)
{
    size_t most = text.size < RUNNING_MOST ? text.size : RUNNING_MOST;
    *meaning = (struct word_meaning){.class = WORD_PLAIN};
    for (size_t size = most; size > 0; size--)
        if (begins_character(text, size) && find_running(slice_part(text, 0, size), meaning))
            return size;
    return 0;
}

/* The groups of a given name, in rising order. */
static const uint16_t *groups_of(struct slice name, size_t *count)
{
    size_t found = word_table_find(&given_table, name);
    *count = found == WORD_NOWHERE ? 0 : given_groups[found].size;
    return found == WORD_NOWHERE ? NULL : &group_numbers[given_groups[found].at];
}

size_t given_name_groups(struct slice name, uint32_t *groups, size_t capacity)
{
    size_t count;
    const uint16_t *numbers = groups_of(name, &count);
    if (count > capacity)
        count = capacity;
    for (size_t i = 0; i < count; i++)
        groups[i] = numbers[i];
    return count;
}

bool given_names_equal(struct slice a, struct slice b)
{
    size_t a_count, b_count;
    if (slice_equal(a, b))
        return true;
    const uint16_t *a_groups = groups_of(a, &a_count), *b_groups = groups_of(b, &b_count);
    for (size_t i = 0; i < a_count; i++)
        for (size_t j = 0; j < b_count; j++)
            if (a_groups[i] == b_groups[j])
                return true;
    return false;
}
