/* SPDX-License-Identifier: MIT */
#include "app/data_version.h"

#include "../base/folders.h"

#include "app/data_draft.h"

#include <errno.h>
#include <seccomp.h>
#include <sys/wait.h>

static struct instant day_of(const char *text)
{
    struct instant day = {0};
    assert_true(instant_parse(slice_from(text), &day));
    return day;
}

static const struct data_set *sdn(void)
{
    return data_set_find(slice_from("ofac-sdn"));
}

/* Publishes a version of one file, whose digest is all that byte. */
static bool put_version(struct data_store *store, const char *day, uint8_t digest)
{
    struct data_draft draft;
    struct data_record record = {.files = 1, .entities = digest};
    struct problem problem = {0};
    memset(record.sha256, digest, sizeof record.sha256);
    assert_true(data_draft_begin(&draft, store, "ofac-sdn", &problem));
    assert_true(data_draft_file(&draft, "sdn.csv", &problem));
    assert_true(data_draft_write(&draft, slice_from(day), &problem));
    assert_true(data_draft_end_file(&draft, &problem));
    text_clear(&draft.place);
    data_version_place(sdn(), day_of(day), &draft.place);
    bool published = data_draft_publish(&draft, &record, &problem);
    data_draft_drop(&draft);
    return published;
}

static void put_all(const char *folder, const char *const *days, size_t count)
{
    struct data_store store;
    struct problem problem = {0};
    assert_true(data_store_open(&store, folder, &problem));
    for (size_t i = 0; i < count; i++)
        assert_true(put_version(&store, days[i], (uint8_t)(i + 1)));
    data_store_close(&store);
}

/* The days that are there, with blanks between them. */
static void tell_days(const char *folder, struct text *days)
{
    struct data_versions versions;
    data_versions_find(folder, sdn(), &versions);
    text_clear(days);
    for (size_t i = 0; i < versions.count; i++) {
        text_put(days, i > 0 ? " " : "");
        text_add_day(days, versions.items[i].day);
    }
    data_versions_done(&versions);
}

static void versions_lie_side_by_side_and_the_newest_is_what_is_there(void **state)
{
    static const char *const days[] = {"2025-02-28", "2021-07-31", "2025-12-24"};
    struct data_record record;
    struct text seen = {0}, place = {0};
    assert_false(data_version_current(*state, sdn(), &record, &place));
    put_all(*state, days, 3);
    tell_days(*state, &seen);
    assert_text(&seen, "2021-07-31 2025-02-28 2025-12-24");
    assert_true(data_version_current(*state, sdn(), &record, &place));
    assert_text(&place, "ofac-sdn/2025-12-24");
    assert_int_equal(record.entities, 3);
    data_record_done(&record);
    text_done(&place);
    text_done(&seen);
}

static void a_day_has_the_version_that_was_in_force(void **state)
{
    static const char *const days[] = {"2021-07-31", "2025-02-28"};
    struct data_versions versions;
    put_all(*state, days, 2);
    data_versions_find(*state, sdn(), &versions);
    assert_null(data_versions_at(&versions, day_of("2021-07-30")));
    assert_int_equal(data_versions_at(&versions, day_of("2021-07-31"))->record.entities, 1);
    assert_int_equal(data_versions_at(&versions, day_of("2025-02-27"))->record.entities, 1);
    assert_int_equal(data_versions_at(&versions, day_of("2026-01-01"))->record.entities, 2);
    data_versions_done(&versions);
}

static void a_version_is_known_by_its_digest(void **state)
{
    static const char *const days[] = {"2021-07-31", "2025-02-28"};
    struct data_versions versions;
    uint8_t digest[SHA256_SIZE];
    put_all(*state, days, 2);
    data_versions_find(*state, sdn(), &versions);
    memset(digest, 1, sizeof digest);
    assert_string_equal(data_versions_same(&versions, digest)->place, "ofac-sdn/2021-07-31");
    memset(digest, 9, sizeof digest);
    assert_null(data_versions_same(&versions, digest));
    data_versions_done(&versions);
}

static void what_is_no_whole_version_is_passed_over(void **state)
{
    static const char *const days[] = {"2021-07-31", "2025-02-28"};
    struct text seen = {0};
    put_all(*state, days, 2);
    folder_make(*state, "ofac-sdn/2025-12");
    folder_make(*state, "ofac-sdn/2025-13-45");
    folder_make(*state, "ofac-sdn/2026-01-01");
    folder_write(*state, "ofac-sdn/2025-02-28/more.csv", slice_from("x"));
    tell_days(*state, &seen);
    assert_text(&seen, "2021-07-31");
    text_done(&seen);
}

