/* SPDX-License-Identifier: MIT */
#include "attribution/spelling.h"

#include <assert.h>
#include <string.h>

/* Habits of spelling: the longest that fits is taken. Where: at the front of the word, at its end,
 * or before certain letters; else anywhere. Sounds: c is "ch", x is "sh", j is "zh" and "dj". */
struct habit {
    char letters[5], sound[3];
    enum { ANYWHERE, FRONT, END, BEFORE_LIGHT, BEFORE_CONSONANT_OR_END } where;
};

static const struct habit habits[] = {
    {"shch", "x", ANYWHERE}, {"tsch", "c", ANYWHERE},
    {"dsch", "j", ANYWHERE}, {"sch", "x", ANYWHERE},
    {"tch", "c", ANYWHERE},  {"dzh", "j", ANYWHERE},
    {"sh", "x", ANYWHERE},   {"ch", "c", ANYWHERE},
    {"cz", "c", ANYWHERE},   {"sz", "x", ANYWHERE},
    {"zh", "j", ANYWHERE},   {"dj", "j", ANYWHERE},
    {"gh", "g", ANYWHERE},   {"kh", "h", ANYWHERE},
    {"ph", "f", ANYWHERE},   {"th", "t", ANYWHERE},
    {"dh", "d", ANYWHERE},   {"ck", "k", ANYWHERE},
    {"ts", "s", ANYWHERE},   {"tz", "s", ANYWHERE},
    {"ou", "u", ANYWHERE},   {"oo", "u", ANYWHERE},
    {"ee", "i", ANYWHERE},   {"ie", "i", ANYWHERE},
    {"ei", "i", ANYWHERE},   {"ey", "i", ANYWHERE},
    {"ij", "i", ANYWHERE},   {"ej", "i", BEFORE_CONSONANT_OR_END},
    {"iy", "i", ANYWHERE},   {"yi", "i", ANYWHERE},
    {"yj", "i", ANYWHERE},   {"eo", "o", ANYWHERE},
    {"eu", "u", ANYWHERE},   {"ah", "a", END},
    {"eh", "e", END},        {"x", "x", FRONT},
    {"x", "ks", ANYWHERE},   {"c", "s", BEFORE_LIGHT},
    {"c", "k", ANYWHERE},    {"q", "k", ANYWHERE},
    {"w", "v", ANYWHERE},    {"j", "i", BEFORE_CONSONANT_OR_END},
    {"y", "i", ANYWHERE},
};

static bool is_vowel(uint8_t letter)
{
    return letter == 'a' || letter == 'e' || letter == 'i' || letter == 'o' || letter == 'u';
}

static bool stands(const struct habit *habit, struct slice word, size_t at, size_t size)
{
    uint8_t next = slice_byte(word, at + size);
    switch (habit->where) {
    case FRONT:
        return at == 0;
    case END:
        return at > 0 && next == 0;
    case BEFORE_LIGHT:
        return next == 'e' || next == 'i' || next == 'y';
    case BEFORE_CONSONANT_OR_END:
        return at > 0 && !is_vowel(next);
    default:
        return true;
    }
}

/* The table is short and its front longer than its end, so the first that fits is the longest. */
static const struct habit *habit_at(struct slice word, size_t at)
{
    for (size_t i = 0; i < sizeof habits / sizeof *habits; i++) {
        if ((uint8_t)habits[i].letters[0] != word.data[at])
            continue;
        size_t size = strlen(habits[i].letters);
        if (word.size - at >= size && memcmp(word.data + at, habits[i].letters, size) == 0 &&
            stands(&habits[i], word, at, size))
            return &habits[i];
    }
    return NULL;
}

/* Digits that stand for letters within a word ("Ig0r"), as they are seen. */
static uint8_t seen_letter(uint8_t byte)
{
    switch (byte) {
    case '0':
        return 'o';
    case '1':
        return 'i';
    case '3':
        return 'e';
    case '5':
        return 's';
    default:
        return byte;
    }
}

