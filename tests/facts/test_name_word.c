/* SPDX-License-Identifier: MIT */
#include "../test.h"

#include "facts/name_word.h"

#include <string.h>

static size_t read_words(const char *text, struct word_meaning *meaning)
{
    struct slice words[16], rest = slice_from(text);
    size_t count = 0;
    while (rest.size > 0 && count < sizeof words / sizeof *words)
        words[count++] = slice_split(&rest, ' ');
    return word_read(words, count, meaning);
}

/* The first `taken` words are of the class; gives their symbol. */
static uint32_t assert_words(const char *text, size_t taken, enum word_class class)
{
    struct word_meaning meaning;
    size_t seen = read_words(text, &meaning);
    if (seen != taken || meaning.class != class)
        fail_msg("'%s': %zu words of class %d", text, seen, meaning.class);
    return meaning.symbol;
}

static void the_longest_run_is_one_company_form(void **state)
{
    (void)state;
    assert_words("limited liability company romashka", 3, WORD_COMPANY_FORM);
    assert_words("limited romashka", 1, WORD_COMPANY_FORM);
    assert_words("obshchestvo s ogranichennoy otvetstvennostyu vega", 4, WORD_COMPANY_FORM);
    assert_words("gu fen you xian gong si", 6, WORD_COMPANY_FORM);
    assert_words("sdn bhd", 2, WORD_COMPANY_FORM);
}

static void letters_that_stand_alone_are_one_word(void **state)
{
    (void)state;
    uint32_t spa = assert_words("s p a", 3, WORD_COMPANY_FORM);
    assert_int_equal(assert_words("spa", 1, WORD_COMPANY_FORM), spa);
    assert_int_equal(assert_words("s a de c v", 5, WORD_COMPANY_FORM), spa);
    assert_words("sp z o o", 4, WORD_COMPANY_FORM);
    assert_words("l l c x", 3, WORD_COMPANY_FORM);
}

static void forms_in_other_languages_have_one_symbol(void **state)
{
    (void)state;
    uint32_t llc = assert_words("llc", 1, WORD_COMPANY_FORM);
    assert_int_equal(assert_words("ooo", 1, WORD_COMPANY_FORM), llc);
    assert_int_equal(assert_words("gmbh", 1, WORD_COMPANY_FORM), llc);
    assert_int_equal(assert_words("limited liability company", 3, WORD_COMPANY_FORM), llc);
    uint32_t ltd = assert_words("ltd", 1, WORD_COMPANY_FORM);
    assert_int_equal(assert_words("limited", 1, WORD_COMPANY_FORM), ltd);
    assert_int_equal(assert_words("co ltd", 2, WORD_COMPANY_FORM), ltd);
    assert_int_not_equal(ltd, assert_words("inc", 1, WORD_COMPANY_FORM));
    struct word_meaning meaning;
    word_at_end(slice_from("永信有限公司"), &meaning);
    assert_int_equal(meaning.symbol, ltd);
}

static void what_a_company_does_is_known_in_translation(void **state)
{
    (void)state;
    uint32_t technology = assert_words("technology", 1, WORD_DESCRIPTOR);
    assert_int_equal(assert_words("tekhnologii", 1, WORD_DESCRIPTOR), technology);
    assert_int_equal(assert_words("ke ji", 2, WORD_DESCRIPTOR), technology);
    assert_int_equal(assert_words("keji", 1, WORD_DESCRIPTOR), technology);
    uint32_t trading = assert_words("trading", 1, WORD_DESCRIPTOR);
    assert_int_not_equal(trading, technology);
    assert_int_equal(assert_words("torgovlya", 1, WORD_DESCRIPTOR), trading);
}

static void places_titles_particles_and_ships_are_told_apart(void **state)
{
    (void)state;
    uint32_t beijing = assert_words("beijing", 1, WORD_PLACE);
    assert_int_equal(assert_words("bei jing", 2, WORD_PLACE), beijing);
    assert_int_equal(assert_words("russian", 1, WORD_PLACE),
                     assert_words("rossiyskaya federatsiya", 2, WORD_PLACE));
    assert_words("sheikh", 1, WORD_TITLE);
    assert_words("maulvi", 1, WORD_TITLE);
    assert_words("van der", 2, WORD_PARTICLE);
    assert_words("bin", 1, WORD_PARTICLE);
    assert_words("m v", 2, WORD_SHIP);
    assert_words("abu", 0, WORD_PLAIN);
}

static void numbers_say_which(void **state)
{
    (void)state;
    struct word_meaning meaning;
    static const struct {
        const char *text;
        uint32_t number;
    } numbers[] = {{"5", 5}, {"007", 7}, {"vi", 6}, {"three", 3}, {"2nd", 2}};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        assert_int_equal(read_words(numbers[i].text, &meaning), 1);
        assert_int_equal(meaning.class, WORD_NUMBER);
        assert_int_equal(meaning.number, numbers[i].number);
    }
    assert_words("99999999999999999999", 0, WORD_PLAIN);
}

