/* SPDX-License-Identifier: MIT */
#include "../test.h"

#include "facts/japanese.h"
#include "facts/script.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct readings {
    struct text of[READINGS];
    bool is_said[READINGS];
    enum reading first;
    size_t count;
};

static void keep(void *context, enum reading reading, struct slice text)
{
    struct readings *readings = context;
    if (readings->count++ == 0)
        readings->first = reading;
    assert_false(readings->is_said[reading]);
    readings->is_said[reading] = true;
    text_add(&readings->of[reading], text);
}

static void readings_done(struct readings *readings)
{
    for (size_t i = 0; i < READINGS; i++)
        text_done(&readings->of[i]);
}

static struct readings read_text(struct script *script, struct slice text)
{
    struct readings readings = {.count = 0};
    script_read(script, text, keep, &readings);
    assert_true(readings.count > 0);
    return readings;
}

/* NULL: there is no such reading. */
static void assert_reading(void **state, const char *name, enum reading reading, const char *wanted)
{
    struct readings readings = read_text(*state, slice_from(name));
    if (readings.is_said[reading] != (wanted != NULL) ||
        (wanted && strcmp(text_string(&readings.of[reading]), wanted) != 0))
        fail_msg("'%s' is read '%s', not '%s'", name,
                 readings.is_said[reading] ? text_string(&readings.of[reading]) : "(not at all)",
                 wanted ? wanted : "(not at all)");
    readings_done(&readings);
}

static void assert_only(void **state, const char *name, enum reading reading, const char *wanted)
{
    struct readings readings = read_text(*state, slice_from(name));
    assert_int_equal(readings.count, 1);
    readings_done(&readings);
    assert_reading(state, name, reading, wanted);
}

static void latin_loses_its_marks_and_capitals(void **state)
{
    assert_only(state, "Łódź Şahin Müller-Straße", READING_LATIN, "lodz sahin muller strasse");
    assert_only(state, "Nguyễn Văn Đức", READING_LATIN, "nguyen van duc");
    assert_only(state, "İstanbul Ağaoğlu Iğdır", READING_LATIN, "istanbul agaoglu igdir");
    assert_only(state, "Þórður Æsir Øst", READING_LATIN, "thordur aesir ost");
    assert_only(state, "Müller", READING_LATIN, "muller");
    assert_only(state, "Mu\u0308ller", READING_LATIN, "muller");
}

static void punctuation_parts_words_and_an_apostrophe_does_not(void **state)
{
    assert_only(state, "  O'Brien & Sons (Ltd.)  ", READING_LATIN, "obrien sons ltd");
    assert_only(state, "D’Arcy «S.p.A.»", READING_LATIN, "darcy s p a");
    assert_only(state, "M/V \"Ever-5\"", READING_LATIN, "m v ever 5");
    assert_only(state, "...", READING_LATIN, "");
    assert_only(state, "", READING_LATIN, "");
}

static void wide_and_joined_forms_are_their_letters(void **state)
{
    assert_only(state, "Ｆｕｌｌ　Ｗｉｄｔｈ", READING_LATIN, "full width");
    assert_only(state, "ﬁne ①", READING_LATIN, "fine 1");
    assert_only(state, "٢٠٢٤", READING_LATIN, "2024");
}

static void invisible_characters_are_not_there(void **state)
{
    assert_only(state, "Pu\u200btin \u202eIvan\u202c", READING_LATIN, "putin ivan");
}

static void cyrillic_is_read_by_its_language(void **state)
{
    assert_only(state, "Хрущёв Щукин Юрий Ельцин Белый", READING_SOUNDS,
                "khrushchev shchukin yuriy yeltsin bely");
    assert_only(state, "Зеленський Володимир", READING_SOUNDS, "zelenskyy volodymyr");
    assert_only(state, "Милошевић Његош", READING_SOUNDS, "milosevic njegos");
    assert_only(state, "Първанов", READING_SOUNDS, "parvanov");
}

static void a_letter_with_its_mark_apart_is_the_same_letter(void **state)
{
    assert_only(state, "Андре\u0438\u0306", READING_SOUNDS, "andrey");
}

