/* SPDX-License-Identifier: MIT */
#include "app/data_draft.h"

#include "../base/folders.h"

#include <errno.h>
#include <seccomp.h>
#include <sys/wait.h>

static const struct data_record record = {
    .retrieved = {INT64_C(1764000000) * NS_PER_SECOND},
    .checked = {INT64_C(1764000060) * NS_PER_SECOND},
    .published = {INT64_C(1763942400) * NS_PER_SECOND},
    .sha256 = {0xab, 0xcd},
    .bytes = 12,
    .files = 1,
    .stored = 5,
};

static void read_back(const char *folder, const char *name, const char *wanted)
{
    struct text path = folder_path(folder, name);
    char content[64] = {0};
    int file = open(text_string(&path), O_RDONLY | O_CLOEXEC);
    assert_true(file >= 0);
    assert_true(read(file, content, sizeof content - 1) >= 0);
    close(file);
    text_done(&path);
    assert_string_equal(content, wanted);
}

static bool is_there(const char *folder, const char *name)
{
    struct text path = folder_path(folder, name);
    bool there = access(text_string(&path), F_OK) == 0;
    text_done(&path);
    return there;
}

/* Publishes a set of one file. */
static bool put_set(struct data_store *store, const char *content, struct problem *problem)
{
    struct data_draft draft;
    assert_true(data_draft_begin(&draft, store, "maltrail", problem));
    assert_true(data_draft_file(&draft, "trails/a.txt", problem));
    assert_true(data_draft_write(&draft, slice_from(content), problem));
    assert_true(data_draft_end_file(&draft, problem));
    bool published = data_draft_publish(&draft, &record, problem);
    data_draft_drop(&draft);
    return published;
}

static void the_data_folder_is_given_or_stands_in_the_environment(void **state)
{
    (void)state;
    struct text path = {0};
    setenv("HOME", "/home/alice", 1);
    setenv("XDG_DATA_HOME", "relative", 1);
    unsetenv("STORMCONE_DATA");
    assert_string_equal(data_folder(NULL, &path), "/home/alice/.local/share/stormcone");
    setenv("XDG_DATA_HOME", "/data", 1);
    assert_string_equal(data_folder(NULL, &path), "/data/stormcone");
    setenv("STORMCONE_DATA", "/own", 1);
    assert_string_equal(data_folder(NULL, &path), "/own");
    assert_string_equal(data_folder("here", &path), "here");
    unsetenv("STORMCONE_DATA");
    unsetenv("XDG_DATA_HOME");
    unsetenv("HOME");
    assert_null(data_folder(NULL, &path));
    text_done(&path);
}

static void a_record_is_read_as_it_was_written(void **state)
{
    struct data_store store;
    struct problem problem = {0};
    struct data_record seen;
    assert_true(data_store_open(&store, *state, &problem));
    assert_true(put_set(&store, "12345", &problem));
    struct data_record written = record;
    written.url = slice_from("https://example.com/\"x\"");
    written.etag = slice_from("W/\"v1\"");
    assert_true(data_store_note(&store, "maltrail", &written, &problem));
    data_store_close(&store);
    assert_true(data_store_find(*state, "maltrail", &seen));
    assert_slice(seen.url, "https://example.com/\"x\"");
    assert_slice(seen.etag, "W/\"v1\"");
    assert_int_equal(seen.last_modified.size, 0);
    assert_int_equal(seen.retrieved.ns, record.retrieved.ns);
    assert_int_equal(seen.checked.ns, record.checked.ns);
    assert_int_equal(seen.published.ns, record.published.ns);
    assert_memory_equal(seen.sha256, record.sha256, SHA256_SIZE);
    assert_int_equal(seen.bytes, 12);
    assert_int_equal(seen.stored, 5);
    data_record_done(&seen);
}

static void a_set_without_a_record_or_without_its_files_is_not_there(void **state)
{
    struct data_record seen;
    struct data_store store;
    struct problem problem = {0};
    assert_false(data_store_find(*state, "maltrail", &seen));
    assert_true(data_store_open(&store, *state, &problem));
    assert_true(put_set(&store, "12345", &problem));
    data_store_close(&store);
    folder_write(*state, "maltrail/more.txt", slice_from("x"));
    assert_false(data_store_find(*state, "maltrail", &seen));
    folder_write(*state, "maltrail/set.json", slice_from("{\"sha256\": \"no digest\"}"));
    assert_false(data_store_find(*state, "maltrail", &seen));
    folder_write(*state, "maltrail/set.json", slice_from("[1, 2"));
    assert_false(data_store_find(*state, "maltrail", &seen));
}

static void a_store_is_open_once(void **state)
{
    struct data_store store, second;
    struct problem problem = {0};
    assert_true(data_store_open(&store, *state, &problem));
    assert_false(data_store_open(&second, *state, &problem));
    assert_non_null(strstr(problem.sentence, "another update is at work"));
    data_store_close(&store);
    assert_true(data_store_open(&second, *state, &problem));
    data_store_close(&second);
}

