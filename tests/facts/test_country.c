/* SPDX-License-Identifier: MIT */
#include "../test.h"

#include "facts/country.h"

#include <string.h>

/* NULL: none can be made out. */
static void assert_country(const char *place, const char *code)
{
    struct country country = {{0}};
    bool found = country_read(slice_from(place), &country);
    if (found != (code != NULL) || (code && strcmp(country.code, code) != 0))
        fail_msg("'%s' is read as '%s', not as '%s'", place, country.code, code ? code : "none");
}

static void a_code_is_a_country(void **state)
{
    (void)state;
    assert_country("NL", "NL");
    assert_country("nl", "NL");
    assert_country("UK", "GB");
    assert_country("DEU", "DE");
    assert_country("XX", NULL);
    assert_country("EU", NULL);
}

static void names_are_known_in_the_languages_of_notices(void **state)
{
    (void)state;
    static const struct {
        const char *place, *code;
    } names[] = {
        {"Netherlands", "NL"},
        {"the Netherlands", "NL"},
        {"荷兰", "NL"},
        {"荷蘭", "NL"},
        {"Нидерланды", "NL"},
        {"Нідерланди", "NL"},
        {"Pays-Bas", "NL"},
        {"Niederlande", "NL"},
        {"Países Bajos", "NL"},
        {"Países Baixos", "NL"},
        {"Paesi Bassi", "NL"},
        {"オランダ", "NL"},
        {"네덜란드", "NL"},
        {"هولندا", "NL"},
        {"هلند", "NL"},
        {"Hollanda", "NL"},
        {"Holandia", "NL"},
        {"Nederland", "NL"},
        {"韩国", "KR"},
        {"英国", "GB"},
        {"中国香港", "HK"},
        {"USA", "US"},
        {"U.S.A.", "US"},
        {"United States of America", "US"},
        {"Russia", "RU"},
        {"Russian Federation", "RU"},
        {"РОССИЯ", "RU"},
        {"США", "US"},
        {"South Korea", "KR"},
        {"Republic of Korea", "KR"},
        {"Korea, Republic of", "KR"},
        {"North Korea", "KP"},
        {"Viet Nam", "VN"},
        {"Vietnam", "VN"},
        {"Czech Republic", "CZ"},
        {"Czechia", "CZ"},
        {"TURKEY", "TR"},
        {"Türkiye", "TR"},
        {"TÜRKİYE", "TR"},
        {"turkiye", "TR"},
        {"Côte d’Ivoire", "CI"},
        {"Cote d'Ivoire", "CI"},
        {"Iran, Islamic Republic of", "IR"},
        {"Taiwan", "TW"},
        {"中国台湾", "TW"},
        {"Republic of Bulgaria", "BG"},
        {"Guinea-Bissau", "GW"},
        {"Papua New Guinea", "PG"},
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        assert_country(names[i].place, names[i].code);
}

static void a_path_is_where_its_largest_part_is(void **state)
{
    (void)state;
    assert_country("美国/加利福尼亚州/洛杉矶", "US");
    assert_country("美国／乔治亚州", "US");
    assert_country("荷兰", "NL");
    assert_country("Amsterdam, Netherlands", "NL");
    assert_country("Atlanta, Georgia, United States", "US");
    assert_country("USA, California, Los Angeles", "US");
    assert_country("Frankfurt am Main (Germany)", "DE");
    assert_country("US/Georgia/Atlanta", "US");
    assert_country("Los Angeles, CA, US", "US");
    assert_country("中国/香港", "HK");
    assert_country("越南/胡志明市/", "VN");
}

static void chinese_may_leave_the_separator_out(void **state)
{
    (void)state;
    assert_country("美国加利福尼亚州", "US");
    assert_country("马里兰州", NULL);
    assert_country("马里", "ML");
    assert_country("喬治亞州", NULL);
}

static void what_is_no_place_or_not_one_is_none(void **state)
{
    (void)state;
    assert_country("", NULL);
    assert_country("远控木马", NULL);
    assert_country("Los Angeles", NULL);
    assert_country("Los Angeles, CA", NULL);
    assert_country("Netherlands; Germany", NULL);
    assert_country("Netherlands; Amsterdam, Netherlands", "NL");
    assert_country("New Mexico", NULL);
    assert_country("\xff\xfe\xe7", NULL);
    assert_country(",,,///", NULL);
}

static void a_country_is_told_by_its_english_name(void **state)
{
    (void)state;
    struct text text = {0};
    text_add_country(&text, (struct country){"NL"});
    text_put(&text, ", ");
    text_add_country(&text, (struct country){"ZZ"});
    assert_text(&text, "Netherlands, ZZ");
    text_done(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_code_is_a_country),
        cmocka_unit_test(names_are_known_in_the_languages_of_notices),
        cmocka_unit_test(a_path_is_where_its_largest_part_is),
        cmocka_unit_test(chinese_may_leave_the_separator_out),
        cmocka_unit_test(what_is_no_place_or_not_one_is_none),
        cmocka_unit_test(a_country_is_told_by_its_english_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
