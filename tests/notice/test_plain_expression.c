/* SPDX-License-Identifier: MIT */
#include "../test.h"

#include "notice/plain_expression.h"

static void assert_texts(const char *expression, const char *wanted)
{
    struct arena arena = {0};
    struct plain_texts texts;
    struct text seen = {0};
    assert_true(plain_expression_read(slice_from(expression), &arena, &texts));
    for (size_t i = 0; i < texts.count; i++) {
        text_put(&seen, i > 0 ? " " : "");
        text_add(&seen, texts.items[i]);
    }
    assert_text(&seen, wanted);
    text_done(&seen);
    arena_done(&arena);
}

static void assert_none(const char *expression)
{
    struct arena arena = {0};
    struct plain_texts texts;
    assert_false(plain_expression_read(slice_from(expression), &arena, &texts));
    arena_done(&arena);
}

static void an_anchored_literal_is_its_text(void **state)
{
    (void)state;
    assert_texts("^evil\\.example$", "evil.example");
    assert_texts("^evil.example$", "evil.example");
    assert_texts("^http:\\/\\/evil\\.example\\/a$", "http://evil.example/a");
    assert_texts("^(?:evil)\\.example$", "evil.example");
    assert_texts("(?i)^Evil\\.example$", "Evil.example");
}

static void choices_are_written_out(void **state)
{
    (void)state;
    assert_texts("^(a|b)\\.example$", "a.example b.example");
    assert_texts("^(www\\.)?evil\\.example$", "www.evil.example evil.example");
    assert_texts("^ab?c\\.example$", "abc.example ac.example");
    assert_texts("^x[12]\\.(a|b)$", "x1.a x1.b x2.a x2.b");
    assert_texts("^(a|(b|c)d)$", "a bd cd");
}

static void open_ends_are_any_text(void **state)
{
    (void)state;
    assert_texts("evil\\.example", "%evil.example%");
    assert_texts("evil\\.example$", "%evil.example");
    assert_texts("^http://evil\\.example/a.*", "http://evil.example/a%");
    assert_texts("^(.*\\.)?evil\\.example$", "%.evil.example evil.example");
    assert_texts("a|b", "%a% %b%");
}

static void what_has_no_short_list_has_none(void **state)
{
    (void)state;
    static const char *const none[] = {
        "^a+$",   "^[a-z]$",  "^[^a]$", "^\\d$",
        "^a{3}$", "^(a|b",    "^a)$",   "^*$",
        "^a$b$",  "^(?=a)b$", "^a|b$",  "^[ab$",
        "\\",     "^(a$)$",   "^a%$",   "^(a|b)(a|b)(a|b)(a|b)(a|b)(a|b)(a|b)$"};
    for (size_t i = 0; i < sizeof none / sizeof *none; i++)
        assert_none(none[i]);
}

static void brackets_without_end_are_refused(void **state)
{
    (void)state;
    struct text text = {0};
    text_fill(&text, '(', 4000);
    assert_none(text_string(&text));
    text_fill(&text, 'a', 4000);
    assert_none(text_string(&text));
    text_done(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_anchored_literal_is_its_text),
        cmocka_unit_test(choices_are_written_out),
        cmocka_unit_test(open_ends_are_any_text),
        cmocka_unit_test(what_has_no_short_list_has_none),
        cmocka_unit_test(brackets_without_end_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
