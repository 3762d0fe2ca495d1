/* SPDX-License-Identifier: MIT */
#include "names.h"

static void assert_words(const struct name_form *form, const char *wanted)
{
    struct text text = {0};
    for (size_t i = 0; i < form->word_count; i++) {
        text_put(&text, i > 0 ? "|" : "");
        text_add(&text, form->words[i].token->text);
    }
    assert_text(&text, wanted);
    text_done(&text);
}

static const struct name_place *find_join(const struct name_form *form, const char *text)
{
    for (size_t i = 0; i < form->join_count; i++)
        if (slice_equal_text(form->joins[i].token->text, text))
            return &form->joins[i];
    return NULL;
}

static void words_that_mean_one_thing_are_one_word(void **state)
{
    (void)state;
    struct names names = names_create();
    const struct name_form *form =
        names_form(&names, ENTITY_ORGANISATION, "Acme Limited Liability Company");
    assert_words(form, "acme|limited liability company");
    assert_int_equal(form->words[1].token->meaning.class, WORD_COMPANY_FORM);
    names_done(&names);
}

static void letters_of_a_company_are_one_word(void **state)
{
    (void)state;
    struct names names = names_create();
    assert_words(names_form(&names, ENTITY_ORGANISATION, "A.B.C. Trading"), "abc|trading");
    assert_words(names_form(&names, ENTITY_PERSON, "J. K. Rowling"), "j|k|rowling");
    names_done(&names);
}

static void neighbours_are_joined(void **state)
{
    (void)state;
    struct names names = names_create();
    const struct name_form *form = names_form(&names, ENTITY_PERSON, "Osama bin Laden");
    assert_non_null(find_join(form, "binladen"));
    assert_int_equal(find_join(form, "binladen")->first, 1);
    assert_int_equal(find_join(form, "binladen")->span, 2);
    assert_non_null(find_join(form, "osamabinladen"));
    assert_null(find_join(form, "osamaladen"));
    names_done(&names);
}

static void an_organisation_has_a_short_form(void **state)
{
    (void)state;
    struct names names = names_create();
    const struct name_form *form =
        names_form(&names, ENTITY_ORGANISATION, "People’s Liberation Army");
    assert_non_null(find_join(form, "pla"));
    assert_true(find_join(form, "pla")->token->is_short_form);
    assert_null(find_join(names_form(&names, ENTITY_PERSON, "Paul Leo Adams"), "pla"));
    names_done(&names);
}

static void what_stands_before_a_comma_is_the_family_name(void **state)
{
    (void)state;
    struct names names = names_create();
    const struct name_form *form = names_form(&names, ENTITY_PERSON, "LIFSHITS, Artem");
    assert_true(form->words[0].is_family);
    assert_false(form->words[1].is_family);
    form = names_form(&names, ENTITY_ORGANISATION, "Acme, Ltd.");
    assert_false(form->words[0].is_family);
    names_done(&names);
}

static void the_family_name_can_be_said(void **state)
{
    (void)state;
    struct names names = names_create();
    struct name_form *forms;
    name_forms_make(names.script, &names.arena, &names.pool, ENTITY_PERSON,
                    slice_from("Artem LIFSHITS"), slice_from("LIFSHITS"), &forms);
    assert_false(forms[0].words[0].is_family);
    assert_true(forms[0].words[1].is_family);
    names_done(&names);
}

static void chinese_companies_are_parted_by_what_is_known_of_them(void **state)
{
    (void)state;
    struct names names = names_create();
    const struct name_form *form =
        names_form(&names, ENTITY_ORGANISATION, "永信至诚科技集团股份有限公司");
    assert_true(form->word_count >= 7);
    assert_slice(form->words[0].token->text, "yong");
    assert_slice(form->words[3].token->text, "cheng");
    assert_int_equal(form->words[4].token->meaning.class, WORD_DESCRIPTOR);
    assert_int_equal(form->words[form->word_count - 1].token->meaning.class, WORD_COMPANY_FORM);
    assert_non_null(find_join(form, "yongxin"));
    names_done(&names);
}

static void names_of_any_length_have_forms(void **state)
{
    (void)state;
    struct names names = names_create();
    struct name_form *forms;
    assert_int_equal(names_forms(&names, ENTITY_PERSON, "", &forms), 1);
    assert_int_equal(forms[0].word_count, 0);
    char text[3000];
    for (size_t i = 0; i < sizeof text - 1; i++)
        text[i] = i % 2 == 0 ? 'a' : ' ';
    text[sizeof text - 1] = 0;
    assert_int_equal(names_forms(&names, ENTITY_PERSON, text, &forms), 1);
    assert_int_equal(forms[0].word_count, LIMIT_NAME_WORDS);
    assert_int_equal(names_forms(&names, ENTITY_ORGANISATION, text, &forms), 1);
    names_done(&names);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_that_mean_one_thing_are_one_word),
        cmocka_unit_test(letters_of_a_company_are_one_word),
        cmocka_unit_test(neighbours_are_joined),
        cmocka_unit_test(an_organisation_has_a_short_form),
        cmocka_unit_test(what_stands_before_a_comma_is_the_family_name),
        cmocka_unit_test(the_family_name_can_be_said),
        cmocka_unit_test(chinese_companies_are_parted_by_what_is_known_of_them),
        cmocka_unit_test(names_of_any_length_have_forms),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
