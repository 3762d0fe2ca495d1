/* SPDX-License-Identifier: MIT */
#include "facts/set_folder.h"

#include "base/file.h"
#include "base/file_list.h"
#include "base/json.h"
#include "base/memory.h"
#include "base/packed_file.h"
#include "model/limits.h"

#include <stdlib.h>

static const struct unpack_limits file_limits = {
    .bytes = LIMIT_FACT_FILE,
    .ratio = 200,
    .allowance = LIMIT_FACT_FILE / 4,
    .memory = LIMIT_FACT_FILE,
};

static struct slice kept(struct arena *arena, struct slice text)
{
    struct text printable = {0};
    text_add_printable(&printable, text);
    struct slice copy = arena_keep(arena, text_slice(&printable));
    text_done(&printable);
    return copy;
}

void set_folder_describe(const char *folder, struct arena *arena, struct world_set *set)
{
    struct text path = {0}, content = {0};
    text_print(&path, "%s/set.json", folder);
    struct json *json = NULL;
    if (file_read(text_string(&path), &file_limits, &content, NULL))
        json = json_parse(text_slice(&content), LIMIT_JSON_SIZE, NULL);
    struct slice published = json_member_text(json, "published");
    struct slice retrieved = json_member_text(json, "retrieved");
    set->date = kept(arena, slice_part(published.size > 0 ? published : retrieved, 0, 10));
    set->digest = kept(arena, json_member_text(json, "sha256"));
    json_free(json);
    text_done(&content);
    text_done(&path);
}

static struct slice below(const char *folder, const char *path)
{
    struct slice whole = slice_from(path);
    size_t skipped = strlen(folder);
    while (skipped < whole.size && whole.data[skipped] == '/')
        skipped++;
    return slice_after(whole, skipped);
}

static const struct file_list_limits list_limits = {LIMIT_FACT_FILES, LIMIT_FACT_DEPTH};

/* The front of a file; what is damaged behind it does not matter. */
static bool read_head(const char *path, size_t size, struct text *content, struct problem *problem)
{
    struct packed_file *file = packed_file_open(path, &file_limits, problem);
    if (!file)
        return false;
    uint8_t *piece = memory_create(size, 1);
    size_t got = 0;
    bool is_read = packed_file_read(file, piece, size, &got, problem);
    text_add(content, slice_make(piece, got));
    free(piece);
    packed_file_free(file);
    return is_read;
}

static bool read_file(const char *path, struct slice below_folder, const struct set_reader *reader,
                      void *context, struct problem *problem)
{
    struct text content = {0};
    bool is_read = reader->head > 0 ? read_head(path, reader->head, &content, problem)
                                    : file_read(path, &file_limits, &content, problem);
    if (is_read && !reader->read(context, below_folder, &content, problem))
        is_read = problem_add(problem, "cannot read '%s'", path);
    text_done(&content);
    return is_read;
}

void set_folder_read(const char *folder, struct world_set *set, const struct set_reader *reader,
                     void *context)
{
    struct file_list files = {0};
    struct problem first = {{0}};
    size_t asked = 0, failed = 0;
    file_list_add(&files, folder, &list_limits);
    for (size_t i = 0; i < files.count; i++) {
        struct file_list_item *file = &files.items[i];
        struct slice path = below(folder, file->path);
        struct problem problem = file->problem;
        bool is_there = problem.sentence[0] == '\0';
        if (is_there && !reader->wanted(path))
            continue;
        asked++;
        if (!is_there || !read_file(file->path, path, reader, context, &problem))
            if (failed++ == 0)
                first = problem;
    }
    if (asked == 0)
        problem_set(&set->problem, "there is no file of the set in '%s'", folder);
    else if (failed > 0)
        problem_set(&set->problem, "%zu of %zu files could not be read; first: %.400s", failed,
                    asked, first.sentence);
    file_list_done(&files);
}

void set_folder_find(const char *folder, const char *ending, set_path_fn *found, void *context)
{
    struct file_list files = {0};
    file_list_add(&files, folder, &list_limits);
    for (size_t i = 0; i < files.count; i++)
        if (files.items[i].is_regular && slice_ends_with(slice_from(files.items[i].path), ending))
            found(context, files.items[i].path);
    file_list_done(&files);
}

struct slice set_file_name(struct slice path, const char *ending)
{
    struct slice name = slice_base_name(path);
    if (slice_ends_with(name, ".gz"))
        name.size -= 3;
    if (!slice_ends_with(name, ending))
        return (struct slice){0};
    return slice_part(name, 0, name.size - strlen(ending));
}
