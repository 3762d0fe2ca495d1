/* SPDX-License-Identifier: MIT */
#include "app/unpack_archive.h"

#include "../base/folders.h"

#include <archive.h>
#include <archive_entry.h>

struct fixture {
    void *folder;
    struct data_store store;
    struct data_draft draft;
    struct instant newest;
    struct problem problem;
    int file;
};

static int setup(void **state)
{
    struct fixture *fixture = calloc(1, sizeof *fixture);
    folder_setup(&fixture->folder);
    data_store_open(&fixture->store, fixture->folder, &fixture->problem);
    data_draft_begin(&fixture->draft, &fixture->store, "misp-galaxy", &fixture->problem);
    fixture->file = data_store_scratch(&fixture->store, &fixture->problem);
    *state = fixture;
    return 0;
}

static int teardown(void **state)
{
    struct fixture *fixture = *state;
    close(fixture->file);
    data_draft_drop(&fixture->draft);
    data_store_close(&fixture->store);
    folder_teardown(&fixture->folder);
    free(fixture);
    return 0;
}

/* One entry of an archive that a test makes. */
struct made {
    const char *name, *content, *link;
    unsigned type;
};

static void write_archive(int file, int (*format)(struct archive *),
                          int (*filter)(struct archive *), const struct made *made, size_t count)
{
    struct archive *archive = archive_write_new();
    format(archive);
    filter(archive);
    archive_write_set_bytes_in_last_block(archive, 1);
    assert_int_equal(archive_write_open_fd(archive, file), ARCHIVE_OK);
    for (size_t i = 0; i < count; i++) {
        struct archive_entry *entry = archive_entry_new();
        size_t size = made[i].content ? strlen(made[i].content) : 0;
        archive_entry_set_pathname(entry, made[i].name);
        archive_entry_set_filetype(entry, made[i].type ? made[i].type : AE_IFREG);
        archive_entry_set_size(entry, (int64_t)size);
        archive_entry_set_mtime(entry, 1767225600 + (time_t)i, 0);
        archive_entry_set_perm(entry, 0777);
        if (made[i].link)
            archive_entry_set_symlink(entry, made[i].link);
        assert_int_equal(archive_write_header(archive, entry), ARCHIVE_OK);
        if (size > 0)
            archive_write_data(archive, made[i].content, size);
        archive_entry_free(entry);
    }
    archive_write_close(archive);
    archive_write_free(archive);
}

static enum unpack_outcome unpack(struct fixture *fixture, const char *wanted)
{
    const struct unpack_request request = {.file = fixture->file, .wanted = wanted};
    return unpack_archive(&request, &fixture->draft, &fixture->newest, &fixture->problem);
}

static enum unpack_outcome unpack_tar(struct fixture *fixture, const struct made *made,
                                      size_t count, const char *wanted)
{
    write_archive(fixture->file, archive_write_set_format_pax_restricted,
                  archive_write_add_filter_gzip, made, count);
    return unpack(fixture, wanted);
}

static bool holds(struct fixture *fixture, const char *name)
{
    return faccessat(fixture->draft.fd, name, F_OK, AT_SYMLINK_NOFOLLOW) == 0;
}

#define UNPACK(fixture, made, wanted)                                                              \
    unpack_tar(fixture, made, sizeof(made) / sizeof *(made), wanted)

static void what_a_set_wants_is_taken_without_the_first_folder(void **state)
{
    struct fixture *fixture = *state;
    const struct made made[] = {{.name = "m-main/", .type = AE_IFDIR},
                                {.name = "m-main/README.md", .content = "read me"},
                                {.name = "m-main/clusters/a.json", .content = "{}"},
                                {.name = "m-main/tools/b.json", .content = "{}"}};
    assert_int_equal(UNPACK(fixture, made, "clusters/*.json"), UNPACK_DONE);
    assert_true(holds(fixture, "clusters/a.json"));
    assert_int_equal(fixture->draft.files, 1);
    assert_int_equal(fixture->draft.bytes, 2);
    assert_int_equal(fixture->newest.ns, (INT64_C(1767225600) + 2) * NS_PER_SECOND);
}

static void where_nothing_fits_what_is_of_the_same_kind_is_taken(void **state)
{
    struct fixture *fixture = *state;
    const struct made made[] = {{.name = "README.md", .content = "read me"},
                                {.name = "a.json", .content = "{}"},
                                {.name = "set.json", .content = "{}"}};
    assert_int_equal(UNPACK(fixture, made, "clusters/*.json"), UNPACK_DONE);
    assert_true(holds(fixture, "a.json"));
    assert_int_equal(fixture->draft.files, 1);
}

