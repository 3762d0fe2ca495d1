/* SPDX-License-Identifier: MIT */
#include "../test.h"

#include "notice/stix_pattern.h"

/* Terms as "path test value group", one a line; groups are numbered as they come. */
static void assert_terms(const char *pattern_text, const char *wanted)
{
    static const char *const tests[] = {"=",          "LIKE",  "MATCHES", "ISSUBSET",
                                        "ISSUPERSET", "order", "exists",  "qualifier"};
    struct arena arena = {0};
    struct stix_pattern pattern = {0};
    struct text seen = {0};
    assert_true(stix_pattern_read(slice_from(pattern_text), &arena, &pattern));
    uint32_t last = 0, group = 0;
    for (size_t i = 0; i < pattern.count; i++) {
        const struct stix_term *term = &pattern.terms[i];
        group += term->together != last;
        last = term->together;
        text_add(&seen, term->path);
        text_print(&seen, " %s%s ", term->negated ? "not " : "", tests[term->test]);
        text_add(&seen, term->value);
        text_print(&seen, " %u\n", group);
    }
    assert_text(&seen, wanted);
    text_done(&seen);
    stix_pattern_done(&pattern);
    arena_done(&arena);
}

static void assert_no_pattern(const char *text)
{
    struct arena arena = {0};
    struct stix_pattern pattern = {0};
    assert_false(stix_pattern_read(slice_from(text), &arena, &pattern));
    stix_pattern_done(&pattern);
    arena_done(&arena);
}

static void a_comparison_gives_path_and_value(void **state)
{
    (void)state;
    assert_terms("[ipv4-addr:value = '198.51.100.7']", "ipv4-addr:value = 198.51.100.7 1\n");
    assert_terms(" [ file:hashes.'SHA-256'=='ab' ] ", "file:hashes.SHA-256 = ab 1\n");
    assert_terms("[network-traffic:dst_port=443]", "network-traffic:dst_port = 443 1\n");
    assert_terms("[a:b[*].c[0].d != true]", "a:b.c.d not = true 1\n");
}

static void escapes_in_strings_are_undone(void **state)
{
    (void)state;
    assert_terms("[url:value = 'it\\'s \\\\ \\d']", "url:value = it's \\ \\d 1\n");
}

static void every_test_and_literal_is_read(void **state)
{
    (void)state;
    assert_terms("[a:b LIKE '%x' OR a:b NOT MATCHES 'y' OR a:b ISSUBSET 'z' OR a:b ISSUPERSET 'w']",
                 "a:b LIKE %x 1\na:b not MATCHES y 2\na:b ISSUBSET z 3\na:b ISSUPERSET w 4\n");
    assert_terms("[a:b > -1.5 OR a:b <= t'2020-01-01T00:00:00Z' OR a:b = h'ff' OR EXISTS a:c]",
                 "a:b order -1.5 1\na:b order 2020-01-01T00:00:00Z 2\na:b = ff 3\n"
                 "a:c exists  4\n");
    assert_terms("[NOT EXISTS a:c AND a:b = b'YQ==']", "a:c not exists  1\na:b = YQ== 1\n");
}

static void a_set_gives_a_term_for_each_value(void **state)
{
    (void)state;
    assert_terms("[domain-name:value IN ('a.example', 'b.example')]",
                 "domain-name:value = a.example 1\ndomain-name:value = b.example 1\n");
    assert_terms("[a:b NOT IN ('x')]", "a:b not = x 1\n");
    assert_terms("[a:b IN ()]", "");
}

static void what_an_and_joins_is_one_group(void **state)
{
    (void)state;
    assert_terms("[(a:b = '1' OR a:b = '2') AND a:c = 3 OR a:d = '4' AND a:e = '5']",
                 "a:b = 1 1\na:b = 2 1\na:c = 3 1\na:d = 4 2\na:e = 5 2\n");
}

static void observations_and_their_qualifiers_are_read(void **state)
{
    (void)state;
    assert_terms("([a:b = 1] AND [a:b = 2]) WITHIN 300 SECONDS FOLLOWEDBY [a:b = 3] "
                 "REPEATS 5 TIMES START t'2020-01-01T00:00:00Z' STOP t'2021-01-01T00:00:00Z'",
                 "a:b = 1 1\na:b = 2 2\n qualifier  3\na:b = 3 4\n qualifier  5\n");
}