static void the_version_that_tells_least_goes_first(void **state)
{
    static const char *const days[] = {"2021-07-31", "2025-01-01", "2025-01-03",
                                       "2025-01-04", "2025-06-01", "2025-12-24"};
    struct data_store store;
    struct problem problem = {0};
    struct text seen = {0};
    put_all(*state, days, 6);
    assert_true(data_store_open(&store, *state, &problem));
    data_versions_thin(&store, sdn(), 5);
    tell_days(*state, &seen);
    assert_text(&seen, "2021-07-31 2025-01-01 2025-01-04 2025-06-01 2025-12-24");
    data_versions_thin(&store, sdn(), 3);
    tell_days(*state, &seen);
    assert_text(&seen, "2021-07-31 2025-01-01 2025-12-24");
    data_versions_thin(&store, sdn(), 0);
    tell_days(*state, &seen);
    assert_text(&seen, "2021-07-31 2025-12-24");
    data_store_close(&store);
    text_done(&seen);
}

static void opening_brings_a_version_back_that_a_killed_run_left_aside(void **state)
{
    static const char *const days[] = {"2021-07-31", "2025-02-28"};
    struct text from = folder_path(*state, "ofac-sdn/2025-02-28");
    struct text aside = folder_path(*state, "ofac-sdn/.2025-02-28.old"), seen = {0};
    struct data_store store;
    struct problem problem = {0};
    put_all(*state, days, 2);
    assert_int_equal(rename(text_string(&from), text_string(&aside)), 0);
    folder_make(*state, "ofac-sdn/.mine.old");
    assert_true(data_store_open(&store, *state, &problem));
    data_store_close(&store);
    tell_days(*state, &seen);
    assert_text(&seen, "2021-07-31 2025-02-28");
    folder_make(*state, "ofac-sdn/.2025-02-28.old");
    assert_true(data_store_open(&store, *state, &problem));
    data_store_close(&store);
    assert_int_not_equal(access(text_string(&aside), F_OK), 0);
    text_done(&from);
    text_done(&aside);
    text_done(&seen);
}

/* In a process of its own: the filter stays. */
static void publish_without_exchange(const char *folder)
{
    struct data_store store;
    struct problem problem = {0};
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);
    seccomp_rule_add(filter, SCMP_ACT_ERRNO(EINVAL), SCMP_SYS(renameat2), 0);
    if (seccomp_load(filter) != 0)
        _exit(3);
    seccomp_release(filter);
    bool published = data_store_open(&store, folder, &problem) &&
                     put_version(&store, "2025-02-28", 7) && put_version(&store, "2025-02-28", 8);
    data_store_close(&store);
    _exit(published ? 0 : 1);
}

static void a_file_system_that_cannot_exchange_keeps_versions_too(void **state)
{
    struct data_record record;
    int status;
    pid_t child = fork();
    if (child == 0)
        publish_without_exchange(*state);
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(WEXITSTATUS(status), 0);
    assert_true(data_version_current(*state, sdn(), &record, NULL));
    assert_int_equal(record.entities, 8);
    data_record_done(&record);
}

static void a_set_without_versions_is_found_as_ever(void **state)
{
    struct data_record record;
    assert_false(
        data_version_current(*state, data_set_find(slice_from("maltrail")), &record, NULL));
    folder_make(*state, "maltrail");
    folder_write(*state, "maltrail/set.json",
                 slice_from("{\"sha256\": \"00000000000000000000000000000000"
                            "00000000000000000000000000000000\", \"files\": 0}"));
    assert_true(data_version_current(*state, data_set_find(slice_from("maltrail")), &record, NULL));
    data_record_done(&record);
}

#define WITH_FOLDER(test) cmocka_unit_test_setup_teardown(test, folder_setup, folder_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_FOLDER(versions_lie_side_by_side_and_the_newest_is_what_is_there),
        WITH_FOLDER(a_day_has_the_version_that_was_in_force),
        WITH_FOLDER(a_version_is_known_by_its_digest),
        WITH_FOLDER(what_is_no_whole_version_is_passed_over),
        WITH_FOLDER(the_version_that_tells_least_goes_first),
        WITH_FOLDER(opening_brings_a_version_back_that_a_killed_run_left_aside),
        WITH_FOLDER(a_file_system_that_cannot_exchange_keeps_versions_too),
        WITH_FOLDER(a_set_without_versions_is_found_as_ever),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