static void greek_is_read_by_its_sounds(void **state)
{
    assert_only(state, "Ευάγγελος Μπακογιάννη", READING_SOUNDS, "evangelos bakogianni");
    assert_only(state, "ΠΑΠΑΝΔΡΈΟΥ Τσίπρας Ευτύχιος", READING_SOUNDS,
                "papandreou tsipras eftychios");
}

static void georgian_and_armenian_are_read(void **state)
{
    assert_only(state, "მიხეილ სააკაშვილი", READING_SOUNDS, "mikheil saakashvili");
    assert_only(state, "Նիկոլ Փաշինյան", READING_SOUNDS, "nikol pashinyan");
}

static void arabic_names_that_are_known_have_their_vowels(void **state)
{
    assert_only(state, "محمد علي", READING_SOUNDS, "muhammad ali");
    assert_only(state, "مُحَمَّد", READING_SOUNDS, "muhammad");
    assert_only(state, "أسامة بن لادن", READING_SKELETON, "usama bin ladn");
    assert_only(state, "بشار الأسد", READING_SOUNDS, "bashar al asad");
}

static void a_servant_of_god_is_one_name_however_it_is_parted(void **state)
{
    assert_only(state, "عبد الله", READING_SOUNDS, "abdullah");
    assert_only(state, "عبدالله", READING_SOUNDS, "abdullah");
    assert_only(state, "محمد عبد الرحمن عبد العزيز", READING_SOUNDS,
                "muhammad abd al rahman abd al aziz");
    assert_only(state, "عبد الحي", READING_SKELETON, "abd al hi");
    assert_only(state, "عبد ال", READING_SOUNDS, "abd al");
}

static void other_arabic_words_are_skeletons(void **state)
{
    assert_only(state, "قرضاوي", READING_SKELETON, "qrdawi");
    assert_only(state, "המילטון", READING_SKELETON, "hmilton");
}

static void hebrew_names_that_are_known_have_their_vowels(void **state)
{
    assert_only(state, "משה דוד", READING_SOUNDS, "moshe david");
}

static void hangul_is_a_syllable_a_word_with_customary_family_names(void **state)
{
    assert_only(state, "김정은", READING_SOUNDS, "kim jeong eun");
    assert_only(state, "박지성", READING_SOUNDS, "park ji seong");
    assert_only(state, "대한항공무역", READING_SOUNDS, "dae han hang gong mu yeok");
}

static void scripts_of_india_are_read(void **state)
{
    assert_only(state, "राहुल गांधी", READING_SOUNDS, "rahul gandhi");
    assert_only(state, "नरेन्द्र मोदी", READING_SOUNDS, "narendra modi");
    assert_only(state, "শেখ হাসিনা", READING_SOUNDS, "shekh hasina");
}

static void thai_is_a_skeleton(void **state)
{
    assert_only(state, "สมชาย", READING_SKELETON, "smchay");
}

static void han_is_pinyin_a_syllable_a_word(void **state)
{
    assert_reading(state, "习近平", READING_MANDARIN, "xi jin ping");
    assert_only(state, "永信至诚科技集团股份有限公司", READING_MANDARIN,
                "yong xin zhi cheng ke ji ji tuan gu fen you xian gong si");
    assert_only(state, "ABC有限公司", READING_MANDARIN, "abc you xian gong si");
}

static void a_family_name_has_its_own_reading_at_the_front_only(void **state)
{
    assert_reading(state, "单雄信", READING_MANDARIN, "shan xiong xin");
    assert_reading(state, "简单", READING_MANDARIN, "jian dan");
    assert_reading(state, "尉迟恭", READING_MANDARIN, "yu chi gong");
    assert_reading(state, "曾庆红", READING_MANDARIN, "zeng qing hong");
    assert_reading(state, "中国银行", READING_MANDARIN, "zhong guo yin hang");
    assert_reading(state, "重庆长安", READING_MANDARIN, "chong qing chang an");
}

static void hanja_is_read_as_korean_where_a_korean_name_begins(void **state)
{
    assert_reading(state, "金正恩", READING_KOREAN, "kim jeong eun");
    assert_reading(state, "李明博", READING_KOREAN, "lee myeong bak");
    assert_reading(state, "習近平", READING_KOREAN, NULL);
    assert_reading(state, "永信至诚科技集团", READING_KOREAN, NULL);
}