static void a_period_is_told_of_its_own_terms(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct stix_pattern pattern = {0};
    struct text seen = {0};
    assert_true(stix_pattern_read(slice_from("[a:b = 1] OR [a:b = 2] START t'2020-01-01T00:00:00Z' "
                                             "STOP t'2021-01-01T00:00:00Z'"),
                                  &arena, &pattern));
    assert_int_equal(pattern.count, 2);
    assert_false(instant_is_known(pattern.terms[0].from));
    text_add_instant(&seen, pattern.terms[1].from, 0);
    text_put(&seen, " ");
    text_add_instant(&seen, pattern.terms[1].until, 0);
    assert_text(&seen, "2020-01-01T00:00:00Z 2021-01-01T00:00:00Z");
    text_done(&seen);
    stix_pattern_done(&pattern);
    arena_done(&arena);
}

static void a_comparison_is_kept_as_it_stands(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct stix_pattern pattern = {0};
    assert_true(stix_pattern_read(
        slice_from(
            "[ ( a:b  != 'x'  OR NOT EXISTS a:c) AND a:'d-e' IN ('1', '2') ] WITHIN 5 SECONDS"),
        &arena, &pattern));
    assert_int_equal(pattern.count, 5);
    assert_slice(pattern.terms[0].text, "a:b  != 'x'");
    assert_slice(pattern.terms[1].text, "NOT EXISTS a:c");
    assert_slice(pattern.terms[2].text, "a:'d-e' IN ('1', '2')");
    assert_slice(pattern.terms[3].text, "a:'d-e' IN ('1', '2')");
    assert_slice(pattern.terms[4].text, "WITHIN 5 SECONDS");
    stix_pattern_done(&pattern);
    arena_done(&arena);
}

static void comments_and_wide_spaces_are_skipped(void **state)
{
    (void)state;
    assert_terms("/* one */ [a:b\u00a0= // two\n\u2003'/* x */' \u3000]", "a:b = /* x */ 1\n");
}

static void what_is_no_pattern_is_refused(void **state)
{
    (void)state;
    static const char *const none[] = {"",
                                       "198.51.100.7",
                                       "[]",
                                       "[a:b]",
                                       "[a:b =]",
                                       "[a:b = 'x'",
                                       "[a:b = 'x]",
                                       "a:b = 'x'",
                                       "[a = 'x']",
                                       "[a:b = x]",
                                       "[a:b = 'x' AND]",
                                       "[a:b = 'x'] OR",
                                       "[a:b = 'x'] [a:b = 'y']",
                                       "[a:b LIKE 5]",
                                       "[a:b IN 'x']",
                                       "[a:b IN ('x',)]",
                                       "[a:b = 'x'] WITHIN SECONDS",
                                       "[a:b[x] = 1]",
                                       "[a:b. = 1]",
                                       "[a:b = 1.2.3]",
                                       "[a:b = h'f']",
                                       "[a:b = b'YQ=']",
                                       "[a:b = t'yesterday']",
                                       "[EXISTS]",
                                       "[a:b = 1] WITHIN -5 SECONDS",
                                       "[a:b = 1] REPEATS 1.5 TIMES",
                                       "[a:b = 1] START 'x' STOP 'y'",
                                       "[a:b = 1] /* open"};
    for (size_t i = 0; i < sizeof none / sizeof *none; i++)
        assert_no_pattern(none[i]);
}

static void brackets_without_end_are_refused(void **state)
{
    (void)state;
    struct text text = {0};
    text_fill(&text, '(', 100000);
    assert_no_pattern(text_string(&text));
    text_clear(&text);
    text_put(&text, "[");
    text_fill(&text, '(', 100000);
    assert_no_pattern(text_string(&text));
    text_done(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_comparison_gives_path_and_value),
        cmocka_unit_test(escapes_in_strings_are_undone),
        cmocka_unit_test(every_test_and_literal_is_read),
        cmocka_unit_test(a_set_gives_a_term_for_each_value),
        cmocka_unit_test(what_an_and_joins_is_one_group),
        cmocka_unit_test(observations_and_their_qualifiers_are_read),
        cmocka_unit_test(a_period_is_told_of_its_own_terms),
        cmocka_unit_test(a_comparison_is_kept_as_it_stands),
        cmocka_unit_test(comments_and_wide_spaces_are_skipped),
        cmocka_unit_test(what_is_no_pattern_is_refused),
        cmocka_unit_test(brackets_without_end_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
