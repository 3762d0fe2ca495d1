/* SPDX-License-Identifier: MIT */
#include "../test.h"

#include "model/notice.h"

static bool add(struct notice *notice, const char *pattern, enum indicator_kind kind)
{
    return notice_add(notice, &(struct indicator){.pattern = slice_from(pattern), .kind = kind});
}

static void a_new_notice_has_a_name_and_an_empty_statement(void **state)
{
    (void)state;
    struct notice notice;
    notice_init(&notice, "list.txt");
    assert_slice(notice.name, "list.txt");
    assert_int_equal(notice.indicator_count, 0);
    assert_int_equal(notice.statement_count, 1);
    assert_int_equal(notice.statements[0].family.size, 0);
    notice_done(&notice);
    notice_done(&notice);
    notice_done(NULL);
}

static void an_indicator_is_kept_once(void **state)
{
    (void)state;
    struct notice notice;
    notice_init(&notice, "n");
    assert_true(add(&notice, "bad.example", INDICATOR_DOMAIN));
    assert_true(add(&notice, "192.0.2.1", INDICATOR_ADDRESS));
    assert_true(add(&notice, "bad.example", INDICATOR_DOMAIN));
    assert_true(add(&notice, "bad.example", INDICATOR_URL));
    assert_int_equal(notice.indicator_count, 3);
    assert_slice(notice.indicators[0].pattern, "bad.example");
    assert_slice(notice.indicators[1].pattern, "192.0.2.1");
    assert_int_equal(notice.indicators[2].kind, INDICATOR_URL);
    notice_done(&notice);
}

static void patterns_and_statements_are_copied(void **state)
{
    (void)state;
    struct notice notice;
    notice_init(&notice, "n");
    char pattern[] = "bad.example", family[] = "Mirai";
    uint32_t statement =
        notice_add_statement(&notice, &(struct statement){.family = slice_from(family)});
    assert_int_equal(statement, 1);
    notice_add(&notice, &(struct indicator){.pattern = slice_from(pattern),
                                            .kind = INDICATOR_DOMAIN,
                                            .line = 7,
                                            .statement = statement});
    pattern[0] = family[0] = 'X';
    assert_slice(notice.indicators[0].pattern, "bad.example");
    assert_int_equal(notice.indicators[0].line, 7);
    assert_slice(notice.statements[notice.indicators[0].statement].family, "Mirai");
    notice_done(&notice);
}

static void many_indicators_are_all_kept_and_none_twice(void **state)
{
    (void)state;
    enum { COUNT = 20000 };
    struct notice notice;
    struct text name = {0};
    notice_init(&notice, "n");
    for (unsigned i = 0; i < 2 * COUNT; i++) {
        text_clear(&name);
        text_print(&name, "host%u.example", i % COUNT);
        assert_true(add(&notice, text_string(&name), INDICATOR_DOMAIN));
    }
    assert_int_equal(notice.indicator_count, COUNT);
    for (unsigned i = 0; i < COUNT; i++) {
        text_clear(&name);
        text_print(&name, "host%u.example", i);
        assert_true(slice_equal(notice.indicators[i].pattern, text_slice(&name)));
    }
    text_done(&name);
    notice_done(&notice);
}

static void the_first_text_that_is_there_is_kept(void **state)
{
    (void)state;
    struct notice notice;
    notice_init(&notice, "notice.txt");
    notice_keep_first(&notice, &notice.title, (struct slice){0});
    assert_slice(notice.title, "");
    notice_keep_first(&notice, &notice.title, slice_from("first"));
    notice_keep_first(&notice, &notice.title, slice_from("second"));
    assert_slice(notice.title, "first");
    notice_done(&notice);
}

static void what_is_no_indicator_is_counted_and_kept_with_its_reason(void **state)
{
    (void)state;
    struct notice notice;
    notice_init(&notice, "n");
    notice_reject(&notice, REJECTED_VERSION, slice_from("2.3.20.2"), 9);
    notice_note_defect(&notice, DEFECT_SPLIT_NAME, slice_from("bad\n.example"), 4);
    assert_int_equal(notice.rejected, 1);
    assert_slice(notice.rejections[0].text, "2.3.20.2");
    assert_int_equal(notice.rejections[0].line, 9);
    assert_string_equal(rejection_key(notice.rejections[0].reason), "version");
    assert_int_equal(notice.defective, 1);
    assert_string_equal(defect_key(notice.defects[0].kind), "split-name");
    notice_done(&notice);
}

static void what_the_publisher_gives_as_context_is_not_hunted(void **state)
{
    (void)state;
    struct notice notice;
    notice_init(&notice, "n");
    add(&notice, "bad.example", INDICATOR_DOMAIN);
    add(&notice, "evil.exe", INDICATOR_FILE_NAME);
    notice_add(&notice, &(struct indicator){.pattern = slice_from("good.example"),
                                            .kind = INDICATOR_DOMAIN,
                                            .context = true});
    assert_int_equal(notice.indicator_count, 3);
    assert_int_equal(notice_hunted_count(&notice), 1);
    notice_done(&notice);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_first_text_that_is_there_is_kept),
        cmocka_unit_test(a_new_notice_has_a_name_and_an_empty_statement),
        cmocka_unit_test(an_indicator_is_kept_once),
        cmocka_unit_test(patterns_and_statements_are_copied),
        cmocka_unit_test(many_indicators_are_all_kept_and_none_twice),
        cmocka_unit_test(what_is_no_indicator_is_counted_and_kept_with_its_reason),
        cmocka_unit_test(what_the_publisher_gives_as_context_is_not_hunted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
