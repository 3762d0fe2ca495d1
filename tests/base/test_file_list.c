/* SPDX-License-Identifier: MIT */
#include "folders.h"

#include "base/file_list.h"

static const struct file_list_limits roomy = {1000, 64};

/* The list as text, one line an item, without the folder's own name. */
static void list(const char *folder, const char *name, const struct file_list_limits *limits,
                 struct text *seen)
{
    struct file_list list = {0};
    struct text path = folder_path(folder, name);
    file_list_add(&list, text_string(&path), limits);
    for (size_t i = 0; i < list.count; i++) {
        const struct file_list_item *item = &list.items[i];
        struct slice shown = slice_from(item->path);
        if (slice_starts_with(shown, folder))
            shown = slice_after(shown, strlen(folder) + 1);
        text_add(seen, shown);
        text_print(seen, " %s%s%d\n", item->is_named ? "named " : "",
                   item->problem.sentence[0] ? "problem " : "", (int)item->size);
    }
    file_list_done(&list);
    text_done(&path);
}

static void assert_list(const char *folder, const char *name, const char *wanted)
{
    struct text seen = {0};
    list(folder, name, &roomy, &seen);
    assert_text(&seen, wanted);
    text_done(&seen);
}

static void a_file_is_itself(void **state)
{
    folder_write(*state, "one", slice_from("1"));
    assert_list(*state, "one", "one named 1\n");
}

static void standard_input_is_named_by_a_dash(void **state)
{
    (void)state;
    struct file_list list = {0};
    file_list_add(&list, "-", &roomy);
    assert_int_equal(list.count, 1);
    assert_string_equal(list.items[0].path, "-");
    assert_true(list.items[0].is_named);
    assert_false(list.items[0].is_regular);
    file_list_done(&list);
}

static void folders_are_walked_in_the_order_of_names(void **state)
{
    folder_make(*state, "d");
    folder_make(*state, "d/b");
    folder_write(*state, "d/b/2", slice_from("22"));
    folder_write(*state, "d/b/1", slice_from("1"));
    folder_write(*state, "d/c", slice_from("333"));
    folder_write(*state, "d/a", slice_from(""));
    folder_write(*state, "d/B", slice_from("4"));
    folder_write(*state, "d/.hidden", slice_from("55"));
    assert_list(*state, "d", "d/.hidden 2\nd/B 1\nd/a 0\nd/b/1 1\nd/b/2 2\nd/c 3\n");
    assert_list(*state, "d/", "d/.hidden 2\nd/B 1\nd/a 0\nd/b/1 1\nd/b/2 2\nd/c 3\n");
}

static void symbolic_links_neither_loop_nor_multiply(void **state)
{
    folder_make(*state, "l");
    folder_make(*state, "l/in");
    folder_write(*state, "l/in/one", slice_from("1"));
    folder_link(*state, "..", "l/in/up");
    folder_link(*state, "in", "l/again");
    folder_link(*state, "in/one", "l/other");
    assert_list(*state, "l", "l/again/one 1\nl/other 1\n");
}

static void a_link_to_nothing_is_told(void **state)
{
    folder_make(*state, "n");
    folder_link(*state, "nowhere", "n/broken");
    folder_write(*state, "n/one", slice_from("1"));
    assert_list(*state, "n", "n/broken problem 0\nn/one 1\n");
}

static void pipes_in_folders_are_left_out_and_named_ones_are_not(void **state)
{
    folder_make(*state, "p");
    struct text path = folder_path(*state, "p/pipe");
    assert_int_equal(mkfifo(text_string(&path), 0600), 0);
    folder_write(*state, "p/one", slice_from("1"));
    assert_list(*state, "p", "p/one 1\n");
    assert_list(*state, "p/pipe", "p/pipe named 0\n");
    text_done(&path);
}

static void a_pattern_is_expanded_where_no_file_has_its_name(void **state)
{
    folder_make(*state, "g");
    folder_write(*state, "g/b.pcap", slice_from("22"));
    folder_write(*state, "g/a.pcap", slice_from("1"));
    folder_write(*state, "g/a.txt", slice_from("333"));
    folder_make(*state, "g/c.pcap");
    folder_write(*state, "g/c.pcap/in", slice_from("4"));
    assert_list(*state, "g/*.pcap", "g/a.pcap named 1\ng/b.pcap named 2\ng/c.pcap/in 1\n");
    assert_list(*state, "g/*.none", "g/*.none problem 0\n");
    folder_write(*state, "g/*.pcap", slice_from("five5"));
    assert_list(*state, "g/*.pcap", "g/*.pcap named 5\n");
}

static void what_is_not_there_is_told(void **state)
{
    struct file_list list = {0};
    file_list_add(&list, "/nowhere/at/all.pcap", &roomy);
    assert_int_equal(list.count, 1);
    assert_string_equal(list.items[0].problem.sentence,
                        "cannot open '/nowhere/at/all.pcap': No such file or directory");
    file_list_done(&list);
    folder_make(*state, "empty");
    assert_list(*state, "empty", "empty problem 0\n");
}

static void limits_are_told_and_kept(void **state)
{
    struct text seen = {0};
    folder_make(*state, "m");
    folder_write(*state, "m/1", slice_from(""));
    folder_write(*state, "m/2", slice_from(""));
    folder_write(*state, "m/3", slice_from(""));
    folder_write(*state, "m/4", slice_from(""));
    list(*state, "m", &(struct file_list_limits){2, 64}, &seen);
    assert_text(&seen, "m/1 0\nm/2 0\nm/3 problem 0\n");
    folder_make(*state, "x");
    folder_make(*state, "x/y");
    folder_make(*state, "x/y/z");
    folder_write(*state, "x/y/one", slice_from("1"));
    folder_write(*state, "x/y/z/two", slice_from("2"));
    text_clear(&seen);
    list(*state, "x", &(struct file_list_limits){100, 1}, &seen);
    assert_text(&seen, "x/y/one 1\nx/y/z problem 0\n");
    text_done(&seen);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_file_is_itself),
        cmocka_unit_test(standard_input_is_named_by_a_dash),
        cmocka_unit_test(folders_are_walked_in_the_order_of_names),
        cmocka_unit_test(symbolic_links_neither_loop_nor_multiply),
        cmocka_unit_test(a_link_to_nothing_is_told),
        cmocka_unit_test(pipes_in_folders_are_left_out_and_named_ones_are_not),
        cmocka_unit_test(a_pattern_is_expanded_where_no_file_has_its_name),
        cmocka_unit_test(what_is_not_there_is_told),
        cmocka_unit_test(limits_are_told_and_kept),
    };
    return cmocka_run_group_tests(tests, folder_setup, folder_teardown);
}
