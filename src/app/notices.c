/* SPDX-License-Identifier: MIT */
#include "app/notices.h"

#include "base/file.h"
#include "base/file_list.h"
#include "base/memory.h"
#include "model/limits.h"
#include "notice/reader.h"

#include <stdio.h>
#include <stdlib.h>

static void complain(struct notices *notices, const struct problem *problem)
{
    fprintf(stderr, "stormcone: %s\n", problem->sentence);
    notices->failed++;
}

static void load_file(struct notices *notices, const char *path, const char *format)
{
    static const struct unpack_limits limits = {
        .bytes = LIMIT_NOTICE_SIZE,
        .ratio = LIMIT_UNPACKED_RATIO,
        .allowance = LIMIT_UNPACKED_ALLOWANCE,
        .memory = LIMIT_UNPACK_MEMORY,
    };
    struct problem problem = {0};
    struct text content = {0};
    struct notice *notice = memory_create(1, sizeof *notice);
    bool loaded = file_read(path, &limits, &content, &problem);
    if (loaded && !notice_read(text_slice(&content), path, format, notice, &problem))
        loaded = problem_add(&problem, "cannot read notice '%s'", path);
    text_done(&content);
    if (!loaded) {
        complain(notices, &problem);
        notice_done(notice);
        free(notice);
        return;
    }
    notices->items =
        memory_grow(notices->items, &notices->capacity, notices->count + 1, sizeof *notices->items);
    notices->items[notices->count++] = notice;
}

void notices_load(struct notices *notices, const char *path, const char *format)
{
    static const struct file_list_limits limits = {LIMIT_INPUTS, LIMIT_DIRECTORY_DEPTH};
    struct file_list list = {0};
    file_list_add(&list, path, &limits);
    for (size_t i = 0; i < list.count; i++) {
        if (list.items[i].problem.sentence[0] != '\0')
            complain(notices, &list.items[i].problem);
        else
            load_file(notices, list.items[i].path, format);
    }
    file_list_done(&list);
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
