/* SPDX-License-Identifier: MIT */
#include "app/set_check.h"

#include "../base/folders.h"

#define MMDB_MARK "\xab\xcd\xefMaxMind.com"

static void each_format_has_a_file_that_fits_and_files_that_do_not(void **state)
{
    static const struct {
        enum data_format format;
        const char *content;
        bool fits;
    } cases[] = {
        {DATA_WARNING_LISTS, "{\"name\": \"x\", \"list\": [\"192.0.2.0/24\"]}", true},
        {DATA_WARNING_LISTS, "{\"name\": \"x\", \"list\": []}", false},
        {DATA_WARNING_LISTS, "{\"name\": \"x\", \"list\": [\"192.0.2.0/24\"", false},
        {DATA_GALAXY, "{\"values\": [{\"value\": \"x\"}]}", true},
        {DATA_GALAXY, "[1, 2]", false},
        {DATA_ATTACK, "{\"type\": \"bundle\", \"objects\": [{\"type\": \"x\"}]}", true},
        {DATA_ATTACK, "{\"type\": \"malware\", \"id\": \"malware--1\"}\n{\"type\": \"tool\"}\n",
         true},
        {DATA_ATTACK, "{\"message\": \"rate limit\"}", false},
        {DATA_TRAILS, "# Copyright\n\nevil.example\n", true},
        {DATA_TRAILS, "# nothing\n", false},
        {DATA_TRAILS, "<!DOCTYPE html>\n<p>no</p>\n", false},
        {DATA_DELEGATION, "#c\n2|apnic|20260823|1|19830613|20260822|+1000\n", true},
        {DATA_DELEGATION, "192.0.2.0/24\n", true},
        {DATA_DELEGATION, "2001:db8::/32\n", true},
        {DATA_DELEGATION, "<html>a/b</html>", false},
        {DATA_REGISTRATION, "# x\n192.0.2.0/24\n", true},
        {DATA_REGISTRATION, "", false},
        {DATA_GEOLOCATION, "data" MMDB_MARK "\xe1", true},
        {DATA_GEOLOCATION, "data", false},
        {DATA_NETWORKS, "192.0.2.0,192.0.2.255,64496,\"Example, Inc.\"\n", true},
        {DATA_NETWORKS, "2001:db8::,2001:db8::ffff,64496,Example\n", true},
        {DATA_NETWORKS, "data" MMDB_MARK "\xe1", true},
        {DATA_NETWORKS, "first,last,number\n", false},
        {DATA_SANCTIONS,
         "101,\"EXAMPLE, Alice\",\"individual\",\"SDNT\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \n",
         true},
        {DATA_SANCTIONS, "<!DOCTYPE html>\n<p>no</p>\n", false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct instant published = {0};
        struct problem problem = {0};
        folder_write(*state, "file", slice_from(cases[i].content));
        assert_int_equal(set_check(*state, cases[i].format, &published, &problem), cases[i].fits);
        assert_int_equal(problem.sentence[0] == '\0', cases[i].fits);
    }
}

static void one_usable_file_is_enough(void **state)
{
    struct instant published = {0};
    struct problem problem = {0};
    folder_write(*state, "README", slice_from("hello"));
    assert_false(set_check(*state, DATA_GALAXY, &published, &problem));
    folder_make(*state, "clusters");
    folder_write(*state, "clusters/a.json", slice_from("{\"values\": [1]}"));
    assert_true(set_check(*state, DATA_GALAXY, &published, &problem));
}

static void files_that_say_when_they_were_published_are_asked(void **state)
{
    static const char metadata[] = MMDB_MARK "\xe1\x4b"
                                             "build_epoch\x04\x02\x68\xb2\x5a\x00";
    struct instant published = {0}, wanted;
    struct problem problem = {0};
    folder_write(*state, "file", slice_from("2|lacnic|20260823|1|1|1|0\n"));
    assert_true(set_check(*state, DATA_DELEGATION, &published, &problem));
    instant_parse(slice_from("2026-08-23"), &wanted);
    assert_int_equal(published.ns, wanted.ns);
    folder_write(*state, "file", slice_from("2|lacnic|99999999|1|1|1|0\n"));
    assert_true(set_check(*state, DATA_DELEGATION, &published, &problem));
    assert_int_equal(published.ns, wanted.ns);
    folder_write(*state, "file", slice_make(metadata, sizeof metadata - 1));
    assert_true(set_check(*state, DATA_GEOLOCATION, &published, &problem));
    assert_int_equal(published.ns, INT64_C(0x68b25a00) * NS_PER_SECOND);
    /* Cut in the middle of the number. */
    folder_write(*state, "file", slice_make(metadata, sizeof metadata - 3));
    assert_true(set_check(*state, DATA_GEOLOCATION, &published, &problem));
}

#define WITH_FOLDER(test) cmocka_unit_test_setup_teardown(test, folder_setup, folder_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_FOLDER(each_format_has_a_file_that_fits_and_files_that_do_not),
        WITH_FOLDER(one_usable_file_is_enough),
        WITH_FOLDER(files_that_say_when_they_were_published_are_asked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
