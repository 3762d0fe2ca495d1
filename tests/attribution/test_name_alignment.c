/* SPDX-License-Identifier: MIT */
#include "names.h"

#include "attribution/name_alignment.h"

#include <string.h>

struct story {
    struct names names;
    struct name_alignment alignment;
};

static void align(struct story *story, enum entity_kind kind, const char *asked, const char *listed)
{
    story->names = names_create();
    name_align(kind, names_form(&story->names, kind, asked),
               names_form(&story->names, kind, listed), &story->alignment);
}

static const struct aligned_pair *find_pair(const struct story *story, const char *asked)
{
    for (size_t i = 0; i < story->alignment.count; i++)
        if (slice_equal_text(story->alignment.pairs[i].asked->token->text, asked))
            return &story->alignment.pairs[i];
    return NULL;
}

static void the_order_of_words_does_not_matter(void **state)
{
    (void)state;
    struct story story;
    align(&story, ENTITY_PERSON, "Putin Vladimir", "Vladimir Putin");
    assert_int_equal(story.alignment.count, 2);
    assert_slice(find_pair(&story, "putin")->listed->token->text, "putin");
    assert_true(story.alignment.asked_left == 0 && story.alignment.listed_left == 0);
    names_done(&story.names);
}

static void the_most_alike_are_paired_first(void **state)
{
    (void)state;
    struct story story;
    align(&story, ENTITY_PERSON, "Hasan Hassan", "Hassan Hasan");
    assert_slice(find_pair(&story, "hasan")->listed->token->text, "hasan");
    assert_slice(find_pair(&story, "hassan")->listed->token->text, "hassan");
    names_done(&story.names);
}

static void what_has_nothing_beside_it_is_left(void **state)
{
    (void)state;
    struct story story;
    align(&story, ENTITY_PERSON, "Sergey Lavrov", "Sergey Viktorovich Lavrov");
    assert_int_equal(story.alignment.count, 2);
    assert_true(story.alignment.asked_left == 0);
    assert_true(story.alignment.listed_left == 2);
    names_done(&story.names);
}

static void words_are_joined_and_parted(void **state)
{
    (void)state;
    struct story story;
    align(&story, ENTITY_PERSON, "Alisherusmanov", "Alisher Usmanov");
    assert_int_equal(story.alignment.count, 1);
    assert_int_equal(story.alignment.pairs[0].how, LIKENESS_JOINED);
    assert_true(story.alignment.listed_left == 0);
    names_done(&story.names);
    align(&story, ENTITY_PERSON, "Nikolai Plat Ono Vich Patrushev",
          "Nikolai Platonovich Patrushev");
    assert_int_equal(story.alignment.count, 3);
    assert_true(story.alignment.asked_left == 0);
    names_done(&story.names);
}

static void initials_choose_last_and_are_those_of_persons(void **state)
{
    (void)state;
    struct story story;
    align(&story, ENTITY_PERSON, "V. Viktor", "Viktor Vladimir");
    assert_slice(find_pair(&story, "v")->listed->token->text, "vladimir");
    names_done(&story.names);
    align(&story, ENTITY_ORGANISATION, "V Group", "Vladimir Group");
    assert_null(find_pair(&story, "v"));
    names_done(&story.names);
}

static void a_name_is_known_by_its_first_letters(void **state)
{
    (void)state;
    struct story story;
    align(&story, ENTITY_ORGANISATION, "PLA", "People's Liberation Army");
    assert_int_equal(find_pair(&story, "pla")->how, LIKENESS_ABBREVIATION);
    assert_true(story.alignment.listed_left == 0);
    names_done(&story.names);
}

static void names_of_the_same_word_only_are_aligned_to_the_end(void **state)
{
    (void)state;
    char text[5 * LIMIT_NAME_WORDS + 1] = "";
    for (size_t i = 0; i < LIMIT_NAME_WORDS; i++)
        memcpy(text + 5 * i, "abcd ", 5);
    text[sizeof text - 1] = 0;
    struct story story;
    align(&story, ENTITY_PERSON, text, text);
    assert_true(story.alignment.count > 0);
    names_done(&story.names);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_order_of_words_does_not_matter),
        cmocka_unit_test(the_most_alike_are_paired_first),
        cmocka_unit_test(what_has_nothing_beside_it_is_left),
        cmocka_unit_test(words_are_joined_and_parted),
        cmocka_unit_test(initials_choose_last_and_are_those_of_persons),
        cmocka_unit_test(a_name_is_known_by_its_first_letters),
        cmocka_unit_test(names_of_the_same_word_only_are_aligned_to_the_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