static void opening_puts_right_what_a_killed_run_left(void **state)
{
    struct data_store store;
    struct problem problem = {0};
    folder_make(*state, ".new-77");
    folder_make(*state, ".new-77/maltrail");
    folder_write(*state, ".new-77/maltrail/half", slice_from("x"));
    folder_make(*state, ".maltrail.old");
    folder_write(*state, ".maltrail.old/a.txt", slice_from("old"));
    folder_make(*state, ".misp-galaxy.old");
    folder_make(*state, "misp-galaxy");
    folder_write(*state, "misp-galaxy/b.txt", slice_from("new"));
    assert_true(data_store_open(&store, *state, &problem));
    data_store_close(&store);
    read_back(*state, "maltrail/a.txt", "old");
    read_back(*state, "misp-galaxy/b.txt", "new");
    assert_false(is_there(*state, ".new-77"));
    assert_false(is_there(*state, ".maltrail.old"));
    assert_false(is_there(*state, ".misp-galaxy.old"));
}

static void a_removal_follows_no_link(void **state)
{
    struct data_store store;
    struct problem problem = {0};
    folder_make(*state, "kept");
    folder_write(*state, "kept/a.txt", slice_from("a"));
    folder_make(*state, ".new-1");
    folder_link(*state, "../kept", ".new-1/link");
    assert_true(data_store_open(&store, *state, &problem));
    data_store_close(&store);
    assert_false(is_there(*state, ".new-1"));
    read_back(*state, "kept/a.txt", "a");
}

static void a_draft_is_out_of_sight_until_it_is_published(void **state)
{
    struct data_store store;
    struct data_draft draft;
    struct problem problem = {0};
    assert_true(data_store_open(&store, *state, &problem));
    assert_true(put_set(&store, "old", &problem));
    assert_true(data_draft_begin(&draft, &store, "maltrail", &problem));
    assert_true(data_draft_file(&draft, "trails/a.txt", &problem));
    assert_true(data_draft_write(&draft, slice_from("new"), &problem));
    read_back(*state, "maltrail/trails/a.txt", "old");
    data_draft_drop(&draft);
    read_back(*state, "maltrail/trails/a.txt", "old");
    assert_true(put_set(&store, "new", &problem));
    read_back(*state, "maltrail/trails/a.txt", "new");
    data_store_close(&store);
    struct text path = {0};
    text_print(&path, "%s", (const char *)*state);
    /* The file, the record, the lock. */
    assert_int_equal(data_store_count_files(text_string(&path)), 3);
    text_done(&path);
}

static void a_draft_refuses_what_is_too_large_and_two_files_of_one_name(void **state)
{
    struct data_store store;
    struct data_draft draft;
    struct problem problem = {0};
    assert_true(data_store_open(&store, *state, &problem));
    assert_true(data_draft_begin(&draft, &store, "maltrail", &problem));
    draft.most = 10;
    assert_true(data_draft_file(&draft, "a", &problem));
    assert_true(data_draft_write(&draft, slice_from("0123456789"), &problem));
    assert_false(data_draft_write(&draft, slice_from("x"), &problem));
    assert_true(data_draft_end_file(&draft, &problem));
    assert_false(data_draft_file(&draft, "a", &problem));
    assert_non_null(strstr(problem.sentence, "two files 'a'"));
    data_draft_drop(&draft);
    data_store_close(&store);
}

/* In a process of its own: the filter stays. */
static void publish_without_exchange(const char *folder, bool syncs_fail)
{
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);
    seccomp_rule_add(filter, SCMP_ACT_ERRNO(EINVAL), SCMP_SYS(renameat2), 0);
    if (syncs_fail)
        seccomp_rule_add(filter, SCMP_ACT_ERRNO(EIO), SCMP_SYS(syncfs), 0);
    if (seccomp_load(filter) != 0)
        _exit(3);
    seccomp_release(filter);
    struct data_store store;
    struct problem problem = {0};
    bool published = data_store_open(&store, folder, &problem) && put_set(&store, "new", &problem);
    data_store_close(&store);
    _exit(published ? 0 : 1);
}

static int run_without_exchange(const char *folder, bool syncs_fail)
{
    int status;
    pid_t child = fork();
    if (child == 0)
        publish_without_exchange(folder, syncs_fail);
    assert_int_equal(waitpid(child, &status, 0), child);
    return WEXITSTATUS(status);
}

static void a_file_system_that_cannot_exchange_gets_two_renames(void **state)
{
    struct data_store store;
    struct problem problem = {0};
    assert_true(data_store_open(&store, *state, &problem));
    assert_true(put_set(&store, "old", &problem));
    data_store_close(&store);
    assert_int_equal(run_without_exchange(*state, true), 1);
    read_back(*state, "maltrail/trails/a.txt", "old");
    assert_int_equal(run_without_exchange(*state, false), 0);
    read_back(*state, "maltrail/trails/a.txt", "new");
    assert_false(is_there(*state, ".maltrail.old"));
}

#define WITH_FOLDER(test) cmocka_unit_test_setup_teardown(test, folder_setup, folder_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_data_folder_is_given_or_stands_in_the_environment),
        WITH_FOLDER(a_record_is_read_as_it_was_written),
        WITH_FOLDER(a_set_without_a_record_or_without_its_files_is_not_there),
        WITH_FOLDER(a_store_is_open_once),
        WITH_FOLDER(opening_puts_right_what_a_killed_run_left),
        WITH_FOLDER(a_removal_follows_no_link),
        WITH_FOLDER(a_draft_is_out_of_sight_until_it_is_published),
        WITH_FOLDER(a_draft_refuses_what_is_too_large_and_two_files_of_one_name),
        WITH_FOLDER(a_file_system_that_cannot_exchange_gets_two_renames),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
