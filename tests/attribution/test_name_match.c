/* SPDX-License-Identifier: MIT */
#include "names.h"

/* What is likelier than not is found. */
static const double LIKELY = 0.5;

struct pair {
    const char *asked, *listed;
};

static void assert_all(enum entity_kind kind, const struct pair *pairs, size_t count, bool match)
{
    struct names names = names_create();
    for (size_t i = 0; i < count; i++) {
        double score = names_score(&names, kind, pairs[i].asked, pairs[i].listed);
        if ((score >= LIKELY) != match)
            fail_msg("%s, %s: %.2f", pairs[i].asked, pairs[i].listed, score);
    }
    names_done(&names);
}
#define assert_match(kind, pairs) assert_all(kind, pairs, sizeof pairs / sizeof *pairs, true)
#define assert_no_match(kind, pairs) assert_all(kind, pairs, sizeof pairs / sizeof *pairs, false)

static void slips_habits_and_order_do_not_hide_a_person(void **state)
{
    (void)state;
    static const struct pair pairs[] = {
        {"Arkady Rotenburg", "Arkadiy Rotenberg"},
        {"ROTENBERG, Arkadiy Romanovich", "Arkady Romanovich Rotenberg"},
        {"Gennadi Timchenko", "Gennady Timtchenko"},
        {"A. R. Rotenberg", "Arkady Romanovich Rotenberg"},
        {"Abd al-Rahman Khalid", "Abdulrahman Khaled"},
        {"Arkady Arkady Rotenberg", "Arkady Rotenberg"},
        {"Dr. Gennady Timchenko", "Gennady Timchenko"},
    };
    assert_match(ENTITY_PERSON, pairs);
}

static void another_script_does_not_hide_a_person(void **state)
{
    (void)state;
    static const struct pair pairs[] = {
        {"Геннадий Тимченко", "Gennady Timchenko"},
        {"محمود خالد", "Mahmoud Khaled"},
        {"김정은", "Kim Jong Un"},
        {"金正恩", "Kim Jong Un"},
        {"王伟", "Wang Wei"},
        {"山田太郎", "Taro Yamada"},
    };
    assert_match(ENTITY_PERSON, pairs);
}

static void another_word_in_its_place_is_another_person(void **state)
{
    (void)state;
    static const struct pair pairs[] = {
        {"Arkady Timchenko", "Arkady Rotenberg"},
        {"Boris Rotenberg", "Arkady Rotenberg"},
        {"Arkady Borisovich Rotenberg", "Arkady Romanovich Rotenberg"},
        {"Khalid Hassan al-Tikriti", "Khalid Hassan al-Mosuli"},
        {"B. Rotenberg", "Arkady Rotenberg"},
        {"Alexander Lukashevich", "Alexander Lukashenko"},
    };
    assert_no_match(ENTITY_PERSON, pairs);
}

static void what_companies_are_called_besides_says_little(void **state)
{
    (void)state;
    static const struct pair pairs[] = {
        {"Rostec Corporation", "OOO Rostec Corporation"},
        {"Volga Dnepr Airlines Limited", "Volga-Dnepr Airlines Ltd."},
        {"Yongxin Zhicheng Technology Group", "Beijing Yongxin Zhicheng Technology Co., Ltd."},
        {"Yongxin Zhicheng", "Beijing Yongxin Zhicheng Technology Co., Ltd."},
        {"永信至诚科技集团股份有限公司", "Beijing Yongxin Zhicheng Technology Co., Ltd."},
        {"INTEGRITY TECHNOLOGY GROUP, INCORPORATED", "Integrity Technology Group Incorporated"},
    };
    assert_match(ENTITY_ORGANISATION, pairs);
}

static void common_words_alone_make_no_company(void **state)
{
    (void)state;
    static const struct pair pairs[] = {
        {"Technology Group", "Integrity Technology Group Incorporated"},
        {"Integrity Technologies LLC", "INTEGRITY TECHNOLOGY GROUP, INCORPORATED"},
        {"Volga Bank", "Neva Bank"},
        {"Acme Shipping of Hamburg", "Acme Shipping of Bremen"},
    };
    assert_no_match(ENTITY_ORGANISATION, pairs);
}

static void ships_have_numbers(void **state)
{
    (void)state;
    static const struct pair same[] = {{"MV Ocean Lily", "OCEAN LILY"}};
    static const struct pair other[] = {{"Ocean Lily 5", "Ocean Lily 6"}};
    assert_match(ENTITY_VESSEL, same);
    assert_no_match(ENTITY_VESSEL, other);
}

static void kinds_that_cannot_be_the_same_are_not_compared(void **state)
{
    (void)state;
    struct names names = names_create();
    struct name_comparison comparison;
    name_compare(names_form(&names, ENTITY_PERSON, "Lady Leila"),
                 names_form(&names, ENTITY_VESSEL, "Lady Leila"), NULL, &comparison);
    assert_true(comparison.score == 0);
    assert_int_equal(comparison.aligned_count, 0);
    name_compare(names_form(&names, ENTITY_ANY, "Lady Leila"),
                 names_form(&names, ENTITY_VESSEL, "Lady Leila"), NULL, &comparison);
    assert_true(comparison.score > LIKELY);
    names_done(&names);
}