static bool is_lettered(struct slice word)
{
    size_t letters = 0;
    for (size_t i = 0; i < word.size; i++)
        letters += byte_is_letter(word.data[i]);
    return letters >= 3 && 2 * letters > word.size;
}

size_t spelling_sound(struct slice word, bool vowels_may_miss, uint8_t sound[SPELLING_MOST])
{
    size_t size = 0;
    bool lettered = is_lettered(word);
    for (size_t at = 0; at < word.size && size < SPELLING_MOST;) {
        const struct habit *habit = habit_at(word, at);
        if (word.data[at] == ' ') {
            at++;
            continue;
        }
        uint8_t plain[2] = {lettered ? seen_letter(word.data[at]) : word.data[at], 0};
        const uint8_t *said = habit != NULL ? (const uint8_t *)habit->sound : plain;
        if (vowels_may_miss && at > 0 && word.data[at] == 'w')
            said = (const uint8_t *)"u";
        at += habit != NULL ? strlen(habit->letters) : 1;
        for (; *said != 0 && size < SPELLING_MOST; said++) {
            bool doubled = size > 0 && sound[size - 1] == *said && !byte_is_digit(*said);
            if (!doubled)
                sound[size++] = *said;
        }
    }
    bool silent = vowels_may_miss && size > 1 && sound[size - 1] == 'h';
    return silent ? size - 1 : size;
}

/* Letters in one class are taken for each other. */
static const uint8_t classes[26] = {
    ['a' - 'a'] = 'a', ['b' - 'a'] = 'b', ['c' - 'a'] = 'j', ['d' - 'a'] = 'd', ['e' - 'a'] = 'a',
    ['f' - 'a'] = 'v', ['g' - 'a'] = 'k', ['h' - 'a'] = 'h', ['i' - 'a'] = 'a', ['j' - 'a'] = 'j',
    ['k' - 'a'] = 'k', ['l' - 'a'] = 'l', ['m' - 'a'] = 'm', ['n' - 'a'] = 'n', ['o' - 'a'] = 'a',
    ['p' - 'a'] = 'b', ['q' - 'a'] = 'k', ['r' - 'a'] = 'r', ['s' - 'a'] = 's', ['t' - 'a'] = 'd',
    ['u' - 'a'] = 'a', ['v' - 'a'] = 'v', ['w' - 'a'] = 'v', ['x' - 'a'] = 's', ['y' - 'a'] = 'a',
    ['z' - 'a'] = 's',
};

static uint8_t class_of(uint8_t letter)
{
    return byte_is_letter(letter) ? classes[byte_lower(letter) - 'a'] : letter;
}

uint64_t spelling_bones(struct slice sound, uint8_t *count)
{
    uint64_t digest = 0xcbf29ce484222325;
    *count = 0;
    for (size_t i = 0; i < sound.size; i++) {
        uint8_t class = class_of(sound.data[i]);
        if (class == 'a')
            continue;
        digest = (digest ^ class) * 0x100000001b3;
        ++*count;
    }
    return *count == 0 ? 0 : digest | 1;
}

uint32_t spelling_letters(struct slice sound)
{
    uint32_t letters = 0;
    for (size_t i = 0; i < sound.size; i++) {
        uint8_t byte = sound.data[i];
        letters |= (uint32_t)1 << (byte_is_letter(byte) ? byte_lower(byte) - 'a' : 26 + byte % 6);
    }
    return letters;
}

/* Hyyrö, "A bit-vector algorithm for computing Levenshtein and Damerau edit distances" (2003):
 * a column of the table of distances in one machine word, so a word costs as many rounds as it
 * has letters. */
