/* SPDX-License-Identifier: MIT */
#include "names.h"

#include "attribution/name_evidence.h"

static struct name_evidence weigh(enum entity_kind kind, const char *asked, const char *listed)
{
    struct names names = names_create();
    const struct name_form *a = names_form(&names, kind, asked);
    const struct name_form *b = names_form(&names, kind, listed);
    struct name_alignment alignment;
    struct name_evidence evidence;
    name_align(kind, a, b, &alignment);
    name_evidence_weigh(kind, a, b, &alignment, NULL, &evidence);
    names_done(&names);
    return evidence;
}

static void the_same_name_has_nothing_against_it(void **state)
{
    (void)state;
    struct name_evidence evidence = weigh(ENTITY_PERSON, "Arkady Rotenberg", "Arkady Rotenberg");
    assert_true(evidence.of[EVIDENCE_LEAST_SHARE] == 1);
    for (size_t i = EVIDENCE_CONFLICT; i < EVIDENCE_LITTLE; i++)
        assert_true(evidence.of[i] == 0);
    assert_true(evidence.asked_weight == evidence.asked_aligned);
}

static void other_words_on_both_sides_are_a_conflict(void **state)
{
    (void)state;
    struct name_evidence evidence = weigh(ENTITY_PERSON, "Boris Rotenberg", "Arkady Rotenberg");
    assert_true(evidence.of[EVIDENCE_CONFLICT] > 0.3);
    assert_true(evidence.of[EVIDENCE_SURPLUS] < evidence.of[EVIDENCE_CONFLICT]);
}

static void more_words_on_one_side_are_a_surplus_and_patronymics_half_of_it(void **state)
{
    (void)state;
    struct name_evidence father =
        weigh(ENTITY_PERSON, "Sergey Ivanovich Zaborov", "Sergey Zaborov");
    struct name_evidence other = weigh(ENTITY_PERSON, "Sergey Kamenskiy Zaborov", "Sergey Zaborov");
    assert_true(father.of[EVIDENCE_CONFLICT] == 0);
    assert_true(father.of[EVIDENCE_SURPLUS] > 0);
    assert_true(father.of[EVIDENCE_SURPLUS] < 0.6 * other.of[EVIDENCE_SURPLUS]);
}

static void a_word_twice_is_no_surplus_but_can_conflict(void **state)
{
    (void)state;
    struct name_evidence twice = weigh(ENTITY_PERSON, "Sergey Sergey Shoigu", "Sergey Shoigu");
    assert_true(twice.of[EVIDENCE_SURPLUS] == 0);
    struct name_evidence other =
        weigh(ENTITY_PERSON, "Sergey Sergey Shoigu", "Sergey Kuzhugetov Shoigu");
    assert_true(other.of[EVIDENCE_CONFLICT] > 0);
}

static void initials_can_speak_against(void **state)
{
    (void)state;
    assert_true(
        weigh(ENTITY_PERSON, "A. Nazarbayev", "Nursultan Nazarbayev").of[EVIDENCE_INITIALS] == 1);
    assert_true(weigh(ENTITY_PERSON, "N. N.", "Nursultan Nazarbayev").of[EVIDENCE_INITIALS] == 1);
    assert_true(
        weigh(ENTITY_PERSON, "N. Nazarbayev", "Nursultan Nazarbayev").of[EVIDENCE_INITIALS] == 0);
}

static void places_and_forms_can_disagree(void **state)
{
    (void)state;
    struct name_evidence places =
        weigh(ENTITY_ORGANISATION, "Acme (Spain) Ltd", "Acme (France) Ltd");
    assert_true(places.of[EVIDENCE_MINOR_CONFLICT] > 0 && places.of[EVIDENCE_FORMS] == 0);
    struct name_evidence forms = weigh(ENTITY_ORGANISATION, "Acme LLC", "Acme Incorporated");
    assert_true(forms.of[EVIDENCE_FORMS] == 1 && forms.of[EVIDENCE_MINOR_CONFLICT] == 0);
    struct name_evidence one = weigh(ENTITY_ORGANISATION, "Acme LLC", "Acme");
    assert_true(one.of[EVIDENCE_FORMS] == 0);
}

static void numbers_can_disagree(void **state)
{
    (void)state;
    assert_true(weigh(ENTITY_VESSEL, "Lily 5", "Lily 6").of[EVIDENCE_NUMBERS] == 1);
    assert_true(weigh(ENTITY_VESSEL, "Lily 5", "Lily V").of[EVIDENCE_NUMBERS] == 0);
    assert_true(weigh(ENTITY_VESSEL, "Lily 5", "Lily").of[EVIDENCE_NUMBERS] == 0);
}

static void common_words_are_little(void **state)
{
    (void)state;
    struct name_evidence little = weigh(ENTITY_ORGANISATION, "Trading Group", "Trading Group");
    struct name_evidence more = weigh(ENTITY_ORGANISATION, "Rostec Sukhoi", "Rostec Sukhoi");
    assert_true(little.of[EVIDENCE_LITTLE] > 1);
    assert_true(more.of[EVIDENCE_LITTLE] < 0.5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_same_name_has_nothing_against_it),
        cmocka_unit_test(other_words_on_both_sides_are_a_conflict),
        cmocka_unit_test(more_words_on_one_side_are_a_surplus_and_patronymics_half_of_it),
        cmocka_unit_test(a_word_twice_is_no_surplus_but_can_conflict),
        cmocka_unit_test(initials_can_speak_against),
        cmocka_unit_test(places_and_forms_can_disagree),
        cmocka_unit_test(numbers_can_disagree),
        cmocka_unit_test(common_words_are_little),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
