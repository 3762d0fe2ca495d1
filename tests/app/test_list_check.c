/* SPDX-License-Identifier: MIT */
#include "app/list_check.h"

#include "../base/folders.h"

#define ROW(number, name)                                                                          \
    number ",\"" name "\",\"individual\",\"SDNT\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \r\n"

static const char two_rows[] = ROW("101", "EXAMPLE, Alice") ROW("102", "EXAMPLE, Bob") "\x1a";

static bool check(const char *folder, const char *set, struct list_check *seen,
                  struct problem *problem)
{
    *problem = (struct problem){{0}};
    return list_check(folder, data_set_find(slice_from(set)), seen, problem);
}

static void refuses(const char *folder, const char *content, const char *words)
{
    struct list_check seen;
    struct problem problem;
    folder_write(folder, "sdn.csv", slice_from(content));
    assert_false(check(folder, "ofac-sdn", &seen, &problem));
    assert_non_null(strstr(problem.sentence, words));
    assert_null(strstr(problem.sentence, folder));
}

static void a_whole_list_is_counted(void **state)
{
    struct list_check seen;
    struct problem problem;
    folder_write(*state, "sdn.csv", slice_from(two_rows));
    folder_write(*state, "README.md", slice_from("where it is from"));
    assert_true(check(*state, "ofac-sdn", &seen, &problem));
    assert_int_equal(seen.entities, 2);
    assert_string_equal(problem.sentence, "");
}

static void a_list_that_breaks_off_is_refused(void **state)
{
    refuses(*state, ROW("101", "EXAMPLE, Alice") "102,\"EXAMPLE, Bob\",\"indiv", "sdn.csv");
}

static void rows_that_cannot_be_read_are_refused(void **state)
{
    refuses(*state, ROW("101", "EXAMPLE, Alice") "102,\"EXAMPLE, Bob\"\r\n" ROW("103", "X, Y"),
            "cannot be read");
}

static void what_is_no_list_is_refused(void **state)
{
    refuses(*state, "<!DOCTYPE html><html><title>Please log in</title></html>", "sdn.csv");
    refuses(*state, "", "");
    refuses(*state, "\xff\xfe\0\0garbage", "");
}

static void an_empty_folder_is_refused(void **state)
{
    struct list_check seen;
    struct problem problem;
    assert_false(check(*state, "ofac-sdn", &seen, &problem));
    assert_non_null(strstr(problem.sentence, "no file"));
}

static void another_list_is_refused(void **state)
{
    struct list_check seen;
    struct problem problem;
    folder_write(*state, "sdn.csv", slice_from(two_rows));
    assert_false(check(*state, "ofac-consolidated", &seen, &problem));
    assert_non_null(strstr(problem.sentence, "it is another list: OFAC SDN"));
}

static void two_lists_are_refused(void **state)
{
    struct list_check seen;
    struct problem problem;
    folder_make(*state, "a");
    folder_make(*state, "b");
    folder_write(*state, "a/sdn.csv", slice_from(two_rows));
    folder_write(*state, "b/sdn.csv", slice_from(two_rows));
    assert_false(check(*state, "ofac-sdn", &seen, &problem));
    assert_non_null(strstr(problem.sentence, "2 lists"));
}

#define WITH_FOLDER(test) cmocka_unit_test_setup_teardown(test, folder_setup, folder_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_FOLDER(a_whole_list_is_counted),
        WITH_FOLDER(a_list_that_breaks_off_is_refused),
        WITH_FOLDER(rows_that_cannot_be_read_are_refused),
        WITH_FOLDER(what_is_no_list_is_refused),
        WITH_FOLDER(an_empty_folder_is_refused),
        WITH_FOLDER(another_list_is_refused),
        WITH_FOLDER(two_lists_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
