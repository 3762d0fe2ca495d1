/* SPDX-License-Identifier: MIT */
#include "base/file.h"

#include "folders.h"

static void folders_and_links_to_them_are_folders(void **state)
{
    static const struct {
        const char *name;
        bool is;
    } cases[] = {{".", true}, {"in", true}, {"link", true}, {"file", false}, {"none", false}};
    folder_make(*state, "in");
    folder_write(*state, "file", slice_from("x"));
    folder_link(*state, "in", "link");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct text path = folder_path(*state, cases[i].name);
        assert_int_equal(file_is_folder(text_string(&path)), cases[i].is);
        text_done(&path);
    }
}

static void a_file_is_read_whole_or_not_at_all(void **state)
{
    const struct unpack_limits limits = {.bytes = 5, .ratio = 10, .allowance = 100};
    struct text path = folder_path(*state, "file"), content = {0};
    struct problem problem = {{0}};
    folder_write(*state, "file", slice_from("12345"));
    assert_true(file_read(text_string(&path), &limits, &content, &problem));
    assert_text(&content, "12345");
    text_clear(&content);
    folder_write(*state, "file", slice_from("123456"));
    assert_false(file_read(text_string(&path), &limits, &content, &problem));
    assert_non_null(strstr(problem.sentence, "more than 5 bytes"));
    text_done(&content);
    text_done(&path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(folders_and_links_to_them_are_folders, folder_setup,
                                        folder_teardown),
        cmocka_unit_test_setup_teardown(a_file_is_read_whole_or_not_at_all, folder_setup,
                                        folder_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