static void kana_is_hepburn(void **state)
{
    assert_only(state, "シャーロット・ジョンソン", READING_SOUNDS, "sharotto jonson");
    assert_only(state, "いっぺい はなこ", READING_SOUNDS, "ippei hanako");
    assert_only(state, "ファン", READING_SOUNDS, "fan");
}

static void kanji_is_read_as_japanese_where_the_dictionary_is_installed(void **state)
{
    if (access(JAPANESE_FOLDER, R_OK) != 0)
        skip();
    assert_reading(state, "山田太郎", READING_JAPANESE, "yamada taro");
    assert_reading(state, "田中花子", READING_JAPANESE, "tanaka hanako");
    assert_reading(state, "井上大輔", READING_JAPANESE, "inoue daisuke");
}

static void a_reading_that_is_likelier_is_said_first(void **state)
{
    struct readings readings = read_text(*state, slice_from("习近平"));
    assert_int_equal(readings.first, READING_MANDARIN);
    readings_done(&readings);
    if (access(JAPANESE_FOLDER, R_OK) != 0)
        return;
    readings = read_text(*state, slice_from("さくら銀行"));
    assert_int_equal(readings.first, READING_JAPANESE);
    readings_done(&readings);
}

static void bytes_that_are_no_text_part_words(void **state)
{
    assert_only(state, "ab\xff\xfe cd\xc3", READING_LATIN, "ab cd");
}

static void a_text_as_long_as_may_be_is_read(void **state)
{
    struct text longest = {0};
    while (longest.size + 3 <= 4000)
        text_put(&longest, "\uFDFA"); /* one character that stands for eighteen */
    struct readings readings = read_text(*state, text_slice(&longest));
    assert_int_equal(readings.count, 1);
    readings_done(&readings);
    text_done(&longest);
}

static void folding_keeps_the_script(void **state)
{
    struct text folded = {0};
    script_fold(*state, slice_from("ＩＶАНОВ Straße 有限公司"), &folded);
    assert_text(&folded, "ivанов strasse 有限公司");
    text_done(&folded);
}

static void ascii_is_plain_and_nothing_else_is(void **state)
{
    (void)state;
    assert_true(script_is_plain(slice_from("O'Brien & Sons")));
    assert_true(script_is_plain(slice_from("")));
    assert_false(script_is_plain(slice_from("Müller")));
}

static int set_up(void **state)
{
    *state = script_create();
    return 0;
}

static int tear_down(void **state)
{
    script_free(*state);
    script_free(NULL);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(latin_loses_its_marks_and_capitals),
        cmocka_unit_test(punctuation_parts_words_and_an_apostrophe_does_not),
        cmocka_unit_test(wide_and_joined_forms_are_their_letters),
        cmocka_unit_test(invisible_characters_are_not_there),
        cmocka_unit_test(cyrillic_is_read_by_its_language),
        cmocka_unit_test(a_letter_with_its_mark_apart_is_the_same_letter),
        cmocka_unit_test(greek_is_read_by_its_sounds),
        cmocka_unit_test(georgian_and_armenian_are_read),
        cmocka_unit_test(arabic_names_that_are_known_have_their_vowels),
        cmocka_unit_test(a_servant_of_god_is_one_name_however_it_is_parted),
        cmocka_unit_test(other_arabic_words_are_skeletons),
        cmocka_unit_test(hebrew_names_that_are_known_have_their_vowels),
        cmocka_unit_test(hangul_is_a_syllable_a_word_with_customary_family_names),
        cmocka_unit_test(scripts_of_india_are_read),
        cmocka_unit_test(thai_is_a_skeleton),
        cmocka_unit_test(han_is_pinyin_a_syllable_a_word),
        cmocka_unit_test(a_family_name_has_its_own_reading_at_the_front_only),
        cmocka_unit_test(hanja_is_read_as_korean_where_a_korean_name_begins),
        cmocka_unit_test(kana_is_hepburn),
        cmocka_unit_test(kanji_is_read_as_japanese_where_the_dictionary_is_installed),
        cmocka_unit_test(a_reading_that_is_likelier_is_said_first),
        cmocka_unit_test(bytes_that_are_no_text_part_words),
        cmocka_unit_test(a_text_as_long_as_may_be_is_read),
        cmocka_unit_test(folding_keeps_the_script),
        cmocka_unit_test(ascii_is_plain_and_nothing_else_is),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