static void an_initial_is_no_word(void **state)
{
    (void)state;
    for (char letter = 'a'; letter <= 'z'; letter++) {
        struct slice word = slice_make(&letter, 1);
        struct word_meaning meaning;
        assert_int_equal(word_read(&word, 1, &meaning), 0);
        assert_int_equal(meaning.class, WORD_PLAIN);
    }
}

static void a_phrase_that_breaks_off_is_what_it_was_before(void **state)
{
    (void)state;
    assert_words("obshchestvo s ograni", 1, WORD_COMPANY_FORM);
    assert_words("yongxin", 0, WORD_PLAIN);
    struct word_meaning meaning;
    assert_int_equal(word_read(NULL, 0, &meaning), 0);
}

static void running_text_is_known_at_its_front_and_end(void **state)
{
    (void)state;
    struct word_meaning meaning;
    struct slice name = slice_from("北京永信至诚科技集团股份有限公司");
    assert_int_equal(word_at_end(name, &meaning), strlen("股份有限公司"));
    assert_int_equal(meaning.class, WORD_COMPANY_FORM);
    name = slice_part(name, 0, name.size - strlen("股份有限公司"));
    assert_int_equal(word_at_end(name, &meaning), strlen("集团"));
    assert_int_equal(meaning.class, WORD_DESCRIPTOR);
    assert_int_equal(word_at_front(name, &meaning), strlen("北京"));
    assert_int_equal(meaning.class, WORD_PLACE);
    assert_int_equal(word_at_end(slice_from("永信"), &meaning), 0);
    assert_int_equal(word_at_front(slice_from("株式会社トヨタ"), &meaning), strlen("株式会社"));
    assert_int_equal(word_at_front(slice_from(""), &meaning), 0);
}

static bool equal(const char *a, const char *b)
{
    bool forth = given_names_equal(slice_from(a), slice_from(b));
    assert_int_equal(given_names_equal(slice_from(b), slice_from(a)), forth);
    return forth;
}

static void given_names_are_equal_in_their_forms(void **state)
{
    (void)state;
    assert_true(equal("bob", "robert"));
    assert_true(equal("muhammad", "mohamed"));
    assert_true(equal("mohamed", "mehmet"));
    assert_true(equal("aleksandr", "sasha"));
    assert_true(equal("usama", "osama"));
    assert_true(equal("dmitriy", "dimitri"));
    assert_true(equal("abdurrahman", "abdelrahman"));
    assert_true(equal("unheard", "unheard"));
}

static void other_given_names_are_not(void **state)
{
    (void)state;
    assert_false(equal("robert", "richard"));
    assert_false(equal("muhammad", "mahmud"));
    assert_false(equal("hasan", "husayn"));
    assert_false(equal("ivan", "igor"));
    assert_false(equal("unheard", "robert"));
    assert_false(equal("", "robert"));
}

static void spellings_of_the_east_are_equal(void **state)
{
    (void)state;
    assert_true(equal("lee", "ri"));
    assert_true(equal("park", "pak"));
    assert_true(equal("jeong", "jong"));
    assert_true(equal("zedong", "zedong"));
    assert_true(equal("ze", "tse"));
    assert_true(equal("dong", "tung"));
    assert_true(equal("jiang", "chiang"));
    assert_true(equal("xiao", "hsiao"));
    assert_false(equal("zhang", "wang"));
}

static void groups_are_the_same_for_names_that_are_equal(void **state)
{
    (void)state;
    uint32_t a[32], b[32];
    size_t a_count = given_name_groups(slice_from("bob"), a, 32);
    size_t b_count = given_name_groups(slice_from("robert"), b, 32), same = 0;
    for (size_t i = 0; i < a_count; i++)
        for (size_t j = 0; j < b_count; j++)
            same += a[i] == b[j];
    assert_true(same > 0);
    assert_int_equal(given_name_groups(slice_from("alex"), a, 1), 1);
    assert_int_equal(given_name_groups(slice_from("unheard"), a, 32), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_longest_run_is_one_company_form),
        cmocka_unit_test(letters_that_stand_alone_are_one_word),
        cmocka_unit_test(forms_in_other_languages_have_one_symbol),
        cmocka_unit_test(what_a_company_does_is_known_in_translation),
        cmocka_unit_test(places_titles_particles_and_ships_are_told_apart),
        cmocka_unit_test(numbers_say_which),
        cmocka_unit_test(an_initial_is_no_word),
        cmocka_unit_test(a_phrase_that_breaks_off_is_what_it_was_before),
        cmocka_unit_test(running_text_is_known_at_its_front_and_end),
        cmocka_unit_test(given_names_are_equal_in_their_forms),
        cmocka_unit_test(other_given_names_are_not),
        cmocka_unit_test(spellings_of_the_east_are_equal),
        cmocka_unit_test(groups_are_the_same_for_names_that_are_equal),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
