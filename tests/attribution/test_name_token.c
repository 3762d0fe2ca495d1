/* SPDX-License-Identifier: MIT */
#include "names.h"

static const struct name_token *token_of(struct names *names, const char *text, bool join)
{
    struct name_token wanted = {.text = slice_from(text), .is_join = join};
    struct slice word = slice_from(text);
    if (!join)
        word_read(&word, 1, &wanted.meaning);
    return token_pool_keep(&names->pool, &wanted);
}

static double likeness(const char *a, const char *b, enum likeness *how)
{
    struct names names = names_create();
    const struct name_token *x = token_of(&names, a, false), *y = token_of(&names, b, false);
    enum likeness back;
    double there = token_likeness(x, y, how);
    assert_true(there == token_likeness(y, x, &back));
    assert_int_equal(*how, back);
    names_done(&names);
    return there;
}

static void the_same_word_is_wholly_alike(void **state)
{
    (void)state;
    enum likeness how;
    assert_true(likeness("rotenberg", "rotenberg", &how) == 1);
    assert_int_equal(how, LIKENESS_SAME);
}

static void slips_and_habits_of_spelling_are_nearly_alike(void **state)
{
    (void)state;
    enum likeness how;
    assert_true(likeness("rotenberg", "rotnberg", &how) > 0.8);
    assert_true(likeness("qaddafi", "gadhafi", &how) > 0.85);
    assert_int_equal(how, LIKENESS_SOUND);
    assert_true(likeness("natanyahu", "netanyahu", &how) > 0.9);
    assert_true(likeness("putin", "pudin", &how) > 0.8);
}

static void other_words_are_not_alike(void **state)
{
    (void)state;
    enum likeness how;
    assert_true(likeness("lukashenko", "lukashevich", &how) == 0);
    assert_int_equal(how, LIKENESS_NONE);
    assert_true(likeness("rotenberg", "timchenko", &how) == 0);
    assert_true(likeness("stoltenberg", "store", &how) == 0);
}

static void numbers_are_the_same_or_nothing(void **state)
{
    (void)state;
    enum likeness how;
    assert_true(likeness("44", "45", &how) == 0);
    assert_true(likeness("3", "three", &how) > 0.9);
    assert_int_equal(how, LIKENESS_MEANING);
}

static void words_of_one_meaning_are_alike(void **state)
{
    (void)state;
    enum likeness how;
    assert_true(likeness("ltd", "limited", &how) > 0.9);
    assert_int_equal(how, LIKENESS_MEANING);
    assert_true(likeness("ag", "ao", &how) == 0 || how == LIKENESS_MEANING);
}

static void initials_stand_for_words_that_begin_so(void **state)
{
    (void)state;
    struct names names = names_create();
    struct name_token initial = {.text = slice_from("v"), .is_initial = true};
    const struct name_token *v = token_pool_keep(&names.pool, &initial);
    enum likeness how;
    assert_true(token_likeness(v, token_of(&names, "vladimir", false), &how) > 0);
    assert_int_equal(how, LIKENESS_INITIAL);
    assert_true(token_likeness(v, token_of(&names, "wladimir", false), &how) > 0);
    assert_true(token_likeness(v, token_of(&names, "boris", false), &how) == 0);
    names_done(&names);
}

static void joins_are_alike_to_words_and_never_to_joins(void **state)
{
    (void)state;
    struct names names = names_create();
    enum likeness how;
    const struct name_token *join = token_of(&names, "binladen", true);
    assert_true(token_likeness(join, token_of(&names, "binladin", false), &how) > 0.85);
    assert_int_equal(how, LIKENESS_JOINED);
    assert_true(token_likeness(join, token_of(&names, "binladin", true), &how) == 0);
    assert_true(token_likeness(join, join, &how) == 0);
    names_done(&names);
}

/* What name_token.h promises an index, asked without the short cuts. */
static bool may_be_alike(const struct name_token *a, const struct name_token *b)
{
    if (slice_equal(a->text, b->text))
        return true;
    if (a->meaning.symbol != 0 && a->meaning.symbol == b->meaning.symbol)
        return true;
    if (a->meaning.class == WORD_NUMBER && b->meaning.class == WORD_NUMBER &&
        a->meaning.number == b->meaning.number)
        return true;
    for (size_t i = 0; i < a->group_count; i++)
        for (size_t j = 0; j < b->group_count; j++)
            if (a->groups[i] == b->groups[j])
                return true;
    bool bare = a->reading == READING_SKELETON || b->reading == READING_SKELETON;
    if (a->bones != 0 && a->bones == b->bones && (a->bone_count >= 2 || bare))
        return true;
    if (a->is_initial != b->is_initial)
        return a->text.data[0] == b->text.data[0] || a->sound.data[0] == b->sound.data[0];
    return spelling_edits(a->sound, b->sound, 10) <= token_edits(a, b);
}

static void an_index_finds_all_that_is_alike(void **state)
{
    (void)state;
    static const char *const names_of[] = {
        "Mohammed bin Salman Al Saud",
        "Muhamad ibn Salmaan",
        "V. Putin",
        "Wladimir Poutine",
        "Aleksandr Lukashenko",
        "Alexander Lukashnko",
        "محمد علي",
        "Mohamed Aly",
        "Kim Jong-un",
        "金正恩",
        "J.-C. Juncker",
        "Jean Claude Junker",
        "Brigade 44",
        "Brigade Forty Four",
        "ООО Ромашка",
        "Romashka Ltd",
    };
    struct names names = names_create();
    size_t alike = 0;
    for (size_t i = 0; i < sizeof names_of / sizeof *names_of; i++) {
        struct name_form *forms;
        names_forms(&names, ENTITY_ANY, names_of[i], &forms);
    }
    for (uint32_t i = 0; i < names.pool.count; i++) {
        for (uint32_t j = 0; j < names.pool.count; j++) {
            enum likeness how;
            const struct name_token *a = names.pool.tokens[i], *b = names.pool.tokens[j];
            if (token_likeness(a, b, &how) <= 0)
                continue;
            alike += i != j;
            assert_true(may_be_alike(a, b));
        }
    }
    assert_true(alike > 20);
    names_done(&names);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_same_word_is_wholly_alike),
        cmocka_unit_test(slips_and_habits_of_spelling_are_nearly_alike),
        cmocka_unit_test(other_words_are_not_alike),
        cmocka_unit_test(numbers_are_the_same_or_nothing),
        cmocka_unit_test(words_of_one_meaning_are_alike),
        cmocka_unit_test(initials_stand_for_words_that_begin_so),
        cmocka_unit_test(joins_are_alike_to_words_and_never_to_joins),
        cmocka_unit_test(an_index_finds_all_that_is_alike),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
