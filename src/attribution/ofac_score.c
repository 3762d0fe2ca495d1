/* SPDX-License-Identifier: MIT */
#include "attribution/ofac_score.h"

#include "base/utf8.h"
#include "model/limits.h"

#include <math.h>
#include <string.h>

/* What FAQ 249 leaves open was worked out from scores that the official search gave:
 *
 * - The whole name is compared without spaces, commas and apostrophes, but with hyphens; the bonus
 *   for an equal front counts five characters, and the score is rounded.
 * - Parts end at hyphens as well. What is asked loses its parts of one or two characters ("Xi",
 *   "Il", "al") where it has longer ones. Each part takes the likest of the listed name's, rounded
 *   up, by Winkler's own bonus for four characters; parts of which one is twice as long as the
 *   other have nothing in common. The score is the mean.
 * - Parts that sound alike (Soundex) never got more than their spelling gave them. */
enum { WHOLE_FRONT = 5, PART_FRONT = 4, SHORT_PART = 2 };

#define LAST_BITS 1e-9

/* Characters without their case; marks between words are spaces. */
struct name {
    uint32_t characters[LIMIT_NAME];
    size_t size;
};

struct part {
    const uint32_t *characters;
    size_t size;
};

static bool is_apostrophe(uint32_t character)
{
    return character == '\'' || character == '`' || (character >= 0x2018 && character <= 0x201b);
}

static bool is_kept(uint32_t character)
{
    return character >= 0x80 || byte_is_letter((uint8_t)character) ||
           byte_is_digit((uint8_t)character) || character == '-';
}

static void read_name(struct slice text, struct name *name)
{
    name->size = 0;
    while (text.size > 0 && name->size < LIMIT_NAME) {
        uint32_t character = ' ';
        size_t size = utf8_read(text, &character);
        text = slice_after(text, size > 0 ? size : 1);
        if (character < 0x80)
            character = byte_lower((uint8_t)character);
        if (!is_apostrophe(character))
            name->characters[name->size++] = is_kept(character) ? character : ' ';
    }
}

static void drop_spaces(const struct name *name, struct name *whole)
{
    whole->size = 0;
    for (size_t i = 0; i < name->size; i++)
        if (name->characters[i] != ' ')
            whole->characters[whole->size++] = name->characters[i];
}

static struct part next_part(const struct name *name, size_t *place)
{
    const uint32_t *at = name->characters;
    while (*place < name->size && (at[*place] == ' ' || at[*place] == '-'))
        ++*place;
    size_t begin = *place;
    while (*place < name->size && at[*place] != ' ' && at[*place] != '-')
        ++*place;
    return (struct part){at + begin, *place - begin};
}

/* Takes the characters of a that b has nearby, each of b's once; gives how many. */
static size_t pair_off(struct part a, struct part b, bool *of_a, bool *of_b)
{
    size_t longer = a.size > b.size ? a.size : b.size;
    size_t reach = longer >= 4 ? longer / 2 - 1 : 0, common = 0;
    for (size_t i = 0; i < a.size; i++)
        for (size_t k = i > reach ? i - reach : 0; k < b.size && k <= i + reach; k++)
            if (!of_b[k] && a.characters[i] == b.characters[k]) {
                of_a[i] = of_b[k] = true;
                common++;
                break;
            }
    return common;
}

/* Of the characters in common, those that stand in another order. */
static size_t count_moved(struct part a, struct part b, const bool *of_a, const bool *of_b)
{
    size_t moved = 0, k = 0;
    for (size_t i = 0; i < a.size; i++) {
        if (!of_a[i])
            continue;
        while (!of_b[k])
            k++;
        moved += a.characters[i] != b.characters[k++];
    }
    return moved;
}

/* M. Jaro, "Advances in record-linkage methodology", JASA 84 (1989), p. 414 */
static double jaro(struct part a, struct part b)
{
    bool of_a[LIMIT_NAME], of_b[LIMIT_NAME];
    memset(of_a, 0, a.size * sizeof *of_a);
    memset(of_b, 0, b.size * sizeof *of_b);
    size_t common = pair_off(a, b, of_a, of_b);
    if (common == 0)
        return 0;
    double moved = (double)count_moved(a, b, of_a, of_b) / 2;
    double share_a = (double)common / (double)a.size, share_b = (double)common / (double)b.size;
    return (share_a + share_b + ((double)common - moved) / (double)common) / 3;
}

/* Winkler's bonus for an equal front: a tenth of what is missing for each character. In percent. */
static double jaro_winkler(struct part a, struct part b, size_t most)
{
    double alike = jaro(a, b);
    size_t front = 0;
    while (front < most && front < a.size && front < b.size &&
           a.characters[front] == b.characters[front])
        front++;
    return 100 * (alike + (double)front / 10 * (1 - alike));
}

static double compare_parts(struct part a, struct part b)
{
    if (a.size >= 2 * b.size || b.size >= 2 * a.size)
        return 0;
    /* What is whole but for the last bits of a double is not rounded up. */
    return ceil(jaro_winkler(a, b, PART_FRONT) - LAST_BITS);
}

static double likest_part(struct part asked, const struct name *listed)
{
    double best = 0;
    size_t place = 0;
    for (struct part part; (part = next_part(listed, &place)).size > 0;)
        best = fmax(best, compare_parts(asked, part));
    return best;
}

/* Over the parts longer than this; 0 where there is none. */
static double score_parts(const struct name *asked, const struct name *listed, size_t longer_than)
{
    double sum = 0;
    size_t count = 0, place = 0;
    for (struct part part; (part = next_part(asked, &place)).size > 0;)
        if (part.size > longer_than) {
            sum += likest_part(part, listed);
            count++;
        }
    return count > 0 ? sum / (double)count : 0;
}

static double score_whole(const struct name *asked, const struct name *listed)
{
    struct name a, b;
    drop_spaces(asked, &a);
    drop_spaces(listed, &b);
    return jaro_winkler((struct part){a.characters, a.size}, (struct part){b.characters, b.size},
                        WHOLE_FRONT);
}

static bool has_long_part(const struct name *name)
{
    size_t place = 0;
    for (struct part part; (part = next_part(name, &place)).size > 0;)
        if (part.size > SHORT_PART)
            return true;
    return false;
}

int ofac_score(struct slice asked, struct slice listed)
{
    struct name a, b;
    read_name(asked, &a);
    read_name(listed, &b);
    double parts = score_parts(&a, &b, has_long_part(&a) ? SHORT_PART : 0);
    return (int)lround(fmax(score_whole(&a, &b), parts) + LAST_BITS);
}