unsigned spelling_edits(struct slice a, struct slice b, unsigned most)
{
    assert(a.size <= SPELLING_MOST && b.size <= SPELLING_MOST);
    if (a.size == 0 || b.size == 0)
        return a.size + b.size > most ? most + 1 : (unsigned)(a.size + b.size);
    uint64_t places[128] = {0};
    for (size_t i = 0; i < a.size; i++)
        places[a.data[i] & 127] |= (uint64_t)1 << i;
    uint64_t up = UINT64_MAX, down = 0, diagonal = 0, places_before = 0;
    uint64_t last = (uint64_t)1 << (a.size - 1);
    unsigned edits = (unsigned)a.size;
    for (size_t i = 0; i < b.size; i++) {
        uint64_t here = places[b.data[i] & 127];
        uint64_t swapped = ((~diagonal & here) << 1) & places_before;
        diagonal = (((here & up) + up) ^ up) | here | down | swapped;
        uint64_t right = down | ~(diagonal | up), left = diagonal & up;
        edits += (right & last) != 0;
        edits -= (left & last) != 0;
        right = (right << 1) | 1;
        left <<= 1;
        up = left | ~(diagonal | right);
        down = right & diagonal;
        places_before = here;
    }
    return edits > most ? most + 1 : edits;
}

/* Costs in hundredths of an edit. */
enum {
    COST_PLAIN = 100,
    COST_SWAP = 50,
    COST_VOWEL = 40,    /* for another vowel */
    COST_CLASS = 50,    /* for a consonant that is easily taken for it */
    COST_WEAK = 50,     /* a vowel or an h too much */
    COST_OUTER = 30,    /* the first or last vowel, where vowels are not written */
    COST_UNWRITTEN = 8, /* another one */
};

static unsigned cost_of_change(uint8_t a, uint8_t b, bool vowels_may_miss)
{
    if (a == b)
        return 0;
    if (class_of(a) != class_of(b)) {
        bool is_glide = (a == 'i' && b == 'j') || (a == 'j' && b == 'i');
        return is_glide ? COST_CLASS : COST_PLAIN;
    }
    if (class_of(a) == 'a')
        return vowels_may_miss ? COST_UNWRITTEN : COST_VOWEL;
    return COST_CLASS;
}

/* The first and the last vowel are written, or leave a trace, in most scripts without vowels. */
static unsigned cost_of_extra(uint8_t letter, bool is_outer, bool vowels_may_miss)
{
    if (is_vowel(letter))
        return vowels_may_miss ? is_outer ? COST_OUTER : COST_UNWRITTEN : COST_WEAK;
    return letter == 'h' ? COST_WEAK : COST_PLAIN;
}

static unsigned least(unsigned a, unsigned b)
{
    return a < b ? a : b;
}

static bool is_outer(struct slice sound, size_t at)
{
    return at == 0 || at == sound.size - 1;
}

double spelling_distance(struct slice a, struct slice b, bool vowels_may_miss)
{
    assert(a.size <= SPELLING_MOST && b.size <= SPELLING_MOST);
    unsigned rows[3][SPELLING_MOST + 1];
    unsigned *before = rows[0], *above = rows[1], *row = rows[2];
    above[0] = 0;
    for (size_t j = 0; j < b.size; j++)
        above[j + 1] = above[j] + cost_of_extra(b.data[j], is_outer(b, j), vowels_may_miss);
    for (size_t i = 0; i < a.size; i++) {
        unsigned extra = cost_of_extra(a.data[i], is_outer(a, i), vowels_may_miss);
        row[0] = above[0] + extra;
        for (size_t j = 0; j < b.size; j++) {
            unsigned cost = above[j] + cost_of_change(a.data[i], b.data[j], vowels_may_miss);
            cost = least(cost, above[j + 1] + extra);
            cost = least(cost, row[j] + cost_of_extra(b.data[j], is_outer(b, j), vowels_may_miss));
            bool is_swap =
                i > 0 && j > 0 && a.data[i] == b.data[j - 1] && a.data[i - 1] == b.data[j];
            row[j + 1] = is_swap ? least(cost, before[j - 1] + COST_SWAP) : cost;
        }
        unsigned *spare = before;
        before = above;
        above = row;
        row = spare;
    }
    return above[b.size] / 100.0;
}