static void a_comparison_tells_its_reasons(void **state)
{
    (void)state;
    struct names names = names_create();
    struct name_comparison comparison;
    name_compare(names_form(&names, ENTITY_ORGANISATION, "Integrity Technologies LLC"),
                 names_form(&names, ENTITY_ORGANISATION, "Integrity Technology Group Inc"), NULL,
                 &comparison);
    double weight = 0;
    bool group_missing = false, same_meaning = false;
    for (size_t i = 0; i < comparison.aligned_count; i++) {
        const struct aligned_words *words = &comparison.aligned[i];
        weight += words->weight;
        group_missing |= words->how == LIKENESS_MISSING && words->asked.size == 0 &&
                         slice_equal_text(words->listed, "group");
        same_meaning |= words->how == LIKENESS_MEANING;
    }
    assert_true(group_missing && same_meaning);
    assert_true(weight > 0.999 && weight < 1.001);
    names_done(&names);
}

static void names_without_words_are_no_match(void **state)
{
    (void)state;
    struct names names = names_create();
    assert_true(names_score(&names, ENTITY_ANY, "", "") == 0);
    assert_true(names_score(&names, ENTITY_PERSON, "", "Hassan") == 0);
    assert_true(names_score(&names, ENTITY_PERSON, "...", "---") == 0);
    names_done(&names);
}

static double covered(const struct name_form *form, const struct name_form *listed)
{
    double all = 0, alike = 0;
    for (size_t i = 0; i < form->word_count; i++) {
        bool found = false;
        enum likeness how;
        for (size_t j = 0; j < listed->word_count; j++)
            found |= token_likeness(form->words[i].token, listed->words[j].token, &how) > 0;
        for (size_t j = 0; j < listed->join_count; j++)
            found |= token_likeness(form->words[i].token, listed->joins[j].token, &how) > 0;
        for (size_t k = 0; k < form->join_count; k++)
            for (size_t j = 0; j < listed->word_count; j++)
                found |= i >= form->joins[k].first &&
                         i < (size_t)form->joins[k].first + form->joins[k].span &&
                         token_likeness(form->joins[k].token, listed->words[j].token, &how) > 0;
        double weight = name_weight(form->kind, form->words[i].token, NULL);
        all += weight;
        alike += found ? weight : 0;
    }
    return all > 0 ? alike / all : 0;
}

static void no_score_is_above_its_bound(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "Mohammed bin Salman Al Saud",
        "Mohammed Salman",
        "Salman",
        "Osama bin Laden",
        "Usama bin Muhammad bin Awad bin Ladin",
        "Vladimir Putin",
        "VladimirPutin",
        "V Putin",
        "Kim Jong Un",
        "Kim Jong Il",
        "Il Sung Kim",
        "Integrity Technology Group",
    };
    struct names names = names_create();
    size_t count = sizeof texts / sizeof *texts, above = 0;
    for (size_t i = 0; i < count; i++) {
        for (size_t j = 0; j < count; j++) {
            const struct name_form *a = names_form(&names, ENTITY_PERSON, texts[i]);
            const struct name_form *b = names_form(&names, ENTITY_PERSON, texts[j]);
            struct name_comparison comparison;
            name_compare(a, b, NULL, &comparison);
            assert_true(comparison.score <= name_bound(ENTITY_PERSON, covered(a, b)) + 1e-9);
            above += comparison.score > LIKELY;
        }
    }
    assert_true(above > count);
    names_done(&names);
}

static void bounds_and_probabilities_grow(void **state)
{
    (void)state;
    for (enum entity_kind kind = ENTITY_ANY; kind < ENTITY_KINDS; kind++) {
        assert_true(name_bound(kind, 0) == 0);
        assert_true(name_bound(kind, 1) == 1);
        for (double share = 0; share < 1; share += 0.01) {
            assert_true(name_bound(kind, share) <= name_bound(kind, share + 0.01));
            assert_true(name_probability(kind, share) <= name_probability(kind, share + 0.01));
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(slips_habits_and_order_do_not_hide_a_person),
        cmocka_unit_test(another_script_does_not_hide_a_person),
        cmocka_unit_test(another_word_in_its_place_is_another_person),
        cmocka_unit_test(what_companies_are_called_besides_says_little),
        cmocka_unit_test(common_words_alone_make_no_company),
        cmocka_unit_test(ships_have_numbers),
        cmocka_unit_test(kinds_that_cannot_be_the_same_are_not_compared),
        cmocka_unit_test(a_comparison_tells_its_reasons),
        cmocka_unit_test(names_without_words_are_no_match),
        cmocka_unit_test(no_score_is_above_its_bound),
        cmocka_unit_test(bounds_and_probabilities_grow),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
