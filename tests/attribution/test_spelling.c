/* SPDX-License-Identifier: MIT */
#include "../test.h"

#include "attribution/spelling.h"

static struct slice sound_of(const char *word, uint8_t sound[SPELLING_MOST])
{
    return slice_make(sound, spelling_sound(slice_from(word), false, sound));
}

static void assert_sound(const char *word, const char *wanted)
{
    uint8_t sound[SPELLING_MOST];
    assert_slice(sound_of(word, sound), wanted);
}

static void assert_same_sound(const char *a, const char *b)
{
    uint8_t left[SPELLING_MOST], right[SPELLING_MOST];
    struct slice x = sound_of(a, left), y = sound_of(b, right);
    assert_true(slice_equal(x, y));
}

static void habits_of_transliteration_sound_the_same(void **state)
{
    (void)state;
    assert_same_sound("khaled", "haled");
    assert_same_sound("iraq", "irak");
    assert_same_sound("yusuf", "yousouf");
    assert_same_sound("djamal", "jamal");
    assert_same_sound("philip", "filipp");
    assert_same_sound("abdallah", "abdala");
    assert_same_sound("dmitry", "dmitriy");
    assert_same_sound("watan", "vatan");
    assert_same_sound("shchukin", "schukin");
    assert_same_sound("sergey", "sergej");
}

static void letters_differ_by_what_follows_them(void **state)
{
    (void)state;
    assert_sound("cesar", "sesar");
    assert_sound("carlos", "karlos");
    assert_sound("xi", "xi");
    assert_sound("alexei", "aleksi");
}

static void digits_among_letters_are_the_letters_they_look_like(void **state)
{
    (void)state;
    assert_same_sound("sech1n", "sechin");
    assert_sound("44", "44");
    assert_sound("b52", "b52");
}

static void a_sound_is_bounded(void **state)
{
    (void)state;
    char word[500];
    for (size_t i = 0; i < sizeof word - 1; i++)
        word[i] = (char)('a' + i % 26);
    word[sizeof word - 1] = 0;
    uint8_t sound[SPELLING_MOST];
    assert_int_equal(sound_of(word, sound).size, SPELLING_MOST);
    assert_int_equal(sound_of("", sound).size, 0);
}

static void bones_are_the_consonants_in_classes(void **state)
{
    (void)state;
    uint8_t count, other;
    uint64_t moammar = spelling_bones(slice_from("moamar"), &count);
    assert_int_equal(count, 3);
    assert_true(moammar == spelling_bones(slice_from("muamar"), &other));
    assert_true(spelling_bones(slice_from("kadafi"), &other) ==
                spelling_bones(slice_from("gadavi"), &count));
    assert_true(moammar != spelling_bones(slice_from("marmo"), &other));
    assert_true(spelling_bones(slice_from("aia"), &count) == 0);
    assert_int_equal(count, 0);
}

/* The plain table of distances, beside which the bit-parallel one must hold. */
static unsigned plain_edits(struct slice a, struct slice b)
{
    unsigned table[SPELLING_MOST + 1][SPELLING_MOST + 1];
    for (unsigned i = 0; i <= a.size; i++) {
        for (unsigned j = 0; j <= b.size; j++) {
            if (i == 0 || j == 0) {
                table[i][j] = i + j;
                continue;
            }
            unsigned best = table[i - 1][j - 1] + (a.data[i - 1] != b.data[j - 1]);
            best = table[i - 1][j] + 1 < best ? table[i - 1][j] + 1 : best;
            best = table[i][j - 1] + 1 < best ? table[i][j - 1] + 1 : best;
            bool swap =
                i > 1 && j > 1 && a.data[i - 1] == b.data[j - 2] && a.data[i - 2] == b.data[j - 1];
            if (swap && table[i - 2][j - 2] + 1 < best)
                best = table[i - 2][j - 2] + 1;
            table[i][j] = best;
        }
    }
    return table[a.size][b.size];
}

static void edits_are_those_of_the_plain_table(void **state)
{
    (void)state;
    uint32_t random = 1;
    for (size_t round = 0; round < 20000; round++) {
        uint8_t a[SPELLING_MOST], b[SPELLING_MOST];
        size_t sizes[2];
        for (size_t k = 0; k < 2; k++) {
            random = random * 1664525 + 1013904223;
            sizes[k] = round % 50 == 0 ? SPELLING_MOST - (random >> 28) : random >> 28;
            for (size_t i = 0; i < sizes[k]; i++) {
                random = random * 1664525 + 1013904223;
                (k == 0 ? a : b)[i] = (uint8_t)('a' + (random >> 24) % 3);
            }
        }
        struct slice x = slice_make(a, sizes[0]), y = slice_make(b, sizes[1]);
        unsigned edits = plain_edits(x, y);
        assert_int_equal(spelling_edits(x, y, 200), edits);
        assert_int_equal(spelling_edits(x, y, 2), edits > 2 ? 3 : edits);
    }
}

static void edits_bound_what_the_letters_do_not_share(void **state)
{
    (void)state;
    struct slice a = slice_from("netaniahu"), b = slice_from("natanjahu");
    unsigned apart = (unsigned)__builtin_popcount(spelling_letters(a) ^ spelling_letters(b));
    assert_true(apart <= 2 * spelling_edits(a, b, 10));
}

static double distance(const char *a, const char *b, bool bare)
{
    return spelling_distance(slice_from(a), slice_from(b), bare);
}

static void what_is_easily_confused_is_nearer(void **state)
{
    (void)state;
    assert_true(distance("makron", "makron", false) == 0);
    assert_true(distance("makron", "mekron", false) < distance("makron", "malron", false));
    assert_true(distance("makron", "magron", false) < distance("makron", "malron", false));
    assert_true(distance("makron", "markon", false) < 1);
    assert_true(distance("mhmd", "muhamad", true) < 0.5);
    assert_true(distance("mhmd", "muhamad", false) > 1);
    assert_true(distance("abc", "xyzuv", false) == distance("xyzuv", "abc", false));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(habits_of_transliteration_sound_the_same),
        cmocka_unit_test(letters_differ_by_what_follows_them),
        cmocka_unit_test(digits_among_letters_are_the_letters_they_look_like),
        cmocka_unit_test(a_sound_is_bounded),
        cmocka_unit_test(bones_are_the_consonants_in_classes),
        cmocka_unit_test(edits_are_those_of_the_plain_table),
        cmocka_unit_test(edits_bound_what_the_letters_do_not_share),
        cmocka_unit_test(what_is_easily_confused_is_nearer),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
