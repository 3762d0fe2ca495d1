/* SPDX-License-Identifier: MIT */
#include "attribution/name_token.h"

#include <stdlib.h>

#include "base/hash.h"

/* Below this two words have nothing to do with each other. Joins run over more letters, and there
 * are more of them, so they must be closer. */
static const double least_likeness = 0.55, least_of_joins = 0.85;

/* What only sounds the same is not quite the same. */
static const double most_by_letters = 0.98;

/* What another ending is more than its letters, in edits. */
static const double other_ending = 0.5;

enum { LEAST_JOIN = 5, LEAST_BONES = 3, LEAST_FORM = 5 };

static int compare_groups(const void *a, const void *b)
{
    const uint32_t *left = a, *right = b;
    return (*left > *right) - (*left < *right);
}

void token_make_keys(struct name_token *token, struct arena *arena)
{
    uint8_t sound[SPELLING_MOST];
    size_t size = spelling_sound(token->text, token->reading == READING_SKELETON, sound);
    token->sound = arena_keep(arena, slice_make(sound, size));
    token->bones = spelling_bones(token->sound, &token->bone_count);
    token->letters = spelling_letters(token->sound);
    token->digest = hash_bytes(token->text, 0);
    token->group_count = 0;
    if (!token->is_join && !token->is_short_form && !token->is_initial)
        token->group_count = (uint8_t)given_name_groups(token->text, token->groups, TOKEN_GROUPS);
    qsort(token->groups, token->group_count, sizeof *token->groups, compare_groups);
}

static bool is_same(const struct name_token *a, const struct name_token *b)
{
    return a->digest == b->digest && slice_equal(a->text, b->text);
}

static bool share_group(const struct name_token *a, const struct name_token *b)
{
    for (size_t i = 0, j = 0; i < a->group_count && j < b->group_count;) {
        if (a->groups[i] == b->groups[j])
            return true;
        if (a->groups[i] < b->groups[j])
            i++;
        else
            j++;
    }
    return false;
}

static bool starts_with_initial(const struct name_token *initial, const struct name_token *word)
{
    uint8_t letter = slice_byte(initial->text, 0);
    return slice_byte(word->text, 0) == letter ||
           slice_byte(word->sound, 0) == slice_byte(initial->sound, 0);
}

unsigned token_edits(const struct name_token *a, const struct name_token *b)
{
    size_t size = a->sound.size < b->sound.size ? a->sound.size : b->sound.size;
    return size < 2 ? 0 : size < 6 ? 1 : 2;
}

static bool is_skeleton(const struct name_token *token)
{
    return token->reading == READING_SKELETON;
}

/* Whether it is worth while to look at letters: sizes and masks first, since most pairs end
 * there. An edit changes at most two bits of the masks. */
static bool may_be_near(const struct name_token *a, const struct name_token *b)
{
    unsigned most = token_edits(a, b);
    size_t apart = a->sound.size > b->sound.size ? a->sound.size - b->sound.size
                                                 : b->sound.size - a->sound.size;
    if (apart > most || (unsigned)__builtin_popcount(a->letters ^ b->letters) > 2 * most)
        return false;
    return spelling_edits(a->sound, b->sound, most) <= most;
}

static bool share_bones(const struct name_token *a, const struct name_token *b)
{
    return a->bones == b->bones && a->bones != 0 &&
           (a->bone_count >= 2 || is_skeleton(a) || is_skeleton(b));
}

/* Whether what follows the common front was replaced by something else ("Sancho", "Sanchez"):
 * an ending of its own, where slips and habits leave a letter or change one. */
static bool has_other_ending(struct slice a, struct slice b)
{
    while (a.size > 0 && b.size > 0 && a.data[0] == b.data[0]) {
        a = slice_after(a, 1);
        b = slice_after(b, 1);
    }
    if (a.size < 2 || b.size < 2 || a.data[a.size - 1] == b.data[b.size - 1])
        return false;
    bool is_swap = a.size == 2 && b.size == 2 && a.data[0] == b.data[1] && a.data[1] == b.data[0];
    return !is_swap;
}

