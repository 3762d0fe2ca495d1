/* SPDX-License-Identifier: MIT */
#include "app/notices.h"

#include "base/file.h"
#include "base/file_list.h"
#include "base/instant.h"
#include "base/memory.h"
#include "facts/list_meaning.h"
#include "model/limits.h"
#include "notice/reader.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static bool load_file(const char *path, const char *format, struct notice *notice,
                      struct problem *problem)
{
    static const struct unpack_limits limits = {
        .bytes = LIMIT_NOTICE_SIZE,
        .ratio = LIMIT_UNPACKED_RATIO,
        .allowance = LIMIT_UNPACKED_ALLOWANCE,
        .memory = LIMIT_UNPACK_MEMORY,
    };
    struct text content = {0};
    bool loaded = file_read(path, &limits, &content, problem);
    if (loaded && !notice_read(text_slice(&content), path, format, notice, problem))
        loaded = problem_add(problem, "cannot read notice '%s'", path);
    text_done(&content);
    return loaded;
}

/* Each path begins anew. */
static void begin_path(const struct notice_reading *reading, const struct file_list *list)
{
    if (!reading->progress)
        return;
    reading->progress->total = 0;
    for (size_t i = 0; i < list->count; i++)
        reading->progress->total += list->items[i].size;
}

static void complain(const struct notice_reading *reading, const struct problem *problem)
{
    if (reading->progress)
        progress_clear(reading->progress);
    fprintf(stderr, "stormcone: %s\n", problem->sentence);
}

/* Goes through the files that a path names. `take` owns the notice that it is given. */
static size_t walk(const char *path, const struct notice_reading *reading,
                   void (*take)(void *context, struct notice *notice), void *context)
{
    static const struct file_list_limits limits = {LIMIT_INPUTS, LIMIT_DIRECTORY_DEPTH};
    struct file_list list = {0};
    size_t failed = 0;
    uint64_t done = 0;
    file_list_add(&list, path, &limits);
    begin_path(reading, &list);
    for (size_t i = 0; i < list.count; i++) {
        struct problem problem = list.items[i].problem;
        struct notice *notice = memory_create(1, sizeof *notice);
        if (reading->progress)
            progress_update(reading->progress, done, 0, monotonic_ns());
        done += list.items[i].size;
        if (problem.sentence[0] == '\0' &&
            load_file(list.items[i].path, reading->format, notice, &problem)) {
            take(context, notice);
            continue;
        }
        complain(reading, &problem);
        failed++;
        notice_done(notice);
        free(notice);
    }
    file_list_done(&list);
    return failed;
}

static void keep(void *context, struct notice *notice)
{
    struct notices *notices = context;
    notices->items =
        memory_grow(notices->items, &notices->capacity, notices->count + 1, sizeof *notices->items);
    notices->items[notices->count++] = notice;
}

void notices_load(struct notices *notices, const char *path, const struct notice_reading *reading)
{
    notices->failed += walk(path, reading, keep, notices);
}

struct visit {
    void (*visit)(void *context, const struct notice *notice);
    void *context;
};

static void show(void *context, struct notice *notice)
{
    const struct visit *visit = context;
    visit->visit(visit->context, notice);
    notice_done(notice);
    free(notice);
}

size_t notices_visit(const char *path, const struct notice_reading *reading,
                     void (*visit)(void *context, const struct notice *notice), void *context)
{
    return walk(path, reading, show, &(struct visit){visit, context});
}

static void show_family(void *context, struct notice *notice)
{
    struct slice file = slice_base_name(notice->name);
    const char *title;
    enum trait trait;
    const struct visit *visit = context;
    if (!trail_list_trait(slice_part(file, 0, slice_find_byte(file, '.')), &trait, &title))
        visit->visit(visit->context, notice);
    notice_done(notice);
    free(notice);
}

void notices_visit_families(const char *data, struct progress *progress,
                            void (*visit)(void *context, const struct notice *notice),
                            void *context)
{
    const struct notice_reading reading = {.format = "maltrail", .progress = progress};
    struct text path = {0};
    for (const struct data_set *set = data_sets; set->name; set++) {
        text_clear(&path);
        text_print(&path, "%s/%s", data, set->name);
        if (set->format == DATA_TRAILS && access(text_string(&path), R_OK) == 0)
            walk(text_string(&path), &reading, show_family, &(struct visit){visit, context});
    }
    text_done(&path);
}

void notices_done(struct notices *notices)
{
    for (size_t i = 0; i < notices->count; i++) {
        notice_done(notices->items[i]);
        free(notices->items[i]);
    }
    free(notices->items);
    *notices = (struct notices){0};
}