static void absolute_names_land_inside(void **state)
{
    struct fixture *fixture = *state;
    const struct made made[] = {{.name = "/etc/cron.d/a.json", .content = "{}"}};
    assert_int_equal(UNPACK(fixture, made, NULL), UNPACK_DONE);
    assert_true(holds(fixture, "etc/cron.d/a.json"));
}

static void an_archive_with_a_name_that_leaves_is_refused(void **state)
{
    struct fixture *fixture = *state;
    const struct made made[] = {{.name = "a/../../b.json", .content = "{}"}};
    assert_int_equal(UNPACK(fixture, made, NULL), UNPACK_FAILED);
    assert_non_null(strstr(fixture->problem.sentence, "unusable name 'a/../../b.json'"));
}

static void links_and_pipes_are_left_out(void **state)
{
    struct fixture *fixture = *state;
    const struct made made[] = {{.name = "way", .type = AE_IFLNK, .link = "/tmp"},
                                {.name = "way/a.json", .content = "{}"},
                                {.name = "pipe", .type = AE_IFIFO},
                                {.name = "disk", .type = AE_IFBLK}};
    assert_int_equal(UNPACK(fixture, made, NULL), UNPACK_DONE);
    assert_int_equal(fixture->draft.files, 1);
    struct stat status;
    assert_int_equal(fstatat(fixture->draft.fd, "way", &status, AT_SYMLINK_NOFOLLOW), 0);
    assert_true(S_ISDIR(status.st_mode));
    assert_int_equal(fstatat(fixture->draft.fd, "way/a.json", &status, AT_SYMLINK_NOFOLLOW), 0);
    assert_int_equal(status.st_mode & 0111, 0);
}

static void a_file_where_a_folder_is_needed_is_a_sentence(void **state)
{
    struct fixture *fixture = *state;
    const struct made made[] = {{.name = "a", .content = "file"},
                                {.name = "a/b", .content = "below it"}};
    assert_int_equal(UNPACK(fixture, made, NULL), UNPACK_FAILED);
    assert_non_null(strstr(fixture->problem.sentence, "cannot write"));
}

/* A header alone (POSIX.1-1988 ustar), of a file that would have 8 GiB. */
static void write_large_header(int file)
{
    uint8_t header[512] = "a.json";
    static const struct {
        size_t place;
        const char *text;
    } fields[] = {{100, "0000644"},  {124, "77777777777"}, {136, "00000000000"},
                  {148, "        "}, {156, "0"},           {257, "ustar"}};
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        memcpy(header + fields[i].place, fields[i].text, strlen(fields[i].text));
    memcpy(header + 263, "00", 2);
    unsigned sum = 0;
    for (size_t i = 0; i < sizeof header; i++)
        sum += header[i];
    for (size_t i = 0; i < 6; i++, sum /= 8)
        header[153 - i] = (uint8_t)('0' + sum % 8);
    header[154] = '\0';
    assert_int_equal(write(file, header, sizeof header), sizeof header);
}

static void a_bomb_is_refused_by_what_it_declares(void **state)
{
    struct fixture *fixture = *state;
    write_large_header(fixture->file);
    assert_int_equal(unpack(fixture, "clusters/*.json"), UNPACK_FAILED);
    assert_non_null(strstr(fixture->problem.sentence, "unpacks to more than 4096 MiB"));
    assert_int_equal(fixture->draft.files, 0);
}

static void many_files_that_are_too_large_together_are_refused(void **state)
{
    struct fixture *fixture = *state;
    const struct made made[] = {{.name = "a", .content = "0123456789"},
                                {.name = "b", .content = "0123456789"},
                                {.name = "c", .content = "0123456789"}};
    fixture->draft.most = 25;
    assert_int_equal(UNPACK(fixture, made, NULL), UNPACK_FAILED);
    assert_non_null(strstr(fixture->problem.sentence, "unpacks to more than"));
}