static double by_spelling(const struct name_token *a, const struct name_token *b)
{
    bool bare = is_skeleton(a) != is_skeleton(b);
    double size = (double)(a->sound.size + b->sound.size) / 2;
    double distance = spelling_distance(a->sound, b->sound, bare);
    if (has_other_ending(a->sound, b->sound))
        distance += other_ending;
    double likeness = 1 - distance / size;
    return likeness < most_by_letters ? likeness : most_by_letters;
}

/* Forms of one given name, near or far in spelling ("bob", "robert"). */
static double by_group(const struct name_token *a, const struct name_token *b)
{
    static const double least = 0.93;
    double likeness = by_spelling(a, b);
    return likeness > least ? likeness : least;
}

/* Legal forms are short and near each other ("ag", "ao"); only long ones are misspelled. */
static bool is_short_company_form(const struct name_token *token)
{
    return token->meaning.class == WORD_COMPANY_FORM && token->text.size < LEAST_FORM;
}

static double by_letters(const struct name_token *a, const struct name_token *b, double least,
                         enum likeness *how)
{
    if (is_short_company_form(a) || is_short_company_form(b))
        return 0;
    bool bones = share_bones(a, b);
    if (!bones && !may_be_near(a, b))
        return 0;
    double likeness = by_spelling(a, b);
    /* Two given names that are both well known and not one are different names. */
    if (a->group_count > 0 && b->group_count > 0)
        likeness *= 0.8;
    if (likeness < least)
        return 0;
    *how = a->reading != b->reading ? LIKENESS_SCRIPT : bones ? LIKENESS_SOUND : LIKENESS_SPELLING;
    return likeness;
}

static double joins_likeness(const struct name_token *a, const struct name_token *b,
                             enum likeness *how)
{
    if (a->is_short_form || b->is_short_form || a->is_initial || b->is_initial ||
        a->text.size < LEAST_JOIN || b->text.size < LEAST_JOIN)
        return 0;
    if ((is_skeleton(a) || is_skeleton(b)) &&
        (a->bone_count < LEAST_BONES || b->bone_count < LEAST_BONES))
        return 0;
    double likeness = by_letters(a, b, least_of_joins, how);
    *how = likeness > 0 ? LIKENESS_JOINED : LIKENESS_NONE;
    return likeness;
}

static bool is_several(const struct name_token *token)
{
    return token->is_join || token->is_short_form;
}

static double same_likeness(const struct name_token *a, const struct name_token *b,
                            enum likeness *how)
{
    bool is_short = a->is_short_form || b->is_short_form;
    if (is_short)
        *how = LIKENESS_ABBREVIATION;
    else if (a->is_join || b->is_join)
        *how = LIKENESS_JOINED;
    else
        *how = a->reading != b->reading ? LIKENESS_SCRIPT : LIKENESS_SAME;
    return is_short ? 0.9 : 1;
}

static double by_number(const struct name_token *a, const struct name_token *b, enum likeness *how)
{
    bool both = a->meaning.class == WORD_NUMBER && b->meaning.class == WORD_NUMBER;
    if (!both || a->meaning.number != b->meaning.number)
        return 0;
    *how = LIKENESS_MEANING;
    return 0.98;
}

double token_likeness(const struct name_token *a, const struct name_token *b, enum likeness *how)
{
    *how = LIKENESS_NONE;
    if (is_several(a) && is_several(b))
        return 0;
    if (is_same(a, b))
        return same_likeness(a, b, how);
    if (is_several(a) || is_several(b))
        return joins_likeness(a, b, how);
    if (a->meaning.class == WORD_NUMBER || b->meaning.class == WORD_NUMBER)
        return by_number(a, b, how);
    if (a->is_initial || b->is_initial) {
        bool fits = a->is_initial != b->is_initial &&
                    (a->is_initial ? starts_with_initial(a, b) : starts_with_initial(b, a));
        *how = fits ? LIKENESS_INITIAL : LIKENESS_NONE;
        return fits ? 0.8 : 0;
    }
    if (a->meaning.symbol != 0 && a->meaning.symbol == b->meaning.symbol) {
        *how = LIKENESS_MEANING;
        return 0.95;
    }
    if (share_group(a, b)) {
        *how = LIKENESS_FORM;
        return by_group(a, b);
    }
    bool different = a->meaning.symbol != 0 && b->meaning.symbol != 0;
    return different ? 0 : by_letters(a, b, least_likeness, how);
}