/* A zip may say the size behind the content; then what comes out is counted. */
static void a_bomb_that_declares_nothing_is_refused_by_what_comes_out(void **state)
{
    struct fixture *fixture = *state;
    struct text zeros = {0};
    text_fill(&zeros, '0', 2 * 1024 * 1024);
    const struct made made[] = {{.name = "a", .content = text_string(&zeros)}};
    write_archive(fixture->file, archive_write_set_format_zip, archive_write_add_filter_none, made,
                  1);
    /* The size in the central directory, 24 bytes behind its signature, becomes 1. */
    uint8_t whole[16384];
    ssize_t size = pread(fixture->file, whole, sizeof whole, 0);
    assert_in_range(size, 100, sizeof whole - 1);
    size_t place = slice_find(slice_make(whole, (size_t)size), slice_make("PK\1\2", 4));
    assert_int_not_equal(place, SLICE_NOWHERE);
    memcpy(whole + place + 24, "\1\0\0\0", 4);
    assert_int_equal(pwrite(fixture->file, whole, (size_t)size, 0), size);
    fixture->draft.most = 1024 * 1024;
    assert_int_equal(unpack(fixture, NULL), UNPACK_FAILED);
    assert_in_range(fixture->draft.bytes, 0, 1024 * 1024);
    text_done(&zeros);
}

static void a_cut_archive_is_damaged(void **state)
{
    struct fixture *fixture = *state;
    struct text noise = {0};
    for (uint32_t i = 1, x = 1; i < 300000; i++, x = x * 1664525 + 1013904223)
        text_add_byte(&noise, (uint8_t)('a' + (x >> 24) % 26));
    const struct made made[] = {{.name = "a", .content = text_string(&noise)},
                                {.name = "b", .content = text_string(&noise)}};
    write_archive(fixture->file, archive_write_set_format_ustar, archive_write_add_filter_gzip,
                  made, 2);
    assert_int_equal(ftruncate(fixture->file, 300000), 0);
    assert_int_equal(unpack(fixture, NULL), UNPACK_FAILED);
    assert_non_null(strstr(fixture->problem.sentence, "damaged"));
    text_done(&noise);
}

static void what_is_no_archive_says_so(void **state)
{
    struct fixture *fixture = *state;
    static const char *const contents[] = {"", "2|arin|20260823|1|1|1|0\n", "<html></html>",
                                           "\x1f\x8b\x08"};
    for (size_t i = 0; i < sizeof contents / sizeof *contents; i++) {
        assert_int_equal(ftruncate(fixture->file, 0), 0);
        assert_int_equal(pwrite(fixture->file, contents[i], strlen(contents[i]), 0),
                         strlen(contents[i]));
        assert_int_equal(unpack(fixture, NULL), UNPACK_NO_ARCHIVE);
    }
    assert_int_equal(fixture->draft.files, 0);
}

static void every_packing_is_read(void **state)
{
    static int (*const filters[])(struct archive *) = {
        archive_write_add_filter_none,  archive_write_add_filter_gzip,
        archive_write_add_filter_bzip2, archive_write_add_filter_xz,
        archive_write_add_filter_zstd,  archive_write_add_filter_lz4};
    struct fixture *fixture = *state;
    for (size_t i = 0; i < sizeof filters / sizeof *filters; i++) {
        char name[] = "a.json";
        name[0] = (char)('a' + i);
        const struct made made[] = {{.name = name, .content = "{}"}};
        assert_int_equal(ftruncate(fixture->file, 0), 0);
        lseek(fixture->file, 0, SEEK_SET);
        write_archive(fixture->file, archive_write_set_format_gnutar, filters[i], made, 1);
        assert_int_equal(unpack(fixture, NULL), UNPACK_DONE);
        assert_true(holds(fixture, name));
    }
}

#define WITH_DRAFT(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_DRAFT(what_a_set_wants_is_taken_without_the_first_folder),
        WITH_DRAFT(where_nothing_fits_what_is_of_the_same_kind_is_taken),
        WITH_DRAFT(absolute_names_land_inside),
        WITH_DRAFT(an_archive_with_a_name_that_leaves_is_refused),
        WITH_DRAFT(links_and_pipes_are_left_out),
        WITH_DRAFT(a_file_where_a_folder_is_needed_is_a_sentence),
        WITH_DRAFT(a_bomb_is_refused_by_what_it_declares),
        WITH_DRAFT(many_files_that_are_too_large_together_are_refused),
        WITH_DRAFT(a_bomb_that_declares_nothing_is_refused_by_what_comes_out),
        WITH_DRAFT(a_cut_archive_is_damaged),
        WITH_DRAFT(what_is_no_archive_says_so),
        WITH_DRAFT(every_packing_is_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
